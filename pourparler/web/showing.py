"""Templates and what they say: every value is escaped, every sentence comes from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pourparler.export.html.tags import verbatim
from pourparler.export.shown import readable, visible
from pourparler.web.room import Room, room_of
from pourparler.web.speaking import COOKIE, asked_language, wording_of
from pourparler.wording import interface_languages, wording

TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(visible=lambda text: visible(text or ""), verbatim=lambda text: Markup(verbatim(text)), readable=readable)
    made.globals.update(address=address)
    return made


def address(path: str, values: Mapping[str, Any] | None = None, **more: Any) -> str:
    """A path with its question; what is empty or None is left out."""
    asked = {name: value for name, value in {**(values or {}), **more}.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(asked)}" if asked else path


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template in the language of the person; that language is kept for the pages to come."""
    say, here, asked = wording_of(request), request.url.path, dict(request.query_params)
    shared = {
        "t": say,
        "here": here,
        "languages": [(code, wording(code)(f"language.{code}"), address(here, asked, lang=code)) for code in interface_languages()],
        "dossier": room_of(request).name,
        "query": "",
        "blind": room_of(request).desk.only,
        "in_basket": cache(partial(in_basket, room_of(request))),
    }
    answer = HTMLResponse(environment().get_template(template).render(shared | values), status)
    answer.headers["Vary"] = "HX-Request, Accept-Language, Cookie"
    chosen = asked_language(request)
    if chosen:
        answer.set_cookie(COOKIE, chosen, httponly=True, samesite="strict", path="/", max_age=365 * 24 * 3600)
    return answer


def in_basket(room: Room) -> frozenset[str]:
    """What this person put aside, as the buttons of lists call it: article and record, or article and place of words."""
    return frozenset(f"{kept.article} {kept.record or kept.pieces}" for kept in room.desk.basket(room.name).kept())


def is_partial(request: Request) -> bool:
    """Whether a script of the page asks for a part of it; a page taken back out of the browser's history is asked for whole."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-history-restore-request") != "true"
