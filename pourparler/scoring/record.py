"""All layers of a record: quotations, speakers, events, times, actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pourparler.model import Actor, Event, Reading, Timex
from pourparler.scoring.comparing import (
    WordIndex,
    country,
    in_order,
    is_invented,
    name_words,
    same_actor,
    short_enough,
    sides,
)
from pourparler.scoring.gold import GoldActor, GoldDocument, GoldEvent, GoldTimex, Pair, overlap, pairs
from pourparler.scoring.pairing import by_article, reading_of
from pourparler.scoring.quotations import QuotationScores, SpeakerScores, match
from pourparler.scoring.tallies import Rate, Share
from pourparler.wording import Wording, wording

DAY = len("2025-02-27")


def matched_events(gold: Sequence[GoldEvent], found: Sequence[Event], text: str, *, typed: bool) -> list[tuple[int, int]]:
    """Events one to one by a trigger that overlaps, of the same type where `typed`."""
    candidates = [(event.event_type, short_enough(pairs(event.trigger), text)) for event in found]

    def fits(wanted: GoldEvent, candidate: tuple[str, list[Pair]]) -> bool:
        event_type, triggers = candidate
        return (not typed or wanted.event_type == event_type) and overlap(wanted.trigger, triggers)

    return in_order(gold, candidates, fits)


@dataclass(slots=True)
class EventScores:
    """`typed`: type and trigger; `loose`: trigger alone; `whole`: type, countries and status, of all in gold; the rest of the matched."""

    typed: Rate = field(default_factory=Rate)
    loose: Rate = field(default_factory=Rate)
    countries: Share = field(default_factory=Share)
    status: Share = field(default_factory=Share)
    whole: Share = field(default_factory=Share)
    date: Share = field(default_factory=Share)
    invented: Share = field(default_factory=Share)
    place: Share = field(default_factory=Share)
    mode: Share = field(default_factory=Share)

    def add(self, document: GoldDocument, reading: Reading | None) -> None:
        if document.events is None:
            return
        found = reading.events if reading else ()
        loose = matched_events(document.events, found, document.text, typed=False)
        for rate in (self.typed, self.loose):
            rate.gold += len(document.events)
            rate.found += len(found)
        self.loose.right_found += len(loose)
        self.loose.right_gold += len(loose)
        self.whole.whole += len(document.events)
        if reading is not None:
            for number, place in matched_events(document.events, found, document.text, typed=True):
                self._count_matched(document, document.events[number], reading, found[place])

    def _count_matched(self, document: GoldDocument, wanted: GoldEvent, reading: Reading, event: Event) -> None:
        self.typed.count_right()
        same_sides = gold_sides(document, wanted) == event_sides(reading, event)
        same_status = wanted.status == event.status
        self.countries.count(same_sides)
        self.status.count(same_status)
        self.whole.part += same_sides and same_status
        if wanted.mode:
            self.mode.count(wanted.mode == event.mode)
        if wanted.place:
            self.place.count(bool(name_words(wanted.place) & name_words(place_name(reading, event))))
        if wanted.date:
            self.date.count((event.date or "")[:DAY] == wanted.date[:DAY])
        else:
            self.invented.count(is_invented(event.date))

    def figures(self) -> Iterator[tuple[str, Rate | Share]]:
        yield "events.type", self.typed
        yield "events.trigger", self.loose
        yield "events.whole", self.whole
        yield "events.countries", self.countries
        yield "events.status", self.status
        yield "events.date", self.date
        yield "events.left undated", self.invented.rest
        yield "events.place", self.place
        yield "events.mode", self.mode


def gold_sides(document: GoldDocument, event: GoldEvent) -> set[str]:
    known = {actor.id: actor for actor in document.actors}
    return sides(known[name] for name in (*event.actor, *event.recipient) if name in known)


def event_sides(reading: Reading, event: Event) -> set[str]:
    known = {actor.id: actor for actor in reading.actors}
    return sides(known[name] for name in (*event.actors, *event.recipients) if name in known)


def place_name(reading: Reading, event: Event) -> str | None:
    return next((place.name for place in reading.places if place.id == event.place), None)


def matched_times(gold: Sequence[GoldTimex], found: Sequence[Timex]) -> list[tuple[int, int]]:
    return in_order(gold, found, lambda wanted, timex: overlap([wanted.span], pairs([timex.span])))


@dataclass(slots=True)
class TimeScores:
    """`extent`: the expressions overlap; `strict`: extent to the letter and value; the rest of the matched."""

    extent: Rate = field(default_factory=Rate)
    strict: Rate = field(default_factory=Rate)
    type: Share = field(default_factory=Share)
    value: Share = field(default_factory=Share)

    def add(self, document: GoldDocument, reading: Reading | None) -> None:
        if document.timexes is None:
            return
        found = reading.timexes if reading else ()
        for rate in (self.extent, self.strict):
            rate.gold += len(document.timexes)
            rate.found += len(found)
        for number, place in matched_times(document.timexes, found):
            wanted, timex = document.timexes[number], found[place]
            self.extent.count_right()
            self.type.count(wanted.type == timex.type)
            self.value.count(wanted.value == timex.value)
            if wanted.value == timex.value and wanted.span == (timex.span.start, timex.span.end):
                self.strict.count_right()

    def figures(self) -> Iterator[tuple[str, Rate | Share]]:
        yield "times.extent", self.extent
        yield "times.type", self.type
        yield "times.value", self.value
        yield "times.strict", self.strict


def mentions_of(reading: Reading) -> dict[str, list[Pair]]:
    """Where each actor is named or pointed at."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.actor:
            found[mention.actor].append((mention.span.start, mention.span.end))
    return found


