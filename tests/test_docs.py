"""The documentation in Python runs as it is written."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from typer.testing import CliRunner

from pourparler import model
from pourparler.cli.app import app
from pourparler.desk.reviewing import AUDITED, EVERY
from pourparler.lang.cues import Frame
from pourparler.scoring import decode_gold
from pourparler.wording import interface_languages, wording

ROOT = Path(__file__).parents[1]
SAID = "« Nous avançons », a déclaré lundi le ministre, Paul Brandt."


def test_the_python_page_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(SAID)
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a.txt", "lang": "fr", "text": SAID, "quotes": []}) + "\n")
    blocks = re.findall("```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)
    assert (tmp_path / "talks.html").stat().st_size > 1000


def test_the_gold_of_its_page_can_be_measured() -> None:
    (block,) = re.findall("```json\n(.*?)```", (ROOT / "docs" / "gold.md").read_text(), re.DOTALL)
    document = decode_gold(block.replace("\n", " "))
    assert [document.text[start:end] for quote in document.quotes for start, end in quote.content] == ["« Nous avançons »", "rien n’était signé"]


PAGES = [
    "README.md",
    "README.fr.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
]
RECORDS = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
CODEBOOKS = ["docs/codebook.md", "docs/codebook.fr.md"]


def links(page: str) -> set[Path]:
    path = ROOT / page
    return {(path.parent / target).resolve() for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())}


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    assert not [target.name for target in links(page) if not target.exists()]


def test_the_readme_leads_to_every_page() -> None:
    reached = links("README.md") | links("docs/codebook.md")
    assert {(ROOT / page).resolve() for page in PAGES} - {ROOT / "README.md"} <= reached


def field_rows(codebook: str, kind: str) -> set[str]:
    """The fields that a section of a codebook explains: what stands in backticks in the first column of its table."""
    sections = re.split(r"^## ", (ROOT / codebook).read_text(), flags=re.MULTILINE)[1:]
    mine = [text for text in sections if kind in text.splitlines()[0].split()]
    return {name for text in mine for row in re.findall(r"^\| (`[^|]*)", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize("codebook", CODEBOOKS)
@pytest.mark.parametrize("record", RECORDS, ids=lambda kind: kind.__name__)
def test_the_codebooks_explain_every_field_and_no_other(codebook: str, record: type) -> None:
    together = (model.Word, model.Sentence) if record in (model.Word, model.Sentence) else (record,)
    explained = field_rows(codebook, record.__name__)
    assert {field.name for field in fields(record)} <= explained <= {field.name for each in together for field in fields(each)}


@pytest.mark.parametrize("codebook", CODEBOOKS)
def test_the_codebooks_name_every_choice(codebook: str) -> None:
    text = (ROOT / codebook).read_text()
    for record in RECORDS:
        for hint in get_type_hints(record).values():
            missing = [choice for choice in get_args(hint) if isinstance(choice, str) and f"`{choice}`" not in text]
            assert not missing, record.__name__


def test_the_tour_runs_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the tour that calls pourparler, with the exit code that the tour tells."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POURPARLER_STORE", str(tmp_path / "store.db"))
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    tour = (ROOT / "docs" / "tour.md").read_text()
    for line in re.findall(r"^pourparler .*$", tour, re.MULTILINE):
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == (1 if "la guerre est finie" in line else 0), (line, result.output)
    for block in re.findall("```python\n(.*?)```", tour, re.DOTALL):
        exec(block, {})


def test_the_page_on_decisions_names_every_frame_and_every_other_rule() -> None:
    page = (ROOT / "docs" / "decides.md").read_text()
    assert all(f"| {frame} |" in page for frame in get_args(Frame))
    code = "".join(path.read_text() for path in sorted((ROOT / "pourparler" / "quotations").glob("*.py")))
    rules = set(re.findall(r"code\}\.frames\.(\w+)", code))
    assert rules
    assert not [rule for rule in rules if f"`fr.frames.{rule}`" not in page]


def test_the_dependencies_are_told_with_their_reasons() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    page = (ROOT / "docs" / "dependencies.md").read_text()
    names = {re.split(r"[=<>\[; ]", one)[0] for one in wanted} - {"pourparler"}
    assert not [name for name in names if f"`{name}`" not in page]


def test_what_chance_draws_is_told_as_it_is_drawn() -> None:
    """Of all records, and of the queue: on both pages, and on the page of the review in each language."""
    of_all, of_queue = round(1 / AUDITED), EVERY
    for page in ("dossier.md", "commands.md"):
        told = (ROOT / "docs" / page).read_text()
        assert re.search(rf"1 in {of_all} of all records", told) and re.search(rf"queue 1 in {of_queue} is one of", told), page
    for language in interface_languages():
        told = wording(language)("web.review_how", of_all=of_all, of_queue=of_queue)
        assert str(of_all) in told and str(of_queue) in told
