"""pourparler reads news articles and gives back who said what, each line with the words that prove it.

    >>> import pourparler
    >>> reading = pourparler.read("« Nous avançons », a déclaré le ministre.", published="2025-02-27")
    >>> print(reading)

Public names: `read`, `Reader`, the records of `pourparler.model` and the exceptions of `pourparler.errors`. Importing this package loads
nothing heavy: a name brings its module when it is first used.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from pourparler.errors import InputRefused, PourparlerError
    from pourparler.model import Actor, Article, Event, Mention, Note, Paragraph, Place, Quotation, Reading, Span, Timex
    from pourparler.reader import Reader

HOMES = {
    "Reader": "pourparler.reader",
    "InputRefused": "pourparler.errors",
    "PourparlerError": "pourparler.errors",
} | dict.fromkeys(
    ("Actor", "Article", "Event", "Mention", "Note", "Paragraph", "Place", "Quotation", "Reading", "Span", "Timex"), "pourparler.model"
)

__all__ = [
    "Actor",
    "Article",
    "Event",
    "InputRefused",
    "Mention",
    "Note",
    "Paragraph",
    "Place",
    "PourparlerError",
    "Quotation",
    "Reader",
    "Reading",
    "Span",
    "Timex",
    "read",
]


def read(text: str, *, published: str | None = None, language: str | None = None, title: str | None = None, id: str = "text") -> Reading:  # noqa: A002
    """The reading of one text: who said what, the times, the actors, with notes of what was odd in it.

    `published` is the day of publication in ISO 8601, without which no date of the text is resolved by guess; `language` is found out where
    None. Spans count code points, end exclusive, and slice `text`, which is never altered. Raises InputRefused for what is no article:
    an empty or a binary text, another language, the name of a file in place of its text. For many articles keep one `Reader`.
    """
    from pourparler.intake import Details, read_text, refuse_a_name

    refuse_a_name(text)
    intake = read_text(text, id=id, details=Details(title=title, published=published, language=language))
    reading = one_reader().read(intake.article)
    return reading.with_notes(intake.notes)


@cache
def one_reader() -> Reader:
    """The reader of `read`, made at its first use."""
    from pourparler.reader import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    """A public name, from its own module, on its first use (PEP 562)."""
    if name not in HOMES:
        raise AttributeError(f"module 'pourparler' has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
