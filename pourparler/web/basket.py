"""The basket: lines put aside from any list, in a person's own order and with their own notes, handed on as a Word note or as references."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from pourparler.desk.basket import LONGEST_NOTE, LONGEST_TITLE, Basket, Taken
from pourparler.desk.noting import proof_for, references, write_note
from pourparler.errors import BasketRefused
from pourparler.export.evidence import Proof, printing
from pourparler.export.licences import is_restricted
from pourparler.export.shown import words
from pourparler.model import Span, hull
from pourparler.web.asking import form_of
from pourparler.web.room import room_of
from pourparler.web.showing import is_partial, render
from pourparler.web.speaking import wording_of
from pourparler.wording import Wording

pages = APIRouter()
WORDS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the basket: its proof where the record stands, else its words; `address` leads to them. Words of a withheld one stay on this page."""

    taken: Taken
    proof: Proof | None
    words: str
    address: str
    printing: str
    withheld: bool


def basket_of(request: Request) -> Basket:
    room = room_of(request)
    return room.desk.basket(room.name)


def shown(basket: Basket, say: Wording) -> Iterator[Shown]:
    for taken in basket.lines():
        article, spans, proof = taken.article, taken.kept.spans, proof_for(taken, say)
        place = hull(spans)
        address = f"/article/{taken.kept.article}#c={place.start}-{place.end}"
        if article is None:
            yield Shown(taken, None, "", address, "", False)
        else:
            told = proof.words if proof and proof.words else words(article.text, spans)
            yield Shown(taken, proof, told, address, " · ".join(printing(article, say)), is_restricted(article))


def page(request: Request) -> Response:
    basket, say = basket_of(request), wording_of(request)
    template = "_basket.html" if is_partial(request) else "basket.html"
    return render(request, template, lines=list(shown(basket, say)), title=basket.title, longest=LONGEST_NOTE, longest_title=LONGEST_TITLE)


@pages.get("/basket")
def show(request: Request) -> Response:
    return page(request)


@pages.post("/basket")
async def put(request: Request) -> Response:
    return await posted(request, toggle)


@pages.post("/basket/title")
async def rename(request: Request) -> Response:
    return await posted(request, lambda request, form: renamed(request, form.get("title", "")))


@pages.post("/basket/{line}")
async def change(request: Request, line: str) -> Response:
    if not line.isdecimal() or len(line) > 12:
        raise HTTPException(404)
    return await posted(request, lambda request, form: changed(request, int(line), form))


async def posted(request: Request, answer: Callable[[Request, dict[str, str]], Response]) -> Response:
    return await run_in_threadpool(answer, request, await form_of(request))


def toggle(request: Request, form: dict[str, str]) -> Response:
    """A line of a list into the basket, or out of it. A script gets the button as it stands then, a browser without one the basket."""
    basket, given = basket_of(request), form.get("take") or form.get("drop") or ""
    article, _, what = given.partition(" ")
    found = WORDS.fullmatch(what)
    if not article or not what:
        raise BasketRefused("the basket was given no line")
    kept = basket.take(article, span=Span(int(found[1]), int(found[2]))) if found else basket.take(article, what)
    if "drop" in form:
        basket.remove(kept.id)
    return render(request, "_take.html", given=given) if is_partial(request) else RedirectResponse("/basket", 303)


def renamed(request: Request, title: str) -> Response:
    basket_of(request).rename(title)
    return page(request) if is_partial(request) else RedirectResponse("/basket", 303)


def changed(request: Request, line: int, form: dict[str, str]) -> Response:
    """One line moved, taken out, or noted; after a note a script is told so and leaves the page as it is."""
    basket, noted = basket_of(request), form.get("note")
    if "remove" in form:
        basket.remove(line)
    elif form.get("move") in STEPS:
        basket.move(line, STEPS[form["move"]])
    elif noted is not None:
        basket.note(line, noted.replace("\r\n", "\n"))
        if is_partial(request):
            return Response(wording_of(request)("basket.saved"), media_type="text/plain")
    return page(request) if is_partial(request) else RedirectResponse("/basket", 303)


@pages.get("/basket/note.docx")
def note(request: Request) -> Response:
    """The Word note, in the language of the page."""
    basket, say = basket_of(request), wording_of(request)
    with tempfile.NamedTemporaryFile(prefix="pourparler-note-", suffix=".docx", delete=False) as made:
        path = Path(made.name)
    write_note(basket.lines(), basket.title, say, path)
    clean = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, filename=f"{basket.name}.docx", media_type=WORD_FILE, background=clean)


@pages.get("/basket/references.bib")
def bibliography(request: Request) -> Response:
    """The articles of the basket, and no others, in BibTeX."""
    headers = {"Content-Disposition": 'attachment; filename="references.bib"'}
    return Response(references(basket_of(request).lines()), media_type="application/x-bibtex", headers=headers)
