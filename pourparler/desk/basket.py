"""What one person puts aside from a dossier for a note: lines in their own order, each with words of their own beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pourparler.desk.standing import standing_of
from pourparler.errors import BasketRefused, UnknownName
from pourparler.identifiers import pieces_of
from pourparler.model import Article, Event, Quotation, Reading, Span
from pourparler.store import Connection, Dossier
from pourparler.store.articles import named_article
from pourparler.store.baskets import Kept, basket_title, drop_kept, kept_lines, put_kept, put_note, put_order, put_title
from pourparler.store.coverage import listed, successor_of

if TYPE_CHECKING:
    from pourparler.desk.desk import Desk

LONGEST_TITLE, LONGEST_NOTE = 300, 20_000
"""Code points of a title and of a note."""
State = Literal["stands", "words", "gone", "out"]
"""The record stands; words alone were taken; the record is no longer in the reading; the article is no longer in the dossier."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A line as it stands today. `article` and `reading` are None where they are no longer there; `later` is the key of the version that took
    the article's place.
    """

    kept: Kept
    state: State
    article: Article | None
    reading: Reading | None
    later: str | None


class Basket:
    """The basket of the person at the desk. A line of another person, or of another dossier, cannot be reached through it."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.name = desk, name

    @property
    def title(self) -> str:
        """What the person called it; the title of the dossier until then."""
        with self.desk.reading(self.name) as (connection, dossier):
            return basket_title(connection, dossier.id, self.desk.by) or dossier.title

    def kept(self) -> list[Kept]:
        with self.desk.reading(self.name) as (connection, dossier):
            return kept_lines(connection, dossier.id, self.desk.by)

    def lines(self) -> Iterator[Taken]:
        """Every line in the person's order, with what stands there today."""
        with self.desk.reading(self.name) as (connection, dossier):
            lines = kept_lines(connection, dossier.id, self.desk.by)
            known = listed(connection, dossier.id, sorted({line.article for line in lines}))
            readings: dict[str, Reading | None] = {}
            for line in lines:
                if line.article not in known:
                    yield Taken(line, "out", None, None, None)
                    continue
                if line.article not in readings:
                    readings[line.article] = standing_of(connection, dossier.id, line.article, self.desk.only).reading
                yield taken(connection, dossier, line, readings[line.article])

    def take(self, article: str, record: str | None = None, span: Span | None = None) -> Kept:
        """A record of an article, or words of it, at the end of the basket; what is in it already stays where it is.

        Raises UnknownName for an article or a record that is not there, BasketRefused for words that no article has.
        """
        with self.desk.writing(self.name) as (connection, dossier):
            found = named_article(connection, dossier.id, article)
            pieces = words_of(standing_of(connection, dossier.id, found.key, self.desk.only).reading, record) if record else within(found, span)
            return put_kept(connection, dossier.id, self.desk.by, found.key, record or "", pieces)

    def remove(self, line: int) -> None:
        self.change(line, drop_kept)

    def note(self, line: int, note: str) -> None:
        """The person's own words beside a line; BasketRefused where they are more than LONGEST_NOTE."""
        if len(note) > LONGEST_NOTE:
            raise BasketRefused(f"a note has at most {LONGEST_NOTE:,} characters")
        self.change(line, lambda connection, dossier, by, line: put_note(connection, dossier, by, line, note))

    def change(self, line: int, change: Callable[[Connection, int, str, int], bool]) -> None:
        with self.desk.writing(self.name) as (connection, dossier):
            if not change(connection, dossier.id, self.desk.by, line):
                raise UnknownName(f"the basket has no line {line}")

    def move(self, line: int, by: int) -> None:
        """A line so many places further down, or up where `by` is negative; it stops at either end."""
        with self.desk.writing(self.name) as (connection, dossier):
            order = [one.id for one in kept_lines(connection, dossier.id, self.desk.by)]
            if line not in order:
                raise UnknownName(f"the basket has no line {line}")
            place = min(len(order) - 1, max(0, order.index(line) + by))
            order.remove(line)
            put_order(connection, dossier.id, self.desk.by, [*order[:place], line, *order[place:]])

    def rename(self, title: str) -> None:
        if not title.strip() or len(title) > LONGEST_TITLE:
            raise BasketRefused(f"a title has 1 to {LONGEST_TITLE} characters")
        with self.desk.writing(self.name) as (connection, dossier):
            put_title(connection, dossier.id, self.desk.by, title.strip())


def taken(connection: Connection, dossier: Dossier, line: Kept, reading: Reading | None) -> Taken:
    article, later = reading.article if reading else None, successor_of(connection, dossier.id, line.article)
    there = reading is not None and record_of(reading, line.record) is not None
    state: State = "stands" if there else "gone" if line.record else "words"
    return Taken(line, state, article, reading, later)


def record_of(reading: Reading, record: str) -> Quotation | Event | None:
    records: list[Quotation | Event] = [*reading.quotations, *reading.events]
    return next((one for one in records if one.id == record), None)


def words_of(reading: Reading, record: str) -> str:
    found = record_of(reading, record)
    if found is None:
        raise UnknownName(f"{reading.article.id} has no record called {record[:60]}")
    return pieces_of(found.content if isinstance(found, Quotation) else found.trigger)


def within(article: Article, span: Span | None) -> str:
    if span is None or not 0 <= span.start < span.end <= len(article.text):
        raise BasketRefused(f"{article.id}: it has no words there")
    return pieces_of((span,))
