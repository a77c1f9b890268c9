"""Gold: one annotated document a line, offsets in code points, end exclusive.

    {"id", "lang", "text", "quotes": […], "events"?: […], "timexes"?: […], "actors"?: […]}

A layer that is absent was not annotated and is not scored.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from pourparler.errors import MalformedRecord
from pourparler.model import EventStatus, QuotationStatus, Span
from pourparler.scoring import handwritten

Pair = tuple[int, int]
"""A stretch of the text as gold writes it: [start, end]."""


class GoldQuotation(msgspec.Struct, frozen=True):
    """`type` "scare" (marked words nobody said) and "ignore" are neither asked for nor held against a reading."""

    content: list[Pair]
    type: Literal["direct", "indirect", "mixed", "scare", "ignore"]
    cue: list[Pair] = []
    source: list[Pair] = []
    speaker: list[str] | str | None = None
    status: QuotationStatus | None = None
    ignore: bool = False

    @property
    def is_neutral(self) -> bool:
        return self.ignore or self.type in {"scare", "ignore"}


class GoldEvent(msgspec.Struct, frozen=True):
    event_type: str
    trigger: list[Pair]
    actor: list[str] = []
    recipient: list[str] = []
    mode: str | None = None
    date: str | None = None
    place: str | None = None
    status: EventStatus = "actual"


class GoldTimex(msgspec.Struct, frozen=True):
    span: Pair
    type: str
    value: str
    undated: str | None = None


class GoldActor(msgspec.Struct, frozen=True):
    name: str
    id: str = ""
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    mentions: list[Pair] = []


class GoldDocument(msgspec.Struct, frozen=True):
    """An annotated text; `events` and `timexes` are None where they were not annotated."""

    id: str
    text: str
    quotes: list[GoldQuotation]
    lang: str = ""
    events: list[GoldEvent] | None = None
    timexes: list[GoldTimex] | None = None
    actors: list[GoldActor] = []

    @property
    def places_actors(self) -> bool:
        """Whether it says where actors are named; gold that lists them only to call speakers by their ids does not."""
        return any(actor.mentions for actor in self.actors)

    def speakers(self, quotation: GoldQuotation) -> list[GoldActor]:
        """Who the gold says speaks: its actors by id, or bare names where it lists no actors."""
        named = [quotation.speaker] if isinstance(quotation.speaker, str) else quotation.speaker or []
        if not self.actors:
            return [GoldActor(name=name) for name in named]
        known = {actor.id: actor for actor in self.actors}
        return [known[name] for name in named if name in known]


def decode_gold(line: bytes | str, place: str = "") -> GoldDocument:
    """The document of one line, with places where words stood; raises MalformedRecord with the place and the field."""
    try:
        document: Any = msgspec.json.decode(line)
        if isinstance(document, dict):
            refuse_reading(document, place)
            handwritten.with_places(document)
        made = msgspec.convert(document, type=GoldDocument)
        handwritten.check(made)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, handwritten.Unplaced) as fault:
        raise MalformedRecord(f"not a gold document: {fault}", place) from fault
    return made


def refuse_reading(document: dict[str, Any], place: str) -> None:
    if "layers" in document and "quotes" not in document:
        raise MalformedRecord("it is a reading, not gold; the gold is named first, the readings after it", place)


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """The documents of a gold file, in order; raises MalformedRecord by file and line, since a score over half a gold is none.

    A byte order mark at its beginning is no part of it. A second document of one id is refused: readings are found by it.
    """
    seen: dict[str, int] = {}
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            written = line.removeprefix(BOM_UTF8) if number == 1 else line
            if written.strip():
                document = decode_gold(written, place := f"{path.name}:{number}")
                if document.id in seen:
                    raise MalformedRecord(f"line {seen[document.id]} has the same id, {document.id!r}", place)
                seen[document.id] = number
                yield document


def states_year(text: str, date: str) -> bool:
    return re.search(rf"\b{date[:4]}\b", text) is not None


def without_dates(documents: Iterable[GoldDocument]) -> Iterator[GoldDocument]:
    """The same gold as it stands for readings made without dates of publication: times keep their undated value, and an event whose year
    the text does not give has no date.
    """
    for document in documents:
        timexes = document.timexes and [msgspec.structs.replace(timex, value=timex.undated or timex.value) for timex in document.timexes]
        events = document.events and [
            event if event.date is None or states_year(document.text, event.date) else msgspec.structs.replace(event, date=None)
            for event in document.events
        ]
        yield msgspec.structs.replace(document, timexes=timexes, events=events)


def pairs(spans: Iterable[Span]) -> list[Pair]:
    """Spans of a reading as gold writes them."""
    return [(span.start, span.end) for span in spans]


def overlap(some: Iterable[Pair], others: Iterable[Pair]) -> bool:
    kept = list(others)
    return any(start < other_end and other_start < end for start, end in some for other_start, other_end in kept)
