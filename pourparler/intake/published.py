"""The date of publication as the input gives it: ISO 8601, as precise as it was given, or unknown with the reason."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

AS_GIVEN = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
DAY_ONLY = re.compile(r"\d{4}-?\d\d-?\d\d")
LONGEST = 64


class UnknownDateError(ValueError):
    """Why a date given is not believed."""


def parsed(value: str) -> datetime | date:
    """ISO 8601, or the date of an e-mail or a feed (RFC 5322)."""
    try:
        return date.fromisoformat(value) if DAY_ONLY.fullmatch(value) else datetime.fromisoformat(value)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError) as fault:
        raise UnknownDateError(f"the date of publication {value!r} is not understood; write YYYY-MM-DD") from fault


def is_future(moment: datetime | date, now: datetime) -> bool:
    """Later than tomorrow: no time zone explains that."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return day > (now + timedelta(days=1)).date()


def read_published(given: str, now: datetime | None = None) -> str:
    """The date in ISO 8601 with no more precision than was given.

    Raises UnknownDateError, with a sentence for the reader, for a date in the future or one that cannot be understood; 03/04/2025 is not,
    since it is another day on each side of the Atlantic.
    """
    value = given.strip()
    if len(value) > LONGEST or not value.isascii():
        raise UnknownDateError(f"the date of publication {value[:LONGEST]!r} is not understood; write YYYY-MM-DD")
    moment = parsed(value)
    if is_future(moment, now or datetime.now(UTC)):
        raise UnknownDateError(f"the date of publication {value!r} is in the future")
    return value if AS_GIVEN.fullmatch(value) else moment.isoformat()
