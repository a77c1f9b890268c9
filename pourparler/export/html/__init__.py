"""Readings as one HTML file: it opens from disk, needs no script and asks nothing of any network."""

from pourparler.export.html.page import frame, page

__all__ = ["frame", "page"]
