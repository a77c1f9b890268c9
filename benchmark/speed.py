"""What a reading costs: all layers, to JSON, against the stock pipeline of the same parser on the same paragraphs.

    python benchmark/speed.py                          on the sample articles
    python benchmark/speed.py --corpus articles.jsonl  on any articles
    python benchmark/speed.py --memory articles.jsonl  the memory after 100 articles and after 1,000

Both run in turn in one process and the middle of several rounds counts. Time is the processor's, so that a busy machine changes little.
The stock pipeline is the installed model with everything it ships, name recogniser and all; it gets the paragraphs and gives nothing back.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import spacy

from pourparler import reader as reading_order
from pourparler import wire
from pourparler.intake import Intake, articles_from, read_jsonl
from pourparler.lang import load as load_language
from pourparler.model import Article
from pourparler.parsing import parser_name
from pourparler.reader import Reader

SAMPLES = Path(__file__).parents[1] / "examples" / "talks-2025"
STEPS = ("parse_many", "resolve_dates", "find_sayings", "identify", "find_sightings", "code_events", "find_places", "notes_about")
"""The steps of a reading, by the names under which the reader calls them; one that is not there is passed over."""
KILOBYTE = 1024


@dataclass(slots=True)
class Round:
    """Seconds of the processor in one round."""

    whole: float = 0.0
    stock: float = 0.0
    steps: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def articles_of(code: str, corpus: Path | None, most: int) -> list[Article]:
    """`most` articles of a language; the samples are repeated until there are enough."""
    offers = read_jsonl(corpus) if corpus else articles_from(SAMPLES)
    found = (offer.article for offer in offers if isinstance(offer, Intake) and offer.article.language == code)
    if corpus:
        return list(islice(found, most))
    samples = list(found)
    return list(islice(cycle(samples), most)) if samples else []


def paragraphs_of(articles: Sequence[Article], code: str) -> list[str]:
    return [
        paragraph.span.slice(article.text)
        for article in articles
        for paragraph in article.paragraphs
        if paragraph.kind != "furniture" and paragraph.language == code
    ]


@contextmanager
def clock_on_steps(spent: defaultdict[str, float]) -> Iterator[None]:
    """Count the time of each step while the reader does its work as ever."""
    kept = {name: getattr(reading_order, name) for name in STEPS if hasattr(reading_order, name)}

    def clocked(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            start = process_time()
            result = step(*given, **named)
            spent[name] += process_time() - start
            return result

        return run

    for name, step in kept.items():
        setattr(reading_order, name, clocked(name, step))
    try:
        yield
    finally:
        for name, step in kept.items():
            setattr(reading_order, name, step)


def time_reading(reader: Reader, articles: Sequence[Article], round_: Round) -> None:
    with clock_on_steps(round_.steps):
        start = process_time()
        for reading in reader.read_many(articles):
            began = process_time()
            wire.encode(reading)
            round_.steps["to JSON"] += process_time() - began
        round_.whole = process_time() - start


def time_stock(stock: Any, paragraphs: Sequence[str], round_: Round) -> None:
    start = process_time()
    for _ in stock.pipe(paragraphs):
        pass
    round_.stock = process_time() - start


def rounds(code: str, articles: Sequence[Article], number: int) -> list[Round]:
    """Both, in turn; who goes first changes each time. A first round warms up and is thrown away."""
    reader, stock = Reader(), spacy.load(parser_name(load_language(code))[0])
    paragraphs = paragraphs_of(articles, code)
    made = []
    for turn in range(number + 1):
        round_ = Round()
        few = articles if turn else articles[:8]
        if turn % 2:
            time_stock(stock, paragraphs, round_)
        time_reading(reader, few, round_)
        if not turn % 2:
            time_stock(stock, paragraphs if turn else paragraphs[:80], round_)
        made.append(round_)
    return made[1:]


def report(code: str, articles: Sequence[Article], made: Sequence[Round]) -> float:
    """Print the figures of a language; the ratio comes back."""
    words = sum(len(text.split()) for text in paragraphs_of(articles, code))
    whole, stock = median(each.whole for each in made), median(each.stock for each in made)
    ratio = median(each.whole / each.stock for each in made)
    print(f"{code}: {len(articles)} articles, {words} words, {len(made)} rounds, {' '.join(parser_name(load_language(code)))}")
    print(f"  reading {words / whole:7.0f} words/s   stock pipeline {words / stock:7.0f} words/s   ratio {ratio:.2f}")
    steps = {name: median(each.steps[name] for each in made) for name in made[0].steps}
    parse = steps["parse_many"]
    steps["the rest"] = whole - sum(steps.values())
    for name, seconds in sorted(steps.items(), key=lambda item: -item[1]):
        print(f"    {name:14s} {100 * seconds / whole:5.1f} % of the reading  {100 * seconds / parse:5.1f} % of the parse")
    return ratio


def resident() -> float:
    """Megabytes that the process holds now, on Linux; elsewhere the most it ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / KILOBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE


def report_memory(corpus: Path, marks: Sequence[int] = (100, 1000)) -> None:
    articles = (offer.article for offer in read_jsonl(corpus) if isinstance(offer, Intake))
    number = 0
    for number, reading in enumerate(Reader().read_many(islice(articles, max(marks))), start=1):
        wire.encode(reading)
        if number in marks:
            print(f"after {number} articles: {resident():.0f} MB", flush=True)
    if number not in marks:
        print(f"after {number} articles: {resident():.0f} MB")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="The cost of a reading against the stock pipeline.")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="articles, one a line, instead of the samples")
    parser.add_argument("--articles", type=int, default=48, metavar="N", help="articles a round")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--most", type=float, metavar="RATIO", help="fail where a ratio is above this")
    parser.add_argument("--memory", type=Path, metavar="FILE", help="measure memory on these articles, and nothing else")
    asked = parser.parse_args(arguments)
    if asked.memory:
        report_memory(asked.memory)
        return 0
    ratios = []
    for code in ("fr", "en"):
        articles = articles_of(code, asked.corpus, asked.articles)
        if articles:
            ratios.append(report(code, articles, rounds(code, articles, asked.rounds)))
    return int(asked.most is not None and max(ratios, default=0.0) > asked.most)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
