"""The order of work on one article: parse, times, actors, quotations, speakers → Reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pourparler
from pourparler.actors import identify
from pourparler.dates import find_dateline, resolve_dates
from pourparler.events import asked, code_events, find_sightings, named
from pourparler.gazetteer import Gazetteer
from pourparler.gazetteer import load as load_gazetteer
from pourparler.gazetteer.own import digest as own_people
from pourparler.hearing import hear
from pourparler.identifiers import name_quotations, name_timexes, numbered
from pourparler.lang import Language
from pourparler.lang import load as load_language
from pourparler.model import Article, Event, Mention, Note, Quotation, Reading, Sentence, Span, hull
from pourparler.notes import notes_about
from pourparler.parsing import parse_many, parser_name
from pourparler.places import find_places
from pourparler.quotations import find_sayings

T = TypeVar("T")
LAYERS = ("mentions", "timexes", "quotations", "events", "actors", "places", "notes")
"""What is attempted; a layer that is not built yet is absent."""
BATCH = 24
"""Articles parsed at once: memory stays flat, the parser is kept busy."""
DATELINE_PARAGRAPHS = 4


class Reader:
    """Reads articles one after the other with the same rules; make it once.

    `people=False` empties the table of people, `aliases` adds a user's own names to it, `ignore_published` leaves the day of publication
    and the dateline out, so that every time stays as underspecified as the text.
    """

    def __init__(self, *, people: bool = True, ignore_published: bool = False, aliases: Path | None = None) -> None:
        gazetteer = load_gazetteer(people)
        self.gazetteer: Gazetteer = gazetteer.with_aliases(aliases) if aliases else gazetteer
        self.ignore_published = ignore_published
        self.own = own_people() if people else None

    def read(self, article: Article) -> Reading:
        """All that is found in one article. Raises ParserMissing where the language has no model installed."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings in the order of the articles; memory does not grow with their number."""
        for batch in batches(articles):
            for article, sentences in zip(batch, parse_many(batch), strict=True):
                yield self.read_or_note(article, sentences)

    def read_or_note(self, article: Article, sentences: Sequence[Sentence]) -> Reading:
        """The reading, or, where a rule stumbles over the article, a reading of no layer with a Note that says so: the others go on."""
        try:
            return self.read_parsed(article, sentences)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as fault:
            message = f"not read: {type(fault).__name__}: {fault}; please report this article"
            return Reading(article, (), notes=(Note(Span(0, 0), "fault", message),), made_with=self.made_with(load_language(article.language)))

    def read_parsed(self, article: Article, sentences: Sequence[Sentence]) -> Reading:
        """The reading of an article whose sentences are known already."""
        language = load_language(article.language)
        article = self.dated(article, language)
        timexes = resolve_dates(article, sentences, language, self.anchor(article))
        sayings, notes = find_sayings(article, sentences, language, [timex.span for timex in timexes])
        cast = identify(article, sentences, language, self.gazetteer)
        places = find_places(article, sentences, language, self.gazetteer, cast.mentions, timexes)
        sightings = find_sightings(article, sentences, language, self.gazetteer, (*cast.mentions, *places.mentions), timexes)
        heard = hear(cast, sayings, timexes, asked(sightings))
        quotations = name_quotations(article, heard.quotations, timexes)
        coded = code_events(article, sightings, heard.parties, self.gazetteer, heard.voices.actors, quotations, places.places)
        acting = {actor.id for actor in cast.actors} | involved(quotations, coded.events)
        return Reading(
            article=article,
            layers=LAYERS,
            mentions=merged(
                [mention for mention in heard.voices.mentions if mention.actor is None or mention.actor in acting],
                [*heard.mentions, *coded.mentions, *places.mentions],
            ),
            timexes=tuple(name_timexes(article, timexes)),
            quotations=tuple(quotations),
            events=named(coded.events, numbered(article, "event", [hull(event.trigger) for event in coded.events])),
            actors=(*(actor for actor in heard.voices.actors if actor.id in acting), *coded.actors),
            places=places.places,
            notes=tuple(sorted((*notes, *coded.notes, *notes_about(article, sentences, language, quotations)), key=lambda note: note.span)),
            made_with=self.made_with(language),
        )

    def dated(self, article: Article, language: Language) -> Article:
        """The article with its dateline's day, where the input gave none and the dateline has a year."""
        if article.published is not None or self.ignore_published:
            return article
        for paragraph in [p for p in article.paragraphs if p.kind != "furniture"][:DATELINE_PARAGRAPHS]:
            found = find_dateline(paragraph.span.slice(article.text), language)
            if found is not None:
                return replace(article, published=found[0].isoformat(), published_from="dateline")
        return article

    def anchor(self, article: Article) -> datetime | None:
        """The moment from which « hier » is counted."""
        if self.ignore_published or article.published is None:
            return None
        return datetime.fromisoformat(article.published)

    def made_with(self, language: Language) -> dict[str, str]:
        name, version = parser_name(language)
        return {
            "pourparler": pourparler.__version__,
            "language": language.code,
            "rules": language.digest,
            "parser": f"{name} {version}",
            "published": "ignored" if self.ignore_published else "used",
        } | ({"own people": self.own} if self.own else {})


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of as many as are parsed at once."""
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def involved(quotations: Iterable[Quotation], events: Iterable[Event]) -> set[str]:
    """Whoever speaks, is spoken to or takes part in an event; others who were only asked about are left out."""
    told = {actor for quotation in quotations for actor in (*quotation.speakers, *quotation.addressees)}
    return told | {actor for event in events for actor in (*event.actors, *event.recipients)}


def merged(mentions: Iterable[Mention], chains: Iterable[Mention]) -> tuple[Mention, ...]:
    """All mentions in the order of the text, none told twice: neither a source that stands among them already nor the same mention again.

    One span can be two mentions: of the state that acts, and of the place that it is.
    """
    told = dict.fromkeys(mentions)
    known = {mention.span for mention in told}
    told.update(dict.fromkeys(chain for chain in chains if chain.place or chain.span not in known))
    return tuple(sorted(told, key=lambda mention: (mention.span, mention.actor or "")))


__all__ = ["LAYERS", "Reader"]
