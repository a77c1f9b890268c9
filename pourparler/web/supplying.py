"""What a person adds on the reading pane: a missed record, the word that a paragraph holds no other, and taking one's own last line back."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.errors import CorrectionRefused, UnknownName
from pourparler.model import AnchorLayer, Article, hull
from pourparler.web.adding import WORDS, Draft, fields_of, layer_given, places_given, unclear
from pourparler.web.article import show
from pourparler.web.asking import form_of
from pourparler.web.pane import Numbered, completing, paragraphs_of
from pourparler.web.room import Room, room_of
from pourparler.web.showing import is_partial
from pourparler.web.speaking import wording_of

pages = APIRouter()
MOST_FIELDS = 40


@pages.post("/article/{called}/add")
async def add(request: Request, called: str) -> Response:
    return await run_in_threadpool(added, request, called, await form_of(request, MOST_FIELDS))


def added(request: Request, called: str, given: Mapping[str, str]) -> Response:
    """The article with the new record among the others; or with the form as it was sent, what is wrong, and the places to choose from."""
    room, say = room_of(request), wording_of(request)
    layer: AnchorLayer | None = None
    try:
        layer = layer_given(given)
        reading = room.desk.read_article(room.name, called)
        places = places_given(reading.article.text, layer, given)
        draft = unclear(layer, given, places, reading.article.text, say)
        if draft is not None:
            return show(request, called, draft, 400)
        line = room.desk.supply(room.name, called, layer, fields_of(reading, layer, given, places), given.get("why") or None)
    except CorrectionRefused as refused:
        return show(request, called, Draft(layer or "quotations", given, message=say.message(str(refused))), 400)
    around = hull(places[WORDS[layer][0]][0])
    return RedirectResponse(f"/article/{reading.article.key}?line={line.seq}#c={around.start}-{around.end}", 303)


@pages.post("/article/{called}/complete")
async def complete(request: Request, called: str) -> Response:
    return await run_in_threadpool(completed, request, called, await form_of(request, MOST_FIELDS))


def completed(request: Request, called: str, given: Mapping[str, str]) -> Response:
    """The paragraph's mark as it is now where a script asks, else the article. A paragraph that is complete already is opened again."""
    room, say = room_of(request), wording_of(request)
    article, number = room.desk.article(room.name, called), given.get("paragraph", "")
    before = numbered(room, article, number)
    held = before.complete
    line = room.desk.undo(room.name, held.correction.seq) if held else room.desk.complete(room.name, article.key, before.number)
    if is_partial(request):
        return HTMLResponse(Markup(completing(article, numbered(room, article, number), say)))
    return RedirectResponse(f"/article/{article.key}?line={line.seq}#c={before.span.start}-{before.span.end}", 303)


def numbered(room: Room, article: Article, number: str) -> Numbered:
    """The paragraph of this number as it stands; raises UnknownName for a number that none has."""
    for one in paragraphs_of(room.desk.standing(room.name, article.key)):
        if str(one.number) == number:
            return one
    raise UnknownName(f"{article.id} has no paragraph {number!r:.40} that can be complete")
