"""Find what a sentence reports as said, and by whom (PARC 3: cue, content, source)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparler.lang.cues import Cue
from pourparler.model import Span
from pourparler.quotations.antecedents import upward
from pourparler.quotations.appositions import titled
from pourparler.quotations.bareincises import bare_incise, follows_marks
from pourparler.quotations.beside import noun_right_before
from pourparler.quotations.contents import Stretch, content_of
from pourparler.quotations.cueing import Hit, cue_spans
from pourparler.quotations.extents import is_comment
from pourparler.quotations.found import Found
from pourparler.quotations.incises import gives_name
from pourparler.quotations.plausible import is_sure
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source, noun_source, owner, phrase, source_of
from pourparler.quotations.speaking import can_speak_at, role_at
from pourparler.quotations.speech import Page
from pourparler.quotations.subjects import is_bare_participle


def attribute(page: Page, number: int) -> Iterator[Found]:
    """What the cues of one sentence govern: clauses, questions, infinitives, objects; then « selon X »; then incises without marks.

    A cue needs a content; a source may be missing, and is then None, never the nearest name. A cue between marks governs only its own zone,
    and needs a subject there.
    """
    scene = page.scenes[number]
    for hit in page.hits[number]:
        found = incise_or_frame(page, number, hit)
        if found is not None and is_sure(found):
            yield found
    yield from by_preposition(scene)


def incise_or_frame(page: Page, number: int, hit: Hit) -> Found | None:
    if hit.cue.kind == "noun":
        return by_noun(page.scenes[number], hit)
    if gives_name(page.scenes[number], hit):
        return None
    incise = bare_incise(page, number, hit)
    if incise is not None or follows_marks(page.scenes[number], hit):
        return incise
    return by_frame(page.scenes[number], hit)


def by_frame(scene: Scene, hit: Hit) -> Found | None:
    """A verb and what it governs."""
    governed = content_of(scene, hit)
    if governed is None:
        return None
    stretches, frame = governed
    source = source_of(scene, hit)
    spans = tuple(fitted(scene, scene.span(*without_dangling(scene, *scene.trim(first, last))), source, hit) for first, last in stretches)
    words = scene.runs({*hit.words, *naming_words(scene, hit, stretches, frame)})
    return Found(spans, words, source, scene, frame, scene.language.cues.rule(hit.cue), hit.cue, hit)


def without_dangling(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The stretch without an article or a preposition left at its end, which belongs to what was cut off (« les | 16 et 17 »)."""
    while last > first and scene.words[last].upos in ("DET", "ADP") and scene.words[last].head > last and scene.zones[last] < 0:
        last -= 1
    return first, last


def naming_words(scene: Scene, hit: Hit, stretches: Sequence[Stretch], frame: str) -> set[int]:
    """« a qualifié … de », « voit … comme »: the preposition before the predicate belongs to the cue."""
    before = {first - 1 for first, _ in stretches if first - 1 > hit.last} if frame == "naming" else set()
    return {p for p in before if scene.preposition(p) in hit.cue.prepositions}


def fitted(scene: Scene, span: Span, source: Source | None, hit: Hit) -> Span:
    """The content grown to whole pairs of marks, unless the cue itself stands between them."""
    return span if scene.zones[hit.place] >= 0 else scene.widen(span)


def by_noun(scene: Scene, hit: Hit) -> Found | None:
    """« l'annonce par Paris d'un retrait », « son espoir que les deux camps reviennent »."""
    governed = content_of(scene, hit)
    if governed is None:
        return None
    stretches, frame = governed
    if frame not in ("clause", "infinitive", "oblique") or not is_sure_noun(scene, hit, stretches[0][0], frame):
        return None
    spans = tuple(fitted(scene, scene.span(*scene.trim(first, last)), None, hit) for first, last in stretches)
    source = noun_source(scene, hit, stretches[0][0])
    return Found(spans, cue_spans(scene, hit), source, scene, "noun", scene.language.cues.rule(hit.cue), hit.cue, hit)


