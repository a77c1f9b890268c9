"""The nouns of the gazetteer: an entry, its names, and what each name is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pourparler.gazetteer.folding import fits
from pourparler.model import ActorKind, Role

Strength = Literal["name", "acronym", "weak", "inhabitant", "seat", "capital", "adjective", "surname"]
"""What a name is worth, the surest first.

name        the name in full: it means this actor wherever it stands
acronym     capitals: they mean it when they are written as capitals
weak        a name that is also a common word or another thing (a newspaper called Time): it needs support from the sentence
inhabitant  a noun of the people of a state (Russes, Poles)
seat        a building or street that stands for a government (Kremlin, Quai d'Orsay)
capital     a town that stands for a government, or is only a town
adjective   a word that ties another noun to a state (russe, Polish)
surname     the last name alone, of a person known well enough to be meant by it
"""
STRENGTHS: tuple[Strength, ...] = ("name", "acronym", "weak", "inhabitant", "seat", "capital", "adjective", "surname")

NONSTATE_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes for actors without a country."""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling. `language` is an ISO 639-1 code, empty where it belongs to no language (a person's own, an acronym used by all)."""

    form: str
    language: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor that is known beforehand. Every field says what a named source says, and is empty where none does.

    `id` is a Wikidata QID where a source gives one, a country code for a state, or an id of our own ("person:…", "org:…"). `country` and
    `sector` are those of the office held last. `as_of` is the day on which the source was read: a role without `until` was held on it.
    """

    id: str
    kind: ActorKind
    names: tuple[Name, ...] = field(repr=False)
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    roles: tuple[Role, ...] = field(default=(), repr=False)
    as_of: str | None = None
    source: str = ""

    @property
    def name(self) -> str:
        """The first name of the table: what to show where no language is asked for."""
        return self.names[0].form

    def called(self, language: str) -> str:
        """The name to show in a language, the first one of the table where that language has none."""
        return next((name.form for name in self.names if name.language == language and name.strength in {"name", "acronym"}), self.name)

    def strength(self, form: str) -> Strength | None:
        """What this spelling is worth for this actor, the surest reading of it; None where it is no name of it."""
        return min((name.strength for name in self.names if fits(name.form, form)), key=STRENGTHS.index, default=None)

    def roles_on(self, day: str) -> tuple[Role, ...]:
        """The offices held on a day (ISO 8601), those of unknown dates among them; an office left before, or taken after, is not."""
        return tuple(
            role for role in self.roles if (role.since or day)[: len(day)] <= day and day[: len(role.until or day)] <= (role.until or day)
        )
