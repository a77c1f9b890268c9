"""`pourparler search`: where words stand in a dossier, in any of their forms."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from pourparler.cli.desks import AsJson, DossierName, Limit, open_desk, print_json
from pourparler.cli.speaking import NOTHING_USABLE, console, refuse_usage, say, spoken, tell
from pourparler.export.shown import visible

if TYPE_CHECKING:
    from pourparler.desk.asking import Hit


def search(
    dossier: DossierName,
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help=say("search.words"))],
    limit: Limit = 50,
    json: AsJson = False,
) -> None:
    if not any(sign.isalnum() for word in words for sign in word):
        refuse_usage(say("search.no_words"))
    with open_desk() as desk:
        hits = desk.search(dossier, " ".join(words), limit)
        nowhere = [] if hits else [word for word in " ".join(words).split() if not desk.search(dossier, word, 1)]
    for hit in hits:
        if json:
            print_json(as_record(hit))
        else:
            show(hit)
    tell(spoken().count("passages", len(hits)))
    if not hits:
        tell(say("search.nowhere", words=", ".join(nowhere)) if nowhere else say("search.apart"))
        raise typer.Exit(NOTHING_USABLE)


def as_record(hit: Hit) -> dict[str, object]:
    article = hit.article
    place = {"article": article.key, "label": article.id, "published": article.published, "publisher": article.publisher}
    return place | {"paragraph": asdict(hit.paragraph), "exact": hit.paragraph.slice(article.text), "words": [asdict(word) for word in hit.words]}


def show(hit: Hit) -> None:
    out = console()
    out.print(f"{hit.article.published or '—'}  {visible(hit.article.id)}  {hit.paragraph.start}-{hit.paragraph.end}", style="bold", soft_wrap=True)
    out.print(marked(hit), soft_wrap=True)


def marked(hit: Hit) -> Text:
    """The paragraph with the words that were looked for underlined."""
    text, place = Text("  "), hit.paragraph.start
    for word in hit.words:
        text.append(visible(hit.article.text[place : word.start]))
        text.append(visible(word.slice(hit.article.text)), style="bold underline")
        place = word.end
    return text.append(visible(hit.article.text[place : hit.paragraph.end]))
