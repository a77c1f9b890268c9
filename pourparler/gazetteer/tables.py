"""The shipped tables: how a row gives names, and how it gives an entry.

Cells hold alternatives parted by |. Rows become entries only when somebody asks for them, so that a reading of ten lines does not wait for
ten thousand rows.

countries.tsv              code, kind, sector, wikidata, source; the words for them stand in lang/<code>/countries.tsv
parts.tsv                  code, state: departments that have a code and no government of their own
organisations*.tsv         id, kind, name_en, name_fr, en, fr, acronyms, weak, country, sector, wikidata, as_of, source
people*.tsv                id, name, fr, en, other, surname, country, sector, wikidata, roles, as_of, source
people_by_hand.tsv         id, name, fr, en, other, surname, title, country, sector, since, until, wikidata, as_of, source: a row an office

`roles` holds offices parted by " ; ", each as title | country | since | until. Rows with one id are one entry, in the order of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from pourparler.errors import PackError
from pourparler.gazetteer.entries import Entry, Name, Strength
from pourparler.model import ActorKind, Role

FOLDER = Path(__file__).parent
LANGUAGES = FOLDER.parent / "lang"

Cells = dict[str, str]
Column = tuple[str, str, Strength]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table: the columns that hold names, with their language and worth, and the reading of a row's offices."""

    columns: tuple[Column, ...]
    kind: ActorKind | None = None
    roles: Callable[[Cells], tuple[Role, ...]] = lambda cells: ()


@dataclass(frozen=True, slots=True)
class Table:
    """A header and what its columns mean."""

    header: tuple[str, ...]
    shape: Shape
    places: tuple[tuple[int, str, Strength], ...]

    @classmethod
    def of(cls, header: tuple[str, ...], shape: Shape) -> Table:
        return cls(header, shape, tuple((header.index(column), language, strength) for column, language, strength in shape.columns))


class Row(NamedTuple):
    """A row as it stands in its file: thousands are loaded, few are asked for."""

    id: str
    line: str
    table: Table

    def names(self) -> Iterator[tuple[str, str, Strength]]:
        """Every spelling of the row, as form, language and strength."""
        cells = self.line.split("\t")
        for place, language, strength in self.table.places:
            if cell := cells[place]:
                for form in cell.split("|"):
                    yield form, language, strength

    def entry(self) -> Entry:
        cells, shape = dict(zip(self.table.header, self.line.split("\t"), strict=True)), self.table.shape
        return Entry(
            id=self.id,
            kind=shape.kind or cast(ActorKind, cells["kind"]),
            names=tuple(dict.fromkeys(Name(*name) for name in self.names())),
            country=cells["country"] or None,
            sector=cells["sector"] or None,
            wikidata=cells["wikidata"] or None,
            roles=shape.roles(cells),
            as_of=cells.get("as_of") or None,
            source=cells["source"],
        )


def read_lines(path: Path) -> tuple[tuple[str, ...], list[str]]:
    """Header and rows of one table, without its lines of licence (#); refuses a row that has not as many cells as the header."""
    header, *lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    tabs = header.count("\t")
    for line in lines:
        if line.count("\t") != tabs:
            raise PackError(f"{path.name}: a row has {line.count(chr(9)) + 1} cells, the header {tabs + 1}: {line[:60]!r}")
    return tuple(header.split("\t")), lines


def read_rows(path: Path) -> Iterator[Cells]:
    """The rows of one table as cells by column."""
    header, lines = read_lines(path)
    return (dict(zip(header, line.split("\t"), strict=True)) for line in lines)


def rows_of(path: Path, shape: Shape) -> Iterator[Row]:
    header, lines = read_lines(path)
    table = Table.of(header, shape)
    return (Row(line[: line.index("\t")], line, table) for line in lines)


def roles_of_cell(cells: Cells) -> tuple[Role, ...]:
    """« title | country | since | until ; … »"""
    parted = (office.split(" | ") for office in cells["roles"].split(" ; ") if office)
    return tuple(Role(title, country or None, since or None, until or None) for title, country, since, until in parted)


