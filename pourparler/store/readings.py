"""Readings of a dossier's articles, run by run, and the parses they were made from.

A run is one state of the rules. An article keeps the readings of earlier runs, and says for which run its latest reading stands: rules that
cannot touch an article give it a new run and no new reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from pourparler import wire
from pourparler.model import Article, Note, Reading, Sentence
from pourparler.store.articles import as_article, as_notes, chosen
from pourparler.store.blobs import squeeze, unsqueeze
from pourparler.store.dossiers import now
from pourparler.store.parses import pack_parse, unpack_parse
from pourparler.store.schema import articles, parses, readings, runs

NO_ARTICLE = Article("", "", "", "", ())
"""A reading is stored without its article, which lies beside it."""

AT_ONCE = 400

Stamps = dict[str, dict[str, str]]
"""`made_with` by language."""


def put_parse(connection: Connection, dossier: int, key: str, parser: str, sentences: Sequence[Sentence]) -> None:
    connection.execute(delete(parses).where(parses.c.dossier == dossier, parses.c.article == key))
    connection.execute(insert(parses).values(dossier=dossier, article=key, parser=parser, columns=pack_parse(sentences)))


def parse_of(connection: Connection, dossier: int, article: Article) -> tuple[str, tuple[Sentence, ...]] | None:
    """The parser and its sentences, None where the article was never parsed."""
    row = connection.execute(select(parses.c.parser, parses.c.columns).where(parses.c.dossier == dossier, parses.c.article == article.key)).first()
    return None if row is None else (row.parser, unpack_parse(row.columns, article.text))


def packed_parses(connection: Connection, dossier: int) -> Iterator[tuple[str, bytes]]:
    """Each article's parse as it is stored, in the order of the keys."""
    asked = select(parses.c.article, parses.c.columns).where(parses.c.dossier == dossier).order_by(parses.c.article)
    return ((row.article, bytes(row.columns)) for row in connection.execute(asked))


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of one article: itself, notes of its intake, what parsed it, its bare latest reading and what made that."""

    article: Article
    notes: tuple[Note, ...]
    parser: str | None
    reading: Reading | None
    stamp: dict[str, str]


def all_kept(connection: Connection, dossier: int) -> Iterator[Kept]:
    """Every article, versions before their successors."""
    stamps, parsers = stamps_by_run(connection, dossier), parsers_by_key(connection, dossier)
    order = select(articles).where(articles.c.dossier == dossier).order_by(articles.c.version, articles.c.key)
    for row in connection.execute(order).all():
        article, latest = as_article(row.record), latest_record(connection, dossier, row.key)
        reading = None if latest is None else wire.decode(unsqueeze(latest[1]))
        yield Kept(article, as_notes(row.notes), parsers.get(row.key), reading, stamps.get(row.run, {}).get(article.language, {}))


def latest_run(connection: Connection, dossier: int) -> tuple[int, Stamps, bytes] | None:
    """Number, stamps and rules of the dossier's latest run; None before the first."""
    row = connection.execute(select(runs).where(runs.c.dossier == dossier).order_by(runs.c.run.desc()).limit(1)).first()
    return None if row is None else (row.run, json.loads(row.stamps), unsqueeze(row.rules))


def begin_run(connection: Connection, dossier: int, stamps: Stamps, rules: bytes) -> int:
    """The number of the run of these rules: the latest if it has the same rules and stamps, else a new one."""
    latest = latest_run(connection, dossier)
    if latest is not None and latest[2] == rules and all(latest[1].get(code, stamp) == stamp for code, stamp in stamps.items()):
        merged = latest[1] | stamps
        if merged != latest[1]:
            mine = (runs.c.dossier == dossier) & (runs.c.run == latest[0])
            connection.execute(update(runs).where(mine).values(stamps=json.dumps(merged, sort_keys=True)))
        return latest[0]
    number = 1 if latest is None else latest[0] + 1
    values = {"run": number, "at": now(), "stamps": json.dumps(stamps, sort_keys=True), "rules": squeeze(rules)}
    connection.execute(insert(runs).values(dossier=dossier, **values))
    return number


def stamps_by_run(connection: Connection, dossier: int) -> dict[int, Stamps]:
    asked = select(runs.c.run, runs.c.stamps).where(runs.c.dossier == dossier)
    return {row.run: json.loads(row.stamps) for row in connection.execute(asked)}


def pack_reading(reading: Reading) -> bytes:
    return squeeze(wire.encode(replace(reading, article=NO_ARTICLE, made_with={})))


def unpack_reading(data: bytes, article: Article, stamp: Mapping[str, str]) -> Reading:
    bare = wire.decode(unsqueeze(data))
    return replace(bare, article=article, made_with=dict(stamp))


def put_reading(connection: Connection, dossier: int, reading: Reading, run: int, seals: bytes) -> bool:
    """The reading of an article in this run; False where it says the same as the one before, which then stands for this run too."""
    key, record = reading.article.key, pack_reading(reading)
    before = latest_record(connection, dossier, key)
    changed = before is None or before[1] != record
    if changed:
        connection.execute(delete(readings).where(readings.c.dossier == dossier, readings.c.article == key, readings.c.run == run))
        connection.execute(insert(readings).values(dossier=dossier, article=key, run=run, record=record, seals=squeeze(seals)))
    stand_for_run(connection, dossier, [key], run)
    return changed


