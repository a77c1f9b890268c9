"""One sentence made ready: its tree, and which of its words belong to a mention, a time or a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pourparler.lang import Language
from pourparler.lang.events import EventTable
from pourparler.model import Mention, Span, Timex
from pourparler.trees import SentenceTree

SHARING = frozenset({"xcomp", "conj", "advcl", "parataxis", "ccomp"})
"""Relations in which a verb has its subject from the one above."""
SUBJECTS = ("nsubj", "nsubj:pass")
COMPLEMENTS = ("xcomp", "ccomp")
CLOSING = frozenset({";", ":", "—", "–"})


@dataclass(frozen=True)
class Scene(SentenceTree):
    """Words are meant by their position in the sentence; `number` is the sentence's own in the article."""

    number: int
    language: Language
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Mention, ...]

    @property
    def table(self) -> EventTable:
        return self.language.events

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        return tuple(word.lemma.lower() for word in self.words)

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
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        return [place for place in range(first, bisect_left(self.starts, span.end)) if self.words[place].span.overlaps(span)]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(word.span.start for word in self.words)

    def low(self, place: int) -> str:
        return self.forms[place] if 0 <= place < len(self.words) else ""

    def upos(self, place: int) -> str:
        return self.words[place].upos if 0 <= place < len(self.words) else ""

    def is_verb(self, place: int) -> bool:
        return self.upos(place) == "VERB"

    def relation(self, place: int) -> str:
        return self.words[place].deprel

    def head(self, place: int) -> int:
        return self.words[place].head

    def span(self, first: int, end: int) -> Span:
        """The words from `first` to `end`, exclusive."""
        return Span(self.words[first].span.start, self.words[end - 1].span.end)

    def compound(self, place: int) -> str:
        """A word with what hyphens tie to it from before: « russo-turc », which parsers take apart."""
        first = place
        while first > 0 and self.words[first - 1].span.end == self.words[first].span.start:
            if not (self.forms[first - 1].endswith("-") or self.forms[first].startswith("-")):
                break
            first -= 1
        return self.text[self.words[first].span.start : self.words[place].span.end]

    def is_relative(self, place: int) -> bool:
        pronoun = self.language.roles.pronouns.get(self.low(place))
        return self.low(place) in self.language.syntax.relatives or bool(pronoun and pronoun.relative)

    def opens_topic(self, place: int) -> bool:
        """« sur », "about": what follows is the matter, no party; « on the margins », "on Monday" are none."""
        if self.low(place) not in self.table.words.about or self.named[place] is not None:
            return False
        margin = any(self.lemmas[p] in self.table.words.margins for p in range(place + 1, min(place + 4, len(self.words))))
        remote = any(self.low(p) in self.table.words.remote for p in range(place + 1, min(place + 3, len(self.words))))  # "on the phone"
        return not margin and not remote and not any(p in self.timed for p in range(place + 1, min(place + 3, len(self.words))))

    def preposition(self, place: int, wanted: frozenset[str]) -> int:
        """How many words the preposition takes here, 0 where it is another."""
        low = self.language.syntax.fused.get(self.low(place), self.low(place))
        if low in wanted:
            return 1
        after = self.language.syntax.fused.get(self.low(place + 1), self.low(place + 1))
        return 2 if f"{low} {after}" in wanted else 0

    def says_two(self, span: Span) -> bool:
        """« les deux camps », "both leaders": the number stands in the phrase or right before it."""
        inside = self.within(span)
        return bool(inside) and any(self.low(p) in self.table.words.pair for p in (inside[0] - 1, *inside))

    def is_plural_pronoun(self, span: Span) -> bool:
        """« ils », "them"."""
        inside = self.within(span)
        return len(inside) == 1 and self.low(inside[0]) in self.table.words.plural_pronouns and self.upos(inside[0]) == "PRON"

    def lost_person(self, verb: int) -> int | None:
        """« il se rendra à Riga »: beside a reflexive the parser takes a person for nobody."""
        reflexive = any(self.low(c) in self.language.syntax.reflexives for c in self.children[verb])
        return self.child(verb, "expl:subj") if reflexive else None

    def auxiliaries(self, verb: int) -> list[int]:
        """The auxiliaries before a verb with nothing but small words between."""
        found = [c for c in self.those(verb, "aux") if c < verb and verb - c <= 6]
        return [c for c in found if not any(self.upos(p) in {"NOUN", "PROPN", "VERB"} for p in range(c + 1, verb))]

    def is_finite_group(self, verb: int) -> bool:
        """Whether the verb or one of its auxiliaries is finite."""
        return any(self.words[p].feat("VerbForm") == "Fin" for p in (verb, *self.auxiliaries(verb)))

    def is_passive(self, verb: int) -> bool:
        """« a été reçu », "was received"; a participle that follows its noun (« accusé de »); never with se."""
        if any(self.low(c) in self.language.syntax.reflexives and verb - 5 < c < verb for c in self.children[verb]):
            return False
        if any(self.relation(c) in {"aux:pass", "nsubj:pass"} for c in self.children[verb]):
            return True
        word = self.words[verb]
        if word.feat("Voice") == "Pass" and any(self.lemmas[p] in self.language.syntax.passive_auxiliaries for p in self.auxiliaries(verb)):
            return True
        if self.shares_auxiliary(verb):
            return True
        bare = word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres" and not self.auxiliaries(verb)
        return bare and self.relation(verb).partition(":")[0] in {"acl", "amod", "advcl"} and self.child(verb, "obj") is None and not any(
            self.relation(c) in SUBJECTS for c in self.children[verb]
        ) and word.feat("Aspect") != "Prog"

    def shares_auxiliary(self, verb: int) -> bool:
        """« a été soutenue par Riga mais refusée par Oslo »: a participle with an agent, joined to a passive or to any other verb."""
        word, above = self.words[verb], self.head(verb)
        participle = word.feat("VerbForm") == "Part" and word.feat("Tense") != "Pres" and word.feat("Aspect") != "Prog"
        bare = participle and not self.auxiliaries(verb) and self.child(verb, "obj") is None
        joined = bare and self.relation(verb).startswith("conj") and above >= 0
        subject = any(self.relation(c) in SUBJECTS for c in self.children[verb])
        return joined and not subject and (self.is_passive(above) or self.child(verb, "obl:agent") is not None)

    def is_infinitive(self, verb: int) -> bool:
        if any(self.low(c) in self.language.syntax.infinitive_markers and c < verb for c in self.those(verb, "mark")):
            return True
        return self.words[verb].feat("VerbForm") == "Inf" and not self.auxiliaries(verb)

    def is_negated(self, verb: int) -> bool:
        group = {verb, *self.auxiliaries(verb)}
        words = self.language.syntax.negations - self.language.setting.words.half_negations
        near = range(min(group), min(len(self.words), verb + 3))
        tied = [p for p in near if self.low(p) in words and (p < verb or self.denies(p, group))]
        half = self.language.setting.words.half_negations
        halved = any(self.low(p) in half for p in range(max(0, min(group) - 3), min(group) + 2))
        return (bool(tied) and (halved or not half)) or (halved and self.is_neither(verb))

    def denies(self, word: int, group: set[int]) -> bool:
        """The word belongs to the verb or to what stands beside it, not to a verb below ("urged them not to leave")."""
        head = self.head(word)
        return head in group or (head >= 0 and self.head(head) in group and not self.is_verb(head))

    def is_neither(self, verb: int) -> bool:
        """« ni A ni B n'ont été conviés »."""
        subjects = [p for c in self.those(verb, *SUBJECTS) for p in self.subtree(c)]
        return any(self.low(p) in self.table.words.neither for p in (*subjects, *self.children[verb]) if p < verb)


