"""One record for all mentions of one event in an article."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

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
    sides of its own; a `moved` one gives the day to which a meeting planned before is put off.
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
    moved: bool = False

    @property
    def sentence(self) -> int:
        return self.sighting.scene.number

    @property
    def is_talk(self) -> bool:
        return self.sighting.trigger.type == "CONSULT"


Nation = Callable[[str], str | None]
"""The country of an actor."""


@dataclass
class Group:
    """The mentions of one event. `unlike` are those of them that differ in something by which events are told apart or known again; `sides`
    are the countries, and the actors without one, that any of them names.
    """

    mentions: list[Told] = field(default_factory=list)
    unlike: dict[tuple[object, ...], Told] = field(default_factory=dict)
    sides: frozenset[str] = frozenset()

    @property
    def first(self) -> Told:
        return self.mentions[0]

    @property
    def last(self) -> Told:
        return self.mentions[-1]

    def add(self, mention: Told, mine: frozenset[str]) -> None:
        event, sighting = mention.event, mention.sighting
        face = (event.date, event.mode, event.place, event.status, mention.ground, is_occasion(mention), mention.persons, event.actors,
                event.recipients, sighting.trigger.words, sighting.spot.is_noun)  # fmt: skip
        self.unlike.setdefault(face, mention)
        self.mentions.append(mention)
        self.sides |= mine


@dataclass
class Merger:
    """Puts the mentions of an article together, in the order of the text. A mention is compared with the events that share a side with it,
    or that were told shortly before, one that points back without a side also with those told without one: no other could be its own.
    """

    country: Nation
    groups: list[Group] = field(default_factory=list)
    of_side: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    without_side: dict[int, None] = field(default_factory=dict)
    recent: deque[tuple[int, int]] = field(default_factory=deque)

    def add(self, mention: Told) -> None:
        mine = sides(mention.event, self.country)
        number = self.number_of(mention, mine)
        if number is None:
            number = len(self.groups)
            self.groups.append(Group())
        group = self.groups[number]
        for side in mine - group.sides:
            self.of_side[side].append(number)
        if not mine:
            self.without_side[number] = None
        group.add(mention, mine)
        self.recent.append((mention.sentence, number))

    def number_of(self, mention: Told, mine: frozenset[str]) -> int | None:
        """The event that the mention tells again; the last told one where several are alike."""
        near = self.near(mention, mine)
        attended = next((number for number in near if is_attended(self.groups[number], mention)), None)
        alike = [number for number in near if is_same(self.groups[number], mention, mine)]
        if mention.counted:
            alike.sort(key=lambda number: len(self.groups[number].mentions), reverse=True)  # the talks that the article is about
        named = next((number for number in alike if names_so(self.groups[number], mention)), alike[0] if alike else None)
        return named if attended is None else attended

    def near(self, mention: Told, mine: frozenset[str]) -> list[int]:
        """The numbers of the events that the mention is compared with, the last first."""
        while self.recent and self.recent[0][0] < mention.sentence - FAR:
            self.recent.popleft()
        shared = {number for side in mine for number in self.of_side[side]}
        unnamed = self.without_side.keys() if mention.pointing and not mine else ()
        return sorted(shared.union(unnamed) | {number for _, number in self.recent}, reverse=True)


def merge(told: Iterable[Told], country: Nation) -> list[list[Told]]:
    """The events as the groups of their mentions, in the order of the first."""
    merger = Merger(country)
    for mention in told:
        merger.add(mention)
    return [group.mentions for group in merger.groups]


def is_same(group: Group, new: Told, mine: frozenset[str]) -> bool:
    """Same kind of event, nothing that tells them apart, and something that ties them together; `mine` are the sides of the new mention."""
    first = group.first
    if first.sighting.trigger.type != new.sighting.trigger.type or new.another:
        return False
    if any(clash(mention, new) for mention in group.unlike.values()):
        return False
    others = group.sides
    if first.is_talk:
        return talks_alike(group, new, mine, others)
    if same_victim(group, new) or names_again(group, new, mine, others):
        return True
    if not same_people(group, new):
        return new.pointing and not mine and group.last.sentence >= new.sentence - NEAR and new.sighting.spot.is_noun
    return first.sighting.trigger.words == new.sighting.trigger.words and (bool(mine) or new.pointing)


def names_so(group: Group, new: Told) -> bool:
    """The same noun has been used of it: « les pourparlers » are those told before as such."""
    return any(mention.sighting.trigger.words == new.sighting.trigger.words for mention in group.unlike.values())


def is_attended(group: Group, new: Told) -> bool:
    """The sentence that says who was there means the talk told before it: of the same noun, or one told by verbs alone."""
    if not new.present[0] or not group.first.is_talk or new.another:
        return False
    nouns = {mention.sighting.trigger.words for mention in group.unlike.values() if mention.sighting.spot.is_noun}
    same = new.sighting.trigger.words in nouns or not nouns
    modes = {mention.event.mode for mention in group.unlike.values()}
    held = any(status_class(mention.event.status) == "actual" for mention in group.unlike.values())
    return same and held and "visit" not in modes and ("phone" in modes) == (new.event.mode == "phone") and new.sentence - group.last.sentence <= FAR


def talks_alike(group: Group, new: Told, mine: frozenset[str], others: frozenset[str]) -> bool:
    """A meeting told again has sides among those told, or none and points back."""
    named = [old for old in group.unlike.values() if old.persons]
    if not new.pointing and named and all(other_people(old, new) for old in named):
        return False
    near = group.last.sentence >= new.sentence - (FAR if new.counted else NEAR)
    same_clause = group.last.sentence == new.sentence and (new.bare or group.last.sighting.spot.verb == new.sighting.spot.verb)
    if not mine or not others:
        return (new.pointing or same_clause) and near
    if mine == others:
        return len(mine) > 1 or people(group.first) == people(new) or (near and (new.pointing or same_clause))
    return (mine <= others or others <= mine) and near and (new.pointing or same_clause)


def same_victim(group: Group, new: Told) -> bool:
    """A deed done to the same people by the same, or by somebody whom one of the two mentions leaves out."""
    victims, doers = set(new.event.recipients), set(new.event.actors)
    alike = [set(old.event.actors) for old in group.unlike.values() if victims == set(old.event.recipients)]
    return bool(victims) and any(not doers or not others or doers == others for others in alike)


def names_again(group: Group, new: Told, mine: frozenset[str], others: frozenset[str]) -> bool:
    """« cette attaque », « les tirs »: a noun that points back, and whose parties are none but those told."""
    near = new.sighting.spot.is_noun and new.pointing and group.last.sentence >= new.sentence - NEAR
    return near and (mine <= others or not others)


def other_people(old: Told, new: Told) -> bool:
    """Each names somebody whom the other does not: « a vu le roi », « a aussi vu la reine »."""
    one, two = old.persons, new.persons
    return bool(one - two) and bool(two - one)


def people(told: Told) -> frozenset[str]:
    return frozenset((*told.event.actors, *told.event.recipients))


def same_people(group: Group, new: Told) -> bool:
    mine = (set(new.event.actors), set(new.event.recipients))
    return any(mine == (set(old.event.actors), set(old.event.recipients)) for old in group.unlike.values())


def sides(event: Event, country: Nation) -> frozenset[str]:
    """The parties by their countries, and by themselves where they have none."""
    return frozenset(country(actor) or actor for actor in (*event.actors, *event.recipients))


def clash(old: Told, new: Told) -> bool:
    """Another day, another place of the same kind, a call and a visit, done and not done."""
    one, two = old.event, new.event
    planned = new.moved and one.status == "future"
    days = one.date and two.date and not (planned or one.date.startswith(two.date[:10]) or two.date.startswith(one.date[:10]))
    places = elsewhere(old.ground, new.ground) and not (one.date and one.date == two.date)
    calls = old.is_talk and "phone" in {one.mode, two.mode} and one.mode != two.mode and (None not in {one.mode, two.mode} or one.place or two.place)
    apart = status_class(one.status) != status_class(two.status)
    calls = calls or (old.is_talk and "phone" in {one.mode, two.mode} and one.mode != two.mode and apart)
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
    dated = next((mention.event for mention in group[::-1] if mention.moved), None)
    dated = dated or next((mention.event for mention in group if mention.event.date), first)
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
