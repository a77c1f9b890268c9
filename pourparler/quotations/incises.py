"""Incises: a verb of saying with its subject that stands beside or inside what it reports (« …, a dit X », "…, X said")."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.scene import QUOTE_LETTERS, Scene
from pourparler.quotations.sources import Source, incise_start, source_of

SPACES = " \t\u00a0\u202f\u2009\n\r"
AWAITING = tuple(",!?…—–-")
"""What ends words between marks that an incise follows, in a language whose incises look like sentences."""
NAME = 4
"""Words of a person's name."""
LONGEST_MARKS = 6
"""Closing marks and spaces that may stand together: « 'late,' " »."""


def can_introduce(hit: Hit) -> bool:
    return "direct" in hit.cue.frames and hit.cue.kind == "verb"


def starts_incise(scene: Scene, hit: Hit) -> bool:
    """Whether the verb stands as an incise does: finite, after a comma, a mark or the sentence's start, its subject behind it."""
    if not scene.is_finite(hit.carrier):
        return False
    before = incise_start(scene, hit) - 1
    while before >= 0 and scene.forms[before] in scene.language.syntax.clitics:
        before -= 1
    if before >= 0 and not (scene.forms[before] in (",", "!", "?", "…", "-", "–", "—", ")") or scene.is_mark(before)):
        return False
    return subject_follows(scene, hit)


def gives_name(scene: Scene, hit: Hit) -> bool:
    """« Ernest Doubek, dit Nesto Doubek, est né »: between a person's name and another one with a word of it, both with capitals, nobody speaks."""
    first = min(hit.words) - 1
    if first < 1 or scene.forms[first] != ",":
        return False
    before = {scene.words[p].form for p in range(first - 1, max(-1, first - NAME - 1), -1) if scene.words[p].form[:1].isupper()}
    behind = {scene.words[p].form for p in range(hit.last + 1, min(hit.last + 1 + NAME, len(scene.words))) if scene.words[p].form[:1].isupper()}
    return scene.words[first - 1].form[:1].isupper() and bool(before & behind)


def subject_follows(scene: Scene, hit: Hit) -> bool:
    """Whether the verb's subject stands behind it, and no clause of its own does: « Le ministre, lundi, a dit que » is no incise."""
    if reports_clause(scene, hit):
        return False
    source = source_of(scene, hit, incise=True)
    if source is not None and source.place < min(hit.words) and incise_start(scene, hit) <= source.place:
        return not governs_more(scene, hit)
    return source is not None and (source.place > min(hit.words) or source.by == "inverted")


def governs_more(scene: Scene, hit: Hit) -> bool:
    """Whether a verb behind its subject has a content of its own after it: "In Paris, she said the talks had failed", "she said: …"."""
    ahead = scene.forms[hit.last + 1 : hit.last + 3]
    if cuts_in(scene, hit):
        return False
    if opens_content(scene, hit.last + 1) or (ahead[:1] == (",",) and opens_content(scene, hit.last + 2)):
        return True
    if ahead[:1] == (",",):
        return False
    following = next((p for p in range(hit.last + 1, len(scene.words)) if scene.is_point(p)), None)
    if any(p > hit.last for p in scene.those(hit.place, "ccomp")) or (following is not None and scene.forms[following] == ":"):
        return True
    said_before = any(p < hit.place for p in scene.those(hit.place, "ccomp"))
    return "naming" not in hit.cue.frames and bool(scene.those(hit.place, "obj")) and not said_before


def cuts_in(scene: Scene, hit: Hit) -> bool:
    """Whether the sentence goes on behind the incise's comma: "The guests, he said, “listened”", "She hoped, he wrote, that …"."""
    opens = incise_start(scene, hit) - 1
    closes = next((p for p in range(hit.last + 1, len(scene.words)) if scene.is_point(p) or scene.is_mark(p)), None)
    if opens < 1 or closes is None or scene.forms[opens] != "," or scene.forms[closes] != ",":
        return False
    after = closes + 1 + scene.is_mark(min(closes + 1, len(scene.words) - 1))
    if after >= len(scene.words) or scene.zones[opens - 1] >= 0:
        return False
    clause = scene.forms[after] in scene.language.syntax.complementisers and scene.words[after].upos == "SCONJ"
    if clause:
        return scene.lemmas[opens - 1] in scene.language.cues.by_head and scene.is_finite(opens - 1)
    return scene.words[after].feat("VerbForm") == "Fin" and any(p < opens for p in scene.those(verb_at(scene, after), "nsubj", "nsubj:pass"))


def verb_at(scene: Scene, place: int) -> int:
    """The verb of which a finite word is a part."""
    head = scene.words[place].head
    return head if scene.words[place].upos == "AUX" and head > place else place


def opens_content(scene: Scene, place: int) -> bool:
    return place < len(scene.words) and (scene.is_mark(place) or scene.forms[place] == ":")


def closes_said(scene: Scene, hit: Hit, end: int) -> bool:
    """Whether a subject and its verb are an incise to the marks that end before them: no sentence is over there, and no clause follows."""
    clause_follows = any(p > hit.last and not after_comma_aside(scene, hit, p) for p in scene.those(hit.place, "ccomp"))
    return awaits_incise(scene.text, end) and not clause_follows and not reports_clause(scene, hit)


def after_comma_aside(scene: Scene, hit: Hit, root: int) -> bool:
    """Whether a clause stands behind a comma that follows the cue or the one told: "…," Lindt told Vorn, after he admitted that …"""
    start = min((p for p in scene.subtree(root) if p > hit.last), default=root)
    return scene.forms[hit.last + 1] == "," or (scene.forms[start - 1] == "," and scene.words[start].upos == "SCONJ")


def awaits_incise(text: str, end: int) -> bool:
    """Whether words between marks that end here are not yet a sentence: "We are late," or "Are we late?"."""
    last = text[max(0, end - LONGEST_MARKS) : end].rstrip(QUOTE_LETTERS + SPACES)[-1:]
    return last in AWAITING or text[end : end + 2].strip()[:1] in AWAITING


def reports_clause(scene: Scene, hit: Hit) -> bool:
    """Whether a complementiser stands between the verb and the next point."""
    syntax = scene.language.syntax
    if syntax.bare_clauses and scene.forms[hit.last + 1 : hit.last + 2] and scene.forms[hit.last + 1] in syntax.complementisers:
        return True
    for p in range(hit.last + 1, len(scene.words)):
        if scene.is_point(p) or scene.is_mark(p) or scene.forms[p] in syntax.relatives:
            return False
        if scene.forms[p] in syntax.complementisers and scene.words[p].upos == "SCONJ" and scene.forms[p - 1] not in syntax.joined:
            return True
    return False


def incise_end(scene: Scene, hit: Hit, source: Source | None) -> int:
    """The last word of an incise: up to the comma, point or mark after its source."""
    place = hit.last
    if source is not None and source.span.start >= scene.words[hit.place].span.start:
        place = max(place, source.place, scene.place_before(source.span.end) or 0)
    while place + 1 < len(scene.words):
        following = place + 1
        if scene.is_point(following) or scene.is_mark(following) or scene.forms[following] in ("-", "–", "—"):
            break
        place = following
    return place


__all__ = ["can_introduce", "closes_said", "cuts_in", "gives_name", "incise_end", "starts_incise", "subject_follows"]
