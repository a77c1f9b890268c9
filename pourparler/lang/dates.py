"""The time expressions of a language: its words, and the forms in which they make a date (TIMEX3).

`dates.toml` holds classes of words, each word with its value, and patterns:

    [words.weekday]
    lundi = 1

    [[pattern]]
    name    = "lundi dernier"
    form    = ["{weekday} {direction}"]
    reads   = "weekday"
    example = "Il est arrivé [DATE 2025-02-24 XXXX-WXX-1 lundi dernier]."

A form is read from left to right, in words and signs:
    le          this word; `il_y_a` these words; `le|la` one of them
    {month}     a word of that class; its value is kept under the class's name, `{number>other}` keeps it under another
    X?          may be missing
    ~X          must stand there, and is no part of the expression
    !X          must not stand there (last in a form, or first)

Classes that no list can hold: {day} 1 to 31, {late_day} 13 to 31, {month_number} 1 to 12, {year} four figures, {plain_year} 1900 to 2039
but no round hundred, or 1500 to 1899 and not round, {short_year} two figures, {hour}, {minute}, {figures}, {number} figures or words; and,
within a form only, {plain_word}, a word in small letters that `function_words` does not list, and {capital}, a word with a capital.

An example marks every expression that must be found, `[TYPE value undated words]`, with `=` for an undated value that is the same. It is
read as if printed on the file's `printed` day. Words of a class in `capitalised` must open with a capital, those in `uncapitalised` must
not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml

Value = int | float | str
Reads = Literal["date", "weekday", "clock", "part", "day", "unit", "season", "year", "ago", "away", "duration", "set", "fixed", "nothing"]

FIGURES, THOUSANDS, ANY = "0", "000", ""
"""What stands for any figures, for three that may go on a number, and for any token at all, in the index of opening tokens."""
BUILT_IN = {"day", "late_day", "month_number", "year", "plain_year", "short_year", "hour", "minute", "figures"}
IN_WORDS = {"number", "plain_word", "capital"}
TOKEN = re.compile(r"(?:https?://|www\.)\S+|[0-9]+|(?:[^\W\d_]|[\u0300-\u036f])+|[^\s\w]|[\d_]")
APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Pattern(Strict, frozen=True):
    """One entry. `values` are what its words leave unsaid (`direction = -1`); `small`: its first word must not open with a capital."""

    name: str
    form: list[str]
    reads: Reads
    example: str
    values: dict[str, Value] = {}
    small: bool = False


class DateFile(Strict, frozen=True):
    """`dates.toml`. For the tense: `planned` words just before an expression make it one of the future, `future_words` are lemmas whose
    infinitive looks ahead (« a promis de »), and what hangs on a noun by one of `noun_prepositions` does not take the tense of the verb."""

    printed: date
    words: dict[str, dict[str, Value]]
    pattern: list[Pattern]
    number_joiners: list[str]
    function_words: list[str]
    capitalised: list[str] = []
    uncapitalised: list[str] = []
    planned: list[str] = []
    future_words: list[str] = []
    future_auxiliaries: list[str] = []
    noun_prepositions: list[str] = []
    day_suffixes: list[str] = []
    dateline_words: list[str] = []


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into words, figures and signs; `keys` are what tables compare: small letters, plain apostrophes, one Unicode form."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def capital(self, place: int) -> bool:
        return self.text[self.starts[place]].isupper()

    def glued(self, place: int) -> bool:
        """Whether the token stands right after the one before it, with no space between."""
        return place > 0 and self.ends[place - 1] == self.starts[place]

    def apart(self, place: int) -> bool:
        """Whether more than a space or two stand before the token: then no expression runs across."""
        return place > 0 and self.starts[place] - self.ends[place - 1] > 2


def cut(text: str) -> Tokens:
    """The tokens of a text, in order; every character that is no space belongs to exactly one. A web address is one token."""
    keys, starts, ends = [], [], []
    for found in TOKEN.finditer(text):
        keys.append(plain_key(found.group()))
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, tuple(keys), tuple(starts), tuple(ends))


@lru_cache(maxsize=16384)
def plain_key(word: str) -> str:
    key = word.lower().translate(APOSTROPHES)
    return key if key.isascii() else unicodedata.normalize("NFC", key)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fill a place of a form: these keys, or a word of a class."""

    keys: tuple[str, ...]
    kind: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    options: tuple[Option, ...]
    optional: bool = False
    context: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    pattern: Pattern
    items: tuple[Item, ...]


def compile_form(pattern: Pattern, form: str) -> Form:
    return Form(pattern, tuple(compile_item(part) for part in form.split()))


def compile_item(part: str) -> Item:
    """`~le|la?` as an Item."""
    body = part.removeprefix("!").removeprefix("~")
    optional = len(body) > 1 and body.endswith("?")
    options = tuple(compile_option(text) for text in body.removesuffix("?" if optional else "").split("|"))
    return Item(options, optional, context=part[0] in "~!" and len(part) > 1, refused=part[0] == "!" and len(part) > 1)


