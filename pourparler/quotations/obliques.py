"""Complements under a preposition that a cue governs: « a mis en garde contre une escalade », "accused the paper of carelessness"."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.extents import Stretch, end_of_clause, with_complements
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at

LONGEST_SETTING = 7
"""Words of a setting between a cue and its preposition."""


def oblique(scene: Scene, hit: Hit) -> Stretch | None:
    """« a mis en garde contre une escalade », « parle d'un « montage » »: the preposition is in the content."""
    wanted = {*hit.cue.prepositions}
    for root in [c for c in scene.those(hit.place, "obl", "xcomp", "nmod", "advcl", "ccomp", "obj") if c > hit.place]:
        case = next((c for c in scene.children[root] if scene.preposition(c) in wanted and hit.place < c <= root), None)
        if case is not None and not scene.is_time(root):
            return case, with_complements(scene, hit, end_of_clause(scene, root, hit))
    return near_preposition(scene, hit, wanted) or oblique_of_object(scene, hit, wanted)


def oblique_of_object(scene: Scene, hit: Hit, wanted: set[str]) -> Stretch | None:
    """"accused the paper of carelessness": the complement that the tree hung on who is accused."""
    if not scene.language.syntax.subject_first or not wanted <= scene.language.syntax.owners:
        return None
    told = [c for c in scene.those(hit.place, "obj") if c > hit.last and can_speak_at(scene, c)]
    below = [(case, c) for thing in told for c in scene.those(thing, "nmod") for case in scene.children[c] if scene.preposition(case) in wanted]
    return (below[-1][0], end_of_clause(scene, below[-1][1], hit)) if below else None


def near_preposition(scene: Scene, hit: Hit, wanted: set[str]) -> Stretch | None:
    """The governed preposition right after the cue, whatever the parser hung it on."""
    place, steps = hit.last + 1, 0
    while place < len(scene.words) - 1 and steps < 2:
        if scene.preposition(place) in wanted:
            root = scene.words[place].head
            return (place, end_of_clause(scene, root, hit)) if root > place and not scene.is_time(root) else None
        beyond = behind_setting(scene, place, wanted)
        if beyond == place and scene.words[place].upos not in ("ADV", "PUNCT"):
            return None
        steps += beyond == place
        place = max(beyond, place + 1)
    return None


def behind_setting(scene: Scene, place: int, wanted: set[str]) -> int:
    """Past a day or a place of publication: « a fait part dimanche de », « appelle dans son communiqué à »; the same place where none stands."""
    after = place
    while after < len(scene.words) and scene.is_time(after):
        after += 1
    if after > place or scene.forms[place] not in scene.language.syntax.settings or wanted & scene.language.syntax.owners:
        return after
    ahead = range(place + 1, min(len(scene.words), place + LONGEST_SETTING))
    closes = next((p for p in ahead if scene.preposition(p) in wanted), None)
    plain = closes is not None and all(scene.words[p].upos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP") for p in range(place, closes))
    return closes if closes is not None and plain else place


__all__ = ["oblique"]
