"""The table of roles, pronouns and titles: each entry does in its example what it says."""

from __future__ import annotations

import re
from functools import cache

import pytest
from test_actors import CODES, STATES, article_of, unmark

from pourparler.actors.sheet import Sheet
from pourparler.actors.units import SourceReader
from pourparler.errors import PackError
from pourparler.lang import load
from pourparler.lang.roles import Noun, RoleTable, entries, plural_of
from pourparler.parsing import parse


@cache
def sheets(code: str) -> dict[str, Sheet]:
    """Every example of the table, read once."""
    texts = {unmark(example)[0] for _, example in entries(load(code).roles.file)}
    articles = {text: article_of(text, code) for text in texts}
    return {text: Sheet.read(article, parse(article), load(code), STATES) for text, article in articles.items()}


@pytest.mark.parametrize(("code", "noun"), [(code, noun) for code in CODES for noun in load(code).roles.file.noun], ids=str)
def test_each_noun_heads_the_phrase_of_its_example(code: str, noun: Noun) -> None:
    text, spans = unmark(noun.example)
    found = [phrase for phrase in sheets(code)[text].phrases if phrase.span == spans[0]]
    assert [phrase.noun.lemma for phrase in found] == [noun.lemma]
    assert noun.sector in {None, found[0].sector}


@pytest.mark.parametrize("code", CODES)
def test_each_pronoun_is_seen_in_its_example(code: str) -> None:
    for pronoun in load(code).roles.file.pronoun:
        text, spans = unmark(pronoun.example)
        sheet = sheets(code)[text]
        words = sheet.text.within(spans[0])
        units = SourceReader.of(sheet).units(words)
        assert [unit.pronoun for unit in units] == [pronoun], pronoun.form


@pytest.mark.parametrize("code", CODES)
def test_each_title_is_no_part_of_the_name(code: str) -> None:
    for title in load(code).roles.file.title:
        name = sheets(code)[unmark(title.example)[0]].names[0]
        assert name.titled and name.gender == title.gender and title.form not in name.form, title.form


@pytest.mark.parametrize("code", CODES)
def test_sectors_and_likenesses_exist(code: str) -> None:
    nouns = load(code).roles.file.noun
    lemmas = {noun.lemma for noun in nouns}
    assert not [noun.lemma for noun in nouns if noun.like and noun.like not in lemmas]
    assert all(noun.sector is None or re.fullmatch(r"[A-Z]{3}", noun.sector) for noun in nouns)


def test_a_double_is_refused() -> None:
    table = load("fr").roles
    noun = table.file.noun[0]
    doubled = type(table.file)(table.file.words, [noun, Noun(f"{noun.lemma} bis", "person", "[x]", plural=plural_of(noun.lemma))], [], [])
    with pytest.raises(PackError, match="is a form of"):
        _ = RoleTable("fr", doubled, {}).forms
