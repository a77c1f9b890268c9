"""People's journal in a dossier, on SQLite and on a real PostgreSQL: corrections stand in lists, outlive new texts, and join another journal."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import CHANGED, GENEVA, OFFERS, everything, fill, intake, words

from pourparler import wire
from pourparler.desk import Desk
from pourparler.errors import CorrectionRefused, UnknownName
from pourparler.store.lines import Asked


def speakers(desk: Desk) -> list[str]:
    return [party.name for line in desk.lines("talks", Asked("quotations")) for party in line.parties if party.part == "speaker"]


def test_a_correction_stands_in_lists_and_can_be_undone(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    before = speakers(desk)
    desk.correct("talks", "geneva", "S1", "set", "speakers", "Dmitri Peskov", why="a test")
    after = speakers(desk)
    assert "Dmitri Peskov" in after and "Dmitri Peskov" not in before and len(after) == len(before)
    assert desk.lines("talks", Asked("quotations", ("Peskov",)))[0].judged == "corrected"
    undone = desk.undo("talks")
    assert speakers(desk) == before
    desk.undo("talks", undone.seq)
    assert speakers(desk) == after
    assert [(one.action, one.by) for one in desk.journal("talks")] == [("set", "anna"), ("undo", "anna"), ("undo", "anna")]


def test_what_is_rejected_is_out_of_lists_and_added_records_are_in(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    desk.correct("talks", "geneva", "S1", "reject")
    assert "« Les pourparlers avancent »" not in words(desk, Asked("quotations"))
    assert "« Les pourparlers avancent »" in words(desk, Asked("quotations", rejected=True))
    desk.supply("talks", "ankara", "quotations", {"content": "ont protesté", "kind": "indirect", "source": "Les élus de l’Assemblée"})
    assert "ont protesté" in words(desk, Asked("quotations"))
    (added,) = [reading for reading in desk.readings("talks") if reading.article.id == "ankara"]
    assert [quotation.rule for quotation in added.quotations][-1] == "person"
    raw = [wire.encode(reading) for reading in desk.readings("talks", with_corrections=False)]
    assert raw != everything(desk)


def test_corrections_outlive_removal_rereading_and_a_newer_version(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    desk.correct("talks", "geneva", "S1", "set", "speakers", "Dmitri Peskov")
    desk.remove("talks", "geneva")
    fill(desk, "talks", OFFERS[:1])
    assert "Dmitri Peskov" in speakers(desk)
    _, work = desk.reread("talks", everything=True)
    assert len(list(work)) == 3 and "Dmitri Peskov" in speakers(desk)
    fill(desk, "talks", [intake(CHANGED, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")])
    assert "Dmitri Peskov" in speakers(desk) and desk.detached("talks") == []


def test_a_correction_whose_words_are_gone_is_detached_and_shown_first(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    desk.correct("talks", "geneva", "S1", "accept")
    other = GENEVA.replace("« Les pourparlers avancent »", "« Rien ne va plus »")
    fill(desk, "talks", [intake(other, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")])
    assert [one.correction.action for one in desk.detached("talks")] == ["accept"]
    assert desk.review("talks")[0].kind == "detached"


def test_a_refused_correction_leaves_all_as_it_was(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    before = everything(desk)
    for field, value in (("status", "perhaps"), ("content", "words that are not there"), ("rule", "mine")):
        with pytest.raises(CorrectionRefused):
            desk.correct("talks", "geneva", "S1", "set", field, value)
    with pytest.raises(UnknownName):
        desk.correct("talks", "geneva", "S99", "accept")
    with pytest.raises(UnknownName):
        desk.undo("talks")
    assert everything(desk) == before and desk.journal("talks") == []


def test_the_queue_leaves_out_what_one_judged_oneself_alone(desk: Desk, place: str) -> None:
    fill(desk, "talks", OFFERS)
    first = desk.review("talks", 99)
    desk.correct("talks", first[0].article, first[0].record, "accept")
    assert {task.record for task in desk.review("talks", 99)} == {task.record for task in first[1:]}
    with Desk(place, by="bert") as other:
        assert {task.record for task in other.review("talks", 99)} == {task.record for task in first}


def test_only_what_chance_drew_enters_the_precision(desk: Desk) -> None:
    from pourparler.desk.reviewing import is_audited

    fill(desk, "talks", [intake(GENEVA.replace("Genève", f"Ville{number}"), f"a{number}") for number in range(12)])
    lines = [line for layer in ("quotations", "events") for line in desk.lines("talks", Asked(layer))]
    drawn = [line for line in lines if is_audited("anna", line.record)]
    for number, line in enumerate(lines):
        desk.correct("talks", line.article, line.record, "reject" if number % 2 else "accept")
    right = sum(number % 2 == 0 for number, line in enumerate(lines) if line in drawn)
    found = desk.precision("talks")
    assert drawn and (found.judged, found.right) == (len(drawn), right)
    assert found.low is not None and found.high is not None and 0 <= found.low <= right / len(drawn) <= found.high <= 1


def test_a_journal_joins_another_once(desk: Desk, tmp_path: Path) -> None:
    fill(desk, "talks", OFFERS)
    desk.correct("talks", "geneva", "S1", "set", "speakers", "Dmitri Peskov")
    desk.correct("talks", "english", "S1", "reject")
    desk.undo("talks")
    desk.pack("talks", tmp_path / "a.pourparler")
    _, work = desk.unpack(tmp_path / "a.pourparler", "copy")
    list(work)
    assert everything(desk, "copy") == everything(desk)
    held = [(line.record, line.judged, line.parties) for line in desk.lines("talks", Asked("quotations"))]
    assert [(line.record, line.judged, line.parties) for line in desk.lines("copy", Asked("quotations"))] == held
    assert "corrected" in {judged for _, judged, _ in held}
    list(desk.join("copy", tmp_path / "a.pourparler"))
    assert len(desk.journal("copy")) == 3
