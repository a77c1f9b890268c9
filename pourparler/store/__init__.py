"""Where dossiers lie: one SQLite file on a laptop, or a PostgreSQL database that a team shares; the same tables, the same answers.

The functions take an open connection and a dossier's id, and return records. `open_store` gives the store, `reading()` and `writing()` its
connections.
"""

from sqlalchemy import Connection

from pourparler.store.dossiers import Dossier, edit_dossier, find_dossier, list_dossiers, make_dossier, next_sequence, remove_dossier
from pourparler.store.opening import Store, default_place, demand_writable, open_store

__all__ = [
    "Connection",
    "Dossier",
    "Store",
    "default_place",
    "demand_writable",
    "edit_dossier",
    "find_dossier",
    "list_dossiers",
    "make_dossier",
    "next_sequence",
    "open_store",
    "remove_dossier",
]
