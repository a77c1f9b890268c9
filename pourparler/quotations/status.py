"""How sure a saying is: asserted, denied, unverified or hypothetical (the factuality of an attribution, not of what is said).

« X dément que » is an asserted saying of X. Denied is what somebody is said not to say, unverified what is told as hearsay, hypothetical
what is not said yet or only under a condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.lang.setting import StatusClue, StatusPlace
from pourparler.model import QuotationStatus
from pourparler.quotations.cueing import Hit
from pourparler.quotations.found import Found
from pourparler.quotations.scene import Scene

REACH = 3
"""Words before a verb group in which its negation or an adverb of hearsay may stand."""
FAR = 7
"""Words that may stand between a verb and the cue that it governs in the infinitive."""
GOVERNING = ("VERB", "AUX", "ADJ", "NOUN")


def status_of(found: Found) -> QuotationStatus:
    """Of two answers the one nearer to the cue wins: its negation, then what governs it, then its mood, then what opens its clause."""
    if found.hit is None or found.hit.cue.kind != "verb":
        return told_by_hearsay(found)
    hit = found.hit
    governed = clue_of_carrier(found.scene, hit)
    if is_denied(found):
        kept = governed if governed is not None and governed.means in ("asserted", "denied") else clue_of_cue(found.scene, hit)
        return "asserted" if kept is not None else "denied"
    if governed is not None and governed.means != "asserted":
        return governed.means
    return (
        clue_near(found, "adverb")
        or mood_of_cue(found.scene, hit)
        or clue_near(found, "opening")
        or told_by_hearsay(found)
    )


def clues(scene: Scene, place: StatusPlace) -> tuple[StatusClue, ...]:
    return scene.language.setting.by_place.get(place, ())


def is_denied(found: Found) -> bool:
    """« n'a pas dit », « n'a pas souhaité dire », « personne n'a dit », « ni l'un ni l'autre n'ont dit »; not « n'a dit que la vérité »."""
    hit = found.hit
    if hit is None:
        return False
    scene = found.scene
    verbs = {hit.place, hit.carrier, *governors(scene, hit)}
    said = {scene.forms[p] for verb in verbs for p in negations_of(scene, verb)}
    full = said - scene.language.setting.words.half_negations
    return bool(full) or has_negative_subject(found) or has_negative_object(found, bool(said))


def negations_of(scene: Scene, verb: int) -> Iterator[int]:
    """The negations that stand in a verb group or right before it."""
    group = {verb, *scene.auxiliaries(verb)}
    first = min(group)
    half, openers = scene.language.setting.words.half_negations, scene.language.setting.words.negative_openers
    yield from (p for p in {first - 1, verb - 1} if p >= 0 and scene.forms[p] in openers and scene.zones[p] == scene.zones[verb])
    for place in range(max(0, first - REACH), min(len(scene.words), verb + REACH)):
        if scene.forms[place] not in scene.language.syntax.negations or scene.zones[place] != scene.zones[verb]:
            continue
        if place > verb and scene.forms[place + 1 : place + 2] and scene.forms[place + 1] in scene.language.syntax.infinitive_markers and not half:
            continue  # "vowed never to accept"
        between = range(place + 1, first) if place < first else range(verb + 1, place + (scene.forms[place] in half))
        if all((is_small(scene, p) and not (p > verb and scene.forms[p] in half)) or p in group for p in between):
            yield place


def is_small(scene: Scene, place: int) -> bool:
    """A word that may part a negation from its verb."""
    syntax = scene.language.syntax
    small = syntax.clitics | syntax.negations | syntax.inverted | syntax.reflexives | syntax.infinitive_markers
    return scene.forms[place] in small or scene.words[place].upos in ("ADV", "AUX", "PART")


def has_negative_subject(found: Found) -> bool:
    """« Personne », « Ni la préfecture ni le parquet », « Aucun témoin »: the phrase opens with the word, or follows it."""
    if found.source is None or found.hit is None or found.source.by not in ("subject", "before", "shared"):
        return False
    scene = found.scene
    words = scene.language.setting.words.negative_openers | scene.language.syntax.negative_subjects
    first = next((p for p, w in enumerate(scene.words) if w.span.start >= found.source.span.start), None)
    return first is not None and (scene.forms[first] in words or (first > 0 and scene.forms[first - 1] in words))


