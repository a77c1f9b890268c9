"""The user's own table of people, which `pourparler gazetteer update` makes and nobody else.

It lies with the user's data, or where POURPARLER_GAZETTEER says; the empty word there means none. Its columns are those of `people.tsv`; what it
states of somebody known adds names and offices and takes nothing away.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
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


def write(rows: Sequence[Sequence[str]], path: Path, remark: str) -> None:
    """The table as a whole or not at all; `remark` is its first line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {remark}", "\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False, newline="\n") as part:
        try:
            part.write("\n".join(lines) + "\n")
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def forget() -> bool:
    """Takes the table away; whether there was one."""
    path = table()
    if path is not None:
        path.unlink()
    return path is not None
