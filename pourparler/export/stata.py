"""Stata (.dta, version 118, Stata 14 or later), one file a table: labelled variables, labelled values, long texts as strL.

A variable's label is its meaning in the language asked for. A column whose values are all known (kind, status, event_type …) is a number
with value labels, numbered from 0 in the order of the codebook. Missing numbers are Stata's `.`, missing texts are empty. Stata ends a text
at the character NUL, which is therefore shown as ␀. `end` is called `end_`, for Stata keeps that word for itself. A file is made in memory:
for very large exports use Parquet.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from pathlib import Path

import pandas

from pourparler.export.columns import Column, TableName
from pourparler.export.flat import Flat, flat
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written

VERSION, LABEL = 118, 80
STILL = datetime(2000, 1, 1)
"""The time of making that every file bears: the same readings give the same bytes."""
NUL = {0: "␀"}
RENAMED = {"end": "end_"}
"""Names that Stata keeps for itself."""


def series(column: Column, values: Sequence[Flat]) -> pandas.Series:
    """A column as Stata will hold it."""
    if column.type in ("integer", "number", "boolean"):
        return pandas.Series([None if value is None else float(value) for value in values], dtype="float64")
    if column.choices and values:
        known = dict.fromkeys((*column.choices, *(str(value) for value in values if value is not None)))
        return pandas.Series(pandas.Categorical(values, categories=list(known)))
    return pandas.Series([str(value or "").translate(NUL) for value in values], dtype="object")


def write_table(columns: Sequence[Column], rows: Sequence[Sequence[Flat]], export: Export, path: Path) -> Path:
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    names = {column.name: RENAMED.get(column.name, column.name) for column in columns}
    frame = pandas.DataFrame({names[column.name]: series(column, each) for column, each in zip(columns, values, strict=True)})
    labels: dict[Hashable, str] = {names[column.name]: column.meanings[export.language] for column in columns}
    texts: list[Hashable] = [names[column.name] for column in columns if column.words and column.type != "spans"]
    with whole(path) as unfinished:
        frame.to_stata(
            unfinished,
            version=VERSION,
            write_index=False,
            time_stamp=STILL,
            data_label=export.title[:LABEL],
            variable_labels=labels,
            convert_strl=texts,
        )
    return path


def write(export: Export, folder: Path) -> Written:
    """`articles.dta`, `statements.dta`, `events.dta` and `actors.dta`."""
    shown = export.columns()
    written = Written.of(shown)
    held: dict[TableName, list[list[Flat]]] = {table: [] for table in shown}
    for table, row in export.rows():
        held[table].append([flat(column, row[column.name]) for column in shown[table]])
        written.rows[table] += 1
    written.files += [write_table(shown[table], held[table], export, folder / f"{table}.dta") for table in shown]
    return written
