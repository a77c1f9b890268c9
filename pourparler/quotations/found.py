"""What a rule has found before it becomes a Quotation: spans, the entry, and how the source was reached."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.lang.cues import Cue
from pourparler.model import Span
from pourparler.quotations.cueing import Hit
from pourparler.quotations.scene import Scene
from pourparler.quotations.sources import Source


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution. `cue` is None where the content stands without a word of the tables, `by` names the construction."""

    content: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    source: Source | None
    scene: Scene
    by: str
    rule: str
    cue: Cue | None = None
    hit: Hit | None = None
    runner_up: str | None = None

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def size(self) -> int:
        return sum(len(span) for span in self.content)
