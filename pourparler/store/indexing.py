"""Full text over lemmas, without a parser at the time of the question.

Each paragraph is a passage; its lemmas and forms stand in it without case, accents or marks, by the folding of the gazetteer. A table leads
from any form that was read to its lemmas, so that « pourparler » finds "pourparlers" and the other way round.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, tuple_, update
from sqlalchemy.sql.elements import TextClause

from pourparler.gazetteer.folding import fold
from pourparler.model import Article, Sentence, Span
from pourparler.store.schema import FEW, articles, forms, passages

SHORTEST = 2
"""Letters of the shortest word that is indexed; numbers are all indexed."""
GIVEN_AT_ONCE = 400
WORD = re.compile(r"[\w'’-]+")


def pieces(form: str) -> list[str]:
    """The words of a form as they are indexed: « l'État-major » is etat, major."""
    cleaned = ("".join(letter for letter in piece if letter.isalnum()) for piece in fold(form).split())
    return [piece for piece in cleaned if len(piece) >= SHORTEST or piece.isdigit()]


def indexed_words(text: str) -> list[str]:
    """The words of a text as the index has them, in order."""
    return pieces(" ".join(WORD.findall(text)))


def worded(text: str, spans: Iterable[Span]) -> str:
    """The words that stand in these spans, each once, each between blanks, so that a word can be looked for whole."""
    found = dict.fromkeys(word for span in spans for word in indexed_words(span.slice(text)))
    return f" {' '.join(found)} "


@dataclass(frozen=True, slots=True)
class Indexed:
    """What one article puts into the index: for each paragraph its words, and all pairs of form and lemma."""

    paragraphs: dict[int, list[str]]
    pairs: frozenset[tuple[str, str]]


