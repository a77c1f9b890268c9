"""`pourparler export`: readings as tables for analysis."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, WITH_REFUSALS, refuse_usage, say, spoken, tell
from pourparler.export import EXPORTERS

if TYPE_CHECKING:
    from pourparler.export.release import Written
    from pourparler.model import Reading


class Level(StrEnum):
    """How much of the articles' own words goes out."""

    none = "none"
    quoted = "quoted"
    whole = "whole"


class Sound:
    """The readings of a file whose every span slices and whose every id is known; the others are told once, by name, and left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.unsound: set[int] = set()
        self.kept = 0
        self.look()

    def look(self) -> None:
        """Verifies every line, so that no row is written whose evidence does not stand."""
        from pourparler.errors import MalformedRecord
        from pourparler.verifying import faults_of

        for number, offer in enumerate(self.offers()):
            fault = str(offer.message) if isinstance(offer, MalformedRecord) else next(map(str, faults_of(offer)), None)
            if fault is None:
                self.kept += 1
            else:
                self.unsound.add(number)
                place = offer.place if isinstance(offer, MalformedRecord) else offer.article.id
                tell(say("export.unsound", id=place, fault=fault))

    def offers(self) -> Iterator[Reading]:
        from pourparler import wire

        with self.path.open("rb") as lines:
            yield from wire.read_lines(lines, self.path.name)  # type: ignore[misc]

    def __iter__(self) -> Iterator[Reading]:
        return (reading for number, reading in enumerate(self.offers()) if number not in self.unsound)


def formats(asked: str) -> list[str]:
    """The formats named, each once; one that there is not is wrong usage."""
    names = list(dict.fromkeys(name.strip().lower() for name in asked.split(",") if name.strip()))
    for name in names:
        if name not in EXPORTERS:
            refuse_usage(say("export.bad_format", name=name, known=", ".join(EXPORTERS)))
    return names


def export(
    file: Annotated[Path, typer.Argument(help=say("export.file"), exists=True, dir_okay=False)],
    to: Annotated[str, typer.Option("--to", help=say("export.to", known=", ".join(EXPORTERS)))],
    output: Annotated[Path, typer.Option("--output", help=say("export.output"), file_okay=False)],
    texts: Annotated[Level, typer.Option("--texts", help=say("export.texts"))] = Level.quoted,
    title: Annotated[str | None, typer.Option("--title", help=say("export.title"))] = None,
    attitudes: Annotated[bool, typer.Option("--attitudes", help=say("export.attitudes"))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=say("export.raw"))] = False,
    bom: Annotated[bool, typer.Option("--bom", help=say("export.bom"))] = False,
) -> None:
    from pourparler.export import write_exports
    from pourparler.export.release import Export, survey

    names = formats(to)
    readings = Sound(file)
    if not readings.kept:
        raise typer.Exit(NOTHING_USABLE)
    asked = Export(readings, title or file.stem, texts.value, attitudes, spoken().language, raw, bom)
    for name in survey(asked).withheld:
        tell(say("export.withheld", id=name))
    for name, written in write_exports(asked, names, output).items():
        tell_written(name, written)
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
