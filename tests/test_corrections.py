"""Corrections: what stands after them, values that are refused, records that are added, undoing."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_corrections import E1, E2, Q1, Q2, Q3, Q4, Q5, READING, changed_quotations, lines, named, say, words
from made_readings import FERRAND, TALKS, at

from pourparler import wire
from pourparler.dossier.anchors import anchor_of
from pourparler.dossier.attaching import attach, live
from pourparler.dossier.correcting import Corrected, corrected, prepare
from pourparler.errors import CorrectionRefused
from pourparler.identifiers import record_id
from pourparler.model import Article, Correction, Event, Quotation, Reading, Span
from pourparler.verifying import verify

# What stands


def stands(*corrections: Correction, reading: Reading = READING) -> Corrected:
    held = corrected(reading, corrections)
    assert verify([held.reading]).holds, list(verify([held.reading]).lines())
    return held


def test_without_corrections_the_reading_is_as_it_was() -> None:
    assert stands().reading == READING


def test_a_reading_of_which_nobody_speaks_is_what_a_journal_taken_back_leaves() -> None:
    taken_back = stands(say(1, "reject", Q1), say(2, "undo", undoes=1))
    assert stands() == taken_back
    assert stands().rejected_only.quotations == stands().rejected_only.events == ()


def test_what_is_rejected_is_kept_apart_and_nothing_names_it_any_more() -> None:
    held = stands(say(1, "reject", Q3, why="not said"))
    assert [q.id for q in held.reading.quotations] == [Q1.id, Q2.id, Q4.id, Q5.id]
    assert held.reading.quotations[2].inside is None
    assert held.reading.events[1].told_by is None
    assert [(one.record, one.corrections[0].why) for one in held.rejected] == [(Q3, "not said")]
    assert held.rejected_only.quotations == (Q3,)
    assert held.judged == {Q3.id: "rejected"}


def test_the_later_word_stands() -> None:
    assert stands(say(1, "reject", Q1), say(2, "accept", Q1)).judged == {Q1.id: "accepted"}
    assert stands(say(2, "reject", Q1), say(1, "accept", Q1)).judged == {Q1.id: "rejected"}
    twice = stands(say(1, "set", Q1, "status", "denied"), say(2, "set", Q1, "status", "unverified"))
    assert twice.reading.quotations[0].status == "unverified"
    assert len(twice.history[Q1.id]) == 2


def test_of_two_coders_the_one_who_settles_has_the_last_word() -> None:
    both = [say(1, "set", Q1, "status", "denied", by="ana"), say(2, "set", Q1, "status", "unverified", by="bo")]
    assert corrected(READING, both).reading.quotations[0].status == "unverified"
    assert corrected(READING, both, adjudicator="ana").reading.quotations[0].status == "denied"


def test_an_undo_takes_back_and_an_undone_undo_does_not() -> None:
    first, undo, redo = say(1, "reject", Q1), say(2, "undo", undoes=1), say(3, "undo", undoes=2)
    assert stands(first, undo).reading == READING
    assert stands(first, undo, redo).judged == {Q1.id: "rejected"}
    kept, stray = live([first, undo, redo, say(4, "undo", undoes=9), say(5, "undo", undoes=6), say(6, "accept", Q2)])
    assert [one.seq for one in kept] == [1, 6]
    assert [one.correction.seq for one in stray] == [4, 5]


SETTINGS: dict[str, tuple[Quotation | Event, object, object]] = {
    "content": (Q1, words(TALKS, "« Nous avons parlé"), (at(TALKS, "« Nous avons parlé"),)),
    "cue": (Q5, words(TALKS, "dément"), (at(TALKS, "dément"),)),
    "source": (Q2, [], ()),
    "kind": (Q1, "mixed", "mixed"),
    "status": (Q5, "asserted", "asserted"),
    "layer": (Q5, "attitude", "attitude"),
    "speakers": (Q5, ["own:ferrand"], ("own:ferrand",)),
    "addressees": (Q1, [{"name": "Irene Valcourt"}], ("Q901",)),
    "event_type": (E1, "AGREE", "AGREE"),
    "mode": (E1, "visit", "visit"),
    "date": (E1, "XXXX-02-18", "XXXX-02-18"),
    "actors": (E1, ["Q901", "own:ferrand"], ("Q901", "own:ferrand")),
    "recipients": (E1, [{"name": "Mila Sorge", "country": "NOR", "sector": "GOV"}], ("person:mila-sorge",)),
    "place": (E2, {"name": "Vevey"}, "place:vevey"),
    "trigger": (E2, words(TALKS, "dément toute"), (at(TALKS, "dément toute"),)),
}


@pytest.mark.parametrize("field", SETTINGS)
def test_a_field_is_set_and_survives_the_wire_and_another_print(field: str) -> None:
    record, given, value = SETTINGS[field]
    made = wire.decode_correction(wire.encode_correction(prepare(READING, say(1, "set", record, field, given))))
    held = stands(made)
    assert not held.detached
    after = next(one for one in (*held.reading.quotations, *held.reading.events) if one.id == record.id)
    assert getattr(after, field) == value
    assert held.judged == {record.id: "corrected"}
    newer = lines("Une ligne de plus.\n" + TALKS, replaces=READING.article.key)
    shift = len("Une ligne de plus.\n")
    again = corrected(shifted(READING, newer, shift), [made])
    assert not again.detached
    (name,) = again.history
    after = next(one for one in (*again.reading.quotations, *again.reading.events) if one.id == name)
    assert getattr(after, field) == (tuple(Span(s.start + shift, s.end + shift) for s in value) if is_spans(value) else value)


def is_spans(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, Span) for each in value)


def shifted(reading: Reading, article: Article, by: int) -> Reading:
    """The reading of the same words further down."""

    def move(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(span.start + by, span.end + by) for span in spans)

    quotations = tuple(replace(q, content=move(q.content), cue=move(q.cue), source=move(q.source), said_on=None) for q in reading.quotations)
    events = tuple(replace(e, trigger=move(e.trigger), place_span=None, date_span=None) for e in reading.events)
    return named(replace(reading, article=article, quotations=quotations, events=events, mentions=(), timexes=(), notes=()))


def test_what_proved_the_former_value_does_not_prove_the_new_one() -> None:
    held = stands(say(1, "set", E2, "date", "2026-03-02"))
    assert held.reading.events[1].date_span is None
    proved = stands(say(1, "set", E2, "date", "2026-03-02"), say(2, "set", E2, "date_span", words(TALKS, "3 mars")[0]))
    assert proved.reading.events[1].date_span == at(TALKS, "3 mars")
    assert stands(say(1, "set", E1, "mode", "phone"), say(2, "set", E1, "event_type", "AGREE")).reading.events[0].mode is None


BAD = {
    "no such field": (Q1, "colour", "blue"),
    "no field to set": (Q1, "score", 1.0),
    "no such status": (Q1, "status", "true"),
    "no such type": (E1, "event_type", "MEET"),
    "no such mode": (E1, "mode", "by pigeon"),
    "no mode of that type": (E1, "mode", "ceasefire"),
    "no such day": (E1, "date", "2026-02-30"),
    "a day in words": (E1, "date", "mardi"),
    "nobody of that id": (Q1, "speakers", ["Q1"]),
    "nobody of no name": (Q1, "speakers", [{"name": " "}]),
    "no sector": (Q1, "speakers", [{"name": "Mila Sorge", "sector": "ART"}]),
    "no country": (Q1, "speakers", [{"name": "Mila Sorge", "country": "Norway"}]),
    "an unknown key": (Q1, "speakers", [{"name": "Mila Sorge", "age": 4}]),
    "one name for a list": (Q1, "speakers", "Q901"),
    "no content": (Q1, "content", []),
    "words outside": (Q1, "content", [{"start": 5, "end": 90_000}]),
    "blanks": (Q1, "content", [{"start": 4, "end": 5}]),
    "words that overlap": (Q1, "content", [{"start": 5, "end": 9}, {"start": 8, "end": 12}]),
    "words backwards": (Q1, "content", [{"start": 9, "end": 5}]),
    "text for words": (Q1, "content", "Nous avons parlé"),
    "no such place": (E1, "place", "place:nowhere"),
    "no JSON": (Q1, "status", object()),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_is_refused_by_name_and_detached_in_a_journal(what: str) -> None:
    record, field, value = BAD[what]
    wrong = say(1, "set", record, field, value)
    with pytest.raises(CorrectionRefused, match=r"\w{3}"):
        prepare(READING, wrong)
    held = stands(wrong, say(2, "accept", record))
    assert [one.correction for one in held.detached] == [wrong]
    assert held.judged == {record.id: "accepted"}
    assert len(held.reading.actors) == len(READING.actors)


def test_a_record_that_is_not_there_is_refused() -> None:
    with pytest.raises(CorrectionRefused, match="no record"):
        prepare(READING, say(1, "accept", replace(Q1, id="q-0")))
    with pytest.raises(CorrectionRefused, match="words of the article"):
        prepare(READING, say(1, "accept", anchor_of(lines("Autre texte."), "quotations", Span(0, 5))))
    with pytest.raises(CorrectionRefused, match="takes back"):
        prepare(READING, say(1, "undo"))


# Added records

MISSED = at(TALKS, "Alba et Corvie se reparlent")


def addition(seq: int = 1, span: Span = MISSED, **more: object) -> Correction:
    anchor = anchor_of(READING.article, "quotations", span)
    return say(seq, "add", anchor, after={"content": [msgspec.to_builtins(span)], "kind": "indirect", "speakers": ["own:ferrand"], **more})


def test_a_missed_record_is_added_where_its_words_stand() -> None:
    held = stands(prepare(READING, addition()))
    new = held.reading.quotations[0]
    assert (new.content, new.rule, new.score, new.speakers) == ((MISSED,), "person", 1.0, (FERRAND.id,))
    assert new.id == record_id(READING.article, "quotation", MISSED, 0)
    assert held.judged == {new.id: "added"}


@pytest.mark.parametrize("cut", [0, 5, 12])
def test_an_added_record_absorbs_what_the_rules_find_later(cut: int) -> None:
    found = Quotation("", "indirect", "speech", (Span(MISSED.start + cut, MISSED.end),), (), ())
    later = changed_quotations(READING, *READING.quotations, found)
    held = stands(addition(), reading=replace(later, quotations=tuple(replace(q, inside=None) for q in later.quotations)))
    near = [q for q in held.reading.quotations if q.content[0].overlaps(MISSED)]
    assert [(q.content, q.rule) for q in near] == [((MISSED,), "person")]
    assert len(held.reading.quotations) == 6


def test_an_added_record_can_be_corrected_and_lost_again() -> None:
    new = stands(addition()).reading.quotations[0]
    later = say(2, "set", new, "status", "denied")
    assert stands(addition(), later).reading.quotations[0].status == "denied"
    gone = stands(addition(), later, say(3, "undo", undoes=1))
    assert gone.reading == READING
    assert [one.correction for one in gone.detached] == [later]


@pytest.mark.parametrize("after", [None, [], {"kind": "direct"}, {"content": [], "kind": "direct"}, {"content": words(TALKS, "Menu"), "kind": "x"}])
def test_half_a_record_is_refused(after: object) -> None:
    wrong = say(1, "add", anchor_of(READING.article, "quotations", MISSED), after=after)
    with pytest.raises(CorrectionRefused):
        prepare(READING, wrong)
    held = stands(wrong)
    assert held.reading == READING
    assert len(held.detached) == 1


def test_a_new_actor_is_one_however_often_he_is_named_and_goes_with_the_last_use() -> None:
    sorge = [{"name": "Mila Sorge", "country": "NOR"}]
    held = stands(say(1, "set", Q1, "speakers", sorge), say(2, "set", E1, "actors", sorge))
    assert [actor.name for actor in held.reading.actors if actor not in READING.actors] == ["Mila Sorge"]
    back = stands(say(1, "set", Q1, "speakers", sorge), say(2, "set", Q1, "speakers", ["Q901"]))
    assert back.reading.actors == READING.actors


def test_an_actor_whose_id_the_rules_changed_is_known_by_name() -> None:
    made = prepare(READING, say(1, "set", Q1, "speakers", ["own:ferrand"]))
    other = replace(READING, actors=tuple(replace(actor, id="person:luc-ferrand") if actor == FERRAND else actor for actor in READING.actors))
    other = replace(other, quotations=tuple(replace(q, speakers=()) for q in other.quotations), events=(), mentions=())
    assert stands(made, reading=other).reading.quotations[0].speakers == ("person:luc-ferrand",)


def test_a_paragraph_is_complete_wherever_it_stands() -> None:
    paragraph = READING.article.paragraphs[2]
    done = prepare(READING, say(1, "complete", anchor_of(READING.article, "paragraphs", paragraph.span), "quotations"))
    (complete,) = stands(done).complete
    assert (complete.span, complete.layer) == (paragraph.span, "quotations")
    newer = lines("Plus.\n" + TALKS, replaces=READING.article.key)
    (complete,) = corrected(shifted(READING, newer, 6), [done]).complete
    assert complete.span.slice(newer.text) == paragraph.span.slice(TALKS)


# Any journal

RECORDS = (*READING.quotations, *READING.events)


UNRELATED = [
    say(0, "reject", Q1),
    say(0, "set", Q2, "speakers", [{"name": "Mila Sorge"}]),
    addition(0),
    say(0, "set", E1, "date", "2026-03"),
    say(0, "set", E2, "actors", [{"name": "Ada Lind"}]),
    say(0, "accept", Q4),
]


@st.composite
def journals(draw: st.DrawFn) -> list[Correction]:
    """Corrections of all kinds, and undos of some of them and of undos."""
    made: list[Correction] = []
    for seq in range(1, draw(st.integers(0, 9)) + 1):
        record = draw(st.sampled_from(RECORDS))
        kinds = [
            say(seq, "accept", record),
            say(seq, "reject", record),
            say(seq, "set", record, "status", draw(st.sampled_from(["denied", "actual", "asserted", "future"]))),
            say(seq, "set", Q1, "content", words(TALKS, draw(st.sampled_from(["« Nous avons", "c’est déjà beaucoup", "Menu"])))),
            say(seq, "set", Q2, "speakers", [{"name": draw(st.sampled_from(["Mila Sorge", "Luc Ferrand"]))}]),
            addition(seq, draw(st.sampled_from([MISSED, at(TALKS, "toute concession."), at(TALKS, "Nous avons parlé")]))),
            say(seq, "complete", anchor_of(READING.article, "paragraphs", READING.article.paragraphs[1].span)),
        ]
        undo = [say(seq, "undo", undoes=draw(st.integers(1, seq - 1)))] if seq > 1 else []
        made.append(draw(st.sampled_from([*kinds, *undo])))
    return made


@settings(max_examples=150, deadline=None)
@given(journals())
def test_nothing_is_lost(journal: list[Correction]) -> None:
    held = corrected(READING, journal)
    assert verify([held.reading]).holds
    kept, stray = live(journal)
    found = [one.seq for mine in held.history.values() for one in mine] + [one.correction.seq for one in held.complete]
    found += [one.correction.seq for one in held.detached]
    gone = {hold.correction.seq for hold in attach(READING, journal).held if not hold.records}
    assert sorted(set(found) | gone) == sorted([one.seq for one in kept] + [one.correction.seq for one in stray])
    assert corrected(READING, journal) == held


@settings(max_examples=100, deadline=None)
@given(journals())
def test_undoing_everything_gives_the_raw_reading(journal: list[Correction]) -> None:
    kept, _ = live(journal)
    undone = [*journal, *(say(100 + one.seq, "undo", undoes=one.seq) for one in kept)]
    assert corrected(READING, undone).reading == READING


@settings(max_examples=100, deadline=None)
@given(st.permutations(UNRELATED))
def test_the_order_of_unrelated_corrections_does_not_matter(journal: list[Correction]) -> None:
    numbered, plain = ([replace(one, seq=seq) for seq, one in enumerate(order, start=1)] for order in (journal, UNRELATED))
    assert corrected(READING, numbered).reading == corrected(READING, plain).reading
