"""The review: what is most in doubt first, some records drawn by chance among it, each judged with a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pourparler.desk.correcting import described
from pourparler.desk.reviewing import AUDITED, EVERY, Task
from pourparler.errors import CorrectionRefused, UnknownName
from pourparler.export.handles import by_handle
from pourparler.export.shown import ELLIPSIS, actors_of, readable
from pourparler.identifiers import place_of
from pourparler.model import Correction, Event, Quotation, Reading, Span
from pourparler.web.article import show
from pourparler.web.asking import form_of
from pourparler.web.cards import Card, card
from pourparler.web.judging import judge, take_back, told
from pourparler.web.room import Room, room_of
from pourparler.web.showing import is_partial, render
from pourparler.web.speaking import wording_of
from pourparler.wording import Wording

pages = APIRouter()
SHOWN = 8
"""Tasks on a page."""
FETCHED = 80
"""Tasks asked for at once: ranking them looks at every line of the dossier."""
CANDIDATES = 6
AROUND = 360
"""Characters of a paragraph that are shown before and after a record."""


@dataclass(frozen=True, slots=True)
class Item:
    """A task as the page shows it. `pieces` is the paragraph, each piece with what it is of the record; `candidates` are those who
    may have spoken or acted; `fields` what can be set, with its value in words.
    """

    task: Task
    article: str
    label: str
    published: str
    language: str
    card: Card | None
    pieces: tuple[tuple[str, str], ...]
    side: str
    candidates: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]


def tasks_of(room: Room) -> list[Task]:
    """The next tasks. They are ranked ahead, behind the front page and when few are left; nobody waits for it but who comes first."""
    if not room.tasks:
        room.ahead.submit(rank, room).result()
    return room.tasks[:SHOWN]


def rank(room: Room) -> None:
    """The tasks in their order, where few are left; what was judged in the meantime is no task."""
    if len(room.tasks) < 2 * SHOWN:
        ranked = room.desk.review(room.name, FETCHED)
        room.tasks[:] = [task for task in ranked if not task.record or (task.article, task.record) not in room.judged]


def items(room: Room, tasks: Sequence[Task], say: Wording) -> Iterator[Item]:
    for task in tasks:
        if task.article:
            yield item(room.desk.read_article(room.name, task.article), task, say)


def item(reading: Reading, task: Task, say: Wording) -> Item:
    article = reading.article
    found = next(((handle, one) for handle, one in by_handle(reading).items() if one.id == task.record), None)
    record = found[1] if found and isinstance(found[1], Quotation | Event) else None
    return Item(
        task=task,
        article=article.key,
        label=article.title or article.id,
        published=readable(article.published),
        language=article.language,
        card=card(reading, found[0], record, say) if found and record else None,
        pieces=tuple(context(reading, record)) if record else (),
        side="speakers" if isinstance(record, Quotation) else "actors",
        candidates=tuple(candidates(reading, record)) if record else (),
        fields=tuple(written(described(reading, record))) if record else (),
    )


def context(reading: Reading, record: Quotation | Event) -> Iterator[tuple[str, str]]:
    """The paragraphs in which a record stands, in pieces, each with what it is of the record: "words", "source", "cue" or nothing.

    What stands far before or after the record is left out.
    """
    text, place = reading.article.text, place_of(record)
    around = [paragraph.span for paragraph in reading.article.paragraphs if paragraph.span.overlaps(place)] or [place]
    start, end = max(around[0].start, place.start - AROUND), min(around[-1].end, place.end + AROUND)
    if start > around[0].start:
        start = max(start, text.find(" ", start, place.start))
        yield ELLIPSIS.rstrip(), ""
    is_cut = end < around[-1].end
    end = max(place.end, text.rfind(" ", place.end, end)) if is_cut else max(end, place.end)
    marked = marks(record)
    edges = sorted({start, end, *(edge for span, _ in marked for edge in (span.start, span.end) if start < edge < end)})
    for first, last in pairwise(edges):
        piece = Span(first, last)
        yield piece.slice(text), next((css for span, css in marked if span.covers(piece)), "")
    if is_cut:
        yield ELLIPSIS, ""


def marks(record: Quotation | Event) -> list[tuple[Span, str]]:
    """What is marked of a record in the words around it, the most telling first."""
    if isinstance(record, Event):
        return [(span, "words") for span in record.trigger]
    parts = (("words", record.content), ("cue", record.cue), ("source", record.source))
    return [(span, css) for css, spans in parts for span in spans]


def candidates(reading: Reading, record: Quotation | Event) -> Iterator[tuple[str, str]]:
    """Who may have spoken or acted, as (id, name): the second choice, then those whom the article names nearest before."""
    start = place_of(record).start
    mine = set(record.speakers if isinstance(record, Quotation) else record.actors)
    near = sorted((mention for mention in reading.mentions if mention.actor), key=lambda mention: abs(mention.span.start - start))
    ids = dict.fromkeys([record.runner_up or "", *(mention.actor or "" for mention in near)])
    yield from ((actor.id, actor.name) for actor in actors_of(reading, [one for one in ids if one not in mine])[:CANDIDATES])


def written(fields: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Each field with its value as a person would type it."""
    for name, value in fields.items():
        yield name, "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def queue(request: Request, tasks: Sequence[Task], message: str = "", status: int = 200) -> Response:
    room, say = room_of(request), wording_of(request)
    values: dict[str, Any] = {"items": list(items(room, tasks, say)), "message": message, "judged_here": len(room.judged), "refused": status != 200}
    if is_partial(request):
        return render(request, "_queue.html", **values, precision=room.desk.precision(room.name, room.desk.by))
    values |= {"drawn_of_all": round(1 / AUDITED), "drawn_of_queue": EVERY}
    return render(request, "review.html", status, **values, precision=room.desk.precision(room.name, room.desk.by))


