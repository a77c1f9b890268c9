"""Every miss and every false find by itself, with its sentence: what to read before changing a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pourparler.model import Article, Reading
from pourparler.scoring.comparing import WordIndex, country
from pourparler.scoring.gold import GoldDocument, Pair, pairs
from pourparler.scoring.quotations import Matching, are_the_same, heard, match
from pourparler.scoring.record import (
    actor_found,
    event_sides,
    gold_sides,
    matched_events,
    matched_times,
    mentions_of,
)

SENTENCE_END = re.compile(r"[.!?…][»”\"’)\s]*\s|\n")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between gold and reading.

    `kind` is "missed", "false", or what is wrong with a match: "source", "speaker", "kind", "value", "countries", "status". `gold` and
    `found` are the words or values on each side, empty where there are none.
    """

    article: str
    layer: str
    kind: str
    start: int
    gold: str
    found: str
    sentence: str
    rule: str = ""

    def line(self) -> str:
        sides = " → ".join(part for part in (self.gold, self.found) if part)
        return f"{self.article} {self.start} {self.layer} {self.kind}: {sides}" + (f" [{self.rule}]" if self.rule else "")


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
        start = spans[0][0] if spans else 0
        return Mistake(self.document.id, self.layer, kind, start, gold, found, sentence_around(self.document.text, start), rule)


def quotation_mistakes(document: GoldDocument, matching: Matching) -> Iterator[Mistake]:
    report, text = Report(document, "quotations"), document.text
    for number in matching.asked:
        wanted, told = matching.gold[number]
        if number not in matching.matched:
            yield report.make("missed", wanted.content, words_at(wanted.content, text))
            continue
        found = matching.found[matching.matched[number]][0]
        if not matching.source_is_right(number):
            yield report.make("source", wanted.content, words_at(wanted.source, text), words_at(pairs(found.source), text), found.rule)
        if told.kind != found.kind:
            yield report.make("kind", wanted.content, told.kind, found.kind, found.rule)
    partners = set(matching.matched.values())
    for place in matching.held:
        found = matching.found[place][0]
        if place not in partners:
            yield report.make("false", pairs(found.content), "", words_at(pairs(found.content), text), found.rule)


def speaker_mistakes(document: GoldDocument, reading: Reading, index: WordIndex) -> Iterator[Mistake]:
    report = Report(document, "speakers")
    for each in heard(document, reading, index):
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
        event = reading.events[matched[number]]
        here, there = gold_sides(document, wanted), event_sides(reading, event)
        if here != there:
            yield report.make("countries", wanted.trigger, ", ".join(sorted(here)), ", ".join(sorted(there)), event.rule)
        if wanted.status != event.status:
            yield report.make("status", wanted.trigger, wanted.status, event.status, event.rule)
    for place in sorted(set(range(len(reading.events))) - set(matched.values())):
        event = reading.events[place]
        told = f"{event.event_type} {words_at(pairs(event.trigger[:1]), text)}"
        yield report.make("false", pairs(event.trigger), "", told, event.rule)


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
        elif pairs([timex.span]) != [wanted.span]:
            yield report.make("extent", [wanted.span], words_at([wanted.span], text), words_at(pairs([timex.span]), text))
    for place in sorted(set(range(len(reading.timexes))) - set(matched.values())):
        spans = pairs([reading.timexes[place].span])
        yield report.make("false", spans, "", words_at(spans, text))


def actor_mistakes(document: GoldDocument, reading: Reading) -> Iterator[Mistake]:
    report, mentions = Report(document, "actors"), mentions_of(reading)
    for wanted in document.actors:
        hit = actor_found(wanted, reading.actors, mentions)
        if wanted.mentions and hit is None:
            yield report.make("missed", wanted.mentions, wanted.name)
        elif hit is not None and country(hit) != country(wanted):
            yield report.make("country", wanted.mentions, f"{wanted.name} {wanted.country}", f"{hit.name} {hit.country}")


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
    made = {reading.article.id: reading for reading in readings}
    for document in gold:
        reading = made.get(document.id) or nothing_found(document)
        yield from sorted(document_mistakes(document, reading), key=lambda mistake: (mistake.start, mistake.layer, mistake.kind))
