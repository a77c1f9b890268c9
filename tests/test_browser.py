"""The page in a real browser. Chromium is asked for its view of a copy in which the policy gives way to one script that reports."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from made_readings import hostile, talks

from pourparler.export.html import page
from pourparler.wording import wording

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ON_CI = os.environ.get("CI") == "true"

pytestmark = pytest.mark.skipif(CHROMIUM is None and not ON_CI, reason="no Chromium on this machine")

REPORT = """<script>
let alarms = [];
window.alert = word => alarms.push(word);
addEventListener("load", () => {
  const report = {
    alarms,
    texts: [...document.querySelectorAll(".text")].map(pane => pane.textContent),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    dead: [...document.querySelectorAll('a[href^="#"]')].filter(link => !document.getElementById(link.hash.slice(1))).length,
    labels: [...document.querySelectorAll(".text .chip")].map(chip => getComputedStyle(chip, "::before").content),
    unnamed: [...document.querySelectorAll(".chip")].filter(chip => !chip.getAttribute("aria-label")).length,
    marks: [...document.querySelectorAll(".odd")].map(odd => getComputedStyle(odd).unicodeBidi),
    columns: [...document.querySelectorAll(".pane")].map(pane => getComputedStyle(pane).display),
  };
  document.body.textContent = "REPORT" + JSON.stringify(report) + "TROPER";
});
</script>"""


def run_chromium(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM, "Chromium is needed where CI=true: apt-get install chromium"
    profile = f"--user-data-dir={path.parent / 'profile'}"
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", profile, "--enable-logging=stderr", *options, path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)


def report(folder: Path, width: int) -> dict[str, Any]:
    source = page([talks(), hostile()], wording("fr"))
    path = folder / "page.html"
    reporting = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', lambda _: REPORT, source, count=1)
    path.write_text(reporting, encoding="utf-8", newline="")
    shown = run_chromium(path, "--dump-dom", f"--window-size={width},900").stdout
    found = re.search("<body[^>]*>REPORT(.*)TROPER", unescape(shown), re.DOTALL)
    assert found, shown[:500]
    told: dict[str, Any] = json.loads(found.group(1))
    return told


def test_the_browser_shows_the_articles_words_and_runs_none_of_them(tmp_path: Path) -> None:
    told = report(tmp_path, 1400)
    assert told["texts"] == [talks().article.text, hostile().article.text]
    assert told["alarms"] == []
    assert told["dead"] == 0 and told["unnamed"] == 0
    assert told["labels"][:2] == ['"S1"', '"S2"']
    assert set(told["marks"]) == {"isolate"}
    assert told["columns"] == ["grid", "grid"] and told["wide"] <= 0


def test_a_narrow_screen_gets_one_column_and_no_sideways_scrolling(tmp_path: Path) -> None:
    told = report(tmp_path, 500)
    assert told["columns"] == ["flex", "flex"]
    assert told["wide"] <= 0


def test_the_page_as_written_breaks_no_policy_and_loads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page([talks(), hostile()], wording("en")), encoding="utf-8", newline="")
    seen = run_chromium(path, "--dump-dom")
    assert "Content Security Policy" not in seen.stderr and "Refused" not in seen.stderr
    assert "<script" not in seen.stdout
