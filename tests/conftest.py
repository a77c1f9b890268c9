"""What holds for all tests: no example has a deadline, for the machine may be busy with other tests; and stores of both kinds for those that ask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from stores import KINDS, fresh_place

from pourparler.desk import Desk

os.environ["POURPARLER_GAZETTEER"] = ""  # no test asks for the table of the person who runs it
settings.register_profile("pourparler", deadline=None)
settings.load_profile("pourparler")


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return fresh_place(request.param, tmp_path)


@pytest.fixture
def desk(place: str) -> Iterator[Desk]:
    with Desk(place, by="anna") as opened:
        opened.new("talks", "Talks")
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser; only what asks for it needs its driver."""
    from browsing import launched

    with launched() as opened:
        yield opened
