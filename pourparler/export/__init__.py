"""Readings written for others: a table for the terminal, one HTML file that opens from disk."""

from __future__ import annotations

import os
import shutil

from pourparler.model import Reading
from pourparler.wording import preferred, wording


def as_text(reading: Reading) -> str:
    """The reading as a table without colours, as wide as the terminal, in the language of the person's environment."""
    from pourparler.export.table import plain

    return plain(reading, wording(preferred(os.environ)), shutil.get_terminal_size((120, 40)).columns)


def as_frame(reading: Reading) -> str:
    """The reading as a page within a frame, for a notebook."""
    from pourparler.export.html import frame

    return frame(reading, wording(preferred(os.environ)))
