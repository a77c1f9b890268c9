"""The words around a cue, and what among them may be a circumstance: « lors d'une visite », « à la presse », « à propos de la grève »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pourparler.lang.setting import Circumstance, CircumstanceRole
from pourparler.model import Word
from pourparler.quotations.found import Found
from pourparler.quotations.nouns import classes, is_ground
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import phrase

THROUGH = 8
"""Words that may stand between « interrogée » and « sur »."""
NEAR = 5
"""Words that may stand between a preposition and its noun."""
OUTSIDE_PHRASE = ("VERB", "AUX", "SCONJ", "ADP")
"""Words that no noun phrase begins with."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of words that may be a circumstance: `start` to `last`, its noun, and where its phrase begins without the preposition."""

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


def phrases(stage: Stage) -> Iterator[Chunk]:
    """Every stretch that a circumstance of the tables opens, each word in one of them only."""
    place = 0
    while place < len(stage.scene.words):
        chunk = phrase_at(stage, place)
        if chunk is not None:
            yield chunk
        place = place + 1 if chunk is None else max(chunk.last, place) + 1


def phrase_at(stage: Stage, place: int) -> Chunk | None:
    table = stage.scene.language.setting.by_first
    entries = (*table.get(stage.scene.forms[place], ()), *table.get(stage.scene.preposition(place), ()))
    if not entries or not stage.begins_outside(place):
        return None
    for entry in entries:
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
        if heads_phrase(word):
            return place
    return None


def heads_phrase(word: Word) -> bool:
    """A noun, a name (the parser has other tags for some), a pronoun, but no possessive."""
    if word.upos == "PRON":
        return word.feat("Poss") != "Yes"
    return word.upos in ("NOUN", "PROPN") or (word.upos in ("ADJ", "X", "SYM", "NUM") and word.form[0].isupper())


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
    last = max(last, noun, start)
    while last + 1 < len(scene.words) and goes_on(stage, last, last + 1, taken):
        last += 1
    return last


def goes_on(stage: Stage, last: int, place: int, taken: list[int]) -> bool:
    """« France » « Inter », « Nations » « unies »: the rest of a name that the tree cut."""
    scene = stage.scene
    capital = scene.words[last].form[0].isupper() and (scene.words[place].form[0].isupper() or scene.words[place].upos == "NUM")
    return capital and place not in taken and scene.zones[place] == scene.zones[last]


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
    leads = place + 1 < len(scene.words) and scene.is_time(place + 1) and not scene.is_time(place)
    return leads and scene.words[place].upos in ("DET", "ADP")


def may_follow(stage: Stage, entry: Circumstance, start: int, noun: int) -> bool | None:
    """True where the noun is of a class that the entry asks for, False where it is a bare name that may be, None where it is not."""
    known = classes(stage.scene, stage.zone, start, noun)
    if "ground" in known or any(stage.scene.is_time(p) for p in range(start, noun + 1)):
        return None
    if stage.scene.words[noun].upos == "PRON" and "person" not in known:
        return None
    if not entry.before or known & entry.before:
        return True
    if not known and "person" in entry.before and (is_owned(stage.scene, noun) or (entry.follows and is_unnamed_group(stage, noun))):
        return True
    bare = not known and stage.scene.words[noun].upos == "PROPN" and start == noun
    return False if bare and entry.follows and not is_ground(stage.scene, noun) else None


def is_unnamed_group(stage: Stage, noun: int) -> bool:
    """« à ses adjoints », "to aides": a plural noun after a verb of saying is people, unless the lists say what else it is."""
    word = stage.scene.words[noun]
    return word.upos == "NOUN" and word.feat("Number") == "Plur" and stage.found.hit is not None and stage.found.by != "colon"


def is_owned(scene: Scene, noun: int) -> bool:
    """« devant ses électeurs »: what is somebody's, in the plural, is his people."""
    return scene.words[noun].feat("Number") == "Plur" and any(scene.words[c].feat("Poss") == "Yes" for c in scene.children[noun])


def heads_sentence(stage: Stage, place: int) -> bool:
    """Whether nothing but a conjunction, an adverb or another circumstance stands before, in the zone of the cue."""
    before = [p for p in range(place) if stage.scene.zones[p] == stage.zone]
    return all(stage.passed(p) or p in stage.anchored or stage.scene.words[p].upos == "CCONJ" or stage.scene.is_point(p) for p in before)


def closes(stage: Stage, last: int) -> bool:
    """Whether a comma or a mark ends the phrase."""
    after = last + 1
    return after < len(stage.scene.words) and (stage.scene.forms[after] == "," or stage.scene.is_mark(after))


__all__ = ["Chunk", "Stage", "ends_phrase", "heads_sentence", "phrase_at", "phrases"]
