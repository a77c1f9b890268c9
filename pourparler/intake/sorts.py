"""Whatever bytes come in, told apart by how they begin: pages, exports, Word documents, archives, texts. Each goes to its own reader.

A name says little: pages are saved as `.txt` and archives as `.html`. Only Markdown and JSON Lines, which begin like any text, are known by
their ending.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from pourparler.errors import BinaryInput, EmptyInput, InputRefused
from pourparler.intake import archives, docx, europresse
from pourparler.intake.building import LIMIT, Details, Intake
from pourparler.intake.decoding import looks_like_page
from pourparler.intake.jsonl import read_records
from pourparler.intake.metadata import NAME, Metadata, metadata_in
from pourparler.intake.mhtml import looks_like_mail, looks_like_mhtml, read_mhtml
from pourparler.intake.opening import read_up_to
from pourparler.intake.page import read_page
from pourparler.intake.text import read_bytes

TEXTS = frozenset({".txt", ".md"})
RECORDS = frozenset({".jsonl"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
READ = TEXTS | RECORDS | PAGES | {".docx", ".mht", ".mhtml", ".zip"}
TABLES = frozenset({".csv", ".tsv"})
MAILS = frozenset({".eml", ".mbox"})
REFUSED = TABLES | MAILS | {".pdf", ".doc", ".rtf", ".odt", ".epub", ".msg", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp"}
"""Files that hold articles and are not read: in a folder they are refused by name, where a picture is passed over."""
MARKDOWN = "text/markdown"
ASIDE = "readme"
"""A file of this name says what its folder is; it is no article."""
WIDEST_CHARACTER = 4
"""Bytes that another encoding may take for one of UTF-8."""
LARGEST_DOCUMENT = 100_000_000
"""Bytes of a Word document, pictures included."""
OFFICE = {"mimetype": "an OpenDocument or an e-book", "xl/workbook.xml": "a table of Excel", "ppt/presentation.xml": "slides"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of all that is read, before what the inputs say of themselves; and the limits."""

    details: Details = field(default_factory=Details)
    limit: int = LIMIT
    now: datetime | None = None

    def of(self, known: Details) -> Details:
        return self.details.over(known)


def is_input(path: PurePosixPath | os.PathLike[str]) -> bool:
    """Whether a file of a folder or an archive is looked into, by its ending; a README and a `metadata.csv` are not."""
    stem, ending = os.path.splitext(os.path.basename(os.fspath(path)))  # noqa: PTH119, PTH122  (for paths of both kinds)
    return ending.lower() in READ | REFUSED and stem.lower() != ASIDE and stem + ending != NAME


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def read_stream(stream: BinaryIO, name: str, asked: Asked, known: Details | None = None, nested: bool = False) -> Iterator[Intake | InputRefused]:
    """The articles of one input that can be read again from its start; a refusal is yielded with the name.

    `known` is what a table says of the input; `nested` tells that it comes out of an archive, in which no other is opened.
    """
    try:
        if ending_of(name) in RECORDS:
            yield from read_records(stream, name, details=asked.of(known or Details()), limit=asked.limit, now=asked.now)
        elif stream.read(len(archives.SIGNATURE)) == archives.SIGNATURE:
            stream.seek(0)
            yield from read_package(stream, name, asked, known or Details(), nested)
        else:
            stream.seek(0)
            data = read_up_to(stream, asked.limit * WIDEST_CHARACTER, name)
            yield from read_unpacked(data, name, asked, known or Details())
    except InputRefused as refused:
        yield refused if refused.place else type(refused)(refused.message, name)


