"""CSV (RFC 4180, UTF-8), one file a table, with a column dictionary and a Data Package descriptor (Frictionless).

A spreadsheet takes a cell that begins with =, +, -, @, a tab or a line end for a formula or worse. Such a cell of text gets one ' before it,
and so does one that begins with ' and would be taken for guarded: removing one ' from every cell that matches `GUARDED` gives every cell
back to the letter. Numbers are never touched. `raw` writes all cells as they are.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from pourparler.export.columns import Column
from pourparler.export.flat import Flat, flat
from pourparler.export.placing import whole, write_whole
from pourparler.export.release import Export, Written
from pourparler.export.rows import Row
from pourparler.wording import interface_languages

RISKY = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
UNGUARDED = re.compile(f"'*[{RISKY}]")
GUARDED = re.compile(f"'+[{RISKY}]")
FRICTIONLESS = {"text": "string", "texts": "string", "spans": "string", "integer": "integer", "number": "number", "boolean": "boolean"}


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet calculates."""
    return f"'{text}" if UNGUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a guarded cell, to the letter."""
    return cell[1:] if GUARDED.match(cell) else cell


def cell(value: Flat, raw: bool) -> Flat:
    """What stands in the file: nothing for what is not known, true or false, numbers and texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) and not raw else value


def write(export: Export, folder: Path) -> Written:
    """`articles.csv`, `statements.csv`, `events.csv`, `actors.csv`, `columns.csv` and `datapackage.json`; memory stays flat."""
    shown = export.columns()
    written = Written.of(shown)
    with ExitStack() as open_files:
        writers = {table: csv.writer(opened(folder / f"{table}.csv", export.bom, open_files), lineterminator="\r\n") for table in shown}
        for table, columns in shown.items():
            writers[table].writerow([column.name for column in columns])
        for table, row in export.rows():
            writers[table].writerow(cells_of(shown[table], row, export.raw))
            written.rows[table] += 1
    written.files += [folder / f"{table}.csv" for table in shown]
    written.files.append(write_dictionary(export, folder / "columns.csv"))
    written.files.append(write_whole(folder / "datapackage.json", described(export, written.files)))
    return written


def opened(path: Path, bom: bool, open_files: ExitStack) -> TextIO:
    unfinished = open_files.enter_context(whole(path))
    return open_files.enter_context(unfinished.open("w", encoding="utf-8-sig" if bom else "utf-8", newline=""))


def cells_of(columns: Iterable[Column], row: Row, raw: bool) -> list[Flat]:
    return [cell(flat(column, row[column.name]), raw) for column in columns]


def dictionary(export: Export) -> Iterator[dict[str, str]]:
    """One row a column: what it holds, in every language, with an example and where the term comes from."""
    for table, columns in export.columns().items():
        for column in columns:
            meanings = {f"meaning_{code}": column.meanings[code] for code in interface_languages()}
            values = "; ".join(column.choices)
            facts = {"table": table, "column": column.name, "type": column.type, "values": values}
            yield facts | meanings | {"example": column.example, "term": column.term}


def write_dictionary(export: Export, path: Path) -> Path:
    rows = list(dictionary(export))
    with ExitStack() as open_files:
        writer = csv.writer(opened(path, export.bom, open_files), lineterminator="\r\n")
        writer.writerow(rows[0])
        writer.writerows([cell(value, export.raw) for value in row.values()] for row in rows)
    return path


def described(export: Export, files: Iterable[Path]) -> str:
    """The Data Package: each file with its hash, each table with the types and meanings of its columns."""
    shown = {str(table): columns for table, columns in export.columns().items()}
    resources = [resource(path, shown.get(path.stem)) for path in files]
    package = {"name": "pourparler-export", "title": export.title, "profile": "tabular-data-package", "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def resource(path: Path, columns: tuple[Column, ...] | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": path.stem,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }
    fields = [field(column) for column in columns] if columns else None
    return facts | ({"profile": "tabular-data-resource", "schema": {"fields": fields, "missingValues": [""]}} if fields else {})


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def field(column: Column) -> dict[str, Any]:
    described = {"name": column.name, "type": FRICTIONLESS[column.type], "description": column.meanings["en"]}
    return described | ({"constraints": {"enum": list(column.choices)}} if column.choices else {})
