"""When a written form is a name: accents and hyphens are forgiven, capitals are not.

A key joins the pieces of a name in small letters without accents: "Kim Jong-un", "Kim Jong Un" and "KIM JONG-UN" have one key, and so have
"Élysée" and "Elysée". Capitals are judged apart, for "US" is not "us" and "Chine" is not "chine".
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

JOINTS = dict.fromkeys(map(ord, "-‐‑–'’ʼʻ`ʿʾ "), " ") | {ord("."): None}
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "e"})


def split(form: str) -> list[str]:
    """The pieces of a form as written, parted at blanks, hyphens and apostrophes; full stops are dropped (U.S. is one piece, US)."""
    return form.translate(JOINTS).split()


@lru_cache(maxsize=65536)
def fold(form: str) -> str:
    """The key of a form: small letters, no accents, one blank between pieces; empty for a bare hyphen or apostrophe."""
    if form.isascii() and form.replace(" ", "").isalnum():
        return form.lower()
    key = " ".join(form.translate(JOINTS).lower().split())
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFKD", key.translate(LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def fits(name: str, written: str) -> bool:
    """True where the written form is this name: same key, and capitals where the name has them.

    An acronym wants its capitals, a word in small letters wants small letters, and all capitals stand for a capital only in words of four
    letters or more (XI is a number).
    """
    return fold(name) == fold(written) and capitals_fit(split(name), split(written))


def capitals_fit(name: list[str], written: list[str]) -> bool:
    if len(name) == 1:
        return piece_fits(name[0], written[0]) and (len(written[0]) > 3 or not shouts(written[0]) or shouts(name[0]))
    return all(piece_fits(one, other) or not one[0].isupper() for one, other in zip(name, written, strict=True))


def piece_fits(piece: str, written: str) -> bool:
    if shouts(piece):
        return shouts(written)
    if len(piece) < 5 and not piece[1:].islower():  # LeT, AfD
        return piece == written or len(piece) == 1
    return piece[0].isupper() == written[0].isupper() or not piece[0].isalpha()


def shouts(piece: str) -> bool:
    """True of two capitals or more: « OTAN », "PARIS"."""
    return len(piece) > 1 and piece.isupper()
