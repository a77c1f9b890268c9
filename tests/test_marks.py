"""Quotation marks: pairs, damage, apostrophes, paragraphs. Written as text; «marked» pieces are listed as they should be found."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marked import article

from pourparler.quotations.marks import find_marked


def outer(text: str) -> list[list[str]]:
    """The pieces of every outermost quotation of a text, as words."""
    marked, _ = find_marked(text, article(text, "fr").paragraphs)
    return [[piece.slice(text) for piece in one.pieces] for one in marked if one.depth == 0]


PAIRS = [
    ("Il a dit « oui » puis « non ».", [["« oui »"], ["« non »"]]),
    ("Il a dit “oui”.", [["“oui”"]]),
    ('Il a dit "oui" et "non".', [['"oui"'], ['"non"']]),
    ("Il a dit ‘oui’.", [["‘oui’"]]),
    ("Il a dit 'oui, demain' hier.", [["'oui, demain'"]]),
    ("Er sagte „ja“ dazu.", [["„ja“"]]),
    ("L'accord d'hier n'est qu'un début, dit l'élu.", []),
    ("L’accord d’hier n’est qu’un début.", []),
    ("the ministers' talks and Russia's answer", []),
    ("« Il m’a dit : “Jamais” », raconte-t-elle.", [["« Il m’a dit : “Jamais” »"]]),
    ("« a « b » c »", [["« a « b » c »"]]),
    ("Elle a ajouté : Nous partons. »", [["Nous partons. »"]]),
    ("Elle parle d'« un pas ».", [["« un pas »"]]),
    ("«sans espaces»", [["«sans espaces»"]]),
    ("Il loue un « climat de travail >>.", [["« climat de travail >>"]]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pairs(text: str, expected: list[list[str]]) -> None:
    assert outer(text) == expected


DAMAGE = [
    ("Il a précisé qu' »on ne peut rien garantir. »", [["»on ne peut rien garantir. »"]], "opens"),
    ("« Nous partons, dit-il.", [["« Nous partons, dit-il."]], "never closed"),
    ("« Nous partons”, dit-il.", [["« Nous partons”"]], "closed by"),
    ("Nous partons », dit-il.", [], "without an opening"),
]


@pytest.mark.parametrize(("text", "expected", "told"), DAMAGE)
def test_damage_is_read_and_told(text: str, expected: list[list[str]], told: str) -> None:
    _, notes = find_marked(text, article(text, "fr").paragraphs)
    assert outer(text) == expected
    assert any(told in note.message for note in notes)
    assert all(0 <= note.span.start < note.span.end <= len(text) for note in notes)


PARAGRAPHS = [
    ("Elle dit : « Un.\n» Deux.\n» Trois. »", [["« Un.", "» Deux.", "» Trois. »"]]),
    ("“One.\n“Two.\n“Three.”", [["“One.", "“Two.", "“Three.”"]]),
    ("« Un.\nDeux. »\nTrois.", [["« Un.", "Deux. »"]]),
    ("« Un.\nDeux sans marque.\n« Autre chose », dit-il.", [["« Un.", "« Autre chose »"]]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_quotations_of_several_paragraphs(text: str, expected: list[list[str]]) -> None:
    found = [piece for pieces in outer(text) for piece in pieces]
    assert set(found) >= {expected[0][0]}
    if "Deux sans" not in text:
        assert outer(text) == expected


LETTERS = st.text(alphabet="ab .,:«»“”\"'’‘„‹›\n\u00a0-", max_size=120)


@given(LETTERS)
@example("''''")
def test_pieces_lie_in_the_text_and_outer_ones_do_not_overlap(text: str) -> None:
    marked, notes = find_marked(text, article(text, "fr").paragraphs)
    spans = sorted(piece for one in marked if one.depth == 0 for piece in one.pieces)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all("\n" not in span.slice(text) for span in spans)
    assert all(note.span.end <= len(text) for note in notes)


@pytest.mark.parametrize("letter", ["«", "»", '"', "'", "« a » ", "“", "»\n"])
def test_a_megabyte_of_marks_costs_linear_time(letter: str) -> None:
    def seconds(length: int) -> float:
        text = letter * (length // len(letter))
        start = time.process_time()
        find_marked(text, article(text, "fr").paragraphs)
        return time.process_time() - start

    seconds(10_000)
    small, large = max(seconds(50_000), 0.005), seconds(400_000)
    assert large < small * 8 * 4, f"{large:.2f} s for eight times what took {small:.3f} s"
