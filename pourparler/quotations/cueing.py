"""Cues: where in a sentence a word of the tables introduces speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pourparler.lang.cues import Cue
from pourparler.model import Span
from pourparler.quotations.scene import Scene
from pourparler.trees import lowered

GAP = 3
"""Words that may stand between the parts of a cue of several words: « met de nouveau en garde »."""
VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: its entry, the place of its head word, all its words, and the verb that carries it (« a refusé de préciser »)."""

    cue: Cue
    rule: str
    place: int
    words: tuple[int, ...]
    carrier: int

    @property
    def last(self) -> int:
        return max(self.words)


def rest_of_entry(scene: Scene, place: int, cue: Cue) -> tuple[int, ...] | None:
    """The places of the further words of a cue of several words, None where they do not follow."""
    found, position = [place], place
    for wanted in cue.words[1:]:
        ahead = range(position + 1, min(len(scene.words), position + 2 + GAP))
        nxt = next((p for p in ahead if wanted in (scene.forms[p], scene.lemmas[p])), None)
        if nxt is None or (cue.bare and any(scene.words[p].upos == "DET" for p in range(position + 1, nxt))):
            return None
        found.append(nxt)
        position = nxt
    return tuple(found)


def is_reflexive(scene: Scene, place: int) -> bool:
    """Whether the verb stands with se: « s'est dit », « se félicite »."""
    syntax = scene.language.syntax
    first = min([place, *scene.those(place, "aux")])
    return any(scene.forms[p] in syntax.reflexives for p in range(max(0, first - 2), place))


def fits(scene: Scene, place: int, cue: Cue) -> bool:
    upos = scene.words[place].upos
    if cue.kind == "verb":
        if not scene.language.syntax.subject_first and scene.is_participle(place) and scene.auxiliaries(place):
            return False  # « est maintenant »
        if scene.words[place].deprel == "advmod" and scene.is_participle(place) and not scene.after_comma(place):
            return False  # « plus calme maintenant qu'hier »
        if upos not in VERBAL and scene.words[place].feat("VerbForm") is None:
            return False
        return cue.reflexive == is_reflexive(scene, place)
    if cue.kind == "noun":
        return upos in ("NOUN", "PROPN")
    if cue.kind == "adjective":
        return upos in ("ADJ", "NOUN") or (upos == "VERB" and is_state(scene, place))
    return False


def is_state(scene: Scene, place: int) -> bool:
    """« est opposé au plan », no « les combats les ont opposés »: a participle is an adjective beside no auxiliary but one of state."""
    linking, auxiliaries = scene.language.syntax.linking, scene.auxiliaries(place)
    return not auxiliaries or not linking or any(scene.lemmas[p] in linking for p in auxiliaries)


def entry_at(scene: Scene, place: int) -> tuple[Cue, tuple[int, ...]] | None:
    """The longest entry of the tables that stands at this word; of two alike the one whose reflexive agrees."""
    known = scene.language.cues.by_head.get(scene.lemmas[place])
    if not known:
        return None
    ahead = slice(place + 1, place + 2 + GAP)
    near = {*scene.forms[ahead], *scene.lemmas[ahead]}
    entries = [cue for cue in known if len(cue.words) == 1 or cue.words[1] in near]
    if not entries:
        return None
    reflexive = is_reflexive(scene, place)
    for cue in sorted(entries, key=lambda c: (-len(c.words), c.reflexive != reflexive)):
        words = rest_of_entry(scene, place, cue)
        if words is not None and fits(scene, place, cue):
            return cue, words
    return None


