"""Opening what a person named: regular files only, never longer than allowed, and no waiting on a pipe that nobody fills."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from pourparler.errors import InputRefused

SORTS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe; pour it into standard input and read -"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def label(path: Path) -> str:
    """How a file is called in records and messages: as it was named, without the folders above it where it was named from the root.

    Home folders never get into a record. A name that is no UTF-8 is written with replacement signs.
    """
    named = path.name if path.is_absolute() or ".." in path.parts else path.as_posix()
    return named.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def open_regular(path: Path, place: str) -> BinaryIO:
    """The file, open for reading; refuses by name whatever is not a regular file, or cannot be opened, without waiting for it."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise InputRefused(f"cannot be opened: {reason}", place) from fault
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    what = next((name for test, name in SORTS if test(mode)), "not a regular file")
    raise InputRefused(f"it is {what}", place)


def read_up_to(stream: BinaryIO, most: int, place: str) -> bytes:
    """All bytes of a stream; refuses a longer one after reading no more than it must."""
    try:
        data = stream.read(most + 1)
    except OSError as fault:
        raise InputRefused(f"cannot be read: {fault.strerror}", place) from fault
    if len(data) > most:
        raise InputRefused(f"it is larger than {most:,} bytes; cut it, or raise the limit", place)
    return data
