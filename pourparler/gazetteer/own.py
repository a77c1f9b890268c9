"""The user's own table of people, which `pourparler gazetteer update` makes and nobody else.

It lies with the user's data, or where POURPARLER_GAZETTEER says; the empty word there means none. Its columns are those of `people.tsv`; what it
states of somebody known adds names and offices and takes nothing away.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import platformdirs

from pourparler.gazetteer.tables import PEOPLE, Row, rows_of

VARIABLE = "POURPARLER_GAZETTEER"
FILE = "people_wikidata.tsv"
COLUMNS = ("id", "name", "fr", "en", "other", "surname", "country", "sector", "wikidata", "roles", "as_of", "source")


def place() -> Path | None:
    """Where the table lies or would lie; None where the user wants none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_data_path("pourparler") / FILE


def table() -> Path | None:
    """The table, where there is one."""
    path = place()
    return path if path is not None and path.is_file() else None


def people() -> Iterator[Row]:
    """The rows of the table. Raises PackError for a file that is none."""
    path = table()
    return rows_of(path, PEOPLE) if path else iter(())


def digest() -> str | None:
    """The first 12 hexadecimal characters of the table's SHA-256, None without one: two readings that used other names differ knowingly."""
    path = table()
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path else None


def written(rows: Iterable[Sequence[str]], remark: str) -> str:
    """The text of a table; `remark` is its first line."""
    return "".join(f"{line}\n" for line in (f"# {remark}", "\t".join(COLUMNS), *("\t".join(row) for row in rows)))


def forget() -> bool:
    """Takes the table away; whether there was one."""
    path = table()
    if path is not None:
        path.unlink()
    return path is not None
