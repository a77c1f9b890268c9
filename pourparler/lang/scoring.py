"""The small words that decide nothing when a reading is compared with gold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pourparler.lang.tables import Strict, read_toml


class SmallWordsFile(Strict, frozen=True):
    """`scoring.toml`: words that open a content and may be left out, words that alone show no source, words that part no two names."""

    complementisers: list[str]
    function_words: list[str]
    in_names: list[str]


@dataclass(frozen=True, slots=True)
class SmallWords:
    complementisers: frozenset[str]
    function_words: frozenset[str]
    in_names: frozenset[str]


@cache
def small_words() -> SmallWords:
    """Those of all languages together: a gold file may hold several, and a name keeps the small words of its own."""
    files = [read_toml(path, SmallWordsFile) for path in sorted(Path(__file__).parent.glob("*/scoring.toml"))]
    return SmallWords(
        frozenset(word for file in files for word in file.complementisers),
        frozenset(word for file in files for word in file.function_words),
        frozenset(word for file in files for word in file.in_names),
    )
