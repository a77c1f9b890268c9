"""The basket: what is put aside stays, whatever becomes of the dossier; nothing hostile gets through; what is handed on proves its lines."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import test_web
import test_web_walks as walks
from browsing import NEEDS_CHROMIUM, TOO_WIDE, Walk, sync_api, walking
from laid import WORSE, lengthened, put
from made_readings import TALKS, article, hostile, talks
from sqlalchemy import text
from starlette.testclient import TestClient
from stores import CHANGED, GENEVA, OFFERS, fill, intake
from test_export_note import lines_of
from test_store import all_bytes
from test_web import HOME, Tags

from pourparler.desk import Desk
from pourparler.desk.basket import LONGEST_NOTE, LONGEST_TITLE, Taken
from pourparler.desk.noting import references, write_note
from pourparler.desk.sealing import seal
from pourparler.errors import BasketRefused, UnknownName
from pourparler.model import Reading, Span
from pourparler.store import open_store
from pourparler.store.readings import begin_run, put_reading
from pourparler.wording import interface_languages, wording

KEY, OTHER = talks().article.key, hostile().article.key
FIRST, SECOND = "« Nous avons parlé, et c’est déjà beaucoup »", "que les experts se reverraient « avant l’été »"
FR = wording("fr")
client, address, walk = test_web.client, walks.address, walks.walk


@pytest.fixture
def desk(place: str) -> Iterator[Desk]:
    with Desk(place, by="anna") as opened:
        opened.new("talks", WORSE, WORSE)
        put(opened, talks())
        put(opened, hostile())
        yield opened


def read_again(desk: Desk, reading: Reading) -> None:
    """Another run, whose rules find this."""
    made = replace(reading, quotations=tuple(map(lengthened, reading.quotations)))
    with desk.writing("talks") as (connection, dossier):
        run = begin_run(connection, dossier.id, {"fr": reading.made_with}, b"")
        put_reading(connection, dossier.id, made, run, seal(made))


def words_of(line: Taken) -> list[str]:
    assert line.article
    return [span.slice(line.article.text) for span in line.kept.spans]


# at the desk


def test_what_is_taken_stays_in_its_order_with_its_notes(desk: Desk, place: str) -> None:
    basket = desk.basket("talks")
    assert (list(basket.lines()), basket.title) == ([], WORSE)
    one, two = basket.take(KEY, "q1-made"), basket.take(KEY, "q2-made")
    words = basket.take(OTHER, span=Span(0, 5))
    assert basket.take("talks.txt", "q1-made") == one and len(basket.kept()) == 3
    basket.note(two.id, "à vérifier\n« deux fois »")
    basket.move(words.id, -1)
    basket.move(one.id, -1)
    basket.rename(" Ma note ")
    with Desk(place, by="anna") as again:
        lines = list(again.basket("talks").lines())
        assert again.basket("talks").title == "Ma note"
    assert [line.kept.id for line in lines] == [one.id, words.id, two.id]
    assert [words_of(line) for line in lines] == [[FIRST], ["Titre"], [SECOND]]
    assert [line.state for line in lines] == ["stands", "words", "stands"] and lines[2].kept.note == "à vérifier\n« deux fois »"
    basket.remove(one.id)
    assert [line.id for line in basket.kept()] == [words.id, two.id]


def test_every_person_and_every_dossier_has_a_basket_of_its_own(desk: Desk, place: str) -> None:
    mine = desk.basket("talks").take(KEY, "q1-made")
    desk.new("other")
    with Desk(place, by="bea") as other:
        theirs = other.basket("talks")
        assert theirs.kept() == []
        for change in (lambda: theirs.note(mine.id, "x"), lambda: theirs.remove(mine.id), lambda: theirs.move(mine.id, 1)):
            with pytest.raises(UnknownName, match=str(mine.id)):
                change()
        theirs.rename("Hers")
    assert desk.basket("other").kept() == [] and desk.basket("talks").kept() == [mine] and desk.basket("talks").title == WORSE


def test_a_record_that_a_new_reading_does_not_have_leaves_its_words(desk: Desk) -> None:
    basket = desk.basket("talks")
    basket.take(KEY, "q2-made")
    basket.take(KEY, "q1-made")
    desk.correct("talks", KEY, "q1-made", "reject")
    read_again(desk, replace(talks(), quotations=talks().quotations[:1]))
    lines = list(basket.lines())
    assert [(line.state, words_of(line)) for line in lines] == [("gone", [SECOND]), ("gone", [FIRST])]
    read_again(desk, talks())
    assert [line.state for line in basket.lines()] == ["stands", "gone"]


def test_a_line_outlives_the_article_that_is_taken_out_and_none_that_is_forgotten(desk: Desk, place: str) -> None:
    basket, secret = desk.basket("talks"), "une note sur Valcourtoise"
    basket.note(basket.take(KEY, "q1-made").id, secret)
    basket.take(OTHER, span=Span(0, 5))
    desk.remove("talks", KEY)
    (out, _) = basket.lines()
    assert (out.state, out.article, out.kept.note) == ("out", None, secret)
    put(desk, talks())
    assert next(basket.lines()).state == "stands"
    desk.forget("talks", KEY)
    assert [line.article for line in basket.kept()] == [OTHER]
    if "://" not in place:
        assert secret.encode() not in all_bytes(place)


def test_a_later_version_is_named(desk: Desk) -> None:
    fill(desk, "talks", OFFERS[:1])
    key = desk.article("talks", "geneva").key
    desk.basket("talks").take(key, span=Span(0, 6))
    assert next(desk.basket("talks").lines()).later is None
    fill(desk, "talks", [intake(CHANGED, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")])
    (line,) = desk.basket("talks").lines()
    assert line.later == desk.article("talks", "geneva").key != key and words_of(line) == ["Genève"]


def test_what_cannot_be_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    basket = desk.basket("talks")
    for span in (None, Span(3, 3), Span(5, 2), Span(0, len(TALKS) + 1)):
        with pytest.raises(BasketRefused):
            basket.take(KEY, span=span)
    for called, record in ((KEY, "none"), ("none-such", "q1-made")):
        with pytest.raises(UnknownName):
            basket.take(called, record)
    line = basket.take(KEY, "q1-made").id
    with pytest.raises(BasketRefused):
        basket.note(line, "x" * (LONGEST_NOTE + 1))
    for title in (" ", "x" * (LONGEST_TITLE + 1)):
        with pytest.raises(BasketRefused):
            basket.rename(title)
    assert [kept.note for kept in basket.kept()] == [""]


def test_an_older_store_gets_its_tables_and_keeps_what_it_has(place: str) -> None:
    with Desk(place, by="anna") as desk:
        desk.new("talks", "Talks")
        with desk.store.writing() as connection:
            for statement in ("DROP TABLE basket_lines", "DROP TABLE baskets", "UPDATE alembic_version SET version_num = '0001'"):
                connection.execute(text(statement))
    open_store(place).close()
    with Desk(place, by="anna") as desk:
        put(desk, talks())
        desk.basket("talks").take(KEY, "q1-made")
        assert len(desk.basket("talks").kept()) == 1 and desk.show("talks").dossier.title == "Talks"


# handed on


def test_the_note_has_the_lines_in_their_order_with_own_words_and_footnotes(desk: Desk, tmp_path: Path) -> None:
    basket = desk.basket("talks")
    for record in ("q2-made", "q1-made", "q3-made"):
        basket.take(KEY, record)
    basket.take(OTHER, span=Span(0, 5))
    basket.note(basket.kept()[0].id, "Une <b>\u202e\n\nDeux")
    read_again(desk, replace(talks(), quotations=talks().quotations[:2]))
    write_note(basket.lines(), "Ma note", FR, tmp_path / "note.docx")
    lines = lines_of(tmp_path / "note.docx")
    assert [shown for _, shown, _ in lines] == [SECOND, FIRST, "« Mon collègue m’a dit : “Nous viendrons”, et je le crois »", "Titre"]
    assert lines[0][0].startswith("Irène Valcourt (ALB) (2026-03-03, mixte") and FR("basket.gone") in lines[2][0]
    start = TALKS.index(FIRST)
    assert f"{KEY}, caractères {start}-{start + len(FIRST)}." in lines[1][2]
    with zipfile.ZipFile(tmp_path / "note.docx") as packed:
        body = packed.read("word/document.xml").decode()
    assert re.findall(r'<w:pStyle w:val="OwnNote"/></w:pPr><w:r><w:t xml:space="preserve">(.*?)</w:t>', body) == ["Une &lt;b&gt;⟨U+202E⟩", "Deux"]


def test_words_that_a_licence_keeps_in_are_not_handed_on(desk: Desk, tmp_path: Path) -> None:
    text = "« Rien à dire », a répété le conseiller."
    kept = replace(article(text, "kept.txt", title="Le conseiller se tait", licence="restricted: Europresse"), publisher="Le Fil")
    put(desk, Reading(kept, ("quotations",)))
    basket = desk.basket("talks")
    basket.take("kept.txt", span=Span(0, 15))
    write_note(basket.lines(), "Note", FR, tmp_path / "note.docx")
    with zipfile.ZipFile(tmp_path / "note.docx") as packed:
        out = "".join(packed.read(name).decode() for name in packed.namelist()) + references(basket.lines())
    assert "Rien à dire" not in out and "se tait" not in out
    assert kept.key in out and FR("proof.withheld") in out


def test_the_references_are_those_of_the_basket_and_no_others(desk: Desk) -> None:
    basket = desk.basket("talks")
    assert references(basket.lines()) == ""
    for record in ("q1-made", "q2-made"):
        basket.take(KEY, record)
    assert re.findall(r"^@article\{(\w+),", references(basket.lines()), re.M) == [KEY]
    basket.take(OTHER, span=Span(0, 5))
    assert re.findall(r"^@article\{(\w+),", references(basket.lines()), re.M) == [KEY, OTHER]


# on the page


def sent(client: TestClient, path: str, script: bool = False, **given: str) -> str:
    headers = {"origin": HOME} | ({"hx-request": "true"} if script else {})
    return str(client.post(path, data=given, headers=headers).text)


@pytest.mark.parametrize("page", ["/", f"/article/{KEY}", "/search?q=pourparlers", "/check?q=Les pourparlers avancent"])
def test_a_line_goes_into_the_basket_from_every_list_and_out_again(client: TestClient, desk: Desk, page: str) -> None:
    fill(desk, "talks", OFFERS[:1])
    given = re.findall(r'name="take" value="(.*?)"', client.get(page).text)[0]
    button = sent(client, "/basket", script=True, take=given)
    assert 'aria-pressed="true"' in button and 'name="drop"' in button and "<html" not in button
    (line,) = desk.basket("talks").lines()
    assert line.article and words_of(line)[0] and line.article.text in (TALKS, GENEVA)
    assert client.get(page).text.count('aria-pressed="true"') == 1
    assert 'aria-pressed="false"' in sent(client, "/basket", script=True, drop=given)
    assert desk.basket("talks").kept() == []
    assert FR("basket.title") in sent(client, "/basket", take=given)


def test_times_are_no_lines(client: TestClient) -> None:
    page = client.get(f"/article/{KEY}").text
    assert page.count('name="take"') == len(talks().quotations)


def test_lines_are_noted_moved_named_and_taken_out(client: TestClient, desk: Desk) -> None:
    for record in ("q1-made", "q2-made"):
        sent(client, "/basket", take=f"{KEY} {record}")
    first, second = (kept.id for kept in desk.basket("talks").kept())
    assert sent(client, f"/basket/{first}", script=True, note="<b>\r\nvu") == FR("basket.saved")
    assert desk.basket("talks").kept()[0].note == "<b>\nvu"
    part = sent(client, f"/basket/{second}", script=True, move="up")
    assert part.startswith('<div id="basket">') and part.index(f"note-{second}") < part.index(f"note-{first}")
    assert "Ma note de mars" in sent(client, "/basket/title", title="Ma note de mars")
    assert "&lt;b&gt;\nvu</textarea>" in client.get("/basket").text
    assert sent(client, f"/basket/{second}", remove="1").count("data-row") == 1


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/basket", {}, 400),
        ("/basket", {"take": f"{KEY} 0-999999"}, 400),
        ("/basket", {"take": f"{KEY} <b>"}, 404),
        ("/basket", {"take": "none q1-made"}, 404),
        ("/basket/99", {"remove": "1"}, 404),
        ("/basket/x", {"remove": "1"}, 404),
        ("/basket/title", {"title": ""}, 400),
    ],
)
def test_what_cannot_be_is_said(client: TestClient, path: str, given: dict[str, str], status: int) -> None:
    answer = client.post(path, data=given, headers={"origin": HOME})
    assert answer.status_code == status and "<b>" not in answer.text
    assert client.post(path, data=given, headers={"origin": "http://evil.example"}).status_code == 403


@pytest.mark.parametrize("language", interface_languages())
def test_hostile_words_are_text_in_the_basket_and_in_the_note(client: TestClient, desk: Desk, language: str, tmp_path: Path) -> None:
    desk.basket("talks").note(desk.basket("talks").take(OTHER, "q1-made").id, f"</textarea>{WORSE}")
    desk.basket("talks").take(OTHER, span=Span(0, len(hostile().article.text)))
    desk.basket("talks").rename(WORSE)
    shown = Tags(client.get("/basket", headers={"accept-language": language}).text)
    assert len([tag for tag, _ in shown.tags if tag == "script"]) == 2 and not [tag for tag, _ in shown.tags if tag in ("img", "style", "iframe")]
    assert not [name for _, given in shown.tags for name in given if name.startswith("on") or name == "style"]
    links = [given.get("href") or "" for tag, given in shown.tags if tag == "a"]
    assert all(re.match(r"/|#", link) for link in links) and f"</textarea>{WORSE}" in shown.text
    answer = client.get("/basket/note.docx", headers={"accept-language": language})
    assert answer.headers["content-disposition"] == 'attachment; filename="talks.docx"'
    (tmp_path / "note.docx").write_bytes(answer.content)
    assert len(lines_of(tmp_path / "note.docx")) == 2
    bib = client.get("/basket/references.bib")
    assert "attachment" in bib.headers["content-disposition"] and bib.text.count("@article") == 1


def test_a_line_that_stands_no_more_says_so_on_the_page(client: TestClient, desk: Desk) -> None:
    desk.basket("talks").take(KEY, "q2-made")
    desk.basket("talks").take(OTHER, span=Span(0, 5))
    read_again(desk, replace(talks(), quotations=()))
    desk.remove("talks", OTHER)
    page = client.get("/basket").text
    assert FR("basket.gone") in page and SECOND in page and FR("basket.out", key=OTHER, places="0-5") in page


@NEEDS_CHROMIUM
def test_a_basket_is_filled_noted_and_ordered_by_keyboard(walk: Walk) -> None:
    expect, page = sync_api.expect, walk.page
    walk.go("/")
    walk.press("j", "b")
    expect(page.locator(".take [aria-pressed=true]")).to_have_count(1)
    walk.press("j", "b")
    expect(page.locator(".take [aria-pressed=true]")).to_have_count(2)
    walk.press("b")
    expect(page.locator(".take [aria-pressed=true]")).to_have_count(1)
    walk.go(f"/article/{KEY}")
    walk.press("j", "j", "j", "b")
    expect(page.locator(".take [aria-pressed=true]")).to_have_count(2)
    walk.go("/basket")
    words = [one.inner_text() for one in page.locator(".put .words").all()]
    page.locator("textarea").first.fill("à vérifier")
    page.locator("textarea").first.blur()
    expect(page.locator("output").first).to_have_text(FR("basket.saved"))
    walk.press("j", "J")
    expect(page.locator(".put .words").last).to_have_text(words[0])
    assert page.locator("textarea").last.input_value() == "à vérifier"
    walk.press("K")
    expect(page.locator(".put .words").first).to_have_text(words[0])
    walk.press("x")
    expect(page.locator(".put")).to_have_count(1)
    with page.expect_download() as taken:
        page.click(".hand-on a")
    assert lines_of(taken.value.path())[0][1] == words[1]


@NEEDS_CHROMIUM
@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light")])
def test_a_filled_basket_can_be_used_by_everybody_and_fits(browser: Any, address: str, width: int, scheme: Any) -> None:
    walk = walking(browser, address, width, color_scheme=scheme, bypass_csp=True)
    for path in ("/", "/search?q=parlé", f"/article/{OTHER}"):
        walk.go(path)
        for button in walk.page.locator(".take [aria-pressed=false]").all()[:2]:
            button.dispatch_event("click")
            walk.page.wait_for_load_state("networkidle")
    walk.go("/basket")
    assert walk.page.locator(".put").count() >= 2
    walk.press("j")
    assert walk.serious() == [] and walk.page.evaluate(TOO_WIDE) <= 0
    walk.page.context.close()
