"""What goes with the tables, rows without texts and back, and the commands."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from exported import MEETING, all_readings, csv_rows, meeting, restricted, written_as
from made_readings import TALKS, hostile, talks
from typer.testing import CliRunner, Result

from pourparler import wire
from pourparler.cli.app import app
from pourparler.errors import InputRefused
from pourparler.export import columns, companions, errorcard
from pourparler.export.release import Export
from pourparler.export.standoff import Copies, bare, rehydrate
from pourparler.model import Note, Reading, Span

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_LANG", "en")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def stored(folder: Path, *readings: Reading) -> Path:
    path = folder / "readings.jsonl"
    path.write_bytes(b"".join(wire.encode(reading) + b"\n" for reading in readings))
    return path


# codebook, error card, citation


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("texts", get_args(columns.Texts))
def test_the_codebook_explains_every_written_column_and_no_other(tmp_path: Path, code: str, texts: columns.Texts) -> None:
    companions.write(Export(all_readings(), texts=texts), tmp_path)
    written_as("csv", tmp_path, texts=texts)
    sections = re.split(r"^## ", (tmp_path / f"CODEBOOK.{code}.md").read_text(), flags=re.M)[1:]
    assert [section.splitlines()[0] for section in sections] == list(columns.TABLES)
    for section in sections:
        heads = (tmp_path / f"{section.splitlines()[0]}.csv").read_text().splitlines()[0].split(",")
        assert re.findall(r"^\| `(\w+)` \|", section, re.M) == heads


def test_the_error_card_says_what_was_measured_and_what_was_not(tmp_path: Path) -> None:
    companions.write(Export(all_readings()), tmp_path)
    card = json.loads((tmp_path / "ERRORS.json").read_text())
    fields = {(each["table"], each["column"]): [] for each in card["fields"]}
    for each in card["fields"]:
        fields[each["table"], each["column"]].append(each)
    assert fields["events", "placename"] == [
        dict.fromkeys(fields["events", "placename"][0]) | {"table": "events", "column": "placename", "language": "fr", "measured": False}
    ]
    speakers = fields["statements", "speakers"]
    assert {each["gold"] for each in speakers} >= {"fr", "fr/press_dev"} and {each["language"] for each in speakers} == {"fr"}
    assert all(each["measured"] and each["n"] > 0 and each["version"] and each["same_rules"] is False for each in speakers)
    assert next(each["interval"] for each in fields["statements", "words"] if each["figure"] == "quotations.match")
    found = {(table, one.name) for table, each in columns.columns().items() for one in each if one.measured is not None and one.words != "whole"}
    assert fields.keys() == found


def test_the_card_knows_its_own_rules() -> None:
    (french, *_) = (each for each in errorcard.measured() if each.language == "fr")
    reading = replace(talks(), made_with={"language": "fr", "rules": french.rules})
    for readings, same in (([reading], True), ([reading, talks()], True), ([reading, replace(reading, made_with={"language": "fr"})], False)):
        facts = errorcard.Survey()
        for each in readings:
            facts.made_with.add(tuple(f"{name} {version}" for name, version in each.made_with.items()))
        assert facts.has_rules("fr", french.rules) is same


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_card_for_reading_shows_the_same_figures(tmp_path: Path, code: str) -> None:
    companions.write(Export(all_readings()), tmp_path)
    page = (tmp_path / f"ERRORS.{code}.md").read_text()
    (gold,) = (each for each in errorcard.measured() if each.gold == "fr/press_dev")
    shown = f"{gold.figures['speakers.right'].value:.1f}".replace(".", "," if code == "fr" else ".")
    row = next(line for line in page.splitlines() if "`statements.speakers`" in line and gold.named[code] in line)
    assert f"| {shown} |" in row and f"| {gold.figures['speakers.right'].n} |" in row
    assert "`events.placename`" in page.splitlines()[-2]


def test_every_figure_that_a_column_names_was_measured_somewhere() -> None:
    named = {figure for all_of in columns.columns().values() for column in all_of for figure in column.measured or ()}
    assert named <= {figure for each in errorcard.measured() for figure in each.figures}


def test_the_citation_holds_any_title(tmp_path: Path) -> None:
    companions.write(Export(all_readings(), title='"]: <b>\n\u202e'), tmp_path)
    (title,) = re.findall(r"^title: (.*)$", (tmp_path / "CITATION.cff").read_text(), re.M)
    assert json.loads(title) == '"]: <b>\n\u202e'


# rows without texts


def windows(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))


def noted() -> Reading:
    reading = talks()
    return replace(
        reading,
        notes=(*reading.notes, Note(Span(0, 0), "machine-translation", "probably: « Mon collègue »"), Note(Span(0, 4), "odd", "Nous avons parlé")),
    )


def test_a_stand_off_release_holds_no_words(tmp_path: Path) -> None:
    written = written_as("standoff", tmp_path, [noted(), meeting()])
    assert {path.parent for path in written.files} == {tmp_path / "standoff"}
    out = {path.name: path.read_text() for path in written.files}
    assert {"readings.jsonl", "statements.csv", "CODEBOOK.fr.md", "ERRORS.json"} <= out.keys()
    known = {"Irène Valcourt", "Luc Ferrand"}
    for reading in (noted(), meeting()):
        for piece in windows(reading.article.text, 16):
            if not any(name in piece or piece in name for name in known):
                assert not [name for name, text in out.items() if piece in text and not name.startswith("CODEBOOK")], piece
    assert talks().article.key in out["statements.csv"] and '"start"' in out["readings.jsonl"]


def test_a_release_gets_its_words_back() -> None:
    for reading in (talks(), meeting(), restricted(), replace(hostile(), notes=())):
        assert rehydrate(wire.ENCODER.encode(bare(reading)), Copies.of([reading.article])) == reading


def test_a_text_that_differs_is_refused_by_name() -> None:
    line = wire.ENCODER.encode(bare(talks()))
    other = replace(talks().article, text=TALKS.replace("mardi", "jeudi"))
    with pytest.raises(InputRefused, match=r"talks\.txt: your copy is another text"):
        rehydrate(line, Copies.of([other]))
    with pytest.raises(InputRefused, match=r"talks\.txt: no text with the hash"):
        rehydrate(line, Copies.of([meeting().article]))


@pytest.mark.parametrize(
    "travelled", [lambda text: text.replace("\n", "\r\n"), lambda text: text + "\n", lambda text: unicodedata.normalize("NFD", text)]
)
def test_a_text_whose_line_ends_or_accents_were_written_otherwise_is_known_by_its_hash(travelled: Callable[[str], str]) -> None:
    own = replace(talks().article, id="renamed.txt", text=travelled(TALKS))
    assert own.text != TALKS
    assert rehydrate(wire.ENCODER.encode(bare(talks())), Copies.of([own])) == talks()


# the commands


def test_export_writes_every_format_with_its_companions(tmp_path: Path) -> None:
    result = run(
        "export", stored(tmp_path, talks(), meeting()), "--to", "csv, parquet,XLSX,dta,iramuteq,jsonl,standoff", "--output", tmp_path / "out"
    )
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"statements.csv", "events.parquet", "tables.xlsx", "actors.dta", "statements.fr.iramuteq.txt", "readings.jsonl", "standoff"} <= names
    assert {"CODEBOOK.fr.md", "CODEBOOK.en.md", "ERRORS.json", "ERRORS.fr.md", "CITATION.cff"} <= names
    assert "csv: articles 2, statements 6, events 1, actors 4" in result.stderr and result.stdout == ""


def test_an_unsound_reading_is_left_out_by_name(tmp_path: Path) -> None:
    bad = replace(talks(), quotations=(replace(talks().quotations[0], content=(Span(0, 9999),)),))
    path = stored(tmp_path, meeting(), replace(bad, article=replace(bad.article, id="bad.txt")))
    path.write_bytes(path.read_bytes() + b"{}\n")
    result = run("export", path, "--to", "csv", "--output", tmp_path / "out")
    assert result.exit_code == 3
    assert "left out: bad.txt: " in result.stderr and "left out: readings.jsonl:3: " in result.stderr
    assert [row["article_id"] for row in csv_rows(tmp_path / "out" / "articles.csv")] == ["meeting.txt"]


def test_export_says_whose_words_it_keeps(tmp_path: Path) -> None:
    result = run("export", stored(tmp_path, restricted()), "--to", "csv,iramuteq", "--texts", "whole", "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert "kept.txt: its licence lets no words out" in result.stderr and "iramuteq: 6 rows left out" in result.stderr
    assert "avons parlé" not in "".join(path.read_text() for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize("line", ["--to odt --output o", "--to csv", "--output o", "--to csv --output o --texts some"])
def test_wrong_usage_of_export_is_2(tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", stored(tmp_path, talks()), *line.split()).exit_code == 2
    assert not (tmp_path / "o").exists()


def test_nothing_to_export_is_1(tmp_path: Path) -> None:
    assert run("export", stored(tmp_path), "--to", "csv", "--output", tmp_path / "out").exit_code == 1
    assert run("export", stored(tmp_path, talks()), "--to", "iramuteq", "--texts", "none", "--output", tmp_path / "out").exit_code == 1


def release(tmp_path: Path) -> Path:
    named = replace(talks(), article=replace(talks().article, title="Pourparlers à Vevey : Alba et Corvie se reparlent"))
    path = stored(tmp_path, named, meeting(), restricted())
    assert run("export", path, "--to", "standoff", "--output", tmp_path / "out").exit_code == 0
    return path


def test_rehydrate_fills_words_from_a_folder(tmp_path: Path) -> None:
    source, own = release(tmp_path), tmp_path / "own"
    own.mkdir()
    (own / "a.txt").write_bytes(TALKS.encode())
    (own / "b.txt").write_bytes(MEETING.encode())
    result = run("rehydrate", tmp_path / "out", "--from", own, "--output", tmp_path / "filled")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "filled" / "readings.jsonl").read_bytes() == source.read_bytes()
    rows = csv_rows(tmp_path / "filled" / "statements.csv")
    assert rows[0]["words"] == "« Nous avons parlé, et c’est déjà beaucoup »" and rows[-1]["article_id"] == "kept.txt" and rows[-1]["words"]


def test_rehydrate_refuses_what_differs_and_fills_the_rest(tmp_path: Path) -> None:
    release(tmp_path)
    copies = tmp_path / "own.jsonl"
    lines = [{"id": "talks.txt", "lang": "fr", "text": TALKS + " "}, {"id": "meeting.txt", "lang": "fr", "text": MEETING}]
    copies.write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = run("rehydrate", tmp_path / "out" / "standoff", "--from", copies, "--output", tmp_path / "filled")
    assert result.exit_code == 3
    assert "talks.txt: your copy is another text" in result.stderr and "kept.txt: no text with the hash" in result.stderr
    assert [row["article_id"] for row in csv_rows(tmp_path / "filled" / "articles.csv")] == ["meeting.txt"]


def test_rehydrate_with_no_text_is_1_and_without_a_release_2(tmp_path: Path) -> None:
    release(tmp_path)
    (tmp_path / "c.txt").write_text("Rien de tout cela ne fut dit par le ministre.")
    kept = tmp_path / "f" / "readings.jsonl"
    kept.parent.mkdir()
    kept.write_text("of another day")
    assert run("rehydrate", tmp_path / "out", "--from", tmp_path / "c.txt", "--output", tmp_path / "f").exit_code == 1
    assert kept.read_text() == "of another day" and [*kept.parent.iterdir()] == [kept]
    (tmp_path / "empty").mkdir()
    assert run("rehydrate", tmp_path / "empty", "--from", tmp_path / "c.txt", "--output", tmp_path / "f").exit_code == 2


# the page


def test_the_page_on_exports_names_every_format_and_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "exports.md").read_text()
    from pourparler.export import EXPORTERS

    assert set(re.findall(r"^\| `(\w+)` \| .*`", page.split("## The tables")[0], re.M)) == set(EXPORTERS)
    monkeypatch.chdir(tmp_path)
    assert run("export", stored(tmp_path, talks(), meeting()), "--to", "parquet", "--output", "tables").exit_code == 0
    names: dict[str, object] = {}
    for block in re.findall("```python\n(.*?)```", page, re.DOTALL):
        exec(block, names)
    assert (tmp_path / "tables" / "statements.csv").exists()


def test_the_table_of_columns_is_shipped() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel == {"packages": ["pourparler"]} and columns.FILE.parent == errorcard.FILE.parent == ROOT / "pourparler" / "export"
