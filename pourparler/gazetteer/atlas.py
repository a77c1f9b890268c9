"""Towns with their points, regions and venues with their states: what a name can be where it stands as a place.

    atlas = load_atlas()                             # cached; the towns are read from disk at the first look-up
    atlas.towns("Tripoli")                           # both, the larger first
    atlas.town_at(["à", "Tel", "Aviv"], 1)           # (3, (Tel Aviv,)): words 1 to 3, end exclusive
    atlas.area_at(["dans", "le", "Donbass"], 2, "fr")
    meant(atlas.towns("Tripoli"), {"LBN"})           # the one in Lebanon

Points are degrees, north and east positive, of the town's middle, to a thousandth (GeoNames, CC BY 4.0). A region or a venue has no point. A
name of several towns is decided by the states that the article names, or by one town that is far larger than the others; else by nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import cast

from pourparler.gazetteer.folding import fits, fold
from pourparler.gazetteer.tables import FOLDER, LANGUAGES, read_lines, read_rows
from pourparler.model import Precision

REACH = 5
"""Words that the name of a place can have, hyphens and apostrophes counted."""
FAR_LARGER, WORLD_KNOWN = 8, 100_000
"""How many times as many people as another makes a town the one that everybody means; and how many at least where no state is named."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of GeoNames; `id` is its number there, `country` ISO 3166-1 alpha-3 (KOS of PLOVER), `population` people."""

    id: str
    name: str
    country: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Area:
    """A region or a venue; `country` is None where it lies in several states, or in none."""

    name: str
    precision: Precision
    country: str | None


class Atlas:
    """All places under all their names. Nothing here can be changed."""

    def __init__(self, folder: Path = FOLDER, languages: Path = LANGUAGES) -> None:
        self.folder, self.languages = folder, languages

    @cached_property
    def lines(self) -> list[str]:
        """The rows of towns.tsv, in the order of their folded names."""
        return read_lines(self.folder / "towns.tsv")[1]

    @cached_property
    def areas(self) -> dict[tuple[str, str], tuple[Area, ...]]:
        """Regions and venues by language and folded name."""
        found: dict[tuple[str, str], list[Area]] = defaultdict(list)
        for path in sorted(self.languages.glob("*/places.tsv")):
            for cells in read_rows(path):
                if cells["precision"] != "town":
                    area = Area(cells["name"], cast(Precision, cells["precision"]), cells["country"] or None)
                    found[path.parent.name, fold(area.name)].append(area)
        return {key: tuple(group) for key, group in found.items()}

    @cached_property
    def openings(self) -> frozenset[tuple[str, str]]:
        """The languages and first folded pieces of all regions and venues."""
        return frozenset((language, key.partition(" ")[0]) for language, key in self.areas)

    def towns(self, form: str) -> tuple[Town, ...]:
        """Every town so called, each once, the largest first; a form without its capitals is none."""
        return towns_called(self, form)

    def look_up(self, form: str) -> tuple[Town, ...]:
        key = fold(form)
        start = bisect_left(self.lines, key, key=lambda line: fold(line[: line.index("\t")]))
        found: dict[str, Town] = {}
        for position in range(start, len(self.lines)):
            line = self.lines[position]
            name = line[: line.index("\t")]
            if fold(name) != key:
                break
            if fits(name, form):
                town = town_of(line)
                found.setdefault(town.id, town)
        return tuple(sorted(found.values(), key=lambda town: -town.population))

    def town_at(self, words: Sequence[str], start: int) -> tuple[int, tuple[Town, ...]] | None:
        """The longest name of a town that begins at a word, as its end and the towns that bear it."""
        for end in range(min(start + REACH, len(words)), start, -1):
            if is_name_end(words[end - 1]) and (found := self.towns(" ".join(words[start:end]))):
                return end, found
        return None

    def area_at(self, words: Sequence[str], start: int, language: str) -> tuple[int, Area] | None:
        """The longest name of a region or a venue of that language that begins at a word, where it names one alone."""
        if (language, fold(words[start]).partition(" ")[0]) not in self.openings:
            return None
        for end in range(min(start + REACH, len(words)), start, -1):
            form = " ".join(words[start:end])
            fitting = [area for area in self.areas.get((language, fold(form)), ()) if fits(area.name, form)]
            if fitting and words[end - 1][-1].isalnum():
                return (end, fitting[0]) if len(fitting) == 1 else None
        return None


@lru_cache(maxsize=8192)
def towns_called(atlas: Atlas, form: str) -> tuple[Town, ...]:
    """An article repeats its names, and most capitalised words are no town: each is looked up once."""
    return atlas.look_up(form)


def is_name_end(word: str) -> bool:
    """The last word of a town's name: capitalised, with or without an article in small letters before (« el-Cheikh »)."""
    return word[-1:].isalnum() and word != word.lower()


def town_of(line: str) -> Town:
    name, number, country, population, latitude, longitude = line.split("\t")
    return Town(number, name, country, int(population), float(latitude), float(longitude))


def meant(towns: Sequence[Town], states: Collection[str]) -> Town | None:
    """The one of several towns, the largest first, that an article means which names these states; None where it could be another.

    It lies in a state that is named and is without rival there, nor does a town elsewhere dwarf it; or it is known to the world, without rival
    anywhere, and no town of that name lies in a state that is named.
    """
    near = [town for town in towns if town.country in states]
    group = near or towns
    if not group or (len(group) > 1 and not dwarfs(group[0], group[1])):
        return None
    if near:
        return None if dwarfs(towns[0], group[0]) else group[0]
    return group[0] if group[0].population >= WORLD_KNOWN else None


def state_of(towns: Sequence[Town], states: Collection[str]) -> str | None:
    """The state of the town that is meant; where several of one named state are left, that state."""
    town = meant(towns, states)
    near = [each for each in towns if each.country in states]
    if town is not None or not near or dwarfs(towns[0], near[0]):
        return town.country if town else None
    return near[0].country if len({each.country for each in near}) == 1 else None


def dwarfs(one: Town, other: Town) -> bool:
    """The one has so many more people that nobody would mean the other without saying so."""
    return one.population >= FAR_LARGER * max(other.population, 1)


@cache
def load_atlas() -> Atlas:
    return Atlas()


__all__ = ["Area", "Atlas", "Town", "dwarfs", "load_atlas", "meant", "state_of"]
