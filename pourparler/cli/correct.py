"""`pourparler correct`: a record accepted, rejected, or set right."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import refuse_usage, say, tell

if TYPE_CHECKING:
    from pourparler.model import Correction

ArticleName = Annotated[str, typer.Argument(metavar="ARTICLE", help=say("correct.article"))]
Why = Annotated[str | None, typer.Option(help=say("correct.why"))]


class Deed(StrEnum):
    """What can be done to a record."""

    accept = "accept"
    reject = "reject"
    set = "set"


def correct(
    dossier: DossierName,
    article: ArticleName,
    record: Annotated[str, typer.Argument(metavar="RECORD", help=say("correct.record"))],
    action: Annotated[Deed, typer.Argument(help=say("correct.action"))],
    field: Annotated[str | None, typer.Argument(help=say("correct.field"))] = None,
    value: Annotated[str | None, typer.Argument(help=say("correct.value"))] = None,
    why: Why = None,
    json: AsJson = False,
) -> None:
    if (action == Deed.set) != (field is not None and value is not None):
        refuse_usage(say("correct.usage"))
    with open_desk() as desk:
        told(desk.correct(dossier, article, record, action.value, field, value, why), json)


def told(correction: Correction, json: bool) -> None:
    """The line of the journal that was written."""
    if json:
        print_json(asdict(correction))
    tell(say("correct.done", seq=correction.seq))
