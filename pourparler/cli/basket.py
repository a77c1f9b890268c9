"""`pourparler basket`: what one put aside from a dossier, and its note for word processors."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import console, say, spoken, tell
from pourparler.export.shown import visible, words

if TYPE_CHECKING:
    from pourparler.desk.basket import Taken


def basket(
    dossier: DossierName,
    word: Annotated[Path | None, typer.Option(help=say("basket.to_word"), dir_okay=False)] = None,
    bibtex: Annotated[Path | None, typer.Option(help=say("basket.to_bibtex"), dir_okay=False)] = None,
    json: AsJson = False,
) -> None:
    from pourparler.desk.noting import references, write_note
    from pourparler.export.placing import write_whole

    with open_desk() as desk:
        mine = desk.basket(dossier)
        lines = list(mine.lines())
        if word:
            write_note(lines, mine.title, spoken(), word)
        if bibtex:
            write_whole(bibtex, references(lines))
    for line in lines:
        if json:
            print_json(as_record(line))
        else:
            show(line)
    tell(spoken().count("lines", len(lines)) if lines else say("basket.none", name=dossier))
    for path in (word, bibtex):
        if path:
            tell(say("read.written", path=path))


def as_record(line: Taken) -> dict[str, Any]:
    """A line with its words, what became of it, and the person's own note."""
    text = line.article.text if line.article else None
    exact = [span.slice(text) for span in line.kept.spans] if text is not None else None
    return asdict(line.kept) | {"state": line.state, "later": line.later, "exact": exact}


def show(line: Taken) -> None:
    from pourparler.desk.noting import proof_for

    proof, places = proof_for(line, spoken()), line.kept.pieces
    if line.article is None:
        lead = say("basket.out", key=line.kept.article, places=places)
    else:
        lead = f"{proof.who}{say('proof.lead', facts=', '.join(proof.facts))}" if proof else f"{say('basket.gone')} " if line.state == "gone" else ""
        lead += f"{words(line.article.text, line.kept.spans)} ({visible(line.article.id)} {places})"
    out = console()
    out.print(lead, soft_wrap=True, highlight=False, markup=False)
    for own in line.kept.note.splitlines():
        out.print(f"    {visible(own)}", soft_wrap=True, highlight=False, markup=False)
