"""The large dossier that waits are measured on: its readings are laid, and yet those of its texts; and every page that is measured is there."""

from __future__ import annotations

import importlib
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pourparler.desk import Desk
from pourparler.verifying import faults_of

BENCHMARK = Path(__file__).parents[1] / "benchmark"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A dossier of sixty articles laid over two templates of each language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARK))
        maker = importlib.import_module("ten_thousand")
    bank, draw = tomllib.loads(maker.BANK.read_text(encoding="utf-8")), random.Random(3)
    with Desk(tmp_path_factory.mktemp("large") / "store.db", by="anna") as desk:
        desk.new("large")
        known = maker.templates(bank, draw, 2)
        counts = maker.fill(desk, "large", maker.offers(bank, known, 60, draw), 60)
        yield maker, desk, counts, known


def test_the_words_of_every_laid_record_are_in_its_text(made: Any) -> None:
    _, desk, counts, _ = made
    assert counts["new"] + counts["version"] + counts["copy"] == 60
    assert counts["new"] > 40
    readings = list(desk.readings("large"))
    assert len({reading.article.text for reading in readings}) == len(readings)
    assert [fault for reading in readings for fault in faults_of(reading)] == []
    assert all(reading.quotations and reading.events for reading in readings)
    assert desk.verify("large").holds


def test_days_move_with_the_day_of_publication(made: Any) -> None:
    """What a real reading of the text with its own day says of times is what was laid."""
    maker, desk, _, _ = made
    dated = [one for one in desk.articles("large") if one.published][:3]
    for article, real in zip(dated, maker.Reader().read_many(dated), strict=True):
        laid = {timex.id: timex.value for timex in desk.read_article("large", article.key).timexes}
        assert laid == {timex.id: timex.value for timex in real.timexes}
        assert laid
    assert len({article.published[:7] for article in dated}) > 1


def test_names_may_change_places(made: Any) -> None:
    maker, *_ = made
    assert maker.changed("Velnak et Dorvic", [("Velnak", "Dorvic"), ("Dorvic", "Velnak")]) == "Dorvic et Velnak"
    assert maker.later("2024-02-27 2024-W52 P3D", 1) == "2024-03-05 2025-W01 P3D"


def test_every_page_that_is_measured_answers(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARK))
    waits = importlib.import_module("waits")
    _, desk, *_ = made
    with waits.served(desk, "large") as address:
        browser = waits.build_opener(waits.HTTPCookieProcessor(waits.CookieJar()))
        waits.ask(browser, address)
        found = waits.waited(browser, address.partition("/?")[0], waits.pages(desk, "large"))
    assert len(found) > 20
    assert all(0 < min(one.rounds) <= one.middle <= max(one.rounds) for one in found.values())