def read_unpacked(data: bytes, name: str, asked: Asked, known: Details) -> Iterator[Intake | InputRefused]:
    """The articles of a page, an export or a text; raises the refusal of a single one."""
    details = asked.of(known)
    refuse_unread(data, name)
    if looks_like_mhtml(data):
        yield read_mhtml(data, id=name, details=details, limit=asked.limit, now=asked.now)
        return
    if looks_like_page(data) or ending_of(name) in PAGES:
        if not data.strip():
            raise EmptyInput("it is empty")
        if europresse.MARK in data:
            yield from europresse.read_export(data, name, details=details, limit=asked.limit, now=asked.now)
        else:
            yield read_page(data, id=name, details=details, limit=asked.limit, now=asked.now)
        return
    intake = read_bytes(data, id=name, details=details, limit=asked.limit, now=asked.now)
    yield replace(intake, media_type=MARKDOWN) if ending_of(name) == ".md" else intake


def refuse_unread(data: bytes, name: str) -> None:
    """Raises by name what reads as a text and is none: with the marks and headers of a table or a mail, words would be quoted that nobody said."""
    if ending_of(name) in TABLES:
        told = "it is a table, and its marks would be taken for those of quotations: give each article as a file, or as a line of JSON Lines"
        raise BinaryInput(told)
    if (ending_of(name) in MAILS or looks_like_mail(data)) and not looks_like_mhtml(data):
        raise BinaryInput("it is a mail, which is not read; save its text first")


def read_package(stream: BinaryIO, name: str, asked: Asked, known: Details, nested: bool) -> Iterator[Intake | InputRefused]:
    """A Word document, or the members of a zip archive; what else comes in such a package is refused by name."""
    with archives.open_archive(stream, name) as archive:
        names = set(archive.namelist())
        office = next((what for member, what in OFFICE.items() if member in names), None)
        if docx.is_docx(archive):
            stream.seek(0)
            data = read_up_to(stream, LARGEST_DOCUMENT, name)
            yield docx.read_docx(data, id=name, details=asked.of(known), limit=asked.limit, now=asked.now)
        elif office is not None:
            raise BinaryInput(f"this is {office}, which is not read; save its text first")
        elif nested:
            raise InputRefused("it is an archive within an archive; unpack it first")
        else:
            yield from read_members(archive, name, asked)


def top_folder(paths: list[PurePosixPath]) -> PurePosixPath:
    """The one folder in which everything lies, as when a folder was packed; the archive itself where there is none."""
    tops = {path.parts[0] for path in paths}
    return PurePosixPath(*tops) if len(tops) == 1 and all(len(path.parts) > 1 for path in paths) else PurePosixPath()


def read_members(archive: zipfile.ZipFile, name: str, asked: Asked) -> Iterator[Intake | InputRefused]:
    """The articles of an archive's members, in the order of their names, called `archive.zip/folder/file.txt`; its `metadata.csv` counts."""
    found = list(archives.members_of(archive, name))
    members = dict(each for each in found if not isinstance(each, InputRefused))
    yield from (each for each in found if isinstance(each, InputRefused))
    top = top_folder(list(members))
    known = metadata_of(archive, members.get(top / NAME), f"{name}/{top / NAME}", asked)
    yield from known.refusals()
    wanted = {path: member for path, member in members.items() if is_input(path)}
    for path, member in wanted.items():
        own = path.relative_to(top)
        for offer in read_one_member(archive, member, f"{name}/{path}", asked, known.of(own)):
            yield known.told(offer, own)
    yield from known.without_file()
    if not wanted and not any(isinstance(each, InputRefused) for each in found):
        yield EmptyInput("there is nothing to read in the archive", name)


def metadata_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None, place: str, asked: Asked) -> Metadata:
    if member is None:
        return Metadata()
    try:
        return metadata_in(archives.read_member(archive, member, LIMIT, place), place, asked.now)
    except InputRefused as refused:
        return Metadata(refused=[refused])


def read_one_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, asked: Asked, known: Details) -> Iterator[Intake | InputRefused]:
    try:
        data = archives.read_member(archive, member, LARGEST_DOCUMENT, place)
    except InputRefused as refused:
        yield refused
        return
    yield from read_stream(io.BytesIO(data), place, asked, known, nested=True)
