"""The page of a dossier: who may ask, hostile words in every view, both languages, filters, search, uploads, exports."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from laid import WORSE, put
from made_readings import hostile, talks
from starlette.testclient import TestClient
from stores import KINDS, fresh_place
from typer.testing import CliRunner

from pourparler.cli.app import app
from pourparler.desk import Desk
from pourparler.errors import InputRefused, PortTaken, UnknownName
from pourparler.model import Actor, Reading
from pourparler.store.coverage import Wanted, days_without, kinds_of, list_articles, never_quoted, sequence_of
from pourparler.web import serving, uploading
from pourparler.web.app import make_app
from pourparler.web.guarding import LARGEST
from pourparler.web.inbox import Inbox, safe_name
from pourparler.wording import interface_languages, wording

PORT, TOKEN = 8321, "a-token-for-the-tests"
HOME = f"http://127.0.0.1:{PORT}"
TALKS, HOSTILE = talks().article.key, hostile().article.key
LISTS = ("/", "/?by=Valcourt", "/articles", "/search", "/search?q=experts", "/check?q=nous")
PAGES = (*LISTS, f"/article/{TALKS}", f"/article/{HOSTILE}", "/inbox", "/export", "/basket", "/review", f"/review/{TALKS}/q2-made")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "talks.db", by="anna") as opened:
        opened.new("talks", WORSE, WORSE)
        put(opened, talks())
        put(opened, hostile())
        opened.refuse("talks", InputRefused(WORSE, WORSE))
        yield opened


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_app(desk, "talks", PORT, TOKEN), base_url=HOME, headers={"accept-language": "fr"}) as asked:
        assert asked.get(f"/?token={TOKEN}", follow_redirects=False).status_code == 303
        yield asked


class Tags(HTMLParser):
    """Every tag with its attributes, and the text of the page outside of scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# who may ask


def test_a_stranger_is_refused_everywhere(desk: Desk) -> None:
    with TestClient(make_app(desk, "talks", PORT, TOKEN), base_url=HOME) as stranger:
        for page in (*PAGES, "/static/desk.js", "/export/csv.zip"):
            assert stranger.get(page).status_code == 403
        assert stranger.get("/?token=wrong").status_code == 403
        assert stranger.get("/", headers={"cookie": f"pourparler-{PORT}=wrong"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"evil.example:{PORT}", f"127.0.0.1.evil.example:{PORT}", ""])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", f"https://127.0.0.1:{PORT}", f"http://localhost:{PORT}", "http://127.0.0.1"])
@pytest.mark.parametrize("path", ["/seen", "/inbox", "/review", "/basket", "/basket/1", f"/article/{TALKS}/add", f"/article/{TALKS}/complete"])
def test_a_change_from_another_origin_is_refused(client: TestClient, origin: str | None, path: str) -> None:
    headers = {"origin": origin} if origin else {}
    assert client.post(path, headers=headers).status_code == 403
    assert client.post(f"{path}?token={TOKEN}", headers=headers).status_code == 403


def test_the_key_goes_from_the_address_into_a_cookie_that_no_script_reads(desk: Desk) -> None:
    with TestClient(make_app(desk, "talks", PORT, TOKEN), base_url=HOME) as asked:
        answer = asked.get(f"/search?q=a&token={TOKEN}", follow_redirects=False)
        assert answer.headers["location"] == "/search?q=a"
        assert "HttpOnly" in answer.headers["set-cookie"] and "SameSite=strict" in answer.headers["set-cookie"]


