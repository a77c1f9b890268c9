"""A release without any word of the articles: places and hashes, to be joined again with texts that others hold themselves.

A stand-off line is a reading with an empty text and no title; `title_span` says where in the text the title stands, if it does. Messages of
notes that quote the text are empty. Everything else is the reading as it was: names of actors and places, dates, rules, ids are facts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from pourparler import wire
from pourparler.errors import InputRefused, MalformedRecord
from pourparler.export import companions, delimited
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.intake import key_of
from pourparler.model import Article, Note, Reading, Span

QUOTED = 16
"""Characters that a message and the text have in common by more than chance."""
QUOTING = ("machine-translation", "encoding", "fault")
"""Kinds of notes whose message shows words of the text."""


def quotes(note: Note, text: str) -> bool:
    """Whether a message holds words of the text."""
    windows = (note.message[start : start + QUOTED] for start in range(len(note.message) - QUOTED + 1))
    return note.kind in QUOTING or any(window in text for window in windows)


def title_span(article: Article) -> Span | None:
    """Where the title stands in the text, to the letter."""
    start = article.text.find(article.title) if article.title else -1
    return Span(start, start + len(article.title or "")) if start >= 0 else None


def bare(reading: Reading) -> dict[str, Any]:
    """The reading as a stand-off line."""
    article = reading.article
    notes = tuple(replace(note, message="") if quotes(note, article.text) else note for note in reading.notes)
    made: dict[str, Any] = msgspec.to_builtins(replace(reading, article=replace(article, text="", title=None), notes=notes))
    return made | {"title_span": msgspec.to_builtins(title_span(article))}


def write(export: Export, folder: Path) -> Written:
    """A folder `standoff` that can be published by itself: `readings.jsonl`, the tables as CSV without their columns of words, codebook,
    error card. All articles are in it, whatever their licence.
    """
    home, wordless = folder / "standoff", replace(export, texts="none")
    written = delimited.write(wordless, home)
    path = home / "readings.jsonl"
    with whole(path) as unfinished, unfinished.open("wb") as lines:
        for reading in export.readings:
            lines.write(wire.ENCODER.encode(bare(reading)) + b"\n")
            written.rows["readings"] += 1
    written.files += [path, *companions.write(wordless, home).files]
    return written


class TitlePlace(msgspec.Struct):
    """What a stand-off line has beside the reading."""

    title_span: Span | None = None


FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("\r\n", "\n"),
    lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    lambda text: text.rstrip("\r\n"),
    lambda text: text.rstrip("\r\n") + "\n",
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: unicodedata.normalize("NFD", text),
)
"""What becomes of a text on its way between two machines: other line ends, the last one lost or added, accents composed or apart."""


@dataclass(slots=True)
class Copies:
    """A person's own texts: by hash, and the labels and addresses under which a text of another hash was found. `forms` are the hashes of
    the same texts with other line ends or accents, each with its text's hash and what makes it of it.
    """

    texts: dict[str, Article] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    forms: dict[str, tuple[str, Callable[[str], str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Copies:
        """The hashes are taken anew from the texts: what a copy says of itself is not believed."""
        made = cls()
        for article in articles:
            key = key_of(article.text)
            made.texts.setdefault(key, article)
            for form in FORMS:
                made.forms.setdefault(key_of(form(article.text)), (key, form))
            for label in filter(None, (article.id, article.url)):
                made.known.setdefault(label, key)
        return made

    def text_for(self, article: Article) -> Article:
        """The copy with the very text, by its hash; refused by name where there is none. One that has it after its line ends or the composing
        of its accents are set right is the very text too: the hash says so.
        """
        copy = self.texts.get(article.key)
        if copy is not None:
            return copy
        if article.key in self.forms:
            key, form = self.forms[article.key]
            return replace(self.texts[key], text=form(self.texts[key].text))
        other = next((self.known[label] for label in (article.id, article.url) if label in self.known), None)
        if other is None:
            raise InputRefused(f"no text with the hash {article.key} is among those given", article.id)
        raise InputRefused(f"your copy is another text: its hash is {other}, that of the text that was read is {article.key}", article.id)


def rehydrate(line: bytes, copies: Copies, place: str = "") -> Reading:
    """The reading of a stand-off line with its text. A line that is no reading is refused, and so is one whose text is not among the copies."""
    reading = wire.decode(line, place)
    try:
        span = msgspec.json.decode(line, type=TitlePlace).title_span
    except msgspec.MsgspecError as fault:
        raise MalformedRecord(f"not a stand-off line: {fault}", place) from fault
    copy = copies.text_for(reading.article)
    title = reading.article.title or (span.slice(copy.text) if span else copy.title)
    return replace(reading, article=replace(reading.article, text=copy.text, title=title))
