"""A dossier as one file: every line leads to its words, nothing hostile gets through, what may not go out stays in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_CHROMIUM, TOO_WIDE, VIOLATIONS, launched, walking
from exported import all_readings, meeting, restricted, silent, written_as
from made_readings import hostile, talks
from test_browser import REPORT, run_chromium
from test_html import Page
from typer.testing import CliRunner

from pourparler import wire
from pourparler.cli.app import app
from pourparler.dates.calendar import day_of, gaps
from pourparler.export.evidence import proofs
from pourparler.export.release import Export
from pourparler.model import Reading
from pourparler.wording import interface_languages, wording

FR = wording("fr")
LEVELS = ("none", "quoted", "whole")
WORSE = "</h1><script>alert(9)</script>\u202e"


def source(folder: Path, readings: list[Reading] | None = None, **options: object) -> str:
    (path,) = written_as("html", folder, readings, **({"language": "fr"} | options)).files  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


def links(shown: Page) -> list[str]:
    return [found["href"][1:] for tag, found in shown.tags if tag == "a" and found["href"].startswith("#")]


@pytest.mark.parametrize("texts", LEVELS)
def test_every_line_of_the_front_leads_to_its_words_and_ids_are_single(tmp_path: Path, texts: str) -> None:
    shown = Page(source(tmp_path, texts=texts))
    ids = shown.ids()
    assert len(ids) == len(set(ids)) and set(links(shown)) <= set(ids)
    for number, reading in enumerate(all_readings(), start=1):
        for proof in proofs(reading, FR):
            assert {f"a{number}-line-{proof.handle}", f"a{number}-{proof.handle}"} <= set(ids)
            assert links(shown).count(f"a{number}-{proof.handle}") >= 1


def test_the_articles_stand_in_it_to_the_letter_when_whole_texts_are_asked_for(tmp_path: Path) -> None:
    assert Page(source(tmp_path, texts="whole")).panes == [reading.article.text for reading in all_readings()]
    for texts in ("none", "quoted"):
        page = source(tmp_path, texts=texts)
        assert Page(page).panes == [] and FR(f"single.{texts}") in page


def test_quoted_words_go_out_and_no_others(tmp_path: Path) -> None:
    page = source(tmp_path, [talks()])
    assert page.count("« Nous avons parlé, et c’est déjà beaucoup »") == 2
    assert "VEVEY, 3 mars" not in page and "a raconté" not in page
    assert "Nous avons parlé" not in source(tmp_path, [talks()], texts="none")


@pytest.mark.parametrize("texts", LEVELS)
def test_a_restricted_article_keeps_its_words_in(tmp_path: Path, texts: str) -> None:
    page = source(tmp_path, [restricted(), meeting()], texts=texts)
    for words in ("Nous avons parlé", "avant l’été", "Pourparlers à Vevey", "dément", "a ajouté", "délégation corvienne"):
        assert words not in page.replace(FR("status.denied"), "")
    assert FR("single.withheld", articles=FR.count("articles", 1)) in page and restricted().article.key in page


def test_days_stand_in_order_and_a_day_of_printing_is_said_to_be_one(tmp_path: Path) -> None:
    early = replace(talks(), article=replace(talks().article, published="2026-02-27T08:00", key="0" * 16))
    page = source(tmp_path, [talks(), early, meeting(), hostile()])
    said = page[page.index('id="said"') : page.index('id="coverage"')]
    assert re.findall(r"<h3>(.*?)</h3>", said) == ["2026-02-27", "2026-03-03", FR("web.undated")]
    met = page[page.index('id="met"') : page.index('id="said"')]
    assert "Alba […] Corvie se sont rencontrés mardi […] Vevey […] ont parlé" in met
    assert FR("proof.printed") in said and FR("proof.printed") not in met


def test_what_is_missing_is_counted_and_named(tmp_path: Path) -> None:
    early = replace(silent(), article=replace(silent().article, published="2026-02-27", completeness="partial"))
    page = source(tmp_path, [talks(), meeting(), early], question="Qui cède ?", refused=[("a.pdf", WORSE)])
    assert "2026-02-28 – 2026-03-02" in page and "Qui cède ?" in page
    told = dict(re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", page))
    assert told[FR("sheet.partial")] == told[FR("sheet.refused")] == "1" and told[FR("sheet.undated")] == "0"
    assert "a.pdf: &lt;/h1&gt;" in page
    assert FR("sheet.refused") not in source(tmp_path, [talks()])
    silent_ones = page[page.index(FR("web.silent")) : page.index(FR("web.most_heard"))]
    assert "Alba; la grande" in silent_ones and "Valcourt" not in silent_ones


def test_the_gaps_between_days() -> None:
    days = [day for day in map(day_of, ["2025-02-18", "2025-02-20", "2025-02-18", "2025-02-21", "2025-03-01"]) if day]
    assert [(str(first), str(last)) for first, last in gaps(days)] == [("2025-02-19", "2025-02-19"), ("2025-02-22", "2025-02-28")]
    assert gaps([]) == gaps(days[:1]) == []


@pytest.mark.parametrize("language", interface_languages())
@pytest.mark.parametrize("texts", LEVELS)
def test_hostile_words_are_words_and_the_policy_lets_nothing_in(tmp_path: Path, language: str, texts: str) -> None:
    named = replace(hostile(), article=replace(hostile().article, published=WORSE, publisher=WORSE, language='fr" onload="'))
    page = source(tmp_path, [hostile(), named], texts=texts, title=WORSE, question=WORSE, refused=[(WORSE, WORSE)], language=language)
    shown = Page(page)
    assert not {tag for tag, _ in shown.tags} & {"script", "img", "iframe", "object", "base", "form"}
    assert not [name for _, found in shown.tags for name in found if name.startswith("on") or name == "style"]
    assert not [found["href"] for tag, found in shown.tags if tag == "a" and not found["href"].startswith("#")]
    assert "⟨U+202E⟩" in page and f'<html lang="{language}">' in page
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    policy = next(found["content"] for tag, found in shown.tags if found.get("http-equiv") == "Content-Security-Policy")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_the_command_says_when_the_texts_are_not_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_LANG", "fr")
    (tmp_path / "readings.jsonl").write_bytes(wire.encode(talks()) + b"\n")
    for texts, told in (("quoted", True), ("whole", False)):
        line = ["export", str(tmp_path / "readings.jsonl"), "--to", "html", "--output", str(tmp_path / texts), "--texts", texts]
        result = CliRunner().invoke(app, line)
        assert result.exit_code == 0 and (FR("single.quoted") in result.stderr) is told


def test_attitudes_come_when_they_are_asked_for(tmp_path: Path) -> None:
    assert [source(tmp_path, [meeting()], attitudes=asked).count("@tous") for asked in (False, True)] == [0, 2]


def test_readings_are_run_through_and_not_held(tmp_path: Path) -> None:
    class Once(list[Reading]):
        runs = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            self.runs += 1
            return super().__iter__()

    readings = Once([talks(), meeting()])
    assert written_as("html", tmp_path, readings).rows == {"articles": 2, "lines": 7} and readings.runs == 2
    assert Export([]).refused is None


@NEEDS_CHROMIUM
@pytest.mark.parametrize("width", [1400, 500])
def test_a_browser_opens_it_and_no_link_is_dead(tmp_path: Path, width: int) -> None:
    page = source(tmp_path, texts="whole", title=WORSE)
    path = tmp_path / "page.html"
    path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', lambda _: REPORT, page, count=1), encoding="utf-8", newline="")
    told = run_chromium(path, "--dump-dom", f"--window-size={width},900").stdout
    for expected in ('"alarms":[]', '"dead":0', '"unnamed":0'):
        assert expected in told
    assert int(re.findall(r'"wide":(-?\d+)', told)[0]) <= 0
    seen = run_chromium(tmp_path / "dossier.html", "--dump-dom").stderr
    assert "Content Security Policy" not in seen and "Refused" not in seen


@NEEDS_CHROMIUM
@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light")])
@pytest.mark.parametrize("texts", ["quoted", "whole"])
def test_it_can_be_used_by_everybody(tmp_path: Path, width: int, scheme: Any, texts: str) -> None:
    source(tmp_path, texts=texts, question="Qui cède ?", refused=[("a.pdf", "no text")])
    with launched() as browser:
        walk = walking(browser, (tmp_path / "dossier.html").as_uri(), width, color_scheme=scheme, bypass_csp=True)
        assert walk.serious() == [] and walk.page.evaluate(TOO_WIDE) <= 0
        walk.page.add_style_tag(content=".day, .dossier article { content-visibility: visible !important }")  # so that axe sees all of it
        assert walk.page.evaluate(VIOLATIONS) == []
