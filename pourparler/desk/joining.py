"""A colleague's pack taken into a dossier: unknown articles and prints, and what the journals do not share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pourparler.desk.adding import Added
from pourparler.desk.packing import Pack, Packed, same_deed
from pourparler.desk.rules import Rules, encode
from pourparler.desk.sealing import seal
from pourparler.desk.standing import keep, put_standing_lines
from pourparler.errors import MalformedRecord, StoreDamaged
from pourparler.intake import Intake, key_of
from pourparler.model import Correction, Reading, Sentence
from pourparler.store import Connection, Dossier, Store, next_sequence
from pourparler.store.articles import prepared, put_article, put_print
from pourparler.store.indexing import put_index
from pourparler.store.journal import corrections, put_refusal
from pourparler.store.parses import unpack_parse
from pourparler.store.readings import begin_run, put_parse, put_reading
from pourparler.verifying import faults_of

UNKNOWN_RULES = encode(Rules({}, {}))
"""Where a pack does not say which rules read it, a later rereading must touch everything."""


@dataclass
class Joining:
    store: Store
    dossier: Dossier
    pack: Pack

    def run(self) -> Iterator[Added]:
        """Each article of the pack, as it is taken in; then the journal. What was taken in before is known and does no harm."""
        for packed in self.pack.articles():
            if isinstance(packed, MalformedRecord):
                yield Added(packed.place, "refused", message=packed.message)
            elif key_of(packed.article.text) != packed.article.key:
                yield Added(packed.article.id, "refused", message="its text is not the text its key names")
            else:
                yield self.put(packed)
        self.join_journals()

    def put(self, packed: Packed) -> Added:
        reading, sentences = sound(packed), self.parse(packed)
        with self.store.writing() as connection:
            arrival, article = prepared(connection, self.dossier.id, self.intake(packed, 0))
            added = next_sequence(connection, self.dossier.id)
            for number in range(max(1, len(packed.prints))):
                intake = self.intake(packed, number)
                now, article = prepared(connection, self.dossier.id, intake)
                if now in {"new", "version"}:
                    put_article(connection, self.dossier.id, intake, article, added)
                elif now == "copy":
                    put_print(connection, self.dossier.id, intake, added)
            if arrival in {"new", "version"}:
                self.put_finds(connection, packed, reading, sentences, added)
        return Added(article.id, arrival, article.key, article.completeness == "partial", None if reading else "not read; reread will read it")

    def put_finds(self, connection: Connection, packed: Packed, reading: Reading | None, sentences: tuple[Sentence, ...], added: int) -> None:
        article = packed.article
        if sentences and packed.parser:
            put_parse(connection, self.dossier.id, article.key, packed.parser, sentences)
            put_index(connection, self.dossier.id, article, sentences)
        if reading is not None:
            rules = self.pack.bytes_of("rules") or UNKNOWN_RULES
            run = begin_run(connection, self.dossier.id, {article.language: packed.stamp}, rules)
            put_reading(connection, self.dossier.id, reading, run, seal(reading))
            put_standing_lines(connection, self.dossier.id, reading.with_notes(packed.notes), added)

    def intake(self, packed: Packed, number: int) -> Intake:
        """The article as it came in by its print of this number."""
        if not packed.prints:
            return Intake(packed.article, packed.notes)
        one = packed.prints[number]
        where = {name: getattr(one, name) for name in ("publisher", "url", "published", "published_from", "licence")}
        article = packed.article if number == 0 else replace(packed.article, id=one.label, **where)
        data = (self.pack.bytes_of(f"originals/{one.original}") if one.original else None) or b""
        return Intake(article, packed.notes, original=data, tool=one.tool)

    def parse(self, packed: Packed) -> tuple[Sentence, ...]:
        """The parse that came along, or none where it does not fit the text."""
        data = self.pack.bytes_of(f"parses/{packed.article.key}")
        try:
            sentences = unpack_parse(data, packed.article.text) if data and packed.parser else ()
        except (StoreDamaged, ValueError, LookupError, TypeError):
            return ()
        last = max((sentence.span.end for sentence in sentences), default=0)
        return sentences if last <= len(packed.article.text) else ()

    def join_journals(self) -> None:
        """What the other journal holds and this one does not, in its order; an undo finds here what it undid there."""
        with self.store.writing() as connection:
            ours = {same_deed(one): one.seq for one in corrections(connection, self.dossier.id)}
            numbers: dict[int, int] = {}
            for one in self.pack.journal():
                if isinstance(one, Correction):
                    known = ours.get(same_deed(one))
                    numbers[one.seq] = known or keep(connection, self.dossier.id, renumbered(one, numbers)).seq
            for refusal in self.pack.refusals():
                put_refusal(connection, self.dossier.id, refusal.place, refusal.message, next_sequence(connection, self.dossier.id))


def renumbered(correction: Correction, numbers: dict[int, int]) -> Correction:
    return correction if correction.undoes is None else replace(correction, undoes=numbers.get(correction.undoes))


def sound(packed: Packed) -> Reading | None:
    """The reading that came along, whole, or None where it does not hold."""
    if packed.reading is None:
        return None
    reading = replace(packed.reading, article=packed.article, made_with=packed.stamp)
    return None if any(faults_of(reading)) else reading
