"""The scorer: its figures on small cases written out, and the same figures as the field's referee where that lies beside."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pourparler import wire
from pourparler.errors import MalformedRecord
from pourparler.model import Actor, Article, Event, Mention, Place, Quotation, Reading, Span, Timex
from pourparler.scoring import GoldDocument, Rate, Scores, decode_gold, mistakes, read_gold, score, without_dates
from pourparler.scoring.comparing import WordIndex

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN_GOLD = sorted((ROOT / "benchmark" / "gold").glob("*.jsonl"))
SHARED_GOLD = [SHARED / "gold" / name for name in ("fr/seed.jsonl", "fr/wikinews_dev.jsonl", "fr/press_dev.jsonl", "en/press_dev.jsonl")]
QUOTATIONS_ONLY = [SHARED / "gold" / name for name in ("fr/phenomena.jsonl", "en/polnear_dev.jsonl")]

TEXT = "Mardi, Lisbonne a dit : « Nous irons. » La ministre Alma Veyrac a rencontré Rome. Selon elle, rien n’est sûr."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


GOLD: dict[str, Any] = {
    "id": "a",
    "lang": "fr",
    "text": TEXT,
    "quotes": [
        {
            "content": [at("« Nous irons. »")],
            "cue": [at("a dit")],
            "source": [at("Lisbonne")],
            "type": "direct",
            "speaker": ["p"],
            "status": "asserted",
        },
        {
            "content": [at("rien n’est sûr")],
            "cue": [at("Selon")],
            "source": [at("elle")],
            "type": "indirect",
            "speaker": ["v"],
            "status": "unverified",
        },
    ],
    "events": [
        {
            "event_type": "CONSULT",
            "mode": None,
            "trigger": [at("a rencontré")],
            "actor": ["p", "i"],
            "recipient": [],
            "date": "2025-02-25",
            "place": None,
            "status": "actual",
        }
    ],
    "timexes": [{"span": at("Mardi"), "type": "DATE", "value": "2025-02-25", "undated": "XXXX-WXX-2"}],
    "actors": [
        {"id": "p", "name": "Portugal", "kind": "country", "country": "PRT", "sector": "GOV", "mentions": [at("Lisbonne")]},
        {"id": "i", "name": "Italie", "kind": "country", "country": "ITA", "sector": "GOV", "mentions": [at("Rome")]},
        {"id": "v", "name": "Alma Veyrac", "kind": "person", "country": "PRT", "sector": "GOV", "mentions": [at("Alma Veyrac")]},
    ],
}


def spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def as_reading(gold: dict[str, Any]) -> Reading:
    """The reading that says what the gold says."""
    article = Article(key="", id=gold["id"], text=gold["text"], language=gold["lang"], paragraphs=())
    names = [actor["id"] for actor in gold.get("actors", [])]
    quotations = [
        Quotation(
            id=f"q{number}",
            kind=each["type"],
            layer="speech",
            content=spans(each["content"]),
            cue=spans(each.get("cue", [])),
            source=spans(each.get("source", [])),
            speakers=tuple(name for name in each.get("speaker", []) if name in names),
            status=each.get("status", "asserted"),
        )
        for number, each in enumerate(gold["quotes"])
        if each["type"] not in {"scare", "ignore"}
    ]
    places = {each["place"] for each in gold.get("events", []) if each.get("place")}
    return Reading(
        article,
        ("quotations", "events", "timexes", "mentions", "actors", "places"),
        mentions=tuple(Mention(Span(*pair), "person", actor["id"]) for actor in gold.get("actors", []) for pair in actor["mentions"]),
        timexes=tuple(
            Timex(f"t{number}", Span(*each["span"]), each["type"], each["value"], each["undated"])
            for number, each in enumerate(gold.get("timexes", []))
        ),
        quotations=tuple(quotations),
        events=tuple(as_event(number, each) for number, each in enumerate(gold.get("events", []))),
        actors=tuple(
            Actor(each["id"], each["name"], each["kind"], each.get("country"), each.get("sector"), each.get("wikidata"))
            for each in gold.get("actors", [])
        ),
        places=tuple(Place(name, name) for name in sorted(places)),
    )


def as_event(number: int, each: dict[str, Any]) -> Event:
    return Event(
        id=f"e{number}",
        event_type=each["event_type"],
        mode=each["mode"],
        context=(),
        cameo=None,
        trigger=spans(each["trigger"]),
        actors=tuple(each["actor"]),
        recipients=tuple(each["recipient"]),
        place=each["place"],
        date=each["date"],
        status=each["status"],
    )


def document() -> GoldDocument:
    return decode_gold(json.dumps(GOLD))


def test_a_reading_that_says_what_the_gold_says_is_right_throughout() -> None:
    scores = score([document()], [as_reading(GOLD)])
    figures = (scores.quotations.full.f1, scores.events.typed.f1, scores.times.strict.f1)
    shares = [scores.speakers.right, scores.speakers.status, scores.events.countries, scores.events.date, scores.actors.found]
    assert figures == (1.0, 1.0, 1.0)
    assert [(each.part, each.whole) for each in shares] == [(2, 2), (1, 1), (1, 1), (1, 1), (3, 3)]
    assert list(mistakes([document()], [as_reading(GOLD)])) == []


def test_without_a_reading_all_is_missed() -> None:
    scores = score([document()], [])
    assert scores.missing == ["a"]
    assert (scores.quotations.match.recall, scores.events.typed.recall, scores.times.extent.recall) == (0.0, 0.0, 0.0)
    found = [(mistake.layer, mistake.kind, mistake.gold) for mistake in mistakes([document()], [])]
    assert ("quotations", "missed", "« Nous irons. »") in found
    assert ("events", "missed", "CONSULT a rencontré") in found
    assert ("timexes", "missed", "Mardi") in found


def test_the_wrong_source_is_named_with_its_sentence() -> None:
    right = as_reading(GOLD)
    quotation = right.quotations[0]
    changed = Quotation(
        id=quotation.id,
        kind="direct",
        layer="speech",
        content=quotation.content,
        cue=quotation.cue,
        source=spans([at("Rome")]),
        rule="fr.cues.dire",
    )
    reading = Reading(right.article, right.layers, quotations=(changed,), actors=right.actors)
    scores = score([document()], [reading])
    assert (scores.quotations.match.right_gold, scores.quotations.full.right_gold) == (1, 0)
    found = next(mistake for mistake in mistakes([document()], [reading]) if mistake.kind == "source")
    assert (found.gold, found.found, found.rule) == ("Lisbonne", "Rome", "fr.cues.dire")
    assert found.sentence == "Mardi, Lisbonne a dit : « Nous irons. »"


def test_marked_words_that_nobody_said_count_neither_way() -> None:
    gold = {**GOLD, "quotes": [{**GOLD["quotes"][0], "type": "scare"}], "events": [], "timexes": [], "actors": []}
    scores = score(
        [decode_gold(json.dumps(gold))], [as_reading({**gold, "quotes": [{**GOLD["quotes"][0], "type": "direct", "speaker": []}]})]
    )
    assert (scores.quotations.match.gold, scores.quotations.match.found) == (0, 0)
    assert (scores.quotations.scare.part, scores.quotations.scare.whole) == (1, 1)


def test_without_dates_the_undated_values_are_expected() -> None:
    (undated,) = without_dates([document()])
    assert undated.timexes is not None and undated.events is not None
    assert undated.timexes[0].value == "XXXX-WXX-2"
    assert undated.events[0].date is None


def test_words_are_touched_not_covered() -> None:
    index = WordIndex("Il a dit non.")
    assert index.touched([(3, 6)]) == {1, 2}
    assert index.touched([(0, 4)]) == {0, 1}
    assert index.touched([(2, 3)]) == frozenset()


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert (Rate().precision, Rate().recall) == (1.0, 1.0)
    assert Rate(found=1).precision == 0.0


@pytest.mark.parametrize("line", ["", "[]", '{"id": "a"}', '{"id": "a", "text": "x", "quotes": [{"content": [[1]], "type": "direct"}]}'])
def test_a_line_that_is_no_gold_is_refused_by_place(line: str) -> None:
    with pytest.raises(MalformedRecord, match=r"^gold\.jsonl:7: "):
        decode_gold(line, "gold.jsonl:7")


def shifted(pair: Sequence[int], chance: random.Random, length: int) -> list[int]:
    start = min(max(0, pair[0] + chance.choice([-9, -3, 0, 0, 4, 15])), length - 1)
    return [start, min(max(start + 1, pair[1] + chance.choice([-12, -2, 0, 0, 5, 40])), length)]


def damaged(gold: dict[str, Any], seed: int) -> dict[str, Any]:
    """The gold with records dropped, spans moved, sources exchanged and values changed: a reading with every sort of mistake."""
    chance = random.Random(f"{seed} {gold['id']}")
    length = len(gold["text"])
    bad: dict[str, Any] = json.loads(json.dumps(gold))
    bad["quotes"] = [each for each in bad["quotes"] if chance.random() > 0.2]
    everybody = [each["source"] for each in bad["quotes"]] or [[]]
    names = [actor["id"] for actor in bad.get("actors", [])]
    for each in bad["quotes"]:
        each["type"] = (
            each["type"] if each["type"] not in {"scare", "ignore"} and chance.random() > 0.2 else chance.choice(["direct", "mixed"])
        )
        each["content"] = [shifted(pair, chance, length) for pair in each["content"]]
        each["source"] = each["source"] if chance.random() > 0.3 else chance.choice(everybody)
        each["cue"] = each.get("cue", []) if chance.random() > 0.3 else []
        named = each.get("speaker")
        each["speaker"] = (
            [] if not isinstance(named, list) else named if chance.random() > 0.3 else chance.sample(names, min(len(names), 2))
        )
        each["status"] = chance.choice(["asserted", "unverified", "denied"]) if chance.random() < 0.2 else each.get("status", "asserted")
    for each in bad.get("events", []):
        each["trigger"] = [shifted(pair, chance, length) for pair in each["trigger"]]
        each["event_type"] = "REQUEST" if chance.random() < 0.2 else each["event_type"]
        each["date"] = chance.choice([None, "2016-01-01", "XXXX-02"]) if chance.random() < 0.3 else each["date"]
        each["actor"] = each["actor"][:1] if chance.random() < 0.3 else each["actor"]
        each["status"] = "future" if chance.random() < 0.2 else each["status"]
    bad["timexes"] = [each for each in bad.get("timexes", []) if chance.random() > 0.2]
    for each in bad["timexes"]:
        each["span"] = shifted(each["span"], chance, length)
        each["value"] = "PAST_REF" if chance.random() < 0.2 else each["value"]
    for each in bad.get("actors", []):
        each["country"] = None if chance.random() < 0.2 else each["country"]
        each["name"] = each["name"].split()[-1] if chance.random() < 0.3 else each["name"]
        each["mentions"] = [shifted(pair, chance, length) for pair in each["mentions"]]
    return bad


@pytest.fixture(scope="module")
def referee() -> ModuleType:
    path = SHARED / "referee" / "referee.py"
    if not path.exists():
        pytest.skip("no referee beside this checkout")
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec = importlib.util.spec_from_file_location("referee", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def counts(rate: Rate) -> tuple[int, int, int]:
    assert rate.right_found == rate.right_gold
    return rate.right_found, rate.found, rate.gold


def theirs(figures: dict[str, int]) -> tuple[int, int, int]:
    return figures["tp"], figures["n_pred"], figures["n_gold"]


def agree(ours: Scores, record: dict[str, Any]) -> None:
    """Every figure of the two, count by count where the other gives counts."""
    quotations, events, times, actors = record["quotations"], record["events"], record["timexes"], record["actors"]
    assert counts(ours.quotations.match) == theirs(quotations["quote"])
    assert counts(ours.quotations.full) == theirs(quotations["ar"])
    assert ours.quotations.exact.f1 == pytest.approx(quotations["content"]["exact"]["f"])
    assert (ours.quotations.scare.part, ours.quotations.scare.whole) == quotations["scare"]
    for kind, scores in ours.quotations.kinds.items():
        for rate, other in ((scores.match, quotations["type"][kind]["quote"]), (scores.full, quotations["type"][kind]["ar"])):
            assert (rate.found, rate.gold) == (other["n_pred"], other["n_gold"])
            assert (rate.precision, rate.recall, rate.f1) == pytest.approx((other["p"], other["r"], other["f"]))
    speakers = ours.speakers.right
    assert (speakers.part, speakers.whole) == (record["speakers"]["right"], record["speakers"]["total"])
    assert counts(ours.events.typed) == (events["t"], events["p"], events["g"])
    assert counts(ours.events.loose) == (events["loose"], events["p"], events["g"])
    assert (ours.events.countries.part, ours.events.status.part, ours.events.whole.part) == (
        events["actors"],
        events["status"],
        events["whole"],
    )
    for share, part, whole in (
        (ours.events.date, "date", "date_n"),
        (ours.events.invented, "invented", "undated"),
        (ours.events.place, "place", "place_n"),
        (ours.events.mode, "mode", "mode_n"),
    ):
        assert (share.part, share.whole) == (events[part], events[whole])
    assert counts(ours.times.extent) == theirs(times["extent"])
    assert counts(ours.times.strict) == theirs(times["strict"])
    assert ours.times.value.part == pytest.approx(times["value"] * ours.times.value.whole)
    assert (ours.actors.found.part, ours.actors.found.whole) == (actors["found"], actors["total"])
    assert (ours.actors.country.part, ours.actors.sector.part) == (actors["country"], actors["sector"])
    assert (ours.actors.known.part, ours.actors.known.whole) == (actors["known"], actors["persons"])


def readings_of(golds: list[dict[str, Any]], seed: int | None) -> list[Reading]:
    return [as_reading(gold if seed is None else damaged(gold, seed)) for gold in golds]


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
@pytest.mark.parametrize("path", [*SHARED_GOLD, *QUOTATIONS_ONLY, *OWN_GOLD], ids=lambda path: "/".join(path.parts[-2:]))
def test_the_figures_are_the_referees(referee: ModuleType, path: Path, seed: int | None, capsys: pytest.CaptureFixture[str]) -> None:
    golds = referee.load(path)
    readings = readings_of([{**gold, "quotes": [dict(each) for each in gold["quotes"]]} for gold in golds], seed)
    neutral = [referee.neutral(json.loads(wire.encode(reading))) for reading in readings]
    record = referee.record(golds, {each["id"]: each for each in neutral})
    capsys.readouterr()
    agree(score(read_gold(path), readings), record)


def test_a_thousand_documents_take_seconds() -> None:
    gold = {**GOLD, "text": TEXT * 20}
    documents = [decode_gold(json.dumps({**gold, "id": str(number)})) for number in range(1000)]
    readings = [as_reading({**gold, "id": str(number)}) for number in range(1000)]
    start = time.perf_counter()
    scores = score(documents, readings)
    assert scores.quotations.full.f1 == 1.0
    assert time.perf_counter() - start < 10
