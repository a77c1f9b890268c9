"""`pourparler gold`: the corrections of a dossier as gold, to measure the tool on one's own articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.desks import DossierName, open_desk
from pourparler.cli.speaking import NOTHING_USABLE, say, spoken, tell
from pourparler.export.placing import whole


def gold(dossier: DossierName, output: Annotated[Path, typer.Option(help=say("gold.output"), dir_okay=False)]) -> None:
    with open_desk() as desk:
        lines = list(desk.gold(dossier))
    if not lines:
        tell(say("gold.none"))
        raise typer.Exit(NOTHING_USABLE)
    with whole(output) as unfinished:
        unfinished.write_bytes(b"".join(line + b"\n" for line in lines))
    tell(say("gold.done", articles=spoken().count("articles", len(lines)), path=output))
