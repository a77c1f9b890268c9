"""Odd characters: what a reader of the article should know of them. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparler.model import Note, Span

CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
WIDTHLESS = re.compile(r"[\u200b\u2060-\u2064\U000e0000-\U000e007f]")
LOST = "\ufffd"


def as_misread(first: int, last: int) -> str:
    """The signs as which Windows-1252 shows the bytes of a range, ready for a regular expression."""
    shown = (bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(first, last + 1))
    return re.escape("".join(shown))


FOLLOWERS = as_misread(0x80, 0xBF)
MISREAD = re.compile(f"(?:[ÂÃ][{FOLLOWERS}]|[ÄÅ][{as_misread(0x80, 0x9F)}]|â[{as_misread(0x80, 0x84)}][{FOLLOWERS}])+")
"""UTF-8 read as Windows-1252: « Ã© » where « é » was written, « â€™ » for an apostrophe.

Only Latin letters and punctuation are looked for: an é, a no-break space and » in a row would also be UTF-8, of a Chinese sign.
"""


def reread(run: str) -> str | None:
    """What a run of such characters says when its bytes are read as UTF-8, None where they are no UTF-8."""
    raw = b"".join(bytes([ord(sign)]) if ord(sign) < 0x100 else sign.encode("cp1252") for sign in run)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def misread_runs(text: str) -> list[tuple[Span, str]]:
    """Every run that makes sense when read again, with what it would say."""
    runs = ((Span(*found.span()), reread(found.group())) for found in MISREAD.finditer(text))
    return [(span, better) for span, better in runs if better is not None]


def note_misread(text: str) -> Iterator[Note]:
    runs = misread_runs(text)
    if runs:
        span, better = runs[0]
        example = f"{span.slice(text)!r} for {better!r}"
        yield Note(span, "encoding", f"{len(runs)} runs look like UTF-8 read as Windows-1252, the first is {example}; kept as they came")


def note_signs(text: str, signs: re.Pattern[str], what: str) -> Iterator[Note]:
    """One note for all signs of a sort, at the first of them."""
    first = signs.search(text)
    if first is not None:
        count = sum(1 for _ in signs.finditer(text))
        yield Note(Span(*first.span()), "characters", f"{what} ({count}), the first is U+{ord(first.group()):04X}; kept in the text")


def note_characters(text: str) -> tuple[Note, ...]:
    """Notes of misread encodings, lost letters, controls, marks of direction and signs without width, one of each sort."""
    notes = [*note_misread(text)]
    if LOST in text:
        place = text.index(LOST)
        lost = f"{text.count(LOST)} letters were lost before the text came here (U+FFFD)"
        notes.append(Note(Span(place, place + 1), "encoding", lost))
    notes += note_signs(text, CONTROLS, "control characters")
    notes += note_signs(text, DIRECTIONS, "marks of writing direction")
    notes += note_signs(text, WIDTHLESS, "signs without width")
    return tuple(notes)


def share_of_controls(text: str) -> float:
    """The part of a text that no press wrote: control characters other than spaces and line ends."""
    return sum(1 for _ in CONTROLS.finditer(text)) / len(text) if text else 0.0
