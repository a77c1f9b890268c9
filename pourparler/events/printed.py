"""How the day of an event stands to the day of printing."""

from __future__ import annotations

from datetime import date

from pourparler.model import Timex


def first_day(value: str | None) -> date | None:
    """The first day of a value that has a year; a month or a year counts from its last day, for it may lie there."""
    if value is None or not value[:4].isdigit():
        return None
    parts = value[:10].split("T")[0].split("-")
    try:
        if len(parts) == 3 and parts[1].isdigit():
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        return date(int(parts[0]), int(parts[1]), 28) if len(parts) == 2 and parts[1].isdigit() else date(int(parts[0]), 12, 31)
    except ValueError:
        return None


def is_ahead(day: str, printed: str | None) -> bool:
    """A day, month or year that begins after the day of printing."""
    return len(day) >= 10 or (printed is not None and len(day) in {4, 7} and day.replace("-", "").isdigit() and day > printed[: len(day)])


def is_over(day: Timex, printed: str | None) -> bool:
    """A month told without its year that has been counted back to before the day of printing."""
    bare = day.undated.startswith("XXXX") and len(day.value) == 7 and day.value.replace("-", "").isdigit()
    return printed is not None and bare and day.value < printed[:7]