def has_negative_object(found: Found, half: bool) -> bool:
    """« n'a confirmé ni l'un ni l'autre », "confirmed neither": with half a negation before it where the language has one."""
    scene, words = found.scene, found.scene.language.setting.words
    first = next((p for p, w in enumerate(scene.words) if w.span.start >= found.start), None)
    if first is None or found.by != "object":
        return False
    return scene.forms[first] in (words.negative_openers if half else scene.language.syntax.negative_subjects)


def governors(scene: Scene, hit: Hit) -> Iterator[int]:
    """The verbs, adjectives and nouns that govern an infinitive cue, nearest first: « n'est pas en mesure de préciser »."""
    place = hit.place
    while scene.words[place].feat("VerbForm") in ("Inf", None, "Part") and not is_finite_alone(scene, place):
        head = scene.words[place].head
        near = 0 <= head < place and place - head <= FAR and scene.zones[head] == scene.zones[hit.place]
        if not near or not leads_to_infinitive(scene, head, place):
            break
        yield head
        place = head


def is_finite_alone(scene: Scene, place: int) -> bool:
    """Whether a mood is carried here already: by the verb, or by its auxiliary."""
    return any(scene.words[p].feat("VerbForm") == "Fin" for p in (place, *scene.those(place, "aux", "cop")))


def leads_to_infinitive(scene: Scene, head: int, place: int) -> bool:
    """Whether nothing but small words stands between a governing word and the infinitive group."""
    if scene.words[head].upos not in GOVERNING:
        return False
    first = min([place, *scene.those(place, "aux", "cop", "mark", "case")])
    return all(is_small(scene, p) or scene.words[p].upos in ("ADP", "PART", "NOUN") for p in range(head + 1, max(first, head + 1)))


def clue_of_carrier(scene: Scene, hit: Hit) -> StatusClue | None:
    """« devrait annoncer », « a refusé de dire », « ne cesse de répéter », « is alleged to have said »."""
    for place in dict.fromkeys([*governors(scene, hit), *modals(scene, hit), *([hit.carrier] if hit.carrier != hit.place else [])]):
        for clue in clues(scene, "carrier"):
            if clue.words in (scene.lemmas[place], scene.forms[place]) and holds(scene, place, clue):
                return clue
    return next((clue for clue in clues(scene, "carrier") if is_hearsay_cue(scene, hit, clue)), None)


def is_hearsay_cue(scene: Scene, hit: Hit, clue: StatusClue) -> bool:
    """"It is alleged that": the cue itself, in the passive, is hearsay."""
    return clue.passive and clue.means == "unverified" and clue.words == scene.lemmas[hit.place] and holds(scene, hit.place, clue)


def modals(scene: Scene, hit: Hit) -> list[int]:
    """Auxiliaries that some parsers hang on the infinitive."""
    return [p for p in scene.auxiliaries(hit.place) if p < hit.place]


def holds(scene: Scene, place: int, clue: StatusClue) -> bool:
    if clue.simple and is_past(scene, place):
        return False
    return not clue.passive or bool(scene.those(place, "aux:pass", "cop"))


def is_past(scene: Scene, place: int) -> bool:
    """« a dû annoncer »: told as done."""
    word = scene.words[place]
    return word.feat("VerbForm") == "Part" or (word.feat("Tense") == "Past" and word.feat("Mood") == "Ind")


def clue_of_cue(scene: Scene, hit: Hit) -> StatusClue | None:
    """« n'exclut pas que », « ne pense pas que »: a negation that asserts something all the same."""
    return next((clue for clue in clues(scene, "cue") if clue.words in (scene.lemmas[hit.place], hit.cue.lemma)), None)


