"""Where do the words of a correction stand now?

An anchor is kept for years; articles are printed again with other line breaks, paragraphs are put before others. Words are looked up without
their spaces, so that a page taken from the web anew gives the same words. What could stand in two places stands in none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pourparler.model import Anchor, AnchorLayer, Article, Event, Mention, Quotation, Span, Timex, hull

AROUND = 32
"""Code points of the text that an anchor keeps on each side."""
LONG = 24
"""Letters and signs from which words that stand in one place alone are known again with their surroundings on one side."""
CLOSE = 12
"""Letters next to the words, on both sides, that make them known again where something was edited further off."""
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""What a page puts into words and takes out again, as it does with spaces."""

Record = Quotation | Event | Timex | Mention


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its spaces; `places` are the positions of its letters in the text, in code points."""

    letters: str
    places: tuple[int, ...]

    def before(self, position: int) -> int:
        """How many letters stand before a position of the text."""
        return bisect_left(self.places, position)

    def span(self, first: int, last: int) -> Span:
        """The stretch of the text from one letter to before another."""
        return Span(self.places[first], self.places[last - 1] + 1)


@lru_cache(maxsize=256)
def squeeze(text: str) -> Squeezed:
    places = tuple(place for place, letter in enumerate(text) if not letter.isspace() and letter not in INVISIBLE)
    return Squeezed("".join(text[place] for place in places), places)


@dataclass(frozen=True, slots=True)
class Shape:
    """The pieces of a record as they stand in an article, and the spans of its cue, None where it is not known where they stand."""

    pieces: tuple[Span, ...]
    cue: tuple[Span, ...] | None = ()


def anchor_of(
    article: Article,
    layer: AnchorLayer,
    span: Span,
    record_id: str | None = None,
    *,
    pieces: Sequence[Span] = (),
    cue: Sequence[Span] = (),
) -> Anchor:
    """An anchor on words of the article; `record_id` is the record that holds them. Give `pieces` and `cue` of a quotation, or use
    `anchor_of_record`.
    """
    text = article.text
    around = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    inner = tuple(pieces) if len(pieces) > 1 else ()
    return Anchor(article.key, layer, record_id, span.slice(text), *around, span.start, span.end, inner, tuple(cue))


def anchor_of_record(article: Article, record: Record) -> Anchor:
    """An anchor on a quotation's content, an event's first trigger (the others are its pieces), a time or a mention."""
    match record:
        case Quotation():
            return anchor_of(article, "quotations", hull(record.content), record.id, pieces=record.content, cue=record.cue)
        case Event():
            return anchor_of(article, "events", record.trigger[0], record.id, pieces=record.trigger)
        case Timex():
            return anchor_of(article, "timexes", record.span, record.id)
        case Mention():
            return anchor_of(article, "mentions", record.span)


def locate(anchor: Anchor, article: Article) -> Span | None:
    """Where the anchor's words stand in this article or version of it, None where they do not, or where it could be either of two places.

    First the same place in the same text; then the words with all that is known to stand before and after them, spaces apart; then with the
    twelve letters next to them on both sides; last, words of 24 letters and more that stand in one place only, with all of one side.
    """
    here = Span(anchor.start, anchor.end)
    if anchor.article == article.key and here.slice(article.text) == anchor.exact:
        return here
    text, words = squeeze(article.text), squeeze(anchor.exact).letters
    found = list(occurrences(text.letters, words))
    before, after = squeeze(anchor.prefix).letters, squeeze(anchor.suffix).letters
    kept = surrounded(found, text.letters, len(words), before, after) or surrounded(found, text.letters, len(words), before[-CLOSE:], after[:CLOSE])
    if not kept and len(found) == 1 and len(words) >= LONG:
        kept = surrounded(found, text.letters, len(words), before, "") if before else []
        kept = kept or (surrounded(found, text.letters, len(words), "", after) if after else [])
    return text.span(kept[0], kept[0] + len(words)) if len(kept) == 1 else None


def occurrences(letters: str, words: str) -> Iterator[int]:
    place = letters.find(words) if words else -1
    while place >= 0:
        yield place
        place = letters.find(words, place + 1)


def surrounded(found: Sequence[int], letters: str, size: int, before: str, after: str) -> list[int]:
    """The places of which it is true that these letters stand before, and those after."""
    return [place for place in found if letters.endswith(before, 0, place) and letters.startswith(after, place + size)]


def situate(anchor: Anchor, article: Article) -> Shape | None:
    """The anchor's pieces and cue in this article, None where its words do not stand there."""
    span = locate(anchor, article)
    if span is None:
        return None
    if span == Span(anchor.start, anchor.end) and anchor.article == article.key:
        return Shape(anchor.pieces or (span,), anchor.cue)
    pieces = carried(anchor, anchor.pieces, span, article)
    return Shape(pieces or (span,), carried(anchor, anchor.cue, span, article))


def carried(anchor: Anchor, spans: Sequence[Span], place: Span, article: Article) -> tuple[Span, ...] | None:
    """Spans of the anchor's own version in this one, whose words now stand at `place`; None where one reaches beyond what is kept."""
    window, text = squeeze(anchor.prefix + anchor.exact + anchor.suffix), squeeze(article.text)
    origin = anchor.start - len(anchor.prefix)
    shift = text.before(place.start) - window.before(len(anchor.prefix))
    found = []
    for span in spans:
        first, last = window.before(span.start - origin), window.before(span.end - origin)
        inside = origin <= span.start and span.end <= anchor.end + len(anchor.suffix) and first < last
        if not inside or not 0 <= first + shift < last + shift <= len(text.places):
            return None
        if text.letters[first + shift : last + shift] != window.letters[first:last]:
            return None
        found.append(text.span(first + shift, last + shift))
    return tuple(found)


def shared(some: Sequence[Span], others: Sequence[Span]) -> int:
    """Code points that both hold."""
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)


def dice(some: Sequence[Span], others: Sequence[Span]) -> float:
    """How far two sets of pieces hold the same code points, 0 to 1."""
    size = sum(map(len, some)) + sum(map(len, others))
    return 2 * shared(some, others) / size if size else 0.0


def overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)
