"""Lines of a dossier as a page shows them: who, when, the words, and a link to the place where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.desk import Desk
from pourparler.export.shown import excerpt, passage
from pourparler.model import Article
from pourparler.store.lines import Asked, Line
from pourparler.web.room import Room

PAGE = 40
"""Lines shown at once."""
WIDTH = 260
AROUND = 200
"""Characters of a paragraph that are shown with the words of an event."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its words; `pieces` are they as a list shows them, those of an event within the words around them.
    `who` and `to` are (name, country); `dated` tells that the day is that of the saying or deed, not of printing.
    """

    line: Line
    article: Article
    words: str
    pieces: tuple[tuple[str, bool], ...]
    who: tuple[tuple[str, str | None], ...]
    to: tuple[tuple[str, str | None], ...]
    day: str | None
    dated: bool

    @property
    def address(self) -> str:
        return f"/article/{self.line.article}#c={self.line.start}-{self.line.end}"


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of lines: `after` lines stand before it, `total` is None where it was not counted."""

    lines: tuple[Shown, ...]
    after: int
    more: bool
    total: int | None = None

    @property
    def before(self) -> int | None:
        """Where the page before begins; None on the first."""
        return max(0, self.after - PAGE) if self.after else None

    @property
    def following(self) -> int | None:
        return self.after + PAGE if self.more else None


def shown(desk: Desk, name: str, lines: Sequence[Line]) -> tuple[Shown, ...]:
    """The lines with their words."""
    texts = desk.texts(name, lines)
    return tuple(show(line, texts[line.article]) for line in lines)


def show(line: Line, article: Article) -> Shown:
    who = tuple((party.name, party.country) for party in line.parties if party.part in ("speaker", "actor"))
    to = tuple((party.name, party.country) for party in line.parties if party.part in ("addressee", "recipient"))
    words = excerpt(article.text, line.spans, WIDTH)
    pieces = passage(article, line.spans, AROUND) if line.layer == "events" else [(words, False)]
    return Shown(line, article, words, tuple(pieces), who, to, line.day or line.published, line.day is not None)


def page_of(room: Room, asked: Asked, about: str, after: int) -> Listing:
    """A page of the lines asked for; with words they are not counted, for that would read every text."""
    desk, name = room.desk, room.name
    found = desk.lines(name, asked, about or None, PAGE + 1, after)
    total = None if about else room.once(asked, lambda: desk.count(name, asked))
    return Listing(shown(desk, name, found[:PAGE]), after, len(found) > PAGE, total)


def place(text: str) -> int:
    """A place in a list as the address gives it; the beginning where it is no number."""
    return int(text) if text.isdecimal() and len(text) < 8 else 0