def compile_option(text: str) -> Option:
    if text.startswith("{") and text.endswith("}"):
        kind, _, slot = text[1:-1].partition(">")
        return Option((), kind, slot or kind)
    return Option(cut(text.replace("_", " ")).keys)


Phrase = tuple[tuple[str, ...], Value]
Phrases = dict[str, dict[str, tuple[Phrase, ...]]]


Openings = dict[str, dict[str, tuple[tuple[int, Form], ...]]]


@dataclass(frozen=True, slots=True)
class DateTable:
    """The compiled table: forms, with their place in the file, by the two tokens they open with; phrases of each class by their first
    token, the longest first."""

    language: str
    file: DateFile
    phrases: Phrases
    forms: tuple[Form, ...]
    openings: Openings
    function_words: frozenset[str]
    planned: frozenset[str]

    @classmethod
    def load(cls, folder: Path, language: str) -> DateTable:
        """`dates.toml` of the pack; refuses doubled names, classes that are not there, and entries whose example marks nothing."""
        file = read_toml(folder / "dates.toml", DateFile)
        phrases = {kind: by_first(words) for kind, words in file.words.items()}
        seen: set[str] = set()
        for pattern in file.pattern:
            refuse_faults(pattern, phrases.keys() | BUILT_IN | IN_WORDS, seen, language)
            seen.add(pattern.name)
        forms = tuple(compile_form(pattern, form) for pattern in file.pattern for form in pattern.form)
        return cls(
            language,
            file,
            phrases,
            forms,
            index(forms, Vocabulary(phrases, frozenset(file.number_joiners), frozenset(file.day_suffixes))),
            frozenset(file.function_words),
            frozenset(file.planned),
        )

    def rule(self, pattern: Pattern) -> str:
        """The name under which an entry is cited: `fr.dates.lundi_dernier`."""
        return f"{self.language}.dates.{pattern.name.replace(' ', '_')}"


def by_first(words: dict[str, Value]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for words_of_entry, value in words.items():
        keys = cut(words_of_entry).keys
        found[keys[0]].append((keys, value))
    return {first: tuple(sorted(group, key=lambda phrase: -len(phrase[0]))) for first, group in found.items()}


def refuse_faults(pattern: Pattern, classes: set[str], seen: set[str], language: str) -> None:
    used = {kind for form in pattern.form for kind in re.findall(r"\{(\w+)", form)}
    if pattern.name in seen:
        raise PackError(f"{language}/dates.toml: the pattern {pattern.name!r} stands twice")
    if used - classes:
        raise PackError(f"{language}/dates.toml: {pattern.name!r} uses classes that are not there: {', '.join(sorted(used - classes))}")
    if pattern.reads != "nothing" and "[" not in pattern.example:
        raise PackError(f"{language}/dates.toml: the example of {pattern.name!r} must mark what is found: [DATE value words]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is needed to tell which tokens can stand first and second in a form."""

    phrases: Phrases
    joiners: frozenset[str]
    suffixes: frozenset[str]

    def rows(self, option: Option) -> Iterator[tuple[str, ...]]:
        """The tokens of each way to fill the option, as far as a list can hold them; figures are all alike."""
        listed = [phrase for group in self.phrases.get(option.kind, {}).values() for phrase, _ in group] if option.kind else [option.keys]
        for row in listed:
            yield tuple(FIGURES if key[0].isdigit() else key for key in row)
        if option.kind in BUILT_IN or option.kind == "number":
            yield (FIGURES,)

    def inner(self, option: Option) -> set[str]:
        """What may follow the first token of a number or a day and still belong to it."""
        if option.kind == "number":
            words = {key for group in self.phrases.get("number", {}).values() for phrase, _ in group for key in phrase}
            return words | self.joiners | {THOUSANDS, ",", "."}
        return set(self.suffixes) if option.kind == "day" else set()

    def firsts(self, items: Sequence[Item]) -> set[str]:
        """Every token that can come first; ANY when none has to come, or when it can be any word."""
        found: set[str] = set()
        for item in items:
            if item.refused:
                continue
            if any(option.kind in {"plain_word", "capital"} for option in item.options):
                return {ANY}
            found |= {row[0] for option in item.options for row in self.rows(option)}
            if not item.optional:
                return found
        return {ANY}

    def pairs(self, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
        """The first two tokens of a form, in every way."""
        for place, item in enumerate(items):
            if item.refused:
                continue
            after = self.firsts(items[place + 1 :])
            for option in item.options:
                for row in self.rows(option):
                    yield from ((row[0], second) for second in ({row[1]} if len(row) > 1 else after | self.inner(option)))
            if not item.optional:
                return


def index(forms: Sequence[Form], vocabulary: Vocabulary) -> Openings:
    """The forms by their first and second token; under ANY those that may be followed by anything."""
    found: dict[str, dict[str, list[tuple[int, Form]]]] = defaultdict(lambda: defaultdict(list))
    for place, form in enumerate(forms):
        pairs = set(vocabulary.pairs(form.items))
        for first, second in pairs:
            if second == ANY or (first, ANY) not in pairs:
                found[first][second].append((place, form))
    return {first: {second: tuple(group) for second, group in seconds.items()} for first, seconds in found.items()}
