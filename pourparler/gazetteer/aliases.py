"""A user's own names: `--aliases FILE`, a TSV with the header name, actor, kind, country, sector.

    name              actor             kind     country  sector
    Sergueï Lavroff   Sergueï Lavrov
    la Cellule        org:crisis-cell   organisation  FRA  GOV
    Jean Untel

`actor` is an id or a name of an entry that is known: the new name is one more name of it, and what the other cells state wins over the
shipped table. An actor that is not known, or an empty cell, makes a new entry; rows with the same `actor` are one entry. Columns after the
first may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from pourparler.errors import MalformedRecord
from pourparler.gazetteer.folding import fold
from pourparler.gazetteer.tables import Cells, Row, Shape, Table
from pourparler.model import ActorKind

if TYPE_CHECKING:
    from pourparler.gazetteer.lookup import Gazetteer

COLUMNS = ("name", "actor", "kind", "country", "sector")
TABLE = Table.of(("name", "kind", "country", "sector", "wikidata", "source"), Shape((("name", "", "name"),)))


def read_aliases(path: Path, known: Gazetteer) -> Iterator[Row]:
    """One row a line; refuses a file without its header, a line without a name, an unknown kind and a name that several entries bear."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip() and not line.startswith("#")]
    if not lines or lines[0][0] != "name" or not set(lines[0]) <= set(COLUMNS):
        raise MalformedRecord(f"the first line must be the header {', '.join(COLUMNS)}, parted by tabs", str(path))
    for number, line in enumerate(lines[1:], start=2):
        cells = dict.fromkeys(COLUMNS, "") | {key: cell.strip() for key, cell in zip(lines[0], line, strict=False)}
        yield row_of(cells, known, f"{path}:{number}")


def row_of(cells: Cells, known: Gazetteer, place: str) -> Row:
    if not cells["name"]:
        raise MalformedRecord("a row needs a name", place)
    if cells["kind"] not in {"", *get_args(ActorKind)}:
        raise MalformedRecord(f"kind {cells['kind']!r} is none of {', '.join(get_args(ActorKind))}", place)
    id_, kind = actor_of(cells, known, place)
    return Row(id_, "\t".join((cells["name"], kind, cells["country"], cells["sector"], "", "aliases")), TABLE)


def actor_of(cells: Cells, known: Gazetteer, place: str) -> tuple[str, str]:
    """The id and kind that a row speaks of: an entry that is known, or one of the user's own."""
    actor = cells["actor"] or cells["name"]
    candidates = (known.entry(actor),) if actor in known else known.find(actor)
    if len(candidates) > 1:
        ids = ", ".join(f"{entry.id} ({entry.name})" for entry in candidates)
        raise MalformedRecord(f"{actor!r} is the name of several; write the id of the one you mean: {ids}", place)
    if candidates:
        return candidates[0].id, candidates[0].kind
    return f"own:{fold(actor).replace(' ', '-')}", cells["kind"] or "person"
