"""`editing.toml`: words by which a newspaper shows its hand: in a quotation that it completes, and where it stops before its article ends.

    [[cut]]
    words   = "Lire la suite"
    example = "Lire la suite"
    last    = true

`asides` are what stands in parentheses within somebody's words and is the newspaper's (sic). A `cut` line opens with its words; `last` ones
count only after the last line of the article.
"""

from __future__ import annotations

from pathlib import Path

from pourparler.errors import PackError
from pourparler.lang.page import bare
from pourparler.lang.tables import Strict, read_toml

LONGEST = 160
"""Code points of a line that may say that the article goes on elsewhere."""


class Cut(Strict, frozen=True):
    words: str
    example: str
    last: bool = False

    def fits(self, line: str) -> bool:
        return len(line) <= LONGEST and bare(line).startswith(bare(self.words))


class Editing(Strict, frozen=True):
    asides: frozenset[str] = frozenset()
    cut: tuple[Cut, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Editing:
        """The pack's `editing.toml`, empty where there is none; refuses an entry that its own example does not show."""
        path = folder / "editing.toml"
        table = read_toml(path, cls) if path.exists() else cls()
        for entry in table.cut:
            if not entry.fits(entry.example):
                raise PackError(f"{folder.name}/editing.toml: {entry.words!r} does not do what its example shows")
        return table


__all__ = ["Cut", "Editing"]
