"""The inbox: uploaded files wait in a queue, and one worker reads them into the dossier, so that the page stays quick."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from queue import Queue
from typing import TYPE_CHECKING, Literal

from pourparler.desk import Desk
from pourparler.errors import InputRefused, PourparlerError
from pourparler.intake import Intake, articles_from

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


class Inbox:
    """The uploads of one start of the page, in the order in which they came. The worker begins with the first of them."""

    def __init__(self, desk: Desk, name: str, reader: Reader | None = None) -> None:
        self.desk, self.name, self.reader = desk, name, reader
        self.folder = Path(tempfile.mkdtemp(prefix="pourparler-inbox-"))
        self.uploads: list[Upload] = []
        self.waiting: Queue[Upload | None] = Queue()
        self.worker: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        return any(upload.state in ("waiting", "reading") for upload in self.uploads)

    def room_for(self, name: str) -> Path:
        """A path in a folder of its own for a file of this name; nothing of the name can lead out of it."""
        place = Path(tempfile.mkdtemp(dir=self.folder)) / safe_name(name)
        place.touch()
        return place

    def take(self, name: str, path: Path) -> None:
        """A file that lies at its path, into the queue."""
        upload = Upload(safe_name(name), path, path.stat().st_size)
        self.uploads.append(upload)
        self.waiting.put(upload)
        if self.worker is None:
            self.worker = threading.Thread(target=self.work, name="inbox", daemon=True)
            self.worker.start()

    def refuse(self, name: str, message: str) -> None:
        """A file that is not read at all: said here, and kept among the dossier's refusals."""
        upload = Upload(safe_name(name), self.folder, 0, "failed", Counter(refused=1), [(safe_name(name), message)])
        self.uploads.append(upload)
        self.desk.refuse(self.name, InputRefused(message, upload.name))

    def work(self) -> None:
        while (upload := self.waiting.get()) is not None:
            self.read(upload)
            shutil.rmtree(upload.path.parent, ignore_errors=True)

    def read(self, upload: Upload) -> None:
        """One file into the dossier; what breaks is said on its line, and the next file is read."""
        upload.state = "reading"
        try:
            for added in self.desk.add(self.name, offers(upload), self.kept_reader()):
                upload.note(added)
            upload.state = "done"
        except PourparlerError as fault:
            upload.messages.append((upload.name, str(fault)))
            upload.state = "failed"
        except Exception as fault:
            upload.messages.append((upload.name, f"{type(fault).__name__}: {fault}"))
            upload.state = "failed"

    def kept_reader(self) -> Reader:
        from pourparler.reader import Reader

        self.reader = self.reader or Reader()
        return self.reader

    def close(self) -> None:
        """No further file is begun; the folder goes."""
        self.waiting.put(None)
        shutil.rmtree(self.folder, ignore_errors=True)


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
