"""Exports that are asked for on the page: how far each is, what stops it, and the archive when it is whole."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from test_web import HOME, client, desk

from pourparler.errors import StoreFull
from pourparler.export import EXPORTERS

__all__ = ["client", "desk"]


def test_an_export_that_was_asked_for_tells_how_far_it_is_and_is_handed_out_when_whole(client: TestClient) -> None:
    asked = {"format": "csv", "texts": "none"}
    assert client.get("/export/ready/1.zip").status_code == 404
    answer = client.post("/export", data=asked, headers={"origin": HOME}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/export")
    parcels = client.app.state.parcels  # type: ignore[attr-defined]
    (parcel,) = parcels.all
    until(lambda: not parcels.is_busy)
    assert (parcel.state, parcel.gone_through, parcel.articles) == ("done", parcel.articles, len(list(parcels.desk.readings(parcels.name))))
    page = client.get("/export").text
    assert "/export/ready/1.zip" in page
    assert "every 1s" not in page
    with zipfile.ZipFile(io.BytesIO(client.get("/export/ready/1.zip").content)) as packed:
        assert "Nous avons parlé" not in packed.read("statements.csv").decode("utf-8-sig")
        assert any(name.startswith("CODEBOOK") for name in packed.namelist())
    assert client.post("/export", data={"format": "nothing"}, headers={"origin": HOME}).status_code == 404


def test_an_export_in_the_making_is_shown_and_asked_after(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    parcels = client.app.state.parcels  # type: ignore[attr-defined]
    monkeypatch.setattr(parcels, "make", fails_on_the_way)
    parcel = parcels.ask("csv", "quoted", "en")
    until(lambda: not parcels.is_busy)
    assert parcel.state == "failed"
    assert "no room is left" in client.get("/export").text
    parcel.state, parcel.message, parcel.gone_through, parcel.articles = "writing", "", 1200, 2563
    page = client.get("/export?lang=en", headers={"hx-request": "true"}).text
    assert page.startswith('<div id="parcels"')
    assert "1,200 of 2,563 articles" in page
    assert "every 1s" in page
    assert parcels.ask("csv", "quoted", "en") is parcel


def test_every_format_is_offered_once_with_the_texts_that_were_chosen_last(client: TestClient) -> None:
    page = client.get("/export").text
    assert sorted(re.findall(r'name="format" value="(\w+)"', page)) == sorted(EXPORTERS)
    assert re.findall(r'value="(\w+)" checked', page) == ["quoted"]
    parcels = client.app.state.parcels  # type: ignore[attr-defined]
    client.post("/export", data={"format": "bibtex", "texts": "whole"}, headers={"origin": HOME})
    until(lambda: not parcels.is_busy)
    assert re.findall(r'value="(\w+)" checked', client.get("/export").text) == ["whole"]


def fails_on_the_way(parcel: object) -> None:
    raise StoreFull("no room is left on the disk")


def until(holds: Callable[[], bool]) -> None:
    """Waits for a worker of the page."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