def verb_group(scene: Scene, place: int) -> set[int]:
    """A verb with its auxiliaries, its negation and reflexive, and the adverbs that stand between (« a également affirmé »)."""
    syntax = scene.language.syntax
    auxiliaries = scene.auxiliaries(place)
    group = {place, *auxiliaries}
    first = min(group)
    for between in range(first + 1, first + 1 if "," in scene.forms[first:place] else place):
        led = scene.words[between].upos == "ADP" and scene.words[between + 1].upos == "ADV"
        if led or scene.words[between].upos in ("ADV", "AUX") or scene.forms[between] in syntax.negations:
            group.add(between)
    for before in range(first - 1, max(-1, first - 4), -1):
        form = scene.forms[before]
        if form in syntax.negations or form in syntax.reflexives:
            group.add(before)
        elif form not in syntax.clitics:
            break
    group |= {p for p in range(place + 1, min(place + 3, len(scene.words))) if scene.forms[p] in syntax.negations and is_negated(scene, place)}
    if first > 0 and scene.forms[first - 1] in syntax.gerunds and scene.words[place].feat("VerbForm") == "Part" and not auxiliaries:
        group.add(first - 1)
    return group


def is_negated(scene: Scene, place: int) -> bool:
    """« n'a pas dit »: a negation hangs on the verb or stands just before its auxiliary."""
    syntax = scene.language.syntax
    first = min([place, *scene.auxiliaries(place)])
    near = {*scene.those(place, "advmod", "neg"), *range(max(0, first - 2), first)}
    return any(scene.forms[p] in syntax.negations and scene.forms[p] not in ("plus",) for p in near if p <= place + 1 and is_negator(scene, p))


def is_negator(scene: Scene, place: int) -> bool:
    return scene.words[place].upos in ("ADV", "PART") or scene.forms[place] in scene.language.syntax.negations


def carrier_of(scene: Scene, place: int) -> int:
    """The verb whose subject speaks: « a refusé de préciser » is carried by « refusé »."""
    syntax = scene.language.syntax
    head = scene.words[place].head
    if scene.words[place].feat("VerbForm") != "Inf" or head < 0 or head > place:
        return place
    near = place - head <= 6 and not any(scene.words[p].upos in ("VERB", "NOUN", "PROPN") for p in range(head + 1, place))
    return head if near and scene.lemmas[head] in syntax.carriers else place


def determiners(scene: Scene, place: int) -> tuple[int, ...]:
    """« L'annonce », « son espoir »: the determiner right before a noun cue belongs to it."""
    return (place - 1,) if place and scene.words[place - 1].upos == "DET" else ()


def filled(scene: Scene, words: tuple[int, ...]) -> set[int]:
    """The words of a cue of several words with the small ones between them: « a donné son accord »."""
    found = set(words)
    for first, second in pairwise(words):
        between = range(first + 1, second)
        if all(scene.words[p].upos in ("DET", "ADP", "ADJ", "ADV", "PRON") for p in between):
            found.update(between)
    return found


def hit_at(scene: Scene, place: int) -> Hit | None:
    entry = entry_at(scene, place)
    if entry is None or (place and scene.is_hyphened(place - 1)):
        return None
    cue, words = entry
    if cue.kind == "noun":
        return Hit(cue, scene.language.cues.rule(cue), place, (*determiners(scene, place), *words), place)
    if cue.kind == "adjective":
        return Hit(cue, scene.language.cues.rule(cue), place, tuple(sorted(verb_group(scene, place) | set(words))), place)
    carrier = carrier_of(scene, place)
    group = verb_group(scene, place) | filled(scene, words)
    if carrier != place:
        group |= verb_group(scene, carrier) | set(range(carrier, place))
    return Hit(cue, scene.language.cues.rule(cue), place, tuple(sorted(group)), carrier)


def find_hits(scene: Scene) -> Iterator[Hit]:
    """Every verb, noun or adjective of the tables in the sentence, in order. A word that is part of a longer cue is no cue of its own."""
    taken: set[int] = set()
    for place in range(len(scene.words)):
        hit = hit_at(scene, place)
        if hit is None or place in taken:
            continue
        if len(hit.cue.words) > 1:
            taken.update(hit.words)
        yield hit


def cue_spans(scene: Scene, hit: Hit) -> tuple[Span, ...]:
    return scene.runs(hit.words)


__all__ = ["GAP", "Hit", "cue_spans", "find_hits", "is_negated", "lowered", "verb_group"]
