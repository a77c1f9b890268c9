"""PLOVER records as JSON Lines, by the field names of its manual 2.0, with the character offsets that it foresees.

Only what PLOVER takes for an event goes in: what happened, and what is planned (its type says so). Denied, imagined and long past events are
left out and counted. A date that the text does not give is null: the day of printing is never put in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

import pourparler
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.rows import happening
from pourparler.export.shown import actors_of
from pourparler.model import Actor, Event, Reading, Span, hull
from pourparler.ontology import load

TAKEN = ("actual", "future")
"""The statuses of events that PLOVER counts."""
DAY = len("2025-02-18")


def day_of(value: str | None) -> str | None:
    """The day of a TIMEX3 value; None where it is less exact than a day, or without a year."""
    day = (value or "").partition("T")[0]
    return day if len(day) == DAY and day.replace("-", "").isdigit() else None


def entity(actor: Actor) -> dict[str, Any]:
    return {"code": actor.country, "sector": actor.sector, "entity_text": actor.name, "identifier_id": actor.wikidata}


def words(reading: Reading, spans: Sequence[Span], wordless: bool) -> list[str]:
    return [] if wordless else [span.slice(reading.article.text) for span in spans]


def location(reading: Reading, event: Event, wordless: bool) -> dict[str, Any] | None:
    found = happening(reading, event)
    if not found["placename"]:
        return None
    extracted = words(reading, [event.place_span], wordless) if event.place_span else []
    return {
        "extracted_place": extracted[0] if extracted else None,
        "resolved_place": found["placename"],
        "lat": found["latitude"],
        "lon": found["longitude"],
        "country_code": found["country"],
        "resolution": found["precision"],
    }


def comment(event: Event) -> str:
    """What PLOVER has no field for: status, rule, score, the date as exact as the text gives it, and the quotation that tells the event."""
    told = [f"date {event.date}"] * (event.date is not None) + [f"told by {event.told_by}"] * (event.told_by is not None)
    return "; ".join([event.status, event.rule, f"score {event.score}", *told])


def record(reading: Reading, event: Event, wordless: bool) -> dict[str, Any]:
    article, kind, around = reading.article, load().types.get(event.event_type), hull(event.trigger)
    return {
        "id": f"{article.key}:{event.id}",
        "has_event": True,
        "date": day_of(event.date),
        "actor": [entity(actor) for actor in actors_of(reading, event.actors)],
        "recipient": [entity(actor) for actor in actors_of(reading, event.recipients)],
        "event": [event.event_type],
        "event_loc": location(reading, event, wordless),
        "event_text": words(reading, event.trigger, wordless),
        "quad_code": kind.quad if kind else None,
        "mode": [event.mode] if event.mode else [],
        "context": list(event.context),
        "text_info": {"start": around.start, "end": around.end, "text_story": article.key},
        "cite_info": {
            "corpus": article.publisher,
            "url": article.url,
            "title": None if wordless else article.title,
            "language": article.language,
            "publication": article.published,
            "license": article.licence,
            "coder": "pourparler",
            "version": pourparler.__version__,
        },
        "comment": comment(event),
    }


def write(export: Export, folder: Path) -> Written:
    """`plover.jsonl`; memory stays flat."""
    path, written = folder / "plover.jsonl", Written()
    with whole(path) as unfinished, unfinished.open("wb") as lines:
        for reading in export.readings:
            wordless = export.is_wordless(reading.article)
            for event in reading.events:
                if event.status in TAKEN:
                    lines.write(msgspec.json.encode(record(reading, event, wordless)) + b"\n")
                    written.rows["events"] += 1
                else:
                    written.left_out += 1
    written.files.append(path)
    return written
