"""`pourparler export`: readings as tables for analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.desks import meant, with_progress
from pourparler.cli.readings import file_of_readings
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, WITH_REFUSALS, refuse_usage, say, spoken, tell
from pourparler.errors import PourparlerError
from pourparler.export import EXPORTERS

if TYPE_CHECKING:
    from pourparler.errors import MalformedRecord
    from pourparler.export.release import Export, Written
    from pourparler.model import Reading


class Level(StrEnum):
    """How much of the articles' own words goes out."""

    none = "none"
    quoted = "quoted"
    whole = "whole"


class Sound:
    """The readings whose every span slices and whose every id is known; the others are told once, by name, and left out.

    `offers` gives them anew each time it is called: a format may go through them several times.
    """

    def __init__(self, offers: Callable[[], Iterable[Reading | MalformedRecord]]) -> None:
        self.offers = offers
        self.unsound: set[int] = set()
        self.kept = 0
        self.look()

    def look(self) -> None:
        """Verifies every line, so that no row is written whose evidence does not stand."""
        from pourparler.errors import MalformedRecord
        from pourparler.verifying import faults_of

        for number, offer in enumerate(with_progress(self.offers(), what="export.checking")):
            fault = str(offer.message) if isinstance(offer, MalformedRecord) else next(map(str, faults_of(offer)), None)
            if fault is None:
                self.kept += 1
            else:
                self.unsound.add(number)
                place = offer.place if isinstance(offer, MalformedRecord) else offer.article.id
                tell(say("export.unsound", id=place, fault=spoken().message(fault)))

    def __iter__(self) -> Iterator[Reading]:
        total = self.kept + len(self.unsound)
        numbered = enumerate(with_progress(self.offers(), total, what="export.writing"))
        return (reading for number, reading in numbered if number not in self.unsound and not isinstance(reading, PourparlerError))


def of_file(path: Path) -> Iterator[Reading | MalformedRecord]:
    """The lines of a file of readings."""
    from pourparler import wire

    with path.open("rb") as lines:
        yield from wire.read_lines(lines, path.name)


def of_dossier(name: str, with_corrections: bool) -> Callable[[], Iterator[Reading]]:
    """The readings of a dossier, as the journal leaves them or as the rules made them; refuses an unknown name at once."""
    from pourparler.cli.desks import open_desk

    with open_desk() as desk:
        desk.show(name)

    def readings() -> Iterator[Reading]:
        with open_desk() as desk:
            yield from desk.readings(name, with_corrections=with_corrections)

    return readings


def release_of(name: str, readings: Iterable[Reading], options: dict[str, Any]) -> Export:
    """What is asked of a dossier, under its own title unless another is given."""
    from pourparler.cli.desks import open_desk
    from pourparler.desk.releasing import release

    with open_desk() as desk:
        return release(desk, name, readings, **options)


def formats(asked: str) -> list[str]:
    """The formats named, each once; one that there is not is wrong usage."""
    names = list(dict.fromkeys(name.strip().lower() for name in asked.split(",") if name.strip()))
    for name in names:
        if name not in EXPORTERS:
            refuse_usage(say("export.bad_format", name=name, known=", ".join(EXPORTERS)))
    return names


def export(
    file: Annotated[str, typer.Argument(metavar="FILE|DOSSIER", help=say("export.file"))],
    to: Annotated[str, typer.Option("--to", help=say("export.to", known=", ".join(EXPORTERS)))],
    output: Annotated[Path, typer.Option("--output", help=say("export.output"), file_okay=False)],
    texts: Annotated[Level, typer.Option("--texts", help=say("export.texts"))] = Level.quoted,
    title: Annotated[str | None, typer.Option("--title", help=say("export.title"))] = None,
    attitudes: Annotated[bool, typer.Option("--attitudes", help=say("export.attitudes"))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=say("export.raw"))] = False,
    bom: Annotated[bool, typer.Option("--bom", help=say("export.bom"))] = False,
    corrections: Annotated[bool, typer.Option("--with-corrections/--without-corrections", help=say("export.corrections"))] = True,
) -> None:
    from pourparler.export import write_exports
    from pourparler.export.release import Export, survey

    names = formats(to)
    source = meant(file, folders=False)
    readings = Sound(partial(of_file, file_of_readings(source)) if isinstance(source, Path) else of_dossier(source, corrections))
    if not readings.kept:
        tell(say("export.nothing", name=file))
        raise typer.Exit(NOTHING_USABLE)
    options: dict[str, Any] = {"texts": texts.value, "attitudes": attitudes, "language": spoken().language, "raw": raw, "bom": bom}
    if title:
        options["title"] = title
    own = {"title": source.stem} if isinstance(source, Path) else {}
    asked = Export(readings, **(own | options)) if isinstance(source, Path) else release_of(source, readings, options)
    asked = replace(asked, surveyed=survey(asked))
    for name in survey(asked).withheld:
        tell(say("export.withheld", id=name))
    for name, written in write_exports(asked, names, output).items():
        tell_written(name, written)
    if "html" in names and texts is not Level.whole:
        tell(say("export.written", format="html", rows=say(f"single.{texts.value}")))
    tell(say("export.closing", path=output))
    raise typer.Exit(WITH_REFUSALS if readings.unsound else ALL_READ)


def tell_written(name: str, written: Written) -> None:
    """One line a format: its rows, and what it could not hold."""
    if written.rows:
        rows = ", ".join(f"{table} {spoken().number(count)}" for table, count in written.rows.items())
        tell(say("export.written", format=name, rows=rows))
    if written.cut:
        tell(say("export.cut", format=name, cells=spoken().count("cells", written.cut)))
    if written.left_out:
        tell(say("export.left_out", format=name, rows=spoken().count("rows", written.left_out)))
