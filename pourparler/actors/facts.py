"""The gazetteer as one article asks it: in one language, with what each spelling is worth."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from pourparler.gazetteer import Entry, Gazetteer, Strength
from pourparler.gazetteer.atlas import load_atlas, state_of
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.model import ActorKind


@dataclass(frozen=True, slots=True)
class Fact:
    """One possible bearer of a spelling. `strength` says how the spelling stands for it (its name, its capital, its people …)."""

    entry: Entry
    strength: Strength

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def kind(self) -> ActorKind:
        return self.entry.kind

    @property
    def country(self) -> str | None:
        return self.entry.country

    @property
    def sector(self) -> str | None:
        return self.entry.sector


@dataclass(frozen=True)
class Facts:
    """Look-up with a memory, since an article repeats its names."""

    gazetteer: Gazetteer
    language: str
    memory: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def longest(self, words: Sequence[str], start: int) -> tuple[int, tuple[Fact, ...]]:
        """The longest name that begins at this word, as how many words it takes and who bears it; (0, ()) where none does."""
        found = self.gazetteer.longest(words, start, self.language)
        if found is None:
            return 0, ()
        end, entries = found
        return end - start, facts_of(entries, " ".join(words[start:end]))

    def states(self, words: Sequence[str], start: int) -> tuple[str, ...]:
        """The state or body of states named at this word, where it is one alone."""
        found = [
            fact.country
            for fact in self.longest(words, start)[1]
            if fact.country and (fact.kind == "country" or fact.country in NONSTATE_CODES)
        ]
        return (found[0],) if len(found) == 1 else ()

    def named(self, form: str) -> tuple[Fact, ...]:
        """Everybody who bears this full name."""
        return facts_of(self.gazetteer.find(form, self.language), form)

    def government(self, publisher: str | None, articles: Container[str]) -> str | None:
        """The state of which this publisher is the government or a part of it; None for newspapers, agencies and what nobody knows."""
        first, _, rest = (publisher or "").partition(" ")
        form = rest if first.casefold() in articles else publisher or ""
        found = {fact.country for fact in self.named(form) if fact.strength == "seat" or fact.sector == "GOV"}
        return found.pop() if len(found) == 1 else None

    def surname(self, form: str) -> tuple[Fact, ...]:
        """The people known well enough to be meant by this last name alone."""
        return facts_of(self.gazetteer.find_surname(form), form)

    def ground(self, form: str) -> str | None:
        """The state in which every town of this name lies, or the one that everybody would mean; None where no town is so called."""
        towns = load_atlas().towns(form)
        states = {town.country for town in towns}
        return states.pop() if len(states) == 1 else state_of(towns, ())

    def nationality(self, word: str) -> tuple[str, ...]:
        """The countries that an adjective or a compound names (« franco-malien »), in order; empty where it could be either of two."""
        if word not in self.memory:
            self.memory[word] = self.read_nationality(word)
        return self.memory[word]

    def is_shared(self, word: str) -> bool:
        """Several states have this adjective (« congolais »)."""
        return len(self.gazetteer.demonym(word, self.language)) > 1

    def read_nationality(self, word: str) -> tuple[str, ...]:
        demonyms = self.gazetteer.demonym(word, self.language)
        if demonyms:
            return (demonyms[0].id,) if len(demonyms) == 1 else ()
        sides = self.gazetteer.sides(word) if "-" in word or "–" in word else ()
        return tuple(entry.country or entry.id for entry in sides)


def facts_of(entries: Sequence[Entry], form: str) -> tuple[Fact, ...]:
    return tuple(Fact(entry, entry.strength(form) or "surname") for entry in entries)
