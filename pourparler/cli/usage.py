"""How the program says what a command takes and what was wrong with what it was given: in the interface's language throughout.

Typer's own headings, marks and faults are English. Here its classes of commands are told what to write instead; which faults there are, and
when, is still Typer's.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pourparler.cli.speaking import NOTHING_USABLE, say, spoken, tell

Row = tuple[str, str]
INTERRUPTED, NOBODY_READS = 130, 141
"""What shells call a program that was interrupted (SIGINT), and one whose output was closed (SIGPIPE)."""
OWN = frozenset({"help", "install_completion", "show_completion"})
"""The options that Typer adds by itself, with English words."""


class Spoken:
    """What a command and a group of commands have in common."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("usage.prefix"))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        parameters = [one for one in self.get_params(ctx) if not one.hidden]  # type: ignore[attr-defined]
        for kind in ("argument", "option"):
            write_section(formatter, kind, [row(one, ctx) for one in parameters if one.param_type_name == kind])
        commands = getattr(self, "commands", {})
        write_section(formatter, "command", [(name, command.get_short_help_str()) for name, command in commands.items()])

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """As in Typer: returns the outcome where the caller wants it, leaves the program with its exit code otherwise."""
        if not standalone_mode:
            return super().main(*args, standalone_mode=False, **extra)  # type: ignore[misc]
        try:
            outcome = super().main(*args, standalone_mode=False, **extra)  # type: ignore[misc]
            if sys.stdout is not None:
                sys.stdout.flush()
        except typer.TyperException as fault:
            tell_fault(fault)
            sys.exit(fault.exit_code)
        except typer.Abort:
            outcome = INTERRUPTED
        except OSError as fault:
            outcome = code_of(fault)
        if outcome == INTERRUPTED:
            tell(say("usage.interrupted"))
        sys.exit(outcome if isinstance(outcome, int) else 0)


class SpokenCommand(Spoken, TyperCommand):
    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return usage_pieces(self.get_params(ctx))


class SpokenGroup(Spoken, TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """As in Typer; what the system refuses is told as one line, and a reader that has had enough is no fault."""
        try:
            return super().invoke(ctx)
        except OSError as fault:
            raise typer.Exit(code_of(fault)) from fault

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [*usage_pieces(self.get_params(ctx)), say("usage.command_and_rest")]


def code_of(fault: OSError) -> int:
    """The exit code for what the system refused, told with the file where it is known; 141 without a word where nobody reads on."""
    if isinstance(fault, BrokenPipeError):
        silence()
        return NOBODY_READS
    if fault.filename is None:
        silence()
    sys.unraisablehook = lambda unraisable: None  # files left open say the same once more when they are let go
    place = f"{fault.filename}" if fault.filename is not None else say("usage.output")
    full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
    tell(say("app.refused", place=place, message=say("usage.full") if full else spoken().message(fault.strerror or str(fault))))
    return NOTHING_USABLE


def silence() -> None:
    """Nothing more is written to standard output: what waits in it could not be written either, and Python would say so at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def usage_pieces(parameters: Sequence[Any]) -> list[str]:
    """`[OPTIONS] DOSSIER [FILE…]`."""
    names = ((name_of(one), one.required) for one in parameters if one.param_type_name == "argument" and not one.hidden)
    return [say("usage.options"), *(name if required else f"[{name}]" for name, required in names)]


def write_section(formatter: Any, kind: str, rows: Sequence[Row]) -> None:
    if rows:
        with formatter.section(say(f"usage_section.{kind}")):
            formatter.write_dl(rows)


def row(parameter: Any, ctx: Any) -> Row:
    """What a parameter is called, and what it is for."""
    told = say(f"usage_own.{parameter.name}") if parameter.name in OWN else parameter.help or ""
    marks = "; ".join(marks_of(parameter, ctx))
    return name_of(parameter), f"{told}  [{marks}]" if marks else told


def name_of(parameter: Any) -> str:
    """`DOSSIER`, `--limit N`, `--people / --no-people`."""
    if parameter.param_type_name == "argument":
        return in_catalogue(parameter.metavar or parameter.name.upper())
    names = " / ".join([*parameter.opts, *parameter.secondary_opts])
    return names if parameter.is_flag else f"{names} {in_catalogue(parameter.metavar or value_name(parameter))}"


def value_name(parameter: Any) -> str:
    """What an option wants, by the type of its value."""
    wanted = parameter.type_descriptor
    if wanted.is_choice:
        return "|".join(str(getattr(choice, "value", choice)) for choice in wanted.choices or ())
    if wanted.is_path:
        return "DIRECTORY" if wanted.path_type == "dir" else "FILE"
    return "N" if wanted.annotation is int or wanted.is_ranged else "TEXT"


def in_catalogue(name: str) -> str:
    return say(f"metavar.{name}") if spoken().has(f"metavar.{name}") else name


def marks_of(parameter: Any, ctx: Any) -> Iterator[str]:
    """Whether it must be given, else what holds where it is not."""
    default = parameter.get_default(ctx, call=False)
    if parameter.required:
        yield say("usage.required")
    elif parameter.param_type_name == "option" and parameter.secondary_opts:
        yield say("usage.default", value=(parameter.opts if default else parameter.secondary_opts)[0])
    elif default not in (None, False, "", (), []) and parameter.show_default:
        yield say("usage.default", value=default)


def tell_fault(fault: typer.TyperException) -> None:
    """A fault of usage with the line that would be right; the page of help itself where nothing at all was given."""
    ctx = getattr(fault, "ctx", None)
    if type(fault).__name__ == "NoArgsIsHelpError":
        typer.echo(fault.format_message(), err=True)
        return
    if ctx is not None:
        typer.echo(ctx.get_usage(), err=True)
        tell(say("usage.help", command=ctx.command_path))
        tell("")
    tell(say("usage.fault", message=in_words(fault)))


def in_words(fault: Any) -> str:
    """What is wrong, by the kind of the fault."""
    kind, parameter = type(fault).__name__, getattr(fault, "param", None)
    if kind == "MissingParameter" and parameter is not None:
        return say(f"usage_missing.{parameter.param_type_name}", name=name_of(parameter))
    if kind == "NoSuchOption":
        near = say("usage.near", names=", ".join(fault.possibilities)) if fault.possibilities else ""
        return say("usage.no_option", name=fault.option_name) + near
    if kind == "BadParameter" and parameter is not None:
        return say("usage.bad_value", name=name_of(parameter), why=spoken().message(fault.message))
    return spoken().message(fault.message)
