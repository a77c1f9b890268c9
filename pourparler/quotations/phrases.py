"""From where to where a noun phrase reaches that is somebody's name or title."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.quotations.scene import Scene

LEFT_OUT = ("acl:relcl", "advcl", "parataxis", "punct", "ccomp", "cop", "aux", "mark", "discourse", "csubj")


def phrase(scene: Scene, root: int, barred: Iterable[int] = ()) -> tuple[int, int]:
    """The noun phrase of a word with title, complements and apposition, without relative clauses; it stops at marks and at barred words."""
    tree, stop = scene.subtree(root, LEFT_OUT), set(barred)
    first = last = root
    while first - 1 >= 0 and first - 1 not in stop and joins(scene, first - 1, tree, root):
        first -= 1
    while last + 1 < len(scene.words) and last + 1 not in stop and joins(scene, last + 1, tree, root):
        last += 1
    first = after_setting(scene, first, root)
    while first < root and (scene.is_point(first) or scene.is_mark(first)):
        first += 1
    while last > root and (scene.is_point(last) or scene.is_mark(last)):
        last -= 1
    return first, last


def after_setting(scene: Scene, first: int, root: int) -> int:
    """Past a complement that the tree hung before its noun: "at the summit, the minister"; a noun phrase does not begin so."""
    before = [c for c in scene.children[root] if c < root and scene.words[c].deprel in ("nmod", "obl") and scene.words[first].upos == "ADP"]
    ends = [max(scene.subtree(c)) + 1 for c in before if first in scene.subtree(c)]
    return min(max(ends, default=first), root)


def joins(scene: Scene, place: int, tree: set[int], root: int) -> bool:
    """Whether a word next to the phrase belongs to it: in its tree, or a comma or bracket between two parts of the tree."""
    if scene.words[place].feat("VerbForm") == "Fin" or scene.words[place].feat("PronType") == "Rel":
        return False
    if scene.zones[place] != scene.zones[root] and not scene.is_mark(place):
        return place in tree and scene.words[place].deprel in ("amod", "nmod", "appos", "flat:name")
    if place in tree:
        return True
    if scene.forms[place] not in (",", "(", ")", "«", "»", '"', "-"):
        return False
    if scene.language.syntax.subject_first and place > root and any(w.deprel == "acl" for w in scene.words[place + 1 : place + 2]):
        return False  # "Mr. Rubio, flanked by his advisers, did not say"
    beyond = range(place + 1, min(place + 3, len(scene.words))) if place > root else range(max(0, place - 2), place)
    return any(p in tree for p in beyond)


__all__ = ["phrase"]
