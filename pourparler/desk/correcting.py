"""What a person says of a record, made into a line of the journal that finds its words again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from pourparler.dossier.anchors import anchor_of, anchor_of_record
from pourparler.dossier.correcting import prepare
from pourparler.dossier.values import FIELDS, SPAN, SPANS
from pourparler.errors import CorrectionRefused, UnknownName
from pourparler.export.handles import by_handle
from pourparler.model import Action, AnchorLayer, Article, Correction, Event, Quotation, Reading, Span, hull

PLACE = re.compile(r"(\d+)-(\d+)")
LAYERS = ("quotations", "events", "timexes")


def record_called(reading: Reading, name: str) -> tuple[AnchorLayer, Any]:
    """A record by its id, the beginning of one, or its handle in this reading; raises UnknownName where none or several are meant."""
    handle = by_handle(reading).get(name.upper())
    for layer in LAYERS:
        records = getattr(reading, layer)
        found = [record for record in records if record is handle or (len(name) > 3 and record.id.startswith(name))]
        if len(found) == 1:
            return layer, found[0]  # type: ignore[return-value]
    raise UnknownName(f"{reading.article.id} has no record called {name!r}")


def words_at(article: Article, given: str) -> Span:
    """Where words stand: START-END, or the words themselves, which must stand once."""
    place = PLACE.fullmatch(given.strip())
    if place:
        return Span(int(place[1]), int(place[2]))
    count = article.text.count(given)
    if count != 1:
        raise CorrectionRefused(f"{given!r:.80} stands {count} times in {article.id}; give START-END")
    start = article.text.index(given)
    return Span(start, start + len(given))


def span_value(article: Article, given: str) -> dict[str, int]:
    span = words_at(article, given)
    return {"start": span.start, "end": span.end}


def read_field(reading: Reading, layer: str, field: str, given: str) -> object:
    """A field as a person types it: names and pieces of words are parted by « ; »; whatever is JSON is taken as it is."""
    kind = FIELDS.get(layer, {}).get(field)
    try:
        value = json.loads(given)
        if isinstance(value, list | dict) or value is None:
            return value
    except ValueError:
        pass
    parts = [part.strip() for part in given.split(";") if part.strip()]
    if kind == SPANS:
        return [span_value(reading.article, part) for part in parts]
    if kind == SPAN:
        return span_value(reading.article, given)
    if kind == "actors":
        return [actor_value(reading, part) for part in parts]
    if kind == "place":
        known = {place.id for place in reading.places}
        return given if given in known else {"name": given}
    return given


def actor_value(reading: Reading, name: str) -> object:
    """An id of the reading, or somebody by name."""
    return name if name in {actor.id for actor in reading.actors} else {"name": name}


def correction_of(
    reading: Reading, name: str, action: Action, field: str | None = None, after: object = None, *, by: str = "", why: str | None = None
) -> Correction:
    """A correction of a record as it goes into the journal; `reading` is what the person sees. Raises CorrectionRefused or UnknownName."""
    layer, record = record_called(reading, name)
    if isinstance(after, str) and action == "set":
        after = read_field(reading, layer, field or "", after)
    anchor = anchor_of_record(reading.article, record)
    return prepare(reading, Correction(0, "", by, action, anchor, field, None, after, why))


def addition(reading: Reading, layer: AnchorLayer, fields: Mapping[str, object], *, by: str = "", why: str | None = None) -> Correction:
    """A missed record: its words and what is said of it, values as `read_field` takes them."""
    given = {name: read_field(reading, layer, name, value) if isinstance(value, str) else value for name, value in fields.items()}
    spans = given_spans(given.get("content" if layer == "quotations" else "trigger"))
    if not spans:
        raise CorrectionRefused("a record that is added needs its words")
    cue = given_spans(given.get("cue")) if layer == "quotations" else []
    anchor = anchor_of(reading.article, layer, hull(spans), None, pieces=spans, cue=cue)
    return prepare(reading, Correction(0, "", by, "add", anchor, None, None, given, why))


def given_spans(value: object) -> list[Span]:
    """The spans of a value that is a list of them, none where it is something else."""
    try:
        return msgspec.convert(value or [], list[Span])
    except msgspec.ValidationError as fault:
        raise CorrectionRefused(f"{value!r:.80} is no list of spans") from fault


def completion(reading: Reading, paragraph: int, layer: str | None = None, *, by: str = "") -> Correction:
    """The word that a paragraph (counted from 1) holds no other record."""
    if not 1 <= paragraph <= len(reading.article.paragraphs):
        raise CorrectionRefused(f"{reading.article.id} has {len(reading.article.paragraphs)} paragraphs")
    span = reading.article.paragraphs[paragraph - 1].span
    return prepare(reading, Correction(0, "", by, "complete", anchor_of(reading.article, "paragraphs", span), layer))


def described(reading: Reading, record: Quotation | Event) -> dict[str, object]:
    """The fields of a record that a person can set, in words."""
    names = {actor.id: actor.name for actor in reading.actors}
    layer = "quotations" if isinstance(record, Quotation) else "events"
    return {field: shown(reading, getattr(record, field), names) for field in FIELDS[layer]}


def shown(reading: Reading, value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, Span):
        return value.slice(reading.article.text)
    if isinstance(value, tuple):
        return [shown(reading, each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


__all__ = ["addition", "completion", "correction_of", "described", "read_field", "record_called", "words_at"]
