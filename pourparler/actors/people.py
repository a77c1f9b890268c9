"""Names and phrases of one article gathered into actors: full name, surname, initials, titles, acronyms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from unicodedata import combining, normalize

from pourparler.actors.facts import Fact
from pourparler.actors.names import Name
from pourparler.actors.phrases import Phrase
from pourparler.actors.sheet import Sheet
from pourparler.actors.text import Text
from pourparler.lang.roles import RoleTable
from pourparler.model import ActorKind

PERSONAL = frozenset({"nsubj", "root"})
BODIES = frozenset({"organisation", "party", "company", "medium"})
OPENING_MARKS = frozenset('«“"‹')
CLOSING_MARKS = frozenset('»”"›')


@dataclass(frozen=True, slots=True)
class Cluster:
    """The names and phrases that are one actor, before it is written down. `fact` is its entry in the gazetteer where it is sure."""

    kind: ActorKind
    names: tuple[Name, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    fact: Fact | None = None


@dataclass
class FullNames:
    """The full names of an article with the names that mean their bearers, in the order of their coming."""

    bearers: dict[str, list[Name]] = field(default_factory=dict)
    of_part: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, key: str, name: Name) -> None:
        if key not in self.bearers:
            for part in plain_parts(key):
                self.of_part[part][key] = len(self.bearers)
            self.bearers[key] = []
        self.bearers[key].append(name)

    def holding(self, parts: Sequence[str]) -> list[str]:
        """The full names that hold one of these words, in the order of their coming."""
        places = {key: place for part in parts if part in self.of_part for key, place in self.of_part[part].items()}
        return sorted(places, key=places.__getitem__)

    def same(self, name: Name) -> str:
        """The full name of which this one is a spelling: same words, or one within the other (« Abou Ostrec », « Abou Ali Ostrec »)."""
        mine = set(plain_parts(name.form))
        for key in self.holding(plain_parts(name.form)):
            theirs = set(plain_parts(key))
            if len(mine & theirs) > 1 and (mine <= theirs or theirs <= mine):
                return key
        return name.form


@dataclass(frozen=True)
class Gatherer:
    """Decides, for one article, which names are people, which are institutions, and which are the same."""

    sheet: Sheet

    @property
    def text(self) -> Text:
        return self.sheet.text

    @property
    def roles(self) -> RoleTable:
        return self.sheet.roles

    def clusters(self) -> Iterator[Cluster]:
        """One cluster for each actor that is named, in the order of first naming within each kind."""
        known, others = self.split()
        yield from known
        people = [name for name in others if self.is_person(name)]
        full = self.gather_people(people, others)
        taken = {name for cluster in full for name in cluster.names}
        yield from full
        yield from self.gather_bodies([name for name in others if name not in taken])

    @cached_property
    def certain(self) -> frozenset[str]:
        """The countries that some name or adjective of the article means without doubt."""
        named = {
            name.facts[0].country for name in self.sheet.names if len(name.facts) == 1 and name.facts[0].strength in {"name", "acronym"}
        }
        return frozenset(code for code in named | set(self.sheet.mentioned) if code)

    @cached_property
    def surely_named(self) -> frozenset[str]:
        """The bodies that another name of the article means without doubt: the acronym beside a name that is also a word."""
        facts = (name.facts[0] for name in self.sheet.names if len(name.facts) == 1)
        return frozenset(fact.id for fact in facts if fact.kind == "organisation" and fact.strength in {"name", "acronym"})

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the full names of people: « Hollande » is a man where « François Hollande » has been named."""
        full = [name for name in self.sheet.names if len(name.parts) > 1 and self.given(name) and self.is_person(name)]
        return frozenset(surname_of(name.form) for name in full)

    @cached_property
    def alone(self) -> frozenset[str]:
        """The names of one word."""
        return frozenset(surname_of(name.form) for name in self.sheet.names if len(name.parts) == 1)

    def split(self) -> tuple[list[Cluster], list[Name]]:
        """States and organisations that the gazetteer knows, and all other names."""
        groups: dict[str, list[Name]] = defaultdict(list)
        chosen: dict[str, Fact] = {}
        others: list[Name] = []
        for name in self.sheet.names:
            fact = self.sure_body(name)
            if fact is None:
                others.append(name)
                continue
            key = seat_key(fact, name)
            groups[key].append(name)
            chosen.setdefault(key, fact)
        for name in [name for name in others if name.body and len(name.parts) == 1]:
            keys = [key for key, fact in chosen.items() if self.opens_with(fact, name)]
            if len(keys) == 1:
                groups[keys[0]].append(name)
                others.remove(name)
        return [Cluster(body_kind(fact), tuple(groups[key]), self.sheet.about(groups[key]), fact) for key, fact in chosen.items()], others

    def opens_with(self, fact: Fact, name: Name) -> bool:
        """« l'Union » where the Union européenne has been named."""
        called = fact.entry.called(self.sheet.facts.language)
        return fact.kind == "organisation" and called.casefold().startswith(f"{name.form.casefold()} ")

    def sure_body(self, name: Name) -> Fact | None:
        """The state or organisation that a name means, when only one does and nothing around it says that it is a person's."""
        bodies = [fact for fact in name.facts if fact.kind != "person"]
        if len(bodies) > 1:
            bodies = [fact for fact in bodies if fact.country in self.certain]
        if len(name.parts) == 1 and plain_parts(name.form)[0] in self.surnames:
            return None
        if len(bodies) != 1 or name.titled or any(fact.kind == "person" for fact in name.facts):
            return None
        if any(phrase.noun.kind == "person" for phrase in self.sheet.described.get(name, ())) and bodies[0].kind != "country":
            return None
        weak = bodies[0].strength == "weak" and not self.supported(name)
        return None if weak else bodies[0]

    def supported(self, name: Name) -> bool:
        """A name that is also a common word counts when an article or a kind of institution stands before it; capitals alone count in an article that
        names their state (« la candidate UPF »)."""
        phrases = self.sheet.described.get(name, ())
        if len(name.form) > 1 and name.form.isupper() and all(fact.country in self.certain for fact in name.facts):
            return True
        article = self.text.low(name.first - 1) in self.roles.words.articles
        return article or any(phrase.noun.kind != "person" for phrase in phrases) or any(fact.id in self.surely_named for fact in name.facts)

    def is_person(self, name: Name) -> bool:
        if name.titled or any(phrase.noun.kind == "person" for phrase in self.sheet.described.get(name, ())):
            return True
        if name.body or name.form.isupper() or self.in_marks(name):
            return False
        if any(fact.kind == "person" for fact in name.facts):
            return True
        article = self.text.low(name.first - 1) in self.roles.words.articles
        return len(name.parts) > 1 and not article and not self.ends_in_body(name) and (self.given(name) or self.flat(name))

    def ends_in_body(self, name: Name) -> bool:
        """"Lumen Party", "Riga Police": the last word is the noun of an institution, and no first name opens it."""
        form = self.roles.form_at(self.text.article.text, self.text.starts[name.end - 1], self.text.words[name.end - 1].form)
        return form is not None and form.noun.kind in BODIES and not self.given(name) and not self.roles.words.adjectives_follow

    def in_marks(self, name: Name) -> bool:
        """The name stands alone between quotation marks: a title, not a person."""
        return self.text.low(name.first - 1) in OPENING_MARKS and self.text.low(name.end) in CLOSING_MARKS

    def given(self, name: Name) -> bool:
        return self.roles.is_given(name.parts[0].casefold())

    def flat(self, name: Name) -> bool:
        """The parser, too, reads a name of several parts here, and no preposition of place stands before it."""
        if self.written_low & {part.casefold() for part in name.parts}:
            return False
        read = any(self.text.deprel(place) in {"flat:name", "flat"} for place in range(name.first, name.end))
        town = any(fact.kind == "country" for fact in self.sheet.facts.named(name.parts[0]))
        return read and not town and self.text.low(name.first - 1) not in self.roles.words.locative and self.stands_as_person(name)

    @cached_property
    def written_low(self) -> frozenset[str]:
        """The words that the article writes in lower case: « Mer Noire » is nobody where « la mer Noire » stands elsewhere."""
        small = {*self.roles.words.particles, *self.roles.words.given_particles}
        return frozenset(word.form for word in self.text.words if word.form[:1].islower()) - small

    def stands_as_person(self, name: Name) -> bool:
        """The surname stands alone elsewhere, or the name is the subject of something."""
        alone = surname_of(name.form) in self.alone or self.is_met(name)
        return alone or any(self.text.deprel(place).split(":")[0] in PERSONAL for place in range(name.first, name.end))

    def is_met(self, name: Name) -> bool:
        """« a rencontré Tomas Ostrec »: the object of a verb that people are the object of."""
        head = self.text.heads[name.first]
        met = len(name.parts) > 1 and self.text.deprel(name.first) == "obj" and head >= 0 and self.text.upos(head) == "VERB"
        return met and self.text.words[head].lemma in self.sheet.meeting

    def gather_people(self, people: Sequence[Name], others: Sequence[Name]) -> list[Cluster]:
        """Full names first; then each short form goes to the one full name that it is the end of."""
        full = FullNames()
        sure = set(people)
        long = [name for name in others if len(name.parts) > 1 and not is_initial(name.parts[0])]
        for name in sorted(long, key=lambda name: name not in sure):
            key = full.same(name)
            if name in sure or key in full.bearers:
                full.add(key, name)
        taken = {name for group in full.bearers.values() for name in group}
        alone: dict[str, list[Name]] = defaultdict(list)
        for name in (name for name in others if name not in taken):
            keys = self.bearers(name, full)
            if len(keys) == 1:
                full.add(keys[0], name)
            elif not keys and (self.is_person(name) or self.by_surname(name)):
                alone[surname_of(name.form)].append(name)
        return [self.person(names) for names in (*full.bearers.values(), *alone.values())]

    def bearers(self, name: Name, full: FullNames) -> list[str]:
        """The full names that a surname, or an initial and a surname, can stand for; a title's gender and a role choose among several."""
        parts = plain_parts(name.form)
        initial = parts[0][0] if len(parts) > 1 and is_initial(name.parts[0]) else ""
        last = parts[1:] if initial else parts
        alike = full.holding(parts)
        fits = [key for key in alike if plain_parts(key)[-len(last) :] == last and plain_parts(key)[0].startswith(initial)]
        if not fits and len(parts) == 1 and not name.facts and (name.titled or not self.sheet.described.get(name)):
            fits = [key for key in alike if parts[0] in plain_parts(key)[1:] or (parts[0] == plain_parts(key)[0] and len(parts[0]) > 1)]
        if not fits and len(parts) == 1 and not name.facts:
            fits = [key for key in alike if parts[0] == plain_parts(key)[0] and len(parts[0]) > 1 and self.same_office(name, full.bearers[key])]
        if len(fits) > 1 and name.gender:
            fits = [key for key in fits if self.gender(full.bearers[key]) in {None, name.gender}]
        return fits

    def same_office(self, name: Name, others: Sequence[Name]) -> bool:
        """"Chairman Ostrec" where Ostrec Anna, the chairman, has been named: the family name stands first."""
        mine = {phrase.noun.lemma for phrase in self.sheet.described.get(name, ())}
        return bool(mine & {phrase.noun.lemma for phrase in self.sheet.about(others)})

    def by_surname(self, name: Name) -> bool:
        """One public person alone is meant by this surname."""
        place = self.text.low(name.first - 1) in self.roles.words.locative
        return len(name.parts) == 1 and not place and len(self.sheet.facts.surname(name.form)) == 1

    def person(self, names: Sequence[Name]) -> Cluster:
        phrases = self.sheet.about(names)
        ordered = tuple(sorted(names, key=lambda name: name.first))
        return Cluster("person", ordered, phrases, self.link(ordered, phrases))

    def link(self, names: Sequence[Name], phrases: Sequence[Phrase]) -> Fact | None:
        """The person of the gazetteer, when the full name has one bearer, or one whose country the article gives."""
        longest = max(names, key=lambda name: len(name.parts))
        facts = [fact for fact in longest.facts or self.sheet.facts.named(longest.form) if fact.kind == "person"]
        if not facts and len(longest.parts) == 1:
            facts = list(self.sheet.facts.surname(longest.form))
        countries = {code for phrase in phrases for code in phrase.countries}
        if countries:
            facts = [fact for fact in facts if fact.country in countries or {role.country for role in fact.entry.roles} & countries]
        return facts[0] if len(facts) == 1 else None

    def gender(self, names: Sequence[Name]) -> str | None:
        return gender_of(self.roles, names, self.sheet.about(names))

    def gather_bodies(self, names: Sequence[Name]) -> Iterator[Cluster]:
        """Institutions unknown to the gazetteer: by their noun, an acronym, a kind before them (« le quotidien … »), or what they do."""
        groups: dict[str, list[Name]] = defaultdict(list)
        aliases = {name.alias: name.form for name in names if name.alias}
        spelled = {initials(name.form, self.roles): name.form for name in names if len(name.parts) > 1}
        for name in names:
            key = aliases.get(name.form) or (spelled.get(name.form) if name.form.isupper() else None) or name.form
            groups[key.casefold()].append(name)
        for group in groups.values():
            phrases = self.sheet.about(group)
            if any(self.is_body(name) for name in group):
                yield Cluster("organisation", tuple(sorted(group, key=lambda name: name.first)), phrases)

    def is_body(self, name: Name) -> bool:
        if name in self.sheet.employers:
            return True
        if self.text.low(name.first - 1) in self.roles.words.locative and not self.sheet.described.get(name) and not name.body:
            return False
        town = self.sheet.town_state(name) is not None  # « ISTANBUL, 14 mai – », « Istanbul, deuxième tour »
        acronym = len(name.form) > 1 and name.form.isupper() and name.form.isalpha() and not town
        acts = not town and any(self.text.deprel(place) in {"nsubj", "obl:agent"} for place in range(name.first, name.end))
        kind = any(phrase.noun.kind != "person" for phrase in self.sheet.described.get(name, ()))
        many = self.text.upos(name.first - 1) == "DET" and self.text.words[name.first - 1].feat("Number") == "Plur"
        return name.body or bool(name.alias) or acronym or kind or acts or many


