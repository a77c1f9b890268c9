"""`pourparler verify`: every stored span sliced again from its article."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.readings import stored
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, say, spoken, tell


def verify(file: Annotated[Path, typer.Argument(help=say("verify.file"), exists=True, dir_okay=False)]) -> None:
    from pourparler.export.shown import visible
    from pourparler.verifying import verify as verified

    outcome = verified(stored(file))
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
