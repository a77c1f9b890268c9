"""What a cue governs in its own sentence: a clause, a question, an infinitive, an object, a complement, an object with its predicate.

Every function gives the content as a stretch of words, both ends included, or None. Nothing here looks at what stands between marks elsewhere
in the paragraph: that is speech.py's part.
"""

from __future__ import annotations

from collections.abc import Callable

from pourparler.lang.cues import Frame
from pourparler.quotations.bareclauses import bare_clause, drawn_out, is_about
from pourparler.quotations.cueing import Hit
from pourparler.quotations.extents import (
    Stretch,
    before_own_gerund,
    end_of_clause,
    holds_marks,
    is_comment,
    is_joined,
    leads_on,
    stretch_of,
    with_complements,
)
from pourparler.quotations.infinitives import bare_infinitive, infinitive
from pourparler.quotations.naming import naming
from pourparler.quotations.obliques import oblique
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at, is_person_at

NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")
FAR = 25
"""Words that may stand between a cue and its complementiser."""


def marker_of(scene: Scene, root: int, accepted: frozenset[str], hit: Hit) -> int | None:
    """The complementiser or question word that opens a clause and stands after its cue."""
    tree = sorted(p for p in scene.subtree(root) if hit.place < p <= root or (p > hit.place and scene.forms[p] in accepted))
    if scene.language.syntax.bare_clauses:
        tree = [p for p in tree if scene.words[p].head == root or p == tree[0]]
    return next((p for p in tree if scene.forms[p] in accepted and p > hit.place), None)


def near_word(scene: Scene, hit: Hit, accepted: frozenset[str]) -> int | None:
    """The first accepted word after the cue with no other verb before it: what the tree missed."""
    tags = ("SCONJ",) if scene.language.syntax.bare_clauses else ("SCONJ", "PRON", "ADV", "ADP", "PART")
    for place in range(hit.last + 1, min(len(scene.words), hit.last + FAR)):
        if is_joined(scene, place, hit) or resumes_clause(scene, place, hit):
            return None
        if scene.forms[place] in accepted and (scene.words[place].upos in tags or scene.words[place].deprel == "mark"):
            return None if is_relative(scene, hit, place) else place
        if scene.words[place].upos in ("VERB", "AUX") and (scene.is_finite(place) or scene.is_participle(place)):
            return None
        if scene.forms[place] in ".;:":
            return None
    return None


def resumes_clause(scene: Scene, place: int, hit: Hit) -> bool:
    """"said that they had raised concerns about access and that …": the second clause goes on with the one that holds the cue."""
    clause = next((p for p in (hit.carrier, *scene.above(hit.carrier)) if scene.relations[p] == "ccomp"), None)
    second = scene.words[place].head
    return clause is not None and scene.forms[place - 1] in scene.language.syntax.conjunctions and scene.words[second].head in (clause, hit.carrier)


def is_relative(scene: Scene, hit: Hit, place: int) -> bool:
    """« soutenir un régime qu'il jugeait usé »: the pronoun of a clause about the object, unless that is who is told: « aviser le maire que … »."""
    verb = scene.words[place].head
    relative = scene.relations[place] in ("obj", "iobj") and verb >= 0 and scene.words[verb].deprel == "acl:relcl"
    noun = scene.words[verb].head
    if not relative or not hit.last < noun < place:
        return False
    if noun in scene.those(hit.place, "obj"):
        return not can_speak_at(scene, noun)
    if any(hit.last < p < noun and scene.words[p].upos == "VERB" for p in scene.above(noun)):
        return True
    cases = {scene.forms[c] for c in scene.children[noun] if scene.words[c].deprel == "case"}
    direct = scene.words[noun].head == hit.place and noun < place and bool(cases)
    return direct and not cases & scene.language.syntax.settings and not can_speak_at(scene, noun)


