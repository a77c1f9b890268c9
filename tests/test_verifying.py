"""A reading that holds passes; each thing that can be wrong with one is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler import wire
from pourparler.intake import key_of, read_text
from pourparler.model import Actor, Event, Mention, Note, Paragraph, Quotation, Reading, Span, Timex
from pourparler.verifying import verify

TEXT = "Mardi, Alma Veyrac a dit : « Nous irons », puis « ensemble ».\n\nElle a rencontré Rome."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def sound() -> Reading:
    article = read_text(TEXT, id="a.txt").article
    said = Quotation(
        "q1",
        "direct",
        "speech",
        content=(at("« Nous irons »"), at("« ensemble »")),
        cue=(at("a dit"),),
        source=(at("Alma Veyrac"),),
        speakers=("v",),
        said_on="t1",
    )
    met = Event("e1", "CONSULT", None, (), None, (at("a rencontré"),), ("v",), (), told_by="q1")
    return Reading(
        article,
        ("quotations", "timexes", "events", "mentions", "actors"),
        mentions=(Mention(at("Alma Veyrac"), "person", "v"), Mention(at("Elle"), "pronoun", "v", chain=at("Alma Veyrac"))),
        timexes=(Timex("t1", at("Mardi"), "DATE", "XXXX-WXX-2", "XXXX-WXX-2"),),
        quotations=(said,),
        events=(met,),
        actors=(Actor("v", "Alma Veyrac", "person"),),
        notes=(Note(Span(0, 0), "published", "unknown"),),
    )


def test_a_sound_reading_holds_and_every_span_is_counted() -> None:
    outcome = verify([sound(), sound()], {"a.txt": TEXT})
    assert outcome.holds
    assert (outcome.articles, outcome.spans) == (2, 2 * (2 + 3 + 1 + 4 + 1 + 1))
    assert list(outcome.lines()) == ["2 articles, 24 spans sliced again, 24 hold, 0 faults"]


def with_quotation(reading: Reading, **changes: object) -> Reading:
    return replace(reading, quotations=(replace(reading.quotations[0], **changes),))  # type: ignore[arg-type]


DAMAGES: dict[str, tuple[Callable[[Reading], Reading], str]] = {
    "text changed": (lambda r: replace(r, article=replace(r.article, text=TEXT.replace("irons", "iront"))), "is not the hash of the text"),
    "span outside": (lambda r: with_quotation(r, cue=(Span(4, 9999),)), "q1 4-9999: cue lies outside"),
    "span before": (lambda r: with_quotation(r, cue=(Span(-3, 2),)), "q1 -3-2: cue lies outside"),
    "span turned": (lambda r: with_quotation(r, source=(Span(9, 4),)), "q1 9-4: source lies outside"),
    "empty piece": (lambda r: with_quotation(r, content=(Span(6, 7),)), "q1 6-7: content holds nothing but spaces"),
    "point for a cue": (lambda r: with_quotation(r, cue=(Span(5, 5),)), "q1 5-5: cue holds nothing but spaces"),
    "no content": (lambda r: with_quotation(r, content=()), "q1 0-0: the quotation has no content"),
    "pieces turned": (lambda r: with_quotation(r, content=r.quotations[0].content[::-1]), "this piece of content begins before"),
    "pieces overlap": (lambda r: with_quotation(r, content=(Span(0, 12), Span(7, 18))), "this piece of content begins before"),
    "unknown speaker": (lambda r: with_quotation(r, speakers=("w",)), "names actor 'w'"),
    "unknown addressee": (lambda r: with_quotation(r, addressees=("w",)), "names actor 'w'"),
    "unknown time": (lambda r: with_quotation(r, said_on="t9"), "names time 't9'"),
    "unknown outer": (lambda r: with_quotation(r, inside="q9"), "names quotation 'q9'"),
    "within itself": (lambda r: with_quotation(r, inside="q1"), "q1: lies within itself"),
    "unknown teller": (lambda r: replace(r, events=(replace(r.events[0], told_by="q9"),)), "e1: names quotation 'q9'"),
    "unknown side": (lambda r: replace(r, events=(replace(r.events[0], recipients=("w",)),)), "e1: names actor 'w'"),
    "unknown place": (lambda r: replace(r, events=(replace(r.events[0], place="p9"),)), "e1: names place 'p9'"),
    "unknown mention": (lambda r: replace(r, mentions=(replace(r.mentions[0], actor="w"),)), "mentions[0]: names actor 'w'"),
    "broken chain": (lambda r: replace(r, mentions=r.mentions[1:]), "which is no mention"),
    "double id": (lambda r: replace(r, timexes=r.timexes * 2), "t1: 2 timexes have this id"),
    "unknown layer": (lambda r: replace(r, layers=(*r.layers, "feelings")), "there is no layer 'feelings'"),
    "unattempted layer": (lambda r: replace(r, layers=("quotations", "timexes")), "events holds records but was not attempted"),
    "paragraphs overlap": (
        lambda r: replace(r, article=replace(r.article, paragraphs=(*r.article.paragraphs, Paragraph(Span(3, 5), "body", "fr")))),
        "this paragraph begins before",
    ),
    "note outside": (lambda r: replace(r, notes=(Note(Span(5, 999), "x", ""),)), "notes[0] 5-999: span lies outside"),
}


@pytest.mark.parametrize(("damage", "says"), DAMAGES.values(), ids=DAMAGES.keys())
def test_each_damage_is_named_with_its_article(damage: Callable[[Reading], Reading], says: str) -> None:
    faults = [str(fault) for fault in verify([damage(sound())]).faults]
    assert any(says in fault for fault in faults), faults
    assert all(fault.startswith("a.txt ") for fault in faults)


def test_quotations_within_each_other_in_a_ring_are_named() -> None:
    first = sound().quotations[0]
    ring = replace(sound(), quotations=(replace(first, inside="q2"), replace(first, id="q2", inside="q1")), events=())
    assert [str(fault) for fault in verify([ring]).faults] == ["a.txt q1: lies within itself", "a.txt q2: lies within itself"]


def test_another_text_under_the_id_is_named() -> None:
    (fault,) = verify([sound()], {"a.txt": TEXT + " "}).faults
    assert "is not the text given" in str(fault)
    (fault,) = verify([sound()], {}).faults
    assert "not among those given" in str(fault)


def test_half_a_surrogate_pair_is_named_not_raised() -> None:
    broken = replace(sound(), article=replace(sound().article, text="\ud800" + TEXT))
    assert "half a surrogate pair" in str(verify([broken]).faults[0])


@settings(max_examples=100, deadline=None)
@given(st.from_type(Reading))
def test_no_reading_makes_it_raise(reading: Reading) -> None:
    outcome = verify([reading])
    assert outcome.holds or list(outcome.lines())


def test_what_came_over_the_wire_holds() -> None:
    assert verify([wire.decode(wire.encode(sound()))]).holds
    assert sound().article.key == key_of(TEXT)
