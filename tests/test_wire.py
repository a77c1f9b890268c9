"""The wire: what is written is read back the same, every field is there, and what is no reading is refused by place."""

from __future__ import annotations

import json
import typing
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler import model, wire
from pourparler.errors import MalformedRecord
from pourparler.model import Anchor, Article, Correction, Paragraph, Quotation, Reading, Span

LETTERS = st.characters(codec="utf-8")
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)

st.register_type_strategy(str, st.text(LETTERS, max_size=20))
st.register_type_strategy(float, NUMBERS)


def readings() -> st.SearchStrategy[Reading]:
    return st.from_type(Reading)


@settings(max_examples=150, deadline=None)
@given(readings())
def test_a_reading_comes_back_the_same(reading: Reading) -> None:
    line = wire.encode(reading)
    assert b"\n" not in line
    assert wire.decode(line) == reading
    assert wire.encode(wire.decode(line)) == line


@settings(max_examples=50, deadline=None)
@given(st.from_type(Article))
def test_an_article_comes_back_the_same(article: Article) -> None:
    assert wire.decode_article(wire.encode(article)) == article


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(LETTERS, max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=5), inner, max_size=3),
    max_leaves=6,
)
CORRECTIONS = st.builds(Correction, before=JSON_VALUES, after=JSON_VALUES, anchor=st.none() | st.from_type(Anchor))


@settings(max_examples=100, deadline=None)
@given(CORRECTIONS)
def test_a_correction_comes_back_the_same(correction: Correction) -> None:
    line = wire.encode_correction(correction)
    assert b"\n" not in line
    assert wire.decode_correction(line) == correction
    check_fields(correction, json.loads(line))


def test_what_is_no_correction_is_refused_by_place() -> None:
    for line in (b"", b"{}", b"[]", b'{"seq": "1", "at": "", "by": "", "action": "accept"}', b'{"seq": 1, "at": "", "by": "", "action": "praise"}'):
        with pytest.raises(MalformedRecord, match=r"^j\.jsonl:2: not a correction"):
            wire.decode_correction(line, "j.jsonl:2")


def check_fields(record: Any, written: Any) -> None:
    """Every field of the record is a key, in the order of the type, and the same holds within it."""
    assert list(written) == [each.name for each in fields(record)]
    for each in fields(record):
        value = getattr(record, each.name)
        if is_dataclass(value):
            check_fields(value, written[each.name])
        elif isinstance(value, tuple):
            assert isinstance(written[each.name], list)
            for part, other in zip(value, written[each.name], strict=True):
                if is_dataclass(part):
                    check_fields(part, other)


@settings(max_examples=50, deadline=None)
@given(readings())
def test_every_field_is_always_written(reading: Reading) -> None:
    check_fields(reading, json.loads(wire.encode(reading)))


def small_reading() -> Reading:
    text = "« Non », a dit Alma Veyrac."
    article = Article("k", "a", text, "fr", (Paragraph(Span(0, len(text)), "body", "fr"),), published="2025-02-27")
    said = Quotation("q", "direct", "speech", (Span(0, 7),), (Span(9, 14),), (Span(15, 26),))
    return Reading(article, ("quotations",), quotations=(said,), made_with={"b": "2", "a": "1"})


def test_the_words_of_the_wire() -> None:
    written = json.loads(wire.encode(small_reading()))
    assert written["article"]["published"] == "2025-02-27"
    assert written["layers"] == ["quotations"]
    assert written["quotations"][0]["content"] == [{"start": 0, "end": 7}]
    assert written["quotations"][0]["source"] == [{"start": 15, "end": 26}]
    assert written["quotations"][0]["occasion"] is None
    assert written["events"] == []


def test_the_same_reading_gives_the_same_bytes() -> None:
    other = small_reading()
    turned = Reading(other.article, other.layers, quotations=other.quotations, made_with={"a": "1", "b": "2"})
    assert wire.encode(turned) == wire.encode(small_reading())


def test_unknown_keys_change_no_byte() -> None:
    written = json.loads(wire.encode(small_reading()))
    written["colour"] = "blue"
    written["article"]["colour"] = {"deep": [1]}
    written["quotations"][0]["colour"] = None
    assert wire.encode(wire.decode(json.dumps(written))) == wire.encode(small_reading())


BAD = {
    "empty": b"",
    "a list": b"[]",
    "no article": b"{}",
    "not UTF-8": b'{"article": "\xff"}',
    "a number for an article": b'{"article": 1, "layers": []}',
    "deep": b"[" * 100_000,
    "deep beside": b'{"x": ' + b"[" * 100_000,
    "half a pair": b'{"article": {"key": "\\ud800"}}',
    "a word for a span": wire.encode(small_reading()).replace(b'{"start":0,"end":7}', b'"0-7"'),
    "an unknown kind": wire.encode(small_reading()).replace(b'"direct"', b'"straight"'),
    "half an offset": wire.encode(small_reading()).replace(b'"end":7', b'"end":7.5'),
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD.keys())
def test_what_is_no_reading_is_refused_by_place(line: bytes) -> None:
    with pytest.raises(MalformedRecord, match=r"^r\.jsonl:3: not a reading"):
        wire.decode(line, "r.jsonl:3")


def test_a_bad_line_does_not_stop_the_rest() -> None:
    good = wire.encode(small_reading())
    found = list(wire.read_lines([good, b"\n", b"nonsense\n", good + b"\n"], "r.jsonl"))
    assert [type(each).__name__ for each in found] == ["Reading", "MalformedRecord", "Reading"]
    assert str(found[1]).startswith("r.jsonl:3: ")


def test_the_schema_asks_for_every_field() -> None:
    parts = wire.schema()["$defs"]
    assert wire.schema()["$ref"] == "#/$defs/Reading"
    for name, part in parts.items():
        declared = [each.name for each in fields(getattr(model, name))]
        assert part["required"] == list(part["properties"]) == declared
    assert set(typing.get_args(model.QuotationKind)) == set(parts["Quotation"]["properties"]["kind"]["enum"])
