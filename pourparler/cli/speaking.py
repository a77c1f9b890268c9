"""What every command shares: the words for people, on stderr, and the exit codes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from pourparler.export.shown import visible
from pourparler.wording import Wording, preferred, wording

if TYPE_CHECKING:
    from rich.console import Console

ALL_READ, NOTHING_USABLE, WRONG_USAGE, WITH_REFUSALS = 0, 1, 2, 3

PIPED_WIDTH = 140
"""Columns of a table that goes into a file or a pipe."""


def spoken() -> Wording:
    """The catalogue of the person at the terminal."""
    return wording(preferred(os.environ))


def say(key: str, /, **values: object) -> str:
    return spoken()(key, **values)


def tell(message: str) -> None:
    """One line for people, with control characters made visible: a file's name or a fault may hold any."""
    typer.echo(visible(message), err=True)


def refuse_usage(message: str) -> NoReturn:
    """Wrong usage: says what to do instead, exit code 2."""
    tell(message)
    raise typer.Exit(WRONG_USAGE)


def console() -> Console:
    """Standard output for tables: as wide as the terminal, or wide enough for a table where there is none."""
    from rich.console import Console

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if known else PIPED_WIDTH, markup=False, emoji=False)
