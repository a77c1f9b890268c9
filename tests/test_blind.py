"""A coder who works blind sees the finds of the rules and his own judgements, whatever others did; on SQLite and on a real PostgreSQL, and on
the page, in a real browser too.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_CHROMIUM, sync_api, walking
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laid import put
from made_readings import talks
from starlette.testclient import TestClient
from stores import CHANGED, OFFERS, everything, fill, intake
from test_web import HOME, PORT, TOKEN
from typer.testing import CliRunner

from pourparler.cli.app import app
from pourparler.desk import Desk
from pourparler.desk import blind as blinding
from pourparler.desk.standing import standing_of
from pourparler.errors import UnknownName
from pourparler.store.coverage import kinds_of, never_quoted
from pourparler.store.lines import Asked, most_named
from pourparler.web.app import make_app
from pourparler.web.serving import served

KEY = talks().article.key
ARTICLE = f"/article/{KEY}"
REASON = "marie-saw-this"


def seen(desk: Desk) -> dict[str, Any]:
    """Everything that a desk can show of a dossier and that a correction could change."""
    asked = {layer: Asked(layer, rejected=True, attitudes=True) for layer in ("quotations", "events")}
    with desk.reading("talks") as (connection, dossier):
        around = [most_named(connection, dossier.id, part, 50) for part in ("speaker", "actor", "recipient", "addressee")]
        lists = [around, kinds_of(connection, dossier.id, "events"), never_quoted(connection, dossier.id, 50)]
    sheet = desk.show("talks")
    return {
        "lines": {layer: desk.lines("talks", one) for layer, one in asked.items()},
        "counts": {layer: desk.count("talks", one) for layer, one in asked.items()},
        "named": [desk.lines("talks", Asked("quotations", (name,))) for name in ("Lavrov", "Rubio", "Peskov", "Macron")],
        "about": desk.lines("talks", Asked("quotations"), "pourparlers"),
        "readings": everything(desk),
        "lists": lists,
        "sheet": (sheet.quotations, sheet.attitudes, sheet.events, sheet.corrections),
        "journal": [(one.action, one.field, one.after, one.by) for one in desk.journal("talks")],
        "detached": desk.detached("talks"),
        "gold": list(desk.gold("talks")),
    }


DEEDS = st.sampled_from(("accept", "reject", "speaker", "add", "complete", "undo"))


def do(desk: Desk, deed: str) -> None:
    """One deed of a person on the first article; what cannot be done then is not done."""
    try:
        if deed in ("accept", "reject"):
            desk.correct("talks", "geneva", desk.read_article("talks", "geneva").quotations[0].id, "accept" if deed == "accept" else "reject")
        elif deed == "speaker":
            desk.correct("talks", "geneva", desk.read_article("talks", "geneva").quotations[-1].id, "set", "speakers", "Dmitri Peskov")
        elif deed == "add":
            desk.supply("talks", "ankara", "quotations", {"content": "ont protesté", "kind": "indirect", "speakers": "Emmanuel Macron"})
        elif deed == "complete":
            desk.complete("talks", "ankara", 1)
        else:
            desk.undo("talks")
    except (UnknownName, IndexError):
        pass


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("filled") / "talks.db"
    with Desk(place, by="anna") as desk:
        desk.new("talks", "Talks")
        fill(desk, "talks", OFFERS)
    return place.read_bytes()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.booleans(), DEEDS), max_size=8))
def test_whatever_others_do_a_blind_desk_shows_what_one_alone_would_see(filled: bytes, tmp_path_factory: pytest.TempPathFactory, deeds: Any) -> None:
    """Anna works blind beside Marie; a copy of the dossier in which Anna alone works shows her the same after every deed."""
    folder = tmp_path_factory.mktemp("blind")
    for name in ("shared.db", "alone.db"):
        (folder / name).write_bytes(filled)
    shared, alone = folder / "shared.db", folder / "alone.db"
    with Desk(shared, by="anna", blind=True) as anna, Desk(shared, by="marie", blind=True) as marie, Desk(alone, by="anna") as only:
        for is_annas, deed in deeds:
            for desk in (anna, only) if is_annas else (marie,):
                do(desk, deed)
            mine, hers = seen(anna), seen(only)
            assert comparable(mine) == comparable(hers)


def comparable(view: dict[str, Any]) -> dict[str, Any]:
    """Without the number at which an added line came, which counts the deeds of everybody."""
    lines = {layer: [(one.record, one.judged, one.parties, one.kind, one.status) for one in some] for layer, some in view["lines"].items()}
    named = [[(one.record, one.judged, one.parties) for one in some] for some in [*view["named"], view["about"]]]
    return view | {"lines": lines, "named": named, "about": None, "detached": len(view["detached"])}


def test_others_are_heard_again_without_the_blindfold(desk: Desk, place: str) -> None:
    fill(desk, "talks", OFFERS)
    before = comparable(seen(desk))
    with Desk(place, by="marie") as marie:
        marie.correct("talks", "geneva", "S1", "set", "speakers", "Dmitri Peskov", why=REASON)
        marie.supply("talks", "ankara", "quotations", {"content": "ont protesté", "kind": "indirect"})
    with Desk(place, by="anna", blind=True) as blind:
        assert comparable(seen(blind)) == before
        assert not blind.lines("talks", Asked("quotations", ("Peskov",)))
        assert [task.record for task in blind.review("talks", 99)]
    assert comparable(seen(desk)) != before
    assert desk.lines("talks", Asked("quotations", ("Peskov",)))[0].judged == "corrected"


def test_a_judgement_costs_a_blind_coder_the_view_of_one_article(desk: Desk, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk, "talks", OFFERS)
    made: list[str] = []

    def counting(connection: Any, dossier: int, key: str, only: str | None = None) -> Any:
        made.append(key)
        return standing_of(connection, dossier, key, only)

    monkeypatch.setattr(blinding, "standing_of", counting)
    asked = Asked("quotations", rejected=True)
    with Desk(place, by="marie") as marie, Desk(place, by="anna", blind=True) as blind:
        for label in ("geneva", "english", "ankara"):
            marie.correct("talks", label, "S1", "accept")
        first = blind.lines("talks", asked)
        assert (len(made), {line.judged for line in first}) == (3, {None})
        marie.correct("talks", "english", "S1", "reject")
        assert (blind.lines("talks", asked), len(made)) == (first, 4)
        blind.correct("talks", "geneva", "S1", "accept")
        assert [line.judged for line in blind.lines("talks", asked) if line.judged] == ["accepted"]
        assert len(made) == 5
        changed = intake(CHANGED, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")
        fill(desk, "talks", [changed])
        assert [line.judged for line in blind.lines("talks", asked) if line.judged] == ["accepted"]
        assert blind.lines("talks", asked)[0].article == changed.article.key
        assert len(made) == 6


def test_a_blind_coder_takes_back_his_own_lines_alone(desk: Desk, place: str) -> None:
    fill(desk, "talks", OFFERS)
    with Desk(place, by="marie") as marie:
        hers = marie.correct("talks", "geneva", "S1", "reject").seq
    with Desk(place, by="anna", blind=True) as blind:
        with pytest.raises(UnknownName):
            blind.undo("talks", hers)
        with pytest.raises(UnknownName):
            blind.undo("talks")
        mine = blind.correct("talks", "geneva", "S1", "accept").seq
        assert blind.undo("talks").undoes == mine
    assert [one.seq for one in desk.journal("talks") if one.action == "reject"] == [hers]


def test_agreement_is_computed_over_both_whoever_works_blind(desk: Desk, place: str) -> None:
    fill(desk, "talks", OFFERS)
    for by, speaker in (("marie", "Dmitri Peskov"), ("anna", "Marco Rubio")):
        with Desk(place, by=by, blind=True) as coder:
            coder.correct("talks", "geneva", "S1", "set", "speakers", speaker)
            coder.correct("talks", "english", "S1", "accept")
    found = desk.agreement("talks", "anna", "marie")
    assert found.fields["quotations.record"].n == 2 and found.fields["quotations.record"].observed == 1
    assert [(one.field, one.first != one.second) for one in found.disagreements] == [("speakers", True)]


def test_the_commands_are_blind_where_the_environment_says_so(desk: Desk, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk, "talks", OFFERS)
    with Desk(place, by="marie") as marie:
        marie.correct("talks", "geneva", "S1", "set", "speakers", "Dmitri Peskov", why=REASON)
    monkeypatch.setenv("POURPARLER_STORE", place)
    monkeypatch.setenv("POURPARLER_CODER", "anna")
    asked = (["said", "talks", "--json"], ["journal", "talks", "--json"], ["review", "talks", "--json", "--limit", "99"])
    sighted = [CliRunner().invoke(app, one).stdout for one in asked]
    assert all("Peskov" in told for told in sighted)
    assert "Peskov" not in CliRunner().invoke(app, [*asked[2], "--blind"]).stdout
    monkeypatch.setenv("POURPARLER_BLIND", "1")
    assert not [told for told in (CliRunner().invoke(app, one).stdout for one in asked) if "Peskov" in told or REASON in told]
    monkeypatch.setenv("POURPARLER_BLIND", "0")
    assert CliRunner().invoke(app, asked[1]).stdout == sighted[1]


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Path]:
    """A dossier in which Marie rejected one record, gave another a speaker, added a third and completed a paragraph."""
    place = tmp_path / "talks.db"
    with Desk(place, by="marie") as marie:
        marie.new("talks", "Vevey")
        put(marie, talks())
        marie.correct("talks", KEY, "q1-made", "reject", why=REASON)
        marie.correct("talks", KEY, "q2-made", "set", "speakers", "Odile Marchevent", why=REASON)
        marie.complete("talks", KEY, 1)
        yield place


PAGES = ("/", "/?kind=ALL", "/articles", ARTICLE, f"{ARTICLE}/page.html", "/review", f"/review/{KEY}/q2-made", "/basket", "/search?q=nous")
TRACES = ("marie", "Odile Marchevent", REASON, "Paragraph 1 is complete", "judged right", "corrected:", "judged wrong", "no longer in the reading")


def shown(place: Path) -> dict[str, str]:
    """The pages as Anna, who works blind, gets them; the record that the other rejected is in her basket."""
    with Desk(place, by="anna", blind=True) as desk, TestClient(make_app(desk, "talks", PORT, TOKEN), base_url=HOME) as client:
        client.get(f"/?token={TOKEN}")
        desk.basket("talks").take(KEY, "q1-made")
        found = {page: html.unescape(client.get(page, headers={"accept-language": "en"}).text) for page in PAGES}
        with zipfile.ZipFile(io.BytesIO(client.get("/export/csv.zip").content)) as packed:
            found["export"] = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".csv"))
    return found


def test_no_page_of_a_blind_coder_bears_a_trace_of_another(judged: Path) -> None:
    blind = shown(judged)
    for page, text in blind.items():
        assert [trace for trace in TRACES if trace in text] == [], page
    assert all("You work blind as anna" in blind[page] for page in PAGES if not page.endswith("page.html"))


def test_the_same_pages_tell_a_sighted_coder_of_the_other(judged: Path) -> None:
    with Desk(judged, by="anna", blind=False) as desk, TestClient(make_app(desk, "talks", PORT, TOKEN), base_url=HOME) as client:
        client.get(f"/?token={TOKEN}")
        text = html.unescape(client.get(f"/article/{KEY}", headers={"accept-language": "en"}).text)
    assert all(trace in text for trace in ("marie", "Odile Marchevent", REASON, "Paragraph 1 is complete"))
    assert "work blind" not in text


@NEEDS_CHROMIUM
def test_a_blind_coder_walks_through_what_another_judged(browser: Any, judged: Path) -> None:
    """She reads, rejects the very record that the other rejected, takes it back, and never meets the other's name."""
    with Desk(judged, by="anna", blind=True) as desk, served(desk, "talks") as address:
        walk = walking(browser, address)
        assert "anna" in walk.page.locator(".blind").inner_text()
        walk.go(f"/article/{KEY}")
        text = walk.page.locator("body").inner_text()
        assert "marie" not in text and "Odile Marchevent" not in text and walk.page.locator(".rejected").count() == 0
        cards = walk.page.locator(".card.of-quotations")
        count = cards.count()
        assert count == len(talks().quotations)
        walk.press("j", "x")
        sync_api.expect(cards).to_have_count(count - 1)
        walk.page.wait_for_load_state()
        walk.press("u")
        sync_api.expect(cards).to_have_count(count)
        walk.page.wait_for_load_state()
        with walk.page.expect_response("**/review") as answered:
            walk.press("u")
        assert answered.value.status == 400
        assert [one.by for one in desk.journal("talks")] == ["anna", "anna"]
        assert walk.abroad == []
        walk.page.context.close()
    with Desk(judged, by="marie") as sighted:
        assert [one.by for one in sighted.journal("talks")] == ["marie", "marie", "marie", "anna", "anna"]
