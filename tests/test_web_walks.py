"""The page of a dossier in a real browser: read, follow a link, filter, search, review, upload, by keyboard; nothing is asked of any network.

`vendor/axe.min.js` (axe-core, MPL-2.0) looks for what keeps people from using a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_CHROMIUM, TOO_WIDE, VIOLATIONS, Walk, sync_api, walking
from laid import put
from made_readings import TALKS, hostile, talks

from pourparler.desk import Desk
from pourparler.model import Reading, Span
from pourparler.web.serving import served

pytestmark = NEEDS_CHROMIUM

KEY = talks().article.key
DOVES = "🕊🕊 Corvie 🕊\n« Nous venons »"
LINKED = "() => [...(CSS.highlights.get('linked') || [])].map(String)"
CURRENT = "() => [...(CSS.highlights.get('current') || [])].map(String)"


def doves() -> Reading:
    """An article whose letters take two units each in a script."""
    reading = talks()
    article = reading.article.__class__("d" * 16, "doves.txt", DOVES, "fr", ())
    return reading.__class__(article, ("quotations",))


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with Desk(tmp_path / "talks.db", by="anna") as desk:
        desk.new("talks", "Vevey")
        for reading in (talks(), hostile(), doves()):
            put(desk, reading)
        with served(desk, "talks") as first:
            yield first


@pytest.fixture
def walk(browser: Any, address: str) -> Iterator[Walk]:
    made = walking(browser, address)
    yield made
    assert made.faults == []
    assert made.abroad == []
    made.page.context.close()


def test_reading_goes_by_j_and_k_and_shows_why(walk: Walk) -> None:
    walk.go(f"/article/{KEY}")
    seen = []
    for _ in talks().quotations:
        walk.press("j")
        seen.append(walk.page.evaluate(CURRENT))
    text = TALKS
    assert seen == [[span.slice(text) for span in one.content] for one in sorted(talks().quotations, key=lambda one: one.content[0].start)]
    walk.press("k", "k")
    assert "Luc Ferrand" in walk.page.locator(".card.current").inner_text()
    assert walk.page.locator(".card.current dl").is_visible()


@pytest.mark.parametrize("close", ["Escape", "a button"])
def test_on_a_phone_a_card_can_be_closed_and_no_key_judges_it_then(browser: Any, address: str, close: str) -> None:
    walk = walking(browser, address, 390)
    walk.go(f"/article/{KEY}")
    count = walk.page.locator(".card.of-quotations").count()
    walk.press("j", "j")
    second = walk.fragment
    assert walk.page.locator(".card.current").evaluate("card => getComputedStyle(card).position") == "fixed"
    if close == "Escape":
        walk.press("Escape")
    else:
        walk.page.click(".card.current [data-put-down]")
    assert walk.page.locator(".card.current").count() == 0 and walk.page.locator(".card details[open]").count() == 0
    walk.press("x")
    assert walk.page.locator(".card.of-quotations").count() == count and walk.page.evaluate(CURRENT) == []
    walk.press("k", "j")
    assert walk.fragment == second and walk.faults == []
    walk.page.context.close()


def test_layers_are_switched_and_stay_so(walk: Walk) -> None:
    walk.go(f"/article/{KEY}")
    assert not walk.page.locator(".card.when").first.is_visible()
    walk.page.check("#show-times")
    assert walk.page.locator(".card.when").first.is_visible()
    walk.page.reload()
    assert walk.page.locator(".card.when").first.is_visible()
    walk.page.uncheck("#show-quotations")
    assert not walk.page.locator(".card.direct").first.is_visible()


@pytest.mark.parametrize(("start", "end"), [(0, 1), (3, 9), (10, 11), (12, 26)])
def test_a_link_leads_to_its_code_points_beyond_emoji(walk: Walk, start: int, end: int) -> None:
    walk.go(f"/article/{'d' * 16}#c={start}-{end}")
    assert walk.page.evaluate(LINKED) == [Span(start, end).slice(DOVES)]


def test_selected_words_get_a_link_in_code_points(walk: Walk) -> None:
    walk.go(f"/article/{'d' * 16}")
    walk.page.evaluate("() => { const text = document.querySelector('[data-text]'); getSelection().selectAllChildren(text.querySelector('p')); }")
    walk.press("l")
    start, end = map(int, walk.page.evaluate("() => location.hash.slice(3)").split("-"))
    assert Span(start, end).slice(DOVES) == walk.page.evaluate("() => getSelection().toString()")
    assert walk.page.evaluate(LINKED) == [Span(start, end).slice(DOVES)]


def test_a_link_to_a_record_opens_its_card(walk: Walk) -> None:
    second = talks().quotations[1].content[0]
    walk.go(f"/article/{KEY}#c={second.start}-{second.end}")
    assert walk.fragment == f"c={second.start}-{second.end}"
    assert walk.page.evaluate(LINKED) == [second.slice(TALKS)]


def test_hostile_words_run_nowhere(walk: Walk) -> None:
    alarms: list[str] = []
    walk.page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for path in ("/", "/articles", f"/article/{hostile().article.key}", "/search?q=titre", "/review"):
        walk.go(path)
    assert alarms == []


def test_the_pane_holds_the_article_to_the_letter(walk: Walk) -> None:
    for reading in (talks(), hostile()):
        walk.go(f"/article/{reading.article.key}")
        assert walk.page.evaluate("() => document.querySelector('[data-text]').textContent") == reading.article.text


def test_filters_change_the_list_and_the_address_without_a_new_page(walk: Walk) -> None:
    walk.go("/")
    walk.page.evaluate("() => { window.same = true; }")
    walk.page.fill("[name=by]", "Valcourt")
    walk.press("Enter")
    sync_api.expect(walk.page.locator("#lists [data-row]")).to_have_count(2)
    assert "by=Valcourt" in walk.page.url and walk.page.evaluate("() => window.same")
    walk.press("Escape")
    walk.press("j", "Enter")
    walk.page.wait_for_url("**/article/**")
    assert walk.page.evaluate(LINKED) == ["« Nous avons parlé, et c’est déjà beaucoup »"]
    walk.page.go_back()
    sync_api.expect(walk.page.locator("#lists [data-row]")).to_have_count(2)


def test_a_choice_filters_at_once(walk: Walk) -> None:
    walk.go("/")
    walk.page.select_option("[name=kind]", "mixed")
    sync_api.expect(walk.page.locator("#lists [data-row]")).to_have_count(1)
    assert "kind=mixed" in walk.page.url


def test_lists_work_without_scripts(browser: Any, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.fill("[name=by]", "Valcourt")
    page.click(".filters button")
    sync_api.expect(page.locator("#lists [data-row]")).to_have_count(2)
    page.locator("a.words").first.click()
    sync_api.expect(page.locator(".chip:target")).to_have_count(1)
    page.context.close()


def test_a_search_begins_with_a_stroke(walk: Walk) -> None:
    walk.go("/articles")
    walk.press("/")
    walk.page.keyboard.type("parlé")
    walk.press("Enter")
    walk.page.wait_for_url("**/search?q=**")
    walk.press("?")
    assert walk.page.locator("#keys").is_visible()
    walk.press("Escape")
    assert not walk.page.locator("#keys").is_visible()


def test_the_review_goes_by_keyboard(walk: Walk) -> None:
    walk.go("/review")
    tasks = walk.page.locator("[data-item]").count()
    walk.press("j", "a")
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks - 1)
    walk.press("k", "x")
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks - 2)
    walk.press("u")
    sync_api.expect(walk.page.locator("[data-item]")).to_have_count(tasks - 1)


def test_a_speaker_is_set_by_keyboard_and_stands_on_the_pane(walk: Walk) -> None:
    denial = next(one for one in talks().quotations if one.id == "q5").content[0]
    walk.go(f"/review/{KEY}/q5-made")
    walk.press("s")
    walk.page.locator("[data-item] details[open] [name=after]:not(button)").fill("Luc Ferrand")
    walk.press("Enter")
    sync_api.expect(walk.page.locator(".kept")).not_to_be_empty()
    walk.go(f"/article/{KEY}#c={denial.start}-{denial.end}")
    card = walk.page.locator(".card.current").inner_text()
    assert "Luc Ferrand" in card and "corrigé" in card and "anna" in card


def test_a_card_is_judged_where_it_is_read_and_the_judgement_can_be_taken_back(walk: Walk) -> None:
    walk.go(f"/article/{KEY}")
    count = walk.page.locator(".card.of-quotations").count()
    walk.press("j", "x")
    sync_api.expect(walk.page.locator(".card.of-quotations")).to_have_count(count - 1)
    walk.page.click(".rejected summary")
    walk.page.click(".rejected button")
    sync_api.expect(walk.page.locator(".card.of-quotations")).to_have_count(count)


def test_a_dropped_file_is_read(walk: Walk, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Texte court et sans langue claire ?", encoding="utf-8")
    walk.go("/inbox")
    walk.page.set_input_files("#files", tmp_path / "note.txt")
    walk.page.click(".drop button")
    sync_api.expect(walk.page.locator(".upload")).to_have_count(1)
    sync_api.expect(walk.page.locator(".upload.done, .upload.failed")).to_have_count(1, timeout=90_000)


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light")])
def test_pages_can_be_used_by_everybody_and_fit(browser: Any, address: str, width: int, scheme: Any) -> None:
    """No serious fault that axe knows, no sideways scrolling. The policy is lifted for the tool alone, in a context of its own."""
    walk = walking(browser, address, width, color_scheme=scheme, bypass_csp=True)
    for path in ("/", "/articles", f"/article/{KEY}", "/search?q=parlé", "/check?q=nous avons parlé", "/review", "/inbox", "/export", "/basket"):
        walk.go(path)
        walk.press("j")
        assert walk.serious() == [], path
        assert walk.page.evaluate(VIOLATIONS) == [], path
        assert walk.page.evaluate(TOO_WIDE) <= 0, path
    walk.page.context.close()