def clue_near(found: Found, place: StatusPlace) -> QuotationStatus | None:
    """A word in or beside the verb group (adverb), or one that opens the clause (opening)."""
    hit = found.hit
    if hit is None:
        return None
    scene, first = found.scene, min(found.hit.words if found.hit else ())
    if place == "adverb":
        reach = [p for p in range(max(0, first - 2), min(len(scene.words), hit.last + 2)) if scene.zones[p] == scene.zones[hit.place]]
    else:
        reach = openings(found, first)
    here = {scene.forms[p] for p in reach} | {scene.preposition(p) for p in reach}
    longest = [clue for clue in scene.language.setting.longest_first.get(place, ()) if clue.parts[0] in here]
    standing = ((clue, p) for clue in longest for p in reach if stands_at(scene, p, clue.parts))
    found_clue = next((clue for clue, p in standing if place == "adverb" or opens(found, p, clue)), None)
    if found_clue is None or found_clue.means == "asserted" or (found_clue.simple and is_compound_past(scene, hit.carrier)):
        return None
    return found_clue.means


def is_compound_past(scene: Scene, verb: int) -> bool:
    """« Si le ministre a déclaré que …, » concedes a fact; only a simple tense makes a condition."""
    helpers = scene.auxiliaries(verb)
    return bool(helpers) and is_past(scene, verb) and not any(is_conditional(scene, p) for p in helpers)


def starts_of(found: Found) -> Iterator[int]:
    """Where the clause of a cue begins: at its subject, at its verb group."""
    scene, first = found.scene, min(found.hit.words if found.hit else (0,))
    yield first
    if found.source is not None and found.source.span.start < scene.words[first].span.start:
        yield scene.place_at(found.source.span.start) or 0


def openings(found: Found, first: int) -> list[int]:
    """Where a word that opens the clause of the cue may stand: before its subject or its verb group, or as its marker in the tree."""
    scene, hit = found.scene, found.hit
    near = {p for start in starts_of(found) for p in range(max(0, start - 4), start) if scene.zones[p] == scene.zones[first]}
    marks = [] if hit is None else [c for verb in {hit.place, hit.carrier} for c in scene.those(verb, "mark") if c < first]
    return sorted({*near, *marks})


def opens(found: Found, place: int, clue: StatusClue) -> bool:
    """Whether no point, noun or verb stands between the words that open a clause and the clause; a marker of the tree may stand farther."""
    scene, after = found.scene, place + len(clue.parts)
    if found.hit is not None and any(place in scene.those(verb, "mark") for verb in (found.hit.place, found.hit.carrier)):
        return True
    between = (range(after, start) for start in starts_of(found) if start >= after)
    return any(not any(scene.is_point(p) or scene.words[p].upos in ("VERB", "NOUN", "PROPN") for p in gap) for gap in between)


def stands_at(scene: Scene, place: int, parts: tuple[str, ...]) -> bool:
    if place + len(parts) > len(scene.words):
        return False
    return all(part in (scene.forms[at], scene.preposition(at)) for at, part in enumerate(parts, start=place))


def mood_of_cue(scene: Scene, hit: Hit) -> QuotationStatus | None:
    """« aurait déclaré » is hearsay, « dirait » and « serait contesté » are possible; « souhaiterait » is a plain wish."""
    group = [hit.carrier, *scene.auxiliaries(hit.carrier)]
    carriers = [p for p in group if is_conditional(scene, p)]
    if not carriers or hit.cue.layer == "attitude":
        return None
    if carriers == [hit.carrier]:
        return "hypothetical" if hit.cue.stance == "neutral" else None
    simple_passive = len(group) == 2 and bool(scene.those(hit.carrier, "aux:pass"))
    return "hypothetical" if simple_passive else "unverified"


def is_conditional(scene: Scene, place: int) -> bool:
    """By the parser's word, or by the ending: it takes many a conditional for a past tense."""
    words = scene.language.setting.words
    if scene.words[place].feat("Mood") in words.possible_moods:
        return True
    finite = scene.words[place].feat("VerbForm") == "Fin"
    return finite and scene.forms[place].endswith(words.possible_endings) and not scene.lemmas[place].endswith(words.deceptive_lemmas)


