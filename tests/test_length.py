"""A text twice as long costs twice as much: what stands in it is asked for by its place, never one by one against everything else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.intake.text import read_text
from pourparler.model import Span
from pourparler.parsing import LONGEST_SENTENCE, parse
from pourparler.reader import Reader
from pourparler.spans import Spread, groups, spread_of

SYLLABLES = ("ka", "lo", "mi", "ren", "tov", "bas", "dur", "vel", "mon", "pi")
ROUND = {
    "one quotation": "« Nous avons parlé », a déclaré le ministre russe Sergueï Lavrov lundi à Istanbul. ",
    "paragraphs": "« Nous avons parlé », a déclaré le ministre russe Sergueï Lavrov lundi à Istanbul.\n\n",
    "unclosed": "Il a dit : « nous avons parlé de la paix et nous reviendrons demain.\n\n",
    "one meeting": "Le ministre russe Sergueï Lavrov a rencontré lundi à Istanbul son homologue turc Hakan Fidan. ",
    "pronouns": "Le ministre a déclaré qu'il partirait. Le président a répondu qu'il resterait. Elle a ajouté qu'ils se verraient.\n\n",
}
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1])), max_size=12)


def strangers(times: int) -> str:
    """Meetings of people of whom no two have one name."""
    dice = Random(7)
    name = lambda: "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()  # noqa: E731
    return "".join(f"{name()} {name()} a rencontré {name()} {name()} à {name()}. « Nous partons », a dit {name()}.\n\n" for _ in range(times))


def calls(text: str) -> int:
    """Python functions called to read a text that is parsed already."""
    article = read_text(text).article
    sentences, reader = parse(article), Reader()
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    reader.read_parsed(article, sentences)  # what is loaded once is loaded
    sys.setprofile(called)
    try:
        reader.read_parsed(article, sentences)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("make", [*(lambda times, one=one: one * times for one in ROUND.values()), strangers], ids=[*ROUND, "strangers"])
def test_twice_the_text_costs_twice_as_much(make: Callable[[int], str]) -> None:
    assert calls(make(200)) < 2.2 * calls(make(100))


def test_a_text_without_points_is_read_in_pieces() -> None:
    sentences = parse(read_text("le ministre a dit que " * 400).article)
    assert max(len(sentence.words) for sentence in sentences) == LONGEST_SENTENCE
    assert sum(len(sentence.words) for sentence in sentences) == 2000


@given(spans, st.integers(0, 60), st.integers(1, 20))
def test_a_spread_answers_as_asking_each_span_would(given: list[Span], start: int, length: int) -> None:
    spread, asked = Spread.of(given), Span(start, start + length)
    assert spread.overlapping(asked) == [number for number, span in enumerate(given) if span.overlaps(asked)]
    assert spread.covering(asked) == [number for number, span in enumerate(given) if span.covers(asked)]
    assert spread.covers(asked) == any(span.covers(asked) for span in given)


@given(st.lists(spans, max_size=4))
def test_the_spans_of_several_lists_know_their_list(lists: list[list[Span]]) -> None:
    spread, owners = spread_of(lists)
    flat = [(number, span) for number, spans in enumerate(lists) for span in spans]
    assert [(owners[number], spread.spans[place]) for place, number in enumerate(spread.numbers)] == sorted(flat, key=lambda pair: (pair[1], pair[0]))


@given(spans)
def test_groups_share_no_code_point(given: list[Span]) -> None:
    parts = groups(given)
    assert sorted(number for part in parts for number in part) == list(range(len(given)))
    covered = [{place for number in part for place in range(given[number].start, given[number].end)} for part in parts]
    assert sum(len(places) for places in covered) == len(set().union(*covered))
    assert all(part == sorted(part) for part in parts)
