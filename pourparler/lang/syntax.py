"""`syntax.toml`: the small words by which a language ties a cue to its content and its source, and how its parser's labels map to UD."""

from __future__ import annotations

from pourparler.lang.tables import Strict


class Syntax(Strict):
    """Closed classes of words, in lower case with straight apostrophes.

    `labels` maps a parser's own dependency labels to Universal Dependencies where they differ.
    """

    complementisers: frozenset[str]
    questions: frozenset[str]
    infinitive_markers: frozenset[str]
    negations: frozenset[str]
    negative_subjects: frozenset[str]
    agents: frozenset[str]
    gerunds: frozenset[str]
    relatives: frozenset[str]
    impersonals: frozenset[str]
    reflexives: frozenset[str]
    clitics: frozenset[str]
    inverted: frozenset[str]
    conjunctions: frozenset[str]
    conditions: frozenset[str]
    carriers: frozenset[str]
    hedges: frozenset[str]
    hearsay_moods: frozenset[str]
    joined: frozenset[str]
    contrasts: frozenset[str]
    settings: frozenset[str]
    fused: dict[str, str] = {}
    labels: dict[str, str] = {}
