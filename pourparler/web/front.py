"""The front page of a dossier: what is new, who said what, who met whom, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from pourparler.desk.sheet import Sheet
from pourparler.store.coverage import Listed, Wanted, days_without, kinds_of, list_articles, never_quoted
from pourparler.store.journal import last_visit, put_visit, refused
from pourparler.store.lines import Asked, count_lines, find_lines, most_named
from pourparler.web.asking import Filters
from pourparler.web.listing import PAGE, Listing, Shown, page_of, place, shown
from pourparler.web.reviewing import rank
from pourparler.web.room import Room, room_of
from pourparler.web.showing import is_partial, render

pages = APIRouter()
NEW_SHOWN = 6
SPEAKERS = 12
UNQUOTED = 12
HOLES = 12
KINDS = ("direct", "indirect", "mixed")
STATUSES = ("asserted", "denied", "unverified", "hypothetical")
EVENT_STATUSES = ("actual", "future", "hypothetical", "negated", "historical")


@dataclass(frozen=True, slots=True)
class News:
    """What came since the moment up to which this person has seen everything; `since` is None where they never said so."""

    since: str | None
    said: int
    met: int
    refused: int
    latest: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the dossier lacks: stretches of days, what was refused, who acts and is never quoted."""

    holes: list[tuple[str, str]]
    refused: list[tuple[str, str, str]]
    silent: list[tuple[str, str, str | None, int]]


def news_of(room: Room) -> News:
    with room.desk.reading(room.name) as (connection, dossier):
        visit = last_visit(connection, dossier.id, room.desk.by)
        after = visit[1] if visit else 0
        asked = {layer: Asked(layer, after_sequence=after) for layer in ("quotations", "events")}
        counts = {layer: room.once(one, partial(count_lines, connection, dossier.id, one)) for layer, one in asked.items()}
        came = len(refused(connection, dossier.id, after))
        skip = max(0, counts["quotations"] - NEW_SHOWN)
        latest = find_lines(connection, dossier.id, asked["quotations"], NEW_SHOWN, skip) if visit else []
    return News(visit[0] if visit else None, counts["quotations"], counts["events"], came, shown(room.desk, room.name, latest[::-1]))


def coverage_of(room: Room) -> Coverage:
    with room.desk.reading(room.name) as (connection, dossier):
        holes, silent = days_without(connection, dossier.id), never_quoted(connection, dossier.id, UNQUOTED)
        return Coverage(holes, refused(connection, dossier.id), silent)


def lists(room: Room, filters: Filters, said_after: int, met_after: int) -> dict[str, Listing | None]:
    """Both lists; None for one that a kind or status of the other leaves out."""
    said = filters.kind in ("", *KINDS) and filters.status in ("", *STATUSES)
    met = filters.kind not in KINDS and filters.status in ("", *EVENT_STATUSES)
    return {
        "said": page_of(room, filters.said(), filters.about, said_after) if said else None,
        "met": page_of(room, filters.met(), filters.about, met_after) if met else None,
    }


def prepare(room: Room) -> None:
    """What the front page counts, counted before anybody asks for it."""
    lists(room, Filters.of(QueryParams()), 0, 0)
    room.once("around", lambda: around(room, room.desk.show(room.name)))
    news_of(room)


@pages.get("/")
def front(request: Request) -> Response:
    room, filters = room_of(request), Filters.of(request.query_params)
    after = {name: place(request.query_params.get(name, "")) for name in ("said", "met")}
    found = lists(room, filters, after["said"], after["met"])
    values: dict[str, Any] = {"filters": filters, "after": after, "page_size": PAGE, **found}
    if is_partial(request):
        return render(request, "_lists.html", **values)
    answer = render(request, "front.html", **values, **room.once("around", lambda: around(room, room.desk.show(room.name))), news=news_of(room))
    answer.background = BackgroundTask(room.ahead.submit, rank, room)  # whoever reads the front page may go to the review next
    return answer


def around(room: Room, sheet: Sheet) -> dict[str, Any]:
    with room.desk.reading(room.name) as (connection, dossier):
        event_kinds = kinds_of(connection, dossier.id, "events")
        speakers = most_named(connection, dossier.id, "speaker", SPEAKERS)
    return {
        "sheet": sheet,
        "coverage": coverage_of(room),
        "speakers": speakers,
        "kinds": KINDS,
        "event_kinds": event_kinds,
        "statuses": STATUSES,
        "event_statuses": tuple(status for status in EVENT_STATUSES if status not in STATUSES),
        "holes_shown": HOLES,
    }


@pages.post("/seen")
def seen(request: Request) -> Response:
    """Everything that stands in the dossier now has been seen."""
    room = room_of(request)
    with room.desk.writing(room.name) as (connection, dossier):
        put_visit(connection, dossier.id, room.desk.by, dossier.sequence)
    return RedirectResponse("/", 303)


@pages.get("/articles")
def articles(request: Request) -> Response:
    room, asked = room_of(request), request.query_params
    wanted = Wanted(asked.get("publisher"), asked.get("language") or None, bool(asked.get("partial")), bool(asked.get("undated")))
    after = place(asked.get("after", ""))
    with room.desk.reading(room.name) as (connection, dossier):
        found: list[Listed] = list_articles(connection, dossier.id, wanted, PAGE + 1, after)
    total = room.once("around", lambda: around(room, room.desk.show(room.name)))["sheet"].read
    chosen = {name: value for name, value in asked.items() if name in ("publisher", "language", "partial", "undated")}
    return render(request, "articles.html", articles=found[:PAGE], more=len(found) > PAGE, after=after, chosen=chosen, page_size=PAGE, total=total)
