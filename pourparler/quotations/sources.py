"""Who speaks, as the text says it: the noun phrase or pronoun that is a cue's source, None where there is none. Never the nearest name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.model import Span
from pourparler.quotations.appositions import left_of, right_of, titled
from pourparler.quotations.beside import after_verb, before_verb
from pourparler.quotations.cueing import Hit
from pourparler.quotations.edges import before_setting, time_words, trimmed, without_lead
from pourparler.quotations.phrases import phrase
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at
from pourparler.quotations.subjects import is_impersonal, is_loose, is_passive, made_to_speak, quality_bearer, speaker_place, subject_place


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
    guessed = found is not None and (found[1] == "antecedent" or (found[1] == "shared" and scene.is_participle(hit.place)))
    if found is not None and guessed and not may_speak(scene, found[0]):
        found = subject_far(scene, hit)
    if found is None and scene.is_participle(hit.place) and scene.after_comma(hit.place):
        return clitic_above(scene, hit) or built(scene, hit, subject_far(scene, hit))
    return built(scene, hit, found)


def built(scene: Scene, hit: Hit, found: tuple[int, str] | None) -> Source | None:
    return None if found is None else build(scene, hit, *found)


def may_speak(scene: Scene, place: int) -> bool:
    """Whether a word that the tree only guesses to be a source can be one."""
    return scene.words[place].upos != "VERB" and can_speak_at(scene, place)


def subject_far(scene: Scene, hit: Hit) -> tuple[int, str] | None:
    """« Valdrin a rejeté l'idée d'un prêt, affirmant »: of a participle the subject of the nearest finite verb before it that can speak."""
    if not scene.is_participle(hit.place):
        return None
    for place in range(min(hit.words) - 1, -1, -1):
        if scene.zones[place] != scene.zones[hit.place] or scene.words[place].upos not in ("VERB", "AUX"):
            continue
        if (made := made_to_speak(scene, place)) is not None:
            return made
        if not scene.is_finite(place):
            continue
        if any(scene.words[p].deprel == "acl:relcl" for p in (place, *scene.above(place))):
            continue
        subject = subject_place(scene, place)
        if subject is None and scene.lemmas[place] in scene.language.cues.by_head and scene.words[place + 1].upos == "PROPN":
            subject = place + 1  # « avait confié Orel, tout en martelant »
        if subject is not None and scene.forms[subject] not in scene.language.syntax.relatives:
            return (subject, "shared") if may_speak(scene, subject) else None
    return None


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
    if behind and by in ("inverted", "subject", "shared", "before", "agent"):
        last = before_setting(scene, place, last, place < hit.place)
    first, last, place = trimmed(scene, without_lead(scene, place, first, last, by), last, place, by)
    first, last = with_neighbours(scene, hit, place, first, last, by)
    if by in ("subject", "before"):
        first = left_of(scene, first, min(hit.words))
    if by in ("inverted", "subject") and place > hit.place:
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
        if other == place or is_loose(scene, other) or scene.forms[other] in scene.language.syntax.relatives:
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
