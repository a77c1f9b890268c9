"""What stands around a record or a place that is offered: cut between words, and said to be cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_readings import article, at, talks

from pourparler.model import Quotation, Reading
from pourparler.web.adding import MOST, NEAR, choice
from pourparler.web.reviewing import AROUND, context

LONG = f"{'avant ' * 200}il a dit que « tout va bien » {'après ' * 200}fin."


def passage(text: str, words: str) -> list[tuple[str, bool]]:
    record: Quotation = replace(talks().quotations[0], content=(at(text, words),), cue=(), source=())
    return list(context(Reading(article(text), ("quotations",), quotations=(record,)), record))


def test_a_long_paragraph_is_cut_between_words_on_both_sides() -> None:
    pieces = passage(LONG, "que « tout va bien »")
    assert [piece for piece, mine in pieces if mine] == ["que « tout va bien »"]
    told = "".join(piece for piece, _ in pieces)
    assert told.startswith(" … avant avant") and told.rstrip().endswith("après …")
    assert set(told.split()) == {"…", "avant", "il", "a", "dit", "que", "«", "tout", "va", "bien", "»", "après"}
    assert 2 * AROUND - 20 < len(told) < 2 * AROUND + 40


@pytest.mark.parametrize("text", ["Il a dit que « oui ».", "« oui »", f"{'x' * 2000}« oui »{'y' * 2000}"])
def test_a_passage_holds_the_words_and_no_letter_twice(text: str) -> None:
    pieces = passage(text, "« oui »")
    told = "".join(piece for piece, _ in pieces if piece.strip() != "…")
    assert ("« oui »", "words") in pieces and told in text
    assert ("…" in "".join(piece for piece, _ in pieces)) == (told != text)


def test_a_place_that_is_offered_stands_among_its_words() -> None:
    offered = choice(LONG, (at(LONG, "tout"), at(LONG, "bien")))
    start = LONG.index("tout")
    assert (offered.words, offered.at) == ("tout va bien", f"{start}-{start + 4} {start + 8}-{start + 12}")
    assert offered.before.endswith("avant il a dit que « ") and len(offered.before.split()) <= NEAR
    assert offered.after.startswith(" » après") and len(offered.after) <= MOST
    alone = choice("x" * 5000, (at("x" * 5000, "x"),))
    assert (alone.before, alone.words, len(alone.after)) == ("", "x", MOST)
