"""Exports in the making: one worker packs what was asked for, so that the page can say how far it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

from pourparler.desk import Desk
from pourparler.desk.releasing import release
from pourparler.export import write_exports
from pourparler.export.columns import Texts
from pourparler.model import Reading
from pourparler.verifying import faults_of
from pourparler.web.working import IDLE, Works

State = Literal["waiting", "writing", "done", "failed"]
LEFT_OUT = "LEFT-OUT.txt"


@dataclass
class Parcel:
    """One export that was asked for. `gone_through` counts readings; a format may go through all of them more than once, then it begins anew."""

    number: int
    format: str
    texts: Texts
    language: str
    state: State = "waiting"
    articles: int = 0
    gone_through: int = 0
    message: str = ""
    left_out: dict[str, str] = field(default_factory=dict)


class Sound:
    """The dossier's readings whose every span slices; the others are named and left out, so that no row goes out whose evidence fails."""

    def __init__(self, desk: Desk, name: str, parcel: Parcel) -> None:
        self.desk, self.name, self.parcel = desk, name, parcel

    def __iter__(self) -> Iterator[Reading]:
        for number, reading in enumerate(self.desk.readings(self.name), start=1):
            self.parcel.gone_through = number
            fault = next(map(str, faults_of(reading)), None)
            if fault is None:
                yield reading
            else:
                self.parcel.left_out[reading.article.id] = fault


class Parcels(Works[Parcel]):
    """The exports of one start of the page, in the order in which they were asked for."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__("export")
        self.desk, self.name = desk, name

    def ask(self, name: str, texts: Texts, language: str) -> Parcel:
        """An export into the queue; one that waits or is being written is not asked for twice."""
        asked = (name, texts, language)
        same = (one for one in self.all if one.state not in IDLE and (one.format, one.texts, one.language) == asked)
        known = next(same, None)
        if known is not None:
            return known
        parcel = Parcel(len(self.all) + 1, *asked)
        self.put(parcel)
        return parcel

    def place(self, parcel: Parcel) -> Path:
        return self.folder / str(parcel.number) / "export.zip"

    def done(self, number: int) -> Parcel | None:
        """The export of this number, None where it is not there or not ready."""
        return next((one for one in self.all if one.number == number and one.state == "done"), None)

    def do(self, thing: Parcel) -> None:
        thing.state = "writing"
        self.make(thing)
        thing.state = "done"

    def fail(self, thing: Parcel, message: str) -> None:
        thing.state, thing.message = "failed", message

    def make(self, parcel: Parcel) -> Path:
        """The export with codebook and error card as one archive; MissingExtra, with what to install, where its library is not there."""
        packed = self.place(parcel)
        inside = packed.parent / "inside"
        inside.mkdir(parents=True)
        parcel.articles = self.desk.show(self.name).read
        readings = Sound(self.desk, self.name, parcel)
        asked = release(self.desk, self.name, readings, texts=parcel.texts, language=parcel.language)
        write_exports(asked, [parcel.format], inside)
        if parcel.left_out:
            told = "".join(f"{label}: {fault}\n" for label, fault in parcel.left_out.items())
            (inside / LEFT_OUT).write_text(told, encoding="utf-8")
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for path in sorted(inside.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(inside).as_posix())
        shutil.rmtree(inside)
        return packed
