"""Do corrections outlive a change of the rules, of the parser, of the page? Made by lot, followed letter by letter.

    python benchmark/journal.py                                             on the sample articles
    python benchmark/journal.py --jsonl articles.jsonl --articles 200 --corrections 300
    python benchmark/journal.py --json                                      the figures as JSON

Each row is a change of the world. A correction is right where it holds on to the record that came of its own, judged by where each letter went
and by the cue, not by the code that attaches; wrong where it holds on to any other; detached where it holds on to none (missed: although the
record is there still); lost where it is in no list. Exit 1 where one is wrong or lost.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, fields
from itertools import islice
from pathlib import Path

from coders import Journal, Record, make_journals, pieces_of, records
from worlds import (
    SMALL_PARSER,
    Change,
    Changed,
    complementiser_dropped,
    has,
    page_taken_anew,
    paragraph_edited,
    paragraph_on_top,
    parser_called,
    records_split,
    rules_renamed,
    still,
)

from pourparler.dossier.attaching import Hold, attach, live
from pourparler.dossier.correcting import corrected
from pourparler.intake import Intake, articles_from, read_jsonl
from pourparler.model import Article, Correction, Quotation, Reading, Span
from pourparler.reader import Reader

SAMPLES = Path(__file__).parents[1] / "examples" / "talks-2025"
SEED = 7


@dataclass(slots=True)
class Row:
    """What became of the live corrections in one changed world; `missed` are those of the detached whose record is there still."""

    live: int = 0
    right: int = 0
    wrong: int = 0
    detached: int = 0
    missed: int = 0
    lost: int = 0


def letters(spans: Iterable[Span], text: str) -> frozenset[int]:
    """The positions of what is no space."""
    return frozenset(place for span in spans for place in range(span.start, span.end) if not text[place].isspace())


def carried(spans: Iterable[Span], old: str, moved: Sequence[int]) -> frozenset[int]:
    return frozenset(moved[place] for place in letters(spans, old)) - {-1}


@dataclass(frozen=True, slots=True)
class Judge:
    """Says which records of the changed reading came of an old one."""

    old: Reading
    changed: Changed

    def words(self, record: Record) -> frozenset[int]:
        return letters(pieces_of(record), self.changed.reading.article.text)

    def successors(self, record: Record) -> set[str]:
        """By what is known of the change itself; else by the letters, and by the cue of a quotation."""
        if record.id in self.changed.came:
            parts = {one.id: self.words(one) for one in records(self.changed.reading) if one.id in self.changed.came[record.id]}
            whole = len(carried(pieces_of(record), self.old.article.text, self.changed.moved))
            greater = {name for name, words in parts.items() if 2 * len(words) > whole}
            return greater if isinstance(record, Quotation) else set(parts)
        return {one.id for one in records(self.changed.reading) if type(one) is type(record) and self.came_of(record, one)}

    def parts(self, record: Record) -> set[str]:
        """All records that are made of the old one's words."""
        if record.id in self.changed.came:
            return set(self.changed.came[record.id])
        old = carried(pieces_of(record), self.old.article.text, self.changed.moved)
        alike = (one for one in records(self.changed.reading) if type(one) is type(record))
        return self.successors(record) | {one.id for one in alike if self.words(one) <= old}

    def came_of(self, record: Record, one: Record) -> bool:
        text = self.old.article.text
        before, after = carried(pieces_of(record), text, self.changed.moved), self.words(one)
        shared = len(before & after)
        if not isinstance(record, Quotation) or not isinstance(one, Quotation):
            return shared > 0
        if 10 * shared >= 9 * len(before | after):
            return True
        cue, other = carried(record.cue, text, self.changed.moved), letters(one.cue, self.changed.reading.article.text)
        alike = bool(cue & other) or not (cue & after or other & before)
        return alike and 2 * shared > min(len(before), len(after)) and 2 * shared >= max(len(before), len(after)) / 2

    def is_right(self, correction: Correction, hold: Hold, record: Record | None, standing: Reading) -> bool:
        text, new = self.old.article.text, self.changed.reading.article.text
        if record is None:  # a paragraph
            anchor = correction.anchor
            assert anchor is not None
            return carried([Span(anchor.start, anchor.end)], text, self.changed.moved) == letters([hold.span], new)
        if correction.action == "reject":
            return set(hold.records) <= self.parts(record) and bool(hold.records or not self.successors(record))
        if correction.action == "add":
            return self.is_added(record, standing)
        (name,) = hold.records
        return name in self.successors(record) or self.is_added(record, standing, name)

    def is_added(self, record: Record, standing: Reading, name: str | None = None) -> bool:
        """The words that a person added stand as one record, and as no second."""
        wanted = carried(pieces_of(record), self.old.article.text, self.changed.moved)
        alike = [one for one in records(standing) if type(one) is type(record)]
        near = [one for one in alike if 2 * len(self.words(one) & wanted) > len(wanted) and len(self.words(one)) < 2 * len(wanted)]
        return len(near) <= 1 and all(name in (None, one.id) for one in near)


