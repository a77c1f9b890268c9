"""The single HTML file: words to the letter, nothing hostile let through, nothing asked of a network."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_readings import article, at, hostile, quotation, talks

from pourparler.export.html import frame, page
from pourparler.model import Article, Quotation, Reading, Span
from pourparler.wording import wording

EN, FR = wording("en"), wording("fr")
VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """What a browser would make of the page: elements, ids, links and the text of each article's pane."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.panes: list[str] = []
        self.by_class: dict[str, str] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        css = found.get("class", "")
        if css == "text":
            self.panes.append("")
        if tag not in VOID:
            self.open.append((tag, css))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, f"<{self.open[-1][0]}> closed by </{tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(css == "text" for _, css in self.open):
            self.panes[-1] += data
            for name in {name for _, css in self.open for name in css.split()}:
                self.by_class[name] = self.by_class.get(name, "") + data

    def ids(self) -> list[str]:
        return [found["id"] for _, found in self.tags if "id" in found]


def test_the_pane_holds_the_text_to_the_letter() -> None:
    assert Page(page([talks(), hostile()], FR)).panes == [talks().article.text, hostile().article.text]


def test_layers_are_on_their_words() -> None:
    shown = Page(page([talks()], FR)).by_class
    assert shown["cue"] == "a déclaréa ajoutéa dita racontédément"
    assert shown["time"] == "mardi"
    assert shown["mixed"] == "que les experts se reverraient « avant l’été »"
    assert shown["deep"] == "“Nous viendrons”"


def test_a_quotation_inside_another_splits_it_and_loses_nothing() -> None:
    first, outer = "« Nous avons parlé, et c’est déjà beaucoup »", "« Mon collègue m’a dit : “Nous viendrons”, et je le crois »"
    assert Page(page([talks()], FR)).by_class["direct"] == first + outer


def test_every_quotation_has_its_anchor_its_card_and_a_row_of_the_table() -> None:
    source = page([talks()], FR)
    ids = Page(source).ids()
    for handle in ("S1", "S2", "S3", "S4", "S5"):
        assert handle in ids and f"card-{handle}" in ids
        assert source.count(f'href="#{handle}"') == 2
        assert source.count(f'href="#card-{handle}"') == 1


def test_ids_are_single_and_links_lead_somewhere_on_a_page_of_several_articles() -> None:
    shown = Page(page([talks(), talks(), hostile()], EN))
    assert len(shown.ids()) == len(set(shown.ids()))
    inner = [found["href"][1:] for tag, found in shown.tags if tag == "a" and found["href"].startswith("#")]
    assert set(inner) <= set(shown.ids())
    assert "a2-S4" in inner


def test_hostile_words_are_words() -> None:
    shown = Page(page([hostile(), talks()], EN))
    assert not {tag for tag, _ in shown.tags} & {"script", "img", "b-", "s", "u", "iframe", "object"}
    assert not [name for _, found in shown.tags for name in found if name.startswith("on") or name == "style"]
    links = [found["href"] for tag, found in shown.tags if tag == "a"]
    assert all(link.startswith(("#", "https://")) for link in links)


def test_what_nobody_can_see_is_marked() -> None:
    marks = [found["data-mark"] for _, found in Page(page([hostile()], EN)).tags if "data-mark" in found]
    assert {"⟨U+202E⟩", "⟨U+200B⟩", "⟨U+0007⟩"} <= set(marks)


def test_the_policy_forbids_all_but_its_own_style() -> None:
    source = page([talks()], FR)
    style = re.search("<style>(.*?)</style>", source, re.DOTALL)
    assert style is not None
    hashed = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{hashed}'" in source
    assert "url(" not in style.group(1) and "@import" not in style.group(1)
    assert not re.search(r'\b(src|srcset|action|poster)="', source)


def test_an_unknown_day_and_a_partial_text_are_said() -> None:
    facts = article("Rien n’est dit.", completeness="partial")
    source = page([Reading(facts, ("quotations",))], FR)
    assert "date de publication inconnue" in source and "TEXTE PARTIEL" in source and "Aucune citation" in source
    assert "n’ont pas été cherchées" in page([Reading(facts, ())], FR)


def test_words_outside_any_paragraph_are_shown() -> None:
    text = "Dehors.\n\nDedans, a dit Anna."
    made = Article("k", "x", text, "fr", paragraphs=article(text).paragraphs[1:])
    assert Page(page([Reading(made, ())], FR)).panes == [text]


def test_a_notebook_gets_the_page_in_a_frame_of_its_own() -> None:
    shown = Page(frame(talks(), FR) + "")
    assert shown.tags[0][0] == "iframe"
    assert Page(shown.tags[0][1]["srcdoc"]).panes == [talks().article.text]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_its_language_and_that_of_the_article(language: str) -> None:
    tags = Page(page([talks()], wording(language))).tags
    assert ("html", {"lang": language}) in tags
    assert any(found.get("class") == "text" and found.get("lang") == "fr" for _, found in tags)


WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@given(st.text(WRITABLE, min_size=1, max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=6))
def test_any_text_with_any_spans_comes_out_whole(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(min(start, len(text) - 1), min(start + length, len(text))) for start, length in places]
    said = tuple(Quotation(f"q{n}", "direct", "speech", (span,), (span,), ()) for n, span in enumerate(spans))
    source = page([Reading(article(text), ("quotations",), quotations=said)], EN)
    assert Page(source).panes == [text]


def test_summary_words_are_the_articles() -> None:
    text = "Il a dit : " + "mot " * 100 + "fin, puis rien."
    said = quotation(text, "q1", "indirect", ["mot " * 100 + "fin"], "a dit", "Il")
    reading = Reading(article(text), ("quotations",), quotations=(said,))
    shown = re.search(r'<td class="words" lang="fr">(.*?)</td>', page([reading], FR))
    assert shown is not None
    head, tail = shown.group(1).split(" … ")
    content = said.content[0].slice(text)
    assert content.startswith(head) and content.endswith(tail) and len(shown.group(1)) <= 150
    assert at(text, head).start == said.content[0].start
