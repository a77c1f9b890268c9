"""Exports of the press archive Europresse: one HTML file with many articles, each cut out and read on its own.

The archive's markup is known from programs that convert it: an `<article>` each, with `DocPublicationName`, `DocHeader` (section, day, pages),
`titreArticle`, `docAuthors` or a paragraph `sm-margin-bottomNews`, the text in `docOcurrContainer` or `DocText`, the number of the document in
`publiC-lblNodoc` or in the footer (`news·20250227·LC·0042`). Any of them may be missing. What was licensed to a library is never to be
passed on whole: every article has the licence `restricted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from pourparler import __version__
from pourparler.errors import EmptyInput, InputRefused
from pourparler.intake.building import LIMIT, WHOLE, Details, Intake, build, refuse_unreadable
from pourparler.intake.decoding import decode_page
from pourparler.intake.layout import Block, broken, laid_out
from pourparler.intake.markup import drop, parse_markup, visible_text, words_in
from pourparler.intake.paragraphs import kinds_of
from pourparler.lang import languages, load
from pourparler.model import Note

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TOOL = f"pourparler europresse {__version__}"
RESTRICTED = "restricted"
MARK = b"DocPublicationName"
"""What stands in every export and in no other page."""
TEXT = ("docOcurrContainer", "DocText")
MOST_ELEMENTS = 1_000_000
"""Elements of an export: it holds up to a thousand articles."""
NUMBER = re.compile(r"\b[a-z]+·((?:19|20)\d{6})·[\w×·.:_-]{1,80}")
"""The number of a document, with the day in it."""
WORDS = r"([^\W\d_]{3,12}\.?)"
DAYS = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{WORDS})\s+(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<month>{WORDS})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)\b"),
)
ISSUE = re.compile(r"\s*,?\s+(?:no\.?|n°|nº|vol\.?)\s*\d.*$", re.IGNORECASE | re.DOTALL)
"""The number of an issue after the name of a newspaper."""


@cache
def months() -> dict[str, int]:
    """The months of every language that can be read, by name in small letters."""
    return {name.lower(): int(value) for code in languages() for name, value in load(code).dates.file.words["month"].items()}


def day_in(text: str) -> str | None:
    """The day that a header names, None where it names none or several."""
    found = set()
    for form in DAYS:
        for match in form.finditer(text):
            month = months().get(match["month"].lower())
            if month is not None:
                try:
                    found.add(date(int(match["year"]), month, int(match["day"])).isoformat())
                except ValueError:
                    continue
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Cutting:
    """One article of an export, in its markup."""

    element: HtmlElement

    def own(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Those that are its own, not of an article that a missing end tag has put inside it."""
        return [each for each in elements if next(each.iterancestors("article"), self.element) is self.element]

    def called(self, name: str) -> list[HtmlElement]:
        """Its own elements of that class."""
        return self.own(self.element.find_class(name))

    def first(self, *names: str) -> HtmlElement | None:
        """The first element of these classes that holds words."""
        return next((each for name in names for each in self.called(name) if words_in(each)), None)

    def words(self, *names: str) -> str | None:
        found = self.first(*names)
        return None if found is None else " ".join(words_in(found).split("\n"))

    def publisher(self) -> str | None:
        name = next((each for each in (words_in(found).split("\n")[0] for found in self.called("DocPublicationName")) if each), None)
        return ISSUE.sub("", name).strip(" ,") if name else None

    def number(self) -> re.Match[str] | None:
        """The number of the document: where it has a place of its own, else in the footer."""
        places = [*self.called("publiC-lblNodoc"), *self.own(self.element.iter("footer"))]
        return next((found for found in (NUMBER.search(visible_text(each)) for each in places) if found), None)

    def published(self) -> tuple[str | None, str]:
        """The day as the header prints it, else as the number of the document holds it; and what to say where both differ."""
        header = self.words("DocHeader") or ""
        beside = [visible_text(each.getparent()) for name in ("DocTitreSousSection", "sm-margin-bottom") for each in self.called(name)]
        printed = day_in(header) or (None if header else next((day for day in map(day_in, beside) if day), None))
        number = self.number()
        numbered = None if number is None else f"{number[1][:4]}-{number[1][4:6]}-{number[1][6:]}"
        if printed and numbered and printed != numbered:
            return printed, f"the header says {printed}, the number of the document {numbered}; the header is taken"
        return printed or numbered, ""

    def authors(self) -> tuple[str, ...]:
        """The line of the authors as it stands, cut at semicolons."""
        line = self.words("docAuthors")
        title = self.first("titreArticle")
        beside = [] if title is None else [each for each in title.itersiblings("p") if "sm-margin-bottomNews" in (each.get("class") or "")]
        line = line or next((words_in(each) for each in beside), "")
        return tuple(name for name in (each.strip(" ,") for each in re.split(r"[;\n]", line)) if name)

    def title(self) -> str | None:
        return self.words("rdp__articletitle", "titreArticleVisu", "grandTitre", "titreArticle")

    def blocks(self) -> list[Block]:
        """Title, standfirst and paragraphs; none without a text."""
        text = self.first(*TEXT)
        if text is None:
            return []
        title = self.title()
        head = [Block(title, "title")] if title else []
        above = self.first("titreArticle")
        standfirst = [] if above is None else [words_in(each) for each in above.iter("p") if each.get("class") and not is_title(each)]
        body = [line for part in visible_text(text).split("\n\n") for line in broken(part)]
        return [*head, *(Block(line, "body") for line in (*(each for each in standfirst if each), *body))]


