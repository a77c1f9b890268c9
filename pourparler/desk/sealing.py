"""Seals: a checksum of the words of every span, taken when a reading is stored, so that a letter that changes later is found and placed."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

import msgspec

from pourparler.model import Reading, Span
from pourparler.verifying import Fault, placed_spans

Seal = tuple[str, str, int, int, int]
"""Record, role, start, end and the checksum of the words."""


def checksum(text: str, span: Span) -> int:
    return crc32(span.slice(text).encode("utf-8", "surrogatepass"))


def seal(reading: Reading) -> bytes:
    """The seals of a reading."""
    text = reading.article.text
    found = [(record, role, span.start, span.end, checksum(text, span)) for record, role, span in placed_spans(reading)]
    return msgspec.msgpack.encode(found)


def broken(seals: bytes, reading: Reading) -> Iterator[Fault]:
    """Every span whose words are no longer those that were sealed."""
    for record, role, start, end, expected in msgspec.msgpack.decode(seals, type=list[Seal]):
        span = Span(start, end)
        if checksum(reading.article.text, span) != expected:
            yield Fault(reading.article.id, record, f"{role} no longer holds the words that were stored", span)
