"""Adding articles to a dossier: each is stored whole in one step, so that a run cut off anywhere goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pourparler.desk.rules import parse_stamp, present
from pourparler.desk.sealing import seal
from pourparler.desk.standing import put_standing_lines
from pourparler.errors import InputRefused
from pourparler.intake import Intake
from pourparler.model import Article, Reading, Sentence
from pourparler.parsing import parse_many
from pourparler.reader import Reader, batches
from pourparler.store import Connection, Dossier, Store, next_sequence
from pourparler.store.articles import Arrival, prepared, put_article, put_print
from pourparler.store.indexing import put_index
from pourparler.store.journal import put_refusal
from pourparler.store.readings import begin_run, put_parse, put_reading


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input: `arrival` says what it was to the dossier; `message` says why it was refused or what is wrong with it."""

    place: str
    arrival: Arrival | Literal["refused"]
    key: str | None = None
    partial: bool = False
    message: str | None = None


@dataclass
class Adding:
    """One work of adding; made for a dossier, a store and a reader."""

    store: Store
    dossier: Dossier
    reader: Reader

    def run(self, offers: Iterable[Intake | InputRefused]) -> Iterator[Added]:
        """What became of each input, in order, as soon as it is stored; memory does not grow with their number."""
        for batch in batches(offers):
            yield from self.batch(batch)

    def batch(self, offers: Sequence[Intake | InputRefused]) -> Iterator[Added]:
        arrivals = self.arrivals(offers)
        fresh = [article for arrival, article in arrivals if arrival in {"new", "version"} and article is not None]
        parsed = dict(zip((article.key for article in fresh), parse_many(fresh), strict=True)) if fresh else {}
        for offer in offers:
            yield self.refuse(offer) if isinstance(offer, InputRefused) else self.put(offer, parsed)

    def arrivals(self, offers: Sequence[Intake | InputRefused]) -> list[tuple[Arrival | None, Article | None]]:
        with self.store.reading() as connection:
            return [(None, None) if isinstance(offer, InputRefused) else prepared(connection, self.dossier.id, offer) for offer in offers]

    def refuse(self, refused: InputRefused) -> Added:
        with self.store.writing() as connection:
            put_refusal(connection, self.dossier.id, refused.place, refused.message, next_sequence(connection, self.dossier.id))
        return Added(refused.place, "refused", message=refused.message)

    def put(self, intake: Intake, parsed: dict[str, tuple[Sentence, ...]]) -> Added:
        """The intake stored, all of it or nothing; what it is to the dossier is asked again, for another writer may have come first."""
        sentences = parsed.get(intake.article.key)
        reading = None if sentences is None else self.reader.read_or_note(intake.article, sentences)
        with self.store.writing() as connection:
            added = next_sequence(connection, self.dossier.id)
            arrival, article = prepared(connection, self.dossier.id, intake)
            if arrival == "copy":
                put_print(connection, self.dossier.id, intake, added)
            elif reading is not None and sentences is not None and arrival != "known":
                self.put_new(connection, intake, replace(reading, article=as_read(article, reading)), sentences, added)
        return Added(article.id, arrival, article.key, article.completeness == "partial", fault_of(reading))

    def put_new(self, connection: Connection, intake: Intake, reading: Reading, sentences: Sequence[Sentence], added: int) -> None:
        article, dossier = reading.article, self.dossier.id
        put_article(connection, dossier, intake, article, added)
        put_parse(connection, dossier, article.key, parse_stamp(article.language), sentences)
        put_index(connection, dossier, article, sentences)
        run = begin_run(connection, dossier, {article.language: reading.made_with}, present())
        put_reading(connection, dossier, reading, run, seal(reading))
        put_standing_lines(connection, dossier, reading.with_notes(intake.notes), added)


def as_read(article: Article, reading: Reading) -> Article:
    """The article with its version, and with the day of publication that the reader found in its dateline."""
    return replace(article, published=reading.article.published, published_from=reading.article.published_from)


def fault_of(reading: Reading | None) -> str | None:
    """Why a stored article has no reading, where a rule stumbled over it."""
    return reading.notes[0].message if reading is not None and not reading.layers and reading.notes else None
