"""Meetings and what is agreed, as French tells them: who takes part, when and where, and what is none."""

from __future__ import annotations

import pytest
from told_events import countries, read, talks


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Après sept ans de négociations, la Lettonie et la Norvège ont signé un traité.", {"LVA", "NOR"}),
        ("Dans un discours prononcé à l'issue d'une réunion avec le ministre norvégien, le ministre letton a promis un pont.", {"LVA", "NOR"}),
        ("Le ministre a rappelé les trois rencontres ayant eu lieu entre la Lettonie et la Norvège.", {"LVA", "NOR"}),
        ("La rencontre, qui présente de grands enjeux, entre la Lettonie et la Norvège a eu lieu.", {"LVA", "NOR"}),
        ("Le président letton a quitté Oslo. Il s'est rendu ensuite à Varsovie.", {"LVA", "POL"}),
        ("Le président letton est en visite à Oslo.", {"LVA", "NOR"}),
        ("La Lettonie et la Norvège sont en pourparlers.", {"LVA", "NOR"}),
        ("Le ministre letton, Aivars Ostrec, est absent. Il a rencontré mardi le roi de Norvège.", {"LVA", "NOR"}),
        ("Le ministre letton a appelé son homologue norvégien jeudi à 13 heures.", {"LVA", "NOR"}),
        ("Le ministre letton a participé à la réunion de l'OTAN.", {"LVA", "IGO"}),
    ],
)
def test_the_sides_of_talks_stand_where_french_puts_them(text: str, sides: set[str]) -> None:
    reading = read(text, "fr")
    assert [countries(reading, talk) for talk in talks(reading)] == [sides]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Le traité fut signé à Rome par la Lettonie, la Norvège et la Pologne.", {"LVA", "NOR", "POL"}),
        ("Après sept ans de travail, la Lettonie et la Norvège ont signé un traité.", {"LVA", "NOR"}),
        ("Onze accords ont été trouvés entre la Lettonie et la Norvège.", {"LVA", "NOR"}),
        ("Le ministre letton, Aivars Ostrec, est attendu à Oslo le 3 juillet.", {"LVA", "NOR"}),
        ("La Lettonie s'est dite ouverte à une rencontre avec la Norvège.", {"LVA", "NOR"}),
    ],
)
def test_who_signs_agrees_and_is_awaited(text: str, sides: set[str]) -> None:
    reading = read(text, "fr")
    assert [countries(reading, event) for event in reading.events] == [sides]


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre letton a appelé les Norvégiens au calme.",
        "Le ministre letton a appelé le roi de Norvège « petit homme ».",
        "Le ministre letton a appelé la Norvège à la retenue.",
    ],
)
def test_who_calls_upon_or_names_somebody_is_not_on_the_phone(text: str) -> None:
    assert talks(read(text, "fr")) == []


def test_a_relative_clause_says_when_and_where_a_summit_takes_place() -> None:
    text = "Le ministre letton représente le pays lors du sommet de l'Union africaine qui se déroule cette semaine à Madagascar."
    reading = read(text, "fr")
    (talk,) = talks(reading)
    assert talk.date == "2025-W23"
    assert [place.country for place in reading.places if place.id == talk.place] == ["MDG"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Le président letton a annulé sa visite à Lisbonne prévue pour mardi.", "negated"),
        ("Le ministre letton n'a aucune intention de négocier avec la Norvège.", "negated"),
    ],
)
def test_a_plan_that_is_given_up_is_no_plan(text: str, status: str) -> None:
    (talk,) = talks(read(text, "fr"))
    assert talk.status == status


def test_a_meeting_that_nobody_has_fixed_is_neither_planned_nor_the_call_before() -> None:
    text = (
        "Le ministre dit qu'aucune date n'avait été fixée pour une rencontre entre le président letton et le roi de Norvège. "
        "Le président letton et le roi de Norvège avaient eu un appel téléphonique le 12 mai."
    )
    found = [(talk.mode, talk.status, talk.date) for talk in talks(read(text, "fr"))]
    assert found == [(None, "hypothetical", None), ("phone", "actual", "2025-05-12")]


@pytest.mark.parametrize(
    "text",
    [
        "Le chef de la diplomatie norvégienne, Karel Doubek, a reçu lundi la ministre lettone à Oslo.",
        "La ministre Alma Veyrac a rencontré Tomas Lindqvist à Oslo le 3 mars.",
    ],
)
def test_who_is_received_or_met_is_a_side(text: str) -> None:
    (talk,) = talks(read(text, "fr"))
    assert len({*talk.actors, *talk.recipients}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Près de 3 000 partisans s'étaient réunis à Riga.",
        "La confirmation de l'Agence spatiale européenne est arrivée au centre de Darmstadt.",
        "La course propose un départ sur la plage.",
        "Aivars Ostrec offre une médaille à la Lettonie.",
    ],
)
def test_a_rally_a_parcel_and_a_race_are_no_diplomacy(text: str) -> None:
    assert read(text, "fr").events == ()


def test_a_region_is_no_state_whose_name_it_begins_with() -> None:
    reading = read("Le ministre letton a fait un voyage en Amérique latine.", "fr")
    assert [actor.country for actor in reading.actors] == ["LVA"]
    assert [place.name for place in reading.places] == ["Amérique latine"]


def test_what_could_be_put_off_is_still_to_come() -> None:
    (talk,) = talks(read("Le sommet de l'OTAN pourrait être reporté.", "fr"))
    assert talk.status == "future"
    (talk,) = talks(read("Le sommet de l'OTAN a été reporté.", "fr"))
    assert talk.status == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "L'ambassadeur de Norvège en Chine a accusé la Lettonie.",
        "Le ministre letton demande l'application d'une loi sur le statut du Donbass.",
        "La Norvège s'oppose à l’adhésion de la Lettonie à l’Union européenne.",
    ],
)
def test_where_somebody_is_posted_and_what_is_spoken_of_is_no_place_of_a_deed(text: str) -> None:
    events = read(text, "fr").events
    assert events and all(event.place is None for event in events)


def test_the_name_before_the_colon_of_a_title_takes_no_part() -> None:
    (talk,) = talks(read("Istanbul : Russes et Ukrainiens attendus jeudi pour des pourparlers directs.", "fr"))
    assert len(talk.actors) == 2
