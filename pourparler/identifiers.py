"""Lasting ids: a hash of what a record is about, so that the same words keep their id when the rules change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pourparler.model import Article, Event, Quotation, Span, Timex, hull


def place_of(record: Quotation | Event | Timex) -> Span:
    """Where a record stands: the hull of its content, of its trigger, or its own span."""
    if isinstance(record, Timex):
        return record.span
    return hull(record.content if isinstance(record, Quotation) else record.trigger)


def pieces_of(spans: Iterable[Span]) -> str:
    """`433-608 620-640`: pieces of words as stores and forms write them, code points, end exclusive."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def spans_of(pieces: str) -> tuple[Span, ...]:
    """The spans that `pieces_of` wrote."""
    return tuple(Span(*map(int, piece.split("-"))) for piece in pieces.split())


def record_id(article: Article, layer: str, span: Span, ordinal: int) -> str:
    """A hash of article, layer, outermost span, and an ordinal on a tie: the same words keep their id when the rules change."""
    wanted = f"{article.key}|{layer}|{span.start}|{span.end}|{ordinal}"
    return f"{layer[0]}-{hashlib.sha256(wanted.encode()).hexdigest()[:12]}"


def numbered(article: Article, layer: str, spans: Sequence[Span]) -> list[str]:
    """The ids of records by their outermost spans, in the same order."""
    seen: dict[Span, int] = defaultdict(int)
    ids = []
    for span in spans:
        ids.append(record_id(article, layer, span, seen[span]))
        seen[span] += 1
    return ids


def name_quotations(article: Article, quotations: Sequence[Quotation], timexes: Sequence[Timex] = ()) -> list[Quotation]:
    """Each quotation with its lasting id, and links between them renamed."""
    ids = numbered(article, "quotation", [hull(q.content) for q in quotations])
    names = {q.id: name for q, name in zip(quotations, ids, strict=True)}
    times = {timex.id: named.id for timex, named in zip(timexes, name_timexes(article, timexes), strict=True)}
    return [replace(q, id=names[q.id], inside=names.get(q.inside or ""), said_on=times.get(q.said_on or "")) for q in quotations]


def name_timexes(article: Article, timexes: Sequence[Timex]) -> list[Timex]:
    ids = numbered(article, "timex", [timex.span for timex in timexes])
    return [replace(timex, id=name) for timex, name in zip(timexes, ids, strict=True)]
