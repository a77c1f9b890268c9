"""JSON Lines: the record itself, one reading a line, as `pourparler.wire` reads it, with the text or without.

Without whole texts `article.text` is empty, and every mention, time, quotation and event has one key more: `exact`, the words of each of its
fields of places, to the letter. At the level "none", and for an article whose words are withheld, there are no words: `standoff` tells how
such a line gets them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from pourparler import wire
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.standoff import bare
from pourparler.model import Event, Mention, Quotation, Reading, Span, Timex

PLACED = ("mentions", "timexes", "quotations", "events")
"""The layers whose records have places in the text."""


def exact(record: Mention | Timex | Quotation | Event, text: str) -> dict[str, list[str]]:
    """The words of every field of places that is not empty."""
    found: dict[str, list[str]] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        spans = [value] if isinstance(value, Span) else [item for item in value if isinstance(item, Span)] if isinstance(value, tuple) else []
        if spans:
            found[each.name] = [span.slice(text) for span in spans]
    return found


def with_words(reading: Reading) -> dict[str, Any]:
    """The reading without its text; each record has its own words."""
    made: dict[str, Any] = msgspec.to_builtins(reading)
    made["article"]["text"] = ""
    for layer in PLACED:
        records: Sequence[Mention | Timex | Quotation | Event] = getattr(reading, layer)
        for shown, record in zip(made[layer], records, strict=True):
            shown["exact"] = exact(record, reading.article.text)
    return made


def line(reading: Reading, export: Export) -> bytes:
    if export.is_wordless(reading.article):
        return wire.ENCODER.encode(bare(reading))
    return wire.encode(reading) if export.texts == "whole" else wire.ENCODER.encode(with_words(reading))


def write(export: Export, folder: Path) -> Written:
    """`readings.jsonl`; memory stays flat."""
    path, written = folder / "readings.jsonl", Written()
    with whole(path) as unfinished, unfinished.open("wb") as lines:
        for reading in export.readings:
            lines.write(line(reading, export) + b"\n")
            written.rows["readings"] += 1
    written.files.append(path)
    return written
