"""Events: every entry of the tables tells what its example says, and the articles' own cases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from marked import article
from told_events import countries, read, talks, told

from pourparler.errors import PackError
from pourparler.intake import Intake
from pourparler.intake.jsonl import read_jsonl
from pourparler.lang import languages, load
from pourparler.lang.events import EventTable, Trigger
from pourparler.model import Event, Reading, Span
from pourparler.ontology import load as load_ontology
from pourparler.reader import Reader

MARK = re.compile(r"\[(actor|recipient|trigger) ([^\[\]]*)\]")


@dataclass(frozen=True)
class Example:
    """An entry's sentence without its marks, and where they were."""

    language: str
    trigger: Trigger
    rule: str
    text: str
    marks: tuple[tuple[str, Span], ...]

    def spans(self, role: str) -> list[Span]:
        return [span for name, span in self.marks if name == role]


def read_example(language: str, trigger: Trigger, rule: str) -> Example:
    text, marks, last = "", [], 0
    for match in MARK.finditer(trigger.example):
        text += trigger.example[last : match.start()]
        marks.append((match[1], Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        last = match.end()
    return Example(language, trigger, rule, text + trigger.example[last:], tuple(marks))


@cache
def examples() -> tuple[Example, ...]:
    tables = [load(code).events for code in languages()]
    return tuple(
        read_example(table.language, trigger, table.rule(trigger)) for table in tables for trigger in (*table.file.verb, *table.file.noun)
    )


@cache
def readings() -> dict[str, Reading]:
    """All examples read in one go; an article of 2 June 2025."""
    articles = [
        replace(article(example.text, example.language), id=example.rule, published="2025-06-02") for example in examples()
    ]
    return {reading.article.id: reading for reading in Reader().read_many(articles)}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.rule)
def test_an_entry_tells_what_its_example_says(example: Example) -> None:
    events = [event for event in readings()[example.rule].events if event.rule == example.rule]
    assert len(events) == 1, [event.rule for event in readings()[example.rule].events]
    event = events[0]
    text = example.text
    assert [span.slice(text) for span in event.trigger] == [span.slice(text) for span in example.spans("trigger")]
    assert_marked(event.actor_spans, example.spans("actor"), text)
    assert_marked(event.recipient_spans, example.spans("recipient"), text)


def assert_marked(found: tuple[Span, ...], wanted: list[Span], text: str) -> None:
    """Each marked party is found, and no other."""
    assert all(any(span.overlaps(mark) for span in found) for mark in wanted), [span.slice(text) for span in found]
    assert all(any(span.overlaps(mark) for mark in wanted) for span in found), [span.slice(text) for span in found]


def event_of(language: str, text: str, published: str = "2025-06-02") -> list[Event]:
    """The events of a short text printed on 2 June 2025, a Monday."""
    return list(Reader().read(replace(article(text, language), published=published)).events)


def test_all_mentions_of_one_meeting_are_one_event() -> None:
    text = (
        "La Lettonie et la Norvège ont négocié lundi à Lisbonne.\n"
        "Cette réunion a duré deux heures. Un précédent entretien, le 3 mars, avait échoué."
    )
    first, second = [event for event in event_of("fr", text) if event.event_type == "CONSULT"]
    assert told(first, text) == ["ont négocié", "réunion"]
    assert (first.actors, first.date, first.place) == (("LVA", "NOR"), "2025-06-02", "geonames:2267057")
    assert second.actors == ("LVA", "NOR")


def test_a_call_and_a_meeting_are_two() -> None:
    text = "The Latvian president met with the Norwegian minister in Lisbon. The Latvian president spoke by phone with the Norwegian minister."
    assert [event.mode for event in event_of("en", text)] == [None, "phone"]


def test_a_planned_meeting_keeps_sides_day_and_place() -> None:
    text = "Les ministres de la Lettonie et de la Norvège vont se réunir le 12 juin à Oslo."
    (event,) = event_of("fr", text)
    assert (event.event_type, event.status, event.date, event.place) == ("AGREE", "future", "2025-06-12", "geonames:3143244")
    assert set(event.actors) == {"LVA", "NOR"}


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("fr", "Le roi a rencontré l'ambassadeur.", "actual"),
        ("fr", "Le roi n'a pas rencontré l'ambassadeur.", "negated"),
        ("fr", "Le roi rencontrera l'ambassadeur.", "future"),
        ("fr", "Le roi souhaite rencontrer l'ambassadeur.", "hypothetical"),
        ("fr", "Le roi a rencontré l'ambassadeur le 5 mai 1998.", "historical"),
        ("en", "The king met the ambassador.", "actual"),
        ("en", "The king did not meet the ambassador.", "negated"),
        ("en", "The king will meet the ambassador.", "future"),
        ("en", "The king wants to meet the ambassador.", "hypothetical"),
        ("en", "The king met the ambassador on May 5, 1998.", "historical"),
    ],
)
def test_status(language: str, text: str, status: str) -> None:
    (event,) = event_of(language, text)
    assert event.status == status


