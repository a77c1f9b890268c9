"""The page's own letters for what the extractor chose.

trafilatura decides which parts of a page are the article. It also makes every space a plain one and drops signs that do not print. So each
of its parts is looked up in the words of the page, spaces and such signs aside, and the page's own letters are stored: « no-break spaces
included ». What does not stand so in the page is kept as the extractor has it, and said to be so.
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import lru_cache


@lru_cache(maxsize=4096)
def signs_of(letter: str) -> str:
    """A letter taken apart into base and accents; nothing for spaces, controls and signs that do not print."""
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if unicodedata.category(sign)[0] not in "ZC")


def comparable(text: str) -> str:
    return "".join(map(signs_of, text))


class Words:
    """The words of a page, to be asked for one part after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        signs = [signs_of(letter) for letter in text]
        self.signs = "".join(signs)
        self.places = array("L", (place for place, some in enumerate(signs) for _ in some))
        self.last = 0

    def find(self, part: str) -> str | None:
        """The page's own letters for a part, the next after the one found before, else the first of the page; None where it does not stand."""
        wanted = comparable(part)
        if not wanted:
            return None
        start = self.signs.find(wanted, self.last)
        if start < 0:
            start = self.signs.find(wanted)
        if start < 0:
            return None
        self.last = start + len(wanted)
        return self.text[self.places[start] : self.places[self.last - 1] + 1]