def clause(scene: Scene, hit: Hit) -> Stretch | tuple[Stretch, ...] | None:
    """« a déclaré que les discussions offrent un espoir »: from the complementiser to the clause's end, later « et que … » included."""
    accepted = scene.language.syntax.complementisers
    roots = [c for c in scene.those(hit.place, "ccomp", "xcomp", "advcl", "acl", "obj", "obl", "dep") if c > hit.place]
    for root in roots:
        start = marker_of(scene, root, accepted, hit)
        if start is not None and start <= root and can_open(scene, start, root, hit) and not other_cue_between(scene, hit, start):
            last = end_of_clause(scene, before_own_gerund(scene, start, root), hit)
            end = before_colon(scene, start, to_finite_verb(scene, start, last, hit), hit)
            return start, with_second_clause(scene, quoted_end(scene, start, end, hit), hit)
    if scene.language.syntax.bare_clauses and (bare := bare_clause(scene, hit)) is not None:
        root, start = bare
        said = start, quoted_end(scene, start - 1, end_of_clause(scene, root, hit), hit)
        drawn = drawn_out(scene, root, hit)
        return said if drawn is None else ((drawn, drawn), said)
    start = near_word(scene, hit, accepted)
    if start is None or start + 1 >= len(scene.words):
        return None
    return start, quoted_end(scene, start, to_finite_verb(scene, start, end_from_marker(scene, start, hit), hit), hit)


def with_second_clause(scene: Scene, end: int, hit: Hit) -> int:
    """"announced that …, and that …": the last word of a second clause of the cue, whatever the tree hung it on."""
    place = end + 1 + (scene.forms[end + 1 : end + 2] == (",",))
    if place + 2 >= len(scene.words) or scene.words[place].upos != "CCONJ" or scene.zones[place] != scene.zones[hit.place]:
        return end
    marker = scene.words[place + 1]
    reported = any(scene.relations[p] == "ccomp" for p in (hit.carrier, *scene.above(hit.carrier)))
    if reported or scene.forms[place + 1] not in scene.language.syntax.complementisers or marker.upos != "SCONJ" or marker.head <= place:
        return end
    return with_second_clause(scene, end_from_marker(scene, place + 1, hit), hit)


def before_colon(scene: Scene, start: int, end: int, hit: Hit) -> int:
    """« a précisé que … : « … » explique-t-il »: a clause ends before the colon that leads to marks, wherever the tree has its root."""
    own = scene.zones[hit.place]
    return next((p - 1 for p in range(start + 2, end) if scene.forms[p] == ":" and scene.zones[p] == own and leads_on(scene, p)), end)


def quoted_end(scene: Scene, start: int, end: int, hit: Hit) -> int:
    """« qu' « il y a des signatures qui durent » en paraphant … »: a whole clause between marks right after the complementiser ends with them."""
    inner = start + 1
    if inner >= len(scene.words) or scene.zones[inner] < 0 or scene.zones[inner] == scene.zones[hit.place]:
        return to_quoted_verb(scene, start, end)
    first, last = zone_of(scene, inner)
    whole = any(scene.words[p].feat("VerbForm") == "Fin" for p in range(first, last + 1))
    goes_on = last + 1 < len(scene.words) and scene.words[last + 1].upos == "CCONJ"
    return last if whole and not goes_on else end


def other_cue_between(scene: Scene, hit: Hit, start: int) -> bool:
    """« ont nié ces accusations et prétendent que … »: the clause belongs to the nearer cue."""
    return any(
        scene.words[p].upos == "VERB" and scene.is_finite(p) and scene.lemmas[p] in scene.language.cues.by_head
        for p in range(hit.last + 1, start)
        if p not in hit.words
    )


def to_quoted_verb(scene: Scene, start: int, end: int) -> int:
    """« qu'aller trop loin, « c'est mauvais » »: a clause that has no verb yet goes on into the marks after its comma."""
    if end + 2 >= len(scene.words) or scene.forms[end + 1] != "," or scene.zones[end + 2] < 0 or scene.zones[start] >= 0:
        return end
    if any(scene.words[p].feat("VerbForm") == "Fin" for p in range(start, end + 1)):
        return end
    return zone_of(scene, end + 2)[1]


def can_open(scene: Scene, start: int, root: int, hit: Hit) -> bool:
    """Whether a complementiser opens a clause of this cue: no « alors que », and after a noun no relative pronoun."""
    if scene.words[start].upos not in ("SCONJ", "PRON") or is_joined(scene, start, hit):
        return False
    return hit.cue.kind != "noun" or scene.words[root].deprel != "acl:relcl"


