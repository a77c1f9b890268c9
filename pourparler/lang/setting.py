"""`setting.toml`: the words by which a language says how sure a saying is, and to whom, on what occasion and about what something was said.

Entries:

    [[status]]
    words   = "devoir"
    place   = "carrier"
    means   = "hypothetical"
    simple  = true
    example = "La banque centrale devrait annoncer [content une baisse de son taux]."

    [[circumstance]]
    words   = "lors de"
    role    = "occasion"
    example = "[occasion Lors d'une visite au port], le ministre a promis [content que l'usine rouvrirait]."

Where the words of a `status` stand:
    carrier  a verb (lemma), adjective or noun that governs the cue in the infinitive: « refuse de dire »
    cue      the cue itself (lemma), under a negation: « n'exclut pas »
    adverb   in or beside the verb group: "reportedly"
    opening  before the subject or right before the verb: « si », « sans », "should"
    source   within the source: « des sources non confirmées »
`simple` keeps to simple tenses (« a dû annoncer » was announced); `passive` to a passive or a predicate ("is said to have told").

`words` of a circumstance are its preposition, as written in lower case with contracted prepositions undone (« au » is « à »). `before`
names the classes of nouns that may follow, any where it is empty. `leads` keeps to the head of a sentence, closed by a comma or a mark,
`follows` to what stands after the cue; `through` lets other words stand between those given (« interrogée lundi par la presse sur »).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml, read_tsv
from pourparler.model import QuotationStatus

StatusPlace = Literal["carrier", "cue", "adverb", "opening", "source"]
CircumstanceRole = Literal["addressee", "occasion", "about"]
NounClass = Literal["person", "body", "medium", "document", "event", "channel", "bench", "ground", "name"]
"""`person`, `body` and `medium` are known from the roles of the pack and from names, a `name` is any in quotation marks; the others are
lists of the file. Before a noun of `ground` nothing is a circumstance (« sur le terrain »).
"""


@cache
def parted(words: str) -> tuple[str, ...]:
    """The words of an entry; every sentence asks for them."""
    return tuple(words.split())


class StatusClue(Strict, frozen=True):
    words: str
    place: StatusPlace
    means: QuotationStatus
    example: str
    simple: bool = False
    passive: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return parted(self.words)


class Circumstance(Strict, frozen=True):
    words: str
    role: CircumstanceRole
    example: str
    before: frozenset[NounClass] = frozenset()
    leads: bool = False
    follows: bool = False
    through: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return parted(self.words)


class SettingWords(Strict, frozen=True):
    """Closed classes.

    `half_negations` deny only with a second word (« ne … pas »), `negative_openers` at the head of a subject. `datives` are the pronouns
    before a verb that can only be spoken to, `accusatives` those that may be, where the verb is one of `telling`, whose object is spoken
    to (« presser », "tell"). `partitives` tie a day to the noun before it (« le sommet de mardi »), `day_prepositions` may stand before
    the day of a saying. `agencies` may be told something without an article (« a déclaré à Reuters »). `possible_moods` say that nothing
    has been said yet (« dirait »), and so do `possible_endings` but for the verbs whose lemma ends in one of `deceptive_lemmas`.
    """

    half_negations: frozenset[str]
    negative_openers: frozenset[str]
    datives: frozenset[str]
    partitives: frozenset[str]
    agencies: frozenset[str]
    accusatives: frozenset[str]
    telling: frozenset[str]
    day_prepositions: frozenset[str]
    possible_moods: frozenset[str]
    possible_endings: tuple[str, ...] = ()
    deceptive_lemmas: tuple[str, ...] = ()


class SettingFile(Strict, frozen=True):
    words: SettingWords
    nouns: dict[NounClass, frozenset[str]]
    status: list[StatusClue]
    circumstance: list[Circumstance]


@dataclass(frozen=True)
class SettingTable:
    """The clues of one language. `grounds` are names of states and capitals in lower case: « à Lisbonne » is a place, nobody spoken to."""

    language: str
    file: SettingFile
    grounds: frozenset[str]

    @classmethod
    def load(cls, folder: Path, language: str) -> SettingTable:
        """The pack's `setting.toml`; refuses doubles and entries whose example does not mark what it shows."""
        file = read_toml(folder / "setting.toml", SettingFile)
        seen: set[tuple[str, ...]] = set()
        for key, example, mark in keys_of(file):
            if key in seen:
                raise PackError(f"{language}/setting: {' '.join(key)} stands twice")
            if f"[{mark} " not in example:
                raise PackError(f"{language}/setting: the example of {' '.join(key)} must mark its [{mark} …]")
            seen.add(key)
        return cls(language, file, grounds_of(folder / "countries.tsv"))

    @property
    def words(self) -> SettingWords:
        return self.file.words

    @cached_property
    def by_place(self) -> dict[StatusPlace, tuple[StatusClue, ...]]:
        found: dict[StatusPlace, tuple[StatusClue, ...]] = {}
        for clue in self.file.status:
            found[clue.place] = (*found.get(clue.place, ()), clue)
        return found

    @cached_property
    def longest_first(self) -> dict[StatusPlace, tuple[StatusClue, ...]]:
        return {place: tuple(sorted(found, key=lambda clue: -len(clue.parts))) for place, found in self.by_place.items()}

    @cached_property
    def by_first(self) -> dict[str, tuple[Circumstance, ...]]:
        """Circumstances by their first word, the longest first."""
        found: dict[str, tuple[Circumstance, ...]] = {}
        for entry in self.file.circumstance:
            found[entry.parts[0]] = (*found.get(entry.parts[0], ()), entry)
        return {first: tuple(sorted(group, key=lambda entry: -len(entry.parts))) for first, group in found.items()}


def keys_of(file: SettingFile) -> list[tuple[tuple[str, ...], str, str]]:
    """What tells an entry from all others, its example, and the role that the example must mark."""
    clues = [(("status", clue.place, clue.words), clue.example, "content") for clue in file.status]
    return clues + [(("circumstance", entry.role, entry.words, str(entry.leads)), entry.example, entry.role) for entry in file.circumstance]


def grounds_of(path: Path) -> frozenset[str]:
    """Names and capitals of the pack's table of countries."""
    columns = ("name", "other_names", "capital", "seats")
    rows = read_tsv(path) if path.exists() else ()
    names = (name for row in rows for column in columns for name in row[column].split("|") if name)
    return frozenset(" ".join(name.casefold().replace("-", " ").split()) for name in names)


__all__ = ["Circumstance", "SettingTable", "StatusClue"]
