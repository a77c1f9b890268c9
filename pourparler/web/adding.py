"""The form of a missed record: its words by place or as a person typed them, looked up in the text; who cannot be understood chooses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pourparler.desk.placing import given_at, kind_by_marks, places_of
from pourparler.dossier.values import FIELDS, SPAN
from pourparler.errors import CorrectionRefused
from pourparler.export.shown import visible
from pourparler.identifiers import pieces_of
from pourparler.model import Actor, AnchorLayer, Reading, Span, hull
from pourparler.ontology import load as load_ontology
from pourparler.wording import Wording

WORDS: dict[AnchorLayer, tuple[str, ...]] = {
    "quotations": ("content", "source", "cue"),
    "events": ("trigger", "actor_spans", "recipient_spans", "place_span", "date_span"),
}
"""The fields that are words of the article; the first is what the record stands on."""
PLAIN: dict[AnchorLayer, tuple[str, ...]] = {
    "quotations": ("speakers", "kind", "status"),
    "events": ("event_type", "mode", "actors", "recipients", "place", "date", "status"),
}
NEAR, MOST = 8, 120
"""Words, and at most characters, that are shown on each side of a place that is offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One place where words stand: its value in the form, and the words with what stands around them."""

    at: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was sent, to be shown again: what was given, the places to choose from, what is wrong. Without a layer it is closed."""

    layer: AnchorLayer | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, list[Choice]] = field(default_factory=dict)
    message: str = ""

    def value(self, layer: str, name: str) -> str:
        return self.given.get(name, "") if layer == self.layer else ""

    def to_choose(self, layer: str, name: str) -> list[Choice]:
        return self.choices.get(name, []) if layer == self.layer else []


def choice(text: str, spans: tuple[Span, ...]) -> Choice:
    around = hull(spans)
    before, after = text[: around.start].rsplit(" ", NEAR), text[around.end :].split(" ", NEAR)
    return Choice(pieces_of(spans), " ".join(before[-NEAR:])[-MOST:], around.slice(text), " ".join(after[:NEAR])[:MOST])


def layer_given(given: Mapping[str, str]) -> AnchorLayer:
    for layer in WORDS:
        if given.get("layer") == layer:
            return layer
    raise CorrectionRefused(f"{given.get('layer', '')!r:.40} is no kind of record: {', '.join(WORDS)}")


def places_given(text: str, layer: AnchorLayer, given: Mapping[str, str]) -> dict[str, list[tuple[Span, ...]]]:
    """The places of each field of words that was filled: one where it is clear, several to choose from, none where they do not stand there.

    The places nearest to the record's own words come first.
    """
    found: dict[str, list[tuple[Span, ...]]] = {}
    for name in WORDS[layer]:
        typed = given.get(name, "")
        if typed.strip():
            at = given_at(text, typed, given.get(f"{name}_at", ""))
            found[name] = [at] if at else places_of(text, typed)
    own = found.get(WORDS[layer][0], [])
    start = own[0][0].start if len(own) == 1 else 0
    return {name: sorted(places, key=lambda spans: abs(spans[0].start - start)) for name, places in found.items()}


def fields_of(reading: Reading, layer: AnchorLayer, given: Mapping[str, str], places: Mapping[str, list[tuple[Span, ...]]]) -> dict[str, object]:
    """The fields as `Desk.supply` takes them; words stand where their one place is."""
    fields: dict[str, object] = {name: given[name].strip() for name in PLAIN[layer] if given.get(name, "").strip()}
    for name, (spans,) in places.items():
        pieces = [{"start": span.start, "end": span.end} for span in spans]
        around = hull(spans)
        fields[name] = {"start": around.start, "end": around.end} if FIELDS[layer][name] == SPAN else pieces
    if layer == "quotations" and "content" in places:
        fields.setdefault("kind", kind_by_marks(" ".join(span.slice(reading.article.text) for span in places["content"][0])))
    return fields


def unclear(layer: AnchorLayer, given: Mapping[str, str], places: Mapping[str, list[tuple[Span, ...]]], text: str, say: Wording) -> Draft | None:
    """The form with what is to choose or to mend; None where every field of words has its one place."""
    lost = [name for name, found in places.items() if not found]
    several = {name: [choice(text, spans) for spans in found] for name, found in places.items() if len(found) > 1}
    if lost:
        return Draft(layer, given, several, say("web.words_not_there", field=say(f"field.{lost[0]}"), words=visible(given[lost[0]])[:200]))
    return Draft(layer, given, several, say("web.words_several")) if several else None


def suggested(reading: Reading) -> Iterator[tuple[str, str]]:
    """The actors of an article as (what to type, what is known of him); one whose name cannot be shown as it is is called by his id."""
    for actor in sorted(reading.actors, key=lambda one: one.name.casefold()):
        yield (actor.name if visible(actor.name) == actor.name else actor.id), visible(about(actor))


def about(actor: Actor) -> str:
    return " · ".join(part for part in (actor.country, actor.sector, actor.wikidata) if part)


def known(reading: Reading) -> str:
    """What a script needs to name the words that are selected, as JSON: [start, end, name] of actors, places and times."""
    actors, places = {one.id: one.name for one in reading.actors}, {one.id: one.name for one in reading.places}
    named = {
        "actors": [(one.span.start, one.span.end, actors[one.actor]) for one in reading.mentions if one.actor in actors],
        "places": [(one.span.start, one.span.end, places[one.place]) for one in reading.mentions if one.place in places],
        "times": [(one.span.start, one.span.end, one.value) for one in reading.timexes if one.type == "DATE"],
    }
    return json.dumps(named)


def modes() -> list[tuple[str, list[str]]]:
    """The modes of events, by the type that has them."""
    return [(kind.name, list(kind.modes)) for kind in load_ontology().types.values() if kind.modes]


def form_values(reading: Reading, draft: Draft) -> dict[str, object]:
    """What the template of the form shows."""
    types = list(load_ontology().types)
    places = sorted({place.name for place in reading.places if visible(place.name) == place.name})
    shown = {"suggested": list(suggested(reading)), "known_places": places, "event_types": types, "modes": modes()}
    return {"draft": draft, "known": known(reading), **shown}