def is_title(element: HtmlElement) -> bool:
    return bool({"titreArticleVisu", "rdp__articletitle", "grandTitre"} & set((element.get("class") or "").split()))


def cuttings(tree: HtmlElement) -> list[Cutting]:
    """The articles of an export; the whole page where a single one was saved without its frame."""
    found = list(tree.iter("article"))
    return [Cutting(each) for each in found or [tree]]


def read_cutting(cutting: Cutting, place: str, given: Details, limit: int, now: datetime | None) -> Intake:
    blocks = cutting.blocks()
    if not any(block.kind == "body" for block in blocks):
        raise EmptyInput("no text can be cut out of this article of the export", place)
    text, lines = laid_out(blocks)
    refuse_unreadable(text, limit)
    published, doubt = cutting.published()
    own = Details(
        title=cutting.title(),
        published=published,
        published_from="europresse",
        publisher=cutting.publisher(),
        licence=RESTRICTED,
        authors=cutting.authors(),
    )
    known = replace(given.over(own), licence=RESTRICTED)
    number = cutting.number()
    intake = build(text, lines, kinds_of(lines, own.title), number.group() if number else place, known, now)
    return replace(intake, notes=(*((Note(WHOLE, "published", doubt),) if doubt else ()), *intake.notes))


def read_export(
    data: bytes, name: str, *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None
) -> Iterator[Intake | InputRefused]:
    """The articles of an export, in order, called by the number of their document, else by their place: `export.html:3`.

    One that cannot be cut out is yielded as its refusal, by its place. The licence is `restricted` whatever is given.
    """
    decoded = decode_page(data)
    tree = parse_markup(decoded.text, MOST_ELEMENTS)
    drop(tree, lambda each: each.tag in {"aside", "noscript", "script", "style"})
    if next(tree.iter("article"), None) is None and not tree.find_class(TEXT[0]):
        yield InputRefused("it is an export of Europresse in its form of before 2014, which is not read; export the articles again", name)
        return
    remarks = () if decoded.remark is None else (Note(WHOLE, "encoding", decoded.remark),)
    for order, cutting in enumerate(cuttings(tree), start=1):
        place = f"{name}:{order}"
        try:
            intake = read_cutting(cutting, place, details or Details(), limit, now)
            yield replace(intake, notes=(*remarks, *intake.notes), original=data, media_type="text/html", tool=TOOL)
        except InputRefused as refused:
            yield type(refused)(refused.message, place)
