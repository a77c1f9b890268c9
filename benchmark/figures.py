"""The published figures: measured here, kept in `measured.json`, written into the pages. No figure in a page is typed by hand.

    python benchmark/figures.py                measures our own gold, keeps what was measured on other gold, writes the pages
    python benchmark/figures.py --gold DIR     measures that gold as well; may be given several times
    python benchmark/figures.py --write        writes the pages again from what was measured

Only sets that `sets.toml` describes are measured and published. Each is read three times from one parse: as it is, without the table of
people, and without dates of publication.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from measuring import GOLD, HOME, GoldSet, Measured, gold_sets, is_usable, known_sets, measure, parsers_of
from pages import write_pages

import pourparler
from pourparler.model import Article, Reading, Sentence
from pourparler.parsing import parse_many
from pourparler.reader import Reader, batches
from pourparler.scoring import GoldDocument, Rate, mistakes, score, without_dates
from pourparler.scoring.quotations import KINDS

KEPT = HOME / "measured.json"
SAMPLES, SEED = 1000, 7
"""Resamples of the articles for an interval, always drawn alike."""


def parsed(articles: Iterable[Article]) -> list[tuple[Article, tuple[Sentence, ...]]]:
    return [pair for batch in batches(articles) for pair in zip(batch, parse_many(batch), strict=True)]


def added(rates: Sequence[Rate]) -> Rate:
    """All of them as one."""
    return Rate(*(sum(getattr(rate, name) for rate in rates) for name in ("right_found", "found", "right_gold", "gold")))


def interval(rates: Sequence[Rate]) -> tuple[float, float]:
    """Between which F1 lies in 95 of 100 resamples of the articles."""
    draw = random.Random(SEED)
    values = sorted(100 * added(draw.choices(rates, k=len(rates))).f1 for _ in range(SAMPLES))
    return values[SAMPLES * 25 // 1000], values[SAMPLES * 975 // 1000]


def intervals(documents: Sequence[GoldDocument], readings: Sequence[Reading]) -> dict[str, tuple[float, float]]:
    if len(documents) < 5:
        return {}
    each = [score([document], readings).quotations for document in documents]
    return {"quotations.match": interval([one.match for one in each]), "quotations.full": interval([one.full for one in each])}


def counted(gold: GoldSet, readings: Sequence[Reading]) -> dict[str, int]:
    """Mistakes by layer and kind. A layer that was not attempted makes none; nor do speakers where the gold names none on purpose."""
    layers = {"speakers", *(layer for reading in readings for layer in reading.layers)}
    counts = Counter(f"{one.layer} {one.kind}" for one in mistakes(gold.documents(), readings) if one.layer in layers)
    if "speakers.left unknown" in gold.described.unmeasured:
        counts.pop("speakers false", None)
    return dict(sorted(counts.items()))


def measure_set(gold: GoldSet) -> Measured:
    articles = parsed(intake.article for intake in gold.intakes())
    usual, peopleless, undated = (
        [reader.read_parsed(article, sentences) for article, sentences in articles]
        for reader in (Reader(), Reader(people=False), Reader(ignore_published=True))
    )
    documents = gold.documents()
    kinds = score(documents, usual).quotations.kinds
    return Measured(
        articles=len(documents),
        version=pourparler.__version__,
        rules=", ".join(sorted({reading.made_with["rules"] for reading in usual})),
        parser=parsers_of(documents),
        figures=measure(gold, usual),
        intervals=intervals(documents, usual),
        without_people=measure(gold, peopleless),
        undated=measure(gold, undated, list(without_dates(documents))),
        mistakes=counted(gold, usual),
        missed={kind: (kinds[kind].match.gold - kinds[kind].match.right_gold, kinds[kind].match.gold) for kind in KINDS},
    )


def read_kept(path: Path = KEPT) -> dict[str, Measured]:
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Measured]) if path.exists() else {}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Measure, and write the figures into the pages.")
    parser.add_argument("--gold", type=Path, action="append", default=[], metavar="DIR", help="other gold, a file or a folder")
    parser.add_argument("--write", action="store_true", help="measure nothing, write the pages again")
    asked = parser.parse_args(arguments)
    kept = read_kept()
    for place in [] if asked.write else [GOLD, *asked.gold]:
        for gold in gold_sets(place):
            if gold.key in known_sets() and is_usable(gold):
                print(f"{gold.key} …", file=sys.stderr, flush=True)
                kept[gold.key] = measure_set(gold)
    KEPT.write_bytes(msgspec.json.format(msgspec.json.encode(kept, order="deterministic")) + b"\n")
    write_pages(read_kept())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
