"""`translation.toml`: what gives away a text that a machine translated into the language, and that nobody who writes it would write.

    [[ending]]
    letters = "ment"
    gender  = "m"
    but     = ["jument"]
    example = "Il veut [la renforcement] des contrôles."

    [[calque]]
    words   = "payer attention à"
    example = "Il faut [payer attention à] ce signe."

    [[leftover]]
    words   = "of the"
    example = "Le président [of the] conseil est arrivé."

    [[unelided]]
    words   = "de"
    but     = ["onze"]
    example = "Le port [de Odessa] est fermé."

The example marks what is seen. Nouns with one of the endings have its gender, the exceptions (`but`, in the singular) aside; `masculine`,
`feminine` and `plural` are articles. `but` of a small word without its elision are the words before which it is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml, read_tsv


class Ending(Strict, frozen=True):
    letters: str
    gender: Literal["m", "f"]
    example: str
    but: frozenset[str] = frozenset()


class Phrase(Strict, frozen=True):
    """A calque or a leftover; `words` in lower case, `*` for any ending of a word."""

    words: str
    example: str

    def pattern(self) -> str:
        return r"\b" + re.escape(self.words).replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("'", "['’]") + r"(?!\w)"


class Unelided(Strict, frozen=True):
    words: str
    example: str
    but: frozenset[str] = frozenset()


class TranslationFile(Strict, frozen=True):
    masculine: frozenset[str]
    feminine: frozenset[str]
    plural: frozenset[str]
    plural_endings: tuple[str, ...]
    vowels: str
    capitals: frozenset[str]
    ending: list[Ending]
    calque: list[Phrase]
    leftover: list[Phrase]
    unelided: list[Unelided]
    english_numbers: bool = False
    inverted_incise: bool = False


@dataclass(frozen=True)
class TranslationTable:
    """The signs of one language. `bare` are the states whose names want an article."""

    file: TranslationFile
    bare: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> TranslationTable | None:
        """The pack's table, None where it has none; refuses examples that mark nothing."""
        path = folder / "translation.toml"
        if not path.exists():
            return None
        file = read_toml(path, TranslationFile)
        entries: list[Ending | Phrase | Unelided] = [*file.ending, *file.calque, *file.leftover, *file.unelided]
        for example in (entry.example for entry in entries):
            if "[" not in example:
                raise PackError(f"{folder.name}/translation.toml: the example {example!r} marks nothing")
        bare = (row["name"] for row in read_tsv(folder / "countries.tsv") if row["article"])
        return cls(file, frozenset(bare))

    @cached_property
    def calques(self) -> re.Pattern[str]:
        return one_of(self.file.calque)

    @cached_property
    def unelided(self) -> dict[str, Unelided]:
        """The small words that lose a letter before a vowel."""
        return {entry.words: entry for entry in self.file.unelided}

    @cached_property
    def leftovers(self) -> re.Pattern[str]:
        return one_of(self.file.leftover)

    def gender(self, noun: str) -> str | None:
        """The gender that a noun's ending gives it, None where it gives none."""
        low = noun.casefold()
        single = next((low[: -len(end)] for end in self.file.plural_endings if low.endswith(end)), low)
        for entry in self.file.ending:
            if single.endswith(entry.letters) and len(single) > len(entry.letters) + 2:
                return None if single in entry.but else entry.gender
        return None


def one_of(phrases: list[Phrase]) -> re.Pattern[str]:
    return re.compile("|".join(phrase.pattern() for phrase in phrases) or r"(?!)", re.IGNORECASE)


__all__ = ["TranslationTable"]
