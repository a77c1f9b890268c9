"""Who is known beforehand: states, organisations and people, under all their names in every language of the packs.

    gazetteer = load()                               # cached; all that follows is look-up
    gazetteer.find("OTAN")                           # every entry with exactly this name: (NATO,)
    gazetteer.find("Moscou")[0].strength("Moscou")   # "capital": it can be Russia, or only the town
    gazetteer.longest(["le", "Quai", "d'", "Orsay"], 1)   # (4, (France,)): words 1 to 4, end exclusive
    gazetteer.find_surname("Lavrov")                 # people known well enough to be meant by the last name alone
    gazetteer.demonym("nord-coréennes")              # (North Korea,)
    gazetteer.sides("russo-ukrainiens")              # (Russia, Ukraine)
    gazetteer.country("RUS"), gazetteer.entry("Q7747")
    load(people=False), Gazetteer.empty()            # states and organisations only; states only
    load().with_aliases(Path("aliases.tsv"))         # a user's own names, added and merged

An answer with several entries is an ambiguity that only the article can settle; no entry is a name not known, not an error. Which kind of
name it was, `entry.strength(form)` says: see `Strength`. Countries are actors and stand for their governments (sector GOV); towns and
buildings that can mean a government are among the names of the state, and whether they do is the sentence's business. `language` (an ISO
639-1 code) leaves out the names of other languages; names of no language always stay. Nothing is read from disk before `load`.
"""

from __future__ import annotations

from functools import cache

from pourparler.gazetteer.entries import Entry, Name, Strength
from pourparler.gazetteer.lookup import Gazetteer


@cache
def load(people: bool = True) -> Gazetteer:
    """The shipped gazetteer, read once; without people it measures what the tool knows by its rules alone."""
    return Gazetteer.shipped(people)


__all__ = ["Entry", "Gazetteer", "Name", "Strength", "load"]
