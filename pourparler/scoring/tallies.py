"""Counts and the figures they make."""

from __future__ import annotations

from dataclasses import dataclass


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

    def line(self, name: str) -> str:
        figures = f"P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  F {100 * self.f1:5.1f}"
        return f"{name:36s} {figures}   ({self.right_gold} of {self.gold} in gold, {self.found} found)"


@dataclass(slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def count(self, holds: bool) -> None:
        self.whole += 1
        self.part += holds

    def line(self, name: str) -> str:
        figure = f"{100 * self.part / self.whole:5.1f} %" if self.whole else "  n/a  "
        return f"{name:36s} {figure}   ({self.part} of {self.whole})"
