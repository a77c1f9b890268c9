"""`pourparler verify`: every stored span sliced again from its article, of a file of readings or of a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.readings import file_of_readings, stored
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, say, spoken, tell

if TYPE_CHECKING:
    from pourparler.verifying import Verification


def verify(file: Annotated[str, typer.Argument(metavar="FILE|DOSSIER", help=say("verify.file"))]) -> None:
    from pourparler.export.shown import visible

    outcome = verified(file)
    if not outcome.articles:
        tell(say("verify.empty", file=file))
        raise typer.Exit(NOTHING_USABLE)
    for fault in outcome.faults:
        typer.echo(visible(str(fault)))
    readings = spoken().count("readings", outcome.articles)
    if outcome.faults:
        typer.echo(say("verify.bad", faults=spoken().count("faults", len(outcome.faults)), readings=readings))
        raise typer.Exit(NOTHING_USABLE)
    typer.echo(say("verify.good", spans=spoken().count("spans", outcome.spans), readings=readings))
    raise typer.Exit(ALL_READ)


def verified(name: str) -> Verification:
    """Of a file of readings, or of a dossier."""
    from pourparler.cli.desks import meant, open_desk

    asked = meant(name, folders=False)
    if isinstance(asked, Path):
        from pourparler.verifying import verify as verify_readings

        return verify_readings(stored(file_of_readings(asked)))
    with open_desk() as desk:
        return desk.verify(asked)
