"""Direct speech: words between marks, and the cue and source that stand before, after or inside them.

« X a dit : « … » », « « … », a dit X », « « …, a dit X, … » », and the incise without marks (« …, a affirmé l'ONU »).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pourparler.model import Paragraph, Span
from pourparler.quotations.cueing import Hit, cue_spans, find_hits
from pourparler.quotations.found import Found
from pourparler.quotations.incises import can_introduce, closes_said, incise_end, subject_follows
from pourparler.quotations.marks import Marked
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source, incise_start, noun_source, phrase, source_of
from pourparler.quotations.speaking import can_speak_at
from pourparler.quotations.subjects import is_bare_participle, is_loose, is_passive
from pourparler.spans import Spread

SPACES = " \t\u00a0\u202f\u2009\n\r"
SHORT_LEAD = 14
"""Words of a line before a colon that can be a name without a verb: « Karel Doubek : « … » »."""


@dataclass(frozen=True)
class Page:
    """The scenes of an article in order, with the paragraphs they stand in."""

    text: str
    scenes: tuple[Scene, ...]
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def hits(self) -> tuple[tuple[Hit, ...], ...]:
        return tuple(tuple(find_hits(scene)) for scene in self.scenes)

    @cached_property
    def spread(self) -> Spread:
        """Where the sentences stand."""
        return Spread.of(scene.sentence.span for scene in self.scenes)

    def scene_at(self, offset: int) -> int | None:
        """The number of the scene that holds an offset."""
        low, high = 0, len(self.scenes) - 1
        while low <= high:
            middle = (low + high) // 2
            span = self.scenes[middle].sentence.span
            if offset < span.start:
                high = middle - 1
            elif offset >= span.end:
                low = middle + 1
            else:
                return middle
        return None

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds an offset; the whole text where none does."""
        place = bisect_right(self.paragraphs, offset, key=lambda p: p.span.start) - 1
        return self.paragraphs[place].span if place >= 0 and offset < self.paragraphs[place].span.end else Span(0, len(self.text))

    def letter_before(self, offset: int, floor: int) -> int | None:
        """Where the last letter before an offset stands that is no space."""
        place = offset - 1
        while place >= floor and self.text[place] in SPACES:
            place -= 1
        return place if place >= floor else None

    def letter_after(self, offset: int, ceiling: int) -> int | None:
        place = offset
        while place < ceiling and self.text[place] in SPACES:
            place += 1
        return place if place < ceiling else None


def after_marks(page: Page, marked: Marked) -> Found | None:
    """« … », a déclaré la ministre: an incise right after the closing mark."""
    ceiling = page.paragraph_at(marked.span.end - 1).end
    if page.text[marked.span.end : ceiling].strip() == ",":
        below = page.letter_after(ceiling, len(page.text)) or ceiling
        ceiling = page.paragraph_at(below).end if page.text[below : below + 1].islower() else ceiling
    place = page.letter_after(marked.span.end, ceiling)
    while place is not None and page.text[place] in ",-–—":
        place = page.letter_after(place + 1, ceiling)
    number = page.scene_at(place) if place is not None else None
    if number is None or place is None:
        return None
    scene = page.scenes[number]
    for hit in page.hits[number]:
        start = scene.words[min(hit.words)].span.start
        if start < place or not can_introduce(hit) or scene.zones[hit.place] >= 0:
            continue
        gap = scene.place_at(place)
        if (saying := quoted_as(page, number, hit)) is not None:
            return introduced(scene, saying, (marked.span,), "after")
        if gap is None or any(scene.forms[p] not in scene.language.syntax.clitics for p in range(gap, incise_start(scene, hit))):
            return closing_statement(page, scene, hit, marked, gap)
        source = source_of(scene, hit)
        parted = incise_start(scene, hit) < min(hit.words)
        if is_term(page, scene, marked) or not (holds_verb(page, marked) or speaks(scene, hit)):
            return None
        follows = closes_said(scene, hit, marked.span.end) if parted else subject_follows(scene, hit)
        if follows and not (source is not None and source.by == "agent"):
            return introduced(scene, hit, (marked.span,), "after", incise=True)
        return introduced(scene, hit, (marked.span,), "after") if source is not None and source.by == "agent" else None
    return None


