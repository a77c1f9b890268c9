"""`pourparler serve`: the page of a dossier, on one's own machine."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.desks import Blind, DossierName, open_desk
from pourparler.cli.speaking import refuse_usage, say, tell
from pourparler.errors import MissingExtra

PORT = 8321
AT_HOME = ("127.0.0.1", "localhost")


def serve(
    dossier: DossierName,
    port: Annotated[int, typer.Option(help=say("serve.port"), min=0, max=65535)] = PORT,
    host: Annotated[str, typer.Option(help=say("serve.host"))] = AT_HOME[0],
    blind: Blind = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=say("serve.browser"))] = True,
) -> None:
    if host not in AT_HOME:
        refuse_usage(say("serve.elsewhere", host=host))
    try:
        from pourparler.web import serving
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] in ("pourparler", ""):
            raise
        raise MissingExtra(f"the page needs {fault.name}: pip install 'pourparler[web]'") from fault
    with open_desk(blind=blind) as desk:
        title = desk.show(dossier).dossier.title
        listening = serving.listen(port)
        token = serving.new_token()
        if desk.only:
            tell(say("serve.blind", coder=desk.only))
        tell(say("serve.running", title=title, address=serving.first_address(listening.getsockname()[1], token)))
        serving.serve(desk, dossier, listening, token, browser=browser)
