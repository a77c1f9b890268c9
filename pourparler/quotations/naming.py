"""What a cue calls something: « a qualifié la trêve de « fragile » », "called the vote a mistake"."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.extents import Stretch, holds_marks, stretch_of
from pourparler.quotations.scene import Scene


def naming(scene: Scene, hit: Hit) -> tuple[Stretch, ...] | None:
    """« a qualifié la trêve de « fragile » », « juge un compromis « possible » »: object and predicate, the preposition left to the cue."""
    thing = next((c for c in scene.those(hit.place, "obj", "nsubj:pass") if scene.words[c].upos != "PRON" or c > hit.place), None)
    predicate = predicate_of(scene, hit, thing)
    if thing is None and (small := small_clause(scene, hit)) is not None:
        thing, predicate = small
    if thing is None and predicate is not None and names_what_stands_before(scene, hit, predicate):
        first, last = stretch_of(scene, predicate)
        return (bare(scene, (min([first, *scene.those(predicate, "case", "mark")]), last), hit),)
    if thing is None:
        return (stretch_of(scene, predicate),) if predicate is not None and hit.cue.reflexive else None
    if predicate is None:
        return (stretch_of(scene, thing),) if holds_marks(scene, stretch_of(scene, thing)) else None
    governed = any(scene.preposition(c) in hit.cue.prepositions for c in scene.children[predicate])
    if hit.cue.prepositions and not governed and scene.words[predicate].deprel.split(":")[0] in ("obl", "nmod", "advcl", "acl", "obj"):
        return None
    return apart(scene, hit, stretch_of(scene, thing), stretch_of(scene, predicate))


def names_what_stands_before(scene: Scene, hit: Hit, predicate: int) -> bool:
    """« un régime qu'il considère comme usé », « il les qualifie de traîtres »: the object is a pronoun, what it is called stands alone."""
    pronoun = any(p < hit.place and scene.words[p].upos == "PRON" for p in scene.those(hit.place, "obj"))
    governed = any(scene.preposition(c) in hit.cue.prepositions for c in scene.children[predicate])
    return pronoun and (governed if hit.cue.prepositions else scene.words[predicate].deprel == "xcomp")


def apart(scene: Scene, hit: Hit, thing: Stretch, predicate: Stretch) -> tuple[Stretch, ...]:
    """Thing and predicate as two stretches, where the tree hung one below the other or left out what is between; no marks are cut."""
    if predicate[0] <= thing[0] and thing[1] < predicate[1]:
        predicate = (thing[1] + 1, predicate[1])
    first, second = sorted((thing, bare(scene, predicate, hit)))
    second = (start_of_zone(scene, first[0], second[0]), second[1])
    last = second[0] - 1
    while last > first[0] and scene.preposition(last) in hit.cue.prepositions:
        last -= 1
    if first[1] >= second[0] or (first == thing and all(fills(scene, p) for p in range(first[1] + 1, last + 1))):
        first = (first[0], last)
    return (first, second) if first[0] <= first[1] and first[0] not in hit.words else (second,)


def start_of_zone(scene: Scene, first: int, place: int) -> int:
    """Where the marks around a word open, if that is behind `first`."""
    opens = scene.zones.index(scene.zones[place])
    return opens if scene.zones[place] >= 0 and first < opens <= place else place


def fills(scene: Scene, place: int) -> bool:
    """Whether a word between thing and predicate can belong to the thing: "called her vote in favour of the war a mistake"."""
    return scene.words[place].upos in ("ADP", "DET", "ADJ", "NOUN", "PROPN") and not scene.is_time(place) and not scene.is_mark(place)


def small_clause(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """"considers the accord void": a clause of subject and predicate without a verb."""
    for root in scene.those(hit.place, "ccomp"):
        subject = scene.child(root, "nsubj")
        verbless = scene.words[root].upos in ("ADJ", "NOUN") and not scene.is_finite(root)
        if verbless and subject is not None and hit.place < subject < root:
            return subject, root
    return None


def predicate_of(scene: Scene, hit: Hit, thing: int | None) -> int | None:
    """What the thing is called: under a preposition of the cue or right under the verb; else the first complement that could be it."""
    relations = ("xcomp", "obl", "acl", "advcl", "nmod", "amod", "obj")
    possible = [c for c in scene.those(hit.place, *relations) if c > hit.place and c != thing and not scene.is_participle(c)]
    asked = [c for c in possible if hit.cue.addressed and scene.words[c].feat("VerbForm") == "Inf"]  # "called the police to report it"
    possible = [c for c in possible if c not in asked and not scene.is_time(c)]
    wanted = {*hit.cue.prepositions}
    sure = [c for c in possible if scene.words[c].deprel == "xcomp" or any(scene.preposition(p) in wanted for p in scene.children[c])]
    if thing is not None and not sure:
        below = [c for c in scene.those(thing, "nmod", "acl", "advcl", "obl") if c > thing]
        sure = [c for c in below if any(scene.preposition(p) in wanted - scene.language.syntax.owners for p in scene.children[c])]
    return next(iter(sure + possible), None)


def bare(scene: Scene, stretch: Stretch, hit: Hit) -> Stretch:
    """The predicate without the preposition that belongs to the cue."""
    first, last = stretch
    while first < last:
        loose_mark = scene.is_mark(first) and scene.zones[first] < 0
        if scene.preposition(first) not in hit.cue.prepositions and scene.words[first].upos != "ADP" and not loose_mark:
            break
        first += 1
    return first, last


__all__ = ["naming"]
