"""Looking up names: exact, by last name, or the longest that begins at a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from pourparler.gazetteer import own, tables
from pourparler.gazetteer.aliases import read_aliases
from pourparler.gazetteer.atlas import load_atlas
from pourparler.gazetteer.entries import Entry, Strength
from pourparler.gazetteer.folding import fits, fold, split
from pourparler.gazetteer.tables import Row

Posting = tuple[str, str, str]
"""A spelling, its language, and the id of the entry that bears it."""


class Gazetteer:
    """Entries under all their names. Nothing here can be changed: `with_aliases` gives another gazetteer."""

    def __init__(self, rows: Iterable[Row], combining: Iterable[tuple[str, str]] = ()) -> None:
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._entries: dict[str, Entry] = {}
        self._names: dict[str, tuple[Posting, ...]] = {}
        self._surnames: dict[str, tuple[Posting, ...]] = {}
        self._adjectives: dict[str, tuple[Posting, ...]] = {}
        self._reach: dict[str, int] = {}
        self._combining = tuple(combining)
        self._add(rows)

    @classmethod
    def shipped(cls, people: bool = True) -> Gazetteer:
        """The tables of this package with the user's own people; `people` false leaves out every person."""
        persons = chain(tables.people(), own.people()) if people else iter(())
        return cls(chain(tables.countries(), tables.organisations(), persons), tables.combining_forms())

    @classmethod
    def empty(cls) -> Gazetteer:
        """States alone, no organisation and no person: to measure what is found without the tables of names."""
        return cls(tables.countries(), tables.combining_forms())

    def with_aliases(self, path: Path) -> Gazetteer:
        """This gazetteer with a user's names added (see `aliases`); what the user states wins over the shipped tables."""
        other = Gazetteer(())
        other._rows, other._combining = dict(self._rows), self._combining
        other._names, other._surnames, other._adjectives = dict(self._names), dict(self._surnames), dict(self._adjectives)
        other._reach = dict(self._reach)
        for row in read_aliases(path, self):
            other._merge(row)
            other._add([row])
        return other

    def find(self, name: str, language: str | None = None) -> tuple[Entry, ...]:
        """Every entry that bears this name in full, demonyms, capitals and seats of power included, last names not."""
        key = fold(name)
        return self._fitting(chain(self._names.get(key, ()), self._adjectives.get(key, ())), name, language)

    def find_surname(self, surname: str) -> tuple[Entry, ...]:
        """The people who are known well enough to be meant by this last name alone; several where several are."""
        return self._fitting(self._surnames.get(fold(surname), ()), surname, None)

    def demonym(self, word: str, language: str | None = None) -> tuple[Entry, ...]:
        """The states whose adjective or inhabitant this word is: « congolaises » gives both Congos."""
        return tuple(entry for entry in self.find(word, language) if entry.strength(word) in {"inhabitant", "adjective"})

    def longest(self, words: Sequence[str], start: int, language: str | None = None) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest name that begins at word `start`, as (end, entries): words[start:end], every entry so called.

        A name ends where a word ends; hyphens and apostrophes may be words of their own. Adjectives and bare last names are not reported,
        nor is a name that only begins a region's (« Amérique latine »).
        """
        for end, key in reversed(list(self._runs(words, start))):
            if postings := self._names.get(key):
                found = self._fitting(postings, " ".join(words[start:end]), language)
                if found:
                    return None if is_in_area(words, start, end, language) else (end, found)
        return None

    def sides(self, word: str) -> tuple[Entry, ...]:
        """The states named in a compound, in its order: « russo-ukrainiens », "US-Russia"; empty where a part is none."""
        parts = split(word)
        if len(parts) < 2:
            return ()
        sides = [*(self._first_part(part) for part in parts[:-1]), self._last_part(parts[-1])]
        return tuple(side for side in sides if side is not None) if None not in sides else ()

    def entry(self, id: str) -> Entry:  # noqa: A002
        """The entry with this id; KeyError where there is none."""
        if id not in self._entries:
            self._entries[id] = tables.join(self._rows[id])
        return self._entries[id]

    def country(self, code: str) -> Entry:
        """The state with this ISO 3166-1 alpha-3 code, or EUR, UNO, KOS; KeyError for IGO, NGO, ISM, IMG, MNC, which name no one actor."""
        return self.entry(code)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[Entry]:
        return map(self.entry, self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _add(self, rows: Iterable[Row]) -> None:
        shelves: dict[Strength, dict[str, tuple[Posting, ...]]] = {"surname": self._surnames, "adjective": self._adjectives}
        for row in rows:
            self._rows[row.id] = (*self._rows.get(row.id, ()), row)
            for form, language, strength in row.names():
                key, shelf = fold(form), shelves.get(strength, self._names)
                shelf[key] = (*shelf.get(key, ()), (form, language, row.id))
                if shelf is self._names:
                    first, size = key.partition(" ")[0], key.count(" ") + 1
                    if self._reach.get(first, 0) < size:
                        self._reach[first] = size

    def _merge(self, row: Row) -> None:
        """Where the user's name is in full that of one other entry of the same kind, all names and roles of that entry go to the one he means."""
        form = next(row.names())[0] if row.id in self._rows else ""
        others = [entry for entry in self.find(form) if entry.id != row.id and entry.strength(form) == "name"]
        if len(others) != 1 or others[0].kind != self.entry(row.id).kind:
            return
        old = others[0].id
        rows = self._rows[row.id]  # before, for its name is shown; and again behind, for its facts win
        self._rows[row.id] = (*rows, *(each._replace(id=row.id) for each in self._rows.pop(old)), *rows)
        self._entries.clear()
        for shelf in (self._names, self._surnames, self._adjectives):
            for key, postings in shelf.items():
                if any(where == old for _, _, where in postings):
                    shelf[key] = tuple((name, tongue, row.id if where == old else where) for name, tongue, where in postings)

    def _fitting(self, postings: Iterable[Posting], written: str, language: str | None) -> tuple[Entry, ...]:
        kept = [where for form, tongue, where in postings if (language is None or tongue in {"", language}) and fits(form, written)]
        return tuple(self.entry(where) for where in dict.fromkeys(kept))

    def _runs(self, words: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
        """(end, key) of every run of words from `start` that could still be a name, the shortest first."""
        key = fold(words[start])
        reach = self._reach.get(key.partition(" ")[0], 0)
        if key and key.count(" ") < reach:
            yield start + 1, key
        for end in range(start + 2, len(words) + 1):
            if key.count(" ") >= reach:
                return
            if more := fold(words[end - 1]):
                key = f"{key} {more}"
                yield end, key

    def _first_part(self, part: str) -> Entry | None:
        """A combining form (« russo »), or a demonym or name that stands before a hyphen ("Russian", "US")."""
        codes = {code for form, code in self._combining if fold(form) == fold(part)}
        return self.entry(codes.pop()) if len(codes) == 1 else self._last_part(part)

    def _last_part(self, part: str) -> Entry | None:
        found = [entry for entry in self.find(part) if entry.strength(part) in {"name", "inhabitant", "adjective"}]
        return found[0] if len(found) == 1 and found[0].kind != "person" else None


def is_in_area(words: Sequence[str], start: int, end: int, language: str | None) -> bool:
    """Whether the name of a region or a venue begins at the same word and goes on behind the name that ends at `end`."""
    area = load_atlas().area_at(words, start, language) if language and end < len(words) else None
    return area is not None and area[0] > end
