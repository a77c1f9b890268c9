"""What keeps mere facts out: who can speak, and which constructions need somebody who can."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.found import Found
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source, is_bare_participle
from pourparler.quotations.status import is_denied

LOOSE = ("object", "naming")
"""Constructions that tell deeds as well as words: they report only of somebody who can speak."""


def is_sure(found: Found) -> bool:
    """What keeps mere facts out: a weak cue, a bare object or a cue between marks needs a source of its own."""
    if found.hit is None or found.cue is None:
        return True
    if found.scene.zones[found.hit.place] >= 0 and not is_sure_inside(found):
        return False
    if found.by == "object" and not acts(found.scene, found.hit):
        return False
    if found.by == "marked" and found.source is None and is_bare_participle(found.scene, found.hit.place):
        return False
    if found.source is None:
        return found.by != "object" and not found.cue.weak
    if found.by in LOOSE:
        return can_speak(found.scene, found.source)
    return found.scene.forms[found.source.place] not in found.scene.language.syntax.things


def acts(scene: Scene, hit: Hit) -> bool:
    """A bare object is somebody's words only where he is said to speak: not « sont contraintes de dénoncer d'autres »."""
    return hit.carrier != hit.place or scene.words[hit.place].feat("VerbForm") != "Inf" or scene.is_finite(hit.place)


def is_sure_inside(found: Found) -> bool:
    """Between marks only a named third party's speech counts (« les médecins disent que », not « je crois que »), and what one denies having said."""
    if found.source is None or found.cue is None or found.cue.layer != "speech" or found.cue.weak:
        return False
    word = found.scene.words[found.source.place]
    if found.by in ("clause", "question"):
        return word.upos in ("NOUN", "PROPN") or is_denied(found)
    role = found.scene.language.roles.form_at(found.scene.text, word.span.start, word.form)
    return found.by in ("infinitive", "oblique", "object") and (word.upos == "PROPN" or role is not None or is_denied(found))


def can_speak(scene: Scene, source: Source) -> bool:
    """Whether a source is somebody: a name, a person's pronoun, or a noun that the role tables know; « l'écart » and « cela » say nothing."""
    word = scene.words[source.place]
    if scene.forms[source.place] in scene.language.syntax.things:
        return False
    below = scene.children[source.place]
    named = any(scene.words[c].upos == "PROPN" and scene.relations[c] in ("appos", "flat", "compound", "nmod") for c in below)
    pointed = any(scene.words[c].feat("PronType") == "Dem" for c in below)
    if word.upos in ("PROPN", "PRON", "NUM", "DET") or word.form[0].isupper() or named or pointed:
        return True
    role = scene.language.roles.form_at(scene.text, word.span.start, word.form)
    return role.noun.kind != "thing" if role is not None else scene.forms[source.place].endswith(scene.language.syntax.agentives)
