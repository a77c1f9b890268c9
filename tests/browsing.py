"""A page of a dossier in a real browser, for the tests that walk through it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pourparler.desk import Desk
from pourparler.web.serving import served

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_CHROMIUM = pytest.mark.skipif(CHROMIUM is None and os.environ.get("CI") != "true", reason="no Chromium on this machine")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
VIOLATIONS = "async () => (await axe.run()).violations.map(one => [one.id, one.impact, one.nodes.map(node => node.html)])"
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Walk:
    """A page of a browser, with what went wrong in it and every address that it asked."""

    page: Any
    home: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def fragment(self) -> Any:
        return self.page.locator(".card.current").get_attribute("data-fragment")

    @property
    def abroad(self) -> list[str]:
        """The addresses asked that are not of this machine."""
        return [url for url in self.asked if not url.startswith((self.home, "data:"))]

    def serious(self) -> list[Any]:
        """What axe finds on the page as it is that keeps people from using it; the policy must have been lifted for it."""
        self.page.add_script_tag(path=AXE)
        return [one for one in self.page.evaluate(VIOLATIONS) if one[1] in ("serious", "critical")]


@contextmanager
def launched() -> Iterator[Any]:
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def walking(browser: Any, address: str, width: int = 1400, **more: Any) -> Walk:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR", **more)
    walk = Walk(context.new_page(), address.partition("/?")[0])
    walk.page.on("console", lambda message: walk.faults.append(message.text) if message.type in ("error", "warning") else None)
    walk.page.on("pageerror", lambda fault: walk.faults.append(str(fault)))
    walk.page.on("request", lambda request: walk.asked.append(request.url))
    walk.page.goto(address)
    return walk


@contextmanager
def walked(browser: Any, desk: Desk) -> Iterator[Walk]:
    """A walk through the dossier « talks » of a desk, served for as long."""
    with served(desk, "talks") as address:
        walk = walking(browser, address)
        yield walk
        walk.page.context.close()
