"""Events of a text as tests ask for them: the words that tell one, its sides, the talks among them."""

from __future__ import annotations

from dataclasses import replace

from marked import article

from pourparler.model import Event, Reading
from pourparler.reader import Reader


def told(event: Event, text: str) -> list[str]:
    return [span.slice(text) for span in event.trigger]


def read(text: str, language: str = "en", publisher: str | None = None) -> Reading:
    return Reader().read(replace(article(text, language), published="2025-06-02", publisher=publisher))


def countries(reading: Reading, event: Event) -> set[str | None]:
    known = {actor.id: actor.country for actor in reading.actors}
    return {known[ident] for ident in (*event.actors, *event.recipients)} - {None}


def talks(reading: Reading) -> list[Event]:
    return [event for event in reading.events if event.rule.split(".")[-1].startswith("CONSULT") or ".CONSULT" in event.rule]
