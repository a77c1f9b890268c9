"""The tables, one schema for SQLite and PostgreSQL.

A store holds dossiers, and everything else belongs to one of them. What people wrote (journal, baskets) and what came in (originals, articles,
prints) is never made again; parses, readings, lines, parties, passages and forms are made from them and can be replaced at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    literal_column,
)

METADATA = MetaData()
FEW = 400
"""Keys that a question names one by one; of more it asks for all and chooses."""
ROW_ID = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts rows by itself only where the type is called INTEGER."""


def of_dossier() -> Column[int]:
    return Column("dossier", Integer, ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False)


def of_article() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["dossier", "article"], ["articles.dossier", "articles.key"], ondelete="CASCADE")


dossiers = Table(
    "dossiers",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("question", Text),
    Column("created", Text, nullable=False),
    Column("sequence", Integer, nullable=False, default=0, comment="counts every change of the dossier"),
    Column("settings", Text, nullable=False, default="{}", comment="JSON"),
)

originals = Table(
    "originals",
    METADATA,
    of_dossier(),
    Column("digest", Text, nullable=False, comment="SHA-256 of the bytes, hexadecimal"),
    Column("media_type", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False, comment="as they came in, zstd"),
    PrimaryKeyConstraint("dossier", "digest"),
)

articles = Table(
    "articles",
    METADATA,
    of_dossier(),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Text),
    Column("language", Text, nullable=False),
    Column("completeness", Text, nullable=False),
    Column("licence", Text),
    Column("version", Integer, nullable=False),
    Column("replaces", Text),
    Column("withdrawn_by", Text, comment="the key of the version that took its place"),
    Column("added", Integer, nullable=False, comment="the dossier's sequence"),
    Column("record", LargeBinary, nullable=False, comment="the Article on the wire, zstd"),
    Column("notes", LargeBinary, nullable=False, comment="notes of the intake, zstd"),
    Column("run", Integer, comment="the run whose rules its reading stands for"),
    PrimaryKeyConstraint("dossier", "key"),
    Index("articles_by_day", "dossier", "published", "key"),
    Index("articles_by_url", "dossier", "url"),
)
ARTICLES_WITHDRAWN = Index("articles_withdrawn", articles.c.dossier, articles.c.withdrawn_by, articles.c.key)
ARTICLES_STANDING = Index("articles_standing", articles.c.dossier, articles.c.key, articles.c.withdrawn_by, articles.c.published)
"""Both save a look at the rows, which hold whole texts."""

prints = Table(
    "prints",
    METADATA,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Text),
    Column("published_from", Text),
    Column("licence", Text),
    Column("original", Text, comment="digest of the bytes it was read from"),
    Column("tool", Text, nullable=False, comment="what made a text of the bytes, with its version"),
    Column("retrieved", Text, nullable=False),
    Column("added", Integer, nullable=False),
    of_article(),
    Index("prints_of_article", "dossier", "article"),
)

parses = Table(
    "parses",
    METADATA,
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("parser", Text, nullable=False),
    Column("columns", LargeBinary, nullable=False),
    PrimaryKeyConstraint("dossier", "article"),
    of_article(),
)

runs = Table(
    "runs",
    METADATA,
    of_dossier(),
    Column("run", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("stamps", Text, nullable=False, comment="JSON: made_with of each language"),
    Column("rules", LargeBinary, nullable=False, comment="digests of the rules and the words by which each can touch an article, zstd"),
    PrimaryKeyConstraint("dossier", "run"),
)

readings = Table(
    "readings",
    METADATA,
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False, comment="the Reading on the wire without article and made_with, zstd"),
    Column("seals", LargeBinary, nullable=False, comment="a checksum of the words of every span, zstd"),
    PrimaryKeyConstraint("dossier", "article", "run"),
    of_article(),
)

journal = Table(
    "journal",
    METADATA,
    of_dossier(),
    Column("seq", Integer, nullable=False),
    Column("article", Text, comment="the key its anchor names; no reference: the journal outlives the article"),
    Column("by", Text, nullable=False),
    Column("record", Text, nullable=False, comment="the Correction on the wire"),
    PrimaryKeyConstraint("dossier", "seq"),
    Index("journal_of_article", "dossier", "article"),
)

