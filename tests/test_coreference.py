"""Who a pronoun or a role means, on figures made by hand: no parser is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pourparler.coreference import NOBODY, Figure, Heard, Pointer, resolve_pronoun, resolve_role
from pourparler.model import ActorKind, Span


def at(place: int) -> Span:
    """A span of one's own for every place, ten code points apart."""
    return Span(place * 10, place * 10 + 5)


def person(place: int, actor: str, gender: str | None = "m", subject: bool = False, sentence: int | None = None) -> Figure:
    return Figure(at(place), actor, "person", place if sentence is None else sentence, gender, subject=subject)


def body(place: int, actor: str, kind: ActorKind = "organisation", gender: str | None = "m") -> Figure:
    return Figure(at(place), actor, kind, place, gender, subject=True)


HE = Pointer(at(5), 5, "m")


def test_the_subject_of_the_sentence_before_is_meant() -> None:
    figures = [person(3, "ostrec"), person(4, "valdrin", subject=True, sentence=4), person(4, "lumen", sentence=4)]
    answer = resolve_pronoun(HE, figures, [])
    assert answer.speakers == ("valdrin",)
    assert answer.chain == at(4)


def test_the_speaker_of_the_quotation_before_is_meant_again() -> None:
    figures = [person(3, "ostrec", subject=True), person(4, "valdrin")]
    answer = resolve_pronoun(HE, figures, [Heard(("ostrec",), at(3), 4)])
    assert answer.speakers == ("ostrec",)
    assert answer.chain == at(3)


def test_a_new_subject_takes_over_from_the_speaker() -> None:
    figures = [person(3, "ostrec", subject=True), person(4, "valdrin", subject=True)]
    assert resolve_pronoun(HE, figures, [Heard(("ostrec",), at(3), 3)]).speakers == ("valdrin",)


def test_quoted_names_do_not_take_over() -> None:
    quoted = replace(person(4, "valdrin", subject=True), quoted=True)
    assert resolve_pronoun(HE, [person(3, "ostrec", subject=True), quoted], [Heard(("ostrec",), at(3), 4)]).speakers == ("ostrec",)


@pytest.mark.parametrize(("gender", "expected"), [("m", "ostrec"), ("f", "valdrin")])
def test_gender_chooses(gender: str, expected: str) -> None:
    figures = [person(3, "ostrec", "m", subject=True), person(4, "valdrin", "f", subject=True)]
    assert resolve_pronoun(replace(HE, gender=gender), figures, []).speakers == (expected,)


def test_an_unknown_gender_contradicts_nothing() -> None:
    assert resolve_pronoun(replace(HE, gender="f"), [person(4, "ostrec", None)], []).speakers == ("ostrec",)


def test_people_come_before_institutions() -> None:
    figures = [person(3, "ostrec", subject=True), body(4, "parquet")]
    assert resolve_pronoun(HE, figures, []).speakers == ("ostrec",)


def test_the_plural_of_two_people() -> None:
    figures = [person(4, "ostrec", sentence=4), person(4, "valdrin", "f", sentence=4)]
    assert resolve_pronoun(replace(HE, plural=True), figures, []).speakers == ("ostrec", "valdrin")
    assert resolve_pronoun(replace(HE, plural=True), figures[:1], []) is NOBODY


def test_the_last_named_is_meant_by_a_recent_pronoun() -> None:
    figures = [person(3, "ostrec", subject=True), person(4, "valdrin")]
    assert resolve_pronoun(replace(HE, recent=True), figures, []).speakers == ("valdrin",)


def test_a_mere_thing_in_capitals_is_never_meant() -> None:
    assert resolve_pronoun(HE, [replace(body(4, "gps"), slight=True)], []) is NOBODY


def test_a_body_that_does_nothing_is_not_meant() -> None:
    assert resolve_pronoun(HE, [replace(body(4, "parquet"), subject=False)], []) is NOBODY
    assert resolve_pronoun(HE, [body(4, "parquet")], []).speakers == ("parquet",)


def test_who_only_owns_a_body_is_not_meant() -> None:
    owner = replace(person(4, "ostrec", sentence=5), nested=True)
    assert resolve_pronoun(HE, [owner], []) is NOBODY
    assert resolve_pronoun(HE, [replace(owner, subject=True)], []).speakers == ("ostrec",)


def test_nobody_in_reach_is_nobody() -> None:
    assert resolve_pronoun(Pointer(at(30), 30, "m"), [person(2, "ostrec")], []) is NOBODY
    assert resolve_pronoun(HE, [], []) is NOBODY


