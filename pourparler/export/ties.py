"""Who is tied to whom: contacts between sides, and acts and words from one to another, each tie with the rows that prove it.

A tie counts rows and articles, not meetings and not independent tellings: an article printed twice, or one meeting told by three articles,
counts each time. That is why no tie has a weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from pourparler.export.release import Export
from pourparler.export.shown import offsets, visible
from pourparler.model import Actor, Event, Quotation, Reading

CONTACT = "CONSULT"
SAID = "said to"
Key = tuple[str, str, str, str, str]
"""Kind, status, voice, and the two actors."""


@dataclass(slots=True)
class Tie:
    """`evidence` is `record id @ article key start-end`, one a row; `days` the TIMEX3 values of the events that have one."""

    rows: int = 0
    articles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    evidence: list[str] = field(default_factory=list)

    def add(self, reading: Reading, record: Event | Quotation) -> None:
        spans = record.trigger if isinstance(record, Event) else record.content
        self.rows += 1
        self.articles.add(reading.article.key)
        self.evidence.append(f"{record.id} @ {reading.article.key} {offsets(spans)}")
        if isinstance(record, Event) and record.date:
            self.days.add(record.date)


def node_of(reading: Reading, actor: Actor) -> str:
    """The id of an actor, and of the article too where it is a mere group: "the reporters" of two articles are not the same people."""
    return f"{actor.id} @ {reading.article.key}" if actor.kind == "group" and not actor.wikidata else actor.id


@dataclass(slots=True)
class Network:
    """Actors by id and the ties between them; a directed one goes from who acts or speaks to whom."""

    name: str
    directed: bool
    actors: dict[str, Actor] = field(default_factory=dict)
    ties: dict[Key, Tie] = field(default_factory=dict)

    def add(self, reading: Reading, record: Event | Quotation, kind: str, pair: tuple[str, str]) -> None:
        """One row of evidence for a tie. Actors that the reading does not have, and a tie to oneself, are passed over."""
        known = {actor.id: actor for actor in reading.actors}
        if pair[0] == pair[1] or not known.keys() >= set(pair):
            return
        names = [node_of(reading, known[name]) for name in pair]
        first, second = names if self.directed else sorted(names)
        for name, actor in zip(names, pair, strict=True):
            self.actors.setdefault(name, known[actor])
        self.ties.setdefault((kind, record.status, voice_of(record), first, second), Tie()).add(reading, record)

    def actor_facts(self, language: str) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Id, label and what is known of each actor, by id."""
        for name, actor in sorted(self.actors.items()):
            facts = {"kind": actor.kind, "country": actor.country, "sector": actor.sector, "wikidata": actor.wikidata}
            label = actor.names.get(language) or actor.name
            yield visible(name), visible(label), {key: visible(value) for key, value in facts.items() if value}

    def tie_facts(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """The two ids and what is known of each tie, in order."""
        for (kind, status, voice, first, second), tie in sorted(self.ties.items()):
            facts = {
                "kind": kind,
                "status": status,
                "voice": voice,
                "rows": str(tie.rows),
                "articles": str(len(tie.articles)),
                "days": "; ".join(sorted(tie.days)),
                "evidence": "; ".join(tie.evidence),
            }
            yield visible(first), visible(second), {key: visible(value) for key, value in facts.items() if value}


def voice_of(record: Event | Quotation) -> str:
    """Whether the article tells it, or somebody whom it quotes: what a side says of a meeting is not the meeting."""
    return "quotation" if isinstance(record, Event) and record.told_by else "article"


def kind_of(event: Event) -> str:
    return f"{event.event_type} {event.mode}" if event.mode else event.event_type


def networks(export: Export) -> tuple[Network, Network]:
    """`contacts`, undirected: the sides of every meeting, visit and call. `acts`, directed: other events, and words with an addressee.

    They are held in memory; they grow with the ties and their evidence, not with the texts.
    """
    contacts, acts = Network("contacts", directed=False), Network("acts", directed=True)
    for reading in export.readings:
        for event in reading.events:
            if event.event_type == CONTACT:
                for pair in combinations(dict.fromkeys((*event.actors, *event.recipients)), 2):
                    contacts.add(reading, event, kind_of(event), pair)
            else:
                for first in dict.fromkeys(event.actors):
                    for second in dict.fromkeys(event.recipients):
                        acts.add(reading, event, kind_of(event), (first, second))
        for quotation in reading.quotations:
            if export.attitudes or quotation.layer == "speech":
                for first in dict.fromkeys(quotation.speakers):
                    for second in dict.fromkeys(quotation.addressees):
                        acts.add(reading, quotation, SAID, (first, second))
    return contacts, acts
