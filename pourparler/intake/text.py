"""A text becomes an Article: kept to the letter, cut into paragraphs, each with its part in the page and its language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pourparler.errors import EmptyInput, InputRefused
from pourparler.intake.building import LIMIT, WHOLE, Details, Intake, build, refuse_unreadable
from pourparler.intake.decoding import decode, refuse_page
from pourparler.intake.lines import lines_of, unwrapped
from pourparler.intake.paragraphs import kinds_of
from pourparler.model import Note


def read_text(text: str, *, id: str = "text", details: Details | None = None, limit: int = LIMIT, now: datetime | None = None) -> Intake:  # noqa: A002
    """An article of a text.

    `Article.text` is the text to the letter; every line that is not blank is a paragraph, or part of one where the text was wrapped at a
    fixed width. What is odd comes back as notes: furniture, paragraphs in another language, damaged encodings, a date that is not believed.
    `limit` is in bytes of UTF-8; a date of publication more than a day after `now` is in the future.

    Raises InputRefused: EmptyInput without a word in it, BinaryInput, WrongEncoding, UnsupportedLanguage for a language without a pack, and
    InputRefused itself for a text that is too large or a web page.
    """
    refuse_unreadable(text, limit)
    refuse_page(text)
    known = details or Details()
    lines = unwrapped(list(lines_of(text)), text)
    return build(text, lines, kinds_of(lines, known.title), id, known, now)


def read_bytes(data: bytes, *, id: str = "text", details: Details | None = None, limit: int = LIMIT, now: datetime | None = None) -> Intake:  # noqa: A002
    """The same of bytes as they lie in a file or come through a pipe.

    How they were decoded comes back as a note where it is not plain UTF-8. A byte order mark is not part of the text. Offsets count code
    points of the decoded text.
    """
    if not data.strip():
        raise EmptyInput("it is empty")
    if len(data) > limit * 4:
        raise InputRefused(f"it is larger than {limit:,} bytes; cut it, or raise the limit")
    decoded = decode(data)
    intake = read_text(decoded.text, id=id, details=details, limit=limit, now=now)
    remarks = () if decoded.remark is None else (Note(WHOLE, "encoding", decoded.remark),)
    return replace(intake, notes=(*remarks, *intake.notes), original=data)