def role_of_row(cells: Cells) -> tuple[Role, ...]:
    if not cells["title"]:
        return ()
    return (Role(cells["title"], cells["country"] or None, cells["since"] or None, cells["until"] or None),)


SPELLINGS: tuple[Column, ...] = (
    ("name", "", "name"),
    ("fr", "fr", "name"),
    ("en", "en", "name"),
    ("other", "", "name"),
    ("surname", "", "surname"),
)
PEOPLE = Shape(SPELLINGS, "person", roles_of_cell)
BY_HAND = Shape(SPELLINGS, "person", role_of_row)
ORGANISATIONS = Shape(
    (
        ("name_en", "en", "name"),
        ("name_fr", "fr", "name"),
        ("en", "en", "name"),
        ("fr", "fr", "name"),
        ("acronyms", "", "acronym"),
        ("weak", "", "weak"),
    )
)


def people(folder: Path = FOLDER) -> Iterator[Row]:
    """Every row about a person: those from public tables, then those made by hand."""
    for path in sorted(folder.glob("people*.tsv")):
        yield from rows_of(path, BY_HAND if path.stem == "people_by_hand" else PEOPLE)


def organisations(folder: Path = FOLDER) -> Iterator[Row]:
    for path in sorted(folder.glob("organisations*.tsv")):
        yield from rows_of(path, ORGANISATIONS)


def countries(folder: Path = FOLDER, languages: Path = LANGUAGES) -> Iterator[Row]:
    """One row a state and language: its codes joined to the words of that language."""
    codes = {cells["code"]: cells for cells in read_rows(folder / "countries.tsv")}
    for path in sorted(languages.glob("*/countries.tsv")):
        shape = country_shape(path.parent.name)
        for words in read_rows(path):
            if words["code"] not in codes:
                raise PackError(f"{path.parent.name}/{path.name}: no country has the code {words['code']!r}")
            cells = {**codes[words["code"]], **words, "country": words["code"]}
            yield Row(words["code"], "\t".join(cells.values()), Table.of(tuple(cells), shape))


@cache
def parts_of_states() -> dict[str, str]:
    """The parts of a state that have a code of their own and no government (GUF), with that state (FRA)."""
    return {cells["code"]: cells["state"] for cells in read_rows(FOLDER / "parts.tsv")}


def country_shape(language: str) -> Shape:
    strengths: tuple[tuple[str, Strength], ...] = (
        ("name", "name"),
        ("other_names", "name"),
        ("formal", "name"),
        ("inhabitants", "inhabitant"),
        ("adjectives", "adjective"),
        ("capital", "capital"),
        ("seats", "seat"),
    )
    return Shape(tuple((column, language, strength) for column, strength in strengths))


def combining_forms(languages: Path = LANGUAGES) -> Iterator[tuple[str, str]]:
    """First parts of compounds with the country they mean: ("russo", "RUS")."""
    for path in sorted(languages.glob("*/countries.tsv")):
        for cells in read_rows(path):
            for form in filter(None, cells["combining"].split("|")):
                yield form, cells["code"]


def join(rows: Iterable[Row]) -> Entry:
    """One entry of all rows with its id: names and offices of all, single facts of the last row that states them."""
    entries = [row.entry() for row in rows]
    whole = entries[0]
    for other in entries[1:]:
        whole = replace(
            whole,
            names=tuple(dict.fromkeys(whole.names + other.names)),
            country=other.country or whole.country,
            sector=other.sector if other.country else other.sector or whole.sector,
            wikidata=other.wikidata or whole.wikidata,
            roles=whole.roles + tuple(role for role in other.roles if role not in whole.roles),
            as_of=max(filter(None, (whole.as_of, other.as_of)), default=None),
            source="; ".join(dict.fromkeys([*whole.source.split("; "), *other.source.split("; ")])),
        )
    return whole
