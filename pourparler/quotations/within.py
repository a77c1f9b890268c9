"""Marks within marks: « Le médecin m'a dit : “Vous rejouerez” », told by somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparler.quotations.cueing import Hit, cue_spans
from pourparler.quotations.found import Found
from pourparler.quotations.incises import can_introduce
from pourparler.quotations.marks import Marked
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import source_of
from pourparler.quotations.speech import Page

NEAR = 3
"""Words that may stand between a cue and the marks it introduces, a colon or comma not counted."""


def inner_speech(page: Page, marked: Sequence[Marked]) -> Iterator[Found]:
    """What a speaker quotes of another, where a verb of saying with a named subject stands right before it; a term in marks is none."""
    for one in marked:
        number = page.scene_at(one.span.start) if one.depth > 0 else None
        if number is None:
            continue
        scene = page.scenes[number]
        hit = next((hit for hit in reversed(page.hits[number]) if leads_to(scene, hit, one)), None)
        source = source_of(scene, hit) if hit is not None else None
        if hit is None or source is None or scene.words[source.place].upos not in ("NOUN", "PROPN") or source.place > hit.place:
            continue
        yield Found((one.span,), cue_spans(scene, hit), source, scene, "within", scene.language.cues.rule(hit.cue), hit.cue, hit)


def leads_to(scene: Scene, hit: Hit, one: Marked) -> bool:
    """Whether the cue stands before the marks in the same outer zone, with a colon, a comma or an object at most between."""
    last = scene.place_before(one.span.start)
    if last is None or not can_introduce(hit) or hit.last > last or scene.zones[hit.place] < 0 or last - hit.last > NEAR + 1:
        return False
    between = range(hit.last + 1, last + 1)
    return scene.is_point(last) and not any(scene.words[p].upos in ("VERB", "AUX", "SCONJ") for p in between)


__all__ = ["inner_speech"]
