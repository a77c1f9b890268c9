"""What changed between two readings of one article, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from pourparler.identifiers import place_of
from pourparler.model import Event, Quotation, Reading, Span, Timex

LAYERS = ("quotations", "events", "timexes")
Record = Quotation | Event | Timex


@dataclass(frozen=True, slots=True)
class Change:
    """One record that came, went or changed; `changed` names its fields. `span` is where it stands in the article."""

    kind: Literal["came", "went", "changed"]
    layer: str
    record: str
    span: Span
    changed: tuple[str, ...] = ()


def changed_fields(before: Record, after: Record) -> tuple[str, ...]:
    return tuple(one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name))


def compare(before: Reading, after: Reading) -> list[Change]:
    """The changes in the order of the text; records are the same where their ids are."""
    found = [change for layer in LAYERS for change in compare_layer(layer, getattr(before, layer), getattr(after, layer))]
    return sorted(found, key=lambda change: (change.span, change.layer, change.kind))


def compare_layer(layer: str, before: Sequence[Record], after: Sequence[Record]) -> Iterator[Change]:
    olds, news = {one.id: one for one in before}, {one.id: one for one in after}
    for name in olds.keys() | news.keys():
        old, new = olds.get(name), news.get(name)
        if old is None and new is not None:
            yield Change("came", layer, name, place_of(new))
        elif new is None and old is not None:
            yield Change("went", layer, name, place_of(old))
        elif old is not None and new is not None and old != new:
            yield Change("changed", layer, name, place_of(new), changed_fields(old, new))


__all__ = ["Change", "compare"]
