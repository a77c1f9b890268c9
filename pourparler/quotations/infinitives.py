"""Infinitives that a cue governs: « a promis de tout tenter », « a dit vouloir poursuivre », « a appelé les réfugiés à rentrer »."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.extents import Stretch, end_of_clause
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at


def infinitive(scene: Scene, hit: Hit) -> Stretch | None:
    """« a promis de tout tenter », « a dit vouloir poursuivre »: from the marker (de, à) or the infinitive itself."""
    for root in [c for c in scene.those(hit.place, "xcomp", "ccomp", "advcl", "obl", "obj", "acl") if c > hit.place]:
        if scene.words[root].feat("VerbForm") != "Inf" and not has_infinitive(scene, root):
            continue
        if not any(scene.words[c].deprel == "mark" for c in scene.children[root]) and has_object_before(scene, hit):
            continue
        if is_asked_by_quality(scene, root, hit) or is_own_deed(scene, root, hit):
            continue
        first = min((p for p in scene.subtree(root) if p > hit.last), default=root)
        return infinitive_start(scene, first, root, hit), end_of_clause(scene, root, hit)
    return infinitive_of_object(scene, hit) or infinitive_behind_aside(scene, hit)


def infinitive_behind_aside(scene: Scene, hit: Hit) -> Stretch | None:
    """« accusent le Front du Nord, un groupe armé, d'être responsables »: behind the comma that closes a description of who is accused."""
    markers = scene.language.syntax.infinitive_markers
    if hit.cue.kind != "verb" or not any(c > hit.last for c in scene.those(hit.place, "obj", "iobj", "obl")):
        return None
    for place in range(hit.last + 2, len(scene.words) - 1):
        if scene.words[place].feat("VerbForm") == "Fin" or scene.words[place].upos in ("CCONJ", "SCONJ") or scene.forms[place] in ".;:":
            return None
        root = scene.words[place].head
        if scene.forms[place] in markers and scene.forms[place - 1] == "," and scene.words[place].deprel == "mark" and root > place:
            return place, end_of_clause(scene, root, hit)
    return None


def is_own_deed(scene: Scene, root: int, hit: Hit) -> bool:
    """"called to report a fire", "called the police to report it": nobody stands between who could be asked to do it, or it is the caller's word."""
    between = range(hit.last + 1, root)
    tells = scene.lemmas[root] in scene.language.cues.by_head and bool(scene.those(hit.place, "obj"))
    return hit.cue.addressed and (tells or not any(scene.words[p].upos in ("NOUN", "PROPN", "PRON", "NUM") for p in between))


def bare_infinitive(scene: Scene, hit: Hit) -> Stretch | None:
    """« indique vouloir poursuivre »: a verb that takes a clause takes an infinitive without marker as well."""
    if hit.cue.kind != "verb" or "clause" not in hit.cue.frames:
        return None
    for root in [c for c in scene.those(hit.place, "xcomp", "ccomp") if hit.last < c <= hit.last + 6]:
        marked = any(scene.words[c].deprel == "mark" for c in scene.children[root]) or has_object_before(scene, hit)
        if (scene.words[root].feat("VerbForm") == "Inf" or has_infinitive(scene, root)) and not marked:
            return min(p for p in scene.subtree(root) if p > hit.last), end_of_clause(scene, root, hit)
    return None


def is_asked_by_quality(scene: Scene, root: int, hit: Hit) -> bool:
    """« a annoncé les candidats autorisés à concourir »: the infinitive belongs to the participle before it."""
    mark = next((c for c in scene.children[root] if scene.words[c].deprel == "mark"), None)
    if mark is None or mark - 1 <= hit.last:
        return False
    before = scene.words[mark - 1]
    return before.feat("VerbForm") == "Part" and not scene.auxiliaries(mark - 1) and before.head > hit.last


def has_object_before(scene: Scene, hit: Hit) -> bool:
    """« les ont entendus se réjouir »: who is heard doing something says nothing."""
    return any(p < hit.place and scene.words[p].upos == "PRON" for p in scene.those(hit.place, "obj"))


def infinitive_of_object(scene: Scene, hit: Hit) -> Stretch | None:
    """« a appelé les réfugiés à rentrer »: the infinitive that the tree hung on the person called."""
    markers = scene.language.syntax.infinitive_markers
    for thing in [c for c in scene.those(hit.place, "obj", "obl", "iobj") if c > hit.place]:
        if "object" in hit.cue.frames and scene.words[thing].upos == "NOUN" and not can_speak_at(scene, thing):
            continue  # « a annoncé sa volonté de renforcer … »: the whole object is announced
        for root in scene.those(thing, "acl", "xcomp"):
            mark = next((c for c in scene.children[root] if scene.forms[c] in markers and c < root), None)
            if mark is not None and scene.words[root].feat("VerbForm") == "Inf":
                return infinitive_start(scene, mark, root, hit), end_of_clause(scene, root, hit)
    return None


def has_infinitive(scene: Scene, root: int) -> bool:
    return any(scene.words[c].feat("VerbForm") == "Inf" for c in scene.those(root, "aux", "cop"))


def infinitive_start(scene: Scene, first: int, root: int, hit: Hit) -> int:
    """The marker before the infinitive where there is one, marks and clitics passed over."""
    markers = scene.language.syntax.infinitive_markers
    place = min(first, root)
    while place - 1 > hit.last and (scene.forms[place - 1] in markers or scene.is_mark(place - 1)):
        place -= 1
    return place


__all__ = ["bare_infinitive", "infinitive"]
