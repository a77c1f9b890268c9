"""Talks that one sentence tells together and that were held apart: « a reçu séparément le roi et la reine », "met with A and separately with B"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pourparler.events.finding import Sighting
from pourparler.events.parties import Party

Key = Callable[[Party], str]


def is_apart(sighting: Sighting) -> bool:
    """A word such as « séparément » beside the trigger."""
    return bool(words_near(sighting) & sighting.scene.table.words.apart)


def words_near(sighting: Sighting) -> frozenset[str]:
    scene = sighting.scene
    return frozenset(scene.low(p) for p in range(max(0, sighting.place - 3), min(len(scene.words), sighting.spot.last + 4)))


def held_apart(sighting: Sighting, person: Key, state: Key) -> Iterator[Sighting]:
    """The talk itself, or one for each whom the others met; "bilaterally" is one a state. The keys tell one `person` or `state` from another."""
    others = [party for party in sighting.actors if party.span.start > sighting.span.start]
    groups: dict[str, list[Party]] = {}
    if sighting.trigger.type == "CONSULT":
        words, near = sighting.scene.table.words, words_near(sighting)
        parted = parting(sighting, others)
        for party in others:
            if near & words.apart:
                groups.setdefault(person(party), []).append(party)
            elif near & words.by_state:
                groups.setdefault(state(party), []).append(party)
            elif parted is not None:
                groups.setdefault(str(party.span.start > parted), []).append(party)
    if len(groups) < 2:
        yield sighting
        return
    doers = [party for party in sighting.actors if party not in others]
    yield from (replace(sighting, actors=(*doers, *group)) for group in groups.values())


def parting(sighting: Sighting, others: list[Party]) -> int | None:
    """Where « et séparément avec » stands between two of the others."""
    scene = sighting.scene
    places = [p for party in others for p in scene.within(party.span)]
    between = range(min(places), max(places)) if places else range(0)
    return next((scene.words[p].span.start for p in between if scene.low(p) in scene.table.words.apart), None)
