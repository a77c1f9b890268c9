"""Which reading belongs to which document of the gold: the one of its id, and of its very text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pourparler.errors import MalformedRecord
from pourparler.intake import key_of
from pourparler.model import Reading
from pourparler.scoring.gold import GoldDocument


def by_article(readings: Iterable[Reading]) -> dict[str, Reading]:
    """The readings by the id of their articles; raises MalformedRecord where one has two."""
    made: dict[str, Reading] = {}
    for reading in readings:
        if reading.article.id in made:
            raise MalformedRecord("a second reading of this article; score one file of readings at a time", reading.article.id)
        made[reading.article.id] = reading
    return made


def reading_of(document: GoldDocument, made: Mapping[str, Reading]) -> Reading | None:
    """The reading of a document, None where there is none; raises MalformedRecord where it is of another text.

    A reading that was written without its text is known by the hash.
    """
    reading = made.get(document.id)
    if reading is None:
        return None
    article = reading.article
    same = article.text == document.text if article.text else article.key == key_of(document.text)
    if not same:
        raise MalformedRecord("it was read in another text than that of the gold: read the gold itself, with read --jsonl GOLD", document.id)
    return reading
