"""`pourparler met`: who met whom in a dossier: meetings, calls, visits, and what was agreed on them."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from pourparler.cli.desks import LIMIT, About, AsJson, DossierName, Limit, Since, Until, checked_among, open_desk, show_lines, tell_unknown
from pourparler.cli.speaking import say
from pourparler.model import EventStatus


def met(
    dossier: DossierName,
    who: Annotated[list[str] | None, typer.Option(help=say("met.who"))] = None,
    kind: Annotated[list[str] | None, typer.Option(help=say("met.kind"))] = None,
    about: About = None,
    since: Since = None,
    until: Until = None,
    status: Annotated[str | None, typer.Option(help=say("met.status"))] = None,
    limit: Limit = LIMIT,
    json: AsJson = False,
) -> None:
    from pourparler.desk.desk import SIDES
    from pourparler.ontology import MEETINGS, load
    from pourparler.store.lines import Asked

    checked_among([status] if status else [], get_args(EventStatus))
    checked_among([one.upper() for one in kind or ()], ["ALL", *load().types])
    kinds = tuple(one.upper() for one in kind) if kind else MEETINGS
    asked = Asked("events", tuple(who or ()), kinds=() if kinds == ("ALL",) else kinds, status=status, since=since, until=until, parts=SIDES)
    with open_desk() as desk:
        found = desk.lines(dossier, asked, about, limit + 1)
        show_lines(desk, dossier, found[:limit], json, more=len(found) > limit)
        if not found:
            tell_unknown(desk, dossier, who or ())
