"""Readings written for others: a table for the terminal, one HTML file that opens from disk, and the formats in which they are analysed.

    EXPORTERS["csv"]                                          # the exporter: exporter("csv")(Export(readings), folder) → Written
    write_exports(Export(readings), ["csv", "parquet"], folder)

An exporter is one file: `write(export, folder) -> Written`, and one line here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pourparler.errors import MissingExtra
from pourparler.model import Reading
from pourparler.wording import preferred, wording

if TYPE_CHECKING:
    from pourparler.export.release import Export, Written

EXPORTERS = {
    "csv": "delimited",
    "parquet": "parquet",
    "xlsx": "workbook",
    "dta": "stata",
    "iramuteq": "iramuteq",
    "jsonl": "lines",
    "standoff": "standoff",
    "plover": "ploverrecord",
    "polecat": "polecat",
    "gexf": "gexf",
    "graphml": "graphml",
    "webannotation": "webannotation",
    "bibtex": "bibtex",
    "docx": "docx",
    "html": "html.dossier",
}
"""Each format with the file of its exporter. The files are imported when asked for: some stand on large libraries."""

LIBRARIES = {"pyarrow", "xlsxwriter", "pandas"}
"""What the extra `export` brings."""


def exporter(name: str) -> Callable[[Export, Path], Written]:
    """The exporter of a format; MissingExtra where its library is not installed."""
    try:
        module = import_module(f"pourparler.export.{EXPORTERS[name]}")
    except ModuleNotFoundError as fault:
        if fault.name in LIBRARIES:
            raise MissingExtra(f"the format {name} needs {fault.name}: pip install 'pourparler[export]'") from fault
        raise
    return cast("Callable[[Export, Path], Written]", module.write)


def write_exports(export: Export, names: Sequence[str], folder: Path) -> dict[str, Written]:
    """The readings in each of these formats in one folder, with codebook, error card and citation (under "companions").

    A missing library is raised before anything is written. Every file appears when it is whole.
    """
    exporters = {name: exporter(name) for name in names}
    written = {name: write(export, folder) for name, write in exporters.items()}
    if any(name != "standoff" for name in names):
        written["companions"] = import_module("pourparler.export.companions").write(export, folder)
    return written


def as_text(reading: Reading) -> str:
    """The reading as a table without colours, as wide as the terminal, in the language of the person's environment."""
    from pourparler.export.table import plain

    return plain(reading, wording(preferred(os.environ)), shutil.get_terminal_size((120, 40)).columns)


def as_frame(reading: Reading) -> str:
    """The reading as a page within a frame, for a notebook."""
    from pourparler.export.html import frame

    return frame(reading, wording(preferred(os.environ)))
