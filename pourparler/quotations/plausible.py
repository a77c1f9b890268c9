"""What keeps mere facts out: who can speak, and which constructions need somebody who can."""

from __future__ import annotations

from pourparler.lang.cues import Cue
from pourparler.quotations.cueing import Hit
from pourparler.quotations.found import Found
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source
from pourparler.quotations.speaking import can_speak_at, role_at
from pourparler.quotations.status import is_denied
from pourparler.quotations.subjects import is_bare_participle, is_impersonal, is_passive

LOOSE = ("object", "naming")
"""Constructions that tell deeds as well as words: they report only of somebody who can speak."""


def is_sure(found: Found) -> bool:
    """What keeps mere facts out: a weak cue, a bare object or a cue between marks needs a source of its own."""
    if found.hit is None or found.cue is None:
        return True
    if found.scene.zones[found.hit.place] >= 0 and not is_sure_inside(found):
        return False
    if is_asked(found.scene, found.hit):
        return False
    if found.by == "object" and not acts(found.scene, found.hit):
        return False
    if found.by == "oblique" and (is_only_preposition(found) or is_compared(found.scene, found.hit)):
        return False
    if found.source is not None and is_narrator(found.scene, found.source.place, found.cue):
        return False
    if found.by == "marked" and found.source is None and is_bare_participle(found.scene, found.hit.place):
        return False
    if found.source is None and found.cue.layer == "attitude" and found.scene.is_participle(found.hit.place):
        return False
    if found.source is not None and any(span.covers(found.source.span) for span in found.content):
        return False
    if found.source is None:
        return found.by not in LOOSE and not found.cue.weak and not is_called(found.scene, found.hit, found.by) and tells(found.scene, found.hit)
    anybody = found.scene.forms[found.source.place] in found.scene.language.syntax.anybody
    if anybody and (found.cue.layer == "attitude" or found.cue.weak or found.by in LOOSE):
        return False
    return can_speak_at(found.scene, found.source.place) or may_be_somebody(found, found.source)


def is_asked(scene: Scene, hit: Hit) -> bool:
    """"asked whether the envoy would rule out talks": what stands in a question that somebody asks or leaves open, nobody has said."""
    above = scene.words[hit.carrier].head
    if above < 0 or hit.cue.kind != "verb" or scene.relations[hit.carrier] != "ccomp":
        return False
    marks = {scene.forms[c] for c in scene.those(hit.carrier, "mark")}
    asks = any("question" in cue.frames for cue in scene.language.cues.by_head.get(scene.lemmas[above], ()))
    return asks and bool(marks & scene.language.syntax.questions)


def may_be_somebody(found: Found, source: Source) -> bool:
    """« la voisine affirme que »: as a subject of its own a noun that no table knows is believed, but not « ces mesures », nor with a bare object.

    Nor with a weak cue: « l'aide reprendrait « dans la nuit » ».
    """
    scene, place = found.scene, source.place
    pointed = any(scene.words[c].feat("PronType") == "Dem" for c in scene.children[place]) and role_at(scene, place) is None
    guessed = source.by == "antecedent" or (source.by == "shared" and found.hit is not None and scene.is_participle(found.hit.place))
    weak = found.cue is not None and found.cue.weak and found.by == "marked"
    sure = found.by not in LOOSE and not guessed and not weak
    return sure and not pointed and scene.forms[place] not in scene.language.syntax.things


def tells(scene: Scene, hit: Hit) -> bool:
    """« il est à noter que », « il faut rappeler que »: an infinitive without a subject is the newspaper's own."""
    if is_said_by_thing(scene, hit):
        return False
    return scene.words[hit.carrier].feat("VerbForm") != "Inf" or hit.cue.kind != "verb" or scene.is_finite(hit.carrier)


def is_called(scene: Scene, hit: Hit, by: str) -> bool:
    """« sont appelés à voter »: a passive without agent tells what somebody must do, not what anybody said."""
    return by in ("infinitive", "naming") and is_passive(scene, hit.carrier) and not is_impersonal(scene, hit.carrier)


def acts(scene: Scene, hit: Hit) -> bool:
    """A bare object is somebody's words only where he is said to speak: not « sont contraintes de dénoncer d'autres »."""
    return hit.carrier != hit.place or scene.words[hit.place].feat("VerbForm") != "Inf" or scene.is_finite(hit.place)


def is_only_preposition(found: Found) -> bool:
    """« with », "to her": a preposition with nothing or a mere pronoun behind it says nothing."""
    words = [w for w in found.scene.words if any(span.covers(w.span) for span in found.content)]
    return all(word.upos in ("ADP", "PRON", "PUNCT") for word in words)


def is_said_by_thing(scene: Scene, hit: Hit) -> bool:
    """« …, ce qui veut dire que »: a relative pronoun right behind a pronoun of things."""
    syntax = scene.language.syntax
    return any(p and scene.forms[p] in syntax.relatives and scene.forms[p - 1] in syntax.things for p in scene.those(hit.carrier, "nsubj"))


def is_compared(scene: Scene, hit: Hit) -> bool:
    """« la trêve, comme on l'appelle à Riga »: what a thing is called is no appeal."""
    return any(scene.forms[c] in scene.language.syntax.comparatives for c in scene.those(hit.place, "mark"))


def is_narrator(scene: Scene, place: int, cue: Cue) -> bool:
    """"I think that …", "you may say that …" outside all marks: what the writer thinks, or lays in his reader's mouth, nobody is reported to say."""
    word = scene.words[place]
    person = word.feat("Person") if word.upos == "PRON" and scene.zones[place] < 0 else None
    return person == "2" or (person == "1" and cue.layer == "attitude")


def is_sure_inside(found: Found) -> bool:
    """Between marks only a named third party's speech counts (« les médecins disent que », not « je crois que »), and what one denies having said."""
    if found.source is None or found.cue is None or found.cue.layer != "speech" or found.cue.weak:
        return False
    word = found.scene.words[found.source.place]
    if found.by in ("clause", "question"):
        return word.upos in ("NOUN", "PROPN") or is_denied(found)
    role = found.scene.language.roles.form_at(found.scene.text, word.span.start, word.form)
    return found.by in ("infinitive", "oblique", "object") and (word.upos == "PROPN" or role is not None or is_denied(found))

