"""Appositions that the tree lost: « France 2, l'une des chaînes publiques, a confirmé », « a déclaré Ana Lindt, la présidente, en signant »."""

from __future__ import annotations

from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import is_person_at

LONGEST = 14
"""Words of an apposition."""


def chunk_before(scene: Scene, comma: int) -> int | None:
    """Where a name begins that ends right before a comma; None where what stands there is no bare name."""
    first = comma
    while first > 0 and scene.zones[first - 1] == scene.zones[comma] and not scene.is_point(first - 1) and not scene.is_mark(first - 1):
        first -= 1
    words = scene.words[first:comma]
    if not 1 <= len(words) <= LONGEST or (first > 0 and not scene.is_point(first - 1)):
        return None
    opens_otherwise = words[0].deprel.startswith(("advcl", "acl", "obl")) or words[0].upos in ("ADP", "ADV", "SCONJ", "CCONJ", "PRON", "VERB", "AUX")
    if opens_otherwise or any(scene.is_time(p) for p in range(first, comma)):
        return None
    verbal = any(word.feat("VerbForm") == "Fin" or word.upos in ("SCONJ", "AUX") for word in words)
    named = any(word.upos == "PROPN" for word in words) or (len(words) > 1 and all(word.form[0].isupper() for word in words))
    return first if named and not verbal else None


def left_of(scene: Scene, first: int, verb: int) -> int:
    """The first word of a source, with the name before it to which it stands in apposition."""
    if first < 2 or scene.forms[first - 1] != "," or scene.words[first].upos not in ("DET", "NOUN", "ADJ", "PRON"):
        return first
    named = chunk_before(scene, first - 1)
    plural = scene.words[first].feat("Number") == "Plur"
    return first if named is None or (plural and named > 0) or is_unclosed(scene, first, verb) else named


def is_unclosed(scene: Scene, first: int, verb: int) -> bool:
    """"Orvania, the envoy insisted, had not come up": where the subject stands first, a description has a comma before the verb as well."""
    return scene.language.syntax.subject_first and "," not in scene.forms[first:verb]


def right_of(scene: Scene, place: int, last: int) -> int:
    """The last word of a source, with the title between commas after a name."""
    opens = last + 2
    if opens >= len(scene.words) or scene.forms[last + 1] != "," or scene.words[place].upos != "PROPN":
        return last
    if scene.words[opens].upos not in ("DET", "NOUN", "ADJ") or scene.zones[opens] != scene.zones[place]:
        return last
    closes = next((p for p in range(opens, min(len(scene.words), opens + LONGEST)) if scene.is_point(p) or scene.is_mark(p)), None)
    if closes is None:
        return last
    inside = range(opens, closes)
    if any(scene.words[p].feat("VerbForm") == "Fin" or scene.words[p].upos in ("CCONJ", "SCONJ") or scene.is_time(p) for p in inside):
        return last
    return closes - 1


def titled(scene: Scene, noun: int, last: int) -> int:
    """The last word of the source of a « selon »: the name after a role, the role after a name, where a comma closes it."""
    opens = last + 2
    if opens >= len(scene.words) or scene.forms[last + 1] != "," or scene.zones[opens] != scene.zones[noun]:
        return last
    closes = next((p for p in range(opens, min(len(scene.words), opens + LONGEST)) if scene.is_point(p) or scene.is_mark(p)), None)
    if closes is None or any(scene.words[p].feat("VerbForm") == "Fin" or scene.words[p].upos in ("CCONJ", "PRON") for p in range(opens, closes)):
        return last
    names = all(scene.words[p].upos == "PROPN" or scene.words[p].deprel.startswith("flat") for p in range(opens + 1, closes))
    if is_person_at(scene, noun) and closes - opens > 1 and names and scene.words[opens].form[0].isupper():
        return closes - 1
    full_name = noun < last and scene.words[noun].form[0].isupper() and scene.words[last].form[0].isupper()
    role = next((p for p in range(opens, min(closes, opens + 3)) if scene.words[p].upos in ("NOUN", "PROPN")), None)
    return closes - 1 if full_name and role is not None and is_person_at(scene, role) and not scene.words[role].form[0].isupper() else last


__all__ = ["left_of", "right_of", "titled"]
