"""What the faces say to people: one catalogue a language, the same keys in each.

A catalogue is a TOML file of this folder, with another in `web/` for the page of a dossier; its tables are joined with dots
(`[kind] direct` is "kind.direct"). No sentence for people stands in Python code, so a new interface language is two files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent
FALLBACK = "en"
MESSAGES = ("message.", "typer.", "msgspec.", "system.")
"""The tables of messages that stand in code: this program's own, those of the libraries that read its command line and its JSON, the system's."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one interface language, by key; an unknown key is a KeyError, never an empty sentence."""

    language: str
    strings: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence with its blanks filled."""
        return self.strings[key].format(**values)

    def message(self, message: str) -> str:
        """A message of the program in this language where the catalogue holds it, as it is otherwise.

        The catalogue's key is the English message with * for what varies; {0}, {1} … are those parts, which may be messages themselves.
        """
        for pattern, translation in self.patterns:
            found = pattern.fullmatch(message)
            if found:
                return translation.format(*(self.message(part) for part in found.groups()))
        return message

    @property
    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return patterns_of(self.language)

    def has(self, key: str) -> bool:
        return key in self.strings

    def count(self, key: str, number: int) -> str:
        """A number with its noun: "1 quotation", "3 quotations"; each language says which numbers take the singular."""
        form = "one" if str(number) in self.strings["plural.one"].split() else "other"
        return self(f"count.{key}.{form}", n=self.number(number))

    def number(self, number: int) -> str:
        """A number with the thousands of the language."""
        return f"{number:,}".replace(",", self.strings["plural.thousands"])

    def decimal(self, number: float) -> str:
        """A number with one decimal and the point or comma of the language."""
        return f"{number:.1f}".replace(".", self.strings["plural.decimal"])


def flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """`{"kind": {"direct": "…"}}` as ("kind.direct", "…")."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def interface_languages() -> tuple[str, ...]:
    """The codes of the catalogues that are shipped."""
    return tuple(sorted(path.stem for path in CATALOGUES.glob("*.toml")))


@cache
def wording(language: str) -> Wording:
    """The catalogue of a language; one that has none gets English."""
    code = language if language in interface_languages() else FALLBACK
    files = (CATALOGUES / f"{code}.toml", CATALOGUES / "web" / f"{code}.toml")
    return Wording(code, {key: text for file in files for key, text in flatten(tomllib.loads(file.read_text(encoding="utf-8")))})


@cache
def patterns_of(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The messages that the catalogue of a language translates."""
    strings = wording(language).strings.items()
    found = ((key.removeprefix(table), text) for table in MESSAGES for key, text in strings if key.startswith(table))
    return tuple((re.compile("(.*?)".join(map(re.escape, key.split("*"))), re.DOTALL), text) for key, text in found)


def preferred(environment: Mapping[str, str]) -> str:
    """The interface language that a person's environment asks for: POURPARLER_LANG, then the locale (POSIX order); English otherwise."""
    for name in ("POURPARLER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            code = environment[name][:2].lower()
            return code if code in interface_languages() else FALLBACK
    return FALLBACK
