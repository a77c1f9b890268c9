"""Arithmetic on TIMEX3 values, whole or underspecified, and the days that a value can hold.

A value is a string of the standard: `2025-02-18`, `2025-02`, `2025-W09`, `2025-W09-WE`, `2025-SU`, `2025-Q1`, `199` (a decade), `18` (a
century), `XXXX-02-18`, `XXXX-WXX-4`; a part of the day or a clock time follows the day: `2025-02-27TMO`, `2025-02-27T10:30`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

NO_DAY = "XXXX-XX-XX"
NEAR = 60
"""Days ahead within which a day and month without year may lie although the sentence speaks of the past."""
SEASONS = {"SP": ((3, 1), (6, 20)), "SU": ((6, 1), (9, 22)), "FA": ((9, 1), (12, 21)), "WI": ((1, 1), (12, 31))}
"""First and last days on which a writer may say so, by meteorology or by the sun; of "winter 2017" both ends of the year."""
FULL_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
LEAP = 2024


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(value: str | None) -> date | None:
    """The day that a value names, with or without an hour; None where it names none for sure."""
    found = FULL_DAY.match(value or "")
    return make_day(*(int(part) for part in found.groups())) if found else None


def gaps(days: Iterable[date]) -> list[tuple[date, date]]:
    """The stretches of days between the first and the last that are not among them, as first and last day."""
    one = timedelta(days=1)
    return [(before + one, after - one) for before, after in pairwise(sorted(set(days))) if after - before > one]


def moved(day: date, days: int) -> date | None:
    """The day so many days away; None beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_moved(day: date, months: int) -> str | None:
    """The month so many months away: `2025-02`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}" if 0 < year < 10000 else None


def week_of(day: date) -> str:
    """The ISO week of a day: `2025-W09`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def part_of(day: date, unit: str) -> str | None:
    """The week, weekend, month, quarter, half, year, decade or century that holds a day, by the TIMEX3 letter of the unit."""
    values = {
        "D": day.isoformat(),
        "W": week_of(day),
        "WE": f"{week_of(day)}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }
    return values.get(unit)


def unit_moved(day: date, unit: str, count: int) -> str | None:
    """The unit so many units away from the one that holds the day; None for units with no calendar of their own (hours)."""
    if unit in {"D", "W", "WE"}:
        there = moved(day, count if unit == "D" else 7 * count)
        return part_of(there, unit) if there else None
    months = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    month = month_moved(day, months * count) if months else None
    return part_of(date(int(month[:4]), int(month[5:]), 1), unit) if month else None


def nearest_weekday(now: date, weekday: int, direction: int | None, tense: str | None) -> date | None:
    """The day that a bare weekday means in news printed on `now`.

    « dernier » and « prochain » exclude the day itself. The future looks ahead and the past behind, both with the day itself; the present
    takes the nearer one; without a verb it is the one just past, as newspapers write.
    """
    ahead = (weekday - now.isoweekday()) % 7
    if direction:
        return moved(now, (ahead or 7) if direction > 0 else (ahead or 7) - 7 if ahead else -7)
    if tense == "future" or (tense == "present" and ahead <= 3):
        return moved(now, ahead)
    return moved(now, ahead - 7 if ahead else 0)


def nearest_year(now: date, month: int, day: int | None, direction: int | None, tense: str | None) -> int | None:
    """The year that a month, with or without its day, means in news printed on `now`; None where no near year has that day.

    The nearest one, unless words or the tense of the verb say otherwise.
    """
    here = now if day else now.replace(day=1)
    found = (make_day(year, month, day or 1) for year in range(max(now.year - 4, 1), min(now.year + 5, 10000)))
    days = sorted((there for there in found if there), key=lambda there: abs((there - here).days))
    if direction is not None and direction < 0:
        days = [there for there in days if there <= here]
    elif direction == 1 or (tense == "future" and direction is None):
        days = [there for there in days if there >= here]
    elif tense == "past":
        days = [there for there in days if (there - here).days <= (NEAR if day else 0)]
    return days[0].year if days else None


def day_in_month(now: date, weekday: int, number: int) -> date | None:
    """The nearest day that is this weekday and has this number: « mercredi 29 »."""
    for away in range(63):
        for days in (-away, away):
            there = moved(now, days)
            if there and there.day == number and there.isoweekday() == weekday:
                return there
    return None


def season_year(now: date, season: str, direction: int | None, tense: str | None) -> int | None:
    """The year of a season without one; None where neither words nor tense say on which side of `now` it lies."""
    if season == "WI":
        return winter_year(now, direction)
    (first, _), (last, last_day) = SEASONS[season]
    before, after = (now.month, now.day) < (first, 1), (now.month, now.day) > (last, last_day)
    if direction == 0:
        return now.year - 1 if tense == "past" and before else now.year
    if direction == 1 or (direction is None and tense == "future"):
        return now.year if before else now.year + 1
    if direction == -1:
        return now.year if after else now.year - 1
    return None


def winter_year(now: date, direction: int | None) -> int | None:
    """The year in which a winter begins; from April to November « cet hiver » is the one to come."""
    if direction is None:
        return None
    if now.month in {12, 1, 2, 3}:
        return (now.year if now.month == 12 else now.year - 1) + direction
    return now.year - 1 if direction < 0 else now.year


def shifted(value: str, days: int) -> str:
    """A day so many days after another, as far as it is known: `XXXX-06-04` and two days give `XXXX-06-06`."""
    known = day_of(value)
    if known:
        there = moved(known, days)
        return there.isoformat() if there else NO_DAY
    if re.match(r"XXXX-[0-9]{2}-[0-9]{2}", value):
        start = make_day(LEAP, int(value[5:7]), int(value[8:10]))
        there = moved(start, days) if start else None
        crosses_february = start and there and (start < date(LEAP, 2, 29)) != (there < date(LEAP, 2, 29))
        return f"XXXX-{there:%m-%d}" if there and not crosses_february else NO_DAY
    if re.match(r"XXXX-WXX-[1-7]", value):
        return f"XXXX-WXX-{(int(value[9]) - 1 + days) % 7 + 1}"
    return NO_DAY


def bounds(value: str) -> tuple[str, str] | None:
    """The first and last day that a DATE or TIME value may hold, ISO 8601; None where they are not known."""
    for pattern, read in BOUNDS:
        found = pattern.fullmatch(value)
        if found:
            days = read(found)
            return (days[0].isoformat(), days[1].isoformat()) if days else None
    return None


def day_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    day = day_of(found.group())
    return (day, day) if day else None


def month_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    return months_from(int(found[1]), int(found[2]), 1)


def months_from(year: int, month: int, count: int) -> tuple[date, date] | None:
    first, last = make_day(year, month, 1), month + count - 1
    return (first, date(year, last, monthrange(year, last)[1])) if first and last <= 12 else None


def year_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    """Of a year, a decade or a century: its figures, filled up with noughts and nines."""
    first, last = int(found.group().ljust(4, "0")), int(found.group().ljust(4, "9"))
    return (date(first, 1, 1), date(last, 12, 31)) if first else None


def span_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    first, last = int(found[1]), int(found[2])
    return (date(first, 1, 1), date(last, 12, 31)) if 0 < first <= last else None


def week_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return (monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6))


def season_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    year = int(found[1])
    first, last = SEASONS[found[2]]
    if not 0 < year < 9999:
        return None
    return (date(year, *first), date(year + 1, 3, 20) if found[2] == "WI" else date(year, *last))


def quarter_bounds(found: re.Match[str]) -> tuple[date, date] | None:
    months = 3 if found[2] == "Q" else 6
    return months_from(int(found[1]), (int(found[3]) - 1) * months + 1, months)


BOUNDS = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?"), day_bounds),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), month_bounds),
    (re.compile(r"[0-9]{2,4}"), year_bounds),
    (re.compile(r"([0-9]{4})/([0-9]{4})"), span_bounds),
    (re.compile(r"([0-9]{4})-W([0-9]{2})(-WE)?"), week_bounds),
    (re.compile(r"([0-9]{4})-(SP|SU|FA|WI)"), season_bounds),
    (re.compile(r"([0-9]{4})-([QH])([1-4])"), quarter_bounds),
)
