"""Articles of a dossier: their text and bytes, every print of them, and their versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, and_, delete, false, func, insert, or_, select, update

from pourparler import wire
from pourparler.errors import UnknownName
from pourparler.intake import Intake
from pourparler.model import Article, Note
from pourparler.store.blobs import squeeze, unsqueeze
from pourparler.store.dossiers import now
from pourparler.store.schema import articles, originals, prints

Arrival = Literal["new", "version", "copy", "known"]
"""What an intake was to a dossier: a new text, a changed text of a known page, a known text printed elsewhere, or nothing new."""
UNDATED = "9999"
SHARED = 0.3
"""The share of words that two texts of one address have in common before the later is a version of the earlier."""


@dataclass(frozen=True, slots=True)
class Print:
    """One printing of a text."""

    article: str
    label: str
    publisher: str | None
    url: str | None
    published: str | None
    published_from: str | None
    licence: str | None
    original: str | None
    tool: str
    retrieved: str


def prepared(connection: Connection, dossier: int, intake: Intake) -> tuple[Arrival, Article]:
    """What the intake is to this dossier, and its article as the dossier would keep it: with version and predecessor."""
    article = intake.article
    if connection.execute(select(articles.c.key).where(articles.c.dossier == dossier, articles.c.key == article.key)).first():
        same = [prints.c[name].is_not_distinct_from(getattr(article, name)) for name in ("publisher", "url")]
        mine = [prints.c.dossier == dossier, prints.c.article == article.key, prints.c.label == article.id]
        known = connection.execute(select(prints.c.id).where(*mine, *same)).first()
        return ("known" if known else "copy"), article
    before = predecessor(connection, dossier, article)
    if before is None:
        return "new", article
    return "version", replace(article, version=before.version + 1, replaces=before.key)


def predecessor(connection: Connection, dossier: int, article: Article) -> Article | None:
    """The article of the dossier that this one takes the place of: same address, or same label where neither has one, and much the same words."""
    one_address = articles.c.url == article.url if article.url else and_(articles.c.url.is_(None), articles.c.label == article.id)
    asked = select(articles.c.record).where(articles.c.dossier == dossier, articles.c.withdrawn_by.is_(None), one_address)
    for record in connection.scalars(asked.order_by(articles.c.added.desc())):
        before = wire.decode_article(unsqueeze(record))
        if alike(before.text, article.text):
            return before
    return None


def alike(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return len(words & others) >= SHARED * max(1, min(len(words), len(others)))


def print_of(intake: Intake, at: str) -> Print:
    article = intake.article
    where = (article.key, article.id, article.publisher, article.url, article.published, article.published_from, article.licence)
    return Print(*where, original=intake.digest if intake.original else None, tool=intake.tool, retrieved=at)


def put_article(connection: Connection, dossier: int, intake: Intake, article: Article, added: int) -> None:
    """A new text or version with its bytes and its print; the version before it is marked as withdrawn."""
    connection.execute(
        insert(articles).values(
            dossier=dossier,
            key=article.key,
            label=article.id,
            title=article.title,
            publisher=article.publisher,
            url=article.url,
            published=article.published,
            language=article.language,
            completeness=article.completeness,
            licence=article.licence,
            version=article.version,
            replaces=article.replaces,
            added=added,
            record=squeeze(wire.encode(article)),
            notes=squeeze(msgspec.json.encode(intake.notes)),
        )
    )
    if article.replaces:
        withdrawn = and_(articles.c.dossier == dossier, articles.c.key == article.replaces)
        connection.execute(update(articles).where(withdrawn).values(withdrawn_by=article.key))
    put_print(connection, dossier, intake, added)


def put_print(connection: Connection, dossier: int, intake: Intake, added: int) -> None:
    """One more printing of a text that the dossier holds, with the bytes it came in."""
    mine = select(originals.c.digest).where(originals.c.dossier == dossier, originals.c.digest == intake.digest)
    if intake.original and connection.execute(mine).first() is None:
        kept = {"digest": intake.digest, "media_type": intake.media_type, "bytes": squeeze(intake.original)}
        connection.execute(insert(originals).values(dossier=dossier, **kept))
    printed = print_of(intake, now())
    values = {name: getattr(printed, name) for name in Print.__dataclass_fields__}
    connection.execute(insert(prints).values(dossier=dossier, added=added, **values))


def as_article(record: bytes) -> Article:
    return wire.decode_article(unsqueeze(record))


def as_notes(data: bytes) -> tuple[Note, ...]:
    return msgspec.json.decode(unsqueeze(data), type=tuple[Note, ...])


def article_of(connection: Connection, dossier: int, key: str) -> Article:
    """The article of a key that the dossier is known to hold."""
    return as_article(connection.execute(select(articles.c.record).where(articles.c.dossier == dossier, articles.c.key == key)).scalar_one())


def notes_of(connection: Connection, dossier: int, key: str) -> tuple[Note, ...]:
    """The notes of an article's intake."""
    return as_notes(connection.execute(select(articles.c.notes).where(articles.c.dossier == dossier, articles.c.key == key)).scalar_one())