def to_finite_verb(scene: Scene, start: int, end: int, hit: Hit) -> int:
    """A clause without a finite verb was cut by the tree: it goes on to the end of the next verb's."""
    if any(scene.words[p].feat("VerbForm") == "Fin" for p in range(start, end + 1)):
        return end
    for place in range(end + 1, len(scene.words)):
        if scene.is_point(place) and not (scene.forms[place] == "," and resumes(scene, place + 1)):
            return end
        if scene.words[place].feat("VerbForm") == "Fin":
            head = scene.words[place].head if scene.words[place].upos == "AUX" and scene.words[place].head > place else place
            return max(end, end_of_clause(scene, head, hit))
    return end


def resumes(scene: Scene, place: int) -> bool:
    """« que le chauffeur, un homme de trente ans, | a été tué »: a finite verb right behind a comma."""
    while place < len(scene.words) and scene.forms[place] in scene.language.syntax.clitics:
        place += 1
    return place < len(scene.words) and scene.words[place].feat("VerbForm") == "Fin"


def end_from_marker(scene: Scene, start: int, hit: Hit) -> int:
    """The end of a clause of which only the complementiser is sure: the subtree of the highest verb below which it hangs."""
    root = scene.words[start].head
    while root > start and scene.words[root].head > start:
        root = scene.words[root].head
    if root <= start:
        root = next((p for p in range(start + 1, len(scene.words)) if scene.words[p].upos in ("VERB", "AUX")), len(scene.words) - 1)
    return max(start + 1, end_of_clause(scene, root, hit))


def question(scene: Scene, hit: Hit) -> Stretch | None:
    """« a demandé si l'accord serait soumis au Parlement »."""
    accepted = scene.language.syntax.questions
    for root in [c for c in scene.those(hit.place, "ccomp", "advcl", "xcomp", "obj") if c > hit.place]:
        start = marker_of(scene, root, accepted, hit)
        if start is not None and start <= hit.last + 8 and not tells_when(scene, root, start, hit):
            led = start - 1 > hit.last and scene.words[start - 1].upos == "ADP"
            return start - led, end_of_clause(scene, root, hit)
    return near_question(scene, hit)


def tells_when(scene: Scene, root: int, start: int, hit: Hit) -> bool:
    """"was telling the truth when he spoke": behind an object that is nobody the clause says when."""
    thing = next((c for c in scene.those(hit.place, "obj") if hit.last < c < start), None)
    return thing is not None and scene.words[root].deprel == "advcl" and scene.words[thing].upos == "NOUN" and not can_speak_at(scene, thing)


def near_question(scene: Scene, hit: Hit) -> Stretch | None:
    """« n'a pas précisé depuis quels pays … »: a question word right after the cue, whatever the tree made of it; alone: « demande pourquoi »."""
    alone = hit.last + 1
    if alone + 1 < len(scene.words) and scene.is_point(alone + 1) and scene.forms[alone] in scene.language.syntax.questions:
        return (alone, alone) if scene.words[alone].upos == "ADV" else None
    for start in range(hit.last + 1, min(len(scene.words), hit.last + 3)):
        if scene.forms[start] in scene.language.syntax.questions and scene.words[start].upos in ("ADJ", "DET", "ADV", "SCONJ"):
            verb = next((p for p in range(start + 1, len(scene.words)) if scene.words[p].feat("VerbForm") == "Fin"), None)
            if verb is not None:
                root = verb if scene.words[verb].upos == "VERB" or scene.words[verb].head < verb else scene.words[verb].head
                return (start - (start > hit.last + 1), end_of_clause(scene, root, hit))
    return None


def with_clause(scene: Scene, root: int, hit: Hit) -> int:
    """The last word of a noun phrase with all its complements, unbroken; a bare clause that says which is one: "the steps he is taking"."""
    after = max(scene.subtree(root)) + 1
    clause = next((c for c in scene.those(hit.place, "ccomp") if min(scene.subtree(c)) == after and is_about(scene, after, hit)), None)
    return end_of_clause(scene, root if clause is None else clause, hit)


def first_of_phrase(scene: Scene, root: int, hit: Hit) -> int:
    return min(p for p in scene.subtree(root) if p > hit.last) if root > hit.last else root


def nominal_object(scene: Scene, hit: Hit) -> int | None:
    """The noun that is the verb's object; not a clitic, not a relative."""
    for place in scene.those(hit.place, "obj", "xcomp", "ccomp", "nsubj:pass"):
        if place > hit.last and scene.words[place].upos in NOMINAL and scene.words[place].upos != "PRON" and not is_beside(scene, place):
            return place
    return partitive_object(scene, hit) or object_behind_aside(scene, hit) or object_taken(scene, hit) or object_lost(scene, hit)


