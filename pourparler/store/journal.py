"""People's journal: corrections, appended and never changed, refusals and visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select, update

from pourparler import wire
from pourparler.model import Correction
from pourparler.store.dossiers import next_sequence, now
from pourparler.store.schema import journal, refusals, visits


def append(connection: Connection, dossier: int, correction: Correction) -> Correction:
    """The correction with its number and its moment, written."""
    numbered = replace(correction, seq=next_sequence(connection, dossier), at=correction.at or now())
    article = numbered.anchor.article if numbered.anchor else article_of_undone(connection, dossier, numbered.undoes)
    values = {"seq": numbered.seq, "article": article, "by": numbered.by, "record": wire.encode_correction(numbered).decode()}
    connection.execute(insert(journal).values(dossier=dossier, **values))
    return numbered


def article_of_undone(connection: Connection, dossier: int, seq: int | None) -> str | None:
    """The article of the correction that an undo takes back, so that both are heard together."""
    return connection.execute(select(journal.c.article).where(journal.c.dossier == dossier, journal.c.seq == seq)).scalar()


def corrections(connection: Connection, dossier: int, keys: Sequence[str] | None = None) -> list[Correction]:
    """The journal in order; only what concerns these articles where they are given. An undo concerns the article of what it takes back."""
    asked = select(journal.c.record).where(journal.c.dossier == dossier)
    if keys is not None:
        asked = asked.where(journal.c.article.in_(list(keys)))
    return [wire.decode_correction(record) for record in connection.scalars(asked.order_by(journal.c.seq))]


def articles_corrected(connection: Connection, dossier: int, but_by: str | None = None) -> set[str]:
    """The articles of which the journal speaks; with `but_by`, those of which somebody else than this person spoke."""
    asked = select(journal.c.article).where(journal.c.dossier == dossier, journal.c.article.is_not(None)).distinct()
    return set(connection.scalars(asked if but_by is None else asked.where(journal.c.by != but_by)))


def last_said(connection: Connection, dossier: int) -> dict[str, int]:
    """The number of the last line of the journal about each article."""
    asked = select(journal.c.article, func.max(journal.c.seq)).where(journal.c.dossier == dossier, journal.c.article.is_not(None))
    return {row[0]: row[1] for row in connection.execute(asked.group_by(journal.c.article))}


def rewrite(connection: Connection, dossier: int, key: str, change: Callable[[Correction], Correction]) -> None:
    """The corrections of a forgotten article with its words taken out; that they were made stays."""
    mine = select(journal.c.seq, journal.c.record).where(journal.c.dossier == dossier, journal.c.article == key)
    for row in connection.execute(mine).all():
        record = wire.encode_correction(change(wire.decode_correction(row.record))).decode()
        connection.execute(update(journal).where(journal.c.dossier == dossier, journal.c.seq == row.seq).values(record=record))


def put_refusal(connection: Connection, dossier: int, place: str, message: str, added: int) -> None:
    connection.execute(insert(refusals).values(dossier=dossier, place=place, message=message, at=now(), added=added))


def refused(connection: Connection, dossier: int, after: int = 0) -> list[tuple[str, str, str]]:
    """What could not be read: place, message and when, each place once with its latest message."""
    asked = select(func.max(refusals.c.id)).where(refusals.c.dossier == dossier, refusals.c.added > after).group_by(refusals.c.place)
    rows = connection.execute(select(refusals.c.place, refusals.c.message, refusals.c.at).where(refusals.c.id.in_(asked)).order_by(refusals.c.id))
    return [(row.place, row.message, row.at) for row in rows]


def last_visit(connection: Connection, dossier: int, by: str) -> tuple[str, int] | None:
    row = connection.execute(select(visits.c.at, visits.c.sequence).where(visits.c.dossier == dossier, visits.c.by == by)).first()
    return None if row is None else (row.at, row.sequence)


def put_visit(connection: Connection, dossier: int, by: str, sequence: int) -> None:
    mine = (visits.c.dossier == dossier) & (visits.c.by == by)
    if connection.execute(update(visits).where(mine).values(at=now(), sequence=sequence)).rowcount == 0:
        connection.execute(insert(visits).values(dossier=dossier, by=by, at=now(), sequence=sequence))
