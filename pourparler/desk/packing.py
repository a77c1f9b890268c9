"""A dossier as one file for a colleague: articles with their bytes, parses, readings and the journal; and the way back.

A pack is a zip of JSON Lines and bytes. The same dossier gives the same pack. What is unpacked is checked as if a stranger had sent it: sizes
and ratios are capped, names are those this program writes, every text must have its hash and every reading must hold.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

import pourparler
from pourparler import wire
from pourparler.errors import InputRefused, MalformedRecord
from pourparler.export.placing import whole
from pourparler.model import Article, Correction, Note, Reading
from pourparler.store import Connection, Dossier
from pourparler.store.articles import Print, original_digests, original_of, prints_of
from pourparler.store.journal import corrections, refused
from pourparler.store.readings import all_kept, latest_run, packed_parses

FORMAT = 1
MOMENT = (1980, 1, 1, 0, 0, 0)
LARGEST, LARGEST_MEMBER, STEEPEST = 8 * 2**30, 2**31, 400
"""Bytes of all members together and of one, and how many times larger than its packed bytes a member may be."""
MEMBER = re.compile(r"(manifest\.json|rules|(articles|journal|refusals)\.jsonl|(originals|parses)/[0-9a-f]{16,64})")
T = TypeVar("T")


class Manifest(msgspec.Struct, frozen=True):
    format: int
    name: str
    title: str
    question: str | None
    created: str
    settings: dict[str, Any]
    made_with: str


class Packed(msgspec.Struct, frozen=True):
    """One article with its notes and prints, what parsed it, and its latest reading with what made it."""

    article: Article
    notes: tuple[Note, ...]
    prints: tuple[Print, ...]
    parser: str | None
    reading: Reading | None
    stamp: dict[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    place: str
    message: str


def pack(connection: Connection, dossier: Dossier, target: Path) -> int:
    """Writes the pack, puts it in its place when it is whole, and returns how many articles it holds."""
    with whole(target) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        return write_members(connection, dossier, archive)


def write_members(connection: Connection, dossier: Dossier, archive: zipfile.ZipFile) -> int:
    facts = {name: getattr(dossier, name) for name in ("name", "title", "question", "created")}
    manifest = Manifest(FORMAT, settings=dict(dossier.settings), made_with=pourparler.__version__, **facts)
    put(archive, "manifest.json", msgspec.json.encode(manifest, order="deterministic"))
    latest = latest_run(connection, dossier.id)
    put(archive, "rules", latest[2] if latest else b"")
    lines = [wire.encode_correction(one) for one in corrections(connection, dossier.id)]
    put(archive, "journal.jsonl", b"".join(line + b"\n" for line in lines))
    told = [json.dumps({"place": place, "message": message}, ensure_ascii=False).encode() for place, message, _ in refused(connection, dossier.id)]
    put(archive, "refusals.jsonl", b"".join(line + b"\n" for line in told))
    count = 0
    with archive.open(member("articles.jsonl"), "w", force_zip64=True) as stream:
        for packed in packed_articles(connection, dossier.id):
            stream.write(msgspec.json.encode(packed, order="deterministic") + b"\n")
            count += 1
    for digest in original_digests(connection, dossier.id):
        put(archive, f"originals/{digest}", original_of(connection, dossier.id, digest) or b"")
    for key, columns in packed_parses(connection, dossier.id):
        put(archive, f"parses/{key}", columns)
    return count


def member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return info


def put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(member(name), data)


def packed_articles(connection: Connection, dossier: int) -> Iterator[Packed]:
    """Every article, versions before their successors, so that a version finds its predecessor."""
    for kept in all_kept(connection, dossier):
        printed = tuple(prints_of(connection, dossier, kept.article.key))
        yield Packed(kept.article, kept.notes, printed, kept.parser, kept.reading, kept.stamp)


UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What a damaged member raises when it is read."""


class Pack:
    """A pack opened for reading; raises InputRefused with its name for anything that this program did not write so."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as fault:
            raise InputRefused(f"it is no pack: {fault}", path.name) from fault
        self.check_members()
        self.manifest = self.decoded("manifest.json", Manifest)
        if self.manifest.format > FORMAT:
            raise InputRefused("a later version of pourparler packed it; update pourparler", path.name)

    def check_members(self) -> None:
        members = self.archive.infolist()
        if len({info.filename for info in members}) != len(members):
            raise InputRefused("a name stands twice in it", self.path.name)
        if sum(info.file_size for info in members) > LARGEST:
            raise InputRefused(f"it unpacks to more than {LARGEST:,} bytes", self.path.name)
        for info in members:
            if not MEMBER.fullmatch(info.filename):
                raise InputRefused(f"{info.filename!r} is no part of a pack", self.path.name)
            if info.file_size > LARGEST_MEMBER or info.file_size > max(2**20, info.compress_size * STEEPEST):
                raise InputRefused(f"{info.filename} unpacks to {info.file_size:,} bytes, more than is believed", self.path.name)

    def bytes_of(self, name: str) -> bytes | None:
        """A member whole, no longer than it said; None where it is not there."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        try:
            with self.archive.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except UNREADABLE as fault:
            raise InputRefused(f"{name} cannot be read: {fault}", self.path.name) from fault
        if len(data) > info.file_size:
            raise InputRefused(f"{name} is larger than it says", self.path.name)
        return data

    def decoded(self, name: str, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(self.bytes_of(name) or b"", type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
            raise InputRefused(f"{name} is not what it should be: {fault}", self.path.name) from fault

    def lines(self, name: str, kind: type[T]) -> Iterator[T | MalformedRecord]:
        for number, line in enumerate(self.raw_lines(name), start=1):
            try:
                yield msgspec.json.decode(line, type=kind)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
                yield MalformedRecord(f"not what it should be: {fault}", f"{self.path.name}:{name}:{number}")

    def raw_lines(self, name: str) -> Iterator[bytes]:
        if name in self.archive.namelist():
            try:
                with self.archive.open(name) as stream:
                    yield from (line for line in stream if line.strip())
            except UNREADABLE as fault:
                raise InputRefused(f"{name} cannot be read: {fault}", self.path.name) from fault

    def articles(self) -> Iterator[Packed | MalformedRecord]:
        return self.lines("articles.jsonl", Packed)

    def journal(self) -> list[Correction | MalformedRecord]:
        return list(self.lines("journal.jsonl", Correction))

    def refusals(self) -> Iterable[Refusal]:
        return (one for one in self.lines("refusals.jsonl", Refusal) if isinstance(one, Refusal))


def same_deed(correction: Correction) -> str:
    """What makes a correction the same in two journals: all of it but its number and the number it undoes."""
    facts = asdict(replace(correction, seq=0, undoes=None))
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
