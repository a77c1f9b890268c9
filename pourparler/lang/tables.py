"""Strict reading of rule files: TOML for entries, TSV for long flat tables."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from pourparler.errors import PackError


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every entry: a misspelt field is an error, never silence."""


T = TypeVar("T")


def read_toml(path: Path, kind: type[T]) -> T:
    """One rule file as typed entries; a fault names the file and the field."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise PackError(f"{path.parent.name}/{path.name}: {fault}") from fault


def read_tsv(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a flat table; lines that open with # are its licence and sources."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                raise PackError(f"{path.name}: row {number} has not as many cells as the header")
            yield row


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the rule files of a folder, 12 hex characters."""
    hasher = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".toml", ".tsv"}:
            hasher.update(path.name.encode())
            hasher.update(path.read_bytes())
    return hasher.hexdigest()[:12]
