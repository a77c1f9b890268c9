"""Events: every entry of the tables tells what its example says, and the articles' own cases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

import pytest
from marked import article

from pourparler.lang import languages, load
from pourparler.lang.events import Trigger
from pourparler.model import Event, Reading, Span
from pourparler.ontology import load as load_ontology
from pourparler.parsing import parser_name
from pourparler.reader import Reader

MARK = re.compile(r"\[(actor|recipient|trigger) ([^\[\]]*)\]")


@dataclass(frozen=True)
class Example:
    """An entry's sentence without its marks, and where they were."""

    language: str
    trigger: Trigger
    rule: str
    text: str
    marks: tuple[tuple[str, Span], ...]

    def spans(self, role: str) -> list[Span]:
        return [span for name, span in self.marks if name == role]


def read_example(language: str, trigger: Trigger, rule: str) -> Example:
    text, marks, last = "", [], 0
    for match in MARK.finditer(trigger.example):
        text += trigger.example[last : match.start()]
        marks.append((match[1], Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        last = match.end()
    return Example(language, trigger, rule, text + trigger.example[last:], tuple(marks))


@cache
def examples() -> tuple[Example, ...]:
    tables = [load(code).events for code in languages()]
    return tuple(
        read_example(table.language, trigger, table.rule(trigger)) for table in tables for trigger in (*table.file.verb, *table.file.noun)
    )


@cache
def readings() -> dict[str, Reading]:
    """All examples read in one go; an article of 2 June 2025."""
    articles = [
        replace(article(example.text, example.language), id=example.rule, published="2025-06-02") for example in examples()
    ]
    return {reading.article.id: reading for reading in Reader().read_many(articles)}


def has_parser(code: str) -> bool:
    try:
        parser_name(load(code))
    except Exception:
        return False
    return True


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.rule)
def test_an_entry_tells_what_its_example_says(example: Example) -> None:
    if not has_parser(example.language):
        pytest.skip("no parser")
    events = [event for event in readings()[example.rule].events if event.rule == example.rule]
    assert len(events) == 1, [event.rule for event in readings()[example.rule].events]
    event = events[0]
    text = example.text
    assert [span.slice(text) for span in event.trigger] == [span.slice(text) for span in example.spans("trigger")]
    assert_marked(event.actor_spans, example.spans("actor"), text)
    assert_marked(event.recipient_spans, example.spans("recipient"), text)


def assert_marked(found: tuple[Span, ...], wanted: list[Span], text: str) -> None:
    """Each marked party is found, and no other."""
    assert all(any(span.overlaps(mark) for span in found) for mark in wanted), [span.slice(text) for span in found]
    assert all(any(span.overlaps(mark) for mark in wanted) for span in found), [span.slice(text) for span in found]
