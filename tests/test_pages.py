"""Web pages: the article in the page's own letters, what the page says of itself, and pages that hold no article named as such."""

from __future__ import annotations

import quopri
import time
from pathlib import Path

import pytest
from made_pages import FIRST, LAST, NOW, PARAGRAPHS, SAID, TITLE, lines, page, read

from pourparler.errors import EmptyInput, InputRefused, UnsupportedLanguage
from pourparler.intake import articles_from, read_page
from pourparler.intake.markup import names
from pourparler.intake.mhtml import read_mhtml

# --- the article ----------------------------------------------------------------------------------------------------------------------


def test_the_article_is_taken_out_in_the_letters_of_the_page() -> None:
    menu = "<nav><ul><li>Accueil</li><li>Monde</li></ul></nav>"
    inside = f"<h2>Deux camps</h2><blockquote><p>{LAST}</p></blockquote><p>Lire aussi : Les deux camps à Lisbonne</p>"
    intake = read(page(f"{menu}<main><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SAID}</p>{inside}</article></main><footer>Mentions</footer>"))
    assert lines(intake) == [
        ("title", TITLE),
        ("body", FIRST),
        ("body", SAID),
        ("heading", "Deux camps"),
        ("body", LAST),
        ("furniture", "Lire aussi : Les deux camps à Lisbonne"),
    ]
    assert (intake.media_type, intake.tool.split()[0]) == ("text/html", "trafilatura")
    assert [note.kind for note in intake.notes] == ["furniture"]


def test_words_split_by_markup_are_whole_and_breaks_part_sentences_only() -> None:
    words = "La <b>mi</b>nistre a dit\u00a0: «\u00a0<em>Rien</em> n’est<br>sûr.\u00a0»"
    said = f"<p>{words}<br><br>Puis elle est partie pour Lisbonne sans un mot de plus.</p>"
    intake = read(page(f"<article>{said}<p>{FIRST}</p><p>{LAST}</p></article>"))
    assert [line for _, line in lines(intake)][:2] == [
        "La ministre a dit\u00a0: «\u00a0Rien n’est\nsûr.\u00a0»",
        "Puis elle est partie pour Lisbonne sans un mot de plus.",
    ]


def test_accents_apart_and_signs_that_do_not_print_stay_as_the_page_has_them() -> None:
    odd = "Le ministre a de\u0301clare\u0301 que l’accord «\u2009tien\u00addrait\u2009» jusqu’à l’été, et l’a redit 👩🏽\u200d⚖️ hier soir à Lisbonne."
    assert ("body", odd) in lines(read(page(f"<article><p>{odd}</p><p>{FIRST}</p><p>{LAST}</p></article>")))


