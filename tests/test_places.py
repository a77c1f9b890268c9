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


def test_no_place_has_a_point() -> None:
    found = places_of("fr", "Le roi est arrivé à Lisbonne, puis en Lettonie.").places
    assert [(place.latitude, place.longitude) for place in found] == [(None, None), (None, None)]


def test_a_place_named_twice_is_one_with_two_mentions() -> None:
    found = places_of("fr", "Le roi est arrivé à Lisbonne. Il a dormi à Lisbonne.")
    assert [place.id for place in found.places] == ["place:lisbonne"]
    assert [mention.place for mention in found.mentions] == ["place:lisbonne"] * 2
