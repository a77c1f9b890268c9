"""What a reader should know of an article before trusting its words: insertions, a text that is not whole, a probable machine
translation.
"""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.lang import Language
from pourparler.model import Article, Note, Quotation, Sentence
from pourparler.notes.cut import note_cut
from pourparler.notes.insertions import note_insertions
from pourparler.notes.translated import note_translation


def notes_about(article: Article, sentences: Sequence[Sentence], language: Language, quotations: Sequence[Quotation]) -> tuple[Note, ...]:
    """The notes of an article in the order of the text.

    Kinds: "insertion" for the newspaper's own words inside somebody's, with their span; "partial" for a text that stops before its end,
    at its last words or at the line that says so; "machine-translation" for a text that shows several signs of one, at span 0-0, the
    signs told in the message. The text is never altered.
    """
    insertions = note_insertions(article.text, language, quotations)
    found = [*insertions, *note_cut(article, language), *note_translation(article, sentences, language)]
    return tuple(sorted(found, key=lambda note: (note.span, note.kind)))


__all__ = ["notes_about"]
