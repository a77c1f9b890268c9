"""Of several finds that claim the same words, the one that stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pourparler.model import Span, hull
from pourparler.quotations.found import Found
from pourparler.spans import groups


def overlap(first: Iterable[Span], second: Iterable[Span]) -> int:
    """Code points that both lists of spans cover."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def settle(founds: Iterable[Found]) -> list[Found]:
    """One attribution for each saying: of two that cover the same words the one with a source, then the surer construction, stays."""
    every = list(founds)
    reaches = [hull((*found.content, found.scene.sentence.span)) for found in every]
    kept = [one for group in groups(reaches) for one in settled([every[number] for number in group])]
    return sorted(kept, key=lambda f: (f.start, -f.size))


def settled(founds: Sequence[Found]) -> list[Found]:
    """Those that stay of finds that stand in the same sentences; others never clash with them."""
    kept: list[Found] = []
    for found in sorted(founds, key=lambda f: (f.source is None, rank(f), f.start)):
        rivals = [k for k in kept if clashes(k, found)]
        if all(is_within(rival, found) and rival.by not in MARKED for rival in rivals):
            kept = [*(k for k in kept if k not in rivals), seconded(found, rivals)]
        else:
            kept = [seconded(k, [found]) if k in rivals else k for k in kept]
    return kept


def seconded(found: Found, rivals: Sequence[Found]) -> Found:
    """The find with the first other rule that claimed its words."""
    other = next((rival.rule for rival in rivals if rival.rule != found.rule), None)
    return found if other is None or found.runner_up else replace(found, runner_up=other)


MARKED = ("inside", "after", "colon", "before")
"""What the marks prove."""
FRAMED = ("incise", "clause", "question", "naming", "infinitive", "oblique", "marked", "object", "preposition", "noun", "headline", "floating")
RANKS = MARKED + FRAMED


def rank(found: Found) -> int:
    return RANKS.index(found.by) if found.by in RANKS else len(RANKS)


def clashes(first: Found, second: Found) -> bool:
    """Whether two finds claim the same words: nested ones, much smaller than what holds them and with a cue inside it, do not."""
    shared = overlap(first.content, second.content)
    if shared == 0:
        return first.hit is not None and first.hit == second.hit and first.scene is second.scene and first.by == second.by
    smaller, larger = sorted((first, second), key=lambda f: f.size)
    if shared < 0.5 * smaller.size:
        return False
    return not (is_within(smaller, larger) and has_own_speaker(smaller, larger))


def is_within(found: Found, around: Found) -> bool:
    """Whether a find, with its cue, is a part of what another one holds."""
    within = bool(found.cue_spans) and any(span.covers(c) for span in around.content for c in found.cue_spans)
    return within and found.size < 0.9 * around.size


def has_own_speaker(found: Found, around: Found) -> bool:
    """Within another's words only another named party's speech is a record of its own: not « Trump a dit qu'il souhaite … »."""
    if found.by == "before":
        return False
    if found.source is not None and around.source is not None and found.source.span.overlaps(around.source.span):
        return False
    return found.source is not None and found.scene.words[found.source.place].upos in ("NOUN", "PROPN")


__all__ = ["overlap", "settle"]
