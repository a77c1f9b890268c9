"""The journal's benchmark in small, two coders compared, and corrections as gold."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from test_corrections import E1, MISSED, Q1, Q2, Q3, Q4, READING, addition, say

from pourparler.dossier.agreement import agreement, cohen
from pourparler.dossier.anchors import anchor_of
from pourparler.dossier.correcting import corrected
from pourparler.dossier.gold import gold_line
from pourparler.scoring import decode_gold, score

BENCHMARK = Path(__file__).parents[1] / "benchmark"


def test_no_correction_of_the_samples_goes_wrong_or_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARK))
    journal = importlib.import_module("journal")
    rows, faults = journal.measure(journal.articles(None, 16), 80, small=False)
    assert not faults
    assert len(rows) == 7
    for name, row in rows.items():
        assert row.live > 60, name
        assert row.right + row.detached == row.live, name
        assert row.detached <= row.live * (0.15 if name == "records split" else 0.10), name
    assert rows["nothing changed"].right == rows["nothing changed"].live


def test_the_benchmark_sees_a_wrong_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attached to the outer saying, a correction of the inner one is told as wrong."""
    monkeypatch.syspath_prepend(str(BENCHMARK))
    journal, coders, worlds = (importlib.import_module(name) for name in ("journal", "coders", "worlds"))
    wrong = say(1, "accept", replace(Q4, id=Q3.id))
    made = coders.Journal(READING, [wrong], {1: Q4})
    row = journal.Row()
    faults = list(journal.follow(made, worlds.Changed(READING, worlds.still(READING)), row))
    assert (row.wrong, len(faults)) == (1, 1)


def test_kappa_is_that_of_the_textbook() -> None:
    table = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohen(table) == pytest.approx(0.4)
    assert cohen([]) is None
    assert cohen([("yes", "yes")] * 3) is None


def test_two_coders_are_compared_on_what_both_judged() -> None:
    journal = [
        say(1, "accept", Q1, by="ana"),
        say(2, "accept", Q1, by="bo"),
        say(3, "reject", Q2, by="ana"),
        say(4, "accept", Q2, by="bo"),
        say(5, "set", E1, "date", "2026-03-02", by="ana"),
        say(6, "set", E1, "date", "2026-03-03", by="bo"),
        say(7, "accept", Q3, by="bo"),
        say(8, "reject", Q3, by="ana"),
        say(9, "undo", undoes=8, by="ana"),
        addition(10),
    ]
    found = agreement([(READING, journal)], "ana", "bo")
    assert (found.fields["quotations.record"].n, found.fields["quotations.record"].observed) == (2, 0.5)
    assert found.fields["events.record"].observed == 1.0
    assert (found.fields["events.date"].n, found.fields["events.date"].observed) == (1, 0.0)
    assert "events.status" not in found.fields
    assert found.fields["quotations.status"].n == 1
    assert [(one.record, one.field, one.first, one.second) for one in found.disagreements] == [
        (Q2.id, "record", False, True),
        (E1.id, "date", "2026-03-02", "2026-03-03"),
    ]


def test_judged_records_are_gold_and_the_rest_counts_neither_way() -> None:
    journal = [say(1, "accept", Q1), say(2, "reject", Q2), say(3, "set", Q3, "speakers", ["Q901"]), addition(4, MISSED, speakers=[])]
    line = gold_line(corrected(READING, journal))
    assert line is not None
    document = decode_gold(line)
    assert [quote.type for quote in document.quotes if not quote.is_neutral] == ["indirect", "direct", "direct"]
    assert document.events is None
    rate = score([document], [READING]).quotations.match
    assert (rate.gold, rate.right_gold) == (3, 2)  # the added one is missed by the rules
    assert (rate.found, rate.right_found) == (3, 2)  # the rejected one is false; what nobody judged is not held against them


def test_nothing_judged_is_no_gold() -> None:
    assert gold_line(corrected(READING, [])) is None


def test_events_are_gold_where_every_paragraph_is_complete_and_every_event_judged() -> None:
    parts = [part.span for part in READING.article.paragraphs if part.kind != "furniture"]
    journal = [say(seq, "complete", anchor_of(READING.article, "paragraphs", span), "events") for seq, span in enumerate(parts, start=1)]
    journal.append(say(90, "reject", READING.events[1]))
    assert "events" not in json.loads(gold_line(corrected(READING, journal)) or b"{}")
    journal.append(say(91, "accept", E1))
    document = decode_gold(gold_line(corrected(READING, journal)) or b"")
    assert document.events is not None
    assert [(event.event_type, event.trigger) for event in document.events] == [("CONSULT", [(E1.trigger[0].start, E1.trigger[0].end)])]
