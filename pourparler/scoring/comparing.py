"""When are two contents, two sources, two actors, two countries the same?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from pourparler.lang.scoring import small_words
from pourparler.scoring.gold import GoldActor, Pair

WORD = re.compile(r"\w+")
LONG_WORD = re.compile(r"\w{2,}")
FOLDED = {"UNO": "IGO", "EUR": "IGO"}
"""Standard records of the field write IGO for the United Nations and the European Union as well."""
TOO_LONG, ROOM = 1.5, 2
"""A source found may be half as long again as the gold's, and two words: one that swallows the sentence proves nothing."""
MOST_TRIGGER_WORDS = 6


class Known(Protocol):
    """What is compared of an actor, in gold and in a reading alike."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def sector(self) -> str | None: ...
    @property
    def wikidata(self) -> str | None: ...


class WordIndex:
    """The words of a text by position, so that a span is the set of the words it touches: punctuation and spaces decide nothing."""

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.starts = [word.start() for word in found]
        self.ends = [word.end() for word in found]
        self.words = [word.group().lower() for word in found]

    def touched(self, spans: Iterable[Pair]) -> frozenset[int]:
        """The numbers of the words that the spans touch."""
        return frozenset(number for start, end in spans for number in range(bisect_right(self.ends, start), bisect_left(self.starts, end)))

    def without_complementiser(self, content: frozenset[int]) -> frozenset[int]:
        """A content less the word that opens its clause: guides differ on whether it belongs there."""
        if len(content) > 2 and self.words[min(content)] in small_words().complementisers:
            return content - {min(content)}
        return content

    def full_words(self, touched: Iterable[int]) -> set[int]:
        return {number for number in touched if self.words[number] not in small_words().function_words}


def dice(some: frozenset[int], others: frozenset[int]) -> float:
    return 2 * len(some & others) / (len(some) + len(others)) if some or others else 0.0


def same_source(gold: frozenset[int], found: frozenset[int], index: WordIndex) -> bool:
    """Both empty, or they share a word that means something and the found one is not much longer."""
    if not gold and not found:
        return True
    if len(found) > TOO_LONG * len(gold) + ROOM:
        return False
    return bool(index.full_words(gold) & index.full_words(found)) or bool(gold and gold <= found)


def name_words(name: str | None) -> set[str]:
    return {word.lower() for word in LONG_WORD.findall(name or "")} - small_words().in_names


def same_actor(gold: GoldActor, found: Known) -> bool:
    """The same Wikidata id; else the same state; else one name within the other; else, for a person, the same last name."""
    if gold.wikidata and found.wikidata:
        return gold.wikidata == found.wikidata
    if gold.kind == "country" == found.kind and gold.country:
        return gold.country == found.country
    here, there = name_words(gold.name), name_words(found.name)
    if not here or not there:
        return False
    same_last = LONG_WORD.findall(gold.name)[-1].lower() == LONG_WORD.findall(found.name)[-1].lower()
    return here <= there or there <= here or (gold.kind == "person" and same_last)


def country(actor: Known) -> str | None:
    return FOLDED.get(actor.country, actor.country) if actor.country else None


def sides(actors: Iterable[Known]) -> set[str]:
    """The countries that take part, the sector standing in where an actor has none."""
    return {side for actor in actors if (side := country(actor) or actor.sector)}


def is_invented(date: str | None) -> bool:
    """Whether a date says more than « some day »."""
    return bool(date) and not str(date).startswith("X") and not str(date).endswith("_REF")


def short_enough(trigger: Iterable[Pair], text: str) -> list[Pair]:
    """Triggers of six words at most; a clause is no trigger."""
    return [(start, end) for start, end in trigger if len(LONG_WORD.findall(text[start:end])) <= MOST_TRIGGER_WORDS]


Gold = TypeVar("Gold")
Found = TypeVar("Found")


def in_order(gold: Sequence[Gold], found: Sequence[Found], fits: Callable[[Gold, Found], bool]) -> list[tuple[int, int]]:
    """One to one: each gold record, in order, takes the first record found that fits and is still free. Gives positions."""
    taken: set[int] = set()
    pairs = []
    for number, wanted in enumerate(gold):
        free = (place for place, record in enumerate(found) if place not in taken and fits(wanted, record))
        place = next(free, None)
        if place is not None:
            taken.add(place)
            pairs.append((number, place))
    return pairs