def is_sure_noun(scene: Scene, hit: Hit, start: int, frame: str) -> bool:
    """A noun reports where a clause follows it closely; with a bare complement only one's own act: « son espoir de », « l'annonce par Paris de »."""
    if scene.zones[hit.place] >= 0 or is_comment(scene, min(hit.words)):
        return False
    holder = owner(scene, hit.place, start)
    if frame == "clause":
        before = hit.last if holder is None or holder < hit.last else phrase(scene, holder, range(start, len(scene.words)))[1]
        return start - before <= 3 and scene.words[start].upos != "PRON"
    owned = holder is not None or any(scene.words[c].feat("Poss") == "Yes" for c in scene.children[hit.place])
    return owned and start > hit.place


def by_preposition(scene: Scene) -> Iterator[Found]:
    """« Selon le ministère, trois convois ont franchi la frontière », and the same after the fact."""
    for place in range(len(scene.words)):
        for cue in scene.language.cues.by_head.get(scene.forms[place], ()):
            if cue.kind == "preposition" and matches_forms(scene, place, cue):
                found = according_to(scene, place, cue)
                if found is not None:
                    yield found
                break


def matches_forms(scene: Scene, place: int, cue: Cue) -> bool:
    return scene.forms[place : place + len(cue.words)] == cue.words


def according_to(scene: Scene, place: int, cue: Cue) -> Found | None:
    """The noun phrase after the preposition is the source; the rest of its clause is the content."""
    after = place + len(cue.words)
    if after >= len(scene.words) or scene.zones[place] >= 0 or (cue.only and place and not scene.is_point(place - 1)):
        return None
    if scene.words[after].feat("PronType") == "Rel" or scene.forms[after] in scene.language.syntax.relatives:
        syntax = scene.language.syntax
        weak = (cue.weak or cue.only) and scene.forms[after] not in syntax.relatives - syntax.thing_relatives
        return None if weak else according_to_relative(scene, place, after, cue)
    noun = noun_after(scene, after)
    if noun is None or (scene.lemmas[noun] in cue.never and scene.words[noun].form.islower()) or (cue.only and scene.lemmas[noun] not in cue.only):
        return None
    first, last = phrase(scene, noun, listed(scene, noun))
    first, last = max(first, after), titled(scene, noun, before_subject(scene, noun, last))
    if scene.words[noun].upos == "PRON" and scene.forms[noun + 1 : noun + 2] == (",",):
        last = noun
    while scene.is_hyphened(last):
        last += 1
    while last > noun and scene.words[last].upos in ("DET", "PUNCT") and scene.forms[last] != ")":
        last -= 1
    opened = scene.forms[first : last + 1]
    last += opened.count("(") > opened.count(")") and scene.forms[last + 1 : last + 2] == (")",)
    if cue.weak and not is_weak_setting(scene, place, noun, last, cue):
        return None
    content = rest_of_clause(scene, place, end_of_lead(scene, place, last))
    if content is None:
        return None
    words = scene.span(place, after - 1)
    source = Source(scene.span(first, last), noun, "preposition")
    return Found(content, (words,), source, scene, "preposition", scene.language.cues.rule(cue), cue)


def listed(scene: Scene, noun: int) -> Iterator[int]:
    """« selon le ministère, et 44 morts sont … »: after a comma « et » goes on with the sentence, not with the source."""
    for p in range(noun + 1, len(scene.words) - 1):
        goes_on = scene.words[p + 1].upos == "CCONJ" or is_aside(scene, p) or is_next_name(scene, noun, p)
        if scene.forms[p] == "," and (goes_on or is_other(scene, noun, p)):
            yield p


def is_aside(scene: Scene, comma: int) -> bool:
    """« Pour le ministre, cependant, … »: an adverb between commas ends the phrase."""
    return comma + 2 < len(scene.words) and scene.words[comma + 1].upos == "ADV" and scene.forms[comma + 2] == ","


def is_next_name(scene: Scene, noun: int, comma: int) -> bool:
    """« selon Orbis, Ana Lindt, ancienne ministre, … »: behind a bare name another one is what the sentence goes on with; no list."""
    bare = comma == noun + 1 and scene.words[noun].upos == "PROPN" and scene.words[comma + 1].upos == "PROPN"
    until = next((p for p in range(comma + 1, len(scene.words)) if scene.words[p].feat("VerbForm") == "Fin"), len(scene.words))
    return bare and not any(scene.words[p].upos == "CCONJ" for p in range(comma + 1, until))


