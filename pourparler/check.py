"""A quotation held against articles: the nearest words that were really printed, where they stand, and the differences word by word.

Words are compared without accents, case, quotation marks, apostrophes and spacing, because these are what a copy loses; what is shown is
always the article's own text. Spans are code points of `Article.text`, end exclusive.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Opcodes

from pourparler.model import Article, Span

WORD = re.compile(r"\w+")
NEAR, SHARED = 70.0, 0.6
"""A passage is worth showing from this likeness of its letters on (0 to 100) and this part of the quotation's words found in it; below, two
sentences merely share a subject."""

UNDATED = "9999"
"""An article without a day of publication is printed after all others."""

SLACK = 2
"""Words by which a passage may be longer, at each end, than the quotation before it is trimmed, plus a quarter of the quotation."""

DifferenceKind = Literal["same", "added", "missing", "changed"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands, with the form under which it is compared."""

    span: Span
    form: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words: `asked` of the quotation, `printed` of the article. "added" is only in the first, "missing" only in the second."""

    kind: DifferenceKind
    asked: str
    printed: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passage of an article nearest to a quotation. `verbatim`: word for word the same; `score`: 0 to 100, 100 when verbatim."""

    article: Article
    span: Span
    verbatim: bool
    score: float
    differences: tuple[Difference, ...]

    @property
    def to_the_letter(self) -> bool:
        """Whether capitals and accents are the same too; marks and spacing are not looked at."""
        return self.verbatim and all(WORD.findall(part.asked) == WORD.findall(part.printed) for part in self.differences)

    @property
    def paragraph(self) -> int:
        """The number of the paragraph in which the passage begins, from 1; blank lines do not count."""
        return 1 + sum(paragraph.span.end <= self.span.start for paragraph in self.article.paragraphs)


def compared_form(word: str) -> str:
    """A word without case and accents: « Élysée » and "elysee" are one."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("œ", "oe").replace("æ", "ae")


def tokens(text: str) -> list[Token]:
    return [Token(Span(*found.span()), compared_form(found.group())) for found in WORD.finditer(text)]


def find(quotation: str, articles: Iterable[Article]) -> list[Found]:
    """The passages nearest to the quotation, one an article at most: the best first, of equals the earliest print; none may be near.

    A passage that merely shares a subject is not given: the answer "not in these articles" is as useful as a place.
    """
    asked = tokens(quotation)
    found = [hit for article in articles if asked for hit in nearest(quotation, asked, article)]
    return sorted(found, key=lambda hit: (-hit.score, hit.article.published or UNDATED))


def nearest(quotation: str, asked: Sequence[Token], article: Article) -> Iterator[Found]:
    """The best passage of one article, if any is near enough."""
    printed = tokens(article.text)
    passages = [trim(asked, printed, window) for window in windows(asked, printed)]
    scored = [(likeness(asked, printed[first:last]), -first, first, last) for first, last in passages if first < last]
    if scored and max(scored)[0] > 0:
        score, _, first, last = max(scored)
        passage = printed[first:last]
        span = Span(passage[0].span.start, passage[-1].span.end)
        differences = tuple(compare(quotation, asked, article.text, passage))
        yield Found(article, span, all(part.kind == "same" for part in differences), score, differences)


def likeness(asked: Sequence[Token], printed: Sequence[Token]) -> float:
    """0 to 100 over the letters of the compared forms; 0 where too few words or letters are shared to speak of a likeness."""
    wanted, held = [token.form for token in asked], [token.form for token in printed]
    shared = (Counter(wanted) & Counter(held)).total() / len(wanted)
    return fuzz.ratio(" ".join(wanted), " ".join(held), score_cutoff=NEAR) if shared >= SHARED else 0.0


def windows(asked: Sequence[Token], printed: Sequence[Token], keep: int = 5) -> list[tuple[int, int]]:
    """The stretches of the article that share most words with the quotation, in one pass over its words."""
    size = len(asked)
    if not printed:
        return []
    wanted = Counter(token.form for token in asked)
    held: Counter[str] = Counter()
    shared, counted = 0, []
    for place, token in enumerate(printed):
        held[token.form] += 1
        shared += held[token.form] <= wanted[token.form]
        if place >= size:
            gone = printed[place - size].form
            shared -= held[gone] <= wanted[gone]
            held[gone] -= 1
        counted.append((-shared, max(0, place - size + 1)))
    margin = SLACK + size // 4
    best = sorted(counted)[:keep]
    return [(max(0, first - margin), min(len(printed), first + size + margin)) for _, first in best]


def trim(asked: Sequence[Token], printed: Sequence[Token], window: tuple[int, int]) -> tuple[int, int]:
    """The window without the words at both ends that answer to nothing in the quotation; words that only changed are kept."""
    first, last = window
    blocks = [step for step in steps_between(asked, printed[first:last]) if step.tag == "equal"]
    if not blocks:
        return first, first
    lead, tail = blocks[0].src_start, len(asked) - blocks[-1].src_end
    return max(first, first + blocks[0].dest_start - lead), min(last, first + blocks[-1].dest_end + tail)


def steps_between(asked: Sequence[Token], printed: Sequence[Token]) -> Opcodes:
    return Indel.opcodes([token.form for token in asked], [token.form for token in printed])


def compare(quotation: str, asked: Sequence[Token], text: str, printed: Sequence[Token]) -> Iterator[Difference]:
    """Both word by word; what is dropped on one side and put in on the other at one place is one change."""
    pending: Difference | None = None
    for step in steps_between(asked, printed):
        ours = words_between(quotation, asked, step.src_start, step.src_end)
        part = difference(ours, words_between(text, printed, step.dest_start, step.dest_end))
        if pending and step.tag != "equal":
            part, pending = difference(pending.asked or part.asked, pending.printed or part.printed), None
        elif pending:
            yield pending
            pending = None
        if step.tag == "equal":
            yield Difference("same", part.asked, part.printed)
        else:
            pending = part
    if pending:
        yield pending


def difference(asked: str, printed: str) -> Difference:
    kind: DifferenceKind = "changed" if asked and printed else "added" if asked else "missing"
    return Difference(kind, asked, printed)


def words_between(text: str, found: Sequence[Token], first: int, last: int) -> str:
    """The text from one word to another, to the letter; nothing where there is no word."""
    return text[found[first].span.start : found[last - 1].span.end] if first < last else ""
