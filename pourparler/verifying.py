"""Does a reading still hold? Every span is sliced again, the hash of the text is checked, and every id that is named must exist.

Nothing of the finding is repeated here: a reading made by anybody, on any machine, can be verified without a parser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise

from pourparler.intake import key_of
from pourparler.model import Actor, Event, Mention, Place, Quotation, Reading, Span, Timex

ATTEMPTABLE = frozenset(each.name for each in fields(Reading)) - {"article", "layers", "made_with"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: in which article, in which record (its id, or its layer and position), where, and what is wrong."""

    article: str
    record: str
    what: str
    span: Span | None = None

    def __str__(self) -> str:
        where = f" {self.span.start}-{self.span.end}" if self.span is not None else ""
        return f"{self.article} {self.record}{where}: {self.what}"


@dataclass(slots=True)
class Verification:
    """The outcome over all readings: how many articles and spans were looked at, and every fault by name."""

    articles: int = 0
    spans: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults

    def lines(self) -> Iterator[str]:
        """What a person reads: the counts, then each fault."""
        good = self.spans - sum(fault.span is not None for fault in self.faults)
        yield f"{self.articles} articles, {self.spans} spans sliced again, {good} hold, {len(self.faults)} faults"
        yield from map(str, self.faults)


Placed = tuple[str, str, Span]
"""A record's name, the role of the span in it, and the span."""


def named(layer: str, records: Sequence[Quotation] | Sequence[Event] | Sequence[Timex] | Sequence[Mention]) -> Iterator[tuple[str, object]]:
    for number, record in enumerate(records):
        yield getattr(record, "id", "") or f"{layer}[{number}]", record


def spans_of(record: object) -> Iterator[tuple[str, Span]]:
    """Every span a record holds, with the name of its field."""
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        for span in value if isinstance(value, tuple) else (value,):
            if isinstance(span, Span):
                yield each.name, span


def placed_spans(reading: Reading) -> Iterator[Placed]:
    """Every span of a reading in the order of its records."""
    for number, paragraph in enumerate(reading.article.paragraphs):
        yield f"paragraphs[{number}]", "span", paragraph.span
    for layer in ("mentions", "timexes", "quotations", "events", "notes"):
        for name, record in named(layer, getattr(reading, layer)):
            for role, span in spans_of(record):
                yield name, role, span


def slicing_fault(span: Span, role: str, text: str, name: str) -> str | None:
    """What is wrong with a span on its own. A note may stand at a point; every other span holds words or signs."""
    if not 0 <= span.start <= span.end <= len(text):
        return f"{role} lies outside the text, which has {len(text)} code points"
    if not name.startswith("notes[") and not span.slice(text).strip():
        return f"{role} holds nothing but spaces"
    return None


def order_faults(reading: Reading) -> Iterator[tuple[str, str, Span]]:
    """Paragraphs, and the pieces of one content, come in order and do not overlap."""
    pieces = [("paragraphs", "paragraph", [paragraph.span for paragraph in reading.article.paragraphs])]
    pieces += [(quotation.id, "piece of content", list(quotation.content)) for quotation in reading.quotations]
    for name, what, spans in pieces:
        for before, after in pairwise(spans):
            if after.start < before.end:
                yield name, f"this {what} begins before the one in front of it ends", after
    for quotation in reading.quotations:
        if not quotation.content:
            yield quotation.id, "the quotation has no content", Span(0, 0)


def doubled_ids(reading: Reading) -> Iterator[tuple[str, str]]:
    groups: dict[str, Sequence[Timex | Quotation | Event | Actor | Place]] = {
        "timexes": reading.timexes,
        "quotations": reading.quotations,
        "events": reading.events,
        "actors": reading.actors,
        "places": reading.places,
    }
    for layer, records in groups.items():
        for name, count in Counter(record.id for record in records).items():
            if count > 1:
                yield name, f"{count} {layer} have this id"


def absent(ids: Iterable[str | None], known: Collection[str], what: str) -> Iterator[str]:
    for name in ids:
        if name is not None and name not in known:
            yield f"names {what} {name!r}, which the reading does not have"


