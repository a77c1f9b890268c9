"""The articles as references in BibTeX (biblatex names), for Zotero, JabRef, LaTeX; the key is the article's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.shown import visible
from pourparler.model import Article

ESCAPED = {ord(sign): f"\\{sign}" for sign in "&%$#_{}"} | {
    ord("\\"): "\\textbackslash{}",
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
}
PLAIN = {ord(sign): None for sign in "{}\\ \t\r\n"}
"""What an address must not hold where it stands unescaped."""


def value(text: str) -> str:
    """A text as TeX prints it, on one line."""
    return "{" + visible(text).translate(ESCAPED) + "}"


def fields(article: Article, wordless: bool) -> Iterator[tuple[str, str]]:
    """What is known of the article, and nothing else."""
    if article.title and not wordless:
        yield "title", value(article.title)
    if article.authors:
        yield "author", " and ".join(value(author) for author in article.authors).join("{}")
    if article.publisher:
        yield "journaltitle", value(article.publisher)
    if article.published:
        yield "date", value(article.published.partition("T")[0])
    if article.url:
        yield "url", "{" + visible(article.url).translate(PLAIN) + "}"
    yield "langid", value(article.language)
    yield "note", value(f"SHA-256 {article.key}")


def entry(article: Article, wordless: bool) -> str:
    lines = [f"  {name:12} = {text}," for name, text in fields(article, wordless)]
    return "\n".join([f"@article{{{article.key},", *lines, "}"]) + "\n\n"


def write(export: Export, folder: Path) -> Written:
    """`references.bib`, one entry a text: one printed twice has one entry."""
    path, written, seen = folder / "references.bib", Written(), set[str]()
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as page:
        for reading in export.readings:
            article = reading.article
            if article.key not in seen:
                seen.add(article.key)
                page.write(entry(article, export.is_wordless(article)))
                written.rows["references"] += 1
    written.files.append(path)
    return written