def languages_by_key(connection: Connection, dossier: int) -> dict[str, str]:
    """The language of each article, withdrawn versions too, in the order of the keys."""
    asked = select(articles.c.key, articles.c.language).where(articles.c.dossier == dossier).order_by(articles.c.key)
    return {row.key: row.language for row in connection.execute(asked)}


def labels_by_key(connection: Connection, dossier: int) -> dict[str, str]:
    """The label of each article, withdrawn versions too, in the order of the keys."""
    asked = select(articles.c.key, articles.c.label).where(articles.c.dossier == dossier).order_by(articles.c.key)
    return {row.key: row.label for row in connection.execute(asked)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article besides its text."""

    key: str
    language: str
    publisher: str | None
    licence: str | None
    completeness: str
    published: str | None
    withdrawn_by: str | None


def all_facts(connection: Connection, dossier: int) -> list[Facts]:
    asked = select(*(articles.c[name] for name in Facts.__dataclass_fields__)).where(articles.c.dossier == dossier)
    return [Facts(*row) for row in connection.execute(asked.order_by(articles.c.key))]


def count_prints(connection: Connection, dossier: int) -> int:
    return int(connection.execute(select(func.count()).select_from(prints).where(prints.c.dossier == dossier)).scalar() or 0)


def chosen(dossier: int, withdrawn: bool) -> Any:
    """The articles of a dossier in their canonical order: by day of publication, the undated last, then by key."""
    current = [] if withdrawn else [articles.c.withdrawn_by.is_(None)]
    return (
        select(articles)
        .where(articles.c.dossier == dossier, *current)
        .order_by(articles.c.published.is_(None), articles.c.published, articles.c.key)
    )


def find_article(connection: Connection, dossier: int, name: str) -> Any:
    """The row of an article by its key (or the beginning of it) or by its label; raises UnknownName where none or several are meant."""
    columns = select(articles.c.key, articles.c.label).where(articles.c.dossier == dossier)
    found = connection.execute(columns.where(articles.c.key == name)).all()
    found = found or connection.execute(columns.where(articles.c.label == name, articles.c.withdrawn_by.is_(None))).all()
    found = found or connection.execute(columns.where(or_(articles.c.key.startswith(name, autoescape=True), articles.c.label == name))).all()
    if len(found) != 1:
        if not found:
            raise UnknownName(f"no article of this dossier is called {name!r}{nearest(connection, dossier, name)}")
        raise UnknownName(f"several articles are called {name!r}: {', '.join(f'{row.key} ({row.label})' for row in found[:5])}")
    return connection.execute(select(articles).where(articles.c.dossier == dossier, articles.c.key == found[0].key)).one()


def nearest(connection: Connection, dossier: int, name: str) -> str:
    """The labels that hold the name, to be offered instead; nothing where none does."""
    alike = articles.c.label.contains(name, autoescape=True) if len(name) > 2 else false()
    asked = select(articles.c.label).where(articles.c.dossier == dossier, articles.c.withdrawn_by.is_(None), alike).order_by(articles.c.label)
    labels = list(connection.scalars(asked.limit(3)))
    return f"; perhaps you mean {', '.join(labels)}" if labels else ""


def prints_of(connection: Connection, dossier: int, key: str) -> list[Print]:
    asked = select(*(prints.c[name] for name in Print.__dataclass_fields__)).where(prints.c.dossier == dossier, prints.c.article == key)
    return [Print(*row) for row in connection.execute(asked.order_by(prints.c.published.is_(None), prints.c.published, prints.c.id))]


def versions_before(connection: Connection, dossier: int, key: str) -> list[str]:
    """The keys of the versions that an article replaced, the latest first."""
    keys: list[str] = []
    asked: str | None = key
    while asked:
        asked = connection.execute(select(articles.c.replaces).where(articles.c.dossier == dossier, articles.c.key == asked)).scalar()
        if asked and asked not in keys:
            keys.append(asked)
    return keys


def latest_version(connection: Connection, dossier: int, key: str) -> str:
    """The key of the version that stands in an article's place now; its own where none took it."""
    asked = select(articles.c.withdrawn_by).where(articles.c.dossier == dossier, articles.c.key == key)
    later = connection.execute(asked).scalar()
    return latest_version(connection, dossier, later) if later else key


def with_versions(connection: Connection, dossier: int) -> set[str]:
    """The keys of all articles that replaced another or were replaced, and of those they replaced that are no longer there."""
    asked = select(articles.c.key, articles.c.replaces, articles.c.withdrawn_by).where(articles.c.dossier == dossier)
    versioned = or_(articles.c.replaces.is_not(None), articles.c.withdrawn_by.is_not(None))
    return {key for row in connection.execute(asked.where(versioned)) for key in row if key}


def original_of(connection: Connection, dossier: int, digest: str) -> bytes | None:
    data = connection.execute(select(originals.c.bytes).where(originals.c.dossier == dossier, originals.c.digest == digest)).scalar()
    return None if data is None else unsqueeze(data)


def original_digests(connection: Connection, dossier: int) -> list[str]:
    return list(connection.scalars(select(originals.c.digest).where(originals.c.dossier == dossier).order_by(originals.c.digest)))


def all_articles(connection: Connection, dossier: int, withdrawn: bool = False) -> Iterator[Article]:
    """The articles in their canonical order, with their texts."""
    keys = list(connection.scalars(chosen(dossier, withdrawn).with_only_columns(articles.c.key)))
    return (article_of(connection, dossier, key) for key in keys)


def named_article(connection: Connection, dossier: int, name: str) -> Article:
    """The article of this key, beginning of a key, or label; see `find_article`."""
    return as_article(find_article(connection, dossier, name).record)


def remove_article(connection: Connection, dossier: int, key: str) -> None:
    """The article out of the dossier, with all that was made from it; a version before it is current again. Its corrections stay."""
    mine = and_(articles.c.dossier == dossier, articles.c.withdrawn_by == key)
    successor = connection.execute(select(articles.c.withdrawn_by).where(articles.c.dossier == dossier, articles.c.key == key)).scalar()
    connection.execute(update(articles).where(mine).values(withdrawn_by=successor))
    digests = set(connection.scalars(select(prints.c.original).where(prints.c.dossier == dossier, prints.c.article == key)))
    connection.execute(delete(articles).where(articles.c.dossier == dossier, articles.c.key == key))
    still = set(connection.scalars(select(prints.c.original).where(prints.c.dossier == dossier, prints.c.original.in_(digests))))
    connection.execute(delete(originals).where(originals.c.dossier == dossier, originals.c.digest.in_(digests - still)))
