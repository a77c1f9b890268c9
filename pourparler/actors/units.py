"""The parts of a source: « le ministre malien, Jeanne Ostrec, et des observateurs » is one person and one group."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.actors.describing import BEARING
from pourparler.actors.names import Name
from pourparler.actors.phrases import Phrase
from pourparler.actors.pronouns import pronoun_at
from pourparler.actors.sheet import Sheet
from pourparler.lang.roles import Pronoun

PAUSES = frozenset({",", ";", "(", ")", "«", "»", '"', "“", "”", "-", "–", "'"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One part: a name, a role phrase, a pronoun, or a noun that no table knows; `place` is its word, `end` where it stops."""

    place: int
    end: int
    name: Name | None = None
    phrase: Phrase | None = None
    pronoun: Pronoun | None = None


@dataclass(frozen=True)
class SourceReader:
    """Reads source spans against the names and phrases of their article."""

    sheet: Sheet
    names: dict[int, Name]
    phrases: dict[int, Phrase]

    @classmethod
    def of(cls, sheet: Sheet) -> SourceReader:
        before = {place for phrase in sheet.phrases for place in range(phrase.first, phrase.head)}
        names = {place: name for name in sheet.names if name.first not in before for place in range(name.first, name.end)}
        phrases = {place: phrase for phrase in reversed(sheet.phrases) for place in range(phrase.first, phrase.head + 1)}
        return cls(sheet, names, phrases)

    def units(self, words: range) -> tuple[Unit, ...]:
        """The coordinated parts of a phrase, each with its apposition taken in; what follows a relative pronoun is left out."""
        found: list[Unit] = []
        place, fresh, aside = self.after_setting(words), True, False
        while place < words.stop:
            low = self.sheet.text.low(place)
            if self.ends_phrase(place, words) and found:
                place, fresh = self.inclusion(place, words), True
            elif low == ",":
                listed = self.enumerates(found, place, words)
                joined = self.sheet.text.low(place + 1) in self.sheet.roles.words.joiners
                fresh, aside = fresh or listed, not (aside or listed or fresh or joined)
                place += 1
            elif low in self.sheet.roles.words.joiners:
                fresh = fresh or not aside
                place = self.past_domain(place + 1, words)
            else:
                unit = self.unit(place, words)
                if unit is not None:
                    self.place_unit(found, unit, fresh)
                    fresh = False
                place = max(unit.end, place + 1) if unit else place + 1
        return tuple(found)

    def past_domain(self, place: int, words: range) -> int:
        """« les ministres de la Pêche, Jeanne Ostrec, et des Ports, Paul Ostrec »: a second domain belongs to the first noun."""
        text = self.sheet.text
        if text.low(place) not in self.sheet.roles.words.of or text.upos(place) != "ADP":
            return place
        comma = next((step for step in range(place, words.stop) if text.low(step) == ","), None)
        return place if comma is None else comma + 1

    def after_setting(self, words: range) -> int:
        """« à Riga, Jeanne Ostrec »: where the source itself begins after a phrase of place."""
        comma = next((step for step in words if self.sheet.text.low(step) == ","), words.stop - 1)
        setting = self.sheet.text.low(words.start) in self.sheet.roles.words.locative if words else False
        return comma + 1 if setting and comma + 1 < words.stop else words.start

    def place_unit(self, found: list[Unit], unit: Unit, fresh: bool) -> None:
        """Add a part to the list, or let it stand for the one it explains."""
        if found and self.is_apposed(found[-1], unit):
            found[-1] = unit
        elif fresh and not (found and self.is_second_role(found[-1], unit)):
            found.append(unit)

    def is_second_role(self, last: Unit, unit: Unit) -> bool:
        """« l'ancien préfet et actuel maire »: a role without an article of its own goes on about the same person."""
        one, other = last.phrase, unit.phrase
        if one is None or other is None or one.reference == "bare" or other.reference != "bare":
            return False
        people = one.noun.kind == other.noun.kind == "person"
        return people and one.number == other.number == "singular"

    def ends_phrase(self, place: int, words: range) -> bool:
        text = self.sheet.text
        pronoun = self.sheet.roles.pronouns.get(text.low(place))
        return place > words.start and (bool(pronoun and pronoun.relative) or text.low(place) in self.sheet.roles.words.including)

    def inclusion(self, place: int, words: range) -> int:
        """« dont Valdrin », « y compris l'Union »: reading goes on after it; a true relative clause ends the phrase."""
        including = self.sheet.text.low(place) in self.sheet.roles.words.including
        return place + 1 if including else words.stop

    def enumerates(self, found: list[Unit], place: int, words: range) -> bool:
        """A comma parts two members of a list of names when a conjunction closes the list and no description follows it."""
        small = {*PAUSES, *self.sheet.roles.words.articles}
        after = next((step for step in range(place + 1, words.stop) if self.sheet.text.low(step) not in small), None)
        if not found or after is None:
            return False
        closed = any(self.sheet.text.low(step) in self.sheet.roles.words.joiners for step in range(after, words.stop))
        if not closed or found[-1].name is None or after not in self.names or after in self.phrases:
            return False
        return not self.is_before_noun(self.names[after].end, words)  # "Jane Ostrec, a Mali scholar"

    def is_apposed(self, last: Unit, unit: Unit) -> bool:
        """« Le porte-parole, Jeanne Ostrec », « les ministres malien, Ostrec, … », « garde des Sceaux et ministre »: the later says who."""
        text = self.sheet.text
        if last.phrase is None:
            unknown = last.name is None and last.pronoun is None
            opening = unit.place if unit.phrase is None else unit.phrase.first
            return unknown and (unit.name or unit.phrase) is not None and text.low(opening - 1) == ","
        if unit.phrase is not None:
            named = unit.phrase.reference == "bare" and unit.phrase.head in self.sheet.bearers
            return named and last.phrase.number == "singular" and last.phrase.noun.kind == "person"
        if unit.name is None or (unit.name.form.endswith(".") and unit.name.first - 2 in self.names):
            return False  # "Police in Riga, Lat."
        before = text.low(text.before_article(unit.place, self.sheet.roles.words.definite))
        person = last.phrase.noun.kind == "person" or not self.sheet.roles.is_given(unit.name.parts[0].casefold())
        beside = before == "," and last.phrase.noun.kind in BEARING and person and unit.name not in last.phrase.names
        return beside or self.sheet.bearers.get(last.phrase.head) is unit.name

    def unit(self, place: int, words: range) -> Unit | None:
        text = self.sheet.text
        if place in self.names:
            name = self.names[place]
            return None if self.modifies(name, words) else Unit(place, name.end, name=name)
        pronoun = self.pronoun(place, words)
        if pronoun is not None:
            return pronoun
        if place in self.phrases and self.phrases[place].head < words.stop:
            phrase = self.phrases[place]
            end = max(phrase.end, phrase.head + 1)
            return None if self.is_before_noun(end, words) else Unit(phrase.head, end, phrase=phrase)
        if self.is_passed_over(place, words) or self.is_before_noun(place + 1, words):
            return None
        alone = len(words) == 1 and text.upos(place) in {"PRON", "ADJ", "NUM"}
        return Unit(place, place + 1) if alone or text.upos(place) in {"NOUN", "PROPN", "X"} else None

    def is_passed_over(self, place: int, words: range) -> bool:
        """« potentiel candidat », « le « fragile » président », "Mr. Ostrec": a word that only leads to a role or to a name."""
        text = self.sheet.text
        if text.words[place].form in self.sheet.roles.titles or self.leads_to_person(place, words):
            return True
        after = next((step for step in range(place + 1, words.stop) if text.low(step) not in PAUSES or text.low(step) == ","), words.stop)
        return after < words.stop and (after in self.phrases or (after > place + 1 and after in self.names))

    def leads_to_person(self, place: int, words: range) -> bool:
        """« la dompteuse Jeanne Ostrec »: the person stands right after; « la loi Ostrec » names nobody who speaks."""
        name = self.names.get(place + 1) if place + 1 < words.stop else None
        if name is None:
            return False
        given = len(name.parts) > 1 and self.sheet.roles.is_given(name.parts[0].casefold())
        return name.titled or given or self.sheet.is_agent(place)

    def modifies(self, name: Name, words: range) -> bool:
        """A name that only says which: "Liberal hopeful Jeanne Ostrec", "the Ostrec plan"."""
        return name.end < words.stop and (name.end in self.names or self.is_before_noun(name.end, words))

    def is_before_noun(self, end: int, words: range) -> bool:
        """Where modifiers come first: what ends here only says which, or whose, the noun after it is ("the police chief")."""
        if end >= words.stop or self.sheet.roles.words.adjectives_follow:
            return False
        text, after = self.sheet.text, end
        if text.low(end) in self.sheet.roles.words.genitives or (text.low(end) == "-" and text.glued(end)):
            return True
        while after < words.stop and text.upos(after) == "ADJ":
            after += 1
        return after < words.stop and text.upos(after) in {"NOUN", "PROPN"}

    def pronoun(self, place: int, words: range) -> Unit | None:
        """The pronoun that begins here; a possessive only where it is all there is of the source."""
        found = pronoun_at(self.sheet.text, self.sheet.roles, place, words.stop)
        if found is None or (found[0].possessive and len(words) > 1):
            return None
        return Unit(place, found[1], pronoun=found[0])
