"""Words within somebody else's words: which quotation stands inside which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.model import Quotation, Span, hull


def nest(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The same quotations, each with the id of the innermost one whose content holds both its words and its cue or source."""
    return tuple(replace(inner, inside=around.id) if (around := innermost(inner, quotations)) else inner for inner in quotations)


def innermost(inner: Quotation, quotations: Sequence[Quotation]) -> Quotation | None:
    holders = [other for other in quotations if other is not inner and holds(other, inner)]
    return min(holders, key=size, default=None)


def holds(outer: Quotation, inner: Quotation) -> bool:
    """Whether all of the inner one stands in the content of the outer one, which is larger."""
    parts = [hull(inner.content), *(inner.cue or inner.source)]
    whole = hull(outer.content)
    return size(outer) > size(inner) and bool(inner.cue or inner.source) and all(stands_in(part, outer, whole) for part in parts)


def stands_in(part: Span, outer: Quotation, whole: Span) -> bool:
    return whole.covers(part) and any(span.overlaps(part) for span in outer.content) and not any(part.overlaps(cue) for cue in outer.cue)


def size(quotation: Quotation) -> int:
    return sum(len(span) for span in quotation.content)


__all__ = ["nest"]
