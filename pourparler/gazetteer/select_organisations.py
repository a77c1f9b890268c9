"""Which organisations the shipped tables keep beside those made by hand, and how their labels become names.

Parties, media, forces and armed groups come without ids and without French names; bodies of many states come share-alike and stay in a
file of their own. An acronym, a name of one word, and one that several actors bear are weak: they need support from the article. Names of
states (some newspapers have one) and forces that do not say whose they are ("Air Force") are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pourparler.gazetteer.facts import LATIN, Sources
from pourparler.gazetteer.folding import fold, shouts
from pourparler.gazetteer.tables import Cells, read_rows

HEADER = ("id", "kind", "name_en", "name_fr", "en", "fr", "acronyms", "weak", "country", "sector", "wikidata", "as_of", "source")
SECTORS = {
    "party": "PTY",
    "media": "JRN",
    "armed_group_cameo": "REB",
    "armed_group_us_designated": "REB",
    "military_or_security_force": "MIL",
}
POLICE = re.compile(r"(?i)police|gendarmerie|guard\b|customs|carabinieri")
SPIES = re.compile(r"(?i)intelligence")
BODIES = (("UN and affiliates", "UNO"), ("EU institutions", "EUR"))
NOISE = re.compile(
    r"(?i)[;:/,(){}\[\]\d\"]|\bsee\b|\bindividual|\bother\b|\bnote\b|\baka\b|\bcoalition of|\bparties\b|independent|control of"
)
STATES = {"European Union": "EUR", "United Nations": "UNO"}
STAYS = re.compile(r"[IVX]+|[^AEIOUY]{2,}|IRA|US|UAE|UK|UN|EU|ETA")
"""Short words in capitals that are written so."""


def organisations(path: Path, sources: Sources, states: dict[str, str], own: Iterable[Cells]) -> list[Cells]:
    """Rows for the table of organisations: those whose label is a name, whose country is known, and that are not among our `own`.

    `states` gives the code of every name, inhabitant and adjective of a state, by its key.
    """
    codes, taken = frozenset(states.values()), {(key, cells["country"]) for cells in own for key in keys_of(cells)}
    busy = states.keys() | {key for key, _ in taken}
    rows = [row for row in read_rows(path) if row["type"] in SECTORS and is_name(row["name"]) and says_whose(row, states)]
    bearers = Counter(fold(row["name"]) for row in rows)
    kept: dict[str, Cells] = {}
    for row in rows:
        country = country_of(row)
        spellings = {(fold(name), country) for name in (row["name"], *row["aliases_en"].split("|"))}
        if country in codes and not spellings & taken:
            cells = cells_of(row, country, sources, weak=bearers[fold(row["name"])] > 1)
            cells["weak"] = "|".join(form for form in cells["weak"].split("|") if fold(form) not in busy)
            if cells["name_en"] or cells["weak"]:
                kept.setdefault(cells["id"], cells)
    return list(kept.values())


def country_of(row: Cells) -> str:
    return row["country_iso3"] or (row["code"].removeprefix("CAMEO ")[:3] if row["code"].startswith("CAMEO ") else "")


def says_whose(row: Cells, states: dict[str, str]) -> bool:
    """False of names that mean somebody or something else elsewhere: a state's own name, a lone word, forces that name no state."""
    pieces = fold(row["name"]).split()
    if row["type"] == "military_or_security_force":
        return len(pieces) > 1 and bool(states.keys() & {*pieces, " ".join(pieces[:2])})
    return fold(row["name"]) not in states and (is_acronym(row["name"]) or len([piece for piece in pieces if len(piece) > 1]) > 1)


def keys_of(cells: Cells) -> set[str]:
    columns = ("name_en", "name_fr", "en", "fr", "acronyms", "weak")
    return {fold(form) for column in columns for form in cells[column].split("|") if form}


