"""What a coder who works blind sees: the finds of the rules with his own corrections, and nothing of what others judged.

The lines of lists are kept for everybody, with all corrections in them. For one who works blind they are made from his own view in every article
of which others spoke, and laid over those of everybody for as long as he asks.
"""

from __future__ import annotations

from pourparler.desk.standing import standing_lines, standing_of
from pourparler.store import Connection, Dossier
from pourparler.store.articles import labels_by_key
from pourparler.store.forgetting import chain
from pourparler.store.journal import articles_corrected
from pourparler.store.lines import came_at, rows_of
from pourparler.store.shadowing import Shadow


class Blindfold:
    """The view of one person on the dossiers of a store; what was made of a dossier is kept until the dossier changes."""

    def __init__(self, by: str) -> None:
        self.by = by
        self.kept: dict[int, tuple[int, Shadow]] = {}

    def put_on(self, connection: Connection, dossier: Dossier) -> None:
        """Until the connection ends its transaction, lists and counts of the dossier say what this person would know alone."""
        known = self.kept.get(dossier.id)
        if known is None or known[0] != dossier.sequence:
            known = self.kept[dossier.id] = (dossier.sequence, self.shadow(connection, dossier.id))
        known[1].lay(connection, dossier.id)

    def shadow(self, connection: Connection, dossier: int) -> Shadow:
        """What this person's lists hold other than everybody's, in the articles of which others spoke and their later versions."""
        there = labels_by_key(connection, dossier)
        spoken_of = articles_corrected(connection, dossier, but_by=self.by)
        keys = sorted({key for first in spoken_of for key in chain(connection, dossier, first) if key in there})
        made = Shadow()
        for key in keys:
            since = came_at(connection, dossier, key)
            held = standing_of(connection, dossier, key, self.by)
            own = rows_of(dossier, held.reading.article, *standing_lines(held), since, min(since.values(), default=0))
            made.add(connection, dossier, key, own)
        return made
