"""Who is who in one article, and who speaks.

    cast = identify(article, sentences, language, gazetteer)
    cast.actors, cast.mentions
    voices = cast.hear(questions)          # one Question (source spans, content spans) a quotation, in any order
    voices.answers[0].speakers             # actor ids; .chain is the mention through which a pronoun or a role was resolved
    voices.actors, voices.mentions         # those of the cast, with the speakers that only their own words name

A name is linked to the gazetteer only where one bearer is left by its country and role; else the actor keeps an id made of its own name.
Nothing is a speaker by being near: where two remain the answer is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pourparler.actors.casting import Casting, Player
from pourparler.actors.groups import Grouping
from pourparler.actors.people import Gatherer
from pourparler.actors.sheet import Sheet
from pourparler.actors.stage import Stage
from pourparler.actors.voices import Listener, Question
from pourparler.coreference import Answer
from pourparler.gazetteer import Gazetteer
from pourparler.lang import Language
from pourparler.model import Actor, Article, Mention, Sentence


@dataclass(frozen=True)
class Voices:
    """The answers, in the order of the questions, and everybody of the article."""

    answers: tuple[Answer, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Cast:
    """Everybody in one article; each id stands once, and every mention's actor is one of them."""

    sheet: Sheet
    grouping: Grouping
    players: tuple[Player, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        return tuple(player.actor for player in self.players)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Names and phrases; a role that describes or means a name is chained to it."""
        return mentions_of(Stage.of(self.sheet, self.grouping, self.players))

    def hear(self, questions: Sequence[Question]) -> Voices:
        """Who speaks in each quotation; questions are taken in the order of the text, answers come in the order of the questions."""
        stage = Stage.of(self.sheet, self.grouping, self.players)
        listener = Listener(stage, tuple(span for question in questions for span in question.content))
        order = sorted(range(len(questions)), key=lambda number: questions[number].start)
        answers = {number: listener.answer(questions[number]) for number in order}
        actors = tuple(player.actor for player in stage.players.values())
        return Voices(tuple(answers[number] for number in range(len(questions))), actors, mentions_of(stage))


def mentions_of(stage: Stage) -> tuple[Mention, ...]:
    """Every mention of everybody on the stage, in the order of the text."""
    found = [mention for player in stage.players.values() for mention in mentions_in(stage.sheet, player)]
    own = {mention.span for mention in found}
    found.extend(mention for mention in stage.pointed if mention.span not in own)
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.actor or "")))


def mentions_in(sheet: Sheet, player: Player) -> Iterator[Mention]:
    actor = player.actor
    yield from (Mention(name.span, actor.kind, actor.id) for name in player.names)
    for phrase in player.phrases:
        bearer = sheet.bearers.get(phrase.head)
        yield Mention(phrase.span, "role" if bearer else actor.kind, actor.id, chain=bearer.span if bearer else None)


def identify(article: Article, sentences: Sequence[Sentence], language: Language, gazetteer: Gazetteer) -> Cast:
    """Every person, organisation, country and group that the article names, gathered into actors.

    Spans are code points of the article. A country that is only a place (« à Moscou ») is no actor; a capital that acts is its country, a
    seat of power an institution of it. Country and sector stand where the article or the gazetteer says them; who has a role in an article
    that is about one state, and of which no other is said, belongs to that state, people on the ground (police, crowds, rebels) to the one
    where its towns lie; who may come from anywhere (observers, envoys, refugees) belongs to none. Else they are None.
    """
    sheet = Sheet.read(article, sentences, language, gazetteer)
    casting = Casting(sheet, tuple(Gatherer(sheet).clusters()))
    grouping = Grouping(sheet, casting)
    players: dict[str, Player] = {}
    for player in (*casting.named(), *grouping.players()):
        same = players.get(player.actor.id)
        players[player.actor.id] = same.joined(player) if same else player
    return Cast(sheet, grouping, tuple(players.values()))


__all__ = ["Answer", "Cast", "Question", "Voices", "identify"]
