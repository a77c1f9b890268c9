"""`pourparler agreement`: how far two coders agree, and on what they do not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import NOTHING_USABLE, console, say, tell
from pourparler.export.shown import visible


def agreement(
    dossier: DossierName,
    first: Annotated[str, typer.Argument(metavar="CODER", help=say("agreement.first"))],
    second: Annotated[str, typer.Argument(metavar="CODER", help=say("agreement.second"))],
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        found = desk.agreement(dossier, first, second)
        coders = sorted({one.by for one in desk.journal(dossier)})
    if not found.fields:
        tell(say("agreement.none", coders=", ".join(coders) or "—"))
        raise typer.Exit(NOTHING_USABLE)
    if json:
        print_json(asdict(found))
        return
    out = console()
    for name, field in found.fields.items():
        kappa = "—" if field.kappa is None else f"{field.kappa:.2f}"
        out.print(f"{name:<24} {say('agreement.line', n=field.n, share=f'{100 * field.observed:.0f} %', kappa=kappa)}")
    for one in found.disagreements:
        out.print(visible(f"  {one.article} {one.record} {one.field}: {one.first} | {one.second}"), soft_wrap=True)
