"""`pourparler forget`: nothing of an article is left, anywhere in the store."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.desks import ArticleNames, DossierName, open_desk
from pourparler.cli.speaking import refuse_usage, say, tell


def forget(dossier: DossierName, articles: ArticleNames, yes: Annotated[bool, typer.Option("--yes", help=say("desk.yes"))] = False) -> None:
    if not yes:
        refuse_usage(say("forget.sure", articles=", ".join(articles)))
    with open_desk() as desk:
        for called in articles:
            tell(say("forget.done", keys=", ".join(desk.forget(dossier, called))))
