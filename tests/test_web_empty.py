"""The page of a dossier in which there is nothing yet."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient
from test_web import HOME, PORT, TOKEN

from pourparler.desk import Desk
from pourparler.errors import InputRefused
from pourparler.web.app import make_app
from pourparler.wording import wording


def test_an_empty_dossier_says_what_to_do_first_and_shows_no_empty_lists(tmp_path: Path) -> None:
    with Desk(tmp_path / "empty.db", by="anna") as made:
        made.new("empty", "Nothing yet")
        with TestClient(make_app(made, "empty", PORT, TOKEN), base_url=HOME) as asking:
            asking.get(f"/?token={TOKEN}")
            page = asking.get("/?lang=en").text
            assert 'class="button" href="/inbox"' in page and 'id="lists"' not in page and 'class="filters"' not in page
            made.refuse("empty", InputRefused("it is empty", "a.txt"))
            assert "it is empty" in asking.get("/?lang=en").text
            fault = asking.get("/article/nowhere?lang=en")
            assert fault.status_code == 404 and wording("en")("web.to_front") in fault.text
