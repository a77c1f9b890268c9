"""What kind of thing a noun names, as far as it matters for who is spoken to, where and on what occasion."""

from __future__ import annotations

from pourparler.lang.setting import NounClass
from pourparler.quotations.scene import Scene

KINDS: dict[str, tuple[NounClass, ...]] = {
    "person": ("person",),
    "group": ("person", "body"),
    "organisation": ("body",),
    "party": ("body",),
    "company": ("body",),
    "state": ("body",),
    "part": ("body",),
    "medium": ("body", "medium"),
    "document": ("document",),
}
"""What the roles of a pack tell of a noun."""


def classes(scene: Scene, zone: int, start: int, noun: int) -> set[NounClass]:
    """What the noun of a phrase that begins at `start` is: by the lists of the pack, by its roles, by its shape if it is a name.

    In marks of its own, out of the `zone` of the cue, it is a name if it has a capital.
    """
    table, word = scene.language.setting, scene.words[noun]
    found: set[NounClass] = {name for name, nouns in table.file.nouns.items() if {word.form, word.lemma, scene.forms[noun]} & nouns}
    form = scene.language.roles.form_at(scene.text, word.span.start, word.form)
    if form is not None:
        found |= set(KINDS.get(form.noun.kind, ()))
    if word.upos == "PRON":
        return {"person"} if is_personal(scene, noun) else set()
    if scene.zones[noun] != zone:
        return {"name"} if word.form[0].isupper() else set()
    return found | name_classes(scene, start, noun) if word.form[0].isupper() else found


def is_personal(scene: Scene, place: int) -> bool:
    """A pronoun for people: « ceux », "them"; the « lui » of « quant à lui » is none."""
    word = scene.words[place]
    known = scene.language.roles.pronouns.get(scene.forms[place])
    if word.feat("PronType") == "Dem":
        return True
    if known is None:
        return word.feat("PronType") == "Prs"
    return not known.relative and word.feat("Number") != "Sing"


def is_ground(scene: Scene, noun: int) -> bool:
    """A state or its capital."""
    names = (" ".join(scene.forms[noun:end]) for end in range(noun + 1, min(len(scene.words), noun + 4) + 1))
    return any(" ".join(name.replace("-", " ").split()) in scene.language.setting.grounds for name in names)


def name_classes(scene: Scene, start: int, noun: int) -> set[NounClass]:
    """A name alone may be a place, and states are; a first name makes a person, an article or capitals throughout a body."""
    words, form = scene.language.setting.words, scene.words[noun].form
    if form in words.agencies:
        return {"body", "medium"}
    if is_ground(scene, noun):
        return set()
    roles = scene.language.roles
    if form.casefold() in roles.given or scene.forms[noun - 1] in roles.titles or form in roles.titles:
        return {"person", "body"}
    fused = scene.forms[start - 1] in scene.language.syntax.fused and scene.words[start - 1].upos == "ADP"
    if scene.words[start].upos == "DET" or fused or (len(form) > 1 and form.isupper()):
        return {"body"}
    return set()


__all__ = ["classes", "is_ground"]
