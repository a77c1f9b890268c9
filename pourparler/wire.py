"""Readings, articles and corrections as JSON, one a line, and the JSON Schema of them, all from the types of `model`.

Field names are those of `model`, a span is {"start": 3, "end": 9}, and every field is always present: null or [] where it is empty. Reading
back, unknown keys are ignored and a field of a wrong type is refused. The same record gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from pourparler.errors import MalformedRecord
from pourparler.model import Article, Correction, Reading

ENCODER = msgspec.json.Encoder(order="deterministic")

Record = TypeVar("Record", Reading, Article, Correction)


def encode(record: Reading | Article | Correction) -> bytes:
    """The record as one line of UTF-8 without its line end."""
    return ENCODER.encode(record)


def decode_as(kind: type[Record], line: bytes | str, place: str) -> Record:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise MalformedRecord(f"not a {kind.__name__.lower()}: {fault}", place) from fault


def decode(line: bytes | str, place: str = "") -> Reading:
    """The reading of one line; raises MalformedRecord, with the place given, for anything else."""
    return decode_as(Reading, line, place)


def decode_article(line: bytes | str, place: str = "") -> Article:
    """The same for an article alone."""
    return decode_as(Article, line, place)


def decode_correction(line: bytes | str, place: str = "") -> Correction:
    """The same for a line of people's journal; `before` and `after` come back as plain JSON values."""
    return decode_as(Correction, line, place)


def encode_correction(correction: Correction) -> bytes:
    """A line of the journal without its line end; spans and other records within `before` and `after` are written as JSON."""
    return encode(correction)


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Reading | MalformedRecord]:
    """The readings of a file's lines, one at a time. A line that is none is yielded as its refusal, by place; the rest goes on."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield decode(line, f"{name}:{number}")
            except MalformedRecord as refused:
                yield refused


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a reading as it is written: all fields are required, since all are always there."""
    (reference,), parts = msgspec.json.schema_components([Reading], ref_template="#/$defs/{name}")
    for part in parts.values():
        if "properties" in part:
            part["required"] = list(part["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **reference, "$defs": parts}
