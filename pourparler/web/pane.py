"""The text of an article with all its layers, and a label before every record that is a link to its card."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.export.handles import Record, by_handle
from pourparler.export.html.tags import element
from pourparler.export.html.text import Layered, Pane, layers_of
from pourparler.export.shown import actors_of
from pourparler.identifiers import place_of
from pourparler.model import Event, Quotation, Reading, Timex
from pourparler.wording import Wording


def pane_of(reading: Reading, wording: Wording) -> Pane:
    """The pane of a reading: beside quotations and times, the words in which an event was seen, and the names of places."""
    records = by_handle(reading)
    layers = [layer for record in records.values() for layer in every_layer(record)]
    layers += [Layered(mention.span, "place", tip) for mention in reading.mentions if (tip := place_tip(reading, mention.place))]
    anchors: dict[int, tuple[str, ...]] = {}
    taken: set[str] = set()
    for handle, record in records.items():
        start = place_of(record).start
        anchors[start] = (*anchors.get(start, ()), anchor(reading, handle, record, wording, taken))
    return Pane(reading, wording, "", tuple(sorted(layers, key=lambda layer: layer.span)), anchors)


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
