"""The short names people see: S1, S2 … for quotations, A1 … for attitudes, E1 … for events, T1 … for times, in the order of the text.

Handles belong to one reading and may move when the rules change; records are kept by `id`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pourparler.identifiers import place_of
from pourparler.model import Event, Quotation, Reading, Timex

Record = Quotation | Event | Timex


def in_text_order(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (place_of(record).start, -place_of(record).end, record.id))


def numbered(letter: str, records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for number, record in enumerate(in_text_order(records), start=1):
        yield f"{letter}{number}", record


def by_handle(reading: Reading) -> dict[str, Record]:
    """Every quotation, event and time of the reading by its handle, each kind in the order of the text."""
    said = [quotation for quotation in reading.quotations if quotation.layer == "speech"]
    held = [quotation for quotation in reading.quotations if quotation.layer == "attitude"]
    groups: list[tuple[str, Iterable[Record]]] = [("S", said), ("A", held), ("E", reading.events), ("T", reading.timexes)]
    return {handle: record for letter, records in groups for handle, record in numbered(letter, records)}


def handles(reading: Reading) -> dict[str, str]:
    """The handle of every record, by the record's id."""
    return {record.id: handle for handle, record in by_handle(reading).items()}
