"""What a coder who works blind sees: the finds of the rules with his own corrections, and nothing of what others judged.

The lines of lists are kept for everybody, with all corrections in them. For one who works blind they are made from his own view in every article
of which others spoke, and laid over those of everybody for as long as he asks.
"""

from __future__ import annotations

from pourparler.desk.standing import standing_lines, standing_of
from pourparler.store import Connection, Dossier
from pourparler.store.articles import labels_by_key, with_versions
from pourparler.store.forgetting import chain
from pourparler.store.journal import articles_corrected, last_said
from pourparler.store.lines import came_at, rows_of
from pourparler.store.readings import latest_runs
from pourparler.store.shadowing import Shadow

State = tuple[int, int]
"""What a coder's own view of an article depends on: the last line of the journal about any version of it, and the run of its reading."""


class Blindfold:
    """The view of one person on the dossiers of a store. What was made of an article is kept until somebody speaks of it or it is read anew, so
    that a judgement costs the view of one article, not of all that were ever judged.
    """

    def __init__(self, by: str) -> None:
        self.by = by
        self.kept: dict[int, tuple[int, Shadow]] = {}
        self.made: dict[tuple[int, str], tuple[State, Shadow]] = {}

    def put_on(self, connection: Connection, dossier: Dossier) -> None:
        """Until the connection ends its transaction, lists and counts of the dossier say what this person would know alone."""
        known = self.kept.get(dossier.id)
        if known is None or known[0] != dossier.sequence:
            known = self.kept[dossier.id] = (dossier.sequence, self.shadow(connection, dossier.id))
        known[1].lay(connection, dossier.id)

    def shadow(self, connection: Connection, dossier: int) -> Shadow:
        """What this person's lists hold other than everybody's, in the articles of which others spoke and their later versions."""
        there, said, runs = labels_by_key(connection, dossier), last_said(connection, dossier), latest_runs(connection, dossier)
        versioned = with_versions(connection, dossier)
        whole = Shadow()
        for first in sorted(articles_corrected(connection, dossier, but_by=self.by)):
            versions = chain(connection, dossier, first) if first in versioned else [first]
            last = max(said.get(key, 0) for key in versions)
            for key in versions:
                if key in there:
                    whole.join(self.of_article(connection, dossier, key, (last, runs.get(key, 0))))
        return whole

    def of_article(self, connection: Connection, dossier: int, key: str, state: State) -> Shadow:
        known = self.made.get((dossier, key))
        if known is None or known[0] != state:
            since, held, made = came_at(connection, dossier, key), standing_of(connection, dossier, key, self.by), Shadow()
            own = rows_of(dossier, held.reading.article, *standing_lines(held), since, min(since.values(), default=0))
            made.add(connection, dossier, key, own)
            known = self.made[dossier, key] = (state, made)
        return known[1]
