"""The mentions of an article's actors as things that a pronoun or a role can point at."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from pourparler.actors.casting import Player
from pourparler.actors.groups import POINTING
from pourparler.actors.phrases import Phrase
from pourparler.actors.sheet import Sheet
from pourparler.coreference import OF_STATES, Figure, Pointer
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.lang.roles import Noun
from pourparler.model import ActorKind, Span, hull

STATELESS = NONSTATE_CODES - OF_STATES
"""Codes that say nothing against a nationality: a multinational can be a Japanese company."""
KINDS: dict[str, frozenset[ActorKind]] = {
    "medium": frozenset({"organisation"}),
    "party": frozenset({"organisation"}),
    "company": frozenset({"organisation"}),
    "organisation": frozenset({"organisation"}),
    "state": frozenset({"country"}),
    "person": frozenset({"person"}),
}
"""What kind of actor a noun of each kind can mean when it points back."""


def figure_of(sheet: Sheet, player: Player, span: Span, place: int) -> Figure:
    """One mention of a player."""
    return placed(sheet, likeness(sheet, player), span, place)


def likeness(sheet: Sheet, player: Player) -> Figure:
    """What every mention of a player has in common; where it stands is not told yet."""
    actor = player.actor
    told = actor.country is not None and (actor.kind == "person" or actor.country not in STATELESS)
    countries = frozenset([actor.country] if told and actor.country else [])
    sector = actor.sector or (actor.country if actor.country in OF_STATES else None)
    of = frozenset(word for phrase in player.phrases for word in complement_of(sheet, phrase))
    return Figure(
        Span(0, 0), actor.id, actor.kind, 0, player.gender, player.plural,
        countries=countries, sector=sector, nouns=player.nouns, offices=player.offices, of=of, slight=is_slight(sheet, player),
    )  # fmt: skip


def is_slight(sheet: Sheet, player: Player) -> bool:
    """Letters in capitals of which the article tells nothing and that do nothing in it (« un GPS ») may be a thing."""
    actor, text = player.actor, sheet.text
    told = actor.sector or actor.country or actor.wikidata or player.nouns or player.phrases
    if actor.kind != "organisation" or told or not all(name.form.isupper() for name in player.names):
        return False
    return not any(text.deprel(place).startswith("nsubj") for name in player.names for place in range(name.first, name.end))


def placed(sheet: Sheet, figure: Figure, span: Span, place: int, around: Span | None = None) -> Figure:
    """The figure at one place of the text, as the subject of its sentence or not; `around` is the place with what describes it."""
    text = sheet.text
    subject = any(text.deprel(step).startswith("nsubj") or text.deprel(step) == "root" for step in text.within(around or span))
    return figure.at(span, text.sentence[place], subject, place in sheet.within_bodies)


def figures_of(sheet: Sheet, players: Sequence[Player]) -> Iterator[Figure]:
    """Every mention of every player; a described name stands with its description, so that the subject of one is the subject of both."""
    for player in players:
        figure = likeness(sheet, player)
        for name in player.names:
            around = hull([name.span, *(phrase.span for phrase in sheet.described.get(name, ()))])
            yield placed(sheet, figure, name.span, name.first, around)
        for phrase in player.phrases if not player.names else ():
            yield placed(sheet, figure, phrase.span, phrase.head)


def pointer_of(sheet: Sheet, phrase: Phrase) -> Pointer:
    """A definite role as a question: who is meant?"""
    noun, number = phrase.noun, sheet.text.sentence[phrase.head]
    gender = phrase.gender if noun.kind == "person" else None
    vague = noun.vague or noun.kind in POINTING or (noun.sector is None and noun.kind == "organisation")
    return Pointer(
        phrase.span, number, gender, phrase.number == "plural", countries=frozenset(phrase.countries), sector=phrase.sector,
        nouns=noun.senses, kinds=KINDS.get(noun.kind, frozenset()), of=complement_of(sheet, phrase), vague=vague,
        ranked=noun.lemma.split()[0] in sheet.roles.words.ranks,
    )  # fmt: skip


def complement_of(sheet: Sheet, phrase: Phrase) -> frozenset[str]:
    """The nouns that a role is over: « ministre de la Défense » gives défense; names that the gazetteer does not know tell nothing."""
    text, noun = sheet.text, phrase.noun
    unknown = {place for name in phrase.names if not name.facts for place in range(name.first, name.end)}
    after = (place for place in range(phrase.head + 1, phrase.end) if place not in unknown and text.upos(place) in {"NOUN", "PROPN"})
    own = own_words(noun, phrase.form.written, sheet.roles.words.of)
    return frozenset(text.low(place) for place in after if text.low(place) not in own)


def own_words(noun: Noun, written: str, of: Container[str]) -> set[str]:
    """The words of a noun without its domain: all of « chef de l'État », of « substitut du procureur » only the first."""
    words = written.casefold().replace("'", "' ").split()
    if noun.like and not noun.lemma.startswith(noun.like):
        return set(words)
    return set(takewhile(lambda word: word not in of, words))
