"""Two coders on the same records: how far they agree, beyond chance too, and on what they do not.

Each one's values are those of the rules with his own corrections laid over them. A record counts where both judged it; a field where both
accepted or added the record, or set this very field, and both let the record stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pourparler.dossier.anchors import Record
from pourparler.dossier.attaching import attach
from pourparler.dossier.correcting import Correcting, Draft, laid
from pourparler.dossier.values import FIELDS
from pourparler.model import Article, Correction, Reading, Span, hull

RECORD = "record"
"""The question whether a record stands at all."""
JUDGING = frozenset({"accept", "reject", "set", "add"})


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """`n` records that both judged, the share of equal judgements, and Cohen's kappa: None where chance alone would explain all of it."""

    n: int
    observed: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which two coders differ: `start` to `end` are the places of the record's words as the first has them, `said` the two values in
    plain words: names for ids, words for places.
    """

    article: str
    layer: str
    record: str
    field: str
    first: object
    second: object
    label: str
    start: int
    end: int
    words: str
    said: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """By layer and field, "events.date"; "quotations.record" is whether the record stands."""

    first: str
    second: str
    fields: dict[str, FieldAgreement]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two coders say of one field of one record."""

    article: Article
    layer: str
    record: str
    field: str
    values: tuple[Hashable, Hashable]
    span: Span
    said: tuple[str, str]

    def disagreement(self) -> Disagreement:
        article, span, (first, second) = self.article, self.span, self.values
        words = span.slice(article.text)
        return Disagreement(
            article.key, self.layer, self.record, self.field, first, second, article.id, span.start, span.end, words, self.said
        )  # fmt: skip


def cohen(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa; None without pairs, and where both gave one and the same value throughout."""
    if not pairs:
        return None
    size = len(pairs)
    observed = sum(one == other for one, other in pairs) / size
    mine, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(mine[value] * theirs[value] for value in mine) / size**2
    return None if chance >= 1 else (observed - chance) / (1 - chance)


def agreement(readings: Iterable[tuple[Reading, Sequence[Correction]]], first: str, second: str) -> Agreement:
    """How two coders agree over many articles, each given as the rules read it with its corrections."""
    judgements = [one for reading, corrections in readings for one in judged_by_both(reading, corrections, first, second)]
    groups: dict[str, list[tuple[Hashable, Hashable]]] = {}
    for one in judgements:
        groups.setdefault(f"{one.layer}.{one.field}", []).append(one.values)
    found = {name: FieldAgreement(len(pairs), sum(a == b for a, b in pairs) / len(pairs), cohen(pairs)) for name, pairs in sorted(groups.items())}
    differing = (one.disagreement() for one in judgements if one.values[0] != one.values[1])
    return Agreement(first, second, found, tuple(differing))


def judged_by_both(reading: Reading, corrections: Sequence[Correction], first: str, second: str) -> Iterator[Judgement]:
    work, others = work_of(reading, corrections, first), work_of(reading, corrections, second)
    mine, theirs = judged_in(work, first), judged_in(others, second)
    for name in mine:
        if name not in theirs:
            continue
        one, other = mine[name], theirs[name]

        def judgement(field: str, values: tuple[Hashable, Hashable], told: tuple[str, str], one: Draft = one) -> Judgement:
            return Judgement(reading.article, one.layer, one.id, field, values, place_of(one.record), told)

        stands = (not one.is_rejected, not other.is_rejected)
        yield judgement(RECORD, stands, (str(stands[0]), str(stands[1])))
        for field in FIELDS.get(one.layer, ()) if all(stands) else ():
            if speaks_of(one, field, first) and speaks_of(other, field, second):
                told = in_words(one.record, field, work), in_words(other.record, field, others)
                yield judgement(field, (value_of(one.record, field), value_of(other.record, field)), told)


def place_of(record: Record | None) -> Span:
    """From the first to the last character of a record's own words."""
    return hull(spans) if (spans := getattr(record, "content", None) or getattr(record, "trigger", None)) else Span(0, 0)


def in_words(record: Record | None, field: str, work: Correcting) -> str:
    """A value as a person reads it: actors and places by their names, places in the text by their words."""
    value = getattr(record, field)
    names = {actor.id: actor.name for actor in work.cast.actors} | {place.id: place.name for place in work.cast.places}
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(part.slice(work.article.text) if isinstance(part, Span) else names.get(part, str(part)) for part in parts if part is not None)


def work_of(reading: Reading, corrections: Sequence[Correction], coder: str) -> Correcting:
    """The reading with a coder's own corrections over it. What another added is there for him to judge."""
    attached = attach(reading, corrections)
    holds = [hold for hold in attached.held if hold.correction.by == coder or hold.correction.action == "add"]
    return laid(reading, attached, holds)


def judged_in(work: Correcting, coder: str) -> dict[str, Draft]:
    """The records that a coder judged, as he left them."""
    return {name: draft for name, draft in work.drafts.items() if any(one.by == coder and one.action in JUDGING for one in draft.history)}


def speaks_of(draft: Draft, field: str, coder: str) -> bool:
    """Whether the coder judged the field: by accepting or adding the whole record, or by setting the field."""
    own = (one for one in draft.history if one.by == coder)
    return any(one.action in {"accept", "add"} or (one.action == "set" and one.field == field) for one in own)


def value_of(record: Record | None, field: str) -> Hashable:
    """The value as something that can be equal; the order of actors says nothing."""
    value = getattr(record, field)
    if field in {"speakers", "addressees", "actors", "recipients"}:
        return tuple(sorted(value))
    return value  # type: ignore[no-any-return]
