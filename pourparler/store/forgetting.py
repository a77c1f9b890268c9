"""Forgetting an article: its text, bytes, versions, parse, readings, index, its words in the journal and its lines in baskets; that it was there
stays."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, and_, delete, or_, select, text

from pourparler.model import Correction
from pourparler.store.articles import as_article
from pourparler.store.baskets import forget_kept
from pourparler.store.indexing import take_out
from pourparler.store.journal import rewrite
from pourparler.store.opening import Store
from pourparler.store.readings import parse_of
from pourparler.store.schema import articles, originals, prints


def holders(connection: Connection, key: str) -> list[int]:
    """The dossiers of the store that hold this very text."""
    return list(connection.scalars(select(articles.c.dossier).where(articles.c.key == key).order_by(articles.c.dossier)))


def chain(connection: Connection, dossier: int, key: str) -> list[str]:
    """All versions of an article, older and newer."""
    found, waiting = [key], [key]
    while waiting:
        one = waiting.pop()
        near = select(articles.c.key).where(articles.c.dossier == dossier, or_(articles.c.replaces == one, articles.c.withdrawn_by == one))
        back = select(articles.c.replaces).where(articles.c.dossier == dossier, articles.c.key == one, articles.c.replaces.is_not(None))
        for other in [*connection.scalars(near), *connection.scalars(back)]:
            if other not in found:
                found.append(other)
                waiting.append(other)
    return found


def wordless(correction: Correction) -> Correction:
    """The correction without a word of the article: who did what and when is left."""
    anchor = correction.anchor and replace(correction.anchor, exact="", prefix="", suffix="")
    return replace(correction, anchor=anchor, before=None, after=None, why=None)


def forget(connection: Connection, dossier: int, key: str) -> list[str]:
    """Takes all versions of an article out of a dossier, and the bytes of every input that held any of them; returns their keys.

    An input of many articles loses its bytes whole; its other articles keep their texts.
    """
    keys = chain(connection, dossier, key)
    for one in keys:
        row = connection.execute(select(articles).where(articles.c.dossier == dossier, articles.c.key == one)).first()
        if row is not None:
            unindex(connection, dossier, row.record)
        rewrite(connection, dossier, one, wordless)
    printed = and_(prints.c.dossier == dossier, prints.c.article.in_(keys))
    digests = set(connection.scalars(select(prints.c.original).where(printed)))
    connection.execute(delete(originals).where(originals.c.dossier == dossier, originals.c.digest.in_(digests)))
    forget_kept(connection, dossier, keys)
    connection.execute(delete(articles).where(articles.c.dossier == dossier, articles.c.key.in_(keys)))
    return keys


def unindex(connection: Connection, dossier: int, record: bytes) -> None:
    article = as_article(record)
    parse = parse_of(connection, dossier, article)
    take_out(connection, dossier, article, parse[1] if parse else ())


def sweep(store: Store) -> None:
    """Leaves no deleted byte behind: the index merged, the file written anew, its log emptied. On PostgreSQL the tables are vacuumed."""
    if not store.is_sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM (FULL)"))
        return
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO passages_index(passages_index) VALUES ('rebuild')")
        connection.exec_driver_sql("INSERT INTO passages_index(passages_index) VALUES ('optimize')")
    raw = store.engine.raw_connection()
    try:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raw.cursor().execute(statement)
    finally:
        raw.close()
