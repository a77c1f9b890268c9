"""Sentences that say who was at a talk told before: « participaient à la réunion le ministre … », "joining the call were …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pourparler.events.frames import Spot
from pourparler.events.scene import Scene

BULLETS = frozenset({"-", "–", "—", "•", "*", "·"})


def list_behind(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """The items, paragraphs with a dash or a bullet, right behind the first sentence, if that ends on a colon."""
    found: list[Scene] = []
    if scenes[0].low(len(scenes[0].words) - 1) != ":":
        return ()
    for before, scene in pairwise(scenes):
        new_line = "\n" in scene.text[before.sentence.span.end : scene.sentence.span.start]
        if scene.low(0) not in BULLETS and (new_line or not found):
            break
        found.append(scene)
    return tuple(found)


def points_back(scene: Scene, noun: int) -> bool:
    """A noun with a determiner of what is known: « cette réunion », "their call"."""
    before = {scene.low(p) for p in scene.children[noun] if p < noun} | {scene.low(noun - 1)}
    return bool(before & scene.table.words.pointing)


def is_roll_call(spot: Spot) -> bool:
    """The noun of a known talk below a verb of attendance, or as the subject of one of including."""
    scene, words = spot.scene, spot.scene.table.words
    if not spot.is_noun or not points_back(scene, spot.place):
        return False
    verb = next((p for p in scene.above(spot.place) if scene.is_verb(p)), None)
    if verb is None:
        return False
    if scene.lemmas[verb] in words.attending:
        return scene.relation(spot.place).partition(":")[0] in {"obj", "obl"}
    return scene.lemmas[verb] in words.including and spot.place < verb
