"""What a database says when it fails, in this program's own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from pourparler.errors import StoreBusy, StoreError, StoreFull, StoreReadOnly, StoreUnavailable

NAMED: tuple[tuple[tuple[str, ...], type[StoreError], str], ...] = (
    (("disk is full", "no space left", "could not extend file", "disk i/o error"), StoreFull, "no room is left on its disk; make room and run again"),
    (("readonly database", "read-only", "permission denied"), StoreReadOnly, "it may only be read; change its rights or copy it elsewhere"),
    (("database is locked", "lock timeout", "table is locked"), StoreBusy, "another program is writing to it; run again when that one is done"),
    (("not a database", "malformed"), StoreUnavailable, "the file is no database, or is damaged; restore a copy"),
    (("unable to open",), StoreUnavailable, "it cannot be opened; look at the path and its rights"),
)
KEPT = "what was stored before is kept"
BROKEN = "the connection broke or the server cannot be reached; run again"


def named(fault: SQLAlchemyError, place: str) -> StoreError:
    """The fault as one line that says what to do; a password never stands in it."""
    said = str(fault.orig if isinstance(fault, DBAPIError) else fault).lower()
    for signs, kind, advice in NAMED:
        if any(sign in said for sign in signs):
            return kind(f"{place}: {advice}; {KEPT}")
    if isinstance(fault, OperationalError) or (isinstance(fault, DBAPIError) and fault.connection_invalidated):
        return StoreUnavailable(f"{place}: {BROKEN}; {KEPT}")
    return StoreError(f"{place}: {type(fault).__name__}: {first_line(fault)}; {KEPT}")


def first_line(fault: SQLAlchemyError) -> str:
    return str(fault.orig if isinstance(fault, DBAPIError) else fault).strip().partition("\n")[0]


@contextmanager
def naming_faults(place: str) -> Iterator[None]:
    """Whatever the database raises inside is raised by its name."""
    try:
        yield
    except SQLAlchemyError as fault:
        raise named(fault, place) from fault