def test_a_table_of_contents_is_left_out() -> None:
    contents = '<div class="toc ez"><ul><li>Deux camps</li><li>Une trêve</li></ul></div>'
    intake = read(page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{contents}<p>{SAID}</p><p>{LAST}</p></article>"))
    assert "Deux camps" not in intake.article.text


def test_a_run_of_links_is_furniture_and_a_link_in_a_list_is_not() -> None:
    menu = "".join(f"<li><a href='/{n}'>Rubrique {n}</a></li>" for n in range(30))
    intake = read(page(f"<div id='menu'><ul>{menu}</ul></div><main><h1>{TITLE}</h1><p>La ministre est revenue hier.</p></main>"))
    assert [line for kind, line in lines(intake) if kind != "furniture"] == [TITLE, "La ministre est revenue hier."]
    two = f"<ul><li><a href='/a'>{FIRST}</a></li><li><a href='/b'>{SAID}</a></li></ul>"
    assert [kind for kind, _ in lines(read(page(f"<article>{two}<p>{LAST}</p></article>")))] == ["body"] * 3


def test_the_element_of_quoted_words_leaves_them_in_their_sentence() -> None:
    said = "<p>La ministre a dit : <q>Nous partons demain</q>, mardi soir à Lisbonne, avant de quitter la salle.</p>"
    intake = read(page(f"<article>{said}<p>{FIRST}</p><p>{LAST}</p></article>"))
    assert lines(intake)[0] == ("body", "La ministre a dit : Nous partons demain, mardi soir à Lisbonne, avant de quitter la salle.")


@pytest.mark.parametrize("window", [f"{TITLE} | La Gazette", f"{TITLE} - Monde - La Gazette", f"« {TITLE.upper()} »"])
def test_the_name_of_the_site_in_a_title_is_known_by_the_page(window: str) -> None:
    intake = read(page(f"<div><font size=5>{TITLE}</font><p>{FIRST}</p><p>{SAID}</p><p>{LAST}</p></div>", head=f"<title>{window}</title>"))
    assert intake.article.title == TITLE
    assert lines(intake)[0] == ("title", TITLE)


def test_a_title_that_only_the_head_gives_is_no_part_of_the_text() -> None:
    intake = read(page(f"<article>{PARAGRAPHS}</article>", head=f"<title>{TITLE}</title>"))
    assert intake.article.title == TITLE
    assert intake.article.text.startswith(FIRST)


@pytest.mark.parametrize("name", ["<img src=x onerror=x()>", "&lt;script&gt;x()&lt;/script&gt;"])
def test_markup_in_names_is_taken_off(name: str) -> None:
    linked = {"@type": "NewsArticle", "headline": f"{name}Trêve", "author": {"name": f"Lena {name}Marsh"}, "publisher": {"name": f"{name}Gazette"}}
    article = read(page(f"<article>{PARAGRAPHS}</article>", linked=linked)).article
    assert "<" not in f"{article.title}{article.authors}{article.publisher}"


# --- what the page says of itself -------------------------------------------------------------------------------------------------------

LINKED = {
    "@graph": [
        {"@type": "WebPage", "datePublished": "2024-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Une trêve &laquo; fragile &raquo;",
            "datePublished": "2025-02-27T19:40:00+01:00",
            "dateModified": "2025-03-03T08:00:00+01:00",
            "author": [{"@type": "Person", "name": "Lena Marsh"}, "Jonas Ekholm", {"name": "https://example.org/jonas"}],
            "publisher": {"@type": "Organization", "name": "La Gazette"},
            "url": "https://gazette.example/treve",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
    ]
}


def test_json_ld_is_asked_first() -> None:
    head = '<meta property="article:published_time" content="2025-03-02T00:00:00Z"><meta property="og:site_name" content="Autre">'
    article = read(page(head=head, linked=LINKED)).article
    assert (article.published, article.published_from) == ("2025-02-27T19:40:00+01:00", "json-ld")
    assert (article.authors, article.publisher) == (("Lena Marsh", "Jonas Ekholm"), "La Gazette")
    assert (article.url, article.licence) == ("https://gazette.example/treve", "https://creativecommons.org/licenses/by/4.0/")
    assert article.title == "Une trêve « fragile »"


def test_then_the_meta_elements_are_asked() -> None:
    head = (
        '<meta property="article:published_time" content="2025-02-27T19:40:00+01:00"><meta property="og:site_name" content="La Gazette">'
        '<link rel="canonical" href="https://gazette.example/treve"><meta name="author" content="Lena Marsh">'
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    )
    article = read(page(head=head)).article
    assert (article.published, article.published_from) == ("2025-02-27T19:40:00+01:00", "meta")
    assert (article.publisher, article.url, article.authors) == ("La Gazette", "https://gazette.example/treve", ("Lena Marsh",))
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"


DAYS = {
    "one time": ('<time datetime="2025-02-27T19:40">hier</time>', "2025-02-27T19:40", "page"),
    "the marked time": ('<time itemprop="datePublished" datetime="2025-02-27"></time><time datetime="2025-03-01"></time>', "2025-02-27", "page"),
    "two times": ('<time datetime="2025-02-27"></time><time datetime="2025-03-01"></time>', None, None),
    "a time without a date": ("<time>27 février 2025</time>", None, None),
}


@pytest.mark.parametrize(("times", "day", "where"), DAYS.values(), ids=DAYS.keys())
def test_then_a_time_that_stands_alone_is_believed(times: str, day: str | None, where: str | None) -> None:
    article = read(page(f"<article>{times}{PARAGRAPHS}</article>")).article
    assert (article.published, article.published_from) == (day, where)


def test_a_day_to_come_is_unknown_and_noted() -> None:
    intake = read(page(linked={"@type": "NewsArticle", "datePublished": "2031-01-01"}))
    assert (intake.article.published, intake.article.published_from) == (None, None)
    assert [note.kind for note in intake.notes] == ["published"]


def test_several_articles_of_several_days_give_none() -> None:
    several = [{"@type": "NewsArticle", "headline": f"Autre {day}", "datePublished": f"2025-02-{day}"} for day in (10, 11)]
    assert read(page(linked=several)).article.published is None
    mine = [*several, {"@type": "NewsArticle", "url": "https://g.example/x", "datePublished": "2025-02-27"}]
    assert read(page(head='<link rel=canonical href="https://g.example/x">', linked=mine)).article.published == "2025-02-27"


def test_the_entries_of_a_live_report_are_not_its_day() -> None:
    entries = [{"@type": "BlogPosting", "datePublished": f"2025-02-{day}"} for day in (11, 12)]
    live = {"@type": "LiveBlogPosting", "datePublished": "2025-02-10T08:00:00+01:00", "liveBlogUpdate": entries}
    assert read(page(linked={"@graph": [live]})).article.published == "2025-02-10T08:00:00+01:00"


def test_what_is_given_comes_before_what_the_page_says() -> None:
    article = read(page(linked=LINKED), published="2025-02-20", publisher="Revue").article
    assert (article.published, article.published_from, article.publisher) == ("2025-02-20", "input", "Revue")


def test_the_address_a_browser_left_is_taken_where_the_page_gives_none() -> None:
    assert read(page(start="<!-- saved from url=(0029)https://gazette.example/treve --><html>")).article.url == "https://gazette.example/treve"


BROKEN_JSON = ["{", "[" * 100_000, '{"@type": "NewsArticle", "wordCount": ' + "9" * 5000 + "}", "null", '"x"', '{"@graph": [[[[]]]]}', "{}" * 10]


@pytest.mark.parametrize("linked", BROKEN_JSON, ids=lambda text: text[:12])
def test_json_that_is_none_or_a_bomb_is_passed_over(linked: str) -> None:
    head = f'<script type="application/ld+json">{linked}</script>'
    assert read(page(head=head)).article.text.startswith(TITLE)


# --- partial texts ----------------------------------------------------------------------------------------------------------------------

PAID = {"@type": "NewsArticle", "isAccessibleForFree": "False"}
PART = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
ACCESS: dict[str, tuple[object, str, str]] = {
    "free": ({"@type": "NewsArticle", "isAccessibleForFree": True}, PARAGRAPHS, "whole"),
    "says nothing": ({"@type": "NewsArticle"}, PARAGRAPHS, "whole"),
    "not free": (PAID, PARAGRAPHS, "partial"),
    "not free, address of schema.org": ({**PAID, "isAccessibleForFree": "http://schema.org/False"}, PARAGRAPHS, "partial"),
    "a part is not free": ({"@type": "NewsArticle", "hasPart": PART}, PARAGRAPHS, "partial"),
    "not free, and the paid part is there": ({**PAID, "hasPart": PART}, f'<div class="paid">{PARAGRAPHS * 2}</div>', "whole"),
    "not free, and as long as declared": ({**PAID, "wordCount": 60}, PARAGRAPHS, "whole"),
    "longer by its word count": ({"@type": "NewsArticle", "wordCount": "900"}, PARAGRAPHS, "partial"),
    "longer by its own body": ({"@type": "NewsArticle", "articleBody": f"{FIRST} {SAID} {LAST} " * 4}, PARAGRAPHS, "partial"),
    "as long as its own body": ({"@type": "NewsArticle", "articleBody": f"{FIRST} {SAID} {LAST}"}, PARAGRAPHS, "whole"),
    "a body that is a teaser": ({**PAID, "articleBody": FIRST}, PARAGRAPHS, "partial"),
}


@pytest.mark.parametrize(("linked", "body", "completeness"), ACCESS.values(), ids=ACCESS.keys())
def test_a_teaser_is_partial_by_what_the_page_declares_and_by_length(linked: object, body: str, completeness: str) -> None:
    intake = read(page(f"<article>{body}</article>", linked=linked))
    assert intake.article.completeness == completeness
    assert [note.kind for note in intake.notes] == (["partial"] if completeness == "partial" else [])


def test_what_the_extractor_left_out_of_a_marked_article_is_noted() -> None:
    hidden = f'<div class="sidebar">{PARAGRAPHS * 3}</div>'
    intake = read(page(f"<article>{PARAGRAPHS}{hidden}</article>"))
    assert [note.kind for note in intake.notes] == ["page"]


def test_words_about_subscribers_make_no_teaser() -> None:
    about = "Cet article est réservé à nos abonnés, dit une phrase que le journal met partout, et le ministre s’en est plaint mardi."
    assert read(page(f"<article>{PARAGRAPHS}<p>{about}</p></article>")).article.completeness == "whole"


# --- pages that hold no article ---------------------------------------------------------------------------------------------------------

CONSENT = "<p>Nous et nos partenaires stockons des informations sur votre appareil et y accédons pour mesurer les publicités.</p>" * 3
NO_ARTICLE: dict[str, tuple[str, type[InputRefused], str]] = {
    "a window of a platform": (f'<div id="didomi-host">{CONSENT}</div>', InputRefused, "consent page"),
    "a window and a logo": (f'<h1>La Gazette</h1><div class="qc-cmp2-container">{CONSENT}</div>', InputRefused, "consent page"),
    "a form of consent": (f'<form action="https://consent.example.org/save">{CONSENT}</form>', InputRefused, "consent page"),
    "a page made by scripts": ('<div id="root"></div><noscript>Activez JavaScript.</noscript><script src="a.js"></script>', EmptyInput, "scripts"),
    "nothing": ("", EmptyInput, "no article"),
    "pictures": ('<img src="a.jpg"><hr>', EmptyInput, "no article"),
    "German": (
        "<article>" + "<p>Der Minister hat am Dienstag in Lissabon gesagt, dass die Gespräche fortgesetzt werden.</p>" * 4 + "</article>",
        UnsupportedLanguage,
        "'de'",
    ),
}


@pytest.mark.parametrize(("body", "kind", "says"), NO_ARTICLE.values(), ids=NO_ARTICLE.keys())
def test_a_page_without_an_article_is_refused_as_what_it_is(body: str, kind: type[InputRefused], says: str) -> None:
    with pytest.raises(kind, match=says):
        read(page(body))


@pytest.mark.parametrize("mark", names().consent)
def test_a_window_of_consent_over_an_article_is_left_out(mark: str) -> None:
    window = f'<div class="{mark}">{CONSENT}</div>'
    intake = read(page(f"{window}<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>", start=f'<html class="{mark}-open">'))
    assert [line for _, line in lines(intake)] == [TITLE, FIRST, SAID, LAST]


def test_an_article_about_consent_is_read() -> None:
    intake = read(page(f'<body class="consent"><article class="consent-law"><h1>{TITLE}</h1>{PARAGRAPHS}</article>'))
    assert [line for _, line in lines(intake)] == [TITLE, FIRST, SAID, LAST]


# --- encodings --------------------------------------------------------------------------------------------------------------------------

ENCODINGS: dict[str, tuple[str, str, str | None, str | None]] = {
    "as declared": ("utf-8", "utf-8", None, None),
    "windows-1252, declared": ("windows-1252", "cp1252", None, "windows-1252"),
    "latin-1 means windows-1252": ("iso-8859-1", "cp1252", None, "iso-8859-1"),
    "UTF-8 under another name": ("iso-8859-1", "utf-8", None, "its bytes are UTF-8"),
    "windows-1252 under the name UTF-8": ("utf-8", "cp1252", None, "a guess"),
    "a header before the markup": ("utf-8", "cp1252", "windows-1252", "windows-1252"),
    "an unknown name": ("x-none", "utf-8", None, "x-none"),
    "no encoding of text": ("rot13", "utf-8", None, "rot13"),
    "a mark before all": ("iso-8859-1", "utf-8-sig", None, "byte order mark"),
    "UTF-16": ("utf-16", "utf-16", None, "UTF-16"),
}


@pytest.mark.parametrize(("declared", "used", "header", "remark"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_the_encoding_is_found_and_said(declared: str, used: str, header: str | None, remark: str | None) -> None:
    said = SAID.replace("\u202f", "\u00a0")
    markup = f'<!DOCTYPE html><html><head><meta charset="{declared}"></head><body><article><p>{FIRST}</p><p>{said}</p><p>{LAST}</p></article>'
    intake = read_page(markup.encode(used), encoding=header, now=NOW)
    assert [line for _, line in lines(intake)] == [FIRST, said, LAST]
    assert [note.message for note in intake.notes if remark is None or remark not in note.message] == []
    assert len(intake.notes) == (remark is not None)
    assert intake.original == markup.encode(used)


def test_a_page_with_a_damaged_byte_is_read_and_the_byte_shown_as_lost() -> None:
    data = page().replace("déclaré".encode(), b"d\xc3clar\xc3\xa9")
    intake = read(data)
    assert "d\ufffdclaré" in intake.article.text
    assert {note.kind for note in intake.notes} == {"encoding"}
    assert intake.original == data


def test_words_that_were_misread_before_are_shown_with_what_was_meant() -> None:
    wrong = FIRST.encode().decode("cp1252")
    intake = read(page(f"<article><p>{wrong}</p><p>{SAID}</p><p>{LAST}</p></article>"))
    assert wrong in intake.article.text
    assert [note.kind for note in intake.notes] == ["encoding"]


# --- pages saved as one file ------------------------------------------------------------------------------------------------------------


def one_file(markup: bytes, kind: str = "multipart/related", charset: str = "utf-8", location: str = "https://gazette.example/treve") -> bytes:
    """A page as a browser saves it with its pictures in one file."""
    head = f'From: <Saved by Blink>\r\nSnapshot-Content-Location: {location}\r\nMIME-Version: 1.0\r\nContent-Type: {kind};\r\n\tboundary="x"\r\n\r\n'
    html = f"--x\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {location}\r\n\r\n"
    picture = "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n"
    return head.encode() + html.encode() + quopri.encodestring(markup) + b"\r\n" + picture.encode()


def test_a_page_saved_as_one_file_is_read_with_its_address() -> None:
    data = one_file(page().replace(b'<meta charset="utf-8">', b"").decode().replace("\u202f", "\u00a0").encode("cp1252"), charset="windows-1252")
    intake = read_mhtml(data, id="a.mhtml", now=NOW)
    assert lines(intake) == [("title", TITLE), ("body", FIRST), ("body", SAID.replace("\u202f", "\u00a0")), ("body", LAST)]
    assert (intake.article.url, intake.media_type, intake.original) == ("https://gazette.example/treve", "multipart/related", data)
    assert read_mhtml(one_file(page(linked={"@type": "Article", "url": "https://g.example/x"}))).article.url == "https://g.example/x"


def deep(levels: int) -> bytes:
    return b"MIME-Version: 1.0\r\n" + b"".join(f'Content-Type: multipart/related; boundary="{n}"\r\n\r\n--{n}\r\n'.encode() for n in range(levels))


NO_PAGE = {
    "a mail": one_file(page(), kind="multipart/alternative"),
    "nothing": b"MIME-Version: 1.0\r\n\r\n",
    "parts within parts": deep(3_000),
    "no page among them": one_file(b"").replace(b"text/html", b"text/css"),
    "an empty page": one_file(b""),
    "a foreign charset": one_file(page(), charset="no-such-one").replace(b"quoted-printable", b"no-such-one"),
}


@pytest.mark.parametrize("data", NO_PAGE.values(), ids=NO_PAGE.keys())
def test_a_mail_or_a_file_without_its_page_is_refused_or_read_as_it_is(data: bytes) -> None:
    start = time.process_time()
    try:
        assert FIRST in read_mhtml(data).article.text or b"no-such-one" in data
    except InputRefused as refused:
        assert refused.message
    else:
        assert b"no-such-one" in data
    assert time.process_time() - start < 10


# --- among files ------------------------------------------------------------------------------------------------------------------------


def test_pages_of_a_folder_are_read_and_what_belongs_to_them_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_bytes(page())
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b_files" / "c.HTM").write_bytes(page())
    (tmp_path / "d.txt").write_bytes(page())
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "f.mhtml").write_bytes(b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n")
    (tmp_path / "g.mhtml").write_bytes(one_file(page()))
    found = list(articles_from(tmp_path, now=NOW))
    assert [each.place if isinstance(each, InputRefused) else each.article.id for each in found] == [
        "a.html", "b_files/c.HTM", "d.txt", "e.pdf", "f.mhtml", "g.mhtml",
    ]  # fmt: skip
    assert [type(each).__name__ for each in found] == ["Intake"] * 3 + ["BinaryInput", "InputRefused", "Intake"]