def stands_in_setting(scene: Scene, noun: int) -> bool:
    """« lors d'une réunion », "during their meeting": the main verb happens at the same time."""
    before = noun - 1
    roles = scene.language.roles.words
    while before >= 0 and scene.low(before) not in roles.of:
        if scene.upos(before) not in {"DET", "ADJ", "NUM"} and scene.low(before) not in roles.possessives:
            break
        before -= 1
    if scene.low(before) in roles.of and before - 1 in scene.timed:
        before = next((p for p in range(before - 1, -1, -1) if p not in scene.timed), -1)  # « après sept ans de négociations »
    words = scene.table.words.settings
    return scene.low(before) in words or f"{scene.low(before - 1)} {scene.low(before)}" in words


def is_of_prospect(scene: Scene, noun: int) -> bool:
    """« l'idée d'une rencontre avec May », « l'annulation du sommet avec May »: whoever has the idea or cancels is the other side."""
    words, head, relation = scene.table.words, scene.head(noun), scene.relation(noun)
    if relation.startswith("obl"):
        head = noun_before(scene, noun)  # the tree has hung it under the verb
    elif not relation.startswith("nmod"):
        return False
    return head >= 0 and scene.lemmas[head] in words.prospect | words.undoing | words.preparing


def noun_before(scene: Scene, noun: int) -> int:
    """The noun right before the preposition of a phrase, -1 where there is none."""
    step = noun - 1
    while step >= 0 and scene.upos(step) in {"DET", "ADJ", "NUM"}:
        step -= 1
    return step - 1 if step > 0 and scene.upos(step) == "ADP" and scene.upos(step - 1) == "NOUN" else -1


def is_praised_deed(scene: Scene, verb: int) -> bool:
    """"thanked the king for hosting the talks": a gerund behind « pour », "for"."""
    marks = [scene.low(p) for p in scene.those(verb, "mark")]
    return scene.relation(verb) == "advcl" and not scene.is_infinitive(verb) and any(low in scene.table.file.slots.get("for", ()) for low in marks)
