"""`pourparler check`: is this quotation in these articles, to the letter?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import meant
from pourparler.cli.inputs import Inputs
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, console, refuse_usage, say, spoken
from pourparler.export.shown import readable, visible

if TYPE_CHECKING:
    from pourparler.check import Difference, Found

NEAR_SHOWN = 5
"""Passages that are near and not the same words, shown by their place."""
WRITTEN = {"same": "{printed}", "added": "[-{asked}-]", "missing": "{{+{printed}+}}", "changed": "[-{asked}-] {{+{printed}+}}"}


def check(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE… QUOTATION", help=say("check.inputs"))],
    as_json: Annotated[bool, typer.Option("--json", help=say("check.json"))] = False,
) -> None:
    from pourparler.check import find

    if len(inputs) < 2:
        refuse_usage(say("check.quotation_missing"))
    *files, quotation = inputs
    source = meant(files[0])
    if len(files) == 1 and isinstance(source, str):
        found, count = in_dossier(source, quotation)
        code = ALL_READ
    else:
        asked = Inputs(tuple(files))
        articles = [intake.article for intake in asked.intakes()]
        found, count, code = find(quotation, articles), len(articles), asked.exit_code
    if as_json:
        print_lines(found)
    else:
        show(found, count)
    raise typer.Exit(code if found else NOTHING_USABLE)


def in_dossier(name: str, quotation: str) -> tuple[list[Found], int]:
    """The nearest passages of a dossier, and how many articles it has."""
    from pourparler.cli.desks import open_desk

    with open_desk() as desk:
        return desk.check(name, quotation), desk.show(name).read


def print_lines(found: Iterable[Found]) -> None:
    for hit in found:
        place = {"id": hit.article.id, "key": hit.article.key, "span": asdict(hit.span), "paragraph": hit.paragraph}
        said = {"exact": hit.span.slice(hit.article.text), "verbatim": hit.verbatim, "score": round(hit.score, 1)}
        typer.echo(json.dumps(place | said | {"differences": [asdict(part) for part in hit.differences]}, ensure_ascii=False))


def show(found: list[Found], articles: int) -> None:
    """The nearest passage whole, others by their place: all that have the same words, else a few of the near ones."""
    out = console()
    if not found:
        out.print(say("check.not_found", articles=spoken().count("articles", articles)))
        return
    best, *others = found
    out.print(place(best), style="bold", soft_wrap=True)
    out.print(f"  {visible(best.span.slice(best.article.text))}", soft_wrap=True)
    out.print(verdict(best), style="green" if best.verbatim else "yellow")
    if not best.verbatim:
        out.print(f"{say('check.differences')} · {say('check.legend')}", style="dim")
        out.print("  " + " ".join(written(part) for part in best.differences), soft_wrap=True)
    shown = [hit for hit in others if hit.verbatim] or others[:NEAR_SHOWN]
    for hit in shown:
        out.print(say("check.also", place=place(hit), verdict=verdict(hit)), soft_wrap=True)
    if len(shown) < len(others):
        out.print(say("check.more", passages=spoken().count("passages", len(others) - len(shown))), style="dim", soft_wrap=True)


def place(hit: Found) -> str:
    """Where a passage stands, and where and when it was printed, as far as that is known."""
    article = hit.article
    printed = " · ".join(visible(part) for part in (article.publisher, readable(article.published)) if part)
    found = say("check.place", id=visible(article.id), paragraph=hit.paragraph, start=hit.span.start, end=hit.span.end)
    return f"{found} ({printed})" if printed else found


def verdict(hit: Found) -> str:
    if not hit.verbatim:
        return say("check.near", score=round(hit.score))
    return say("check.verbatim" if hit.to_the_letter else "check.typography")


def written(part: Difference) -> str:
    return visible(WRITTEN[part.kind].format(asked=part.asked, printed=part.printed))
