"""`pourparler undo`: a line of the journal taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.correct import told
from pourparler.cli.desks import AsJson, DossierName, open_desk
from pourparler.cli.journal import told as told_line
from pourparler.cli.speaking import say, tell


def undo(
    dossier: DossierName,
    seq: Annotated[int | None, typer.Argument(min=1, help=say("undo.seq"))] = None,
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        line = desk.undo(dossier, seq)
        undone = next(one for one in desk.journal(dossier) if one.seq == line.undoes)
    told(line, json)
    tell(say("undo.done", line=told_line(undone, None).strip()))