def is_beside(scene: Scene, place: int) -> bool:
    """A day, the number of « l'article 49 », or a noun in apposition to the sentence (", a claim that he denied"): no object."""
    number = scene.words[place].upos == "NUM" and scene.words[place - 1].upos == "NOUN"
    return number or scene.is_time(place) or any(is_comment(scene, c) for c in scene.children[place] if c < place)


def object_taken(scene: Scene, hit: Hit) -> int | None:
    """« confirme ces propos et a ouvert une enquête »: the noun right after the verb, which the tree made the subject of the next one."""
    opens = hit.last + 1
    noun = scene.words[opens].head if opens < len(scene.words) and scene.words[opens].upos == "DET" else -1
    if not opens < noun <= opens + 3 or scene.relations[noun] != "nsubj":
        return None
    verb = scene.words[noun].head
    joint = [p for p in range(noun + 1, verb) if p not in scene.auxiliaries(verb)]
    return noun if any(scene.words[p].upos == "CCONJ" for p in joint) and not any(scene.is_finite(p) for p in joint) else None


def object_lost(scene: Scene, hit: Hit) -> int | None:
    """« Le maire dément la rumeur »: a finite verb that the tree hung on its own subject, and the noun with an article right behind it."""
    subject, opens = scene.words[hit.place].head, hit.last + 1
    lost = 0 <= subject < hit.place and scene.is_finite(hit.place) and scene.relations[hit.place] in ("advmod", "amod", "appos", "nmod")
    if not lost or opens >= len(scene.words) or scene.words[opens].upos != "DET":
        return None
    noun = scene.words[opens].head
    together = scene.words[noun].head == subject or scene.words[subject].head == noun
    return noun if noun > opens and together and scene.words[noun].upos == "NOUN" else None


def object_behind_aside(scene: Scene, hit: Hit) -> int | None:
    """« a ordonné lundi, par décret, le gel », « a exprimé, à mots couverts, sa colère »: the object behind a day and what commas enclose."""
    place = hit.last + 1
    while place + 1 < len(scene.words) and (scene.is_time(place) or scene.is_time(place + 1) or scene.forms[place] == ","):
        if scene.forms[place] == "," and not scene.is_time(place + 1 if place + 1 < len(scene.words) else place):
            closes = next((p for p in range(place + 1, min(len(scene.words), place + FAR)) if scene.is_point(p) or scene.is_mark(p)), None)
            verbal = closes is None or any(scene.words[p].upos in ("VERB", "AUX", "SCONJ", "CCONJ") for p in range(place + 1, closes))
            if closes is None or verbal or scene.words[place + 1].upos not in ("ADP", "ADV") or scene.forms[closes] != ",":
                return None
            place = closes
        place += 1
    if place == hit.last + 1 or place >= len(scene.words) or scene.words[place].upos != "DET":
        return None
    noun = scene.words[place].head
    return noun if noun > place and scene.words[noun].upos == "NOUN" else None


def partitive_object(scene: Scene, hit: Hit) -> int | None:
    """« a dénoncé des discussions menées sans lui »: an indefinite object that the tree took for a complement with « de »."""
    for place in scene.those(hit.place, "obl"):
        opens = min(scene.subtree(place))
        if opens == hit.last + 1 and scene.words[place].upos in ("NOUN", "PROPN") and scene.forms[opens] in scene.language.syntax.partitives:
            return place
    return None


def noun_object(scene: Scene, hit: Hit) -> Stretch | None:
    """« a dénoncé la décision de Washington »."""
    root = nominal_object(scene, hit)
    if root is None:
        return passive_object(scene, hit)
    first, last = first_of_phrase(scene, root, hit), with_complements(scene, hit, with_clause(scene, root, hit))
    if scene.language.syntax.subject_first and scene.words[first].upos == "ADP":
        return None  # "will bring up to ten inches of rain"
    return None if is_mere_person(scene, root, last) else (first, last)


NAMES = ("flat", "det", "amod", "appos", "punct", "fixed")
"""What may hang on a noun without saying more than who it is."""


def is_mere_person(scene: Scene, root: int, last: int) -> bool:
    """« critiquer le ministre », « reconnaître l'Orvanie »: who is spoken of, with nothing said of him, is no content."""
    if scene.zones[root] >= 0 or not (scene.words[root].upos == "PROPN" or is_person_at(scene, root)):
        return False
    tree = scene.subtree(root, ("acl:relcl",)) if last == root else scene.subtree(root)
    return last in tree and all(scene.relations[p] in NAMES for p in tree if p != root)


