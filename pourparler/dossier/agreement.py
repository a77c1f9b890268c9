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
from pourparler.dossier.correcting import Draft, laid
from pourparler.dossier.values import FIELDS
from pourparler.model import Correction, Reading

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
    article: str
    layer: str
    record: str
    field: str
    first: object
    second: object


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

    article: str
    layer: str
    record: str
    field: str
    values: tuple[Hashable, Hashable]


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
    differing = (one for one in judgements if one.values[0] != one.values[1])
    return Agreement(first, second, found, tuple(Disagreement(one.article, one.layer, one.record, one.field, *one.values) for one in differing))


def judged_by_both(reading: Reading, corrections: Sequence[Correction], first: str, second: str) -> Iterator[Judgement]:
    mine, theirs = (drafts_of(reading, corrections, coder) for coder in (first, second))
    for name in mine:
        if name not in theirs:
            continue
        one, other = mine[name], theirs[name]
        yield Judgement(reading.article.key, one.layer, name, RECORD, (not one.is_rejected, not other.is_rejected))
        if one.is_rejected or other.is_rejected:
            continue
        for field in FIELDS.get(one.layer, ()):
            if speaks_of(one, field, first) and speaks_of(other, field, second):
                yield Judgement(reading.article.key, one.layer, name, field, (value_of(one.record, field), value_of(other.record, field)))


def drafts_of(reading: Reading, corrections: Sequence[Correction], coder: str) -> dict[str, Draft]:
    """The records that a coder judged, as he left them. What another added is there for him to judge."""
    attached = attach(reading, corrections)
    holds = [hold for hold in attached.held if hold.correction.by == coder or hold.correction.action == "add"]
    drafts = laid(reading, attached, holds).drafts
    return {name: draft for name, draft in drafts.items() if any(one.by == coder and one.action in JUDGING for one in draft.history)}


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
