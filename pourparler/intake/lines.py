"""A text as a page of lines: where each stands, and which lines are one paragraph that was wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pourparler.model import Span

LINE = re.compile(r"[^\r\n\v\f\u0085\u2028\u2029]+")
LINE_END = re.compile(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]")
QUOTE_PREFIX = re.compile(r"(?:>[ \t]?)+")
UNSEEN = "\ufeff\u200b\u2060"
"""Signs without width that are no part of a line when they stand at its edge."""
NARROWEST, WIDEST = 40, 120
"""Widths, in code points, at which programs and people wrap a text."""
FEWEST_BREAKS = 3
WRAPPED_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the spaces around it, nor the `>` of a markdown quotation; `after_blank` where an empty line precedes it."""

    span: Span
    text: str
    after_blank: bool = False


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in UNSEEN):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in UNSEEN):
        end -= 1
    return start, end


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that hold more than spaces, in order."""
    last = 0
    for found in LINE.finditer(text):
        start, end = found.span()
        prefix = QUOTE_PREFIX.match(text, start, end)
        start = prefix.end() if prefix else start
        start, end = trimmed(text, start, end)
        if start < end:
            ends_before = sum(1 for _ in islice(LINE_END.finditer(text, last, start), 2))
            yield Line(Span(start, end), text[start:end], ends_before == 2)
            last = end


def breaks_for_width(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width


def wrapped_width(lines: Sequence[Line]) -> int | None:
    """The width at which the text was wrapped, None where each line is a paragraph of its own."""
    width = max((len(line.text) for line in lines), default=0)
    inner = [(line, after) for line, after in pairwise(lines) if not after.after_blank]
    if not NARROWEST <= width <= WIDEST or len(inner) < FEWEST_BREAKS:
        return None
    broken = sum(breaks_for_width(line, after, width) for line, after in inner)
    return width if broken >= WRAPPED_SHARE * len(inner) else None


def unwrapped(lines: Sequence[Line], text: str) -> list[Line]:
    """Lines that are parts of one wrapped paragraph, joined; every other text comes back as it was."""
    width = wrapped_width(lines)
    if width is None:
        return list(lines)
    joined: list[Line] = []
    last = ""
    for line in lines:
        if joined and not line.after_blank and breaks_for_width(Line(line.span, last), line, width):
            span = Span(joined[-1].span.start, line.span.end)
            joined[-1] = Line(span, span.slice(text), joined[-1].after_blank)
        else:
            joined.append(line)
        last = line.text
    return joined
