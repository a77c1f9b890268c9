"""The country and the sector of actors: what their phrases state, what the article is about, and where it happens."""

from __future__ import annotations

import pytest
from test_actors import actor, cast
from told_events import read, told

from pourparler.actors import homeland
from pourparler.gazetteer import tables

TOWNS = "À Riga, à Daugavpils et à Liepaja, la tension monte. "
RIGA = "La Lettonie cède. La Lettonie recule. La Lettonie attend. "
MALI = "Le Mali cède. Le Mali recule. "


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Jeanne Valdrin, présidente du Tchad et de l'Union africaine, est venue.", "Jeanne Valdrin", "TCD"),
        ("Jeanne Valdrin, 73 ans, maire de Riga, est venue.", "Jeanne Valdrin", "LVA"),
        ("Jeanne Valdrin, l'actuel secrétaire d'État chargé du Commerce extérieur, est venue.", "Jeanne Valdrin", None),
        ("Des experts lettons et maliens ont refusé.", "experts lettons et maliens", None),
        ("Les puissances européennes ont refusé.", "puissances européennes", None),
        ("De grandes sociétés multinationales ont refusé.", "grandes sociétés multinationales", "MNC"),
    ],
)
def test_what_a_phrase_says_of_the_country(text: str, name: str, country: str | None) -> None:
    assert actor(text, name).country == country


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Jeanne Valdrin, attaché de presse du président du Mali, a refusé.", "Jeanne Valdrin", "GOV"),
        ("La présidente de la région Ostrec, Jeanne Valdrin, a refusé.", "Jeanne Valdrin", "GOV"),
        ("Les forces kurdes ont refusé.", "forces kurdes", "REB"),
        ("La préfecture de police de Riga compte dix blessés.", "préfecture de police de Riga", "COP"),
        ("Jeanne Valdrin, figure des gilets jaunes, a refusé.", "Jeanne Valdrin", "CVL"),
        ("Jeanne Valdrin, le secrétaire letton à l'Intérieur, a refusé.", "Jeanne Valdrin", "GOV"),
        ("La Commission judiciaire du Sénat letton a refusé.", "Commission judiciaire du Sénat letton", "LEG"),
    ],
)
def test_what_a_phrase_says_of_the_sector(text: str, name: str, sector: str) -> None:
    assert actor(text, name).sector == sector


@pytest.mark.parametrize(
    ("group", "country"),
    [
        ("Des jeunes", "LVA"),
        ("D'autres juges", "LVA"),
        ("Des artistes", "LVA"),
        ("Des observateurs", None),
        ("Des diplomates", None),
        ("Des forces étrangères", None),
        ("D'autres pays", None),
        ("Des individus", None),
    ],
)
def test_who_belongs_to_the_only_state_and_who_may_come_from_anywhere(group: str, country: str | None) -> None:
    label = group.removeprefix("Des ").removeprefix("D'")
    assert actor(RIGA + f"{group} ont refusé.", label).country == country


def test_who_may_come_from_anywhere_in_english() -> None:
    text = "Latvia yields. Latvia waits. Latvia hesitates. The ambassadors refused. The judges refused."
    assert (actor(text, "ambassadors", "en").country, actor(text, "judges", "en").country) == (None, "LVA")


def test_people_on_the_ground_belong_to_it_and_ministers_to_the_state_that_is_most_spoken_of() -> None:
    text = TOWNS + MALI * 3 + "La police a tiré. Le ministre Paul Ostrec a refusé."
    assert (actor(text, "police").country, actor(text, "Paul Ostrec").country) == ("LVA", "MLI")


def test_who_bears_the_name_of_a_town_is_no_ground() -> None:
    text = "Jeanne Daugavpils est venue. Daugavpils a parlé. Daugavpils a refusé. Des jeunes attendent Daugavpils."
    assert actor(text, "jeunes").country is None


def test_twice_as_often_as_any_other_is_enough() -> None:
    land = cast(MALI * 2 + "L'Estonie, le Chili et le Kenya aussi, avec la Lettonie et le Tchad.").grouping.casting.homeland
    assert land.votes.total() == 9 and land.foremost == "MLI"
    assert homeland.foremost_of(land.votes, 5) is None


def test_a_department_beyond_the_sea_counts_for_its_state() -> None:
    parts = tables.parts_of_states()
    assert parts["GUF"] == "FRA" and "NCL" not in parts
    assert actor("La Martinique cède. La Martinique recule. La Martinique attend. La police a refusé.", "police").country == "FRA"


