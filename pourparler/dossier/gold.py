"""Corrections as gold: what people judged right, as `score` reads it.

A quotation counts where somebody accepted, set or added it. What nobody judged counts neither way: the words of a paragraph that is not said
to be complete, and finds that nobody judged in a complete one or within judged words. Events have no such middle: a document has them only
where every paragraph is complete for events and every event was judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pourparler.dossier.anchors import overlap
from pourparler.dossier.correcting import Complete, Corrected
from pourparler.model import Actor, Event, Quotation, Span

Pair = list[int]


def gold_line(held: Corrected) -> bytes | None:
    """One line of a gold file, None where nothing in the article was judged."""
    document = gold_of(held)
    return msgspec.json.encode(document) if document else None


def gold_of(held: Corrected) -> dict[str, Any] | None:
    """The same as a document: id, text, the judged quotations, the words that count neither way, and the actors they name."""
    reading, article = held.reading, held.reading.article
    quotes = [quotation(one) for one in reading.quotations if one.id in held.judged]
    events = judged_events(held)
    if not quotes and not events and not held.rejected and not held.complete:
        return None
    document: dict[str, Any] = {"id": article.id, "lang": article.language, "text": article.text, "published": article.published}
    document["quotes"] = [*quotes, *({"type": "ignore", "content": [pair(span)]} for span in neutral(held))]
    if events is not None:
        places = {place.id: place.name for place in reading.places}
        document["events"] = [event(one, places.get(one.place or "")) for one in events]
    document["actors"] = [actor(one) for one in reading.actors]
    return document


def pair(span: Span) -> Pair:
    return [span.start, span.end]


def quotation(one: Quotation) -> dict[str, Any]:
    parts = {name: [pair(span) for span in getattr(one, name)] for name in ("content", "cue", "source")}
    return {"type": one.kind, **parts, "speaker": list(one.speakers), "status": one.status, "layer": one.layer}


def event(one: Event, place: str | None) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in ("event_type", "mode", "date", "status")}
    return {**kept, "trigger": [pair(span) for span in one.trigger], "actor": list(one.actors), "recipient": list(one.recipients), "place": place}


def actor(one: Actor) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("id", "name", "kind", "country", "sector", "wikidata")}


def is_complete(span: Span, complete: Sequence[Complete], layer: str) -> bool:
    return any(one.layer in (None, layer) and one.span.covers(span) for one in complete)


def judged_events(held: Corrected) -> list[Event] | None:
    """The events of an article that was judged wholly; None where one was not, or a paragraph is not complete."""
    paragraphs = [part.span for part in held.reading.article.paragraphs if part.kind != "furniture"]
    whole = all(is_complete(span, held.complete, "events") for span in paragraphs)
    if not whole or not all(one.id in held.judged for one in held.reading.events):
        return None
    return list(held.reading.events)


def neutral(held: Corrected) -> Iterator[Span]:
    """The stretches that count neither way for quotations, in the order of the text."""
    reading = held.reading
    judged = [one for one in reading.quotations if one.id in held.judged]
    judged += [one.record for one in held.rejected if isinstance(one.record, Quotation)]
    taken = sorted(span for one in judged for span in one.content)
    for part in reading.article.paragraphs:
        if not is_complete(part.span, held.complete, "quotations"):
            yield from between(part.span, taken, reading.article.text)
    for one in reading.quotations:
        if one.id not in held.judged:
            yield from (span for span in one.content if is_complete(span, held.complete, "quotations") or overlap([span], taken))


def between(whole: Span, taken: Sequence[Span], text: str) -> Iterator[Span]:
    """What is left of a stretch without the spans taken; blanks alone are left out."""
    start = whole.start
    for span in taken:
        if span.overlaps(whole):
            yield from worded(Span(start, max(start, span.start)), text)
            start = max(start, span.end)
    yield from worded(Span(start, max(start, whole.end)), text)


def worded(span: Span, text: str) -> Iterator[Span]:
    if span.slice(text).strip():
        yield span
