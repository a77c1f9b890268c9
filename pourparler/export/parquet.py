"""Parquet, one file a table, with lists as lists and places as `{start, end}`; each column says in its metadata what it holds."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow.parquet import ParquetWriter

from pourparler.export.columns import Column, TableName
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.rows import Row, Value
from pourparler.model import Span

BATCH = 2000
"""Rows of a table that are held before they are written."""

TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "texts": pyarrow.list_(pyarrow.string()),
    "spans": pyarrow.list_(pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64())])),
}


def schema_of(columns: tuple[Column, ...], title: str) -> pyarrow.Schema:
    fields = [pyarrow.field(column.name, TYPES[column.type], metadata=column.meanings | {"term": column.term}) for column in columns]
    return pyarrow.schema(fields, metadata={"title": title})


def stored(value: Value) -> Any:
    """A value as Arrow takes it."""
    if isinstance(value, tuple):
        return [{"start": item.start, "end": item.end} if isinstance(item, Span) else item for item in value]
    return value


class Batches:
    """Writes the rows of one table, some thousands at a time."""

    def __init__(self, path: Path, schema: pyarrow.Schema) -> None:
        self.schema = schema
        self.writer = ParquetWriter(str(path), schema, compression="zstd")
        self.waiting: list[Row] = []

    def add(self, row: Row) -> None:
        self.waiting.append({name: stored(value) for name, value in row.items()})
        if len(self.waiting) == BATCH:
            self.flush()

    def flush(self) -> None:
        self.writer.write_table(pyarrow.Table.from_pylist(self.waiting, self.schema))
        self.waiting = []

    def close(self) -> None:
        self.writer.close()


def write(export: Export, folder: Path) -> Written:
    """`articles.parquet`, `statements.parquet`, `events.parquet` and `actors.parquet`; memory stays flat."""
    written = Written.of(export.columns())
    with ExitStack() as open_files:
        tables: dict[TableName, Batches] = {}
        for table, columns in export.columns().items():
            unfinished = open_files.enter_context(whole(folder / f"{table}.parquet"))
            tables[table] = Batches(unfinished, schema_of(columns, export.title))
            open_files.callback(tables[table].close)
        for table, row in export.rows():
            tables[table].add(row)
            written.rows[table] += 1
        for batches in tables.values():
            batches.flush()
    written.files += [folder / f"{table}.parquet" for table in tables]
    return written
