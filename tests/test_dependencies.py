"""A parser's own trees become Universal Dependencies: sentences with the relations that the rules read, and what holds of any tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.dependencies import universal
from pourparler.lang import load
from pourparler.model import Article, Paragraph, Span, Word
from pourparler.parsing import parse

SENTENCES = """
Irina Valdrin said on Monday that the talks with Ostrovia would resume.
    Irina/nsubj>said Valdrin/flat:name>Irina on/case>Monday Monday/obl>said that/mark>resume resume/ccomp>said Ostrovia/nmod>talks
The plan was rejected by the government.
    plan/nsubj:pass>rejected was/aux:pass>rejected by/case>government government/obl:agent>rejected
The truce is fragile and the ministers were ready.
    truce/nsubj>fragile is/cop>fragile fragile/root ministers/nsubj>ready were/cop>ready ready/conj>fragile and/cc>ready
She is a lawyer from Valbourg.
    She/nsubj>lawyer is/cop>lawyer lawyer/root from/case>Valbourg Valbourg/nmod>lawyer
There were protests in the city.
    There/expl>were were/root protests/nsubj>were
According to the report, five schools were bombed.
    According/case>report to/case>report report/obl>bombed
The convoys came from inside the country.
    from/case>country inside/case>country country/obl>came
Schools closed because of the war.
    because/case>war of/case>war war/obl>closed
She accused the rebels of lying about the convoys.
    rebels/obj>accused of/mark>lying about/case>convoys convoys/obl>lying
The talks will resume in Valbourg and in Ostrec.
    in/case>Valbourg Valbourg/obl>resume in/case>Ostrec Ostrec/conj>Valbourg and/cc>Ostrec
The envoy refused to say why he left.
    to/mark>say say/xcomp>refused why/advmod>left left/ccomp>say
Paris, Rome and Madrid rejected the offer.
    Rome/conj>Paris Madrid/conj>Paris and/cc>Madrid offer/obj>rejected
The envoy, who told reporters that he was tired, did not leave.
    who/nsubj>told told/acl:relcl>envoy tired/ccomp>told was/cop>tired not/advmod>leave
The minister's decision to leave surprised his aides.
    minister/nmod:poss>decision 's/case>minister to/mark>leave leave/acl>decision his/nmod:poss>aides
The envoy described the truce as fragile.
    as/case>fragile fragile/obl>described
The mediator gave up the plan.
    up/compound:prt>gave plan/obj>gave
"""

LABELS = [
    "ROOT",
    "nsubj",
    "dobj",
    "prep",
    "pobj",
    "pcomp",
    "agent",
    "dative",
    "attr",
    "acomp",
    "aux",
    "compound",
    "conj",
    "cc",
    "expl",
    "amod",
]
TAGS = ["NOUN", "PROPN", "VERB", "AUX", "ADP", "PART", "ADJ", "CCONJ"]


def cases() -> list[object]:
    lines = [line for line in SENTENCES.splitlines() if line]
    return [pytest.param(sentence, wanted.split(), id=sentence[:40]) for sentence, wanted in zip(lines[::2], lines[1::2], strict=True)]


def shown(words: tuple[Word, ...]) -> set[str]:
    """ "word/relation>head", and "word/root" for the root."""
    return {f"{word.form}/{word.deprel}" + (f">{words[word.head].form}" if word.head >= 0 else "") for word in words}


@pytest.mark.parametrize(("sentence", "wanted"), cases())
def test_a_sentence_has_universal_relations(sentence: str, wanted: list[str]) -> None:
    article = Article("0" * 16, "tree", sentence, "en", (Paragraph(Span(0, len(sentence)), "body", "en"),))
    (parsed,) = parse(article)
    assert sorted(set(wanted) - shown(parsed.words)) == []


@st.composite
def trees(draw: st.DrawFn) -> tuple[Word, ...]:
    """Any tree over any labels: a parser errs in more ways than one can think of."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: -1} | {place: order[draw(st.integers(0, number - 1))] for number, place in enumerate(order) if number}
    labels, tags = st.sampled_from(LABELS), st.sampled_from(TAGS)
    lemma = st.sampled_from(["be", "word"])
    return tuple(Word(Span(2 * n, 2 * n + 1), "w", draw(lemma), draw(tags), "", heads[n], draw(labels)) for n in range(size))


@given(trees())
def test_a_tree_stays_a_tree(words: tuple[Word, ...]) -> None:
    turned = universal(words, load("en").syntax)
    assert [word.span for word in turned] == [word.span for word in words]
    assert sum(word.head < 0 for word in turned) == 1
    for place in range(len(turned)):
        steps = 0
        while turned[place].head >= 0:
            place, steps = turned[place].head, steps + 1
            assert steps <= len(turned)


@given(trees())
def test_a_parser_of_universal_dependencies_is_left_alone(words: tuple[Word, ...]) -> None:
    assert universal(words, load("fr").syntax) == words
