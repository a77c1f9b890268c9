"""What the front of a dossier's page tells, gathered in one run through the readings: the lines, the articles, what there is and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pourparler.dates.calendar import day_of
from pourparler.export.evidence import Proof, proofs
from pourparler.export.html.text import rows
from pourparler.export.release import Export
from pourparler.export.shown import actors_of, passage
from pourparler.model import Actor, Article, Reading
from pourparler.wording import Wording

AROUND = 240
"""Characters of a paragraph that are shown with the words of an event."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the article it stands in; `prefix` begins the anchors of that article. `around` are the words of an event within those around
    them, where whole texts go out, each piece with whether it is the event's.
    """

    prefix: str
    article: Article
    proof: Proof
    around: tuple[tuple[str, bool], ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        return (*self.proof.moment, self.article.published or "", self.prefix.zfill(12), self.proof.spans)


@dataclass(slots=True)
class Overview:
    """Articles stand here without their texts, and without a title where their words stay in. `rows` are the paragraphs of the longest article;
    `quoted` and `acting` count the lines of each actor, by id; `withheld` counts the articles whose licence keeps their words in.
    """

    articles: list[tuple[str, Article, int, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    rows: int = 0
    withheld: int = 0
    days: set[date] = field(default_factory=set)
    actors: dict[str, Actor] = field(default_factory=dict)
    quoted: Counter[str] = field(default_factory=Counter)
    acting: Counter[str] = field(default_factory=Counter)
    versions: set[str] = field(default_factory=set)

    def add(self, reading: Reading, prefix: str, found: list[Proof], wordless: bool, whole: bool) -> None:
        article = replace(reading.article, text="", paragraphs=(), title=None if wordless else reading.article.title)
        said = sum(proof.is_said for proof in found)
        self.articles.append((prefix, article, said, len(found) - said))
        is_told = whole and not wordless
        self.entries += [Entry(prefix, article, one, surrounded(reading.article, one) if is_told else ()) for one in found]
        self.rows = max(self.rows, len(rows(reading.article)))
        self.days |= {day for day in [day_of(article.published)] if day}
        self.versions |= {f"{name} {version}" for name, version in reading.made_with.items()}
        self.count(reading)

    def count(self, reading: Reading) -> None:
        speech = [quotation for quotation in reading.quotations if quotation.layer == "speech"]
        for actor in (actor for quotation in speech for actor in actors_of(reading, quotation.speakers)):
            self.actors.setdefault(actor.id, actor)
            self.quoted[actor.id] += 1
        others = [quotation.addressees for quotation in speech] + [(*event.actors, *event.recipients) for event in reading.events]
        for actor in (actor for ids in others for actor in actors_of(reading, ids)):
            self.actors.setdefault(actor.id, actor)
            self.acting[actor.id] += 1

    def lines(self, is_said: bool) -> list[Entry]:
        """The statements, or the meetings and agreements, in the order of their days, the undated last."""
        return sorted((entry for entry in self.entries if entry.proof.is_said is is_said), key=lambda entry: entry.order)

    @property
    def most_quoted(self) -> list[tuple[Actor, int]]:
        return ranked(self.quoted, self.actors)

    @property
    def silent(self) -> list[tuple[Actor, int]]:
        """Who acts or is spoken to and says nothing in the whole dossier."""
        return ranked(Counter({actor: number for actor, number in self.acting.items() if actor not in self.quoted}), self.actors)


def surrounded(article: Article, proof: Proof) -> tuple[tuple[str, bool], ...]:
    """Nothing for a statement, whose words speak for themselves."""
    return () if proof.is_said else tuple(passage(article, proof.spans, AROUND))


def ranked(counted: Counter[str], actors: dict[str, Actor]) -> list[tuple[Actor, int]]:
    """The most frequent first."""
    return [(actors[actor], number) for actor, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def numbered(export: Export) -> Iterator[tuple[str, Reading]]:
    """The readings, each with the prefix of its anchors: a1-, a2- …"""
    return ((f"a{number}-", reading) for number, reading in enumerate(export.readings, start=1))


def gather(export: Export, say: Wording) -> Overview:
    found = Overview()
    for prefix, reading in numbered(export):
        found.withheld += export.withholds(reading.article)
        wordless = export.is_wordless(reading.article)
        found.add(reading, prefix, list(proofs(reading, say, wordless, export.attitudes)), wordless, export.texts == "whole")
    return found
