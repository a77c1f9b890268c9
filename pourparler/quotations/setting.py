"""The setting of a saying: to whom, on what occasion, on which day, about what; read from the words around its cue, never from what is said.

A circumstance counts where the tree hangs it on the cue, where it stands beside the cue or the source with nothing between, or where it heads the
sentence whose first verb the cue is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pourparler.lang.setting import Circumstance, CircumstanceRole, NounClass
from pourparler.model import Span
from pourparler.quotations.found import Found
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import phrase

THROUGH = 8
"""Words that may stand between « interrogée » and « sur »."""
NEAR = 5
"""Words that may stand between a preposition and its noun."""
OUTSIDE_PHRASE = ("VERB", "AUX", "SCONJ", "ADP")
"""Words that no noun phrase begins with."""
KINDS: dict[str, tuple[NounClass, ...]] = {
    "person": ("person",),
    "group": ("person", "body"),
    "organisation": ("body",),
    "party": ("body",),
    "company": ("body",),
    "state": ("body",),
    "part": ("body",),
    "medium": ("body", "medium"),
    "document": ("document",),
}
"""What the roles of a pack tell of a noun."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Spans of the article. `perhaps` are bare names after the preposition of an addressee, which may be places (« à Lisbonne »);
    `answers_me` is a pronoun of the first person (« m'a dit »), whoever that is. `days` are time expressions in the order of the text; the first that is a day or an hour is when it was said."""

    addressees: tuple[Span, ...] = ()
    perhaps: tuple[Span, ...] = ()
    answers_me: Span | None = None
    occasion: Span | None = None
    days: tuple[Span, ...] = ()
    about: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of words that may be a circumstance: from `start` to `last`, its noun, and where its phrase begins without the preposition."""

    role: CircumstanceRole | None
    sure: bool
    start: int
    inner: int
    noun: int
    last: int


@dataclass
class Stage:
    """The words around a cue: what is content, cue or source is taken, the rest may be a circumstance."""

    found: Found
    anchored: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.anchored = set(self.cue) | set(self.source)

    @property
    def scene(self) -> Scene:
        return self.found.scene

    @cached_property
    def cue(self) -> frozenset[int]:
        inside = {p for p, w in enumerate(self.scene.words) if any(s.covers(w.span) for s in self.found.cue_spans)}
        hit = self.found.hit
        return frozenset(inside | ({hit.place, hit.carrier} if hit is not None else set()))

    @cached_property
    def source(self) -> frozenset[int]:
        source = self.found.source
        return frozenset(p for p, w in enumerate(self.scene.words) if source is not None and source.span.covers(w.span))

    @cached_property
    def content(self) -> frozenset[int]:
        return frozenset(p for p, w in enumerate(self.scene.words) if any(s.covers(w.span) for s in self.found.content))

    @cached_property
    def zone(self) -> int:
        return self.scene.zones[min(self.cue)]

    def is_free(self, place: int) -> bool:
        return place not in self.cue and place not in self.source and place not in self.content

    def begins_outside(self, place: int) -> bool:
        return self.is_free(place) and self.scene.zones[place] == self.zone

    def passed(self, place: int) -> bool:
        """Whether a word says nothing of what stands where: a comma, an adverb, a clitic."""
        return self.scene.forms[place] == "," or self.scene.words[place].upos == "ADV" or self.scene.is_mark(place)


def setting_of(found: Found) -> Setting:
    """To whom, where, when and about what something was said, as far as the sentence of the cue tells it."""
    if not found.cue_spans or found.by == "preposition":
        return Setting()
    stage = Stage(found)
    if not stage.cue:
        return Setting()
    chunks = anchor(stage, [*phrases(stage), *days(stage)])
    told = tuple(sorted({*spans_of(stage, chunks, "addressee"), *pronouns(stage), *objects(stage)}))
    mine = next((span for span in told if is_first_person(stage, span)), None)
    occasions = spans_of(stage, chunks, "occasion")
    perhaps = spans_of(stage, chunks, "addressee", sure=False)
    told = tuple(span for span in told if span != mine)
    return Setting(told, perhaps, mine, occasions[0] if occasions else None, spans_of(stage, chunks, None), spans_of(stage, chunks, "about"))


def is_first_person(stage: Stage, span: Span) -> bool:
    word = next(word for word in stage.scene.words if span.covers(word.span))
    return word.feat("Person") == "1" and word.feat("Number") == "Sing"


def spans_of(stage: Stage, chunks: Sequence[Chunk], role: CircumstanceRole | None, sure: bool = True) -> tuple[Span, ...]:
    return tuple(span_of(stage, chunk) for chunk in chunks if chunk.role == role and chunk.sure == sure)


def span_of(stage: Stage, chunk: Chunk) -> Span:
    """An occasion keeps its preposition, the others are the bare noun phrase; a name in marks keeps its marks."""
    first = chunk.start if chunk.role == "occasion" else chunk.inner
    return stage.scene.widen(stage.scene.span(first, chunk.last)) if stage.zone < 0 else stage.scene.span(first, chunk.last)


def phrases(stage: Stage) -> Iterator[Chunk]:
    """Every stretch that a circumstance of the tables opens, each word in one of them only."""
    place = 0
    while place < len(stage.scene.words):
        chunk = phrase_at(stage, place)
        if chunk is not None:
            yield chunk
        place = place + 1 if chunk is None else max(chunk.last, place) + 1


def phrase_at(stage: Stage, place: int) -> Chunk | None:
    if not stage.begins_outside(place):
        return None
    table = stage.scene.language.setting.by_first
    for entry in (*table.get(stage.scene.forms[place], ()), *table.get(stage.scene.preposition(place), ())):
        after = end_of_words(stage, place, entry)
        if after is None or (entry.leads and not heads_sentence(stage, place)) or is_governed(stage, place, entry):
            continue
        noun = noun_at(stage, after)
        sure = None if noun is None else may_follow(stage, entry, after, noun)
        if noun is None or sure is None:
            continue
        chunk = Chunk(entry.role, sure, place, after, noun, last_of(stage, after, noun))
        if not entry.leads or closes(stage, chunk.last):
            return chunk
    return None


def is_governed(stage: Stage, place: int, entry: Circumstance) -> bool:
    """« à » before the cue ties to something else, and after it may be what the cue asks for: « appelle à la retenue »."""
    hit = stage.found.hit
    if not entry.follows:
        return False
    return place < min(stage.cue) or (hit is not None and stage.scene.preposition(place) in hit.cue.prepositions)


def end_of_words(stage: Stage, place: int, entry: Circumstance) -> int | None:
    """Where the noun phrase begins after the words of an entry; None where they do not stand here."""
    scene, parts = stage.scene, entry.parts
    if entry.through and len(parts) > 1:
        for last in range(place + 1, min(len(scene.words), place + THROUGH)):
            if not stage.begins_outside(last) or scene.is_point(last):
                return None
            if parts[-1] in (scene.forms[last], scene.preposition(last)):
                return last + 1
        return None
    found = range(place, place + len(parts))
    if found.stop >= len(scene.words):
        return None
    same = all(part in (scene.forms[p], scene.preposition(p)) and stage.begins_outside(p) for part, p in zip(parts, found, strict=True))
    return found.stop if same else None


def noun_at(stage: Stage, start: int) -> int | None:
    """The head of the noun phrase that begins here."""
    scene = stage.scene
    for place in range(start, min(len(scene.words), start + NEAR)):
        word = scene.words[place]
        if not stage.is_free(place) or (word.upos in OUTSIDE_PHRASE and not leads_noun(scene, place)) or scene.is_point(place):
            return None
        if word.upos in ("NOUN", "PROPN", "PRON") or (word.upos in ("ADJ", "X", "SYM", "NUM") and word.form[0].isupper()):
            return place
    return None


def leads_noun(scene: Scene, place: int) -> bool:
    """« the missing funds »: a participle that describes the noun after it."""
    return scene.words[place].feat("VerbForm") == "Part" and scene.words[place].head > place


def last_of(stage: Stage, start: int, noun: int) -> int:
    """The last word of a phrase: its tree without relative clauses, up to the content, the cue, the source, a comma or a day of its own."""
    scene = stage.scene
    taken = [p for p in range(len(scene.words)) if not stage.is_free(p) or ends_phrase(stage, p, noun)]
    _, last = phrase(scene, noun, taken)
    if scene.zones[noun] != stage.zone:
        last = max(p for p, zone in enumerate(scene.zones) if zone == scene.zones[noun])
    return max(last, noun, start)


def ends_phrase(stage: Stage, place: int, noun: int) -> bool:
    scene, words = stage.scene, stage.scene.language.setting.words
    if place <= noun:
        return False
    if scene.forms[place] == ",":
        return True
    tied = scene.forms[place - 1] in words.partitives or scene.is_time(place - 1)
    return (scene.is_time(place) and not tied) or (is_lead_to_day(stage, place) and scene.forms[place] not in words.partitives)


def is_lead_to_day(stage: Stage, place: int) -> bool:
    """An article or preposition right before a time expression."""
    scene = stage.scene
    return place + 1 < len(scene.words) and scene.is_time(place + 1) and not scene.is_time(place) and scene.words[place].upos in ("DET", "ADP")


def may_follow(stage: Stage, entry: Circumstance, start: int, noun: int) -> bool | None:
    """True where the noun is of a class that the entry asks for, False where it is a bare name that may be, None where it is not."""
    known = classes(stage, start, noun)
    if "ground" in known or any(stage.scene.is_time(p) for p in range(start, noun + 1)):
        return None
    if stage.scene.words[noun].upos == "PRON" and "person" not in known | entry.before:
        return None
    if not entry.before or known & entry.before or (entry.follows and is_unnamed_group(stage, noun, known)):
        return True
    bare = not known and stage.scene.words[noun].upos == "PROPN" and start == noun
    return False if bare and entry.follows and not is_ground(stage.scene, noun) else None


def is_unnamed_group(stage: Stage, noun: int, known: set[NounClass]) -> bool:
    """« à ses adjoints », "to aides": a common noun in the plural after a verb of saying is people, unless the lists say what else it is."""
    word = stage.scene.words[noun]
    return not known and word.upos == "NOUN" and word.feat("Number") == "Plur" and stage.found.hit is not None and stage.found.by != "colon"


def classes(stage: Stage, start: int, noun: int) -> set[NounClass]:
    """What a noun is: by the lists of the pack, by its roles, by its shape if it is a name."""
    scene, table = stage.scene, stage.scene.language.setting
    word = scene.words[noun]
    found: set[NounClass] = {name for name, nouns in table.file.nouns.items() if {word.form, word.lemma, scene.forms[noun]} & nouns}
    form = scene.language.roles.form_at(scene.text, word.span.start, word.form)
    if form is not None:
        found |= set(KINDS.get(form.noun.kind, ()))
    if word.upos == "PRON":
        return {"person"} if is_personal(scene, noun) else set()
    if scene.zones[noun] != stage.zone:
        return {"name"} if word.form[0].isupper() else set()
    return found | name_classes(scene, start, noun) if word.form[0].isupper() else found


def is_personal(scene: Scene, place: int) -> bool:
    """A pronoun for people: « ceux », "them"; the « lui » of « quant à lui » is none."""
    word = scene.words[place]
    known = scene.language.roles.pronouns.get(scene.forms[place])
    if word.feat("PronType") == "Dem":
        return True
    return word.feat("PronType") == "Prs" and known is None or (known is not None and not known.relative and word.feat("Number") != "Sing")


def is_ground(scene: Scene, noun: int) -> bool:
    """A state or its capital."""
    names = (" ".join(scene.forms[noun:end]) for end in range(noun + 1, min(len(scene.words), noun + 4) + 1))
    return any(" ".join(name.replace("-", " ").split()) in scene.language.setting.grounds for name in names)


def name_classes(scene: Scene, start: int, noun: int) -> set[NounClass]:
    """« Lisbonne » alone may be a place; a first name makes a person, an article or capitals throughout a body, and agencies are known."""
    words, form = scene.language.setting.words, scene.words[noun].form
    if form in words.agencies:
        return {"body", "medium"}
    if is_ground(scene, noun):
        return set()
    roles = scene.language.roles
    if form.casefold() in roles.given or scene.forms[noun - 1] in roles.titles or form in roles.titles:
        return {"person", "body"}
    fused = scene.forms[start - 1] in scene.language.syntax.fused and scene.words[start - 1].upos == "ADP"
    if scene.words[start].upos == "DET" or fused or (len(form) > 1 and form.isupper()):
        return {"body", "name"}
    return set()


def days(stage: Stage) -> Iterator[Chunk]:
    """The time expressions outside content and source, with the small words before each."""
    scene = stage.scene
    for span in scene.times:
        places = [p for p, w in enumerate(scene.words) if span.covers(w.span)]
        if not places or not all(stage.begins_outside(p) for p in places):
            continue
        first, before = places[0], places[0] - 1
        if before >= 0 and scene.words[before].upos in ("ADP", "DET") and stage.is_free(before):
            if scene.forms[before] not in scene.language.setting.words.day_prepositions:
                continue
            first = before
        yield Chunk(None, True, first, places[0], places[-1], places[-1])


def anchor(stage: Stage, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks that belong to the cue, in the order of the text; one that belongs carries those beside it."""
    kept: list[Chunk] = []
    waiting = sorted(chunks, key=lambda chunk: chunk.start)
    while True:
        fits = [chunk for chunk in waiting if belongs(stage, chunk)]
        if not fits:
            return sorted(kept, key=lambda chunk: chunk.start)
        for chunk in fits:
            kept.append(chunk)
            waiting.remove(chunk)
            stage.anchored |= set(range(chunk.start, chunk.last + 1))


def belongs(stage: Stage, chunk: Chunk) -> bool:
    verb = verb_above(stage.scene, chunk.noun)
    if verb in stage.cue or heads_cue(stage, chunk):
        return True
    left, right = neighbour(stage, chunk.start, -1), neighbour(stage, chunk.last, 1)
    if left in stage.anchored:
        return verb is None or verb in stage.content or chunk.start - (left or 0) == 1 or chunk.start > max(stage.cue)
    return right in stage.anchored and (verb is None or not chunk.start < verb < min(stage.cue))


def verb_above(scene: Scene, place: int) -> int | None:
    """The first verb over a word in the tree."""
    return next((p for p in scene.above(place) if scene.words[p].upos in ("VERB", "AUX")), None)


def neighbour(stage: Stage, place: int, step: int) -> int | None:
    """The next word on one side that is no comma, adverb or mark."""
    place += step
    while 0 <= place < len(stage.scene.words) and stage.is_free(place) and stage.passed(place) and place not in stage.anchored:
        place += step
    return place if 0 <= place < len(stage.scene.words) else None


def heads_sentence(stage: Stage, place: int) -> bool:
    """Whether nothing but a conjunction, an adverb or another circumstance stands before, in the zone of the cue."""
    before = [p for p in range(place) if stage.scene.zones[p] == stage.zone]
    return all(stage.passed(p) or p in stage.anchored or stage.scene.words[p].upos == "CCONJ" or stage.scene.is_point(p) for p in before)


def closes(stage: Stage, last: int) -> bool:
    """Whether a comma or a mark ends the phrase."""
    after = last + 1
    return after < len(stage.scene.words) and (stage.scene.forms[after] == "," or stage.scene.is_mark(after))


def heads_cue(stage: Stage, chunk: Chunk) -> bool:
    """« Lors d'une visite, X a promis »: at the head of the sentence, before the first verb of the newspaper's own, which is the cue."""
    scene = stage.scene
    if chunk.last >= min(stage.cue) or not heads_sentence(stage, chunk.start):
        return False
    between = [p for p in range(chunk.last + 1, min(stage.cue)) if stage.is_free(p) and scene.words[p].feat("VerbForm") == "Fin"]
    joined = {scene.words[p].head for p in stage.cue if scene.words[p].deprel == "conj"}
    return all(p in joined or scene.words[p].head in joined for p in between)


def pronouns(stage: Stage) -> Iterator[Span]:
    """« lui a répondu », « m'a dit », « l'a accusé de »: pronouns right before the verb that are spoken to."""
    hit, scene = stage.found.hit, stage.scene
    if hit is None or hit.cue.kind != "verb":
        return
    words, syntax = scene.language.setting.words, scene.language.syntax
    told = hit.cue.lemma in words.telling and stage.found.by in ("infinitive", "oblique", "colon")
    wanted = words.datives | (words.accusatives if told else frozenset())
    place = min([hit.place, *scene.auxiliaries(hit.place)]) - 1
    while place >= 0 and (place in stage.cue or scene.forms[place] in syntax.clitics):
        if scene.forms[place] in wanted and place not in stage.source and not is_reflexive_here(stage, place):
            yield scene.words[place].span
        place -= 1


def is_reflexive_here(stage: Stage, place: int) -> bool:
    """« nous nous félicitons »: the pronoun is its own speaker."""
    source, scene = stage.found.source, stage.scene
    person = scene.words[place].feat("Person")
    return scene.words[place].feat("Reflex") == "Yes" or (source is not None and person in ("1", "2") and scene.words[source.place].feat("Person") == person)


def objects(stage: Stage) -> Iterator[Span]:
    """« a appelé les réfugiés à rentrer », "told reporters": the person who is the verb's object, where what is said is something else."""
    hit, scene = stage.found.hit, stage.scene
    if hit is None or hit.cue.kind != "verb" or hit.cue.lemma not in scene.language.setting.words.telling:
        return
    for place in scene.those(hit.place, "obj", "iobj"):
        if place < hit.last or not stage.begins_outside(place) or any(scene.words[c].deprel == "case" for c in scene.children[place]):
            continue
        first, last = phrase(scene, place, [p for p in range(len(scene.words)) if not stage.is_free(p) or ends_phrase(stage, p, place)])
        if is_somebody(stage, first, place):
            yield scene.span(first, last)


def is_somebody(stage: Stage, first: int, place: int) -> bool:
    """Anybody or anything that is not known to be a thing: what such a verb has for an object beside a clause is somebody."""
    known = classes(stage, first, place)
    told = not known and stage.found.by in ("clause", "question", "infinitive", "oblique") and stage.scene.words[place].upos in ("NOUN", "PROPN")
    return (told or bool({"person", "body", "name"} & known) or stage.scene.words[place].upos == "PROPN") and not stage.scene.is_time(place)


def without_lead(found: Found) -> Found:
    """« Sur les retraites, « les lignes sont floues », concède X »: where marks follow a circumstance closely, what is said begins with them."""
    scene = found.scene
    if found.by != "incise" or len(found.content) != 1 or not found.cue_spans:
        return found
    whole = found.content[0]
    marks = next((m.span for m in scene.outer if m.span.end == whole.end and m.span.start > whole.start), None)
    first = scene.place_at(whole.start)
    if marks is None or first is None:
        return found
    shorter = replace(found, content=(marks,))
    chunk = phrase_at(Stage(shorter), first)
    closed = chunk is not None and scene.text[scene.words[chunk.last].span.end : marks.start].strip() == ","
    return shorter if closed else found


__all__ = ["Setting", "setting_of", "without_lead"]
