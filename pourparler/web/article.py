"""The reading pane: one article with its layers, its cards, its notes, its printings and its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from pourparler.dossier.correcting import Corrected
from pourparler.export.html import page
from pourparler.export.html.page import facts
from pourparler.export.html.text import text_of
from pourparler.export.shown import excerpt, offsets
from pourparler.model import Article, Event, Quotation, Reading
from pourparler.store.articles import Print, prints_of, versions_before
from pourparler.store.coverage import Listed, listed, successor_of
from pourparler.web.adding import Draft, form_values
from pourparler.web.cards import cards_of
from pourparler.web.judging import line_of, told
from pourparler.web.pane import completing, pane_of, paragraphs_of
from pourparler.web.room import Room, room_of
from pourparler.web.showing import render
from pourparler.web.speaking import wording_of
from pourparler.wording import Wording

pages = APIRouter()


@dataclass(frozen=True, slots=True)
class Histories:
    """How an article came: its printings, the versions before it (the latest first), and the one that took its place."""

    prints: list[Print]
    before: list[Listed]
    after: Listed | None


def histories(room: Room, article: Article) -> Histories:
    with room.desk.reading(room.name) as (connection, dossier):
        earlier = versions_before(connection, dossier.id, article.key)
        later = successor_of(connection, dossier.id, article.key)
        known = listed(connection, dossier.id, [*earlier, *([later] if later else [])])
        prints = prints_of(connection, dossier.id, article.key)
    return Histories(prints, [known[key] for key in earlier if key in known], known.get(later or ""))


def rejected(held: Corrected) -> Iterator[tuple[str, int]]:
    """The words of each record that a person took out, with the line of the journal that did it."""
    for one in held.rejected:
        if isinstance(one.record, Quotation | Event):
            spans = one.record.content if isinstance(one.record, Quotation) else one.record.trigger
            yield excerpt(held.reading.article.text, spans, 160), max(each.seq for each in one.corrections)


def note_lines(reading: Reading, say: Wording) -> Iterator[tuple[str, str, str]]:
    """What a reader should know of this text: the words it concerns, the message, the place as part of an address."""
    for note in reading.notes:
        words = excerpt(reading.article.text, (note.span,), 80) if len(note.span) else ""
        yield words, say.message(note.message), f"c={offsets((note.span,))}" if words else ""


def written(room: Room, key: str, seq: str, say: Wording) -> str:
    """What the line of this number says of the article; nothing where there is no such line."""
    line = line_of(room, key, int(seq)) if seq.isdecimal() and len(seq) < 10 else None
    return told(say, *line) if line else ""


@pages.get("/article/{called}")
def article(request: Request, called: str) -> Response:
    return show(request, called)


def show(request: Request, called: str, draft: Draft | None = None, status: int = 200, message: str = "") -> Response:
    """The page of an article; `draft` is the form of a missed record that could not be taken as it was sent, `message` what could not be done."""
    room, say = room_of(request), wording_of(request)
    found = room.desk.article(room.name, called)
    held = room.desk.standing(room.name, found.key)
    reading, cards = held.reading, cards_of(held.reading, say)
    closings = {one.span.end: completing(found, one, say) for one in paragraphs_of(held)}
    return render(
        request,
        "article.html",
        status,
        article=found,
        facts=Markup(facts(reading.article, say)),
        text=Markup(text_of(pane_of(reading, say, closings))),
        cards=cards,
        counts=Counter(card.layer for card in cards),
        places=sum(mention.place is not None for mention in reading.mentions),
        layers=reading.layers,
        notes=list(note_lines(reading, say)),
        histories=histories(room, found),
        made_with=reading.made_with,
        said_of=held.history,
        judged=held.judged,
        rejected=list(rejected(held)),
        refused=message,
        message=written(room, found.key, request.query_params.get("line", ""), say),
        **form_values(reading, draft or Draft()),
    )


@pages.get("/article/{called}/page.html")
def alone(request: Request, called: str) -> Response:
    """The article as one file to keep: it opens from disk and needs nothing else."""
    room = room_of(request)
    found = room.desk.article(room.name, called)
    content = page([room.desk.standing(room.name, found.key).reading], wording_of(request))
    return Response(content, media_type="text/html", headers={"Content-Disposition": f'attachment; filename="{found.key}.html"'})
