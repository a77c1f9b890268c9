"""What is read of an article before anybody is told apart: its words, names and role phrases, and which belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pourparler.actors.describing import describe
from pourparler.actors.facts import Facts
from pourparler.actors.names import Name, NameFinder
from pourparler.actors.phrases import Phrase, PhraseReader
from pourparler.actors.text import Text
from pourparler.gazetteer import Gazetteer
from pourparler.lang import Language
from pourparler.lang.roles import Form, RoleTable
from pourparler.lang.syntax import Syntax
from pourparler.model import Article, Sentence


@dataclass(frozen=True)
class Sheet:
    """Names and phrases in the order of the text; `described` holds the phrases that say who a name is."""

    text: Text
    roles: RoleTable
    facts: Facts
    names: tuple[Name, ...]
    phrases: tuple[Phrase, ...]
    described: dict[Name, tuple[Phrase, ...]]
    syntax: Syntax
    meeting: frozenset[str]
    """Verbs whose object is somebody who is met."""

    @classmethod
    def read(cls, article: Article, sentences: Sequence[Sentence], language: Language, gazetteer: Gazetteer) -> Sheet:
        text, roles, facts = Text.of(article, sentences), language.roles, Facts(gazetteer, language.code)
        names = tuple(NameFinder.of(text, roles, facts).names())
        phrases = tuple(PhraseReader.of(text, roles, facts, names).phrases())
        return cls(text, roles, facts, names, phrases, describe(text, roles, names, phrases), language.syntax, language.events.meeting)

    @cached_property
    def bearers(self) -> dict[int, Name]:
        """The name that each describing phrase belongs to, by the place of its noun."""
        return {phrase.head: name for name, group in self.described.items() for phrase in group}

    @cached_property
    def starting(self) -> dict[int, Name]:
        """Names by their first word."""
        return {name.first: name for name in self.names}

    @cached_property
    def ending(self) -> dict[int, Name]:
        """Names by the place after them."""
        return {name.end: name for name in self.names}

    @cached_property
    def employers(self) -> frozenset[Name]:
        """The names that somebody is said to lead or to speak for (« le patron d'Ostrec »)."""
        return frozenset(name for phrase in self.phrases if phrase.noun.inherits and not phrase.inner for name in phrase.owners)

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """The countries that the adjectives and complements of roles name."""
        return frozenset(code for phrase in self.phrases for code in phrase.countries)

    @cached_property
    def nested(self) -> frozenset[int]:
        """The places that are complements of some phrase (« préfecture de police »)."""
        return frozenset(place for phrase in self.phrases for place in range(phrase.head + 1, phrase.end))

    @cached_property
    def within_bodies(self) -> frozenset[int]:
        """The places of names and their roles that only say whose a body or another person is (« le parti du président Valdrin »)."""
        bodies = (phrase for phrase in self.phrases if phrase.noun.kind in {"organisation", "party", "company", "medium"})
        inside = {place for phrase in bodies for place in range(phrase.head + 1, phrase.end)}
        inside |= {place for name, group in self.described.items() for phrase in group for place in self.beside(name, phrase)}
        borne = (name for name, group in self.described.items() if any(phrase.head in inside for phrase in group))
        return frozenset(inside | {name.first for name in borne})

    def beside(self, name: Name, phrase: Phrase) -> Iterator[int]:
        """The places of the other names in a phrase that says who a name is: « Ana Lindt, le bras droit du président Valdrin »."""
        after = range(phrase.head + 1, phrase.end) if phrase.noun.kind == "person" and not phrase.span.overlaps(name.span) else range(0)
        yield from (place for place in after if place in self.starting)

    @property
    def day(self) -> str | None:
        """The day on which the article was published, ISO 8601."""
        published = self.text.article.published
        return published[:10] if published else None

    def town_state(self, name: Name) -> str | None:
        """The state of the town that a name can be; what an office is over (« Commerce ») is none."""
        return None if name.form.casefold() in self.roles.words.portfolios else self.facts.ground(name.form)

    def opening(self, name: Name) -> Form | None:
        """The noun with which the name of an institution opens."""
        return self.roles.form_at(self.text.article.text, name.span.start, self.text.words[name.first].form)

    def is_agent(self, place: int) -> bool:
        """The noun is somebody though no table knows it: by its ending (« la cosmonautiste »), or as a name that was not told apart."""
        low = self.text.low(place)
        if self.text.upos(place) == "PROPN" and self.text.words[place].form[:1].isupper() and len(low) > 1:
            return True
        return self.text.upos(place) in {"NOUN", "ADJ", "PROPN", "X"} and low.endswith(self.syntax.agentives)

    def about(self, names: Sequence[Name]) -> tuple[Phrase, ...]:
        """All that is said of these names."""
        return tuple(phrase for name in names for phrase in self.described.get(name, ()))

    def label(self, phrase: Phrase) -> str:
        """The phrase without its article: « autorités sud-coréennes »."""
        first = phrase.first
        while first < phrase.head and (self.text.low(first) in self.roles.words.articles or self.text.low(first) == "'"):
            first += 1
        return self.text.slice(first, phrase.end)
