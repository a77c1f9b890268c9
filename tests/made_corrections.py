"""A reading with events, and corrections of it, for the tests of the journal."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from made_readings import TALKS, at, talks

from pourparler.dossier.anchors import anchor_of_record
from pourparler.identifiers import record_id
from pourparler.model import Action, Anchor, Article, Correction, Event, Paragraph, Place, Quotation, Reading, Span, hull

NOON = "2026-03-04T12:00:00Z"


def named(reading: Reading) -> Reading:
    """The reading with the key of its text and the lasting ids that the reader gives."""
    article = replace(reading.article, key=hashlib.sha256(reading.article.text.encode()).hexdigest()[:16])
    ids = {q.id: record_id(article, "quotation", hull(q.content), 0) for q in reading.quotations}
    ids |= {e.id: record_id(article, "event", hull(e.trigger), 0) for e in reading.events}
    quotations = tuple(replace(q, id=ids[q.id], inside=ids.get(q.inside or "")) for q in reading.quotations)
    events = tuple(replace(e, id=ids[e.id], told_by=ids.get(e.told_by or "")) for e in reading.events)
    return replace(reading, article=article, quotations=quotations, events=events)


def talks_with_events() -> Reading:
    """The talks with two events, one told by the spokesman, and a place."""
    reading, text = talks(), TALKS
    met = Event("e1", "CONSULT", None, (), None, (at(text, "reparlent"),), ("Q901",), (), place="place:vevey", place_span=at(text, "VEVEY"))
    denied = Event(
        "e2", "REJECT", None, (), None, (at(text, "dément"),), ("own:ferrand",), (), date="2026-03-03", date_span=at(text, "mardi"), told_by="q3"
    )
    layers = (*reading.layers, "events", "places")
    return named(replace(reading, layers=layers, events=(met, denied), places=(Place("place:vevey", "Vevey", "CHE"),)))


READING = talks_with_events()
Q1, Q2, Q3, Q4, Q5 = READING.quotations
E1, E2 = READING.events


def say(seq: int, action: Action, on: Any = None, field: str | None = None, after: object = None, by: str = "ana", **more: Any) -> Correction:
    anchor = on if on is None or isinstance(on, Anchor) else anchor_of_record(READING.article, on)
    return Correction(seq, NOON, by, action, anchor, field, after=after, **more)


def words(text: str, *parts: str) -> list[dict[str, int]]:
    return [{"start": at(text, part).start, "end": at(text, part).end} for part in parts]


def changed_quotations(reading: Reading, *quotations: Quotation) -> Reading:
    """What other rules would give: these quotations, with the ids of their places."""
    return replace(
        reading, events=(), quotations=tuple(replace(q, id=record_id(reading.article, "quotation", hull(q.content), 0)) for q in quotations)
    )


def lines(text: str, *, replaces: str | None = None) -> Article:
    """An article of other words that may be a later version."""
    paragraphs, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(Paragraph(Span(start, start + len(line.rstrip())), "body", "fr"))
        start += len(line)
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return replace(READING.article, key=key, text=text, paragraphs=tuple(paragraphs), replaces=replaces)
