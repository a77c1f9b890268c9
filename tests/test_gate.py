"""The gate shuts when it should: on worse readings, on gold that changed, on a floor that would go down. No parser is needed."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from made_readings import talks

from pourparler import wire
from pourparler.model import Reading

BENCHMARK = Path(__file__).parents[1] / "benchmark"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARK))
    made = importlib.import_module("gate")
    monkeypatch.setattr(made, "parsers_of", lambda documents: "a parser 1.0")
    return made


def gold_of(reading: Reading) -> dict[str, object]:
    """Gold that agrees with a reading in everything."""
    names = {actor.id: actor.name for actor in reading.actors}
    quotes = [
        {
            "type": quotation.kind,
            "speaker": [names[speaker] for speaker in quotation.speakers],
            "status": quotation.status,
            **{part: [[span.start, span.end] for span in getattr(quotation, part)] for part in ("content", "cue", "source")},
        }
        for quotation in reading.quotations
    ]
    times = [{"span": [t.span.start, t.span.end], "type": t.type, "value": t.value, "undated": t.undated} for t in reading.timexes]
    return {"id": reading.article.id, "lang": "fr", "text": reading.article.text, "quotes": quotes, "timexes": times}


def store(path: Path, reading: Reading) -> Path:
    path.write_bytes(wire.encode(reading) + b"\n")
    return path


@pytest.fixture
def run(gate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the gate on a small gold with its floors pinned; `reading` is what it is shown."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "fr.jsonl").write_text(json.dumps(gold_of(talks())) + "\n")

    def gate_on(reading: Reading, *arguments: str) -> tuple[int, str]:
        shown = ["--readings", str(store(tmp_path / "now.jsonl", reading)), *arguments]
        code = gate.main(shown, home=tmp_path / "gold", floors=tmp_path / "floors.toml")
        return code, capsys.readouterr().out

    assert gate_on(talks())[0] == 1, "without floors the gate is shut"
    assert gate_on(talks(), "--pin")[0] == 0
    return gate_on


def damaged() -> Reading:
    """The same reading without three of its quotations; the loss of one among five is less than a floor can tell."""
    return replace(talks(), quotations=talks().quotations[3:])


def test_good_readings_pass(run: Run) -> None:
    code, printed = run(talks())
    assert code == 0
    assert "quotations.match" in printed


def test_damaged_readings_fail_and_the_figure_is_named(run: Run) -> None:
    code, printed = run(damaged())
    assert code == 1
    assert "fr: quotations.match is 57.1, under its floor of" in printed


def test_a_layer_that_is_not_attempted_any_more_fails(run: Run) -> None:
    code, printed = run(replace(talks(), layers=("quotations",)))
    assert code == 1
    assert "times.strict is not measured any more" in printed


def test_changed_gold_fails_until_it_is_pinned(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold" / "fr.jsonl"
    gold.write_text(gold.read_text() + "\n")
    code, printed = run(talks())
    assert code == 1
    assert "the gold is not the one that was pinned" in printed
    assert run(talks(), "--pin")[0] == 0
    assert run(talks())[0] == 0


def test_another_parser_fails(run: Run, gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "parsers_of", lambda documents: "a parser 2.0")
    code, printed = run(talks())
    assert code == 1
    assert "floors were pinned with a parser 1.0, this is a parser 2.0" in printed


def test_no_floor_goes_down_unless_asked(run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "floors.toml").read_text()
    code, printed = run(damaged(), "--pin")
    assert code == 1
    assert "fr: quotations.match: " in printed
    assert (tmp_path / "floors.toml").read_text() == before
    assert run(damaged(), "--pin", "--lower")[0] == 0
    assert (tmp_path / "floors.toml").read_text() != before
    assert run(damaged())[0] == 0


def test_a_floor_edited_by_hand_is_raised_again_at_the_next_pin(run: Run, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    before = floors.read_text()
    floors.write_text(before.replace('"quotations.match" = ', '"quotations.match" = 0.0 # '))
    assert run(talks(), "--pin")[0] == 0
    assert floors.read_text() == before


def test_gold_that_went_away_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold" / "fr.jsonl").rename(tmp_path / "gold" / "it.jsonl")
    code, printed = run(talks())
    assert code == 1
    assert "fr: has floors and no gold" in printed


def test_gains_and_losses_are_told_sentence_by_sentence(run: Run, tmp_path: Path) -> None:
    old = store(tmp_path / "old.jsonl", talks())
    lost = run(damaged(), "--against", str(old))[1]
    assert "fr: 0 mistakes gone, 3 new" in lost
    assert "- talks.txt" in lost
    assert "Nous avons parlé, et c’est déjà beaucoup" in lost
    worse = store(tmp_path / "worse.jsonl", damaged())
    assert "fr: 3 mistakes gone, 0 new" in run(talks(), "--against", str(worse))[1]


def test_other_gold_is_measured_and_never_pinned(run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "floors.toml").read_text()
    other = tmp_path / "other" / "fr"
    other.mkdir(parents=True)
    (other / "ours_dev.jsonl").write_text(json.dumps(gold_of(talks())) + "\n")
    (other / "ours_train.jsonl").write_text("{}\n")
    (other / "events.jsonl").write_text('{"id": "e", "text": "Rome.", "events": []}\n')
    code, printed = run(talks(), "--gold", str(tmp_path / "other"), "--pin")
    assert code == 0
    assert printed.startswith("fr/ours_dev: 1 articles")
    assert "train" not in printed and "fr/events" not in printed
    assert (tmp_path / "floors.toml").read_text() == before


def test_the_floors_of_the_project_belong_to_its_gold(gate: ModuleType) -> None:
    floors = gate.read_floors(gate.FLOORS)
    assert {key: pinned.sha256 for key, pinned in floors.items()} == {gold.key: gold.sha256() for gold in gate.gold_sets(gate.GOLD)}
    assert all(pinned.floors["quotations.match"] > 50 for pinned in floors.values())
