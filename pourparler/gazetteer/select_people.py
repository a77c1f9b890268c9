"""Which people the shipped table keeps, and what it says of them.

Kept are heads of state and government, foreign and defence ministers, leaders of organisations and representatives to them of all states;
of the states that fill the news also the other ministers, spokespersons, heads of parliament and services; ambassadors between great
powers. Nobody who left office before `SINCE`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pourparler.gazetteer.facts import Office, Person
from pourparler.gazetteer.folding import fold

SINCE = "2007"
EVERYWHERE = {"head_of_state", "head_of_government", "foreign", "defence", "io_leader", "io_representative"}
POWERS = {"FRA", "USA", "GBR", "DEU", "RUS", "UKR", "CHN"}
NEWSMAKERS = POWERS | {"ISR", "IRN", "ITA", "ESP", "CAN", "BEL", "CHE", "TUR", "POL", "JPN", "IND", "PAK", "PSE"}
CABINET = {
    "deputy_head",
    "interior",
    "justice",
    "finance",
    "spokesperson",
    "european_affairs",
    "security_intelligence",
    "parliament_leader",
}
WHOLE_CABINET = {"FRA", "USA", "GBR"}
MINISTERS = {"minister_other", "economy_trade", "energy", "chief_of_staff", "military", "legislator"}
POWER_NAMES = re.compile(
    r"(?i) to .*\b(United States|Russia|China|France|United Kingdom|Germany|Ukraine|United Nations|European Union|NATO)\b"
)
SECTORS = {"legislator": "LEG", "parliament_leader": "LEG", "court": "JUD", "military": "MIL", "io_leader": "", "io_representative": "GOV"}
SERVICE = re.compile(r"(?i)intelligence|secret service|security service|\b(FSB|SVR|CIA|Mossad|Shin Bet)\b")
GENERIC = {"head of state", "head of government"}
FAMILY_FIRST = {"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "VNM", "KHM", "MMR", "LAO"}
TWO_FAMILY_NAMES = {"ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GTM", "HND", "MEX", "NIC", "PAN", "PER"}
TWO_FAMILY_NAMES |= {"PRY", "SLV", "VEN"}
PARTICLES = re.compile(r"(?i)(?<= )(?:(?:al|el|ould|ben|bin|de|da|di|du|von|van|der|den|le|la|dos|del)[ -])+[^ ]+$")
WORLD_BODIES = (
    (re.compile(r"(?i)council of europe"), "IGO"),
    (re.compile(r"(?i)europe"), "EUR"),
    (re.compile(r"(?i)united nations|\bUN\b"), "UNO"),
)


def keep(person: Person) -> bool:
    return any(counts(office) for office in person.offices)


def counts(office: Office) -> bool:
    """True of an office that earns its holder a place in the table."""
    international = office.group in {"io_leader", "io_representative"}
    if not (office.country or international) or (office.until < SINCE if office.until else office.since < "1985"):
        return False
    if office.group in EVERYWHERE:
        return True
    if office.group == "ambassador":
        return office.country in NEWSMAKERS and bool(POWER_NAMES.search(office.title)) and (office.until or "9999") >= "2010"
    recent = (office.until or "9999") >= "2010"
    return recent and office.country in (NEWSMAKERS if office.group in CABINET else WHOLE_CABINET if office.group in MINISTERS else ())


def offices_to_tell(person: Person) -> list[Office]:
    """The offices of the row, oldest first: one of several that differ only in title or source, none that ended before the century."""
    told: list[Office] = []
    for office in sorted(person.offices, key=lambda one: (one.title in GENERIC, one.since, -len(one.until))):
        worth = office.group in EVERYWHERE | CABINET | MINISTERS or counts(office)
        if worth and (office.until or "9999") >= "2000" and not any(is_same(office, other) for other in told):
            told.append(office)
    return sorted(told, key=lambda one: (one.since, one.until or "9999"))


def is_same(office: Office, other: Office) -> bool:
    """True of two tellings of one office for the same days: a head of state is one whatever the title, others are by their title."""
    heads = office.group == other.group and office.title in GENERIC
    return office.country == other.country and (heads or office.title == other.title) and office.overlaps(other)


def main_office(offices: Iterable[Office]) -> Office:
    """The office that a reader means: one still held before one that is over, the own state's before an honour abroad, the latest."""
    offices = list(offices)
    homes = Counter(office.country for office in offices)
    return max(offices, key=lambda one: (not one.until, homes[one.country] > 1 or one.country != "AND", one.group in EVERYWHERE, one.since))


def country_of(office: Office) -> str:
    if office.country:
        return office.country
    return next((code for pattern, code in WORLD_BODIES if pattern.search(office.title)), "IGO")


def sector_of(office: Office) -> str:
    if office.group == "security_intelligence":
        return "SPY" if SERVICE.search(office.title) else "GOV"
    if office.country == "VAT" and office.group == "head_of_state":
        return "REL"
    return SECTORS.get(office.group, "GOV" if office.country else "")


def surnames(person: Person, offices: Iterable[Office], given: Counter[str]) -> list[str]:
    """The last names by which the press can mean this person alone: of heads and world leaders, never one that is also a first name."""
    heads = [one for one in offices if one.group in {"head_of_state", "head_of_government", "io_leader"} or is_foreign_minister(one)]
    heads = [one for one in heads if (one.until or "9999") >= SINCE]
    if not heads or any(one.country in FAMILY_FIRST for one in heads):
        return []
    if " of " in person.name:
        return []
    if heads[-1].country in TWO_FAMILY_NAMES and len(person.name.split()) > 2:
        forms = family_names(person.name, given)
    else:
        found = PARTICLES.search(person.name)
        full = found.group() if found else person.name.removesuffix(" Jr.").split()[-1]
        forms = [full, re.sub(r"^(?i:al|el)-", "", full)] if not full.lower().startswith(("bin ", "ben ")) else []
    return [form for form in dict.fromkeys(forms) if len(form) > 3 and given[fold(form)] < 3 and not re.fullmatch("[IVX]+", form)]


def family_names(name: str, given: Counter[str]) -> list[str]:
    """The family names of a Spanish name, both and the first of them: "Duque Márquez", "Duque"."""
    pieces = name.split()
    first = next((place for place, piece in enumerate(pieces[1:], start=1) if given[fold(piece)] < 3), len(pieces) - 1)
    start = max(first, 2) if len(pieces) == 4 else first
    return [" ".join(pieces[start:]), *([pieces[start]] if start < len(pieces) - 1 else [])]


def short_names(name: str, country: str, given: Counter[str]) -> list[str]:
    """A Spanish name as the press writes it, with one first name and one family name: "Iván Duque" of "Iván Duque Márquez"."""
    pieces = name.split()
    if country not in TWO_FAMILY_NAMES or not 3 <= len(pieces) <= 4 or "of" in pieces:
        return []
    family = family_names(name, given)
    return [f"{pieces[0]} {family[-1]}"] if len(family) > 1 and " " not in family[-1] else []


def is_foreign_minister(office: Office) -> bool:
    return office.group == "foreign" and office.country in NEWSMAKERS
