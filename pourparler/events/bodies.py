"""Bodies that meet: whose meeting a talk is, so that the next one of the same body has the same states."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.events.finding import Sighting


def bodies_met(sighting: Sighting) -> Iterator[str]:
    """The bodies of which a talk is one, and whose members are its sides: "the meeting of the Committee", "the Nine – Latvia and Mali – met"."""
    scene = sighting.scene
    for party in sighting.actors:
        inside = scene.within(party.span)
        if party.actor is None or not inside:
            continue
        before = inside[0] - 1
        while scene.upos(before) in {"DET", "ADJ"}:
            before -= 1
        of = scene.low(before) in scene.language.roles.words.of and sighting.place < before
        if of or scene.low(inside[-1] + 1) in {"–", "—", ":", "("}:
            yield party.actor
