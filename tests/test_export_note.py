"""The note for word processors, opened again: every footnote leads to words that the text holds."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from exported import all_readings, meeting, restricted, written_as
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_readings import article, hostile, talks

from pourparler.export.docx import HALVES
from pourparler.export.evidence import proof_of, proofs
from pourparler.export.shown import visible, words
from pourparler.model import Article, Quotation, Reading, Span
from pourparler.wording import wording

FR = wording("fr")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACED = re.compile(r"([0-9a-f]{16}), caractères ((?:\d+-\d+(?:; )?)+)\.$")


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as packed:
        return ElementTree.fromstring(packed.read(name))


def text_of(element: ElementTree.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def lines_of(path: Path) -> list[tuple[str, str, str]]:
    """Every line with its lead, its words and its footnote; a footnote that no line has, or that two have, is an AssertionError."""
    feet = {foot.get(f"{W}id"): text_of(foot) for foot in part(path, "word/footnotes.xml") if foot.get(f"{W}type") is None}
    found, asked = [], []
    for paragraph in part(path, "word/document.xml").iter(f"{W}p"):
        for reference in paragraph.iter(f"{W}footnoteReference"):
            asked.append(reference.get(f"{W}id"))
            runs = [text_of(run) for run in paragraph.iter(f"{W}r")]
            found.append(("".join(runs[:-2]), runs[-2], feet[asked[-1]]))
    assert asked == [str(number) for number in range(1, len(feet) + 1)] and set(asked) == feet.keys()
    return found


def written(folder: Path, readings: list[Reading] | None = None, **options: object) -> Path:
    (path,) = written_as("docx", folder, readings, **({"language": "fr"} | options)).files  # type: ignore[arg-type]
    return path


def test_every_footnote_leads_to_the_words_of_its_line(tmp_path: Path) -> None:
    texts = {reading.article.key: reading.article.text for reading in all_readings()}
    lines = lines_of(written(tmp_path))
    assert len(lines) == 8
    for _, shown, foot in lines:
        found = PLACED.search(foot)
        assert found, foot
        spans = [Span(*map(int, place.split("-"))) for place in found.group(2).split("; ")]
        assert shown == words(texts[found.group(1)], spans)
    printed = ", ".join(["Agence Boréale", FR("proof.title", title=talks().article.title), "2026-03-03. "])
    assert sum(printed in foot for *_, foot in lines) == len(talks().quotations)


def test_lines_stand_day_by_day_and_a_day_of_printing_is_said_to_be_one(tmp_path: Path) -> None:
    opened = docx.Document(str(written(tmp_path, title="Vevey", question="Qui cède ?")))
    told = [(paragraph.style.name, paragraph.text) for paragraph in opened.paragraphs]
    assert told[:2] == [("Title", "Vevey"), ("Normal", "Qui cède ?")] and opened.core_properties.title == "Vevey"
    assert [text for style, text in told if style == "Heading 1"] == ["2026-03-03", "sans date"]
    assert [text for style, text in told if style == "Heading 2"] == [FR("web.met"), FR("page.summary"), FR("page.summary")]
    leads = {lead for lead, *_ in lines_of(tmp_path / "note.docx")}
    assert "Alba; la grande (ALB), Corvie (rencontre ou entretien · visite, Vevey)\u00a0: " in leads
    assert "Irène Valcourt (ALB) (directe, jour de parution)\u00a0: " in leads
    assert "La délégation corvienne (indirecte, démenti, jour de parution)\u00a0: " in leads


def test_a_line_whose_day_is_told_has_it_and_a_vague_one_stays_vague(tmp_path: Path) -> None:
    told = next(proofs(meeting(), FR))
    assert (told.day, told.dated, FR("proof.printed") in told.facts) == ("2026-03-03", True, False)
    vague = replace(meeting(), timexes=(replace(meeting().timexes[0], value="2026-03"),))
    told = next(proofs(vague, FR))
    assert (told.day, told.dated) == ("2026-03-04", False) and {"2026-03", FR("proof.printed")} <= set(told.facts)
    bare = replace(vague, article=replace(vague.article, published=None))
    assert next(proofs(bare, FR)).day is None


def test_the_evidence_of_a_meeting_is_who_what_where_and_when() -> None:
    found = proof_of(meeting(), "e1", FR)
    assert found and found.words == "Alba […] Corvie se sont rencontrés mardi […] Vevey […] ont parlé"
    assert proof_of(meeting(), "none", FR) is None


def test_hostile_words_are_words_and_what_hides_is_shown(tmp_path: Path) -> None:
    reading = hostile()
    named = replace(reading, article=replace(reading.article, url='https://example.org/" \\l "x', publisher="<w:p>{BODY}"))
    path = written(tmp_path, [named], title="{FOOTNOTES}</w:t>\u202e\ud800")
    ((lead, shown, foot),) = lines_of(path)
    assert shown == visible(named.quotations[0].content[0].slice(named.article.text)) and "⟨U+202E⟩" in shown
    assert lead.startswith("</b><script>alert(3)</script>⟨U+202E⟩") and "<w:p>{BODY}" in foot and 'https://example.org/" \\l "x' in foot
    assert docx.Document(str(path)).paragraphs[0].text == "{FOOTNOTES}</w:t>⟨U+202E⟩⟨U+D800⟩"
    with zipfile.ZipFile(path) as packed:
        assert b"instr" not in packed.read("word/footnotes.xml")


def test_an_address_of_the_web_is_a_link_and_nothing_else_is(tmp_path: Path) -> None:
    def links(url: str) -> list[str | None]:
        linked = replace(talks(), article=replace(talks().article, url=url))
        fields = part(written(tmp_path, [linked]), "word/footnotes.xml").iter(f"{W}fldSimple")
        return [field.get(f"{W}instr") for field in fields]

    assert links("https://example.org/a?b=c&d") == [' HYPERLINK "https://example.org/a?b=c&d" '] * 5
    for other in ("javascript:alert(1)", "file:///etc/passwd", 'https://example.org/"', "https://example.org/a b"):
        assert links(other) == []


@pytest.mark.parametrize("options", [{}, {"texts": "none"}, {"texts": "whole"}])
def test_words_that_may_not_go_out_stay_in(tmp_path: Path, options: dict[str, str]) -> None:
    lines = lines_of(written(tmp_path, [restricted()], **options))
    assert Counter(shown for _, shown, _ in lines) == {FR("proof.withheld"): 5}
    with zipfile.ZipFile(tmp_path / "note.docx") as packed:
        out = "".join(packed.read(name).decode() for name in packed.namelist())
    assert not [found for found in ("Nous avons", "avant l’été", "Pourparlers à Vevey", "délégation corvienne") if found in out]
    assert restricted().article.key in out and "Agence Boréale" in out


def test_attitudes_come_when_they_are_asked_for(tmp_path: Path) -> None:
    assert [len(lines_of(written(tmp_path, [meeting()], attitudes=asked))) for asked in (False, True)] == [2, 3]


@st.composite
def any_article(draw: st.DrawFn) -> Article:
    odd = st.characters() | st.sampled_from("<&>\"'\u202e\u200b\x00\x0b\ufffe")
    return article(draw(st.text(odd, min_size=1, max_size=30)), title=draw(st.text(odd, max_size=8)), url=draw(st.text(odd, max_size=8)))


@settings(max_examples=40)
@given(any_article())
@example(article("\ud800"))
def test_any_text_makes_a_note_that_opens(tmp_path_factory: pytest.TempPathFactory, made: Article) -> None:
    whole = Span(0, len(made.text))
    reading = Reading(made, ("quotations",), quotations=(Quotation("q1", "direct", "speech", (whole,), (), ()),))
    path = written(tmp_path_factory.mktemp("note"), [reading])
    assert lines_of(path)[0][1] == visible(made.text).translate(HALVES) and docx.Document(str(path)).paragraphs
