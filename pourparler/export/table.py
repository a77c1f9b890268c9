"""A reading as a table for a terminal: notes, who said what, when, and the actors, each line with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pourparler.export.handles import by_handle
from pourparler.export.shown import actors_of, excerpt, offsets, readable, role_of, source_words, visible, words
from pourparler.model import Event, Note, Quotation, Reading, Timex
from pourparler.wording import Wording

WIDE = 100
"""Columns from which the words stand beside their speaker; in a narrower terminal they stand below."""

COLOURS = {"direct": "blue", "indirect": "yellow", "mixed": "green"}


def table(reading: Reading, wording: Wording, width: int = 120, attitudes: bool = False) -> RenderableType:
    """The reading as a rich renderable of at most `width` columns.

    Long quotations are cut in the middle, both ends to the letter; a layer that was not attempted is absent, never shown as empty.
    Attitudes (beliefs and wishes that nobody voiced) are left out unless asked for.
    """
    parts: list[RenderableType] = [heading(reading, wording), *(note_line(reading, note, wording) for note in reading.notes)]
    records = by_handle(reading)
    said = {handle: q for handle, q in records.items() if isinstance(q, Quotation) and (attitudes or q.layer == "speech")}
    if "quotations" in reading.layers:
        parts += [title(wording("table.quotations")), *quotations(reading, said, wording, width)]
    if "events" in reading.layers:
        parts += [title(wording("table.events")), events(reading, {h: e for h, e in records.items() if isinstance(e, Event)}, wording)]
    if "timexes" in reading.layers:
        parts += [title(wording("table.times")), times(reading, {h: t for h, t in records.items() if isinstance(t, Timex)}, wording)]
    if "actors" in reading.layers:
        parts += [title(wording("table.actors")), actors(reading, wording)]
    return Group(*parts, Text(closing(reading, said, wording), style="dim"))


def plain(reading: Reading, wording: Wording, width: int = 120) -> str:
    """The same table as text without colours."""
    console = Console(width=width, color_system=None, highlight=False, force_terminal=False)
    with console.capture() as capture:
        console.print(table(reading, wording, width))
    return capture.get()


def heading(reading: Reading, wording: Wording) -> Text:
    """One line on the article: its label, language, length, hash and date of publication, unknown where nobody says it."""
    article = reading.article
    published = readable(article.published) or wording("published.unknown_option")
    facts = [
        wording(f"language.{article.language}") if wording.has(f"language.{article.language}") else article.language,
        wording.count("characters", len(article.text)),
        f"sha256 {article.key[:8]}…",
        wording("published.line", date=visible(published)),
    ]
    if article.completeness == "partial":
        facts.append(wording("article.partial"))
    return Text.assemble((visible(article.id or article.title or article.key), "bold"), " · ", " · ".join(facts))


def title(text: str) -> Text:
    return Text(f"\n{text.upper()}", style="bold dim")


def note_line(reading: Reading, note: Note, wording: Wording) -> Text:
    """`! 1072-1073 » : …`: where, which words, and what a reader should know; a note of the whole article has no place."""
    message = visible(wording.message(note.message))
    if not len(note.span):
        return Text.assemble(("! ", "bold red"), message)
    found = excerpt(reading.article.text, (note.span,), 40)
    return Text.assemble(("! ", "bold red"), (offsets((note.span,)), "dim"), f" {found} : {message}")


def who(reading: Reading, quotation: Quotation) -> Text:
    """`Dmitri Peskov Q7747 (il)`: the speakers, their ids, and the source's own words where they are not the name."""
    speakers = actors_of(reading, quotation.speakers)
    text = Text()
    for number, actor in enumerate(speakers):
        text.append(", " if number else "").append(visible(actor.name), style="bold")
        text.append(f" {visible(actor.wikidata)}" if actor.wikidata else "", style="dim")
    source = source_words(reading, quotation)
    if source:
        text.append(f" ({source})" if speakers else source)
    return text if text.plain else Text("—", style="dim")


def kind_of(quotation: Quotation, wording: Wording) -> Text:
    """The kind, with the status when it is not plainly asserted."""
    kind = Text(wording(f"kind.{quotation.kind}"), style=COLOURS[quotation.kind])
    if quotation.layer == "attitude":
        kind.append(f" · {wording('layer.attitude')}")
    return kind if quotation.status == "asserted" else kind.append(f" · {wording(f'status.{quotation.status}')}", style="red")


