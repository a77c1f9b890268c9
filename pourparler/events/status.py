"""Whether an event is told as done, to come, only possible, not done, or long past (PLOVER's marks, and PLOVER's own advice on them)."""

from __future__ import annotations

from pourparler.events.frames import Spot
from pourparler.events.scene import Scene
from pourparler.model import EventStatus

BESIDE = frozenset({"amod", "acl", "det", "nmod", "compound", "advmod"})


def status_of(spot: Spot) -> EventStatus:
    """What the words say; days are compared elsewhere."""
    if spot.is_noun:
        return of_noun(spot)
    return of_verb(spot.scene, spot.place)


def is_sure(spot: Spot) -> bool:
    """Told as held or planned: « une nouvelle réunion n'est pas exclue » says of nobody that they will meet again."""
    return status_of(spot) in {"actual", "future"}


def of_noun(spot: Spot) -> EventStatus:
    """The words beside a noun first, then the verb that carries it."""
    scene, words = spot.scene, spot.scene.table.words
    beside = [p for p in scene.children[spot.place] if scene.relation(p) in BESIDE or scene.upos(p) in {"ADJ", "DET"}]
    lemmas = {scene.lemmas[p] for p in beside} | {scene.low(p) for p in beside}
    if lemmas & (words.undone | words.none) or is_called_off(spot):
        return "negated"
    if lemmas & words.planned or stands_ahead(spot):
        return "future"
    if lemmas & words.possible:
        return "hypothetical"
    if spot.carrier is not None and scene.lemmas[spot.carrier] in words.planning and is_not(scene, spot.carrier):
        return "hypothetical" if scene.relation(spot.place).startswith("obl") else "negated"  # « aucune date n'est fixée pour une rencontre »
    if spot.carrier is not None and scene.lemmas[spot.carrier] in words.open_if_denied:
        return "hypothetical" if scene.is_negated(spot.carrier) else "negated"
    return of_head(spot) or (of_carrier(scene, spot.carrier) if spot.carrier is not None else "actual")


def is_not(scene: Scene, verb: int) -> bool:
    """The verb is negated, or its subject is nobody and nothing: « aucune date n'a été fixée »."""
    subjects = scene.those(verb, "nsubj")
    return scene.is_negated(verb) or any(scene.low(p) in scene.table.words.none for subject in subjects for p in scene.those(subject, "det"))


def is_called_off(spot: Spot) -> bool:
    """« a annulé sa visite prévue pour mardi »: the verb that undoes it outweighs the plan."""
    scene, carrier = spot.scene, spot.carrier
    return carrier is not None and scene.lemmas[carrier] in scene.table.words.cancelling and of_carrier(scene, carrier) == "negated"


def of_head(spot: Spot) -> EventStatus | None:
    """What the noun before « de » makes of it: « l'annulation du sommet », « l'idée d'une rencontre », "preparations for the visit"."""
    scene, words, head = spot.scene, spot.scene.table.words, spot.scene.head(spot.place)
    if head < 0 or head > spot.place or not scene.relation(spot.place).startswith("nmod"):
        return None
    lemma = scene.lemmas[head]
    if lemma in words.undoing:
        return "negated"
    return "hypothetical" if lemma in words.prospect else "future" if lemma in words.preparing else None


def stands_ahead(spot: Spot) -> bool:
    """« avant le sommet », "ahead of the visit"."""
    scene = spot.scene
    before = spot.place - 1
    while before >= 0 and (scene.upos(before) in {"DET", "ADJ", "NUM"} or scene.low(before) in scene.language.roles.words.possessives):
        before -= 1
    two = f"{scene.low(before - 1)} {scene.low(before)}"
    return scene.low(before) in scene.table.words.ahead or two in scene.table.words.ahead


def of_carrier(scene: Scene, verb: int) -> EventStatus:
    """A verb of planning, wishing, refusing or undoing says it itself."""
    words, lemma = scene.table.words, scene.lemmas[verb]
    if any(scene.lemmas[p] in words.cancelling for p in (verb, *scene.those(verb, "xcomp"))):
        certain = of_verb(scene, verb) == "actual" and governed(scene, lemma) is None
        return "negated" if certain else "future"  # « pourrait être reporté »: it still stands
    return governed(scene, lemma) or of_verb(scene, verb)


def governed(scene: Scene, lemma: str) -> EventStatus | None:
    """What a verb makes of what it governs."""
    words = scene.table.words
    if lemma in words.planning:
        return "future"
    if lemma in words.wishing:
        return "hypothetical"
    return "negated" if lemma in words.refusing else None


def of_verb(scene: Scene, verb: int) -> EventStatus:
    """Its negation, its mood and tense, a condition before it; an infinitive takes what governs it."""
    words = scene.table.words
    if scene.is_negated(verb):
        return "negated"
    auxiliaries = {scene.low(p) for p in scene.auxiliaries(verb)}
    group = [scene.words[p] for p in (verb, *scene.auxiliaries(verb))]
    if auxiliaries & words.future or any(word.feat("Tense") == "Fut" for word in group):
        return "future"
    if auxiliaries & words.possible_auxiliaries:
        return "hypothetical"
    if auxiliaries & words.reported or any(word.feat("Mood") in words.possible_moods for word in group):
        return "future" if scene.relation(verb) == "ccomp" else "hypothetical"
    conditions = scene.language.syntax.conditions
    if any(scene.low(c) in conditions for c in scene.those(verb, "mark")):
        return "hypothetical"
    unfinite = scene.is_infinitive(verb) or (scene.relation(verb) == "xcomp" and any(word.feat("VerbForm") == "Inf" for word in group))
    return of_infinitive(scene, verb) if unfinite else "actual"


def of_infinitive(scene: Scene, verb: int) -> EventStatus:
    """« prévoit de rencontrer », « souhaite rencontrer », "the invitation to visit"; a purpose after a verb of motion follows that verb."""
    head = scene.head(verb)
    if head < 0:
        return "actual"
    said = governed(scene, scene.lemmas[head])
    if said == "hypothetical" or said == "future":
        return "negated" if scene.is_negated(head) else said
    if said is not None:
        return said
    refused = scene.table.words.none | scene.language.syntax.negations
    if scene.upos(head) == "ADJ" and any(scene.low(p) in refused for p in (head - 2, head - 1)):
        return "negated"  # "no longer able to travel"
    if any(scene.low(p) in scene.table.words.none for p in scene.those(head, "det")):
        return "negated"  # « aucune intention de négocier »
    if scene.upos(head) in {"NOUN", "ADJ"}:
        return "future" if scene.relation(verb).startswith("acl") else "hypothetical"
    return of_verb(scene, head) if scene.is_verb(head) else "actual"
