"""The card of a quotation: who, cue, kind at a glance, and behind "details" all that decided it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparler.export.handles import handles, in_text_order
from pourparler.export.html.tags import element, verbatim
from pourparler.export.html.text import rows
from pourparler.export.shown import actors_of, excerpt, offsets, role_of, source_words, visible, words
from pourparler.identifiers import place_of
from pourparler.model import Actor, Quotation, Reading
from pourparler.wording import Wording

WIKIDATA = re.compile(r"Q\d+")


def cards_of(reading: Reading, wording: Wording, prefix: str = "") -> str:
    """The cards of all quotations, each group in the row of the paragraph in which its quotations begin."""
    names = handles(reading)
    groups: dict[int, list[str]] = {}
    for quotation in quotations_in_order(reading):
        groups.setdefault(row_of(reading, quotation), []).append(card(reading, quotation, names, wording, prefix))
    return "".join(element("div", "".join(cards), f"r{row}") for row, cards in groups.items())


def quotations_in_order(reading: Reading) -> list[Quotation]:
    return [record for record in in_text_order(reading.quotations) if isinstance(record, Quotation)]


def row_of(reading: Reading, quotation: Quotation) -> int:
    start = place_of(quotation).start
    return max(1, sum(paragraph.span.start <= start for paragraph in rows(reading.article)))


def style_of(quotation: Quotation) -> str:
    return quotation.kind if quotation.layer == "speech" else "attitude"


def chip(handle: str, quotation: Quotation, wording: Wording, prefix: str, before: str = "") -> str:
    """The label of a quotation as a link to its place in the text."""
    label = wording("page.to_text", handle=f"{before}{handle}")
    return element("a", f"{before}{handle}", f"chip {style_of(quotation)}", href=f"#{prefix}{handle}", aria_label=label)


def card(reading: Reading, quotation: Quotation, names: dict[str, str], wording: Wording, prefix: str) -> str:
    handle = names[quotation.id]
    cue = element("span", verbatim(words(reading.article.text, quotation.cue)), "cue", lang=reading.article.language)
    line = f"{who(reading, quotation, wording)} {cue if quotation.cue else ''} {element('span', verdict(quotation, wording), 'kind')}"
    facts = "".join(element("dt", name) + element("dd", value) for name, value in details(reading, quotation, names, wording))
    body = element("details", element("summary", line) + element("dl", facts))
    return element("div", chip(handle, quotation, wording, prefix) + body, f"card {style_of(quotation)}", id=f"{prefix}card-{handle}")


def who(reading: Reading, quotation: Quotation, wording: Wording) -> str:
    """The speakers, and the words of the source where they are not the name; plainly said where they are not known."""
    speakers = actors_of(reading, quotation.speakers)
    names = ", ".join(element("b", verbatim(visible(actor.name)), title=role_of(actor)) for actor in speakers)
    source = source_words(reading, quotation)
    said = element("i", verbatim(source), lang=reading.article.language) if source else ""
    if names:
        return f"{names} ({said})" if said else names
    return said or element("span", wording("page.unknown_speaker"), "unknown")


def verdict(quotation: Quotation, wording: Wording) -> str:
    """The kind; and the status, in its own colour, when it is not plainly asserted."""
    parts = [wording(f"kind.{quotation.kind}")]
    parts += [wording("layer.attitude")] if quotation.layer == "attitude" else []
    status = wording(f"status.{quotation.status}")
    return " · ".join([*parts, element("strong", status, "status")] if quotation.status != "asserted" else parts)


def identity(actor: Actor) -> str:
    """A name with what is known of it; a Wikidata id is a link."""
    about = [verbatim(visible(role_of(actor)))] if role_of(actor) else []
    if actor.wikidata and WIKIDATA.fullmatch(actor.wikidata):
        address = f"https://www.wikidata.org/wiki/{actor.wikidata}"
        about.insert(0, element("a", actor.wikidata, href=address, rel="noreferrer noopener"))
    return " · ".join([verbatim(visible(actor.name)), *about])


def details(reading: Reading, quotation: Quotation, names: dict[str, str], wording: Wording) -> Iterator[tuple[str, str]]:
    """What decided the line, as (name, HTML)."""
    text, language = reading.article.text, reading.article.language
    for actor in actors_of(reading, quotation.speakers):
        yield wording("column.who"), identity(actor)
    if quotation.source:
        yield wording("page.source_words"), element("q", verbatim(words(text, quotation.source)), lang=language)
    addressees = ", ".join(visible(actor.name) for actor in actors_of(reading, quotation.addressees))
    if addressees:
        yield wording("page.addressees"), verbatim(addressees)
    if quotation.occasion:
        yield wording("page.occasion"), element("q", verbatim(words(text, (quotation.occasion,))), lang=language)
    for timex in reading.timexes:
        if timex.id == quotation.said_on:
            yield wording("page.said_on"), verbatim(timex.value)
    if quotation.inside in names:
        yield wording("page.inside"), names[quotation.inside]
    yield wording("page.status"), wording(f"status.{quotation.status}")
    yield wording("page.stance"), wording(f"stance.{quotation.stance}")
    yield wording("page.layer"), wording(f"layer.{quotation.layer}")
    yield wording("page.rule"), element("code", verbatim(visible(quotation.rule or "—")))
    yield wording("page.runner_up"), verbatim(visible(quotation.runner_up or "—"))
    yield wording("page.span"), offsets(quotation.content)


def summary(reading: Reading, wording: Wording, prefix: str = "") -> str:
    """The table "who said what" of one article, in the order of the text."""
    names = handles(reading)
    head = "".join(element("th", wording(f"column.{name}"), scope="col") for name in ("id", "who", "cue", "kind", "words"))
    said = [quotation for quotation in quotations_in_order(reading) if quotation.layer == "speech"]
    lines = [summary_line(reading, quotation, names, wording, prefix) for quotation in said]
    if not lines:
        return element("p", wording("page.none" if "quotations" in reading.layers else "page.not_attempted"), "empty")
    return element("table", element("thead", element("tr", head)) + element("tbody", "".join(lines)), "summary")


def summary_line(reading: Reading, quotation: Quotation, names: dict[str, str], wording: Wording, prefix: str) -> str:
    text, language = reading.article.text, reading.article.language
    shown = verbatim(excerpt(text, quotation.content, 150))
    cells = [
        element("th", chip(names[quotation.id], quotation, wording, prefix), scope="row"),
        element("td", who(reading, quotation, wording), "who"),
        element("td", verbatim(words(text, quotation.cue)) or "—", lang=language),
        element("td", verdict(quotation, wording), "kind"),
        element("td", shown, "words", lang=language),
    ]
    return element("tr", "".join(cells))
