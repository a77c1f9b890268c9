"""What a meeting is about, or what an undertaking or a demand is for: the noun phrase behind « sur », or what is to be discussed."""

from __future__ import annotations

from pourparler.events.finding import Sighting
from pourparler.events.parties import phrase_stop
from pourparler.model import Span

REACH = 16
LOOSE = frozenset({"PRON", "ADP", "CCONJ", "PUNCT"})
"""Words that begin what follows the phrase."""
TALKS = frozenset({"CONSULT", "AGREE", "REQUEST"})


def agenda_of(sighting: Sighting) -> tuple[Span, ...]:
    """At most one span; empty where the text gives none."""
    scene, words = sighting.scene, sighting.scene.table.words
    if sighting.trigger.type not in TALKS:
        return ()
    last = max(sighting.spot.last, sighting.spot.carrier or 0)
    for step in range(last + 1, min(last + REACH, len(scene.words))):
        governs = scene.low(step) in words.about or (scene.lemmas[step] in words.discussing and scene.is_verb(step))
        if governs and scene.named[step] is None and step not in scene.timed:
            stop = phrase_stop(scene, step + 1)
            while scene.upos(stop - 1) in LOOSE:
                stop -= 1
            return (scene.span(step + 1, stop),) if stop > step + 1 else ()
        if scene.low(step) in {";", ":"} or (scene.is_verb(step) and scene.lemmas[step] not in words.discussing):
            return ()
    return ()