def stand_for_run(connection: Connection, dossier: int, keys: Iterable[str], run: int) -> None:
    """The latest readings of these articles stand for this run, untouched."""
    wanted = list(keys)
    for first in range(0, len(wanted), AT_ONCE):
        some = articles.c.key.in_(wanted[first : first + AT_ONCE])
        connection.execute(update(articles).where(articles.c.dossier == dossier, some).values(run=run))


def latest_record(connection: Connection, dossier: int, key: str, up_to: int | None = None) -> tuple[int, bytes] | None:
    """The run and the bytes of an article's latest reading, or of the one that stood at run `up_to`."""
    asked = select(readings.c.run, readings.c.record).where(readings.c.dossier == dossier, readings.c.article == key)
    if up_to is not None:
        asked = asked.where(readings.c.run <= up_to)
    row = connection.execute(asked.order_by(readings.c.run.desc()).limit(1)).first()
    return None if row is None else (row.run, row.record)


def seals_of(connection: Connection, dossier: int, key: str) -> bytes | None:
    """The checksums that were taken of an article's words when its latest reading was stored."""
    asked = select(readings.c.seals).where(readings.c.dossier == dossier, readings.c.article == key).order_by(readings.c.run.desc()).limit(1)
    data = connection.execute(asked).scalar()
    return None if data is None else unsqueeze(data)


def latest_runs(connection: Connection, dossier: int) -> dict[str, int]:
    """The run of the latest reading of each article."""
    asked = select(readings.c.article, func.max(readings.c.run)).where(readings.c.dossier == dossier).group_by(readings.c.article)
    return {row[0]: row[1] for row in connection.execute(asked)}


def runs_of(connection: Connection, dossier: int) -> list[tuple[int, str, int]]:
    """Each run: its number, when it began, and how many readings it changed or made."""
    made = select(readings.c.run, func.count().label("made")).where(readings.c.dossier == dossier).group_by(readings.c.run).subquery()
    asked = select(runs.c.run, runs.c.at, func.coalesce(made.c.made, 0)).outerjoin(made, made.c.run == runs.c.run)
    return [(row[0], row[1], row[2]) for row in connection.execute(asked.where(runs.c.dossier == dossier).order_by(runs.c.run))]


def as_reading(connection: Connection, dossier: int, row: Any, stamps: Mapping[int, Stamps]) -> Reading | None:
    """The latest reading of an article's row, with the notes of its intake; None where it was never read."""
    latest = latest_record(connection, dossier, row.key)
    if latest is None:
        return None
    article = as_article(row.record)
    stamp = stamps.get(row.run, {}).get(article.language, {})
    return unpack_reading(latest[1], article, stamp).with_notes(as_notes(row.notes))


def current_readings(connection: Connection, dossier: int, withdrawn: bool = False) -> Iterator[Reading]:
    """The latest readings of the dossier's articles in their canonical order; memory does not grow with their number."""
    stamps = stamps_by_run(connection, dossier)
    keys = list(connection.scalars(chosen(dossier, withdrawn).with_only_columns(articles.c.key)))
    for key in keys:
        row = connection.execute(select(articles).where(articles.c.dossier == dossier, articles.c.key == key)).first()
        reading = None if row is None else as_reading(connection, dossier, row, stamps)
        if reading is not None:
            yield reading


def reading_of(connection: Connection, dossier: int, key: str, run: int | None = None) -> Reading | None:
    """The reading of one article, the latest or the one that stood at a run; None where there was none."""
    row = connection.execute(select(articles).where(articles.c.dossier == dossier, articles.c.key == key)).first()
    if row is None:
        return None
    stamps = stamps_by_run(connection, dossier)
    if run is None:
        return as_reading(connection, dossier, row, stamps)
    stood = latest_record(connection, dossier, key, run)
    article = as_article(row.record)
    return None if stood is None else unpack_reading(stood[1], article, stamps.get(run, {}).get(article.language, {}))


def keys_by_run(connection: Connection, dossier: int) -> dict[int | None, list[str]]:
    """The articles by the run for which their readings stand, withdrawn ones too; None for those never read."""
    asked = select(articles.c.run, articles.c.key).where(articles.c.dossier == dossier).order_by(articles.c.key)
    found: dict[int | None, list[str]] = {}
    for run, key in connection.execute(asked):
        found.setdefault(run, []).append(key)
    return found


def rules_of_run(connection: Connection, dossier: int, run: int) -> bytes:
    return unsqueeze(connection.execute(select(runs.c.rules).where(runs.c.dossier == dossier, runs.c.run == run)).scalar_one())


def parsers_by_key(connection: Connection, dossier: int) -> dict[str, str]:
    """What parsed each article."""
    asked = select(parses.c.article, parses.c.parser).where(parses.c.dossier == dossier)
    return {row.article: row.parser for row in connection.execute(asked)}
