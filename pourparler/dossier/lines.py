"""A reading as the lines of lists: each quotation and event with who takes part in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pourparler.identifiers import pieces_of
from pourparler.model import Actor, Article, Event, Quotation, Reading, Span, hull
from pourparler.store.lines import Line, Party

DAY = 10
"""Characters of an ISO day."""


def lines_of(reading: Reading, judged: Mapping[str, str] | None = None) -> list[Line]:
    """One line for each quotation and event, in the order of the text; `judged` tells what people did to a record, by its id."""
    known, said = judged or {}, {actor.id: actor for actor in reading.actors}
    starts = [paragraph.span.start for paragraph in reading.article.paragraphs]
    days = {timex.id: timex.value for timex in reading.timexes}
    found = [quotation_line(q, reading.article, starts, known.get(q.id), said, days) for q in reading.quotations]
    found += [event_line(event, reading.article, starts, known.get(event.id), said) for event in reading.events]
    return sorted(found, key=lambda line: (line.start, line.layer, line.record))


def day_of(value: str | None) -> str | None:
    """The day of a TIMEX3 value where it states one whole: « 2025-02-27TMO » is 2025-02-27, « XXXX-02-18 » is none."""
    if value is None or len(value) < DAY or not value[:DAY].replace("-", "").isdigit() or value[4] != "-" or value[7] != "-":
        return None
    return value[:DAY]


def paragraph_at(starts: Sequence[int], place: int) -> int:
    return max(0, bisect_right(starts, place) - 1)


def parties(part: str, ids: Iterable[str], actors: Mapping[str, Actor]) -> Iterator[Party]:
    for one in dict.fromkeys(ids):
        actor = actors.get(one)
        yield Party(part, one, actor.name if actor else one, actor.country if actor else None)


def quotation_line(
    quotation: Quotation, article: Article, starts: Sequence[int], judged: str | None, actors: Mapping[str, Actor], days: Mapping[str, str]
) -> Line:
    told = (*parties("speaker", quotation.speakers, actors), *parties("addressee", quotation.addressees, actors))
    day = day_of(days.get(quotation.said_on or ""))
    attitude, kind = quotation.layer == "attitude", quotation.kind
    return make_line(
        article, quotation.id, "quotations", kind, quotation.status, attitude, day, quotation.content, starts, quotation.score, judged, told
    )


def event_line(event: Event, article: Article, starts: Sequence[int], judged: str | None, actors: Mapping[str, Actor]) -> Line:
    told = (*parties("actor", event.actors, actors), *parties("recipient", event.recipients, actors))
    day = day_of(event.date)
    return make_line(article, event.id, "events", event.event_type, event.status, False, day, event.trigger, starts, event.score, judged, told)


def make_line(
    article: Article, record: str, layer: str, kind: str, status: str, attitude: bool, day: str | None, spans: Sequence[Span], starts: Sequence[int],
    score: float, judged: str | None, told: tuple[Party, ...],
) -> Line:  # fmt: skip
    span = hull(spans)
    return Line(
        article=article.key,
        record=record,
        layer=layer,
        kind=kind,
        status=status,
        attitude=attitude,
        day=day,
        published=article.published and article.published[:DAY],
        start=span.start,
        end=span.end,
        pieces=pieces_of(spans),
        paragraph=paragraph_at(starts, span.start),
        score=score,
        judged=judged,
        parties=told,
    )
