"""All that depends on a language, one folder each: tables of rules that a linguist can read, and their strict loader.

A pack is a folder with `language.toml`; every other table is read when it is first asked for. Unknown fields, doubled entries and entries
without an example are refused with the name of the file and the entry.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from pourparler.errors import UnsupportedLanguage
from pourparler.lang.cues import Cue, CueTable
from pourparler.lang.dates import DateTable
from pourparler.lang.editing import Editing
from pourparler.lang.events import EventTable
from pourparler.lang.lemmas import LemmaTable
from pourparler.lang.roles import RoleTable
from pourparler.lang.setting import SettingTable
from pourparler.lang.syntax import Syntax
from pourparler.lang.tables import Strict, digest, read_toml
from pourparler.lang.translation import TranslationTable

PACKS = Path(__file__).parent


class ParserChoice(Strict, frozen=True):
    """A model that can parse the language; the first one installed is taken."""

    package: str
    version: str
    sha256: str | None = None


class Identity(Strict, frozen=True):
    """`language.toml`: what the language is called and which models parse it, best first.

    `abbreviations` end in a point that ends no sentence; `openers` are small words with which a sentence begins even after
    an initial (« la bombe H. La ville … »), `letter_names` names of one letter, with the word before, that are no initials (« sur X. »);
    `elisions` are words cut by an apostrophe, which stay one word before a space.
    """

    code: str
    name: str
    english: str
    parsers: list[ParserChoice]
    abbreviations: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    letter_names: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()


class Language:
    """One language pack. Tables load lazily and once; nothing here can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.identity = read_toml(folder / "language.toml", Identity)
        self.code = self.identity.code

    @cached_property
    def cues(self) -> CueTable:
        """The words that introduce speech, with their frames (PARC 3, "cue")."""
        return CueTable.load(self.folder, self.code)

    @cached_property
    def syntax(self) -> Syntax:
        """The closed classes that tie a cue to its content and its source."""
        return read_toml(self.folder / "syntax.toml", Syntax)

    @cached_property
    def dates(self) -> DateTable:
        """The words and forms of time expressions (TIMEX3)."""
        return DateTable.load(self.folder, self.code)

    @cached_property
    def events(self) -> EventTable:
        """The words that tell events, with who takes which part (PLOVER 2.0)."""
        return EventTable.load(self.folder, self.code)

    @cached_property
    def roles(self) -> RoleTable:
        """The nouns, pronouns and titles that point at people without naming them."""
        return RoleTable.load(self.folder, self.code)

    @cached_property
    def setting(self) -> SettingTable:
        """The words that say how sure a saying is, to whom, on what occasion and about what it was said."""
        return SettingTable.load(self.folder, self.code)

    @cached_property
    def editing(self) -> Editing:
        """The words by which a newspaper shows its hand: asides in a quotation, lines that say that the article goes on elsewhere."""
        return Editing.load(self.folder)

    @cached_property
    def translation(self) -> TranslationTable | None:
        """What gives away a text that a machine translated; None where the pack does not say."""
        return TranslationTable.load(self.folder)

    @cached_property
    def lemmas(self) -> LemmaTable:
        """Forms of cue verbs that the parser gets wrong."""
        return LemmaTable.load(self.folder / "lemmas.tsv")

    @cached_property
    def digest(self) -> str:
        """A hash over every rule file of the pack: two readings with the same digest had the same rules."""
        return digest(self.folder)


def languages() -> tuple[str, ...]:
    """The codes of the packs that are shipped."""
    return tuple(sorted(path.parent.name for path in PACKS.glob("*/language.toml")))


@cache
def load(code: str) -> Language:
    """The pack of a language by its ISO 639-1 code; refuses a language that has none, and says which there are."""
    if code not in languages():
        raise UnsupportedLanguage(f"no language pack for {code!r}; there are packs for: {', '.join(languages())}")
    return Language(PACKS / code)


__all__ = ["Cue", "CueTable", "Language", "languages", "load"]
