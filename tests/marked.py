"""Sentences marked up as text: `[source Le ministre] [cue a précisé] [content que la réunion se tiendra]`."""

from __future__ import annotations

import re
from collections import defaultdict

from pourparler.model import Article, Paragraph, Span

MARK = re.compile(r"\[(source|cue|content|addressee|occasion|about|time) ([^\[\]]*)\]")


def unmark(example: str) -> tuple[str, dict[str, list[Span]]]:
    """The plain sentence, and the spans of each role in it."""
    text, spans, last = "", defaultdict(list), 0
    for match in MARK.finditer(example):
        text += example[last : match.start()]
        spans[match[1]].append(Span(len(text), len(text) + len(match[2])))
        text += match[2]
        last = match.end()
    return text + example[last:], dict(spans)


def article(text: str, language: str) -> Article:
    """A bare article of one paragraph a line."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(position, position + len(line)), "body", language))
        position += len(line) + 1
    return Article("0" * 16, "example", text, language, tuple(paragraphs))
