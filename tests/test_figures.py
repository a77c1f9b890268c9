"""The figures in the pages are the measured ones."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmark"))
    return importlib.import_module("figures")


def test_the_pages_show_what_was_measured(figures: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = importlib.import_module("pages")
    kept = figures.read_kept()
    assert {"fr", "en"} <= kept.keys()
    for path, text in pages.pages_of(kept):
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `make figures`"


@pytest.mark.parametrize("page", ["README.md", "README.fr.md", "docs/fails.md"])
def test_a_page_with_figures_has_its_block(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert text.count("<!-- figures -->") == text.count("<!-- /figures -->") == 1
    assert "TODO" not in text


def test_an_interval_holds_the_figure_and_is_drawn_alike(figures: ModuleType) -> None:
    rates = [figures.Rate(right, 10, right, 10) for right in (2, 9, 7, 4, 8, 10)]
    low, high = figures.interval(rates)
    assert low < 100 * figures.added(rates).f1 < high
    assert figures.interval(rates) == (low, high)
