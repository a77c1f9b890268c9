"""The long walk on the sample articles, a hostile one among them: whatever `benchmark/walk.py` calls a fault, on any step, is one here."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from browsing import NEEDS_CHROMIUM, launched
from laid import put
from made_readings import hostile

from pourparler.desk import Desk
from pourparler.intake import articles_from

pytestmark = NEEDS_CHROMIUM

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "examples" / "talks-2025"


def test_a_person_walks_from_the_first_page_to_the_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmark"))
    walks = importlib.import_module("walk")
    with Desk(tmp_path / "talks.db", by="anna") as desk:
        desk.new("talks", "Talks of 2025")
        added = list(desk.add("talks", (one for file in sorted(SAMPLES.glob("*.txt")) for one in articles_from(file))))
        assert len(added) == 16
        put(desk, hostile())
        with launched() as browser, walks.begun(browser, desk, "talks") as walk:
            walks.read(walk, hostile().article, "a hostile article")
            steps = walks.everywhere(walk, tmp_path)
        judged = [line.action for line in desk.journal("talks")].count
    assert [(step.name, step.faults) for step in steps if step.faults] == []
    assert len(steps) >= 24
    assert judged("accept") + judged("reject") == walks.REVIEWED
    assert (judged("add"), judged("complete"), judged("undo")) == (1, 1, 3)


def test_a_walk_sees_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that fails, a page that is not there, an address elsewhere, a box, and a promise that is not kept are told, and the walk goes on."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmark"))
    walks = importlib.import_module("walk")
    with Desk(tmp_path / "talks.db", by="anna") as desk:
        desk.new("talks", "Talks")
        put(desk, hostile())
        with launched() as browser, walks.begun(browser, desk, "talks") as walk:
            with walk.step("wrong in every way"):
                walk.go("/nowhere")
                walk.page.evaluate("() => { setTimeout(() => { throw new Error('a script fails'); }); alert('a box'); }")
                walk.page.evaluate("() => { document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:9/x.png', alt: ''})); }")
                walk.page.evaluate("() => { const it = document.createElement('select'); it.style.minWidth = '3000px'; document.body.append(it); }")
                walk.promise(False, "two and two are five")
            with walk.step("as it should be"):
                walk.go("/")
    wrong, right = walk.steps
    told = "\n".join(wrong.faults)
    seen = ("/nowhere: 404", "a script fails", "a box opened: a box", "abroad: http://127.0.0.2:9/x.png", "pixels wider", "select-name", "not so")
    assert [what for what in seen if what not in told] == []
    assert right.faults == []
