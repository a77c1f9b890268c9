"""Files that a person drops on the page."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from pourparler.web.inbox import Inbox
from pourparler.web.room import room_of
from pourparler.web.showing import is_partial, render

pages = APIRouter()
MOST_FILES = 200
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of one file."""
CHUNK = 1 << 20


@pages.get("/inbox")
def show(request: Request) -> Response:
    """What was uploaded since the start and what became of it; the list alone where a script asks how far the work is."""
    inbox = room_of(request).inbox
    template = "_uploads.html" if is_partial(request) else "inbox.html"
    largest = LARGEST_FILE // CHUNK
    return render(request, template, uploads=inbox.all[::-1], busy=inbox.is_busy, most_files=MOST_FILES, largest=largest)


@pages.post("/inbox")
async def upload(request: Request) -> Response:
    """The files of a form into the queue; then the page is shown. A file that is too large is refused by its name."""
    inbox = room_of(request).inbox
    async with request.form(max_files=MOST_FILES, max_fields=10) as form:
        for given in form.getlist("files"):
            if isinstance(given, UploadFile) and given.filename:
                await keep(inbox, given)
    return RedirectResponse("/inbox", 303)


async def keep(inbox: Inbox, given: UploadFile) -> None:
    path = inbox.room_for(given.filename or "")
    if await write(given, path) <= LARGEST_FILE:
        inbox.take(given.filename or "", path)
    else:
        path.unlink()
        await run_in_threadpool(inbox.refuse, given.filename or "", f"it is larger than {LARGEST_FILE:,} bytes; cut it, or raise the limit")


async def write(given: UploadFile, path: Path) -> int:
    """How many bytes were written; writing stops soon after the largest that is allowed."""
    written = 0
    with path.open("wb") as target:
        while written <= LARGEST_FILE and (chunk := await given.read(CHUNK)):
            written += target.write(chunk)
    return written
