"""`metadata.csv` of a folder: what is known of its texts, one a row, by file name.

The columns are file, language, title, published, publisher, url and licence, in any order. Other columns are ignored; an empty cell is
unknown.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pourparler.errors import InputRefused, MalformedRecord
from pourparler.intake.decoding import decode
from pourparler.intake.opening import open_regular, read_up_to
from pourparler.intake.text import LIMIT, Details

NAME = "metadata.csv"
KNOWN = ("language", "title", "published", "publisher", "url", "licence")


@dataclass(slots=True)
class Metadata:
    """The rows that hold by the file they speak of, and the refusals of those that do not."""

    rows: dict[PurePosixPath, Details] = field(default_factory=dict)
    places: dict[PurePosixPath, str] = field(default_factory=dict)
    refused: list[InputRefused] = field(default_factory=list)

    def add(self, row: dict[str | None, str | None], place: str) -> None:
        if None in row or None in row.values():
            raise MalformedRecord("the row has not as many cells as the header", place)
        named = (row["file"] or "").strip()
        if not named:
            raise MalformedRecord("the row names no file", place)
        file = PurePosixPath(named)
        if file in self.rows:
            raise MalformedRecord(f"{named!r} stands twice; the first row holds", place)
        self.rows[file] = details_of({column: (row.get(column) or "").strip() or None for column in KNOWN})
        self.places[file] = place


def details_of(cells: dict[str, str | None]) -> Details:
    return Details(
        title=cells["title"],
        published=cells["published"],
        publisher=cells["publisher"],
        url=cells["url"],
        licence=cells["licence"],
        language=cells["language"],
    )


def table_of(data: bytes, place: str) -> csv.DictReader[str]:
    text = decode(data).text
    if "\0" in text:
        raise MalformedRecord("it holds a NUL, so it is no table", place)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "file" not in (rows.fieldnames or ()):
        raise MalformedRecord(f"there must be a column 'file'; known columns are file, {', '.join(KNOWN)}", place)
    return rows


def read_metadata(folder: Path, called: str) -> Metadata:
    """The metadata of a folder, empty where it has none. A bad row is refused by its line and the other rows hold."""
    found = Metadata()
    path = folder / NAME
    place = f"{called}/{NAME}" if called else NAME
    if not path.exists():
        return found
    try:
        with open_regular(path, place) as stream:
            rows = table_of(read_up_to(stream, LIMIT, place), place)
        for row in rows:
            try:
                found.add(row, f"{place}:{rows.line_num}")
            except MalformedRecord as refused:
                found.refused.append(refused)
    except InputRefused as refused:
        found.refused.append(refused if refused.place else type(refused)(refused.message, place))
    except csv.Error as fault:
        found.refused.append(MalformedRecord(f"not a table: {fault}", place))
    return found