def told_by_hearsay(found: Found) -> QuotationStatus:
    """« selon la radio, ils se seraient parlé », « le journal révèle que le préfet aurait menti », "unconfirmed reports"."""
    scene = found.scene
    if found.source is not None and any(doubted(found, clue) for clue in clues(scene, "source")):
        return "unverified"
    if found.by in ("clause", "preposition", "incise") and any(hearsay_adverb(found, clue) for clue in clues(scene, "adverb")):
        return "unverified"
    main = main_verb(found)
    if main is None or not is_hearsay(scene, main):
        return "asserted"
    return "unverified" if found.by == "preposition" or (found.by in ("clause", "incise") and is_perfect(scene, main)) else "asserted"


def hearsay_adverb(found: Found, clue: StatusClue) -> bool:
    """Whether an adverb of hearsay stands in what is said, out of marks: "that he had allegedly flown"."""
    scene = found.scene
    if clue.means != "unverified" or clue.parts[0] not in scene.forms:
        return False
    places = [p for p, word in enumerate(scene.words) if scene.zones[p] < 0 and any(span.covers(word.span) for span in found.content)]
    return any(stands_at(scene, p, clue.parts) for p in places)


def doubted(found: Found, clue: StatusClue) -> bool:
    if found.source is None:
        return False
    scene, span = found.scene, found.source.span
    if clue.parts[0] not in scene.prepositions:
        return False
    return any(span.covers(word.span) and stands_at(scene, place, clue.parts) for place, word in enumerate(scene.words))


def main_verb(found: Found) -> int | None:
    """The verb, or its auxiliary, that carries the main clause of the content: no relative clause, no condition, no words in marks.

    Where the tree has all of them below something (« selon lesquelles »), the first.
    """
    scene = found.scene
    finite = [p for p, w in enumerate(scene.words) if w.feat("VerbForm") == "Fin" and scene.zones[p] < 0]
    inside = [p for p in finite if any(span.covers(scene.words[p].span) for span in found.content)]
    return next((p for p in inside if not is_subordinate(scene, clause_of(scene, p))), next(iter(inside), None))


def clause_of(scene: Scene, place: int) -> int:
    """The head of the clause of a finite verb: the verb itself, or the one it helps."""
    word = scene.words[place]
    return word.head if word.deprel.split(":")[0] in ("aux", "cop") and word.head >= 0 else place


def is_subordinate(scene: Scene, verb: int) -> bool:
    """A relative clause, or one under a conjunction of time, cause or condition."""
    relation = scene.words[verb].deprel.split(":")[0]
    marked = any(scene.words[c].upos == "SCONJ" for c in scene.those(verb, "mark"))
    relatives = scene.language.syntax.relatives
    relative = any(scene.words[c].feat("PronType") == "Rel" or scene.forms[c] in relatives for c in scene.children[verb])
    return (relation == "acl" and (relative or marked)) or (relation == "advcl" and marked)


def is_hearsay(scene: Scene, place: int) -> bool:
    """A conditional that is no mere possibility: « aurait quitté », « serait malade », not « pourrait partir » nor « aurait dû partir »."""
    syntax = scene.language.syntax
    after = range(place + 1, min(len(scene.words), place + 4))
    verbs = [place, *(p for p in after if scene.words[p].feat("VerbForm") == "Part")]
    possible = any(scene.lemmas[p] in syntax.hedges for p in verbs)
    return bool(syntax.hearsay_moods) and is_conditional(scene, place) and not possible


def is_perfect(scene: Scene, place: int) -> bool:
    """« aurait employé »: after a verb of saying a simple conditional (« seraient divisées ») is only the future seen from the past."""
    after = [p for p in range(place + 1, min(len(scene.words), place + 4)) if scene.words[p].feat("VerbForm") == "Part"]
    helps = scene.words[place].deprel in ("aux", "aux:tense")
    return helps and scene.words[place].lemma in scene.language.syntax.auxiliaries and bool(after)


__all__ = ["has_negative_subject", "is_denied", "status_of"]