def test_a_day_is_never_that_of_the_article() -> None:
    (event,) = event_of("fr", "Le ministre a rencontré l'ambassadeur.")
    assert (event.date, event.place) == (None, None)


def test_words_are_no_deeds() -> None:
    text = "Le ministre a déclaré que les rebelles ont attaqué l'armée."
    (event,) = event_of("fr", text)
    assert told(event, text) == ["ont attaqué"]
    assert event.told_by is not None
    assert event_of("fr", "Le ministre a déclaré que la route est belle.") == []


def test_what_is_demanded_is_no_event_of_its_own() -> None:
    assert [event.event_type for event in event_of("fr", "Le ministre a exigé la libération des prisonniers.")] == ["REQUEST"]


def test_the_hearer_of_a_question_is_asked_for_nothing() -> None:
    assert event_of("fr", "« Où est le pont ? », a demandé le maire.") == []


def test_a_country_visited_is_the_host() -> None:
    (event,) = event_of("fr", "La ministre lettone s'est rendue à Oslo.")
    assert (event.mode, event.recipients) == ("visit", ("NOR",))


def test_nobody_visits_his_own_state() -> None:
    (event,) = event_of("fr", "La ministre lettone s'est rendue à Riga.")
    assert event.recipients == ()


def test_every_type_and_mode_of_the_tables_is_of_the_ontology() -> None:
    ontology = load_ontology()
    triggers = [example.trigger for example in examples()]
    assert {trigger.type for trigger in triggers} == set(ontology.types)
    assert all(ontology.allows(trigger.type, trigger.mode) for trigger in triggers)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ('type = "MEET"', "PLOVER has no MEET"),
        ('type = "CONSULT"\nmode = "riot"', "CONSULT with mode riot"),
        ('type = "CONSULT"\nneeds = ["tail"]', "unknown slot"),
    ],
)
def test_a_faulty_table_is_refused(fault: str, message: str, tmp_path: Path) -> None:
    source = load("fr").folder / "events.toml"
    entry = f'\n[[verb]]\nwords = "saluer bien bas"\nframe = "alone"\nexample = "[actor Le roi] [trigger salue]."\n{fault}\n'
    (tmp_path / "events.toml").write_text(source.read_text(encoding="utf-8") + entry, encoding="utf-8")
    with pytest.raises(PackError, match=message):
        EventTable.load(tmp_path, "fr")


def test_the_same_preposition_goes_on_with_the_list() -> None:
    reading = read("La ministre lettone s'est entretenue avec le roi de Norvège et avec le président malien.", "fr")
    assert countries(reading, talks(reading)[0]) == {"LVA", "NOR", "MLI"}


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("fr", "La Lettonie annonce l'annulation du sommet avec la Norvège.", "negated"),
        ("fr", "La Lettonie défend l'idée d'un sommet avec la Norvège.", "hypothetical"),
        ("fr", "Le ministre letton a annoncé sa visite à Oslo.", "future"),
        ("en", "Latvia announced the cancellation of the summit between Latvia and Norway.", "negated"),
        ("en", "The Latvian minister confirmed his visit to Oslo.", "future"),
    ],
)
def test_what_the_word_before_makes_of_a_meeting(language: str, text: str, status: str) -> None:
    assert [event.status for event in event_of(language, text) if ".CONSULT" in event.rule] == [status]


def test_who_shows_himself_open_to_a_thing_agrees_and_a_favourable_thing_does_not() -> None:
    (event,) = event_of("fr", "La Lettonie s'est montrée favorable à la réforme.")
    assert (event.event_type, event.actors) == ("AGREE", ("LVA",))
    assert event_of("fr", "Les vents étaient favorables à la pêche.") == []


def test_a_warning_told_of_nobody_is_a_word_and_no_threat() -> None:
    assert event_of("fr", "La Lettonie a averti que la réforme coûterait cher.") == []
    assert [event.event_type for event in event_of("fr", "La Lettonie a averti la Norvège.")] == ["THREATEN"]
    assert event_of("fr", "La Lettonie met en garde contre une hausse des prix.") == []


