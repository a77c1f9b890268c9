"""One record for all mentions of one event in an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pourparler.events.finding import Sighting
from pourparler.model import Event, Span

TALKS = frozenset({"CONSULT", "AGREE"})
FAR = 12
"""Sentences back to which a list of those present may point."""
NEAR = 4
"""Sentences back to which a mention without parties of its own may point."""


@dataclass(frozen=True)
class Ground:
    """The place of an event: its id, its country, and whether it is no more than that country."""

    place: str
    country: str | None
    wide: bool

    def holds(self, other: Ground) -> bool:
        """« à Riyad » lies in « en Arabie saoudite »."""
        return self.wide and self.country == other.country


@dataclass(frozen=True)
class Told:
    """A sighting with its parties and circumstances known: one mention of an event. `pointing` says that it points at what has been told,
    `another` that it does not, `bare` that its words leave open whether it is done; `persons` are the people among its parties,
    `present` those (with their spans) who are only said to have been at a talk told before; `counted` is « la seconde série », without
    sides of its own.
    """

    sighting: Sighting
    event: Event
    pointing: bool
    another: bool
    bare: bool
    persons: frozenset[str]
    present: tuple[tuple[str, ...], tuple[Span, ...]] = ((), ())
    counted: bool = False
    ground: Ground | None = None

    @property
    def sentence(self) -> int:
        return self.sighting.scene.number

    @property
    def is_talk(self) -> bool:
        return self.sighting.trigger.type == "CONSULT"


Nation = Callable[[str], str | None]
"""The country of an actor."""


def merge(told: Iterable[Told], country: Nation) -> list[list[Told]]:
    """The events as the groups of their mentions, in the order of the first."""
    groups: list[list[Told]] = []
    for mention in told:
        attended = next((group for group in reversed(groups) if is_attended(group, mention)), None)
        alike = [group for group in reversed(groups) if is_same(group, mention, country)]
        if mention.counted:
            alike.sort(key=len, reverse=True)  # the talks that the article is about
        group = attended or next((group for group in alike if names_so(group, mention)), alike[0] if alike else None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return groups


def is_same(group: Sequence[Told], new: Told, country: Nation) -> bool:
    """Same kind of event, nothing that tells them apart, and something that ties them together."""
    first = group[0]
    if first.sighting.trigger.type != new.sighting.trigger.type or new.another:
        return False
    if any(clash(mention, new) for mention in group):
        return False
    mine, others = sides(new.event, country), frozenset().union(*(sides(mention.event, country) for mention in group))
    if first.is_talk:
        return talks_alike(group, new, mine, others)
    if same_victim(group, new) or names_again(group, new, mine, others):
        return True
    if not same_people(group, new):
        return new.pointing and not mine and group[-1].sentence >= new.sentence - NEAR and new.sighting.spot.is_noun
    return first.sighting.trigger.words == new.sighting.trigger.words and (bool(mine) or new.pointing)


def names_so(group: Sequence[Told], new: Told) -> bool:
    """The same noun has been used of it: « les pourparlers » are those told before as such."""
    return any(mention.sighting.trigger.words == new.sighting.trigger.words for mention in group)


def is_attended(group: Sequence[Told], new: Told) -> bool:
    """The sentence that says who was there means the talk told before it: of the same noun, or one told by verbs alone."""
    if not new.present[0] or not group[0].is_talk or new.another:
        return False
    nouns = {mention.sighting.trigger.words for mention in group if mention.sighting.spot.is_noun}
    same = new.sighting.trigger.words in nouns or not nouns
    modes = {mention.event.mode for mention in group}
    held = any(status_class(mention.event.status) == "actual" for mention in group)
    return same and held and "visit" not in modes and ("phone" in modes) == (new.event.mode == "phone") and new.sentence - group[-1].sentence <= FAR


def talks_alike(group: Sequence[Told], new: Told, mine: frozenset[str], others: frozenset[str]) -> bool:
    """A meeting told again has sides among those told, or none and points back."""
    named = [old for old in group if old.persons]
    if not new.pointing and named and all(other_people(old, new) for old in named):
        return False
    near = group[-1].sentence >= new.sentence - (FAR if new.counted else NEAR)
    same_clause = group[-1].sentence == new.sentence and (new.bare or group[-1].sighting.spot.verb == new.sighting.spot.verb)
    if not mine or not others:
        return (new.pointing or same_clause) and near
    if mine == others:
        return len(mine) > 1 or people(group[0]) == people(new) or (near and (new.pointing or same_clause))
    return (mine <= others or others <= mine) and near and (new.pointing or same_clause)


def same_victim(group: Sequence[Told], new: Told) -> bool:
    """A deed done to the same people by the same, or by somebody whom one of the two mentions leaves out."""
    victims, doers = set(new.event.recipients), set(new.event.actors)
    alike = [set(old.event.actors) for old in group if victims == set(old.event.recipients)]
    return bool(victims) and any(not doers or not others or doers == others for others in alike)


def names_again(group: Sequence[Told], new: Told, mine: frozenset[str], others: frozenset[str]) -> bool:
    """« cette attaque », « les tirs »: a noun that points back, and whose parties are none but those told."""
    near = new.sighting.spot.is_noun and new.pointing and group[-1].sentence >= new.sentence - NEAR
    return near and (mine <= others or not others)


def other_people(old: Told, new: Told) -> bool:
    """Each names somebody whom the other does not: « a vu le roi », « a aussi vu la reine »."""
    one, two = old.persons, new.persons
    return bool(one - two) and bool(two - one)


def people(told: Told) -> frozenset[str]:
    return frozenset((*told.event.actors, *told.event.recipients))


def same_people(group: Sequence[Told], new: Told) -> bool:
    return any((set(new.event.actors), set(new.event.recipients)) == (set(old.event.actors), set(old.event.recipients)) for old in group)


def sides(event: Event, country: Nation) -> frozenset[str]:
    """The parties by their countries, and by themselves where they have none."""
    return frozenset(country(actor) or actor for actor in (*event.actors, *event.recipients))


def clash(old: Told, new: Told) -> bool:
    """Another day, another place of the same kind, a call and a visit, done and not done."""
    one, two = old.event, new.event
    days = one.date and two.date and not (one.date.startswith(two.date[:10]) or two.date.startswith(one.date[:10]))
    places = elsewhere(old.ground, new.ground) and not (one.date and one.date == two.date)
    calls = old.is_talk and "phone" in {one.mode, two.mode} and one.mode != two.mode and (None not in {one.mode, two.mode} or one.place or two.place)
    visits = old.is_talk and (one.mode == "visit") != (two.mode == "visit")
    held = {status_class(one.status), status_class(two.status)}
    occasion = is_occasion(new) and not is_occasion(old)
    return bool(days or places or calls or visits or occasion or (len(held) > 1 and not new.bare))


def is_occasion(told: Told) -> bool:
    """"the NATO Summit" by its capital is the name of an occasion, at which or before which others meet."""
    spot = told.sighting.spot
    word = told.sighting.scene.words[spot.place].form
    return told.is_talk and spot.is_noun and word[:1].isupper() and not word.isupper() and spot.place > 0


def elsewhere(one: Ground | None, two: Ground | None) -> bool:
    """Two places of which neither lies in the other."""
    return one is not None and two is not None and one.place != two.place and not one.holds(two) and not two.holds(one)


def status_class(status: str) -> str:
    return {"historical": "actual", "hypothetical": "future"}.get(status, status)


def joined(group: Sequence[Told]) -> Event:
    """The first mention with what later ones add: triggers, and where the first is silent, day, place, mode and parties."""
    fullest = max(group, key=lambda mention: len(people(mention)))
    first = group[0].event
    best = first if len(people(group[0])) >= min(2, len(people(fullest))) else fullest.event
    dated = next((mention.event for mention in group if mention.event.date), first)
    grounds = [mention for mention in group if mention.ground is not None]
    placed = min(grounds, key=lambda mention: mention.ground is not None and mention.ground.wide, default=group[0]).event
    came = dict.fromkeys(actor for mention in group[1:] for actor in mention.present[0] if actor not in best.recipients)
    seats = dict.fromkeys(span for mention in group[1:] for span in mention.present[1])
    triggers = dict.fromkeys(span for mention in group for span in mention.event.trigger)
    return replace(
        first,
        trigger=tuple(triggers),
        mode=next((mention.event.mode for mention in group if mention.event.mode), None),
        actors=tuple(dict.fromkeys((*best.actors, *came))), recipients=best.recipients,
        actor_spans=tuple(sorted({*best.actor_spans, *seats})), recipient_spans=best.recipient_spans,
        date=dated.date, date_span=dated.date_span, place=placed.place, place_span=placed.place_span,
        about=next((mention.event.about for mention in group if mention.event.about), ()),
    )  # fmt: skip
