"""`pourparler reread`: a dossier read again after a change of rules, only as far as the change reaches."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json, with_progress
from pourparler.cli.speaking import say, spoken, tell


def reread(
    dossier: DossierName,
    everything: Annotated[bool, typer.Option("--all", help=say("reread.all"))] = False,
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        plan, work = desk.reread(dossier, everything=everything)
        parsed = changed = 0
        for one in with_progress(work, plan.work):
            parsed, changed = parsed + one.parsed, changed + one.changed
            if json:
                print_json(asdict(one))
    untouched, read = (spoken().count("articles", number) for number in (len(plan.untouched), plan.work))
    tell(say("reread.done", run=plan.run, read=read, changed=changed, parsed=parsed, untouched=untouched))
