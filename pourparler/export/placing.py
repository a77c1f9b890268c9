"""Files that appear when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write: a file beside the one wanted, which takes its place in one step at the end, and is gone if anything fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_left_over(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with naming(path):
            yield unfinished
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What the system refuses inside names the file that was to be: writing alone tells no name."""
    try:
        yield
    except OSError as fault:
        if fault.errno is not None and fault.filename is None:
            fault.filename = str(path)
        raise


def remove_left_over(path: Path) -> None:
    """Files beside the one wanted that a run left which was killed, and whose process is gone."""
    for left in path.parent.glob(f".{escape(path.name)}.*.part"):
        number = left.name.removesuffix(".part").rpartition(".")[2]
        if number.isdecimal() and not is_running(int(number)):
            left.unlink(missing_ok=True)


def is_running(process: int) -> bool:
    """Whether a process may still be there; where the system does not let us ask without harm, it is."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def write_whole(path: Path, text: str) -> Path:
    """A text in UTF-8 with plain line ends, as it is given."""
    with whole(path) as unfinished:
        unfinished.write_bytes(text.encode("utf-8"))
    return path
