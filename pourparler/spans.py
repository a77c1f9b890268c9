"""Where stretches of a text stand, for asking quickly: a text may hold tens of thousands of them, and each asks about the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pourparler.model import Span


@dataclass(frozen=True, slots=True)
class Spread:
    """Spans by their start. `reach` is the farthest end of all of them up to each one; `numbers` say which they were as given."""

    spans: tuple[Span, ...]
    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spread:
        ordered = sorted((span, number) for number, span in enumerate(spans))
        placed = tuple(span for span, _ in ordered)
        return cls(placed, tuple(n for _, n in ordered), tuple(s.start for s in placed), tuple(accumulate((s.end for s in placed), max)))

    def covers(self, span: Span) -> bool:
        """Whether one of the spans begins at or before this one and ends at or after it."""
        place = bisect_right(self.starts, span.start)
        return place > 0 and self.reach[place - 1] >= span.end

    def overlapping(self, span: Span) -> list[int]:
        """The numbers of the spans that share a code point with this one, in the order in which they were given."""
        places = self.back_from(bisect_left(self.starts, span.end), span.start + 1)
        return sorted(self.numbers[place] for place in places if self.spans[place].overlaps(span))

    def covering(self, span: Span) -> list[int]:
        """The numbers of the spans that hold all of this one, in the order in which they were given."""
        places = self.back_from(bisect_right(self.starts, span.start), span.end)
        return sorted(self.numbers[place] for place in places if self.spans[place].covers(span))

    def back_from(self, place: int, end: int) -> Iterator[int]:
        """The places before this one, the last first, as long as something up to there reaches `end`."""
        while place > 0 and self.reach[place - 1] >= end:
            place -= 1
            yield place


def spread_of(lists: Sequence[Sequence[Span]]) -> tuple[Spread, tuple[int, ...]]:
    """The spans of all the lists, and the number of its list for each of them."""
    return Spread.of(span for spans in lists for span in spans), tuple(number for number, spans in enumerate(lists) for _ in spans)


def groups(spans: Iterable[Span]) -> list[list[int]]:
    """The numbers of the spans, put together where they hang together by overlaps; each group in the order in which they were given."""
    found: list[list[int]] = []
    reach = -1
    for span, number in sorted((span, number) for number, span in enumerate(spans)):
        if not found or span.start >= reach:
            found.append([])
        found[-1].append(number)
        reach = max(reach, span.end)
    return [sorted(group) for group in found]


__all__ = ["Spread", "groups", "spread_of"]
