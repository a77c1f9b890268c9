"""`pourparler rehydrate`: a stand-off release with a person's own texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.export import Sound, of_file
from pourparler.cli.inputs import Inputs
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, WITH_REFUSALS, refuse_usage, say, spoken, tell

if TYPE_CHECKING:
    from pourparler.export.standoff import Copies
    from pourparler.model import Reading

LINES = "readings.jsonl"


def lines_file(release: Path) -> Path:
    """The lines of a release, given as its folder or as the file itself."""
    places = (release, release / LINES, release / "standoff" / LINES)
    found = next((path for path in places if path.is_file()), None)
    return found or refuse_usage(say("rehydrate.missing", path=release))


def filled(path: Path, copies: Copies) -> Iterator[Reading]:
    """The readings of a release that got their words back; each of the others is told by name."""
    from pourparler.errors import InputRefused
    from pourparler.export.standoff import rehydrate as rehydrated

    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                if line.strip():
                    yield rehydrated(line, copies, f"{path.name}:{number}")
            except InputRefused as fault:
                tell(say("read.refused", place=fault.place, message=spoken().message(fault.message)))


def write_lines(readings: Iterator[Reading], path: Path) -> None:
    """The readings one a line; the file appears when it is whole."""
    from pourparler import wire
    from pourparler.export.placing import whole

    with whole(path) as unfinished, unfinished.open("wb") as lines:
        lines.writelines(wire.encode(reading) + b"\n" for reading in readings)


def rehydrate(
    release: Annotated[Path, typer.Argument(help=say("rehydrate.release"), exists=True)],
    copies: Annotated[list[str], typer.Option("--from", help=say("rehydrate.copies"))],
    output: Annotated[Path, typer.Option("--output", help=say("rehydrate.output"), file_okay=False)],
) -> None:
    from pourparler.export import write_exports
    from pourparler.export.release import Export
    from pourparler.export.standoff import Copies

    path = lines_file(release)
    with path.open("rb") as lines:
        wanted = sum(1 for line in lines if line.strip())
    own = Copies.of(intake.article for intake in Inputs(tuple(copies)).intakes())
    made = filled(path, own)
    first = next(made, None)
    if first is None:
        tell(say("rehydrate.none"))
        raise typer.Exit(NOTHING_USABLE)
    write_lines(chain([first], made), output / LINES)
    readings = Sound(partial(of_file, output / LINES))
    refused = wanted - readings.kept
    if readings.kept:
        asked = Export(readings, path.parent.name, language=spoken().language, licensed=True)
        write_exports(asked, ["csv"], output)
    counts = {"readings": spoken().count("readings", readings.kept), "refused": spoken().count("refused", refused)}
    tell(say("rehydrate.closing", path=output, **counts))
    raise typer.Exit(NOTHING_USABLE if not readings.kept else WITH_REFUSALS if refused else ALL_READ)
