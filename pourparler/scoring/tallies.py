"""Counts and the figures they make."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.wording import Wording

WIDTH = 64
"""Columns for the name of a figure."""


@dataclass(slots=True)
class Rate:
    """Precision and recall. `right_found` of the `found` are right; `right_gold` of the gold's were met: the two differ only by type."""

    right_found: int = 0
    found: int = 0
    right_gold: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """1 where nothing was found and nothing was to be found."""
        return self.right_found / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def count_right(self) -> None:
        """One more that is right on both sides."""
        self.right_found += 1
        self.right_gold += 1

    @property
    def is_measured(self) -> bool:
        """Whether there was anything to find, or anything was found."""
        return bool(self.gold or self.found)

    def line(self, name: str, say: Wording) -> str:
        figures = [say.decimal(100 * value).rjust(5) for value in (self.precision, self.recall, self.f1)]
        counts = say("score.of_rate", right=self.right_gold, gold=self.gold, found=self.found)
        return f"{name:<{WIDTH}} P {figures[0]}  R {figures[1]}  F {figures[2]}  {counts}"


@dataclass(slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def count(self, holds: bool) -> None:
        self.whole += 1
        self.part += holds

    @property
    def rest(self) -> Share:
        """What is left of it: of the speakers that nobody names, those that were left unknown."""
        return Share(self.whole - self.part, self.whole)

    @property
    def is_measured(self) -> bool:
        return bool(self.whole)

    def line(self, name: str, say: Wording) -> str:
        return f"{name:<{WIDTH}} {say.decimal(100 * self.part / self.whole):>7} %  {say('score.of_share', part=self.part, whole=self.whole)}"
