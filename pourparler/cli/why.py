"""`pourparler why`: the reasons of one line of a reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import meant
from pourparler.cli.inputs import checked_date
from pourparler.cli.readings import readings_of
from pourparler.cli.speaking import NOTHING_USABLE, console, refuse_usage, say, spoken, tell
from pourparler.export.chains import example_of, steps_from
from pourparler.export.handles import by_handle, handles
from pourparler.export.shown import actors_of, offsets, visible, words
from pourparler.model import Event, Quotation, Reading, Span, Timex, hull

if TYPE_CHECKING:
    from pourparler.export.handles import Record

Fact = tuple[str, str]
ARROW = " → "


def why(
    file: Annotated[str, typer.Argument(metavar="FILE|DOSSIER", help=say("why.file"))],
    handle: Annotated[str, typer.Argument(metavar="LINE", help=say("why.handle"))],
    article: Annotated[str | None, typer.Option(help=say("why.article"))] = None,
    published: Annotated[str | None, typer.Option(help=say("read.published"), callback=checked_date)] = None,
) -> None:
    asked = meant(file)
    reading = chosen(readings_of(asked, published), article, asked) if isinstance(asked, Path) else in_dossier(asked, handle, article)
    found = next((pair for pair in by_handle(reading).items() if pair[0] == handle.upper() or called(pair[1], handle)), None)
    if found is None:
        known = ", ".join(by_handle(reading)) or "—"
        refuse_usage(say("why.unknown", handle=handle, id=reading.article.id, known=known))
    out = console()
    handle, record = found
    out.print(f"{handle} · {visible(reading.article.id)}", style="bold")
    for name, value in reasons(reading, record):
        out.print(f"  {name:<22} {value}", soft_wrap=True)


def called(record: Record, name: str) -> bool:
    """Whether `said` and `met` call a record so, by its id or the beginning of one."""
    return len(name) > 3 and record.id.startswith(name)


def in_dossier(name: str, line: str, article: str | None) -> Reading:
    """The reading of a dossier in which a line stands: by the article, or by the id of the line."""
    from pourparler.cli.desks import open_desk
    from pourparler.store.lines import homes_of

    with open_desk() as desk:
        with desk.reading(name) as (connection, dossier):
            homes = homes_of(connection, dossier.id, line) if len(line) > 3 and not article else []
        if not article and len(homes) != 1:
            refuse_usage(say("why.which_article", line=line))
        return desk.read_article(name, article or homes[0][0])


def chosen(readings: Iterator[Reading], article: str | None, file: Path) -> Reading:
    """The reading asked for by the article's id, the first one where none was asked for."""
    for reading in readings:
        if article in (None, reading.article.id):
            return reading
    if article:
        tell(say("why.no_article", id=article, file=file))
    raise typer.Exit(NOTHING_USABLE)


def reasons(reading: Reading, record: Record) -> Iterator[Fact]:
    """Every fact that decided the line, in the order in which a person would ask."""
    if isinstance(record, Quotation):
        yield from reasons_of_quotation(reading, record)
    elif isinstance(record, Timex):
        yield from reasons_of_time(reading, record)
    else:
        yield from reasons_of_event(reading, record)
    yield say("why.made_with"), ", ".join(f"{name} {version}" for name, version in sorted(reading.made_with.items())) or "—"


def reasons_of_quotation(reading: Reading, quotation: Quotation) -> Iterator[Fact]:
    yield say("why.content"), located(reading, quotation.content)
    yield say("why.cue"), located(reading, quotation.cue)
    yield say("why.source"), located(reading, quotation.source) if quotation.source else say("why.none_expressed")
    yield say("why.speaker"), chain_of(reading, quotation)
    yield say("why.kind"), f"{spoken()(f'kind.{quotation.kind}')} · {spoken()(f'layer.{quotation.layer}')}"
    yield say("why.status"), f"{spoken()(f'status.{quotation.status}')} · {spoken()(f'stance.{quotation.stance}')}"
    yield from rule_and_score(quotation)
    if quotation.inside:
        yield say("why.inside"), handles(reading).get(quotation.inside, quotation.inside)
    around = hull(quotation.content + quotation.cue + quotation.source)
    for note in reading.notes:
        if around.overlaps(note.span):
            yield say("why.notes"), f"{offsets((note.span,))} {visible(spoken().message(note.message))}"


def reasons_of_time(reading: Reading, timex: Timex) -> Iterator[Fact]:
    yield say("why.content"), located(reading, (timex.span,))
    yield say("why.kind"), spoken()(f"timex.{timex.type}")
    yield say("why.value"), timex.value
    yield say("why.undated"), timex.undated
    yield say("why.bounds"), f"{timex.earliest or '—'} / {timex.latest or '—'}"
    yield say("why.anchor"), reading.article.published or say("published.unknown")


def reasons_of_event(reading: Reading, event: Event) -> Iterator[Fact]:
    yield say("field.trigger"), located(reading, event.trigger)
    yield say("why.kind"), " · ".join(part for part in (event.event_type, event.mode, event.cameo) if part)
    for name, ids in (("actors", event.actors), ("recipients", event.recipients)):
        if ids or name == "actors":
            yield say(f"field.{name}"), visible(", ".join(actor.name for actor in actors_of(reading, ids))) or say("web.nobody_named")
    yield say("field.date"), event.date or say("web.unknown")
    yield say("field.place"), next((visible(place.name) for place in reading.places if place.id == event.place), say("web.unknown"))
    yield say("why.status"), spoken()(f"event_status.{event.status}")
    yield from rule_and_score(event)


def rule_and_score(record: Quotation | Event) -> Iterator[Fact]:
    yield say("why.rule"), record.rule or "—"
    example = example_of(record.rule)
    if example:
        yield say("why.rule_example"), example
    yield say("why.score"), f"{record.score:.2f}"
    yield say("why.runner_up"), record.runner_up or say("why.no_runner_up")


def located(reading: Reading, spans: tuple[Span, ...]) -> str:
    """`1072-1210 »on ne peut pas …`: each stretch with its place, to the letter."""
    return " ".join(f"[{offsets((span,))}] {words(reading.article.text, (span,))}" for span in spans) or say("why.none_expressed")


def chain_of(reading: Reading, quotation: Quotation) -> str:
    """`« il » 1055-1057 → « Poutine » 944-951 → Vladimir Poutine Q7747`: from the source's words to the speaker."""
    speakers = actors_of(reading, quotation.speakers)
    names = ", ".join(f"{visible(actor.name)} {actor.wikidata or ''}".strip() for actor in speakers) or say("why.speaker_unknown")
    steps = [f"{words(reading.article.text, (span,))} [{offsets((span,))}]" for span in steps_from(reading, quotation)]
    return ARROW.join([*steps, names])
