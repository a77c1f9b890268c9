"""Whose verb it is: the subject, the agent of a passive, the noun of a relative clause, or the subject of the verb that this one hangs on.

Words are given by their place, with the way in which they were reached; no noun phrase is cut here.
"""

from __future__ import annotations

from pourparler.quotations.antecedents import antecedent
from pourparler.quotations.beside import noun_before
from pourparler.quotations.cueing import is_reflexive
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at

NEAR = 4
"""Words behind its verb within which the subject of an incise begins."""
LONGEST_NAME = 6
"""Words between marks, the marks among them, that can be a name: « « Le Courrier d'Orvanie » affirme »."""


def subject_place(scene: Scene, verb: int) -> int | None:
    """The verb's own subject; a gerund has none, whatever the tree gives it."""
    if scene.is_participle(verb) and verb and scene.forms[verb - 1] in scene.language.syntax.gerunds:
        return None
    speaks = scene.lemmas[verb] in scene.language.cues.by_head and scene.lemmas[verb] not in scene.language.syntax.auxiliaries
    subjects = scene.those(verb, "nsubj", "expl:subj") if speaks else scene.those(verb, "nsubj")
    if not subjects:
        subjects = [c for p in scene.auxiliaries(verb) for c in scene.those(p, "nsubj")]
    subjects = [behind_heading(scene, c, verb) for c in subjects]
    good = [c for c in subjects if scene.forms[c] not in ("-t",) and not scene.is_time(c) and not is_quoted_subject(scene, c, verb)]
    if scene.language.syntax.subject_first and len(good) > 1:
        return nearest_subject(scene, good, verb)
    if len(good) > 1 and is_loose(scene, good[0]):
        return good[1]
    return good[0] if good else None


def behind_heading(scene: Scene, subject: int, verb: int) -> int:
    """« Riga : Lindt et Orel conviennent de … »: what stands before a colon says where or of what, and the noun behind it is the subject."""
    colon = next((p for p in range(subject + 1, verb) if scene.forms[p] == ":" and scene.zones[p] == scene.zones[verb]), None)
    if colon is None:
        return subject
    return next((c for c in scene.children[subject] if colon < c < verb and scene.words[c].upos in ("NOUN", "PROPN")), subject)


def is_loose(scene: Scene, place: int) -> bool:
    """« Ému, Orel a salué », « Président, il avait … »: a bare word before a comma that opens the sentence says how or as what the subject acts."""
    bare = place == 0 and scene.forms[1:2] == (",",) and scene.words[place].upos in ("PROPN", "NOUN", "ADJ", "VERB")
    head = scene.words[place].head
    second = next((c for c in scene.those(head, "nsubj") if c > 1), None) if bare and head > 1 else None
    return second is not None and scene.words[second].upos in ("PROPN", "PRON") and scene.forms[second + 1] != ","


def nearest_subject(scene: Scene, subjects: list[int], verb: int) -> int:
    """Of several subjects that the tree hung on a verb the last one before it, from its own side of the marks; behind a comma the one after it."""
    same = [p for p in subjects if scene.zones[p] == scene.zones[verb]] or subjects
    behind = next((p for p in same if verb < p <= verb + NEAR), None)
    if behind is not None and verb and (scene.forms[verb - 1] == "," or scene.is_mark(verb - 1)):
        return behind
    return max((p for p in same if p < verb), default=same[0])


def is_quoted_subject(scene: Scene, subject: int, verb: int) -> bool:
    """A word between marks after a verb outside them is the subject of what is said: « …, adding, "They are late" »; before it only a name speaks."""
    if scene.zones[subject] < 0 or scene.zones[subject] == scene.zones[verb]:
        return False
    return subject > verb or scene.zones.count(scene.zones[subject]) > LONGEST_NAME


def is_passive(scene: Scene, verb: int) -> bool:
    """The parser calls many an active participle passive: beside an auxiliary of tense alone it is none."""
    if scene.those(verb, "aux:pass") or is_hidden_passive(scene, verb):
        return True
    return scene.words[verb].feat("Voice") == "Pass" and not any(scene.words[c].deprel == "aux:tense" for c in scene.children[verb])


def is_hidden_passive(scene: Scene, verb: int) -> bool:
    """« Il lui est reproché », « sont invités »: the tree sees a tense; no verb of motion has such a passive, none with « se »."""
    syntax, word = scene.language.syntax, scene.words[verb]
    if not syntax.passive_auxiliaries or word.feat("VerbForm") != "Part" or word.upos != "VERB" or scene.lemmas[verb] in syntax.movers:
        return False
    tense = scene.those(verb, "aux:tense")
    return len(tense) == 1 and scene.lemmas[tense[0]] in syntax.passive_auxiliaries and not is_reflexive(scene, verb)


