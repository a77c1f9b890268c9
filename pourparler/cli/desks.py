"""What the commands of a dossier share: the desk, lines as a table or as JSON, and how a work that goes article by article is told."""

from __future__ import annotations

import json as to_json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, WITH_REFUSALS, console, refuse_usage, say, spoken, tell
from pourparler.export.shown import excerpt, passage, visible

if TYPE_CHECKING:
    from rich.text import Text

    from pourparler.desk import Desk
    from pourparler.desk.adding import Added
    from pourparler.model import Article
    from pourparler.store.lines import Line, Party

DossierName = Annotated[str, typer.Argument(metavar="DOSSIER", help=say("desk.dossier"))]
ArticleNames = Annotated[list[str], typer.Argument(metavar="ARTICLE…", help=say("desk.articles"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("desk.json"))]


def checked_day(value: str | None) -> str | None:
    """A day, a month or a year; what is none would find nothing and look like an answer, so it is wrong usage."""
    form = next((form for form in ("%Y-%m-%d", "%Y-%m", "%Y") if value and len(value) == len(f"{EPOCH:{form}}")), None)
    try:
        if value and (form is None or not datetime.strptime(value, form)):
            raise ValueError
    except ValueError as fault:
        raise typer.BadParameter(say("desk.bad_day", value=value)) from fault
    return value


def checked_among(values: Sequence[str], known: Sequence[str]) -> None:
    """Wrong usage where one of the values is none of those that there are."""
    for value in values:
        if value not in known:
            raise typer.BadParameter(say("desk.bad_value", value=value, known=", ".join(known)))


Since = Annotated[str | None, typer.Option(help=say("desk.since"), callback=checked_day)]
Until = Annotated[str | None, typer.Option(help=say("desk.until"), callback=checked_day)]
About = Annotated[str | None, typer.Option(help=say("desk.about"))]
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
Blind = Annotated[bool, typer.Option("--blind", help=say("desk.blind"))]
Limit = Annotated[int, typer.Option(min=1, help=say("desk.limit"))]
LIMIT = 200
DOSSIER_PREFIX = "dossier:"
"""No name of a dossier holds a colon."""
WIDEST_WORDS = 160
"""Characters of an event's words with those around them, in a table."""
T = TypeVar("T")


def open_desk(*, create: bool = False, blind: bool = False) -> Desk:
    """The desk of the store that the person chose (--store, POURPARLER_STORE, or their own), blind where they or POURPARLER_BLIND ask for it."""
    from pourparler.desk import Desk

    return Desk(create=create, blind=blind or None)


def meant(name: str, *, folders: bool = True) -> Path | str:
    """What FILE|DOSSIER means: a Path for a file, the name of a dossier otherwise.

    A file that is there (or a folder, where one can be read), or a dossier of that name. Where there are both it is wrong usage, and how to
    choose is told: `./NAME` is the file, `dossier:NAME` the dossier. Where there is neither, a name that ends as a file does is one.
    """
    if name.startswith(DOSSIER_PREFIX):
        return name.removeprefix(DOSSIER_PREFIX)
    path = Path(name)
    if name == "-" or len(path.parts) > 1 or name.startswith((".", "~")):
        return path
    there = path.exists() if folders else path.is_file()
    known = name in dossier_names()
    if known and there:
        refuse_usage(say("desk.both", name=name, file=f"./{name}", dossier=f"{DOSSIER_PREFIX}{name}"))
    return path if there or (path.suffix and not known) else name


def dossier_names() -> set[str]:
    """The dossiers of the store; none where there is no store to ask."""
    from pourparler.errors import StoreError

    try:
        with open_desk() as desk:
            return {dossier.name for dossier in desk.dossiers()}
    except StoreError:
        return set()


def print_json(value: Any) -> None:
    typer.echo(to_json.dumps(value, ensure_ascii=False, default=str))


def names_of(parties: Sequence[Party], *parts: str) -> str:
    return ", ".join(visible(party.name) for party in parties if party.part in parts)


def as_record(line: Line, article: Article) -> dict[str, Any]:
    """A line with the words that prove it."""
    words = [span.slice(article.text) for span in line.spans]
    return asdict(line) | {"label": article.id, "exact": words, "publisher": article.publisher, "url": article.url}


def show_lines(desk: Desk, name: str, lines: Sequence[Line], json: bool, more: bool = False) -> None:
    """The lines as a table or as JSON, one a line; each opens on its words."""
    texts = desk.texts(name, lines)
    if json:
        for line in lines:
            print_json(as_record(line, texts[line.article]))
        return
    if lines:
        print_table(lines, texts)
    tell(spoken().count("lines", len(lines)) + (say("desk.more") if more else ""))


def tell_unknown(desk: Desk, dossier: str, asked: Sequence[str | None]) -> None:
    """Where a list is empty: the names asked for that nobody in the dossier bears, with those that are nearest."""
    from pourparler.desk.asking import nearest_names

    with desk.reading(dossier) as (connection, found):
        for name in filter(None, asked):
            near = nearest_names(connection, found.id, name)
            if near is not None:
                tell(say("desk.nobody", name=name) + (say("desk.nearest", names=", ".join(near)) if near else ""))


def print_table(lines: Sequence[Line], texts: dict[str, Article]) -> None:
    from rich.table import Table

    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("day", "who", "to", "kind", "words", "where", "id"):
        table.add_column(say(f"line_column.{column}"), overflow="fold")
    for line in lines:
        table.add_row(*cells(line, texts[line.article], out.width))
    out.print(table)


def in_context(line: Line, article: Article) -> Text:
    """The words of an event, underlined, among those around them: « talks » alone tells nobody anything."""
    from rich.text import Text

    told = Text()
    for words, is_own in passage(article, line.spans, WIDEST_WORDS):
        told.append(visible(words), style="bold underline" if is_own else "")
    return told


def cells(line: Line, article: Article, width: int) -> Iterator[str | Text]:
    """A day in brackets is that of publication, where the text gives none of the saying or deed."""
    yield line.day or (f"({line.published})" if line.published else "—")
    yield names_of(line.parties, "speaker", "actor") or "—"
    yield names_of(line.parties, "addressee", "recipient") or "—"
    yield f"{spoken()(f'kind.{line.kind}') if line.layer == 'quotations' else line.kind} · {status_of(line)}"
    yield excerpt(article.text, line.spans, max(40, width // 2)) if line.layer == "quotations" else in_context(line, article)
    yield f"{visible(article.id)} {line.start}-{line.end}"
    yield line.record


def status_of(line: Line) -> str:
    catalogue = "status" if line.layer == "quotations" else "event_status"
    judged = f" · {say(f'judged.{line.judged}')}" if line.judged else ""
    return say(f"{catalogue}.{line.status}") + judged


def tell_added(work: Iterable[Added], json: bool) -> int:
    """Each input that was refused, partial or not read as a line, then the counts; the exit code."""
    counts: Counter[str] = Counter()
    for added in with_progress(work):
        counts[added.arrival] += 1
        counts["partial"] += added.partial
        if json:
            print_json(asdict(added))
        if added.arrival == "refused":
            tell(say("read.refused", place=added.place, message=spoken().message(added.message or "")))
        elif added.partial or added.message:
            tell(say("desk.partial", place=added.place) if added.partial else f"{added.place}: {added.message}")
    tell(", ".join(spoken().count(f"arrival_{name}", counts[name]) for name in ("new", "version", "copy", "known", "refused") if counts[name]))
    read = sum(counts[name] for name in ("new", "version", "copy", "known"))
    if not read:
        return NOTHING_USABLE
    return WITH_REFUSALS if counts["refused"] or counts["partial"] else ALL_READ


def with_progress(work: Iterable[T], total: int | None = None, what: str = "read.progress") -> Iterator[T]:
    """The same, with a bar on stderr where a person looks on; `what` is the key of the word before it."""
    if not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(say(what)), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for one in work:
            progress.advance(task)
            yield one
