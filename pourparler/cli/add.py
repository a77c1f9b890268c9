"""`pourparler add`: articles into a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, tell_added
from pourparler.cli.inputs import Inputs, checked_date, checked_language
from pourparler.cli.speaking import refuse_usage, say, spoken, tell


def add(
    dossier: DossierName,
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…|-", help=say("read.files"))] = None,
    jsonl: Annotated[Path | None, typer.Option(help=say("read.jsonl"))] = None,
    published: Annotated[str | None, typer.Option(help=say("read.published"), callback=checked_date)] = None,
    language: Annotated[str | None, typer.Option(help=say("read.language"), callback=checked_language)] = None,
    aliases: Annotated[Path | None, typer.Option(help=say("read.aliases"))] = None,
    json: AsJson = False,
) -> None:
    if not files and not jsonl:
        refuse_usage(say("read.nothing"))
    from pourparler.reader import Reader

    inputs = Inputs((*(files or ()), *([str(jsonl)] if jsonl else [])), language, published)
    with open_desk() as desk:
        code = tell_added(desk.add(dossier, inputs.offers(), Reader(aliases=aliases)), json)
        undated = desk.show(dossier).undated
    if undated and not published:
        tell(say("add.undated", articles=spoken().count("articles", undated)))
    raise typer.Exit(code)
