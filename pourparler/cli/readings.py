"""Readings for the commands that look at them again: from a file of readings, or read now from articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pourparler.cli.inputs import Inputs
from pourparler.cli.speaking import refuse_usage, say
from pourparler.errors import MalformedRecord
from pourparler.model import Reading


def holds_readings(path: Path) -> bool:
    """Whether the first line of a JSON Lines file is a reading: it has `layers`, an article to be read has none."""
    if path.suffix not in {".jsonl", ".ndjson"} or not path.exists():
        return False
    with path.open("rb") as lines:
        return b'"layers"' in lines.readline()


def file_of_readings(path: Path) -> Path:
    """The file itself; wrong usage where it is not there, is a folder, or holds something else."""
    if not path.exists():
        refuse_usage(say("readings.gone", path=path))
    if path.is_dir():
        refuse_usage(say("readings.folder", path=path))
    return path


def stored(path: Path) -> Iterator[Reading]:
    """The readings of a JSON Lines file, in order; the first line that is none is raised as its refusal."""
    from pourparler import wire

    with path.open("rb") as lines:
        for offer in wire.read_lines(lines, path.name):
            if isinstance(offer, MalformedRecord):
                raise offer
            yield offer


def readings_of(path: Path, published: str | None = None) -> Iterator[Reading]:
    """Stored readings as they stand; anything else is read now."""
    if holds_readings(path):
        return stored(path)
    from pourparler.reader import Reader

    return Inputs((str(path),), published=published).readings(Reader())
