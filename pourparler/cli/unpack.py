"""`pourparler unpack`: a colleague's pack as a new dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, open_desk, tell_added
from pourparler.cli.speaking import NOTHING_USABLE, say, tell
from pourparler.errors import InputRefused

PackFile = Annotated[Path, typer.Argument(metavar="PACK", help=say("unpack.file"), exists=True, dir_okay=False)]


def unpack(file: PackFile, name: Annotated[str | None, typer.Option("--as", help=say("unpack.name"))] = None, json: AsJson = False) -> None:
    from pourparler.desk.packing import Pack

    with open_desk(create=True) as desk:
        called = name or Pack(file).manifest.name
        if called in {dossier.name for dossier in desk.dossiers()}:
            tell(say("unpack.taken", name=called, file=file))
            raise typer.Exit(NOTHING_USABLE)
        dossier, work = desk.unpack(file, name)
        tell(say("dossier.made", name=dossier.name, place=desk.store.place))
        try:
            code = tell_added(work, json)
        except InputRefused:
            if not desk.show(dossier.name).read:
                desk.drop(dossier.name)
                tell(say("unpack.nothing", name=dossier.name))
            raise
    raise typer.Exit(code)
