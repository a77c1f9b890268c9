"""Files and folders become articles, one at a time. What cannot be read is yielded as its refusal, so that the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from pourparler.errors import EmptyInput, InputRefused, MalformedRecord
from pourparler.intake import metadata
from pourparler.intake.jsonl import read_jsonl
from pourparler.intake.opening import label, open_regular, read_up_to
from pourparler.intake.text import LIMIT, Details, Intake, read_bytes

TEXTS = frozenset({".txt", ".md"})
RECORDS = frozenset({".jsonl"})
MARKDOWN = "text/markdown"
ASIDE = "readme"
"""A file of this name says what its folder is; it is no article."""
DEEPEST = 64
"""Folders within folders that are followed."""
WIDEST_CHARACTER = 4
"""Bytes that another encoding may take for one of UTF-8."""


def read_file(
    path: Path,
    *,
    id: str | None = None,  # noqa: A002
    details: Details | None = None,
    limit: int = LIMIT,
    now: datetime | None = None,
) -> Intake:
    """The article of one text file, called by its name unless `id` says otherwise.

    Raises InputRefused with the name: for what is not a regular file, cannot be opened, is too large, or is refused by `read_bytes`.
    """
    place = id or label(path)
    with open_regular(path, place) as stream:
        data = read_up_to(stream, limit * WIDEST_CHARACTER, place)
    try:
        intake = read_bytes(data, id=place, details=details, limit=limit, now=now)
        return replace(intake, media_type=MARKDOWN) if path.suffix.lower() == ".md" else intake
    except InputRefused as refused:
        raise type(refused)(refused.message, place) from refused


def entries(folder: Path) -> list[Path]:
    """What lies in a folder in the order of the names, hidden files aside; an unreadable folder raises OSError."""
    return sorted((path for path in folder.iterdir() if not path.name.startswith((".", "__"))), key=lambda path: path.name)


def files_under(folder: Path, depth: int = 0) -> Iterator[Path | InputRefused]:
    """The files of a folder and of those within it, sorted, links to folders not followed."""
    try:
        found = entries(folder)
    except OSError as fault:
        yield InputRefused(f"the folder cannot be opened: {fault.strerror}", label(folder))
        return
    for path in found:
        if not path.is_dir():
            yield path
        elif path.is_symlink():
            yield InputRefused("a link to a folder is not followed; name that folder itself", label(path))
        elif path.suffix.lower() in TEXTS | RECORDS:
            yield InputRefused("it is a folder with the name of a file", label(path))
        elif depth == DEEPEST:
            yield InputRefused(f"folders are followed {DEEPEST} deep, not further", label(path))
        else:
            yield from files_under(path, depth + 1)


def is_input(path: Path) -> bool:
    """Whether a file of a folder is read: texts and records by their ending, a README aside."""
    return path.suffix.lower() in TEXTS | RECORDS and path.stem.lower() != ASIDE


def relative(path: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(label(path.relative_to(folder)))


def one(path: Path, name: str, details: Details | None, limit: int, now: datetime | None) -> Intake | InputRefused:
    try:
        return read_file(path, id=name, details=details, limit=limit, now=now)
    except InputRefused as refused:
        return refused


def read_folder(folder: Path, *, limit: int = LIMIT, now: datetime | None = None) -> Iterator[Intake | InputRefused]:
    """The articles of every .txt, .md and .jsonl in a folder and those within it, in the order of their paths.

    An article is called by its path in the folder. `metadata.csv` of the folder itself says what is known of them; a row without its file
    is refused by its line. A folder in which there is nothing to read is refused.
    """
    known = metadata.read_metadata(folder, "")
    yield from known.refused
    missing = dict(known.places)
    anything = False
    for path in files_under(folder):
        if isinstance(path, InputRefused):
            anything = True
            yield InputRefused(path.message, path.place)
        elif is_input(path):
            anything = True
            name = relative(path, folder)
            missing.pop(name, None)
            if path.suffix.lower() in RECORDS:
                yield from read_jsonl(path, limit=limit, now=now)
            else:
                yield one(path, str(name), known.rows.get(name), limit, now)
    for name, place in missing.items():
        yield MalformedRecord(f"there is no file {str(name)!r} to read in the folder", place)
    if not anything:
        yield EmptyInput("there is no .txt, .md or .jsonl in the folder", label(folder))


def articles_from(
    path: str | os.PathLike[str], *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None
) -> Iterator[Intake | InputRefused]:
    """Whatever a path holds: a text, JSON Lines, a folder, or standard input for "-".

    Yields one Intake an article, one InputRefused for each input that cannot be read, and raises nothing for bad input. `details` hold for
    a single text; lines and folders bring their own.
    """
    if str(path) == "-":
        yield from from_stdin(details, limit, now)
        return
    named = Path(path)
    if os.path.isdir(named):  # noqa: PTH112  (a name too long for the system is no folder, not an exception)
        yield from read_folder(named, limit=limit, now=now)
    elif named.suffix.lower() in RECORDS:
        yield from read_jsonl(named, limit=limit, now=now)
    else:
        yield one(named, label(named), details, limit, now)


def from_stdin(details: Details | None, limit: int, now: datetime | None) -> Iterator[Intake | InputRefused]:
    name = "stdin"
    try:
        data = read_up_to(sys.stdin.buffer, limit * WIDEST_CHARACTER, name)
        yield read_bytes(data, id=name, details=details, limit=limit, now=now)
    except InputRefused as refused:
        yield type(refused)(refused.message, name)