def is_other(scene: Scene, noun: int, comma: int) -> bool:
    """« Selon les médias, l'homme, après … »: one thing behind several, before a verb that agrees with it, is what the sentence goes on with."""
    after = next((p for p in range(comma + 1, min(comma + 3, len(scene.words))) if scene.words[p].upos == "NOUN"), None)
    if after is None or scene.words[comma + 1].upos != "DET" or scene.words[noun].feat("Number") != "Plur":
        return False
    verb = next((p for p in range(after + 1, len(scene.words)) if scene.words[p].feat("VerbForm") == "Fin"), None)
    single = scene.words[after].feat("Number") == "Sing" and verb is not None and scene.words[verb].feat("Number") == "Sing"
    return single and not any(scene.words[p].upos == "CCONJ" for p in range(comma, after))


def before_subject(scene: Scene, noun: int, last: int) -> int:
    """« Selon Ana Lindt, sociologue, une élève sur deux est … »: a source that reaches up to the verb has swallowed its subject."""
    verb = last + 1
    relatives = scene.language.syntax.relatives
    verb += scene.forms[verb : verb + 1] == (",",) and any(form in relatives for form in scene.forms[verb + 1 : verb + 2])
    while verb < len(scene.words) and scene.forms[verb] in scene.language.syntax.clitics:
        verb += 1
    follows = verb < len(scene.words) and (scene.words[verb].feat("VerbForm") == "Fin" or scene.forms[verb] in scene.language.syntax.relatives)
    if not follows:
        return last
    comma = next((p for p in range(last, noun, -1) if scene.forms[p] == ","), None)
    return comma - 1 if comma is not None and comma > noun else last


def according_to_relative(scene: Scene, place: int, after: int, cue: Cue) -> Found | None:
    """« les informations selon lesquelles la question aurait été évoquée »: the noun before is the source, the relative clause the content."""
    noun = named_before(scene, place, after)
    verb = next((p for p in range(after + 1, len(scene.words)) if scene.words[p].feat("VerbForm") == "Fin"), None)
    if noun is None or verb is None:
        return None
    root = scene.words[verb].head if scene.words[verb].upos == "AUX" and scene.words[verb].head > after else verb
    tree = scene.subtree(root)
    end = next((p - 1 for p in range(after + 1, len(scene.words)) if p not in tree and not scene.is_mark(p)), len(scene.words) - 1)
    first, last = phrase(scene, noun, range(place, len(scene.words)))
    while first < noun and scene.words[first].upos in ("ADP", "ADV"):
        first += 1
    content = scene.widen(scene.span(*scene.trim(after + 1, max(after + 1, end))))
    source = Source(scene.span(first, last), noun, "preposition")
    return Found((content,), (scene.span(place, after - 1),), source, scene, "preposition", scene.language.cues.rule(cue), cue)


def named_before(scene: Scene, place: int, relative: int) -> int | None:
    """The noun before « selon lesquelles » or « pour qui »: of a chain of nouns the nearest that has the pronoun's gender and number."""
    nearest = noun_right_before(scene, place - (place > 1 and scene.forms[place - 1] == ","))
    if nearest is None:
        return None
    pronoun = scene.words[relative]
    for noun in (p for p in upward(scene, nearest) if not scene.is_time(p)):
        pairs = [(pronoun.feat(name), scene.words[noun].feat(name)) for name in ("Gender", "Number")]
        if all(asked is None or has is None or asked == has for asked, has in pairs) and scene.words[noun].upos != "ADJ":
            return noun
    return None if scene.is_time(nearest) else nearest