@pytest.mark.parametrize("page", [*PAGES, "/nowhere", "/static/desk.js"])
def test_every_answer_forbids_what_it_does_not_need(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"


def test_what_is_too_large_or_of_unsaid_size_is_refused_unread(client: TestClient) -> None:
    headers = {"origin": HOME}
    assert client.post("/inbox", headers=headers | {"content-length": str(LARGEST + 1)}).status_code == 413
    assert client.post("/inbox", headers=headers, content=iter([b"x"])).status_code == 411


def test_the_description_of_the_routes_is_not_served(client: TestClient) -> None:
    assert {client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")} == {404}


# what is shown


@pytest.mark.parametrize("language", interface_languages())
@pytest.mark.parametrize("page", PAGES)
def test_hostile_words_are_text_in_every_view(client: TestClient, page: str, language: str) -> None:
    answer = client.get(page, headers={"accept-language": language})
    assert answer.status_code == 200
    shown = Tags(answer.text)
    scripts = [given for tag, given in shown.tags if tag == "script"]
    own = ["/static/adding.js"] if page.startswith("/article/") else []
    assert [script.get("src") for script in scripts] == ["/static/htmx.min.js", "/static/desk.js", *own]
    assert not [tag for tag, _ in shown.tags if tag in ("img", "iframe", "object", "style", "base")]
    assert not [name for _, given in shown.tags for name in given if name.startswith("on") or name == "style"]
    asked = [value or "" for _, given in shown.tags for name, value in given.items() if name in ("src", "action", "hx-get")]
    assert all(value.startswith("/") and not value.startswith("//") for value in asked)
    links = [given.get("href") or "" for tag, given in shown.tags if tag == "a"]
    assert not [link for link in links if not re.match(r"/|#|https://www\.wikidata\.org/wiki/Q\d+$", link)]
    assert f'<html lang="{language}">' in answer.text


def test_the_text_of_the_pane_is_the_article_to_the_letter(client: TestClient) -> None:
    for reading in (talks(), hostile()):
        source = client.get(f"/article/{reading.article.key}").text
        pane = re.search(r"<section class=\"text\"[^>]*>(.*?)</section>", source, re.S)
        assert pane
        # a browser would keep the carriage return that the reference stands for
        assert Tags(pane.group(1)).text == reading.article.text


def test_a_card_says_who_how_and_why(client: TestClient) -> None:
    source = client.get(f"/article/{TALKS}").text
    second = source[source.index('id="card-S2"') :]
    second = second[: second.index("</article>")]
    text = talks().article.text
    start = text.index("que les experts")
    assert f'data-spans="{start}-{start + len("que les experts se reverraient « avant l’été »")}"' in second
    for words in ("Irène Valcourt", "a ajouté", "mixte", "fr.cues.déclarer", "own:ferrand", "Elle [", "2026-03-03"):
        assert words in second
    assert "<b>La délégation corvienne</b>" in source[source.index('id="card-S5"') :]
    assert "autre lecture possible" in second and 'id="c=' in source


def test_both_languages_and_the_choice_is_kept(client: TestClient) -> None:
    assert "Qui a rencontré qui" in client.get("/").text
    assert "Who met whom" in client.get("/?lang=en").text
    assert "Who met whom" in client.get("/").text
    assert "Qui a rencontré qui" in client.get("/?lang=fr").text
    assert client.get("/?lang=xx").status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [("by=Valcourt", 2), ("by=Ferrand", 1), ("kind=mixed", 1), ("status=denied", 1), ("since=2026-03-04", 0), ("publisher=Bor", 5)],
)
def test_filters_work_with_and_without_a_script(client: TestClient, asked: str, found: int) -> None:
    whole = client.get(f"/?{asked}").text
    part = client.get(f"/?{asked}", headers={"hx-request": "true"}).text
    assert part.lstrip().startswith('<div id="lists"') and "<html" not in part
    assert part.strip() in whole
    said = part.split('aria-labelledby="met-title"')[0]
    assert said.count("data-row") == found


def test_a_day_that_is_none_is_said_and_not_applied(client: TestClient) -> None:
    answer = client.get("/?since=soon").text
    assert wording("fr")("web.bad_day") in answer and answer.count("data-row") > 3


def test_news_stay_new_until_they_are_said_to_be_seen(client: TestClient, desk: Desk) -> None:
    fr = wording("fr")
    assert fr("web.first_visit") in client.get("/").text and fr("web.first_visit") in client.get("/").text
    assert client.post("/seen", headers={"origin": HOME}).status_code == 200
    assert fr("web.first_visit") not in client.get("/").text
    assert client.get("/").text.count(fr.count("quotations", 0)) == 1


def test_what_is_missing_is_counted_and_named(client: TestClient) -> None:
    front = client.get("/").text
    assert '<a href="/articles?undated=1">1</a>' in front and "talks" in front
    assert client.get("/articles?undated=1").text.count("data-row") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_coverage_is_the_same_on_every_store(kind: str, tmp_path: Path) -> None:
    with Desk(fresh_place(kind, tmp_path), by="anna") as opened:
        opened.new("talks")
        before = replace(talks().article, key="0" * 16, id="earlier", text="Rien.", published="2026-02-27T10:00")
        for reading in (talks(), hostile(), Reading(before, ("quotations",))):
            put(opened, reading)
        with opened.reading("talks") as (connection, dossier):
            assert sequence_of(connection, "talks") == dossier.sequence and sequence_of(connection, "none") is None
            assert days_without(connection, dossier.id) == [("2026-02-28", "2026-03-02")]
            assert kinds_of(connection, dossier.id, "quotations") == ["direct", "indirect", "mixed"]
            assert never_quoted(connection, dossier.id, 5) == []
            order = [one.label for one in list_articles(connection, dossier.id, Wanted(), 5)]
            assert order == ["earlier", "talks.txt", "hostile.txt"]
            assert [one.label for one in list_articles(connection, dossier.id, Wanted(undated=True), 5)] == ["hostile.txt"]
            assert [one.label for one in list_articles(connection, dossier.id, Wanted(publisher="Agence Boréale"), 1, 1)] == ["talks.txt"]
            assert list_articles(connection, dossier.id, Wanted(partial=True, language="fr"), 5) == []


def test_who_is_spoken_to_and_says_nothing_is_named(desk: Desk) -> None:
    spoken_to = replace(talks(), article=replace(talks().article, key="1" * 16, text=talks().article.text + "\n"))
    alone = Actor("own:alone", "Ada Sollo", "person", "CHE")
    first = replace(talks().quotations[0], addressees=("own:alone", "Q901"))
    put(desk, replace(spoken_to, quotations=(first,), actors=(*spoken_to.actors, alone)))
    with desk.reading("talks") as (connection, dossier):
        assert never_quoted(connection, dossier.id, 5) == [("own:alone", "Ada Sollo", "CHE", 1)]


def test_an_article_can_be_kept_as_one_file(client: TestClient) -> None:
    answer = client.get(f"/article/{TALKS}/page.html")
    assert "attachment" in answer.headers["content-disposition"] and "Irène Valcourt" in answer.text


def test_faults_are_pages_that_say_what_happened(client: TestClient) -> None:
    answer = client.get("/article/none-such")
    assert answer.status_code == 404 and "none-such" in answer.text
    assert client.get("/nowhere").status_code == 404
    assert client.get("/export/nothing.zip").status_code == 404


def test_serve_opens_on_this_machine_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_LANG", "en")
    opened: list[tuple[str, str]] = []
    monkeypatch.setattr(serving, "serve", lambda desk, name, listening, token, browser: opened.append((name, listening.getsockname()[0])))
    store = ["--store", desk.store.place, "serve"]
    refused = CliRunner().invoke(app, [*store, "talks", "--host", "0.0.0.0"])
    assert refused.exit_code == 2 and "this machine" in refused.stderr
    told = CliRunner().invoke(app, [*store, "talks", "--port", "0", "--no-browser"])
    assert told.exit_code == 0 and re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", told.stderr)
    assert opened == [("talks", "127.0.0.1")]
    assert isinstance(CliRunner().invoke(app, [*store, "none", "--port", "0"]).exception, UnknownName)


def test_a_port_that_is_taken_is_said() -> None:
    with serving.listen(0) as listening:
        listening.listen()
        with pytest.raises(PortTaken, match="--port"):
            serving.listen(listening.getsockname()[1])


def test_keys_differ_from_start_to_start() -> None:
    assert len({serving.new_token() for _ in range(50)}) == 50


def test_the_page_of_a_block_is_gone_when_the_block_breaks(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), serving.served(desk, "talks") as address:
        port = int(address.split(":")[2].partition("/")[0])
        raise ZeroDivisionError
    serving.listen(port).close()


def test_a_dossier_that_is_not_there_is_refused_at_once(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="none"):
        make_app(desk, "none", PORT, TOKEN)


# taking in and handing out


def test_exports_come_packed_with_their_codebook(client: TestClient) -> None:
    answer = client.get("/export/csv.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        statements = packed.read("statements.csv").decode("utf-8-sig")
    assert any(name.startswith("CODEBOOK") for name in names)
    assert "Nous avons parlé" in statements
    with zipfile.ZipFile(io.BytesIO(client.get("/export/csv.zip?texts=none").content)) as packed:
        assert "Nous avons parlé" not in packed.read("statements.csv").decode("utf-8-sig")


def judged(client: TestClient, **given: str) -> str:
    answer = client.post("/review", data={"article": TALKS, "record": "q1-made"} | given, headers={"origin": HOME})
    return answer.text


def test_a_judgement_goes_into_the_journal_and_can_be_undone(client: TestClient, desk: Desk) -> None:
    assert "data-item" in client.get("/review").text
    judged(client, action="accept")
    judged(client, action="set", field="speakers", after="Luc Ferrand", why="<b>he said so</b>")
    assert [(one.action, one.by) for one in desk.journal("talks")] == [("accept", "anna"), ("set", "anna")]
    card = client.get(f"/article/{TALKS}").text
    assert "&lt;b&gt;he said so&lt;/b&gt;" in card and wording("fr")("judged.corrected") in card
    assert client.get("/?by=Ferrand", headers={"hx-request": "true"}).text.count("data-row") >= 2
    judged(client, action="undo")
    assert desk.read_article("talks", TALKS).quotations[0].speakers == ("Q901",)


def test_a_rejected_record_leaves_the_lists_and_stays_on_the_page_to_be_taken_back(client: TestClient) -> None:
    counted = "<small>{}</small>".format
    assert counted("6 lignes") in client.get("/").text
    judged(client, action="reject", back=f"/article/{TALKS}")
    assert counted("5 lignes") in client.get("/").text
    source = client.get(f"/article/{TALKS}").text
    assert 'class="rejected"' in source and "<del" in source
    assert client.get("/?by=Valcourt", headers={"hx-request": "true"}).text.count("data-row") == 1


@pytest.mark.parametrize(
    "given",
    [{"action": "drop"}, {"action": "set", "field": "kind", "after": "<loud>"}, {"action": "accept", "record": "none-such"}, {}, {"action": "undo"}],
)
def test_what_cannot_be_is_said_and_nothing_is_written(client: TestClient, desk: Desk, given: dict[str, str]) -> None:
    answer = client.post("/review", data={"article": TALKS, "record": "q1-made"} | given, headers={"origin": HOME})
    assert answer.status_code == 400 and "<loud>" not in answer.text
    assert desk.journal("talks") == []


def test_one_is_led_back_to_an_article_and_nowhere_else(client: TestClient) -> None:
    for back, led in ((f"/article/{TALKS}#c=1-2", 303), ("//evil.example/article/", 200), ("http://evil.example", 200)):
        data = {"article": TALKS, "record": "q1-made", "action": "accept", "back": back}
        answer = client.post("/review", data=data, headers={"origin": HOME}, follow_redirects=False)
        assert answer.status_code == led


def waited(inbox: Inbox) -> None:
    limit = time.monotonic() + 120
    while inbox.is_busy and time.monotonic() < limit:
        time.sleep(0.05)
    assert not inbox.is_busy


def test_uploads_are_read_by_a_worker_and_refusals_are_shown(client: TestClient, desk: Desk) -> None:
    said = "« Nous partons demain », a déclaré Anna Brandt, la ministre des Affaires étrangères de la Corvie."
    files = [("files", ("../../départ.txt", said.encode())), ("files", ('<b>"x".txt', b"\x00\x01\x02")), ("files", ("empty.txt", b""))]
    answer = client.post("/inbox", files=files, headers={"origin": HOME})
    assert answer.status_code == 200 and "départ.txt" in answer.text
    inbox = client.app.state.room.inbox  # type: ignore[attr-defined]
    waited(inbox)
    page = client.get("/inbox").text
    assert "<b>&#34;x" not in page and page.count('class="alert"') == 2
    assert [upload.counts["new"] for upload in inbox.all] == [1, 0, 0]
    assert desk.article("talks", "départ.txt").text == said
    assert "Nous partons demain" in client.get("/?by=Brandt").text
    assert 'href="/article/' in client.get("/search?q=partir").text
    assert "Nous partons demain" in client.get("/check?q=nous partons demain").text


def test_a_file_that_is_too_large_is_refused_by_its_name(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "LARGEST_FILE", 10)
    page = client.post("/inbox", files=[("files", ("long.txt", b"x" * 11))], headers={"origin": HOME}).text
    assert page.count('class="alert"') == 1 and "long.txt" in page
    assert "long.txt" in [place for place, _, _ in desk.refused("talks")]


@pytest.mark.parametrize(
    ("name", "safe"),
    [("../../etc/passwd", "passwd"), ("C:\\temp\\a.txt", "a.txt"), ("..", "file"), ("\u202ea.txt", "a.txt"), ("a" * 300 + ".txt", "a" * 80 + ".txt")],
)
def test_a_name_leads_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe
