"""Corrections as people make them, drawn by lot: every action and every field, on readings in which some records were missed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pourparler.dossier.anchors import anchor_of, anchor_of_record
from pourparler.dossier.correcting import corrected, prepare
from pourparler.dossier.values import FIELDS
from pourparler.errors import CorrectionRefused
from pourparler.model import Correction, Event, Quotation, Reading, Span, hull
from pourparler.ontology import load as load_ontology

ACTIONS = {"accept": 6, "reject": 5, "set": 12, "add": 3, "complete": 2, "undo": 2}
"""How often each is drawn."""
SPEECH_FIELDS = [name for name in FIELDS["quotations"] if name not in {"about", "occasion", "stance"}]
DEED_FIELDS = [name for name in FIELDS["events"] if not name.endswith(("_span", "_spans")) and name != "about"]
CHOICES: dict[str, list[str | None]] = {
    "kind": ["direct", "indirect", "mixed"],
    "layer": ["speech", "attitude"],
    "date": ["2024-05-17", "XXXX-02-18", "2023-W09", None],
    "status": ["asserted", "denied", "unverified", "hypothetical"],
}
STATES = ["actual", "future", "hypothetical", "negated", "historical"]
NAMES: list[object] = [{"name": "Mila Sorge", "country": "NOR", "sector": "GOV"}, {"name": "Ada Lindqvist"}, {"name": "Otto Brenn", "kind": "person"}]
FIELDS_ADDED = ("content", "cue", "source", "kind", "status", "layer"), ("trigger", "event_type", "status", "date")

Record = Quotation | Event


@dataclass(slots=True)
class Journal:
    """The corrections of one article. `seen` is the reading as the rules made it on that day, `about` the record that each correction is
    about, as it stood in the text, by the correction's number.
    """

    seen: Reading
    corrections: list[Correction] = field(default_factory=list)
    about: dict[int, Record] = field(default_factory=dict)
    missed: list[Record] = field(default_factory=list)


def pieces_of(record: Record) -> tuple[Span, ...]:
    return record.content if isinstance(record, Quotation) else record.trigger


def records(reading: Reading) -> list[Record]:
    return [*reading.quotations, *reading.events]


def without(reading: Reading, gone: Record) -> Reading:
    """The reading as if the rules had missed one record."""
    quotations = tuple(replace(one, inside=None if one.inside == gone.id else one.inside) for one in reading.quotations if one.id != gone.id)
    events = tuple(replace(one, told_by=None if one.told_by == gone.id else one.told_by) for one in reading.events if one.id != gone.id)
    return replace(reading, quotations=quotations, events=events)


def make_journals(readings: Sequence[Reading], many: int, draw: random.Random) -> list[Journal]:
    """One journal an article, `many` corrections in all."""
    journals = [Journal(reading) for reading in readings]
    usable = [journal for journal in journals if records(journal.seen)]
    for journal in usable:
        nested = {one.inside for one in journal.seen.quotations} | {one.told_by for one in journal.seen.events}
        alone = [one for one in records(journal.seen) if one.id not in nested and not touches(one, journal.seen)]
        if len(records(journal.seen)) > 2 and alone and draw.random() < 0.4:
            journal.missed = [draw.choice(alone)]
            journal.seen = without(journal.seen, journal.missed[0])
    seq = 0
    while usable and seq < many:
        journal = draw.choice(usable)
        made = correction(journal, seq + 1, draw)
        if made is not None:
            seq += 1
            journal.corrections.append(made)
    return journals


def touches(one: Record, reading: Reading) -> bool:
    """Whether another record of the same layer shares words with this one."""
    others = [other for other in records(reading) if type(other) is type(one) and other.id != one.id]
    return any(piece.overlaps(span) for other in others for piece in pieces_of(other) for span in pieces_of(one))


def correction(journal: Journal, seq: int, draw: random.Random) -> Correction | None:
    """One correction of the article as its coder sees it, earlier corrections included; None where the lot fell on one that cannot be."""
    action = draw.choices(list(ACTIONS), list(ACTIONS.values()))[0]
    seen = corrected(journal.seen, journal.corrections).reading
    by, at = draw.choice(["ana", "bo"]), "2026-03-04T12:00:00Z"
    if action == "undo":
        return Correction(seq, at, by, "undo", undoes=draw.choice(journal.corrections).seq) if journal.corrections else None
    if action == "complete":
        part = draw.choice([part for part in seen.article.paragraphs if part.kind != "furniture"])
        return Correction(seq, at, by, "complete", anchor_of(seen.article, "paragraphs", part.span), draw.choice([None, "quotations", "events"]))
    if action == "add":
        return addition(journal, seen, Correction(seq, at, by, "add"))
    if not records(seen):
        return None
    record = draw.choice(records(seen))
    made = Correction(seq, at, by, "accept" if action == "accept" else "reject", anchor_of_record(seen.article, record))
    if action == "set":
        name = draw.choice(SPEECH_FIELDS if isinstance(record, Quotation) else DEED_FIELDS)
        made = replace(made, action="set", field=name, after=value(record, name, seen, draw))
    journal.about[seq] = original(journal, record)
    return prepared(seen, made)


def prepared(seen: Reading, made: Correction) -> Correction | None:
    try:
        return prepare(seen, made)
    except CorrectionRefused:
        return None


def original(journal: Journal, record: Record) -> Record:
    """The record as it stands in the text, before anybody cut it otherwise."""
    return next((one for one in (*records(journal.seen), *journal.missed) if one.id == record.id), record)


def addition(journal: Journal, seen: Reading, blank: Correction) -> Correction | None:
    """The record that the rules missed, as a person adds it."""
    if not journal.missed or journal.missed[0].id in {one.id for one in records(seen)}:
        return None
    record = journal.missed[0]
    names = FIELDS_ADDED[0] if isinstance(record, Quotation) else FIELDS_ADDED[1]
    journal.about[blank.seq] = record
    made = replace(blank, anchor=replace(anchor_of_record(seen.article, record), record=None), after={n: getattr(record, n) for n in names})
    return prepared(seen, made)


def value(record: Record, name: str, seen: Reading, draw: random.Random) -> object:
    """Some value that the field may take."""
    spoken = isinstance(record, Quotation)
    if name in {"content", "trigger"}:
        return shortened(pieces_of(record), seen.article.text)
    if name in {"cue", "source"}:
        return some_words(hull(pieces_of(record)), seen, draw)
    if name == "status" and not spoken:
        return draw.choice(STATES)
    if name == "event_type":
        return draw.choice(list(load_ontology().types))
    if name == "mode":
        return None
    if name == "place":
        return {"name": "Vevey", "country": "CHE"}
    if name in CHOICES:
        return draw.choice(CHOICES[name])
    return draw.sample([*NAMES, *(actor.id for actor in seen.actors)], k=draw.choice([1, 2]))


def shortened(pieces: Sequence[Span], text: str) -> list[Span]:
    """The same words less the last one of the last piece, where it has several."""
    *first, last = pieces
    cut = text.rfind(" ", last.start + 1, last.end - 1)
    return [*first, Span(last.start, cut) if cut > 0 and text[last.start : cut].strip() else last]


def some_words(near: Span, seen: Reading, draw: random.Random) -> list[Span]:
    """A word of the paragraph."""
    part = next((part.span for part in seen.article.paragraphs if part.span.overlaps(near)), near)
    return [draw.choice(list(words(part, seen.article.text)))]


def words(part: Span, text: str) -> Iterator[Span]:
    place = part.start
    for word in part.slice(text).split():
        place = text.index(word, place)
        yield Span(place, place + len(word))
        place += len(word)
