"""From clusters of names to actors: id, name, kind, country, sector, with gender and number for those who point at them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pourparler.actors.facts import Fact
from pourparler.actors.homeland import Homeland
from pourparler.actors.names import Name
from pourparler.actors.people import Cluster, gender_of
from pourparler.actors.phrases import OFFICES, Phrase
from pourparler.actors.sheet import Sheet
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.lang.roles import Noun
from pourparler.model import Actor, ActorKind, Role

AFTER = 8
"""Words that the name of a state or a body of states may take."""
TITLE = 10
"""Words that a title in capitals may take."""
LISTED = frozenset({"conj", "appos", "flat", "compound"})
WORD = re.compile(r"\w+")
DOMESTIC = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "AGR", "CVL", "ELI", "OPP", "LAB", "MED", "EDU", "CRM", "BUS", "REL", "SOC", "SPY"}
)
"""Sectors whose bearers belong to the state that an article is about, when nothing else is said."""


@dataclass(frozen=True, slots=True)
class Player:
    """One actor with all that is known of it inside the article: the record, its names and phrases, gender and number.

    `nouns` are the roles by which the article calls it, `offices` those that the gazetteer gives it on the day of the article.
    """

    actor: Actor
    names: tuple[Name, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    gender: str | None = None
    plural: bool = False
    nouns: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()

    def joined(self, other: Player) -> Player:
        """This player with what the other adds."""
        names, phrases = (*self.names, *other.names), (*self.phrases, *other.phrases)
        return replace(self, names=names, phrases=phrases, nouns=self.nouns | other.nouns)


@dataclass(frozen=True)
class Casting:
    """Turns the clusters of a sheet into players."""

    sheet: Sheet
    clusters: tuple[Cluster, ...]

    @cached_property
    def homeland(self) -> Homeland:
        """The states of the article, counted."""
        return Homeland(self.sheet, self.clusters)

    def named(self) -> Iterator[Player]:
        """The actors of all clusters; a state of which only the territory is named is none."""
        for cluster in self.clusters:
            names = tuple(name for name in cluster.names if cluster.kind != "country" or self.acts(name))
            if names:
                yield self.player(cluster, names)

    def player(self, cluster: Cluster, names: tuple[Name, ...]) -> Player:
        nouns = frozenset(sense for noun in self.nouns(cluster) for sense in noun.senses)
        person = cluster.kind == "person"
        gender = gender_of(self.sheet.roles, names, cluster.phrases) if person else self.grammatical(names, "Gender")
        plural = not person and self.grammatical(names, "Number") == "p"
        return Player(self.actor(cluster, names), names, cluster.phrases, gender, plural, nouns, self.offices(cluster))

    def actor(self, cluster: Cluster, names: Sequence[Name]) -> Actor:
        label = self.label(cluster, names)
        itself = cluster.fact if cluster.fact and cluster.fact.kind == cluster.kind else None
        ident = itself.id if itself else actor_id(cluster.kind, label)
        known = cluster.fact.entry.roles if cluster.fact and cluster.kind == "person" else ()
        roles = known or tuple(self.role(phrase) for phrase in cluster.phrases if phrase.noun.kind == "person")
        wikidata = itself.entry.wikidata if itself else None
        return Actor(ident, label, cluster.kind, self.country(cluster), self.sector(cluster), wikidata, self.called(label), roles)

    def called(self, label: str) -> dict[str, str]:
        return {self.sheet.facts.language: label}

    def label(self, cluster: Cluster, names: Sequence[Name]) -> str:
        """The fullest name in the article; a state, or a body of which only the town is named, has the name of the gazetteer."""
        fact, language = cluster.fact, self.sheet.facts.language
        fullest = max(names, key=lambda name: (len(name.parts), len(name.form))).form
        if fact is None or cluster.kind == "person":
            return fullest
        own = cluster.kind == "country" or fact.strength == "capital" or fact.entry.strength(fullest) is None
        return fact.entry.called(language) if own else fullest

    def role(self, phrase: Phrase) -> Role:
        return Role(" ".join(phrase.span.slice(self.sheet.text.article.text).split()), phrase.countries[0] if phrase.countries else None)

    def country(self, cluster: Cluster) -> str | None:
        """What the article says of a person; of a body what the gazetteer says first; else the home of whoever has a role in it."""
        if cluster.kind == "person":
            return self.told_country(cluster) or self.home_of(cluster)
        known = cluster.fact.country if cluster.fact and not self.is_national(cluster) else None
        return known or state_of_phrases(cluster) or self.country_inside(cluster) or self.home_of(cluster)

    def is_national(self, cluster: Cluster) -> bool:
        """« la firme lettone Lumen »: the article gives a state to a company of many."""
        said = state_of_phrases(cluster)
        return cluster.fact is not None and cluster.fact.country == "MNC" and said is not None and said not in NONSTATE_CODES

    def told_country(self, cluster: Cluster) -> str | None:
        """The state that the words around a person's name give, or the gazetteer."""
        said = state_of_phrases(cluster) or self.country_after(cluster) or self.country_before(cluster)
        return said or (cluster.fact.country if cluster.fact else None) or self.country_beside(cluster)

    def home_of(self, cluster: Cluster) -> str | None:
        """The home of whoever has a role in it. A state's own text lets its people act first; whom they meet belong to the other state."""
        land = self.homeland
        if land.issuer and cluster.kind == "person":
            heads = [phrase.core for phrase in self.sheet.described.get(cluster.names[0], ())]
            own = cluster.names[0] is self.opener or any(self.opens(place) for place in (cluster.names[0].first, *heads))
            ours = own or any(phrase.reference == "possessive" for phrase in cluster.phrases)
            return land.issuer if ours else land.foremost if self.is_domestic(cluster) and self.is_met(cluster.names[0]) else None
        return land.of_sectors(noun.sector for noun in self.nouns(cluster)) if self.is_domestic(cluster) else land.only_state

    def is_domestic(self, cluster: Cluster) -> bool:
        """The article gives a role, or a body whose work lies within one state."""
        inner = (noun for phrase in cluster.phrases for noun in phrase.inner)
        roles = any(phrase.noun.kind == "person" for phrase in cluster.phrases)
        return roles or any(noun.local or noun.sector in DOMESTIC for noun in (*self.nouns(cluster), *inner))

    def opens(self, place: int) -> bool:
        """The word stands in a subject, or owns something: in a text of its own state nobody is met before he acts."""
        text = self.sheet.text
        while text.deprel(place).partition(":")[0] in LISTED and text.heads[place] >= 0:
            place = text.heads[place]
        return text.deprel(place).startswith(("nsubj", "nmod:poss"))

    @cached_property
    def opener(self) -> Name | None:
        """The one person who is named before the verb of the first sentence."""
        text = self.sheet.text
        verb = next((place for place, head in enumerate(text.heads) if head < 0 and text.upos(place) == "VERB"), -1)
        named = [cluster.names[0] for cluster in self.clusters if cluster.kind == "person" and cluster.names[0].first < verb]
        return named[0] if len(named) == 1 and text.together(named[0].first, verb) else None

    def country_after(self, cluster: Cluster) -> str | None:
        """"President Ostrec of Latvia", "Secretary Ostrec of NATO": the of-phrase behind the name of somebody who has a role."""
        text, words = self.sheet.text, self.sheet.roles.words
        for name in cluster.names if cluster.phrases else ():
            step = name.end + 1 if text.low(name.end) in words.of else 0
            while step and text.low(step) in words.articles:
                step += 1
            codes = self.sheet.facts.states(tuple(word.form for word in text.words[step : step + AFTER]), 0) if step else ()
            if codes:
                return codes[0]
        return None

    def is_met(self, name: Name) -> bool:
        """The name is the object of a verb, or stands behind a preposition of one."""
        text, place = self.sheet.text, name.first
        while text.deprel(place).partition(":")[0] in LISTED and text.heads[place] >= 0:
            place = text.heads[place]
        return text.deprel(place).startswith(("obl", "obj")) and text.upos(text.heads[place]) == "VERB"

    def country_before(self, cluster: Cluster) -> str | None:
        """"German Chancellery Foreign Policy Advisor Ostrec": the adjective of nation that opens a long title in capitals."""
        text, roles = self.sheet.text, self.sheet.roles.words
        if roles.adjectives_follow:
            return None
        for name in cluster.names:
            step = name.first - 1
            while step >= max(0, name.first - TITLE) and (text.words[step].form[:1].isupper() or text.low(step) in {*roles.of, *roles.joiners}):
                codes = self.sheet.facts.nationality(text.words[step].form)
                if codes:
                    return codes[0]
                if step in self.taken_by_people or self.sheet.facts.is_shared(text.words[step].form):
                    break
                step -= 1
        return None

    @cached_property
    def taken_by_people(self) -> frozenset[int]:
        """The places of all names of people."""
        return frozenset(place for name in self.people for place in range(name.first, name.end))

    def country_beside(self, cluster: Cluster) -> str | None:
        """"the Latvian president, Ostrec, and Foreign Minister Valdrin": a title without a state in a row behind one that has it."""
        for name in filter(self.is_met, cluster.names if cluster.phrases else ()):
            before = self.row_before(name)
            other = self.people.get(before) if before else None
            if other is not None and other is not cluster:
                return self.told_country(other)
        return None

    def row_before(self, name: Name) -> Name | None:
        """The person named right before in a row: nothing stands between but a comma, "and" and an of-phrase with a state."""
        text, words = self.sheet.text, self.sheet.roles.words
        step = min([name.first, *(phrase.first for phrase in self.sheet.described.get(name, ()))]) - 1
        first = step
        while step > 0 and (text.low(step) == "," or text.low(step) in words.joiners):
            step -= 1
        if step == first or not text.together(step, name.first):
            return None
        before = self.sheet.ending.get(step + 1)
        if before is not None and any(fact.kind == "country" for fact in before.facts):
            opening = text.before_article(before.first, words.definite)
            return self.sheet.ending.get(opening) if text.low(opening) in words.of else None
        return before

    @cached_property
    def people(self) -> dict[Name, Cluster]:
        return {name: cluster for cluster in self.clusters if cluster.kind == "person" for name in cluster.names}

    def country_inside(self, cluster: Cluster) -> str | None:
        """« Conseil national letton », « Agence des Nations unies …»: the country that a body's own name holds, or an adjective after it."""
        for name in cluster.names if cluster.kind != "person" else ():
            forms = tuple(word.form for word in self.sheet.text.words[name.first : name.end])
            place = 0
            while place < len(forms):
                size, facts = self.sheet.facts.longest(forms, place)
                region = [fact.country for fact in facts if place and fact.country and fact.kind == "organisation" and fact.strength != "weak"]
                codes = (*self.sheet.facts.nationality(forms[place]), *self.sheet.facts.states(forms, place), *region)
                if codes:
                    return codes[0]
                place += max(size, 1)
            after = name.end < len(self.sheet.text) and self.sheet.text.together(name.first, name.end)
            codes = self.sheet.facts.nationality(self.sheet.text.words[name.end].form) if after else ()
            if codes and self.sheet.text.upos(name.end) == "ADJ" and self.sheet.roles.words.adjectives_follow:
                return codes[0]
        return None

    def sector(self, cluster: Cluster) -> str | None:
        """What the roles say; else what the gazetteer says of the day; else the noun of the body's own name."""
        if cluster.fact and cluster.kind != "person" and not self.is_national(cluster):
            abroad = cluster.fact.country in NONSTATE_CODES  # PLOVER gives bodies of many states, and of none, no sector
            return "CVL" if cluster.fact.strength == "inhabitant" else None if abroad else cluster.fact.sector
        told = [phrase.sector for phrase in cluster.phrases if phrase.sector]
        said = next((sector for sector in told if sector != "ELI"), None) or next(iter(told), None)  # who has a role again is no former one
        abroad = any(code in NONSTATE_CODES for phrase in cluster.phrases for code in phrase.countries)
        if said or abroad:
            return said
        if cluster.fact and cluster.kind == "person":
            return self.sector_today(cluster.fact)
        if cluster.kind == "person":
            return "PTY" if any(self.party_beside(name) for name in cluster.names) else None
        return next((sector for name in cluster.names if name.body and (sector := self.sector_of_body(name))), None)

    def sector_of_body(self, name: Name) -> str | None:
        """What the noun of a body's own name says; else the body that it belongs to (« Commission judiciaire du Sénat »)."""
        form, sheet = self.sheet.opening(name), self.sheet
        if form is None or form.noun.sector:
            return form.noun.sector if form else None
        text, places = sheet.text, range(name.first + 1, name.end)
        inside = (sheet.roles.form_at(text.article.text, text.starts[place], text.words[place].form) for place in places)
        return next((inner.noun.sector for inner in inside if inner and inner.noun.kind == "organisation" and inner.noun.sector), None)

    def party_beside(self, name: Name) -> bool:
        """« Jeanne Ostrec (UPF) »: a party in brackets right after the name."""
        text, party = self.sheet.text, self.sheet.starting.get(name.end + 1)
        closed = party is not None and text.low(name.end) == "(" and text.low(party.end) in {")", ",", "-"}
        return party is not None and closed and any(fact.sector == "PTY" for fact in party.facts)

    def sector_today(self, fact: Fact) -> str | None:
        """A public person's sector on the day of the article: who has left every office is of the elite, who will hold one a politician."""
        day, roles = self.sheet.day, fact.entry.roles
        if day is None or not roles or fact.entry.roles_on(day):
            return fact.sector
        if fact.sector in OFFICES and any(role.since and role.since > day for role in roles):
            return "PTY"
        return "ELI" if fact.sector in OFFICES and any(role.until and role.until < day for role in roles) else None

    def nouns(self, cluster: Cluster) -> Iterator[Noun]:
        """The nouns by which the article calls the actor, the opening one of an institution's own name among them."""
        yield from (phrase.noun for phrase in cluster.phrases)
        yield from (form.noun for name in cluster.names if name.body and (form := self.sheet.opening(name)))

    def offices(self, cluster: Cluster) -> frozenset[str]:
        """The nouns for the offices that the gazetteer gives a person on the day of the article."""
        if cluster.fact is None or cluster.kind != "person":
            return frozenset()
        roles = cluster.fact.entry.roles_on(self.sheet.day) if self.sheet.day else cluster.fact.entry.roles
        return frozenset(sense for role in roles for noun in self.sheet.roles.held(role.title) for sense in noun.senses)

    def acts(self, name: Name) -> bool:
        """The state is meant, not its ground: no preposition of place, no « nord du … », a capital only where nothing ties it to a noun."""
        text, words = self.sheet.text, self.sheet.roles.words
        before = text.before_article(name.first, words.definite)
        low = text.low(before)
        if not text.together(before, name.first):
            return True
        if low in words.locative:
            return low in words.dative and before < name.first - 1
        if low in words.of:
            own_name = any(fact.strength in {"name", "acronym"} for fact in name.facts)
            return own_name and text.low(before - 1) not in words.place_nouns
        return True

    def grammatical(self, names: Iterable[Name], feature: str) -> str | None:
        """Gender or number as the articles before the names show it, by its first letter."""
        text = self.sheet.text
        before = (text.words[name.first - 1] for name in names if name.first and text.upos(name.first - 1) == "DET")
        return next((value[0].lower() for word in before if (value := word.feat(feature))), None)


def state_of_phrases(cluster: Cluster) -> str | None:
    """The first state that the phrases about somebody name."""
    return next((phrase.countries[0] for phrase in cluster.phrases if phrase.countries), None)


def actor_id(kind: ActorKind, label: str) -> str:
    """« Société d'État » gives organisation:societe-d-etat: letters and digits of any script, the rest hyphens."""
    plain = "".join(char for char in unicodedata.normalize("NFD", label.casefold()) if not unicodedata.combining(char))
    return f"{kind}:{'-'.join(re.findall(WORD, plain))}"
