"""Words that are found again, and records that a correction holds on to through every change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from made_corrections import Q1, Q2, Q3, Q4, Q5, READING, changed_quotations, lines, say
from made_readings import TALKS, at

from pourparler.dossier.anchors import anchor_of, anchor_of_record, locate
from pourparler.dossier.attaching import attach
from pourparler.model import Article, Correction, Quotation, Reading, Span, hull

# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TALKS, "que les experts se reverraient « avant l’été »"),
        ("Mis à jour à midi.\n" + TALKS, "que les experts se reverraient « avant l’été »"),
        (TALKS.replace(" ", "\u00a0"), "que\u00a0les\u00a0experts\u00a0se\u00a0reverraient\u00a0«\u00a0avant\u00a0l’été\u00a0»"),
        (TALKS.replace("se reverraient « ", "se\n  reverraient «\u202f"), "que les experts se\n  reverraient «\u202favant l’été »"),
        (TALKS.replace("Elle a ajouté", "Puis elle ajouta"), "que les experts se reverraient « avant l’été »"),
        (TALKS.replace("se reverraient", "se verraient"), None),
        (TALKS + TALKS, None),
        ("", None),
    ],
)
def test_words_are_found_where_they_stand_now_or_nowhere(text: str, found: str | None) -> None:
    span = locate(anchor_of_record(READING.article, Q2), lines(text))
    assert (span and span.slice(text)) == found


def test_short_words_need_what_stood_on_both_sides() -> None:
    anchor = anchor_of(READING.article, "events", at(TALKS, "dément"))
    assert locate(anchor, lines(TALKS.replace("corvienne dément", "voisine dément"))) is None
    edited = TALKS.replace("raconté le porte-parole Luc", "dit L.")
    assert locate(anchor, lines(edited)) == at(edited, "dément")
    assert locate(anchor, lines("Une ligne.\n" + TALKS)) == Span(anchor.start + 11, anchor.end + 11)


def test_an_anchor_keeps_32_signs_on_each_side_and_fewer_at_the_edges() -> None:
    anchor = anchor_of_record(READING.article, Q1)
    assert (len(anchor.prefix), len(anchor.suffix)) == (32, 32)
    edge = anchor_of(READING.article, "mentions", Span(0, 4))
    assert (edge.prefix, edge.exact) == ("", "Menu")
    assert anchor.prefix + anchor.exact + anchor.suffix in TALKS


# Attaching


def held_by(reading: Reading, correction: Correction, versions: Sequence[str] = ()) -> list[str] | str:
    """The words of the records that a correction holds on to, or the reason why it holds on to none."""
    attached = attach(reading, [correction], versions)
    if attached.detached:
        return attached.detached[0].reason
    text = reading.article.text
    spans = {record.id: record.content for record in reading.quotations} | {record.id: record.trigger for record in reading.events}
    return [hull(spans[name]).slice(text) for name in attached.held[0].records]


def test_the_same_id_comes_first() -> None:
    assert held_by(READING, say(1, "accept", Q4)) == ["“Nous viendrons”"]
    renamed = replace(READING, quotations=tuple(replace(q, rule="fr.cues.other", score=0.1) for q in READING.quotations))
    assert held_by(renamed, say(1, "accept", Q4)) == ["“Nous viendrons”"]


def test_a_content_without_its_complementiser_is_the_same_record() -> None:
    (piece,) = Q2.content
    shorter = changed_quotations(READING, Q1, replace(Q2, content=(Span(piece.start + 4, piece.end),)), Q3)
    assert held_by(shorter, say(1, "accept", Q2)) == ["les experts se reverraient « avant l’été »"]


def test_a_saying_within_a_saying_is_never_taken_for_it() -> None:
    """The outer one shares more than half of its words with a longer inner one: only the cue tells them apart."""
    inner = at(TALKS, "“Nous viendrons”, et je le crois")
    longer = replace(Q4, content=(inner,))
    assert held_by(changed_quotations(READING, Q3), say(1, "accept", longer)) == "no record holds its words any more"
    assert held_by(changed_quotations(READING, longer), say(1, "accept", Q3)) == "no record holds its words any more"
    assert held_by(changed_quotations(READING, Q3), say(1, "reject", longer)) == []


def test_a_cue_that_somebody_put_into_its_own_content_parts_no_record_from_itself() -> None:
    (piece,) = Q2.content
    odd = replace(Q2, cue=(at(TALKS, "se reverraient"),))
    shorter = changed_quotations(READING, replace(Q2, content=(Span(piece.start + 4, piece.end),)))
    found = ["les experts se reverraient « avant l’été »"]
    assert held_by(shorter, say(1, "reject", odd)) == held_by(shorter, say(1, "accept", odd)) == found


def halves(quotation: Quotation, at_word: str) -> tuple[Quotation, Quotation]:
    (piece,) = quotation.content
    cut = at(TALKS, at_word).start
    return replace(quotation, content=(Span(piece.start, cut - 1),)), replace(quotation, content=(Span(cut, piece.end),), cue=())


def test_of_a_record_split_in_two_the_greater_part_keeps_the_judgement_and_both_the_rejection() -> None:
    first, second = halves(Q1, "déjà beaucoup")
    split = changed_quotations(READING, first, second, Q2)
    assert held_by(split, say(1, "accept", Q1)) == ["« Nous avons parlé, et c’est"]
    assert held_by(split, say(1, "reject", Q1)) == sorted(held_by(split, say(1, "reject", Q1)))
    assert set(held_by(split, say(1, "reject", Q1))) == {"« Nous avons parlé, et c’est", "déjà beaucoup »"}


def test_a_rejection_of_a_few_words_of_a_record_is_shown_and_not_taken_for_done() -> None:
    """Somebody had cut the record to two words, rejected it, and took the cut back."""
    cut = replace(Q1, id="q-0", content=(at(TALKS, "« Nous"),))
    assert held_by(READING, say(1, "reject", cut)) == "the record that holds the rejected words holds others as well"
    assert held_by(changed_quotations(READING, Q2), say(1, "reject", cut)) == []


def test_where_both_parts_could_be_meant_none_is() -> None:
    first, second = halves(Q1, "et c’est")
    assert held_by(changed_quotations(READING, first, second), say(1, "accept", Q1)) == "its words belong to several records now"


def test_a_record_made_of_two_keeps_one_judgement_and_shows_the_other() -> None:
    first, second = (replace(half, id=name) for half, name in zip(halves(Q1, "beaucoup"), ("q-1", "q-2"), strict=True))
    accepted, set_apart = say(1, "accept", first), say(2, "set", second, "status", "denied")
    attached = attach(changed_quotations(READING, Q1), [accepted, set_apart])
    assert [hold.correction for hold in attached.held] == [accepted]
    assert [(one.correction, one.reason[:6]) for one in attached.detached] == [(set_apart, "no rec")]
    longer = replace(Q1, content=(Span(first.content[0].start, second.content[0].end),))
    middle = replace(second, content=(Span(at(TALKS, "et c’est").start, second.content[0].end),))
    short = replace(Q1, id="q-3", content=(at(TALKS, "« Nous avons parlé,"),))
    attached = attach(changed_quotations(READING, longer), [say(1, "accept", short), say(2, "accept", middle)])
    assert len(attached.held) == 1
    assert attached.detached[0].reason == "the record that holds its words now is that of another correction"


@pytest.mark.parametrize(
    "text",
    ["À la une\n\n" + TALKS, TALKS.replace(" ", "\u00a0\n"), TALKS.replace("Luc Ferrand", "L. Ferrand"), TALKS.replace("Menu\n", "")],
    ids=["a line on top", "other spaces", "another paragraph edited", "furniture gone"],
)
def test_a_correction_goes_with_its_words_into_a_newer_version(text: str) -> None:
    newer = lines(text, replaces=READING.article.key)
    reader = replace(READING, article=newer, events=(), mentions=(), timexes=(), notes=())
    found = [moved(q, newer) for q in (Q1, Q2, Q4, Q5)]
    reading = changed_quotations(reader, *found)
    for quotation, new in zip((Q1, Q2, Q4, Q5), found, strict=True):
        assert held_by(reading, say(1, "accept", quotation)) == [new.content[0].slice(text)]


def moved(quotation: Quotation, article: Article) -> Quotation:
    """The quotation where its words stand in another text, found without the code that is tested: letter by letter."""
    text, places = article.text, [place for place, letter in enumerate(article.text) if not letter.isspace()]
    joined = "".join(text[place] for place in places)

    def at_new(span: Span) -> Span:
        wanted = "".join(span.slice(TALKS).split())
        first = joined.index(wanted)
        return Span(places[first], places[first + len(wanted) - 1] + 1)

    return replace(quotation, content=tuple(map(at_new, quotation.content)), cue=tuple(map(at_new, quotation.cue)), source=(), inside=None)


def test_other_articles_are_not_asked_about() -> None:
    elsewhere = say(1, "accept", anchor_of(lines("Autre texte."), "quotations", Span(0, 5)))
    attached = attach(READING, [elsewhere])
    assert not attached.held and not attached.detached
