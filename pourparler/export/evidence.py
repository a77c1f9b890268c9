"""The lines of a reading as a person reads them: who said what, who met whom, and where the words stand that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pourparler.dates.calendar import day_of
from pourparler.export.flat import spans_as_text
from pourparler.export.handles import by_handle
from pourparler.export.shown import actors_of, deed, readable, source_words, visible, words
from pourparler.model import Actor, Article, Event, Quotation, Reading, Span
from pourparler.ontology import MEETINGS
from pourparler.wording import Wording

SIDES = " → "


@dataclass(frozen=True, slots=True)
class Proof:
    """One line. `day` is that of the saying or deed where the text gives it whole, else that of publication (then `dated` is False), None where
    neither is known. `who` and `facts` are in plain words; `words` are the article's, None where they may not go out.
    """

    record: str
    handle: str
    is_said: bool
    style: str
    day: str | None
    dated: bool
    who: str
    facts: tuple[str, ...]
    spans: tuple[Span, ...]
    words: str | None

    @property
    def places(self) -> str:
        """`3-9; 40-52`: code points, end exclusive."""
        return spans_as_text(self.spans)

    @property
    def moment(self) -> tuple[bool, str]:
        """By what lines are sorted: their day, the undated last."""
        return self.day is None, self.day or ""


def proofs(reading: Reading, say: Wording, wordless: bool = False, attitudes: bool = False) -> Iterator[Proof]:
    """The statements, and the meetings and agreements of a reading, in the order of the text. Attitudes are among them only where asked for."""
    for handle, record in by_handle(reading).items():
        if isinstance(record, Quotation) and (attitudes or record.layer == "speech"):
            yield said(reading, handle, record, say, wordless)
        elif isinstance(record, Event) and record.event_type in MEETINGS:
            yield met(reading, handle, record, say, wordless)


def proof_of(reading: Reading, record: str, say: Wording, wordless: bool = False) -> Proof | None:
    """The line of one quotation or event, whatever its kind; None where the reading has no such record."""
    for handle, found in by_handle(reading).items():
        if found.id == record and isinstance(found, Quotation):
            return said(reading, handle, found, say, wordless)
        if found.id == record and isinstance(found, Event):
            return met(reading, handle, found, say, wordless)
    return None


def said(reading: Reading, handle: str, quotation: Quotation, say: Wording, wordless: bool) -> Proof:
    value = next((timex.value for timex in reading.timexes if timex.id == quotation.said_on), None)
    source = None if wordless else source_words(reading, quotation)
    facts = [say(f"kind.{quotation.kind}")]
    facts += [say("layer.attitude")] if quotation.layer == "attitude" else []
    facts += [say(f"status.{quotation.status}")] if quotation.status != "asserted" else []
    to = named(actors_of(reading, quotation.addressees))
    facts += [say("proof.to", who=to)] if to else []
    who = named(actors_of(reading, quotation.speakers)) or source or say("page.unknown_speaker")
    style = quotation.kind if quotation.layer == "speech" else "attitude"
    return proof(reading, handle, quotation, style, value, who, facts, quotation.content, say, wordless)


def met(reading: Reading, handle: str, event: Event, say: Wording, wordless: bool) -> Proof:
    sides = [named(actors_of(reading, ids)) for ids in (event.actors, event.recipients)]
    facts = [deed(event.event_type, event.mode, say)]
    facts += [say(f"event_status.{event.status}")] if event.status != "actual" else []
    facts += [visible(place.name) for place in reading.places if place.id == event.place]
    facts += [say("proof.told")] if event.told_by else []
    who = SIDES.join(side for side in sides if side) or say("web.nobody_named")
    return proof(reading, handle, event, "event", event.date, who, facts, evidence_of(event), say, wordless)


def evidence_of(event: Event) -> tuple[Span, ...]:
    """The words of who, what, where and when, in the order of the text; what overlaps or touches is one piece."""
    placed = [span for span in (event.place_span, event.date_span) if span]
    found: list[Span] = []
    for span in sorted((*event.trigger, *event.actor_spans, *event.recipient_spans, *placed)):
        if found and span.start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def proof(
    reading: Reading, handle: str, record: Quotation | Event, style: str, value: str | None, who: str, facts: list[str], spans: tuple[Span, ...],
    say: Wording, wordless: bool,
) -> Proof:  # fmt: skip
    """The line with its day: a value that names no whole day is told as it is, and a day of publication is said to be one."""
    told, printed = day_of(value), day_of(reading.article.published)
    day = told or printed
    facts += [value] if value and not told else []
    facts += [say("proof.printed")] if printed and not told else []
    shown = None if wordless else words(reading.article.text, spans)
    is_said = isinstance(record, Quotation)
    return Proof(record.id, handle, is_said, style, day.isoformat() if day else None, told is not None, who, tuple(facts), spans, shown)


def named(actors: Iterable[Actor]) -> str:
    """`Anna Brandt (NOR), Luc Ferrand`."""
    return ", ".join(visible(f"{actor.name} ({actor.country})" if actor.country else actor.name) for actor in actors)


def printing(article: Article, say: Wording, wordless: bool = False) -> list[str]:
    """What is known of where an article was printed: publisher, title, day; a day that nobody gives is said to be unknown."""
    title = say("proof.title", title=article.title) if article.title and not wordless else None
    day = readable(article.published) or say("published.unknown")
    known = [article.publisher, title, day]
    return [visible(part) for part in (known if article.publisher or title else [article.id, *known]) if part]
