"""The table of towns: what a name can be, how it is decided, and that the shipped tables hold what they promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.gazetteer import tables
from pourparler.gazetteer.atlas import Atlas, Town, load_atlas, meant, state_of
from pourparler.gazetteer.folding import fold

ATLAS = load_atlas()
STATES = {cells["code"] for cells in tables.read_rows(tables.FOLDER / "countries.tsv")}
TOWNS = st.builds(
    Town,
    id=st.integers(1, 9).map(str),
    name=st.just("Ostrec"),
    country=st.sampled_from(["FRA", "LVA", "NOR"]),
    population=st.integers(0, 2_000_000),
    latitude=st.just(0.0),
    longitude=st.just(0.0),
)
SEVERAL = st.lists(TOWNS, max_size=5).map(lambda towns: tuple(sorted(towns, key=lambda town: -town.population)))


def test_the_table_is_in_the_order_of_its_look_up_and_every_point_is_on_earth() -> None:
    rows = list(tables.read_rows(tables.FOLDER / "towns.tsv"))
    keys = [fold(cells["name"]) for cells in rows]
    assert keys == sorted(keys)
    assert len({tuple(cells.values()) for cells in rows}) == len(rows)
    for cells in rows:
        assert re.fullmatch(r"[1-9]\d*", cells["geonames"])
        assert -90 <= float(cells["latitude"]) <= 90 and -180 <= float(cells["longitude"]) <= 180


@pytest.mark.parametrize("path", sorted(tables.LANGUAGES.glob("*/places.tsv")), ids=lambda path: path.parent.name)
def test_every_hand_made_place_is_found_under_its_form(path: Path) -> None:
    for cells in tables.read_rows(path):
        assert cells["precision"] in {"town", "region", "venue"}
        assert not cells["country"] or cells["country"] in STATES
        if cells["precision"] == "town":
            assert cells["country"] in {town.country for town in ATLAS.towns(cells["name"])}, cells["name"]
        else:
            assert ATLAS.area_at(cells["name"].split(), 0, path.parent.name) is not None, cells["name"]


@pytest.mark.parametrize(
    ("form", "country"),
    [("Moscou", "RUS"), ("Moscow", "RUS"), ("Genève", "CHE"), ("GENÈVE", "CHE"), ("Boutcha", "UKR"), ("Saint - Étienne", "FRA"), ("Cologne", "DEU")],
)
def test_a_town_in_its_spellings(form: str, country: str) -> None:
    assert ATLAS.towns(form)[0].country == country


def test_a_small_letter_makes_no_town() -> None:
    assert ATLAS.towns("nice") == () and ATLAS.towns("Nice")[0].country == "FRA"


def test_the_longest_name_of_a_town_wins() -> None:
    found = ATLAS.town_at(["à", "Santiago", "de", "Cuba", "."], 1)
    assert found is not None and found[0] == 4 and found[1][0].country == "CUB"
    assert ATLAS.town_at(["à", "Brénanville"], 1) is None


@given(towns=SEVERAL, states=st.sets(st.sampled_from(["FRA", "LVA", "NOR", "USA"])))
def test_what_is_meant_is_one_of_them_and_has_no_rival(towns: tuple[Town, ...], states: set[str]) -> None:
    town = meant(towns, states)
    if town is not None:
        assert town in towns
        assert town.country in states or not any(other.country in states for other in towns)
        rivals = [other for other in towns if other is not town and (other.country in states) == (town.country in states)]
        assert all(town.population >= 8 * max(other.population, 1) for other in rivals)
    country = state_of(towns, states)
    assert country is None or country in {other.country for other in towns}
    assert town is None or country == town.country


def test_nothing_is_read_before_a_place_is_looked_up() -> None:
    atlas = Atlas(Path("no such folder"), Path("no such folder"))
    assert atlas.areas == {}
    script = "import pourparler.places, pourparler.gazetteer.atlas as a; print('lines' in vars(a.load_atlas()))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
