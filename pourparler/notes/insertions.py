"""The newspaper's own words inside somebody's: « Il [le président du jury] n'a jamais ouvert mon dossier », « (sic) »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pourparler.lang import Language
from pourparler.model import Note, Quotation, Span

BRACKETED = re.compile(r"\[[^\[\]\n]{1,120}\]")
PARENTHESISED = re.compile(r"\([^()\n]{1,80}\)")
MARKED = re.compile(r"«[^«»]*(?:»|$)|“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")
NAME = re.compile(r"(?<![\w'’])[A-ZÀ-ÞŒ][\w'’.-]+")


def note_insertions(text: str, language: Language, quotations: Sequence[Quotation]) -> Iterator[Note]:
    """Brackets inside the marks of a quotation, and parentheses that hold a name or an aside; omissions (« […] ») are no insertion.

    A speaker may say something in parentheses, never in brackets.
    """
    said: set[Span] = set()
    for quotation in quotations:
        said |= {span for part in quotation.content for span in marked_parts(text, part, quotation.kind == "direct")}
    found = {span for part in said for span in insertions_in(text, part, language.editing.asides)}
    yield from (Note(span, "insertion", "put in by the newspaper: not the speaker's words") for span in sorted(found))


def marked_parts(text: str, part: Span, direct: bool) -> Iterator[Span]:
    """What of a content stands between marks: all of it where the quotation is direct."""
    if direct:
        yield part
        return
    for match in MARKED.finditer(part.slice(text)):
        yield Span(part.start + match.start(), part.start + match.end())


def insertions_in(text: str, part: Span, asides: frozenset[str]) -> Iterator[Span]:
    words = part.slice(text)
    for pattern, is_kind in ((BRACKETED, is_insertion), (PARENTHESISED, is_aside)):
        for match in pattern.finditer(words):
            if is_kind(match.group()[1:-1].strip(), asides):
                yield Span(part.start + match.start(), part.start + match.end())


def is_insertion(inner: str, asides: frozenset[str]) -> bool:
    """Anything but an omission: « … », « ... »."""
    return any(letter.isalpha() for letter in inner)


def is_aside(inner: str, asides: frozenset[str]) -> bool:
    """« (sic) », « (Aldo Brenn) », « (le ministre Aldo Brenn) »: an aside of the tables, or a short phrase that names somebody."""
    low = inner.casefold().strip(" .!?:")
    if low in asides or any(low.startswith((f"{aside} ", f"{aside},", f"{aside}:")) for aside in asides):
        return True
    names = NAME.findall(inner)
    return bool(names) and len(inner.split()) <= 3 * len(names) + 2 and not inner.endswith((".", "!", "?"))


__all__ = ["note_insertions"]
