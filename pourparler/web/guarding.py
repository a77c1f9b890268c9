"""Who may ask: the browser of the person who started the page, from a page of its own. Everybody else is refused before anything is read."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pourparler.web.speaking import wording_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HOSTS = ("127.0.0.1", "localhost")
HARMLESS = {"GET", "HEAD"}
LARGEST = 64 * 1024 * 1024
"""Bytes of one request; an upload of more is refused before it is read."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""`same-origin`, not `no-referrer`: with the latter a browser hides the origin of a form, which is checked here."""


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI application around another. A request passes with the right Host, with the right Origin where it can change something, and
    with the token of this start, in the address (then it is put into a cookie) or in the cookie.
    """

    app: Callable[[Scope, Receive, Send], Awaitable[None]]
    port: int
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            answer = self.refusal(Request(scope)) or self.welcome(Request(scope))
            await (answer or self.app)(scope, receive, with_headers(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    @property
    def cookie(self) -> str:
        """Named after the port: two dossiers may be open at once, and cookies do not tell ports apart."""
        return f"pourparler-{self.port}"

    def refusal(self, request: Request) -> Response | None:
        known = {f"{host}:{self.port}" for host in HOSTS}
        host, origin = request.headers.get("host", ""), request.headers.get("origin", "")
        if host not in known:
            return refused(request, "guard.host", 403)
        if request.method not in HARMLESS and origin != f"http://{host}":
            return refused(request, "guard.origin", 403)
        if not self.is_known(request):
            return refused(request, "guard.token", 403)
        return self.size_refusal(request)

    def is_known(self, request: Request) -> bool:
        shown = request.cookies.get(self.cookie) or ""
        if request.method in HARMLESS and "token" in request.query_params:
            shown = request.query_params["token"]
        return secrets.compare_digest(shown.encode(), self.token.encode())

    def size_refusal(self, request: Request) -> Response | None:
        if request.method in HARMLESS:
            return None
        length = request.headers.get("content-length", "")
        if not length.isdecimal():
            return refused(request, "guard.length", 411)
        return refused(request, "guard.large", 413) if int(length) > LARGEST else None

    def welcome(self, request: Request) -> Response | None:
        """The first request brings the token in its address: it goes into a cookie, and out of the address."""
        if "token" not in request.query_params:
            return None
        others = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
        answer = RedirectResponse(f"{request.url.path}{'?' if others else ''}{urlencode(others)}", 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer


def refused(request: Request, key: str, status: int) -> Response:
    return PlainTextResponse(wording_of(request)(key, megabytes=LARGEST // 1024 // 1024) + "\n", status)


def with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