def test_hope_of_dialogue_is_no_meeting() -> None:
    assert event_of("fr", "Le ministre évoque un espoir de dialogue avec la Norvège.") == []


def test_of_two_days_that_are_joined_the_first_is_meant() -> None:
    (event,) = event_of("en", "From June 26 to July 5, the Latvian minister travelled to Norway.", "2025-08-01")
    assert event.date == "2025-06-26"


def test_what_a_speaker_says_others_must_do_is_demanded() -> None:
    (event,) = event_of("fr", "« La Norvège doit retirer ses troupes », a déclaré le président letton Jonas Tarvel.")
    assert (event.event_type, event.recipients) == ("REQUEST", ("NOR",))
    assert event_of("fr", "La Norvège doit retirer ses troupes.")[0].event_type != "REQUEST"


def test_a_state_from_which_people_come_is_no_place_of_the_meeting() -> None:
    (event,) = event_of("en", "Minister Jon Tarvel hosted diplomatic representatives from Latvia, Norway and Mali.")
    assert (event.place, set(event.actors) >= {"LVA", "NOR", "MLI"}) == (None, True)


def test_a_town_and_its_country_are_one_place() -> None:
    text = "La Lettonie et le Mali ont négocié le 3 mars en Norvège.\nLe ministre letton est content des discussions à Oslo."
    (talk,) = [event for event in event_of("fr", text) if ".CONSULT" in event.rule]
    assert (talk.place, told(talk, text)) == ("geonames:3143244", ["ont négocié", "discussions"])


def test_a_pact_has_two_sides_and_a_thing_proposed_is_no_promise() -> None:
    assert event_of("fr", "L'accord de la Lettonie est connu.") == []
    assert [event.event_type for event in event_of("fr", "L'accord entre la Lettonie et la Norvège est connu.")] == ["AGREE"]
    assert [event.event_type for event in event_of("fr", "L'accord en vigueur entre la Lettonie et la Norvège est connu.")] == ["SUPPORT"]
    assert [event.status for event in event_of("fr", "Le sommet entre la Lettonie et la Norvège a évité une crise.")] == ["actual"]
    (event,) = event_of("fr", "L'accord russo-turc a évité une crise.")
    assert (event.status, set(event.actors)) == ("actual", {"RUS", "TUR"})
    assert event_of("fr", "La route proposée par la Lettonie est belle.") == []


BEGUN = (
    "Des pourparlers entre la Lettonie et la Norvège ont commencé lundi matin à Lisbonne.\n"
    "Le ministre letton reste prudent. La seconde série de discussions, qui vient de se terminer, portait sur les ports."
)


def test_talks_told_as_begun_and_as_ended_are_noted() -> None:
    reading = read(BEGUN, "fr")
    (talk,) = talks(reading)
    assert told(talk, BEGUN) == ["pourparlers", "série de discussions"]
    (note,) = [note for note in reading.notes if note.kind == "stage"]
    assert note.span.slice(BEGUN) == "série de discussions"


def test_talks_that_have_only_begun_are_not_noted() -> None:
    assert not [note for note in read(BEGUN.replace("qui vient de se terminer", "qui continue"), "fr").notes if note.kind == "stage"]


GOLD = Path(__file__).parents[1].parent / "shared" / "gold"


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold does not lie beside")
def test_the_founding_article_has_three_contacts_between_the_sides() -> None:
    """Istanbul with all its mentions, Saudi Arabia in February, an undated call; and one meeting at home."""
    (intake,) = read_jsonl(GOLD / "fr" / "seed.jsonl")
    assert isinstance(intake, Intake)
    reading = Reader().read(intake.article)
    country = {actor.id: actor.country for actor in reading.actors}
    talks = [event for event in reading.events if event.event_type == "CONSULT"]
    between = [event for event in talks if {country[actor] for actor in event.actors} - {None} == {"RUS", "USA"}]
    assert [((event.date or "")[:10], event.place, event.mode) for event in between] == [
        ("2025-02-27", "geonames:745044", None),
        ("2025-02-18", "geonames:108410", None),
        ("", None, "phone"),
    ]
    assert len(between[0].trigger) >= 4
    assert len([note for note in reading.notes if note.kind == "stage"]) == 1
    (home,) = [event for event in talks if event not in between]
    assert {country[actor] for actor in home.actors} == {"RUS"}


def test_a_sentence_may_end_on_the_preposition_of_a_party() -> None:
    for text in ("France, which Germany held talks with", "He is the man they met with"):
        reading = next(iter(Reader().read_many([article(text, "en")])))
        assert "events" in reading.layers
