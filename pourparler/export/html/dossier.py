"""A dossier as one HTML file: the front, then every article. It opens from disk, needs no script and asks nothing of any network.

With whole texts each article is shown with its layers and its cards; with the quoted words alone, or where a licence keeps the words in, its
lines stand under its title with the places of their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pourparler.export.evidence import Proof, proofs
from pourparler.export.handles import by_handle
from pourparler.export.html.cards import cards_of
from pourparler.export.html.front import about, front, words_of
from pourparler.export.html.gathering import Overview, gather, numbered
from pourparler.export.html.page import facts, head, legend, notes, style_for, times
from pourparler.export.html.tags import element, verbatim
from pourparler.export.html.text import Layered, Pane, text_of
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.shown import deed, visible
from pourparler.identifiers import place_of
from pourparler.model import Event, Reading
from pourparler.ontology import MEETINGS
from pourparler.wording import Wording, wording

STYLE = Path(__file__).with_name("dossier.css")


@cache
def sheet(rows: int) -> str:
    return style_for(rows) + STYLE.read_text(encoding="utf-8")


def write(export: Export, folder: Path) -> Written:
    """`dossier.html`. The readings are run through twice and held at no time; the lines of the front are."""
    say, written, path = wording(export.language), Written(), folder / "dossier.html"
    found = gather(export, say)
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as page:
        page.writelines(parts(export, found, say))
    written.rows.update({"articles": len(found.articles), "lines": len(found.entries)})
    written.files.append(path)
    return written


def parts(export: Export, found: Overview, say: Wording) -> Iterator[str]:
    """The page piece by piece, an article at a time."""
    yield f'<!doctype html>\n<html lang="{say.language}">{head(export.title, sheet(found.rows), say)}<body class="dossier">'
    yield element("a", say("page.skip"), "skip", href="#articles")
    yield "<main>" + front(export, found, say)
    yield '<div id="articles">' + (legend(say) if export.texts == "whole" else "")
    for prefix, reading in numbered(export):
        yield article(export, reading, prefix, say)
    versions = verbatim(", ".join(sorted(found.versions)))
    made = element("p", say("page.made")) + (element("p", f"{say('page.made_with')} {versions}") if versions else "")
    yield f"</div></main>{element('footer', made)}</body></html>\n"


def article(export: Export, reading: Reading, prefix: str, say: Wording) -> str:
    """One article: its title stays in where its words do."""
    shown, wordless = reading.article, export.is_wordless(reading.article)
    title = shown.id if wordless else shown.title or shown.id or say("article.untitled")
    top = element("h2", verbatim(visible(title)), id=f"{prefix}top", lang=shown.language) + element("p", facts(shown, say), "facts")
    if wordless or export.texts != "whole":
        lines = "".join(line(proof, shown.language, prefix, say) for proof in proofs(reading, say, wordless, export.attitudes))
        inside = element("ol", lines, "lines") if lines else element("p", say("web.no_line"), "empty")
    else:
        inside = notes(reading, say) + times(reading, say) + pane(reading, prefix, say)
    return element("article", top + inside, id=f"{prefix}article")


def line(proof: Proof, language: str, prefix: str, say: Wording) -> str:
    chip = element("a", proof.handle, f"chip {proof.style}", href=f"#{prefix}line-{proof.handle}", aria_label=say("single.back", handle=proof.handle))
    words = element("span", words_of(proof.words, say), "words", lang=language)
    return element("li", about(proof) + words + element("small", f"{chip} {proof.places}"), f"line {proof.style}", id=f"{prefix}{proof.handle}")


def pane(reading: Reading, prefix: str, say: Wording) -> str:
    title = reading.article.title or reading.article.id
    shown = text_of(with_meetings(Pane.of(reading, say, prefix)))
    text = element("section", shown, "text", lang=reading.article.language, aria_label=f"{say('page.text')}: {title}")
    cards = element("section", cards_of(reading, say, prefix), "cards", aria_label=f"{say('page.cards')}: {title}")
    return element("div", text + cards, "pane")


def with_meetings(pane: Pane) -> Pane:
    """The pane with the words of meetings and agreements, and before each a label that leads back to its line on the front."""
    layers, anchors = list(pane.layers), dict(pane.anchors)
    for handle, record in by_handle(pane.reading).items():
        if isinstance(record, Event) and record.event_type in MEETINGS:
            layers += [Layered(span, "did", deed(record.event_type, record.mode, pane.wording)) for span in record.trigger]
            start = place_of(record).start
            anchors[start] = (*anchors.get(start, ()), back(handle, pane))
    return Pane(pane.reading, pane.wording, pane.prefix, tuple(sorted(layers, key=lambda layer: layer.span)), anchors, level="3")


def back(handle: str, pane: Pane) -> str:
    """The label before a meeting; its letters come from the style sheet, so that they are no part of the text."""
    label, target = pane.wording("single.back", handle=handle), f"#{pane.prefix}line-{handle}"
    return element("a", "", "chip event", id=f"{pane.prefix}{handle}", href=target, data_handle=handle, aria_label=label)
