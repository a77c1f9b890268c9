"""Words selected in a real browser become a record, or the words of one: by mouse, by keyboard, beyond emoji."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_CHROMIUM, TOO_WIDE, Walk, sync_api, walked, walking
from laid import vevey
from made_readings import TALKS, VALCOURT, article, at, talks

from pourparler.desk import Desk
from pourparler.model import Actor, Event, Mention, Place, Quotation, Reading, Timex
from pourparler.web.serving import served

pytestmark = NEEDS_CHROMIUM

KEY = talks().article.key
DOVES = "🕊🕊 Corvie 🕊 se tait\n« Nous venons 🕊 », assure Irène Valcourt, jeudi, à Vevey. 🕊 Elle a rencontré Ada Sollo.\nElle n’a rien ajouté."
DOVES_KEY = article(DOVES).key
SELECT = """([start, end]) => { const range = rangeOf(start, end); getSelection().setBaseAndExtent(range.startContainer, range.startOffset,
range.endContainer, range.endOffset); }"""
CURRENT = "() => [...(CSS.highlights.get('current') || [])].map(String)"


def doves() -> Reading:
    """An article whose letters take two units each in a script, with names, a day and a place, and no record."""
    mentions = (
        Mention(at(DOVES, "Irène Valcourt"), "person", "Q901"),
        Mention(at(DOVES, "Ada Sollo"), "person", "own:sollo"),
        Mention(at(DOVES, "Vevey"), "place", place="own:vevey"),
    )
    day = Timex("t1", at(DOVES, "jeudi"), "DATE", "2026-03-05", "XXXX-WXX-4")
    layers = ("mentions", "timexes", "quotations", "events", "actors", "places")
    actors, places = (VALCOURT, Actor("own:sollo", "Ada Sollo", "person")), (Place("own:vevey", "Vevey", "CHE"),)
    return Reading(article(DOVES, "doves.txt"), layers, mentions, (day,), actors=actors, places=places)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with vevey(tmp_path, talks(), doves()) as made:
        yield made


@pytest.fixture
def walk(browser: Any, desk: Desk) -> Iterator[Walk]:
    with walked(browser, desk) as made:
        yield made
        assert made.faults == [] and made.abroad == []


def select(walk: Walk, words: str, text: str = DOVES) -> None:
    """The words selected, and the bar that comes of it."""
    span = at(text, words)
    walk.page.wait_for_function("() => document.readyState === 'complete' && typeof rangeOf === 'function'")
    walk.page.evaluate(SELECT, [span.start, span.end])
    sync_api.expect(walk.page.locator("[data-chosen]")).to_have_text(words)


def pick(walk: Walk, label: str) -> None:
    walk.page.locator("[data-group]:not([hidden]) button", has_text=label).first.click()


def made(desk: Desk, key: str) -> list[Quotation | Event]:
    reading = desk.read_article("talks", key)
    return [one for one in (*reading.quotations, *reading.events) if one.rule == "person"]


def write(walk: Walk) -> None:
    walk.page.locator(".adding details[open] form button:not([type])").click()
    sync_api.expect(walk.page.locator(".kept")).not_to_be_empty()


def test_a_statement_is_made_of_selected_words_beyond_emoji_and_taken_back(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{DOVES_KEY}")
    select(walk, "« Nous venons 🕊 »")
    pick(walk, "Déclaration")
    select(walk, "Irène Valcourt")
    pick(walk, "source")
    select(walk, "assure")
    pick(walk, "verbe")
    assert walk.page.input_value("[name=speakers]") == "Irène Valcourt"
    write(walk)
    (one,) = made(desk, DOVES_KEY)
    assert isinstance(one, Quotation) and one.kind == "direct" and one.speakers == ("Q901",)
    assert [span.slice(DOVES) for span in (*one.content, *one.source, *one.cue)] == ["« Nous venons 🕊 »", "Irène Valcourt", "assure"]
    card = walk.page.locator(".card.current")
    assert "ajouté à la main" in card.inner_text() and walk.page.evaluate(CURRENT) == ["« Nous venons 🕊 »"]
    walk.press("u")
    sync_api.expect(walk.page.locator(".card.of-quotations")).to_have_count(0)
    assert made(desk, DOVES_KEY) == []


def test_a_meeting_gets_sides_place_and_day_from_the_words_that_name_them(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{DOVES_KEY}")
    select(walk, "a rencontré")
    walk.press("2")
    for words, role in (("Irène Valcourt", "3"), ("Ada Sollo", "3"), ("Vevey", "5"), ("jeudi", "6")):
        walk.press("Escape")
        select(walk, words)
        walk.press(role)
    assert walk.page.input_value("#adding-events [name=actors]") == "Irène Valcourt; Ada Sollo"
    write(walk)
    (one,) = made(desk, DOVES_KEY)
    assert isinstance(one, Event) and (one.event_type, one.actors) == ("CONSULT", ("Q901", "own:sollo"))
    assert (one.date, one.place) == ("2026-03-05", "own:vevey")
    words = [span.slice(DOVES) for span in (*one.trigger, *one.actor_spans)]
    assert words == ["a rencontré", "Irène Valcourt", "Ada Sollo"] and one.place_span and one.date_span
    assert (one.place_span.slice(DOVES), one.date_span.slice(DOVES)) == ("Vevey", "jeudi")


def test_pieces_are_put_together_in_the_order_of_the_text(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{DOVES_KEY}")
    select(walk, "🕊 Elle a rencontré")
    pick(walk, "Déclaration")
    select(walk, "Corvie 🕊")
    pick(walk, "un autre morceau")
    assert walk.page.input_value("[name=content]") == "Corvie 🕊 […] 🕊 Elle a rencontré"
    write(walk)
    (one,) = made(desk, DOVES_KEY)
    assert isinstance(one, Quotation) and [span.slice(DOVES) for span in one.content] == ["Corvie 🕊", "🕊 Elle a rencontré"]


def test_words_are_chosen_by_keyboard_alone(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{DOVES_KEY}")
    walk.press("v", "End", "ArrowRight", "Home")
    walk.press(*["Shift+ArrowRight"] * len("« Nous"))
    sync_api.expect(walk.page.locator("[data-chosen]")).to_have_text("« Nous")
    walk.press("Control+Shift+ArrowRight")
    sync_api.expect(walk.page.locator("[data-chosen]")).to_have_text("« Nous venons")
    walk.press("1")
    walk.page.locator("#adding-quotations [name=speakers]").fill("Irène Valcourt")
    walk.press("Enter")
    sync_api.expect(walk.page.locator(".kept")).not_to_be_empty()
    assert [one.content[0].slice(DOVES) for one in made(desk, DOVES_KEY) if isinstance(one, Quotation)] == ["« Nous venons"]


def test_typed_words_that_stand_several_times_are_chosen_by_keyboard(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{DOVES_KEY}")
    walk.press("n")
    walk.page.keyboard.type("elle")
    walk.page.locator("#adding-quotations button:not([type])").click()
    sync_api.expect(walk.page.locator("[data-choices] input")).to_have_count(2)
    walk.page.locator("[data-choices] input").nth(1).check()
    write(walk)
    (one,) = made(desk, DOVES_KEY)
    assert isinstance(one, Quotation) and one.content[0].start == DOVES.rindex("Elle")
    walk.faults[:] = [fault for fault in walk.faults if "400" not in fault]  # the browser tells of the answer that offers the choice


def test_other_words_are_set_on_a_record_that_stands(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{KEY}")
    walk.press("j", "e")
    sync_api.expect(walk.page.locator("[data-chosen]")).to_have_text("« Nous avons parlé, et c’est déjà beaucoup »")
    select(walk, "« Nous avons parlé", TALKS)
    pick(walk, "mots dits")
    sync_api.expect(walk.page.locator(".kept")).not_to_be_empty()
    select(walk, "Irène Valcourt", TALKS)
    walk.page.locator("[data-group=set-quotations] button", has_text="source").click()
    walk.page.wait_for_function("() => document.querySelectorAll('.card.current .said-of').length === 2")
    first = min(desk.read_article("talks", KEY).quotations, key=lambda one: one.content[0].start)
    assert [span.slice(TALKS) for span in (*first.content, *first.source)] == ["« Nous avons parlé", "Irène Valcourt"]
    assert [(line.action, line.field) for line in desk.journal("talks")] == [("set", "content"), ("set", "source")]


def test_a_paragraph_is_marked_complete_with_a_key_and_opened_again(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{KEY}")
    walk.press("j", "p")
    pressed = walk.page.locator(".complete[aria-pressed=true]")
    sync_api.expect(pressed).to_have_count(1)
    (line,) = desk.journal("talks")
    assert line.anchor and "Nous avons parlé" in line.anchor.exact
    assert walk.fragment is not None  # the chosen card stays
    assert walk.page.evaluate("() => document.querySelector('[data-text]').textContent") == TALKS
    walk.press("p")
    sync_api.expect(pressed).to_have_count(0)
    assert [one.action for one in desk.journal("talks")] == ["complete", "undo"]


def test_all_of_it_works_without_scripts(browser: Any, desk: Desk) -> None:
    with served(desk, "talks") as address:
        page = browser.new_context(java_script_enabled=False, locale="fr-FR").new_page()
        page.goto(address)
        page.goto(f"{address.partition('/?')[0]}/article/{DOVES_KEY}")
        page.click("#adding-quotations summary")
        page.fill("#adding-quotations [name=content]", '"Nous venons 🕊"')
        page.fill("#adding-quotations [name=speakers]", "Irène Valcourt")
        page.click("#adding-quotations button:not([type])")
        assert "ajouté à la main" in page.inner_text(".card summary")
        page.locator(".complete").nth(1).click()
        sync_api.expect(page.locator(".complete[aria-pressed=true]")).to_have_count(1)
        page.click(".undoing button")
        sync_api.expect(page.locator(".complete[aria-pressed=true]")).to_have_count(0)
        page.context.close()
    assert len(made(desk, DOVES_KEY)) == 1


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light")])
def test_form_and_bar_can_be_used_by_everybody_and_fit(browser: Any, desk: Desk, width: int, scheme: Any) -> None:
    with served(desk, "talks") as address:
        walk = walking(browser, address, width, color_scheme=scheme, bypass_csp=True)
        walk.go(f"/article/{DOVES_KEY}")
        select(walk, "Irène Valcourt")
        assert walk.serious() == [] and walk.page.evaluate(TOO_WIDE) <= 0
        for key in ("1", "m"):
            walk.press("Escape", key)
            select(walk, "Vevey")
            assert walk.serious() == [] and walk.page.evaluate(TOO_WIDE) <= 0
        walk.page.context.close()
