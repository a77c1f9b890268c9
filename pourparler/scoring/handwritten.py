"""Gold as a person writes it: words where places stand, and what cannot be is refused before it becomes a figure.

Wherever gold has [start, end], the words themselves may stand. They must stand once in the text; words that stand several times are given
with some of those around them, themselves in brackets: "[il] a ajouté".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pourparler.scoring.gold import GoldDocument, Pair

IN_CONTEXT = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")
SINGLE = "span"
"""The one field that is a single place and not a list of them."""
PLACED = {"quotes": ("content", "cue", "source"), "events": ("trigger",), "timexes": (SINGLE,), "actors": ("mentions",)}
"""The fields of each layer in which words may stand for places."""


class Unplaced(ValueError):
    """Words that do not stand once in the text, or places that are not of it; says where in the document, and what to do."""


def place_of(words: str, text: str) -> list[int]:
    """Where some words stand, [start, end] in code points; raises Unplaced where they stand not at all, or more than once."""
    count = text.count(words) if words else 0
    around = IN_CONTEXT.fullmatch(words)
    if around and not count:
        before, inner, after = around.groups()
        start, _ = place_of(before + inner + after, text)
        return [start + len(before), start + len(before) + len(inner)]
    if not count:
        raise Unplaced(f"{words!r} does not stand in the text")
    if count > 1:
        raise Unplaced(f"{words!r} stands {count} times in the text; add words around it and put it in brackets, or give [START, END]")
    start = text.index(words)
    return [start, start + len(words)]


def with_places(document: dict[str, Any]) -> None:
    """Puts places where the document has words. Anything that is no string is left as it is, for the decoder to judge."""
    text = document.get("text")
    if not isinstance(text, str):
        return
    for where, record, name in worded_fields(document):
        try:
            found = placed(record[name], text)
        except Unplaced as fault:
            raise Unplaced(f"{where}: {fault}") from fault
        record[name] = found[0] if name == SINGLE and isinstance(record[name], str) else found


def worded_fields(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each field that may hold words: where it stands, its record, its name."""
    for layer, names in PLACED.items():
        found = document.get(layer)
        for number, record in enumerate(found if isinstance(found, list) else ()):
            if isinstance(record, dict):
                yield from ((f"{layer}[{number}].{name}", record, name) for name in names if name in record)


def placed(value: Any, text: str) -> Any:
    """A list of places of one that may hold words, or of words alone."""
    given = [value] if isinstance(value, str) else value
    return [place_of(each, text) if isinstance(each, str) else each for each in given] if isinstance(given, list) else value


def check(document: GoldDocument) -> None:
    """Raises Unplaced for a place that is not of the text, and for an actor that is named and not listed: both would change a figure unseen."""
    for where, span in places(document):
        start, end = span
        if not 0 <= start < end <= len(document.text):
            raise Unplaced(f"{where}: [{start}, {end}] is no place in a text of {len(document.text)} characters")
    known = {actor.id for actor in document.actors}
    for where, name in named(document):
        if known and name not in known:
            raise Unplaced(f"{where}: {name!r} is none of the actors that the document lists; there are: {', '.join(sorted(known))}")


def places(document: GoldDocument) -> Iterator[tuple[str, Pair]]:
    """Every place of a document with the name of its field."""
    for layer, names in PLACED.items():
        for number, record in enumerate(getattr(document, layer) or ()):
            for name in names:
                told = getattr(record, name)
                yield from ((f"{layer}[{number}].{name}", span) for span in ([told] if name == SINGLE else told))


def named(document: GoldDocument) -> Iterator[tuple[str, str]]:
    """Every actor that a record names, by the field."""
    for number, quotation in enumerate(document.quotes):
        speakers = [quotation.speaker] if isinstance(quotation.speaker, str) else quotation.speaker or []
        yield from ((f"quotes[{number}].speaker", name) for name in speakers)
    for number, event in enumerate(document.events or ()):
        yield from ((f"events[{number}].actor", name) for name in event.actor)
        yield from ((f"events[{number}].recipient", name) for name in event.recipient)
