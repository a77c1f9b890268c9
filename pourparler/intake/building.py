"""What every kind of input ends in: a text with the kind of each of its lines becomes an Article, with notes of what was odd."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from pourparler import __version__
from pourparler.errors import BinaryInput, EmptyInput, InputRefused, WrongEncoding
from pourparler.intake.characters import note_characters, share_of_controls
from pourparler.intake.languages import language_of, language_of_paragraph, pack_named
from pourparler.intake.lines import Line
from pourparler.intake.paragraphs import heading_words
from pourparler.intake.published import UnknownDateError, read_published
from pourparler.model import Article, Note, Paragraph, ParagraphKind, Span

LIMIT = 5_000_000
"""Bytes of UTF-8 that one text may have."""
MOST_CONTROLS = 0.02
WHOLE = Span(0, 0)
"""Where a note stands that concerns the whole article."""
PLAIN = "text/plain"
TOOL = f"pourparler text {__version__}"


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a text from elsewhere than its words. `published` in ISO 8601; `language` an ISO 639-1 code, found out where None;
    `published_from` says where the day of publication was read.
    """

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    published_from: str = "input"

    def over(self, other: Details) -> Details:
        """These details, and those of the other where these say nothing; a day of publication keeps its own provenance."""
        given = {each.name: getattr(self, each.name) or getattr(other, each.name) for each in fields(self)}
        return Details(**given | {"published_from": (self if self.published else other).published_from})


@dataclass(frozen=True, slots=True)
class Intake:
    """An article, what its reader should know of how it came in, and the bytes it was read from.

    A note of the whole article has the span 0-0. `original` is what came in, byte for byte: a file, one line of JSON Lines, one member of an
    archive; where one file holds many articles, each of them has the whole file. A text that came as `str` stands in UTF-8. `media_type`
    says what the bytes are (RFC 6838, without parameters), `tool` with name and version which program took the text out of them. What
    identifies a print of the article is `article.url` with `article.publisher`.
    """

    article: Article
    notes: tuple[Note, ...] = ()
    original: bytes = field(default=b"", kw_only=True, repr=False)
    media_type: str = field(default=PLAIN, kw_only=True)
    tool: str = field(default=TOOL, kw_only=True)

    @property
    def digest(self) -> str:
        """SHA-256 of the original bytes, in hexadecimal."""
        return hashlib.sha256(self.original).hexdigest()


def key_of(text: str) -> str:
    """The article key: the first 16 hexadecimal characters of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def refuse_unreadable(text: str, limit: int) -> None:
    """Raises by name what cannot become an article, whatever its language."""
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as fault:
        raise WrongEncoding(f"half a surrogate pair stands at position {fault.start}; the text was cut or decoded wrongly") from fault
    if size > limit:
        raise InputRefused(f"the text is larger than {limit:,} bytes; cut it, or raise the limit")
    if "\0" in text:
        raise BinaryInput(f"it holds a NUL at position {text.index(chr(0))}, so it is no text; a UTF-16 text must begin with its mark")
    if share_of_controls(text) > MOST_CONTROLS:
        raise BinaryInput("it is full of control characters, so it is no text")
    if not any(letter.isalpha() for letter in text):
        raise EmptyInput("there are no words in it")


def inner_span(line: Line, kind: ParagraphKind) -> Span:
    """The paragraph's span; that of a title or a heading leaves markdown's marks out."""
    if kind not in {"title", "heading"}:
        return line.span
    words = heading_words(line.text)
    start = line.span.start + line.text.index(words)
    return Span(start, start + len(words))


def chosen_language(lines: Sequence[Line], kinds: Sequence[ParagraphKind], given: str | None) -> str:
    if given:
        return pack_named(given)
    kept = [line.text for line, kind in zip(lines, kinds, strict=True) if kind != "furniture"]
    return language_of(kept or [line.text for line in lines])


def own_languages(parts: Sequence[Paragraph], text: str, article: str) -> list[str]:
    return [article if part.kind == "furniture" else language_of_paragraph(part.span.slice(text), article) for part in parts]


def with_languages(parts: Sequence[Paragraph], own: Sequence[str], article: str) -> tuple[Paragraph, ...]:
    """Each paragraph in its own language; where that leaves none in the article's, the word of whoever gave that language is taken."""
    if article not in own:
        return tuple(parts)
    return tuple(replace(part, language=code) for part, code in zip(parts, own, strict=True))


def note_furniture(paragraphs: Sequence[Paragraph]) -> Iterator[Note]:
    """One note for each run of furniture."""
    run: Span | None = None
    for paragraph in paragraphs:
        if paragraph.kind == "furniture":
            run = Span(paragraph.span.start if run is None else run.start, paragraph.span.end)
        elif run is not None:
            yield Note(run, "furniture", "part of the page around the article: kept, not read")
            run = None
    if run is not None:
        yield Note(run, "furniture", "part of the page around the article: kept, not read")


def note_foreign(parts: Sequence[Paragraph], own: Sequence[str], article: str) -> Iterator[Note]:
    if article not in own:
        yield Note(WHOLE, "language", f"said to be in {article!r}, it looks like {own[0]!r}; read as {article!r}")
        return
    for part, code in zip(parts, own, strict=True):
        if code != article:
            yield Note(part.span, "language", f"this paragraph is in {code!r}, the article in {article!r}: kept, not read")


def dated(details: Details, now: datetime | None) -> tuple[str | None, tuple[Note, ...]]:
    if not details.published or not details.published.strip():
        return None, ()
    try:
        return read_published(details.published, now), ()
    except UnknownDateError as why:
        return None, (Note(WHOLE, "published", f"{why}; taken as unknown"),)


def build(text: str, lines: Sequence[Line], kinds: Sequence[ParagraphKind], called: str, known: Details, now: datetime | None = None) -> Intake:
    """The Intake of a text whose lines, in order, are of these kinds; the text has passed `refuse_unreadable`.

    Raises UnsupportedLanguage for a language without a pack.
    """
    language = chosen_language(lines, kinds, known.language)
    parts = [Paragraph(inner_span(line, kind), kind, language) for line, kind in zip(lines, kinds, strict=True)]
    own = own_languages(parts, text, language)
    paragraphs = with_languages(parts, own, language)
    published, doubts = dated(known, now)
    head = next((p.span.slice(text) for p in paragraphs if p.kind == "title"), None)
    article = Article(
        key=key_of(text),
        id=called,
        text=text,
        language=language,
        paragraphs=paragraphs,
        title=known.title or head,
        authors=known.authors,
        published=published,
        published_from=known.published_from if published else None,
        publisher=known.publisher,
        url=known.url,
        licence=known.licence,
    )
    notes = (*doubts, *note_furniture(paragraphs), *note_foreign(parts, own, language), *note_characters(text))
    return Intake(article, tuple(sorted(notes, key=lambda note: note.span)), original=text.encode("utf-8"))
