"""One judgement of a person into the journal, if the record is still what was seen; and the sentence that tells what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from pourparler.desk.correcting import correction_of, described, record_called
from pourparler.errors import CorrectionRefused
from pourparler.export.shown import ELLIPSIS, visible
from pourparler.model import Action, Correction, Event, Quotation, Reading
from pourparler.store.journal import corrections
from pourparler.web.room import Room
from pourparler.wording import Wording

ACTIONS: dict[str, Action] = {"accept": "accept", "reject": "reject", "set": "set"}
WIDTH = 70
"""Characters of a record's words that the sentence repeats."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a form says of a record. `seen` is what its page had read of the record, nothing where a form does not tell."""

    article: str
    record: str
    action: Action
    field: str | None
    after: str | None
    why: str | None
    seen: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Judgement:
        """Raises CorrectionRefused for what is no judgement."""
        action = ACTIONS.get(given.get("action", ""))
        if action is None:
            raise CorrectionRefused(f"{given.get('action', '')!r:.40} is no judgement: {', '.join(ACTIONS)}")
        field, after = (given.get("field") or None, given.get("after", "")) if action == "set" else (None, None)
        return cls(given.get("article", ""), given.get("record", ""), action, field, after, given.get("why") or None, given.get("seen", ""))

    def of_reading(self, reading: Reading) -> Correction:
        """The line for the journal. Raises CorrectionRefused where the record is no longer what was seen: nobody judges what he never saw."""
        if self.seen and self.seen != seen_of(reading, record_called(reading, self.record)[1]):
            raise CorrectionRefused("the record was changed in the meantime, it is shown as it stands now; nothing was written")
        return correction_of(reading, self.record, self.action, self.field, self.after, why=self.why)


def seen_of(reading: Reading, record: object) -> str:
    """A short sum of all that can be set of a record; another one after any change, whoever made it. Nothing for a time, which nobody judges."""
    if not isinstance(record, Quotation | Event):
        return ""
    told = json.dumps(described(reading, record), ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def judge(room: Room, given: Mapping[str, str]) -> Correction:
    """The line that was written. Raises CorrectionRefused or UnknownName, and nothing is written."""
    judgement = Judgement.of(given)
    return room.desk.say(room.name, judgement.article, judgement.of_reading)


def take_back(room: Room, given: Mapping[str, str]) -> tuple[Correction, Correction | None]:
    """The line that was written, and the one that it takes back: that of `seq`, else the person's own last one."""
    seq = given.get("seq", "")
    written = room.desk.undo(room.name, int(seq) if seq.isdecimal() else None)
    return written, next((one for one in room.desk.journal(room.name) if one.seq == written.undoes), None)


def line_of(room: Room, key: str, seq: int) -> tuple[Correction, Correction | None] | None:
    """A line of the journal of an article, and the one that it takes back; None where this person is shown no such line."""
    with room.desk.reading(room.name) as (connection, dossier):
        lines = {one.seq: one for one in corrections(connection, dossier.id, [key]) if room.desk.only in (None, one.by)}
    found = lines.get(seq)
    return (found, lines.get(found.undoes or 0)) if found else None


def told(say: Wording, line: Correction, undone: Correction | None = None) -> str:
    """What was done to which words, and the number of the line."""
    what = f"{said(say, line)} {said(say, undone)}" if undone else said(say, line)
    anchor = (undone or line).anchor
    words = " ".join(anchor.exact.split()) if anchor and line.action != "complete" else ""
    if len(words) > WIDTH:
        words = words[:WIDTH].rstrip() + ELLIPSIS.rstrip()
    number = say("correct.done", seq=line.seq)
    return f"{what} — {visible(words)} ({number})" if words else f"{what} ({number})"


def said(say: Wording, line: Correction) -> str:
    """The action, and the field that was set."""
    return " ".join([say(f"action.{line.action}"), *([say(f"field.{line.field}")] if line.action == "set" and line.field else [])])
