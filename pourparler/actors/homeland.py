"""The state that an article is about: by what it names, by whose ground it tells of, and by who prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pourparler.actors.names import Name
from pourparler.actors.people import Cluster
from pourparler.actors.sheet import Sheet
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.gazetteer.tables import parts_of_states

SURE = 3
"""Mentions that a state needs before an article counts as being about it."""
TWICE = 2
"""How many times as often as any other a state is named that is named less than half of the time."""
THRICE = 3
ON_THE_GROUND = frozenset({"COP", "REB", "PRM", "UAF", "CVL", "CRM", "REF"})
"""Sectors whose bearers, where no state is said, belong to the ground on which things happen, before the state that is most spoken of."""


@dataclass(frozen=True)
class Homeland:
    """Counts the states of one article. A department beyond the sea counts for the state that it is a part of."""

    sheet: Sheet
    clusters: tuple[Cluster, ...]

    @cached_property
    def issuer(self) -> str | None:
        """The state whose own organ prints the text: in a readout of the White House « the President » is that of the United States."""
        return self.sheet.facts.government(self.sheet.text.article.publisher, self.sheet.roles.words.articles)

    @cached_property
    def home(self) -> str | None:
        """The state that prints the text; else the one it is about."""
        return self.issuer or self.foremost

    @cached_property
    def votes(self) -> Counter[str]:
        """How often the article names each state, alone or through its people, its bodies and its towns; that which prints the text apart."""
        votes: Counter[str] = Counter(code for phrase in self.sheet.phrases for code in phrase.countries[:1])
        for cluster in self.clusters:
            if cluster.fact and cluster.fact.country and cluster.fact.sector != "JRN":
                votes[cluster.fact.country] += len(cluster.names)
        votes.update(self.grounds)
        return self.counted(votes)

    @cached_property
    def grounds(self) -> tuple[str, ...]:
        """The states of all towns that the article names; who bears the name of a town (« Obama ») is none, nor is a body or an office."""
        people = {name for cluster in self.clusters if cluster.kind == "person" for name in cluster.names}
        towns = (name for name in self.sheet.names if not name.facts and not name.body and name not in people)
        return tuple(code for name in towns if (code := self.sheet.town_state(name)))

    @cached_property
    def scene(self) -> str | None:
        """The state on whose ground things happen: where the towns lie, and what stands behind a preposition of place."""
        places = [
            cluster.fact.country
            for cluster in self.clusters
            if cluster.kind == "country" and cluster.fact and cluster.fact.country
            for name in cluster.names
            if self.is_place(name)
        ]
        return foremost_of(self.counted(Counter([*self.grounds, *places])), SURE)

    def counted(self, votes: Counter[str]) -> Counter[str]:
        """The votes for states alone."""
        parts = parts_of_states()
        whole: Counter[str] = Counter()
        for code, count in votes.items():
            whole[parts.get(code, code)] += count
        return Counter({code: count for code, count in whole.items() if code not in NONSTATE_CODES and code != self.issuer})

    def is_place(self, name: Name) -> bool:
        """The name stands right behind a preposition of place (« à Riga », « dans le nord de la Lettonie »)."""
        text, words = self.sheet.text, self.sheet.roles.words
        before = text.before_article(name.first, words.definite)
        if text.low(before) in words.of:
            return text.low(before - 1) in words.place_nouns
        return text.low(before) in words.locative

    @cached_property
    def foremost(self) -> str | None:
        """The state named more often than all others together, or twice as often as any other."""
        return foremost_of(self.votes, SURE)

    @cached_property
    def only_state(self) -> str | None:
        """The one state of which there is talk: three times in four where a state is named, it is this one."""
        if self.issuer is not None:
            return None
        best = max(self.votes, key=lambda code: self.votes[code], default=None)
        sure = best is not None and self.votes[best] >= SURE and self.votes[best] * 4 >= sum(self.votes.values()) * 3
        return best if sure else None

    def of_sectors(self, sectors: Iterable[str | None]) -> str | None:
        """The home of people with one of these sectors."""
        if not ON_THE_GROUND & set(sectors) or self.issuer is not None:
            return self.home
        return (self.scene if self.is_about_its_ground else None) or self.home

    @cached_property
    def is_about_its_ground(self) -> bool:
        """No other state is named three times as often as the one on whose ground things happen: prisoners of whom Riga and Oslo talk in
        Bamako are not of Mali.
        """
        return self.scene is not None and self.votes[self.scene] * THRICE > max(self.votes.values(), default=0)


def foremost_of(votes: Counter[str], sure: int) -> str | None:
    """What has at least `sure` votes, and more than half of all or twice as many as the next."""
    ranked = [*votes.most_common(2), ("", 0), ("", 0)]
    (best, most), (_, next_most) = ranked[0], ranked[1]
    return best if most >= sure and (most * 2 > votes.total() or most >= next_most * TWICE) else None
