"""The setting of a saying: to whom, on what occasion, on which day, about what; read from the words around its cue, never from its content.

A circumstance counts where the tree hangs it on the cue, where it stands beside the cue or the source with nothing between, or where it
heads the sentence whose first verb the cue is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pourparler.lang.setting import CircumstanceRole
from pourparler.model import Span
from pourparler.quotations.circumstances import Chunk, Stage, ends_phrase, heads_sentence, phrase_at, phrases
from pourparler.quotations.found import Found
from pourparler.quotations.nouns import classes
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import phrase


@dataclass(frozen=True, slots=True)
class Setting:
    """Spans of the article. `perhaps` are bare names after the preposition of an addressee, which may be places (« à Lisbonne »).

    `answers_me` is a pronoun of the first person (« m'a dit »), whoever that is. `days` are time expressions in the order of the text: the
    first that is a day or an hour is when it was said.
    """

    addressees: tuple[Span, ...] = ()
    perhaps: tuple[Span, ...] = ()
    answers_me: Span | None = None
    occasion: Span | None = None
    days: tuple[Span, ...] = ()
    about: tuple[Span, ...] = ()


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
    return Setting(
        addressees=tuple(span for span in told if span != mine),
        perhaps=spans_of(stage, chunks, "addressee", sure=False),
        answers_me=mine,
        occasion=next(iter(spans_of(stage, chunks, "occasion")), None),
        days=spans_of(stage, chunks, None),
        about=spans_of(stage, chunks, "about"),
    )


def is_first_person(stage: Stage, span: Span) -> bool:
    word = next(word for word in stage.scene.words if span.covers(word.span))
    return word.feat("Person") == "1" and word.feat("Number") == "Sing"


def spans_of(stage: Stage, chunks: Sequence[Chunk], role: CircumstanceRole | None, sure: bool = True) -> tuple[Span, ...]:
    return tuple(span_of(stage, chunk) for chunk in chunks if chunk.role == role and chunk.sure == sure)


def span_of(stage: Stage, chunk: Chunk) -> Span:
    """An occasion keeps its preposition, the others are the bare noun phrase; a name in marks keeps its marks."""
    first = chunk.start if chunk.role == "occasion" else chunk.inner
    return stage.scene.widen(stage.scene.span(first, chunk.last)) if stage.zone < 0 else stage.scene.span(first, chunk.last)


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
    if chunk.start - 1 in stage.source and chunk.last < min(stage.cue):
        return False  # « personne au conseil n'a affirmé »
    verb = verb_above(stage.scene, chunk.noun)
    if verb in stage.cue or heads_cue(stage, chunk):
        return True
    left, right = neighbour(stage, chunk.start, -1), neighbour(stage, chunk.last, 1)
    if left in stage.anchored:
        return verb is None or verb in stage.content or chunk.start - (left or 0) == 1 or chunk.start > max(stage.cue)
    return right in stage.anchored and starts_fresh(stage, chunk.start)


def starts_fresh(stage: Stage, start: int) -> bool:
    """Whether a phrase before the cue leans on nothing else (« X, qui a assisté à la cérémonie, a déclaré »), at most on "speaking"."""
    scene, before = stage.scene, start - 1
    if before < 0 or before in stage.anchored or stage.passed(before) or scene.is_point(before):
        return True
    return scene.words[before].upos == "CCONJ" or scene.is_participle(before)


def verb_above(scene: Scene, place: int) -> int | None:
    """The first verb over a word in the tree."""
    return next((p for p in scene.above(place) if scene.words[p].upos in ("VERB", "AUX")), None)


def neighbour(stage: Stage, place: int, step: int) -> int | None:
    """The next word on one side that is no comma, adverb or mark."""
    place += step
    while 0 <= place < len(stage.scene.words) and stage.is_free(place) and stage.passed(place) and place not in stage.anchored:
        place += step
    return place if 0 <= place < len(stage.scene.words) else None


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
    if scene.words[place].feat("Reflex") == "Yes":
        return True
    return source is not None and person in ("1", "2") and scene.words[source.place].feat("Person") == person


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
    known, upos = classes(stage.scene, stage.zone, first, place), stage.scene.words[place].upos
    if stage.scene.is_time(place):
        return False
    beside_clause = stage.found.by in ("clause", "question", "infinitive", "oblique")
    return bool({"person", "body", "name"} & known) or upos == "PROPN" or (not known and beside_clause and upos == "NOUN")


def without_lead(found: Found) -> Found:
    """« Sur les retraites, « les lignes sont floues », concède X »: where marks follow a circumstance, what is said begins there."""
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
