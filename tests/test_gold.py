"""Gold as a person writes it: words stand for their places, and what would change a figure unseen is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_scoring import GOLD, OWN_GOLD, TEXT, as_reading, at, damaged, document

from pourparler import wire
from pourparler.errors import MalformedRecord
from pourparler.scoring import decode_gold, mistakes, read_gold, score


def written(**changed: Any) -> str:
    """The gold with words where places may stand."""
    quotes = [
        {"content": "« Nous irons. »", "cue": ["a dit"], "source": "Lisbonne", "type": "direct", "speaker": ["p"], "status": "asserted"},
        {"content": ["rien n’est sûr"], "cue": [at("Selon")], "source": "Selon [elle]", "type": "indirect", "speaker": ["v"]},
    ]
    events = [{**GOLD["events"][0], "trigger": "a rencontré"}]
    timexes = [{**GOLD["timexes"][0], "span": "Mardi"}]
    return json.dumps({**GOLD, "quotes": quotes, "events": events, "timexes": timexes, **changed})


def test_words_stand_for_their_places() -> None:
    read, meant = decode_gold(written()), document()
    assert [quote.content for quote in read.quotes] == [quote.content for quote in meant.quotes]
    assert [(quote.cue, quote.source) for quote in read.quotes] == [(quote.cue, quote.source) for quote in meant.quotes]
    assert (read.events, read.timexes) == (meant.events, meant.timexes)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "twice": ({"quotes": [{"content": "a", "type": "direct"}]}, r"quotes\[0\]\.content: 'a' stands \d+ times in the text"),
    "nowhere": ({"quotes": [{"content": "[Nous] partons", "type": "direct"}]}, r"'Nous partons' does not stand in the text"),
    "beyond the end": ({"quotes": [{"content": [[5, 900]], "type": "direct"}]}, r"quotes\[0\]\.content: \[5, 900\] is no place"),
    "backwards": ({"timexes": [{"span": [5, 0], "type": "DATE", "value": "2025"}]}, r"timexes\[0\]\.span: \[5, 0\] is no place"),
    "a stranger": ({"quotes": [{"content": "Mardi", "type": "direct", "speaker": ["x"]}]}, r"quotes\[0\]\.speaker: 'x' is none of the actors"),
    "no status": ({"quotes": [{"content": "Mardi", "type": "direct", "status": "dénié"}]}, r"status"),
}


@pytest.mark.parametrize("sort", REFUSED)
def test_gold_that_would_change_a_figure_unseen_is_refused_by_its_field(sort: str) -> None:
    changed, message = REFUSED[sort]
    with pytest.raises(MalformedRecord, match=message):
        decode_gold(written(**changed))


def test_readings_given_for_gold_are_told_from_it() -> None:
    with pytest.raises(MalformedRecord, match="it is a reading, not gold"):
        decode_gold(wire.encode(as_reading(GOLD)))


def test_a_mark_of_byte_order_is_no_gold_and_one_id_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(written() + "\n", encoding="utf-8-sig")
    assert [each.id for each in read_gold(path)] == ["a"]
    path.write_text(f"{written()}\n\n{written()}\n", encoding="utf-8")
    with pytest.raises(MalformedRecord, match=r"gold\.jsonl:3: line 1 has the same id"):
        list(read_gold(path))


def test_a_reading_of_another_text_is_refused_and_one_without_its_text_is_known_by_the_hash() -> None:
    from dataclasses import replace

    from pourparler.intake import key_of

    reading = as_reading(GOLD)
    for text, key in ((f" {TEXT}", ""), ("", "other")):
        with pytest.raises(MalformedRecord, match=r"^a: it was read in another text"):
            score([document()], [replace(reading, article=replace(reading.article, text=text, key=key))])
    wordless = replace(reading, article=replace(reading.article, text="", key=key_of(TEXT)))
    assert score([document()], [wordless]).quotations.match.f1 == 1.0
    with pytest.raises(MalformedRecord, match="a second reading of this article"):
        score([document()], [reading, reading])


def test_what_was_not_annotated_is_not_told_as_right() -> None:
    gold = decode_gold(json.dumps({name: GOLD[name] for name in ("id", "lang", "text", "quotes")}))
    told = "\n".join(score([gold], [as_reading({**GOLD, "events": [], "timexes": [], "actors": []})]).lines())
    assert "not measured: events, times, actors" in told
    assert "quotations found " in told and "mixed" not in told and "0 of 0" not in told


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("path", OWN_GOLD, ids=lambda path: path.stem)
def test_every_figure_that_is_not_whole_has_its_mistakes_listed(path: Path, seed: int) -> None:
    golds = [json.loads(line) for line in path.read_text().splitlines()]
    readings = [as_reading(damaged(gold, seed)) for gold in golds]
    scores, listed = score(read_gold(path), readings), list(mistakes(read_gold(path), readings))

    def count(layer: str, *kinds: str) -> int:
        return sum(one.layer == layer and one.kind in kinds for one in listed)

    quotations, speakers, events, times, actors = scores.quotations, scores.speakers, scores.events, scores.times, scores.actors
    shares = {
        ("quotations", "source"): quotations.source,
        ("quotations", "cue"): quotations.cue,
        ("quotations", "scare"): quotations.scare.rest,
        ("speakers", "missed", "speaker"): speakers.right,
        ("speakers", "false"): speakers.invented.rest,
        ("events", "countries"): events.countries,
        ("events", "status"): events.status,
        ("events", "place"): events.place,
        ("events", "mode"): events.mode,
        ("timexes", "value"): times.value,
        ("timexes", "type"): times.type,
        ("actors", "missed"): actors.found,
        ("actors", "country"): actors.country,
        ("actors", "sector"): actors.sector,
        ("actors", "false"): actors.known,
    }
    assert {key: count(*key) for key in shares} == {key: share.whole - share.part for key, share in shares.items()}
    assert count("quotations", "missed") == quotations.match.gold - quotations.match.right_gold
    assert count("events", "date") == events.date.whole - events.date.part + events.invented.part
    assert count("speakers", "status") >= speakers.status.whole - speakers.status.part
    texts = {gold["id"]: gold["text"] for gold in golds}
    assert all(texts[one.article][one.start :].startswith(one.words.split(" … ")[0]) and one.start < one.end for one in listed if one.words)


def test_actors_that_are_listed_and_not_placed_measure_nobody() -> None:
    listed = [{name: value for name, value in actor.items() if name != "mentions"} for actor in GOLD["actors"]]
    gold = decode_gold(json.dumps({**GOLD, "actors": listed}))
    assert score([gold], [as_reading(GOLD)]).actors.known.whole == 0
    assert [one for one in mistakes([gold], [as_reading(GOLD)]) if one.layer == "actors"] == []
