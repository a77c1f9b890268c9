"""What a newcomer stumbles over in the first minutes: a message says what to do next, nothing found is never mistaken for nothing there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from test_web import HOME, PORT, TOKEN
from typer.testing import CliRunner, Result

import pourparler
from pourparler.cli.app import app
from pourparler.desk import Desk
from pourparler.errors import InputRefused
from pourparler.export import EXPORTERS
from pourparler.export.shown import ELLIPSIS, GAP, passage
from pourparler.intake import articles_from
from pourparler.model import Article, Paragraph, Span
from pourparler.web.app import make_app
from pourparler.wording import interface_languages, wording

TEXT = "Sergueï Lavrov a rencontré Marco Rubio à Genève. « Les pourparlers avancent », a déclaré Sergueï Lavrov."
SENTENCE = "Anna Brandt a rencontré Luc Ferrand mardi à Vevey, avant que la réunion reprenne jeudi à Lisbonne."


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("POURPARLER_LANG", "en"), ("COLUMNS", "160"), ("POURPARLER_CODER", "anna"), ("POURPARLER_STORE", str(tmp_path / "s.db"))):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture(scope="module")
def geneva(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with one dossier of one article."""
    folder = tmp_path_factory.mktemp("geneva")
    (folder / "geneva.txt").write_text(TEXT)
    with Desk(folder / "s.db", by="anna") as made:
        made.new("talks", "Talks")
        list(made.add("talks", articles_from(folder / "geneva.txt")))
    return (folder / "s.db").read_bytes()


@pytest.fixture
def dossier(tmp_path: Path, geneva: bytes) -> str:
    (tmp_path / "s.db").write_bytes(geneva)
    return "talks"


@pytest.mark.parametrize("command", ["add", "read"])
@pytest.mark.parametrize("address", ["https://example.org/a.html", "www.example.org/a"])
def test_an_address_is_refused_as_it_was_given_with_what_to_do(dossier: str, command: str, address: str) -> None:
    result = run(*((command, dossier, address) if command == "add" else (command, address)))
    assert result.exit_code == 1
    assert f"refused: {address}: pages are not fetched" in result.stderr and "save the page" in result.stderr


def test_an_empty_export_says_so() -> None:
    run("dossier", "new", "empty")
    result = run("export", "empty", "--to", "csv", "--output", "tables")
    assert result.exit_code == 1 and "nothing to export" in result.stderr


def test_no_dossier_leads_to_the_first_one() -> None:
    result = run("dossier", "list")
    assert result.exit_code == 0 and "pourparler dossier new" in result.stderr


def test_articles_without_a_day_are_told_with_what_gives_one(dossier: str, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("« Rien n’est signé », a déclaré Anna Brandt à l’issue de la réunion de Vevey.")
    told = run("add", dossier, "more.txt").stderr
    assert "2\xa0articles of this dossier without a day" in told and "metadata.csv" in told
    assert "without a day" not in run("add", dossier, "more.txt", "--published", "2025-02-18").stderr


def test_words_for_a_name_lead_to_the_title() -> None:
    assert "--title" in str(run("dossier", "new", "Two words").exception)


@pytest.mark.parametrize("day", ["yesterday", "12/03/2025", "2025-02-30", "25-02-18", "2025-2"])
@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("command", ["said", "met"])
def test_a_day_that_is_none_is_wrong_usage_and_no_empty_list(dossier: str, command: str, option: str, day: str) -> None:
    result = run(command, dossier, option, day)
    assert result.exit_code == 2 and "2025-02-18" in result.output


@pytest.mark.parametrize("day", ["2025", "2025-02", "2025-02-18"])
def test_a_day_a_month_and_a_year_are_days(dossier: str, day: str) -> None:
    assert run("said", dossier, "--since", day).exit_code == 0


@pytest.mark.parametrize("asked", [("said", "--status", "true"), ("met", "--status", "asserted"), ("met", "--kind", "MEETING")])
def test_a_status_or_a_kind_that_is_none_is_wrong_usage(dossier: str, asked: tuple[str, str, str]) -> None:
    command, *options = asked
    assert run(command, dossier, *options).exit_code == 2


def test_a_name_that_nobody_bears_leads_to_the_nearest(dossier: str) -> None:
    told = run("said", dossier, "--by", "Lavrof").stderr
    assert "nobody in this dossier is called 'Lavrof'" in told and "Sergueï Lavrov" in told
    assert "nobody" not in run("said", dossier, "--by", "Marco Rubio").stderr
    assert "nearest" not in run("met", dossier, "--who", "Xyzzy").stderr


def test_a_search_without_an_answer_says_which_word_is_nowhere(dossier: str) -> None:
    assert "in any form: zèbre" in run("search", dossier, "pourparler", "zèbre").stderr


def test_the_beginning_of_a_label_leads_to_the_article(dossier: str) -> None:
    assert "perhaps you mean geneva.txt" in str(run("correct", dossier, "gene", "S1", "accept").exception)


def test_why_takes_the_line_of_a_dossier_as_said_shows_it(dossier: str) -> None:
    with Desk(by="anna") as opened:
        quotation = opened.read_article(dossier, "geneva.txt").quotations[0]
    by_id, by_handle = run("why", dossier, quotation.id), run("why", dossier, "S1", "--article", "geneva.txt")
    assert by_id.exit_code == 0 and by_id.stdout == by_handle.stdout and "Sergueï Lavrov" in by_id.stdout
    unclear = run("why", dossier, "S1")
    assert unclear.exit_code == 2 and "--article" in unclear.stderr


def test_why_speaks_of_a_meeting_as_one(dossier: str) -> None:
    told = run("why", dossier, "E1", "--article", "geneva.txt").stdout
    assert wording("en")("field.trigger") in told and "Marco Rubio" in told and "Genève" in told
    assert f"  {wording('en')('why.speaker')} " not in told and "→ —" not in told


def test_a_meeting_is_listed_within_the_words_around_it(dossier: str) -> None:
    told = " ".join(run("met", dossier).stdout.split())
    assert "Sergueï Lavrov a rencontré Marco" in told


def test_the_first_visit_counts_and_prints_no_table(dossier: str) -> None:
    first = run("new", dossier)
    assert first.stdout == "" and "pourparler serve talks" in first.stderr and "1\xa0quotation" in first.stderr


def test_near_passages_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"« Nous avons fait un pas numéro {number} », a déclaré Anna Brandt à l’issue de la réunion.")
    told = run("check", str(folder), "Nous avons fait un bond numéro 3").stdout
    assert told.count("also in") == 5 and "6 passages" in told


