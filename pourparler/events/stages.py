"""Talks that one article tells as begun and as ended: it was written, or put together, while they went on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pourparler.events.finding import Sighting
from pourparler.events.meetings import Told
from pourparler.model import Note

Stage = Literal["begun", "ended"]
CLAUSES = ("acl", "acl:relcl")


def stage_of(sighting: Sighting) -> Stage | None:
    """What the verbs of the mention say: « ont commencé », « qui vient de se terminer »; None where they say nothing or are negated."""
    scene, words = sighting.scene, sighting.scene.table.words
    for verb in verbs_of(sighting):
        if scene.is_negated(verb):
            continue
        if scene.lemmas[verb] in words.beginning:
            return "begun"
        if scene.lemmas[verb] in words.ending:
            return "ended"
    return None


def verbs_of(sighting: Sighting) -> Iterator[int]:
    """The verb of which a noun is the subject or which carries it, and those of its relative clauses, with their infinitives."""
    scene, place = sighting.scene, sighting.place
    if not sighting.spot.is_noun:
        return
    heads = [scene.head(place)] if scene.relation(place).startswith("nsubj") else []
    carrier = [sighting.spot.carrier] if sighting.spot.carrier is not None else []
    for verb in [*carrier, *heads, *scene.those(place, *CLAUSES)]:
        if scene.is_verb(verb):
            yield verb
            yield from scene.those(verb, "xcomp")


def note_stages(group: Sequence[Told]) -> Iterator[Note]:
    """At most one Note, at the mention that tells the talks of the group as ended."""
    stages = [(stage_of(mention.sighting), mention) for mention in group if mention.is_talk and mention.event.status == "actual"]
    begun = next((mention for stage, mention in stages if stage == "begun"), None)
    ended = next((mention for stage, mention in stages if stage == "ended"), None)
    if begun is not None and ended is not None and begun.sentence != ended.sentence:
        yield Note(ended.sighting.span, "stage", "these talks are told as ended here, and as begun elsewhere in the article")
