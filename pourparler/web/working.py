"""One worker for what takes time, so that the page stays quick: things wait in a queue and are done one after the other."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from queue import Queue
from typing import Generic, Protocol, TypeVar

from pourparler.errors import PourparlerError

IDLE = frozenset({"done", "failed"})


class Thing(Protocol):
    """What can be done; `state` is "waiting", then the word for its doing, then "done" or "failed"."""

    @property
    def state(self) -> str: ...


T = TypeVar("T", bound=Thing)


class Works(Generic[T]):
    """The things of one start of the page, in the order in which they came, with a folder of their own. The worker begins with the first."""

    def __init__(self, called: str) -> None:
        self.called = called
        self.folder = Path(tempfile.mkdtemp(prefix=f"pourparler-{called}-"))
        self.all: list[T] = []
        self.waiting: Queue[T | None] = Queue()
        self.worker: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        return any(thing.state not in IDLE for thing in self.all)

    def put(self, thing: T) -> None:
        """A thing into the queue."""
        self.all.append(thing)
        self.waiting.put(thing)
        if self.worker is None:
            self.worker = threading.Thread(target=self.work, name=self.called, daemon=True)
            self.worker.start()

    def work(self) -> None:
        while (thing := self.waiting.get()) is not None:
            try:
                self.do(thing)
            except PourparlerError as fault:
                self.fail(thing, str(fault))
            except Exception as fault:
                self.fail(thing, f"{type(fault).__name__}: {fault}")

    def do(self, thing: T) -> None:
        """The thing itself, with its state before and after."""
        raise NotImplementedError

    def fail(self, thing: T, message: str) -> None:
        """What broke is said of the thing, and the next one is done."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing further is begun; the folder goes."""
        self.waiting.put(None)
        shutil.rmtree(self.folder, ignore_errors=True)
