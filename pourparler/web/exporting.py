"""Exports of the dossier: one format, packed with its codebook and its error card."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from pourparler.desk.releasing import release
from pourparler.export import EXPORTERS, write_exports
from pourparler.export.columns import Texts
from pourparler.model import Reading
from pourparler.verifying import faults_of
from pourparler.web.room import Room, room_of
from pourparler.web.showing import render
from pourparler.web.speaking import language_of

pages = APIRouter()
LEVELS: tuple[Texts, ...] = ("quoted", "none", "whole")
LEFT_OUT = "LEFT-OUT.txt"


class Sound:
    """The dossier's readings whose every span slices; the others are named and left out, so that no row goes out whose evidence fails."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.left_out: dict[str, str] = {}

    def __iter__(self) -> Iterator[Reading]:
        for reading in self.room.desk.readings(self.room.name):
            fault = next(map(str, faults_of(reading)), None)
            if fault is None:
                yield reading
            else:
                self.left_out[reading.article.id] = fault


@pages.get("/export")
def choose(request: Request) -> Response:
    return render(request, "export.html", formats=tuple(EXPORTERS), levels=LEVELS)


@pages.get("/export/{name}.zip")
def download(request: Request, name: str) -> Response:
    """The dossier in one format; MissingExtra, with what to install, where its library is not there."""
    room = room_of(request)
    if name not in EXPORTERS:
        raise HTTPException(404)
    texts = next((level for level in LEVELS if level == request.query_params.get("texts")), LEVELS[0])
    folder = Path(tempfile.mkdtemp(prefix="pourparler-export-"))
    try:
        packed = pack(room, name, texts, language_of(request), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    clean = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(packed, filename=f"{room.name}-{name}.zip", media_type="application/zip", background=clean)


def pack(room: Room, name: str, texts: Texts, language: str, folder: Path) -> Path:
    readings, inside = Sound(room), folder / "inside"
    inside.mkdir()
    write_exports(release(room.desk, room.name, readings, texts=texts, language=language), [name], inside)
    if readings.left_out:
        (inside / LEFT_OUT).write_text("".join(f"{label}: {fault}\n" for label, fault in readings.left_out.items()), encoding="utf-8")
    packed = folder / "export.zip"
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(inside.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(inside).as_posix())
    return packed
