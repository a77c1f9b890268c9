"""How a reading stands after the journal has been heard, and the lines that follow from it."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.dossier.correcting import Corrected, corrected
from pourparler.dossier.lines import lines_of
from pourparler.model import Actor, Correction, Reading
from pourparler.store import Connection
from pourparler.store.articles import article_of, versions_before
from pourparler.store.forgetting import chain
from pourparler.store.journal import append, corrections
from pourparler.store.lines import Line, put_lines
from pourparler.store.readings import reading_of


def heard(connection: Connection, dossier: int, key: str, only: str | None = None) -> tuple[list[Correction], list[str]]:
    """The corrections that concern an article, those of the versions before it among them, and the keys of these versions; with `only`, those
    of this person alone.
    """
    before = versions_before(connection, dossier, key)
    said = corrections(connection, dossier, [key, *before])
    return [one for one in said if only in (None, one.by)], before


def standing(connection: Connection, dossier: int, reading: Reading, only: str | None = None) -> Corrected:
    """The reading with the corrections of its article and of the versions before it; with `only`, as if this person alone had spoken."""
    mine, before = heard(connection, dossier, reading.article.key, only)
    return corrected(reading, mine, before)


def standing_of(connection: Connection, dossier: int, key: str, only: str | None = None) -> Corrected:
    """The article of this key as people left it, or one of them; without layers where it was never read."""
    reading = reading_of(connection, dossier, key) or Reading(article_of(connection, dossier, key), ())
    return standing(connection, dossier, reading, only)


def standing_lines(held: Corrected) -> tuple[list[Line], tuple[Actor, ...]]:
    """The lines of an article and the actors they name; those of rejected records stay, marked as such."""
    lines = [*lines_of(held.reading, held.judged), *lines_of(held.rejected_only, held.judged)]
    return lines, (*held.reading.actors, *held.rejected_only.actors)


def put_standing_lines(connection: Connection, dossier: int, reading: Reading, added: int) -> None:
    """The lines of an article made again, for everybody."""
    put_lines(connection, dossier, reading.article, *standing_lines(standing(connection, dossier, reading)), added)


def keep(connection: Connection, dossier: int, correction: Correction) -> Correction:
    """The correction in the journal, and the lines of the articles it concerns made again."""
    written = append(connection, dossier, correction)
    for key in concerned(connection, dossier, written):
        reading = reading_of(connection, dossier, key)
        if reading is not None:
            put_standing_lines(connection, dossier, reading, written.seq)
    return written


def concerned(connection: Connection, dossier: int, correction: Correction) -> Sequence[str]:
    """The articles that a correction touches: its own, that of what it undoes, and their later versions."""
    first = correction.anchor.article if correction.anchor else None
    if first is None and correction.undoes is not None:
        undone = next((one for one in corrections(connection, dossier) if one.seq == correction.undoes), None)
        return concerned(connection, dossier, undone) if undone else ()
    return chain(connection, dossier, first) if first else ()
