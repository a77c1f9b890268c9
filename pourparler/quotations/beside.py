"""The noun phrase that stands beside a verb or a participle, read from the words alone where the tree gives the verb no subject."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.quotations.cueing import Hit
from pourparler.quotations.scene import Scene

LONGEST = 12
"""Words of a description between commas."""
LONGEST_NAME = 4
"""Words of a name between marks."""


def before_verb(scene: Scene, hit: Hit) -> int | None:
    """The noun phrase right before a finite verb to which the tree gave no subject."""
    first = min(hit.words)
    while first > 0 and scene.forms[first - 1] in scene.language.syntax.clitics:
        first -= 1
    head: int | None = None
    nearest: int | None = None
    end = first
    while end > 0:
        end = before_aside(scene, end, hit)
        found = noun_of_chunk(scene, end, hit)
        if found is None:
            return nearest if nearest is not None and end and not scene.is_point(end - 1) else head
        head, end = found
        nearest = head if nearest is None else nearest
    return head


def before_aside(scene: Scene, end: int, hit: Hit) -> int:
    """Back over a comma, and over what stands between two: a relative clause, an age, a day, « lui » (« Petro, 58 ans, a écrit »)."""
    if end == 0 or scene.forms[end - 1] != ",":
        return end
    opens = next((p for p in range(end - 2, -1, -1) if scene.forms[p] == "," and scene.zones[p] == scene.zones[hit.place]), None)
    if opens is None:
        return end - 1
    inside = range(opens + 1, end - 1)
    relative = scene.forms[opens + 1] in scene.language.syntax.relatives
    small = all(scene.is_time(p) or scene.words[p].feat("PronType") == "Prs" or scene.words[p].upos in ("NUM", "ADP") for p in inside)
    return opens if relative or small or is_description(scene, inside) else end - 1


def is_description(scene: Scene, inside: range) -> bool:
    """« éliminé au premier tour », « attaché de presse du parti »: between commas a participle or a bare noun, and no verb that is finite."""
    if not 0 < len(inside) <= LONGEST or any(scene.words[p].feat("VerbForm") == "Fin" for p in inside):
        return False
    return scene.words[inside[0]].feat("VerbForm") == "Part" or scene.words[inside[0]].upos == "NOUN"


def noun_of_chunk(scene: Scene, end: int, hit: Hit) -> tuple[int, int] | None:
    """The first noun of the stretch of words that ends here, and where the stretch begins; None where it has a verb or begins with a preposition."""
    start = end
    if (named := name_in_marks(scene, end)) is not None:
        return named
    while start > 0 and not (scene.is_point(start - 1) or scene.is_mark(start - 1) or scene.words[start - 1].upos in ("SCONJ", "CCONJ")):
        if scene.words[start - 1].feat("VerbForm") == "Fin":
            return None
        start -= 1
    if start == end or scene.words[start].upos in ("ADP", "ADV", "PRON", "VERB", "AUX") or scene.zones[start] != scene.zones[hit.place]:
        return None
    nouns = [p for p in range(start, end) if names_somebody(scene, p) and not scene.is_time(p)]
    return (nouns[0], start) if nouns else None


def names_somebody(scene: Scene, place: int) -> bool:
    """A noun, or a word with a capital that the tree knows no tag for."""
    word = scene.words[place]
    return word.upos in ("NOUN", "PROPN") or (word.upos == "X" and word.form[0].isupper())


def name_in_marks(scene: Scene, end: int) -> tuple[int, int] | None:
    """« « Orbis » a affirmé que »: a short name between marks that opens its sentence, and where its marks open."""
    zone = scene.zones[end - 1] if end else -1
    if zone < 0 or not scene.is_mark(end - 1):
        return None
    start = scene.zones.index(zone)
    words = [p for p in range(start, end) if not scene.is_mark(p)]
    opens = start == 0 or scene.is_point(start - 1)
    short = 0 < len(words) <= LONGEST_NAME and scene.words[words[0]].form[0].isupper()
    verbal = any(scene.words[p].feat("VerbForm") == "Fin" for p in words)
    return (words[0], start) if opens and short and not verbal else None


def noun_before(scene: Scene, verb: int) -> int | None:
    """« son chef dénonçant … »: the head of the noun phrase that ends right before a participle."""
    head = noun_right_before(scene, verb)
    joints = ("nmod", "amod", "flat", "appos", "conj")
    while head is not None and 0 <= scene.words[head].head < verb and scene.relations[head] in joints:
        head = scene.words[head].head
    return head


def noun_right_before(scene: Scene, place: int) -> int | None:
    """The last word of the noun phrase that ends right before a relative pronoun or a participle."""
    last = place - 1
    if last >= 0 and scene.forms[last] == "," and scene.forms[place] in scene.language.syntax.relatives:
        last -= 1
    while last >= 0 and (scene.forms[last] in scene.language.syntax.clitics or scene.words[last].upos == "ADV"):
        if scene.forms[last] in scene.language.syntax.gerunds:
            return None
        last -= 1
    return last if last >= 0 and scene.words[last].upos in ("NOUN", "PROPN", "ADJ") else None


def after_verb(scene: Scene, hit: Hit) -> int | None:
    """« …, a déclaré lundi le ministre »: the noun phrase right after a verb that stands in an incise."""
    for place in range(hit.last + 1, min(len(scene.words), hit.last + 12)):
        word = scene.words[place]
        if scene.zones[place] != scene.zones[hit.place] or word.form in ".;:":
            return None
        if word.upos in ("NOUN", "PROPN") and not has_case(scene, place, hit.words) and not scene.is_time(place):
            return place
        if word.upos == "ADJ" and place == hit.last + 2 and scene.words[place - 1].upos == "DET" and scene.words[place].head <= hit.place:
            return place
    return None


def has_case(scene: Scene, place: int, cue: Sequence[int]) -> bool:
    """Whether a preposition stands before a noun, one that is not a word of the cue ("chimed in the delegate")."""
    cases = [c for c in scene.children[place] if scene.words[c].deprel == "case" and c < place and c not in cue]
    return bool(cases) and not scene.words[place].deprel.startswith("nsubj")


__all__ = ["after_verb", "before_verb", "has_case", "noun_before", "noun_right_before"]
