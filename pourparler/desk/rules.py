"""What a change of rules can touch: the rules as digests, and for entries of the tables the words by which they reach an article.

A snapshot of the rules is kept with each run. Against a later one it tells whether an article must be read again: code and most tables can touch
every article of their language, an entry of the cues or of the gazetteer only those that hold its words.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from pourparler.gazetteer import own
from pourparler.lang import Language
from pourparler.lang import load as load_language
from pourparler.lang.tables import read_tsv
from pourparler.parsing import parser_name
from pourparler.store.indexing import pieces

PACKAGE = Path(__file__).parents[1]
READING = (
    "model.py", "trees.py", "identifiers.py", "dependencies.py", "parsing.py", "coreference.py", "places.py", "hearing.py", "reader.py",
    "ontology", "lang", "gazetteer", "quotations", "events", "actors", "dates", "notes",
)  # fmt: skip
"""The parts of the program that decide a reading."""
PARSING = ("parsing.py", "dependencies.py", "model.py", "trees.py")
CUES, NAMES = "cues*.toml", ("people*.tsv", "organisations*.tsv")
NAMING = frozenset({"name", "fr", "en", "other", "name_en", "name_fr", "acronyms", "weak", "surname"})
"""Columns of the gazetteer that hold names; the other cells of a row matter only where one of its names stands."""
EVERYTHING = "*"


class Rules(msgspec.Struct, frozen=True):
    """`whole` maps a part to the digest of all of it; `entries` maps a table to its entries, each a digest with the sets of words it needs."""

    whole: dict[str, str]
    entries: dict[str, dict[str, list[list[str]]]]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change can touch: whole languages (EVERYTHING for all), and articles that hold one of these sets of words."""

    languages: frozenset[str]
    words: frozenset[frozenset[str]]

    def covers(self, language: str) -> bool:
        return EVERYTHING in self.languages or language in self.languages


def short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def files_of(part: Path) -> Iterator[Path]:
    if part.is_file():
        yield part
    else:
        yield from sorted(path for path in part.rglob("*") if path.suffix in {".py", ".toml", ".tsv"} and "__pycache__" not in path.parts)


def is_entries(path: Path) -> bool:
    return path.match(CUES) or any(path.match(pattern) for pattern in NAMES)


def cue_entries(path: Path) -> dict[str, list[list[str]]]:
    """Each cue by its digest; all words of its lemma must stand in an article that it touches."""
    found: dict[str, list[list[str]]] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("cue", []):
        found[short(repr(sorted(entry.items())).encode())] = [pieces(str(entry.get("lemma", "")))]
    return found


def name_entries(path: Path) -> dict[str, list[list[str]]]:
    """Each row by its digest; any word of any of its names is enough, since a last name alone may mean it."""
    found: dict[str, list[list[str]]] = {}
    for row in read_tsv(path):
        names = (cell.replace("|", " ") for column, cell in row.items() if column in NAMING and cell)
        words = sorted({word for cell in names for word in pieces(cell)})
        found[short(repr(sorted(row.items())).encode())] = [[word] for word in words]
    return found


@cache
def snapshot(package: Path = PACKAGE) -> Rules:
    """The rules as they are now on disk, the user's own table of people among them."""
    whole: dict[str, str] = {}
    entries: dict[str, dict[str, list[list[str]]]] = {}
    for part in READING:
        for path in files_of(package / part):
            name = path.relative_to(package).as_posix()
            if is_entries(path):
                entries[name] = cue_entries(path) if path.suffix == ".toml" else name_entries(path)
            else:
                whole[name] = short(path.read_bytes())
    table = own.table()
    return Rules(whole, entries | ({f"own/{own.FILE}": name_entries(table)} if table else {}))


@cache
def present() -> bytes:
    """The rules as they are now, encoded once: every article that is stored asks for them."""
    return encode(snapshot())


def encode(rules: Rules) -> bytes:
    return msgspec.msgpack.encode(rules, order="deterministic")


def decode(data: bytes) -> Rules:
    return msgspec.msgpack.decode(data, type=Rules)


def language_of(name: str) -> str:
    """The language a part belongs to: `lang/fr/dates.toml` is French, everything else concerns all."""
    parts = name.split("/")
    return parts[1] if parts[0] == "lang" and len(parts) > 2 else EVERYTHING


def reach(before: Rules, after: Rules) -> Reach:
    """What the step from one state of the rules to another can touch; entries with no word that is indexed touch their whole language."""
    changed = {name for name in before.whole.keys() | after.whole.keys() if before.whole.get(name) != after.whole.get(name)}
    everywhere = {language_of(name) for name in changed}
    words: set[frozenset[str]] = set()
    for name in before.entries.keys() | after.entries.keys():
        olds, news = before.entries.get(name, {}), after.entries.get(name, {})
        for digest in olds.keys() ^ news.keys():
            ways = [frozenset(way) for way in (olds.get(digest) or news.get(digest) or [])]
            if not ways or not all(ways):
                everywhere.add(language_of(name))
            words.update(way for way in ways if way)
    return Reach(frozenset(everywhere), frozenset(smallest(words)))


def smallest(ways: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Without a set that holds another whole: what has the larger has the smaller."""
    kept: set[frozenset[str]] = set()
    for way in sorted(ways, key=len):
        if not any(frozenset({word}) in kept for word in way):
            kept.add(way)
    return kept


@cache
def parse_stamp(code: str) -> str:
    """What decides the parse of a language: the model with its version, and a digest of the code and tables that prepare it."""
    language = load_language(code)
    name, version = parser_name(language)
    return f"{name} {version} {parse_digest(language)}"


def parse_digest(language: Language) -> str:
    hasher = hashlib.sha256()
    for path in (*(PACKAGE / name for name in PARSING), *(language.folder / name for name in ("language.toml", "syntax.toml", "lemmas.tsv"))):
        hasher.update(path.read_bytes() if path.exists() else b"")
    words = language.setting.words
    hasher.update(repr((sorted(words.possible_endings), sorted(words.deceptive_lemmas))).encode())
    return hasher.hexdigest()[:12]
