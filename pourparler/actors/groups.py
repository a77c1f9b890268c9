"""Institutions and groups that are named by their noun alone: « les autorités sud-coréennes », « la police », « des manifestants »."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pourparler.actors.casting import DOMESTIC, Casting, Player, actor_id
from pourparler.actors.phrases import Phrase
from pourparler.actors.sheet import Sheet
from pourparler.model import Actor, ActorKind

Key = tuple[str, frozenset[str], frozenset[str]]
"""What tells one group from another: its noun, its countries, its complements."""
POINTING = frozenset({"medium", "party", "company", "state"})
"""Singular nouns of these kinds point back at a name (« le quotidien »); they make no actor by themselves."""
NOBODY = frozenset({"document", "part", "thing"})
ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent"})


@dataclass(frozen=True)
class Grouping:
    """Turns the role phrases that describe nobody by name into players."""

    sheet: Sheet
    casting: Casting

    def players(self) -> Iterator[Player]:
        gathered: dict[Key, list[Phrase]] = defaultdict(list)
        for phrase in sorted(filter(self.stands_alone, self.sheet.phrases), key=lambda phrase: (not phrase.countries, not phrase.names)):
            gathered[self.key(phrase, gathered)].append(phrase)
        yield from (self.player(phrases) for phrases in gathered.values())

    def stands_alone(self, phrase: Phrase) -> bool:
        """The phrase can be an actor by itself: a group or an institution whose noun says what it is, or that does something."""
        noun, text = phrase.noun, self.sheet.text
        one = phrase.number == "singular" and (noun.kind == "person" or noun.kind in POINTING)
        inner = phrase.reference == "bare" and phrase.number == "singular" and phrase.head in self.sheet.nested
        if phrase.head in self.sheet.bearers or noun.kind in NOBODY or one or inner or phrase.reference == "possessive":
            return False
        told = (phrase.sector and not noun.anyone) or noun.country or phrase.countries or (noun.kind == "group" and " " in noun.lemma)
        return bool(told) or (text.deprel(phrase.core) in ACTING and noun.kind != "state")

    def key(self, phrase: Phrase, gathered: Iterable[Key]) -> Key:
        """Same noun, country and complement; where a phrase leaves them out, the one group of that noun that is there already."""
        inner = frozenset([*(name.form for name in phrase.names), *(noun.lemma for noun in phrase.inner), *self.marks(phrase)])
        mine = (phrase.noun.like or phrase.noun.lemma, frozenset(phrase.countries), inner)
        alike = [key for key in gathered if key[0] == mine[0] and fits(key[1], mine[1]) and fits(key[2], mine[2])]
        return alike[0] if len(alike) == 1 else mine

    def marks(self, phrase: Phrase) -> Iterator[str]:
        """The adjectives and the owner that tell one body from another: not its nation, not « nouveau » or « ancien »."""
        words, text = self.sheet.roles.words, self.sheet.text
        yield from (text.low(place) for place in range(phrase.first, phrase.head - 1) if text.low(place + 1) in words.genitives)
        for word in phrase.modifiers:
            if word not in words.former and word not in words.then and not self.sheet.facts.nationality(word):
                yield word

    def player(self, phrases: Sequence[Phrase]) -> Player:
        phrases = sorted(phrases, key=lambda phrase: phrase.span)
        told = self.telling(phrases)
        plural = any(phrase.number == "plural" for phrase in phrases)
        return Player(self.actor(told, phrases), (), tuple(phrases), told.gender, plural, told.noun.senses)

    def actor(self, told: Phrase, phrases: Sequence[Phrase]) -> Actor:
        label = self.sheet.label(told)
        known = self.known_body(label)
        if known is not None:
            return known
        kind: ActorKind = "group" if told.noun.kind in {"group", "person"} else "organisation"
        said = next((phrase.countries[0] for phrase in phrases if phrase.countries), None)
        owned = (country for phrase in phrases if (country := self.country_of_names(phrase)))
        country = told.noun.country or said or next(owned, None) or self.home(told)
        several = country == "EUR" or len(told.countries) > 1
        if several and (kind == "group" or told.noun.kind == "state"):
            country = None  # « des dirigeants européens » are of several states, none of them named
        sector = next((phrase.sector for phrase in phrases if phrase.sector), None)
        return Actor(actor_id(kind, label), label, kind, country, sector, None, self.casting.called(label))

    def home(self, told: Phrase) -> str | None:
        """The state that the article is about, for those who live or work in it; the only one of which there is talk for others, too, unless they may
        come from anywhere or are said to be foreign."""
        words = self.sheet.roles.words
        domestic = told.noun.local or told.sector in DOMESTIC or told.sector == "JRN"
        others = told.reference == "indefinite" and any(self.sheet.text.low(place) in words.other for place in range(told.first, told.head))
        apart = words.foreign | words.stateless if told.noun.sector == "MIL" else words.foreign
        if told.noun.anywhere or told.noun.kind == "state" or apart & set(told.modifiers):
            return None
        land = self.casting.homeland
        if land.issuer and not (told.number == "singular" and self.casting.opens(told.core)):
            return None
        return land.only_state if others or not domestic else land.of_sectors([told.sector])

    def known_body(self, label: str) -> Actor | None:
        """« la commission européenne » without its capital is still the one of the gazetteer."""
        facts = self.sheet.facts.named(label[:1].upper() + label[1:]) if " " in label else ()
        sure = [fact.entry for fact in facts if fact.kind == "organisation" and fact.strength == "name"]
        if len(sure) != 1:
            return None
        return Actor(sure[0].id, label, sure[0].kind, sure[0].country, sure[0].sector, sure[0].wikidata, self.casting.called(label))

    def telling(self, phrases: Sequence[Phrase]) -> Phrase:
        """The phrase that names the group: under its most frequent noun, with its country if it can, in the fewest words."""
        counts = Counter(phrase.noun.lemma for phrase in phrases)
        return min(
            phrases, key=lambda phrase: (-counts[phrase.noun.lemma], not phrase.countries, len(self.sheet.label(phrase)), phrase.span)
        )

    def country_of_names(self, phrase: Phrase) -> str | None:
        """« l'administration Ostrec » has the country of Ostrec; "the director in Rome" has not that of the town."""
        text, locative = self.sheet.text, self.sheet.roles.words.locative
        owning = {name for name in phrase.names if text.low(name.first - 1) not in locative}
        owners = (cluster for cluster in self.casting.clusters if owning & set(cluster.names))
        return next((country for cluster in owners if (country := self.casting.country(cluster))), None)


def fits(one: frozenset[str], other: frozenset[str]) -> bool:
    """They share something, or one of them says nothing."""
    return not one or not other or bool(one & other)
