"""Who can speak: a name, a person's pronoun, or a noun that the role tables know; « l'écart » and « cela » say nothing."""

from __future__ import annotations

from pourparler.lang.roles import Form
from pourparler.quotations.scene import Scene


def role_at(scene: Scene, place: int) -> Form | None:
    """What the roles of the language know of the word."""
    word = scene.words[place]
    return scene.language.roles.form_at(scene.text, word.span.start, word.form)


def can_speak_at(scene: Scene, place: int) -> bool:
    """Whether the word heads a phrase for somebody."""
    word = scene.words[place]
    if scene.forms[place] in scene.language.syntax.things:
        return False
    role = role_at(scene, place)
    if word.upos in ("PROPN", "PRON", "NUM", "DET") or word.form[0].isupper() or (role is None and is_named(scene, place)):
        return True
    if scene.is_hyphened(place) and scene.words[place + 1].form.lstrip("-")[:1].isupper():
        return True  # « al-Dorel »
    if word.upos == "ADJ" and any(scene.words[c].feat("PronType") == "Dem" for c in scene.children[place]):
        return True  # « ce dernier »
    return role.noun.kind != "thing" if role is not None else scene.forms[place].endswith(scene.language.syntax.agentives)


def is_named(scene: Scene, place: int) -> bool:
    """« le quotidien Orbis », « le groupe Dubreuil »: a name stands with the noun."""
    below = scene.children[place]
    return any(scene.words[c].upos == "PROPN" and scene.relations[c] in ("appos", "flat", "compound", "nmod") for c in below)


def is_person_at(scene: Scene, place: int) -> bool:
    """Whether the word is a role of people: « le ministre »."""
    role = role_at(scene, place)
    return role is not None and role.noun.kind == "person"


__all__ = ["can_speak_at", "is_named", "is_person_at", "role_at"]
