"""Expressions of time in an article, and what they mean: TIMEX3, with or without the day of printing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pourparler.dates.calendar import bounds, day_of
from pourparler.dates.matching import Candidate, find
from pourparler.dates.tense import Tense, tense_at
from pourparler.dates.values import READERS, Answer, Setting, Slots
from pourparler.lang import Language, languages, load
from pourparler.lang.dates import DateTable, cut
from pourparler.model import Article, Paragraph, Sentence, Span, Timex

DATELINE_WITHIN = 90
"""Code points of a paragraph in which a dateline's date must have ended."""
AFTER_DATELINE = re.compile(r"(?:\s?,\s?[A-ZÀ-Þ][^.,–—()\n]{1,40}){0,2}(?:\s?\([^()\n]{1,40}\))?[ \u00a0]?\.?\s{0,2}[-–—](?=\s|$)")
PLANNED_REACH = 5
"""Tokens before an expression in which a word such as « prévu » makes it one of the future."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A candidate in the article: span in its code points, paragraph, tense; a dateline's day is none that the story tells of."""

    span: Span
    candidate: Candidate
    paragraph: int
    tense: Tense | None
    is_dateline: bool


def resolve_dates(article: Article, sentences: Sequence[Sentence], language: Language, anchor: datetime | None) -> tuple[Timex, ...]:
    """The time expressions of an article in the order of the text, with ids t1, t2, …

    Spans are code points of `article.text`, never overlap and never cross a paragraph; furniture is not read, nor a paragraph in a language
    without a pack. `value` is counted from `anchor`, the day of printing, and equals `undated` without one. `sentences` serve for the tense
    of verbs alone and may be empty. `earliest` and `latest` are the first and last day that the value may hold, None where that is not
    known. A day that the text does not let one know stays `XXXX`. The standard is TIMEX3 (ISO-TimeML); extents leave out prepositions, and
    articles that are no part of the phrase.
    """
    sightings = tuple(see(article, sentences, language))
    undated = tuple(answers(sightings, None))
    dated = tuple(answers(sightings, anchor.date())) if anchor else undated
    found: list[Timex] = []
    for sighting, answer, loose in zip(sightings, dated, undated, strict=True):
        if answer and loose:
            kind, value = answer
            days = bounds(value) if kind in {"DATE", "TIME"} else None
            earliest, latest = days or (None, None)
            found.append(Timex(f"t{len(found) + 1}", sighting.span, kind, value, loose[1], earliest, latest))
    return tuple(found)


def find_dateline(text: str, language: Language) -> tuple[date, Span] | None:
    """The day that a paragraph's press dateline gives (« GENÈVE, 3 mars 2025 (Agence) – »), and its span in `text`.

    None where the paragraph opens with none, and where it gives no year: a year is never made up.
    """
    head = text[: DATELINE_WITHIN + 80]
    found = find(language.dates, head)
    if not opens_with_dateline(head, found, language.dates):
        return None
    answer = read(found[0], Setting(None))
    day = day_of(answer[1]) if answer else None
    return (day, found[0].span) if day else None


def opens_with_dateline(text: str, found: Sequence[Candidate], table: DateTable) -> bool:
    """Whether nothing but places stands before the first expression and a dash after it; hours, places, agencies may come between."""
    if not found or found[0].pattern.reads != "date" or found[0].span.end > DATELINE_WITHIN:
        return False
    with_hour = len(found) > 1 and found[1].pattern.reads == "clock" and found[1].span.start - found[0].span.end <= 3
    if not AFTER_DATELINE.match(text, found[with_hour].span.end):
        return False
    before = cut(text[: found[0].span.start])
    if before.keys and before.keys[0] in table.file.dateline_words:
        return False
    return all(before.capital(place) or not key[0].isalnum() or key in table.file.dateline_words for place, key in enumerate(before.keys))


def see(article: Article, sentences: Sequence[Sentence], language: Language) -> Iterator[Sighting]:
    """All candidates of the paragraphs that are read, each in the language of its paragraph."""
    starts = [sentence.span.start for sentence in sentences]
    for number, paragraph in enumerate(article.paragraphs):
        table = table_of(paragraph, language)
        if table is None:
            continue
        text = paragraph.span.slice(article.text)
        found = find(table, text)
        with_dateline = opens_with_dateline(text, found, table)
        for place, candidate in enumerate(found):
            span = Span(paragraph.span.start + candidate.span.start, paragraph.span.start + candidate.span.end)
            tense = "future" if is_planned(text, candidate, table) else tense_at(sentences, starts, span, table)
            yield Sighting(span, candidate, number, tense, with_dateline and place == 0)


def table_of(paragraph: Paragraph, language: Language) -> DateTable | None:
    if paragraph.kind == "furniture":
        return None
    if paragraph.language == language.code:
        return language.dates
    return load(paragraph.language).dates if paragraph.language in languages() else None


def is_planned(text: str, candidate: Candidate, table: DateTable) -> bool:
    """Whether a word just before says that it is still to come: « prévu le 27 janvier », « d’ici mardi »."""
    before = text[max(0, candidate.span.start - 40) : candidate.span.start]
    return any(key in table.planned for key in cut(before[before.rfind(".") + 1 :]).keys[-PLANNED_REACH:])


def answers(sightings: Sequence[Sighting], now: date | None) -> Iterator[Answer]:
    """The type and value of each, in order, for each may lean on a date named before it, in its own paragraph or the one above."""
    day: tuple[int, str] | None = None
    anything: tuple[int, str] | None = None
    for sighting in sightings:
        at = sighting.paragraph
        answer = read(sighting.candidate, Setting(now, near(day, at), near(anything, at), sighting.tense))
        if answer and not sighting.is_dateline and answer[0] in {"DATE", "TIME"} and not answer[1].endswith("_REF"):
            anything = (at, answer[1])
            day = anything if names_a_day(answer[1]) else day
        yield answer


def near(named: tuple[int, str] | None, paragraph: int) -> str | None:
    """The value, unless it was named more than a paragraph ago."""
    return named[1] if named and paragraph - named[0] <= 1 else None


def read(candidate: Candidate, setting: Setting) -> Answer:
    return READERS[candidate.pattern.reads](Slots(candidate.slots), setting)


def names_a_day(value: str) -> bool:
    """Whether others may count days from it: a whole day, or one whose year or week is not known."""
    return re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|XXXX-(?:[0-9]{2}-[0-9]{2}|WXX-[1-7])", value) is not None


__all__ = ["find_dateline", "resolve_dates"]
