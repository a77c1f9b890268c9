"""JSON Lines: one object a line with `text`, and what is known of it; unknown keys are ignored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from pourparler import __version__
from pourparler.errors import EmptyInput, InputRefused, MalformedRecord
from pourparler.intake.building import LIMIT, WHOLE, Details, Intake
from pourparler.intake.opening import label, open_regular
from pourparler.intake.text import read_text
from pourparler.model import Note

MEDIA_TYPE = "application/json"
TOOL = f"pourparler jsonl {__version__}"
ESCAPED = 6
"""Bytes that JSON may take for one of a text (`\\u00e9`)."""
ROOM = 1_000_000
"""Bytes a line may take beside its text."""


class Record(msgspec.Struct):
    """The keys of a line that are read. `lang` and `language` are the same; `published` is believed only as a string."""

    text: str
    id: str | int | None = None
    lang: str | None = None
    language: str | None = None
    title: str | None = None
    published: Any = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    authors: list[str] | str | None = None

    def details(self) -> Details:
        authors = [self.authors] if isinstance(self.authors, str) else self.authors or []
        return Details(
            title=self.title or None,
            published=self.published if isinstance(self.published, str) else None,
            publisher=self.publisher or None,
            url=self.url or None,
            licence=self.licence or None,
            language=self.language or self.lang or None,
            authors=tuple(authors),
        )


def decode_record(line: bytes, place: str) -> Record:
    """One line as a record; MalformedRecord says what is wrong with it and where."""
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise MalformedRecord(f"not a record with a text: {fault}", place) from fault


def read_line(line: bytes, place: str, *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None) -> Intake:
    """The article of one line; a record without an id is called by its place, and `details` come before what it says."""
    record = decode_record(line, place)
    called = place if record.id is None or record.id == "" else str(record.id)
    intake = read_text(record.text, id=called, details=(details or Details()).over(record.details()), limit=limit, now=now)
    doubts: tuple[Note, ...] = ()
    if not (record.published is None or isinstance(record.published, str) or (details and details.published)):
        doubts = (Note(WHOLE, "published", f"the date of publication {record.published!r:.80} is no string; taken as unknown"),)
    return replace(intake, notes=(*doubts, *intake.notes), original=line, media_type=MEDIA_TYPE, tool=TOOL)


def lines_within(stream: BinaryIO, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, blank ones left out; None stands for one that is too long, of which no more than must be is kept in memory."""
    for number in count(1):
        line = stream.readline(most + 1)
        if not line:
            return
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = stream.readline(most + 1)
            yield number, None
        elif line.strip():
            yield number, line


def read_records(
    stream: BinaryIO, name: str, *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None
) -> Iterator[Intake | InputRefused]:
    """The articles of a stream of JSON Lines, in order, one at a time; a bad line is yielded as its refusal and the rest goes on.

    Refusals name the stream and the line: `talks.jsonl:3`.
    """
    anything = False
    for number, line in lines_within(stream, limit * ESCAPED + ROOM):
        anything = True
        place = f"{name}:{number}"
        try:
            if line is None:
                raise InputRefused(f"the line is larger than a text of {limit:,} bytes can be", place)
            whole = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            yield read_line(whole, place, details=details, limit=limit, now=now)
        except InputRefused as refused:
            yield refused if refused.place else type(refused)(refused.message, place)
    if not anything:
        yield EmptyInput("there is no line in it", name)


def read_jsonl(path: Path, *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None) -> Iterator[Intake | InputRefused]:
    """The same of a file."""
    name = label(path)
    try:
        stream = open_regular(path, name)
    except InputRefused as refused:
        yield refused
        return
    with stream:
        yield from read_records(stream, name, details=details, limit=limit, now=now)
