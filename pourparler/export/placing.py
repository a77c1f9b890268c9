"""Files that appear when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write: a file beside the one wanted, which takes its place in one step at the end, and is gone if anything fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> Path:
    """A text in UTF-8 with plain line ends, as it is given."""
    with whole(path) as unfinished:
        unfinished.write_bytes(text.encode("utf-8"))
    return path
