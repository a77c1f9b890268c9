"""Who speaks, as the text says it: the noun phrase or pronoun that is a cue's source, None where there is none. Never the nearest name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.model import Span
from pourparler.quotations.antecedents import antecedent
from pourparler.quotations.appositions import left_of, right_of, titled
from pourparler.quotations.beside import after_verb, before_verb, noun_before
from pourparler.quotations.cueing import Hit
from pourparler.quotations.edges import before_setting, time_words, trimmed, without_lead
from pourparler.quotations.phrases import phrase
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at

LONGEST_NAME = 6
"""Words between marks, the marks among them, that can be a name: « « Le Courrier d'Orvanie » affirme »."""

NEAR = 4
"""Words behind its verb within which the subject of an incise begins."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source's span, and how it was found: subject, agent, antecedent, shared, inverted, owner."""

    span: Span
    place: int
    by: str


def clitic_subject(scene: Scene, hit: Hit) -> Source | None:
    """« a-t-il ajouté », « confie-t-on »: the pronoun without its hyphens."""
    reach = range(min(hit.words), min(hit.last + 4, len(scene.words)))
    for place in reach:
        form = scene.forms[place]
        if form in scene.language.syntax.inverted:
            span = scene.words[place].span
            letters = span.slice(scene.text)
            start = span.start + letters.rfind("-") + 1
            return Source(Span(start, span.end), place, "inverted")
    return None


def subject_place(scene: Scene, verb: int) -> int | None:
    """The verb's own subject; a gerund has none, whatever the tree gives it."""
    if scene.is_participle(verb) and verb and scene.forms[verb - 1] in scene.language.syntax.gerunds:
        return None
    speaks = scene.lemmas[verb] in scene.language.cues.by_head and scene.lemmas[verb] not in scene.language.syntax.auxiliaries
    subjects = scene.those(verb, "nsubj", "expl:subj") if speaks else scene.those(verb, "nsubj")
    if not subjects:
        subjects = [c for p in scene.auxiliaries(verb) for c in scene.those(p, "nsubj")]
    good = [c for c in subjects if scene.forms[c] not in ("-t",) and not scene.is_time(c) and not is_quoted_subject(scene, c, verb)]
    if scene.language.syntax.subject_first and len(good) > 1:
        return nearest_subject(scene, good, verb)
    return good[0] if good else None


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
    if scene.those(verb, "aux:pass"):
        return True
    return scene.words[verb].feat("Voice") == "Pass" and not any(scene.words[c].deprel == "aux:tense" for c in scene.children[verb])


def is_bare_participle(scene: Scene, verb: int) -> bool:
    """« un projet annoncé par Paris »: a past participle without auxiliary."""
    word = scene.words[verb]
    return word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres" and not scene.those(verb, "aux")


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
    return shared_subject(scene, verb, seen | {verb})


def patient_of(scene: Scene, verb: int, above: int) -> tuple[int, str] | None:
    """"Orel was questioned and admitted …": an active verb joined to a passive one has its subject."""
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
            return word.head, "antecedent"
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


def has_phrase_before(scene: Scene, hit: Hit) -> bool:
    """« …, et les démocrates avaient demandé que »: a finite verb right behind a noun has a subject of its own, whatever the tree shares."""
    before = min(hit.words) - 1
    while before >= 0 and (scene.forms[before] in scene.language.syntax.clitics or scene.words[before].upos == "ADV"):
        before -= 1
    if before >= 0 and scene.forms[before] == ",":
        before -= 1
    if before < 0 or not scene.is_finite(hit.carrier) or scene.zones[before] != scene.zones[hit.place]:
        return False
    return scene.words[before].upos in ("NOUN", "PROPN") and before_verb(scene, hit) is not None


def source_of(scene: Scene, hit: Hit, incise: bool = False) -> Source | None:
    """The source of a cue in its own sentence. `incise` says that the verb stands in an incise, where the subject comes after it."""
    inverted = clitic_subject(scene, hit)
    if inverted is not None:
        return inverted
    found = speaker_place(scene, hit.carrier) if hit.cue.kind != "adjective" else quality_bearer(scene, hit.place)
    if found is not None and found[1] == "shared" and not incise and has_phrase_before(scene, hit):
        found = None
    inverted_only = incise and not scene.language.syntax.subject_first
    active = scene.is_finite(hit.carrier) and not is_passive(scene, hit.carrier) and not is_impersonal(scene, hit.carrier)
    if found is None and active and not inverted_only:
        place = before_verb(scene, hit)
        found = (place, "before") if place is not None else None
    if incise and (found is None or found[0] < hit.place) and incise_start(scene, hit) == min(hit.words):
        place = after_verb(scene, hit)
        found = (place, "inverted") if place is not None else found if found and found[1] != "subject" else None
    if found is None:
        return clitic_above(scene, hit)
    return build(scene, hit, *found)


def clitic_above(scene: Scene, hit: Hit) -> Source | None:
    """« …, ajoute-t-il, précisant avoir … »: the pronoun behind the verb of saying before a participle."""
    if not scene.is_participle(hit.place) or not scene.after_comma(hit.place):
        return None
    for place in range(min(hit.words) - 1, 0, -1):
        if scene.zones[place] != scene.zones[hit.place] or scene.words[place].feat("VerbForm") == "Fin":
            return None
        if scene.forms[place] in scene.language.syntax.inverted:
            return Source(without_hyphens(scene, scene.words[place].span, place), place, "shared")
    return None


