"""The inbox: uploaded files wait in a queue, and one worker reads them into the dossier, so that the page stays quick."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from pourparler.desk import Desk
from pourparler.errors import InputRefused
from pourparler.intake import Intake, articles_from
from pourparler.web.working import Works

if TYPE_CHECKING:
    from pourparler.desk.adding import Added
    from pourparler.reader import Reader

State = Literal["waiting", "reading", "done", "failed"]
KEPT_MESSAGES = 50
"""Refusals of one file that are shown; all of them are kept in the dossier."""


@dataclass
class Upload:
    """One uploaded file: its name as it came, where it waits, what became of what it held, and why something was refused."""

    name: str
    path: Path
    size: int
    state: State = "waiting"
    counts: Counter[str] = field(default_factory=Counter)
    messages: list[tuple[str, str]] = field(default_factory=list)
    articles: list[tuple[str, str]] = field(default_factory=list)

    def note(self, added: Added) -> None:
        self.counts[added.arrival] += 1
        self.counts["partial"] += added.partial
        if added.message and len(self.messages) < KEPT_MESSAGES:
            self.messages.append((added.place, added.message))
        if added.key and len(self.articles) < KEPT_MESSAGES:
            self.articles.append((added.key, added.place))


class Inbox(Works[Upload]):
    """The uploads of one start of the page, in the order in which they came."""

    def __init__(self, desk: Desk, name: str, reader: Reader | None = None) -> None:
        super().__init__("inbox")
        self.desk, self.name, self.reader = desk, name, reader

    def room_for(self, name: str) -> Path:
        """A path in a folder of its own for a file of this name; nothing of the name can lead out of it."""
        place = Path(tempfile.mkdtemp(dir=self.folder)) / safe_name(name)
        place.touch()
        return place

    def take(self, name: str, path: Path) -> None:
        """A file that lies at its path, into the queue."""
        self.put(Upload(safe_name(name), path, path.stat().st_size))

    def refuse(self, name: str, message: str) -> None:
        """A file that is not read at all: said here, and kept among the dossier's refusals."""
        upload = Upload(safe_name(name), self.folder, 0, "failed", Counter(refused=1), [(safe_name(name), message)])
        self.all.append(upload)
        self.desk.refuse(self.name, InputRefused(message, upload.name))

    def do(self, thing: Upload) -> None:
        """One file into the dossier; the file goes, whatever became of it."""
        thing.state = "reading"
        try:
            for added in self.desk.add(self.name, offers(thing), self.kept_reader()):
                thing.note(added)
            thing.state = "done"
        finally:
            shutil.rmtree(thing.path.parent, ignore_errors=True)

    def fail(self, thing: Upload, message: str) -> None:
        thing.messages.append((thing.name, message))
        thing.state = "failed"

    def kept_reader(self) -> Reader:
        from pourparler.reader import Reader

        self.reader = self.reader or Reader()
        return self.reader


def offers(upload: Upload) -> Iterator[Intake | InputRefused]:
    """What a file holds, called by the name under which it came."""
    for offer in articles_from(upload.path):
        if isinstance(offer, InputRefused):
            yield type(offer)(offer.message, offer.place or upload.name)
        elif offer.article.id == upload.path.name:
            yield replace(offer, article=replace(offer.article, id=upload.name))
        else:
            yield offer


def safe_name(name: str) -> str:
    """The last part of a name, whatever system it came from, without control characters; "file" where nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "")
    kept = "".join(letter for letter in last if letter.isprintable()).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:10]}" if stem else kept[:80] or "file"
