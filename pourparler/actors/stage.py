"""The actors of an article while its quotations are heard: who has been named, who is waiting to be, who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pourparler.actors.casting import Player, actor_id
from pourparler.actors.figures import KINDS, figure_of, figures_of, pointer_of
from pourparler.actors.groups import Grouping
from pourparler.actors.names import Name
from pourparler.actors.phrases import Phrase
from pourparler.actors.sheet import Sheet
from pourparler.coreference import NOBODY, Answer, Figure, resolve_role
from pourparler.model import Actor, ActorKind, Span


@dataclass
class Stage:
    """Everybody so far. Speakers who are known by their own words alone come on when they speak, roles when a pronoun asks for them."""

    sheet: Sheet
    grouping: Grouping
    players: dict[str, Player]
    figures: list[Figure] = field(default_factory=list)
    waiting: dict[str, Phrase] = field(default_factory=dict)
    of_name: dict[Name, str] = field(default_factory=dict)
    of_phrase: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, grouping: Grouping, players: Sequence[Player]) -> Stage:
        stage = cls(sheet, grouping, {player.actor.id: player for player in players})
        stage.figures.extend(figures_of(sheet, players))
        for player in players:
            stage.index(player)
        for phrase in sheet.phrases:
            stage.point(phrase)
        stage.figures.sort(key=lambda figure: figure.span)
        return stage

    def index(self, player: Player) -> None:
        self.of_name.update(dict.fromkeys(player.names, player.actor.id))
        self.of_phrase.update({phrase.head: player.actor.id for phrase in player.phrases})

    def point(self, phrase: Phrase) -> None:
        """A role as subject is one more mention of whom it means; one that means nobody named waits for a pronoun that asks for it."""
        free = phrase.head not in self.of_phrase and phrase.head not in self.sheet.bearers
        subject = self.sheet.text.deprel(phrase.core).startswith("nsubj")
        if not free or not subject or phrase.noun.kind not in KINDS or phrase.number == "plural":
            return
        found = self.known_role(phrase) if phrase.reference != "indefinite" else NOBODY
        player = self.players[found.speakers[0]] if found.speakers else self.unnamed(phrase)
        if player is not None:
            self.figures.append(figure_of(self.sheet, player, phrase.span, phrase.head))

    def unnamed(self, phrase: Phrase) -> Player | None:
        """A person of whom the article gives only the role, under an id that stands for the phrase."""
        if phrase.noun.kind != "person":
            return None
        ident = f"waiting:{phrase.head}"
        self.waiting[ident] = phrase
        return Player(Actor(ident, "", "person", None, phrase.sector), gender=phrase.gender)

    def known_role(self, phrase: Phrase) -> Answer:
        """Somebody named whom this definite phrase means."""
        others = [figure for figure in self.figures if not phrase.span.overlaps(figure.span) and figure.actor not in self.waiting]
        return resolve_role(pointer_of(self.sheet, phrase), others)

    def settled(self, speaker: str) -> str:
        """The actor itself; a role that waited becomes one now."""
        return self.add_phrase(self.waiting[speaker]) if speaker in self.waiting else speaker

    def add(self, player: Player) -> str:
        """Bring somebody on, or one more mention of somebody who is there."""
        known = self.players.get(player.actor.id)
        self.players[player.actor.id] = known.joined(player) if known else player
        self.index(player)
        for span, place in [
            *((name.span, name.first) for name in player.names),
            *((phrase.span, phrase.head) for phrase in player.phrases),
        ]:
            self.figures.append(figure_of(self.sheet, player, span, place))
        self.figures.sort(key=lambda figure: figure.span)
        return player.actor.id

    def name_actor(self, name: Name) -> str:
        """The actor of a name; a name that nothing else told apart becomes one when it speaks."""
        if name not in self.of_name:
            same = next((actor for other, actor in self.of_name.items() if other.form == name.form), None)
            self.of_name[name] = same or self.add(Player(self.named(name), (name,)))
        return self.of_name[name]

    def named(self, name: Name) -> Actor:
        """The state or body of the gazetteer, else an institution of which nothing is known but its name."""
        fact = next((fact for fact in name.facts if fact.kind != "person"), None)
        if fact is None:
            return Actor(actor_id("organisation", name.form), name.form, "organisation", names=self.called(name.form))
        label = fact.entry.called(self.sheet.facts.language)
        return Actor(fact.id, label, fact.kind, fact.country, fact.sector, fact.entry.wikidata, self.called(label))

    def add_phrase(self, phrase: Phrase) -> str:
        """A speaker who is known by the phrase alone: « un diplomate », « le procureur »."""
        player = self.grouping.player([phrase])
        one = phrase.noun.kind == "person" and phrase.number == "singular"
        kind: ActorKind = "person" if one else player.actor.kind
        ident = actor_id(kind, player.actor.name) if one else player.actor.id
        return self.add(replace(player, actor=replace(player.actor, id=ident, kind=kind)))

    def add_noun(self, first: int, end: int) -> str:
        """A speaker under a noun that no table knows."""
        label = self.sheet.text.slice(first, end)
        plural = self.sheet.text.words[first].feat("Number") == "Plur"
        return self.add(Player(Actor(actor_id("group", label), label, "group", names=self.called(label)), plural=plural))

    def called(self, label: str) -> dict[str, str]:
        return {self.sheet.facts.language: label}

    def seen(self, quoted: Sequence[Span]) -> list[Figure]:
        """All mentions, those inside somebody's words marked as such."""
        return [replace(figure, quoted=any(content.covers(figure.span) for content in quoted)) for figure in self.figures]
