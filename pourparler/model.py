"""The nouns of the record: frozen dataclasses, standard library only.

Offsets are code points of `Article.text`, end exclusive (W3C Web Annotation, TextPositionSelector). Every record slices the text; none
holds a copy of it. Roles of a quotation follow PARC 3 and PolNeAR, times TIMEX3, events PLOVER 2.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Literal

ParagraphKind = Literal["title", "heading", "body", "furniture"]
MentionKind = Literal["person", "organisation", "country", "group", "place", "role", "pronoun"]
ActorKind = Literal["person", "organisation", "country", "group"]
QuotationKind = Literal["direct", "indirect", "mixed"]
Layer = Literal["speech", "attitude"]
QuotationStatus = Literal["asserted", "denied", "unverified", "hypothetical"]
Stance = Literal["neutral", "positive", "distancing", "denying", "demanding", "promising"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventStatus = Literal["actual", "future", "hypothetical", "negated", "historical"]
Precision = Literal["venue", "town", "region", "country"]
Completeness = Literal["whole", "partial"]
Action = Literal["accept", "reject", "set", "add", "complete", "merge", "apart", "undo"]
AnchorLayer = Literal["quotations", "events", "timexes", "mentions", "paragraphs"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article, in code points; `end` is exclusive."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The words themselves, to the letter."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span around all of them; refuses an empty list."""
    kept = sorted(spans)
    return Span(kept[0].start, max(span.end for span in kept))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article with its part in the page; furniture (menus, tables of contents) is kept and not read."""

    span: Span
    kind: ParagraphKind
    language: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was printed, with what is known of its printing; `published` is None where nobody says it.

    `key` is the hash of the text (hex, 16 characters of SHA-256), `id` the user's own label. `published` is ISO 8601 and as precise as it
    was given, "2025-02-27" or "2025-02-27T19:40:00+03:00": a day is never made into a midnight. `published_from` says where the date was
    read: "input" (a person, a table or a line said it), "json-ld", "meta" or "page" (a web page did), "europresse", "dateline" or None.
    """

    key: str
    id: str
    text: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: datetime | None = None
    licence: str | None = None
    completeness: Completeness = "whole"
    version: int = 1
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A Universal Dependencies word (CoNLL-U names). `head` is a position in the sentence's words, -1 for the root; `feats` is
    "Mood=Ind|…".
    """

    span: Span
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str

    def feat(self, name: str) -> str | None:
        """The value of one feature, None where the word does not carry it."""
        return features(self.feats).get(name)


@lru_cache(maxsize=4096)
def features(feats: str) -> dict[str, str]:
    """The features of a word by name; a language has some hundreds of combinations, and each is taken apart once."""
    return {key: value for key, _, value in (pair.partition("=") for pair in feats.split("|"))}


@dataclass(frozen=True, slots=True)
class Sentence:
    span: Span
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the article names or points at somebody; `chain` is the mention through which a pronoun or a role was resolved."""

    span: Span
    kind: MentionKind
    actor: str | None = None
    place: str | None = None
    chain: Span | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression (TIMEX3). Without an anchor `value` equals `undated`, underspecified where the text is: `XXXX-02-18`."""

    id: str
    span: Span
    type: TimexType
    value: str
    undated: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is reported to have said, written or thought: content, cue and source in PARC's words.

    `source` is empty where the text expresses none; `speakers` are ids of the reading's own actors, empty where they are not known. `rule`
    names the entry of the data files on which the decision stands, `runner_up` the second choice where there was one.
    """

    id: str
    kind: QuotationKind
    layer: Layer
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    occasion: Span | None = None
    said_on: str | None = None
    status: QuotationStatus = "asserted"
    stance: Stance = "neutral"
    about: tuple[Span, ...] = ()
    inside: str | None = None
    rule: str = ""
    score: float = 1.0
    runner_up: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER 2.0), with the span of each role; a date, place or side the text does not give stays empty."""

    id: str
    event_type: str
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    trigger: tuple[Span, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    place: str | None = None
    place_span: Span | None = None
    date: str | None = None
    date_span: Span | None = None
    about: tuple[Span, ...] = ()
    status: EventStatus = "actual"
    told_by: str | None = None
    rule: str = ""
    score: float = 1.0
    runner_up: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office held; dates are ISO 8601 or EDTF, None where no source gives them."""

    title: str
    country: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks or acts. `country` is ISO 3166-1 alpha-3 or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC; `sector` is a PLOVER
    sector.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision = "town"


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of this reading: a damaged mark, a page's furniture, an insertion."""

    span: Span
    kind: str
    message: str


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """All that was found in one article. A layer that was not attempted is absent from `layers`; an empty list never stands for that.

    `print(reading)` shows it as a table, a notebook as a page.
    """

    article: Article
    layers: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    made_with: dict[str, str] = field(default_factory=dict)

    def with_notes(self, notes: Iterable[Note]) -> Reading:
        """The same reading with notes from elsewhere (how the text came in) among its own, in the order of the text, none twice."""
        merged = sorted({*notes, *self.notes}, key=lambda note: (note.span, note.kind, note.message))
        return replace(self, notes=tuple(merged))

    def __repr__(self) -> str:
        return f"<Reading of {self.article.id!r}: {len(self.quotations)} quotations, {len(self.timexes)} times, {len(self.actors)} actors>"

    def __str__(self) -> str:
        from pourparler import export  # a record that shows itself looks up from its floor, only when asked

        return export.as_text(self)

    def _repr_html_(self) -> str:
        from pourparler import export

        return export.as_frame(self)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of an article to which a person's correction holds on (W3C Web Annotation: TextQuoteSelector and TextPositionSelector).

    `article` is the key of the version in which the person saw them, `record` the id that the record had then, None for words that were no
    record. `prefix` and `suffix` are up to 32 code points before and after; `start` and `end` are positions in that version, end exclusive.
    `pieces` are those of a content that an incise cuts, or the triggers of an event that has several; empty where there is one. `cue` is that
    of a quotation: it tells a saying from the one that encloses it.
    """

    article: str
    layer: AnchorLayer
    record: str | None
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    pieces: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person did to a record, a line of the journal that is appended and never changed.

    `seq` is the order of the journal, `at` ISO 8601 in UTC, `by` the person. `field` is the field that `set` changes, `before` and `after`
    its values as JSON; `undoes` is the `seq` of the correction that an undo takes back.
    """

    seq: int
    at: str
    by: str
    action: Action
    anchor: Anchor | None = None
    field: str | None = None
    before: object = None
    after: object = None
    why: str | None = None
    undoes: int | None = None
