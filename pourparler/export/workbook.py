"""One Excel workbook, a sheet a table. It is for eyes: everything is typed text or number, never a formula or a link.

Characters that a spreadsheet cannot hold, or with which a text can hide or reorder words, are shown as visible marks (␇, ⟨U+202E⟩); the
letter itself stands in CSV and Parquet. A cell holds 32,767 characters: a longer text is cut in the middle, both ends to the letter. A sheet
holds 1,048,576 rows: a longer table goes on in "statements 2".
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pourparler.export.columns import Column
from pourparler.export.delimited import dictionary
from pourparler.export.flat import Flat, flat
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written, survey
from pourparler.export.rows import Row
from pourparler.export.shown import UNSEEN, VISIBLE, cut_in_the_middle, mark_of
from pourparler.wording import wording

CELL, SHEET = 32_767, 1_048_576
"""Characters of a cell, rows of a sheet."""
MARKS = {code: VISIBLE[code] for code in range(0x20) if chr(code) not in "\n\t"} | {code: mark_of(code) for code in UNSEEN}
MARKS |= {code: mark_of(code) for code in range(0xD800, 0xE000)}
STILL = datetime(2000, 1, 1)
"""The time of making that every workbook bears: the same readings give the same bytes."""
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROW, WIDE = 14, 60


class Sheets:
    """The sheets of one table; a full one is followed by another."""

    def __init__(self, book: Workbook, name: str, heads: list[str], widths: list[int], bold: Format) -> None:
        self.book, self.name, self.heads, self.widths, self.bold = book, name, heads, widths, bold
        self.cut = self.number = 0
        self.sheet = self.begun()

    def begun(self) -> Worksheet:
        self.number += 1
        sheet = self.book.add_worksheet(self.name if self.number == 1 else f"{self.name} {self.number}")
        for place, (head, width) in enumerate(zip(self.heads, self.widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head, self.bold)
        sheet.freeze_panes(1, 0)
        self.next = 1
        return sheet

    def add(self, cells: list[Flat]) -> None:
        if self.next == SHEET:
            self.sheet = self.begun()
        for place, value in enumerate(cells):
            self.put(place, value)
        self.next += 1

    def put(self, place: int, value: Flat) -> None:
        if isinstance(value, bool):
            self.sheet.write_boolean(self.next, place, value)
        elif isinstance(value, str):
            seen = value.translate(MARKS)
            shown = cut_in_the_middle(seen, CELL)
            self.cut += shown != seen
            self.sheet.write_string(self.next, place, shown)
        elif value is not None:
            self.sheet.write_number(self.next, place, value)


def width_of(column: Column) -> int:
    return WIDE if column.words else NARROW


def about(export: Export) -> list[list[Flat]]:
    """The first sheet: title, number of articles, what made the readings, whose words are withheld."""
    facts, say = survey(export), wording(export.language)
    lines: list[list[Flat]] = [[export.title], [say.count("articles", facts.articles)], [say("export.about", page=f"CODEBOOK.{export.language}.md")]]
    lines += [[" · ".join(versions)] for versions in sorted(facts.made_with)]
    return lines + [[say("export.withheld", id=name)] for name in facts.withheld]


def write(export: Export, folder: Path) -> Written:
    """`tables.xlsx`; rows go to disk as they come."""
    path, written = folder / "tables.xlsx", Written.of(export.columns())
    with whole(path) as unfinished:
        book = Workbook(str(unfinished), OPTIONS)
        book.set_properties({"title": export.title.translate(MARKS)[:255], "created": STILL})
        bold = book.add_format({"bold": True})
        add_sheet(book, "about", [""], about(export), bold)
        sheets = {}
        for table, columns in export.columns().items():
            sheets[table] = Sheets(book, table, [column.name for column in columns], [width_of(column) for column in columns], bold)
        for table, row in export.rows():
            sheets[table].add(cells_of(export.columns()[table], row))
            written.rows[table] += 1
        rows = list(dictionary(export))
        add_sheet(book, "columns", list(rows[0]), [list(row.values()) for row in rows], bold)
        close(book)
    written.files.append(path)
    written.cut = sum(sheet.cut for sheet in sheets.values())
    return written


def close(book: Workbook) -> None:
    """Writes the file; raises what the system refused as it is, and not as the writer wraps it."""
    try:
        book.close()
    except FileCreateError as fault:
        raise (fault.args[0] if fault.args and isinstance(fault.args[0], OSError) else OSError(str(fault))) from fault


def cells_of(columns: tuple[Column, ...], row: Row) -> list[Flat]:
    return [flat(column, row[column.name]) for column in columns]


def add_sheet(book: Workbook, name: str, heads: list[str], rows: list[list[Flat]], bold: Format) -> None:
    sheet = Sheets(book, name, heads, [NARROW if len(heads) > 1 else WIDE] * len(heads), bold)
    for row in rows:
        sheet.add(row)