def quoted_as(page: Page, number: int, hit: Hit) -> Hit | None:
    """"…," the envoy is quoted as saying: the participle that a passive verb of saying leads to."""
    scene, opens = page.scenes[number], hit.last + 1
    led = is_passive(scene, hit.place) and opens < len(scene.words) and scene.forms[opens] in scene.language.syntax.comparatives
    return next((one for one in page.hits[number] if led and one.place == opens + 1 and scene.is_participle(one.place)), None)


def speaks(scene: Scene, hit: Hit) -> bool:
    """Whether the noun behind a verb that takes an object can be its subject: « « très tristes », ont proposé leur aide à la ville » says nothing."""
    source = source_of(scene, hit, incise=True)
    return "object" not in hit.cue.frames or (source is not None and can_speak_at(scene, source.place))


def is_term(page: Page, scene: Scene, marked: Marked) -> bool:
    """« le chef de « Nord uni » souhaite »: a few words between marks that a preposition or an article ties to the sentence."""
    before = scene.place_before(marked.span.start)
    tied = before is not None and scene.words[before].upos in ("ADP", "DET")
    text = page.text[marked.span.end : marked.span.end + 2]
    return tied and "," not in text and not holds_verb(page, marked)


def closing_statement(page: Page, scene: Scene, hit: Hit, marked: Marked, gap: int | None) -> Found | None:
    """« … », le ministre a dit aux députés: subject, verb, and no other content."""
    source = source_of(scene, hit)
    if gap is None or source is None or source.by != "subject" or source.place < gap or not scene.is_finite(hit.carrier):
        return None
    if "," not in page.text[marked.span.end : scene.words[gap].span.start]:
        return None
    opening = scene.language.syntax.complementisers | {":"}
    if any(scene.words[p].upos in ("SCONJ", "PRON") for p in range(gap, source.place)):
        return None
    if "object" in hit.cue.frames and any(p > hit.last for p in scene.those(hit.place, "obj")):
        return None
    if any(scene.forms[p] in opening or scene.zones[p] >= 0 for p in range(hit.last + 1, len(scene.words))):
        return None
    between = [p for p in range(gap, min(hit.words)) if scene.words[p].upos in ("VERB", "AUX")]
    return introduced(scene, hit, (marked.span,), "after") if not between else None


def introduced(scene: Scene, hit: Hit, content: tuple[Span, ...], by: str, incise: bool = False) -> Found:
    return Found(content, cue_spans(scene, hit), source_of(scene, hit, incise), scene, by, scene.language.cues.rule(hit.cue), hit.cue, hit)


def before_marks(page: Page, marked: Marked) -> Found | None:
    """« X a dit : « … » », or the verb right before the opening mark."""
    floor = page.paragraph_at(marked.span.start).start
    place = page.letter_before(marked.span.start, floor)
    if place is None:
        place = colon_above(page, floor)
    number = page.scene_at(place) if place is not None else None
    if number is None or place is None:
        return None
    scene = page.scenes[number]
    if page.text[place] == ":":
        return by_colon(page, number, place, marked)
    if page.text[place] in ".!?;»”":
        return None
    last = scene.place_before(place + 1)
    for hit in reversed(page.hits[number]):
        if last is None or "direct" not in hit.cue.frames or scene.zones[hit.place] >= 0 or hit.last > last:
            continue
        if is_bare_participle(scene, hit.place) and source_of(scene, hit) is None:
            continue
        if any(p < hit.place and scene.forms[p] in scene.language.syntax.complementisers for p in scene.those(hit.place, "obj")):
            continue  # « la loi qu'il a appelée « Avenir » »
        if hit.cue.weak and not holds_verb(page, marked) and is_thing(scene, hit):
            continue  # « l'aide reprendrait « dans la nuit » »
        right_before = hit.last == last or (hit.last == last - 1 and scene.forms[last] == ",")
        if right_before or (hit.cue.kind == "verb" and leads_to_marks(scene, hit, last) and holds_sentence(page, marked)):
            return introduced(scene, hit, (marked.span,), "before")
    return None


def is_thing(scene: Scene, hit: Hit) -> bool:
    source = source_of(scene, hit)
    return source is not None and not can_speak_at(scene, source.place)


def colon_above(page: Page, floor: int) -> int | None:
    """The colon with which the paragraph above ends, where the marks open a paragraph."""
    place = page.letter_before(floor, 0)
    return place if place is not None and page.text[place] == ":" else None