def seat_key(fact: Fact, name: Name) -> str:
    """A seat of power (« l'Élysée ») is an institution of its state, not the state itself, and so are its people (« les Russes »)."""
    if fact.kind != "country" or fact.strength not in {"seat", "inhabitant"}:
        return fact.id
    return f"{fact.id}:{strip_accents(name.form).replace(' ', '-')}"


def strip_accents(form: str) -> str:
    return "".join(char for char in normalize("NFD", form.casefold().replace("-", " ")) if not combining(char))


def body_kind(fact: Fact) -> ActorKind:
    if fact.kind == "country" and fact.strength == "seat":
        return "organisation"
    return "group" if fact.kind == "country" and fact.strength == "inhabitant" else fact.kind


@lru_cache(maxsize=4096)
def plain_parts(form: str) -> tuple[str, ...]:
    """« Jean-Marc O. Valdrin » gives jean, marc, o, valdrin; never empty."""
    parts = (part.casefold().strip(".") for part in re.split(r"[\s\-–]+", form))
    return tuple(part for part in parts if part) or (form.casefold(),)


def surname_of(form: str) -> str:
    return plain_parts(form)[-1]


def is_initial(part: str) -> bool:
    return len(part.strip(".")) == 1 or part.endswith(".")


def initials(form: str, roles: RoleTable) -> str:
    """« Union des Ports francs » gives UPF: the first letter of every word that is not small."""
    small = {*roles.words.articles, *roles.words.of, *roles.words.joiners}
    words = [word for word in re.split(r"[\s\-']+", form.replace("’", "'")) if word and word.casefold() not in small]
    return "".join(word[0] for word in words).upper()


def gender_of(roles: RoleTable, names: Sequence[Name], phrases: Sequence[Phrase]) -> str | None:
    """A person's gender where a title, a feminine role, a first name or a masculine role says it; the first that does decides."""
    nouns = [phrase.gender for phrase in phrases if phrase.gender and phrase.noun.kind == "person" and phrase.noun.feminine]
    firsts = [roles.gender_of(name.parts[0].casefold()) for name in names if len(name.parts) > 1]
    told = [*(name.gender for name in names), *(gender for gender in nouns if gender == "f"), *firsts, *nouns]
    return next((gender for gender in told if gender), None)
