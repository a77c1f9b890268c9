"""`pourparler pack`: a dossier with its journal as one file for a colleague."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.desks import DossierName, open_desk
from pourparler.cli.speaking import say, spoken, tell

SUFFIX = ".pourparler"


def pack(dossier: DossierName, output: Annotated[Path | None, typer.Option(help=say("pack.output"), dir_okay=False)] = None) -> None:
    target = output or Path(f"{dossier}{SUFFIX}")
    with open_desk() as desk:
        count = desk.pack(dossier, target)
    tell(say("pack.done", articles=spoken().count("articles", count), path=target))
