"""Which parts of a page are its article, by trafilatura; the one file that imports it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

BREAKS = frozenset({"head", "p", "quote", "list", "item", "table", "row", "cell", "code", "ab", "div", "main", "body"})
"""Elements of the extractor's own markup that begin and end a part."""

LARGE = 5_000


@dataclass(frozen=True, slots=True)
class Part:
    """One heading or paragraph as the extractor has it."""

    text: str
    is_heading: bool


def tool() -> str:
    import trafilatura

    return f"trafilatura {trafilatura.__version__}"


def main_parts(tree: HtmlElement) -> list[Part]:
    """The headings and paragraphs of the article in a page, in order; none where there is no article. The tree stays as it is.

    A page of more than 5,000 elements is read without the extractor's second opinions, which cost the square of its paragraphs.
    """
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    large = sum(1 for _ in tree.iter()) > LARGE
    found = bare_extraction(deepcopy(tree), fast=large, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    return [] if body is None else list(parts_of(body))


def parts_of(body: _Element) -> Iterator[Part]:
    """The runs of text between the elements that break it."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    heading = False
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in BREAKS:
            text = "".join(pieces).strip()
            if text:
                yield Part(text, heading)
            pieces.clear()
            heading = event == "start" and element.tag == "head"
        pieces.append((element.text if event == "start" else element.tail) or "")
        if event == "start" and element.tag == "lb":
            pieces.append("\n")
    if text := "".join(pieces).strip():
        yield Part(text, False)
