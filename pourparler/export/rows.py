"""From a reading to rows: one an article, a statement, an event, an actor of an article. Every row carries its evidence: key, places, words.

A row is a dict by the names of `columns.tsv`. Lists of speakers, countries and sectors run alongside each other; an empty place in them is
something not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pourparler.dates.edtf import edtf_of
from pourparler.export.columns import TableName
from pourparler.export.handles import handles
from pourparler.export.shown import actors_of
from pourparler.model import Actor, Event, Place, Quotation, Reading, Role, Span, Timex, hull
from pourparler.ontology import load

Value = str | int | float | bool | None | tuple[str, ...] | tuple[Span, ...]
Row = dict[str, Value]


def rows(reading: Reading, attitudes: bool = False, withheld: bool = False) -> Iterator[tuple[TableName, Row]]:
    """Every row of one reading with the name of its table, in the order of the text. Attitudes are statements only where asked for."""
    names = handles(reading)
    shared = printing(reading)
    said = [quotation for quotation in reading.quotations if attitudes or quotation.layer == "speech"]
    yield "articles", article_row(reading, said, withheld) | shared
    for quotation in said:
        yield "statements", statement_row(reading, quotation) | shared | {"handle": names[quotation.id]}
    for event in reading.events:
        yield "events", event_row(reading, event) | shared | {"handle": names[event.id]}
    for actor in reading.actors:
        yield "actors", actor_row(reading, actor, said) | shared


def printing(reading: Reading) -> Row:
    """What every row tells of its article and of the program that read it."""
    article = reading.article
    return {
        "article_key": article.key,
        "article_id": article.id,
        "language": article.language,
        "published": article.published,
        "publisher": article.publisher,
        "made_with": tuple(f"{name} {version}" for name, version in sorted(reading.made_with.items())),
    }


def article_row(reading: Reading, said: Sequence[Quotation], withheld: bool) -> Row:
    """The denominator: an article in which nothing was found has its row too, and a layer that was not attempted has no count."""
    article = reading.article
    counts = {"statements": ("quotations", len(said)), "events": ("events", len(reading.events)), "actors": ("actors", len(reading.actors))}
    counted: Row = {name: number if layer in reading.layers else None for name, (layer, number) in counts.items()}
    return counted | {
        "title": article.title,
        "authors": article.authors,
        "published_from": article.published_from,
        "url": article.url,
        "retrieved": article.retrieved.isoformat() if article.retrieved else None,
        "licence": article.licence,
        "completeness": article.completeness,
        "version": article.version,
        "replaces": article.replaces,
        "characters": len(article.text),
        "layers": reading.layers,
        "notes": tuple(note.kind for note in reading.notes),
        "withheld": withheld,
        "text": article.text,
    }


def words_of(reading: Reading, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of each span, to the letter."""
    return tuple(span.slice(reading.article.text) for span in spans)


def placed(reading: Reading, spans: Sequence[Span], words: str, places: str) -> Row:
    """The words of some spans and their places, under two names."""
    return {words: words_of(reading, spans), places: tuple(spans)}


def one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def sides(reading: Reading, ids: Sequence[str], name: str) -> Row:
    """Who stands on one side, in four lists that run alongside."""
    actors = actors_of(reading, ids)
    return {
        f"{name}_names": tuple(actor.name for actor in actors),
        f"{name}_ids": tuple(actor.id for actor in actors),
        f"{name}_countries": tuple(actor.country or "" for actor in actors),
        f"{name}_sectors": tuple(actor.sector or "" for actor in actors),
    }