def is_bare_participle(scene: Scene, verb: int) -> bool:
    """« un projet annoncé par Paris »: a past participle without auxiliary."""
    word = scene.words[verb]
    return word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres" and not scene.those(verb, "aux") and not scene.auxiliaries(verb)


def agent(scene: Scene, verb: int) -> int | None:
    """« par les médiateurs »."""
    agents = scene.language.syntax.agents
    for place in scene.those(verb, "obl", "nmod"):
        if any(scene.forms[c] in agents for c in scene.children[place]) and is_somebody(scene, place):
            return place
    return None


def is_somebody(scene: Scene, place: int) -> bool:
    """« par le ministre », « par Ana », no « par conséquent », « par ailleurs »: an agent has an article, a number or a capital."""
    word = scene.words[place]
    determined = any(scene.words[c].upos in ("DET", "NUM", "ADJ") for c in scene.children[place])
    return word.upos in ("PROPN", "PRON") or word.form[0].isupper() or (word.upos == "NOUN" and (determined or word.feat("Number") == "Plur"))


def speaker_place(scene: Scene, verb: int, seen: frozenset[int] = frozenset()) -> tuple[int, str] | None:
    """The word that is the source of what this verb says, and how it was reached. Climbs to the verb that shares its subject."""
    if verb in seen:
        return None
    if is_passive(scene, verb):
        found = agent(scene, verb)
        return (found, "agent") if found is not None else None
    own = subject_place(scene, verb)
    if own is not None and is_bare_participle(scene, verb) and is_absolute(scene, own):
        return None  # "with the toll expected to rise"
    if own is not None:
        if scene.forms[own] in scene.language.syntax.relatives:
            above = antecedent(scene, own, verb)
            return (above, "antecedent") if above is not None else None
        return own, "subject"
    if is_impersonal(scene, verb):
        return None
    return made_to_speak(scene, verb) or shared_subject(scene, verb, seen | {verb})


def patient_of(scene: Scene, verb: int, above: int) -> tuple[int, str] | None:
    """"Orel was questioned and admitted …", « Orel est arrivé et évoque »: an active verb joined to a passive one has its subject."""
    active = scene.words[verb].deprel == "conj" and scene.words[verb].feat("VerbForm") == "Fin" and not is_passive(scene, verb)
    patient = subject_place(scene, above) if active and is_passive(scene, above) else None
    relative = patient is not None and scene.forms[patient] in scene.language.syntax.relatives
    return (patient, "shared") if patient is not None and not relative else None


def is_absolute(scene: Scene, noun: int) -> bool:
    """"with officials saying that …": the noun has a participle of its own, and is no complement of the sentence's verb."""
    first = min(scene.subtree(noun))
    return any(scene.forms[p] in scene.language.syntax.absolutes for p in (first, first - 1) if p >= 0)


def is_impersonal(scene: Scene, verb: int) -> bool:
    """« il semble que », « il a été annoncé que »; the parser says so of many a speaking « il », which subject_place takes back."""
    return bool(scene.those(verb, "expl:subj"))


def shared_subject(scene: Scene, verb: int, seen: frozenset[int]) -> tuple[int, str] | None:
    """Of a second verb, a gerund, a participle or an infinitive: the subject of the verb that it hangs on, or the noun itself."""
    word = scene.words[verb]
    if word.head < 0:
        return None
    relation = word.deprel.split(":")[0]
    if scene.is_participle(verb) and not scene.after_comma(verb):
        before = noun_before(scene, verb)
        beside = relation == "advcl" and before is not None and scene.words[before].deprel == "obl" and scene.words[before].head == word.head
        beside = beside and before is not None and not is_absolute(scene, before)
        if before is not None and not beside:
            return before, "antecedent"
    if relation == "acl" and scene.words[word.head].upos in ("NOUN", "PROPN", "PRON") and not (scene.is_participle(verb) and scene.after_comma(verb)):
        if is_bare_participle(scene, verb):
            found = agent(scene, verb)
            return (found, "agent") if found is not None else None
        if word.feat("VerbForm") == "Part":
            relative = scene.forms[word.head] in scene.language.syntax.relatives
            noun = antecedent(scene, word.head, verb) if relative else word.head
            return (noun, "antecedent") if noun is not None else None
    if word.feat("VerbForm") == "Inf" and is_judgement(scene, word.head):
        return None
    if relation == "advcl" and is_bare_participle(scene, verb):
        found = agent(scene, verb)
        return (found, "agent") if found is not None else None
    if scene.is_participle(verb) or relation in ("conj", "advcl", "xcomp", "parataxis", "ccomp", "acl", "obl", "dep", "cop", "aux"):
        if relation == "ccomp" and scene.is_finite(verb):
            return None
        loose = scene.is_participle(verb) and scene.after_comma(verb)
        above = climb(scene, word.head, scene.zones[verb]) if loose else second_verb_of(scene, verb)
        told = relation == "xcomp" or scene.forms[verb - 1] in scene.language.syntax.comparatives
        if told and is_passive(scene, above) and (patient := subject_place(scene, above)) is not None:
            return patient, "shared"  # "X is said to have admitted", "X was quoted as saying"
        found_above = speaker_place(scene, above, seen) or patient_of(scene, verb, above)
        return (found_above[0], "shared") if found_above is not None else None
    return None


