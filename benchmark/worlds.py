"""The world changes under a journal: other rules, another parser, another print. Each change tells where every letter went.

A change of the rules is made on the reading itself, so that it is known which record came of which; a change of the text is made letter by
letter, and the article is read again. Nothing here knows how corrections are attached.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import metadata

from pourparler import parsing
from pourparler.identifiers import record_id
from pourparler.intake import Details, read_text
from pourparler.lang import Language
from pourparler.lang.scoring import small_words
from pourparler.model import Article, Event, Quotation, Reading, Span, hull
from pourparler.reader import Reader

SMALL_PARSER = "fr_core_news_sm"
LONG_ENOUGH = 60
"""Code points of a content that is worth splitting."""
SPLIT_BETWEEN = (0.25, 0.75)
WORD = re.compile(r"\w+'?")


@dataclass(frozen=True, slots=True)
class Changed:
    """An article after the change: `moved[position]` is where a letter of the old text stands now, -1 where it is gone; `came` gives, where
    it is known, the records that came of a record, by id.
    """

    reading: Reading
    moved: Sequence[int]
    came: dict[str, tuple[str, ...]] = field(default_factory=dict)


Change = Callable[[Reading, random.Random], Changed]


def still(reading: Reading) -> range:
    return range(len(reading.article.text))


def rules_renamed(reading: Reading, draw: random.Random) -> Changed:
    """Every rule has another name and another score."""
    quotations = tuple(replace(one, rule=f"{one.rule}.renamed", score=one.score / 2) for one in reading.quotations)
    events = tuple(replace(one, rule=f"{one.rule}.renamed", score=one.score / 2) for one in reading.events)
    same: dict[str, tuple[str, ...]] = {name: (name,) for name in (*(one.id for one in quotations), *(one.id for one in events))}
    return Changed(replace(reading, quotations=quotations, events=events), still(reading), same)


def renumbered(reading: Reading, parts: Sequence[tuple[str, Quotation | Event]]) -> Changed:
    """The reading of these records, each with the id of its place, and which old record each came of."""
    seen: dict[tuple[str, Span], int] = {}
    came: dict[str, tuple[str, ...]] = {}
    quotations: list[Quotation] = []
    events: list[Event] = []
    for old, one in parts:
        layer, span = ("quotation", hull(one.content)) if isinstance(one, Quotation) else ("event", hull(one.trigger))
        ordinal = seen[layer, span] = seen.get((layer, span), -1) + 1
        name = record_id(reading.article, layer, span, ordinal)
        came[old] = (*came.get(old, ()), name)
        if isinstance(one, Quotation):
            quotations.append(replace(one, id=name))
        else:
            events.append(replace(one, id=name))
    named = tuple(replace(one, inside=came.get(one.inside or "", (None,))[0]) for one in quotations)
    told = tuple(replace(one, told_by=came.get(one.told_by or "", (None,))[0]) for one in events)
    return Changed(replace(reading, quotations=named, events=told), still(reading), came)


def complementiser_dropped(reading: Reading, draw: random.Random) -> Changed:
    """No content begins with the word that opens its clause."""
    text = reading.article.text

    def shorter(one: Quotation) -> Quotation:
        first = one.content[0]
        word = WORD.match(text.replace("’", "'"), first.start, first.end)
        if word is None or word.group().lower().rstrip("'") not in {each.rstrip("'") for each in small_words().complementisers}:
            return one
        start = word.end() + len(text[word.end() : first.end]) - len(text[word.end() : first.end].lstrip())
        return replace(one, content=(Span(start, first.end), *one.content[1:])) if start < first.end else one

    return renumbered(reading, [*((one.id, shorter(one)) for one in reading.quotations), *((one.id, one) for one in reading.events)])


def records_split(reading: Reading, draw: random.Random) -> Changed:
    """Every long content is two records, the second without a cue; so is every event of several triggers."""
    parts: list[tuple[str, Quotation | Event]] = []
    for one in reading.quotations:
        parts += ((one.id, part) for part in split(one, reading.article.text, draw))
    for event in reading.events:
        half = len(event.trigger) // 2
        pieces = (event.trigger[:half], event.trigger[half:]) if half else (event.trigger,)
        parts += ((event.id, replace(event, trigger=piece)) for piece in pieces)
    return renumbered(reading, parts)


def split(one: Quotation, text: str, draw: random.Random) -> Iterator[Quotation]:
    (piece, *rest) = one.content
    gaps = [place for place in range(piece.start + 1, piece.end - 1) if text[place] == " "]
    low, high = (piece.start + int(share * len(piece)) for share in SPLIT_BETWEEN)
    gaps = [place for place in gaps if low <= place <= high]
    if rest or len(piece) < LONG_ENOUGH or not gaps:
        yield one
        return
    cut = draw.choice(gaps)
    yield replace(one, content=(Span(piece.start, cut),))
    yield replace(one, content=(Span(cut + 1, piece.end),), cue=())


class Printed:
    """A text written anew, letter by letter, that remembers where each letter of the old one stands."""

    def __init__(self, old: Article) -> None:
        self.old, self.parts, self.length = old, [], 0
        self.moved = [-1] * len(old.text)

    parts: list[str]

    def keep(self, start: int, end: int) -> None:
        for place in range(start, end):
            self.moved[place] = self.length + place - start
        self.write(self.old.text[start:end])

    def write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def read(self, reader: Reader) -> Changed:
        old = self.old
        facts = Details(old.title, old.published, old.publisher, old.url, old.licence, old.language, old.authors)
        article = replace(read_text("".join(self.parts), id=old.id, details=facts).article, version=old.version + 1, replaces=old.key)
        return Changed(reader.read(article), self.moved)


def paragraph_on_top(reader: Reader) -> Change:
    def change(reading: Reading, draw: random.Random) -> Changed:
        printed = Printed(reading.article)
        printed.write("Mise à jour : cet article a été complété à midi.\n\n" if reading.article.language == "fr" else "Updated at noon.\n\n")
        printed.keep(0, len(reading.article.text))
        return printed.read(reader)

    return change


def paragraph_edited(reader: Reader) -> Change:
    """One word of one paragraph is struck out, and a sentence stands at the paragraph's end."""

    def change(reading: Reading, draw: random.Random) -> Changed:
        article = reading.article
        body = [part.span for part in article.paragraphs if part.kind == "body"] or [article.paragraphs[0].span]
        span = draw.choice(body)
        words = list(WORD.finditer(article.text, span.start, span.end))
        struck = draw.choice(words[1:-1] or words)
        printed = Printed(article)
        printed.keep(0, struck.start())
        printed.keep(struck.end(), span.end)
        printed.write(" La séance a été levée tard." if article.language == "fr" else " The session ended late.")
        printed.keep(span.end, len(article.text))
        return printed.read(reader)

    return change


def page_taken_anew(reader: Reader) -> Change:
    """Other spaces and other line breaks, the same words: a paragraph in ten is cut after a sentence."""

    def change(reading: Reading, draw: random.Random) -> Changed:
        text = reading.article.text
        printed = Printed(reading.article)
        for place, letter in enumerate(text):
            if letter == "\n":
                printed.write("\n" if text[place - 1 : place] == "\n" else draw.choice(["\n", "\n\n"]))
            elif letter.isspace():
                ends = text[max(0, place - 2) : place].strip("»” ").endswith(".")
                printed.write(draw.choice(["\n"] + 9 * [" "]) if ends else draw.choice(["\u00a0", "  ", "\u202f", *(12 * " ")]))
            else:
                printed.keep(place, place + 1)
        return printed.read(reader)

    return change


@contextmanager
def parser_called(name: str) -> Iterator[None]:
    """French read by another model, within the block."""
    known = parsing.parser_name

    def other(language: Language) -> tuple[str, str]:
        return (name, metadata.version(name)) if language.code == "fr" else known(language)

    parsing.parser_name = other
    parsing.pipeline.cache_clear()
    try:
        yield
    finally:
        parsing.parser_name = known
        parsing.pipeline.cache_clear()


def has(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True
