"""The columns of the exported tables, in their order, from `columns.tsv`: every codebook, label and error card is drawn from this one file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from pourparler import model, ontology
from pourparler.errors import PackError

TableName = Literal["articles", "statements", "events", "actors"]
Type = Literal["text", "integer", "number", "boolean", "texts", "spans"]
Texts = Literal["none", "quoted", "whole"]
TABLES: tuple[TableName, ...] = get_args(TableName)
FILE = Path(__file__).with_name("columns.tsv")
HEADER = ("tables", "name", "type", "words", "choices", "measured", "example", "term", "en", "fr")
NOT_FOUND = "-"
"""In `measured`: a column that is copied or counted, so that no rule can err in it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `words` is the level of texts from which it is written where it holds the article's own words, None where it holds none;
    `measured` names the figures that tell how often it is right, and is None where nothing is found by a rule.
    """

    name: str
    type: Type
    words: Texts | None
    choices: tuple[str, ...]
    measured: tuple[str, ...] | None
    example: str
    term: str
    meanings: dict[str, str]

    def is_written_at(self, texts: Texts) -> bool:
        levels = get_args(Texts)
        return self.words is None or levels.index(self.words) <= levels.index(texts)


def choices_of(name: str) -> tuple[str, ...]:
    """All values of a column: those of a Literal of the record, or PLOVER's types."""
    if not name:
        return ()
    return tuple(ontology.load().types) if name == "event_type" else get_args(getattr(model, name))


def column_of(cells: list[str], place: str) -> Column:
    if len(cells) != len(HEADER):
        raise PackError(f"{place}: {len(cells)} cells where {len(HEADER)} are needed")
    row = dict(zip(HEADER, cells, strict=True))
    if row["type"] not in get_args(Type) or (row["words"] and row["words"] not in get_args(Texts)):
        raise PackError(f"{place}: unknown type {row['type']!r} or words {row['words']!r}")
    return Column(
        name=row["name"],
        type=cast(Type, row["type"]),
        words=cast(Texts, row["words"]) if row["words"] else None,
        choices=choices_of(row["choices"]),
        measured=None if row["measured"] == NOT_FOUND else figures_named(row["measured"]),
        example=row["example"],
        term=row["term"],
        meanings={"en": row["en"], "fr": row["fr"]},
    )


def figures_named(cell: str) -> tuple[str, ...]:
    """The figures of a cell; a word without a dot goes on with the name before it ("speakers.left unknown")."""
    names: list[str] = []
    for word in cell.split():
        if "." in word:
            names.append(word)
        else:
            names[-1] += f" {word}"
    return tuple(names)


@cache
def columns() -> dict[TableName, tuple[Column, ...]]:
    """The columns of every table. Refused are rows of a wrong shape, unknown tables and a name twice in one table."""
    found: dict[TableName, dict[str, Column]] = {table: {} for table in TABLES}
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, cells in enumerate(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
        column = column_of(cells, f"export/columns.tsv, row {number}")
        for table in cells[0].split():
            if table not in found or column.name in found[table]:
                raise PackError(f"export/columns.tsv, row {number}: {column.name} twice, or no table {table!r}")
            found[table][column.name] = column
    return {table: tuple(named.values()) for table, named in found.items()}


def columns_at(texts: Texts) -> dict[TableName, tuple[Column, ...]]:
    """The columns that are written when texts go out to this level."""
    return {table: tuple(column for column in all_of if column.is_written_at(texts)) for table, all_of in columns().items()}
