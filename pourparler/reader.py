"""The order of work on one article: parse, times, actors, quotations, speakers → Reading."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

import pourparler
from pourparler.actors import Answer, Cast, Question, identify
from pourparler.dates import find_dateline, resolve_dates
from pourparler.events import asked, code_events, find_sightings, named
from pourparler.gazetteer import Gazetteer
from pourparler.gazetteer import load as load_gazetteer
from pourparler.lang import Language
from pourparler.lang import load as load_language
from pourparler.model import Article, Event, Mention, MentionKind, Quotation, Reading, Sentence, Span, Timex, hull
from pourparler.notes import notes_about
from pourparler.parsing import parse_many, parser_name
from pourparler.places import find_places
from pourparler.quotations import Saying, find_sayings

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

    def read(self, article: Article) -> Reading:
        """All that is found in one article. Raises ParserMissing where the language has no model installed."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings in the order of the articles; memory does not grow with their number."""
        waiting = iter(articles)
        while batch := list(islice(waiting, BATCH)):
            for article, sentences in zip(batch, parse_many(batch), strict=True):
                yield self.read_parsed(article, sentences)

    def read_parsed(self, article: Article, sentences: Sequence[Sentence]) -> Reading:
        """The reading of an article whose sentences are known already."""
        language = load_language(article.language)
        article = self.dated(article, language)
        timexes = resolve_dates(article, sentences, language, self.anchor(article))
        sayings, notes = find_sayings(article, sentences, language, [timex.span for timex in timexes])
        cast = identify(article, sentences, language, self.gazetteer)
        told = [(saying, span) for saying in sayings for span in (*saying.addressees, *saying.perhaps)]
        spoken_to = [Question((span,), saying.quotation.content, speaks=False) for saying, span in told]
        places = find_places(article, sentences, language, self.gazetteer, cast.mentions, timexes)
        sightings = find_sightings(article, sentences, language, self.gazetteer, (*cast.mentions, *places.mentions), timexes)
        parties = tuple(asked(sightings))
        sources = [Question(saying.quotation.source, saying.quotation.content) for saying in sayings]
        voices = cast.hear([*sources, *spoken_to, *(Question((span,), speaks=False) for span in parties)])
        answers, others = voices.answers[: len(sayings)], voices.answers[len(sayings) :]
        listeners = list(believed(cast, told, others[: len(told)]))
        quotations = [saying.quotation for saying in sayings]
        chains = [mention for q, answer in zip(quotations, answers, strict=True) for mention in chained(q, answer)]
        quotations = [replace(q, speakers=answer.speakers) for q, answer in zip(quotations, answers, strict=True)]
        quotations = list(with_listeners(quotations, sayings, listeners))
        quotations = [dated_saying(quotation, saying, timexes) for quotation, saying in zip(quotations, sayings, strict=True)]
        quotations, timexes = name_quotations(article, quotations, timexes), tuple(name_timexes(article, timexes))
        who = {span: answer.speakers for span, answer in zip(parties, others[len(told) :], strict=True)}
        coded = code_events(article, sightings, who, self.gazetteer, voices.actors, quotations, places.places)
        acting = {actor.id for actor in cast.actors} | involved(quotations, coded.events)
        named_here = [mention for mention in voices.mentions if mention.actor is None or mention.actor in acting]
        mentions = merged(named_here, [*chains, *(mention for _, mention in listeners), *coded.mentions, *places.mentions])
        return Reading(
            article=article,
            layers=LAYERS,
            mentions=mentions,
            timexes=timexes,
            quotations=tuple(quotations),
            events=named(coded.events, numbered(article, "event", [hull(event.trigger) for event in coded.events])),
            actors=(*(actor for actor in voices.actors if actor.id in acting), *coded.actors),
            places=places.places,
            notes=tuple(sorted((*notes, *notes_about(article, sentences, language, quotations)), key=lambda note: note.span)),
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
        }


def chained(quotation: Quotation, answer: Answer) -> Iterator[Mention]:
    """The source of a quotation as a mention with the one through which it was resolved, and that one, should nothing else have named it."""
    if answer.chain and quotation.source:
        yield Mention(hull(quotation.source), "pronoun", chain=answer.chain)
        yield Mention(answer.chain, "role", answer.speakers[0] if len(answer.speakers) == 1 else None)


def involved(quotations: Iterable[Quotation], events: Iterable[Event]) -> set[str]:
    """Whoever speaks, is spoken to or takes part in an event; others who were only asked about are left out."""
    told = {actor for quotation in quotations for actor in (*quotation.speakers, *quotation.addressees)}
    return told | {actor for event in events for actor in (*event.actors, *event.recipients)}


Listener = tuple[Saying, Mention]
"""Somebody spoken to, by the mention that says so."""


def believed(cast: Cast, told: Sequence[tuple[Saying, Span]], answers: Sequence[Answer]) -> Iterator[Listener]:
    """Those spoken to whom the article lets one know. A name that may be a place counts only if the article has it as a person or body."""
    named = {actor.id for actor in cast.actors if actor.kind in ("person", "organisation")}
    for (saying, span), answer in zip(told, answers, strict=True):
        if answer.speakers and (span in saying.addressees or named.issuperset(answer.speakers)):
            kind: MentionKind = "pronoun" if answer.chain else "role"
            yield from ((saying, Mention(span, kind, actor, chain=answer.chain)) for actor in answer.speakers)


def with_listeners(quotations: Sequence[Quotation], sayings: Sequence[Saying], listeners: Sequence[Listener]) -> Iterator[Quotation]:
    """The quotations with those spoken to; « m'a dit » is said to the speaker of the words around. Nobody speaks to himself."""
    by_id = {quotation.id: quotation for quotation in quotations}
    for quotation, saying in zip(quotations, sayings, strict=True):
        told = [mention.actor for other, mention in listeners if other is saying and mention.actor]
        if saying.answers_me and quotation.inside:
            told += by_id[quotation.inside].speakers
        yield replace(quotation, addressees=tuple(dict.fromkeys(actor for actor in told if actor not in quotation.speakers)))


def dated_saying(quotation: Quotation, saying: Saying, timexes: Sequence[Timex]) -> Quotation:
    """The quotation with the first day or hour that stands with its cue; a duration is none."""
    dates = {timex.span: timex.id for timex in timexes if timex.type in ("DATE", "TIME")}
    return replace(quotation, said_on=next((dates[span] for span in saying.days if span in dates), None))


def merged(mentions: Iterable[Mention], chains: Iterable[Mention]) -> tuple[Mention, ...]:
    """All mentions in the order of the text, none told twice: neither a source that stands among them already nor the same mention again."""
    told = dict.fromkeys(mentions)
    known = {mention.span for mention in told}
    told.update(dict.fromkeys(chain for chain in chains if chain.span not in known))
    return tuple(sorted(told, key=lambda mention: (mention.span, mention.actor or "")))


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


__all__ = ["LAYERS", "Reader"]
