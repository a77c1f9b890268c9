"""Words selected on the reading pane are kept by the right places, whatever the letters: emoji, accents of two code points, words from right to left.

The places are compared with the text by counting UTF-16 units from outside of the page's own code.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_CHROMIUM, Walk, sync_api, walked
from laid import vevey
from made_readings import talks

from pourparler.desk import Desk
from pourparler.model import Article, Paragraph, Quotation, Reading, Span

pytestmark = NEEDS_CHROMIUM

PARTS = (
    "Un été 🕊️ à Vevéy",
    "« Nous venons 👩‍👩‍👧 en paix 🇫🇷 », a dit Ada Sollo. 🕊🕊",
    "Le ministre \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd a répondu : "
    "« \u0623\u0647\u0644\u0627 \u0648\u0633\u0647\u0644\u0627 » \u200fpuis s’est tu.",
    "Cafe\u0301, e\u0301te\u0301, o\u0308\u0332 : 𝔸𝔹ℂ, et « jusqu’au\u00a0bout »\u202f!",
)
TEXT = "\n\n".join(PARTS)
KEY = "e" * 16
ROUNDS = 60
SELECT = """([from, to]) => {
  const at = (units) => {
    const walker = document.createTreeWalker(document.querySelector('[data-text]'), NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (units > node.length) { units -= node.length; node = walker.nextNode(); }
    return [node, units];
  };
  getSelection().setBaseAndExtent(...at(from), ...at(to));
}"""
MIDDLE = """words => { const walker = document.createTreeWalker(document.querySelector('[data-text]'), NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const found = node.data.indexOf(words);
  if (found < 0) continue;
  const range = document.createRange(); range.setStart(node, found); range.setEnd(node, found + words.length);
  const box = range.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2];
} }"""


def letters() -> Reading:
    paragraphs, position = [], 0
    for number, part in enumerate(PARTS):
        paragraphs.append(Paragraph(Span(position, position + len(part)), "title" if number == 0 else "body", "fr"))
        position += len(part) + 2
    said = Span(TEXT.index("« Nous"), TEXT.index(" », a dit") + 2)
    one = Quotation(**{**fields(talks().quotations[0]), "id": "q1", "content": (said,), "source": (), "cue": (), "speakers": (), "said_on": None})
    return Reading(Article(KEY, "letters.txt", TEXT, "fr", tuple(paragraphs)), ("quotations",), quotations=(one,))


def fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def units(points: int) -> int:
    return len(TEXT[:points].encode("utf-16-le")) // 2


def trimmed(start: int, end: int) -> tuple[int, int] | None:
    words = TEXT[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with vevey(tmp_path, letters()) as made:
        yield made


@pytest.fixture
def walk(browser: Any, desk: Desk) -> Iterator[Walk]:
    with walked(browser, desk) as made:
        made.go(f"/article/{KEY}")
        yield made
        assert made.faults == []


def given(walk: Walk) -> str:
    return str(walk.page.locator("#adding-quotations [name=content_at]").input_value())


def test_any_selection_forwards_and_backwards_is_kept_by_its_code_points(walk: Walk) -> None:
    chance = random.Random(12)
    walk.press("n")
    wrong = []
    for turn in range(ROUNDS):
        start, end = sorted(chance.sample(range(len(TEXT) + 1), 2))
        ends = (units(end), units(start)) if turn % 2 else (units(start), units(end))
        walk.page.evaluate(SELECT, ends)
        walk.page.evaluate("() => look()")  # the page waits a moment before it looks
        right = trimmed(start, end)
        if right is None:
            continue
        walk.page.evaluate("() => take('content')")
        words = walk.page.locator("#adding-quotations [name=content]").input_value()
        if given(walk) != f"{right[0]}-{right[1]}" or words.split() != TEXT[slice(*right)].split():
            wrong.append((right, given(walk), words))
    assert wrong == []


@pytest.mark.parametrize("words", ["venons", "\u05e9\u05dc\u05d5\u05dd", "Cafe\u0301", "bout"])
def test_a_double_click_takes_the_word_and_its_record_holds_it(walk: Walk, desk: Desk, words: str) -> None:
    x, y = walk.page.evaluate(MIDDLE, words)
    walk.page.mouse.dblclick(x, y)
    sync_api.expect(walk.page.locator("[data-selection]")).to_be_visible()
    walk.press("1")
    start = TEXT.index(words)
    assert given(walk) == f"{start}-{start + len(words)}"
    walk.page.click("#adding-quotations form .does button:not([type=button])")
    walk.page.wait_for_url("**#c=**")
    (line,) = desk.journal("talks")
    assert line.anchor and (line.anchor.exact, line.anchor.start, line.anchor.end) == (words, start, start + len(words))


def test_words_dragged_over_two_paragraphs_from_end_to_start(walk: Walk) -> None:
    last, first = walk.page.evaluate(MIDDLE, "puis"), walk.page.evaluate(MIDDLE, "paix")
    walk.page.mouse.move(*last)
    walk.page.mouse.down()
    walk.page.mouse.move(*first, steps=6)
    walk.page.mouse.up()
    sync_api.expect(walk.page.locator("[data-selection]")).to_be_visible()
    walk.press("1")
    start, end = map(int, given(walk).split("-"))
    assert TEXT.index("paix") <= start <= TEXT.index("paix") + 4 and TEXT.index("puis") <= end <= TEXT.index("puis") + 4


def test_every_link_leads_to_its_code_points(walk: Walk) -> None:
    chance = random.Random(7)
    for _ in range(ROUNDS // 2):
        start, end = sorted(chance.sample(range(len(TEXT) + 1), 2))
        walk.page.evaluate(f"() => {{ location.hash = 'c={start}-{end}'; }}")
        walk.page.wait_for_timeout(30)
        assert walk.page.evaluate("() => [...CSS.highlights.get('linked')].map(String)") == [TEXT[start:end]]
