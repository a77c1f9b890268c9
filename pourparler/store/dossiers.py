"""Dossiers by name, and the count of their changes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from pourparler.errors import UnknownName
from pourparler.store.schema import articles, dossiers

NAME = re.compile(r"[^\W_][\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A named set of articles and a question; `sequence` counts its changes, `articles` those that are not withdrawn."""

    id: int
    name: str
    title: str
    question: str | None
    created: str
    sequence: int
    settings: Mapping[str, Any]
    articles: int = 0


def now() -> str:
    """This moment in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def make_dossier(connection: Connection, name: str, title: str | None = None, question: str | None = None) -> Dossier:
    """A new dossier; refuses a name that is taken or that no command line could hold (letters, digits, . - _ and 64 characters at most)."""
    if not NAME.fullmatch(name):
        raise UnknownName(f"{name!r} is no name for a dossier: letters, digits, '-', '_' and '.', 64 characters at most; --title takes any words")
    if connection.execute(select(dossiers.c.id).where(dossiers.c.name == name)).first():
        raise UnknownName(f"there is a dossier called {name!r} already")
    connection.execute(insert(dossiers).values(name=name, title=title or name, question=question, created=now(), sequence=0, settings="{}"))
    return find_dossier(connection, name)


def counted() -> Any:
    current = (articles.c.dossier == dossiers.c.id) & articles.c.withdrawn_by.is_(None)
    return select(dossiers, func.count(articles.c.key).label("articles")).outerjoin(articles, current).group_by(dossiers.c.id)


def as_dossier(row: Any) -> Dossier:
    fields = dict(row._mapping)
    return Dossier(**(fields | {"settings": json.loads(fields["settings"])}))


def find_dossier(connection: Connection, name: str) -> Dossier:
    """Raises UnknownName, with the names there are."""
    row = connection.execute(counted().where(dossiers.c.name == name)).first()
    if row is None:
        known = ", ".join(connection.scalars(select(dossiers.c.name).order_by(dossiers.c.name))) or "none yet"
        raise UnknownName(f"there is no dossier called {name!r}; there are: {known}")
    return as_dossier(row)


def list_dossiers(connection: Connection) -> list[Dossier]:
    return [as_dossier(row) for row in connection.execute(counted().order_by(dossiers.c.name))]


def edit_dossier(connection: Connection, dossier: Dossier, changes: Mapping[str, Any]) -> Dossier:
    """The dossier with another title, question or settings."""
    values = {name: json.dumps(value, ensure_ascii=False) if name == "settings" else value for name, value in changes.items()}
    connection.execute(update(dossiers).where(dossiers.c.id == dossier.id).values(**values))
    return find_dossier(connection, dossier.name)


def remove_dossier(connection: Connection, dossier: Dossier) -> None:
    """The dossier with everything in it."""
    connection.execute(delete(dossiers).where(dossiers.c.id == dossier.id))


def next_sequence(connection: Connection, dossier: int) -> int:
    """The number of the next change; until the transaction ends, other writers of this dossier wait."""
    changed = update(dossiers).where(dossiers.c.id == dossier).values(sequence=dossiers.c.sequence + 1).returning(dossiers.c.sequence)
    number = connection.execute(changed).scalar()
    if number is None:
        raise UnknownName("the dossier was removed meanwhile")
    return int(number)
