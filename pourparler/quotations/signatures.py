"""Words between marks that are signed: a dash and a name after them, and nothing else in the paragraph (« « … » — Karel Doubek »).

And the turns of a transcript, whose name stands inside the marks that each of its paragraphs opens ("OREL: We are late).
"""

from __future__ import annotations

from pourparler.model import Span
from pourparler.quotations.found import Found
from pourparler.quotations.marks import TURN, Marked
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source
from pourparler.quotations.speech import Page

DASHES = "―—–-"
LONGEST_NAME = 8
"""Words of a name with its title."""


def signed(page: Page, marked: Marked) -> Found | None:
    """The words and the name that signs them, there or in a paragraph of its own below; the dash is the cue.

    None where more than a name follows, or a verb.
    """
    ceiling = page.paragraph_at(marked.span.end - 1).end
    dash = page.letter_after(marked.span.end, ceiling)
    if dash is None and (dash := page.letter_after(ceiling, len(page.text))) is not None:
        ceiling = page.paragraph_at(dash).end
    if dash is None or page.text[dash] not in DASHES:
        return None
    start = page.letter_after(dash + 1, ceiling)
    number = page.scene_at(start) if start is not None else None
    if start is None or number is None:
        return None
    scene = page.scenes[number]
    end = start + len(page.text[start:ceiling].rstrip(" \t\u00a0."))
    name = [place for place, word in enumerate(scene.words) if start <= word.span.start < end]
    if not name or not is_name(scene, name) or scene.words[name[-1]].span.end < end:
        return None
    source = Source(Span(start, end), name[0], "signature")
    return Found(marked.pieces, (Span(dash, dash + 1),), source, scene, "after", f"{scene.language.code}.frames.signature")


def turn(page: Page, marked: Marked) -> Found | None:
    """What one who takes the floor says in a transcript, without the mark that only opens his paragraph; his name, and the colon as the cue."""
    found = TURN.match(page.text, marked.span.start)
    colon = found.end(1) if found is not None else 0
    start = page.letter_after(colon + 1, marked.pieces[0].end) if found is not None else None
    number = page.scene_at(start) if start is not None else None
    if found is None or start is None or number is None:
        return None
    scene = page.scenes[page.scene_at(found.start(1)) or 0]
    place = next((p for p, word in enumerate(scene.words) if word.span.start >= found.start(1)), 0)
    source = Source(Span(found.start(1), colon), place, "colon")
    pieces = (Span(start, marked.pieces[0].end), *marked.pieces[1:])
    return Found(pieces, (Span(colon, colon + 1),), source, scene, "colon", f"{scene.language.code}.frames.turn")


def is_name(scene: Scene, places: list[int]) -> bool:
    words = [scene.words[place] for place in places]
    named = words[0].form[:1].isupper() and any(word.upos == "PROPN" for word in words)
    says_more = any(word.upos in ("AUX", "PRON") or word.feat("VerbForm") == "Fin" for word in words)
    return named and not says_more and len(words) <= LONGEST_NAME


__all__ = ["signed", "turn"]