def leads_to_marks(scene: Scene, hit: Hit, last: int) -> bool:
    """« a dit au président de la région « Il y en a … » »: between verb and marks only those to whom, where and when."""
    between = range(hit.last + 1, last + 1)
    no_clause = not any(scene.words[p].upos in ("VERB", "AUX", "SCONJ", "CCONJ") for p in between)
    return len(between) <= 14 and no_clause and scene.words[last].upos not in ("DET", "ADP", "ADJ")


def holds_sentence(page: Page, marked: Marked) -> bool:
    """Whether the marks hold a sentence with a finite verb and a capital, not a term."""
    number = page.scene_at(page.letter_after(marked.span.start + 1, len(page.text)) or marked.span.start)
    if number is None:
        return False
    words = [w for w in page.scenes[number].words if marked.span.covers(w.span)]
    first = next((w.form for w in words if w.form[0].isalnum()), "")
    opens = first[:1].isupper() or page.text[marked.span.start : words[0].span.end + 1].lstrip("«“\" \u00a0").startswith("[") if words else False
    return opens and any(w.feat("VerbForm") == "Fin" for w in words)


def holds_verb(page: Page, marked: Marked) -> bool:
    """Whether any word between the marks is a finite verb: « ont fondé un groupe : « Les Verts » » gives a name."""
    words = [w for number in scenes_within(page, marked) for w in page.scenes[number].words if marked.span.covers(w.span)]
    return any(w.feat("VerbForm") == "Fin" for w in words)


def by_colon(page: Page, number: int, colon: int, marked: Marked) -> Found | None:
    """The last cue before the colon that can introduce speech; else the name or the judgement that stands before it."""
    scene = page.scenes[number]
    before = [h for h in page.hits[number] if scene.words[h.last].span.end <= colon and scene.zones[h.place] < 0]
    speaking = [h for h in reversed(before) if "direct" in h.cue.frames and h.cue.kind == "verb" and leads_to_colon(scene, h, colon)]
    if speaking:
        return introduced(scene, speaking[0], (marked.span,), "colon", incise=min(speaking[0].words) == 0)
    led = lead(page, scene, colon, marked)
    noun = next((h for h in reversed(before) if "direct" in h.cue.frames and h.cue.kind == "noun"), None)
    if noun is None:
        return led
    ahead = led.source if led and led.source and can_speak_at(scene, led.source.place) else None
    source = noun_source(scene, noun, (scene.place_before(colon) or 0) + 1) or ahead
    return Found((marked.span,), cue_spans(scene, noun), source, scene, "colon", scene.language.cues.rule(noun.cue), noun.cue, noun)


def leads_to_colon(scene: Scene, hit: Hit, colon: int) -> bool:
    """A finite verb, or a participle or infinitive near the colon: « commentant un dessin, X a écrit : » is led by the last verb.

    "cautioned against hoping for results: “…”" is led by the verb before the preposition.
    """
    if scene.is_finite(hit.carrier):
        relative = any(scene.forms[c] in scene.language.syntax.relatives for c in scene.those(hit.place, "nsubj"))
        told = any(c > hit.last for c in scene.those(hit.place, "obj"))  # « a répondu à Orel, qui avait commenté sa lettre : »
        return not relative or not (told or any(w.feat("VerbForm") == "Fin" for w in scene.words[hit.last + 1 :] if w.span.end <= colon))
    led = min(hit.words) - 1
    if led > 0 and scene.words[led].upos == "ADP" and scene.is_participle(hit.place) and scene.forms[led] not in scene.language.syntax.gerunds:
        return False
    after = [w for w in scene.words[hit.last + 1 :] if w.span.end <= colon]
    return not any(w.feat("VerbForm") == "Fin" for w in after)


