"""What a dossier holds, in numbers: the honest denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pourparler.store import Connection, Dossier
from pourparler.store.articles import all_facts, count_prints
from pourparler.store.journal import corrections, refused
from pourparler.store.lines import Asked, count_lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """`read` counts texts, `prints` their printings; `withdrawn` are versions that a later one replaced; days are of publication."""

    dossier: Dossier
    read: int
    prints: int
    partial: int
    undated: int
    withdrawn: int
    refused: int
    first_day: str | None
    last_day: str | None
    languages: dict[str, int]
    publishers: dict[str, int]
    licences: dict[str, int]
    quotations: int
    attitudes: int
    events: int
    corrections: int


def sheet_of(connection: Connection, dossier: Dossier, only: str | None = None) -> Sheet:
    """The numbers of a dossier; `corrections` counts those of one person alone where `only` names him."""
    rows = all_facts(connection, dossier.id)
    current = [row for row in rows if row.withdrawn_by is None]
    days = sorted(row.published[:10] for row in current if row.published)
    said = count_lines(connection, dossier.id, Asked("quotations"))
    return Sheet(
        dossier=dossier,
        read=len(current),
        prints=count_prints(connection, dossier.id),
        partial=sum(row.completeness == "partial" for row in current),
        undated=sum(row.published is None for row in current),
        withdrawn=len(rows) - len(current),
        refused=len(refused(connection, dossier.id)),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        languages=counted(row.language for row in current),
        publishers=counted(row.publisher or "" for row in current),
        licences=counted(row.licence or "" for row in current),
        quotations=said,
        attitudes=count_lines(connection, dossier.id, Asked("quotations", attitudes=True)) - said,
        events=count_lines(connection, dossier.id, Asked("events")),
        corrections=sum(only in (None, one.by) for one in corrections(connection, dossier.id)),
    )


def counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value stands, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
