"""`pourparler read`: articles in, who said what out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.inputs import Inputs, checked_date, checked_language
from pourparler.cli.speaking import console, refuse_usage, say, spoken, tell

if TYPE_CHECKING:
    from pourparler.model import Reading
    from pourparler.reader import Reader


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What decides a reading besides the article and the rules."""

    people: bool
    ignore_published: bool
    aliases: Path | None


def read(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…|-", help=say("read.files"))] = None,
    jsonl: Annotated[Path | None, typer.Option(help=say("read.jsonl"))] = None,
    output: Annotated[Path | None, typer.Option(help=say("read.output"), dir_okay=False)] = None,
    json: Annotated[bool, typer.Option("--json", help=say("read.json"))] = False,
    html: Annotated[Path | None, typer.Option(help=say("read.html"), dir_okay=False)] = None,
    published: Annotated[str | None, typer.Option(help=say("read.published"), callback=checked_date)] = None,
    ignore_published: Annotated[bool, typer.Option("--ignore-published", help=say("read.ignore_published"))] = False,
    language: Annotated[str | None, typer.Option(help=say("read.language"), callback=checked_language)] = None,
    people: Annotated[bool, typer.Option(help=say("read.people"))] = True,
    aliases: Annotated[Path | None, typer.Option(help=say("read.aliases"))] = None,
    attitudes: Annotated[bool, typer.Option("--attitudes", help=say("read.attitudes"))] = False,
) -> None:
    if not files and not jsonl:
        refuse_usage(say("read.nothing"))
    if output and (json or html):
        refuse_usage(say("read.both"))
    inputs = Inputs((*(files or ()), *([str(jsonl)] if jsonl else [])), language, published)
    options = ReaderOptions(people, ignore_published, aliases)
    if output:
        from pourparler.cli.batch import write

        write(reader(options), inputs, astuple(options), output)
    else:
        show(inputs.readings(reader(options)), json, html, attitudes)
    inputs.tell_count()
    raise typer.Exit(inputs.exit_code)


def reader(options: ReaderOptions) -> Reader:
    """The Reader that the options ask for; imported here because it loads the rules."""
    from pourparler.reader import Reader

    return Reader(people=options.people, ignore_published=options.ignore_published, aliases=options.aliases)


def show(readings: Iterable[Reading], json: bool, html: Path | None, attitudes: bool) -> None:
    """The readings on stdout, as JSON Lines or as tables, each as soon as it is there; all in one HTML file where asked."""
    kept = []
    for reading in readings:
        if json:
            print_line(reading)
        elif html is None:
            print_table(reading, attitudes)
        if html:
            kept.append(reading)
    if html and kept:
        write_page(kept, html)


def print_line(reading: Reading) -> None:
    from pourparler import wire

    typer.echo(wire.encode(reading))


def print_table(reading: Reading, attitudes: bool) -> None:
    from pourparler.export.table import table

    out = console()
    out.print(table(reading, spoken(), out.width, attitudes))
    out.print()


def write_page(readings: list[Reading], path: Path) -> None:
    """One HTML file, put in its place only when it is whole."""
    from pourparler.export.html import page
    from pourparler.export.placing import write_whole

    write_whole(path, page(readings, spoken()))
    tell(say("read.written", path=path))
