"""A run of `add` killed at many instants: does it go on where it stopped, and end as the uninterrupted one?

    python benchmark/interruptions.py                                  twenty instants on the sample articles
    python benchmark/interruptions.py --corpus articles.jsonl --most 200 --kills 20
    python benchmark/interruptions.py --full /mnt/small                on a filesystem that fills up

Each run is killed with SIGKILL after another share of the time that the whole takes, then run again to its end. The readings, less the moment
of retrieval and the sequence, must be those of the uninterrupted run, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep

from rereading import DUMP, NAME, READ, ROOT, SAMPLES, run, shortened


def started(store: Path, inputs: Sequence[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "POURPARLER_STORE": str(store), "POURPARLER_LANG": "en"}
    command = [sys.executable, "-c", READ, "add", NAME, *inputs]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)


def stored(store: Path) -> int:
    """Articles in the file as a stranger would count them."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def dumped(store: Path) -> bytes:
    return run(ROOT, store, NAME, code=DUMP)[0]


def whole(store: Path, inputs: Sequence[str]) -> float:
    run(ROOT, store, "dossier", "new", NAME)
    return run(ROOT, store, "add", NAME, *inputs)[1]


def killed(store: Path, inputs: Sequence[str], after: float) -> int:
    """How many articles were stored when the run was killed."""
    run(ROOT, store, "dossier", "new", NAME)
    work = started(store, inputs)
    sleep(after)
    work.send_signal(signal.SIGKILL)
    work.communicate()
    return stored(store)


def interrupt(folder: Path, inputs: Sequence[str], kills: int) -> int:
    """Prints a line for each instant; returns how many ended otherwise than the uninterrupted run."""
    reference = folder / "whole.db"
    seconds = whole(reference, inputs)
    expected, wrong = dumped(reference), 0
    for number in range(kills):
        store = folder / f"killed{number}.db"
        moment = seconds * (number + 0.5) / kills
        held = killed(store, inputs, moment)
        begun = perf_counter()
        run(ROOT, store, "add", NAME, *inputs)
        same = dumped(store) == expected
        wrong += not same
        verdict = "the same bytes" if same else "NOT THE SAME"
        print(f"killed after {moment:6.2f} s: {held} articles stored, finished in {perf_counter() - begun:.1f} s, {verdict}", flush=True)
        for left in folder.glob(f"{store.name}*"):
            left.unlink()
    return wrong


def fill_up(place: Path, folder: Path, inputs: Sequence[str]) -> int:
    """On a filesystem too small for the work: what is said, what was kept, and whether it goes on when there is room."""
    reference, store = folder / "whole.db", place / "small.db"
    whole(reference, inputs)
    run(ROOT, store, "dossier", "new", NAME)
    work = started(store, inputs)
    told = work.communicate()[1].decode().strip().splitlines()
    print(f"exit {work.returncode}: {told[-1] if told else 'nothing said'}")
    moved = folder / "moved.db"
    for left in place.glob("small.db*"):
        (folder / left.name.replace("small", "moved")).write_bytes(left.read_bytes())
    print(f"{stored(moved)} articles were kept")
    run(ROOT, moved, "add", NAME, *inputs)
    same = dumped(moved) == dumped(reference)
    print("with room again: " + ("the same bytes" if same else "NOT THE SAME"))
    return int(not same or work.returncode != 1)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON Lines of articles")
    parser.add_argument("--most", type=int, default=200, help="so many of its articles")
    parser.add_argument("--kills", type=int, default=20, help="instants at which the run is killed")
    parser.add_argument("--full", type=Path, help="a folder on a filesystem too small for the work")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = [str(shortened(asked.corpus, asked.most, folder) if asked.corpus else SAMPLES)]
        return min(1, fill_up(asked.full, folder, inputs) if asked.full else interrupt(folder, inputs, asked.kills))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
