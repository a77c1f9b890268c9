"""The commands, put together."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from pourparler.cli.add import add
from pourparler.cli.agreement import agreement
from pourparler.cli.basket import basket
from pourparler.cli.check import check
from pourparler.cli.complete import complete
from pourparler.cli.correct import correct
from pourparler.cli.diff import diff
from pourparler.cli.doctor import doctor
from pourparler.cli.dossier import dossiers
from pourparler.cli.export import export
from pourparler.cli.forget import forget
from pourparler.cli.gazetteer import gazetteers
from pourparler.cli.gold import gold
from pourparler.cli.join import join
from pourparler.cli.journal import journal
from pourparler.cli.languages import languages
from pourparler.cli.met import met
from pourparler.cli.new import new
from pourparler.cli.pack import pack
from pourparler.cli.read import read
from pourparler.cli.rehydrate import rehydrate
from pourparler.cli.remove import remove
from pourparler.cli.reread import reread
from pourparler.cli.review import review
from pourparler.cli.said import said
from pourparler.cli.score import score
from pourparler.cli.search import search
from pourparler.cli.serve import serve
from pourparler.cli.speaking import NOTHING_USABLE, say, spoken, tell
from pourparler.cli.supply import supply
from pourparler.cli.undo import undo
from pourparler.cli.unpack import unpack
from pourparler.cli.usage import SpokenCommand, SpokenGroup
from pourparler.cli.verify import verify
from pourparler.cli.why import why
from pourparler.errors import InputRefused, PourparlerError
from pourparler.wording import interface_languages

COMMANDS = (
    read, why, check, verify, score, export, rehydrate, languages, doctor,
    add, remove, forget, said, met, search, new, basket,
    review, correct, supply, complete, undo, journal, agreement, gold, reread, diff, pack, unpack, join,
    serve,
)  # fmt: skip


def print_version(asked: bool) -> None:
    if asked:
        from pourparler import __version__

        typer.echo(f"pourparler {__version__}")
        raise typer.Exit


def known_language(value: str | None) -> str | None:
    if value is not None and value not in interface_languages():
        raise typer.BadParameter(f"{value}: {', '.join(interface_languages())}")
    return value


def global_options(
    lang: Annotated[str | None, typer.Option(help=say("app.lang"), callback=known_language)] = None,
    store: Annotated[str | None, typer.Option(help=say("app.store"))] = None,
    version: Annotated[bool, typer.Option("--version", help=say("app.version"), callback=print_version, is_eager=True)] = False,
) -> None:
    """Read before any command; --lang has already been obeyed when the catalogue was chosen."""
    if store:
        os.environ["POURPARLER_STORE"] = store


def assemble() -> typer.Typer:
    made = typer.Typer(
        cls=SpokenGroup, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, help=say("app.help")
    )  # fmt: skip
    made.callback()(global_options)
    for command in COMMANDS:
        name = command.__name__
        made.command(name, cls=SpokenCommand, help=say(f"{name}.help"), short_help=say(f"{name}.short"), epilog=say(f"{name}.example"))(command)
    made.add_typer(dossiers(), name="dossier", help=say("dossier.help"), short_help=say("dossier.short"))
    made.add_typer(gazetteers(), name="gazetteer", help=say("gazetteer.help"), short_help=say("gazetteer.short"))
    return made


app = assemble()


def run() -> int:
    """The exit code of the command asked for; what this package raises on purpose becomes one line on stderr."""
    try:
        app()
    except InputRefused as refused:
        message = spoken().message(refused.message)
        tell(say("app.refused", place=refused.place, message=message) if refused.place else message)
        return NOTHING_USABLE
    except PourparlerError as fault:
        tell(spoken().message(str(fault)))
        return NOTHING_USABLE
    return 0
