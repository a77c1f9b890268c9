"""The incise without marks (« Cinq écoles ont fermé, a affirmé l'ONU »), and what it leaves to the marks before it."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.found import Found
from pourparler.quotations.incises import can_introduce, closes_said, cuts_in, incise_end, starts_incise, subject_follows
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import incise_start, source_of
from pourparler.quotations.speaking import can_speak_at
from pourparler.quotations.speech import Page, introduced

NOMINAL = ("DET", "NOUN", "PROPN", "PRON", "ADJ")
BREAKS = ("VERB", "AUX", "ADP", "PUNCT")
SMALL = 3
"""Pronouns that may lead into marks which hold their verb: « Je le « prouverai » »."""


def is_whole_clause(scene: Scene, end: int) -> bool:
    """Whether the words before an incise make a sentence of their own: a finite verb that no relative clause holds; in a headline any verb."""
    if scene.headline:
        return any(scene.words[p].upos in ("VERB", "AUX") for p in range(end))
    verbs = [p for p in range(end) if scene.words[p].upos in ("VERB", "AUX") and scene.words[p].feat("VerbForm") == "Fin"]
    return any(not in_relative(scene, p, end) and not is_governed(scene, p) for p in verbs)


def cuts_clause(scene: Scene, end: int, after: int) -> bool:
    """« La Norvège, écrit Orel, « ment » »: a bare noun phrase before the incise, and behind its comma marks or the verb of the same sentence."""
    if any(scene.words[p].upos in BREAKS or scene.zones[p] >= 0 for p in range(end)) or scene.words[0].upos not in NOMINAL:
        return False
    verb = after + 1
    while verb < len(scene.words) - 1 and scene.forms[verb] in scene.language.syntax.clitics:
        verb += 1
    return scene.zones[after + 1] >= 0 or scene.words[verb].feat("VerbForm") == "Fin"


def is_partly_quoted(scene: Scene, end: int) -> bool:
    """« … et le ministre doit « agir » », « Je le « prouverai » »: a verb with its subject, or small words alone, lead into the marks before it."""
    last = end - (scene.forms[end] == ",")
    if scene.zones[last] < 0:
        return False
    outside = [p for p in range(last) if scene.zones[p] < 0]
    before = [p for p in outside if p > max((q for q in range(last) if q not in outside and scene.zones[q] != scene.zones[last]), default=-1)]
    if not before:
        return False
    finite = [p for p in before if scene.words[p].feat("VerbForm") == "Fin" and scene.lemmas[p] not in scene.language.cues.by_head]
    if finite and before[0] > 0:
        return scene.own_subject(finite[0]) and not is_governed(scene, finite[0]) and scene.words[finite[0]].deprel != "acl:relcl"
    return before[0] == 0 and len(before) <= SMALL and all(scene.words[p].upos in ("PRON", "DET", "ADV") for p in before)


def is_lead_word(scene: Scene, place: int) -> bool:
    """« Et », « Mais », « Cependant, »: what joins a sentence to the last one is nobody's words."""
    if scene.zones[place] >= 0:
        return False
    return scene.words[place].upos == "CCONJ" or (scene.words[place].upos == "ADV" and scene.forms[place + 1] == ",") or scene.forms[place] == ","


def is_governed(scene: Scene, verb: int) -> bool:
    """Whether a complementiser opens the clause of a verb: « rappelant que le froid tue »."""
    heads = {verb, scene.words[verb].head} if scene.words[verb].upos == "AUX" else {verb}
    accepted = scene.language.syntax.complementisers
    return any(scene.words[c].deprel == "mark" and scene.forms[c] in accepted for p in heads if p >= 0 for c in scene.children[p])


def in_relative(scene: Scene, place: int, end: int) -> bool:
    """Whether a verb stands in a relative clause whose noun stands before it."""
    chain = [place, *scene.above(place)]
    return any(scene.words[p].deprel == "acl:relcl" and scene.words[p].head < place and p <= end for p in chain)


def follows_marks(scene: Scene, hit: Hit) -> bool:
    """Whether the cue stands right after a closing mark with its subject behind it: it introduces what stands before, and governs nothing."""
    before = incise_start(scene, hit) - 1
    while before >= 0 and (scene.forms[before] in scene.language.syntax.clitics or scene.forms[before] in (",", "-", "–", "—")):
        before -= 1
    closes = before >= 0 and scene.is_mark(before) and scene.zones[before] >= 0 and scene.zones[hit.place] < 0
    if not closes or not can_introduce(hit):
        return False
    parted = incise_start(scene, hit) < min(hit.words)
    return closes_said(scene, hit, scene.words[before].span.end) if parted else subject_follows(scene, hit)


def is_setting(scene: Scene, place: int) -> bool:
    """"…, said Orel, a spokeswoman, in a statement": a preposition of the setting leads to the end of the sentence, and to no verb."""
    verbal = any(word.upos in ("VERB", "AUX") or word.form == "," for word in scene.words[place:])
    return scene.forms[place] in scene.language.syntax.settings and not verbal


def bare_incise(page: Page, number: int, hit: Hit) -> Found | None:
    """« Cinq écoles ont été bombardées, a affirmé l'ONU lundi »: an incise without marks; the content is the sentence before its comma."""
    scene = page.scenes[number]
    first = incise_start(scene, hit)
    if not can_introduce(hit) or "clause" not in hit.cue.frames or scene.zones[hit.place] >= 0:
        return None
    parted = first < min(hit.words)
    if first < 2 or not starts_incise(scene, hit):
        return None
    if scene.forms[first - 1] not in (",", "–", "-", "—") and not scene.is_mark(first - 1):
        return None
    source = source_of(scene, hit, incise=True)
    if source is not None and any(scene.words[p].upos == "VERB" for p in range(hit.last + 1, source.place)):
        return None  # « Orel, lui, espère parler à Valdrin »: behind a verb of its own nobody is the subject of this one
    told = source is not None and "object" in hit.cue.frames and not can_speak_at(scene, source.place)
    if scene.is_mark(first - 1) and told:
        return None  # « le groupe « Nord uni » a annoncé la mort de … »: the noun behind is what is announced
    after = incise_end(scene, hit, source) + 1
    goes_on = after < len(scene.words) - 2 and scene.forms[after] in (",", "–", "-", "—")
    goes_on = goes_on and (cuts_in(scene, hit) or scene.forms[after + 1] not in scene.language.syntax.relatives)
    goes_on = goes_on and not scene.is_participle(after + 1) and not is_setting(scene, after + 1)
    cuts = goes_on and (parted or (source is not None and can_speak_at(scene, source.place) and cuts_clause(scene, first - 1, after)))
    if not cuts and (first < (2 if parted else 3) or not (is_whole_clause(scene, first - 1) or is_partly_quoted(scene, first - 1))):
        return None
    opens = max((p + 1 for p in range(first - 1) if scene.forms[p] in (";", ":") and scene.zones[p] < 0), default=0)
    start, end = scene.trim(opens, first - 1)
    while start < end and is_lead_word(scene, start):
        start += 1
    start, end = scene.trim(start, end)
    asked = scene.words[start].feat("VerbForm") == "Part" and not scene.is_participle(start)  # "Asked if he would go, he said no"
    if all(zone >= 0 for zone in scene.zones[start : end + 1]) or (asked and not goes_on):
        return None
    pieces = [scene.widen(scene.span(start, end))]
    if goes_on:
        pieces.append(scene.widen(scene.span(*scene.trim(after + 1, len(scene.words) - 1))))
    return introduced(scene, hit, tuple(pieces), "incise", incise=True)


__all__ = ["bare_incise", "follows_marks"]
