"""What a relative clause is about: « le chef de la mission pour la Syrie, qui considère que … »; the tree often hangs it on the wrong noun."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.quotations.beside import noun_before, noun_right_before
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at, is_person_at

NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
STEPS = ("nmod", "appos", "conj", "flat", "amod", "obl", "acl", "dep")
"""How a noun hangs on the one that a relative clause behind both may mean."""


def antecedent(scene: Scene, relative: int, verb: int) -> int | None:
    """The noun that the relative pronoun at `relative` stands for: of those that the phrase before it holds one that can speak."""
    tree = head_of_clause(scene, verb)
    tree = tree if tree not in (None, relative) and scene.words[tree].upos in NOMINAL else None
    nearest = noun_right_before(scene, relative)
    if nearest is None or (tree is not None and tree > nearest):
        return tree if tree is not None else noun_before(scene, relative)
    possible = [p for p in upward(scene, nearest) if agrees(scene, p, verb)]
    if tree is None:
        tree = noun_before(scene, relative)
    person = next((p for p in reversed(possible) if is_person_at(scene, p) and p in (nearest, *part_of(scene, nearest))), None)
    if person is not None and (tree not in possible or not can_speak_at(scene, tree) or is_complement(scene, tree, person)):
        return person
    if tree is not None and can_speak_at(scene, tree) and tree in possible:
        return tree
    return next((p for p in possible if can_speak_at(scene, p)), tree)


def head_of_clause(scene: Scene, verb: int) -> int | None:
    word = scene.words[verb]
    if word.deprel.startswith("acl") and word.head >= 0:
        return word.head
    return next((scene.words[p].head for p in scene.above(verb) if scene.words[p].deprel == "acl:relcl"), None)


def upward(scene: Scene, nearest: int) -> Iterator[int]:
    """The noun right before the pronoun and those to its left that it is a part of."""
    place = nearest
    while True:
        if scene.words[place].upos in NOMINAL:
            yield place
        above = scene.words[place].head
        if not 0 <= above < place or scene.relations[place] not in STEPS or scene.is_finite(above):
            return
        place = above


def part_of(scene: Scene, nearest: int) -> Iterator[int]:
    """The nouns of one phrase: « le neveu du ministre », no « nommé par le ministre »."""
    for place in upward(scene, nearest):
        yield place
        if scene.relations[place] in ("obl", "acl"):
            return


def is_complement(scene: Scene, place: int, of: int) -> bool:
    """Whether a noun only completes another: the Serbia of « le président de la Serbie »."""
    path = [place]
    for above in scene.above(place):
        if above == of:
            return any(scene.relations[p] in ("nmod", "obl") for p in path)
        path.append(above)
    return False


def agrees(scene: Scene, place: int, verb: int) -> bool:
    """Whether the number of a noun, or of several joined by « et », fits that of the verb."""
    finite = next((p for p in (verb, *scene.auxiliaries(verb)) if scene.words[p].feat("VerbForm") == "Fin"), verb)
    asked, has = scene.words[finite].feat("Number"), scene.words[place].feat("Number")
    if any(scene.words[c].feat("Number") and scene.relations[c] == "conj" for c in scene.children[place]):
        has = "Plur"
    return asked is None or has is None or asked == has


__all__ = ["antecedent", "upward"]
