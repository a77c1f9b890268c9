"""`pourparler new`: what came into a dossier since one's last visit."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, as_record, open_desk, print_json, print_table
from pourparler.cli.speaking import say, spoken, tell


def new(
    dossier: DossierName,
    keep: Annotated[bool, typer.Option("--keep", help=say("new.keep"))] = False,
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        visit, said, done, refused = desk.since_last_visit(dossier, mark=not keep)
        lines = [*said, *done]
        texts = desk.texts(dossier, lines)
        if json:
            for line in lines:
                print_json(as_record(line, texts[line.article]))
            return
        tell(say("new.since", moment=visit) if visit else say("new.first", name=dossier))
        if visit and lines:
            print_table(lines, texts)
    counts = (spoken().count(name, number) for name, number in (("quotations", len(said)), ("events", len(done)), ("refused", len(refused))))
    tell(", ".join(counts))