def statement_row(reading: Reading, quotation: Quotation) -> Row:
    outermost = hull(quotation.content)
    speakers = sides(reading, quotation.speakers, "speaker")
    addressees = actors_of(reading, quotation.addressees)
    return {
        "id": quotation.id,
        "kind": quotation.kind,
        "layer": quotation.layer,
        "status": quotation.status,
        "stance": quotation.stance,
        "start": outermost.start,
        "end": outermost.end,
        **placed(reading, quotation.content, "words", "word_spans"),
        **placed(reading, quotation.cue, "cue", "cue_spans"),
        **placed(reading, quotation.source, "source", "source_spans"),
        **placed(reading, one(quotation.occasion), "occasion", "occasion_spans"),
        **placed(reading, quotation.about, "about", "about_spans"),
        **speakers,
        "speakers": speakers["speaker_names"],
        "addressees": tuple(actor.name for actor in addressees),
        "addressee_ids": tuple(actor.id for actor in addressees),
        **said_on(reading, quotation),
        "inside": quotation.inside,
        **standing(quotation),
    }


def standing(record: Quotation | Event) -> Row:
    return {"rule": record.rule, "score": record.score, "runner_up": record.runner_up}


def said_on(reading: Reading, quotation: Quotation) -> Row:
    """When it was said, as the time beside the cue tells it; empty where there is none."""
    time: Timex | None = next((timex for timex in reading.timexes if timex.id == quotation.said_on), None)
    value = time.value if time else None
    return {
        "said_on": value,
        "said_on_edtf": edtf_of(value, time.earliest, time.latest) if time and value else None,
        **placed(reading, one(time.span if time else None), "said_on_words", "said_on_spans"),
    }


def event_row(reading: Reading, event: Event) -> Row:
    kind = load().types.get(event.event_type)
    outermost = hull(event.trigger)
    return {
        "id": event.id,
        "event_type": event.event_type,
        "quad_code": kind.quad if kind else None,
        "event_mode": event.mode,
        "contexts": event.context,
        "cameo": event.cameo,
        "status": event.status,
        "start": outermost.start,
        "end": outermost.end,
        **placed(reading, event.trigger, "trigger", "trigger_spans"),
        **sides(reading, event.actors, "actor"),
        **sides(reading, event.recipients, "recipient"),
        **placed(reading, event.actor_spans, "actor_words", "actor_spans"),
        **placed(reading, event.recipient_spans, "recipient_words", "recipient_spans"),
        **placed(reading, event.about, "about", "about_spans"),
        **happening(reading, event),
        "told_by": event.told_by,
        **standing(event),
    }


def happening(reading: Reading, event: Event) -> Row:
    """When and where: what the text gives, and nothing else."""
    place: Place | None = next((place for place in reading.places if place.id == event.place), None)
    time = next((timex for timex in reading.timexes if timex.span == event.date_span and timex.value == event.date), None)
    bounds = (time.earliest, time.latest) if time else (None, None)
    return {
        "date": event.date,
        "date_edtf": edtf_of(event.date, *bounds) if event.date else None,
        **placed(reading, one(event.date_span), "date_words", "date_spans"),
        "placename": place.name if place else None,
        "place_id": place.id if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "precision": place.precision if place else None,
        **placed(reading, one(event.place_span), "place_words", "place_spans"),
    }


def actor_row(reading: Reading, actor: Actor, said: Sequence[Quotation]) -> Row:
    mentions = [mention.span for mention in reading.mentions if mention.actor == actor.id]
    return {
        "actor_id": actor.id,
        "name": actor.name,
        "name_fr": actor.names.get("fr"),
        "name_en": actor.names.get("en"),
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "wikidata": actor.wikidata,
        "roles": tuple(role_line(role) for role in actor.roles),
        "statements": sum(actor.id in quotation.speakers for quotation in said),
        "events": sum(actor.id in (*event.actors, *event.recipients) for event in reading.events),
        **placed(reading, mentions, "mention_words", "mention_spans"),
    }


def role_line(role: Role) -> str:
    """`ministre (NOR, 2024-10/)`: title, country, and since/until where a source gives either."""
    dates = f"{role.since or ''}/{role.until or ''}"
    facts = ", ".join(part for part in (role.country, dates if dates != "/" else "") if part)
    return f"{role.title} ({facts})" if facts else role.title
