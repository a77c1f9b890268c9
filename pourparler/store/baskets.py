"""Baskets: the lines that a person put aside from a dossier, in their own order, each with a note of their own.

A line keeps the place of its words and the record that stood there. It refers to nothing that can be made again, so a new reading loses none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from pourparler.identifiers import spans_of
from pourparler.model import Span
from pourparler.store.dossiers import now
from pourparler.store.schema import basket_lines, baskets


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of a basket; `record` is empty where words alone were taken, `pieces` are places in the text of the article."""

    id: int
    article: str
    record: str
    pieces: str
    note: str
    at: str

    @property
    def spans(self) -> tuple[Span, ...]:
        return spans_of(self.pieces)


def of_person(dossier: int, by: str) -> Any:
    columns = (basket_lines.c[name] for name in Kept.__dataclass_fields__)
    return select(*columns).where(basket_lines.c.dossier == dossier, basket_lines.c.by == by)


def kept_lines(connection: Connection, dossier: int, by: str) -> list[Kept]:
    """The basket of a person, in their order."""
    return [Kept(*row) for row in connection.execute(of_person(dossier, by).order_by(basket_lines.c.place, basket_lines.c.id))]


def find_kept(connection: Connection, dossier: int, by: str, article: str, record: str, pieces: str) -> Kept | None:
    """The line with this record, whatever its words were when it was taken; where words alone were taken, the line with these."""
    mine = of_person(dossier, by).where(basket_lines.c.article == article, basket_lines.c.record == record)
    row = connection.execute(mine if record else mine.where(basket_lines.c.pieces == pieces)).first()
    return None if row is None else Kept(*row)


def put_kept(connection: Connection, dossier: int, by: str, article: str, record: str, pieces: str) -> Kept:
    """The line at the end of the basket; one that is there already stays where it is."""
    there = find_kept(connection, dossier, by, article, record, pieces)
    if there is not None:
        return there
    last = select(func.max(basket_lines.c.place)).where(basket_lines.c.dossier == dossier, basket_lines.c.by == by)
    values = {"article": article, "record": record, "pieces": pieces, "note": "", "at": now()}
    place = (connection.execute(last).scalar() or 0) + 1
    made = connection.execute(insert(basket_lines).values(dossier=dossier, by=by, place=place, **values)).inserted_primary_key
    return Kept(id=made[0] if made else 0, **values)


def is_line(dossier: int, by: str, line: int) -> ColumnElement[bool]:
    """The line of this number, if it is this person's in this dossier."""
    return (basket_lines.c.dossier == dossier) & (basket_lines.c.by == by) & (basket_lines.c.id == line)


def drop_kept(connection: Connection, dossier: int, by: str, line: int) -> bool:
    """Takes a line out; False where this person has none of this number."""
    return connection.execute(delete(basket_lines).where(is_line(dossier, by, line))).rowcount == 1


def put_note(connection: Connection, dossier: int, by: str, line: int, note: str) -> bool:
    return connection.execute(update(basket_lines).where(is_line(dossier, by, line)).values(note=note)).rowcount == 1


def put_order(connection: Connection, dossier: int, by: str, lines: Sequence[int]) -> None:
    """The lines of a person in this order."""
    for place, line in enumerate(lines, start=1):
        connection.execute(update(basket_lines).where(is_line(dossier, by, line)).values(place=place))


def basket_title(connection: Connection, dossier: int, by: str) -> str | None:
    return connection.execute(select(baskets.c.title).where(baskets.c.dossier == dossier, baskets.c.by == by)).scalar()


def put_title(connection: Connection, dossier: int, by: str, title: str) -> None:
    mine = (baskets.c.dossier == dossier) & (baskets.c.by == by)
    if connection.execute(update(baskets).where(mine).values(title=title)).rowcount == 0:
        connection.execute(insert(baskets).values(dossier=dossier, by=by, title=title))


def forget_kept(connection: Connection, dossier: int, articles: Sequence[str]) -> None:
    """No line and no note of these articles is left in anybody's basket."""
    connection.execute(delete(basket_lines).where(basket_lines.c.dossier == dossier, basket_lines.c.article.in_(articles)))
