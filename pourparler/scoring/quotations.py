"""Who said what: contents matched one to one by their words, then sources, speakers and status of those that match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pourparler.model import Actor, Quotation, Reading
from pourparler.scoring.comparing import WordIndex, dice, in_order, same_actor, same_source
from pourparler.scoring.gold import GoldActor, GoldDocument, GoldQuotation, pairs
from pourparler.scoring.tallies import Rate, Share

ENOUGH = 0.5
"""Dice of two contents' words from which they are one quotation."""
KINDS = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Told:
    """A quotation, of gold or found, as sets of word numbers."""

    kind: str
    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]


@dataclass(frozen=True, slots=True)
class Matching:
    """The quotations of one document side by side. `matched` pairs positions; `asked` and `held` are the positions that count."""

    index: WordIndex
    gold: list[tuple[GoldQuotation, Told]]
    found: list[tuple[Quotation, Told]]
    matched: dict[int, int]
    asked: list[int]
    held: list[int]

    def source_is_right(self, gold: int) -> bool:
        return same_source(self.gold[gold][1].source, self.found[self.matched[gold]][1].source, self.index)


def told_in_gold(document: GoldDocument, index: WordIndex) -> list[tuple[GoldQuotation, Told]]:
    prepared = []
    for quotation in document.quotes:
        content = index.without_complementiser(index.touched(quotation.content))
        if content:
            prepared.append((quotation, Told(quotation.type, content, index.touched(quotation.cue), index.touched(quotation.source))))
    return prepared


def told_in_reading(reading: Reading | None, index: WordIndex) -> list[tuple[Quotation, Told]]:
    prepared = []
    for quotation in reading.quotations if reading else ():
        content = index.without_complementiser(index.touched(pairs(quotation.content)))
        if content:
            cue, source = index.touched(pairs(quotation.cue)), index.touched(pairs(quotation.source))
            prepared.append((quotation, Told(quotation.kind, content, cue, source)))
    return prepared