def follow(journal: Journal, changed: Changed, row: Row) -> Iterator[str]:
    """Counts what became of one article's corrections; gives the wrong and lost ones in words."""
    versions = [journal.seen.article.key]
    attached = attach(changed.reading, journal.corrections, versions)
    standing = corrected(changed.reading, journal.corrections, versions)
    judge = Judge(journal.seen, changed)
    detached = {one.correction.seq: one.reason for one in standing.detached}
    holds = {hold.correction.seq: hold for hold in attached.held if hold.correction.seq not in detached}
    for correction in live(journal.corrections)[0]:
        row.live += 1
        record = journal.about.get(correction.seq)
        if correction.seq in detached:
            row.detached += 1
            row.missed += record is not None and bool(judge.successors(record))
        elif correction.seq not in holds:
            row.lost += 1
            yield f"lost: {journal.seen.article.id} {correction.seq}"
        elif judge.is_right(correction, holds[correction.seq], record, standing.reading):
            row.right += 1
        else:
            row.wrong += 1
            yield f"wrong: {journal.seen.article.id} {correction.seq} {correction.action} {correction.field or ''} {holds[correction.seq].records}"


def articles(corpus: Path | None, most: int) -> list[Article]:
    offers = read_jsonl(corpus) if corpus else articles_from(SAMPLES)
    return list(islice((offer.article for offer in offers if isinstance(offer, Intake)), most))


def changes(reader: Reader) -> dict[str, Change]:
    return {
        "nothing changed": lambda reading, draw: Changed(reading, still(reading)),
        "rules renamed": rules_renamed,
        "complementiser dropped": complementiser_dropped,
        "records split": records_split,
        "paragraph on top": paragraph_on_top(reader),
        "paragraph edited": paragraph_edited(reader),
        "page taken anew": page_taken_anew(reader),
    }


def measure(texts: Sequence[Article], many: int, *, small: bool, seed: int = SEED) -> tuple[dict[str, Row], list[str]]:
    """The rows by change, and what went wrong in words. `small` reads French again with the small parser."""
    reader, draw = Reader(), random.Random(seed)
    readings = list(reader.read_many(texts))
    journals = make_journals(readings, many, draw)
    rows: dict[str, Row] = {}
    faults: list[str] = []
    for name, change in changes(reader).items():
        pairs = ((journal, change(raw, draw)) for journal, raw in zip(journals, readings, strict=True) if journal.corrections)
        rows[name], found = followed(pairs)
        faults += [f"{name}: {fault}" for fault in found]
    if small:
        with parser_called(SMALL_PARSER) if has(SMALL_PARSER) else nullcontext():
            kept = [journal for journal in journals if journal.corrections]
            again = reader.read_many([journal.seen.article for journal in kept])
            rows["another parser"], found = followed((journal, Changed(one, still(one))) for journal, one in zip(kept, again, strict=True))
            faults += [f"another parser: {fault}" for fault in found]
    return rows, faults


def followed(pairs: Iterable[tuple[Journal, Changed]]) -> tuple[Row, list[str]]:
    row = Row()
    return row, [fault for journal, changed in pairs for fault in follow(journal, changed, row)]


def table(rows: dict[str, Row]) -> Iterator[str]:
    names = [each.name for each in fields(Row)]
    yield f"{'':24}" + "".join(f"{name:>10}" for name in names)
    for name, row in rows.items():
        yield f"{name:24}" + "".join(f"{getattr(row, each):>10}" for each in names)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Do corrections outlive a change of rules, parser and page?")
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--corrections", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    rows, faults = measure(articles(asked.jsonl, asked.articles), asked.corrections, small=has(SMALL_PARSER), seed=asked.seed)
    if asked.json:
        print(json.dumps({name: asdict(row) for name, row in rows.items()}))
    else:
        print(*table(rows), sep="\n")
        if not has(SMALL_PARSER):
            print(f"another parser: not measured, {SMALL_PARSER} is not installed")
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
