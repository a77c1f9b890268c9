"""Runs of capitalised words: where one begins, how far it goes, and which of its words are the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.actors.pronouns import pronoun_at
from pourparler.actors.text import CLAUSAL, Text
from pourparler.lang.roles import Form, RoleTable

SMALL = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "ADV", "AUX", "INTJ"})
MODIFYING = frozenset({"amod", "compound"})


@dataclass(frozen=True)
class Capitals:
    """Reads the runs of one article.

    `common` are the words that it writes in lower case, `inside` those whose capital means something.
    """

    text: Text
    roles: RoleTable
    forms: tuple[str, ...]
    common: frozenset[str]
    inside: frozenset[str]

    @classmethod
    def of(cls, text: Text, roles: RoleTable) -> Capitals:
        forms = tuple(word.form.replace("’", "'") for word in text.words)
        inside = frozenset(form for place, form in enumerate(forms) if form[:1].isupper() and not text.opens(place))
        return cls(text, roles, forms, frozenset(form for form in forms if form[:1].islower()), inside)

    def places(self, form: str) -> Iterator[int]:
        """Where the article writes this very word."""
        return (place for place, other in enumerate(self.forms) if other == form)

    def run(self, place: int) -> tuple[int, int] | None:
        """The name in the run of capitals that begins at this word, as its first word and its end; None where none does."""
        if not self.begins(place) or self.is_group(place):
            return None
        end = place + 1
        while (grown := self.grow(place, end)) is not None:
            end = grown
        first, end = self.without_role(place, end)
        return (first, self.before_person(first, end)) if first < end else None

    def begins(self, place: int) -> bool:
        """A name can begin with this word: capitalised, no title, and no small word that only opens a sentence."""
        form, low = self.forms[place], self.text.low(place)
        if not self.capital(place) or form in self.roles.titles or pronoun_at(self.text, self.roles, place, len(self.text)):
            return False
        if low in self.roles.words.never_names and (place == 0 or self.forms[place - 1] not in self.roles.titles):
            return False
        if len(form) == 1 and form.isalpha() and self.text.upos(place) != "PROPN":
            return False
        if self.text.upos(place) in SMALL and form.casefold() in self.common:
            return False
        return self.begins_sentence(place) if self.text.opens(place) else self.begins_inside(place)

    def begins_inside(self, place: int) -> bool:
        """The parser takes some names for pronouns (« Poutine »): only the pronouns of the tables are none."""
        if self.text.low(place) in self.roles.words.articles or self.text.low(place) in self.roles.pronouns:
            return False
        return self.text.upos(place) not in CLAUSAL

    def begins_sentence(self, place: int) -> bool:
        """Where every word has a capital, the parser, the next capital or another place of the article must speak for a name."""
        form, words = self.forms[place], self.roles.words
        alone = not self.capital(place + 1)
        if (form.casefold() in self.common and alone) or self.text.upos(place) in SMALL:
            return False
        if self.text.low(place) in words.articles or self.text.low(place) in words.other or self.text.low(place) in words.former:
            return False
        return self.text.upos(place) == "PROPN" or not alone or form.isupper() or form in self.inside

    def capital(self, place: int) -> bool:
        """The word is written as a name is: with a capital, or an Arabic article before one (al-Hakim)."""
        if place >= len(self.forms):
            return False
        form = self.forms[place]
        head, hyphen, tail = form.partition("-")
        joined = bool(hyphen) and head in self.roles.words.particles and tail[:1].isupper()
        return form[:1].isupper() or joined or self.arabic(place)

    def arabic(self, place: int) -> bool:
        """« al » with its hyphen and a capital, as three words."""
        if self.forms[place] not in self.roles.words.particles or place + 2 >= len(self.forms):
            return False
        return self.forms[place + 1] == "-" and self.text.glued(place + 2) and self.forms[place + 2][:1].isupper()

    def given(self, place: int) -> bool:
        """The word, or the compound that it begins (Jean-Marc), is a first name of the tables."""
        return self.roles.is_given(self.text.low(place))

    def form(self, place: int) -> Form | None:
        return self.roles.form_at(self.text.article.text, self.text.starts[place], self.forms[place])

    def is_group(self, place: int) -> bool:
        """« Gilets jaunes », « ONG », « l'État »: a noun of the tables that is written with capitals and is nobody's name."""
        form = self.form(place)
        if form is None:
            return False
        group = form.noun.kind == "group" and form.pattern is not None
        return group or form.written.isupper() or (form.written[:1].isupper() and form.noun.kind == "state")

    def grow(self, first: int, end: int) -> int | None:
        """One step further in a run that began at `first`: its new end, or None."""
        if not self.text.together(end - 1, end):
            return None
        form = self.forms[end]
        if form in {"-", "&", "'"} and self.text.glued(end) and self.text.glued(end + 1):
            return end + 2 if self.goes_on(form, end + 1) else None
        if self.text.low(end) in self.roles.words.never_names:
            return None
        if self.capital(end) and form not in self.roles.titles and not self.is_group(end):
            small = self.text.low(end) in self.roles.words.articles and len(self.forms[end - 1]) <= 2
            return None if small else end + 1
        for step in (1, 2):
            if self.text.low(end + step - 1) in self.roles.words.particles and self.capital(end + step):
                return end + step + 1  # « von Weizsäcker », « von der Leyen »
        return self.given_particle(first, end)

    def goes_on(self, mark: str, place: int) -> bool:
        """« Ki-moon » is one name, "Ostrec-based" is not; an apostrophe joins capitals only."""
        return self.capital(place) or (mark == "-" and self.text.upos(place) not in {"VERB", "ADJ", "ADV"})

    def given_particle(self, first: int, end: int) -> int | None:
        """« Hélène de Valdrin », « Jean de La Tour »: after a first name « de » may go on with the name."""
        bare = all(self.roles.is_given(form.casefold()) for form in self.forms[first:end])
        step = end
        while bare and self.text.low(step) in self.roles.words.given_particles and step < end + 2:
            step += 1
        return step + 1 if step > end and self.capital(step) else None

    def without_role(self, first: int, end: int) -> tuple[int, int]:
        """The run without the role before or after it: « Président Valdrin », "Energy Minister Jeanne Ostrec", "Valbourg MP"."""
        place = first
        while place < end and not self.given(place):
            form = self.form(place)
            if form is None or form.noun.kind not in {"person", "document"}:
                place += 1
                continue
            after = self.role_end(place, form)
            if after >= end:
                return first, end if form.noun.kind == "document" else place
            first = place = after
        return self.without_domain(first, end), end

    def role_end(self, place: int, form: Form) -> int:
        start = self.text.starts[place]
        after = start + self.roles.length_at(form, self.text.article.text, start)
        return next((step for step in range(place + 1, len(self.text)) if self.text.starts[step] >= after), len(self.text))

    def without_domain(self, first: int, end: int) -> int:
        """« Intérieur Jeanne Valdrin », "Defense Jeanne Ostrec": what the role was over, or a common noun before a first name."""
        place = first
        while place < end - 1 and self.text.low(place) in self.roles.words.portfolios:
            place += 1
        if place > first and self.text.low(self.text.before_article(first, self.roles.words.definite)) in self.roles.words.of:
            return place
        given = next((place for place in range(first, end) if self.given(place)), first)
        common = all(self.text.upos(place) in {"NOUN", "ADJ"} for place in range(first, given))
        return given if common else first

    def before_person(self, first: int, end: int) -> int:
        """« Valbourg Jeanne Ostrec » is a town and a person: the run ends before a first name that does not open it."""
        if self.given(first):
            return end
        return next((place for place in range(first + 1, end - 1) if self.given(place) and self.forms[place - 1] != "-"), end)
