"""Tables of readings, written in every format and read back by the programs that people use."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet
import pyreadstat
import pytest
from exported import all_readings, corpus, csv_rows, meeting, restricted, spans, taken_apart, written_as
from hypothesis import given, settings
from hypothesis import strategies as st
from made_readings import article, talks
from openpyxl import load_workbook

from pourparler import wire
from pourparler.errors import ExportRefused
from pourparler.export import columns
from pourparler.export.delimited import guarded, unguarded
from pourparler.export.licences import is_restricted, restricted_licences
from pourparler.export.release import Export
from pourparler.export.shown import GAP
from pourparler.export.workbook import CELL
from pourparler.model import Quotation, Reading, Span

TEXTS = {reading.article.key: reading.article.text for reading in all_readings()}
WORDS = {
    "statements": {
        "words": "word_spans",
        "cue": "cue_spans",
        "source": "source_spans",
        "occasion": "occasion_spans",
        "about": "about_spans",
        "said_on_words": "said_on_spans",
    },
    "events": {
        "trigger": "trigger_spans",
        "actor_words": "actor_spans",
        "recipient_words": "recipient_spans",
        "date_words": "date_spans",
        "place_words": "place_spans",
        "about": "about_spans",
    },
    "actors": {"mention_words": "mention_spans"},
}
"""Columns of words with the column of their places."""


def test_every_column_of_words_has_its_places() -> None:
    for table, all_of in columns.columns().items():
        mine = {column.name for column in all_of if column.words and column.type == "texts"}
        assert mine == set(WORDS.get(table, {}))


def test_every_record_with_places_fills_every_column() -> None:
    for table, row in Export(all_readings(), texts="whole").rows():
        assert list(row) == [column.name for column in columns.columns()[table]]


# CSV


@pytest.mark.parametrize("raw", [False, True])
def test_csv_words_are_the_words_of_the_text(tmp_path: Path, raw: bool) -> None:
    written = written_as("csv", tmp_path, raw=raw)
    assert written.rows == {"articles": 4, "statements": 7, "events": 1, "actors": 5}
    for table, pairs in WORDS.items():
        for row in csv_rows(tmp_path / f"{table}.csv", raw):
            for words, places in pairs.items():
                assert row[words] == GAP.join(span.slice(TEXTS[row["article_key"]]) for span in spans(row[places])), (table, words)


def test_csv_keeps_articles_without_a_find_and_tells_not_looked_for_from_none(tmp_path: Path) -> None:
    written_as("csv", tmp_path)
    rows = {row["article_id"]: row for row in csv_rows(tmp_path / "articles.csv")}
    assert (rows["silent.txt"]["statements"], rows["talks.txt"]["statements"], rows["talks.txt"]["events"]) == ("", "5", "")
    assert (rows["meeting.txt"]["statements"], rows["meeting.txt"]["events"]) == ("1", "1")


def test_attitudes_are_written_when_they_are_asked_for(tmp_path: Path) -> None:
    written_as("csv", tmp_path, [meeting()], attitudes=True)
    assert [row["layer"] for row in csv_rows(tmp_path / "statements.csv")] == ["speech", "attitude"]


def test_a_row_of_an_event_has_its_sides_place_and_day(tmp_path: Path) -> None:
    written_as("csv", tmp_path, [meeting()])
    (row,) = csv_rows(tmp_path / "events.csv")
    assert taken_apart(row["actor_names"]) == ["Alba; la grande", "Corvie"]
    assert (row["actor_countries"], row["actor_ids"], row["event_type"], row["quad_code"]) == ("ALB; ", "ALB; org:corvie", "CONSULT", "1")
    assert (row["date"], row["date_edtf"], row["placename"], row["longitude"]) == ("2026-03-03", "2026-03-03", "Vevey", "-6.84")


def test_no_cell_of_text_is_calculated_and_numbers_are_numbers(tmp_path: Path) -> None:
    written_as("csv", tmp_path)
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert '\'=HYPERLINK("http://example.org";"ici") […] -1' in cells
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")]
    assert csv_rows(tmp_path / "events.csv", raw=True)[0]["longitude"] == "-6.84"
    assert csv_rows(tmp_path / "articles.csv", raw=True)[1]["publisher"] == "'+Boréale"


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n\x00aé\uff1d"), max_size=6))
def test_guarding_is_undone_to_the_letter(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r\n\uff1d")


def test_csv_is_read_by_pandas_and_has_a_mark_for_excel_when_asked(tmp_path: Path) -> None:
    written_as("csv", tmp_path, bom=True)
    assert (tmp_path / "statements.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    frame = pandas.read_csv(tmp_path / "statements.csv", encoding="utf-8-sig")
    assert list(frame.columns)[:2] == ["id", "handle"] and len(frame) == 7
    assert frame["start"].dtype == "int64"


def test_the_data_package_tells_every_file_and_column(tmp_path: Path) -> None:
    written = written_as("csv", tmp_path, title="Vevey")
    package = json.loads((tmp_path / "datapackage.json").read_text())
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert {*resources, "datapackage.json"} == {path.name for path in written.files}
    for name, resource in resources.items():
        data = (tmp_path / name).read_bytes()
        assert resource["bytes"] == len(data) and resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    fields = [field["name"] for field in resources["events.csv"]["schema"]["fields"]]
    assert fields == list(csv_rows(tmp_path / "events.csv")[0])
    told = {(row["table"], row["column"]) for row in csv_rows(tmp_path / "columns.csv")}
    assert {("events", name) for name in fields} <= told and ("articles", "text") not in told


# Parquet, Excel, Stata


def test_parquet_has_lists_and_places(tmp_path: Path) -> None:
    written_as("parquet", tmp_path)
    for table, pairs in WORDS.items():
        for row in pyarrow.parquet.read_table(tmp_path / f"{table}.parquet").to_pylist():
            for words, places in pairs.items():
                assert row[words] == [TEXTS[row["article_key"]][span["start"] : span["end"]] for span in row[places]]
    field = pyarrow.parquet.read_schema(tmp_path / "events.parquet").field("trigger")
    assert "PLOVER" in field.metadata[b"term"].decode()
    assert pandas.read_parquet(tmp_path / "events.parquet")["actor_countries"][0].tolist() == ["ALB", ""]


def test_parquet_is_written_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparler.export.parquet.BATCH", 2)
    written_as("parquet", tmp_path)
    assert pyarrow.parquet.ParquetFile(tmp_path / "statements.parquet").num_row_groups == 4
    assert pyarrow.parquet.read_table(tmp_path / "statements.parquet").num_rows == 7


def cells(path: Path, sheet: str) -> list[list[Any]]:
    return [list(row) for row in load_workbook(path)[sheet].iter_rows()]


def test_excel_calculates_and_links_nothing_and_shows_what_hides(tmp_path: Path) -> None:
    written_as("xlsx", tmp_path, title="=1+1\x07", language="fr")
    book = load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["about", "articles", "statements", "events", "actors", "columns"]
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in every} <= {"s", "n", "b"} and not [cell for cell in every if cell.hyperlink]
    shown = "\n".join(str(cell.value) for cell in every)
    assert "⟨U+202E⟩ruof⟨U+202C⟩ & &amp; ⟨U+200B⟩fin␇" in shown and "\u202e" not in shown and "=1+1␇" in shown
    heads = [cell.value for cell in cells(tmp_path / "tables.xlsx", "events")[0]]
    assert heads == [column.name for column in columns.columns_at("quoted")["events"]]
    assert cells(tmp_path / "tables.xlsx", "events")[1][heads.index("longitude")].value == -6.84


def test_excel_cuts_what_no_cell_holds_and_says_so_and_goes_on_in_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pourparler.export.workbook.SHEET", 3)
    long = Reading(article("mot " * 9000, "long.txt"), ())
    written = written_as("xlsx", tmp_path, [*all_readings(), long], texts="whole")
    assert written.cut == 1
    book = load_workbook(tmp_path / "tables.xlsx")
    assert {"articles", "articles 2", "articles 3", "statements 4"} <= set(book.sheetnames)
    assert [sheet.max_row for sheet in book if sheet.title.startswith("articles")] == [3, 3, 2]
    assert CELL - 20 < max(len(str(cell.value)) for cell in book["articles 3"][2]) <= CELL


def test_stata_has_labels_values_and_long_texts(tmp_path: Path) -> None:
    long = Reading(article("mot\x00 " * 3000, "long.txt"), ())
    written_as("dta", tmp_path, [*all_readings(), long], texts="whole", language="fr", title="Vevey " * 20)
    frame, meta = pyreadstat.read_dta(tmp_path / "statements.dta")
    assert meta.column_names_to_labels["kind"] == columns.columns()["statements"][7].meanings["fr"]
    assert set(meta.variable_value_labels["kind"].values()) == {"direct", "indirect", "mixed"}
    assert [meta.variable_value_labels["kind"][code] for code in frame["kind"]] == [q.kind for q in said(all_readings())]
    assert list(frame["start"]) == [min(span.start for span in q.content) for q in said(all_readings())] and "end_" in frame
    texts = pandas.read_stata(tmp_path / "articles.dta")
    assert texts["text"].iloc[-1] == long.article.text.replace("\x00", "␀")
    assert texts["events"].isna().tolist() == [True, False, True, True, True]
    assert pandas.read_stata(tmp_path / "events.dta")["longitude"][0] == -6.84


def said(readings: list[Reading]) -> list[Quotation]:
    return [quotation for reading in readings for quotation in reading.quotations if quotation.layer == "speech"]


def test_names_and_labels_have_stata_s_length() -> None:
    for all_of in columns.columns().values():
        assert all(len(column.name) <= 32 and max(map(len, column.meanings.values())) <= 80 for column in all_of)
        assert all(column.meanings.keys() == {"en", "fr"} and all(column.meanings.values()) for column in all_of)


def test_stata_keeps_a_value_that_no_list_has(tmp_path: Path) -> None:
    reading = meeting()
    written_as("dta", tmp_path, [replace(reading, events=(replace(reading.events[0], event_type="DANCE"),))])
    assert pandas.read_stata(tmp_path / "events.dta")["event_type"].tolist() == ["DANCE"]


# IRaMuTeQ


def test_iramuteq_has_one_text_a_statement(tmp_path: Path) -> None:
    starry = Reading(
        article("**** *faux_1 -*thème", "stars.txt"), ("quotations",), quotations=(Quotation("q", "direct", "speech", (Span(0, 20),), (), ()),)
    )
    written = written_as("iramuteq", tmp_path, [*all_readings(), starry], texts="whole")
    texts = list(corpus((tmp_path / "statements.fr.iramuteq.txt").read_text()))
    assert len(texts) == written.rows["statements"] == 8
    assert texts[0][0] == {
        "id": "q1",
        "article": talks().article.key,
        "speaker": "irene_valcourt",
        "country": "alb",
        "sector": "gov",
        "type": "direct",
        "status": "asserted",
        "publisher": "agence_boreale",
        "date": "2026_03_03",
        "month": "2026_03",
    }
    assert texts[4][0]["speaker"] == "na" and texts[-1][1] == "faux_1 - thème"
    assert len(list(corpus((tmp_path / "articles.fr.iramuteq.txt").read_text()))) == 5


def test_iramuteq_needs_words(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused):
        written_as("iramuteq", tmp_path, texts="none")
    assert written_as("iramuteq", tmp_path, [restricted()]).left_out == 5
    assert not list(tmp_path.iterdir())


# what goes out


@pytest.mark.parametrize("entry", restricted_licences(), ids=lambda entry: entry.example)
def test_the_example_of_a_restricted_licence_is_restricted(entry: Any) -> None:
    assert entry.holds(entry.example) and entry.holds(entry.example.upper())
    assert not is_restricted(talks().article) and not is_restricted(meeting().article)


@pytest.mark.parametrize("texts", ["none", "quoted", "whole"])
@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_a_restricted_article_keeps_its_words_in(tmp_path: Path, name: str, texts: str) -> None:
    written = written_as(name, tmp_path, [restricted()], texts=texts)
    out = "".join(path.read_text() for path in written.files)
    assert "kept.txt" in out and restricted().article.key in out
    for words in ("Nous avons parlé", "avant l’été", "Pourparlers à Vevey", "dément", "a ajouté"):
        assert words not in out
    if name == "csv":
        (row, *_) = csv_rows(tmp_path / "statements.csv")
        assert row["word_spans"] == f"{row['start']}-{row['end']}"
        assert csv_rows(tmp_path / "articles.csv")[0]["withheld"] == "true"


def test_whole_texts_go_out_only_when_asked_for(tmp_path: Path) -> None:
    for texts in ("none", "quoted", "whole"):
        written_as("csv", tmp_path / texts, [meeting()], texts=texts)
        row = csv_rows(tmp_path / texts / "articles.csv")[0]
        assert row.get("text") == (meeting().article.text if texts == "whole" else None)
        assert ("words" in csv_rows(tmp_path / texts / "statements.csv")[0]) == (texts != "none")


def test_jsonl_has_the_words_of_every_record(tmp_path: Path) -> None:
    written_as("jsonl", tmp_path)
    for line, reading in zip((tmp_path / "readings.jsonl").read_bytes().splitlines(), all_readings(), strict=True):
        record = json.loads(line)
        assert record["article"]["text"] == ""
        assert wire.decode(line) == replace(reading, article=replace(reading.article, text=""))
        for layer in ("mentions", "timexes", "quotations", "events"):
            for each in record[layer]:
                for name, words in each["exact"].items():
                    places = each[name] if isinstance(each[name], list) else [each[name]]
                    assert words == [reading.article.text[place["start"] : place["end"]] for place in places]
    assert json.loads((tmp_path / "readings.jsonl").read_text().splitlines()[1])["quotations"][0]["exact"]["cue"] == ["a écrit"]


def test_jsonl_with_whole_texts_is_the_wire(tmp_path: Path) -> None:
    written_as("jsonl", tmp_path, texts="whole")
    assert (tmp_path / "readings.jsonl").read_bytes().splitlines() == [wire.encode(reading) for reading in all_readings()]


@st.composite
def made(draw: st.DrawFn) -> Reading:
    """Any text with any statement in it."""
    text = draw(st.text(min_size=1, max_size=40) | st.text(alphabet="=+-@'\"\t\r\n\x00*;\\ […]a\u202e", min_size=1, max_size=40))
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    content = tuple(Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False))
    return Reading(article(text), ("quotations",), quotations=(Quotation("q1", "direct", "speech", content, (), ()),))


@settings(max_examples=60, deadline=None)
@given(reading=made())
def test_exported_words_slice_any_text(reading: Reading, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, text = tmp_path_factory.mktemp("out"), reading.article.text
    pieces = [span.slice(text) for span in reading.quotations[0].content]
    for name in ("csv", "parquet", "jsonl"):
        written_as(name, folder, [reading])
    (row,) = csv_rows(folder / "statements.csv")
    assert row["words"] == GAP.join(pieces) and [span.slice(text) for span in spans(row["word_spans"])] == pieces
    assert pyarrow.parquet.read_table(folder / "statements.parquet")["words"].to_pylist() == [pieces]
    assert json.loads((folder / "readings.jsonl").read_text(encoding="utf-8"))["quotations"][0]["exact"]["content"] == pieces
