"""The actors of an article while its quotations are heard: who has been named, who is waiting to be, who spoke last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pourparler.actors.casting import Player, actor_id
from pourparler.actors.figures import KINDS, figure_of, figures_of, pointer_of
from pourparler.actors.groups import Grouping
from pourparler.actors.names import Name
from pourparler.actors.phrases import Phrase
from pourparler.actors.sheet import Sheet
from pourparler.coreference import NOBODY, REACH, Answer, Figure, resolve_role
from pourparler.model import Actor, ActorKind, Mention, Span
from pourparler.spans import Spread

NEAR = 60
"""Mentions on each side of a role that are looked at."""

MIN_NAME = 3
"""Letters of a last name that can be known again without the parser."""


@dataclass
class Stage:
    """Everybody so far. Speakers who are known by their own words alone come on when they speak, roles when a pronoun asks for them.

    `pointed` are the roles that mean somebody named, each chained to the name.
    """

    sheet: Sheet
    grouping: Grouping
    players: dict[str, Player]
    figures: list[Figure] = field(default_factory=list)
    waiting: dict[str, Phrase] = field(default_factory=dict)
    pointed: list[Mention] = field(default_factory=list)
    of_name: dict[Name, str] = field(default_factory=dict)
    of_phrase: dict[int, str] = field(default_factory=dict)
    of_form: dict[str, str] = field(default_factory=dict)
    first: dict[str, Figure] = field(default_factory=dict)
    called_so: defaultdict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, sheet: Sheet, grouping: Grouping, players: Sequence[Player]) -> Stage:
        stage = cls(sheet, grouping, {player.actor.id: player for player in players})
        for figure in sorted(figures_of(sheet, players), key=lambda figure: figure.span):
            stage.stand(figure)
        for player in players:
            stage.index(player)
        for phrase in sheet.phrases:
            stage.point(phrase)
        return stage

    def index(self, player: Player) -> None:
        self.of_name.update(dict.fromkeys(player.names, player.actor.id))
        for name in player.names:
            self.of_form.setdefault(name.form, player.actor.id)
        self.of_phrase.update({phrase.head: player.actor.id for phrase in player.phrases})

    def point(self, phrase: Phrase) -> None:
        """A role as subject is one more mention of whom it means; one that means nobody named waits for a pronoun that asks for it."""
        free = phrase.head not in self.of_phrase and phrase.head not in self.sheet.bearers
        subject = self.sheet.text.deprel(phrase.core).startswith("nsubj")
        if not free or not subject or phrase.noun.kind not in KINDS or phrase.number == "plural":
            return
        found = self.known_role(phrase) if phrase.reference != "indefinite" else NOBODY
        if found.speakers:
            self.pointed.append(Mention(phrase.span, "role", found.speakers[0], chain=found.chain))
        player = self.players[found.speakers[0]] if found.speakers else self.unnamed(phrase)
        if player is not None:
            self.stand(figure_of(self.sheet, player, phrase.span, phrase.head))

    def unnamed(self, phrase: Phrase) -> Player | None:
        """A person of whom the article gives only the role, under an id that stands for the phrase."""
        if phrase.noun.kind != "person":
            return None
        ident = f"waiting:{phrase.head}"
        self.waiting[ident] = phrase
        return Player(Actor(ident, "", "person", None, phrase.sector), gender=phrase.gender)

    def known_role(self, phrase: Phrase) -> Answer:
        """Somebody named whom this definite phrase means; « son porte-parole » is nobody's of another state than the last subject's."""
        others = [
            figure for figure in self.candidates(phrase) if not phrase.span.overlaps(figure.span) and figure.actor not in self.waiting
        ]
        owner = self.owner_of(phrase)
        if owner is not None:
            others = [figure for figure in others if figure.actor != owner.actor and may_serve(figure, owner)]
        return resolve_role(pointer_of(self.sheet, phrase), others)

    def owner_of(self, phrase: Phrase) -> Figure | None:
        """Whose an office with a possessive is: the last subject before it, of its own sentence or the one before."""
        if phrase.reference != "possessive" or not phrase.noun.inherits or phrase.noun.kind != "person":
            return None
        number = self.sheet.text.sentence[phrase.head]
        end = bisect_left(self.figures, phrase.span, key=lambda figure: figure.span)
        before = (figure for figure in reversed(self.figures[max(end - NEAR, 0) : end]) if figure.span.end <= phrase.span.start)
        return next((figure for figure in before if figure.subject and 0 <= number - figure.sentence <= 1), None)

    def settled(self, speaker: str) -> str:
        """The actor itself; a role that waited becomes one now, a side is its state."""
        if speaker in self.waiting:
            return self.add_phrase(self.waiting[speaker])
        player = self.players[speaker]
        return speaker if player.names or not player.phrases else self.state_of(player.phrases[0]) or speaker

    def add(self, player: Player) -> str:
        """Bring somebody on, or one more mention of somebody who is there."""
        known = self.players.get(player.actor.id)
        self.players[player.actor.id] = known.joined(player) if known else player
        self.index(player)
        for span, place in [
            *((name.span, name.first) for name in player.names),
            *((phrase.span, phrase.head) for phrase in player.phrases),
        ]:
            self.stand(figure_of(self.sheet, player, span, place))
        return player.actor.id

    def name_actor(self, name: Name) -> str:
        """The actor of a name; a name that nothing else told apart becomes one when it speaks."""
        if name not in self.of_name:
            self.of_name[name] = self.of_form.get(name.form) or self.add(Player(self.named(name), (name,)))
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

    def state_of(self, phrase: Phrase) -> str | None:
        """« la partie malienne » is Mali, where Mali is an actor of the article."""
        if not phrase.noun.side or len(phrase.countries) != 1:
            return None
        states = (player.actor for player in self.players.values() if player.actor.kind == "country")
        return next((actor.id for actor in states if actor.country == phrase.countries[0]), None)

    def by_last_name(self, form: str) -> str | None:
        """The one actor whose name ends in this capitalised word, where the parser did not see a name (« Ostrec a refusé »)."""
        last = form.rpartition("-")[2]
        if not last[:1].isupper() or len(last) < MIN_NAME:
            return None
        found = {actor for name, actor in self.of_form.items() if name.replace("-", " ").split()[-1] == last}
        return found.pop() if len(found) == 1 else None

    def add_noun(self, first: int, end: int) -> str:
        """A speaker under a noun that no table knows."""
        label = self.sheet.text.slice(first, end)
        plural = self.sheet.text.words[first].feat("Number") == "Plur"
        return self.add(Player(Actor(actor_id("group", label), label, "group", names=self.called(label)), plural=plural))

    def called(self, label: str) -> dict[str, str]:
        return {self.sheet.facts.language: label}

    def seen(self, quoted: Spread, sentence: int, speakers: Sequence[str]) -> list[Figure]:
        """What a pronoun can look back on: the mentions in reach, and one of each last speaker; those in words are marked as such."""
        last = (self.first[speaker] for speaker in speakers if speaker in self.first)
        near = [*last, *self.standing(sentence - REACH, sentence)]
        return [replace(figure, quoted=True) if quoted.covers(figure.span) else figure for figure in near]

    def standing(self, first: int, last: int) -> Sequence[Figure]:
        """The mentions in these sentences, the last included."""
        start = bisect_left(self.figures, first, key=lambda figure: figure.sentence)
        return self.figures[start : bisect_right(self.figures, last, key=lambda figure: figure.sentence)]

    def stand(self, figure: Figure) -> None:
        """Put one more mention in its place."""
        insort(self.figures, figure, key=lambda other: other.span)
        self.first.setdefault(figure.actor, figure)
        for sense in figure.nouns | figure.offices:
            insort(self.called_so[sense], figure, key=lambda other: other.span)

    def candidates(self, phrase: Phrase) -> list[Figure]:
        """The mentions that a role can mean: those near it, and the nearest of everybody who is called so."""
        near = around(self.figures, phrase.span)
        alike = [figure for sense in sorted(phrase.noun.senses) for figure in around(self.called_so[sense], phrase.span)]
        return sorted({*near, *alike}, key=lambda figure: (figure.span, figure.actor))


def around(figures: Sequence[Figure], span: Span) -> Sequence[Figure]:
    """The mentions on both sides of a place, a fixed number of them, so that a long text costs no more than a short one."""
    place = bisect_left(figures, span, key=lambda figure: figure.span)
    return figures[max(place - NEAR, 0) : place + NEAR]


def may_serve(figure: Figure, owner: Figure) -> bool:
    """Whether somebody can hold an office under another: no two states are known of them."""
    return not figure.countries or not owner.countries or bool(figure.countries & owner.countries)
