"""Where a person stumbles on the page of a dossier: a double click, a key held down, a server that is gone, a record that changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_CHROMIUM, Walk, sync_api, walked, walking
from laid import vevey
from made_readings import talks

from pourparler.desk import Desk
from pourparler.web.serving import served
from pourparler.wording import wording

pytestmark = NEEDS_CHROMIUM

KEY = talks().article.key
FR = wording("fr")
READY = "() => document.readyState === 'complete'"
IN_VIEW = "box => { const at = box.getBoundingClientRect(); return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight; }"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with vevey(tmp_path, talks()) as made:
        yield made


@pytest.fixture
def walk(browser: Any, desk: Desk) -> Iterator[Walk]:
    with walked(browser, desk) as made:
        yield made


def test_a_double_click_judges_one_record(walk: Walk, desk: Desk) -> None:
    walk.go("/review")
    tasks = walk.page.locator("[data-item]").count()
    walk.page.locator(".verdicts button, [data-item] button").first.dblclick(delay=120)
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks - 1)
    walk.page.wait_for_timeout(300)
    assert len(desk.journal("talks")) == 1


def test_a_key_held_down_judges_one_record(walk: Walk, desk: Desk) -> None:
    walk.go("/review")
    tasks = walk.page.locator("[data-item]").count()
    walk.page.keyboard.down("a")
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks - 1)
    for _ in range(3):
        walk.page.keyboard.down("a")
        walk.page.wait_for_timeout(60)
    walk.page.keyboard.up("a")
    assert len(desk.journal("talks")) == 1


def test_a_form_sent_twice_adds_one_record(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{KEY}")
    walk.press("n")
    walk.page.fill("#adding-quotations [name=content]", "Pourparlers à Vevey")
    twice = "form => { form.requestSubmit(); setTimeout(() => form.requestSubmit(), 15); }"
    walk.page.locator("#adding-quotations form").evaluate(twice)
    walk.page.wait_for_url("**#c=**")
    walk.page.wait_for_timeout(300)
    assert [line.action for line in desk.journal("talks")] == ["add"]


def test_a_page_whose_start_is_over_says_that_nothing_was_written(walk: Walk, desk: Desk) -> None:
    walk.go("/review")
    walk.page.context.clear_cookies()
    walk.press("a")
    told = walk.page.locator("[data-told]")
    sync_api.expect(told).to_contain_text("pourparler serve")
    assert told.evaluate(IN_VIEW) and desk.journal("talks") == []


def test_a_server_that_is_gone_is_said(walk: Walk, desk: Desk) -> None:
    walk.go("/review")
    walk.page.context.set_offline(True)
    walk.press("a")
    told = walk.page.locator("[data-told]")
    sync_api.expect(told).to_have_text(FR("web.unreached"))
    walk.page.wait_for_timeout(300)
    walk.page.context.set_offline(False)
    walk.press("a")  # one goes on where one was
    sync_api.expect(walk.page.locator("#queue .kept")).to_contain_text(FR("action.accept"))
    assert [line.action for line in desk.journal("talks")] == ["accept"]


def test_what_was_written_is_told_in_view_and_aloud_deep_in_an_article(walk: Walk, desk: Desk) -> None:
    walk.page.set_viewport_size({"width": 1000, "height": 420})
    walk.go(f"/article/{KEY}")
    for _ in range(5):
        walk.press("j")
    place = walk.fragment
    walk.press("a")
    told = walk.page.locator("[data-told]")
    sync_api.expect(told).to_contain_text(FR("action.accept"))
    (line,) = desk.journal("talks")
    assert line.anchor and line.anchor.exact[:20] in told.inner_text()
    assert told.evaluate(IN_VIEW) and walk.fragment == place


def test_an_undo_leads_back_to_the_words_it_is_about(walk: Walk, desk: Desk) -> None:
    walk.page.set_viewport_size({"width": 1000, "height": 420})
    walk.go(f"/article/{KEY}")
    for _ in range(4):
        walk.press("j")
    place = walk.fragment
    walk.press("x")
    sync_api.expect(walk.page.locator("[data-told]")).to_contain_text(FR("action.reject"))
    walk.press("u")
    sync_api.expect(walk.page.locator("[data-told]")).to_contain_text(FR("action.undo"))
    assert walk.fragment == place
    sync_api.expect(walk.page.locator(".card.current .judging")).to_be_visible()
    assert [line.action for line in desk.journal("talks")] == ["reject", "undo"]


def test_nobody_judges_what_another_changed_meanwhile(walk: Walk, desk: Desk, tmp_path: Path) -> None:
    walk.go("/review")
    record = walk.page.locator("[data-item] [name=record]").first.get_attribute("value")
    tasks = walk.page.locator("[data-item]").count()
    with Desk(tmp_path / "talks.db", by="bob") as other:
        other.correct("talks", KEY, record or "", "set", "status", "denied")
    walk.press("a")
    sync_api.expect(walk.page.locator("#queue .kept")).to_contain_text("entre-temps")
    assert [line.by for line in desk.journal("talks")] == ["bob"]
    assert walk.page.locator("[data-item]").count() == tasks
    sync_api.expect(walk.page.locator("[data-item]").first).to_contain_text(FR("status.denied"))
    walk.press("a")
    sync_api.expect(walk.page.locator("#queue .kept")).to_contain_text(FR("action.accept"))
    assert [line.by for line in desk.journal("talks")] == ["bob", "anna"]


@pytest.mark.parametrize("key", ["a", "x"])
def test_a_record_that_went_while_its_page_was_open_leaves_one_on_the_article(walk: Walk, desk: Desk, tmp_path: Path, key: str) -> None:
    walk.go(f"/article/{KEY}")
    walk.press("j", "j")
    record = walk.page.locator(".card.current").get_attribute("data-record")
    with Desk(tmp_path / "talks.db", by="bob") as other:
        other.correct("talks", KEY, record or "", "reject")
    walk.press(key)
    sync_api.expect(walk.page.locator(".article-head [role=alert]")).to_be_visible()
    walk.page.wait_for_url(f"{walk.home}/article/{KEY}**")
    assert [line.by for line in desk.journal("talks")] == ["bob"]
    walk.page.reload()
    assert walk.page.locator("[data-text]").count() == 1


def test_in_two_windows_the_second_sees_what_the_first_wrote(walk: Walk, desk: Desk) -> None:
    walk.go(f"/article/{KEY}")
    other = walk.page.context.new_page()
    other.goto(f"{walk.home}/article/{KEY}")
    other.keyboard.press("j")
    other.keyboard.press("x")
    sync_api.expect(other.locator(".rejected")).to_be_visible()
    walk.press("j", "a")
    sync_api.expect(walk.page.locator(".article-head [role=alert]")).to_be_visible()
    sync_api.expect(walk.page.locator(".rejected")).to_be_visible()
    assert [line.action for line in desk.journal("talks")] == ["reject"]


def test_by_keyboard_one_comes_from_a_chosen_card_to_its_buttons_and_stays_there_after_a_judgement(walk: Walk) -> None:
    inside = "() => Boolean(document.activeElement.closest('.card.current'))"
    walk.go(f"/article/{KEY}")
    walk.press("j", "j", "j")
    assert walk.page.evaluate(inside)
    walk.press("Tab")
    assert walk.page.evaluate("() => document.activeElement.matches('.card.current :is(button, a)')")
    place = walk.fragment
    walk.press("a")
    sync_api.expect(walk.page.locator("[data-told]")).to_contain_text(FR("action.accept"))
    walk.page.wait_for_function(inside)
    assert walk.fragment == place
    walk.press("j")
    assert walk.fragment != place and walk.page.evaluate(inside)


def test_after_a_filter_and_back_the_page_answers_as_before(walk: Walk) -> None:
    walk.go("/")
    rows = walk.page.locator("#lists [data-row]")
    count = rows.count()
    walk.page.select_option("[name=kind]", "mixed")
    sync_api.expect(rows).to_have_count(1)
    walk.page.go_back()
    sync_api.expect(rows).to_have_count(count)
    walk.page.wait_for_function(READY)
    assert walk.page.locator("[name=kind]").input_value() == ""
    walk.press("?")
    sync_api.expect(walk.page.locator("#keys")).to_be_visible()
    walk.press("Escape")
    walk.page.select_option("[name=kind]", "mixed")
    sync_api.expect(rows).to_have_count(1)
    walk.page.evaluate("() => history.back()")
    sync_api.expect(rows).to_have_count(count)
    walk.page.wait_for_function(READY)
    walk.page.evaluate("() => history.forward()")
    sync_api.expect(rows).to_have_count(1)
    walk.page.wait_for_function(READY)
    walk.press("j", "Enter")
    walk.page.wait_for_url("**/article/**")


@pytest.mark.parametrize("path", [f"/article/{KEY}", "/review"])
def test_where_colours_are_forced_layers_and_the_chosen_one_are_still_seen(browser: Any, desk: Desk, path: str) -> None:
    style = "one => { const it = getComputedStyle(one); return [it.borderBottomStyle, it.outlineStyle]; }"
    with served(desk, "talks") as first:
        walk = walking(browser, first, forced_colors="active")
        walk.go(path)
        walk.press("j")
        assert walk.page.locator(".current").first.evaluate(style)[1] == "solid"
        if path != "/review":
            kinds = {kind: walk.page.locator(f".text .said.{kind}").first.evaluate(style)[0] for kind in ("direct", "indirect", "mixed")}
            assert kinds == {"direct": "solid", "indirect": "dashed", "mixed": "double"}
        walk.page.context.close()


def test_after_a_skipped_record_one_goes_on_at_the_same_place_and_after_an_undo_at_what_it_brought_back(walk: Walk, desk: Desk) -> None:
    record = "() => document.querySelector('.item.current [name=record]').value"
    walk.go("/review")
    tasks = walk.page.locator("[data-item]").count()
    items = walk.page.locator("[data-item]")
    skipped, judged, following = (items.nth(at).locator("[name=record]").first.get_attribute("value") for at in range(3))
    walk.press("j", "a")
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks - 1)
    assert walk.page.evaluate(record) == following
    walk.press("k")
    assert walk.page.evaluate(record) == skipped
    walk.press("u")
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks)
    assert walk.page.evaluate(record) == judged
    assert [line.action for line in desk.journal("talks")] == ["accept", "undo"]


def test_words_that_are_refused_stay_in_their_field_to_be_mended(walk: Walk, desk: Desk) -> None:
    walk.go("/review")
    walk.press("e")
    box = walk.page.locator(".item.current details[open] [name=after]").first
    right = box.input_value()
    box.fill(right + " ?!")
    walk.press("Enter")
    sync_api.expect(walk.page.locator("#queue .kept[role=alert]")).to_be_visible()
    assert desk.journal("talks") == []
    sync_api.expect(box).to_be_focused()
    sync_api.expect(box).to_have_value(right + " ?!")
    walk.press("End", "Backspace", "Backspace", "Backspace", "Enter")
    sync_api.expect(walk.page.locator("#queue .kept")).to_contain_text(FR("action.set"))
    assert [line.field for line in desk.journal("talks")] == ["content"]
