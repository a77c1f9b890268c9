"""Readouts of governments: who sat at the table, in the words that such texts use."""

from __future__ import annotations

import pytest
from told_events import countries, read, talks, told

READOUT = (
    "President Jon Tarvel held a video call with European leaders today. They discussed trade.\n"
    "Participants in the call included President Ana Dorfel of France and Chancellor Otto Brend of Germany."
)


def test_those_who_are_said_to_have_been_there_are_sides_of_the_same_talk() -> None:
    reading = read(READOUT)
    (call,) = talks(reading)
    assert countries(reading, call) == {"FRA", "DEU"}
    assert told(call, READOUT) == ["call", "call"]


def test_a_text_of_a_state_s_own_organ_means_its_own_people_where_it_says_no_country() -> None:
    """The same words in a newspaper leave the country of the president open."""
    text = "The President spoke today with Prime Minister Ana Dorfel of Latvia."
    own, paper = read(text, publisher="The White House"), read(text, publisher="The Lumen Herald")
    assert countries(own, talks(own)[0]) == {"USA", "LVA"}
    assert countries(paper, talks(paper)[0]) == {"LVA"}


def test_talks_held_apart_are_told_apart() -> None:
    reading = read("Minister Jon Tarvel met separately today with President Ana Dorfel of Latvia and Prime Minister Otto Brend of Norway.")
    assert [countries(reading, event) for event in talks(reading)] == [{"LVA"}, {"NOR"}]
    reading = read("Malian envoys arrived. They met Latvian Minister Jon Tarvel and separately with Latvian Minister Ana Dorfel.")
    assert [countries(reading, event) for event in talks(reading)][-2:] == [{"MLI", "LVA"}, {"MLI", "LVA"}]


def test_bilateral_meetings_are_one_with_each_state() -> None:
    text = "The Malian king held bilateral meetings with Minister Jon Tarvel of Latvia, Minister Ana Dorfel of Latvia, and King Otto Brend of Norway."
    reading = read(text)
    assert [countries(reading, event) for event in talks(reading)] == [{"MLI", "LVA"}, {"MLI", "NOR"}]


def test_whoever_plans_a_meeting_is_one_of_its_sides() -> None:
    reading = read("The Malian king discussed his plans for the upcoming summit with President Ana Dorfel of Latvia.")
    assert countries(reading, reading.events[0]) == {"MLI", "LVA"}


def test_a_visit_to_the_house_of_a_government_is_a_visit_to_its_state() -> None:
    reading = read("The minister welcomed King Otto Brend of Norway's visit to the White House.")
    (visit,) = [event for event in reading.events if event.mode == "visit"]
    assert countries(reading, visit) == {"NOR", "USA"}


def test_who_is_unable_to_travel_does_not() -> None:
    for words in ("unable", "no longer able", "not able"):
        reading = read(f"The Malian king said he was {words} to travel to Latvia.")
        assert [event.status for event in reading.events if event.mode == "visit"] == ["negated"]


def test_a_named_summit_and_a_visit_are_not_the_meeting_before_them() -> None:
    text = "Latvian Minister Jon Tarvel met today with President Ana Dorfel of Norway to prepare for the Lumen Summit with Malian leaders in June."
    meeting = talks(read(text))[0]
    assert told(meeting, text) == ["met"]
    text = "Latvian Minister Jon Tarvel met with Norwegian President Ana Dorfel before the end of her visit to Riga. The meeting lasted an hour."
    assert [told(event, text) for event in talks(read(text))] == [["met", "meeting"], ["visit"]]


def test_an_adviser_to_the_president_who_opens_a_readout_is_of_its_state() -> None:
    text = "National Security Advisor to the Vice President Dr. Jon Tarvel met with President Ana Dorfel of Latvia."
    reading = read(text, publisher="The White House")
    assert countries(reading, talks(reading)[0]) == {"USA", "LVA"}


