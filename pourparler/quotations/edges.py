"""Where a source begins and ends: the words that lead to it, a setting, a day or a comma that the tree hung on it are none of its own."""

from __future__ import annotations

from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import is_person_at

LEADING = ("ADP", "CCONJ", "SCONJ")
"""Words that lead to a noun phrase and are none of its own: « par les médiateurs », "and the envoy"."""


def without_lead(scene: Scene, place: int, first: int, last: int, by: str) -> int:
    """« élu par Obama, qui estime », « selon Lindt, qui ajoute »: the preposition that ties the noun to its own clause is no part of a source."""
    if by not in ("agent", "antecedent", "shared"):
        return first
    comma = next((p for p in range(place, last) if scene.forms[p] == ","), None)
    if by != "agent" and scene.words[first].upos == "ADP" and comma is not None and scene.words[comma + 1].upos == "PROPN":
        return first
    if by != "agent" and scene.words[first].upos == "ADP" and scene.words[first].head != place:
        first = max((p + 1 for p in range(first, place) if scene.forms[p] == ","), default=first)
    else:
        while first < place and scene.words[first].upos in ("ADP", "CCONJ", "SCONJ", "ADV"):
            first += 1
    return first


def trimmed(scene: Scene, first: int, last: int, place: int, by: str) -> tuple[int, int, int]:
    """A source without the words that lead to it, a setting before its comma ("At the summit, Trump said") or a comma behind it; and its head."""
    comma = next((p for p in range(first, last) if scene.forms[p] == ","), None)
    led = by in ("subject", "before", "shared") or scene.forms[first] in scene.language.syntax.settings
    if led and comma is not None and scene.words[first].upos == "ADP":
        head = next((p for p in range(comma + 1, last + 1) if scene.words[p].upos in ("NOUN", "PROPN")), None)
        first, place = (comma + 1, max(head, place)) if head is not None else (first, place)
    while first < place and leads(scene, first):
        first += 1
    while last > place and trails(scene, last):
        last -= 1
    return first, last, place


def trails(scene: Scene, place: int) -> bool:
    """Whether a word at the end of a source is none of it: a comma, « et », the pronoun of « Orel, lui, espère »."""
    pronoun = scene.words[place].feat("PronType") == "Prs" and scene.forms[place - 1] == ","
    return pronoun or scene.is_point(place) or scene.words[place].upos == "CCONJ"


def leads(scene: Scene, place: int) -> bool:
    """Whether a word leads to a noun phrase and is none of its own: a preposition, a conjunction, the words of « selon »."""
    known = any(cue.kind == "preposition" for cue in scene.language.cues.by_head.get(scene.forms[place], ()))
    return (known or scene.words[place].upos in LEADING) and scene.preposition(place) not in scene.language.syntax.partitives


def time_words(scene: Scene) -> set[int]:
    """Words of time expressions, with the preposition before each: a source never reaches over them."""
    times = {p for p in range(len(scene.words)) if scene.is_time(p)}
    return times | {p - 1 for p in times if p and scene.words[p - 1].upos in ("ADP", "DET")}


def before_setting(scene: Scene, place: int, last: int, before: bool = False) -> int:
    """« …, a déclaré le ministre en marge d'un déplacement »: a subject behind its verb ends where the setting begins.

    `before` the verb « l'adjoint au maire » stays whole.
    """
    settings = scene.language.syntax.settings
    for p in range(place + 1, last + 1):
        if before and scene.forms[p - 1] != "," and (is_person_at(scene, place) or is_person_at(scene, p - 1)):
            continue
        if scene.forms[p] in settings and scene.words[p].upos in ("ADP", "ADV") and not is_field(scene, p):
            return p - 1
    return last


def is_field(scene: Scene, place: int) -> bool:
    """"said Orel, an expert in international law": what follows the noun of an apposition closely says of what, not where it was said."""
    noun = scene.words[scene.words[place].head].head
    return noun == place - 1 and scene.relations[noun] == "appos" and scene.words[noun].upos == "NOUN"


__all__ = ["before_setting", "time_words", "trimmed", "without_lead"]
