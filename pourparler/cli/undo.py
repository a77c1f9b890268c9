"""`pourparler undo`: a line of the journal taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.correct import told
from pourparler.cli.desks import AsJson, DossierName, open_desk
from pourparler.cli.speaking import say


def undo(
    dossier: DossierName,
    seq: Annotated[int | None, typer.Argument(min=1, help=say("undo.seq"))] = None,
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        told(desk.undo(dossier, seq), json)
