"""How often each column is right, as far as somebody counted: the error card that goes with every export.

The figures stand in `measured.json`, which `benchmark/figures.py` writes from what was measured. A column that a rule finds and that nobody
measured in a language is on the card as "not measured".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import pourparler
from pourparler.export.release import Export, Survey
from pourparler.wording import Wording, wording

FILE = Path(__file__).with_name("measured.json")


class Figure(msgspec.Struct, frozen=True):
    """`value` in per cent: F1 where precision and recall stand beside it, and `n` is what the gold holds; else a share of `n`. `interval`:
    the middle 95 of 100 resamples of the articles, None where it was not taken.
    """

    value: float
    n: int
    precision: float | None
    recall: float | None
    interval: tuple[float, float] | None


class Set(msgspec.Struct, frozen=True):
    """What was measured on one set of gold, with which version, rules and parser."""

    gold: str
    named: dict[str, str]
    language: str
    articles: int
    version: str
    rules: str
    parser: str
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the card: a column in a language, with a figure on a set; without them where nobody measured it in this language.

    `same_rules` tells whether the readings of this export were made with the rules that were measured.
    """

    table: str
    column: str
    language: str
    name: str | None = None
    on: Set | None = None
    same_rules: bool | None = None

    @property
    def figure(self) -> Figure | None:
        return self.on.figures[self.name] if self.on and self.name else None

    def as_record(self) -> dict[str, Any]:
        """The line as it stands in ERRORS.json; every key is always there."""
        figure, on = self.figure, self.on
        return {
            "table": self.table,
            "column": self.column,
            "language": self.language,
            "measured": figure is not None,
            "figure": self.name,
            "gold": on.gold if on else None,
            "articles": on.articles if on else None,
            **{part: getattr(figure, part, None) for part in ("n", "value", "precision", "recall", "interval")},
            "version": on.version if on else None,
            "rules": on.rules if on else None,
            "same_rules": self.same_rules,
        }


@cache
def measured() -> tuple[Set, ...]:
    return msgspec.json.decode(FILE.read_bytes(), type=tuple[Set, ...])


def lines(export: Export, facts: Survey) -> Iterator[Line]:
    """Every written column that a rule finds, in every language of the export, on every set that measures it."""
    for table, columns in export.columns().items():
        for column in columns:
            for language in sorted(facts.languages) if column.measured is not None else ():
                sets = [each for each in measured() if each.language == language]
                found = [(name, each) for name in column.measured or () for each in sets if name in each.figures]
                for name, each in found:
                    yield Line(table, column.name, language, name, each, facts.has_rules(language, each.rules))
                if not found:
                    yield Line(table, column.name, language)


def as_json(export: Export, facts: Survey) -> str:
    versions = [list(each) for each in sorted(facts.made_with)]
    card: dict[str, Any] = {"pourparler": pourparler.__version__, "articles": facts.articles, "made_with": versions}
    card["fields"] = [each.as_record() for each in lines(export, facts)]
    return json.dumps(card, ensure_ascii=False, indent=1) + "\n"


def page(export: Export, facts: Survey, language: str) -> str:
    """The card for reading, language by language: a table of figures, then what was not measured."""
    say, all_lines = wording(language), list(lines(export, facts))
    parts = [f"# {say('card.title')}\n", say("card.units"), ""]
    for code in sorted(facts.languages):
        parts += section(code, [each for each in all_lines if each.language == code], say)
    return "\n".join(parts) + "\n"


def section(code: str, mine: Sequence[Line], say: Wording) -> Iterator[str]:
    yield f"## {say(f'language.{code}') if say.has(f'language.{code}') else code}\n"
    found = grouped(mine)
    if found:
        heads = ("columns", "figure", "gold", "n", "value", "precision", "recall", "interval", "rules")
        yield "| " + " | ".join(say(f"card.{head}") for head in heads) + " |\n" + "|---" * len(heads) + "|"
        yield from (row(each[0].name, each[0].on, each, say) for each in found if each[0].name and each[0].on)
    missing = ", ".join(called(each) for each in mine if each.figure is None)
    if missing:
        yield f"\n{say('card.unmeasured', columns=missing)}\n"


def grouped(mine: Sequence[Line]) -> list[list[Line]]:
    """Columns that one figure on one set measures stand together."""
    groups: dict[tuple[str | None, str], list[Line]] = {}
    for each in mine:
        if each.on is not None:
            groups.setdefault((each.name, each.on.gold), []).append(each)
    return list(groups.values())


def called(line: Line) -> str:
    return f"`{line.table}.{line.column}`"


def row(name: str, on: Set, group: Sequence[Line], say: Wording) -> str:
    figure = on.figures[name]
    interval = "–".join(say.decimal(end) for end in figure.interval) if figure.interval else ""
    rates = [say.decimal(rate) if rate is not None else "" for rate in (figure.value, figure.precision, figure.recall)]
    same = say("card.same" if group[0].same_rules else "card.other", rules=on.rules)
    columns = ", ".join(map(called, group))
    return "| " + " | ".join([columns, say(f"figure.{name}"), on.named[say.language], str(figure.n), *rates, interval, same]) + " |"
