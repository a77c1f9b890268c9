"""The words by which a page gives away what is not article: menus, tables of contents, links to other articles, credits.

An entry of `page.toml`:

    [[furniture]]
    words   = "Lire aussi"
    where   = "lead"
    part    = "related"
    example = "Lire aussi : Les deux camps se retrouvent à Lisbonne"
    not     = "Lire aussi souvent les mêmes lettres finit par lasser."

`where` says how the words stand on their line:
    line    they are the whole line
    lead    the line opens with them, and a colon, a dash, a capital, a figure or an opening mark follows
    tail    the line, a short one, ends with them

The words of `menu` are furniture only where three lines in a row are such words.
Case, odd spaces, the form of the apostrophe, bullets before the line and stops after it make no difference. `{agency}` stands for any
agency of the same file. The words of every pack are tried on every article: a page's frame may be in another language than its article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml

Where = Literal["line", "lead", "tail"]
Part = Literal["contents", "related", "share", "credit", "menu", "notice"]

LONGEST = 250
"""Code points of a line that may still be furniture; longer lines are always read."""
SHORT_TAIL = 60
"""The same for a line known only by its last words, or by a single word."""
EDGE_BEFORE = "(*_-•·▪►▶→|#>»✉+ "
EDGE_AFTER = "*_ .,:;!…|›»→>+)"
FOLLOWS = r"\s*(?:[:|?!–—\-(/«“\"›»→>]|(?-i:[A-ZÀ-ÞŒ0-9])|$)"


class Furniture(Strict, frozen=True):
    """One entry. `list_follows`: short lines without a full stop that come next belong to it."""

    words: str
    where: Where
    part: Part
    example: str
    list_follows: bool = False
    counter: str | None = msgspec.field(default=None, name="not")


class PageFile(Strict, frozen=True):
    """`page.toml`. `agencies` are press agencies as they sign a dateline: « PARIS (AFP) — »."""

    agencies: list[str]
    menu: list[str]
    furniture: list[Furniture]


def evened(line: str) -> str:
    """A line without the accidents of typography: plain spaces and apostrophes, no bullets before it."""
    return " ".join(line.replace("’", "'").split()).replace(" / ", "/").lstrip(EDGE_BEFORE)


def bare(line: str) -> str:
    """The same without the stops after it, for comparing whole lines whatever their case."""
    return evened(line).rstrip(EDGE_AFTER).casefold()


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry ready to be tried on a line; `first` is the word that opens the line, empty for an entry that closes it."""

    entry: Furniture
    rule: str
    first: str
    pattern: re.Pattern[str]

    def fits(self, line: str) -> bool:
        plain = evened(line)
        if self.entry.where == "lead":
            return len(line) <= LONGEST and self.pattern.match(plain) is not None
        closed = plain.rstrip(EDGE_AFTER)
        if self.entry.where == "tail":
            return len(line) <= SHORT_TAIL and self.pattern.search(closed) is not None
        return self.pattern.fullmatch(closed) is not None

    def announces(self, line: str) -> bool:
        """Whether the line holds the words of the entry alone, so that what it points to must come after it."""
        return bare(line) == bare(self.entry.words)


def first_word(line: str) -> str:
    found = re.search(r"\w+", evened(line))
    return found.group().casefold() if found else ""


def compile_mark(entry: Furniture, code: str, agencies: list[str]) -> Mark:
    words = re.escape(evened(entry.words)).replace(r"\{agency\}", f"(?:{'|'.join(map(re.escape, agencies))})")
    pattern = {"lead": rf"{words}(?!\w){FOLLOWS}", "tail": rf"{words}$"}.get(entry.where, words)
    first = "" if entry.where == "tail" else first_word(entry.words)
    return Mark(entry, f"{code}.page.{entry.words.casefold().replace(' ', '_')}", first, re.compile(pattern, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class PageTable:
    """The furniture of one language, ordered as in its file."""

    agencies: tuple[str, ...]
    menu: frozenset[str]
    marks: tuple[Mark, ...]

    @classmethod
    def load(cls, folder: Path, code: str) -> PageTable:
        """The pack's `page.toml`; refuses doubles and an example that the entry does not catch."""
        file = read_toml(folder / "page.toml", PageFile)
        seen: set[str] = set()
        marks = []
        for entry in file.furniture:
            if entry.words.casefold() in seen:
                raise PackError(f"{code}/page.toml: {entry.words!r} stands twice")
            seen.add(entry.words.casefold())
            mark = compile_mark(entry, code, file.agencies)
            if not mark.fits(entry.example) or (entry.counter is not None and mark.fits(entry.counter)):
                raise PackError(f"{code}/page.toml: {entry.words!r} does not do what its example shows")
            marks.append(mark)
        menu = frozenset(bare(word) for word in file.menu)
        return cls(tuple(file.agencies), menu, tuple(marks))


@cache
def pages() -> tuple[PageTable, ...]:
    """The tables of every pack that has one, in the order of their codes."""
    return tuple(PageTable.load(path.parent, path.parent.name) for path in sorted(Path(__file__).parent.glob("*/page.toml")))


@cache
def by_first_word() -> dict[str, tuple[Mark, ...]]:
    found: dict[str, tuple[Mark, ...]] = {}
    for table in pages():
        for mark in table.marks:
            found[mark.first] = (*found.get(mark.first, ()), mark)
    return found


def mark_on(line: str) -> Mark | None:
    """The first entry of any pack that knows the line for furniture; a line of more than 250 code points never is."""
    if len(line) > LONGEST:
        return None
    marks = by_first_word()
    return next((mark for mark in (*marks.get(first_word(line), ()), *marks[""]) if mark.fits(line)), None)


def is_menu_word(line: str) -> bool:
    return len(line) <= SHORT_TAIL and any(bare(line) in table.menu for table in pages())
