"""Intake: the text to the letter, each line with its part in the page, and bad input named and left behind."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler import wire
from pourparler.errors import InputRefused, UnsupportedLanguage, WrongEncoding
from pourparler.intake import Details, Intake, articles_from, key_of, read_bytes, read_jsonl, read_text
from pourparler.intake.lines import UNSEEN
from pourparler.lang.page import is_menu_word, mark_on, pages
from pourparler.model import Reading
from pourparler.verifying import verify

HERE = Path(__file__).parent
HOSTILE = HERE / "hostile"
SHARED = HERE.parents[1] / "shared"
NOW = datetime(2025, 3, 1, tzinfo=UTC)
FRENCH = Details(language="fr")
BODY = "La ministre Alma Veyrac a déclaré mardi que les délégués reviendraient à Lisbonne avant la fin du mois de mars."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    article = read_text(text, details=Details(language="fr", title=title)).article
    return [(paragraph.kind, paragraph.span.slice(text)) for paragraph in article.paragraphs]


# --- the page -------------------------------------------------------------------------------------------------------------------------

PAGES = {
    "title and body": ["title Une trêve fragile", f"body {BODY}"],
    "title that asks": ["title Une trêve, pour quoi faire ?", f"body {BODY}"],
    "no title": [f"body {BODY}", f"body {BODY}"],
    "a sentence alone": ["body La ministre est revenue"],
    "heading": [f"body {BODY}", "heading Une trêve fragile", f"body {BODY}"],
    "heading under the title": ["title Lisbonne attend", "heading Une trêve fragile", f"body {BODY}"],
    "a short quotation is body": [f"body {BODY}", "body « Une trêve fragile »", f"body {BODY}"],
    "a quotation after its cue is body": [f"body {BODY}", "body Elle a ajouté : « Rien n’est sûr. »", f"body {BODY}"],
    "a signature is body": [f"body {BODY}", "body — Alma Veyrac, ministre", f"body {BODY}"],
    "a question is body": [f"body {BODY}", "body Et après ?", f"body {BODY}"],
    "a list is body": [f"body {BODY}", "body Les délégués sont :", "body Alma Veyrac", "body Tomas Lindqvist", f"body {BODY}"],
    "a last short line is body": [f"body {BODY}", "body Propos recueillis à Lisbonne"],
    "a dateline is body": ["body 24 mai 2018 . –", f"body {BODY}"],
    "a place and a day are body": ["title Une trêve fragile", "body Lisbonne, lundi 2 juin 2025", f"body {BODY}"],
    "an English day is body": ["body Lisbon, June 2, 2025", f"body {BODY}"],
    "table of contents": ["furniture Table of Contents", "title Une trêve fragile", f"body {BODY}"],
    "table of contents with entries": [
        "title Lisbonne attend",
        "furniture Sommaire",
        "furniture Une trêve fragile",
        "furniture Deux camps",
        "heading Une trêve fragile",
        f"body {BODY}",
        "heading Deux camps",
        f"body {BODY}",
    ],
    "read also": [f"body {BODY}", "furniture Lire aussi : Les deux camps à Lisbonne", f"body {BODY}"],
    "read also, in a sentence": [f"body {BODY}", "body Lire aussi souvent les mêmes lettres finit par lasser.", f"body {BODY}"],
    "read also with its list": [
        f"body {BODY}",
        "furniture Sur le même sujet",
        "furniture Lisbonne attend",
        "furniture Deux camps",
        f"body {BODY}",
    ],
    "on the same subject, in a sentence": [f"body {BODY}", "body Sur le même sujet, le porte-parole s’est tu.", f"body {BODY}"],
    "share buttons": [
        f"body {BODY}",
        "furniture Partager cet article :",
        "furniture Facebook ,",
        "furniture Twitter ,",
        "furniture Courriel ,",
    ],
    "two menu words are no menu": ["title Lisbonne attend", "body Europe", "body Monde", f"body {BODY}"],
    "credit": [f"body {BODY}", "furniture © Lena Marsh / Agence Boréale", f"body {BODY}"],
    "a rule of dashes": [f"body {BODY}", "furniture * * *", f"body {BODY}"],
    "a lone closing mark is body": [f"body {BODY}", "body »", f"body {BODY}"],
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n"], ids=["lines", "blank lines", "crlf"])
def test_the_part_of_each_line(page: list[str], end: str) -> None:
    expected = [(kind, line) for kind, _, line in (row.partition(" ") for row in page)]
    assert kinds(end.join(line for _, line in expected)) == expected


def test_the_title_given_is_found_in_the_text_whatever_its_spaces() -> None:
    text = f"Menu\n« Une\u00a0trêve fragile »\n{BODY}"
    assert kinds(text, title="« Une trêve fragile »")[1] == ("title", "« Une\u00a0trêve fragile »")


def test_with_a_title_from_elsewhere_no_line_is_made_one() -> None:
    assert kinds(f"Une trêve fragile\n{BODY}", title="Lisbonne attend")[0][0] == "heading"


def test_the_title_of_the_text_is_the_articles_where_none_was_given() -> None:
    assert read_text(f"# Une trêve fragile\n\n{BODY}", details=FRENCH).article.title == "Une trêve fragile"
    assert read_text(f"{BODY}\n{BODY}", details=FRENCH).article.title is None


def test_markdown_marks_stay_in_the_text_and_out_of_headings() -> None:
    text = f"# Une trêve fragile\n\n{BODY}\n\n## Deux camps ?\n\n> {BODY}\n\n**À Lisbonne**\n\n{BODY}"
    assert kinds(text) == [
        ("title", "Une trêve fragile"),
        ("body", BODY),
        ("heading", "Deux camps ?"),
        ("body", BODY),
        ("heading", "À Lisbonne"),
        ("body", BODY),
    ]


def test_a_text_wrapped_at_a_fixed_width_is_read_by_its_paragraphs() -> None:
    text = (
        "La ministre Alma Veyrac a déclaré mardi que les délégués\n"
        "reviendraient à Lisbonne avant la fin du mois de mars, où\n"
        "les deux camps doivent reprendre leurs pourparlers.\n"
        "\n"
        "« Rien n’est sûr », a ajouté la ministre, qui doit encore\n"
        "rencontrer son homologue avant de signer quoi que ce soit.\n"
    )
    article = read_text(text, details=FRENCH).article
    assert [paragraph.span.slice(text)[-13:] for paragraph in article.paragraphs] == ["\u0020pourparlers.", "que ce soit.".rjust(13)]


def test_furniture_is_noted_once_a_run() -> None:
    text = f"{BODY}\nPartager cet article\nFacebook\nTwitter\nCourriel\n{BODY}\n© Lena Marsh"
    notes = [(note.kind, note.span.slice(text)) for note in read_text(text, details=FRENCH).notes]
    assert notes == [("furniture", "Partager cet article\nFacebook\nTwitter\nCourriel"), ("furniture", "© Lena Marsh")]


ENTRIES = [(table, mark) for table in pages() for mark in table.marks]


@pytest.mark.parametrize("mark", [mark for _, mark in ENTRIES], ids=lambda mark: mark.rule)
def test_each_entry_does_what_its_example_shows(mark: object) -> None:
    entry = mark.entry  # type: ignore[attr-defined]
    found = mark_on(entry.example)
    assert found is not None
    assert mark_on("« " + entry.example + " », a dit la ministre.") is None
    if entry.counter is not None:
        assert mark_on(entry.counter) is None


def test_menu_words_are_known_whatever_their_case() -> None:
    assert is_menu_word("• ACCUEIL")
    assert not is_menu_word("Lisbonne")


# --- languages ------------------------------------------------------------------------------------------------------------------------

GERMAN = "Der Minister hat am Dienstag in Lissabon gesagt, dass die Gespräche ohne Vorbedingungen fortgesetzt werden."


def test_a_foreign_paragraph_keeps_its_own_code_and_is_noted() -> None:
    intake = read_text(f"{BODY}\n{GERMAN}\n{BODY}")
    assert [paragraph.language for paragraph in intake.article.paragraphs] == ["fr", "de", "fr"]
    assert [note.kind for note in intake.notes] == ["language"]


@pytest.mark.parametrize("text", [GERMAN, "Der Minister hat gesagt.", f"{GERMAN}\n{GERMAN}\n{GERMAN}\n{GERMAN}\n{BODY}"])
def test_another_language_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnsupportedLanguage, match="'de'"):
        read_text(text)


@pytest.mark.parametrize("text", ["Nous irons.", "Vladimir Poutine", "« Yes we can », a lancé Barack Obama."])
def test_a_short_text_is_not_refused_on_thin_evidence(text: str) -> None:
    assert read_text(text).article.language == "fr"


def test_the_word_of_whoever_gives_the_language_is_taken_and_doubted() -> None:
    intake = read_text(GERMAN, details=FRENCH)
    assert [paragraph.language for paragraph in intake.article.paragraphs] == ["fr"]
    assert [note.kind for note in intake.notes] == ["language"]


# --- dates of publication -------------------------------------------------------------------------------------------------------------

DATES = {
    "2025-02-27": "2025-02-27",
    " 2025-02-27 ": "2025-02-27",
    "20250227": "2025-02-27",
    "2025-02-27T19:40:00": "2025-02-27T19:40:00",
    "2025-02-27T19:40": "2025-02-27T19:40",
    "2025-02-27T19:40:00+03:00": "2025-02-27T19:40:00+03:00",
    "2025-02-27T19:40:00Z": "2025-02-27T19:40:00Z",
    "Thu, 27 Feb 2025 10:00:00 +0000": "2025-02-27T10:00:00+00:00",
    "2025-03-02": "2025-03-02",
    "2025-03-03": None,
    "2999-01-01": None,
    "27/02/2025": None,
    "2025-02": None,
    "2025-02-30": None,
    "hier": None,
    "٢٠٢٥-٠٢-٢٧": None,
    "2025-02-27" * 20: None,
}


@pytest.mark.parametrize(("given_date", "expected"), DATES.items(), ids=[repr(date)[:40] for date in DATES])
def test_a_date_is_as_precise_as_given_or_unknown_with_a_note(given_date: str, expected: str | None) -> None:
    intake = read_text(BODY, details=Details(language="fr", published=given_date), now=NOW)
    assert intake.article.published == expected
    assert intake.article.published_from == ("input" if expected else None)
    assert [note.kind for note in intake.notes] == ([] if expected else ["published"])


# --- bytes and odd text ---------------------------------------------------------------------------------------------------------------


def expectations() -> Iterator[dict[str, str]]:
    with (HOSTILE / "expected.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


@pytest.mark.parametrize("row", list(expectations()), ids=lambda row: row["file"])
def test_a_hostile_file_is_read_or_refused_by_name(row: dict[str, str]) -> None:
    (found,) = articles_from(HOSTILE / row["file"])
    if isinstance(found, Intake):
        assert ("read", row["notes"]) == (row["outcome"], ",".join(note.kind for note in found.notes))
        assert found.media_type != "text/plain" or found.article.text in [
            (HOSTILE / row["file"]).read_bytes().decode(codec, "replace") for codec in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32")
        ]
        assert verify([wire.decode(wire.encode(Reading(found.article, ())))]).holds
    else:
        assert type(found).__name__ == row["outcome"]
        assert str(found).startswith(row["file"] + ": ")


def test_every_hostile_file_has_its_row() -> None:
    there = {path.name for path in HOSTILE.glob("*.txt")}
    assert there == {row["file"] for row in expectations()}


def test_the_text_is_kept_to_the_letter() -> None:
    text = "\u00a0 La ministre a de\u0301clare\u0301\u202f:\r\n\r\n\t« Non\u00a0» 👩🏽‍⚖️ \u200b\r fin \n\n"
    article = read_text(text, details=FRENCH).article
    assert article.text == text
    assert article.key == key_of(text)
    assert [paragraph.span.slice(text) for paragraph in article.paragraphs] == [
        "La ministre a de\u0301clare\u0301\u202f:",
        "« Non\u00a0» 👩🏽‍⚖️",
        "fin",
    ]


def test_the_key_is_the_beginning_of_the_hash() -> None:
    assert key_of("") == "e3b0c44298fc1c14"


def test_a_misread_encoding_is_shown_with_what_was_meant() -> None:
    (note,) = read_text("La ministre a dÃ©clarÃ© mardi quâ€™elle reviendrait.", details=FRENCH).notes
    assert (note.kind, note.span.start, note.span.end) == ("encoding", 15, 17)
    assert "(3)" in note.message.replace("3 runs", "(3)") and "'Ã©' for 'é'" in note.message


@pytest.mark.parametrize("text", ["blessé\u00a0» mardi", "CHÂTEAU", "à\u00a0« Lisbonne »", "Åland", "â l’ancienne"])
def test_french_typography_is_no_misread_encoding(text: str) -> None:
    assert read_text(text, details=FRENCH).notes == ()


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(WrongEncoding, match="position 12"):
        read_text("La ministre \ud800 est revenue.", details=FRENCH)


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(InputRefused, match="larger than 100 bytes"):
        read_text("mot " * 100, limit=100)
    with pytest.raises(InputRefused, match="larger than 100 bytes"):
        read_bytes(b"mot " * 200, limit=100)


SPACES = ["\n", "\r\n", "\n\n", " ", "\u00a0", "\u200b", "\ufeff", "\u2028", "\t"]
MARKS = ["« ", " »", "»", "“", "# ", "## ", "> ", "**", "__", "* ", "- ", "—", " : ", "a", "é", "©", "Ã©", "…", "?", "."]
PIECES = st.sampled_from([*SPACES, *MARKS, "Lire aussi", "Sommaire\n", "Menu\n", BODY, "Une trêve fragile", "Le 24 mai 2018"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join), st.text(st.characters(), max_size=60))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_refused_by_name_or_cut_without_loss(text: str) -> None:
    try:
        intake = read_text(text, details=FRENCH, now=NOW)
    except InputRefused as refused:
        assert refused.message
        return
    article = intake.article
    assert (article.text, article.key) == (text, key_of(text))
    last = 0
    for paragraph in article.paragraphs:
        assert last <= paragraph.span.start < paragraph.span.end <= len(text)
        assert set(text[last : paragraph.span.start]) <= set("#>*_") | {sign for sign in text if sign.isspace() or sign in UNSEEN}
        last = paragraph.span.end
    assert set(text[last:]) <= set("#>*_") | {sign for sign in text if sign.isspace() or sign in UNSEEN}
    assert all(0 <= note.span.start <= note.span.end <= len(text) for note in intake.notes)
    assert verify([wire.decode(wire.encode(Reading(article, (), notes=intake.notes)))]).holds


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=80).map(lambda text: text.encode("utf-16")),
        st.text(max_size=80).map(lambda text: text.encode()),
    )
)
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        assert read_bytes(data, details=FRENCH).article.text
    except InputRefused as refused:
        assert refused.message


MILLION = 1_000_000
LONG = {
    "newlines": "\n" * MILLION + "mot",
    "one line": "La ministre est revenue " * (MILLION // 24),
    "short lines": "mot\n" * (MILLION // 4),
    "marks": "mot " + "« " * (MILLION // 2),
    "dashes": "mot\n" + "-" * MILLION + "x",
    "quotation prefixes": "mot\n" + "> " * (MILLION // 2),
    "emphasis": "**a" * (MILLION // 3),
    "spaces": "mot" + " " * MILLION + "x",
    "misread": "mot " + "Ã©" * (MILLION // 2),
    "links": "Lire aussi\n" * (MILLION // 11),
    "contents": "Sommaire\nUn mot\n" * (MILLION // 16),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_megabyte_of_anything_takes_seconds(text: str) -> None:
    start = time.process_time()
    assert read_text(text, details=FRENCH).article.paragraphs
    assert time.process_time() - start < 45


# --- the articles that lie beside -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wikinews_fr.jsonl", "ntrex_fr.jsonl"])
def test_every_french_article_that_lies_beside_is_read(name: str) -> None:
    path = SHARED / "corpus" / name
    if not path.exists():
        pytest.skip("no articles beside this checkout")
    found = list(read_jsonl(path))
    assert not [each for each in found if isinstance(each, InputRefused)]
    assert verify(Reading(each.article, (), notes=each.notes) for each in found if isinstance(each, Intake)).holds
