"""`pourparler gazetteer update | show | forget`: the user's own table of people. Only `update` asks the network, and only when it is called."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, print_json
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, WITH_REFUSALS, refuse_usage, say, spoken, tell
from pourparler.cli.usage import SpokenCommand, SpokenGroup

AllowHost = Annotated[list[str] | None, typer.Option("--allow-host", help=say("gazetteer.allow_host"))]
Endpoint = Annotated[str | None, typer.Option(help=say("gazetteer.endpoint"))]


def update(endpoint: Endpoint = None, allow_host: AllowHost = None, json: AsJson = False) -> None:
    from datetime import UTC, datetime

    from pourparler.export.placing import write_whole
    from pourparler.gazetteer import own, tables
    from pourparler.gazetteer.wikidata import Gathering, asking

    path = own.place()
    if path is None:
        refuse_usage(say("gazetteer.none_wanted", variable=own.VARIABLE))
    asked = asking()
    states = frozenset(cells["code"] for cells in tables.read_rows(tables.FOLDER / "countries.tsv"))
    found = Gathering(states, datetime.now(UTC).date())
    for question in asked.question:
        body = ask(asked.address(question, endpoint), frozenset(allow_host or ()))
        tell(say("gazetteer.answered", question=question.name, rows=spoken().number(found.take(question, body))))
    rows = list(found.rows())
    if rows:
        write_whole(path, own.written(rows, say("gazetteer.remark", day=found.today.isoformat())))
    for reason, number in found.left_out.most_common():
        tell(say(f"left_out.{reason}", number=spoken().number(number), first=found.first[reason]))
    if json:
        print_json({"place": str(path), "people": len(rows), "left_out": dict(found.left_out)})
    tell(say("gazetteer.written" if rows else "gazetteer.nothing", people=spoken().number(len(rows)), place=path))
    raise typer.Exit(NOTHING_USABLE if not rows else WITH_REFUSALS if found.left_out else ALL_READ)


def ask(address: str, allowed: frozenset[str]) -> bytes:
    import pourparler
    from pourparler import net

    headers = {"Accept": "application/sparql-results+json", "User-Agent": f"pourparler/{pourparler.__version__} (gazetteer update)"}
    return net.fetch(address, headers, net.Limits(size=60_000_000, seconds=180.0, allow_hosts=allowed)).body


def show(json: AsJson = False) -> None:
    from pourparler.gazetteer import own

    path, entries = own.table(), [row.entry() for row in own.people()]
    day = max((entry.as_of or "" for entry in entries), default=None)
    if json:
        print_json({"place": str(path) if path else None, "people": len(entries), "as_of": day, "digest": own.digest()})
    elif path is None:
        tell(say("gazetteer.no_table", place=own.place() or "—"))
    else:
        typer.echo(say("gazetteer.shown", people=spoken().number(len(entries)), day=day or "—", place=path))


def forget() -> None:
    from pourparler.gazetteer import own

    tell(say("gazetteer.forgotten" if own.forget() else "gazetteer.no_table", place=own.place() or "—"))


COMMANDS = (("update", update), ("show", show), ("forget", forget))


def gazetteers() -> typer.Typer:
    made = typer.Typer(cls=SpokenGroup, no_args_is_help=True, rich_markup_mode=None)
    for name, command in COMMANDS:
        key = f"gazetteer_{name}"
        made.command(name, cls=SpokenCommand, help=say(f"{key}.help"), short_help=say(f"{key}.short"), epilog=say(f"{key}.example"))(command)
    return made
