"""One sentence made ready: its tree, and which of its words belong to a mention, a time or a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pourparler.lang import Language
from pourparler.lang.events import EventTable
from pourparler.model import Mention, Sentence, Span, Timex, Word

SUBJECTS = ("nsubj", "nsubj:pass")
COMPLEMENTS = ("xcomp", "ccomp")
CLOSING = frozenset({";", ":", "—", "–"})


@dataclass(frozen=True)
class Scene:
    """Words are meant by their position in the sentence; `number` is the sentence's own in the article."""

    text: str
    number: int
    sentence: Sentence
    language: Language
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Mention, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        return self.sentence.words

    @property
    def table(self) -> EventTable:
        return self.language.events

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The words in lower case with straight apostrophes, as the tables write them."""
        return tuple(word.form.lower().replace("’", "'") for word in self.words)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        return tuple(word.lemma.lower() for word in self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.words]
        for place, word in enumerate(self.words):
            if word.head >= 0:
                below[word.head].append(place)
        return tuple(tuple(places) for places in below)

    @cached_property
    def named(self) -> tuple[Mention | None, ...]:
        """For each word the longest mention that holds it."""
        return self.cover(sorted(self.mentions, key=lambda mention: len(mention.span)))

    @cached_property
    def placed(self) -> tuple[Mention | None, ...]:
        return self.cover(self.places)

    def cover(self, mentions: Sequence[Mention]) -> tuple[Mention | None, ...]:
        found: list[Mention | None] = [None] * len(self.words)
        for mention in mentions:
            for place in self.within(mention.span):
                found[place] = mention
        return tuple(found)

    @cached_property
    def timed(self) -> frozenset[int]:
        """The words of times."""
        return frozenset(place for timex in self.timexes for place in self.within(timex.span))

    def within(self, span: Span) -> list[int]:
        return [place for place, word in enumerate(self.words) if word.span.overlaps(span)]

    def low(self, place: int) -> str:
        return self.lows[place] if 0 <= place < len(self.words) else ""

    def upos(self, place: int) -> str:
        return self.words[place].upos if 0 <= place < len(self.words) else ""

    def is_verb(self, place: int) -> bool:
        return self.upos(place) == "VERB"

    def relation(self, place: int) -> str:
        return self.words[place].deprel

    def head(self, place: int) -> int:
        return self.words[place].head

    def those(self, head: int, *relations: str) -> list[int]:
        """The children in one of these relations, subtypes included."""
        return [c for c in self.children[head] if self.relation(c) in relations or self.relation(c).partition(":")[0] in relations]

    def child(self, head: int, *relations: str) -> int | None:
        return next(iter(self.those(head, *relations)), None)

    def above(self, place: int) -> Iterator[int]:
        """The heads of a word up to the root."""
        seen = {place}
        while (place := self.words[place].head) >= 0 and place not in seen:
            yield place
            seen.add(place)

    def subtree(self, root: int) -> set[int]:
        found, waiting = {root}, [root]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def span(self, first: int, end: int) -> Span:
        """The words from `first` to `end`, exclusive."""
        return Span(self.words[first].span.start, self.words[end - 1].span.end)

    def auxiliaries(self, verb: int) -> list[int]:
        """The auxiliaries before a verb with nothing but small words between."""
        found = [c for c in self.those(verb, "aux") if c < verb and verb - c <= 6]
        return [c for c in found if not any(self.upos(p) in {"NOUN", "PROPN", "VERB"} for p in range(c + 1, verb))]

    def is_passive(self, verb: int) -> bool:
        """« a été reçu », "was received"; a participle that follows its noun (« accusé de »); never with se."""
        if any(self.low(c) in self.language.syntax.reflexives and verb - 5 < c < verb for c in self.children[verb]):
            return False
        if any(self.relation(c) in {"aux:pass", "nsubj:pass"} for c in self.children[verb]):
            return True
        word = self.words[verb]
        bare = word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres" and not self.auxiliaries(verb)
        return bare and self.relation(verb).partition(":")[0] in {"acl", "amod", "advcl"} and self.child(verb, "obj") is None and not any(
            self.relation(c) in SUBJECTS for c in self.children[verb]
        ) and word.feat("Aspect") != "Prog"

    def is_infinitive(self, verb: int) -> bool:
        if any(self.low(c) in self.language.syntax.infinitive_markers and c < verb for c in self.those(verb, "mark")):
            return True
        return self.words[verb].feat("VerbForm") == "Inf" and not self.auxiliaries(verb)

    def is_negated(self, verb: int) -> bool:
        group = {verb, *self.auxiliaries(verb)}
        words = self.language.syntax.negations - self.language.setting.words.half_negations
        near = range(min(group), min(len(self.words), verb + 3))
        tied = [p for p in near if self.low(p) in words and (self.head(p) in group or self.head(self.head(p)) in group or p < verb)]
        half = self.language.setting.words.half_negations
        if half and not any(self.low(p) in half for p in range(max(0, min(group) - 3), min(group) + 2)):
            return False
        return bool(tied)
