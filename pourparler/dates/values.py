"""What a found expression means: one function for each way of reading that a pattern can ask for.

Every function is given what the words say and the setting they stand in, and answers with a TIMEX3 type and value, or None where the words
make no date (the 31st of February). Without a day of printing the same functions give the underspecified value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pourparler.dates.calendar import (
    NO_DAY,
    day_in_month,
    day_of,
    make_day,
    moved,
    nearest_weekday,
    nearest_year,
    season_year,
    shifted,
    unit_moved,
    week_of,
)
from pourparler.dates.tense import Tense
from pourparler.lang.dates import Reads, Value
from pourparler.model import TimexType

Answer = tuple[TimexType, str] | None
REFERENCE = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
MINUTES = {"TH": 60, "TM": 1}
CLOCK = re.compile(r"(.{10})T([0-9]{2}):([0-9]{2})(.*)")
UNKNOWN_UNIT = {
    "D": NO_DAY,
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
FINER = {
    "TH": ("TM", 60),
    "TM": ("TS", 60),
    "D": ("TH", 24),
    "Q": ("M", 3),
    "H": ("M", 6),
    "Y": ("M", 12),
    "DE": ("Y", 10),
    "CE": ("Y", 100),
}
"""The unit that takes the fraction of a greater one, and how many of it make one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: `now` is the day of printing or None, `said` the last day that the text named nearby, `base` the last
    date of any kind, from which « plus tard » counts; `tense` that of the verb."""

    now: date | None
    said: str | None = None
    base: str | None = None
    tense: Tense | None = None


class Slots:
    """The values of the words, by their class."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values

    def whole(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def word(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def amount(self, name: str) -> int | float | None:
        value = self.values.get(name)
        return None if isinstance(value, str) else value


def with_part(day: str, slots: Slots) -> Answer:
    """The day, or the part of it that the words name."""
    part = slots.word("part")
    return ("TIME", f"{day}{part}") if part else ("DATE", day)


def read_date(slots: Slots, setting: Setting) -> Answer:
    """« 18 février 2025 », « 18 février », « février 2022 », « décembre dernier », « mercredi 29 », « la semaine du 10 mars »."""
    month, day, morrow = slots.whole("month"), slots.whole("day"), slots.whole("morrow")
    if month is None:
        return read_day_number(slots, setting)
    year = year_meant(month, day or morrow, slots, setting)
    if morrow:
        return with_part(shifted(f"{year:04d}-{month:02d}-{morrow:02d}" if year else f"XXXX-{month:02d}-{morrow:02d}", -1), slots)
    if day is not None and make_day(year if year else 2024, month, day) is None:
        return None
    if slots.whole("weekly") and day is not None:
        return "DATE", week_of(date(year, month, day)) if year else "XXXX-WXX"
    value = f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"
    return with_part(value if day is None else f"{value}-{day:02d}", slots)


def year_meant(month: int, day: int | None, slots: Slots, setting: Setting) -> int | None:
    """The year of a month: the one that is named, of a range the same as at its other end or the one next to it, else the nearest."""
    year, first, until = slots.whole("year"), slots.whole("first"), slots.whole("until")
    if year is not None:
        return year - 1 if until is not None and until < month else year
    if setting.now is None:
        return None
    begun = nearest_year(setting.now, first or month, day, slots.whole("direction"), setting.tense)
    return begun + 1 if begun and first and month < first else begun


def read_day_number(slots: Slots, setting: Setting) -> Answer:
    weekday, day = slots.whole("weekday"), slots.whole("day")
    if weekday is None or day is None:
        return None
    there = day_in_month(setting.now, weekday, day) if setting.now else None
    return with_part(there.isoformat() if there else f"XXXX-XX-{day:02d}", slots)


def read_weekday(slots: Slots, setting: Setting) -> Answer:
    """« mardi », « lundi dernier », « jeudi soir »."""
    weekday, first = slots.whole("weekday") or 1, slots.whole("first")
    there = nearest_weekday(setting.now, first or weekday, slots.whole("direction"), setting.tense) if setting.now else None
    if there and first:
        there = moved(there, (weekday - first) % 7)
    return with_part(there.isoformat() if there else f"XXXX-WXX-{weekday}", slots)


def day_meant(slots: Slots, setting: Setting) -> str:
    """The day of an hour or a part of the day: the one its own words name, that of the sentence, or the day of printing."""
    if setting.now is None:
        return f"XXXX-WXX-{slots.whole('weekday')}" if slots.whole("weekday") else NO_DAY
    if slots.whole("weekday"):
        there = nearest_weekday(setting.now, slots.whole("weekday") or 1, slots.whole("direction"), setting.tense)
        return there.isoformat() if there else NO_DAY
    shift = slots.whole("shift")
    there = moved(setting.now, shift) if shift is not None else day_of(setting.said) or setting.now
    return there.isoformat() if there else NO_DAY


def read_part(slots: Slots, setting: Setting) -> Answer:
    """« ce matin », « hier soir », « dans la nuit »."""
    return with_part(day_meant(slots, setting), slots)


def read_clock(slots: Slots, setting: Setting) -> Answer:
    """« 14h30 GMT », « 8 heures du soir », « minuit »; an hour in words of twelve is taken as it stands unless the words say which half."""
    hour, minute = slots.whole("hour"), slots.whole("minute") or 0
    half = slots.whole("half_day")
    if hour is None or minute > 59:
        return None
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    day = day_meant(slots, setting)
    if hour == 24 or (hour < 12 and setting.now and (setting.said or "").endswith("TNI")):
        hour, day = hour % 24, shifted(day, 1)
    return "TIME", f"{day}T{hour:02d}:{minute:02d}{slots.word('zone')}"


def read_day(slots: Slots, setting: Setting) -> Answer:
    """« hier », « aujourd’hui », « demain »: without a day of printing, the past, the present, the future."""
    shift = slots.whole("shift") or 0
    there = moved(setting.now, shift) if setting.now else None
    return "DATE", there.isoformat() if there else REFERENCE[(shift > 0) - (shift < 0)]


def read_unit(slots: Slots, setting: Setting) -> Answer:
    """« cette semaine », « le mois dernier », « fin de l’année »; a weekend that the verb tells as past is the one before."""
    unit, direction = slots.word("unit"), slots.whole("direction") or 0
    if setting.now is None:
        return "DATE", REFERENCE[direction] if direction and unit != "WE" else UNKNOWN_UNIT.get(unit, "PRESENT_REF")
    if unit == "WE" and direction == 0 and setting.tense == "past" and setting.now.isoweekday() < 6:
        direction = -1
    return "DATE", unit_moved(setting.now, unit, direction) or REFERENCE[direction]


def read_season(slots: Slots, setting: Setting) -> Answer:
    """« l’automne 2017 », « cet été », « l’hiver dernier »."""
    season, year = slots.word("season"), slots.whole("year")
    if year is None and setting.now:
        year = season_year(setting.now, season, slots.whole("direction"), setting.tense)
    return "DATE", f"{year:04d}-{season}" if year else f"XXXX-{season}"


def read_year(slots: Slots, setting: Setting) -> Answer:
    """« 2014 », « les années 1990 », « le XIXe siècle », « le premier trimestre 2015 »."""
    century, decade, year = slots.whole("century"), slots.whole("decade"), slots.whole("year")
    if century is not None:
        return ("DATE", f"{century - 1:02d}") if 1 <= century <= 30 else None
    if decade is not None:
        return ("DATE", f"{(decade if decade >= 100 else 1900 + decade) // 10}") if decade % 10 == 0 else None
    quarter = slots.whole("ordinal")
    if quarter is None:
        return ("DATE", years(year, slots.whole("through"))) if year else None
    unit = slots.word("unit")
    if unit not in {"Q", "H"} or not 1 <= quarter <= (4 if unit == "Q" else 2):
        return None
    if year is None and setting.now:
        year = setting.now.year
    return "DATE", f"{year:04d}-{unit}{quarter}" if year else f"XXXX-{unit}{quarter}"


def years(year: int, through: int | None) -> str:
    """« 1939-45 » as 1939/1945; a second number that is no later year is left out."""
    return f"{year:04d}/{year // 100:02d}{through:02d}" if through is not None and through > year % 100 else f"{year:04d}"


def read_ago(slots: Slots, setting: Setting) -> Answer:
    """« il y a trois semaines », « dans deux jours »: counted from the day of printing, in the unit of the words."""
    sign, count = slots.whole("sign") or 1, slots.whole("number")
    value = unit_moved(setting.now, slots.word("unit"), sign * count) if setting.now and count else None
    return "DATE", value or REFERENCE[sign]


def read_away(slots: Slots, setting: Setting) -> Answer:
    """« la veille », « deux jours plus tard »: counted from the last day that the text named; unknown where it named none."""
    sign, count, unit = slots.whole("sign"), slots.whole("number"), slots.word("unit")
    if unit.startswith("T"):
        return "TIME", hour_away(setting.base or NO_DAY, (sign or 0) * (slots.amount("number") or 0), unit)
    unknown = REFERENCE[-1] if (sign or 0) < 0 else UNKNOWN_UNIT.get(unit, NO_DAY)
    if count is None or sign is None:
        return "DATE", unknown
    if unit == "D":
        return with_part(shifted(setting.base or "", sign * count), slots)
    known = day_near(setting.base, unit)
    return "DATE", (unit_moved(known, unit, sign * count) if known else None) or unknown


def day_near(value: str | None, unit: str) -> date | None:
    """A day within a value, when the value is known to the unit: « en 2008 » will do to count years from, not to count months."""
    if unit == "Y" and re.match(r"[0-9]{4}(?![0-9])", value or ""):
        return make_day(int((value or "")[:4]), 1, 1)
    if unit == "M" and re.match(r"[0-9]{4}-[0-9]{2}(?![0-9])", value or ""):
        return make_day(int((value or "")[:4]), int((value or "")[5:7]), 1)
    return day_of(value)


def hour_away(value: str, count: int | float, unit: str) -> str:
    """« une heure plus tard », where the hour before it is known; else an unknown hour of that day."""
    known = CLOCK.match(value)
    if not known or not count or unit not in MINUTES:
        return f"{day_of(value) or NO_DAY}TXX"
    minutes = int(known[2]) * 60 + int(known[3]) + round(count * MINUTES[unit])
    return f"{shifted(known[1], minutes // 1440)}T{minutes // 60 % 24:02d}:{minutes % 60:02d}{known[4]}"


def read_duration(slots: Slots, setting: Setting) -> Answer:
    """« deux semaines » P2W, « deux ans et demi » P2Y6M, « plusieurs jours » PXD, « une demi-heure » PT30M."""
    number = None if slots.amount("last") else slots.amount("number")
    if number is not None:
        number += slots.amount("half") or 0
    return "DURATION", length(number, slots.word("unit"), slots.amount("more"), slots.word("smaller"))


def length(number: int | float | None, unit: str, more: int | float | None = None, smaller: str = "") -> str:
    """The TIMEX3 length. Units of the time of day begin with T; quarters and halves of a year count in months; fractions go to the finer
    unit."""
    if number is None:
        return f"P{unit}" if "X" in unit else one_length("X", unit)
    if unit in {"Q", "H"}:
        number, unit = number * FINER[unit][1], "M"
    whole = int(number)
    if number != whole and unit in FINER:
        smaller, times = FINER[unit]
        more = round((number - whole) * times)
    if not more or not smaller:
        return one_length(f"{number:g}" if number != whole else str(whole), unit)
    first = one_length(str(whole), unit) if whole else "P"
    second = one_length(f"{more:g}", smaller).removeprefix("P")
    return first + (second.removeprefix("T") if "T" in first else second)


def one_length(count: str, unit: str) -> str:
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def read_set(slots: Slots, setting: Setting) -> Answer:
    """« chaque lundi », « tous les deux ans », « chaque matin »."""
    weekday, part = slots.whole("weekday"), slots.word("part")
    if weekday:
        return "SET", f"XXXX-WXX-{weekday}{part}"
    if part:
        return "SET", f"{NO_DAY}{part}"
    return "SET", length(slots.amount("number") or 1, slots.word("unit"))


def read_fixed(slots: Slots, setting: Setting) -> Answer:
    """What always means the same: « récemment », « désormais »."""
    return "DATE", slots.word("value")


READERS: dict[Reads, Callable[[Slots, Setting], Answer]] = {
    "date": read_date,
    "weekday": read_weekday,
    "clock": read_clock,
    "part": read_part,
    "day": read_day,
    "unit": read_unit,
    "season": read_season,
    "year": read_year,
    "ago": read_ago,
    "away": read_away,
    "duration": read_duration,
    "set": read_set,
    "fixed": read_fixed,
}
