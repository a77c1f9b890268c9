"""Words within somebody else's words: which quotation stands inside which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.model import Quotation, Span, hull
from pourparler.spans import Spread


def nest(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The same quotations, each with the id of the innermost one whose content holds both its words and its cue or source."""
    outers = [(size(one), hull(one.content), one) for one in quotations]
    held = Spread.of(whole for _, whole, _ in outers)
    around = [innermost(inner, [outers[number] for number in held.covering(words)]) for _, words, inner in outers]
    return tuple(replace(inner, inside=outer.id) if outer else inner for inner, outer in zip(quotations, around, strict=True))


def innermost(inner: Quotation, outers: Sequence[tuple[int, Span, Quotation]]) -> Quotation | None:
    """The smallest quotation that is larger than this one and holds all of it; `outers` are those whose hull covers it, with size and hull."""
    own, words, told = size(inner), hull(inner.content), inner.cue or inner.source
    if not told:
        return None
    around = [(large, whole, other) for large, whole, other in outers if large > own]
    holders = [(large, other) for large, whole, other in around if all(stands_in(part, other, whole) for part in (words, *told))]
    return min(holders, key=lambda holder: holder[0])[1] if holders else None


def stands_in(part: Span, outer: Quotation, whole: Span) -> bool:
    return whole.covers(part) and any(span.overlaps(part) for span in outer.content) and not any(part.overlaps(cue) for cue in outer.cue)


def size(quotation: Quotation) -> int:
    return sum(len(span) for span in quotation.content)


__all__ = ["nest"]
