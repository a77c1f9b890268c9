"""`pourparler diff`: what changed between two readings of a dossier."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import console, refuse_usage, say, spoken, tell
from pourparler.export.shown import excerpt, visible

if TYPE_CHECKING:
    from pourparler.dossier.differences import Change
    from pourparler.model import Reading

SIGNS = {"came": "+", "went": "-", "changed": "~"}


def diff(
    dossier: DossierName,
    before: Annotated[int | None, typer.Argument(help=say("diff.before"))] = None,
    after: Annotated[int | None, typer.Argument(help=say("diff.after"))] = None,
    json: AsJson = False,
) -> None:
    total = 0
    with open_desk() as desk:
        runs = desk.runs(dossier)
        numbers = [run for run, _, _ in runs]
        for asked in (before, after):
            if asked is not None and asked not in numbers:
                refuse_usage(say("diff.no_run", run=asked, known=", ".join(map(str, numbers)) or "—"))
        if len(numbers) < 2:
            tell(f"{spoken().count('changes', 0)}, {say('diff.one_run')}")
            return
        if not json:
            for run, at, made in runs:
                tell(say("diff.run", run=run, at=at, readings=spoken().count("readings", made)))
        for reading, changes in desk.diff(dossier, before, after):
            total += len(changes)
            for change in changes:
                if json:
                    print_json(as_record(reading, change))
            if not json:
                show(reading, changes)
    tell(spoken().count("changes", total))


def as_record(reading: Reading, change: Change) -> dict[str, object]:
    words = change.span.slice(reading.article.text)
    return {"article": reading.article.key, "label": reading.article.id} | asdict(change) | {"exact": words}


def show(reading: Reading, changes: list[Change]) -> None:
    out = console()
    out.print(visible(reading.article.id), style="bold", soft_wrap=True)
    for change in changes:
        words = excerpt(reading.article.text, [change.span], 80)
        what = f" ({', '.join(change.changed)})" if change.changed else ""
        out.print(f"  {SIGNS[change.kind]} {change.layer} {change.span.start}-{change.span.end} {words}{what}", soft_wrap=True)
