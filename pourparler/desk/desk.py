"""The desk: what a person can do to a dossier. The command line, the page and Python do it through here."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pourparler.check import Found
from pourparler.desk.asking import MOST, Hit, about, check_quotation, find_hits
from pourparler.desk.basket import Basket
from pourparler.desk.blind import Blindfold
from pourparler.desk.correcting import addition, completion, correction_of
from pourparler.desk.packing import Pack, pack
from pourparler.desk.proving import prove
from pourparler.desk.reviewing import Precision, Task, judged_by, precision, queue
from pourparler.desk.sheet import Sheet, sheet_of
from pourparler.desk.standing import heard, keep, standing, standing_of
from pourparler.dossier.agreement import Agreement, agreement
from pourparler.dossier.attaching import Detached, live
from pourparler.dossier.correcting import Corrected
from pourparler.dossier.differences import Change, compare
from pourparler.dossier.gold import gold_line
from pourparler.errors import InputRefused, UnknownName
from pourparler.model import Action, AnchorLayer, Article, Correction, Reading
from pourparler.store import (
    Connection,
    Dossier,
    Store,
    demand_writable,
    edit_dossier,
    find_dossier,
    list_dossiers,
    make_dossier,
    next_sequence,
    open_store,
    remove_dossier,
)
from pourparler.store import forgetting as forgetting_of
from pourparler.store.articles import Print, all_articles, article_of, labels_by_key, latest_version, named_article, prints_of
from pourparler.store.articles import remove_article as remove_from_store
from pourparler.store.indexing import take_out
from pourparler.store.journal import articles_corrected, corrections, last_visit, put_refusal, put_visit, refused
from pourparler.store.lines import Asked, Line, count_lines, find_lines, weigh_lines
from pourparler.store.readings import current_readings, parse_of, reading_of, runs_of
from pourparler.verifying import Verification

if TYPE_CHECKING:
    from pourparler.desk.adding import Added
    from pourparler.desk.rereading import Plan, Reread
    from pourparler.intake import Intake
    from pourparler.reader import Reader

CODER, BLIND = "POURPARLER_CODER", "POURPARLER_BLIND"
SIDES = ("actor", "recipient")


def coder_name() -> str:
    """Who is at the desk: POURPARLER_CODER, else the name by which the system knows them."""
    try:
        return os.environ.get(CODER) or getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def is_blind() -> bool:
    """Whether who is at the desk works blind: POURPARLER_BLIND is there and neither empty nor 0."""
    return os.environ.get(BLIND, "0") not in ("", "0")


class Desk:
    """A store opened for one person. Dossiers are named; every method that changes one is kept whole or not at all.

    `place` is a SQLite file or a `postgresql://` address, by default the user's own; `by` is the name that the journal keeps. At a `blind` desk
    nothing shows what anybody else corrected, judged or marked, and only one's own lines can be taken back; where it is not said,
    POURPARLER_BLIND says it. What is kept, and how far coders agree, is the same.
    """

    def __init__(self, place: str | Path | None = None, *, by: str | None = None, create: bool = True, blind: bool | None = None) -> None:
        self.store: Store = open_store(place, create=create)
        self.by = by or coder_name()
        self.blindfold = Blindfold(self.by) if (is_blind() if blind is None else blind) else None

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def only(self) -> str | None:
        """The one person whose corrections are heard here; None where everybody's are."""
        return self.blindfold.by if self.blindfold else None

    @contextmanager
    def reading(self, name: str) -> Iterator[tuple[Connection, Dossier]]:
        with self.store.reading() as connection:
            dossier = find_dossier(connection, name)
            if self.blindfold:
                self.blindfold.put_on(connection, dossier)
            yield connection, dossier

    @contextmanager
    def writing(self, name: str) -> Iterator[tuple[Connection, Dossier]]:
        demand_writable(self.store)
        with self.store.writing() as connection:
            yield connection, find_dossier(connection, name)

    # Dossiers

    def new(self, name: str, title: str | None = None, question: str | None = None) -> Dossier:
        """A new dossier; raises UnknownName for a name that is taken or cannot be one."""
        demand_writable(self.store)
        with self.store.writing() as connection:
            return make_dossier(connection, name, title, question)

    def dossiers(self) -> list[Dossier]:
        with self.store.reading() as connection:
            return list_dossiers(connection)

    def show(self, name: str) -> Sheet:
        with self.reading(name) as (connection, dossier):
            return sheet_of(connection, dossier, self.only)

    def edit(self, name: str, **changes: Any) -> Dossier:
        """Another title, question or settings."""
        with self.writing(name) as (connection, dossier):
            return edit_dossier(connection, dossier, changes)

    def drop(self, name: str) -> None:
        """The dossier with everything in it; nothing of it is left in the file."""
        with self.writing(name) as (connection, dossier):
            remove_dossier(connection, dossier)
        forgetting_of.sweep(self.store)

    # Articles

    def add(self, name: str, offers: Iterable[Intake | InputRefused], reader: Reader | None = None) -> Iterator[Added]:
        """What became of each input, as soon as it is stored."""
        from pourparler.desk.adding import Adding
        from pourparler.reader import Reader

        with self.writing(name) as (_, dossier):
            pass
        return Adding(self.store, dossier, reader or Reader()).run(offers)

    def articles(self, name: str, withdrawn: bool = False) -> list[Article]:
        with self.reading(name) as (connection, dossier):
            return list(all_articles(connection, dossier.id, withdrawn))

    def article(self, name: str, called: str) -> Article:
        """The article of this key, beginning of a key, or label."""
        with self.reading(name) as (connection, dossier):
            return named_article(connection, dossier.id, called)

    def prints(self, name: str, key: str) -> list[Print]:
        with self.reading(name) as (connection, dossier):
            return prints_of(connection, dossier.id, key)

    def remove(self, name: str, called: str) -> Article:
        """The article out of the dossier; its corrections stay in the journal and hold again if it comes back."""
        with self.writing(name) as (connection, dossier):
            article = named_article(connection, dossier.id, called)
            parse = parse_of(connection, dossier.id, article)
            take_out(connection, dossier.id, article, parse[1] if parse else ())
            remove_from_store(connection, dossier.id, article.key)
            next_sequence(connection, dossier.id)
        return article

    def forget(self, name: str, called: str) -> list[str]:
        """Nothing of the article is left, in any dossier of the store: text, versions, bytes, parse, index, words in the journal."""
        with self.writing(name) as (connection, dossier):
            key = named_article(connection, dossier.id, called).key
            gone = {one for holder in forgetting_of.holders(connection, key) for one in forgetting_of.forget(connection, holder, key)}
            next_sequence(connection, dossier.id)
        forgetting_of.sweep(self.store)
        return sorted(gone)

    def refused(self, name: str) -> list[tuple[str, str, str]]:
        """What could not be read: place, message, when."""
        with self.reading(name) as (connection, dossier):
            return refused(connection, dossier.id)

    def refuse(self, name: str, refusal: InputRefused) -> None:
        with self.writing(name) as (connection, dossier):
            put_refusal(connection, dossier.id, refusal.place, refusal.message, next_sequence(connection, dossier.id))

    # Questions

    def lines(self, name: str, asked: Asked, query: str | None = None, most: int | None = None, after: int = 0) -> list[Line]:
        """The lines asked for in the order of their days; with `query`, those whose words hold it in any of its forms."""
        with self.reading(name) as (connection, dossier):
            wanted = about(connection, dossier.id, asked, query) if query else asked
            return find_lines(connection, dossier.id, wanted, most, after)

    def texts(self, name: str, lines: Iterable[Line]) -> dict[str, Article]:
        """The articles of these lines by key, each asked for once."""
        with self.reading(name) as (connection, dossier):
            return {key: article_of(connection, dossier.id, key) for key in dict.fromkeys(line.article for line in lines)}

    def count(self, name: str, asked: Asked) -> int:
        with self.reading(name) as (connection, dossier):
            return count_lines(connection, dossier.id, asked)

    def search(self, name: str, query: str, most: int = MOST) -> list[Hit]:
        with self.reading(name) as (connection, dossier):
            return find_hits(connection, dossier.id, query, most)

    def check(self, name: str, quotation: str) -> list[Found]:
        with self.reading(name) as (connection, dossier):
            return check_quotation(connection, dossier.id, quotation)

    def since_last_visit(self, name: str, *, mark: bool = True) -> tuple[str | None, list[Line], list[Line], list[tuple[str, str, str]]]:
        """When this person was last here, and the quotations, events and refusals that came since; `mark` makes this moment the last visit."""
        with self.reading(name) as (connection, dossier):
            visit = last_visit(connection, dossier.id, self.by)
            after = visit[1] if visit else 0
            said = find_lines(connection, dossier.id, Asked("quotations", after_sequence=after))
            done = find_lines(connection, dossier.id, Asked("events", after_sequence=after))
            came = refused(connection, dossier.id, after)
        if mark:
            with self.writing(name) as (connection, _):
                put_visit(connection, dossier.id, self.by, dossier.sequence)
        return (visit[0] if visit else None), said, done, came

    # Readings

    def readings(self, name: str, *, with_corrections: bool = True, withdrawn: bool = False) -> Iterator[Reading]:
        """The latest readings in their canonical order, as the journal leaves them or as the rules made them."""
        with self.reading(name) as (connection, dossier):
            for reading in current_readings(connection, dossier.id, withdrawn):
                yield standing(connection, dossier.id, reading, self.only).reading if with_corrections else reading

    def read_article(self, name: str, called: str, *, with_corrections: bool = True) -> Reading:
        with self.reading(name) as (connection, dossier):
            key = named_article(connection, dossier.id, called).key
            reading = reading_of(connection, dossier.id, key)
            if reading is None:
                raise UnknownName(f"{called}: it was never read; reread will read it")
            return standing(connection, dossier.id, reading, self.only).reading if with_corrections else reading

    def standing(self, name: str, key: str) -> Corrected:
        """The article of this key with what people did to it; without layers where it was never read."""
        with self.reading(name) as (connection, dossier):
            return standing_of(connection, dossier.id, key, self.only)

    def reread(self, name: str, reader: Reader | None = None, *, everything: bool = False) -> tuple[Plan, Iterator[Reread]]:
        """What the present rules ask for, and the work itself, article by article."""
        from pourparler.desk.rereading import Rereading
        from pourparler.reader import Reader

        with self.writing(name) as (_, dossier):
            pass
        work = Rereading(self.store, dossier, reader or Reader())
        plan = work.plan(everything)
        return plan, work.run(plan)

    def runs(self, name: str) -> list[tuple[int, str, int]]:
        with self.reading(name) as (connection, dossier):
            return runs_of(connection, dossier.id)

    def diff(self, name: str, before: int | None = None, after: int | None = None) -> Iterator[tuple[Reading, list[Change]]]:
        """The articles whose readings changed between two runs (by default the last two), each with its changes."""
        with self.reading(name) as (connection, dossier):
            numbers = [run for run, _, _ in runs_of(connection, dossier.id)]
            last = after or (numbers[-1] if numbers else 0)
            first = before or max((run for run in numbers if run < last), default=last)
            for key in labels_by_key(connection, dossier.id):
                old, new = reading_of(connection, dossier.id, key, first), reading_of(connection, dossier.id, key, last)
                changes = compare(old, new) if old and new else []
                if new and changes:
                    yield new, changes

    def verify(self, name: str) -> Verification:
        with self.reading(name) as (connection, dossier):
            return prove(connection, dossier.id)

    # Journal

    def journal(self, name: str) -> list[Correction]:
        with self.reading(name) as (connection, dossier):
            return [one for one in corrections(connection, dossier.id) if self.only in (None, one.by)]

    def correct(
        self, name: str, article: str, record: str, action: Action, field: str | None = None, after: object = None, why: str | None = None
    ) -> Correction:
        """Accept, reject, or set a field of a record, called by its id or its handle in the article. See `correcting.read_field` for values."""
        return self.say(name, article, lambda reading: correction_of(reading, record, action, field, after, why=why))

    def supply(self, name: str, article: str, layer: AnchorLayer, fields: Mapping[str, object], why: str | None = None) -> Correction:
        """A record that the rules missed."""
        return self.say(name, article, lambda reading: addition(reading, layer, fields, why=why))

    def complete(self, name: str, article: str, paragraph: int, layer: str | None = None) -> Correction:
        """A paragraph, counted from 1, holds no other record."""
        return self.say(name, article, lambda reading: completion(reading, paragraph, layer))

    def say(self, name: str, article: str, made: Callable[[Reading], Correction]) -> Correction:
        """Writes what a person says of an article as it stands, and makes its lines again. CorrectionRefused leaves all as it was."""
        with self.writing(name) as (connection, dossier):
            key = named_article(connection, dossier.id, article).key
            reading = reading_of(connection, dossier.id, key)
            if reading is None:
                raise UnknownName(f"{article}: it was never read; reread will read it")
            correction = made(standing(connection, dossier.id, reading, self.only).reading)
            return keep(connection, dossier.id, replace(correction, by=self.by))

    def undo(self, name: str, seq: int | None = None) -> Correction:
        """Takes a line of the journal back, one's own last one unless its number is given; an undo can be undone."""
        with self.writing(name) as (connection, dossier):
            lines = [one for one in corrections(connection, dossier.id) if self.only in (None, one.by)]
            undone = {one.undoes for one in lines if one.action == "undo"}
            mine = [one for one in lines if one.seq == seq and seq not in undone] if seq else [one for one in live(lines)[0] if one.by == self.by]
            if not mine:
                raise UnknownName("there is nothing to undo" if seq is None else f"the journal has no open line {seq}")
            return keep(connection, dossier.id, Correction(0, "", self.by, "undo", undoes=mine[-1].seq))

    def detached(self, name: str) -> list[Detached]:
        """The corrections that hold on to nothing any more, with the reason."""
        with self.reading(name) as (connection, dossier):
            known = labels_by_key(connection, dossier.id)
            keys = [key for key in articles_corrected(connection, dossier.id) if key in known]
            current = dict.fromkeys(latest_version(connection, dossier.id, key) for key in keys)
            readings = (reading_of(connection, dossier.id, key) for key in current)
            held = (standing(connection, dossier.id, reading, self.only) for reading in readings if reading)
            found = {one.correction.seq: one for each in held for one in each.detached}
            return [found[seq] for seq in sorted(found)]

    def review(self, name: str, most: int = 20) -> list[Task]:
        """What this person should look at next; see `reviewing`."""
        lost = [(one.correction, one.reason) for one in self.detached(name)]
        with self.reading(name) as (connection, dossier):
            lines = weigh_lines(connection, dossier.id)
            judged = judged_by(corrections(connection, dossier.id), self.by)
        return queue(lines, lost, judged, self.by, most)

    def precision(self, name: str, coder: str | None = None) -> Precision:
        """What the records that chance drew have shown so far."""
        return precision(self.journal(name), coder)

    def agreement(self, name: str, first: str, second: str) -> Agreement:
        """How far two coders agree on the records that both judged, whoever asks."""
        with self.reading(name) as (connection, dossier):
            readings = list(current_readings(connection, dossier.id))
            return agreement(((one, heard(connection, dossier.id, one.article.key)[0]) for one in readings), first, second)

    def gold(self, name: str) -> Iterator[bytes]:
        """The corrected articles as gold, one a line, to measure readings on; only what people judged or completed counts in them."""
        with self.reading(name) as (connection, dossier):
            for reading in current_readings(connection, dossier.id):
                line = gold_line(standing(connection, dossier.id, reading, self.only))
                if line is not None:
                    yield line

    # Handing on

    def basket(self, name: str) -> Basket:
        """What this person put aside from the dossier."""
        return Basket(self, name)

    def pack(self, name: str, target: Path) -> int:
        """The dossier with its journal as one file; returns how many articles it holds."""
        with self.reading(name) as (connection, dossier):
            return pack(connection, dossier, target)

    def unpack(self, file: Path, name: str | None = None) -> tuple[Dossier, Iterator[Added]]:
        """A new dossier of a colleague's pack, under its own name or another."""
        packed = Pack(file)
        manifest = packed.manifest
        dossier = self.new(name or manifest.name, manifest.title, manifest.question)
        return self.edit(dossier.name, settings=manifest.settings), self.join(dossier.name, packed)

    def join(self, name: str, packed: Pack | Path) -> Iterator[Added]:
        """A colleague's pack taken into a dossier, articles and journal."""
        from pourparler.desk.joining import Joining

        with self.writing(name) as (_, dossier):
            pass
        return Joining(self.store, dossier, Pack(packed) if isinstance(packed, Path) else packed).run()