def quotation_references(reading: Reading, actors: Collection[str]) -> Iterator[tuple[str, str]]:
    """Speakers, addressees, the time and the enclosing quotation must exist, and no quotation lies within itself."""
    times = {timex.id for timex in reading.timexes}
    outer = {quotation.id: quotation.inside for quotation in reading.quotations}
    for quotation in reading.quotations:
        for what in (
            *absent((*quotation.speakers, *quotation.addressees), actors, "actor"),
            *absent((quotation.said_on,), times, "time"),
            *absent((quotation.inside,), outer, "quotation"),
        ):
            yield quotation.id, what
        if encloses_itself(quotation.id, outer):
            yield quotation.id, "lies within itself"


def encloses_itself(name: str, outer: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = outer.get(name)
    while step is not None and step not in seen:
        if step == name:
            return True
        seen.add(step)
        step = outer.get(step)
    return False


def missing_references(reading: Reading) -> Iterator[tuple[str, str]]:
    """Every id that a record names and the reading lacks."""
    actors = {actor.id for actor in reading.actors}
    places = {place.id for place in reading.places}
    said = {quotation.id for quotation in reading.quotations}
    spans = {mention.span for mention in reading.mentions}
    yield from quotation_references(reading, actors)
    for event in reading.events:
        for what in (
            *absent((*event.actors, *event.recipients), actors, "actor"),
            *absent((event.place,), places, "place"),
            *absent((event.told_by,), said, "quotation"),
        ):
            yield event.id, what
    for number, mention in enumerate(reading.mentions):
        for what in (*absent((mention.actor,), actors, "actor"), *absent((mention.place,), places, "place")):
            yield f"mentions[{number}]", what
        if mention.chain is not None and mention.chain not in spans:
            yield f"mentions[{number}]", f"was resolved through {mention.chain.start}-{mention.chain.end}, which is no mention"


def layer_faults(reading: Reading) -> Iterator[tuple[str, str]]:
    """A layer is a field of the reading, and one that was not attempted is empty."""
    for layer in reading.layers:
        if layer not in ATTEMPTABLE:
            yield "layers", f"there is no layer {layer!r}"
    for layer in sorted(ATTEMPTABLE - set(reading.layers) - {"notes", "actors", "places", "mentions"}):
        if getattr(reading, layer):
            yield "layers", f"{layer} holds records but was not attempted"


def text_faults(reading: Reading, texts: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    article = reading.article
    try:
        key = key_of(article.text)
    except UnicodeEncodeError:
        yield "article", "its text holds half a surrogate pair"
        return
    if key != article.key:
        yield "article", f"the key {article.key!r} is not the hash of the text, which is {key!r}"
    if texts is not None and article.id not in texts:
        yield "article", "its text is not among those given"
    elif texts is not None and texts[article.id] != article.text:
        yield "article", "its text is not the text given under its id"


def faults_of(reading: Reading, texts: Mapping[str, str] | None = None) -> Iterator[Fault]:
    """Everything that does not hold in one reading."""
    name, text = reading.article.id, reading.article.text
    for record, role, span in placed_spans(reading):
        what = slicing_fault(span, role, text, record)
        if what is not None:
            yield Fault(name, record, what, span)
    for record, what, span in order_faults(reading):
        yield Fault(name, record, what, span)
    for finds in (text_faults(reading, texts), doubled_ids(reading), missing_references(reading), layer_faults(reading)):
        for record, what in finds:
            yield Fault(name, record, what)


def verify(readings: Iterable[Reading], texts: Mapping[str, str] | None = None) -> Verification:
    """Slice every span of every reading again.

    Checked are: the key is the hash of the text; every span lies in the text and holds more than spaces (a note may stand at a point);
    pieces and paragraphs come in order; ids are single; speakers, times, places and quotations that are named exist; a layer that was not
    attempted is empty. With `texts`, the texts themselves by article id, each reading's text must be that text to the letter. Raises
    nothing.
    """
    outcome = Verification()
    for reading in readings:
        outcome.articles += 1
        outcome.spans += sum(1 for _ in placed_spans(reading))
        outcome.faults.extend(faults_of(reading, texts))
    return outcome
