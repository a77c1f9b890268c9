"""What one start of the page works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from starlette.requests import Request

from pourparler.desk import Desk
from pourparler.desk.reviewing import Task
from pourparler.web.inbox import Inbox


@dataclass(frozen=True, slots=True)
class Room:
    """The desk, the name of the dossier that is shown, what was uploaded since the start, the tasks of the review that wait,
    and what was counted at the dossier's present sequence.
    """

    desk: Desk
    name: str
    inbox: Inbox
    tasks: list[Task] = field(default_factory=list)
    counted: dict[int, dict[str, Any]] = field(default_factory=dict)


def room_of(request: Request) -> Room:
    return cast("Room", request.app.state.room)
