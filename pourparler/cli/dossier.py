"""`pourparler dossier new | list | show | edit | drop`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import console, refuse_usage, say, spoken, tell
from pourparler.cli.usage import SpokenCommand, SpokenGroup
from pourparler.export.shown import visible

Title = Annotated[str | None, typer.Option(help=say("dossier.title"))]
Question = Annotated[str | None, typer.Option(help=say("dossier.question"))]


def new(name: DossierName, title: Title = None, question: Question = None, json: AsJson = False) -> None:
    with open_desk(create=True) as desk:
        made = desk.new(name, title, question)
        if json:
            print_json(asdict(made))
        tell(say("dossier.made", name=made.name, place=desk.store.place))


def list_(json: AsJson = False) -> None:
    with open_desk(create=True) as desk:
        found = desk.dossiers()
        for dossier in found:
            if json:
                print_json(asdict(dossier))
            else:
                console().print(f"{dossier.name:<20} {spoken().count('articles', dossier.articles):<16} {visible(dossier.title)}", soft_wrap=True)
        if not found:
            tell(say("dossier.none"))
        tell(say("dossier.place", place=desk.store.place))


def show(name: DossierName, json: AsJson = False) -> None:
    with open_desk() as desk:
        sheet = desk.show(name)
        if json:
            print_json(asdict(sheet))
            return
        out = console()
        out.print(visible(sheet.dossier.title), style="bold")
        if sheet.dossier.question:
            out.print(visible(sheet.dossier.question))
        for key in ("read", "prints", "partial", "undated", "withdrawn", "refused", "quotations", "attitudes", "events", "corrections"):
            out.print(f"  {say(f'sheet.{key}'):<36} {spoken().number(getattr(sheet, key))}")
        out.print(f"  {say('sheet.days'):<36} {sheet.first_day or '—'} – {sheet.last_day or '—'}")
        for key in ("languages", "publishers", "licences"):
            told = ", ".join(f"{visible(value) or say('sheet.unknown')} {count}" for value, count in list(getattr(sheet, key).items())[:8])
            out.print(f"  {say(f'sheet.{key}'):<36} {told or '—'}", soft_wrap=True)


def edit(name: DossierName, title: Title = None, question: Question = None) -> None:
    changes = {key: value for key, value in (("title", title), ("question", question)) if value is not None}
    if not changes:
        refuse_usage(say("dossier.nothing"))
    with open_desk() as desk:
        desk.edit(name, **changes)


def drop(name: DossierName, yes: Annotated[bool, typer.Option("--yes", help=say("desk.yes"))] = False) -> None:
    with open_desk() as desk:
        sheet = desk.show(name)
        if not yes:
            refuse_usage(say("dossier.sure", name=name, articles=spoken().count("articles", sheet.read), corrections=sheet.corrections))
        desk.drop(name)
        tell(say("dossier.dropped", name=name))


COMMANDS = (("new", new), ("list", list_), ("show", show), ("edit", edit), ("drop", drop))


def dossiers() -> typer.Typer:
    made = typer.Typer(cls=SpokenGroup, no_args_is_help=True, rich_markup_mode=None)
    for name, command in COMMANDS:
        key = f"dossier_{name}"
        made.command(name, cls=SpokenCommand, help=say(f"{key}.help"), short_help=say(f"{key}.short"), epilog=say(f"{key}.example"))(command)
    return made
