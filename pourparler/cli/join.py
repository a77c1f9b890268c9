"""`pourparler join`: a colleague's pack taken into a dossier that is there already."""

from __future__ import annotations

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, tell_added
from pourparler.cli.speaking import say, spoken, tell
from pourparler.cli.unpack import PackFile


def join(dossier: DossierName, file: PackFile, json: AsJson = False) -> None:
    with open_desk() as desk:
        before = len(desk.journal(dossier))
        code = tell_added(desk.join(dossier, file), json)
        joined = len(desk.journal(dossier)) - before
    if joined:
        tell(say("join.joined", corrections=spoken().count("corrections", joined)))
    raise typer.Exit(code)
