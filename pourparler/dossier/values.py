"""What a person may write into a field of a record, as JSON, and what it becomes there.

Words are anchors (a plain {"start", "end"} is taken too, and made an anchor before it goes into the journal); actors and places are ids of the
reading, or {"name", "country", "sector", "kind", "wikidata"} for someone it does not have. Anything else is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, get_args

import msgspec

from pourparler.actors.casting import actor_id
from pourparler.dates.edtf import edtf_of
from pourparler.dossier.anchors import anchor_of, locate
from pourparler.errors import CorrectionRefused
from pourparler.gazetteer.folding import fold
from pourparler.model import (
    Actor,
    ActorKind,
    Anchor,
    AnchorLayer,
    Article,
    EventStatus,
    Layer,
    Place,
    QuotationKind,
    QuotationStatus,
    Reading,
    Span,
    Stance,
)
from pourparler.ontology import load as load_ontology
from pourparler.places import place_id

SPANS = "spans"
"""A list of words: anchors."""
SPAN = "span"
"""Words in one piece, or null."""
WEEK = re.compile(r"(?:[0-9]{4}|XXXX)-W(?:[0-9]{2}|XX)(?:-(?:WE|[1-7]))?|(?:PAST|PRESENT|FUTURE)_REF")
"""TIMEX3 values of a day that EDTF cannot say by themselves."""
COUNTRY = re.compile(r"[A-Z]{3}")

FIELDS: dict[str, dict[str, object]] = {
    "quotations": {
        "content": SPANS, "cue": SPANS, "source": SPANS, "about": SPANS, "occasion": SPAN, "kind": QuotationKind, "status": QuotationStatus,
        "layer": Layer, "stance": Stance, "speakers": "actors", "addressees": "actors",
    },
    "events": {
        "trigger": SPANS, "actor_spans": SPANS, "recipient_spans": SPANS, "about": SPANS, "place_span": SPAN, "date_span": SPAN,
        "status": EventStatus, "event_type": "event_type", "mode": "mode", "date": "date", "actors": "actors", "recipients": "actors",
        "place": "place",
    },
}  # fmt: skip
"""The fields that `set` may change, by layer, and what kind of value each takes."""
NEVER_EMPTY = frozenset({"content", "trigger"})
REQUIRED = {"quotations": ("content", "kind"), "events": ("trigger", "event_type")}
"""What a record that is added must say."""


class NamedActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody as a correction names him."""

    name: str
    id: str = ""
    kind: ActorKind = "person"
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None


class NamedPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    id: str = ""
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors and places of a reading, those that corrections brought among them."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]


def plain(value: object) -> Any:
    """The value as JSON has it; refuses what is none."""
    try:
        return msgspec.json.decode(msgspec.json.encode(value))
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as fault:
        raise CorrectionRefused(f"{value!r:.80} is no JSON value") from fault


def converted(value: object, kind: Any, what: str) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        raise CorrectionRefused(f"{value!r:.80} is no {what}: {fault}") from fault


def kind_of(layer: str, field: str | None) -> object:
    """What a field takes; refuses one that cannot be set."""
    known = FIELDS.get(layer, {})
    if field not in known:
        raise CorrectionRefused(f"{field!r} of {layer} cannot be set; what can be: {', '.join(sorted(known)) or 'nothing'}")
    return known[field]


def checked_span(span: Span, article: Article) -> Span:
    if not 0 <= span.start < span.end <= len(article.text) or not span.slice(article.text).strip():
        raise CorrectionRefused(f"no words stand at {span.start}-{span.end} of {article.id}")
    return span


def placed(value: object, version: str, article: Article) -> Span:
    """Where one given stretch of words stands in the article; `version` is the key of the text that a bare position counts in."""
    if isinstance(value, Mapping) and "exact" in value:
        span = locate(converted(value, Anchor, "anchor"), article)
        if span is None:
            raise CorrectionRefused("the words it gives do not stand in this version of the article")
        return span
    if version != article.key:
        raise CorrectionRefused("it gives positions of another version of the article, and no words")
    return checked_span(converted(value, Span, "span"), article)


def placed_all(value: object, version: str, article: Article) -> tuple[Span, ...]:
    """Where all given words stand, in the order of the text; refuses words that overlap."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise CorrectionRefused(f"{value!r:.80} is no list of words")
    spans = sorted(placed(each, version, article) for each in value)
    if any(one.overlaps(other) for one, other in pairwise(spans)):
        raise CorrectionRefused("the words it gives overlap")
    return tuple(spans)


def given_pieces(value: object, version: str, article: Article) -> tuple[Span, ...]:
    """The same; empty where they are refused."""
    try:
        return placed_all(plain(value), version, article)
    except CorrectionRefused:
        return ()


def anchored(value: object, layer: AnchorLayer, article: Article) -> object:
    """The same words as anchors, in JSON."""
    value = plain(value)
    if value is None:
        return None
    if isinstance(value, list):
        return [anchored(each, layer, article) for each in value]
    return plain(anchor_of(article, layer, placed(value, article.key, article)))


def choice(value: object, literal: object, field: str) -> object:
    allowed = get_args(literal)
    if value not in allowed:
        raise CorrectionRefused(f"{field} is one of {', '.join(allowed)}, not {value!r:.80}")
    return value


def event_type(value: object, field: str) -> object:
    if not isinstance(value, str) or not load_ontology().allows(value, None):
        raise CorrectionRefused(f"{value!r:.80} is no {field} of PLOVER; there are {', '.join(load_ontology().types)}")
    return value


def mode(value: object, field: str) -> object:
    known = {name for kind in load_ontology().types.values() for name in kind.modes}
    if value is not None and value not in known:
        raise CorrectionRefused(f"{value!r:.80} is no {field} of PLOVER")
    return value


def date(value: object, field: str) -> object:
    """A TIMEX3 value as precise as it is known, or null."""
    if value is None or (isinstance(value, str) and (WEEK.fullmatch(value) or edtf_of(value) is not None)):
        return value
    raise CorrectionRefused(f"{value!r:.80} is no {field} in TIMEX3, such as 2025-02-18, 2025-02 or XXXX-02-18")


SIMPLE: dict[object, Callable[[object, str], object]] = {"event_type": event_type, "mode": mode, "date": date}


def named_actors(value: object, cast: Cast) -> tuple[tuple[str, ...], Cast]:
    """The ids of the actors that a value names, each once, and the cast with those it did not have."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise CorrectionRefused(f"{value!r:.80} is no list of actors")
    ids = []
    for each in value:
        found, cast = named_actor(each, cast)
        ids.append(found)
    return tuple(dict.fromkeys(ids)), cast


