"""Pages that are made to harm: refused by name and soon; any page at all is read in its own letters or refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_pages import FIRST, LAST, PARAGRAPHS, SAID, TITLE, page, read

from pourparler import wire
from pourparler.errors import InputRefused
from pourparler.intake import articles_from
from pourparler.intake.markup import parse_markup, visible_text
from pourparler.intake.verbatim import Words
from pourparler.model import Reading
from pourparler.verifying import verify

HOSTILE: dict[str, tuple[bytes, str]] = {
    "entities": (b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body></html>', "entities"),
    "an outer entity": (b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body><p>&a;</p></body></html>', "entities"),
    "deep": (b"<!DOCTYPE html><html><body>" + b"<div>" * 50_000 + b"mot", "nested too deep"),
    "many elements": (b"<!DOCTYPE html><html><body>" + b"<p>a" * 60_000, "elements"),
    "NUL": (b"<!DOCTYPE html><html><body><p>La\0ministre</p></body></html>", "NUL"),
    "large": (b"<!DOCTYPE html><html><body><p>" + b"mot " * 6_000_000, "larger than"),
}


@pytest.mark.parametrize(("data", "says"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_refused_by_name_and_soon(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    start = time.process_time()
    (found,) = articles_from(tmp_path / "a.html")
    assert isinstance(found, InputRefused) and found.place == "a.html"
    assert says in found.message
    assert time.process_time() - start < 20


SLOW: dict[str, str] = {
    "marks": f"<article><p>{FIRST}</p><p>{'« ' * 300_000}</p></article>",
    "one paragraph": f"<article><p>{FIRST * 3_000}</p></article>",
    "paragraphs": f"<article>{PARAGRAPHS * 1_000}</article>",
    "unclosed tags": f"<article>{PARAGRAPHS}" + "<b><i>" * 100,
    "attributes": f'<article>{PARAGRAPHS}<p class="{"a " * 200_000}">{LAST}</p></article>',
    "comments": f"<article>{PARAGRAPHS}" + "<!-- x -->" * 100_000 + "</article>",
    "openings": f"<article>{PARAGRAPHS}</article>" + "<" * 300_000,
    "links": f"<article>{PARAGRAPHS}</article>" + "<a href=x>a b</a> " * 40_000,
    "a title of cuts": f"<title>{'a - ' * 490}</title><article>{PARAGRAPHS}</article>{'<p>a - ' * 20_000}",
    "short paragraphs": f"<article>{PARAGRAPHS}{'<p>a b c d' * 45_000}",
    "as many as get second opinions": f"<article>{PARAGRAPHS}{'<p>a - ' * 4_900}",
    "headings": f"<article>{PARAGRAPHS}{'<h2>Titre</h2>' * 4_900}",
    "a long word": f"<article>{PARAGRAPHS}<p>{'a' * 300_000}</p></article>",
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW.keys())
def test_a_page_that_is_made_to_be_slow_is_not(body: str) -> None:
    start = time.process_time()
    try:
        assert FIRST in read(page(body), language="fr").article.text
    except InputRefused as refused:
        assert refused.message
    assert time.process_time() - start < 30


WORDS = st.sampled_from([FIRST, SAID, "mot", "«", "\u00a0", "&nbsp;", "&#0;", "&#xD800;", "\u200b", "é", "e\u0301", "x" * 40])
TAGS = st.sampled_from(["p", "div", "article", "h1", "h2", "blockquote", "table", "td", "li", "br", "a", "script", "span", "main", "q", "pre"])
MARKUP = st.one_of(WORDS, TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<", ">", "&"]))


@settings(max_examples=150, deadline=None)
@example(f"{FIRST}<p>\xa0<table>mot")
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_any_page_is_read_in_its_own_letters_or_refused_by_name(body: str) -> None:
    data = page(body)
    try:
        intake = read(data, language="fr")
    except InputRefused as refused:
        assert refused.message
        return
    assert verify([wire.decode(wire.encode(Reading(intake.article, (), notes=intake.notes)))]).holds
    joined = {note.span.start for note in intake.notes if note.kind == "page"}
    words = Words(visible_text(parse_markup(data.decode())))
    for paragraph in intake.article.paragraphs:
        words.last = 0
        assert joined or words.find(paragraph.span.slice(intake.article.text)) is not None


KEYS = ["@type", "@graph", "headline", "author", "publisher", "name", "url", "@id", "mainEntityOfPage", "datePublished", "wordCount", "articleBody"]
KEYS += ["isAccessibleForFree", "hasPart", "cssSelector", "license"]
LEAVES = st.sampled_from(
    ["NewsArticle", "Article", "2025-02-27", "https://g.example/x", TITLE, "", "900", 900, -1, 1e400, None, True, False, "False", ".paid"]
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6), max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8))
def test_any_linked_data_leaves_the_article_as_it_is(linked: dict[str, object]) -> None:
    article = read(page(linked={**linked, "@type": "NewsArticle"}), language="fr").article
    assert article.text.endswith(LAST)
    assert article.published in {None, "2025-02-27"}
    assert wire.decode(wire.encode(Reading(article, ()))).article == article


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300).map(lambda data: b"<!DOCTYPE html>" + data))
def test_any_bytes_of_a_page_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        assert read(data, language="fr").article.text
    except InputRefused as refused:
        assert refused.message
