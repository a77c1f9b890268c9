"""Opening a store: a SQLite file, or a PostgreSQL database that several people share."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, table, text
from sqlalchemy import column as sql_column
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from pourparler.errors import NetworkShare, StoreNewer, StoreReadOnly, StoreUnavailable
from pourparler.store.faults import naming_faults

VARIABLE = "POURPARLER_STORE"
FILE = "pourparler.db"
WAIT = 60.0
"""Seconds that one writer waits for another."""
HEAD = "0004"
"""The revision that this program writes; see migrations/versions."""
NETWORK_FILESYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "ncpfs", "glusterfs", "ceph"})
MOUNTS = Path("/proc/self/mountinfo")


def default_place() -> str:
    """Where dossiers live when nobody says: POURPARLER_STORE, else one file in the user's own data folder."""
    return os.environ.get(VARIABLE) or str(platformdirs.user_data_path("pourparler") / FILE)


class Store:
    """An open store. `reading()` and `writing()` give a connection; a writing is kept whole or not at all."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store from its first question to its last."""
        with naming_faults(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, kept whole or not at all; on SQLite writers queue from its beginning, on PostgreSQL for the dossier they write to."""
        with naming_faults(self.place), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(place: str | Path | None = None, *, create: bool = True) -> Store:
    """The store of a path or of a `postgresql://` address, with its schema brought up to date.

    Raises StoreUnavailable where it cannot be opened (or is not there and `create` is False), NetworkShare for a SQLite file on a network
    share, StoreNewer for the store of a later version.
    """
    asked = str(place or default_place())
    url = address(asked)
    shown = url.render_as_string(hide_password=True) if url.get_backend_name() != "sqlite" else asked
    if url.get_backend_name() == "sqlite":
        prepare_file(Path(asked), create)
    with naming_faults(shown):
        store = Store(engine_for(url), shown)
        bring_up_to_date(store)
    return store


def address(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except ArgumentError as fault:
        raise StoreUnavailable("the address of the store cannot be read; postgresql://user@host/database is one") from fault
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url
    raise StoreUnavailable(f"a store is a SQLite file or a PostgreSQL database, not {backend}")


def prepare_file(path: Path, create: bool) -> None:
    if not create and not path.exists():
        raise StoreUnavailable(f"{path}: there is no store here yet; `pourparler dossier new NAME` makes one")
    filesystem = filesystem_of(path)
    if filesystem in NETWORK_FILESYSTEMS:
        raise NetworkShare(f"{path}: lies on a network share ({filesystem}), where SQLite loses data; share a PostgreSQL database instead")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreUnavailable(f"{path.parent}: the folder cannot be made: {fault.strerror}") from fault


def filesystem_of(path: Path, mounts: Path = MOUNTS) -> str | None:
    """The type of filesystem a path lies on; None where the system does not tell."""
    if not sys.platform.startswith("linux") or not mounts.exists():
        return None
    wanted, best, found = path.resolve(), -1, None
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 4 and after and wanted.is_relative_to(fields[4]) and len(fields[4]) > best:
            best, found = len(fields[4]), after.split()[0]
    return found


def engine_for(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED", connect_args={"options": "-c jit=off"})
    engine = create_engine(url, connect_args={"timeout": WAIT})
    event.listen(engine, "connect", set_up_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    """Write-ahead log, one queue of writers, references held, deleted bytes overwritten; transactions begin only when this program says so."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as fault:
        if "readonly" not in str(fault):
            raise


def revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(sql_column("version_num")).select_from(table("alembic_version"))).scalar()


def bring_up_to_date(store: Store) -> None:
    with store.engine.connect() as connection:
        current = revision(connection)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise StoreNewer(f"{store.place}: made by a later version of pourparler (schema {current}); update pourparler")
    migrate(store)


def migrate(store: Store) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with store.writing() as connection:
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(724201)"))
        if revision(connection) != HEAD:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)


def is_read_only(store: Store) -> bool:
    """Whether a SQLite file may not be written; PostgreSQL says so when it is asked to write."""
    return store.is_sqlite and not os.access(store.place, os.W_OK)


def demand_writable(store: Store) -> None:
    if is_read_only(store):
        raise StoreReadOnly(f"{store.place}: it may only be read; change its rights or copy it elsewhere")
