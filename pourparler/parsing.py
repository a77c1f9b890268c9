"""Paragraphs to sentences of Universal Dependencies words. The one file, with the integration of spaCy, that imports the parser.

The parser sees a copy of equal length in which odd spaces and typographic apostrophes are made plain, so every offset of the parse is an offset
of the article. Paragraphs are parsed one by one: on a whole text headings would be glued into sentences.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pourparler.errors import ParserMissing
from pourparler.lang import Language
from pourparler.lang import load as load_language
from pourparler.model import Article, Paragraph, Sentence, Span, Word

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})
LONGEST = 20_000
"""Code points that are parsed at once; a longer paragraph is cut at spaces."""


def parser_name(language: Language) -> tuple[str, str]:
    """The installed model that will parse the language, and its version; refuses with the command that installs one."""
    for choice in language.identity.parsers:
        try:
            return choice.package, importlib.metadata.version(choice.package)
        except importlib.metadata.PackageNotFoundError:
            continue
    wanted = language.identity.parsers[0].package.replace("_", "-")
    raise ParserMissing(f"no parser for {language.identity.english} is installed; try: pip install {wanted}")


@cache
def pipeline(code: str) -> Pipeline:
    """The parser of a language, loaded once a process. The model's own name recogniser is left out: it costs more than it knows here."""
    import spacy

    name, _ = parser_name(load_language(code))
    return spacy.load(name, exclude=["ner"])


def plain(text: str) -> str:
    """A copy of equal length that the parser reads better; the article keeps its own letters."""
    return text.translate(PLAIN)


def pieces(paragraph: Paragraph, text: str) -> Iterator[Span]:
    """The paragraph, or its parts of bearable length, cut at spaces."""
    start, end = paragraph.span.start, paragraph.span.end
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def words_of(sentence: SpacySpan, offset: int, text: str) -> tuple[Word, ...]:
    """The words of a parsed sentence without its spaces; heads are counted in the sentence."""
    tokens = [token for token in sentence if not token.is_space]
    place = {token.i: index for index, token in enumerate(tokens)}
    words = []
    for token in tokens:
        span = Span(offset + token.idx, offset + token.idx + len(token))
        head = -1 if token.head.i == token.i else place.get(token.head.i, -1)
        form = span.slice(text)
        words.append(Word(span, form, token.lemma_, token.pos_, str(token.morph), head, "root" if head < 0 else token.dep_))
    return tuple(words)


def sentences_of(doc: Doc, offset: int, text: str) -> Iterator[Sentence]:
    for part in doc.sents:
        words = words_of(part, offset, text)
        if words:
            yield Sentence(Span(words[0].span.start, words[-1].span.end), words)


def parse(article: Article, paragraphs: Iterable[Paragraph] | None = None) -> tuple[Sentence, ...]:
    """The sentences of the article in order. Furniture is not parsed, nor is a paragraph in a language without a pack.

    Offsets are the article's. Raises ParserMissing when the article's language has a pack but no model is installed.
    """
    chosen: Sequence[Paragraph] = tuple(article.paragraphs if paragraphs is None else paragraphs)
    parts = [(part, p.language) for p in chosen if p.kind != "furniture" for part in pieces(p, article.text)]
    found: list[Sentence] = []
    for code in sorted({language for _, language in parts}):
        mine = [span for span, language in parts if language == code]
        docs = pipeline(code).pipe(plain(span.slice(article.text)) for span in mine)
        for span, doc in zip(mine, docs, strict=True):
            found.extend(sentences_of(doc, span.start, article.text))
    return tuple(sorted(found, key=lambda sentence: sentence.span))
