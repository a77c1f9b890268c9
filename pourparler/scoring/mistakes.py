"""Every miss and every false find by itself, with its sentence: what to read before changing a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pourparler.model import Article, Event, Reading
from pourparler.scoring.comparing import WordIndex, country, is_invented, name_words
from pourparler.scoring.gold import GoldDocument, GoldEvent, Pair, overlap, pairs
from pourparler.scoring.pairing import by_article, reading_of
from pourparler.scoring.quotations import Matching, are_the_same, heard, match
from pourparler.scoring.record import (
    DAY,
    actor_found,
    event_sides,
    gold_sides,
    matched_events,
    matched_times,
    mentions_of,
    place_name,
)

SENTENCE_END = re.compile(r"[.!?…][»”\"’)\s]*\s|\n")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between gold and reading.

    `kind` is "missed", "false", or what is wrong with a match: "source", "speaker", "kind", "extent", "value", "countries", "status" and so on.
    `start` and `end` enclose the words it is about, which are `words`. `gold` and `found` are the words or values on each side, empty where
    there are none.
    """

    article: str
    layer: str
    kind: str
    start: int
    gold: str
    found: str
    sentence: str
    rule: str = ""
    end: int = 0
    words: str = ""

    def line(self) -> str:
        """All of it but the sentence in one line, each side by its name."""
        told = f"{self.article} {self.start}-{self.end} {self.layer} {self.kind}: gold {self.gold or '—'} | found {self.found or '—'}"
        return told + (f" [{self.rule}]" if self.rule else "")


