"""The text of an article with all its layers, a label before every record that is a link to its card, and after every paragraph a mark for the
word that it is complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pourparler.dossier.correcting import Complete, Corrected
from pourparler.export.handles import Record, by_handle
from pourparler.export.html.tags import element
from pourparler.export.html.text import Layered, Pane, layers_of
from pourparler.export.shown import actors_of, readable, visible
from pourparler.identifiers import place_of
from pourparler.model import Article, Event, Quotation, Reading, Span, Timex
from pourparler.wording import Wording


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph by its number, counted from 1, with the word of a person that it holds no other record."""

    number: int
    span: Span
    complete: Complete | None


def paragraphs_of(held: Corrected) -> Iterator[Numbered]:
    """The paragraphs of an article that can be complete: furniture is not read."""
    latest = {one.span: one for one in held.complete}
    for number, paragraph in enumerate(held.reading.article.paragraphs, start=1):
        if paragraph.kind != "furniture":
            yield Numbered(number, paragraph.span, latest.get(paragraph.span))


def completing(article: Article, paragraph: Numbered, say: Wording) -> str:
    """The mark after a paragraph: a button whose letters come from the style sheet, so that they are no part of the text."""
    held = paragraph.complete
    key = "web.is_complete" if held else "web.not_complete"
    who = f"{visible(held.correction.by)} · {readable(held.correction.at)}" if held else ""
    label = say(key, number=paragraph.number, who=who)
    told = {"aria_label": label, "title": label, "aria_pressed": "true" if held else "false", "data_says": say("web.complete")}
    told["data_done"] = say("web.now_complete" if held else "web.now_open", number=paragraph.number)
    sent = {"form": "completing", "name": "paragraph", "value": str(paragraph.number), "id": f"complete-{paragraph.number}"}
    partly = {"hx_post": f"/article/{article.key}/complete", "hx_swap": "outerHTML"}
    return element("button", "", "complete", **sent, **told, **partly, data_span=f"{paragraph.span.start}-{paragraph.span.end}")


def pane_of(reading: Reading, wording: Wording, closings: Mapping[int, str] | None = None) -> Pane:
    """The pane of a reading: beside quotations and times, the words in which an event was seen, and the names of places."""
    records = by_handle(reading)
    layers = [layer for record in records.values() for layer in every_layer(record)]
    layers += [Layered(mention.span, "place", tip) for mention in reading.mentions if (tip := place_tip(reading, mention.place))]
    anchors: dict[int, tuple[str, ...]] = {}
    taken: set[str] = set()
    for handle, record in records.items():
        start = place_of(record).start
        anchors[start] = (*anchors.get(start, ()), anchor(reading, handle, record, wording, taken))
    return Pane(reading, wording, "", tuple(sorted(layers, key=lambda layer: layer.span)), anchors, dict(closings or {}), "2")


def every_layer(record: Record) -> Iterator[Layered]:
    yield from layers_of(record)
    if isinstance(record, Event):
        yield from (Layered(span, "did") for span in record.trigger)


def place_tip(reading: Reading, id: str | None) -> str:  # noqa: A002
    return next((", ".join(part for part in (place.name, place.country) if part) for place in reading.places if place.id == id), "")


def style_of(record: Record) -> str:
    """The class under which a record is shown."""
    if isinstance(record, Quotation):
        return record.kind if record.layer == "speech" else "attitude"
    return "event" if isinstance(record, Event) else "when"


def layer_of(record: Record) -> str:
    """The layer with which a record is switched on and off."""
    return {"event": "events", "when": "times"}.get(style_of(record), "quotations")


def fragment(record: Record) -> str:
    """`c=1072-1210`: where a record stands, as the part of an address after #; code points, end exclusive."""
    span = place_of(record)
    return f"c={span.start}-{span.end}"


def anchor(reading: Reading, handle: str, record: Record, wording: Wording, taken: set[str]) -> str:
    """The label before a record. The first of several at one place gets the id to which a permalink leads where no script runs."""
    name = fragment(record)
    ids = {} if name in taken else {"id": name}
    taken.add(name)
    label = wording("web.to_card", handle=handle, who=named(reading, record, wording))
    css = f"chip {style_of(record)} of-{layer_of(record)}"
    return element("a", "", css, href=f"#card-{handle}", data_handle=handle, data_card=handle, aria_label=label, **ids)


def named(reading: Reading, record: Record, wording: Wording) -> str:
    """Who a record is about, for a label that is read aloud."""
    if isinstance(record, Timex):
        return record.value
    ids = record.speakers if isinstance(record, Quotation) else record.actors
    return ", ".join(actor.name for actor in actors_of(reading, ids)) or wording("page.unknown_speaker")
