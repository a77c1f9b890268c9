"""Reading again after a change of rules: is it byte for byte what a full reading gives, and how much is read again?

    python benchmark/rereading.py                                    on the sample articles
    python benchmark/rereading.py --corpus articles.jsonl --most 500 on any articles
    python benchmark/rereading.py --change cue --change gazetteer    only these changes

Each change is made in a copy of the program; the dossier is read by the program as it is, read again by the changed copy, and compared with
what the changed copy reads afresh.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "examples" / "talks-2025"
NAME = "measured"
READ = "import sys; from pourparler.cli import main; sys.argv[0] = 'pourparler'; main()"
DUMP = """
import sys
from pourparler import wire
from pourparler.desk import Desk
with Desk() as desk:
    for reading in desk.readings(sys.argv[1], with_corrections=False):
        sys.stdout.buffer.write(wire.encode(reading) + b"\\n")
"""


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    if after == before:
        raise SystemExit(f"{path.name}: the change changed nothing")
    path.write_text(after, encoding="utf-8")


def without_entry(lemma: str) -> Callable[[str], str]:
    """The table without the entries of a cue."""
    entry = re.compile(rf'\[\[cue\]\]\nlemma = "{re.escape(lemma)}"\n(?:(?!\[\[).*\n?)*')
    return lambda text: entry.sub("", text)


def without_row(name: str) -> Callable[[str], str]:
    return lambda text: "".join(line for line in text.splitlines(keepends=True) if f"\t{name}\t" not in line)


def remarked(text: str) -> str:
    return text + "\n# changed\n"


CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "cue": ("lang/fr/cues.toml", without_entry("souligner")),
    "multi-word cue": ("lang/fr/cues_multiword.toml", without_entry("faire savoir")),
    "marks": ("quotations/marks.py", remarked),
    "code": ("hearing.py", remarked),
    "gazetteer": ("gazetteer/people.tsv", without_row("Sergey Lavrov")),
    "nothing": ("cli/app.py", remarked),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`read` of `articles` were read again in `seconds`; a full reading took `full`; `same` tells whether all bytes agree."""

    change: str
    articles: int
    read: int
    changed: int
    seconds: float
    full: float
    same: bool


def run(package: Path, store: Path, *arguments: str, code: str = READ) -> tuple[bytes, float]:
    """Standard output of the program that lies in this folder, and how long it took."""
    environment = os.environ | {"PYTHONPATH": str(package), "POURPARLER_STORE": str(store), "POURPARLER_LANG": "en"}
    start = perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *arguments], env=environment, capture_output=True, check=False, cwd=package)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr.decode())
    return done.stdout, perf_counter() - start


def measure(change: str, inputs: Sequence[str], folder: Path) -> Outcome:
    """One change on one dossier, in an empty folder."""
    program, changed = folder / "before", folder / "after"
    for copy in (program, changed):
        shutil.copytree(ROOT / "pourparler", copy / "pourparler", ignore=shutil.ignore_patterns("__pycache__"))
    path, how = CHANGES[change]
    edit(changed / "pourparler" / path, how)
    store, fresh = folder / "kept.db", folder / "fresh.db"
    for package, place in ((program, store), (changed, fresh)):
        run(package, place, "dossier", "new", NAME)
    run(program, store, "add", NAME, *inputs)
    told, seconds = run(changed, store, "reread", NAME, "--json")
    _, full = run(changed, fresh, "add", NAME, *inputs)
    kept, _ = run(changed, store, NAME, code=DUMP)
    afresh, _ = run(changed, fresh, NAME, code=DUMP)
    lines = [json.loads(line) for line in told.splitlines()]
    count = len(kept.splitlines())
    return Outcome(change, count, len(lines), sum(line["changed"] for line in lines), seconds, full, kept == afresh)


def shortened(corpus: Path, most: int, folder: Path) -> Path:
    target = folder / "articles.jsonl"
    with corpus.open("rb") as lines:
        target.write_bytes(b"".join(islice(lines, most)))
    return target


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON Lines of articles")
    parser.add_argument("--most", type=int, default=500, help="so many of its articles")
    parser.add_argument("--change", action="append", choices=CHANGES, help="only this change; may be given several times")
    parser.add_argument("--json", action="store_true", help="print JSON, one change a line")
    asked = parser.parse_args(arguments)
    good = True
    for change in asked.change or CHANGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            inputs = [str(shortened(asked.corpus, asked.most, folder) if asked.corpus else SAMPLES)]
            outcome = measure(change, inputs, folder)
        good = good and outcome.same
        print(json.dumps(asdict(outcome)) if asked.json else line_of(outcome), flush=True)
    return 0 if good else 1


def line_of(outcome: Outcome) -> str:
    counts = f"{outcome.read} of {outcome.articles} read again, {outcome.changed} changed"
    times = f"{outcome.seconds:.1f} s, all of them {outcome.full:.1f} s ({outcome.full / outcome.seconds:.1f} times)"
    return f"{outcome.change:<16} {counts}, {times}: {'the same bytes' if outcome.same else 'NOT THE SAME'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
