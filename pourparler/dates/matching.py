"""Where a text holds an expression of time: the forms of a table, matched token by token.

A form has few places and each place few ways to be filled, so the work at one token is bounded and the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pourparler.dates.numbers import read_number
from pourparler.lang.dates import (
    ANY,
    FIGURES,
    THOUSANDS,
    DateTable,
    Form,
    Item,
    Option,
    Pattern,
    Tokens,
    Value,
    cut,
)
from pourparler.model import Span

RANGES = {"day": (1, 31, 2), "late_day": (13, 31, 2), "month_number": (1, 12, 2), "hour": (0, 24, 2), "minute": (0, 59, 2)}
"""Of the numbers in figures: the least, the greatest, and the most figures."""


Reading = tuple[int, Value | None]
"""So many tokens, and the value they have."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression that was found: its span in the text given, the entry that found it, and what its words say."""

    span: Span
    pattern: Pattern
    slots: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Path:
    """How far a form has been followed: the next token, the first and last tokens of the expression itself, and the values so far."""

    token: int
    first: int = -1
    last: int = -1
    slots: tuple[tuple[str, Value], ...] = ()

    def over(self, item: Item, width: int, slot: str, value: Value | None) -> Path:
        """One place further; context is walked over, and only the rest belongs to the expression."""
        slots = self.slots if value is None else (*self.slots, (slot, value))
        if item.context:
            return Path(self.token + width, self.first, self.last, slots)
        first = self.token if self.first < 0 else self.first
        return Path(self.token + width, first, self.token + width - 1, slots)


@dataclass(frozen=True, slots=True)
class Matcher:
    table: DateTable
    tokens: Tokens
    answered: dict[tuple[str, int], tuple[Reading, ...]] = field(default_factory=dict)

    def follow(self, items: tuple[Item, ...], path: Path) -> Path | None:
        """The first way through the rest of a form, the longest words and the optional places first."""
        if not items:
            return path
        item, rest = items[0], items[1:]
        if item.refused:
            return None if self.stands(item, path) else self.follow(rest, path)
        for option in item.options:
            for width, value in self.readings(option, path.token):
                found = self.follow(rest, path.over(item, width, option.slot, value))
                if found is not None:
                    return found
        return self.follow(rest, path) if item.optional else None

    def stands(self, item: Item, path: Path) -> bool:
        """Whether what an item refuses is there: before the form when nothing has been read yet, else next."""
        if path.first < 0 and not path.slots:
            return path.token > 0 and any(self.tokens.keys[path.token - 1 : path.token] == option.keys for option in item.options)
        return any(self.readings(option, path.token) for option in item.options)

    def readings(self, option: Option, token: int) -> Sequence[Reading]:
        """How many tokens the option takes here, and with which value; the same question is asked by many forms and answered once."""
        if token >= len(self.tokens.keys):
            return ()
        if not option.kind:
            return ((len(option.keys), None),) if self.in_row(option.keys, token) else ()
        known = self.answered.get((option.kind, token))
        if known is None:
            known = self.answered[option.kind, token] = tuple(self.ways(option.kind, token))
        return known

    def ways(self, kind: str, token: int) -> Iterator[Reading]:
        if kind == "number":
            width, number = read_number(self.table, self.tokens, token)
            if number is not None:
                yield width, number
            return
        for phrase, value in self.table.phrases.get(kind, {}).get(self.tokens.keys[token], ()):
            if self.in_row(phrase, token) and self.cased(kind, token):
                yield len(phrase), value
        yield from self.built_in(kind, token)

    def in_row(self, wanted: tuple[str, ...], token: int) -> bool:
        """Whether these tokens stand here, with no wide gap between them."""
        end = token + len(wanted)
        return self.tokens.keys[token:end] == wanted and not any(self.tokens.apart(place) for place in range(token + 1, end))

    def cased(self, kind: str, token: int) -> bool:
        if self.tokens.capital(token):
            return kind not in self.table.file.uncapitalised
        return kind not in self.table.file.capitalised

    def built_in(self, kind: str, token: int) -> Iterator[Reading]:
        if kind == "plain_word":
            key = self.tokens.keys[token]
            if key[0].isalpha() and not self.tokens.capital(token) and key not in self.table.function_words:
                yield 1, None
        elif kind == "capital":
            if self.tokens.capital(token):
                yield 1, None
        else:
            yield from self.figures(kind, token)

    def figures(self, kind: str, token: int) -> Iterator[Reading]:
        """A number in figures of the kind asked for; a day may carry its ending (« 1er », "18th")."""
        key = self.tokens.keys[token]
        if not (key.isascii() and key.isdigit()) or len(key) > 4:
            return
        number = int(key)
        if kind == "figures" or (kind in {"year", "plain_year"} and is_year(key, kind)) or (kind == "short_year" and len(key) == 2):
            yield 1, number
        elif kind in RANGES:
            least, greatest, most = RANGES[kind]
            if least <= number <= greatest and len(key) <= most:
                after = self.tokens.keys[token + 1 : token + 2]
                yield (2 if kind == "day" and after and after[0] in self.table.file.day_suffixes else 1), number

    def match(self, form: Form, token: int) -> Candidate | None:
        """The expression that the form finds at a token, None where it finds none or cuts into a longer number or word."""
        path = self.follow(form.items, Path(token))
        if path is None or path.first < 0 or self.cuts_a_number(path.first, path.last):
            return None
        if form.pattern.small and self.tokens.capital(path.first):
            return None
        if any(self.tokens.apart(place) for place in range(token + 1, path.token)):
            return None
        span = Span(self.tokens.starts[path.first], self.tokens.ends[path.last])
        return Candidate(span, form.pattern, form.pattern.values | dict(path.slots))

    def cuts_a_number(self, first: int, last: int) -> bool:
        """Whether the first or last figures belong to something longer: « 2,5 », « 1 992 », « G20 »."""
        return self.number_before(first) or self.number_after(last)

    def number_before(self, first: int) -> bool:
        keys, tokens = self.tokens.keys, self.tokens
        if first == 0 or not keys[first][0].isdigit():
            return False
        before = keys[first - 1]
        if tokens.glued(first):
            return before[0].isalpha() or (before in ".,:" and is_glued_number(tokens, first))
        return before.isdigit() and len(keys[first]) == 3 and not tokens.apart(first)

    def number_after(self, last: int) -> bool:
        keys, tokens = self.tokens.keys, self.tokens
        if last + 1 == len(keys) or not keys[last][-1].isdigit():
            return False
        after = keys[last + 1]
        if tokens.glued(last + 1):
            return after[0].isalpha() or (after in ".," and last + 2 < len(keys) and tokens.glued(last + 2) and keys[last + 2].isdigit())
        return after.isdigit() and len(after) == 3 and not tokens.apart(last + 1)


