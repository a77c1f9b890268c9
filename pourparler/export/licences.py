"""Which licences let no words out; the table is `licences.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from pourparler.errors import PackError
from pourparler.model import Article

FILE = Path(__file__).with_name("licences.toml")


class Restricted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: a licence that `starts` with a word or `names` it, and an example of such a licence."""

    example: str
    starts: str = ""
    names: str = ""

    def holds(self, licence: str) -> bool:
        said = licence.strip().casefold()
        return bool(self.starts and said.startswith(self.starts)) or bool(self.names and self.names in said)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    restricted: list[Restricted]


@cache
def restricted_licences() -> tuple[Restricted, ...]:
    try:
        return tuple(msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), Table).restricted)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise PackError(f"export/{FILE.name}: {fault}") from fault


def is_restricted(article: Article) -> bool:
    """Whether the article's licence, as it was given, keeps its words in. An article without a licence is not restricted."""
    return any(entry.holds(article.licence or "") for entry in restricted_licences())