def end_of_lead(scene: Scene, place: int, last: int) -> int:
    """Of a phrase that opens the sentence: up to the comma that closes it, participles and all (« Selon des analyses effectuées en Suisse, … »).

    A relative clause is the source's as well: "According to an official who asked for secrecy, …".
    """
    if place > 1 or (place and scene.words[0].upos in ("ADJ", "NOUN", "PROPN", "VERB")):
        return last
    opens = last + 1 + (scene.forms[last + 1 : last + 2] == (",",))
    if scene.forms[opens : opens + 1] and scene.forms[opens] in scene.language.syntax.relatives:
        return next((p - 1 for p in range(opens + 1, len(scene.words)) if scene.forms[p] == "," and scene.zones[p] == scene.zones[place]), last)
    for p in range(last + 1, min(len(scene.words), last + 16)):
        if scene.forms[p] == ",":
            return p - 1
        if scene.words[p].feat("VerbForm") == "Fin":
            return last
    return last


INNER = ("det", "amod", "flat:name", "nummod", "compound", "nmod:poss")
"""How the words before the head of a noun phrase hang on it."""


def noun_after(scene: Scene, place: int) -> int | None:
    """The head of the noun phrase that begins here."""
    for candidate in range(place, min(len(scene.words), place + 6)):
        word = scene.words[candidate]
        if word.deprel == "nmod:poss" and word.upos == "PRON":
            continue  # "according to its readout"
        if word.upos == "PRON" and word.deprel != "det":
            return candidate
        named = word.upos in ("ADJ", "X") and scene.zones[candidate] >= 0 and word.form[0].isupper()
        if named or word.upos in ("NOUN", "PROPN", "PRON"):
            head = candidate
            while scene.words[head].head >= place and scene.words[head].deprel in INNER and scene.words[head].head > head:
                head = scene.words[head].head
            return head
        if word.upos in ("VERB", "AUX", "SCONJ") and word.deprel != "amod":
            return None
    return None


def is_weak_setting(scene: Scene, place: int, noun: int, last: int, cue: Cue) -> bool:
    """« Pour Alma Veyrac, … »: only at the head of a sentence, closed by a comma, with a name that can speak."""
    closes = last + 1 < len(scene.words) and (scene.forms[last + 1] == "," or scene.zones[last + 1] >= 0)
    named = len(cue.words) > 1 and any(scene.words[p].form[0].isupper() for p in range(place + 1, last + 1))
    speaks = named or (can_speak_at(scene, noun) and (scene.words[noun].upos != "NOUN" or is_known(scene, noun)))
    colon = last + 1 < len(scene.words) and scene.forms[last + 1] == ":"
    quoted = any(scene.zones[p] >= 0 for p in range(last + 1, min(len(scene.words), last + 4)))
    opens = place == 0 or scene.is_point(place - 1) or scene.words[place - 1].upos in ("SCONJ", "CCONJ")
    return speaks and ((place == 0 and closes) or (opens and quoted and (closes or colon)))


def is_known(scene: Scene, noun: int) -> bool:
    """A noun that the roles know or that begins with a capital: « M. Dorel », « L'Orient »."""
    return scene.words[noun].form[0].isupper() or role_at(scene, noun) is not None


def rest_of_clause(scene: Scene, place: int, last: int) -> tuple[Span, ...] | None:
    """The sentence without the « selon » phrase: what follows it when it stands first, what surrounds it else."""
    zone = scene.zones[place]
    opens = last + 1 + (scene.forms[last + 1 : last + 2] == (",",))
    if zone < 0 and place > 1 and opens + 1 < len(scene.words) and scene.zones[opens] >= 0:
        quoted = [p for p, z in enumerate(scene.zones) if z == scene.zones[opens] and p > last]
        return (scene.widen(scene.span(quoted[0], quoted[-1])),)
    if (quality := quality_before(scene, place, last)) is not None:
        return tuple(scene.span(*scene.trim(*part)) for part in quality)
    start, end = bounds_of_clause(scene, place, zone)
    spans = []
    if place - 1 >= start and not opens_second_clause(scene, place):
        first, stop = scene.trim(start, place - 1)
        if stop - first >= 1 or scene.words[first].upos not in ("CCONJ", "ADV", "SCONJ", "PUNCT"):
            spans.append(scene.span(first, stop))
    if last + 1 <= end and not (spans and (stands_alone(scene, start, place, last) or not resumes(scene, last))):
        first, stop = scene.trim(last + 1, cut_at_next_speaker(scene, last + 1, end))
        while first + 2 < stop and scene.words[first].upos == "ADV" and scene.forms[first + 1] == ",":
            first += 2
        if stop > first and not (spans and scene.forms[first] in scene.language.syntax.relatives):
            spans.append(scene.span(first, stop))
    return tuple(scene.widen(s) if zone < 0 else s for s in spans) or None


