"""Values of a row for formats without lists: CSV, spreadsheets, Stata."""

from __future__ import annotations

from pourparler.export.columns import Column
from pourparler.export.rows import Value
from pourparler.export.shown import GAP
from pourparler.model import Span

Flat = str | int | float | bool | None


def spans_as_text(spans: tuple[Span, ...]) -> str:
    """`3-9; 40-52`."""
    return "; ".join(f"{span.start}-{span.end}" for span in spans)


def flat(column: Column, value: Value) -> Flat:
    r"""One cell: items of a list parted by "; ", pieces of the article's words by " […] ".

    A semicolon within an item is written `\;`, so that a list can be taken apart again. Words are never marked so: a column of words has
    its places beside it, and these tell where one piece ends.
    """
    if not isinstance(value, tuple):
        return value
    if column.type == "spans":
        return spans_as_text(tuple(item for item in value if isinstance(item, Span)))
    items = [item for item in value if isinstance(item, str)]
    return GAP.join(items) if column.words else "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)
