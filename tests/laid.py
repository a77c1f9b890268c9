"""Readings made by hand, laid into a dossier for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from stores import intake

from pourparler.desk import Desk
from pourparler.desk.sealing import seal
from pourparler.desk.standing import put_standing_lines
from pourparler.model import Quotation, Reading
from pourparler.store import next_sequence
from pourparler.store.articles import put_article
from pourparler.store.readings import begin_run, put_reading

WORSE = '"><script>alert(9)</script>\u202e'


def lengthened(one: Quotation) -> Quotation:
    """With ids as long as those of a reading: « q1 » is too short to call a record by."""
    return replace(one, id=f"{one.id}-made", inside=one.inside and f"{one.inside}-made")


def put(desk: Desk, made: Reading) -> None:
    """A reading made by hand, stored as adding stores it."""
    reading = replace(made, quotations=tuple(map(lengthened, made.quotations)))
    article = replace(reading.article, publisher=reading.article.publisher or WORSE)
    taken = replace(intake(article.text, article.id), article=article)
    with desk.writing("talks") as (connection, dossier):
        added = next_sequence(connection, dossier.id)
        put_article(connection, dossier.id, taken, article, added)
        run = begin_run(connection, dossier.id, {"fr": reading.made_with}, b"")
        put_reading(connection, dossier.id, replace(reading, article=article), run, seal(reading))
        put_standing_lines(connection, dossier.id, replace(reading, article=article), added)


@contextmanager
def vevey(folder: Path, *readings: Reading) -> Iterator[Desk]:
    """Anna's desk with the dossier « talks » and these readings in it."""
    with Desk(folder / "talks.db", by="anna") as opened:
        opened.new("talks", "Vevey")
        for reading in readings:
            put(opened, reading)
        yield opened
