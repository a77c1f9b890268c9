"""A missed record and a complete paragraph through the page, without a browser: words are looked up as a person typed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from laid import vevey
from made_readings import TALKS, VALCOURT, hostile, talks
from starlette.testclient import TestClient
from test_web import HOME, PORT, TOKEN, Tags

from pourparler.desk import Desk
from pourparler.desk.placing import MOST, given_at, kind_by_marks, places_of
from pourparler.model import Actor, Event, Quotation, Span
from pourparler.web.adding import suggested
from pourparler.web.app import make_app
from pourparler.wording import wording

KEY = talks().article.key
ORIGIN = {"origin": HOME}
FR = wording("fr")


def at(words: str, text: str = TALKS) -> str:
    start = text.index(words)
    return f"{start}-{start + len(words)}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with vevey(tmp_path, talks(), hostile()) as made:
        yield made


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_app(desk, "talks", PORT, TOKEN), base_url=HOME, headers={"accept-language": "fr"}) as asked:
        asked.get(f"/?token={TOKEN}")
        yield asked


def added(desk: Desk) -> list[Quotation | Event]:
    reading = desk.read_article("talks", KEY)
    return [one for one in (*reading.quotations, *reading.events) if one.rule == "person"]


# where typed words stand


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Il a dit « oui », il a ri.", "il", ["il"]),
        ("Il a dit oui.", "IL", ["Il"]),
        ("La ville dort, il veille.", "il", ["il"]),
        ("« Nous\u00a0venons », a-t-il dit.", '"Nous venons"', ["« Nous\u00a0venons »"]),
        ("« Nous venons », a-t-il dit.", "« nous  venons »", ["« Nous venons »"]),
        ("l’accord de l'été", "l'accord", ["l’accord"]),
        ("l’accord et l'accord", "l’accord", ["l’accord", "l'accord"]),
        ("Rien.", "quelque chose", []),
        ("Rien.", "  ", []),
        ("un (.*) deux", "(.*)", ["(.*)"]),
        ("🕊🕊 venons 🕊", "venons 🕊", ["venons 🕊"]),
        ("« a », dit-il, « b ». « a » et « b »", "« a » […] « b »", ["« a »|« b »", "« a »|« b »"]),
        ("a puis b", "b […] a", []),
        ("a-t-on dit", "a–t–on", ["a-t-on"]),
    ],
)
def test_typed_words_find_the_printed_ones(text: str, typed: str, found: list[str]) -> None:
    assert ["|".join(span.slice(text) for span in spans) for spans in places_of(text, typed)] == found


def test_a_frequent_word_is_offered_so_many_times_and_no_more() -> None:
    assert len(places_of("le mot " * 500, "mot")) == MOST


def test_long_runs_of_spaces_and_marks_take_no_time() -> None:
    assert places_of(" " * 200_000 + '"' * 200_000, '" a "' * 300) == []


def test_places_hold_only_with_the_words_at_them() -> None:
    text = "🕊 Oui, et oui."
    assert given_at(text, "oui", "10-13") == (Span(10, 13),)
    assert given_at(text, "Oui […] oui", "10-13 2-5") == (Span(2, 5), Span(10, 13))
    assert given_at(text, "OUI", "2-5") == (Span(2, 5),)
    for typed, place in (("et", "2-5"), ("oui […] oui", "2-5"), ("oui", "10-99"), ("oui", "13-10"), ("oui", ""), ("oui", "x"), ("non", "10-13")):
        assert given_at(text, typed, place) == ()


def test_the_kind_is_that_of_the_marks() -> None:
    assert [kind_by_marks(words) for words in ("« Oui »", '"Yes"', "que « oui » suffit", "que oui")] == ["direct", "direct", "mixed", "indirect"]


# a missed record


def test_a_statement_is_added_by_its_places_and_stands_among_the_cards(client: TestClient, desk: Desk) -> None:
    given = {
        "layer": "quotations",
        "content": "Pourparlers à Vevey",
        "content_at": at("Pourparlers à Vevey"),
        "source": "Luc Ferrand",
        "speakers": "Luc Ferrand; Ada Sollo",
        "status": "denied",
        "why": "le titre",
    }
    answer = client.post(f"/article/{KEY}/add", data=given, headers=ORIGIN, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/article/{KEY}?line={desk.journal('talks')[-1].seq}#c={at('Pourparlers à Vevey')}"
    (one,) = added(desk)
    assert isinstance(one, Quotation) and one.kind == "indirect" and one.status == "denied"
    assert [span.slice(TALKS) for span in (*one.content, *one.source)] == ["Pourparlers à Vevey", "Luc Ferrand"]
    names = {actor.id: actor.name for actor in desk.read_article("talks", KEY).actors}
    assert one.speakers[0] == "own:ferrand" and [names[who] for who in one.speakers] == ["Luc Ferrand", "Ada Sollo"]
    (line,) = desk.journal("talks")
    assert (line.action, line.by, line.why) == ("add", "anna", "le titre")
    page = client.get(answer.headers["location"]).text
    assert FR("judged.added") in page and FR("correct.done", seq=line.seq) in page


def test_an_event_is_added_by_typed_words_and_undone(client: TestClient, desk: Desk) -> None:
    given = {"layer": "events", "trigger": "se reverraient", "event_type": "CONSULT", "actors": "Irène Valcourt; Luc Ferrand", "place": "Vevey"}
    more = {"status": "future", "date": "2026-05", "date_span": "avant l'été", "actor_spans": "les experts", "mode": ""}
    assert client.post(f"/article/{KEY}/add", data=given | more, headers=ORIGIN).status_code == 200
    (one,) = added(desk)
    assert isinstance(one, Event) and (one.event_type, one.status, one.date, one.mode) == ("CONSULT", "future", "2026-05", None)
    assert one.actors == ("Q901", "own:ferrand") and one.date_span and one.date_span.slice(TALKS) == "avant l’été"
    assert [place.name for place in desk.read_article("talks", KEY).places if place.id == one.place] == ["Vevey"]
    answer = client.post("/review", data={"action": "undo", "back": f"/article/{KEY}"}, headers=ORIGIN, follow_redirects=False)
    assert answer.headers["location"] == f"/article/{KEY}?line={desk.journal('talks')[-1].seq}#c={at('se reverraient')}"
    assert added(desk) == []


def test_words_that_stand_several_times_are_chosen(client: TestClient, desk: Desk) -> None:
    given = {"layer": "quotations", "content": "concession", "source": "a", "speakers": "<b>x", "kind": "indirect"}
    answer = client.post(f"/article/{KEY}/add", data=given, headers=ORIGIN)
    assert answer.status_code == 400 and added(desk) == []
    offered = [tag for name, tag in Tags(answer.text).tags if name == "input" and tag.get("type") == "radio"]
    assert {tag["name"] for tag in offered} == {"source_at"}
    places = [(tag["value"] or "").split("-") for tag in offered]
    assert len(places) > 2 and {TALKS[int(start) : int(end)] for start, end in places} == {"a"}
    assert int(places[0][0]) > int(places[-1][0])  # nearest to the words said first
    assert "&lt;b&gt;x" in answer.text and "<b>x" not in answer.text
    chosen = given | {"source_at": "-".join(places[1])}
    assert client.post(f"/article/{KEY}/add", data=chosen, headers=ORIGIN).status_code == 200
    (one,) = added(desk)
    assert isinstance(one, Quotation) and [[str(span.start), str(span.end)] for span in one.source] == [places[1]]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"layer": "quotations", "content": "des mots d’ailleurs"}, "des mots d’ailleurs"),
        ({"layer": "quotations", "content": ""}, ""),
        ({"layer": "events", "trigger": "parlé", "event_type": "DANCE"}, "DANCE"),
        ({"layer": "events", "trigger": "se reverraient", "event_type": "CONSULT", "mode": "polio"}, "polio"),
        ({"layer": "events", "trigger": "se reverraient", "event_type": "CONSULT", "date": "demain"}, "demain"),
        ({"layer": "mentions", "content": "Vevey"}, "mentions"),
        ({"layer": "<script>"}, ""),
        ({}, ""),
    ],
)
def test_what_cannot_be_added_is_said_and_leaves_no_line(client: TestClient, desk: Desk, given: dict[str, str], says: str) -> None:
    answer = client.post(f"/article/{KEY}/add", data=given, headers=ORIGIN)
    assert answer.status_code == 400 and desk.journal("talks") == []
    alert = re.search(r'role="alert">(.*?)</p>', answer.text)
    assert alert and alert.group(1) and says in alert.group(1)
    assert "<script>" not in answer.text


def test_hostile_names_are_suggested_as_text(client: TestClient) -> None:
    tags = Tags(client.get(f"/article/{hostile().article.key}").text).tags
    assert [tag["value"] for name, tag in tags if name == "option" and tag.get("value") == 'x"><b>'] == ['x"><b>']
    assert not [tag for name, tag in tags if name == "b" and "onclick" in tag]


def test_a_name_that_cannot_be_shown_is_suggested_by_its_id() -> None:
    odd = replace(talks(), actors=(VALCOURT, Actor("own:odd", "A\u202eb", "person", "ALB")))
    assert list(suggested(odd)) == [("own:odd", "ALB"), ("Irène Valcourt", "ALB · GOV · Q901")]


# a complete paragraph


def marks(source: str) -> dict[str, str]:
    found = [tag for name, tag in Tags(source).tags if name == "button" and tag.get("class") == "complete"]
    return {tag["value"] or "": tag["aria-pressed"] or "" for tag in found}


def test_a_paragraph_is_complete_until_it_is_opened_again(client: TestClient, desk: Desk) -> None:
    assert set(marks(client.get(f"/article/{KEY}").text).values()) == {"false"}
    answer = client.post(f"/article/{KEY}/complete", data={"paragraph": "3"}, headers=ORIGIN)
    assert [number for number, pressed in marks(answer.text).items() if pressed == "true"] == ["3"] and "anna" in answer.text
    (line,) = desk.journal("talks")
    span = talks().article.paragraphs[2].span
    assert line.action == "complete" and line.anchor and line.anchor.exact == span.slice(TALKS)
    part = client.post(f"/article/{KEY}/complete", data={"paragraph": "3"}, headers=ORIGIN | {"hx-request": "true"})
    assert part.text.startswith("<button") and marks(part.text) == {"3": "false"}
    assert [line.action for line in desk.journal("talks")] == ["complete", "undo"]


@pytest.mark.parametrize("number", ["0", "99", "x", "", "-1", "3.0", "²"])
def test_a_paragraph_that_is_not_there_is_refused(client: TestClient, desk: Desk, number: str) -> None:
    assert client.post(f"/article/{KEY}/complete", data={"paragraph": number}, headers=ORIGIN).status_code == 404
    assert desk.journal("talks") == []
