"""`pourparler journal`: who corrected what, when and why; what lost its words; and how far the coders agree."""

from __future__ import annotations

import json as to_json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import console, say, spoken, tell
from pourparler.export.shown import visible

if TYPE_CHECKING:
    from pourparler.model import Correction


def journal(
    dossier: DossierName,
    detached: Annotated[bool, typer.Option("--detached", help=say("journal.detached"))] = False,
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        lost = {one.correction.seq: one.reason for one in desk.detached(dossier)}
        lines = [one for one in desk.journal(dossier) if not detached or one.seq in lost]
        precision = desk.precision(dossier)
    for line in lines:
        if json:
            print_json(asdict(line) | {"detached": lost.get(line.seq)})
        else:
            console().print(visible(told(line, lost.get(line.seq))), soft_wrap=True)
    tell(f"{spoken().count('corrections', len(lines))}, {say('journal.lost', count=len(lost))}")
    if precision.share is not None and precision.low is not None and precision.high is not None:
        percents = (f"{100 * value:.0f} %" for value in (precision.share, precision.low, precision.high))
        tell(say("journal.precision", judged=precision.judged, **dict(zip(("share", "low", "high"), percents, strict=True))))


def in_words(value: object) -> str:
    """A value as it was given: names for actors and places, several parted by semicolons."""
    if isinstance(value, list | tuple):
        return "; ".join(in_words(each) for each in value) or "—"
    if isinstance(value, dict):
        return str(value.get("name") or to_json.dumps(value, ensure_ascii=False))
    return "—" if value is None else str(value)


def told(line: Correction, lost: str | None) -> str:
    words = f" [{line.anchor.exact[:60]}]" if line.anchor else f" {line.undoes}"
    what = f" {line.field} = {in_words(line.after)}" if line.action == "set" else ""
    parts = (f"{line.seq:>5} {line.at} {line.by} {line.action}{words}{what}", line.why, say("journal.gone", why=lost) if lost else None)
    return " · ".join(part for part in parts if part)
