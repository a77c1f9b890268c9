"""What a person names on the command line, read; what cannot be read is named on stderr, counted, and the rest goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, WITH_REFUSALS, say, spoken, tell
from pourparler.errors import InputRefused

if TYPE_CHECKING:
    from pourparler.intake import Intake
    from pourparler.model import Article, Note, Reading
    from pourparler.reader import Reader


def checked_date(value: str | None) -> str | None:
    """ISO 8601, kept as precise as it was given; a day to come is refused."""
    if value is None:
        return None
    from pourparler.intake.published import UnknownDateError, read_published

    try:
        return read_published(value, None)
    except UnknownDateError as fault:
        raise typer.BadParameter(say("read.bad_date", why=spoken().message(str(fault)))) from fault


def checked_language(value: str | None) -> str | None:
    from pourparler.lang import languages

    if value is not None and value not in languages():
        raise typer.BadParameter(say("read.bad_language", value=value, known=", ".join(languages())))
    return value


@dataclass
class Inputs:
    """The articles asked for, with a count of what was read, refused and partial; the count stands once they have been run through."""

    names: tuple[str, ...]
    language: str | None = None
    published: str | None = None
    read: int = 0
    refused: int = 0
    partial: int = 0

    def intakes(self) -> Iterator[Intake]:
        """Every article that can be read, in the order given; each refusal is told as one line."""
        for offer in self.offers():
            if isinstance(offer, InputRefused):
                self.refused += 1
                tell(say("read.refused", place=offer.place, message=spoken().message(offer.message)))
            else:
                self.read += 1
                self.partial += offer.article.completeness == "partial"
                yield offer

    def offers(self) -> Iterator[Intake | InputRefused]:
        from pourparler.intake import Details, articles_from

        asked = Details(language=self.language, published=self.published)
        for name in self.names:
            yield from articles_from(name, details=asked)

    def readings(self, reader: Reader, after: int = 0) -> Iterator[Reading]:
        """The readings of all articles but the first `after`, in order, each with the notes of its intake."""
        waiting: deque[tuple[Note, ...]] = deque()
        for reading in reader.read_many(self.handed_on(islice(self.intakes(), after, None), waiting)):
            if not reading.layers:
                self.read, self.refused = self.read - 1, self.refused + 1
                tell(say("read.refused", place=reading.article.id, message=reading.notes[0].message))
            yield reading.with_notes(waiting.popleft())

    def handed_on(self, intakes: Iterable[Intake], waiting: deque[tuple[Note, ...]]) -> Iterator[Article]:
        for intake in intakes:
            waiting.append(intake.notes)
            yield intake.article

    @property
    def exit_code(self) -> int:
        if not self.read:
            return NOTHING_USABLE
        return WITH_REFUSALS if self.refused or self.partial else ALL_READ

    def tell_count(self) -> None:
        """One closing line, where there was more than one article or something went wrong."""
        if self.read + self.refused > 1 or self.partial:
            counts = {name: spoken().count(name, number) for name, number in (("refused", self.refused), ("partial", self.partial))}
            tell(say("read.closing", read=spoken().count("articles", self.read), **counts))


def identity(name: str) -> str:
    """An input by its place, size and last change."""
    path = Path(name)
    if not path.exists():
        return name
    facts = path.stat()
    return f"{path.resolve()} {facts.st_size} {facts.st_mtime_ns}"