def passive_object(scene: Scene, hit: Hit) -> Stretch | None:
    """« Un autre contrat a été annoncé par le ministre »: the subject of a passive with an agent."""
    agents, markers = scene.language.syntax.agents, scene.language.syntax.infinitive_markers
    addressed = any(scene.preposition(c) in markers for p in scene.those(hit.place, "obl") for c in scene.children[p])
    if addressed or not scene.those(hit.place, "aux:pass") or not any(
        scene.forms[c] in agents for p in scene.those(hit.place, "obl", "nmod") for c in scene.children[p]
    ):
        return None
    subject = next((c for c in scene.those(hit.place, "nsubj") if scene.words[c].upos in ("NOUN", "PROPN")), None)
    return stretch_of(scene, subject) if subject is not None and not is_mere_person(scene, subject, subject) else None


def marked_object(scene: Scene, hit: Hit) -> Stretch | None:
    """« évoque « des échanges francs » »: the object, where it holds marks. A headline has no room for them, and drops them."""
    found = noun_object(scene, hit)
    if scene.headline and found is not None:
        return found
    if found is not None and holds_marks(scene, found) and not marks_in_relative(scene, found):
        return None if hit.cue.weak and is_only_quality(scene, found) else found
    for following in range(hit.last + 1, min(len(scene.words), hit.last + 9)):
        if scene.zones[following] >= 0 and scene.zones[following] != scene.zones[hit.place]:
            return zone_of(scene, following) if scene.words[following - 1].upos not in ("DET", "ADP") else None
        if scene.words[following].upos in ("VERB", "AUX", "SCONJ", "CCONJ") or scene.is_point(following):
            return None
    return None


def is_only_quality(scene: Scene, stretch: Stretch) -> bool:
    """« a transmis une liste d'enfants « déportés » »: one word in marks that only says of what kind something is."""
    words = [p for p in range(stretch[0], stretch[1] + 1) if scene.zones[p] >= 0 and not scene.is_mark(p)]
    return len(words) == 1 and scene.words[words[0]].upos in ("ADJ", "VERB", "NOUN") and words[0] - stretch[0] > 2


def marks_in_relative(scene: Scene, stretch: Stretch) -> bool:
    """« publie un communiqué qui « condamne … » »: what the marks hold is said by the communiqué; what a colon leads to by somebody else."""
    first = next((p for p in range(stretch[0], stretch[1] + 1) if scene.zones[p] >= 0), stretch[1])
    return any(scene.forms[p] in scene.language.syntax.relatives or scene.forms[p] == ":" for p in range(stretch[0], first))


def zone_of(scene: Scene, place: int) -> Stretch:
    """All the words of the sentence between the same pair of marks."""
    zone = scene.zones[place]
    places = [p for p, z in enumerate(scene.zones) if z == zone and p >= place]
    return places[0], places[-1]


FINDERS: dict[Frame, Callable[[Scene, Hit], Stretch | tuple[Stretch, ...] | None]] = {
    "clause": clause,
    "question": question,
    "infinitive": infinitive,
    "naming": naming,
    "oblique": oblique,
    "object": noun_object,
    "marked": marked_object,
}
"""In the order in which they are tried: the surest proof first."""


def content_of(scene: Scene, hit: Hit) -> tuple[tuple[Stretch, ...], Frame] | None:
    """What the cue governs, and by which frame; None where it governs nothing."""
    for frame, find in FINDERS.items():
        found = find(scene, hit) if frame in hit.cue.frames else bare_infinitive(scene, hit) if frame == "infinitive" else None
        if not found:
            continue
        stretches = (found,) if isinstance(found[0], int) else found
        good = tuple(s for s in stretches if isinstance(s, tuple) and s[0] <= s[1] and in_zone(scene, s, hit))
        if good:
            return good, frame
    return None


def in_zone(scene: Scene, stretch: Stretch, hit: Hit) -> bool:
    """A cue between marks governs nothing outside them."""
    zone = scene.zones[hit.place]
    return zone < 0 or all(scene.zones[p] == zone for p in stretch)


__all__ = ["Stretch", "content_of", "stretch_of"]
