"""The cue tables: every entry loads, its example is well marked, and the parser finds the entry's word in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from pourparler.lang import Cue, load
from pourparler.lang.lemmas import ANY
from pourparler.model import Article, Paragraph, Span, Word
from pourparler.parsing import parse, plain

MARK = re.compile(r"\[(source|cue|content) |\]")
SIZES = {"fr": 600, "en": 450}
CODES = sorted(SIZES)
PREDICATIVE = ("clause", "question", "infinitive", "object", "marked", "oblique")


def unmark(example: str) -> tuple[str, dict[str, list[Span]]]:
    """The plain sentence of an example, and the spans of its roles; refuses brackets that do not pair."""
    text, last = "", 0
    open_role: list[tuple[str, int]] = []
    roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for mark in MARK.finditer(example):
        text += example[last : mark.start()]
        last = mark.end()
        if mark[1]:
            assert not open_role, f"a role inside a role: {example}"
            open_role.append((mark[1], len(text)))
        else:
            role, start = open_role.pop()
            roles[role].append(Span(start, len(text)))
    assert not open_role, f"a bracket stays open: {example}"
    return text + example[last:], roles


@cache
def words_of(code: str) -> dict[str, tuple[Word, ...]]:
    """The parsed words of every example of a language by its plain text; one run of the parser for all."""
    texts = [unmark(cue.example)[0] for cue in load(code).cues.cues]
    whole, spans = "", []
    for text in dict.fromkeys(texts):
        spans.append(Span(len(whole), len(whole) + len(text)))
        whole += text + "\n"
    article = Article("0" * 16, "lexicon", whole, code, tuple(Paragraph(span, "body", code) for span in spans))
    found = [word for sentence in parse(article) for word in sentence.words]
    return {span.slice(whole): tuple(shift(word, span.start) for word in found if span.covers(word.span)) for span in spans}


def shift(word: Word, by: int) -> Word:
    return Word(Span(word.span.start - by, word.span.end - by), word.form, word.lemma, word.upos, word.feats, word.head, word.deprel)


def inside(words: tuple[Word, ...], spans: list[Span]) -> list[Word]:
    return [word for word in words if any(span.covers(word.span) for span in spans)]


def entries(*kinds: str) -> list[object]:
    """One case for each entry of these kinds, over all languages."""
    cases = [(code, cue) for code in CODES for cue in load(code).cues.cues if cue.kind in kinds]
    return [pytest.param(code, cue, id=f"{code}:{cue.kind}:{cue.lemma}{':r' * cue.reflexive}") for code, cue in cases]


@pytest.mark.parametrize("code", CODES)
def test_the_lexicon_is_of_some_size(code: str) -> None:
    kinds = Counter(cue.kind for cue in load(code).cues.cues)
    assert sum(kinds.values()) >= SIZES[code]
    assert min(kinds[kind] for kind in ("verb", "noun", "preposition", "adjective")) >= 15


@pytest.mark.parametrize(("code", "cue"), entries("verb", "noun", "preposition", "adjective"))
def test_an_example_is_one_short_sentence_with_its_roles(code: str, cue: Cue) -> None:
    text, roles = unmark(cue.example)
    assert roles["cue"] and roles["content"]
    assert all(len(span) > 0 and span.slice(text) == span.slice(text).strip() for spans in roles.values() for span in spans)
    assert 4 <= len(text.split()) <= 22
    assert text.endswith(".") and not any(span.end == len(text) for spans in roles.values() for span in spans)


@pytest.mark.parametrize(("code", "cue"), entries("verb", "noun", "preposition", "adjective"))
def test_prepositions_stand_where_a_frame_needs_them(code: str, cue: Cue) -> None:
    assert len(set(cue.frames)) == len(cue.frames) > 0
    if "oblique" in cue.frames:
        assert cue.prepositions
    if cue.prepositions and cue.kind != "preposition":
        assert {"oblique", "naming", "infinitive"} & set(cue.frames)


@pytest.mark.parametrize(("code", "cue"), entries("verb"))
def test_the_parser_finds_the_verb_of_an_entry_in_its_example(code: str, cue: Cue) -> None:
    text, roles = unmark(cue.example)
    read = [(word.lemma, word.upos) for word in inside(words_of(code)[text], roles["cue"])]
    assert {(cue.words[0], "VERB"), (cue.words[0], "AUX")} & set(read), read


@pytest.mark.parametrize(("code", "cue"), entries("noun", "adjective"))
def test_the_parser_finds_the_noun_of_an_entry_in_its_example(code: str, cue: Cue) -> None:
    text, roles = unmark(cue.example)
    assert cue.words[0] in {word.lemma.lower() for word in inside(words_of(code)[text], roles["cue"])}


@pytest.mark.parametrize(("code", "cue"), [p for p in entries("verb") if len(p.values[1].words) > 1])  # type: ignore[attr-defined]
def test_the_further_words_of_an_entry_stand_in_its_cue(code: str, cue: Cue) -> None:
    text, roles = unmark(cue.example)
    words = inside(words_of(code)[text], roles["cue"])
    held = {plain(word.form).lower() for word in words} | {word.lemma.lower() for word in words}
    assert set(cue.words[1:]) <= held


@pytest.mark.parametrize("code", CODES)
def test_a_corrected_form_belongs_to_one_verb(code: str) -> None:
    table = load(code).lemmas.rows
    verbs = {cue.words[0] for cue in load(code).cues.cues if cue.kind == "verb"}
    lemmas: dict[str, set[str]] = {}
    for (form, upos), inflected in table.items():
        assert form == form.lower()
        assert "VerbForm=" in inflected.feats or inflected.feats == ""
        assert upos == ANY or upos.isupper()
        lemmas.setdefault(form, set()).add(inflected.lemma)
    torn = [form for form, found in lemmas.items() if len(found) > 1]
    strangers = sorted({lemma for found in lemmas.values() for lemma in found} - verbs)
    assert not torn
    assert not strangers


def test_the_lemmas_of_english_hopes_are_no_hops() -> None:
    lemmas = load("en").lemmas
    hoped, notes = lemmas.of("hoped", "VERB"), lemmas.verb("notes")
    assert hoped is not None and hoped.lemma == "hope"
    assert notes is not None and notes.feats.endswith("VerbForm=Fin")
    assert lemmas.of("notes", "NOUN") is None


def test_a_noun_keeps_its_lemma_and_a_verb_gets_its_own() -> None:
    lemmas = load("fr").lemmas
    assert lemmas.of("demande", "NOUN") is None
    demande, souffle, twittait = lemmas.of("demande", "VERB"), lemmas.verb("souffle"), lemmas.of("twittait", "NOUN")
    assert demande is not None and demande.lemma == "demander"
    assert souffle is not None and souffle.lemma == "souffler"
    assert twittait is not None and twittait.feats == "Mood=Ind|Tense=Imp|VerbForm=Fin"
    assert lemmas.of("Twittait", "PROPN") is None
