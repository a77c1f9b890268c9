"""`pourparler complete`: a paragraph holds no other record."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.correct import ArticleName, told
from pourparler.cli.desks import AsJson, DossierName, open_desk
from pourparler.cli.speaking import say


def complete(
    dossier: DossierName,
    article: ArticleName,
    paragraph: Annotated[int, typer.Argument(min=1, help=say("complete.paragraph"))],
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        told(desk.complete(dossier, article, paragraph), json)
