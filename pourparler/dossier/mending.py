"""A reading of other records than the rules made, in which every id that is named exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pourparler.dossier.anchors import Record
from pourparler.dossier.attaching import records_of, shape_of
from pourparler.dossier.values import Cast
from pourparler.model import Actor, Event, Mention, Place, Quotation, Reading, Timex, hull

Kept = TypeVar("Kept", Quotation, Event, Timex, Mention)


def assembled(reading: Reading, records: Mapping[str, Record], layers: Mapping[str, str], cast: Cast, absorbed: Mapping[str, str]) -> Reading:
    """The reading with these records, by id, in place of its own: those it had in their order, new ones where their words stand. Names of
    records that are not among them are taken out; a quotation within one of those lies within the next one outside.
    """
    quotations = in_order(reading, "quotations", records, layers, Quotation)
    events = in_order(reading, "events", records, layers, Event)
    timexes = in_order(reading, "timexes", records, layers, Timex)
    mentions = in_order(reading, "mentions", records, layers, Mention)
    outer = {quotation.id: quotation.inside for quotation in reading.quotations}
    gone = {name for layer in ("quotations", "timexes") for name, _ in records_of(reading, layer)}
    gone -= {one.id for one in quotations} | {one.id for one in timexes}
    silent = {one.span for one in reading.mentions} - {one.span for one in mentions}

    def enclosing(name: str | None) -> str | None:
        name = absorbed.get(name or "", name)
        while name is not None and name in gone:
            name = absorbed.get(outer.get(name) or "", outer.get(name))
        return name

    def kept(name: str | None) -> str | None:
        name = absorbed.get(name or "", name)
        return None if name in gone else name

    told = tuple(replace(one, inside=not_itself(one.id, enclosing(one.inside)), said_on=kept(one.said_on)) for one in quotations)
    done = tuple(replace(one, told_by=kept(one.told_by)) for one in events)
    chained = tuple(replace(one, chain=None if one.chain in silent else one.chain) for one in mentions)
    actors, places = with_new(reading, told, done, cast)
    return replace(reading, quotations=told, events=done, timexes=timexes, mentions=chained, actors=actors, places=places)


def not_itself(name: str, outer: str | None) -> str | None:
    return outer if outer != name else None


def in_order(reading: Reading, layer: str, records: Mapping[str, Record], layers: Mapping[str, str], kind: type[Kept]) -> tuple[Kept, ...]:
    """The records of a layer: the reading's own in its order, each new one before the first that begins after it."""
    own = [name for name, _ in records_of(reading, layer)]
    known = set(own)
    found = [record for name in own if isinstance(record := records.get(name), kind)]
    new = [record for name, record in records.items() if layers[name] == layer and name not in known and isinstance(record, kind)]
    for record in sorted(new, key=lambda one: hull(shape_of(one).pieces)):
        start = hull(shape_of(record).pieces)
        place = next((number for number, other in enumerate(found) if hull(shape_of(other).pieces) > start), len(found))
        found.insert(place, record)
    return tuple(found)


def with_new(
    reading: Reading, quotations: tuple[Quotation, ...], events: tuple[Event, ...], cast: Cast
) -> tuple[tuple[Actor, ...], tuple[Place, ...]]:
    """The actors and places of the reading, and those that people named and a record still needs."""
    needed = {name for one in quotations for name in (*one.speakers, *one.addressees)}
    needed |= {name for one in events for name in (*one.actors, *one.recipients)}
    seats = {one.place for one in events}
    actors, places = {one.id for one in reading.actors}, {one.id for one in reading.places}
    new = sorted((one for one in cast.actors if one.id in needed - actors), key=lambda one: one.id)
    where = sorted((one for one in cast.places if one.id in seats - places), key=lambda one: one.id)
    return (*reading.actors, *new), (*reading.places, *where)
