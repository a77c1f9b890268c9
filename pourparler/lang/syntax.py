"""`syntax.toml`: the small words by which a language ties a cue to its content and its source, and how its parser's labels map to UD."""

from __future__ import annotations

from typing import Literal

from pourparler.lang.tables import Strict


class Syntax(Strict, frozen=True):
    """Closed classes of words, in lower case with straight apostrophes.

    `scheme` names the dependencies of the language's parser, and `labels` maps its own labels to Universal Dependencies where they differ
    by name alone; `copulas` are the verbs (lemmas) that such a parser makes the head of a predicate.
    `bare_clauses`: a clause may stand without its complementiser ("she said the talks had failed").
    `subject_first`: in an incise the subject may stand before its verb ("…, she said").
    `absolutes` lead to a noun with a participle of its own ("with officials saying that …"); `comparatives` open an incise ("as she put it").
    `thing_relatives` are those of the `relatives` that stand for things as well; `participle_endings` are no infinitive's, whatever the parser says.
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
    auxiliaries: frozenset[str]
    settings: frozenset[str]
    scheme: Literal["ud", "clearnlp"] = "ud"
    copulas: frozenset[str] = frozenset()
    bare_clauses: bool = False
    subject_first: bool = False
    absolutes: frozenset[str] = frozenset()
    comparatives: frozenset[str] = frozenset()
    thing_relatives: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    anybody: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    additions: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    agentives: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    partitives: frozenset[str] = frozenset()
    passive_auxiliaries: frozenset[str] = frozenset()
    movers: frozenset[str] = frozenset()
    controllers: frozenset[str] = frozenset()
    fused: dict[str, str] = {}
    labels: dict[str, str] = {}
