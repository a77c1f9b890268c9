"""The text of an article with its layers: quotations coloured by kind, cues and sources underlined, times dotted.

Layers overlap and nest, so the text is cut at every boundary and each piece carries the classes of all the layers it belongs to. The text
content of the pane is the article's text, code point for code point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pourparler.export.handles import Record, by_handle
from pourparler.export.html.tags import element, verbatim
from pourparler.export.shown import actors_of, source_words
from pourparler.identifiers import place_of
from pourparler.model import Article, Paragraph, Quotation, Reading, Span, Timex
from pourparler.wording import Wording


@dataclass(frozen=True, slots=True)
class Layered:
    """A stretch of text with the class under which it is shown; `tip` is what a pointer that rests on it reads."""

    span: Span
    css: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Pane:
    """All that is needed to write the text of one reading; `prefix` keeps the anchors of several articles on one page apart.

    `anchors` stand before the piece that begins at a place, `closings` at the end of the paragraph that ends at one: HTML without any text.
    `level` is that of the headings of the text among those of the page; 4 where it is empty.
    """

    reading: Reading
    wording: Wording
    prefix: str = ""
    layers: tuple[Layered, ...] = field(default=())
    anchors: dict[int, tuple[str, ...]] = field(default_factory=dict)
    closings: dict[int, str] = field(default_factory=dict)
    level: str = ""

    @classmethod
    def of(cls, reading: Reading, wording: Wording, prefix: str = "") -> Pane:
        records = by_handle(reading)
        layers = sorted((layer for record in records.values() for layer in layers_of(record)), key=lambda layer: layer.span)
        anchors: dict[int, tuple[str, ...]] = {}
        for handle, record in records.items():
            if isinstance(record, Quotation):
                start = place_of(record).start
                anchors[start] = (*anchors.get(start, ()), anchor(reading, handle, record, wording, prefix))
        return cls(reading, wording, prefix, tuple(layers), anchors)


def layers_of(record: Record) -> Iterator[Layered]:
    if isinstance(record, Quotation):
        css = f"said {record.kind}" if record.layer == "speech" else "said attitude"
        yield from (Layered(span, css) for span in record.content)
        yield from (Layered(span, "cue") for span in record.cue)
        yield from (Layered(span, "source") for span in record.source)
    elif isinstance(record, Timex):
        yield Layered(record.span, "time", record.value)


def anchor(reading: Reading, handle: str, quotation: Quotation, wording: Wording, prefix: str) -> str:
    """The small label before a quotation: a link to its card, and the place to which the card links.

    Its letters come from the style sheet, so that they are no part of the text.
    """
    who = ", ".join(actor.name for actor in actors_of(reading, quotation.speakers)) or source_words(reading, quotation)
    label = wording("page.to_card", handle=handle, who=who or wording("page.unknown_speaker"), kind=wording(f"kind.{quotation.kind}"))
    css = f"chip {quotation.kind if quotation.layer == 'speech' else 'attitude'}"
    return element("a", "", css, id=f"{prefix}{handle}", href=f"#{prefix}card-{handle}", data_handle=handle, aria_label=label)


def rows(article: Article) -> list[Paragraph]:
    """The paragraphs in order, with whatever words stand outside of them as paragraphs of their own: nothing of the text is left out."""
    found: list[Paragraph] = []
    position = 0
    for paragraph in [*sorted(article.paragraphs, key=lambda paragraph: paragraph.span), None]:
        start = paragraph.span.start if paragraph else len(article.text)
        if article.text[position:start].strip():
            found.append(Paragraph(Span(position, start), "body", article.language))
        if paragraph and paragraph.span.start >= position:
            found.append(paragraph)
            position = paragraph.span.end
    return found


def text_of(pane: Pane) -> str:
    """Every paragraph in its row; the spaces between paragraphs are kept in the text and hidden from view."""
    article = pane.reading.article
    parts, position = [], 0
    for number, paragraph in enumerate(rows(article), start=1):
        parts.append(gap(article.text[position : paragraph.span.start]))
        parts.append(paragraph_of(pane, paragraph, number))
        position = paragraph.span.end
    return "".join([*parts, gap(article.text[position:])])


def gap(text: str) -> str:
    return element("span", verbatim(text), "gap") if text else ""


def paragraph_of(pane: Pane, paragraph: Paragraph, row: int) -> str:
    tag = "h4" if paragraph.kind in ("title", "heading") else "p"
    foreign = {"lang": paragraph.language} if paragraph.language != pane.reading.article.language else {}
    ranked = {"aria_level": pane.level} if tag == "h4" and pane.level else {}
    content = "".join(pieces(pane, paragraph.span)) + pane.closings.get(paragraph.span.end, "")
    return element(tag, content, f"{paragraph.kind} r{row}", **foreign, **ranked)


def pieces(pane: Pane, span: Span) -> Iterator[str]:
    """The stretch cut at every boundary of a layer, each piece with its classes and, before it, the labels that begin there."""
    inside = [layer for layer in pane.layers if layer.span.overlaps(span)]
    for piece in cut(span, (edge for layer in inside for edge in (layer.span.start, layer.span.end))):
        yield from pane.anchors.get(piece.start, ())
        words = verbatim(piece.slice(pane.reading.article.text))
        over = [layer for layer in inside if layer.span.covers(piece)]
        yield element("span", words, classes(over), **tip(over)) if over else words


def cut(span: Span, edges: Iterable[int]) -> Iterator[Span]:
    places = sorted({span.start, span.end, *(edge for edge in edges if span.start < edge < span.end)})
    yield from (Span(start, end) for start, end in pairwise(places))


def classes(over: list[Layered]) -> str:
    """The classes of all layers of a piece; a quotation inside another shows its own kind, deeper."""
    said = [layer.css for layer in over if layer.css.startswith("said")]
    other = dict.fromkeys(layer.css for layer in over if not layer.css.startswith("said"))
    return " ".join([*said[-1:], *(["deep"] if len(said) > 1 else []), *other])


def tip(over: list[Layered]) -> dict[str, str]:
    tips = [layer.tip for layer in over if layer.tip]
    return {"title": ", ".join(tips)} if tips else {}
