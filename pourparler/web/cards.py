"""The card beside the text: all that is known of one record, and why it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pourparler.export.chains import example_of, steps_from
from pourparler.export.handles import Record, by_handle, handles
from pourparler.export.shown import actors_of, deed, excerpt, offsets, role_of, source_words, visible, words
from pourparler.identifiers import pieces_of, place_of
from pourparler.model import Actor, Event, Place, Quotation, Reading, Span, Timex, hull
from pourparler.web.judging import seen_of
from pourparler.web.pane import fragment, layer_of, style_of
from pourparler.wording import Wording

Fact = tuple[str, str, bool]
"""What it is, its value, and whether the value is words of the article."""
ARROW = " → "
WIDTH = 220


@dataclass(frozen=True, slots=True)
class Card:
    """One record. `headline` says who, `verdict` what it is; `spans` are the places of its words ("433-608 620-640"), `seen` is the
    sum by which a judgement tells what its person saw."""

    handle: str
    record: str
    css: str
    layer: str
    fragment: str
    spans: str
    headline: str
    verdict: str
    status: str
    doubtful: bool
    seen: str
    words: str
    facts: tuple[Fact, ...]


def cards_of(reading: Reading, wording: Wording) -> list[Card]:
    """The cards of all records in the order of the text."""
    found = by_handle(reading).items()
    ordered = sorted(found, key=lambda pair: (place_of(pair[1]).start, -place_of(pair[1]).end))
    return [card(reading, handle, record, wording) for handle, record in ordered]


def card(reading: Reading, handle: str, record: Record, say: Wording) -> Card:
    spans = spans_of(record)
    return Card(
        handle=handle,
        record=record.id,
        css=style_of(record),
        layer=layer_of(record),
        fragment=fragment(record),
        spans=pieces_of(spans),
        headline=headline(reading, record, say),
        verdict=verdict(record, say),
        status=status(record, say),
        doubtful=not isinstance(record, Timex) and record.runner_up is not None,
        seen=seen_of(reading, record),
        words=excerpt(reading.article.text, spans, WIDTH),
        facts=tuple(facts(reading, record, say)),
    )


def spans_of(record: Record) -> tuple[Span, ...]:
    if isinstance(record, Timex):
        return (record.span,)
    return record.content if isinstance(record, Quotation) else record.trigger


def headline(reading: Reading, record: Record, say: Wording) -> str:
    if isinstance(record, Timex):
        return record.value
    if isinstance(record, Event):
        sides = [", ".join(visible(actor.name) for actor in actors_of(reading, ids)) for ids in (record.actors, record.recipients)]
        return ARROW.join(side for side in sides if side) or say("web.nobody_named")
    names = ", ".join(visible(actor.name) for actor in actors_of(reading, record.speakers))
    return names or source_words(reading, record) or say("page.unknown_speaker")


def verdict(record: Record, say: Wording) -> str:
    if isinstance(record, Timex):
        return say(f"timex.{record.type}")
    if isinstance(record, Event):
        return deed(record.event_type, record.mode, say)
    return say(f"kind.{record.kind}") + (f" · {say('layer.attitude')}" if record.layer == "attitude" else "")


def status(record: Record, say: Wording) -> str:
    """The status where it is not the plain one, else nothing."""
    if isinstance(record, Event) and record.status != "actual":
        return say(f"event_status.{record.status}")
    return say(f"status.{record.status}") if isinstance(record, Quotation) and record.status != "asserted" else ""


def facts(reading: Reading, record: Record, say: Wording) -> Iterator[Fact]:
    """Every fact that is known, in the order in which a person would ask."""
    if isinstance(record, Quotation):
        yield from quotation_facts(reading, record, say)
    elif isinstance(record, Event):
        yield from event_facts(reading, record, say)
    else:
        yield say("why.undated"), record.undated, False
        yield say("why.bounds"), f"{record.earliest or '—'} / {record.latest or '—'}", False
        yield say("why.anchor"), reading.article.published or say("published.unknown"), False
    yield say("page.span"), offsets(spans_of(record)), False


def quotation_facts(reading: Reading, quotation: Quotation, say: Wording) -> Iterator[Fact]:
    yield say("column.who"), people(reading, quotation.speakers) or source_words(reading, quotation) or say("page.unknown_speaker"), False
    yield from quoted(reading, say("page.source_words"), quotation.source)
    yield from quoted(reading, say("web.cue"), quotation.cue)
    if quotation.addressees:
        yield say("page.addressees"), people(reading, quotation.addressees), False
    yield say("web.when"), next((timex.value for timex in reading.timexes if timex.id == quotation.said_on), say("web.unknown")), False
    yield from quoted(reading, say("web.where"), (quotation.occasion,) if quotation.occasion else ())
    yield from quoted(reading, say("web.about"), quotation.about)
    yield say("page.status"), f"{say(f'status.{quotation.status}')} · {say(f'stance.{quotation.stance}')}", False
    yield from inside(reading, say("page.inside"), quotation.inside)
    yield from reasons(quotation, chain(reading, quotation), say)
    yield from notes(reading, quotation, say)


def event_facts(reading: Reading, event: Event, say: Wording) -> Iterator[Fact]:
    yield say("web.actors"), people(reading, event.actors) or say("web.unknown"), False
    if event.recipients:
        yield say("web.recipients"), people(reading, event.recipients), False
    yield say("web.when"), event.date or say("web.unknown"), False
    where = next((place_named(place) for place in reading.places if place.id == event.place), "")
    yield say("web.where"), where or say("web.unknown"), False
    yield from quoted(reading, say("web.about"), event.about)
    yield say("page.status"), say(f"event_status.{event.status}"), False
    code = " · ".join(part for part in (event.event_type, event.mode, event.cameo, *event.context) if part)
    yield say("web.code"), code, False
    yield from inside(reading, say("web.told_by"), event.told_by)
    yield from reasons(event, "", say)


def quoted(reading: Reading, name: str, spans: Sequence[Span]) -> Iterator[Fact]:
    if spans:
        yield name, words(reading.article.text, spans), True


def inside(reading: Reading, name: str, record: str | None) -> Iterator[Fact]:
    handle = handles(reading).get(record or "")
    if handle:
        yield name, handle, False


def reasons(record: Quotation | Event, path: str, say: Wording) -> Iterator[Fact]:
    """Why it stands: the chain to the speaker, the rule and its example, the score, the second choice."""
    if path:
        yield say("web.chain"), path, False
    yield say("page.rule"), record.rule or "—", False
    example = example_of(record.rule) if ".cues." in record.rule else None
    if example:
        yield say("why.rule_example"), example, False
    yield say("why.score"), f"{record.score:.2f}", False
    yield say("page.runner_up"), visible(record.runner_up) if record.runner_up else say("why.no_runner_up"), False


def chain(reading: Reading, quotation: Quotation) -> str:
    """`il [1055-1057] → Poutine [944-951]` where a name stands behind other words, else nothing."""
    steps = list(steps_from(reading, quotation))
    return ARROW.join(f"{words(reading.article.text, (span,))} [{offsets((span,))}]" for span in steps) if len(steps) > 1 else ""


def notes(reading: Reading, quotation: Quotation, say: Wording) -> Iterator[Fact]:
    around = hull(quotation.content + quotation.cue + quotation.source)
    for note in reading.notes:
        if len(note.span) and around.overlaps(note.span):
            yield say("why.notes"), visible(say.message(note.message)), False


def people(reading: Reading, ids: Sequence[str]) -> str:
    return "; ".join(person(actor) for actor in actors_of(reading, ids))


def person(actor: Actor) -> str:
    about = [part for part in (actor.wikidata, role_of(actor)) if part]
    return visible(f"{actor.name} ({' · '.join(about)})" if about else actor.name)


def place_named(place: Place) -> str:
    return visible(", ".join(part for part in (place.name, place.country) if part))