refusals = Table(
    "refusals",
    METADATA,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    of_dossier(),
    Column("place", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("added", Integer, nullable=False),
)

visits = Table(
    "visits",
    METADATA,
    of_dossier(),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    PrimaryKeyConstraint("dossier", "by"),
)

baskets = Table(
    "baskets",
    METADATA,
    of_dossier(),
    Column("by", Text, nullable=False),
    Column("title", Text, nullable=False),
    PrimaryKeyConstraint("dossier", "by"),
)

basket_lines = Table(
    "basket_lines",
    METADATA,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    of_dossier(),
    Column("by", Text, nullable=False),
    Column("place", Integer, nullable=False, comment="where it stands among this person's lines"),
    Column("article", Text, nullable=False, comment="no reference: a note outlives the article that is taken out"),
    Column("record", Text, nullable=False, comment="empty where words alone were taken"),
    Column("pieces", Text, nullable=False, comment="the words, as they stood when they were taken: start-end, between blanks"),
    Column("note", Text, nullable=False, default=""),
    Column("at", Text, nullable=False),
    Index("basket_of_person", "dossier", "by", "article", "record", "pieces", unique=True),
)

lines = Table(
    "lines",
    METADATA,
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("layer", Text, nullable=False, comment="quotations or events"),
    Column("kind", Text, nullable=False, comment="direct, indirect, mixed, or the PLOVER type"),
    Column("status", Text, nullable=False),
    Column("attitude", Boolean, nullable=False, default=False),
    Column("day", Text, comment="the day of the saying or deed where the text gives it, else NULL"),
    Column("published", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("pieces", Text, nullable=False, comment="the words that prove it: start-end, between blanks"),
    Column("paragraph", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("judged", Text, comment="what people did to it: accepted, corrected, added, rejected"),
    Column("added", Integer, nullable=False, comment="when it first stood in the dossier"),
    Column("words", Text, nullable=False, server_default="", comment="its own words as the index has them, each once, each between blanks"),
    PrimaryKeyConstraint("dossier", "article", "record"),
    of_article(),
    Index("lines_by_day", "dossier", "layer", "published", "article", "start"),
)

SHOWN_DAY = func.coalesce(lines.c.day, lines.c.published, literal_column("'z'"))
"""The day by which lines are listed: of the saying or deed, else of publication; the undated come last."""
LINES_AS_LISTED = Index("lines_as_listed", lines.c.dossier, lines.c.layer, SHOWN_DAY, lines.c.article, lines.c.start)

parties = Table(
    "parties",
    METADATA,
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("part", Text, nullable=False, comment="speaker, addressee, actor or recipient"),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    PrimaryKeyConstraint("dossier", "article", "record", "part", "actor"),
    of_article(),
)
PARTIES_BY_ACTOR = Index("parties_by_actor", parties.c.dossier, parties.c.actor, parties.c.part, parties.c.article, parties.c.record)
"""Leads from a name to its lines without a look at the rows."""
PARTIES_BY_PART = Index("parties_by_part", parties.c.dossier, parties.c.part, parties.c.actor, parties.c.name, parties.c.country, parties.c.article)
"""Holds all that the lists of who appears most often ask for."""

names = Table(
    "names",
    METADATA,
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("key", Text, nullable=False, comment="a spelling without case and accents, between blanks"),
    PrimaryKeyConstraint("dossier", "article", "actor", "key"),
    of_article(),
)

passages = Table(
    "passages",
    METADATA,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    of_dossier(),
    Column("article", Text, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("lemmas", Text, nullable=False, comment="lemmas and forms without case and accents, between blanks"),
    of_article(),
    Index("passages_of_article", "dossier", "article"),
)

forms = Table(
    "forms",
    METADATA,
    of_dossier(),
    Column("form", Text, nullable=False),
    Column("lemma", Text, nullable=False),
    Column("held_by", Integer, nullable=False, comment="in how many articles"),
    PrimaryKeyConstraint("dossier", "form", "lemma"),
    Index("forms_by_lemma", "dossier", "lemma"),
)

SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE passages_index USING fts5(lemmas, content='passages', content_rowid='id', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN "
    "INSERT INTO passages_index(rowid, lemmas) VALUES (new.id, new.lemmas); END",
    "CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN "
    "INSERT INTO passages_index(passages_index, rowid, lemmas) VALUES ('delete', old.id, old.lemmas); END",
)
POSTGRESQL_INDEX = ("CREATE INDEX passages_index ON passages USING gin (array_to_tsvector(string_to_array(lemmas, ' ')))",)
"""Full text over lemmas; the words are folded by this program, so neither database folds or parses them again."""

INDEXES = {"sqlite": SQLITE_INDEX, "postgresql": POSTGRESQL_INDEX}
