"""Texts that are not whole: they stop in the middle of a sentence, or a line says that the rest is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.lang import Language
from pourparler.model import Article, Note, Paragraph, Span

LONG = 80
"""Code points from which a last paragraph must end as a sentence does."""
ENDINGS = ".!?…»”\"')]}–—-:*"
OMITTED = ("[…]", "[...]", "(…)", "(...)")
"""A last paragraph that ends so was shortened by whoever sent the text on."""


def note_cut(article: Article, language: Language) -> Iterator[Note]:
    """At most one note: at the line that says so, else at the last word of a text that stops in mid-sentence."""
    read = [paragraph for paragraph in article.paragraphs if paragraph.kind != "furniture"]
    if not read:
        return
    line = line_that_cuts(article, language, read[-1])
    if line is not None:
        yield Note(line.span, "partial", "the article goes on elsewhere: this text is a part of it")
    elif stops_early(read[-1], article.text):
        yield Note(last_word(read[-1].span, article.text), "partial", "the text stops in the middle of a sentence")


def line_that_cuts(article: Article, language: Language, last: Paragraph) -> Paragraph | None:
    for paragraph in article.paragraphs:
        words = paragraph.span.slice(article.text)
        if any(cut.fits(words) and (not cut.last or paragraph.span.start >= last.span.start) for cut in language.editing.cut):
            return paragraph
    return None


def stops_early(last: Paragraph, text: str) -> bool:
    words = last.span.slice(text).rstrip()
    if last.kind != "body" or len(words) < LONG:
        return False
    return words.endswith(OMITTED) or words[-1] not in ENDINGS


def last_word(span: Span, text: str) -> Span:
    words = span.slice(text).rstrip()
    start = max(words.rfind(" "), words.rfind("\u00a0")) + 1
    return Span(span.start + start, span.start + len(words))


__all__ = ["note_cut"]
