"""Which record does a correction hold on to, after any change of the rules, the parser or the text?

In this order: the record with the same id; the one record of its layer that holds half of the same words or more (Dice, over code points), or
of several the one that keeps the cue and most of the words; in a newer version of the article the same, once the words are found there with
what stands around them. A correction that finds no record, or more than one, is *detached*: kept, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pourparler.dossier.anchors import Record, Shape, dice, locate, overlap, shared, situate
from pourparler.dossier.values import given_pieces
from pourparler.identifiers import numbered, record_id
from pourparler.model import Anchor, Correction, Event, Mention, Quotation, Reading, Span, Timex, hull

SAME = 0.5
"""Dice of two contents from which they are one record."""
SURELY_SAME = 0.8
"""The same where it is not known where the cue of one stands now: a saying within a saying may share half of the words."""
MOST = 2 / 3
"""Dice from which one part of a record holds more than half of its words."""
CLEARLY = 0.2
"""How much nearer one record must come than the next to be the one that is meant, where no cue tells."""
REJECTED_SHARE = 0.6
"""How much of a find the rejected words must make for the rejection to follow."""
SINGULAR = {"quotations": "quotation", "events": "event", "timexes": "timex", "mentions": "mention"}

GONE = "its words do not stand in this version of the article"
NO_RECORD = "no record holds its words any more"
SEVERAL = "its words belong to several records now"
OTHERS = "the record that holds its words now is that of another correction"
GROWN = "the record that holds the rejected words holds others as well"
NO_ANCHOR = "it names no words"
NOT_HERE = "it takes back a correction that is not in this journal, or a later one"


@dataclass(frozen=True, slots=True)
class Hold:
    """A correction and the ids of the records it holds on to: one, several for a rejection whose record was split, none where nothing is
    left to reject and for a paragraph said to be complete. `span` is where its words stand.
    """

    correction: Correction
    records: tuple[str, ...]
    span: Span
    closeness: float = 1.0
    by_id: bool = False


@dataclass(frozen=True, slots=True)
class Detached:
    """A correction that holds on to nothing, and why."""

    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class Attached:
    """Every live correction of an article, once: held or detached, each list in the order of the journal. `added` are ids of records that
    no rule found; `absorbed` names finds that an added record stands for, with its id.
    """

    held: tuple[Hold, ...]
    detached: tuple[Detached, ...]
    added: frozenset[str] = frozenset()
    absorbed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Site:
    """A record as something to hold on to: the shape the rules gave it, then those that people gave it."""

    id: str
    layer: str
    shapes: list[Shape]
    inside: str | None = None


def live(corrections: Iterable[Correction]) -> tuple[list[Correction], list[Detached]]:
    """The corrections that nobody took back, in order, without the undos; and the undos that take nothing back. An undo that was undone
    itself takes nothing back any more.
    """
    ordered = sorted(corrections, key=lambda correction: correction.seq)
    known = {correction.seq for correction in ordered}
    undone: set[int] = set()
    kept, stray = [], []
    for correction in reversed(ordered):
        if correction.seq in undone:
            continue
        if correction.action != "undo":
            kept.append(correction)
        elif correction.undoes in known and correction.undoes < correction.seq:
            undone.add(correction.undoes)
        else:
            stray.append(Detached(correction, NOT_HERE))
    return kept[::-1], stray[::-1]


def records_of(reading: Reading, layer: str) -> list[tuple[str, Record]]:
    """The records of a layer with their ids; a mention has one made of its place."""
    found: Sequence[Record] = getattr(reading, layer)
    if layer == "mentions":
        return list(zip(numbered(reading.article, "mention", [mention.span for mention in reading.mentions]), found, strict=True))
    return [(getattr(record, "id", ""), record) for record in found]


def shape_of(record: Record) -> Shape:
    match record:
        case Quotation():
            return Shape(record.content, record.cue)
        case Event():
            return Shape(record.trigger)
        case Timex() | Mention():
            return Shape((record.span,))


def sites_of(reading: Reading) -> dict[str, dict[str, Site]]:
    """The records of a reading by layer and id."""
    return {
        layer: {
            name: Site(name, layer, [shape_of(record)], record.inside if isinstance(record, Quotation) else None)
            for name, record in records_of(reading, layer)
            if shape_of(record).pieces
        }
        for layer in SINGULAR
    }


def covered(cue: Sequence[Span], pieces: Sequence[Span]) -> bool:
    return any(piece.covers(span) for span in cue for piece in pieces)


def encloses(one: Shape, other: Shape) -> bool:
    """Whether one saying stands within the other: the cue of the inner one is part of what the outer one says. A cue within its own content,
    where somebody put it, tells nothing.
    """
    mine, theirs = ([cue for cue in each.cue or () if not covered([cue], each.pieces)] for each in (one, other))
    if mine and theirs and overlap(mine, theirs):
        return False
    return covered(mine, other.pieces) or covered(theirs, one.pieces)


def closeness(shape: Shape, other: Shape, layer: str) -> float:
    """Dice of two shapes of a layer, 0 where they cannot be one record. Of an event one trigger is enough."""
    if layer == "quotations" and encloses(shape, other):
        return 0.0
    best = dice(shape.pieces, other.pieces)
    if layer == "events":
        return max(best, *(dice(shape.pieces[:1], [piece]) for piece in other.pieces))
    return 0.0 if shape.cue is None and best < SURELY_SAME else best


class Attaching:
    """The work on one reading: corrections are taken one by one, in the order of the journal."""

    def __init__(self, reading: Reading) -> None:
        self.article = reading.article
        self.sites = sites_of(reading)
        self.holds: list[Hold] = []
        self.detached: list[Detached] = []
        self.added: set[str] = set()
        self.absorbed: dict[str, str] = {}

    def take(self, correction: Correction) -> None:
        anchor = correction.anchor
        if anchor is None:
            self.detached.append(Detached(correction, NO_ANCHOR))
            return
        outcome = self.held(correction, anchor)
        if isinstance(outcome, Hold):
            self.holds.append(outcome)
        else:
            self.detached.append(Detached(correction, outcome))

    def held(self, correction: Correction, anchor: Anchor) -> Hold | str:
        """The hold, or why there is none."""
        known = self.known(anchor)
        shape = situate(anchor, self.article)
        if known is None and shape is None:
            return GONE
        span = hull(shape.pieces) if shape else hull(self.sites[anchor.layer][known or ""].shapes[0].pieces)
        if anchor.layer == "paragraphs":
            return Hold(correction, (), locate(anchor, self.article) or span)
        if correction.action == "add" and shape is not None:
            return Hold(correction, (self.add(anchor.layer, shape),), span)
        if known is not None:
            self.reshape(correction, known)
            return Hold(correction, (known,), span, by_id=True)
        assert shape is not None
        return self.rejection(correction, shape, span) if correction.action == "reject" else self.judgement(correction, shape, span)

    def known(self, anchor: Anchor) -> str | None:
        """The record of the anchor's own id, where the text is the same one and no other record has the same outline."""
        if anchor.article != self.article.key or anchor.record is None:
            return None
        name = self.absorbed.get(anchor.record, anchor.record)
        site = self.sites.get(anchor.layer, {}).get(name)
        if site is None:
            return None
        outline = hull(site.shapes[0].pieces)
        twins = [other for other in self.sites[anchor.layer].values() if hull(other.shapes[0].pieces) == outline]
        if len(twins) > 1 and anchor.cue:
            twins = [twin for twin in twins if overlap(twin.shapes[0].cue or (), anchor.cue)]
            return twins[0].id if len(twins) == 1 else None
        return name

    def near(self, shape: Shape, layer: str) -> list[tuple[float, str]]:
        """The records that hold half of the words or more, with how near they come, the nearest first."""
        scored = [(max(closeness(shape, other, layer) for other in site.shapes), site.id) for site in self.sites[layer].values()]
        return sorted(((score, name) for score, name in scored if score >= SAME), key=lambda found: (-found[0], found[1]))

    def judgement(self, correction: Correction, shape: Shape, span: Span) -> Hold | str:
        found = self.near(shape, correction.anchor.layer if correction.anchor else "")
        if len(found) > 1:
            found = self.meant(found, shape, self.sites[correction.anchor.layer if correction.anchor else ""])
            if not found:
                return SEVERAL
        if not found:
            return NO_RECORD
        ((score, name),) = found
        self.reshape(correction, name)
        return Hold(correction, (name,), span, score)

    def meant(self, found: list[tuple[float, str]], shape: Shape, sites: Mapping[str, Site]) -> list[tuple[float, str]]:
        """The one of several that is meant: with the same cue and most of the words; where there was no cue, the clearly nearest."""
        if shape.cue:
            same = [one for one in found if one[0] >= MOST and overlap(shape.cue, sites[one[1]].shapes[0].cue or ())]
            return same if len(same) == 1 else []
        return found[:1] if found[0][0] - found[1][0] >= CLEARLY else []

    def reshape(self, correction: Correction, name: str) -> None:
        """A person's own cut of the words is held on to as well, by what he says of it later."""
        anchor = correction.anchor
        if anchor is not None and correction.action == "set" and correction.field in {"content", "trigger"}:
            pieces = given_pieces(correction.after, anchor.article, self.article)
            site = self.sites[anchor.layer][name]
            if pieces:
                site.shapes.append(Shape(pieces, site.shapes[0].cue))

    def rejection(self, correction: Correction, shape: Shape, span: Span) -> Hold | str:
        """All records that are made of the rejected words, not those within a saying that is one of them. Parts of one record do not meet:
        where they do, one of them was another record.
        """
        layer = correction.anchor.layer if correction.anchor else ""
        found = [site for site in self.sites[layer].values() if self.is_within(site, shape)]
        names = {site.id for site in found}
        parts = [site for site in found if site.inside not in names]
        if not parts and any(self.meets(site, shape) for site in self.sites[layer].values()):
            return GROWN
        if any(overlap(one.shapes[0].pieces, other.shapes[0].pieces) for one, other in combinations(parts, 2)):
            return SEVERAL
        return Hold(correction, tuple(sorted(site.id for site in parts)), span, 0.0 if parts else 1.0)

    def meets(self, site: Site, rejected: Shape) -> bool:
        """Whether some of the rejected words are in a record: then it cannot be told that nothing is left to reject."""
        enclosing = site.layer == "quotations" and encloses(rejected, site.shapes[0])
        return not enclosing and any(overlap(rejected.pieces, shape.pieces) for shape in site.shapes)

    def is_within(self, site: Site, rejected: Shape) -> bool:
        shape = site.shapes[0]
        if site.layer == "quotations" and encloses(rejected, shape):
            return False
        return shared(rejected.pieces, shape.pieces) >= REJECTED_SHARE * sum(map(len, shape.pieces))

    def add(self, layer: str, shape: Shape) -> str:
        """The id of the added record: that of the find it stands for, or one of its own. Further finds of the same words are absorbed."""
        found = [name for _, name in self.near(shape, layer)]
        if not found:
            name = self.new_id(layer, shape)
            self.sites[layer][name] = Site(name, layer, [shape])
            self.added.add(name)
            return name
        first, *rest = found
        for other in rest:
            self.absorbed[other] = first
            self.sites[layer][first].shapes += self.sites[layer].pop(other).shapes
        self.sites[layer][first].shapes.append(shape)
        return first

    def new_id(self, layer: str, shape: Shape) -> str:
        ordinal = 0
        while (name := record_id(self.article, SINGULAR[layer], hull(shape.pieces), ordinal)) in self.sites[layer]:
            ordinal += 1
        return name

    def without_rivals(self) -> None:
        """Where words that do not meet hold on to one record, two records have become one: the nearest keeps it, the rest is detached."""
        groups: dict[str, list[Hold]] = defaultdict(list)
        for hold in self.holds:
            for name in hold.records:
                groups[name].append(hold)
        lost = {(name, hold.correction.seq) for name, holds in groups.items() for hold in rivals(holds)}
        kept = []
        for hold in self.holds:
            names = tuple(name for name in hold.records if (name, hold.correction.seq) not in lost)
            if hold.records and not names:
                self.detached.append(Detached(hold.correction, OTHERS))
            else:
                kept.append(Hold(hold.correction, names, hold.span, hold.closeness, hold.by_id))
        self.holds = kept


