"""What stands beside an event and is not of it: another's day, a denied meeting, a guest of honour's aide, a number that does not fit."""

from __future__ import annotations

import pytest
from told_events import countries, read, talks, told

from pourparler.model import Event, Reading


def only(reading: Reading, kind: str) -> Event:
    (found,) = [event for event in reading.events if event.event_type == kind]
    return found


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Le ministre letton, qui devait se rendre mercredi en Norvège, a reporté sa visite au 10 juin.", "fr", "2025-06-10"),
        ("La visite en Norvège du ministre letton, prévue mercredi, a été repoussée au 10 juin.", "fr", "2025-06-10"),
        ("The Latvian minister postponed his visit to Norway to June 10.", "en", "2025-06-10"),
    ],
)
def test_a_visit_that_is_put_off_has_its_new_day(text: str, language: str, day: str) -> None:
    (visit,) = talks(read(text, language))
    assert (visit.status, visit.date) == ("future", day)


def test_a_visit_put_off_to_no_day_stays_called_off() -> None:
    assert [talk.status for talk in talks(read("Le ministre letton a reporté sa visite en Norvège.", "fr"))] == ["negated"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre letton a dit que l'aide reprendrait lundi et qu'il s'entretiendrait avec son homologue norvégien.", "fr"),
        ("The minister had not left Latvia since May 17 and met the Norwegian king.", "en"),
        ("The Latvian minister will meet the Norwegian king by Friday.", "en"),
    ],
)
def test_the_day_of_something_else_is_not_the_day_of_a_meeting(text: str, language: str) -> None:
    assert [talk.date for talk in talks(read(text, language))] == [None]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Latvia denied that its minister had met the Norwegian king in Oslo.", "en"),
        ("La Lettonie dément que son ministre ait rencontré le roi de Norvège à Oslo.", "fr"),
    ],
)
def test_a_denied_meeting_is_told_as_none(text: str, language: str) -> None:
    assert [talk.status for talk in talks(read(text, language))] == ["negated"]


@pytest.mark.parametrize(
    ("text", "language", "kind", "status"),
    [
        ("Ni la Lettonie ni la Norvège n'avaient été conviées par Varsovie.", "fr", "AGREE", "negated"),
        ("Latvia urged Norway not to sell the ships.", "en", "REQUEST", "actual"),
    ],
)
def test_what_is_denied_is_the_verb_that_the_words_deny(text: str, language: str, kind: str, status: str) -> None:
    assert only(read(text, language), kind).status == status


def test_delegations_that_should_be_received_have_not_been_yet() -> None:
    (visit,) = talks(read("Les délégations lettones devraient être reçues à Oslo par le roi de Norvège.", "fr"))
    assert visit.status == "future"


def test_whose_aide_somebody_is_was_not_there() -> None:
    text = "Anna Ostrec, President Aivars Valdrin’s foreign policy aide, met the Norwegian king."
    reading = read(text)
    (talk,) = talks(reading)
    names = {actor.id: actor.name for actor in reading.actors}
    assert "Aivars Valdrin" not in {names[ident] for ident in (*talk.actors, *talk.recipients)}


def test_who_is_named_by_a_stressed_pronoun_is_one() -> None:
    reading = read("Le roi de Norvège attend. Le Kremlin, lui, refuse de partir.", "fr")
    assert countries(reading, only(reading, "REJECT")) == {"RUS"}


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre letton a reçu lundi le roi de Norvège à Riga. Varsovie n'exclut pas une nouvelle réunion.",
        "Latvia, Norway and Poland held a call. The two sides agreed to meet again.",
    ],
)
def test_sides_of_another_meeting_are_not_lent(text: str) -> None:
    reading = read(text, "fr" if "ministre" in text else "en")
    assert len(talks(reading)) == 1


def test_both_sides_of_a_talk_between_two_are_meant_by_the_two_sides() -> None:
    reading = read("Latvia and Norway held a call. The two sides agreed to meet again.")
    again = talks(reading)[-1]
    assert (again.status, countries(reading, again)) == ("future", {"LVA", "NOR"})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La Lettonie accuse la Norvège de chercher à faire échouer les pourparlers.", "fr"),
        ("Latvian leaders stayed in Oslo at the invitation of the Norwegian king.", "en"),
        ("La « petite trêve », comme on l'appelle à Riga, reste suspendue.", "fr"),
        ("Asked whether he would go, the Latvian minister smiled.", "en"),
        ("Le ministre letton a repoussé son voyage.", "fr"),
        ("Des négociateurs lettons doivent partir vendredi 6 juin, a annoncé la Norvège.", "fr"),
        ("Latvian diplomats looked at the visas and the seized houses.", "en"),
    ],
)
def test_words_that_tell_nothing_of_their_own(text: str, language: str) -> None:
    told_so = [(event.event_type, told(event, text)) for event in read(text, language).events]
    assert [one for one in told_so if one[0] in {"AGREE", "REQUEST", "REJECT", "COERCE", "CONSULT"}] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L'équipe lettone rencontrera l'équipe de Norvège en demi-finale.", "fr"),
        ("Latvia will meet Norway in the semifinal of the tournament.", "en"),
        ("Le ministre letton a eu un entretien avec l'agence Reuters.", "fr"),
        ("Un homme a été mis en examen pour violences en réunion sur un ministre norvégien.", "fr"),
        ("Le ministre letton est allé à la rencontre des habitants de Norvège.", "fr"),
        ("La mère lettone a fait un voyage en Norvège.", "fr"),
        ("Talk of Norwegian glory remains premature, the Latvian minister said.", "en"),
    ],
)
def test_sport_interviews_idioms_and_private_journeys_are_no_meetings(text: str, language: str) -> None:
    assert talks(read(text, language)) == []


def test_presidents_who_meet_before_a_final_have_met() -> None:
    (talk,) = talks(read("Vladimir Poutine et Emmanuel Macron se sont rencontrés avant la finale du tournoi.", "fr"))
    assert talk.status == "actual"


def test_a_claimed_attack_asks_for_nothing() -> None:
    reading = read("L'attentat a été revendiqué par l'organisation État islamique.", "fr")
    assert [event.event_type for event in reading.events] == ["ASSAULT"]


def test_talks_that_ended_or_may_be_put_off_are_not_told_as_held() -> None:
    assert [talk.status for talk in talks(read("La Lettonie annonce la rupture des pourparlers avec la Norvège.", "fr"))] == ["negated"]
    text = "La rencontre entre le ministre letton et le roi de Norvège pourrait être reportée."
    assert [talk.status for talk in talks(read(text, "fr"))] == ["future"]


def test_heads_of_state_and_of_government_are_one_group() -> None:
    reading = read("Les chefs d’État et de gouvernement se sont réunis à Riga.", "fr")
    assert [actor.name for actor in reading.actors if "gouvernement" in actor.name] == ["chefs d’État et de gouvernement"]


def test_who_is_awaited_has_a_visit_to_come() -> None:
    (visit,) = talks(read("Le ministre letton est attendu vendredi à Oslo.", "fr"))
    assert (visit.status, visit.mode, visit.date) == ("future", "visit", "2025-06-06")


def test_the_agenda_ends_with_its_phrase() -> None:
    text = "Le deuxième tour de consultations entre la Lettonie et la Norvège sur le prix des visas s'est tenu ce jour à Oslo."
    (talk,) = talks(read(text, "fr"))
    assert [span.slice(text) for span in talk.about] == ["le prix des visas"]
