"""How a reading stands after the journal has been heard, and the lines that follow from it."""

from __future__ import annotations

from pourparler.dossier.correcting import Corrected, corrected
from pourparler.dossier.lines import lines_of
from pourparler.model import Correction, Reading
from pourparler.store import Connection
from pourparler.store.articles import versions_before
from pourparler.store.journal import corrections
from pourparler.store.lines import put_lines


def heard(connection: Connection, dossier: int, key: str) -> tuple[list[Correction], list[str]]:
    """The corrections that concern an article, those of the versions before it among them, and the keys of these versions."""
    before = versions_before(connection, dossier, key)
    return corrections(connection, dossier, [key, *before]), before


def standing(connection: Connection, dossier: int, reading: Reading) -> Corrected:
    """The reading with the corrections of its article and of the versions before it."""
    mine, before = heard(connection, dossier, reading.article.key)
    return corrected(reading, mine, before)


def put_standing_lines(connection: Connection, dossier: int, reading: Reading, added: int) -> None:
    """The lines of an article made again; those of rejected records stay, marked as such."""
    held = standing(connection, dossier, reading)
    lines = [*lines_of(held.reading, held.judged), *lines_of(held.rejected_only, held.judged)]
    put_lines(connection, dossier, reading.article.key, lines, (*held.reading.actors, *held.rejected_only.actors), added)
