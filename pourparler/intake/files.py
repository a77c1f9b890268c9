"""Files and folders become articles, one at a time. What cannot be read is yielded as its refusal, so that the rest goes on."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from pourparler.errors import EmptyInput, InputRefused
from pourparler.intake.building import LIMIT, Details, Intake
from pourparler.intake.markup import names
from pourparler.intake.metadata import read_metadata
from pourparler.intake.opening import label, open_regular, read_up_to
from pourparler.intake.sorts import PAGES, WIDEST_CHARACTER, Asked, is_input, read_stream

ADDRESS = re.compile(r"(?i)(https?|ftp|file)://|www\.")
"""How an address begins that somebody gives in place of a file."""
DEEPEST = 64
"""Folders within folders that are followed."""


def from_file(path: Path, name: str, asked: Asked, known: Details | None = None) -> Iterator[Intake | InputRefused]:
    """The articles of one file under that name."""
    try:
        stream = open_regular(path, name)
    except InputRefused as refused:
        yield refused
        return
    with stream:
        yield from read_stream(stream, name, asked, known)


def read_file(
    path: Path,
    *,
    id: str | None = None,  # noqa: A002
    details: Details | None = None,
    limit: int = LIMIT,
    now: datetime | None = None,
) -> Intake:
    """The article of one file, called by its name unless `id` says otherwise; `details` come before what the file says of itself.

    Raises InputRefused with the name: for what is not a regular file, cannot be opened, is too large, is no article, or holds several: those
    are for `articles_from`.
    """
    found = list(from_file(path, id or label(path), Asked(details or Details(), limit, now)))
    if len(found) > 1:
        raise InputRefused(f"it holds {len(found)} articles, not one", id or label(path))
    if isinstance(found[0], InputRefused):
        raise found[0]
    return found[0]


def refuse_a_name(text: str) -> None:
    """Raises InputRefused where somebody gave the name of a file in place of its text: one word that ends as the files do that are read."""
    if len(text.split()) == 1 and is_input(PurePosixPath(text.strip())):
        told = "it is the name of a file, not its text: give what the file holds, or read it with pourparler.intake.read_file"
        raise InputRefused(told, text.strip())


def entries(folder: Path) -> list[Path]:
    """What lies in a folder in the order of the names, hidden files aside; an unreadable folder raises OSError."""
    return sorted((path for path in folder.iterdir() if not path.name.startswith((".", "__"))), key=lambda path: path.name)


def belongs_to_page(folder: Path, pages: set[str]) -> bool:
    """Whether a browser made this folder beside a page that it saved, for the page's pictures and frames."""
    return any(folder.name.lower().endswith(ending) and folder.name[: -len(ending)] in pages for ending in names().beside)


def files_under(folder: Path, depth: int = 0) -> Iterator[Path | InputRefused]:
    """The files of a folder and of those within it, sorted, links to folders not followed, what belongs to a saved page left out."""
    try:
        found = entries(folder)
    except OSError as fault:
        yield InputRefused(f"the folder cannot be opened: {fault.strerror}", label(folder))
        return
    pages = {path.stem for path in found if path.suffix.lower() in PAGES}
    for path in found:
        if not path.is_dir():
            yield path
        elif path.is_symlink():
            yield InputRefused("a link to a folder is not followed; name that folder itself", label(path))
        elif is_input(path):
            yield InputRefused("it is a folder with the name of a file", label(path))
        elif depth == DEEPEST:
            yield InputRefused(f"folders are followed {DEEPEST} deep, not further", label(path))
        elif not belongs_to_page(path, pages):
            yield from files_under(path, depth + 1)


def relative(path: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(label(path.relative_to(folder)))


def read_folder(folder: Path, *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None) -> Iterator[Intake | InputRefused]:
    """The articles of every text, page, export, Word document, archive and JSON Lines file in a folder and those within it, in the order of
    their paths.

    An article is called by its path in the folder, or by the id that its line or its export gives it. `metadata.csv` of the folder itself says
    what is known of the files; a row without its file is refused by its line, a file without its row gets a note. Documents that are not
    read, a PDF for one, are refused by name; pictures and the like are passed over. A folder in which there is nothing to read is refused.
    """
    asked = Asked(details or Details(), limit, now)
    known = read_metadata(folder, now)
    yield from known.refusals()
    anything = False
    for path in files_under(folder):
        if isinstance(path, InputRefused):
            anything = True
            yield InputRefused(path.message, path.place)
        elif is_input(path):
            anything = True
            own = relative(path, folder)
            for offer in from_file(path, str(own), asked, known.of(own)):
                yield known.told(offer, own)
    yield from known.without_file()
    if not anything:
        yield EmptyInput("there is no text, page or document in the folder", label(folder))


def articles_from(
    path: str | os.PathLike[str], *, details: Details | None = None, limit: int = LIMIT, now: datetime | None = None
) -> Iterator[Intake | InputRefused]:
    """Whatever a path holds: a text, a page, an export, a Word document, an archive, JSON Lines, a folder, or standard input for "-".

    Yields one Intake an article, one InputRefused for each input that cannot be read, and raises nothing for bad input. `details` hold for
    all that is read, and come before what the inputs or a table say.
    """
    if str(path) == "-":
        yield from from_stdin(Asked(details or Details(), limit, now))
        return
    if ADDRESS.match(str(path)):
        yield InputRefused("pages are not fetched: open it in your browser, save the page, and give the file", str(path))
        return
    named = Path(path)
    if os.path.isdir(named):  # noqa: PTH112  (a name too long for the system is no folder, not an exception)
        yield from read_folder(named, details=details, limit=limit, now=now)
    else:
        yield from from_file(named, label(named), Asked(details or Details(), limit, now))


def from_stdin(asked: Asked) -> Iterator[Intake | InputRefused]:
    name = "stdin"
    try:
        data = read_up_to(sys.stdin.buffer, asked.limit * WIDEST_CHARACTER, name)
    except InputRefused as refused:
        yield refused
        return
    yield from read_stream(io.BytesIO(data), name, asked)