def named_actor(value: object, cast: Cast) -> tuple[str, Cast]:
    """By id, where the id bears that name still; else by name, where one bears it alone; else somebody new."""
    known = {actor.id: actor for actor in cast.actors}
    if isinstance(value, str):
        if value not in known:
            raise CorrectionRefused(f"the reading has no actor {value!r:.80}; give a name")
        return value, cast
    given = checked_actor(converted(value, NamedActor, "actor"))
    if given.id in known and (given.wikidata == given.id or fold(given.name) in all_names(known[given.id])):
        return given.id, cast
    bearers = [actor for actor in cast.actors if fold(given.name) in all_names(actor) and not contradicts(actor, given)]
    if len(bearers) == 1:
        return bearers[0].id, cast
    new = given.id if given.id and given.id not in known else free_id(given, known)
    actor = Actor(new, given.name, given.kind, given.country, given.sector, given.wikidata)
    return new, replace(cast, actors=(*cast.actors, actor))


def checked_actor(given: NamedActor) -> NamedActor:
    if not given.name.strip():
        raise CorrectionRefused("an actor needs a name")
    if given.country is not None and not COUNTRY.fullmatch(given.country):
        raise CorrectionRefused(f"{given.country!r:.80} is no country: three capitals, as in ISO 3166-1 alpha-3")
    if given.sector is not None and given.sector not in load_ontology().sectors:
        raise CorrectionRefused(f"{given.sector!r:.80} is no sector of PLOVER; there are {', '.join(load_ontology().sectors)}")
    return given


def all_names(actor: Actor) -> set[str]:
    return {fold(name) for name in (actor.name, *actor.names.values())}


def contradicts(actor: Actor, given: NamedActor) -> bool:
    """Whether a fact that both state parts them."""
    facts = ((actor.country, given.country), (actor.wikidata, given.wikidata))
    return any(one and other and one != other for one, other in facts)


def free_id(given: NamedActor, known: Mapping[str, Actor]) -> str:
    """The id that the rules would give such a name; a namesake has a number after it."""
    first = given.wikidata or actor_id(given.kind, given.name)
    number, name = 1, first
    while name in known:
        number, name = number + 1, f"{first}-{number + 1}"
    return name


def named_place(value: object, cast: Cast) -> tuple[str | None, Cast]:
    known = {place.id: place for place in cast.places}
    if value is None:
        return None, cast
    if isinstance(value, str):
        if value not in known:
            raise CorrectionRefused(f"the reading has no place {value!r:.80}; give a name")
        return value, cast
    given = converted(value, NamedPlace, "place")
    if not given.name.strip():
        raise CorrectionRefused("a place needs a name")
    if given.id in known:
        return given.id, cast
    bearers = [place for place in cast.places if fold(place.name) == fold(given.name) and given.country in (None, place.country)]
    if len(bearers) == 1:
        return bearers[0].id, cast
    new = Place(given.id or place_id(given.name), given.name, given.country)
    return new.id, cast if new.id in known else replace(cast, places=(*cast.places, new))


def described(value: object, kind: object, reading: Reading) -> object:
    """Ids with the names that go with them, so that they are understood when the rules give other ids."""
    actors, places = {actor.id: actor for actor in reading.actors}, {place.id: place for place in reading.places}
    if kind == "actors" and isinstance(value, list):
        return [described_actor(actors[each]) if isinstance(each, str) and each in actors else each for each in value]
    if kind == "place" and isinstance(value, str) and value in places:
        return {"id": value, "name": places[value].name, "country": places[value].country}
    return value


def described_actor(actor: Actor) -> dict[str, object]:
    return {name: getattr(actor, name) for name in ("id", "name", "kind", "country", "sector", "wikidata")}


def read_value(layer: str, field: str, value: object, version: str, article: Article, cast: Cast) -> tuple[object, Cast]:
    """The value of a field as the record holds it, and the cast it needs; CorrectionRefused says what is wrong with it."""
    kind, value = kind_of(layer, field), plain(value)
    if kind == SPANS:
        spans = placed_all(value, version, article)
        if not spans and field in NEVER_EMPTY:
            raise CorrectionRefused(f"{field} cannot be empty; reject the record instead")
        return spans, cast
    if kind == SPAN:
        return (None if value is None else placed(value, version, article)), cast
    if kind == "actors":
        return named_actors(value, cast)
    if kind == "place":
        return named_place(value, cast)
    simple = SIMPLE.get(kind)
    return (simple(value, field) if simple else choice(value, kind, field)), cast
