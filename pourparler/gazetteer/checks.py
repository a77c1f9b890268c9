"""What a table of the gazetteer must fulfil: a build that breaks it writes nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pourparler.errors import PackError
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.gazetteer.tables import Cells, roles_of_cell
from pourparler.model import Role

STATE_SECTORS = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"})
SECTORS = STATE_SECTORS | {"AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "OPP", "PRE", "REF", "REL", "SOC"}
QID = re.compile(r"Q[1-9]\d*")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def check(table: str, rows: Iterable[Cells], countries: frozenset[str], one_row_an_id: bool = True) -> None:
    """Refuses a table with faults, and names every one of them."""
    rows = list(rows)
    faults = [*doubles(rows, one_row_an_id), *(fault for cells in rows for fault in faults_of(cells, countries))]
    if faults:
        raise PackError(f"{table}: {len(faults)} faults\n" + "\n".join(faults[:40]))


def doubles(rows: list[Cells], one_row_an_id: bool) -> Iterator[str]:
    """An id on two rows, or one Wikidata id under two ids."""
    if one_row_an_id:
        yield from (f"{key}: {count} rows with this id" for key, count in Counter(cells["id"] for cells in rows).items() if count > 1)
    bearers: dict[str, set[str]] = defaultdict(set)
    for cells in rows:
        bearers[cells["wikidata"]].add(cells["id"])
    yield from (f"{wikidata}: borne by {sorted(ids)}" for wikidata, ids in bearers.items() if wikidata and len(ids) > 1)


def faults_of(cells: Cells, countries: frozenset[str]) -> Iterator[str]:
    """Faults of one row: an id, code, date or source that is not one, a name that is none, offices that contradict each other."""
    key = cells["id"]
    if not key or (QID.fullmatch(key) and key != cells["wikidata"]):
        yield f"{key}: an id that looks like Wikidata's must be the row's own Wikidata id ({cells['wikidata']!r})"
    if cells["wikidata"] and not QID.fullmatch(cells["wikidata"]):
        yield f"{key}: {cells['wikidata']!r} is no Wikidata id"
    if cells["country"] and cells["country"] not in countries | NONSTATE_CODES:
        yield f"{key}: no country {cells['country']!r}"
    if cells["sector"] and cells["sector"] not in SECTORS:
        yield f"{key}: no sector {cells['sector']!r}"
    if not cells["source"]:
        yield f"{key}: no source"
    yield from (f"{key}: an empty name, or a blank at its edge: {cells[column]!r}" for column in NAMES if ragged(cells.get(column, "")))
    yield from (f"{key}: {fault}" for fault in faults_of_roles(roles_of(cells), countries))


NAMES = ("name", "fr", "en", "other", "surname", "name_en", "name_fr", "acronyms", "weak")


def ragged(cell: str) -> bool:
    return bool(cell) and any(not form or form != form.strip() for form in cell.split("|"))


def roles_of(cells: Cells) -> tuple[Role, ...]:
    if "roles" in cells:
        return roles_of_cell(cells)
    if "title" in cells:
        return (Role(cells["title"], cells["country"] or None, cells["since"] or None, cells["until"] or None),)
    return ()


def faults_of_roles(roles: tuple[Role, ...], countries: frozenset[str]) -> Iterator[str]:
    for role in roles:
        if role.country and role.country not in countries | NONSTATE_CODES:
            yield f"no country {role.country!r} in {role.title!r}"
        yield from (f"{day!r} is no date of {role.title!r}" for day in (role.since, role.until) if day and not DATE.fullmatch(day))
        if role.since and role.until and role.until[: len(role.since)] < role.since[: len(role.until)]:
            yield f"{role.title!r} ends ({role.until}) before it begins ({role.since})"
    yield from (f"{one.title!r} is held twice at once: {one} {other}" for one, other in pairs(roles) if clash(one, other))


def pairs(roles: tuple[Role, ...]) -> Iterator[tuple[Role, Role]]:
    return ((one, other) for place, one in enumerate(roles) for other in roles[place + 1 :])


def clash(one: Role, other: Role) -> bool:
    """True where one title of one country is told twice for the same days."""
    if (one.title, one.country) != (other.title, other.country) or not one.since or not other.since:
        return False
    return one.since < (other.until or "9999") and other.since < (one.until or "9999")