MET = [
    ("The Norwegian king called President-elect Claudia Valdrin of Latvia today to congratulate her on her victory.", [{"LVA", "NOR"}]),
    ("On June 16, Latvia, Norway, and Mali held their inaugural security advisors trilateral meeting focused on fish.", [{"LVA", "NOR", "MLI"}]),
    (
        "The Greek king spoke individually with: Minister Paul Valdrin of Latvia; Minister Anna Lumen of Norway; and President Osei of Mali.",
        [{"LVA", "GRC"}, {"NOR", "GRC"}, {"MLI", "GRC"}],
    ),
    ("In her audience with the Latvian king today, the Norwegian minister thanked him.", [{"LVA", "NOR"}]),
    ("The Malian minister hosted his Latvian and Norwegian counterparts.", [{"MLI", "LVA", "NOR"}]),
    ("Malian Minister Ali Osei convened U.S. and Norwegian industry leaders on Monday.", [{"MLI", "USA", "NOR"}]),
    ("The Malian minister met today with his counterparts from NATO Allies Latvia and Norway.", [{"MLI", "LVA", "NOR"}]),
    (
        "Norwegian Minister Anna Lumen met Latvian Minister Paul Valdrin. The meeting followed King Jon Ulv of Norway's call with Eva Sol of Latvia.",
        [{"LVA", "NOR"}, {"LVA", "NOR"}],
    ),
]


@pytest.mark.parametrize(("text", "sides"), MET)
def test_the_sides_of_english_readouts(text: str, sides: list[set[str | None]]) -> None:
    reading = read(text)
    assert [countries(reading, talk) for talk in talks(reading)] == sides


def test_who_is_invited_to_visit_is_the_visitor() -> None:
    reading = read("Norway reaffirmed the king's invitation for the Latvian president to visit Oslo soon.")
    (visit,) = [event for event in reading.events if event.mode == "visit"]
    assert countries(reading, visit) == {"LVA", "NOR"}
    assert [reading.article.text[span.start : span.end] for span in visit.actor_spans] == ["the Latvian president"]


def test_a_name_after_him_is_what_he_is_called() -> None:
    assert not talks(read("The Latvian president called the Norwegian king a liar."))


def test_a_list_behind_a_colon_says_who_was_there() -> None:
    text = (
        "The Malian king spoke today with leaders.\n"
        "Joining the call were the following leaders:\n"
        "-   Latvian President Ana Dorfel -   President Otto Brend of Norway\n"
        "•   King Jon Ulv of Greece\n"
        "The king of Malta was away."
    )
    reading = read(text)
    assert countries(reading, talks(reading)[0]) == {"MLI", "LVA", "NOR", "GRC"}


NAMED = [
    ("The Malian king participated in the ASEAN Summit on Monday.", {"MLI", "IGO"}),
    ("They welcomed engagement, including through the U.S.-Latvia Strategic and Defense Dialogue in February.", {"USA", "LVA"}),
    ("The U.S.-EU Task Force on Fish met virtually on May 22.", {"USA", "EUR"}),
    ("The king thanked Norwegian Minister Ana Dorfel for hosting the APEC Virtual Leaders' Retreat.", {"NOR", "IGO"}),
]


@pytest.mark.parametrize(("text", "sides"), NAMED)
def test_a_meeting_with_a_name_is_of_those_whom_it_holds(text: str, sides: set[str]) -> None:
    reading = read(text)
    assert countries(reading, talks(reading)[-1]) == sides


def test_a_summit_of_which_there_is_only_talk_is_no_meeting() -> None:
    assert not talks(read("The Malian king applauded the decisions of the NATO Summit."))
    assert not talks(read("The Malian king lauded the U.S.-Latvia Strategic Dialogue."))


def test_a_body_that_meets_again_has_the_states_that_have_met_as_one() -> None:
    text = (
        "Norwegian Minister Ana Dorfel and Latvian Minister Jon Tarvel co-chaired the meeting of the Lumen Committee. "
        "The Lumen Committee will hold its next meeting in May."
    )
    reading = read(text)
    assert [countries(reading, talk) for talk in talks(reading)] == [{"NOR", "LVA"}, {"NOR", "LVA"}]
    other = read("Norwegian Minister Ana Dorfel met with the Lumen Committee and Latvian Minister Jon Tarvel. The Lumen Committee will meet in May.")
    assert [countries(other, talk) for talk in talks(other)] == [{"NOR", "LVA"}]


def test_in_a_state_that_is_visited_those_in_office_are_its_own() -> None:
    text = "Norwegian Minister Alan Tarvel traveled to Gabon and Mali. In Gabon, Mr. Tarvel met President Ana Dorfel. He met King Otto Brend."
    reading = read(text)
    assert [countries(reading, talk) for talk in talks(reading)] == [{"NOR", "GAB", "MLI"}, {"NOR", "GAB"}, {"NOR"}]


def test_a_month_to_come_is_none_that_has_passed() -> None:
    (visit,) = [event for event in read("The Malian king welcomed plans for a Norwegian visit to Latvia in February.").events if event.mode]
    assert (visit.status, visit.date) == ("future", None)


