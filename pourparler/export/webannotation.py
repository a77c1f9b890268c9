"""W3C Web Annotation (JSON-LD): one annotation a quotation and an event, anchored by position and by words.

The source of a target is the article's address on the web, else `urn:pourparler:` and its key. Positions are code points of the text that was
read, which is not the page: a page's annotator finds the words by `exact`, `prefix` and `suffix`. Without words, positions alone are given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.shown import actors_of
from pourparler.model import Article, Event, Quotation, Reading, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words, by which they are found again."""
HEAD = {"@context": CONTEXT, "type": "AnnotationPage"}


def source_of(article: Article) -> str:
    address = article.url or ""
    return address if address.startswith(("https://", "http://")) else f"urn:pourparler:{article.key}"


def target(article: Article, span: Span, wordless: bool) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
    if not wordless:
        before, after = article.text[max(0, span.start - AROUND) : span.start], article.text[span.end : span.end + AROUND]
        selectors.append({"type": "TextQuoteSelector", "exact": span.slice(article.text), "prefix": before, "suffix": after})
    return {"source": source_of(article), "selector": selectors}


def tags(reading: Reading, record: Quotation | Event) -> Iterator[tuple[str, str]]:
    """What is said of the words: purpose and value."""
    if isinstance(record, Quotation):
        yield "classifying", f"quotation {record.kind} {record.status}"
        yield from (("identifying", actor.name) for actor in actors_of(reading, record.speakers))
    else:
        yield "classifying", f"event {record.event_type} {record.status}"
        yield from (("identifying", actor.name) for actor in actors_of(reading, (*record.actors, *record.recipients)))
    yield "describing", f"rule {record.rule}"


def annotation(reading: Reading, record: Quotation | Event, wordless: bool) -> dict[str, Any]:
    spans: Sequence[Span] = record.content if isinstance(record, Quotation) else record.trigger
    bodies = [{"type": "TextualBody", "purpose": purpose, "value": value} for purpose, value in tags(reading, record)]
    return {
        "@context": CONTEXT,
        "id": f"urn:pourparler:{reading.article.key}:{record.id}",
        "type": "Annotation",
        "body": bodies,
        "target": [target(reading.article, span, wordless) for span in spans],
    }


def items(export: Export) -> Iterator[dict[str, Any]]:
    for reading in export.readings:
        wordless = export.is_wordless(reading.article)
        said = [quotation for quotation in reading.quotations if export.attitudes or quotation.layer == "speech"]
        yield from (annotation(reading, quotation, wordless) for quotation in said)
        yield from (annotation(reading, event, wordless) for event in reading.events)


def write(export: Export, folder: Path) -> Written:
    """`annotations.jsonld`, one AnnotationPage; memory stays flat."""
    path, written = folder / "annotations.jsonld", Written()
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as page:
        page.write(json.dumps(HEAD)[:-1] + ', "items": [')
        for number, each in enumerate(items(export)):
            page.write((",\n" if number else "\n") + json.dumps(each, ensure_ascii=False))
            written.rows["annotations"] += 1
        page.write("\n]}\n")
    written.files.append(path)
    return written