def is_glued_number(tokens: Tokens, place: int) -> bool:
    """Whether a sign before this place is itself glued to figures: the comma of « 2,5 »."""
    return place > 1 and tokens.glued(place - 1) and tokens.keys[place - 2].isdigit()


def is_year(key: str, kind: str) -> bool:
    if len(key) != 4:
        return False
    number = int(key)
    if kind == "year":
        return 1000 <= number < 2100
    return (1900 <= number < 2040 and number % 100 != 0) or (1500 <= number < 1900 and number % 10 != 0)


def tries(table: DateTable, tokens: Tokens) -> Iterator[tuple[int, int, Form]]:
    """Every place at which a form may begin, by the token there and the next one: place, rank of the form in the file, form."""
    keys = [FIGURES if key[0].isdigit() else key for key in tokens.keys]
    for place, (key, following) in enumerate(zip(keys, [*keys, ANY][1:], strict=True)):
        forms = table.openings.get(key)
        if forms:
            thousands = {THOUSANDS} if following == FIGURES and len(tokens.keys[place + 1]) == 3 else set()
            for group in {following, ANY} | thousands:
                for rank, form in forms.get(group, ()):
                    yield place, rank, form


def find(table: DateTable, text: str) -> list[Candidate]:
    """The expressions of a text in order, none over another: of those that overlap, the one that begins first, then the longest, then the
    entry that stands first. What entries that read "nothing" find is left out with all that it covers."""
    matcher = Matcher(table, cut(text))
    found: list[tuple[int, int, int, Candidate]] = []
    for place, rank, form in tries(table, matcher.tokens):
        candidate = matcher.match(form, place)
        if candidate is not None:
            found.append((candidate.span.start, -candidate.span.end, rank, candidate))
    return keep_apart(found)


def keep_apart(found: list[tuple[int, int, int, Candidate]]) -> list[Candidate]:
    kept: list[Candidate] = []
    end = -1
    for start, _, _, candidate in sorted(found, key=lambda entry: entry[:3]):
        if start >= end:
            kept.append(candidate)
            end = candidate.span.end
    return [candidate for candidate in kept if candidate.pattern.reads != "nothing"]