def paragraph_numbers(article: Article, sentences: Iterable[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """Each sentence with the position of its paragraph."""
    starts = [(paragraph.span.start, number) for number, paragraph in enumerate(article.paragraphs)]
    current = 0
    for sentence in sentences:
        while current + 1 < len(starts) and starts[current + 1][0] <= sentence.span.start:
            current += 1
        yield current, sentence


def indexed(article: Article, sentences: Iterable[Sentence]) -> Indexed:
    paragraphs: dict[int, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for number, sentence in paragraph_numbers(article, sentences):
        for word in sentence.words:
            written, lemmas = pieces(word.form), pieces(word.lemma)
            paragraphs[number] += dict.fromkeys((*lemmas, *written))
            pairs.update((form, lemma) for form in written for lemma in lemmas)
    return Indexed(dict(paragraphs), frozenset(pairs))


def put_index(connection: Connection, dossier: int, article: Article, sentences: Sequence[Sentence]) -> None:
    """The article's words into the index; what stood there of it before must have been taken out."""
    found = indexed(article, sentences)
    rows = [
        {"dossier": dossier, "article": article.key, "paragraph": number, "lemmas": " ".join(words)}
        for number, words in sorted(found.paragraphs.items())
        if words
    ]
    if rows:
        connection.execute(insert(passages), rows)
    count_forms(connection, dossier, found.pairs, 1)


def take_out(connection: Connection, dossier: int, article: Article, sentences: Sequence[Sentence]) -> None:
    """The article's words out of the index, and forms that no other article holds out of their table."""
    connection.execute(delete(passages).where(passages.c.dossier == dossier, passages.c.article == article.key))
    count_forms(connection, dossier, indexed(article, sentences).pairs, -1)
    connection.execute(delete(forms).where(forms.c.dossier == dossier, forms.c.held_by <= 0))


def count_forms(connection: Connection, dossier: int, pairs: Iterable[tuple[str, str]], step: int) -> None:
    ordered = sorted(pairs)  # one order for all writers, so that none waits for another in a circle
    for first in range(0, len(ordered), GIVEN_AT_ONCE):
        some = ordered[first : first + GIVEN_AT_ONCE]
        asked = select(forms.c.form, forms.c.lemma).where(forms.c.dossier == dossier, tuple_(forms.c.form, forms.c.lemma).in_(some))
        known = {(row.form, row.lemma) for row in connection.execute(asked)}
        if known:
            change = update(forms).where(
                forms.c.dossier == dossier, forms.c.form == bindparam("one_form"), forms.c.lemma == bindparam("one_lemma")
            )
            given = [{"one_form": form, "one_lemma": lemma} for form, lemma in some if (form, lemma) in known]
            connection.execute(change.values(held_by=forms.c.held_by + step), given)
        fresh = [{"dossier": dossier, "form": form, "lemma": lemma, "held_by": 1} for form, lemma in some if (form, lemma) not in known]
        if fresh and step > 0:
            connection.execute(insert(forms), fresh)


def meanings(connection: Connection, dossier: int, words: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each word, as `pieces` gives it, itself and every lemma it was read as."""
    wanted = sorted(set(words))
    found: dict[str, set[str]] = {word: {word} for word in wanted}
    for first in range(0, len(wanted), GIVEN_AT_ONCE):
        asked = select(forms.c.form, forms.c.lemma).where(forms.c.dossier == dossier, forms.c.form.in_(wanted[first : first + GIVEN_AT_ONCE]))
        for row in connection.execute(asked):
            found[row.form].add(row.lemma)
    return {word: frozenset(lemmas) for word, lemmas in found.items()}


def spellings(connection: Connection, dossier: int, lemmas: Iterable[str]) -> frozenset[str]:
    """These words and every form that was ever read as one of them."""
    wanted = sorted(set(lemmas))
    asked = select(forms.c.form).where(forms.c.dossier == dossier, forms.c.lemma.in_(wanted))
    return frozenset(wanted).union(connection.scalars(asked))


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    article: str
    paragraph: int


def find_passages(connection: Connection, dossier: int, groups: Sequence[frozenset[str]], most: int | None = None) -> list[Passage]:
    """Paragraphs that hold a word of every group, those of the latest articles first; withdrawn versions are left out."""
    if not groups:
        return []
    mine = passages.c.dossier + 0 == dossier  # the words lead to the rows, not the dossier
    rows = connection.execute(select(passages.c.article, passages.c.paragraph).where(mine, matching(connection, groups))).all()
    days = days_of(connection, dossier, {row.article for row in rows})
    found = sorted(Passage(row.article, row.paragraph) for row in rows if row.article in days)
    found.sort(key=lambda passage: days[passage.article] or "", reverse=True)
    return found[:most]


def days_of(connection: Connection, dossier: int, keys: set[str]) -> dict[str, str | None]:
    """The days of publication of those of the articles that stand."""
    asked = select(articles.c.key, articles.c.published).where(articles.c.dossier == dossier, articles.c.withdrawn_by.is_(None))
    if len(keys) <= FEW:
        asked = asked.where(articles.c.key.in_(sorted(keys)))
    return {row.key: row.published for row in connection.execute(asked)}


def matching(connection: Connection, groups: Sequence[frozenset[str]]) -> TextClause:
    """The condition in the words of the database at hand; words are letters and digits alone, so nothing in them is an operator."""
    if connection.dialect.name == "sqlite":
        wanted = " AND ".join("(" + " OR ".join(f'"{word}"' for word in sorted(group)) + ")" for group in groups)
        condition = text("passages.id IN (SELECT rowid FROM passages_index WHERE passages_index MATCH :wanted)")
        return condition.bindparams(wanted=wanted)
    wanted = " & ".join("(" + " | ".join(f"'{word}'" for word in sorted(group)) + ")" for group in groups)
    condition = text("array_to_tsvector(string_to_array(passages.lemmas, ' ')) @@ CAST(:wanted AS tsquery)")
    return condition.bindparams(wanted=wanted)


def counted_forms(connection: Connection, dossier: int, words: Iterable[str]) -> dict[str, int]:
    """In how many articles each of these forms stands; the unknown are left out."""
    asked = select(forms.c.form, func.max(forms.c.held_by)).where(forms.c.dossier == dossier, forms.c.form.in_(sorted(set(words))))
    return {row[0]: row[1] for row in connection.execute(asked.group_by(forms.c.form))}


def articles_with(connection: Connection, dossier: int, entries: Iterable[frozenset[str]]) -> set[str]:
    """The articles that hold any of these sets of words whole, anywhere in them."""
    found: set[str] = set()
    for words in entries:
        holding = [keys_with(connection, dossier, word) for word in words]
        found |= set.intersection(*holding) if holding else set()
    return found


def keys_with(connection: Connection, dossier: int, word: str) -> set[str]:
    return set(keys_holding(connection, dossier, [frozenset({word})]))


def keys_holding(connection: Connection, dossier: int, groups: Sequence[frozenset[str]], most: int | None = None) -> list[str]:
    """The articles of which a paragraph holds a word of every group; not more than `most` of them."""
    asked = select(passages.c.article).where(passages.c.dossier + 0 == dossier, matching(connection, groups))
    return list(connection.scalars(asked.distinct().limit(most)))


__all__ = [
    "WORD", "Passage", "articles_with", "days_of", "find_passages", "indexed_words", "keys_holding", "keys_with", "meanings", "pieces", "put_index",
    "take_out", "worded",
]  # fmt: skip
