"""Questions to a dossier: who said it, who met whom, where the words stand, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from pourparler.check import Found, find
from pourparler.gazetteer.folding import fold
from pourparler.model import Article, Span
from pourparler.store import Connection
from pourparler.store.articles import article_of
from pourparler.store.indexing import (
    WORD,
    Passage,
    counted_forms,
    days_of,
    find_passages,
    indexed_words,
    keys_holding,
    keys_with,
    meanings,
    pieces,
    spellings,
)
from pourparler.store.lines import Asked, Called, names_in
from pourparler.store.schema import FEW

PHRASE = re.compile(r'["«“](.+?)["»”]')
MOST = 50
CANDIDATES = 60
RARE = 8
"""Words of a quotation by which articles are chosen that could hold it."""
SHARE = 0.5
NEAREST, LIKE = 3, 80
"""Names offered where nobody bears the one asked for, and how alike they are at least, of 100."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that answers a search: its article, its span, and the words that were looked for in it."""

    article: Article
    paragraph: Span
    words: tuple[Span, ...]


def groups_of(connection: Connection, dossier: int, query: str) -> list[frozenset[str]]:
    """One group for each word of the query: the word and every lemma it was ever read as."""
    asked = list(dict.fromkeys(indexed_words(query)))
    known = meanings(connection, dossier, asked)
    return [known[word] for word in asked]


def find_hits(connection: Connection, dossier: int, query: str, most: int = MOST) -> list[Hit]:
    """The paragraphs that hold every word of the query in any of its forms, those of the latest articles first; words between marks must
    stand together, as written but for case, accents and marks.
    """
    groups = groups_of(connection, dossier, query)
    phrases = [indexed_words(phrase) for phrase in PHRASE.findall(query)]
    found = find_passages(connection, dossier, groups, None if phrases else most)
    hits = shown(connection, dossier, found, groups)
    kept = (hit for hit in hits if all(holds(hit.paragraph.slice(hit.article.text), phrase) for phrase in phrases))
    return [hit for hit, _ in zip(kept, range(most), strict=False)]


def holds(text: str, phrase: Sequence[str]) -> bool:
    written = indexed_words(text)
    return any(written[place : place + len(phrase)] == list(phrase) for place in range(len(written) - len(phrase) + 1))


def shown(connection: Connection, dossier: int, found: Iterable[Passage], groups: Sequence[frozenset[str]]) -> Iterator[Hit]:
    wanted = spellings(connection, dossier, frozenset().union(*groups)) if groups else frozenset()
    kept: dict[str, Article] = {}
    for passage in found:
        article = kept.get(passage.article) or article_of(connection, dossier, passage.article)
        kept = {passage.article: article}
        span = article.paragraphs[passage.paragraph].span
        yield Hit(article, span, tuple(matches(span, article.text, wanted)))


def matches(span: Span, text: str, wanted: frozenset[str]) -> Iterator[Span]:
    """The words of a paragraph that are spelled so."""
    for found in WORD.finditer(span.slice(text)):
        if not wanted.isdisjoint(pieces(found.group())):
            yield Span(span.start + found.start(), span.start + found.end())


def about(connection: Connection, dossier: int, asked: Asked, query: str) -> Asked:
    """What is asked for, of those lines alone whose own words hold every word of the query, in any of its forms."""
    groups = groups_of(connection, dossier, query)
    if not groups:
        return replace(asked, within=())
    keys = keys_holding(connection, dossier, groups, FEW + 1)
    words = tuple(spellings(connection, dossier, group) for group in groups)
    return replace(asked, words=words, within=tuple(keys) if len(keys) <= FEW else None)


def nearest_names(connection: Connection, dossier: int, name: str, most: int = NEAREST) -> list[str] | None:
    """None where somebody in the dossier bears the name; else the names of those who take part in it that look most like it, if any do."""
    if Called(connection, dossier).actors(name):
        return None
    known = {fold(one): one for one in names_in(connection, dossier)}
    near = process.extract(fold(name), list(known), scorer=fuzz.partial_ratio, score_cutoff=LIKE, limit=most)
    return [known[key] for key, _, _ in near]


def check_quotation(connection: Connection, dossier: int, quotation: str) -> list[Found]:
    """The nearest passages to a quotation, the best first, of equals the earliest print; none may be near enough."""
    keys = could_hold(connection, dossier, quotation)
    texts = (article_of(connection, dossier, key) for key in keys)
    return find(quotation, texts)


def could_hold(connection: Connection, dossier: int, quotation: str) -> list[str]:
    """The articles that share enough of a quotation's rarest words to be worth comparing."""
    words = list(dict.fromkeys(indexed_words(quotation)))
    held = counted_forms(connection, dossier, words)
    rarest = sorted(words, key=lambda word: (held.get(word, 0), word))[:RARE] if len(words) > RARE else words
    shared: dict[str, int] = {}
    for word in rarest:
        for key in keys_with(connection, dossier, word):
            shared[key] = shared.get(key, 0) + 1
    enough = {key for key, count in shared.items() if count >= SHARE * len(rarest)}
    return sorted(days_of(connection, dossier, enough).keys() & enough, key=lambda key: (-shared[key], key))[:CANDIDATES]


__all__ = ["Hit", "about", "check_quotation", "find_hits"]
