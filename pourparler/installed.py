"""What is installed: versions, and a hash of a package's files that can be pinned.

The hash is taken over the lines "name sha256" of every file that the package's wheel brought, in the order of the names; what an installer
adds (the `.dist-info` folder, compiled copies) is left out, so one wheel gives one hash on every machine. The bytes on disk are hashed, not
the installer's record of them.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from pathlib import Path


def version(package: str) -> str | None:
    """The installed version of a package, None where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def files_of(package: str) -> Iterator[tuple[str, Path]]:
    """Every file of an installed package by its name in the wheel, in the order of the names."""
    for file in sorted(importlib.metadata.files(package) or [], key=str):
        if not file.parts[0].endswith(".dist-info") and "__pycache__" not in file.parts:
            yield file.as_posix(), Path(str(file.locate()))


def digest(package: str) -> str:
    """SHA-256 (hex) over the files of an installed package; a file that is gone counts as such."""
    hasher = hashlib.sha256()
    for name, path in files_of(package):
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
        hasher.update(f"{name} {content}\n".encode())
    return hasher.hexdigest()
