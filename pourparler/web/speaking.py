"""In which language a page speaks: that of `?lang=`, else the one chosen before, else what the browser prefers, else the system's."""

from __future__ import annotations

import os

from starlette.requests import Request

from pourparler.wording import Wording, interface_languages, preferred, wording

COOKIE = "pourparler-lang"


def asked_language(request: Request) -> str | None:
    """The language that the address asks for; None where it asks for none that there is."""
    asked = request.query_params.get("lang")
    return asked if asked in interface_languages() else None


def language_of(request: Request) -> str:
    chosen = asked_language(request) or request.cookies.get(COOKIE)
    return chosen if chosen in interface_languages() else accepted(request.headers.get("accept-language", ""))


def wording_of(request: Request) -> Wording:
    return wording(language_of(request))


def accepted(header: str) -> str:
    """The best of our languages by an Accept-Language header; the system's where the header names none of them."""
    wishes = [(-weight(rest), place, tag.strip()[:2].lower()) for place, (tag, _, rest) in enumerate(one.partition(";") for one in header.split(","))]
    known = interface_languages()
    return next((code for wish, _, code in sorted(wishes) if wish < 0 and code in known), preferred(os.environ))


def weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
