"""Makes the shipped tables from facts: `python -m pourparler.gazetteer.build FACTS_DIR`.

FACTS_DIR holds people.tsv, organisations.tsv, people_bysa.tsv and organisations_bysa.tsv (see `facts`). Written are tables of the same
names and sources.tsv; the two share-alike tables stay apart, under their own licence. The tables made by hand are read, never written:
where they tell of a person, what they say takes the place of older facts. Every table is checked before any is written (see `checks`),
and the same facts give the same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pourparler.gazetteer import select_organisations, select_people, tables
from pourparler.gazetteer.checks import check
from pourparler.gazetteer.facts import Office, Person, Sources, read_people
from pourparler.gazetteer.folding import fold
from pourparler.gazetteer.tables import Cells, read_rows

PEOPLE = ("id", "name", "fr", "en", "other", "surname", "country", "sector", "wikidata", "roles", "as_of", "source")
SHARE_ALIKE = "# Licence: CC BY-SA 4.0, kept apart from the other tables for that reason. Credits: NOTICE; sources: sources.tsv.\n"
PUBLIC = "# Licence: CC0 1.0, MIT, ODC-By 1.0 or public domain, as sources.tsv says of each source. Credits: NOTICE. Built, do not edit.\n"


def build(facts: Path, folder: Path = tables.FOLDER) -> dict[str, int]:
    """Reads the facts, checks all tables and writes them into `folder`; gives the number of rows of each."""
    sources = Sources()
    countries = frozenset(cells["code"] for cells in read_rows(folder / "countries.tsv"))
    by_hand = list(read_rows(folder / "people_by_hand.tsv"))
    own = list(read_rows(folder / "organisations_by_hand.tsv"))
    ours = {fold(name): cells["id"] for cells in by_hand for column in ("name", "fr", "other") for name in cells[column].split("|") if name}
    people = people_rows(read_people(facts / "people.tsv", sources, countries, ours), by_hand)
    known = select_organisations.names_of(own)
    organisations = select_organisations.organisations(facts / "organisations.tsv", sources, state_words(folder), own)
    made = {
        "people": people,
        "organisations": organisations,
        "people_bysa": shared_people(read_people(facts / "people_bysa.tsv", sources, countries, ours), [*people, *by_hand]),
        "organisations_bysa": list(select_organisations.shared(facts / "organisations_bysa.tsv", sources, known)),
    }
    check("people_by_hand", by_hand, countries, one_row_an_id=False)
    check("organisations_by_hand", own, countries)
    for name, rows in made.items():
        check(name, rows, countries)
    used = {cells["source"] for rows in made.values() for cells in rows}
    for name, rows in made.items():
        write(folder / f"{name}.tsv", SHARE_ALIKE if name.endswith("bysa") else PUBLIC, rows)
    write_sources(folder / "sources.tsv", sources, {code for cell in used for code in cell.split("; ")})
    return {name: len(rows) for name, rows in made.items()}


def state_words(folder: Path) -> dict[str, str]:
    """The code of every name, inhabitant and adjective of a state."""
    words = ((form, strength, row.id) for row in tables.countries(folder) for form, _, strength in row.names())
    return {fold(form): code for form, strength, code in words if strength in {"name", "inhabitant", "adjective"}}


def people_rows(people: Sequence[Person], by_hand: Sequence[Cells]) -> list[Cells]:
    """One row for everyone who is worth one; what the table by hand tells of an office is not told again."""
    told: dict[str, list[Cells]] = defaultdict(list)
    for cells in by_hand:
        told[cells["id"]].append(cells)
    given = Counter(fold(person.name.split()[0]) for person in people)
    meant = {fold(name): cells["country"] for cells in by_hand for name in cells["surname"].split("|") if name}
    kept = sorted((person for person in people if person.id in told or select_people.keep(person)), key=lambda person: person.id)
    rows = [person_row(person, told.get(person.id, []), given) for person in kept]
    for row in rows:
        row["surname"] = "|".join(name for name in row["surname"].split("|") if may_mean(row["country"], meant.get(fold(name))))
    return [row for row in rows if row["roles"] or row["id"] in told]


def may_mean(country: str, other: str | None) -> bool:
    """False of a head of a small state whose last name means somebody of the table by hand, of the country `other`."""
    return other is None or country == other or country in select_people.NEWSMAKERS


def person_row(person: Person, by_hand: list[Cells], given: Counter[str]) -> Cells:
    offices = [office for office in select_people.offices_to_tell(person) if not any(is_told(office, cells) for cells in by_hand)]
    main = select_people.main_office(offices or person.offices)
    return dict.fromkeys(PEOPLE, "") | {
        "id": person.id,
        "name": person.name,
        "other": "|".join(dict.fromkeys(person.aliases[:6] + select_people.short_names(person.name, main.country, given))),
        "surname": "" if by_hand else "|".join(select_people.surnames(person, offices, given)),
        "country": select_people.country_of(main),
        "sector": select_people.sector_of(main),
        "wikidata": person.wikidata,
        "roles": " ; ".join(f"{one.title} | {select_people.country_of(one)} | {one.since} | {one.until}" for one in offices),
        "as_of": max((one.as_of for one in offices if not one.until), default=""),
        "source": "; ".join(dict.fromkeys(one.source for one in offices or person.offices[:1])),
    }


def is_told(office: Office, cells: Cells) -> bool:
    """True where the table by hand has this office, or has a later one and the facts, read before it began, are out of date."""
    if office.country == cells["country"] and office.since and cells["since"] and near(office.since, cells["since"]):
        return True
    return not office.until and bool(cells["since"]) and office.as_of < "2025" and office.since < cells["since"]


def near(one: str, other: str) -> bool:
    """True of two dates that are less than forty days apart, or of which one is only the year or month of the other."""
    if one.startswith(other) or other.startswith(one):
        return True
    full = len(one) == len(other) == 10
    return full and abs((date.fromisoformat(one) - date.fromisoformat(other)).days) < 40


def shared_people(people: Sequence[Person], known: Sequence[Cells]) -> list[Cells]:
    """Rows of the share-alike table: names and offices; country and sector only where no other table has them.

    Where another table has this name under another id, or this id under another name, one of them is mistaken: the row is left out.
    """
    ids = {cells["id"] for cells in known}
    bearers: dict[str, set[str]] = defaultdict(set)
    for cells in known:
        for name in (cells["name"], *cells["fr"].split("|"), *cells["other"].split("|")):
            bearers[fold(name)].add(cells["id"])
    people = [one for one in people if one.id in bearers[fold(one.name)] or (one.id not in ids and not bearers[fold(one.name)])]
    begun = {(cells["id"], role.country, role.since) for cells in known if "roles" in cells for role in tables.roles_of_cell(cells)}
    begun |= {(cells["id"], cells["country"], cells["since"]) for cells in known if "title" in cells}
    rows = (person_row(person, [], Counter()) for person in sorted(people, key=lambda person: person.id))
    made: list[Cells] = []
    for row in rows:
        new = [role for role in tables.roles_of_cell(row) if role.since and (row["id"], role.country, role.since) not in begun]
        row["roles"] = " ; ".join(f"{role.title} | {role.country or ''} | {role.since or ''} | {role.until or ''}" for role in new)
        row["surname"] = ""
        made.append(row | {"country": "", "sector": ""} if row["id"] in ids else row)
    return [row for row in made if row["roles"]]


def write(path: Path, head: str, rows: Iterable[Cells]) -> None:
    rows = list(rows)
    lines = ["\t".join(rows[0]), *("\t".join(cells.values()) for cells in rows)]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def write_sources(path: Path, sources: Sources, used: set[str]) -> None:
    rows = [dict(zip(("code", "origin", "licence"), row, strict=True)) for row in sources.rows() if row[0] in used]
    write(path, "# What the column `source` of the built tables means: the file that was read, at its commit, and its licence.\n", rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m pourparler.gazetteer.build FACTS_DIR")
    for table, count in build(Path(sys.argv[1])).items():
        print(f"{table}\t{count}")
