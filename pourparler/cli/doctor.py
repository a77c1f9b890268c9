"""`pourparler doctor`: is this installation the one that was measured? It asks the disk alone, never the network."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, console, say, spoken

if TYPE_CHECKING:
    from pourparler.lang import Language, ParserChoice

TABLES = Path(__file__).parents[1] / "gazetteer"


def doctor(as_json: Annotated[bool, typer.Option("--json", help=say("doctor.json"))] = False) -> None:
    from pourparler import lang

    facts = dict(versions())
    parsers = [parser_state(lang.load(code)) for code in lang.languages()]
    if as_json:
        typer.echo(json.dumps({"versions": facts, "parsers": parsers, "tables": dict(tables())}, ensure_ascii=False, indent=2))
    else:
        show(facts, parsers)
    usable = any(parser["installed"] for parser in parsers) and not any(parser["changed"] for parser in parsers)
    raise typer.Exit(ALL_READ if usable else NOTHING_USABLE)


def versions() -> Iterator[tuple[str, str]]:
    from pourparler import __version__
    from pourparler.installed import version

    yield "python", platform.python_version()
    yield "pourparler", __version__
    for package in ("spacy", "msgspec", "rapidfuzz", "py3langid"):
        yield package, version(package) or "—"


def parser_state(pack: Language) -> dict[str, str | bool]:
    """The parser that will be used for a language: which, its version and hash, and whether they are the pinned ones."""
    from pourparler.installed import digest, version

    state: dict[str, str | bool] = {"language": pack.code, "name": pack.identity.name, "rules": pack.digest}
    choice = next((choice for choice in pack.identity.parsers if version(choice.package)), None)
    if choice is None:
        package = pack.identity.parsers[0].package.replace("_", "-")
        return state | {"installed": False, "changed": False, "package": package, "verdict": say("doctor.missing", package=package)}
    found = digest(choice.package)
    installed = version(choice.package) or ""
    state |= {"installed": True, "package": choice.package, "version": installed, "sha256": found}
    return state | {"changed": choice.sha256 not in (None, found), "verdict": verdict(choice, installed, found)}


def verdict(choice: ParserChoice, found_version: str, found: str) -> str:
    if choice.sha256 and choice.sha256 != found:
        return say("doctor.changed", found=found[:12], pinned=choice.sha256[:12])
    if found_version != choice.version:
        return say("doctor.other_version", found=found_version, wanted=choice.version)
    return say("doctor.good" if choice.sha256 else "doctor.unpinned")


def tables() -> Iterator[tuple[str, int]]:
    """The tables of facts with their number of rows or entries, the user's own last."""
    from pourparler.gazetteer import own

    for path in sorted(path for path in TABLES.rglob("*") if path.suffix in {".tsv", ".toml"}):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line for line in lines if line.strip() and not line.startswith("#")]
        yield path.name, len(rows) - 1 if path.suffix == ".tsv" else sum(line.startswith("[[") for line in rows)
    if own.table() is not None:
        yield own.FILE, sum(1 for _ in own.people())


def show(facts: dict[str, str], parsers: list[dict[str, str | bool]]) -> None:
    out = console()
    out.print(" · ".join(f"{name} {version}" for name, version in facts.items()), soft_wrap=True)
    for parser in parsers:
        out.print(f"{say('doctor.rules', language=parser['name'], digest=parser['rules'])} :", soft_wrap=True, end=" ")
        hashed = f" sha256 {str(parser['sha256'])[:12]}" if parser["installed"] else ""
        out.print(f"{parser['package']} {parser.get('version', '')}{hashed} · {parser['verdict']}", soft_wrap=True)
    rows = ", ".join(f"{name} {say('doctor.rows', n=spoken().number(number))}" for name, number in tables())
    out.print(f"{say('doctor.gazetteer')} : {rows or '—'}", soft_wrap=True)
    out.print(say("doctor.network"))
