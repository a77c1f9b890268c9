"""What somebody is in words of his own: « l'imam est « effaré par ce crime » », with no verb of saying."""

from __future__ import annotations

from pourparler.quotations.found import Found
from pourparler.quotations.marks import Marked
from pourparler.quotations.phrases import phrase
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source
from pourparler.quotations.speaking import is_person_at

SHORTEST = 4
"""Words between the marks; fewer are a term that the newspaper keeps at a distance."""
BETWEEN = ("ADV", "PART")
"""Words that may stand between the verb and the marks: « n'était pas « … » »."""


def mood(scene: Scene, marked: Marked) -> Found | None:
    """A predicate between marks behind a verb of state whose subject is a person; None where it is a noun, or the subject a thing."""
    inside = [p for p, w in enumerate(scene.words) if marked.span.covers(w.span) and not scene.is_mark(p)]
    if len(inside) < SHORTEST or scene.words[inside[0]].upos not in ("ADJ", "VERB", "ADV") or scene.words[inside[0]].feat("VerbForm") == "Fin":
        return None
    verb = inside[0] - 1
    while verb >= 0 and (scene.is_mark(verb) or scene.words[verb].upos in BETWEEN or scene.forms[verb] in scene.language.syntax.negations):
        verb -= 1
    if verb < 0 or scene.lemmas[verb] not in scene.language.syntax.linking or scene.words[verb].feat("VerbForm") != "Fin":
        return None
    heads = {verb, scene.words[verb].head}
    subject = next((p for p in range(verb - 1, -1, -1) if scene.relations[p] == "nsubj" and scene.words[p].head in heads), None)
    if subject is None or not is_somebody(scene, subject):
        return None
    first, last = phrase(scene, subject, range(verb, len(scene.words)))
    source = Source(scene.span(first, last), subject, "subject")
    return Found(marked.pieces, (), source, scene, "floating", f"{scene.language.code}.frames.floating")


def is_somebody(scene: Scene, place: int) -> bool:
    """A person's pronoun, a role of people or a full name; no « ce », no country."""
    word = scene.words[place]
    if word.upos == "PRON":
        return scene.forms[place] not in scene.language.syntax.things and word.feat("PronType") != "Rel"
    named = word.upos == "PROPN" and any(scene.relations[c] == "flat" for c in scene.children[place])
    return named or is_person_at(scene, place)


__all__ = ["mood"]
