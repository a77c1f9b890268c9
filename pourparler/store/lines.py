"""The lines of a dossier: one for each record, with who takes which part in it, kept so that lists and pages ask no reading.

Lines are made from the readings after the journal has been heard, and made again whenever either changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, literal, or_, select

from pourparler.gazetteer.folding import fold
from pourparler.model import Actor, Span
from pourparler.store.schema import articles, lines, names, parties


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes which part in a record: speaker, addressee, actor or recipient."""

    part: str
    actor: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a list shows it. `day` is the day of the saying or deed where the text gives one; `judged` is what people did to it."""

    article: str
    record: str
    layer: str
    kind: str
    status: str
    attitude: bool
    day: str | None
    published: str | None
    start: int
    end: int
    pieces: str
    paragraph: int
    score: float
    judged: str | None
    parties: tuple[Party, ...] = ()
    added: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of the words that prove the line."""
        return tuple(Span(*map(int, piece.split("-"))) for piece in self.pieces.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. Names are folded; several `who` must all take part. Days are ISO 8601, `since` and `until` included."""

    layer: str
    who: tuple[str, ...] = ()
    to: str | None = None
    kinds: tuple[str, ...] = ()
    status: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    language: str | None = None
    attitudes: bool = False
    rejected: bool = False
    after_sequence: int | None = None
    paragraphs: tuple[tuple[str, int], ...] | None = field(default=None)
    parts: tuple[str, ...] = ("speaker",)


FIELDS = tuple(column.name for column in lines.columns if column.name not in {"dossier", "added"})


def put_lines(connection: Connection, dossier: int, article: str, found: Sequence[Line], actors: Iterable[Actor], added: int) -> None:
    """The lines of one article in place of those it had; a line that stood before keeps the sequence at which it came."""
    before = select(lines.c.record, lines.c.added).where(lines.c.dossier == dossier, lines.c.article == article)
    since = {row.record: row.added for row in connection.execute(before)}
    for table in (lines, parties, names):
        connection.execute(delete(table).where(table.c.dossier == dossier, table.c.article == article))
    rows = [{name: getattr(line, name) for name in FIELDS} | {"dossier": dossier, "added": since.get(line.record, added)} for line in found]
    if rows:
        connection.execute(insert(lines), rows)
    told = {(line.record, party.part, party.actor): party for line in found for party in line.parties}
    if told:
        shared = {"dossier": dossier, "article": article}
        given = [
            shared | {"record": record, "part": part, "actor": actor, "name": party.name, "country": party.country}
            for (record, part, actor), party in told.items()
        ]
        connection.execute(insert(parties), given)
    spelled = sorted({(actor.id, key) for actor in actors for key in spellings(actor)})
    if spelled:
        connection.execute(insert(names), [{"dossier": dossier, "article": article, "actor": actor, "key": key} for actor, key in spelled])


def spellings(actor: Actor) -> set[str]:
    """The names of an actor, folded, and its ids and country, by which a person may ask for it; a blank stands around each."""
    written = {actor.name, *actor.names.values(), actor.id, actor.country or "", actor.wikidata or ""}
    return {f" {fold(name)} " for name in written if fold(name)}


def named_as(dossier: int, name: str) -> Any:
    """The actors some spelling of whose name holds these words whole."""
    return select(names.c.actor).where(names.c.dossier == dossier, names.c.key.contains(f" {fold(name)} ", autoescape=True))


def takes_part(dossier: int, name: str, wanted: Sequence[str]) -> ColumnElement[bool]:
    mine = and_(parties.c.dossier == lines.c.dossier, parties.c.article == lines.c.article, parties.c.record == lines.c.record)
    asked = select(literal(1)).where(mine, parties.c.part.in_(wanted), parties.c.actor.in_(named_as(dossier, name)))
    return asked.exists()


def conditions(dossier: int, asked: Asked) -> list[ColumnElement[bool]]:
    day = func.coalesce(lines.c.day, lines.c.published)
    found: list[ColumnElement[bool]] = [lines.c.dossier == dossier, lines.c.layer == asked.layer, articles.c.withdrawn_by.is_(None)]
    found += [takes_part(dossier, name, asked.parts) for name in asked.who]
    if asked.to:
        found.append(takes_part(dossier, asked.to, ("addressee", "recipient")))
    if asked.kinds:
        found.append(lines.c.kind.in_(asked.kinds))
    if not asked.attitudes:
        found.append(lines.c.attitude.is_(False))
    if not asked.rejected:
        found.append(or_(lines.c.judged.is_(None), lines.c.judged != "rejected"))
    optional = (
        (asked.status, lambda value: lines.c.status == value),
        (asked.since, lambda value: day >= value),
        (asked.until, lambda value: day <= value + "~"),
        (asked.publisher, lambda value: func.lower(articles.c.publisher).contains(value.lower(), autoescape=True)),
        (asked.language, lambda value: articles.c.language == value),
        (asked.after_sequence, lambda value: lines.c.added > value),
    )
    return found + [condition(value) for value, condition in optional if value is not None]


def joined(dossier: int, asked: Asked, *columns: Any) -> Any:
    mine = and_(articles.c.dossier == lines.c.dossier, articles.c.key == lines.c.article)
    return select(*columns).select_from(lines.join(articles, mine)).where(*conditions(dossier, asked))


def find_lines(connection: Connection, dossier: int, asked: Asked, most: int | None = None, after: int = 0) -> list[Line]:
    """The lines asked for, in the order of the days (of the saying or deed, else of publication), the undated last."""
    day = func.coalesce(lines.c.day, lines.c.published)
    columns = [lines.c[name] for name in FIELDS] + [lines.c.added]
    query = joined(dossier, asked, *columns).order_by(day.is_(None), day, lines.c.article, lines.c.start)
    rows = connection.execute(query if asked.paragraphs is not None else query.limit(most).offset(after)).all()
    if asked.paragraphs is not None:
        wanted = set(asked.paragraphs)
        rows = [row for row in rows if (row.article, row.paragraph) in wanted][after : None if most is None else after + most]
    told = parties_of(connection, dossier, [(row.article, row.record) for row in rows])
    return [Line(**row._mapping, parties=tuple(told.get((row.article, row.record), ()))) for row in rows]


def count_lines(connection: Connection, dossier: int, asked: Asked) -> int:
    if asked.paragraphs is not None:
        return len(find_lines(connection, dossier, asked))
    return int(connection.execute(joined(dossier, asked, func.count())).scalar() or 0)


def parties_of(connection: Connection, dossier: int, records: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Party]]:
    found: dict[tuple[str, str], list[Party]] = {}
    wanted = sorted({record for _, record in records})
    for first in range(0, len(wanted), 400):
        some = wanted[first : first + 400]
        asked = select(parties).where(parties.c.dossier == dossier, parties.c.record.in_(some)).order_by(parties.c.part, parties.c.name)
        for row in connection.execute(asked):
            found.setdefault((row.article, row.record), []).append(Party(row.part, row.actor, row.name, row.country))
    return found


def most_named(connection: Connection, dossier: int, part: str, most: int) -> list[tuple[str, str, str | None, int]]:
    """Who takes this part most often: actor, name, country, and in how many lines."""
    counted = func.count().label("counted")
    asked = (
        select(parties.c.actor, func.min(parties.c.name), func.min(parties.c.country), counted)
        .join(articles, and_(articles.c.dossier == parties.c.dossier, articles.c.key == parties.c.article))
        .where(parties.c.dossier == dossier, parties.c.part == part, articles.c.withdrawn_by.is_(None))
        .group_by(parties.c.actor)
        .order_by(counted.desc(), parties.c.actor)
        .limit(most)
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(asked)]
