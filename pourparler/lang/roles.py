"""The nouns and pronouns by which a language points at people without naming them, with what each says of its bearer.

Entries of `roles.toml`:

    [[noun]]
    lemma    = "ministre"
    feminine = "ministre"
    kind     = "person"
    sector   = "GOV"
    example  = "[La ministre malienne] est arrivée hier."

    [[pronoun]]
    form    = "ceux-ci"
    person  = 3
    gender  = "m"
    number  = "plural"
    example = "[Ceux-ci] ont refusé."

The example marks the whole noun phrase that the entry heads.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from msgspec import structs

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml, read_tsv
from pourparler.model import ActorKind

Gender = Literal["m", "f"]
Number = Literal["singular", "plural"]
NounKind = Literal["person", "group", "organisation", "medium", "party", "company", "state", "document", "part", "thing"]
"""`medium`, `party`, `company` and `state` are organisations that a second mention may call so (« le journal », « le pays »). A `document`
speaks for its author, a `part` (« le bureau de … ») for the whole that its complement names. A `thing` only looks like somebody
(« pouvoir d'achat »)."""


class Noun(Strict, frozen=True):
    """One noun. A person's `feminine` is absent where the language has none; another's `gender` is the grammatical one.

    `sector` is a PLOVER sector; with `inherits` that of the complement goes before it (« porte-parole du parti »). `country` is fixed by
    the noun itself (« le pape »). `local` nouns belong to the state of the article when nothing else is said (« le préfet »), `anywhere`
    nouns never do (« les observateurs »). A `side` of one country is that state (« la partie malienne »); `anyone` nouns are people of whom
    nothing is said (« les deux hommes »). `names` says that the noun, capitalised, opens proper names of organisations (« Conseil »). A
    `vague` noun can be said of anybody in its line of work (« le dirigeant »), a vague document be anybody's (« les résultats »); `like`
    names the noun of which this one is another word (« insurgé » for « rebelle »). `offices` are the titles of the gazetteer, in its
    English, that this noun renders. `plural` is given where it is irregular, several parted by |.
    """

    lemma: str
    kind: NounKind
    example: str
    gender: Gender | None = None
    feminine: str | None = None
    plural: str | None = None
    sector: str | None = None
    country: str | None = None
    inherits: bool = False
    local: bool = False
    side: bool = False
    anyone: bool = False
    names: bool = False
    vague: bool = False
    like: str | None = None
    anywhere: bool = False
    offices: tuple[str, ...] = ()

    @property
    def senses(self) -> frozenset[str]:
        """The lemma, and the one it is like."""
        return frozenset({self.lemma, self.like or self.lemma})

    def forms(self) -> Iterator[tuple[str, Gender | None, Number]]:
        """Every written form with its gender and number."""
        masculine = self.gender or (None if self.feminine == self.lemma else "m")
        yield self.lemma, masculine, "singular"
        yield from ((form, masculine, "plural") for form in (self.plural or plural_of(self.lemma)).split("|"))
        if self.feminine is not None and self.feminine != self.lemma:
            yield self.feminine, "f", "singular"
            yield plural_of(self.feminine), "f", "plural"


class Pronoun(Strict, frozen=True):
    """One pronoun; `recent` ones point at the last who was named (« ce dernier »), `relative` ones at the noun before them.

    `kinds` are the kinds of actor that it can mean, all where none is given ("he" means people, "it" never).
    """

    form: str
    person: Literal[1, 2, 3]
    number: Number
    example: str
    gender: Gender | None = None
    recent: bool = False
    relative: bool = False
    indefinite: bool = False
    possessive: bool = False
    kinds: tuple[ActorKind, ...] = ()


class Title(Strict, frozen=True):
    """A word of address that stands before a person's name; it says the gender and is no part of the name."""

    form: str
    example: str
    gender: Gender | None = None


class WordLists(Strict, frozen=True):
    """Closed classes of small words, in lower case with straight apostrophes."""

    particles: frozenset[str]
    """Words inside a person's name: « ben », « van »."""
    given_particles: frozenset[str]
    """The same, but only after a first name: « de »."""
    articles: frozenset[str]
    """Every determiner that can open a role phrase."""
    definite: frozenset[str]
    indefinite: frozenset[str]
    """Determiners that bring in somebody new."""
    fused: frozenset[str]
    """Prepositions that hold a definite article: « du »."""
    possessives: frozenset[str]
    former: frozenset[str]
    """« ancien », and prefixes with their hyphen: « ex- »."""
    then: frozenset[str]
    """Adjectives of time and age that tell nobody apart: « actuel », « nouveau »."""
    ranks: frozenset[str]
    """What stands before a role of any kind and makes one phrase with it: "deputy", "vice"."""
    portfolios: frozenset[str]
    """What an office is over, as one word with a capital before the name of its holder: "Minister of Defense Jeanne Ostrec"."""
    other: frozenset[str]
    ones: frozenset[str]
    some_people: frozenset[str]
    """Pronouns for people whom nobody tells apart: « certains »."""
    where: frozenset[str]
    """Relatives of place: « où »."""
    nobody: frozenset[str]
    """Nouns that without a determiner are a pronoun for nobody: « personne »."""
    none: frozenset[str]
    """Determiners of nobody: « aucun groupe n'a revendiqué »."""
    both: frozenset[str]
    """Words before a plural that make it two: « deux »."""
    one_of: frozenset[str]
    """The words of « l'un des », "one of the"."""
    of: frozenset[str]
    genitives: frozenset[str]
    """Marks of possession after a name: "'s"."""
    by: frozenset[str]
    origin: frozenset[str]
    """Prepositions, other than of, before the state from which people come: "officials from Chad"."""
    locative: frozenset[str]
    """Prepositions after which a state is a place."""
    loose: frozenset[str]
    """Of these, the ones that stand before anything (« sur YouTube »): only a place that is known is one after them."""
    dative: frozenset[str]
    """Of these, the ones that with an article mean the state itself: « à la Russie »."""
    place_nouns: frozenset[str]
    """Nouns of which a state's name is only the ground: « le nord du Mali »."""
    foreign: frozenset[str]
    """Adjectives that keep somebody out of the state that the article is about: « étranger »."""
    stateless: frozenset[str]
    """Adjectives of peoples without a state of their own: their forces are no army (« kurde »)."""
    joiners: frozenset[str]
    including: frozenset[str]
    """« dont », "such as": the names that follow are part of the group before."""
    impersonal: frozenset[str]
    """Lemmas of verbs whose « il » is nobody."""
    never_names: frozenset[str]
    """Words that are written with a capital and name nobody: "Monday"."""
    adjectives_follow: bool
    """Adjectives stand after their noun."""


class RoleFile(Strict, frozen=True):
    words: WordLists
    noun: list[Noun]
    pronoun: list[Pronoun]
    title: list[Title]


def plural_of(form: str) -> str:
    """The regular plural of the first word; the rest of a phrase stays as it is. An irregular one stands in the entry."""
    first, space, rest = form.partition(" ")
    return (first if first[-1] in "sxz" else first + "s") + space + rest


def first_words(written: str) -> tuple[str, ...]:
    """What a parser can make the first word of: « chef », but « état », « état- » or « état-major »."""
    word = re.split(r"[\s']", written)[0]
    part, hyphen, _ = word.partition("-")
    return (word, part, part + hyphen) if hyphen else (word,)


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a noun, as it is looked up in a text; `pattern` only where the form is of several words."""

    noun: Noun
    written: str
    gender: Gender | None
    number: Number
    pattern: re.Pattern[str] | None


def pattern_of(written: str) -> re.Pattern[str] | None:
    """Spaces of any width, apostrophes of any shape; None for a single word, which needs no pattern. A hyphen can part a word in two."""
    if not re.search(r"[ '-]", written):
        return None
    escaped = re.escape(written).replace(r"\ ", r"\s+").replace("'", r"\s?['’]\s?")
    return re.compile(CAPITAL_ACCENTS.sub(bare_or_accented, escaped) + r"(?!\w)", re.IGNORECASE)


def stands(form: Form, word: str, text: str, start: int) -> bool:
    """The form stands in the text here, where this word begins."""
    return form.written.casefold() == word if form.pattern is None else form.pattern.match(text, start) is not None


@lru_cache(maxsize=1024)
def with_rank(form: Form, rank: str) -> Form:
    """The form of a role with a rank before it: an office of its own, no sense of it is the minister's whose deputy it is."""
    role = form.pattern.pattern if form.pattern else re.escape(form.written)
    pattern = re.compile(rf"{re.escape(rank)}(?:{GAP.pattern}){role}(?!\w)", re.IGNORECASE)
    noun = structs.replace(form.noun, lemma=f"{rank} {form.noun.lemma}", like=form.noun.like and f"{rank} {form.noun.like}", offices=())
    return replace(form, noun=noun, written=f"{rank} {form.written}", pattern=pattern)


GAP = re.compile(r"\s?-\s?|\s+")
WORD = re.compile(r"\w+")
CAPITAL_ACCENTS = re.compile("[À-ÖØ-Þ]")


def bare_or_accented(letter: re.Match[str]) -> str:
    """A capital may have lost its accent in print (« Etat »)."""
    return f"[{letter[0]}{unicodedata.normalize('NFD', letter[0])[0]}]"


@dataclass(frozen=True)
class RoleTable:
    """All of `roles.toml` and `firstnames.tsv`, ready for look-up."""

    language: str
    file: RoleFile
    given: dict[str, Gender | None]

    @classmethod
    def load(cls, folder: Path, language: str) -> RoleTable:
        """The tables of a pack; refuses doubles and examples without a marked phrase."""
        file = read_toml(folder / "roles.toml", RoleFile)
        seen: set[str] = set()
        for name, example in entries(file):
            if name in seen:
                raise PackError(f"{language}/roles: {name!r} stands twice")
            if "[" not in example:
                raise PackError(f"{language}/roles: the example of {name!r} must mark the [phrase] it is about")
            seen.add(name)
        return cls(language, file, given_names(folder / "firstnames.tsv"))

    @property
    def words(self) -> WordLists:
        return self.file.words

    @cached_property
    def forms(self) -> dict[str, tuple[Form, ...]]:
        """Forms by their first word in lower case, the longest first. Of a word with a hyphen the first part counts as well."""
        table: dict[str, list[Form]] = defaultdict(list)
        seen: dict[str, Noun] = {}
        for noun in self.file.noun:
            for written, gender, number in noun.forms():
                if seen.setdefault(written, noun) is not noun:
                    raise PackError(f"{self.language}/roles: {written!r} is a form of {noun.lemma!r} and of {seen[written].lemma!r}")
                for first in first_words(written.casefold()):
                    table[first].append(Form(noun, written, gender, number, pattern_of(written)))
        return {first: tuple(sorted(group, key=lambda form: -len(form.written))) for first, group in table.items()}

    def held(self, title: str) -> tuple[Noun, ...]:
        """The nouns that render an office of the gazetteer."""
        if title not in self.offices:
            folded = title.casefold()
            held = (noun for noun in self.file.noun if any(folded.startswith(office.casefold()) for office in noun.offices))
            self.offices[title] = tuple(held)
        return self.offices[title]

    @cached_property
    def offices(self) -> dict[str, tuple[Noun, ...]]:
        """The nouns of the titles that were asked for; the gazetteer has a few hundred."""
        return {}

    def is_given(self, word: str) -> bool:
        """The word in lower case, or the compound that it begins (jean-marc), is a first name of the tables."""
        return word in self.given or word.partition("-")[0] in self.given

    def gender_of(self, word: str) -> Gender | None:
        """The gender that a first name in lower case suggests; of a compound its first part's."""
        return self.given.get(word) or self.given.get(word.partition("-")[0])

    @cached_property
    def pronouns(self) -> dict[str, Pronoun]:
        return {pronoun.form: pronoun for pronoun in self.file.pronoun}

    @cached_property
    def titles(self) -> dict[str, Title]:
        return {title.form: title for title in self.file.title}

    def form_at(self, text: str, start: int, word: str) -> Form | None:
        """The longest noun whose written form stands in the text at this word; a rank before a person's role belongs to it."""
        plain = self.without_former(word.casefold())
        found = next((form for form in self.forms.get(plain, ()) if stands(form, plain, text, start)), None)
        if plain not in self.words.ranks or (found is not None and found.pattern is not None):
            return found
        return self.ranked(text, start + len(word), plain) or found

    def ranked(self, text: str, after: int, rank: str) -> Form | None:
        """"Deputy Foreign Minister", "Vice-Chairman": the person's role right behind a rank, with the rank."""
        gap = GAP.match(text, after)
        word = WORD.match(text, gap.end()) if gap else None
        role = self.form_at(text, word.start(), word[0]) if word else None
        return with_rank(role, rank) if role is not None and role.noun.kind == "person" else None

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """« ex- »: what makes a role a former one within the word."""
        return tuple(prefix for prefix in self.words.former if prefix.endswith("-"))

    def is_former(self, word: str) -> bool:
        """« ex-ministre », written as one word."""
        return word.startswith(self.prefixes)

    def without_former(self, word: str) -> str:
        return next((word.removeprefix(prefix) for prefix in self.prefixes if word.startswith(prefix)), word)

    def length_at(self, form: Form, text: str, start: int) -> int:
        """How many code points of the text the form takes."""
        found = form.pattern.match(text, start) if form.pattern else None
        if found is not None:
            return found.end() - start
        end = start
        while end < len(text) and (text[end].isalnum() or text[end] in "-"):
            end += 1
        return max(end - start, len(form.written)) if self.is_former(text[start:end].casefold()) else len(form.written)


def entries(file: RoleFile) -> Iterator[tuple[str, str]]:
    """What each entry is called, and its example."""
    for noun in file.noun:
        yield f"noun {noun.lemma}", noun.example
    for pronoun in file.pronoun:
        yield f"pronoun {pronoun.form}", pronoun.example
    for title in file.title:
        yield f"title {title.form}", title.example


def given_names(path: Path) -> dict[str, Gender | None]:
    """First names in lower case with the gender they suggest; None where both bear it."""
    genders: dict[str, Gender | None] = {"m": "m", "f": "f", "": None}
    return {row["name"].casefold(): genders[row["gender"]] for row in read_tsv(path)} if path.exists() else {}
