"""Web pages as they were saved: the article in the page's own letters, and what the page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from pourparler.errors import InputRefused
from pourparler.intake.access import note_left_out, note_partial, refuse_no_article
from pourparler.intake.building import LIMIT, WHOLE, Details, Intake, build, refuse_unreadable
from pourparler.intake.decoding import decode_page
from pourparler.intake.facts import Facts, facts_of
from pourparler.intake.html import Part, main_parts, tool
from pourparler.intake.layout import Block, broken, laid_out
from pourparler.intake.lines import Line
from pourparler.intake.markup import drop, holds_article, is_called, names, parse_markup, visible_text, words_in
from pourparler.intake.paragraphs import furniture_among, same_words
from pourparler.intake.verbatim import Words
from pourparler.model import Note, ParagraphKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MEDIA_TYPE = "text/html"
FEWEST_LINKS = 3


def blocks_of(parts: list[Part], words: Words, title: str | None) -> Iterator[Block]:
    for part in parts:
        found = words.find(part.text)
        kind: ParagraphKind = "heading" if part.is_heading else "body"
        for line in broken(found or part.text):
            is_title = title is not None and same_words(line, title)
            yield Block(line, "title" if is_title else kind, found is not None)


def with_title(blocks: list[Block], title: str | None, words: Words) -> list[Block]:
    """The title once: before the rest where the page shows it and the extractor left it out, a repetition of it as furniture."""
    places = [place for place, block in enumerate(blocks) if block.kind == "title"]
    if title and not places:
        words.last = 0
        return [Block(title, "title"), *blocks] if words.find(title) is not None else blocks
    return [replace(block, kind="furniture") if place in places[1:] else block for place, block in enumerate(blocks)]


def without_links(blocks: list[Block], links: frozenset[str]) -> list[Block]:
    """The same, with three or more paragraphs in a row that are nothing but a link each as furniture: a menu, a list of other articles."""
    changed: list[Block] = []
    for alike, run in groupby(blocks, lambda block: block.kind in {"body", "heading"} and block.text in links):
        some = list(run)
        changed += [replace(block, kind="furniture") for block in some] if alike and len(some) >= FEWEST_LINKS else some
    return changed


def kinds_among(blocks: list[Block], lines: list[Line]) -> list[ParagraphKind]:
    """The kinds as the markup gives them, but for what is known as part of a page's frame."""
    frame = furniture_among(lines)
    return ["furniture" if place in frame and block.kind != "title" else block.kind for place, block in enumerate(blocks)]


def article_of(blocks: list[Block], called: str, known: Details, limit: int, now: datetime | None) -> Intake:
    """The Intake of a page's blocks; words that the extractor joined are noted."""
    text, lines = laid_out(blocks)
    refuse_unreadable(text, limit)
    intake = build(text, lines, kinds_among(blocks, lines), called, known, now)
    joined = [line.span for line, block in zip(lines, blocks, strict=True) if not block.verbatim]
    if not joined:
        return intake
    note = Note(joined[0], "page", f"{len(joined)} paragraphs do not stand so in the page: the extractor joined their words")
    return replace(intake, notes=tuple(sorted((*intake.notes, note), key=lambda each: each.span)))


def cleared(tree: HtmlElement) -> int:
    """Takes windows of consent and tables of contents out of a page; how many words asked for consent.

    The element `<q>`, which the extractor would make a paragraph of, leaves its words in their place.
    """
    known = names()
    asking = drop(tree, lambda each: not holds_article(each) and (is_called(each, known.consent) or "consent" in (each.get("action") or "")))
    drop(tree, lambda each: is_called(each, known.contents) and not holds_article(each))
    drop(tree, lambda each: each.tag == "noscript")
    for quoted in list(tree.iter("q")):
        quoted.drop_tag()
    return asking


def article_in(tree: HtmlElement, source: str, called: str, details: Details, limit: int, now: datetime | None) -> Intake:
    """The Intake of one page from its tree."""
    facts = facts_of(tree, source, now)
    asking = cleared(tree)
    words = Words(visible_text(tree))
    known = details.over(facts.details)
    links = frozenset(words_in(each) for each in tree.iter("a"))
    blocks = without_links(list(blocks_of(main_parts(tree), words, facts.details.title)), links)
    read = sum(len(block.text.split()) for block in blocks if block.kind == "body")
    refuse_no_article(tree, facts, read, asking)
    blocks = with_title(blocks, facts.details.title, words)
    return judged(article_of(blocks, called, known, limit, now), tree, facts, read)


def judged(intake: Intake, tree: HtmlElement, facts: Facts, read: int) -> Intake:
    """The same with what speaks against its being whole, and doubts about its day."""
    partial = note_partial(tree, facts, read)
    doubts = [note for note in (partial, note_left_out(tree, read)) if note is not None]
    article = replace(intake.article, completeness="partial" if partial else "whole")
    return replace(intake, article=article, notes=(*doubts, *facts.notes, *intake.notes), media_type=MEDIA_TYPE, tool=tool())


def read_page(
    data: bytes,
    *,
    id: str = "page",  # noqa: A002
    details: Details | None = None,
    encoding: str | None = None,
    limit: int = LIMIT,
    now: datetime | None = None,
) -> Intake:
    """The article of a web page.

    Its text is what trafilatura takes for the article, in the page's own letters, paragraphs apart by an empty line, the title first where the
    page shows it. `details` come before what the page says. `encoding` is that of the HTTP header, where there was one; then the byte order
    mark, the page's own word and its bytes are asked, and a note says what was decided against the page's word.

    Raises InputRefused: EmptyInput for a page without an article, and by name a page of consent, one of another language, one that declares
    entities or is nested too deep.
    """
    if len(data) > limit * 4:
        raise InputRefused(f"it is larger than {limit * 4:,} bytes; cut it, or raise the limit")
    decoded = decode_page(data, encoding)
    intake = article_in(parse_markup(decoded.text), decoded.text, id, details or Details(), limit, now)
    remarks = () if decoded.remark is None else (Note(WHOLE, "encoding", decoded.remark),)
    return replace(intake, notes=(*remarks, *intake.notes), original=data)