def rivals(holds: Sequence[Hold]) -> Iterator[Hold]:
    """Those that hold on by words which do not meet the words of the nearest."""
    keeper = min(holds, key=lambda hold: (not hold.by_id, -hold.closeness, hold.correction.seq))
    split = keeper.correction.action == "reject" and not keeper.by_id
    for hold in holds:
        if not hold.by_id and not split and not hold.span.overlaps(keeper.span):
            yield hold


def versions_of(reading: Reading, versions: Iterable[str] = ()) -> frozenset[str]:
    """The keys of the article and of the texts it replaces."""
    replaced = (reading.article.replaces,) if reading.article.replaces else ()
    return frozenset((reading.article.key, *replaced, *versions))


def attach(reading: Reading, corrections: Iterable[Correction], versions: Iterable[str] = ()) -> Attached:
    """Every live correction of the article with the record it holds on to in this reading, or detached with the reason.

    `reading` is as the rules made it; `versions` are the keys of earlier versions of the article, besides the one it replaces. Corrections of
    other articles, and `merge` and `apart` without words, are not asked about and left out.
    """
    keys = versions_of(reading, versions)
    kept, stray = live(corrections)
    work = Attaching(reading)
    for correction in kept:
        anchor = correction.anchor
        if (anchor is None and correction.action in {"merge", "apart"}) or (anchor is not None and anchor.article not in keys):
            continue
        work.take(correction)
    work.without_rivals()
    mine = [one for one in stray if one.correction.anchor is None or one.correction.anchor.article in keys]
    detached = sorted((*work.detached, *mine), key=lambda one: one.correction.seq)
    return Attached(tuple(work.holds), tuple(detached), frozenset(work.added), dict(work.absorbed))