def best_first(gold: list[Told], found: list[Told]) -> dict[int, int]:
    """One to one, the pairs that share most first; pairs that share less than half are none."""
    shares = [
        (-dice(wanted.content, told.content), number, place)
        for number, wanted in enumerate(gold)
        for place, told in enumerate(found)
        if wanted.content & told.content
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for share, number, place in sorted(shares):
        if -share >= ENOUGH and number not in matched and place not in taken:
            matched[number] = place
            taken.add(place)
    return matched


def is_excused(told: Told, neutral: frozenset[int]) -> bool:
    """Whether at least half of what was found lies on words that count neither way."""
    return 2 * len(told.content & neutral) >= len(told.content)


def match(document: GoldDocument, reading: Reading | None, index: WordIndex) -> Matching:
    gold, found = told_in_gold(document, index), told_in_reading(reading, index)
    matched = best_first([told for _, told in gold], [told for _, told in found])
    partner = {place: number for number, place in matched.items()}
    neutral = frozenset[int]().union(*(told.content for quotation, told in gold if quotation.is_neutral))
    asked = [number for number, (quotation, _) in enumerate(gold) if not quotation.is_neutral]
    held = [
        place
        for place, (_, told) in enumerate(found)
        if (not gold[partner[place]][0].is_neutral if place in partner else not is_excused(told, neutral))
    ]
    return Matching(index, gold, found, matched, asked, held)


@dataclass(slots=True)
class KindScores:
    match: Rate = field(default_factory=Rate)
    full: Rate = field(default_factory=Rate)


@dataclass(slots=True)
class QuotationScores:
    """`match`: the content is found; `full`: and its source is right; `exact`: the content to the word; `scare`: marked words that nobody
    is reported to say, taken for quotations.
    """

    match: Rate = field(default_factory=Rate)
    full: Rate = field(default_factory=Rate)
    exact: Rate = field(default_factory=Rate)
    kinds: dict[str, KindScores] = field(default_factory=lambda: {kind: KindScores() for kind in KINDS})
    source: Share = field(default_factory=Share)
    cue: Share = field(default_factory=Share)
    scare: Share = field(default_factory=Share)

    def add(self, matching: Matching) -> None:
        """Count one document."""
        self._count_all(matching)
        for number, place in matching.matched.items():
            quotation, wanted = matching.gold[number]
            if quotation.is_neutral:
                continue
            told = matching.found[place][1]
            right = matching.source_is_right(number)
            self._count_matched(wanted.kind, told.kind, right)
            self.source.count(right)
            if wanted.cue:
                self.cue.count(bool(wanted.cue & told.cue))

    def _count_all(self, matching: Matching) -> None:
        contents = Counter(matching.gold[number][1].content for number in matching.asked)
        found = Counter(matching.found[place][1].content for place in matching.held)
        same = (contents & found).total()
        for rate in (self.match, self.full, self.exact):
            rate.gold += len(matching.asked)
            rate.found += len(matching.held)
        self.exact.right_found += same
        self.exact.right_gold += same
        for number, (quotation, _) in enumerate(matching.gold):
            if quotation.type == "scare":
                self.scare.count(number in matching.matched)
        for number in matching.asked:
            self._of(matching.gold[number][1].kind, "gold")
        for place in matching.held:
            self._of(matching.found[place][1].kind, "found")

    def _of(self, kind: str, side: str) -> None:
        for rate in (self.kinds[kind].match, self.kinds[kind].full):
            rate.gold += side == "gold"
            rate.found += side == "found"

    def _count_matched(self, wanted: str, told: str, right: bool) -> None:
        self.match.count_right()
        self.kinds[wanted].match.right_gold += 1
        self.kinds[told].match.right_found += 1
        if right:
            self.full.count_right()
            self.kinds[wanted].full.right_gold += 1
            self.kinds[told].full.right_found += 1

    def figures(self) -> Iterator[tuple[str, Rate | Share]]:
        yield "quotations.match", self.match
        yield "quotations.full", self.full
        for kind, scores in self.kinds.items():
            yield f"quotations.{kind}", scores.full
        yield "quotations.exact", self.exact
        yield "quotations.source", self.source
        yield "quotations.cue", self.cue
        yield "quotations.scare left out", self.scare.rest


@dataclass(frozen=True, slots=True)
class Heard:
    """A gold quotation with the reading's nearest one, which may be the nearest of several."""

    gold: GoldQuotation
    found: Quotation
    named: tuple[Actor, ...]


def heard(document: GoldDocument, reading: Reading | None, index: WordIndex) -> Iterator[Heard]:
    """Each gold quotation that counts, with the reading's quotation that shares most of its words; none where that is less than half."""
    if reading is None:
        return
    known = {actor.id: actor for actor in reading.actors}
    contents = [index.touched(pairs(quotation.content)) for quotation in reading.quotations]
    for quotation in document.quotes:
        wanted = index.touched(quotation.content)
        shares = [dice(wanted, content) for content in contents]
        if quotation.type in {"scare", "ignore"} or not shares or max(shares) < ENOUGH:
            continue
        best = reading.quotations[shares.index(max(shares))]
        yield Heard(quotation, best, tuple(known[name] for name in best.speakers if name in known))


@dataclass(slots=True)
class SpeakerScores:
    """`right`: the speakers are the gold's, as a set. `invented`: a speaker named where the gold names none. `status`: denied, unverified
    or hypothetical seen as such.
    """

    right: Share = field(default_factory=Share)
    invented: Share = field(default_factory=Share)
    status: Share = field(default_factory=Share)

    def add(self, document: GoldDocument, reading: Reading | None, index: WordIndex) -> None:
        for each in heard(document, reading, index):
            if each.gold.status and each.gold.status != "asserted":
                self.status.count(each.found.status == each.gold.status)
            wanted = document.speakers(each.gold)
            if wanted:
                self.right.count(are_the_same(wanted, each.named))
            else:
                self.invented.count(bool(each.named))

    def figures(self) -> Iterator[tuple[str, Rate | Share]]:
        yield "speakers.right", self.right
        yield "speakers.left unknown", self.invented.rest
        yield "speakers.status", self.status


def are_the_same(gold: list[GoldActor], found: tuple[Actor, ...]) -> bool:
    return len(gold) == len(found) and len(in_order(gold, found, same_actor)) == len(gold)
