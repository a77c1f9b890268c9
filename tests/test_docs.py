"""The documentation in Python runs as it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAID = "« Nous avançons », a déclaré lundi le ministre, Paul Brandt."


def test_the_python_page_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(SAID)
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a.txt", "lang": "fr", "text": SAID, "quotes": []}) + "\n")
    blocks = re.findall("```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(), re.DOTALL)
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)
    assert (tmp_path / "talks.html").stat().st_size > 1000


@pytest.mark.parametrize("page", ["README.md", "README.fr.md", "CONTRIBUTING.md", "docs/commands.md", "docs/python.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
        assert (path.parent / target).exists(), target
