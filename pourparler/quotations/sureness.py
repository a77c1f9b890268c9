"""How sure a find is: the share of its construction that was right on annotated articles, never a guess."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pourparler.lang.tables import Strict, read_toml


class Tally(Strict, frozen=True):
    found: int
    right: int


class Sureness(Strict, frozen=True):
    constructions: dict[str, Tally]


@cache
def tallies() -> dict[str, Tally]:
    return read_toml(Path(__file__).with_name("sureness.toml"), Sureness).constructions


def sureness(construction: str) -> float:
    """Between 0 and 1, two decimals; one half for a construction that was never measured."""
    tally = tallies().get(construction, Tally(0, 0))
    return round((tally.right + 1) / (tally.found + 2), 2)