@pages.get("/review")
def review(request: Request) -> Response:
    return queue(request, tasks_of(room_of(request)))


@pages.get("/review/{article}/{record}")
def one(request: Request, article: str, record: str) -> Response:
    """A record of one's own choice, to be judged like those of the queue."""
    key = room_of(request).desk.article(room_of(request).name, article).key
    return queue(request, [Task("doubt", key, record, 0)])


@pages.post("/review")
async def answered(request: Request) -> Response:
    return await run_in_threadpool(answer, request, await form_of(request))


def answer(request: Request, given: dict[str, str]) -> Response:
    """One judgement into the journal; what cannot be is said, and nothing is written."""
    room, say = room_of(request), wording_of(request)
    back = given.get("back", "")
    article = back.removeprefix("/article/").partition("#")[0].partition("?")[0] if back.startswith("/article/") else ""
    try:
        line, undone = undo(room, given) if given.get("action") == "undo" else (correct(room, given), None)
    except (CorrectionRefused, UnknownName) as refused:
        message = say.message(str(refused))
        return show(request, article, message=message, status=400) if article else queue(request, tasks_of(room), message, 400)
    return RedirectResponse(told_at(back, line, undone), 303) if article else queue(request, tasks_of(room), told(say, line, undone))


def told_at(back: str, line: Correction, undone: Correction | None) -> str:
    """The address to go back to, where the page tells which line of the journal was written; after an undo, the words that it is about."""
    path, mark, fragment = back.partition("#")
    path = path.partition("?")[0]
    anchor = undone.anchor if undone else None
    if anchor and path == f"/article/{anchor.article}":
        mark, fragment = "#", f"c={anchor.start}-{anchor.end}"
    return f"{path}?line={line.seq}{mark}{fragment}"


def correct(room: Room, given: dict[str, str]) -> Correction:
    """The line that was written; its record is no task any more."""
    line = judge(room, given)
    if line.anchor is not None:
        judged = (line.anchor.article, line.anchor.record)
        room.judged.add(judged)
        room.tasks[:] = [task for task in room.tasks if (task.article, task.record) != judged]
    if len(room.tasks) < 2 * SHOWN:
        room.ahead.submit(rank, room)
    return line


def undo(room: Room, given: dict[str, str]) -> tuple[Correction, Correction | None]:
    """The line that was written and the one that it takes back, whose record is the next task."""
    line, undone = take_back(room, given)
    if undone is not None and undone.anchor is not None and undone.anchor.record:
        article, record = undone.anchor.article, undone.anchor.record
        room.judged.discard((article, record))
        rest = [task for task in room.tasks if (task.article, task.record) != (article, record)]
        room.tasks[:] = [Task("doubt", article, record, 0), *rest]
    return line, undone
