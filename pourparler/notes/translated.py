"""Signs that a machine put an article into its language: each kind of sign is weak, several kinds in one article are not chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pourparler.lang import Language
from pourparler.lang.page import mark_on
from pourparler.lang.translation import TranslationTable
from pourparler.model import Article, Note, Sentence, Span, Word, hull

Kind = Literal["agreement", "article", "calque", "leftover", "elision", "capital", "figure", "incise"]
FEWEST_KINDS = 2
"""Kinds of signs that an article must show."""
FEWEST_SIGNS = 2
"""Signs that it must show in all."""
SHOWN = 4
WHOLE = Span(0, 0)
ENGLISH_FIGURE = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])|[$€£]\s?\d[\d,.]*")
CLOSERS = "»”\""


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    span: Span
    kind: Kind


def note_translation(article: Article, sentences: Sequence[Sentence], language: Language) -> Iterator[Note]:
    """One note with the signs that were seen, where an article shows at least two, of two kinds."""
    table = language.translation
    if table is None:
        return
    signs = sorted({*signs_of(article, sentences, table, language.code)})
    if len(signs) >= FEWEST_SIGNS and len({sign.kind for sign in signs}) >= FEWEST_KINDS:
        shown = "; ".join(" ".join(sign.span.slice(article.text).split()) for sign in signs[:SHOWN])
        yield Note(WHOLE, "machine-translation", f"probably translated by a machine: {shown}")


def signs_of(article: Article, sentences: Sequence[Sentence], table: TranslationTable, code: str) -> Iterator[Sign]:
    """Every sign of the article, each at its words."""
    for paragraph in article.paragraphs:
        words = paragraph.span.slice(article.text)
        if paragraph.kind == "furniture":
            yield from (Sign(paragraph.span, "leftover") for _ in [0] if is_foreign(words, code))
            continue
        yield from signs_in_letters(words, paragraph.span.start, table)
    for sentence in sentences:
        yield from signs_in_words(sentence, article.text, table)


def is_foreign(line: str, code: str) -> bool:
    """« Table of Contents » over a French article: a line that the page's own language would have translated."""
    mark = mark_on(line)
    return mark is not None and not mark.rule.startswith(f"{code}.")


def signs_in_letters(words: str, start: int, table: TranslationTable) -> Iterator[Sign]:
    patterns: list[tuple[re.Pattern[str], Kind]] = [(table.calques, "calque"), (table.leftovers, "leftover")]
    if table.file.english_numbers:
        patterns.append((ENGLISH_FIGURE, "figure"))
    for pattern, kind in patterns:
        yield from (Sign(Span(start + match.start(), start + match.end()), kind) for match in pattern.finditer(words))


def signs_in_words(sentence: Sentence, text: str, table: TranslationTable) -> Iterator[Sign]:
    words = sentence.words
    for place, word in enumerate(words[:-1]):
        after = words[place + 1]
        if disagrees(word, after, table):
            yield Sign(hull([word.span, after.span]), "agreement")
        if is_unelided(word, after, text, table):
            yield Sign(hull([word.span, after.span]), "elision")
        if place and word.form[0].isdigit() and after.form in table.file.capitals:
            yield Sign(after.span, "capital")
        if table.file.inverted_incise and follows_quotation(words, place):
            yield Sign(hull([word.span, after.span]), "incise")
    yield from (Sign(words[place].span, "article") for place in range(len(words)) if lacks_article(sentence, place, table))


def disagrees(article: Word, noun: Word, table: TranslationTable) -> bool:
    """« la renforcement », « un coopération », « les négociation »."""
    if article.upos != "DET" or noun.form[0].isupper() or noun.upos not in ("NOUN", "ADJ", "VERB"):
        return False
    low, gender = article.form.lower(), table.gender(noun.form)
    if gender is None:
        return False
    if low in table.file.plural:
        return not noun.form.endswith(("s", "x", "z"))
    return (low in table.file.masculine and gender == "f") or (low in table.file.feminine and gender == "m")


def is_unelided(word: Word, after: Word, text: str, table: TranslationTable) -> bool:
    """« de Odessa », « que il »: a small word in full before a vowel."""
    entry = table.unelided.get(word.form.lower())
    if entry is None or text[word.span.end : after.span.start] != " " or after.form.lower() in entry.but:
        return False
    return after.form[0].lower() in table.file.vowels and len(after.form) > 1 and not after.form.isupper()


def lacks_article(sentence: Sentence, place: int, table: TranslationTable) -> bool:
    """« Bolivie accepte de signer »: a state's name without its article as the subject of a finite verb."""
    words = sentence.words
    word = words[place]
    if word.form not in table.bare or not word.deprel.startswith("nsubj") or words[-1].form not in (".", "!", "?", "»", "…"):
        return False
    before = words[place - 1] if place else None
    if before is not None and (before.upos in ("DET", "ADP", "PROPN", "NOUN", "ADJ", "CCONJ") or before.form in "-–—(:"):
        return False
    verb = words[word.head] if word.head >= 0 else None
    return verb is not None and verb.span.start > word.span.end and followed_by_clause(words, place)


def followed_by_clause(words: Sequence[Word], place: int) -> bool:
    """Whether a verb comes soon, so that the name is no headword of a list (« Bolivie : … »)."""
    after = words[place + 1 : place + 7]
    return bool(after) and after[0].form not in ":–—-(,/" and any(w.feat("VerbForm") == "Fin" for w in after)


def follows_quotation(words: Sequence[Word], place: int) -> bool:
    """« … », il a dit: a subject pronoun before the verb of an incise, where the language turns them round."""
    if place < 2 or words[place - 1].form != "," or words[place - 2].form not in CLOSERS:
        return False
    last = next((w for w in words[place + 1 : place + 4] if w.upos == "VERB"), None)
    return words[place].upos == "PRON" and words[place].deprel.startswith("nsubj") and last is not None and is_final(words, last)


def is_final(words: Sequence[Word], verb: Word) -> bool:
    """Whether nothing that the verb could govern follows it."""
    place = next(p for p, word in enumerate(words) if word is verb)
    return place + 1 >= len(words) or words[place + 1].form in ".,"


__all__ = ["Sign", "note_translation", "signs_of"]
