"""Search: paragraphs that hold all words in any of their forms; or where a quotation stands in print, if it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fastapi import APIRouter, Request
from starlette.responses import Response

from pourparler.check import Found
from pourparler.desk.asking import Hit
from pourparler.export.shown import offsets
from pourparler.model import Article
from pourparler.web.listing import PAGE, place
from pourparler.web.room import room_of
from pourparler.web.showing import render

pages = APIRouter()
LONGEST = 600
"""Characters of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in pieces, each with whether it is one of the words that were looked for; the fragment is the place of its first word,
    `place` that of the paragraph.
    """

    article: Article
    pieces: tuple[tuple[str, bool], ...]
    fragment: str
    place: str


def passage(hit: Hit) -> Passage:
    text, first = hit.article.text, hit.words[0] if hit.words else hit.paragraph
    return Passage(hit.article, tuple(pieces(hit, text)), f"c={first.start}-{first.end}", offsets((hit.paragraph,)))


def pieces(hit: Hit, text: str) -> Iterator[tuple[str, bool]]:
    edges = sorted({hit.paragraph.start, hit.paragraph.end, *(edge for word in hit.words for edge in (word.start, word.end))})
    sought = {(word.start, word.end) for word in hit.words}
    yield from ((text[start:end], (start, end) in sought) for start, end in pairwise(edges))


def verdict(found: Found) -> str:
    """The key of the sentence that says how near the printed words are, as `pourparler check` says it."""
    return "check.verbatim" if found.to_the_letter else "check.typography" if found.verbatim else "check.near"


@pages.get("/search")
def search(request: Request) -> Response:
    room, query = room_of(request), request.query_params.get("q", "").strip()[:LONGEST]
    after = place(request.query_params.get("after", ""))
    found = room.desk.search(room.name, query, after + PAGE + 1)[after:] if any(map(str.isalnum, query)) else []
    passages = [passage(hit) for hit in found[:PAGE]]
    return render(request, "search.html", query=query, quotation="", found=[], passages=passages, more=len(found) > PAGE, after=after, page_size=PAGE)


@pages.get("/check")
def check(request: Request) -> Response:
    """The nearest printed words to a quotation, with the differences, or that it stands nowhere in this dossier."""
    room, quotation = room_of(request), request.query_params.get("q", "").strip()[:LONGEST]
    found = room.desk.check(room.name, quotation) if any(map(str.isalnum, quotation)) else []
    near = [(one, verdict(one)) for one in found]
    return render(request, "search.html", quotation=quotation, found=near, passages=[], more=False, after=0, page_size=PAGE)
