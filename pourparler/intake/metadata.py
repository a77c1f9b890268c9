"""`metadata.csv` of a folder or an archive: what is known of its files, one a row, by file name.

The columns are file, language, title, published, publisher, url, licence and authors (apart by semicolons), in any order; commas, semicolons
or tabs may part them. Other columns are ignored; an empty cell is unknown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from pourparler.errors import InputRefused, MalformedRecord
from pourparler.intake.building import LIMIT, WHOLE, Details, Intake
from pourparler.intake.decoding import decode
from pourparler.intake.opening import open_regular, read_up_to
from pourparler.intake.published import UnknownDateError, read_published
from pourparler.model import Note

NAME = "metadata.csv"
KNOWN = ("language", "title", "published", "publisher", "url", "licence", "authors")
SEPARATORS = ",;\t"


@dataclass(slots=True)
class Metadata:
    """The rows that hold by the file they speak of, and the refusals of those that do not; `there` tells whether there is such a table."""

    there: bool = False
    rows: dict[PurePosixPath, Details] = field(default_factory=dict)
    missing: dict[PurePosixPath, str] = field(default_factory=dict)
    refused: list[InputRefused] = field(default_factory=list)

    def add(self, row: dict[str | None, str | None], place: str, now: datetime | None) -> None:
        """Takes in one row; raises MalformedRecord for one that cannot be used. A day that is not believed is refused alone."""
        if None in row or None in row.values():
            raise MalformedRecord("the row has not as many cells as the header", place)
        named = (row["file"] or "").strip()
        if not named:
            raise MalformedRecord("the row names no file", place)
        file = PurePosixPath(named.replace("\\", "/"))
        if file in self.rows:
            raise MalformedRecord(f"{named!r} stands twice; the first row holds", place)
        details = details_of({column: (row.get(column) or "").strip() or None for column in KNOWN})
        self.rows[file] = details
        self.missing[file] = place
        if details.published:
            self.rows[file] = replace(details, published=self.believed(details.published, place, now))

    def believed(self, published: str, place: str, now: datetime | None) -> str | None:
        try:
            return read_published(published, now)
        except UnknownDateError as why:
            self.refused.append(MalformedRecord(f"{why}; the file is read without it", place))
            return None

    def refusals(self) -> Iterator[InputRefused]:
        """The rows refused, once each."""
        yield from self.refused
        self.refused.clear()

    def of(self, file: PurePosixPath) -> Details:
        """What is known of a file, which then counts as found."""
        self.missing.pop(file, None)
        return self.rows.get(file, Details())

    def told(self, offer: Intake | InputRefused, file: PurePosixPath) -> Intake | InputRefused:
        """The same; of an article whose file has no row in the table, a note says so."""
        if not self.there or file in self.rows or isinstance(offer, InputRefused):
            return offer
        return replace(offer, notes=(Note(WHOLE, "metadata", f"metadata.csv has no row for {str(file)!r}"), *offer.notes))

    def without_file(self) -> Iterator[InputRefused]:
        """A refusal for each row whose file was not found."""
        for file, place in self.missing.items():
            yield MalformedRecord(f"there is no file {str(file)!r} to read in the folder", place)


def details_of(cells: dict[str, str | None]) -> Details:
    return Details(
        title=cells["title"],
        published=cells["published"],
        publisher=cells["publisher"],
        url=cells["url"],
        licence=cells["licence"],
        language=cells["language"],
        authors=tuple(name for name in (each.strip() for each in (cells["authors"] or "").split(";")) if name),
    )


def table_of(data: bytes, place: str) -> csv.DictReader[str]:
    text = decode(data).text
    if "\0" in text:
        raise MalformedRecord("it holds a NUL, so it is no table", place)
    for separator in SEPARATORS:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
        if "file" in (rows.fieldnames or ()):
            return rows
    raise MalformedRecord(f"there must be a column 'file'; known columns are file, {', '.join(KNOWN)}", place)


def metadata_in(data: bytes, place: str, now: datetime | None = None) -> Metadata:
    """The table of some bytes. A bad row is refused by its line and the other rows hold; a table that is none is refused as a whole."""
    found = Metadata(there=True)
    try:
        rows = table_of(data, place)
        for row in rows:
            try:
                found.add(row, f"{place}:{rows.line_num}", now)
            except MalformedRecord as refused:
                found.refused.append(refused)
    except InputRefused as refused:
        found.refused.append(refused if refused.place else type(refused)(refused.message, place))
    except csv.Error as fault:
        found.refused.append(MalformedRecord(f"not a table: {fault}", place))
    return found


def read_metadata(folder: Path, now: datetime | None = None) -> Metadata:
    """The metadata of a folder, empty where it has none."""
    path = folder / NAME
    if not path.exists():
        return Metadata()
    try:
        with open_regular(path, NAME) as stream:
            data = read_up_to(stream, LIMIT, NAME)
    except InputRefused as refused:
        return Metadata(refused=[refused])
    return metadata_in(data, NAME, now)
