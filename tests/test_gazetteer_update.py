"""The user's own table of people: answers in the form of SPARQL JSON, recorded here by hand, from a server of this machine; hostile ones too."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from pourparler.cli.app import app
from pourparler.desk import rules
from pourparler.errors import FetchFailed, PackError
from pourparler.gazetteer import Gazetteer, own
from pourparler.gazetteer.wikidata import Gathering, asking, day_of, title_of
from pourparler.reader import Reader

TODAY = date(2026, 6, 1)
STATES = frozenset({"LVA", "NOR"})
NEWCOMER = {
    "person": "http://www.wikidata.org/entity/Q999000001",
    "name": "Jeanne Ostrec",
    "fr": "Jeanne Ostrec",
    "en": "Jeanne Ostreck",
    "office": "Prime Minister of Latvia",
    "state": "LVA",
    "since": "2026-03-01T00:00:00Z",
    "since_precision": "10",
}


def answer(*rows: dict[str, str]) -> bytes:
    """SPARQL 1.1 query results in JSON."""
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": sorted(NEWCOMER)}, "results": {"bindings": bindings}}).encode()


def gathered(*rows: dict[str, str]) -> Gathering:
    found = Gathering(STATES, TODAY)
    found.take(asking().question[0], answer(*rows))
    return found


def test_an_office_stands_as_precise_as_it_is_stated() -> None:
    (row,) = gathered(NEWCOMER, NEWCOMER).rows()
    assert dict(zip(own.COLUMNS, row, strict=True)) == {
        "id": "Q999000001", "name": "Jeanne Ostrec", "fr": "", "en": "Jeanne Ostreck", "other": "", "surname": "", "country": "LVA", "sector": "GOV",
        "wikidata": "Q999000001", "roles": "Prime Minister | LVA | 2026-03 | ", "as_of": "2026-06-01", "source": "wikidata:2026-06-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"person": "http://elsewhere.example/entity/Q1"}, "id"),
        ({"person": "http://www.wikidata.org/entity/Q1\t"}, "id"),
        ({"state": "ZZZ"}, "state"),
        ({"name": "<script>alert(1)</script>"}, "name"),
        ({"name": "Jeanne\tOstrec"}, "name"),
        ({"fr": "Jeanne|Ostrec"}, "name"),
        ({"name": "Jeanne \u202eOstrec"}, "name"),
        ({"name": "1234"}, "name"),
        ({"name": "O" * 500}, "name"),
        ({"office": ""}, "office"),
        ({"since": "2026-02-30T00:00:00Z", "since_precision": "11"}, "day"),
        ({"since": "2031-01-01T00:00:00Z"}, "day"),
        ({"until": "2019-01-01T00:00:00Z", "until_precision": "11"}, "day"),
        ({"since": "yesterday"}, "day"),
        ({"since_precision": "7"}, "day"),
    ],
)
def test_what_cannot_be_is_left_out_by_name_and_the_rest_stays(change: dict[str, str], reason: str) -> None:
    found = gathered(NEWCOMER | change, NEWCOMER)
    assert found.left_out == {reason: 1}
    assert [row[0] for row in found.rows()] == ["Q999000001"]
    assert not set(found.first[reason]) & {"<", "\t", "\u202e"}


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"results": {}}', answer(NEWCOMER)[:-20], b"[" * 100_000, b'{"results": {"bindings": [3]}}'])
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(FetchFailed, match="nothing was changed"):
        Gathering(STATES, TODAY).take(asking().question[0], body)


@pytest.mark.parametrize(
    ("office", "title"),
    [("President of the French Republic", "President"), ("federal chancellor of Latvia", "Federal chancellor"), ("King of Norway", "King")],
)
def test_a_title_has_no_state(office: str, title: str) -> None:
    assert title_of(office) == title


def test_a_day_of_a_year_is_a_year() -> None:
    assert day_of({"since": "2020-01-01T00:00:00Z", "since_precision": "9"}, "since") == "2020"


def test_every_question_is_whole() -> None:
    for question in asking().question:
        query = asking().query(question)
        assert "HOLDING" not in query and "{first_year}" not in query and query.count("{") == query.count("}")
        assert all(f"?{name}" in query for name in ("person", "name", "state", "since", "until")) and (question.title or "?office" in query)


# The command, against a server of this machine


class Wikidata(BaseHTTPRequestHandler):
    """Answers each question once; `body` is what a test wants said."""

    body = answer(NEWCOMER)
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(parse_qs(urlsplit(self.path).query)["query"][0])
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    monkeypatch.setenv(own.VARIABLE, str(tmp_path / "data" / own.FILE))
    Wikidata.body, Wikidata.asked = answer(NEWCOMER), []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wikidata)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://localhost:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["gazetteer", *words])
    if isinstance(result.exception, Exception):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_an_update_is_known_to_the_reader_and_to_the_snapshot_of_the_rules(endpoint: str) -> None:
    before = rules.snapshot.__wrapped__()
    assert "own people" not in Reader().made_with(load_french())
    code, told, _ = run("update", "--endpoint", endpoint, "--allow-host", "localhost", "--json")
    assert (code, json.loads(told)["people"], len(Wikidata.asked)) == (0, 1, len(asking().question))
    (entry,) = Gazetteer.shipped().find("Jeanne Ostreck")
    assert (entry.wikidata, entry.country, entry.source.split(":")[0]) == ("Q999000001", "LVA", "wikidata")
    assert {role.title for role in entry.roles} == {"Prime Minister", "Minister of Foreign Affairs", "Minister of Defence"}
    assert Reader().made_with(load_french())["own people"] == own.digest()
    reached = rules.reach(before, rules.snapshot.__wrapped__())
    assert not reached.languages and frozenset({"ostrec"}) in reached.words
    assert json.loads(run("show", "--json")[1])["people"] == 1
    run("forget")
    assert own.table() is None and not Gazetteer.shipped().find("Jeanne Ostreck")


def load_french() -> object:
    from pourparler.lang import load

    return load("fr")


def test_what_is_known_already_gets_more_and_loses_nothing(endpoint: str) -> None:
    known = Gazetteer.shipped().entry("Q7747")
    Wikidata.body = answer(NEWCOMER | {"person": "http://www.wikidata.org/entity/Q7747", "name": "Vladimir Poutinov", "state": "RUS"})
    run("update", "--endpoint", endpoint, "--allow-host", "localhost")
    after = Gazetteer.shipped().entry("Q7747")
    assert {name.form for name in after.names} == {name.form for name in known.names} | {"Vladimir Poutinov", "Jeanne Ostreck", "Jeanne Ostrec"}
    assert set(known.roles) < set(after.roles)


def test_an_answer_that_breaks_off_leaves_the_table_as_it_was(endpoint: str) -> None:
    run("update", "--endpoint", endpoint, "--allow-host", "localhost")
    before = own.digest()
    Wikidata.body = answer(NEWCOMER)[:-9]
    with pytest.raises(FetchFailed):
        run("update", "--endpoint", endpoint, "--allow-host", "localhost")
    assert own.digest() == before and [path.name for path in (own.place() or Path()).parent.iterdir()] == [own.FILE]


def test_left_out_rows_are_told_and_counted(endpoint: str) -> None:
    Wikidata.body = answer(NEWCOMER, NEWCOMER | {"state": "ZZZ"})
    code, _, told = run("update", "--endpoint", endpoint, "--allow-host", "localhost")
    assert code == 3 and "4" in told and "Jeanne Ostrec" in told


def test_nothing_usable_changes_nothing(endpoint: str) -> None:
    Wikidata.body = answer()
    assert run("update", "--endpoint", endpoint, "--allow-host", "localhost")[0] == 1
    assert own.table() is None


def test_this_machine_is_not_asked_unless_it_is_allowed(endpoint: str) -> None:
    from pourparler.errors import FetchRefused

    with pytest.raises(FetchRefused):
        run("update", "--endpoint", endpoint)
    assert Wikidata.asked == []


def test_who_wants_no_table_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(own.VARIABLE, "")
    assert run("update")[0] == 2


def test_a_table_that_was_spoiled_is_named(endpoint: str) -> None:
    path = own.place()
    assert path is not None
    path.parent.mkdir()
    path.write_text("id\tname\nQ1\n")
    with pytest.raises(PackError, match=own.FILE):
        Gazetteer.shipped()
