"""What a dossier has and lacks: its articles as a list, the days without one, and who acts in it but is never quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from pourparler.dates.calendar import gaps
from pourparler.store.articles import chosen
from pourparler.store.lines import withdrawn
from pourparler.store.schema import articles, dossiers, lines, parties


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list shows it."""

    key: str
    label: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    completeness: str
    version: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles a list is asked for; `publisher` and `language` are exact, an empty publisher is an unknown one."""

    publisher: str | None = None
    language: str | None = None
    partial: bool = False
    undated: bool = False


def sequence_of(connection: Connection, dossier: str) -> int | None:
    """How often the dossier of this name was changed; None where there is none. What was counted at one sequence holds while it stands."""
    return connection.execute(select(dossiers.c.sequence).where(dossiers.c.name == dossier)).scalar()


def list_articles(connection: Connection, dossier: int, wanted: Wanted, most: int, after: int = 0) -> list[Listed]:
    """The articles that are not withdrawn, in their canonical order: by day of publication, the undated last."""
    columns = [articles.c[name] for name in Listed.__dataclass_fields__]
    asked = chosen(dossier, False).with_only_columns(*columns).where(*wishes(wanted)).limit(most).offset(after)
    return [Listed(*row) for row in connection.execute(asked)]


def wishes(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.publisher is not None:
        yield func.coalesce(articles.c.publisher, "") == wanted.publisher
    if wanted.language is not None:
        yield articles.c.language == wanted.language
    if wanted.partial:
        yield articles.c.completeness == "partial"
    if wanted.undated:
        yield articles.c.published.is_(None)


def listed(connection: Connection, dossier: int, keys: Sequence[str]) -> dict[str, Listed]:
    """These articles by key, withdrawn versions too."""
    columns = [articles.c[name] for name in Listed.__dataclass_fields__]
    asked = select(*columns).where(articles.c.dossier == dossier, articles.c.key.in_(keys))
    return {row.key: Listed(*row) for row in connection.execute(asked)}


def successor_of(connection: Connection, dossier: int, key: str) -> str | None:
    """The key of the version that took the place of this one; None where it stands."""
    return connection.execute(select(articles.c.withdrawn_by).where(articles.c.dossier == dossier, articles.c.key == key)).scalar()


def kinds_of(connection: Connection, dossier: int, layer: str) -> list[str]:
    """The kinds that the lines of a layer have, in alphabetical order."""
    asked = select(lines.c.kind).where(lines.c.dossier == dossier, lines.c.layer == layer).distinct()
    return sorted(connection.scalars(asked))


def days_without(connection: Connection, dossier: int) -> list[tuple[str, str]]:
    """The stretches of days between the first and the last dated article on which none was published, as first and last day."""
    asked = select(func.substr(articles.c.published, 1, 10)).where(articles.c.dossier == dossier, articles.c.withdrawn_by.is_(None)).distinct()
    days = (date.fromisoformat(day) for day in connection.scalars(asked) if day and len(day) == 10)
    return [(first.isoformat(), last.isoformat()) for first, last in gaps(days)]


def never_quoted(connection: Connection, dossier: int, most: int) -> list[tuple[str, str, str | None, int]]:
    """Who acts or is spoken to and says nothing in the whole dossier: actor, name, country, and in how many lines; the most frequent first."""
    speakers = select(parties.c.actor).where(parties.c.dossier == dossier, parties.c.part == "speaker")
    counted: Any = func.count().label("counted")
    asked = (
        select(parties.c.actor, func.min(parties.c.name), func.min(parties.c.country), counted)
        .where(parties.c.dossier == dossier, parties.c.article.not_in(withdrawn(dossier)), parties.c.actor.not_in(speakers))
        .group_by(parties.c.actor)
        .order_by(counted.desc(), parties.c.actor)
        .limit(most)
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(asked)]