MINISTER = Pointer(at(5), 5, "m", sector="GOV", nouns=frozenset({"ministre"}), kinds=frozenset({"person"}))


def officer(place: int, actor: str, *nouns: str, country: str | None = None, of: str = "") -> Figure:
    countries = frozenset([country] if country else [])
    return replace(person(place, actor), nouns=frozenset(nouns), countries=countries, sector="GOV", of=frozenset(of.split()))


def test_a_role_means_whoever_is_called_so() -> None:
    figures = [officer(3, "ostrec", "ministre"), officer(4, "valdrin", "maire")]
    assert resolve_role(MINISTER, figures).speakers == ("ostrec",)


def test_a_role_can_mean_somebody_named_later() -> None:
    assert resolve_role(MINISTER, [officer(7, "ostrec", "ministre")]).speakers == ("ostrec",)


def test_countries_and_domains_must_not_contradict() -> None:
    abroad = replace(MINISTER, countries=frozenset({"LVA"}))
    assert resolve_role(abroad, [officer(3, "ostrec", "ministre", country="MLI")]) is NOBODY
    purse = replace(MINISTER, of=frozenset({"budget"}))
    assert resolve_role(purse, [officer(3, "ostrec", "ministre", of="culture")]) is NOBODY
    assert resolve_role(purse, [officer(3, "ostrec", "ministre")]).speakers == ("ostrec",)


def test_an_office_known_beforehand_needs_one_holder() -> None:
    holder = replace(person(3, "ostrec"), offices=frozenset({"ministre"}))
    other = replace(person(4, "valdrin"), offices=frozenset({"ministre"}))
    assert resolve_role(MINISTER, [holder]).speakers == ("ostrec",)
    assert resolve_role(MINISTER, [holder, other]) is NOBODY


def test_a_vague_noun_needs_one_candidate() -> None:
    vague = replace(MINISTER, nouns=frozenset({"dirigeant"}), vague=True)
    one, two = officer(3, "ostrec", "ministre"), officer(4, "valdrin", "maire")
    assert resolve_role(vague, [one]).speakers == ("ostrec",)
    assert resolve_role(vague, [one, two]) is NOBODY


def test_a_bare_title_skips_a_stranger_among_others() -> None:
    stranger, mayor = person(3, "lumen"), officer(4, "valdrin", "maire")
    judge = replace(MINISTER, sector="JUD", nouns=frozenset({"juge"}))
    assert resolve_role(judge, [stranger]).speakers == ("lumen",)
    assert resolve_role(judge, [stranger, mayor]) is NOBODY


def test_a_bare_title_can_mean_the_one_person_without_any() -> None:
    assert resolve_role(MINISTER, [person(4, "ostrec")]).speakers == ("ostrec",)
    assert resolve_role(MINISTER, [person(3, "ostrec"), person(4, "valdrin")]) is NOBODY
    assert resolve_role(replace(MINISTER, of=frozenset({"budget"})), [person(4, "ostrec")]) is NOBODY


def test_a_deputy_is_nobody_of_whom_another_office_is_known() -> None:
    deputy = replace(MINISTER, nouns=frozenset({"vice-ministre"}), ranked=True)
    assert resolve_role(deputy, [person(3, "ostrec")]).speakers == ("ostrec",)
    assert resolve_role(deputy, [replace(person(3, "ostrec"), offices=frozenset({"ministre"}))]) is NOBODY


def test_a_body_that_is_the_subject_of_the_sentence_before_is_meant_before_a_person_farther_back() -> None:
    she = Pointer(at(5), 5, "f")
    figures = [person(2, "lindt", "f", subject=True), body(4, "délégation", gender="f")]
    assert resolve_pronoun(she, figures, []).speakers == ("délégation",)
    assert resolve_pronoun(she, [*figures[:1], replace(figures[1], gender=None)], []).speakers == ("lindt",)
    beside = person(4, "orel", "f", sentence=4)
    assert resolve_pronoun(she, [*figures, beside], []).speakers == ("orel",)


def test_who_only_says_whose_somebody_is_is_not_meant() -> None:
    aide, chief = person(3, "lebrac", sentence=4), replace(person(4, "semène", sentence=4), nested=True)
    assert resolve_pronoun(HE, [aide, chief], []).speakers == ("lebrac",)


def test_the_body_that_is_the_subject_of_the_same_sentence_goes_before_the_last_speaker() -> None:
    state = Figure(at(4), "kiev", "country", 5, subject=True)
    assert resolve_pronoun(HE, [person(2, "orel"), state], [Heard(("orel",), at(2), 4)]).speakers == ("kiev",)
