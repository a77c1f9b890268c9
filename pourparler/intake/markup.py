"""The markup of a page, parsed within limits: elements, depth and entities are counted before anything is made of them.

lxml's HTML parser forgives whatever browsers forgive. It loads nothing and knows no entities but HTML's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import BinaryInput, EmptyInput, InputRefused
from pourparler.lang.tables import Strict, read_toml

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS = 50_000
BLANKS = re.compile(r"[ \t\r\n\f]+")
"""What HTML takes for one space; a no-break space is none of it."""
ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
DOCTYPE_WINDOW = 10_000
UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea", "math"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


class PageNames(Strict, frozen=True):
    """`pages.toml`."""

    articles: list[str]
    consent: tuple[str, ...]
    contents: tuple[str, ...]
    beside: list[str]
    dates: list[str]
    authors: list[str]
    sites: list[str]
    licences: list[str]
    titles: list[str]


@cache
def names() -> PageNames:
    return read_toml(Path(__file__).with_name("pages.toml"), PageNames)


def parse_markup(text: str, most: int = MOST_ELEMENTS) -> HtmlElement:
    """The tree of a page, comments aside.

    Raises InputRefused by name: a page that declares entities, is nested deeper than 256 elements or has more than `most`; EmptyInput where
    there is no element, BinaryInput where there is a NUL.
    """
    from lxml import etree, html

    if "\0" in text:
        raise BinaryInput(f"it holds a NUL at position {text.index(chr(0))}, so it is no page")
    if ENTITY.search(text[:DOCTYPE_WINDOW]):
        raise InputRefused("it declares entities of its own, which no page needs and which can be a bomb: not read")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise EmptyInput("there is nothing in the page") from fault
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise InputRefused("its elements are nested too deep to be a page of the press")
    if sum(1 for _ in tree.iter()) > most:
        raise InputRefused(f"it has more than {most:,} elements; cut it")
    return tree


@cache
def pattern_of(known: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{'|'.join(map(re.escape, known))})(?:[-_]|\s|$)", re.IGNORECASE)


def is_called(element: HtmlElement, known: tuple[str, ...]) -> bool:
    """Whether a word of its class or id is one of these names, or begins with one and a hyphen or an underscore."""
    return any(pattern_of(known).search(element.get(attribute) or "") for attribute in ("id", "class"))


def holds_article(element: HtmlElement) -> bool:
    return element.tag in {"html", "body", "article", "main"} or bool(element.xpath('.//article | .//main | .//*[@itemprop="articleBody"]'))


def drop(tree: HtmlElement, unwanted: Callable[[HtmlElement], bool]) -> int:
    """Takes elements out of the tree, their tails aside; how many words they held."""
    found = [element for element in tree.iter() if isinstance(element.tag, str) and unwanted(element)]
    words = 0
    for element in found:
        if element.getparent() is not None:
            words += len(visible_text(element).split())
            element.drop_tree()
    return words


def visible_text(tree: HtmlElement) -> str:
    """The words of a page as its markup has them: spaces of the source made one, a line end at each `<br>`, two between blocks.

    Scripts, styles, forms' choices and what stands in the head are left out. Each letter stays as it is, no-break spaces too.
    """
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag in UNSEEN:
            walker.skip_subtree()
        elif event == "start":
            pieces.append("\n\n" if element.tag in BLOCKS else "\n" if element.tag == "br" else "")
            pieces.append(BLANKS.sub(" ", element.text or ""))
        if event == "end":
            pieces.append("\n\n" if element.tag in BLOCKS else "")
            pieces.append(BLANKS.sub(" ", element.tail or "") if element is not tree else "")
    return "".join(pieces)


def words_in(element: HtmlElement) -> str:
    """The text of one element on one line, spaces of the source made one."""
    return BLANKS.sub(" ", visible_text(element)).strip(" \n")
