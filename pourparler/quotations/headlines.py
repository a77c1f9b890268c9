"""Headlines: "Orel: Talks will resume", "Talks to resume within days: minister", "'It is over': Orel warns of war".

A title has no room for a verb of saying: a colon or a dash stands for it. What stands on one side is a name or a role and no more; a name
counts only where the article lets its bearer speak, so that "Syria: the war goes on" reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.model import Span
from pourparler.quotations.cueing import cue_spans
from pourparler.quotations.found import Found
from pourparler.quotations.marks import Marked
from pourparler.quotations.nouns import is_ground
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source, source_of
from pourparler.quotations.speech import Page

SIGNS = (":", "-", "–", "—")
LONGEST = 6
"""Words of a name with its title in a headline."""
SHORTEST = 3
"""Words of what is said there."""
VERBAL = ("VERB", "AUX", "SCONJ", "PUNCT", "CCONJ", "PRON")


def headline_speech(page: Page, number: int) -> Iterator[Found]:
    """What a headline reports by a colon or a dash alone; nothing where it holds marks or another sign of the same kind."""
    scene = page.scenes[number]
    signs = [p for p, form in enumerate(scene.forms) if form in SIGNS and 0 < p < len(scene.words) - 1]
    if not scene.headline or len(signs) != 1 or any(zone >= 0 for zone in scene.zones) or page.hits[number]:
        return
    sign = signs[0]
    before, after = scene.trim(0, sign - 1), scene.trim(sign + 1, len(scene.words) - 1)
    sides = ((before, after), (after, before)) if scene.forms[sign] == ":" else ((after, before),)
    for speaker, said in sides:
        if can_say(page, scene, *speaker) and says_something(scene, *said):
            yield told(scene, sign, speaker, said)
            return


def told(scene: Scene, sign: int, speaker: tuple[int, int], said: tuple[int, int]) -> Found:
    head = next(p for p in range(speaker[1], speaker[0] - 1, -1) if scene.words[p].upos in ("PROPN", "NOUN"))
    source = Source(scene.span(*speaker), head, "colon")
    span = scene.words[sign].span
    return Found((scene.span(*said),), (Span(span.start, span.end),), source, scene, "headline", f"{scene.language.code}.frames.headline")


def says_something(scene: Scene, first: int, last: int) -> bool:
    """Whether words are a clause: a verb among them, in whatever form headlines leave it."""
    return last - first + 1 >= SHORTEST and any(scene.words[p].upos in ("VERB", "AUX") for p in range(first, last + 1))


def can_say(page: Page, scene: Scene, first: int, last: int) -> bool:
    """Whether a few words are a role alone or the name of somebody who speaks in the article."""
    places = range(first, last + 1)
    nouns = [p for p in places if scene.words[p].upos in ("PROPN", "NOUN")]
    if not nouns or len(places) > LONGEST or any(scene.words[p].upos in VERBAL or scene.is_time(p) for p in places):
        return False
    word = scene.words[nouns[-1]]
    role = scene.language.roles.form_at(scene.text, word.span.start, word.form)
    return (role is not None and role.noun.kind == "person") or word.form in speaking_names(page)


def speaking_names(page: Page) -> frozenset[str]:
    """The words of proper names that are subjects of a cue outside the title; states and their capitals, which headlines name as places, are none."""
    found = set[str]()
    for scene, hits in zip(page.scenes, page.hits, strict=True):
        subjects = [c for hit in hits if not scene.headline for c in scene.those(hit.carrier, "nsubj")]
        parts = [p for c in subjects for p in (c, *scene.those(c, "flat", "flat:name", "appos")) if scene.words[p].upos == "PROPN"]
        found |= {scene.words[p].form for p in parts if not is_ground(scene, p)}
    return frozenset(found)


def vouched(page: Page, found: Found | None) -> Found | None:
    """What a colon alone introduces in a headline ("Orel: 'No deal'"), only where its lead can speak: not "Border row: 'No deal'"."""
    if found is None or found.cue is not None or found.by != "colon" or not found.scene.headline or found.source is None:
        return found
    places = [p for p, word in enumerate(found.scene.words) if found.source.span.covers(word.span)]
    return found if can_say(page, found.scene, places[0], places[-1]) else None


def led_by_marks(page: Page, marked: Marked) -> Found | None:
    """"'It is over': Orel warns of war": in a headline the words before a colon are said by the subject of the cue behind it."""
    number = page.scene_at(marked.span.end - 1)
    if number is None or not page.scenes[number].headline:
        return None
    scene = page.scenes[number]
    colon = next((p for p, word in enumerate(scene.words) if word.span.start >= marked.span.end), None)
    if colon is None or scene.forms[colon] != ":":
        return None
    for hit in page.hits[number]:
        source = source_of(scene, hit) if hit.cue.kind == "verb" and "direct" in hit.cue.frames and hit.place > colon else None
        if source is not None and scene.place_at(source.span.start) == colon + 1:
            return Found(marked.pieces, cue_spans(scene, hit), source, scene, "after", scene.language.cues.rule(hit.cue), hit.cue)
    return None


__all__ = ["headline_speech", "led_by_marks", "vouched"]