def made_to_speak(scene: Scene, verb: int) -> tuple[int, str] | None:
    """« a poussé le maire à critiquer »: of an infinitive the object of the verb that makes somebody do it."""
    above = scene.words[verb].head
    if above < 0 or scene.words[verb].feat("VerbForm") != "Inf" or scene.lemmas[above] not in scene.language.syntax.controllers:
        return None
    made = next((c for c in scene.those(above, "obj") if above < c < verb and scene.words[c].upos in ("NOUN", "PROPN")), None)
    if made is not None and not can_speak_at(scene, made):
        made = next((c for c in scene.those(made, "appos") if can_speak_at(scene, c)), None)
    return (made, "antecedent") if made is not None else None


def is_judgement(scene: Scene, place: int) -> bool:
    """« il est troublant de remarquer », « il est à noter »: whose remark it is stands nowhere."""
    copula = scene.those(place, "cop") or scene.words[place].lemma in scene.language.syntax.auxiliaries
    subjects = [scene.forms[c] for p in (place, *scene.those(place, "cop")) for c in scene.those(p, "nsubj", "expl")]
    return bool(copula) and any(form in scene.language.syntax.impersonals for form in subjects)


def climb(scene: Scene, place: int, zone: int) -> int:
    """The verb above a noun: « …, déplorant »: after a comma the participle hangs on the sentence."""
    verbs = [p for p in (place, *scene.above(place)) if scene.words[p].upos in ("VERB", "AUX") and scene.is_finite(p)]
    speaking = [p for p in verbs if scene.lemmas[p] in scene.language.cues.by_head and scene.zones[p] == zone]
    return speaking[-1] if speaking else verbs[0] if verbs else place


def second_verb_of(scene: Scene, verb: int) -> int:
    """The verb that a second one follows; out of the reported clause where it is shaped like the one that reports.

    « a dit que … et a exprimé », « a rappelé que rien ne devait être décidé et appelé à … ».
    """
    head = scene.words[verb].head
    clause = next((p for p in (head, *scene.above(head)) if is_reported(scene, p)), None)
    if scene.words[verb].deprel != "conj" or clause is None:
        return head
    reporter = scene.words[clause].head
    bare = is_bare_participle(scene, verb) and scene.shape(reporter)[2] and not scene.shape(clause)[2]
    return reporter if bare or scene.shape(verb) == scene.shape(reporter) != scene.shape(clause) else head


def is_reported(scene: Scene, verb: int) -> bool:
    """Whether a verb heads the clause of a cue."""
    above = scene.words[verb].head
    return above >= 0 and scene.words[verb].deprel == "ccomp" and scene.lemmas[above] in scene.language.cues.by_head


def quality_bearer(scene: Scene, place: int) -> tuple[int, str] | None:
    """« Le général est certain que … »: the subject of an adjective, whatever passive the parser sees in it."""
    own = subject_place(scene, place)
    if own is None and scene.words[place].deprel == "advcl" and scene.after_comma(place):
        above = speaker_place(scene, climb(scene, scene.words[place].head, scene.zones[place]))
        return (above[0], "shared") if above is not None else None
    return (own, "subject") if own is not None and scene.forms[own] not in scene.language.syntax.relatives else None


__all__ = ["is_bare_participle", "is_impersonal", "is_loose", "is_passive", "made_to_speak", "quality_bearer", "speaker_place", "subject_place"]
