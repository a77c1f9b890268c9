"""What one start of the page works with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from starlette.requests import Request

from pourparler.desk import Desk
from pourparler.desk.reviewing import Task
from pourparler.store.coverage import sequence_of
from pourparler.web.inbox import Inbox

T = TypeVar("T")
MOST_KEPT = 500
"""Counts that are remembered at most."""


@dataclass(frozen=True, slots=True)
class Room:
    """The desk, the name of the dossier that is shown, what was uploaded since the start, the tasks of the review that wait and the records
    judged here since the start, a worker for what can be done before it is asked for, and what was counted at the dossier's present sequence.
    """

    desk: Desk
    name: str
    inbox: Inbox
    tasks: list[Task] = field(default_factory=list)
    judged: set[tuple[str | None, str | None]] = field(default_factory=set)
    ahead: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "pourparler-ahead"))
    counted: dict[object, Any] = field(default_factory=dict)

    def close(self) -> None:
        self.inbox.close()
        self.ahead.shutdown(cancel_futures=True)

    def once(self, name: object, count: Callable[[], T]) -> T:
        """What `count` gives, asked again only when the dossier was changed."""
        with self.desk.store.reading() as connection:
            sequence = sequence_of(connection, self.name)
        kept = self.counted.get(name)
        if kept is None or kept[0] != sequence:
            if len(self.counted) >= MOST_KEPT:
                self.counted.clear()
            kept = self.counted[name] = (sequence, count())
        return cast("T", kept[1])


def room_of(request: Request) -> Room:
    return cast("Room", request.app.state.room)
