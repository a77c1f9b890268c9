"""`pourparler remove`: articles out of a dossier; corrections stay and hold again when they come back."""

from __future__ import annotations

from pourparler.cli.desks import ArticleNames, DossierName, open_desk
from pourparler.cli.speaking import say, tell


def remove(dossier: DossierName, articles: ArticleNames) -> None:
    with open_desk() as desk:
        for called in articles:
            article = desk.remove(dossier, called)
            tell(say("remove.done", id=article.id, key=article.key))
