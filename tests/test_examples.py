"""The examples of the cue tables: what an entry promises in its example, the engine gives."""

from __future__ import annotations

from functools import cache

import pytest
from marked import article, unmark

from pourparler.lang import Cue, load
from pourparler.model import Quotation, Span
from pourparler.parsing import parse_many
from pourparler.quotations import find_quotations

CODES = ("en", "fr")
ROLES = ("content", "cue", "source")


@cache
def readings(code: str) -> dict[str, tuple[Quotation, ...]]:
    """The quotations found in every example of a language by its plain text; the parser runs once for all."""
    language = load(code)
    articles = [article(text, code) for text in dict.fromkeys(unmark(cue.example)[0] for cue in language.cues.cues)]
    return {one.text: find_quotations(one, sentences, language)[0] for one, sentences in zip(articles, parse_many(articles), strict=True)}


def marked_up(text: str, roles: dict[str, list[Span]]) -> str:
    """The sentence with its roles in brackets, as an example is written. Spans that overlap repeat their words, which no example does."""
    spans = sorted((span.start, span.end, role) for role in ROLES for span in roles.get(role, ()))
    told, last = "", 0
    for start, end, role in spans:
        told += text[last:start] + f"[{role} {text[start:end]}]"
        last = end
    return told + text[last:]


def entries() -> list[object]:
    """One case for each entry of every language."""
    cases = [(code, cue) for code in CODES for cue in load(code).cues.cues]
    return [pytest.param(code, cue, id=f"{code}:{cue.kind}:{cue.lemma}{':r' * cue.reflexive}") for code, cue in cases]


@pytest.mark.parametrize(("code", "cue"), entries())
def test_an_entry_finds_what_its_example_marks(code: str, cue: Cue) -> None:
    text, roles = unmark(cue.example)
    rule = load(code).cues.rule(cue)
    found = [quotation for quotation in readings(code)[text] if quotation.rule == rule]
    told = [marked_up(text, {role: list(getattr(quotation, role)) for role in ROLES}) for quotation in found]
    assert marked_up(text, roles) in told, [quotation.rule for quotation in readings(code)[text]]
