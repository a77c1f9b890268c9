"""The words that introduce speech, and what each of them can govern.

An entry of `cues.toml`:

    [[cue]]
    lemma   = "mettre en garde"
    frames  = ["clause", "oblique", "direct"]
    prepositions = ["contre", "sur"]
    stance  = "distancing"
    example = "[source Le ministre] [cue a mis en garde] [content contre une nouvelle escalade]."

Frames say where the content stands:
    direct      words in quotation marks before, after or around the cue (colon, incise)
    clause      a que/that clause
    question    an indirect question (si, if, whether, quand, why …)
    infinitive  an infinitive, bare or with de / à / to
    object      the noun phrase that is its object, in marks or not
    marked      the same, but only when the noun phrase holds quotation marks
    oblique     the complement under one of `prepositions` (the preposition belongs to the content)
    naming      object and predicate together (« qualifier la trêve de « fragile » »): the predicate's preposition belongs to the cue
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml
from pourparler.model import Layer, Stance

Frame = Literal["direct", "clause", "question", "infinitive", "object", "marked", "oblique", "naming"]
Kind = Literal["verb", "noun", "preposition", "adjective"]


class Cue(Strict, frozen=True):
    """One entry. `lemma` may be of several words ("faire savoir", "mettre en garde"); of a verb the first word is the verb.

    `reflexive`: the entry holds only with se (se dire, se féliciter). `weak`: too common to carry a frame without quotation marks unless
    the subject can speak (a person, an institution, a document). `never`: lemmas of nouns behind a preposition that it only depends on
    (« selon la saison »); `only`: the nouns without which it leads to no source (« de source diplomatique »). `addressed`: its infinitive is what
    somebody named before it should do ("called on the rebels to leave", not "called to report a fire"). `bare`: no article stands between its
    words (« faire part de », not « faire sa part de »).
    """

    lemma: str
    frames: list[Frame]
    example: str
    kind: Kind = "verb"
    prepositions: list[str] = []
    never: list[str] = []
    only: list[str] = []
    reflexive: bool = False
    weak: bool = False
    addressed: bool = False
    bare: bool = False
    stance: Stance = "neutral"
    layer: Layer = "speech"

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.lemma)


@cache
def words_of(lemma: str) -> tuple[str, ...]:
    """The words of an entry's lemma, parted once: the tables are asked at every word of a text."""
    return tuple(lemma.split())


class CueFile(Strict, frozen=True):
    cue: list[Cue]


@dataclass(frozen=True, slots=True)
class CueTable:
    """All cues of a language by the first word of their lemma, the longest first."""

    language: str
    cues: tuple[Cue, ...]
    by_head: dict[str, tuple[Cue, ...]]

    @classmethod
    def load(cls, folder: Path, language: str) -> CueTable:
        """Every `cues*.toml` of the pack; refuses doubles and entries whose example is not marked up."""
        cues = [cue for path in sorted(folder.glob("cues*.toml")) for cue in read_toml(path, CueFile).cue]
        seen: set[tuple[str, str, bool]] = set()
        heads: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            key = (cue.lemma, cue.kind, cue.reflexive)
            if key in seen:
                raise PackError(f"{language}/cues: {cue.lemma!r} ({cue.kind}) stands twice")
            if "[cue" not in cue.example or "[content" not in cue.example:
                raise PackError(f"{language}/cues: the example of {cue.lemma!r} must mark its [cue …] and [content …]")
            seen.add(key)
            heads[cue.words[0]].append(cue)
        ordered = {head: tuple(sorted(group, key=lambda cue: -len(cue.words))) for head, group in heads.items()}
        return cls(language, tuple(cues), ordered)

    def rule(self, cue: Cue) -> str:
        """The name under which a reading cites the entry: `fr.cues.préciser`."""
        return f"{self.language}.cues.{cue.lemma.replace(' ', '_')}"
