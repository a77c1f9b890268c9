"""Zip archives, opened within limits and never unpacked to disk: members, their sizes and their ratio are counted before one is read.

A member's size is what the archive's table says; `zipfile` reads no byte more than that, and refuses one whose bytes do not add up. What is
refused is refused for good: no other reader tries its luck with it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from pourparler.errors import InputRefused

MOST_MEMBERS = 20_000
MOST_BYTES = 1_000_000_000
"""Bytes that all members of an archive may have unpacked."""
WIDEST_RATIO = 200
"""How many times its packed size a member may have; text packs to a fifth, a page of one letter to a thousandth."""
SMALL = 1_000_000
"""Bytes under which a member's ratio does not matter."""
ENCRYPTED = 0x1
SIGNATURE = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Limits:
    members: int = MOST_MEMBERS
    total: int = MOST_BYTES
    ratio: int = WIDEST_RATIO


def open_archive(stream: BinaryIO, place: str, limits: Limits | None = None) -> zipfile.ZipFile:
    """The archive, its table checked; refuses by name what is none, or what is built like a bomb."""
    within = limits or Limits()
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as fault:
        raise InputRefused(f"it looks like a zip archive and cannot be opened as one: {fault}", place) from fault
    members = archive.infolist()
    if len(members) > within.members:
        raise InputRefused(f"the archive has more than {within.members:,} members: not opened", place)
    if sum(member.file_size for member in members) > within.total:
        raise InputRefused(f"the archive unpacks to more than {within.total:,} bytes: not opened", place)
    for member in members:
        if member.file_size > SMALL and member.file_size > within.ratio * max(member.compress_size, 1):
            raise InputRefused(f"a member of the archive unpacks to more than {within.ratio} times its size, as bombs do: not opened", place)
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, place: str) -> bytes:
    """The bytes of one member; refuses by name an encrypted, a damaged or a larger one."""
    if member.flag_bits & ENCRYPTED:
        raise InputRefused("it is locked with a password; unpack the archive first", place)
    if member.file_size > most:
        raise InputRefused(f"it is larger than {most:,} bytes; cut it, or raise the limit", place)
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error, RuntimeError) as fault:
        raise InputRefused(f"it cannot be unpacked: {fault}", place) from fault


def name_of(member: zipfile.ZipInfo) -> PurePosixPath | None:
    """A member's name as a path inside its archive; None for one that leads out of it."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]
    return None if leads_out else path


def members_of(archive: zipfile.ZipFile, place: str) -> Iterator[tuple[PurePosixPath, zipfile.ZipInfo] | InputRefused]:
    """The files of an archive by the order of their names, hidden ones aside; a name that leads out of the archive, or stands twice, is refused."""
    named = sorted(((member.filename, order, member) for order, member in enumerate(archive.infolist()) if not member.is_dir()))
    seen: set[PurePosixPath] = set()
    for written, _, member in named:
        path = name_of(member)
        if path is None:
            yield InputRefused("the name of this member leads out of the archive: not read", f"{place}/{shown(written)}")
        elif path in seen:
            yield InputRefused("a second member has this name: not read", f"{place}/{path}")
        elif not any(part.startswith((".", "__")) for part in path.parts):
            seen.add(path)
            yield path, member


def shown(written: str) -> str:
    """A name as messages show it: steps up and drives told by their letters, not followed."""
    return written.replace("\\", "/").lstrip("/")
