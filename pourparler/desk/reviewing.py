"""What to look at next, so that ten minutes of a person's time buy the most; and what those minutes have measured.

First what holds on to nothing any more, then the records that are most in doubt and on which most depends. Among them stand records drawn by
chance, each with the same known probability; only they enter the precision that is shown, for what is in doubt is wrong more often.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Literal

from pourparler.dossier.attaching import live
from pourparler.model import Correction
from pourparler.store.lines import Weighed

AUDITED = 0.05
"""The share of all records of a dossier that chance draws for a coder."""
EVERY = 3
"""One record of so many in the queue is one of those that chance drew, as long as there are any."""
Z = 1.96


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to look at: a correction that lost its words, a record in doubt, or one drawn by chance with this probability."""

    kind: Literal["detached", "doubt", "audit"]
    article: str
    record: str
    weight: float
    probability: float | None = None
    reason: str | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Precision:
    """Right of those drawn by chance and judged; the interval is Wilson's at 95 %. None of them where nothing was judged yet."""

    judged: int
    right: int
    share: float | None
    low: float | None
    high: float | None


def lot(coder: str, record: str) -> float:
    """A number between 0 and 1 that is the same for one coder and one record for ever, and looks like chance."""
    return int.from_bytes(hashlib.sha256(f"{coder}|{record}".encode()).digest()[:8]) / 2**64


def is_audited(coder: str, record: str) -> bool:
    return lot(coder, record) < AUDITED


def doubt(line: Weighed) -> float:
    """How doubtful a line is times how much hangs on it: who appears often is counted on often, and a line of nobody needs a name."""
    return (1 - line.score + (0 if line.heard else 0.2)) * (1 + math.log1p(line.heard))


def queue(lines: Iterable[Weighed], detached: Sequence[tuple[Correction, str]], judged: set[str], coder: str, most: int) -> list[Task]:
    """The tasks for one coder, what he judged himself left out; what others judged is not told, so that two coders stay independent."""
    open_lines = [line for line in lines if line.record not in judged]
    audited = {line.record for line in open_lines if is_audited(coder, line.record)}
    drawn = heapq.nsmallest(most, (line for line in open_lines if line.record in audited), key=lambda line: lot(coder, line.record))
    rest = (line for line in open_lines if line.record not in audited)
    ranked = heapq.nsmallest(most, rest, key=lambda line: (-doubt(line), line.article, line.start))
    audits = [Task("audit", line.article, line.record, doubt(line), AUDITED) for line in drawn]
    doubts = [Task("doubt", line.article, line.record, doubt(line)) for line in ranked]
    lost = [Task("detached", one.anchor.article if one.anchor else "", "", 0, reason=why, correction=one) for one, why in detached]
    return list(islice(chain(lost, interleaved(doubts, audits)), most))


def interleaved(doubts: Sequence[Task], audits: Sequence[Task]) -> Iterator[Task]:
    """Two in doubt, then one drawn by chance."""
    pairs = [doubts[first : first + EVERY - 1] for first in range(0, len(doubts), EVERY - 1)]
    for some, audit in zip_longest(pairs, audits):
        yield from some or ()
        if audit is not None:
            yield audit


def judgements(corrections: Iterable[Correction]) -> Iterator[Correction]:
    """The lines of the journal that judge a record and were not taken back."""
    lines = live(corrections)[0]
    return (one for one in lines if one.action in {"accept", "reject", "set"} and one.anchor and one.anchor.record)


def judged_by(corrections: Iterable[Correction], coder: str) -> set[str]:
    """The records that a person has judged."""
    return {one.anchor.record for one in judgements(corrections) if one.by == coder and one.anchor and one.anchor.record}


def precision(corrections: Iterable[Correction], coder: str | None = None) -> Precision:
    """What the records drawn by chance say; a record that was set right counts as wrong, whoever accepts it later."""
    words: dict[tuple[str, str], set[str]] = {}
    for one in judgements(corrections):
        record = (one.anchor.record if one.anchor else None) or ""
        if coder in (None, one.by) and is_audited(one.by, record):
            words.setdefault((one.by, record), set()).add(one.action)
    return wilson(sum(actions == {"accept"} for actions in words.values()), len(words))


def wilson(right: int, judged: int) -> Precision:
    if not judged:
        return Precision(0, 0, None, None, None)
    share = right / judged
    spread = Z * math.sqrt(share * (1 - share) / judged + Z**2 / (4 * judged**2))
    middle, scale = share + Z**2 / (2 * judged), 1 + Z**2 / judged
    return Precision(judged, right, share, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))
