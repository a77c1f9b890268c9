"""What holds for every format that readings are written in: the same bytes, whole files or none, libraries named when missing."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from exported import all_readings, csv_rows, silent, written_as
from made_readings import hostile, talks

from pourparler.errors import MissingExtra, PackError
from pourparler.export import EXPORTERS, columns, exporter, write_exports
from pourparler.export.placing import whole
from pourparler.export.release import Export
from pourparler.model import Reading


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_readings_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    first = {path.name: path.read_bytes() for path in written_as(name, tmp_path / "a").files}
    second = {path.name: path.read_bytes() for path in written_as(name, tmp_path / "b").files}
    assert first == second and first


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_reading_gives_empty_tables(tmp_path: Path, name: str) -> None:
    assert sum(written_as(name, tmp_path, []).rows.values()) == 0


@pytest.mark.parametrize("name", ["csv", "parquet", "xlsx", "iramuteq", "jsonl"])
def test_a_run_that_fails_leaves_nothing_half_written(tmp_path: Path, name: str) -> None:
    class Failing(list[Reading]):
        def __iter__(self) -> Any:
            yield talks()
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        written_as(name, tmp_path, Failing())
    assert not list(tmp_path.rglob("*"))


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(ValueError, match="stop"), whole(path) as unfinished:
        unfinished.write_text("new")
        raise ValueError("stop")
    assert path.read_text() == "old" and [*tmp_path.iterdir()] == [path]


def test_readings_that_can_be_run_through_once_are_refused() -> None:
    with pytest.raises(TypeError, match="only once"):
        Export(iter(all_readings()))


def test_a_missing_library_is_named_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ModuleNotFoundError(f"No module named {name!r}", name="pyarrow" if name.endswith("parquet") else name)

    monkeypatch.setattr("pourparler.export.import_module", absent)
    with pytest.raises(MissingExtra, match=r"pourparler\[export\]"):
        write_exports(Export([talks()]), ["parquet"], tmp_path)
    with pytest.raises(ModuleNotFoundError):
        exporter("csv")
    assert not list(tmp_path.iterdir())


def test_the_libraries_are_those_of_the_extra() -> None:
    from pourparler.export import LIBRARIES

    extras = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert {one.split(">")[0] for one in extras["export"]} == LIBRARIES


@pytest.mark.parametrize("line", ["articles\tx\ttext", "nowhere\tx\ttext\t\t\t-\t\t\ta\tb", "articles\tx\tdate\t\t\t-\t\t\ta\tb"])
def test_a_wrong_row_of_columns_is_refused_by_place(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "columns.tsv"
    path.write_text("\t".join(columns.HEADER) + "\n" + line + "\n")
    monkeypatch.setattr(columns, "FILE", path)
    with pytest.raises(PackError, match="row 1"):
        columns.columns.__wrapped__()


def test_hostile_names_stay_one_cell(tmp_path: Path) -> None:
    written_as("csv", tmp_path, [hostile()])
    (row,) = csv_rows(tmp_path / "actors.csv")
    assert row["name"] == hostile().actors[0].name and row["wikidata"] == hostile().actors[0].wikidata
    assert len(list(csv.reader(io.StringIO((tmp_path / "articles.csv").read_text(), newline="")))) == 2


def test_silence_is_told(tmp_path: Path) -> None:
    written_as("csv", tmp_path, [silent()])
    assert csv_rows(tmp_path / "articles.csv")[0]["layers"] == ""
