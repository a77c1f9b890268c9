"""TIMEX3 values as EDTF (ISO 8601-2), the dates that archives, timelines and spreadsheets of historians read.

    edtf_of("2025-02-18TMO", None, None)                     # 2025-02-18: the hour is left out
    edtf_of("XXXX-02-18", None, None)                        # XXXX-02-18: no year is made up
    edtf_of("2025-SP", None, None)                           # 2025-21
    edtf_of("2025-W09", "2025-02-24", "2025-03-02")          # 2025-02-24/2025-03-02
    edtf_of("PAST_REF", None, None)                          # None: EDTF cannot say it
"""

from __future__ import annotations

import re
from calendar import monthrange

from pourparler.dates.calendar import LEAP, bounds, make_day

SEASON_CODES = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
PART_CODES = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}
HOUR = re.compile(r"T[^/]*$")
LENGTH = re.compile(r"P[TX0-9].*")
DAY = re.compile(r"(?P<year>[0-9]{4}|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<doubt>[?~%]?)")
GROUP = re.compile(r"([0-9]{4})-(?:(SP|SU|FA|WI)|([QH][1-4]))([?~%]?)")
DECADE_OR_CENTURY = re.compile(r"([0-9]{2,3})([?~%]?)")


def edtf_of(value: str, earliest: str | None = None, latest: str | None = None) -> str | None:
    """The EDTF string that says no more and no less than a TIMEX3 value, None where there is none.

    A part of the day and a clock time become their day; a week and a weekend the interval of their days; a decade `199` becomes `199X`, a
    century `18` `18XX`; seasons are 21 to 24, quarters 33 to 36, halves 40 and 41. What is EDTF already stays as it is, its `?`, `~`, `%`,
    intervals and open ends (`2025-02-18/..`) included. `earliest` and `latest`, the ISO 8601 days that the value may hold, serve where the
    value itself says no date; one of them alone gives an open interval. Refused are lengths, sets, weekdays without a week, references to
    past and future, days that no calendar has, and intervals that end before they begin.
    """
    ends = value.split("/")
    if len(ends) == 2:
        return interval(ends[0], ends[1])
    bare = HOUR.sub("", value)
    return None if LENGTH.match(value) else point(bare) or within(bare, earliest, latest)


def point(value: str) -> str | None:
    """A day, month, year, season, quarter, half, decade or century; None where the value is none of them."""
    return day_or_year(value) or season_or_part(value) or decade_or_century(value)


def day_or_year(value: str) -> str | None:
    found = DAY.fullmatch(value)
    if found is None or not any(part and part.isdigit() for part in found.group("year", "month", "day")):
        return None
    return value if is_in_calendar(found["year"], found["month"], found["day"]) else None


def is_in_calendar(year: str, month: str | None, day: str | None) -> bool:
    """Whether some year has such a day; of a month not known, some month."""
    in_year = int(year) if year.isdigit() else LEAP
    if in_year == 0 or (month is not None and month.isdigit() and make_day(in_year, int(month), 1) is None):
        return False
    longest = monthrange(in_year, int(month))[1] if month is not None and month.isdigit() else 31
    return day is None or not day.isdigit() or 1 <= int(day) <= longest


def season_or_part(value: str) -> str | None:
    found = GROUP.fullmatch(value)
    if found is None:
        return None
    code = SEASON_CODES.get(found[2] or "") or PART_CODES.get(found[3] or "")
    return f"{found[1]}-{code}{found[4]}" if code and int(found[1]) else None


def decade_or_century(value: str) -> str | None:
    found = DECADE_OR_CENTURY.fullmatch(value)
    return found[1].ljust(4, "X") + found[2] if found and int(found[1]) else None


def interval(first: str, last: str) -> str | None:
    """Two dates, or one with an open end, that follow each other; None where one is no date or both are open."""
    ends = tuple(end if end == ".." else point(HOUR.sub("", end)) for end in (first, last))
    if None in ends or ends == ("..", ".."):
        return None
    begins, stops = edge(first, 0), edge(last, 1)
    return None if begins and stops and begins > stops else f"{ends[0]}/{ends[1]}"


def edge(value: str, place: int) -> str | None:
    """The first (0) or last (1) day that an end of an interval may hold; None where it is open or without a year."""
    days = bounds(HOUR.sub("", value).rstrip("?~%"))
    return days[place] if days else None


def within(value: str, earliest: str | None, latest: str | None) -> str | None:
    """The days that a week holds; of what is no date itself the days that are given for it."""
    first, last = bounds(value) or (earliest, latest)
    if first is None and last is None:
        return None
    return point(first or "") if first == last else interval(first or "..", last or "..")


__all__ = ["edtf_of"]
