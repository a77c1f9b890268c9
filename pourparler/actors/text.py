"""An article as one row of words, so that a phrase can be read across the parser's sentence breaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from pourparler.model import Article, Sentence, Span, Word

OPENING = frozenset('«“"‹„‚(–—-:[•')
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "PRON"})
CLAUSAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Text:
    """The words of an article in order; `heads` are positions in the whole row, -1 for a root; `sentence` numbers each word's sentence."""

    article: Article
    words: tuple[Word, ...]
    heads: tuple[int, ...]
    sentence: tuple[int, ...]
    starts: tuple[int, ...]
    lows: tuple[str, ...]

    @classmethod
    def of(cls, article: Article, sentences: Sequence[Sentence]) -> Text:
        words: list[Word] = []
        heads: list[int] = []
        numbers: list[int] = []
        for number, sentence in enumerate(sentences):
            first = len(words)
            words.extend(sentence.words)
            heads.extend(first + word.head if word.head >= 0 else -1 for word in sentence.words)
            numbers.extend([number] * len(sentence.words))
        lows = tuple(word.form.casefold().replace("’", "'") for word in words)
        return cls(article, tuple(words), tuple(heads), tuple(numbers), tuple(word.span.start for word in words), lows)

    def __len__(self) -> int:
        return len(self.words)

    def within(self, span: Span) -> range:
        """The words that overlap a span."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        while first < len(self.words) and self.words[first].span.end <= span.start:
            first += 1
        last = first
        while last < len(self.words) and self.words[last].span.start < span.end:
            last += 1
        return range(first, last)

    def span(self, first: int, end: int) -> Span:
        return Span(self.words[first].span.start, self.words[end - 1].span.end)

    def slice(self, first: int, end: int) -> str:
        """The words between two places as one line: every stretch of white space is one space."""
        return " ".join(self.span(first, end).slice(self.article.text).split())

    def low(self, place: int) -> str:
        """The word in lower case with straight apostrophes; empty outside the text."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def upos(self, place: int) -> str:
        return self.words[place].upos if 0 <= place < len(self.words) else ""

    def together(self, left: int, right: int) -> bool:
        """Both words stand in one sentence."""
        return left >= 0 and right < len(self.words) and self.sentence[left] == self.sentence[right]

    def glued(self, place: int) -> bool:
        """Nothing stands between this word and the one before it."""
        return place > 0 and self.words[place - 1].span.end == self.words[place].span.start

    def before_article(self, place: int, articles: Container[str]) -> int:
        """The place before the article that stands before this word, its apostrophe included; the place just before where there is none."""
        before = place - 1
        while self.low(before) in articles or (self.words[before].form in {"'", "’"} and before >= 0):
            before -= 1
        return before

    def opens(self, place: int) -> bool:
        """The word begins a sentence, a quotation or what follows a colon: its capital says nothing."""
        before = place - 1
        return before < 0 or self.sentence[before] != self.sentence[place] or self.words[before].form in OPENING

    def children(self, place: int) -> Iterator[int]:
        """The words that depend on this one, in order."""
        return (other for other in self.around(place) if self.heads[other] == place)

    def around(self, place: int) -> range:
        """The words of the sentence that this one stands in."""
        number = self.sentence[place]
        return range(bisect_left(self.sentence, number), bisect_right(self.sentence, number))

    def deprel(self, place: int) -> str:
        return self.words[place].deprel if 0 <= place < len(self.words) else ""
