"""Names of towns, regions and countries used as places."""

from __future__ import annotations

import pytest
from marked import article

from pourparler.gazetteer import load as load_gazetteer
from pourparler.lang import load
from pourparler.parsing import parse
from pourparler.places import Places, find_places


def places_of(language: str, text: str) -> Places:
    made = article(text, language)
    return find_places(made, parse(made), load(language), load_gazetteer(), (), ())


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Les ministres se sont réunis à Lisbonne.", [("Lisbonne", "PRT", "town")]),
        ("fr", "Le roi est arrivé en Lettonie.", [("Lettonie", "LVA", "country")]),
        ("fr", "Le roi est arrivé à Kazan, en Russie.", [("Kazan", "RUS", "town")]),
        ("fr", "Le roi a dormi à Oslo et à Riga.", [("Oslo", "NOR", "town"), ("Riga", "LVA", "town")]),
        ("fr", "Il a voté à Brénan mardi.", [("Brénan", None, "town")]),
        ("fr", "Le camion a brûlé dans le nord de la Lettonie.", [("nord de la Lettonie", "LVA", "region")]),
        ("fr", "Oslo négocie avec la Lettonie.", []),
        ("en", "They met in Davos, Switzerland.", [("Davos", "CHE", "town")]),
        ("en", "He traveled to Latvia and Norway.", [("Latvia", "LVA", "country"), ("Norway", "NOR", "country")]),
        ("en", "Oslo rejected the plan.", []),
    ],
)
def test_places(language: str, text: str, wanted: list[tuple[str, str | None, str]]) -> None:
    found = places_of(language, text).places
    assert [(place.name, place.country, place.precision) for place in found] == wanted


def test_a_town_has_its_point_and_a_state_has_none() -> None:
    found = places_of("fr", "Le roi est arrivé à Lisbonne, puis en Lettonie.").places
    assert [(place.id, place.latitude, place.longitude) for place in found] == [("geonames:2267057", 38.725, -9.15), ("place:LVA", None, None)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Le roi libanais est arrivé à Tripoli.", ("LBN", True)),
        ("fr", "Le roi libyen est arrivé à Tripoli.", ("LBY", True)),
        ("fr", "Le roi est arrivé à Tripoli.", (None, False)),
        ("fr", "Le roi est arrivé à Tripoli (Liban).", ("LBN", True)),
        ("fr", "Le roi français est arrivé à Saint-Denis.", ("FRA", True)),
        ("fr", "Le roi est arrivé à Genève.", ("CHE", True)),
        ("en", "The American king arrived in Geneva.", (None, False)),
        ("en", "The king arrived in Geneva, Illinois.", ("USA", False)),
        ("fr", "Le roi américain est arrivé à Paris.", ("FRA", True)),
        ("fr", "Le roi est arrivé à La Haye.", ("NLD", True)),
        ("fr", "Le roi est arrivé à Brénan.", (None, False)),
    ],
)
def test_a_name_of_several_towns_is_decided_by_the_states_that_are_named_or_not_at_all(
    language: str, text: str, wanted: tuple[str | None, bool]
) -> None:
    (place,) = places_of(language, text).places
    assert (place.country, place.latitude is not None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le roi a vu le recteur de l'université de Tripoli.", []),
        ("Le roi français a vu le recteur de l'université de Rennes.", [("Rennes", "FRA", "town")]),
        ("Le roi a parlé du Donbass.", [("Donbass", "UKR", "region")]),
        ("Le ministre de la Justice américain a parlé.", []),
        ("Le roi a publié son portrait sur Instantané.", []),
        ("Le roi a dormi à Camp David.", [("Camp David", "USA", "venue")]),
        ("Le roi a traversé la mer Noire, puis navigué sur la mer Noire.", [("mer Noire", None, "region")]),
    ],
)
def test_regions_venues_and_towns_behind_other_prepositions(text: str, wanted: list[tuple[str, str | None, str]]) -> None:
    assert [(place.name, place.country, place.precision) for place in places_of("fr", text).places] == wanted


def test_a_state_that_acts_is_no_place_and_its_ground_is_one() -> None:
    found = places_of("fr", "Riga refuse de négocier. Les ministres de Riga se retrouveront à Riga.")
    assert [(place.name, place.country) for place in found.places] == [("Riga", "LVA")]
    assert len(found.mentions) == 1


def test_a_place_named_twice_is_one_with_two_mentions() -> None:
    found = places_of("fr", "Le roi est arrivé à Lisbonne. Il a dormi à Lisbonne.")
    assert [place.id for place in found.places] == ["geonames:2267057"]
    assert [mention.place for mention in found.mentions] == ["geonames:2267057"] * 2
