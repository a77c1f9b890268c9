"""The page: head with a content security policy, contents, and one section an article."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from pourparler.export.handles import by_handle, handles
from pourparler.export.html.cards import cards_of, chip, quotations_in_order, summary
from pourparler.export.html.tags import element, verbatim
from pourparler.export.html.text import Pane, rows, text_of
from pourparler.export.shown import actors_of, excerpt, offsets, readable, role_of, visible, words
from pourparler.model import Actor, Article, Note, Reading, Timex
from pourparler.wording import Wording

STYLE = Path(__file__).with_name("page.css")
FRAME_HEIGHT = 640
SPEAKERS_SHOWN = 12
"""Speakers of a page that are listed at once, those with most quotations first; the others are folded away."""


def page(readings: Sequence[Reading], wording: Wording) -> str:
    """One HTML document with all readings: who said what on top, each article with its layers, a card for every quotation.

    It holds the whole text of the articles. It runs no script and asks for nothing outside itself (its policy forbids both); every word of
    an article, title or name is text, whatever it looks like. `#S4` leads to quotation S4, `#a2-S4` where the page holds several articles.
    """
    prefixes = [f"a{number}-" if len(readings) > 1 else "" for number in range(1, len(readings) + 1)]
    style = style_for(max((len(rows(reading.article)) for reading in readings), default=0))
    overview = contents(readings, prefixes, wording) if len(readings) > 1 else ""
    articles = "".join(section(reading, prefix, wording) for reading, prefix in zip(readings, prefixes, strict=True))
    body = [
        element("a", wording("page.skip"), "skip", href="#articles"),
        masthead(readings, wording),
        overview,
        element("main", articles, id="articles"),
        element("footer", f"<p>{wording('page.made')}</p><p>{made_with(readings, wording)}</p>"),
    ]
    whole = head(named_after(readings, wording), style, wording) + element("body", "".join(body))
    return f"<!doctype html>\n{element('html', whole, lang=wording.language)}\n"


def frame(reading: Reading, wording: Wording) -> str:
    """The page of one reading for a notebook: in a frame of its own, so that neither changes the look of the other."""
    return f'<iframe srcdoc="{escape(page([reading], wording))}" sandbox="" width="100%" height="{FRAME_HEIGHT}"></iframe>'


def named_after(readings: Sequence[Reading], wording: Wording) -> str:
    return label(readings[0].article, wording) if len(readings) == 1 else wording.count("articles", len(readings))


def head(named: str, style: str, wording: Wording) -> str:
    """Title and style, behind a policy that lets in this very style and nothing else."""
    policy = f"default-src 'none'; style-src 'sha256-{hash_of(style)}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="color-scheme" content="light dark">'
        f'<meta name="description" content="{escape(wording("page.description"))}">'
        f"<title>{escape(visible(named))} · {wording('page.title')} · pourparler</title>"
        f"<style>{style}</style>",
    )


@cache
def style_for(row_count: int) -> str:
    """The style sheet, with a rule for every row that sets a paragraph and its cards side by side."""
    grid = "".join(f".r{row}{{grid-row:{row};order:{row}}}" for row in range(1, row_count + 1))
    return STYLE.read_text(encoding="utf-8") + grid


def hash_of(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def label(article: Article, wording: Wording) -> str:
    return article.title or article.id or wording("article.untitled")


def masthead(readings: Sequence[Reading], wording: Wording) -> str:
    said = sum(quotation.layer == "speech" for reading in readings for quotation in reading.quotations)
    speakers = {actor for reading in readings for quotation in reading.quotations for actor in quotation.speakers}
    counts = {"articles": len(readings), "quotations": said, "speakers": len(speakers)}
    line = " · ".join(wording.count(name, number) for name, number in counts.items())
    return element("header", element("h1", wording("page.title"), id="top") + element("p", line), "masthead")


def contents(readings: Sequence[Reading], prefixes: Sequence[str], wording: Wording) -> str:
    """The list of articles and, beside it, every speaker with links to what they said in each."""
    items = "".join(contents_line(reading, prefix, wording) for reading, prefix in zip(readings, prefixes, strict=True))
    listed = element("section", element("h2", wording("page.contents")) + element("ol", items))
    lines = list(speaker_lines(readings, prefixes, wording))
    shown, folded = element("dl", "".join(lines[:SPEAKERS_SHOWN])), lines[SPEAKERS_SHOWN:]
    if folded:
        others = element("summary", wording("page.other_speakers", speakers=wording.count("speakers", len(folded))))
        shown += element("details", others + element("dl", "".join(folded)))
    spoken = element("section", element("h2", wording("page.speakers")) + shown) if lines else ""
    return element("nav", listed + spoken, "contents", aria_label=wording("page.contents"))


def contents_line(reading: Reading, prefix: str, wording: Wording) -> str:
    article = reading.article
    said = sum(quotation.layer == "speech" for quotation in reading.quotations)
    facts = [article.publisher, readable(article.published) or wording("published.unknown"), wording.count("quotations", said)]
    title = element("a", verbatim(visible(label(article, wording))), href=f"#{prefix}top", lang=article.language)
    return element("li", title + " " + element("small", " · ".join(verbatim(visible(fact)) for fact in facts if fact)))


def speaker_lines(readings: Sequence[Reading], prefixes: Sequence[str], wording: Wording) -> Iterator[str]:
    """Speakers, those with most quotations first."""
    found: dict[str, tuple[Actor, list[str]]] = {}
    for number, (reading, prefix) in enumerate(zip(readings, prefixes, strict=True), start=1):
        for actor, label in spoken_by(reading, f"{number}·", prefix, wording):
            found.setdefault(actor.id, (actor, []))[1].append(label)
    for actor, chips in sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0].name)):
        about = " " + element("small", verbatim(visible(actor.country))) if actor.country else ""
        name = element("dt", verbatim(visible(actor.name)) + about, title=role_of(actor))
        yield element("div", name + element("dd", " ".join(chips)))


def spoken_by(reading: Reading, before: str, prefix: str, wording: Wording) -> Iterator[tuple[Actor, str]]:
    """Every speaker with the label of every quotation, `2·S4`, the number of the article before the handle."""
    names = handles(reading)
    for quotation in quotations_in_order(reading):
        for actor in actors_of(reading, quotation.speakers) if quotation.layer == "speech" else ():
            yield actor, chip(names[quotation.id], quotation, wording, prefix, before)


def section(reading: Reading, prefix: str, wording: Wording) -> str:
    article = reading.article
    pane = Pane.of(reading, wording, prefix)
    text = element("section", text_of(pane), "text", lang=article.language, aria_label=wording("page.text"))
    cards = element("section", cards_of(reading, wording, prefix), "cards", aria_label=wording("page.cards"))
    parts = [
        element("h2", verbatim(visible(label(article, wording))), id=f"{prefix}top", lang=article.language),
        element("p", facts(article, wording), "facts"),
        notes(reading, wording),
        element("h3", wording("page.summary")),
        summary(reading, wording, prefix),
        times(reading, wording),
        legend(wording),
        element("div", text + cards, "pane"),
    ]
    return element("article", "".join(parts), id=f"{prefix}article")


def facts(article: Article, wording: Wording) -> str:
    """Publisher, day, language, licence and hash; a day that nobody gives is said to be unknown."""
    published = wording("published.on", date=readable(article.published)) if article.published else wording("published.unknown")
    language = wording(f"language.{article.language}") if wording.has(f"language.{article.language}") else article.language
    known = [article.publisher, *article.authors, published]
    known += [wording("published.from_dateline")] if article.published_from == "dateline" else []
    known += [language, wording.count("characters", len(article.text)), article.licence]
    written = [verbatim(visible(fact)) for fact in known if fact]
    if article.completeness == "partial":
        written.insert(0, element("strong", wording("article.partial"), "status"))
    written.append(f"{wording('page.hash')} {element('code', escape(article.key))}")
    return " · ".join([*written, link(article.url, wording)] if article.url else written)


def link(address: str, wording: Wording) -> str:
    """A link to the original where the address is one of the web; any other is shown and leads nowhere."""
    if urlsplit(address).scheme in ("http", "https"):
        return element("a", wording("page.original"), href=address, rel="noreferrer noopener")
    return element("span", verbatim(visible(address)))


def notes(reading: Reading, wording: Wording) -> str:
    if not reading.notes:
        return ""
    items = "".join(element("li", note_line(reading, note, wording)) for note in reading.notes)
    return element("aside", element("h3", wording("page.notes")) + element("ul", items), "notes")


def note_line(reading: Reading, note: Note, wording: Wording) -> str:
    """The words it concerns, what a reader should know, and the place; a note of the whole article has neither words nor place."""
    message = verbatim(visible(wording.message(note.message)))
    if not len(note.span):
        return message
    found = element("q", verbatim(excerpt(reading.article.text, (note.span,), 80)), lang=reading.article.language)
    return f"{found} — {message} {element('small', offsets((note.span,)))}"


def times(reading: Reading, wording: Wording) -> str:
    """The times with their values, folded away: they are read where they stand."""
    found = [(handle, record) for handle, record in by_handle(reading).items() if isinstance(record, Timex)]
    if not found:
        return ""
    language = reading.article.language
    lines = (element("li", time_line(handle, words(reading.article.text, (timex.span,)), timex.value, language)) for handle, timex in found)
    return element("details", element("summary", wording.count("times", len(found))) + element("ul", "".join(lines)), "times")


def time_line(handle: str, shown: str, value: str, language: str) -> str:
    return f"{element('small', handle)} {element('span', verbatim(shown), 'time', lang=language)} {element('code', verbatim(value))}"


def legend(wording: Wording) -> str:
    kinds = [element("span", wording(f"kind.{kind}"), f"said {kind}") for kind in ("direct", "indirect", "mixed")]
    kinds.append(element("span", wording("layer.attitude"), "said attitude"))
    named = {"source": wording("page.source"), "cue": wording("page.cue"), "time": wording("page.time")}
    lines = [element("span", name, css) for css, name in named.items()]
    return element("p", " ".join(kinds + lines), "legend", role="group", aria_label=wording("page.legend"))


def made_with(readings: Sequence[Reading], wording: Wording) -> str:
    versions = {f"{name} {version}" for reading in readings for name, version in reading.made_with.items()}
    return f"{wording('page.made_with')} {verbatim(', '.join(sorted(versions)))}" if versions else ""
