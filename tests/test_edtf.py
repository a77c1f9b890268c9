"""TIMEX3 values as EDTF: what each becomes, what is refused, and that nothing is said which the value does not say."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.dates.calendar import bounds, part_of
from pourparler.dates.edtf import edtf_of
from pourparler.lang import languages, load

DAYS = st.dates(min_value=date(1, 1, 1))
UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"])
VALUES = st.text("0123456789X-/.TPWSUQH?~%_ENR", max_size=24)
WRITTEN = re.compile(r"(?:[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?|\.\.)(?:/(?:[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?|\.\.))?")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2025-02-18", "2025-02-18"),
        ("2025-02-18TMO", "2025-02-18"),
        ("2025-02-18T10:30+03:00", "2025-02-18"),
        ("XXXX-02-18", "XXXX-02-18"),
        ("XXXX-02-18TEV", "XXXX-02-18"),
        ("XXXX-02-29", "XXXX-02-29"),
        ("XXXX-02", "XXXX-02"),
        ("XXXX-XX-12", "XXXX-XX-12"),
        ("2025-XX", "2025-XX"),
        ("2025-02", "2025-02"),
        ("2025", "2025"),
        ("2025-SP", "2025-21"),
        ("2025-SU", "2025-22"),
        ("2025-FA", "2025-23"),
        ("2025-WI", "2025-24"),
        ("2025-Q1", "2025-33"),
        ("2025-H2", "2025-41"),
        ("199", "199X"),
        ("18", "18XX"),
        ("2025-W09", "2025-02-24/2025-03-02"),
        ("2025-W09-WE", "2025-03-01/2025-03-02"),
        ("1939/1945", "1939/1945"),
        ("2025-02-18/2025-02-20", "2025-02-18/2025-02-20"),
        ("2025-02-18T10:30/2025-02-18T12:00", "2025-02-18/2025-02-18"),
        ("2025-02-18/..", "2025-02-18/.."),
        ("../2025", "../2025"),
        ("2025-02-18?", "2025-02-18?"),
        ("2025~/2026", "2025~/2026"),
        ("PAST_REF", None),
        ("P2W", None),
        ("PT30M", None),
        ("PXD", None),
        ("XXXX", None),
        ("XXXX-XX-XX", None),
        ("XXXX-XX-XXTMO", None),
        ("XXXX-WXX-2", None),
        ("XXXX-SU", None),
        ("2025-H3", None),
        ("2025-02-31", None),
        ("XXXX-02-30", None),
        ("2025-13", None),
        ("2025-W54", None),
        ("0000", None),
        ("2025-02-20/2025-02-18", None),
        ("2025/2026/2027", None),
        ("../..", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_edtf_of_a_value(value: str, written: str | None) -> None:
    assert edtf_of(value, None, None) == written


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "written"),
    [
        ("PAST_REF", "2025-02-18", "2025-02-20", "2025-02-18/2025-02-20"),
        ("XXXX-WXX-2", "2025-02-18", "2025-02-18", "2025-02-18"),
        ("PAST_REF", None, "2025-02-18", "../2025-02-18"),
        ("FUTURE_REF", "2025-02-18", None, "2025-02-18/.."),
        ("FUTURE_REF", "2025-02-20", "2025-02-18", None),
        ("FUTURE_REF", "soon", None, None),
        ("P2W", "2025-02-18", "2025-02-20", None),
        ("XXXX-02-18", "2025-02-18", "2025-02-18", "XXXX-02-18"),
        ("2025", "2025-01-01", "2025-12-31", "2025"),
    ],
)
def test_the_days_serve_where_the_value_is_no_date(value: str, earliest: str | None, latest: str | None, written: str | None) -> None:
    assert edtf_of(value, earliest, latest) == written


@given(day=DAYS, unit=UNITS)
def test_every_unit_of_the_calendar_can_be_written_and_holds_its_day(day: date, unit: str) -> None:
    value = part_of(day, unit)
    assert value is not None
    days = bounds(value)
    if days is None:  # the calendar ends in the midst of a week, or begins there
        return
    written = edtf_of(value, *days)
    assert written is not None and WRITTEN.fullmatch(written)
    if "/" in written:
        assert tuple(written.split("/")) == days


@given(value=VALUES, earliest=st.none() | VALUES, latest=st.none() | VALUES)
def test_whatever_comes_in_what_comes_out_is_edtf(value: str, earliest: str | None, latest: str | None) -> None:
    written = edtf_of(value, earliest, latest)
    if written is not None:
        assert WRITTEN.fullmatch(written)
        assert edtf_of(written, None, None) is not None or re.search(r"-(?:2[1-4]|3[3-6]|4[01])|X", written)


@given(day=DAYS, hour=st.sampled_from(["", "TMO", "TNI", "T23:59", "T10:30Z"]))
def test_a_day_stays_its_day(day: date, hour: str) -> None:
    assert edtf_of(day.isoformat() + hour, day.isoformat(), day.isoformat()) == day.isoformat()


@given(first=DAYS, last=DAYS)
def test_an_interval_never_ends_before_it_begins(first: date, last: date) -> None:
    written = edtf_of(f"{first.isoformat()}/{last.isoformat()}")
    assert (written is None) == (first > last)


@pytest.mark.parametrize("code", languages())
def test_no_expression_of_a_pack_gets_a_year_that_its_value_lacks(code: str) -> None:
    for pattern in load(code).dates.file.pattern:
        for value in re.findall(r"\[(?:DATE|TIME|DURATION|SET) (\S+) ", pattern.example):
            written = edtf_of(value)
            assert written is None or value.startswith("XXXX") == written.startswith("XXXX")


def test_the_anchor_of_a_reading_can_be_written() -> None:
    assert edtf_of(datetime(2025, 2, 27, 19, 40).isoformat()) == "2025-02-27"
