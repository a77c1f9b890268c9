"""Paragraphs that markup gives, laid out as one text: an empty line between them, their kinds known beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pourparler.intake.lines import Line
from pourparler.model import ParagraphKind, Span

BETWEEN = "\n\n"
SENTENCE_ENDS = re.compile(r"[.!?…:»”\"]\W*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph to be: its words, its part in the page, and whether they stand so in the page."""

    text: str
    kind: ParagraphKind
    verbatim: bool = True


def broken(text: str) -> Iterator[str]:
    """A part of a page at its line ends; a line that breaks off in the middle of a sentence goes on after the `<br>`.

    A line of spaces that do not break is no paragraph.
    """
    line = ""
    for piece in (each.strip(" ") if each.strip() else "" for each in text.split("\n")):
        if line and (not piece or SENTENCE_ENDS.search(line[-20:])):
            yield line
            line = ""
        line = f"{line}\n{piece}" if line and piece else line or piece
    if line:
        yield line


def laid_out(blocks: Sequence[Block]) -> tuple[str, list[Line]]:
    """The blocks as one text, and where each stands."""
    lines: list[Line] = []
    length = 0
    for block in blocks:
        lines.append(Line(Span(length, length + len(block.text)), block.text, after_blank=bool(lines)))
        length += len(block.text) + len(BETWEEN)
    return BETWEEN.join(block.text for block in blocks), lines