def incise_start(scene: Scene, hit: Hit) -> int:
    """The first word of an incise: its verb, or, where the language puts it so, the subject right before the verb ("…, she said")."""
    first = min(hit.words)
    if not scene.language.syntax.subject_first:
        return first
    subject = subject_place(scene, hit.carrier)
    if subject is None and scene.is_finite(hit.carrier):
        subject = before_verb(scene, hit)
    if subject is None or subject > first or scene.zones[subject] != scene.zones[hit.place]:
        return first
    start, end = phrase(scene, subject, hit.words)
    own = scene.subtree(subject)
    close = all(p in own or scene.is_point(p) or scene.is_time(p) or scene.words[p].upos in ("ADV", "ADP") for p in range(end + 1, first))
    return before_comparative(scene, start) if close else first


def before_comparative(scene: Scene, start: int) -> int:
    """"…, as she put it", "…, or so she says": the small words before the subject of an incise belong to it."""
    if start and scene.forms[start - 1] in scene.language.syntax.comparatives:
        start -= 1
        start -= start > 0 and scene.words[start - 1].upos == "CCONJ"
    return start


def build(scene: Scene, hit: Hit, place: int, by: str) -> Source | None:
    first, last = phrase(scene, place, {*hit.words, *time_words(scene), *clitics_before(scene, hit)})
    behind = place > hit.place or not scene.language.syntax.subject_first
    if behind and by in ("inverted", "subject", "shared", "before"):
        last = before_setting(scene, place, last)
    first, last, place = trimmed(scene, without_lead(scene, place, first, last, by), last, place, by)
    first, last = with_neighbours(scene, hit, place, first, last, by)
    if by in ("subject", "before"):
        first = left_of(scene, first)
    if by == "inverted" and place > hit.place:
        last = titled(scene, place, right_of(scene, place, last))
    if by != "inverted" and last + 1 < min(hit.words) and is_rest_of_name(scene, last):
        last += 1
    opened = scene.forms[first : last + 1]
    last += opened.count("(") > opened.count(")") and scene.forms[last + 1 : last + 2] == (")",)
    return Source(without_hyphens(scene, scene.span(first, last), place), place, by)


def is_rest_of_name(scene: Scene, last: int) -> bool:
    """« Emmanuel Valdrin proposera »: a name that the tree cut before its last word."""
    first, second = scene.words[last], scene.words[last + 1]
    return first.form[0].isupper() and second.form[0].isupper() and second.form[1:].islower() and scene.zones[last] == scene.zones[last + 1]


def without_hyphens(scene: Scene, span: Span, place: int) -> Span:
    """« a-t-il déclaré, ajoutant »: of a pronoun behind its verb the letters alone."""
    if scene.forms[place] not in scene.language.syntax.inverted:
        return span
    return Span(scene.words[place].span.end - len(scene.forms[place].rpartition("-")[2]), scene.words[place].span.end)





def clitics_before(scene: Scene, hit: Hit) -> Iterator[int]:
    """« Le gérant lui a dit »: the pronouns of the verb, whatever the tree makes of them."""
    place = min(hit.words) - 1
    while place >= 0 and scene.forms[place] in scene.language.syntax.clitics:
        yield place
        place -= 1




def with_neighbours(scene: Scene, hit: Hit, place: int, first: int, last: int, by: str) -> tuple[int, int]:
    """« Le président russe, Vladimir Poutine, a déclaré »: two subjects of one verb, side by side, are one phrase in apposition."""
    if by != "subject" or scene.language.syntax.subject_first:
        return first, last
    head = scene.words[place].head
    for other in scene.those(head, "nsubj", "nsubj:pass", "appos", "dislocated"):
        if other == place or scene.forms[other] in scene.language.syntax.relatives:
            continue
        left, right = phrase(scene, other, hit.words)
        if (left > last and only_points(scene, last, left)) or (right < first and only_points(scene, right, first)):
            first, last = min(first, left), max(last, right)
    return first, last


def only_points(scene: Scene, left: int, right: int) -> bool:
    return all(scene.is_point(p) for p in range(left + 1, right))


def owner(scene: Scene, noun: int, before: int | None = None) -> int | None:
    """Of a noun cue: « l'annonce par Paris », and, where its content comes after, « la promesse du président de … »."""
    syntax = scene.language.syntax
    possessor = next((c for c in scene.those(noun, "nmod:poss") if c < noun), None)
    if possessor is not None:
        return possessor
    for place in scene.those(noun, "nmod", "obl"):
        if any(scene.forms[c] in syntax.agents for c in scene.children[place]):
            return place
        owned = any(scene.preposition(c) in syntax.owners for c in scene.children[place]) and can_speak_at(scene, place)
        if before is not None and owned and noun < place < before:
            return place
    return None


def noun_source(scene: Scene, hit: Hit, before: int | None = None) -> Source | None:
    """Of a noun cue: its agent, or the subject of the verb whose object it is (« le ministre a réitéré son espoir que … »).

    `before` is the place where the content begins: a complement with « de » before it is the noun's owner.
    """
    place = owner(scene, hit.place, before)
    if place is not None:
        first, last = phrase(scene, place, () if before is None else range(before, len(scene.words)))
        while first < last and scene.words[first].upos == "ADP":
            first += 1
        while first < last and scene.words[last].deprel == "case":
            last -= 1
        return Source(scene.span(first, last), place, "owner")
    head = scene.words[hit.place].head
    if head >= 0 and scene.words[head].upos in ("VERB", "AUX") and scene.words[hit.place].deprel.split(":")[0] in ("obj", "obl", "xcomp"):
        return source_of(scene, Hit(hit.cue, hit.rule, head, (head,), head))
    return None


__all__ = ["Source", "incise_start", "noun_source", "owner", "phrase", "source_of"]
