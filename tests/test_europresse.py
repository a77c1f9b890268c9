"""Exports of Europresse: each article cut out with its newspaper, day, title, authors and text; what cannot be cut out named by its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_europresse import BODY, IRREGULAR, USUAL, export

from pourparler.errors import InputRefused
from pourparler.intake import Details, Intake, articles_from
from pourparler.intake.europresse import RESTRICTED, day_in, read_export

NOW = datetime(2025, 4, 1, tzinfo=UTC)


def read(data: bytes) -> list[Intake | InputRefused]:
    return list(read_export(data, "export.html", now=NOW))


def article(data: bytes) -> Intake:
    (found,) = read(data)
    assert isinstance(found, Intake), found
    return found


def test_an_article_is_cut_out_with_all_that_is_known_of_it() -> None:
    intake = article(export(replace(USUAL, subtitle="Les deux camps se retrouvent")))
    found = intake.article
    assert (found.publisher, found.published, found.published_from) == ("La Gazette", "2025-02-27", "europresse")
    assert (found.title, found.authors, found.licence) == ("Une trêve fragile", ("Lena Marsh",), RESTRICTED)
    assert (found.id, found.language, found.url) == ("news·20250227·LGZ·0042", "fr", None)
    assert found.text == "\n\n".join(["Une trêve fragile", "Les deux camps se retrouvent", *BODY])
    assert found.paragraphs[0].kind == "title"
    assert intake.tool.startswith("pourparler europresse ")
    assert intake.notes == ()


@pytest.mark.parametrize("made", IRREGULAR.values(), ids=IRREGULAR.keys())
def test_an_irregular_article_is_cut_out_all_the_same(made: object) -> None:
    found = article(export(made)).article  # type: ignore[arg-type]
    day = "2025-03-01" if "20250301" in found.id else "2025-02-27"
    assert (found.publisher, found.published, found.title, found.authors) == ("La Gazette", day, "Une trêve fragile", ("Lena Marsh",))
    assert found.text == "\n\n".join(["Une trêve fragile", *BODY])


def test_what_cannot_be_cut_out_is_refused_by_its_place_and_the_rest_goes_on() -> None:
    found = read(export(USUAL, replace(USUAL, tweet=True), replace(USUAL, body=()), replace(USUAL, number="")))
    assert [each.place if isinstance(each, InputRefused) else each.article.id for each in found] == [
        "news·20250227·LGZ·0042",
        "export.html:2",
        "export.html:3",
        "export.html:4",
    ]
    assert [isinstance(each, Intake) for each in found] == [True, False, False, True]


def test_a_missing_end_tag_gives_no_article_the_day_of_the_next() -> None:
    first = replace(USUAL, header="", number="", closed=False)
    one, other = read(export(first, replace(USUAL, header="lundi 3 mars 2025", number="news·20250303·LGZ·7")))
    assert isinstance(one, Intake) and isinstance(other, Intake)
    assert (one.article.published, one.article.id) == (None, "export.html:1")
    assert (other.article.published, other.article.id) == ("2025-03-03", "news·20250303·LGZ·7")
    assert one.article.text == other.article.text


def test_two_days_that_differ_are_noted() -> None:
    intake = article(export(replace(USUAL, number="news·20250301·LGZ·0042")))
    assert intake.article.published == "2025-02-27"
    assert [note.kind for note in intake.notes] == ["published"]


def test_a_day_to_come_is_not_believed() -> None:
    intake = article(export(replace(USUAL, header="jeudi 27 février 2031", number="")))
    assert (intake.article.published, intake.article.published_from) == (None, None)
    assert [note.kind for note in intake.notes] == ["published"]


def test_the_licence_cannot_be_loosened() -> None:
    (found,) = read_export(export(USUAL), "x", details=Details(licence="CC0", publisher="Autre"), now=NOW)
    assert isinstance(found, Intake)
    assert (found.article.licence, found.article.publisher) == (RESTRICTED, "Autre")


def test_an_export_of_before_2014_is_refused_by_name() -> None:
    (found,) = read(b'<html><body><table><tr><td><span class="DocPublicationName">La Gazette</span></td></tr></table></body></html>')
    assert isinstance(found, InputRefused) and "2014" in str(found)


def test_an_export_of_a_thousand_long_articles_is_read() -> None:
    data = export(*[replace(USUAL, body=BODY * 25, number=f"news·20250227·LGZ·{number}") for number in range(1_000)])
    found = read_export(data, "export.html", now=NOW)
    assert sum(isinstance(each, Intake) for each in found) == 1_000


def test_an_export_among_files_is_known_by_its_markup(tmp_path: Path) -> None:
    (tmp_path / "1.HTML").write_bytes(export(USUAL, replace(USUAL, number="news·20250227·LGZ·0043")))
    found = list(articles_from(tmp_path, now=NOW))
    assert [each.article.id for each in found if isinstance(each, Intake)] == ["news·20250227·LGZ·0042", "news·20250227·LGZ·0043"]
    assert {each.digest for each in found if isinstance(each, Intake)} == {found[0].digest}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Économie, vendredi 5 août 2022, p. 4", "2022-08-05"),
        ("Friday, November 13, 2015", "2015-11-13"),
        ("13 November 2015", "2015-11-13"),
        ("Une, 30 février 2025", None),
        ("du 3 mars 2025 au 5 mars 2025", None),
        ("p. 93_T_17", None),
        ("3 mots 2025", None),
    ],
)
def test_a_header_names_one_day_or_none(header: str, day: str | None) -> None:
    assert day_in(header) == day


PIECES = ["<article>", "</article>", "<header>", '<span class="DocPublicationName">', "</span>", '<div class="docOcurrContainer">', "</div>"]
PIECES += ["<p>", "</p>", BODY[0], "·", "news·20259999·X·1", '<div class="titreArticle">', "<footer>", "\0", "&#0;", "<!--", "-->", "é"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_export_is_read_or_refused_by_place(markup: str) -> None:
    try:
        for each in read_export(markup.encode(), "x", details=Details(language="fr"), now=NOW):
            assert each.place.startswith("x") if isinstance(each, InputRefused) else each.article.text
    except InputRefused as refused:
        assert refused.message