def quality_before(scene: Scene, place: int, last: int) -> tuple[Stretch, ...] | None:
    """« six villas saisies, selon elle, de façon illégale »: between commas behind a participle the phrase speaks of that quality alone."""
    participle, after = place - 2, last + 2
    if participle < 0 or after >= len(scene.words) or scene.forms[place - 1] != "," or scene.forms[last + 1] != ",":
        return None
    quality = scene.words[participle].deprel in ("acl", "amod") and (is_bare_participle(scene, participle) or scene.words[participle].upos == "ADJ")
    if not quality or scene.words[after].upos != "ADP":
        return None
    end = next((p - 1 for p in range(after, len(scene.words)) if scene.is_point(p) or scene.is_mark(p) or scene.is_finite(p)), len(scene.words) - 1)
    return (participle, participle), (after, end)


def opens_second_clause(scene: Scene, place: int) -> bool:
    """« …, et, selon Reuters, … »: what stands before the conjunction is the newspaper's own."""
    before = place - 1
    if before >= 0 and scene.forms[before] == ",":
        before -= 1
    syntax = scene.language.syntax
    return before >= 0 and scene.forms[before] in syntax.conjunctions | syntax.complementisers | syntax.joined


def resumes(scene: Scene, last: int) -> bool:
    """Whether a sentence goes on behind the source: after a comma, into marks or with a second verb, and not with more words on the source."""
    after = scene.forms[last + 1 : last + 3]
    told = len(after) > 1 and (after[1] in scene.language.syntax.relatives or scene.is_participle(last + 2))
    second = len(after) > 1 and scene.words[last + 1].upos == "CCONJ" and scene.words[last + 2].feat("VerbForm") == "Fin"
    return scene.zones[last + 1] >= 0 or second or (after[:1] == (",",) and not told)


def stands_alone(scene: Scene, start: int, place: int, last: int) -> bool:
    """A whole clause before the phrase and a comma after it: « …, d'après l'ONU, pour qui … »."""
    whole = any(scene.words[p].feat("VerbForm") == "Fin" for p in range(start, place))
    return whole and last + 1 < len(scene.words) and scene.forms[last + 1] == ","


def cut_at_next_speaker(scene: Scene, start: int, end: int) -> int:
    """« Pour le journal, ce blocage est « intolérable » et Louis Dreyfus estime que … »: a second clause with its own cue is not the source's."""
    for place in range(start + 2, end + 1):
        known = scene.words[place].upos == "VERB" and scene.words[place].lemma in scene.language.cues.by_head
        if known and scene.zones[place] < 0 and scene.is_finite(place) and scene.words[place].deprel.split(":")[0] == "conj":
            joint = next((p for p in range(place - 1, start, -1) if scene.words[p].upos == "CCONJ"), None)
            if joint is not None and joint > start + 2 and place - joint > 1:
                return joint - 1
    return end


def opens_clause(scene: Scene, place: int) -> bool:
    """Whether a complementiser opens the clause of a « selon »; no "the longer that …"."""
    compared = place > 0 and scene.words[place - 1].feat("Degree") == "Cmp"
    return scene.forms[place] in scene.language.syntax.complementisers and scene.words[place].upos == "SCONJ" and not compared


def bounds_of_clause(scene: Scene, place: int, zone: int) -> tuple[int, int]:
    """From where to where the content of a « selon » may reach: its sentence, less its final point, or its pair of marks."""
    inside = [p for p, z in enumerate(scene.zones) if z == zone] if zone >= 0 else list(range(len(scene.words)))
    start, end = inside[0], inside[-1]
    for p in range(place, start, -1):
        if scene.forms[p] in (";", ":") or opens_clause(scene, p):
            start = p + 1
            break
        if scene.forms[p] in scene.language.syntax.relatives and p >= place - 2:
            start = p
            break
    for p in range(place, end + 1):
        if scene.forms[p] == ";":
            end = p - 1
            break
    return start, end
