"""Where words that a person typed stand in an article. A keyboard has fewer marks than print: spaces, apostrophes, dashes and quotation marks
find whatever stands in their place; the words that come back are those of the article, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pourparler.export.shown import GAP
from pourparler.model import QuotationKind, Span

MOST = 40
"""Places that are given at most: who typed a word as frequent as that types one more."""
DOUBLE = "\"«»“”„‟"
LIKE = {letter: f"[{re.escape(letters)}]" for letters in ("'’‘ʼ", "-‐‑–—") for letter in letters}
PIECES = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
NEAR = r"\s{0,2}"
AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def places_of(text: str, typed: str) -> list[tuple[Span, ...]]:
    """Every place of the words, in the order of the text, at most MOST; pieces are parted by `[…]`, each the next one after the one before.

    Words are whole words. Where none stand in these capitals, those in others are found.
    """
    pieces = pieces_of(typed)
    exact = list(chained(text, pieces, 0)) if pieces else []
    return exact or (list(chained(text, pieces, re.IGNORECASE)) if pieces else [])


def pieces_of(typed: str) -> list[str]:
    return [piece for piece in PIECES.split(typed.strip()) if piece]


def chained(text: str, pieces: Sequence[str], flags: int) -> Iterator[tuple[Span, ...]]:
    patterns = [re.compile(pattern_of(piece), flags) for piece in pieces]
    for number, first in enumerate(patterns[0].finditer(text)):
        spans = [Span(*first.span())]
        for pattern in patterns[1:]:
            found = pattern.search(text, spans[-1].end)
            if found is None:
                return
            spans.append(Span(*found.span()))
        if number == MOST:
            return
        yield tuple(spans)


def pattern_of(typed: str) -> str:
    """The words as a pattern without any part that could try a place twice: a run of spaces stands between two letters that are given."""
    tight = re.sub(rf"\s*([{DOUBLE}])\s*", r"\1", typed.strip())
    middle = "".join(r"\s+" if part.isspace() else "".join(map(like, part)) for part in re.split(r"(\s+)", tight))
    outer = middle.removeprefix(NEAR) if tight[:1] in DOUBLE else middle
    outer = outer.removesuffix(NEAR) if tight[-1:] in DOUBLE else outer
    return (r"(?<!\w)" if tight[:1].isalnum() else "") + outer + (r"(?!\w)" if tight[-1:].isalnum() else "")


def like(letter: str) -> str:
    """A letter as a pattern; a quotation mark may have a space or two beside it, or be another mark."""
    if letter in DOUBLE:
        return f"{NEAR}[{DOUBLE}]{NEAR}"
    return LIKE.get(letter) or re.escape(letter)


def given_at(text: str, typed: str, at: str) -> tuple[Span, ...]:
    """The places `433-608 620-640` where the words at them are those that were typed; empty where they are not, or not given."""
    spans = tuple(sorted(Span(int(start), int(end)) for start, end in AT.findall(at)))
    if not spans or any(span.start >= span.end or span.end > len(text) for span in spans):
        return ()
    words = [span.slice(text) for span in spans]
    return spans if unspaced(GAP.join(words)) == unspaced(typed) or are_found_by(words, pieces_of(typed)) else ()


def are_found_by(words: Sequence[str], pieces: Sequence[str]) -> bool:
    """Whether these are words that the typed pieces find, one for one."""
    pairs = zip(pieces, words, strict=False)
    return len(words) == len(pieces) and all(re.fullmatch(pattern_of(piece), found, re.IGNORECASE) for piece, found in pairs)


def unspaced(words: str) -> str:
    return "".join(words.split())


def kind_by_marks(words: str) -> QuotationKind:
    """Direct where a quotation mark opens the words, mixed where one stands further on, indirect where there is none."""
    begun = words.strip()
    return "direct" if begun[:1] in set(DOUBLE + "‹‘'") else "mixed" if set(begun) & set(DOUBLE) else "indirect"