def cells_of(row: Cells, country: str, sources: Sources, weak: bool) -> Cells:
    calmed = calm if row["type"] == "armed_group_cameo" else str
    name = calmed(row["name"])
    aliases = [calmed(alias) for alias in row["aliases_en"].split("|") if is_name(alias) and fold(alias) != fold(name)]
    acronyms = [alias for alias in aliases if is_acronym(alias) and len(fold(alias).replace(" ", "")) > 2]  # an article and a verb, too, write L'A
    weak = weak or is_acronym(name)
    return dict.fromkeys(HEADER, "") | {
        "id": f"org:{slug(row['name'])}:{country.lower()}",
        "kind": "organisation",
        "name_en": "" if weak else name,
        "en": "|".join(dict.fromkeys(alias for alias in aliases if " " in alias)),
        "weak": "|".join(dict.fromkeys([name, *acronyms] if weak else acronyms)),
        "country": country,
        "sector": sector_of(row),
        "as_of": row["as_of"],
        "source": sources.code(row["source"].split(" | ")[0], row["licence"]),
    }


def sector_of(row: Cells) -> str:
    if row["type"] == "military_or_security_force":
        return "COP" if POLICE.search(row["name"]) else "SPY" if SPIES.search(row["name"]) else "MIL"
    return SECTORS[row["type"]]


def shared(path: Path, sources: Sources, known: dict[str, str]) -> Iterator[Cells]:
    """Rows for the share-alike table of bodies of many states; `known`: the id of those in other tables, by the key of a name."""
    ids: set[str] = set()
    for row in read_rows(path):
        spellings = [row["name"], *row["aliases_en"].split("|")]
        own = next((known[fold(one)] for one in spellings if fold(one) in known), None)
        own = STATES.get(row["name"], own)
        cells = shared_cells(row, own or row["qid"] or f"org:{slug(row['name'])}", sources)
        if own:
            cells["country"] = ""  # our own table says it, with the sector
        if cells["id"] not in ids:
            yield cells
        ids.add(cells["id"])


def shared_cells(row: Cells, key: str, sources: Sources) -> Cells:
    aliases = [alias for alias in row["aliases_en"].split("|") if alias and LATIN.fullmatch(alias) and alias != row["name"]]
    french = [alias for alias in row["aliases_fr"].split("|") if alias and alias != row["name_fr"]]
    return dict.fromkeys(HEADER, "") | {
        "id": key,
        "kind": "organisation",
        "name_en": row["name"],
        "name_fr": row["name_fr"],
        "en": "|".join(alias for alias in aliases if " " in alias and not NOISE.search(alias)),
        "fr": "|".join(french),
        "acronyms": "|".join(alias for alias in aliases if is_acronym(alias) and len(alias) > 2),
        "country": next((code for body, code in BODIES if row["code"].startswith(body)), "IGO"),
        "wikidata": row["qid"],
        "as_of": row["as_of"],
        "source": sources.code(row["source"].split(" | ")[0], row["licence"]),
    }


def is_name(label: str) -> bool:
    return len(label) > 2 and label[0].isupper() and bool(LATIN.fullmatch(label)) and not NOISE.search(label) and len(label.split()) < 9


def is_acronym(label: str) -> bool:
    return " " not in label and shouts(label)


def calm(name: str) -> str:
    """A label whose short words a table has put in capitals ("Holy WAR"), as the press writes it; an acronym alone, one that cannot be read as a
    word ("Waffen SS") and a number ("Order II") stay."""
    pieces = name.split()
    if len(pieces) == 1 or all(piece.isupper() for piece in pieces):
        return name
    return " ".join(piece.capitalize() if len(piece) < 4 and piece.isupper() and not STAYS.fullmatch(piece) else piece for piece in pieces)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", fold(name).replace(" ", "-"))


def names_of(rows: Iterable[Cells]) -> dict[str, str]:
    """The id of every name in full and acronym of a table, by its key."""
    columns = ("name_en", "name_fr", "en", "fr", "acronyms")
    return {fold(form): cells["id"] for cells in rows for column in columns for form in cells[column].split("|") if form}
