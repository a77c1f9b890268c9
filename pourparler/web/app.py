"""The application: pages behind the guard, static files, and faults said in words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from pourparler.desk import Desk
from pourparler.errors import PourparlerError, StoreError, UnknownName
from pourparler.export.html.page import STYLE
from pourparler.web import article, basket, exporting, front, reviewing, searching, supplying, uploading
from pourparler.web.guarding import Guard
from pourparler.web.inbox import Inbox
from pourparler.web.packing import Parcels
from pourparler.web.room import Room
from pourparler.web.showing import render
from pourparler.web.speaking import wording_of

STATIC = Path(__file__).with_name("static")


def make_app(desk: Desk, name: str, port: int, token: str, inbox: Inbox | None = None) -> FastAPI:
    """The page of the dossier of this name, behind a guard that knows port and token. Raises UnknownName for a dossier that is not there."""
    desk.show(name)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=closing)
    app.state.room = Room(desk, name, inbox or Inbox(desk, name))
    app.state.parcels = Parcels(desk, name)
    for part in (front, article, supplying, reviewing, searching, uploading, exporting, basket):
        app.include_router(part.pages)
    app.add_api_route("/static/page.css", style, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    app.add_exception_handler(PourparlerError, tell)
    app.add_exception_handler(HTTPException, tell_status)
    app.add_middleware(Guard, port=port, token=token)
    return app


@asynccontextmanager
async def closing(app: FastAPI) -> AsyncIterator[None]:
    room = cast("Room", app.state.room)
    await run_in_threadpool(front.prepare, room)
    yield
    cast("Parcels", app.state.parcels).close()
    room.close()


def style() -> Response:
    """The colours and letters that the page of `read --html` has too."""
    return FileResponse(STYLE, media_type="text/css")


def tell(request: Request, fault: Exception) -> Response:
    """What this package raises on purpose, as a page that says what to do."""
    status = 404 if isinstance(fault, UnknownName) else 503 if isinstance(fault, StoreError) else 400
    return render(request, "fault.html", status, message=wording_of(request).message(str(fault)))


def tell_status(request: Request, fault: Exception) -> Response:
    known = cast("HTTPException", fault)
    say = wording_of(request)
    message = say("web.not_found") if known.status_code == 404 else f"{known.status_code}: {known.detail}"
    return render(request, "fault.html", known.status_code, message=message)
