"""Noun phrases that point at somebody by a role or a kind (« le ministre malien des Transports », « des manifestants »)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pourparler.actors.facts import Facts
from pourparler.actors.names import Name
from pourparler.actors.text import Text
from pourparler.lang.roles import Form, Gender, Noun, Number, RoleTable
from pourparler.model import Span

Reference = Literal["definite", "indefinite", "possessive", "bare"]
OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "SPY"})
"""Sectors of office: who has left them belongs to PLOVER's elites."""
ARMED = frozenset({"REB", "PRM", "SPY", "OPP"})
BEFORE = 6
"""Words before a noun that can still belong to its phrase."""
TIED = frozenset({"compound", "nmod:poss", "amod", "nmod"})
VERBAL = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "ADV"})


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A noun of the tables with what belongs to it: words `first` to `end`, the noun itself begins at `head`; `core` is the word of
    the noun by which the phrase hangs in its sentence.

    `countries` and `sector` are what the phrase says of its bearer. `names` are all proper names in it, `owners` those to which the bearer
    belongs; `inner` are the nouns of its complements; `owner` is the place of its possessive.
    """

    head: int
    core: int
    first: int
    end: int
    span: Span
    form: Form
    reference: Reference
    number: Number
    countries: tuple[str, ...]
    sector: str | None
    names: tuple[Name, ...]
    owners: tuple[Name, ...]
    inner: tuple[Noun, ...]
    owner: int | None
    modifiers: tuple[str, ...]

    @property
    def noun(self) -> Noun:
        return self.form.noun

    @property
    def gender(self) -> Gender | None:
        return self.form.gender


@dataclass(frozen=True)
class PhraseReader:
    """Reads the role phrases of one article."""

    text: Text
    roles: RoleTable
    facts: Facts
    at: dict[int, Name]

    @classmethod
    def of(cls, text: Text, roles: RoleTable, facts: Facts, names: Sequence[Name]) -> PhraseReader:
        return cls(text, roles, facts, {place: name for name in names for place in range(name.first, name.end)})

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase of the article in order; one may stand inside another (« porte-parole du gouvernement »)."""
        place = past = 0
        while place < len(self.text):
            form = self.form(place) if place >= past or self.text.upos(place) in {"NOUN", "PROPN"} else None
            if form is None:
                place += 1
                continue
            phrase = self.phrase(place, form)
            yield phrase
            past = max(past, phrase.end)
            place = self.form_end(place, form)

    def form(self, head: int) -> Form | None:
        """The noun of the tables that begins at this word, unless the word is part of a name or a verb (« il juge »)."""
        if head in self.at:
            return None
        form = self.roles.form_at(self.text.article.text, self.text.starts[head], self.text.words[head].form)
        words, before = self.roles.words, self.text.low(head - 1)
        if self.text.low(head) in words.nobody and not ({before, self.text.low(head - 2)} & (words.articles | words.fused)):
            return None
        verbal = self.text.upos(head) in VERBAL and before not in words.articles
        return form if form is not None and (not verbal or self.is_aside(head, form)) else None

    def is_aside(self, head: int, form: Form) -> bool:
        """No verb, though the parser takes it for one: a role of several words, or one between a comma and an of-phrase (« Ostrec, figure du
        parti »)."""
        person = form.noun.kind == "person"
        belongs = form.noun.inherits and self.text.low(head - 1) == "," and self.text.low(head + 1) in self.roles.words.of
        return person and (" " in form.written or belongs)

    def form_end(self, head: int, form: Form) -> int:
        start = self.text.starts[head]
        return self.text.within(Span(start, start + self.roles.length_at(form, self.text.article.text, start))).stop

    def phrase(self, head: int, form: Form) -> Phrase:
        after = self.form_end(head, form)
        core = next((place for place in range(head, after) if not head <= self.text.heads[place] < after), head)
        first = self.first(head, core, form.noun)
        end = self.end(after, form.noun)
        around = [*range(first, head), *range(after, end)]
        names = tuple(dict.fromkeys(self.at[place] for place in around if place in self.at))
        owners = tuple(name for name in names if name.end <= head or self.belongs(name) or self.is_home(name, form.noun))
        inner = tuple(self.inner(after, end))
        modifiers = tuple(self.text.low(place) for place in around if self.text.upos(place) in {"ADJ", "VERB"})
        minister = form.noun.inherits and form.noun.kind == "person" and any(map(self.is_portfolio, around))
        return Phrase(
            head, core, first, end, self.text.span(first, end), form,
            reference=self.reference(first, head),
            number=self.number(form, range(first, head)),
            countries=self.countries(around, form.noun, owners),
            sector=self.sector(form.noun, owners, inner, self.is_former(first, head), modifiers) or ("GOV" if minister else None),
            names=names, owners=owners, inner=inner,
            owner=next((place for place in range(first, head) if self.text.low(place) in self.roles.words.possessives), None),
            modifiers=modifiers,
        )  # fmt: skip

    def first(self, head: int, core: int, noun: Noun) -> int:
        """Back over adjectives, numerals, modifying names and the article, which opens the phrase; for a body over its owner as well."""
        first = head
        while self.text.together(first - 1, head) and head - first < BEFORE:
            if not (self.opens_phrase(first - 1, core) or (noun.kind == "organisation" and noun.inherits and self.owns(first - 1, core))):
                break
            articles = self.roles.words.articles
            if first < head and self.text.low(first) in articles and self.text.low(first - 1) not in articles:
                return first
            first = self.at[first - 1].first if first - 1 in self.at else first - 1
        return first + (first < head and self.text.low(first) in self.roles.words.genitives)

    def owns(self, place: int, core: int) -> bool:
        """"The president's office": somebody's role, whose body it is."""
        owner = self.text.deprel(place) == "nmod:poss" and self.text.heads[place] == core
        return owner and self.text.upos(place) == "NOUN" and self.text.low(place + 1) in self.roles.words.genitives

    def opens_phrase(self, place: int, core: int) -> bool:
        """The word before can still belong to the noun."""
        low, words = self.text.low(place), self.roles.words
        if place in self.at:
            return self.modifies(self.at[place], core)
        if low in words.articles:
            return low not in words.of or self.text.upos(place) != "ADP" or low in words.fused
        if low in words.former or low in words.then or low in words.other or low in words.genitives:
            return True
        tied = self.text.deprel(place) == "compound" and self.text.heads[place] == core
        if tied or self.facts.nationality(self.text.words[place].form):
            return True
        return self.text.upos(place) in {"ADJ", "NUM"} or (low == "-" and self.text.low(place - 1) in words.former)

    def modifies(self, name: Name, core: int) -> bool:
        """A name before a noun of which it is part: "Latvia's minister", "U.S. President"."""
        own = range(name.first - name.titled, name.end)
        tied = any(self.text.deprel(place) in TIED and name.end <= self.text.heads[place] <= core for place in own)
        return tied or (self.text.deprel(core).startswith("flat") and not self.roles.words.adjectives_follow)

    def end(self, end: int, noun: Noun) -> int:
        """Past adjectives, of-phrases and, for people, the place or body they are set over."""
        while self.text.together(end - 1, end):
            if end in self.at and self.text.words[end].form[:1].isupper():
                if not self.tells_which(noun, self.at[end]):
                    return end
                end = self.at[end].end
            elif self.is_adjective(end) or (self.text.low(end) == "-" and self.text.glued(end)):
                end += 1
            elif self.is_second_nation(end):
                end += 2
            else:
                grown = self.complement(end, noun)
                if grown is None:
                    return end
                end = grown
        return end

    def tells_which(self, noun: Noun, name: Name) -> bool:
        """« le député UDF », « le gouvernement Valdrin »: a name that tells which, not who."""
        if noun.kind == "person":
            return (name.form.isupper() and len(name.form) > 1) or any(fact.kind == "organisation" for fact in name.facts)
        return noun.kind == "organisation" and noun.sector == "GOV" and not name.facts and not name.body

    def is_adjective(self, place: int) -> bool:
        word = self.text.words[place]
        if not word.form[:1].islower() or self.text.low(place) in self.roles.words.including:
            return False
        participle = word.upos == "VERB" and word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres"
        return self.roles.words.adjectives_follow and (word.upos == "ADJ" or participle or bool(self.facts.nationality(word.form)))

    def is_second_nation(self, joiner: int) -> bool:
        """« experts letton et malien »: a nation joined to the one before it."""
        if self.text.low(joiner) not in self.roles.words.joiners or not self.text.together(joiner - 1, joiner + 1):
            return False
        nations = (self.facts.nationality(self.text.words[place].form) for place in (joiner - 1, joiner + 1))
        return all(nations) and self.is_adjective(joiner + 1)

    def complement(self, place: int, noun: Noun) -> int | None:
        """Where a complement that begins with a preposition ends: « du Mali », « auprès de l'ONU », « et de la Pêche »; « à la mairie » where a name
        follows."""
        words = self.roles.words
        joined = self.text.low(place) in words.joiners and self.text.low(place + 1) in words.of
        step = place + 1 if joined else place
        is_of = self.text.low(step) in words.of
        over = noun.kind == "person" and self.text.upos(step) == "ADP" and self.text.low(step) not in words.by
        if not is_of and not over:
            return None
        step += 1
        while self.text.low(step) in words.articles or self.text.low(step) in {"'", *words.of}:
            step += 1
        if not self.text.together(place, step) or (joined and step not in self.at and self.form(step)):
            return None
        office = self.form(step) if over and self.is_office(step) else None
        if office is not None and office.noun.kind == "person":
            return self.form_end(step, office)
        end = self.nominal_end(step) if step not in self.at else self.at[step].end
        past = end
        while past is not None and self.text.together(place, past) and self.is_adjective(past):
            past += 1
        after = past + (self.text.low(past) == ",") if past is not None else -1
        leads = (after in self.at or (noun.inherits and self.text.low(past or 0) in words.of)) and self.text.low(place) in words.dative
        return end if is_of or step in self.at or leads or self.is_portfolio(step) else None

    def is_portfolio(self, place: int) -> bool:
        """« secrétaire à l'Intérieur »: what an office is over, with its capital."""
        return self.text.low(place) in self.roles.words.portfolios and self.text.words[place].form[:1].isupper()

    def is_office(self, place: int) -> bool:
        """"Adviser to the Vice President": capitals behind a definite article; with no article it is the title of the name that follows."""
        return self.text.words[place].form[:1].isupper() and self.text.low(place - 1) in self.roles.words.definite

    def nominal_end(self, place: int) -> int | None:
        """Past a noun and the adjectives before it."""
        while self.text.upos(place) == "ADJ" and self.text.upos(place + 1) in {"NOUN", "ADJ"}:
            place += 1
        named = self.at.get(place + 1) if self.text.low(place) in self.roles.words.place_nouns else None
        if named is not None and named.end + (self.text.low(named.end) == ",") in self.at:
            return named.end
        return place + 1 if self.text.upos(place) in {"NOUN", "PROPN", "ADJ"} else None

    def inner(self, after: int, end: int) -> Iterator[Noun]:
        for place in range(after, end):
            form = self.form(place) if self.text.upos(place) != "ADJ" else None
            if form is not None:
                yield form.noun

    def countries(self, around: Sequence[int], noun: Noun, owners: Sequence[Name]) -> tuple[str, ...]:
        """What country the phrase gives its bearer; a body that is named goes before an adjective, a town (« maire de Riga »)
        comes last, a place of work counts for nothing."""
        if noun.country:
            return (noun.country,)
        sure = [name.facts[0] for name in owners if len(name.facts) == 1 and name.facts[0].strength != "weak"]
        bodies = [fact.country for fact in sure if fact.kind != "country" and fact.country]
        if bodies and noun.inherits and sure[0].kind != "country":
            return (bodies[0],)
        adjectives = [code for place in around if place not in self.at for code in self.facts.nationality(self.text.words[place].form)]
        states = [fact.country for fact in sure if fact.country]
        towns = (name for name in owners if not name.facts and not name.body and name.form.casefold() not in self.roles.words.portfolios)
        grounds = [code for name in towns if (code := self.facts.ground(name.form))]
        return tuple(dict.fromkeys(adjectives)) or tuple(states[:1]) or tuple(grounds[:1])

    def belongs(self, name: Name) -> bool:
        """The name stands in an of-phrase (« président du Tchad »), not in a phrase of place (« ambassadeur en Chine »)."""
        before = self.text.before_article(name.first, self.roles.words.definite)
        return self.text.low(before) in self.roles.words.of

    def is_home(self, name: Name, noun: Noun) -> bool:
        """"officials from Chad", "officials from NATO": a state, or a body for those who work in one."""
        before = self.text.before_article(name.first, self.roles.words.definite)
        known = any(fact.kind == "country" or noun.inherits for fact in name.facts)
        return known and self.text.low(before) in self.roles.words.origin

    def is_former(self, first: int, head: int) -> bool:
        """« l'ancien ministre », « l'ex-ministre »."""
        words = self.roles.words
        before = any(self.text.low(place) in words.former for place in range(first, head))
        return before or any(self.roles.is_former(self.text.low(place)) for place in range(first, head + 1))

    def camps(self, modifiers: Sequence[str]) -> Iterator[str]:
        """« un responsable rebelle »: the sector of an adjective that is also the noun of a side at arms."""
        for word in modifiers:
            yield from (form.noun.sector for form in self.roles.forms.get(word, ()) if form.noun.sector in ARMED and form.pattern is None)

    def sector(self, noun: Noun, owners: Sequence[Name], inner: Sequence[Noun], former: bool, modifiers: Sequence[str]) -> str | None:
        """The PLOVER sector; who held an office and holds it no more belongs to the elite."""
        sector = "REB" if noun.sector == "MIL" and self.roles.words.stateless & set(modifiers) else noun.sector
        if noun.inherits:
            bodies = [name.facts[0].sector for name in owners if len(name.facts) == 1]
            given = [inside.sector for inside in inner if inside.sector] or [*self.camps(modifiers)]
            unknown = noun.sector == "GOV" and (bool(inner) or any(not name.facts for name in owners))
            sector = given[0] if given else bodies[0] if bodies else None if unknown and noun.kind == "person" else sector
        return "ELI" if former and sector in OFFICES else sector

    def number(self, form: Form, before: range) -> Number:
        """The number of the form; where one form serves both, of the article or numeral before it."""
        if form.noun.plural != form.noun.lemma:
            return form.number
        many = any(self.text.words[place].feat("Number") == "Plur" or self.text.upos(place) == "NUM" for place in before)
        return "plural" if many else "singular"

    def reference(self, first: int, head: int) -> Reference:
        """How the phrase is introduced: by an article that points at somebody known, as somebody new, by a possessive, by nothing."""
        words = self.roles.words
        opening = [self.text.low(place) for place in range(first, head)]
        if any(word in words.possessives for word in opening):
            return "possessive"
        if any(word in words.indefinite or word in words.other for word in opening):
            return "indefinite"
        told = any(word in words.articles or word in words.genitives for word in opening)
        return "definite" if told or self.text.low(first - 1) in words.fused else "bare"
