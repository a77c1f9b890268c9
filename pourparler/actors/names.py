"""Where an article writes a proper name, and what stands around it.

The parser's name recogniser is not asked: capitals, small words between them and the gazetteer know this field better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pourparler.actors.capitals import MODIFYING, Capitals
from pourparler.actors.facts import Fact, Facts
from pourparler.actors.text import NOMINAL, Text
from pourparler.lang.roles import Gender, RoleTable
from pourparler.model import Span

TITLE = 4
"""Words that the name of a newspaper may take behind its article."""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """One proper name in the text: words `first` to `end` (exclusive), as `form`.

    `facts` are its possible bearers; `body` says that it opens with the noun of an institution; `gender` comes from a title; `alias` is the
    short form that follows in brackets.
    """

    first: int
    end: int
    span: Span
    form: str
    facts: tuple[Fact, ...] = ()
    body: bool = False
    titled: bool = False
    gender: Gender | None = None
    alias: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.form.split())


@dataclass(frozen=True)
class NameFinder:
    """Reads the names of one article with one pack and one gazetteer."""

    text: Text
    roles: RoleTable
    facts: Facts
    capitals: Capitals

    @classmethod
    def of(cls, text: Text, roles: RoleTable, facts: Facts) -> NameFinder:
        return cls(text, roles, facts, Capitals.of(text, roles))

    def names(self) -> Iterator[Name]:
        """The names of the article from left to right, none overlapping another."""
        place = 0
        while place < len(self.text):
            name = self.at(place) if self.text.upos(place) in NOMINAL or self.capitals.capital(place) else None
            if name is None:
                place += 1
                continue
            yield self.with_alias(name)
            place = name.end

    def at(self, place: int) -> Name | None:
        """The longest name of the gazetteer that begins here, unless the capitals around it make a longer one (« Paris Match »)."""
        newspaper = self.behind_fused(place)
        if newspaper is not None:
            return newspaper
        grown = (self.institution(place) or self.run(place)) if self.capitals.capital(place) else None
        length, facts = self.facts.longest(self.capitals.forms, place)
        if not facts or (length == 1 and self.is_ordinary(place, facts)):
            return grown
        longer = grown is not None and grown.first == place and grown.end > place + length
        return grown if longer else self.name(place, place + length, facts)

    def behind_fused(self, place: int) -> Name | None:
        """« au Monde », « un journaliste du Figaro »: a newspaper whose article is part of the preposition, where it is told something or
        has somebody or something of its own."""
        fused = self.text.low(place - 1)
        if fused not in self.roles.words.fused or not self.capitals.capital(place):
            return None
        for article in self.roles.words.definite:
            size, facts = self.facts.longest([article.capitalize(), *self.capitals.forms[place : place + TITLE]], 0)
            if size > 1 and any(fact.sector == "JRN" for fact in facts) and self.is_asked(place, fused):
                return self.name(place, place + size - 1, facts)
        return None

    def is_asked(self, place: int, fused: str) -> bool:
        """The word before the preposition is a verb of telling for « au », and for « du » the noun of a journalist, a head or a piece of writing."""
        if fused not in self.roles.words.of:
            return self.text.upos(self.text.heads[place]) == "VERB"
        form = self.capitals.form(place - 2)
        return form is not None and (form.noun.sector == "JRN" or form.noun.inherits or form.noun.kind in {"document", "medium"})

    def is_ordinary(self, place: int, facts: tuple[Fact, ...]) -> bool:
        """No name: a pronoun, a noun written in capitals, the second half of a compound (« franco-russe »), a people as an adjective."""
        if self.text.low(place) in self.roles.pronouns or self.capitals.is_group(place):
            return True
        if place and self.text.glued(place) and self.capitals.forms[place - 1] == "-":
            return True
        return all(fact.strength == "inhabitant" for fact in facts) and self.modifies(place)

    def modifies(self, place: int) -> bool:
        return self.text.deprel(place) in MODIFYING and self.text.heads[place] > place

    def name(self, first: int, end: int, facts: tuple[Fact, ...] = (), body: bool = False) -> Name:
        title = self.roles.titles.get(self.capitals.forms[first - 1]) if first else None
        gender = title.gender if title else None
        return Name(first, end, self.text.span(first, end), self.text.slice(first, end), facts, body, title is not None, gender)

    def run(self, place: int) -> Name | None:
        """A run of capitalised words with the particles between them; a people as an adjective is none."""
        found = self.capitals.run(place)
        if found is None:
            return None
        first, end = found
        if end - first == 1 and self.modifies(first) and (self.facts.nationality(self.capitals.forms[first]) or self.is_of_kind(first)):
            return None
        whole = self.joint_body(first, end)
        if whole is not None:
            return self.name(first, whole, body=True)
        length, facts = self.facts.longest(self.capitals.forms, first)
        end = max(end, first + length)  # « von der » stopped the run
        known = facts if length == end - first else ()
        return self.name(first, end, known) if known else self.ending(first, end) or self.name(first, end)

    def is_of_kind(self, place: int) -> bool:
        """"Black leaders", "Democratic lawmakers": an adjective before the plural of a role says of what kind they are."""
        form = self.capitals.form(place + 1) if self.text.upos(place) == "ADJ" else None
        return form is not None and form.number == "plural" and form.written.islower()

    def ending(self, first: int, end: int) -> Name | None:
        """"Amir Tamim bin Hamad Al Thani": the full name of a known person behind words that are none of it."""
        for place in range(first + 1, end - 1):
            length, facts = self.facts.longest(self.capitals.forms, place)
            if place + length == end and any(fact.kind == "person" and fact.strength == "name" for fact in facts):
                return self.name(place, end, facts)
        return None

    def joint_body(self, first: int, end: int) -> int | None:
        """"Upper and Lower Valbourg Police": the end of one body's name that holds a conjunction.

        The word before it must be nobody by itself: written nowhere else in the article, unknown to the gazetteer, no first name.
        """
        known = self.facts.longest(self.capitals.forms, first)[1] or self.capitals.given(first)
        joined = end - first == 1 and self.text.low(end) in self.roles.words.joiners and self.text.together(end, end + 1)
        again = self.capitals.run(end + 1) if joined and not known else None
        if again is None or again[0] != end + 1 or again[1] - again[0] < 2 or self.facts.longest(self.capitals.forms, end + 1)[0]:
            return None
        form = self.capitals.form(again[1] - 1)
        named = form is not None and form.noun.kind == "organisation" and form.noun.names
        alone = all(self.text.low(step + 1) in self.roles.words.joiners for step in self.capitals.places(self.capitals.forms[first]))
        return again[1] if named and alone else None

    def institution(self, place: int) -> Name | None:
        """« Conseil national de transition », « Ligue des droits »: a capitalised noun of the tables with what belongs to it."""
        if not self.capitals.capital(place) or (self.capitals.given(place) and self.capitals.capital(place + 1)):
            return None
        form = self.capitals.form(place)
        if form is None or not form.noun.names:
            return None
        end = self.capitals.role_end(place, form)
        grown = self.complement_end(end)
        return None if grown == end and self.text.opens(place) else self.name(place, grown, body=True)

    def complement_end(self, end: int) -> int:
        """Past the adjectives and of-phrases that go on with a name; stops at a person, a comma or a verb."""
        while self.text.together(end - 1, end):
            if self.capitals.capital(end + 1) and (self.capitals.given(end) or self.is_title(end)):
                return end
            if self.belongs(end):
                end += 1
                continue
            grown = self.of_phrase(end)
            if grown is None:
                return end
            end = grown
        return end

    def is_title(self, place: int) -> bool:
        """"Department of Fisheries Secretary Ostrec": the role of a person, before a name that follows it."""
        form = self.capitals.form(place)
        return form is not None and form.noun.kind == "person" and form.number == "singular" and not self.roles.words.adjectives_follow

    def belongs(self, place: int) -> bool:
        """An adjective or a capitalised word that goes on with the name of an institution."""
        form = self.capitals.forms[place]
        if form == "-":
            return self.text.glued(place)
        adjective = self.text.upos(place) == "ADJ" and self.roles.words.adjectives_follow
        return adjective or self.text.upos(place) == "PROPN" or self.capitals.capital(place)

    def of_phrase(self, place: int) -> int | None:
        """« des Nations unies », « de la santé »: where an of-phrase ends that begins here, None where none does."""
        if self.text.low(place) not in self.roles.words.of:
            return None
        place += 1
        while self.text.low(place) in self.roles.words.articles or self.text.low(place) == "'":
            place += 1
        if self.text.upos(place) not in {"NOUN", "PROPN"}:
            return None
        length, facts = self.facts.longest(self.capitals.forms, place)
        if any(fact.kind == "person" for fact in facts or self.facts.surname(self.capitals.forms[place])):
            return None
        form = self.capitals.form(place)
        person = form is not None and form.noun.kind == "person" and form.number == "singular"
        return place + length if length > 1 else None if person else place + 1

    def with_alias(self, name: Name) -> Name:
        """« Organisation mondiale du commerce (OMC) »: the short form in the brackets that follow."""
        forms, at = self.capitals.forms, name.end
        if at + 2 >= len(forms) or forms[at] != "(" or forms[at + 2] != ")" or not forms[at + 1][:2].isupper():
            return name
        return replace(name, alias=forms[at + 1])