def grid(*columns: int | None) -> Table:
    """A table without lines; a number fixes a column's width, None lets it share what is left."""
    made = Table.grid(padding=(0, 2, 0, 0))
    for width in columns:
        made.add_column(max_width=width, overflow="fold")
    return made


def quotations(reading: Reading, said: dict[str, Quotation], wording: Wording, width: int) -> Iterator[RenderableType]:
    if not said:
        yield Text(wording("table.none"), style="dim")
    elif width >= WIDE:
        yield beside(reading, said, wording, width)
    else:
        yield from below(reading, said, wording, width)


def beside(reading: Reading, said: dict[str, Quotation], wording: Wording, width: int) -> Table:
    made = grid(4, 30, 18, 12, 11, None)
    made.add_row(*(Text(wording(f"column.{name}"), style="dim") for name in ("id", "who", "cue", "kind", "span", "words")))
    for handle, quotation in said.items():
        shown = excerpt(reading.article.text, quotation.content, 2 * max(20, width - 85))
        cue = words(reading.article.text, quotation.cue)
        span = Text(offsets(quotation.content), "dim")
        made.add_row(Text(handle, "bold"), who(reading, quotation), Text(cue), kind_of(quotation, wording), span, Text(shown))
    return made


def below(reading: Reading, said: dict[str, Quotation], wording: Wording, width: int) -> Iterator[RenderableType]:
    for handle, quotation in said.items():
        cue = Text(words(reading.article.text, quotation.cue) or "—")
        line = Text(" · ", style="dim").join([who(reading, quotation), cue, kind_of(quotation, wording), Text(offsets(quotation.content))])
        yield Text.assemble((f"{handle} ", "bold"), line)
        yield Padding(Text(excerpt(reading.article.text, quotation.content, 2 * width)), (0, 0, 0, 4))


def events(reading: Reading, found: dict[str, Event], wording: Wording) -> RenderableType:
    made = grid(4, 16, 40, 12, 20, 12, None)
    names = {place.id: place.name for place in reading.places}
    for handle, event in found.items():
        sides = [" & ".join(actor.name for actor in actors_of(reading, ids)) for ids in (event.actors, event.recipients) if ids]
        cells = [handle, event.event_type, " → ".join(sides) or "—", event.date or "—", names.get(event.place or "", "—")]
        cells += [wording(f"event_status.{event.status}"), offsets(event.trigger), words(reading.article.text, event.trigger)]
        made.add_row(*(Text(visible(cell)) for cell in cells))
    return made if found else Text(wording("table.none"), style="dim")


def times(reading: Reading, found: dict[str, Timex], wording: Wording) -> RenderableType:
    made = grid(4, 18, 10, 11, None)
    for handle, timex in found.items():
        value = Text(timex.value or "—") if timex.value != timex.undated else Text(timex.value or "—", "yellow")
        shown = excerpt(reading.article.text, (timex.span,), 60)
        kind, span = Text(wording(f"timex.{timex.type}"), "dim"), Text(offsets((timex.span,)), "dim")
        made.add_row(Text(handle, "bold"), value, kind, span, Text(shown))
    return made if found else Text(wording("table.none"), style="dim")


def actors(reading: Reading, wording: Wording) -> RenderableType:
    made = grid(40, 14, 14, None)
    for actor in sorted(reading.actors, key=lambda actor: (actor.kind, actor.name)):
        cells = [actor.name, actor.wikidata or "—", wording(f"actor.{actor.kind}"), role_of(actor)]
        made.add_row(*(Text(visible(cell)) for cell in cells))
    return made if reading.actors else Text(wording("table.none"), style="dim")


def closing(reading: Reading, said: dict[str, Quotation], wording: Wording) -> str:
    """`12 quotations, 6 times, 4 notes · details: pourparler why FILE S1`."""
    numbers = {"quotations": len(said), "times": len(reading.timexes), "notes": len(reading.notes)}
    counts = [wording.count(name, number) for name, number in numbers.items()]
    return "\n" + wording("table.closing", counts=", ".join(counts), handle=next(iter(said), "S1"))
