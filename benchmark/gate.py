"""The gate: readings of our own gold may not become worse than they are.

    python benchmark/gate.py                       passes (0) or fails (1), figure by figure
    python benchmark/gate.py --save now.jsonl      keeps the readings
    python benchmark/gate.py --against now.jsonl   later: what was gained and lost since, sentence by sentence
    python benchmark/gate.py --gold DIR            figures on any other gold; nothing is pinned
    python benchmark/gate.py --pin [--lower]       writes new floors; none goes down without --lower

`floors.toml` holds, for each file of `gold/`, its SHA-256, the parser, and a floor for each figure: a point, or one item, below what was
measured.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from measuring import GOLD, HOME, Figure, GoldSet, gold_sets, is_usable, measure, parsers_of, readings_of

from pourparler import wire
from pourparler.model import Reading
from pourparler.scoring import Mistake, mistakes

FLOORS = HOME / "floors.toml"
MARGIN = 1.0
"""Points between a figure and its floor; where one item weighs more than that, one item."""
HEAD = "# What readings of our own gold must reach, in per cent. Written by `python benchmark/gate.py --pin`; not edited by hand.\n"


class Pinned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sha256: str
    parser: str
    floors: dict[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """A set with its readings, its figures and what they were made with."""

    gold: GoldSet
    readings: list[Reading]
    figures: dict[str, Figure]
    parser: str


def read_floors(path: Path) -> dict[str, Pinned]:
    """The floors by set; none where the file is not there yet."""
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, Pinned]) if path.exists() else {}


def write_floors(path: Path, pinned: Mapping[str, Pinned]) -> None:
    lines = [HEAD]
    for key, each in sorted(pinned.items()):
        lines.append(f'["{key}"]\nsha256 = "{each.sha256}"\nparser = "{each.parser}"\n\n["{key}".floors]')
        lines += [f'"{name}" = {floor:.1f}' for name, floor in each.floors.items()]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def floor_under(figure: Figure) -> float:
    """A point under the figure, or one item where the gold has few; to a tenth, never below nothing."""
    return max(0.0, math.floor(10 * (figure.value - max(MARGIN, 100 / figure.n))) / 10)


def faults(result: Result, pinned: Pinned | None) -> Iterator[str]:
    """Why a set does not pass: nothing where all is well."""
    if pinned is None:
        yield "has no floors yet: run with --pin"
        return
    if pinned.sha256 != result.gold.sha256():
        yield "the gold is not the one that was pinned: look at what changed in it, then run with --pin"
    if pinned.parser != result.parser:
        yield f"floors were pinned with {pinned.parser}, this is {result.parser}: install that one, or run with --pin"
    for name, floor in pinned.floors.items():
        figure = result.figures.get(name)
        if figure is None:
            yield f"{name} is not measured any more; its floor is {floor:.1f}"
        elif figure.value < floor:
            yield f"{name} is {figure.value:.1f}, under its floor of {floor:.1f} (n = {figure.n})"
    yield from (f"{name} has no floor yet: run with --pin" for name in result.figures if name not in pinned.floors)


def raised(result: Result, old: Pinned | None) -> Pinned:
    """New floors. One that the figure still reaches stays where it was when it stood higher."""
    before = old.floors if old else {}
    floors = {}
    for name, figure in result.figures.items():
        kept = before.get(name, 0.0)
        floors[name] = max(floor_under(figure), kept if figure.value >= kept else 0.0)
    return Pinned(result.gold.sha256(), result.parser, floors)


def lowered(new: Pinned, old: Pinned | None) -> Iterator[str]:
    """The floors that would go down or away."""
    for name, floor in (old.floors if old else {}).items():
        if new.floors.get(name, -1.0) < floor:
            yield f"{name}: {floor:.1f} → {new.floors[name]:.1f}" if name in new.floors else f"{name}: {floor:.1f} → none"


def table(result: Result, pinned: Pinned | None) -> Iterator[str]:
    for name, figure in result.figures.items():
        floor = pinned.floors.get(name) if pinned else None
        parts = f"P {figure.precision:5.1f}  R {figure.recall:5.1f}" if figure.precision is not None else " " * 16
        yield f"  {name:28s} {figure.value:5.1f}  {parts}  n {figure.n:5d}" + (f"  floor {floor:5.1f}" if floor is not None else "")


def told(mistake: Mistake) -> tuple[str, ...]:
    """What makes two mistakes the same. How a wrong value is wrong does not: it is wrong before and after."""
    found = mistake.found if mistake.kind == "false" else ""
    return (mistake.article, mistake.layer, mistake.kind, str(mistake.start), mistake.gold, found)


def changes(gold: GoldSet, old: Iterable[Reading], new: Iterable[Reading]) -> tuple[list[Mistake], list[Mistake]]:
    """Mistakes of the old readings that the new ones do not make, and those that only the new ones make."""
    documents = gold.documents()
    before = {told(mistake): mistake for mistake in mistakes(documents, old)}
    after = {told(mistake): mistake for mistake in mistakes(documents, new)}
    gained = [mistake for key, mistake in before.items() if key not in after]
    return gained, [mistake for key, mistake in after.items() if key not in before]


def print_changes(results: Sequence[Result], old: Sequence[Reading]) -> None:
    for result in results:
        gained, lost = changes(result.gold, old, result.readings)
        print(f"{result.gold.key}: {len(gained)} mistakes gone, {len(lost)} new")
        for sign, group in (("+", gained), ("-", lost)):
            for mistake in group:
                print(f"{sign} {mistake.line()}\n    {mistake.sentence}")


def read_readings(path: Path) -> list[Reading]:
    return [wire.decode(line, path.name) for line in path.read_bytes().splitlines() if line.strip()]


def results_of(sets: Sequence[GoldSet], made: Sequence[Reading] | None) -> Iterator[Result]:
    """Each set with its figures: of the readings given, or of new ones."""
    for gold in sets:
        documents = gold.documents()
        names = {document.id for document in documents}
        readings = readings_of(gold) if made is None else [reading for reading in made if reading.article.id in names]
        yield Result(gold, readings, measure(gold, readings), parsers_of(documents))


def pin(results: Sequence[Result], path: Path, may_lower: bool) -> int:
    """Write the floors, or refuse and name those that would go down."""
    old = read_floors(path)
    new = {result.gold.key: raised(result, old.get(result.gold.key)) for result in results}
    refused = [f"{key}: {line}" for key, pinned in new.items() for line in lowered(pinned, old.get(key))]
    refused += [f"{key}: all floors → none" for key in old if key not in new]
    if refused and not may_lower:
        print("These floors would go down; run with --lower if that is meant:", *refused, sep="\n  ")
        return 1
    write_floors(path, new)
    print(f"{sum(len(pinned.floors) for pinned in new.values())} floors written to {path.name}")
    return 0


def judge(results: Sequence[Result], path: Path) -> int:
    """Print every figure, then what is wrong; 1 when anything is."""
    floors = read_floors(path)
    wrong = [f"{result.gold.key}: {fault}" for result in results for fault in faults(result, floors.get(result.gold.key))]
    wrong += [f"{key}: has floors and no gold" for key in floors if key not in {result.gold.key for result in results}]
    print_figures(results, floors)
    print("The gate holds." if not wrong else "\n  ".join(["The gate is shut:", *wrong]))
    return int(bool(wrong))


def print_figures(results: Sequence[Result], floors: Mapping[str, Pinned]) -> None:
    for result in results:
        print(f"{result.gold.key}: {len(result.gold.documents())} articles", *table(result, floors.get(result.gold.key)), sep="\n")


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Score readings of gold against pinned floors.")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="other gold, a file or a folder: figures only, nothing is pinned")
    parser.add_argument("--readings", type=Path, metavar="FILE", help="score these readings instead of making new ones")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the readings")
    parser.add_argument("--against", type=Path, metavar="FILE", help="gains and losses since these readings, sentence by sentence")
    parser.add_argument("--pin", action="store_true", help="write floors a point under what is measured now")
    parser.add_argument("--lower", action="store_true", help="let --pin lower a floor")
    return parser


def main(arguments: Sequence[str], home: Path = GOLD, floors: Path = FLOORS) -> int:
    """The command; `home` holds the gold that is pinned in `floors`."""
    asked = options().parse_args(arguments)
    sets = list(gold_sets(asked.gold or home))
    usable = [gold for gold in sets if is_usable(gold)]
    for gold in sets:
        if gold not in usable:
            print(f"{gold.key}: left out, no quotations are annotated in it", file=sys.stderr)
    results = list(results_of(usable, read_readings(asked.readings) if asked.readings else None))
    if asked.save:
        asked.save.write_bytes(b"".join(wire.encode(reading) + b"\n" for result in results for reading in result.readings))
    if asked.against:
        print_changes(results, read_readings(asked.against))
    if asked.gold:
        print_figures(results, {})
        return 0
    return pin(results, floors, asked.lower) if asked.pin else judge(results, floors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