def actor_found(wanted: GoldActor, actors: Sequence[Actor], mentions: dict[str, list[Pair]]) -> Actor | None:
    """The first actor of the reading that is the same and is mentioned in the same place."""
    return next((actor for actor in actors if overlap(wanted.mentions, mentions.get(actor.id, [])) and same_actor(wanted, actor)), None)


@dataclass(slots=True)
class ActorScores:
    """`known`: of the persons a reading names, those that the gold mentions too."""

    found: Share = field(default_factory=Share)
    country: Share = field(default_factory=Share)
    sector: Share = field(default_factory=Share)
    known: Share = field(default_factory=Share)

    def add(self, document: GoldDocument, reading: Reading | None) -> None:
        actors = reading.actors if reading else ()
        mentions = mentions_of(reading) if reading else {}
        for actor in actors:
            if actor.kind == "person" and document.places_actors:
                self.known.count(any(overlap(wanted.mentions, mentions.get(actor.id, [])) for wanted in document.actors))
        for wanted in document.actors:
            if not wanted.mentions:
                continue
            hit = actor_found(wanted, actors, mentions)
            self.found.count(hit is not None)
            if hit is not None:
                self.country.count(country(wanted) == country(hit))
                self.sector.count(wanted.sector == hit.sector)

    def figures(self) -> Iterator[tuple[str, Rate | Share]]:
        yield "actors.found", self.found
        yield "actors.country", self.country
        yield "actors.sector", self.sector
        yield "actors.persons known", self.known


@dataclass(slots=True)
class Scores:
    """The figures of a run. `missing` are the gold documents without a reading, each counted as a reading in which nothing was found."""

    documents: int = 0
    missing: list[str] = field(default_factory=list)
    quotations: QuotationScores = field(default_factory=QuotationScores)
    speakers: SpeakerScores = field(default_factory=SpeakerScores)
    events: EventScores = field(default_factory=EventScores)
    times: TimeScores = field(default_factory=TimeScores)
    actors: ActorScores = field(default_factory=ActorScores)

    def add(self, document: GoldDocument, reading: Reading | None) -> None:
        """Count one document with its reading, None where there is none."""
        self.documents += 1
        if reading is None:
            self.missing.append(document.id)
        index = WordIndex(document.text)
        self.quotations.add(match(document, reading, index))
        self.speakers.add(document, reading, index)
        self.events.add(document, reading)
        self.times.add(document, reading)
        self.actors.add(document, reading)

    def lines(self, say: Wording | None = None) -> Iterator[str]:
        """The table that a person reads, in English unless a catalogue is given. What the gold does not annotate has no line: nothing was
        measured there. What it does not annotate at all is named at the end.
        """
        words = say or wording("en")
        yield words.count("documents", self.documents)
        if self.missing:
            yield words("score.missing", documents=words.count("documents", len(self.missing)), ids=", ".join(self.missing))
        unmeasured = []
        for layer in (self.quotations, self.speakers, self.events, self.times, self.actors):
            told = [(name, figure) for name, figure in layer.figures() if figure.is_measured]
            yield from (figure.line(words(f"figure.{name}"), words) for name, figure in told)
            if not told:
                unmeasured.append(next(name for name, _ in layer.figures()).partition(".")[0])
        if unmeasured:
            yield words("score.unmeasured", layers=", ".join(words(f"scored.{name}") for name in unmeasured))


def score(gold: Iterable[GoldDocument], readings: Iterable[Reading]) -> Scores:
    """The figures of some readings against gold, matched by article id.

    Quotations are matched one to one by the words of their contents (Dice of one half or more, the best first); a full match has the source
    right as well. Readings of articles that the gold does not hold are left aside. Raises MalformedRecord where an article has two readings, and
    where a reading is of another text than the gold: the places of the two would not mean the same words.
    """
    made = by_article(readings)
    scores = Scores()
    for document in gold:
        scores.add(document, reading_of(document, made))
    return scores
