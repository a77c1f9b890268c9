"""`pourparler supply`: a record that the rules missed."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.correct import ArticleName, Why, told
from pourparler.cli.desks import AsJson, DossierName, open_desk
from pourparler.cli.speaking import refuse_usage, say


def supply(
    dossier: DossierName,
    article: ArticleName,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help=say("supply.fields"))],
    event: Annotated[bool, typer.Option("--event", help=say("supply.event"))] = False,
    why: Why = None,
    json: AsJson = False,
) -> None:
    given = dict(pair.partition("=")[::2] for pair in fields)
    if any("=" not in pair for pair in fields):
        refuse_usage(say("supply.usage"))
    if not event:
        given.setdefault("kind", "direct" if given.get("content", "").strip()[:1] in set("«“\"'‹„") else "indirect")
    with open_desk() as desk:
        told(desk.supply(dossier, article, "events" if event else "quotations", given, why), json)
