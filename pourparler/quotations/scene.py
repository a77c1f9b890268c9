"""One sentence made ready: its tree, its marks, and the small questions that every rule asks of them.

Words are meant by their position in the sentence. A zone is the stretch between one pair of quotation marks: no rule looks out of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pourparler.lang import Language
from pourparler.model import Span
from pourparler.quotations.marks import Marked
from pourparler.trees import SentenceTree, lowered

QUOTE_LETTERS = "«»“”„\"‹›‘’'"
LONGEST_ASIDE = 20
"""Words between an auxiliary and its participle."""
CLOSING_POINTS = ".,;:!?…"
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
LOOSE = ("acl:relcl", "advcl", "parataxis", "punct", "ccomp", "discourse")


@dataclass(frozen=True)
class Scene(SentenceTree):
    language: Language
    marked: tuple[Marked, ...]
    times: tuple[Span, ...] = ()
    headline: bool = False

    def is_time(self, place: int) -> bool:
        """Whether the word stands in a time expression: newspapers put days and dates where a subject may stand."""
        return any(span.covers(self.words[place].span) for span in self.times) and not self.is_age(place)

    def is_age(self, place: int) -> bool:
        """"the 24-year-old said": an age that stands for somebody, from its number to the adjective that is a subject."""
        span = next(span for span in self.times if span.covers(self.words[place].span))
        last = next((p for p, word in enumerate(self.words) if word.span.end == span.end), place)
        return self.words[last].upos == "ADJ" and self.words[last].deprel in SUBJECTS

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas in lower case with straight apostrophes."""
        return tuple(lowered(word.lemma) for word in self.words)

    @cached_property
    def zones(self) -> tuple[int, ...]:
        """For each word the number of the outermost pair of marks around it, -1 outside all marks."""
        if not self.outer:
            return (-1,) * len(self.words)
        pieces = [(piece, number) for number, marked in enumerate(self.outer) for piece in marked.pieces]
        return tuple(next((number for piece, number in pieces if piece.covers(word.span)), -1) for word in self.words)

    @cached_property
    def outer(self) -> tuple[Marked, ...]:
        return tuple(m for m in self.marked if m.depth == 0)

    def is_mark(self, place: int) -> bool:
        return len(self.words[place].form) <= 2 and all(letter in QUOTE_LETTERS for letter in self.words[place].form)

    def is_point(self, place: int) -> bool:
        return all(letter in CLOSING_POINTS for letter in self.words[place].form)

    def is_finite(self, place: int) -> bool:
        """Whether a verb, or one of its auxiliaries, carries a mood."""
        if self.words[place].feat("VerbForm") == "Fin":
            return True
        return any(self.words[c].feat("VerbForm") == "Fin" or self.words[c].upos != "AUX" for c in self.auxiliaries(place))

    def auxiliaries(self, place: int) -> list[int]:
        """The auxiliaries before a verb with nothing but small words between.

        The tree sometimes takes one from another sentence, and sometimes leaves out one that stands right before a participle.
        """
        known = self.language.syntax.auxiliaries
        found = [c for c in self.those(place, "aux", "cop") if c < place and self.is_near(c, place)]
        if not found and self.words[place].feat("VerbForm") == "Part":
            before = place - 1
            while before >= 0 and self.is_between(before):
                before -= 1
            before = self.before_aside(before)
            if before >= 0 and self.words[before].lemma in known and self.zones[before] == self.zones[place]:
                found.append(before)
        return found

    def is_between(self, place: int) -> bool:
        """Whether a word may stand between an auxiliary and its participle: an adverb, « d'abord », the pronoun of « a-t-il »."""
        word = self.words[place]
        led = word.upos == "ADP" and self.words[place + 1].upos == "ADV"
        return led or word.upos == "ADV" or (word.upos == "PRON" and word.form.startswith("-"))

    def before_aside(self, place: int) -> int:
        """The word before two commas and what they enclose, if it could be an auxiliary: « a, lors de la séance, accusé »."""
        if place < 1 or self.forms[place] != ",":
            return place
        opens = next((p for p in range(place - 1, max(0, place - LONGEST_ASIDE), -1) if self.forms[p] == ","), 0)
        clear = opens and not any(self.words[p].feat("VerbForm") == "Fin" for p in range(opens, place))
        return opens - 1 if clear and self.words[opens - 1].upos == "AUX" else place

    def is_near(self, first: int, place: int) -> bool:
        between = range(first + 1, place)
        same = self.zones[first] == self.zones[place]
        return place - first <= 8 and same and not any(self.is_mark(p) or self.words[p].upos == "NOUN" for p in between)

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The stretch without points at its ends; a mark that closes what opened inside the stretch stays."""
        while first < last and self.is_point(first):
            first += 1
        while last > first and self.is_point(last) and self.zones[last] < 0:
            last -= 1
        return first, last

    def span(self, first: int, last: int) -> Span:
        """The words from first to last, both included, grown so that no hyphened word is cut (« L'Orient-Le Jour »)."""
        while first > 0 and self.is_hyphened(first - 1):
            first -= 1
        while last + 1 < len(self.words) and self.is_hyphened(last):
            last += 1
        return Span(self.words[first].span.start, self.words[last].span.end)

    def is_hyphened(self, place: int) -> bool:
        """Whether a word and the next one are joined by a hyphen without a space."""
        here, after = self.words[place], self.words[place + 1] if place + 1 < len(self.words) else None
        if after is None or here.span.end != after.span.start:
            return False
        return here.form.endswith("-") or after.form == "-" or (after.form[0] == "-" and after.form[1:2].isupper())

    def runs(self, places: Iterable[int]) -> tuple[Span, ...]:
        """One span for each unbroken run of words."""
        ordered, spans = sorted(set(places)), list[Span]()
        start = previous = None
        for place in ordered:
            if start is None or previous is None or place != previous + 1:
                if start is not None and previous is not None:
                    spans.append(self.span(start, previous))
                start = place
            previous = place
        if start is not None and previous is not None:
            spans.append(self.span(start, previous))
        return tuple(spans)

    def widen(self, span: Span) -> Span:
        """The span, grown so that no pair of marks is cut in two."""
        for marked in self.outer:
            if span.overlaps(marked.span):
                span = Span(min(span.start, marked.span.start), max(span.end, marked.span.end))
        return span

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """All the words of the sentence, and contracted prepositions in full."""
        return frozenset(self.forms) | frozenset(self.preposition(place) for place in range(len(self.words)))

    def preposition(self, place: int) -> str:
        """The word as the tables write prepositions: « du » is « de »."""
        form = self.forms[place]
        return self.language.syntax.fused.get(form, form)

    def is_participle(self, place: int) -> bool:
        """A present participle: « dénonçant »."""
        word = self.words[place]
        return word.feat("VerbForm") == "Part" and word.feat("Tense") == "Pres"

    def after_comma(self, place: int) -> bool:
        """Whether a comma stands before the word, small words (tout en, y, se) passed over."""
        syntax = self.language.syntax
        before = place - 1
        while before >= 0 and (self.forms[before] in syntax.gerunds or self.forms[before] in syntax.clitics or self.words[before].upos == "ADV"):
            before -= 1
        return before >= 0 and (self.forms[before] == "," or self.is_mark(before))

    def has_subject(self, verb: int) -> bool:
        return any(self.words[c].deprel.startswith(("nsubj", "csubj", "expl")) for c in self.children[verb])

    def own_subject(self, verb: int) -> bool:
        return any(self.words[c].deprel.startswith(("nsubj", "expl:subj")) for c in self.children[verb])

    def shape(self, verb: int) -> tuple[str | None, str | None, bool]:
        """Tense, mood and whether it is compound: two verbs of one speaker's sentence are shaped alike."""
        carrier = next(iter(self.those(verb, "aux")), verb)
        word = self.words[carrier]
        return word.feat("Tense"), word.feat("Mood"), carrier != verb

    def place_at(self, offset: int) -> int | None:
        """The first word that begins at or after an offset of the article."""
        return next((place for place, word in enumerate(self.words) if word.span.start >= offset), None)

    def place_before(self, offset: int) -> int | None:
        """The last word that ends at or before an offset of the article."""
        return next((place for place in range(len(self.words) - 1, -1, -1) if self.words[place].span.end <= offset), None)