def lead(page: Page, scene: Scene, colon: int, marked: Marked) -> Found | None:
    """A sentence without a cue before a colon: its subject is the source, its predicate with the colon the cue."""
    last = scene.place_before(colon)
    if last is None:
        return None
    verbs = [p for p in range(last + 1) if scene.words[p].upos in ("VERB", "AUX") and scene.is_finite(p)]
    rule = f"{scene.language.code}.frames.colon"
    sign = Span(colon, colon + 1)
    if not verbs:
        names = [p for p in range(last + 1) if scene.words[p].upos in ("PROPN", "NOUN", "PRON")]
        if not names or last > SHORT_LEAD or scene.words[0].upos in ("ADP", "ADV", "SCONJ") or not can_speak_at(scene, names[0]):
            return None
        source = Source(scene.span(0, last), names[0], "colon")
        return Found((marked.span,), (sign,), source, scene, "colon", rule)
    root = next((p for p in verbs if scene.words[p].head < 0), verbs[0])
    subject = next((c for c in scene.those(root, "nsubj") if c < root), None)
    if subject is None:
        heads = [scene.words[v].head if scene.words[v].deprel == "cop" else v for v in verbs]  # "The envoy was blunt: …"
        subject = next((c for v in heads if v >= 0 for c in scene.those(v, "nsubj") if c < last), None)
    if subject is not None and is_loose(scene, subject):
        subject = next((c for c in scene.those(root, "nsubj") if subject < c < root), subject)
    if subject is None or scene.forms[subject] in scene.language.syntax.relatives or is_passive(scene, root) or not holds_verb(page, marked):
        return None
    first, end = phrase(scene, subject)
    if page.text[scene.words[end].span.end : colon].strip() == "":
        return None
    cue = Span(scene.words[end].span.end, colon + 1)
    letters = cue.slice(page.text)
    cue = Span(cue.start + len(letters) - len(letters.lstrip()), cue.end)
    thing = scene.forms[subject] in scene.language.syntax.things
    whose = whose_view(scene, root, colon) if thing else Source(scene.span(first, end), subject, "subject")
    return Found((marked.span,), (cue,), whose, scene, "colon", rule)


def whose_view(scene: Scene, noun: int, colon: int) -> Source | None:
    """« C'est l'analyse d'Ana Lindt, la maire : « … » »: a thing says nothing, but somebody whose view it is does."""
    last = scene.place_before(colon)
    of = next((c for c in scene.those(noun, "nmod") if any(scene.preposition(p) in scene.language.syntax.owners for p in scene.children[c])), None)
    if of is None or last is None or not noun < of <= last or not can_speak_at(scene, of):
        return None
    first, end = phrase(scene, of, range(last + 1, len(scene.words)))
    while first < of and scene.words[first].upos == "ADP":
        first += 1
    return Source(scene.span(first, end), of, "owner")


def inside_marks(page: Page, marked: Marked) -> Found | None:
    """« …, assure Karel Doubek, … »: an incise between the marks cuts the content in two."""
    for number in scenes_within(page, marked):
        scene = page.scenes[number]
        for hit in page.hits[number]:
            if scene.zones[hit.place] < 0 or not marked.span.covers(scene.words[hit.place].span) or not can_introduce(hit):
                continue
            first = min(hit.words)
            if first == 0 or scene.forms[first - 1] != "," or scene.is_participle(hit.place) or not subject_follows(scene, hit):
                continue
            source = source_of(scene, hit, incise=True)
            if source is None or scene.words[source.place].feat("Person") in ("1", "2") or scene.zones[hit.place] < 0:
                continue
            if not is_incise(scene, hit, source):
                continue
            return introduced(scene, hit, around(page, scene, hit, source, marked), "inside", incise=True)
    return None


def is_incise(scene: Scene, hit: Hit, source: Source) -> bool:
    """Whether verb and subject stand together: not "Sir, will you promise to leave the town?", not "He, like Orel, has refused to apologize"."""
    parted = any(scene.words[p].upos == "VERB" for p in range(hit.last + 1, source.place))
    return not parted and (source.place > min(hit.words) or not scene.language.syntax.subject_first)


def around(page: Page, scene: Scene, hit: Hit, source: Source, marked: Marked) -> tuple[Span, ...]:
    """The two pieces of a quotation before and after an incise; an unclosed quotation ends with what stands before it."""
    cut = scene.words[min(hit.words) - 1].span.start
    resume = scene.words[incise_end(scene, hit, source)].span.end
    first = Span(marked.span.start, cut)
    place = page.letter_after(resume, marked.span.end)
    while place is not None and page.text[place] in ".":
        place = page.letter_after(place + 1, marked.span.end)
    if cut <= marked.span.start:
        return (Span(place if place is not None else resume, marked.span.end),)
    if place is None or marked.span.end - place < 3:
        return (first,)
    if not marked.closed and page.text[resume : resume + 1] in ".":
        return (first,)
    return first, Span(place, marked.span.end)


def scenes_within(page: Page, marked: Marked) -> list[int]:
    return page.spread.overlapping(marked.span)


def introduce(page: Page, marked: Marked) -> Found | None:
    """How the text introduces what stands between these marks; None where it does not."""
    return inside_marks(page, marked) or after_marks(page, marked) or before_marks(page, marked)