def sentence_around(text: str, start: int) -> str:
    """The line's part between full stops in which a position lies; enough to recognise the place."""
    head = max((found.end() for found in SENTENCE_END.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    tail = SENTENCE_END.search(text, start, start + 600)
    return text[head : tail.end() if tail else start + 600].strip()


def words_at(spans: Sequence[Pair], text: str) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True)
class Report:
    """Makes the mistakes of one document."""

    document: GoldDocument
    layer: str

    def make(self, kind: str, spans: Sequence[Pair], gold: str = "", found: str = "", rule: str = "") -> Mistake:
        start, end = (spans[0][0], max(end for _, end in spans)) if spans else (0, 0)
        words, text = words_at(spans, self.document.text), self.document.text
        return Mistake(self.document.id, self.layer, kind, start, gold, found, sentence_around(text, start), rule, end, words)


def quotation_mistakes(document: GoldDocument, matching: Matching) -> Iterator[Mistake]:
    report, text = Report(document, "quotations"), document.text
    for number in matching.asked:
        wanted = matching.gold[number][0]
        if number not in matching.matched:
            yield report.make("missed", wanted.content, words_at(wanted.content, text))
        else:
            yield from mistakes_of_match(report, matching, number)
    partners = {place: number for number, place in matching.matched.items()}
    for place, (found, _) in enumerate(matching.found):
        marked = place in partners and matching.gold[partners[place]][0].type == "scare"
        if marked or (place in matching.held and place not in partners):
            yield report.make("scare" if marked else "false", pairs(found.content), "", words_at(pairs(found.content), text), found.rule)


def mistakes_of_match(report: Report, matching: Matching, number: int) -> Iterator[Mistake]:
    """What is wrong with a quotation whose words were found."""
    wanted, told = matching.gold[number]
    found, read = matching.found[matching.matched[number]]
    text = report.document.text

    def make(kind: str, gold: str, other: str) -> Mistake:
        return report.make(kind, wanted.content, gold, other, found.rule)

    if not matching.source_is_right(number):
        yield make("source", words_at(wanted.source, text), words_at(pairs(found.source), text))
    if told.kind != found.kind:
        yield make("kind", told.kind, found.kind)
    if told.content != read.content:
        yield make("extent", words_at(wanted.content, text), words_at(pairs(found.content), text))
    if told.cue and not told.cue & read.cue:
        yield make("cue", words_at(wanted.cue, text), words_at(pairs(found.cue), text))


def speaker_mistakes(document: GoldDocument, reading: Reading, index: WordIndex) -> Iterator[Mistake]:
    report = Report(document, "speakers")
    for each in heard(document, reading, index):
        told = each.gold.status
        if told and told != each.found.status:
            yield report.make("status", each.gold.content, told, each.found.status, each.found.rule)
        wanted = document.speakers(each.gold)
        if are_the_same(wanted, each.named):
            continue
        kind = "speaker" if wanted else "false"
        names = ", ".join(actor.name for actor in wanted), ", ".join(actor.name for actor in each.named)
        yield report.make(kind if each.named else "missed", each.gold.content, *names, each.found.rule)


def event_mistakes(document: GoldDocument, reading: Reading) -> Iterator[Mistake]:
    report, gold, text = Report(document, "events"), document.events or [], document.text
    matched = dict(matched_events(gold, reading.events, text, typed=True))
    for number, wanted in enumerate(gold):
        if number not in matched:
            yield report.make("missed", wanted.trigger, f"{wanted.event_type} {words_at(wanted.trigger[:1], text)}")
            continue
        yield from mistakes_of_event(report, wanted, reading, reading.events[matched[number]])
    for place in sorted(set(range(len(reading.events))) - set(matched.values())):
        event = reading.events[place]
        told = f"{event.event_type} {words_at(pairs(event.trigger[:1]), text)}"
        yield report.make("false", pairs(event.trigger), "", told, event.rule)


def mistakes_of_event(report: Report, wanted: GoldEvent, reading: Reading, event: Event) -> Iterator[Mistake]:
    """What is wrong with an event of the right type in the right place; mode and place are asked for only where the gold has them."""
    here, there = gold_sides(report.document, wanted), event_sides(reading, event)
    place = place_name(reading, event) or ""
    sides = (
        ("countries", here == there, ", ".join(sorted(here)), ", ".join(sorted(there))),
        ("status", wanted.status == event.status, wanted.status, event.status),
        ("date", date_is_right(wanted, event), wanted.date or "", event.date or ""),
        ("place", not wanted.place or bool(name_words(wanted.place) & name_words(place)), wanted.place or "", place),
        ("mode", not wanted.mode or wanted.mode == event.mode, wanted.mode or "", event.mode or ""),
    )
    for kind, holds, gold, found in sides:
        if not holds:
            yield report.make(kind, wanted.trigger, gold, found, event.rule)


def date_is_right(wanted: GoldEvent, event: Event) -> bool:
    """The day of the gold; where the gold has none, none that is invented."""
    return (event.date or "")[:DAY] == wanted.date[:DAY] if wanted.date else not is_invented(event.date)


def time_mistakes(document: GoldDocument, reading: Reading) -> Iterator[Mistake]:
    report, gold, text = Report(document, "timexes"), document.timexes or [], document.text
    matched = dict(matched_times(gold, reading.timexes))
    for number, wanted in enumerate(gold):
        if number not in matched:
            yield report.make("missed", [wanted.span], words_at([wanted.span], text))
            continue
        timex = reading.timexes[matched[number]]
        if wanted.value != timex.value:
            yield report.make("value", [wanted.span], wanted.value, timex.value)
        if wanted.type != timex.type:
            yield report.make("type", [wanted.span], wanted.type, timex.type)
        if wanted.value == timex.value and pairs([timex.span]) != [wanted.span]:
            yield report.make("extent", [wanted.span], words_at([wanted.span], text), words_at(pairs([timex.span]), text))
    for place in sorted(set(range(len(reading.timexes))) - set(matched.values())):
        spans = pairs([reading.timexes[place].span])
        yield report.make("false", spans, "", words_at(spans, text))


def actor_mistakes(document: GoldDocument, reading: Reading) -> Iterator[Mistake]:
    report, mentions = Report(document, "actors"), mentions_of(reading)
    for wanted in document.actors:
        hit = actor_found(wanted, reading.actors, mentions)
        if hit is None and wanted.mentions:
            yield report.make("missed", wanted.mentions, wanted.name)
        elif hit is not None:
            for kind, here, there in (("country", country(wanted), country(hit)), ("sector", wanted.sector, hit.sector)):
                if here != there:
                    yield report.make(kind, wanted.mentions, f"{wanted.name} {here or '—'}", f"{hit.name} {there or '—'}")
    asked = [pair for wanted in document.actors for pair in wanted.mentions]
    for actor in reading.actors if document.places_actors else ():
        named = mentions.get(actor.id, [])
        if actor.kind == "person" and not overlap(asked, named):
            yield report.make("false", named, "", actor.name)


def nothing_found(document: GoldDocument) -> Reading:
    return Reading(Article(key="", id=document.id, text=document.text, language=document.lang, paragraphs=()), layers=())


def document_mistakes(document: GoldDocument, reading: Reading) -> Iterator[Mistake]:
    index = WordIndex(document.text)
    yield from quotation_mistakes(document, match(document, reading, index))
    yield from speaker_mistakes(document, reading, index)
    if document.events is not None:
        yield from event_mistakes(document, reading)
    if document.timexes is not None:
        yield from time_mistakes(document, reading)
    yield from actor_mistakes(document, reading)


def mistakes(gold: Iterable[GoldDocument], readings: Iterable[Reading]) -> Iterator[Mistake]:
    """Every difference, document by document in the order of the gold and by position within; a document without a reading lists all as
    missed.
    """
    made = by_article(readings)
    for document in gold:
        reading = reading_of(document, made) or nothing_found(document)
        yield from sorted(document_mistakes(document, reading), key=lambda mistake: (mistake.start, mistake.layer, mistake.kind))
