"""Exports of the dossier: one format, packed with its codebook and its error card; the page says how far each is."""

from __future__ import annotations

import shutil
from typing import Any, cast

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from pourparler.export import EXPORTERS
from pourparler.export.columns import Texts
from pourparler.web.asking import form_of
from pourparler.web.packing import Parcel, Parcels
from pourparler.web.room import room_of
from pourparler.web.showing import is_partial, render
from pourparler.web.speaking import language_of

pages = APIRouter()
GROUPS = (
    ("tables", ("csv", "xlsx", "parquet", "dta")),
    ("notes", ("docx", "html", "bibtex")),
    ("networks", ("gexf", "graphml")),
    ("events", ("plover", "polecat")),
    ("texts", ("jsonl", "standoff", "webannotation", "iramuteq")),
)
"""The formats by what they are for."""
LEVELS: tuple[Texts, ...] = ("quoted", "none", "whole")


def parcels_of(request: Request) -> Parcels:
    return cast("Parcels", request.app.state.parcels)


def level_of(asked: object) -> Texts:
    return next((level for level in LEVELS if level == asked), LEVELS[0])


@pages.get("/export")
def choose(request: Request) -> Response:
    """The formats, and what was asked for since the start; that list alone where a script asks how far the work is."""
    parcels = parcels_of(request)
    values: dict[str, Any] = {"parcels": parcels.all[::-1], "busy": parcels.is_busy}
    if is_partial(request):
        return render(request, "_parcels.html", **values)
    chosen = parcels.all[-1].texts if parcels.all else LEVELS[0]
    return render(request, "export.html", groups=GROUPS, levels=LEVELS, chosen=chosen, **values)


@pages.post("/export")
async def ask(request: Request) -> Response:
    """One export into the queue; then the page is shown."""
    form = await form_of(request, 4)
    name, texts = form.get("format", ""), level_of(form.get("texts"))
    if name not in EXPORTERS:
        raise HTTPException(404)
    await run_in_threadpool(parcels_of(request).ask, name, texts, language_of(request))
    return RedirectResponse("/export", 303)


@pages.get("/export/ready/{number}.zip")
def ready(request: Request, number: int) -> Response:
    """An export that was asked for and is whole."""
    parcels = parcels_of(request)
    parcel = parcels.done(number)
    if parcel is None:
        raise HTTPException(404)
    return FileResponse(parcels.place(parcel), filename=filename(request, parcel), media_type="application/zip")


@pages.get("/export/{name}.zip")
def download(request: Request, name: str) -> Response:
    """The dossier in one format at once, for scripts; MissingExtra, with what to install, where its library is not there."""
    if name not in EXPORTERS:
        raise HTTPException(404)
    room = room_of(request)
    parcels = Parcels(room.desk, room.name)
    parcel = Parcel(1, name, level_of(request.query_params.get("texts")), language_of(request))
    try:
        packed = parcels.make(parcel)
    except BaseException:
        parcels.close()
        raise
    clean = BackgroundTask(shutil.rmtree, parcels.folder, ignore_errors=True)
    return FileResponse(packed, filename=filename(request, parcel), media_type="application/zip", background=clean)


def filename(request: Request, parcel: Parcel) -> str:
    return f"{room_of(request).name}-{parcel.format}.zip"
