"""Reading the tables of facts that a build starts from: people, their offices, and where each fact was read.

A folder of facts holds people.tsv, organisations.tsv and, share-alike, people_bysa.tsv and organisations_bysa.tsv, with a header each.
Labels of public tables carry titles, nicknames and remarks; what cannot be cleaned by rule is left out, for an absent name costs less
than a false one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pourparler.errors import PackError
from pourparler.gazetteer.folding import fold
from pourparler.gazetteer.tables import Cells, read_rows

TITLES = re.compile(
    r"^(?:(?:Prime Minister|President|Vice President|Deputy President|Co-prince|Charg[eé] [dD].Affaire?s|Consul General|Consul|Ambassador|"
    r"Sheikh|Sayyid|Sayyed|Dr|Prof|Gen|Lt|Maj|Brig|Col|Capt|Adm|King|Queen|Sultan|Amir|Emir|Sir|Dame|Prince|Princess|Archbishop|Cardinal|"
    r"Mr|Mrs|Ms|Interim|Acting)(?:\.|-Designate)? )+"
)
NICKNAME = re.compile(r' ?["“(][^"”)]*["”)]')
PERSON = re.compile(r"[^\W\d_a-z]['’\w.-]*( [\w'’ʻ.-]+)+")
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2010-\u2019ʻ]+")
CODES = {"XKX": "KOS"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office as one source states it; `group` is the source table's own sorting of titles, `country` empty for bodies of many states."""

    title: str
    country: str
    group: str
    since: str
    until: str
    as_of: str
    source: str

    def overlaps(self, other: Office) -> bool:
        """True where both can have been held on one day: dates that are not known are no hindrance."""
        return self.since < (other.until or "9999") and other.since < (self.until or "9999")


@dataclass(slots=True)
class Person:
    """Everything that the facts say of one person."""

    id: str
    name: str
    wikidata: str = ""
    aliases: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)


def read_people(path: Path, sources: Sources, countries: frozenset[str], own: Mapping[str, str]) -> list[Person]:
    """The people of a table of facts, one row an office, put together by id.

    A row without a Wikidata id belongs to the one person of its name who has one, or to our `own` entry of that name (its id by the key of
    the name); where such a person is of another country, one of the two is a mistake and the row is left out. So are offices of territories
    that the gazetteer does not know (`countries`), and bodies of many states whose id no other row confirms.
    """
    rows = [row for row in read_rows(path) if not row["country_iso3"] or CODES.get(row["country_iso3"], row["country_iso3"]) in countries]
    known = {fold(name): (row["qid"], row["country_iso3"]) for row in rows if row["qid"] and row["country_iso3"] for name in labels(row)}
    people: dict[str, Person] = {}
    for row in rows:
        names = list(labels(row))
        if names and (key := key_of(row, fold(names[0]), known, own)):
            person = people.setdefault(key, Person(key, names[0], key if key.startswith("Q") else ""))
            person.aliases += [name for name in names if name not in {person.name, *person.aliases}]
            person.offices.append(office_of(row, sources))
    return list(people.values())


def key_of(row: Cells, name: str, known: Mapping[str, tuple[str, str]], own: Mapping[str, str]) -> str:
    """The id under which a row counts, empty where it contradicts another."""
    if row["qid"]:
        return row["qid"]
    if name in known:
        wikidata, country = known[name]
        return wikidata if row["country_iso3"] in {country, ""} else ""
    return own.get(name) or f"person:{name.replace(' ', '-')}:{row['country_iso3'].lower()}"


def office_of(row: Cells, sources: Sources) -> Office:
    return Office(
        title=row["role"].replace("|", "/").replace(" ; ", ", "),
        country=CODES.get(row["country_iso3"], row["country_iso3"]),
        group=row["role_class"],
        since=row["since"],
        until=row["until"],
        as_of=row["as_of"],
        source=sources.code(row["source"].split(" | ")[0], row["licence"]),
    )


def labels(row: Cells) -> Iterator[str]:
    """The names of a row that can be cleaned: the label first, then its aliases, then spellings transliterated for French."""
    for column in ("name", "aliases_en", "aliases_fr_generated"):
        for label in row.get(column, "").split("|"):
            name = clean(label)
            if name:
                yield name


def clean(label: str) -> str:
    """A label as a bare name, empty where it is none: "Sheikh Hamad (bin Jassim)" gives nothing, "Dr. John Doe, Jr." gives "John Doe"."""
    name = TITLES.sub("", NICKNAME.sub("", label.split(",")[0])).strip()
    shouted = [piece for piece in name.split() if len(piece) > 2 and piece.isupper() and not re.fullmatch("[IVX]+", piece)]
    fine = PERSON.fullmatch(name) and LATIN.fullmatch(name) and not shouted and " - " not in name and len(name.split()) < 7
    return name if fine else ""


class Sources:
    """Short names for the files that facts were read in, so that a row of the shipped table can name its source in a word."""

    def __init__(self) -> None:
        self.named: dict[str, tuple[str, str]] = {}

    def code(self, origin: str, licence: str) -> str:
        """The short name of "owner/repository@commit:path", minted on first sight; one name for all country files of a yearbook."""
        place, _, path = origin.partition(":")
        repository = place.partition("@")[0].partition("/")[2].removesuffix(".json")
        if repository == "factbook":
            code, origin = repository, place.removesuffix("(history)")
        else:
            code = repository if path.startswith("html/") else f"{repository}/{Path(path).with_suffix('')}"
        if self.named.setdefault(code, (origin, licence))[0] != origin:
            raise PackError(f"two sources would be called {code}: {self.named[code][0]} and {origin}")
        return code

    def rows(self) -> Iterator[list[str]]:
        for code, (origin, licence) in sorted(self.named.items()):
            yield [code, origin, licence]