def test_neither_nor_names_two_states() -> None:
    assert {found.country for found in cast("Ni Riga ni Bamako n'ont cédé.").actors} == {"LVA", "MLI"}


def test_a_newspaper_behind_a_fused_article() -> None:
    found = actor("« Jamais », a indiqué au Monde la maire.", "Le Monde", people=True)
    assert (found.id, found.country, found.sector) == ("org:le-monde", "FRA", "JRN")
    assert not [other for other in cast("Le champion du Monde est venu.", people=True).actors if other.sector == "JRN"]


def test_a_state_told_of_a_company_of_many_is_its_own() -> None:
    assert actor("La firme lettone SoftBank a refusé.", "SoftBank", people=True).country == "LVA"
    assert actor("Le groupe SoftBank a refusé.", "SoftBank", people=True).country == "MNC"


def test_the_name_of_a_body_ends_before_a_known_person() -> None:
    names = {found.name: found.country for found in cast("Les exportateurs du Parti républicain de Trump ont perdu.", people=True).actors}
    assert names["Parti républicain"] == names["Trump"] == "USA"


def test_two_crowds_of_one_state_are_two_sides() -> None:
    text = "Les ouvriers lettons manifestent à Riga. La manifestation des agriculteurs lettons a duré."
    reading = read(text, "fr")
    assert [told(event, text) for event in reading.events] == [["manifestent"], ["manifestation"]]


def test_a_role_between_name_and_president_belongs_to_the_name_before() -> None:
    text = "Jeanne Valdrin, la conseillère à la sécurité du président letton Pierre Ostrec, a démissionné."
    assert (actor(text, "Jeanne Valdrin").country, actor(text, "Jeanne Valdrin").sector) == ("LVA", "GOV")
    assert len(actor(text, "Pierre Ostrec").roles) == 1


def test_a_role_that_opens_the_sentence_describes_the_subject_behind_the_comma() -> None:
    assert actor("Alors maire de Riga, Jeanne Valdrin a annoncé sa venue.", "Jeanne Valdrin").country == "LVA"
    assert actor("Le maire est parti, Jeanne Valdrin a annoncé sa venue.", "Jeanne Valdrin").sector is None


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("L'ex-Premier ministre letton Jeanne Valdrin a refusé.", "ELI"),
        ("L'ex-Premier ministre letton Jeanne Valdrin, candidate à la mairie, a refusé.", "PTY"),
        ("Le candidat à la présidentielle lettone, Jeanne Valdrin, a refusé.", "PTY"),
        ("Le président de la communauté juive de Riga, Jeanne Valdrin, a refusé.", "REL"),
    ],
)
def test_who_has_a_role_again_is_no_former_one(text: str, sector: str) -> None:
    assert actor(text, "Jeanne Valdrin").sector == sector


def test_the_name_of_a_body_ends_before_the_title_of_a_person() -> None:
    text = "Singh met with Foreign Secretary Harsh Ostrec of Latvia, and Department of Fisheries Secretary Ajay Valdrin."
    assert actor(text, "Ajay Valdrin", "en").kind == "person"
    assert actor(text, "Department of Fisheries", "en").sector == "GOV"


def test_a_body_has_the_state_said_of_it_and_not_that_of_a_foreign_namesake() -> None:
    assert actor("La Commission judiciaire du Sénat letton a refusé.", "Commission judiciaire du Sénat letton", people=True).country == "LVA"


def test_a_complement_may_end_the_text() -> None:
    assert actor("Riga reçoit Jeanne Valdrin, la conseillère à la sécurité", "Jeanne Valdrin").kind == "person"


def test_an_acronym_beside_a_name_that_is_also_a_word_speaks_for_it() -> None:
    found = cast("Le drapeau du FLN (Front de libération nationale) à la main, il attend.", people=True).actors
    assert [(other.name, other.country) for other in found] == [("Front de libération nationale", "DZA")]


def test_prisoners_of_whom_two_states_talk_in_a_third_are_not_of_the_third() -> None:
    text = "Le ministre est à Varsovie. On parle à Cracovie. On parle à Gdansk. " + "La Lettonie parle. La Norvège parle. " * 9
    text += "Des prisonniers ont attendu."
    reading = read(text, "fr")
    assert [actor.country for actor in reading.actors if "prisonniers" in actor.name] == [None]


def test_a_town_at_the_head_of_a_text_is_no_body_and_nobody_is_no_one() -> None:
    reading = read("ISTANBUL, 14 mai - Personne ne viendra, a dit le ministre letton. Il a reconnu que personne ne partait.", "fr")
    assert [actor.name for actor in reading.actors if actor.name.casefold() in {"istanbul", "personne"}] == []