def test_who_joins_somebody_of_another_state_is_with_him() -> None:
    reading = read("The Norwegian king joined President Ana Dorfel of Latvia and King Otto Brend of Malta to launch the ship.")
    assert countries(reading, talks(reading)[0]) == {"NOR", "LVA", "MLT"}
    for text in (
        "Norwegian Minister Ana Dorfel was joined by Latvian Ambassador Jon Tarvel.",
        "The Norwegian king joined the Latvian president in asking for peace.",
        "Norwegian Minister Ana Dorfel joined Norwegian Ambassador Jon Tarvel.",
        "Norway joined the European Union.",
    ):
        assert not talks(read(text)), text


def test_a_meeting_of_leaders_is_held_at_their_level_and_by_no_leader() -> None:
    (meeting,) = talks(read("The Malian king will host a leader-level meeting with Latvia on October 12."))
    assert countries(read("The Malian king will host a leader-level meeting with Latvia on October 12."), meeting) == {"MLI", "LVA"}
    assert len(meeting.actors) == 2


def test_a_title_and_a_first_name_mean_whoever_has_been_named_so() -> None:
    reading = read("The king met with Latvian Adviser Sheikh Osmar bin Valdrin. He held a meeting with the Crown Prince, Sheikh Osmar, on trade.")
    assert [actor.name for actor in reading.actors if "Osmar" in actor.name] == ["Osmar bin Valdrin"]


def test_who_was_absent_took_no_part() -> None:
    reading = read("The Norwegian king criticised the talks between Latvia and Poland from which Malta was absent.")
    assert countries(reading, talks(reading)[0]) == {"LVA", "POL"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("President Osei B. Tarvel, Jr. met today with Minister Anna Lumen of Norway.", ["Osei B. Tarvel", "Anna Lumen"]),
        ("President Tarvel spoke with European Commission President Ursula von der Leyen.", ["Tarvel", "Ursula von der Leyen"]),
        ("President Tarvel met with EU Member States and industry representatives.", ["Tarvel", "EU Member States", "industry representatives"]),
        ("President Tarvel met with Black leaders and Minister Anna Lumen of Norway.", ["Tarvel", "Black leaders", "Anna Lumen"]),
        ("President Tarvel met with President Xi Jinping of the People's Republic of China (PRC).", ["Tarvel", "Xi Jinping"]),
    ],
)
def test_a_part_of_a_name_or_of_a_role_is_nobody(text: str, who: list[str]) -> None:
    reading = read(text)
    (talk,) = talks(reading)
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[ident] for ident in talk.actors] == who


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("The Latvian king met with the Norwegian minister about the situation in Syria.", None),
        ("The Latvian king and the Norwegian minister spoke today regarding developments in Afghanistan.", None),
        ("The Latvian king met with Norwegian Assistant Secretary for Near Eastern Affairs Anna Lumen.", None),
        ("The Latvian king met with the Norwegian minister in Geneva.", "Geneva"),
    ],
)
def test_what_is_talked_about_is_not_where_it_is(text: str, venue: str | None) -> None:
    reading = read(text)
    (talk,) = talks(reading)
    assert {place.id: place.name for place in reading.places}.get(talk.place or "") == venue


def test_people_belong_to_the_state_from_which_they_come_and_meet_elsewhere() -> None:
    for words in ("leaders from Malta", "senior officials from Malta"):
        reading = read(f"The Norwegian king met with {words}.")
        (meeting,) = talks(reading)
        assert (countries(reading, meeting), meeting.place) == ({"NOR", "MLT"}, None)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The Latvian president spoke on the phone today with the Norwegian king to discuss trade.", "phone"),
        ("The Latvian president spoke today to the Norwegian king.", None),
        ("The Latvian president talked to the Norwegian king.", None),
    ],
)
def test_who_speaks_to_one_of_another_state_or_on_the_phone(text: str, mode: str | None) -> None:
    reading = read(text)
    (talk,) = talks(reading)
    assert (countries(reading, talk), talk.mode) == ({"LVA", "NOR"}, mode)


@pytest.mark.parametrize("text", ["The Latvian president spoke to reporters in Oslo.", "The Latvian president spoke to the Norwegian parliament."])
def test_who_speaks_to_an_audience_meets_nobody(text: str) -> None:
    assert talks(read(text)) == []


def test_one_person_is_no_they() -> None:
    reading = read("The Latvian president met the Norwegian king. He thanked those who wait for peace as they defend their homes.")
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[ident] for event in reading.events if event.event_type == "SUPPORT" and "defend" in event.rule for ident in event.actors] == []
