"""Meetings with a name of their own: "the NATO Summit", "the U.S.-Thailand Strategic Dialogue" are of those whom the name holds."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.events.parties import Party
from pourparler.events.scene import Scene
from pourparler.gazetteer import Entry, Gazetteer
from pourparler.gazetteer.entries import NONSTATE_CODES

LONGEST = 8
"""Words before the noun that can belong to the name of a meeting."""
REACH = 14
"""Words behind it within which its day may stand."""


def name_start(scene: Scene, noun: int) -> int:
    """Where the run of capitals that ends on a noun begins; the noun itself where it is written small."""
    first = noun
    while first > 0 and noun - first < LONGEST and belongs(scene, first - 1, noun):
        first -= 1
    return first


def belongs(scene: Scene, place: int, noun: int) -> bool:
    if not scene.words[noun].form[:1].isupper() or place in scene.timed:
        return False
    form, roles = scene.words[place].form, scene.language.roles.words
    if scene.low(place) in roles.joiners:
        return scene.words[place - 1].form[:1].isupper()
    return scene.low(place) in {"-", "–"} or form[:1].isupper() or form[:1].isdigit() or scene.low(place) in roles.genitives


def bodies_in_name(scene: Scene, gazetteer: Gazetteer, noun: int, carrier: int | None) -> tuple[Party, ...]:
    """Whom the name of a meeting holds, which its noun ends; where nobody is told to hold or attend it, two at least and a day behind."""
    found = tuple(read_name(scene, gazetteer, noun))
    held = carrier is not None and scene.relation(carrier) != "amod"
    dated = any(place in scene.timed for place in range(noun + 1, noun + REACH))
    return found if held or (len(found) > 1 and dated) else ()


def read_name(scene: Scene, gazetteer: Gazetteer, noun: int) -> Iterator[Party]:
    """The states and bodies of states between the first capital and the noun."""
    place = name_start(scene, noun)
    while place < noun:
        end, entries = compound(scene, gazetteer, place) or body(scene, gazetteer, place) or (place + 1, ())
        if end <= noun:
            yield from (Party(scene.span(place, end), country=entry.id) for entry in entries)
        place = end


def compound(scene: Scene, gazetteer: Gazetteer, place: int) -> tuple[int, tuple[Entry, ...]] | None:
    """"U.S.-EU", of one word or of three."""
    word = scene.words[place].form
    if scene.low(place + 1) in {"-", "–"}:
        known = gazetteer.sides(f"{word}-{scene.words[place + 2].form}") if place + 2 < len(scene.words) else ()
        return (place + 3, known) if known else None
    known = gazetteer.sides(word) if "-" in word or "–" in word else ()
    return (place + 1, known) if known else None


def body(scene: Scene, gazetteer: Gazetteer, place: int) -> tuple[int, tuple[Entry, ...]] | None:
    """One body of many states that is named here."""
    found = gazetteer.longest(tuple(word.form for word in scene.words), place, scene.language.code)
    known = [entry for entry in found[1] if entry.kind == "organisation" and entry.country in NONSTATE_CODES] if found else []
    return (found[0], (known[0],)) if found and len(known) == 1 else None