def test_an_undo_says_what_it_took_back(dossier: str) -> None:
    run("correct", dossier, "geneva.txt", "S1", "accept")
    told = run("undo", dossier).stderr
    assert "taken back" in told and "anna accept [« Les pourparlers avancent »]" in told


def test_agreement_without_a_common_record_names_the_coders(dossier: str) -> None:
    run("correct", dossier, "geneva.txt", "S1", "accept")
    result = run("agreement", dossier, "ana", "marie")
    assert result.exit_code == 1 and "anna" in result.stderr


def test_an_empty_basket_says_how_it_is_filled(dossier: str) -> None:
    assert "pourparler serve talks" in run("basket", dossier).stderr


def test_the_review_speaks_the_language_of_the_person(dossier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_LANG", "fr")
    told = run("review", dossier).stdout
    french = wording("fr")
    assert french("field.speakers") in told and french("kind.direct") in told
    assert "asserted" not in told and "speakers" not in told


def test_a_wrong_day_of_publication_is_said_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_LANG", "fr")
    told = " ".join(run("read", "a.txt", "--published", "12/03/2025").output.split())
    assert "n’est pas comprise" in told and "not understood" not in told


@pytest.mark.parametrize("name", ["article.txt", " pages/a.html\n", "note.docx", "scan.pdf"])
def test_python_is_told_that_a_name_is_no_text(name: str) -> None:
    with pytest.raises(InputRefused, match="name of a file"):
        pourparler.read(name)


# the words of an event among those around them


@given(st.data())
def test_a_passage_is_words_of_the_article_in_their_order(data: st.DataObject) -> None:
    article = Article("k" * 16, "a", SENTENCE, "fr", (Paragraph(Span(0, len(SENTENCE)), "body", "fr"),))
    edges = sorted(data.draw(st.sets(st.integers(0, len(SENTENCE)), min_size=2, max_size=6)))
    spans = [Span(one, other) for one, other in zip(edges[::2], edges[1::2], strict=False)]
    found = passage(article, spans, data.draw(st.integers(1, 150)))
    assert [words for words, is_own in found if is_own] == [span.slice(SENTENCE) for span in spans]
    assert all(words in SENTENCE for words, _ in found if words not in (GAP, ELLIPSIS.lstrip(), ELLIPSIS.rstrip()))


def test_a_passage_is_cut_between_words_and_says_so() -> None:
    article = Article("k" * 16, "a", SENTENCE, "fr", (Paragraph(Span(0, len(SENTENCE)), "body", "fr"),))
    start = SENTENCE.index("réunion")
    found = passage(article, [Span(start, start + len("réunion"))], 50)
    assert "".join(words for words, _ in found) == "… Vevey, avant que la réunion reprenne jeudi à …"


@pytest.fixture
def client(dossier: str) -> Iterator[TestClient]:
    with Desk(by="anna") as opened, TestClient(make_app(opened, dossier, PORT, TOKEN), base_url=HOME) as asked:
        asked.get(f"/?token={TOKEN}")
        yield asked


def test_the_page_shows_meetings_within_their_words(client: TestClient) -> None:
    assert ">Sergueï Lavrov <b>a rencontré</b> Marco Rubio à Genève." in client.get("/").text


def test_a_file_with_whole_texts_shows_meetings_so_too_and_one_of_quoted_words_does_not(dossier: str) -> None:
    for level, stands in (("whole", True), ("quoted", False)):
        assert run("export", dossier, "--to", "html", "--texts", level, "--output", level).exit_code == 0
        assert ("</b> à <b>Genève</b>" in Path(level, "dossier.html").read_text()) == stands


def test_each_language_is_called_as_its_speakers_call_it(client: TestClient) -> None:
    text = client.get("/articles", headers={"accept-language": "fr"}).text
    assert ">English</a>" in text and ">français</a>" in text


@pytest.mark.parametrize("language", interface_languages())
def test_every_format_says_what_it_is_for(language: str) -> None:
    assert all(wording(language)(f"format.{name}") for name in EXPORTERS)
