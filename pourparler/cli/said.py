"""`pourparler said`: who said what in a dossier."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from pourparler.cli.desks import LIMIT, About, AsJson, DossierName, Limit, Since, Until, checked_among, open_desk, show_lines, tell_unknown
from pourparler.cli.speaking import say
from pourparler.model import QuotationStatus


def said(
    dossier: DossierName,
    by: Annotated[str | None, typer.Option(help=say("said.by"))] = None,
    to: Annotated[str | None, typer.Option(help=say("said.to"))] = None,
    about: About = None,
    since: Since = None,
    until: Until = None,
    status: Annotated[str | None, typer.Option(help=say("said.status"))] = None,
    publisher: Annotated[str | None, typer.Option(help=say("desk.publisher"))] = None,
    attitudes: Annotated[bool, typer.Option("--attitudes", help=say("read.attitudes"))] = False,
    limit: Limit = LIMIT,
    json: AsJson = False,
) -> None:
    from pourparler.store.lines import Asked

    checked_among([status] if status else [], get_args(QuotationStatus))
    asked = Asked(
        "quotations", (by,) if by else (), to, status=status, since=since, until=until, publisher=publisher, attitudes=attitudes
    )
    with open_desk() as desk:
        found = desk.lines(dossier, asked, about, limit + 1)
        show_lines(desk, dossier, found[:limit], json, more=len(found) > limit)
        if not found:
            tell_unknown(desk, dossier, [by, to])
