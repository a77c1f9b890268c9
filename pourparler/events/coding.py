"""From sightings and answers to events: who, what, when, where, and by whom it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pourparler.events.agenda import agenda_of
from pourparler.events.apart import held_apart
from pourparler.events.bodies import bodies_met
from pourparler.events.circumstances import day_of, new_day, place_of
from pourparler.events.days import with_days
from pourparler.events.finding import Sighting
from pourparler.events.meetings import Ground, Told, joined, merge
from pourparler.events.parties import Party
from pourparler.events.presence import points_back
from pourparler.events.printed import first_day, is_ahead, is_over
from pourparler.events.scene import Scene
from pourparler.events.stages import note_stages
from pourparler.events.status import is_sure, status_of
from pourparler.events.tellers import Tellers
from pourparler.gazetteer import Gazetteer
from pourparler.model import Actor, Article, Event, EventStatus, Mention, Note, Place, Quotation, Span
from pourparler.ontology import load as load_ontology

LONG_AGO = 366
"""Days before publication from which an event is history."""
MANY = frozenset({"IGO", "UNO", "EUR", "NGO"})
"""Bodies that meet by themselves."""
OFFICIAL = frozenset({None, "GOV"})
"""Sectors of groups who stand for the state they belong to; others are a side of their own."""
BACK = 6
"""Sentences back to the meeting whose sides « les deux présidents » are."""


@dataclass(frozen=True)
class Coded:
    """The events of an article, the states that only an adjective or a place names among their parties, and what a reader should know."""

    events: tuple[Event, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    notes: tuple[Note, ...] = ()


@dataclass
class Coder:
    """Codes the events of one article. `answers` gives the actors of each span that was asked for."""

    article: Article
    gazetteer: Gazetteer
    answers: Mapping[Span, tuple[str, ...]]
    actors: dict[str, Actor]
    tellers: Tellers
    places: Mapping[str, Place]
    states: dict[str, Actor] = field(default_factory=dict)
    mentions: dict[Span, Mention] = field(default_factory=dict)
    last_talk: Told | None = None
    talks: list[Told] = field(default_factory=list)
    last_doers: tuple[str, ...] = ()
    stays: set[tuple[str, str]] = field(default_factory=set)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def code(self, sightings: Iterable[Sighting]) -> Coded:
        told = with_days(self.all_told(sightings), self.article.published)
        told_enough = [(event, group) for group in merge(told, self.camp) if self.is_told_enough(event := joined(group), group)]
        kept = tuple(event for event, _ in told_enough)
        used = {actor for event in kept for actor in (*event.actors, *event.recipients)}
        states = tuple(state for ident, state in self.states.items() if ident in used and ident not in self.actors)
        notes = tuple(note for _, group in told_enough for note in note_stages(group))
        return Coded(kept, states, tuple(mention for mention in self.mentions.values() if mention.actor in used), notes)

    def all_told(self, sightings: Iterable[Sighting]) -> Iterator[Told]:
        """Each mention; what is demanded goes with the demand, and a duty that nobody voices is none."""
        duties: set[tuple[int, int]] = set()
        for whole in sightings:
            number = whole.scene.number
            if (number, -1 if whole.under is None else whole.under) in duties:
                continue
            for sighting in self.apart(whole):
                one = self.tell(sighting) or (self.tell(sighting.instead) if sighting.instead else None)
                if one is not None:
                    yield one
                    if one.sighting is sighting and sighting.scene.table.is_voiced(sighting.trigger):
                        duties.add((number, sighting.place))

    def is_told_enough(self, event: Event, group: Sequence[Told]) -> bool:
        """Somebody is known; of talks and pacts two sides are told, or one that has many members; a visitor is enough."""
        parties = self.sides(event)
        trigger = group[0].sighting.trigger
        if trigger.abroad and (len(self.nations(event)) < 2 or (trigger.frame == "addressed" and len(self.persons(event)) < 2)):
            return False
        talks = event.rule.split(".")[-1] == "CONSULT" or ".CONSULT." in event.rule
        if group[0].sighting.trigger.frame == "pact" and event.status == "actual" and len(parties) < 2:
            return any(self.country(actor) in MANY for actor in parties)
        if not talks:
            return bool(parties) or not (event.event_type == "THREATEN" or (event.rule.split(".")[2:3] == ["noun"] and event.event_type == "AGREE"))
        if talks and self.is_interview(event):
            return False
        if event.mode == "visit":
            if not any(map(self.is_somebody, event.actors)) and not any(self.kind(host) == "person" for host in event.recipients):
                return False
            visitor = any(mention.sighting.actors for mention in group)
            return visitor and (len(parties) > 1 or (bool(parties) and event.place is not None))
        if parties and any(len(mention.sighting.parties) > 1 and not mention.sighting.spot.is_noun for mention in group):
            return True
        known = [actor for actor in parties if self.kind(actor) != "group" or self.country(actor) is not None]
        many = any(self.country(actor) in MANY or (self.is_official(actor) and ".verb." in event.rule) for actor in known)
        return bool(known) and (len(parties) > 1 or many)

    def is_interview(self, event: Event) -> bool:
        """« en entretien avec Radio Riga »: who speaks to one of the press gives an interview."""
        press = [known is not None and known.sector == "JRN" for known in map(self.known, self.sides(event))]
        return any(press) and press.count(False) < 2 and event.mode != "visit"

    def is_somebody(self, actor: str) -> bool:
        """Whose journey counts: a name, a state, a body, those who act for one; not « des étudiants »."""
        known = self.known(actor)
        nameless = known is not None and known.kind in {"person", "group"} and known.name[:1].islower()
        return known is not None and not (nameless and known.sector in {None, "CVL"})

    def known(self, actor: str) -> Actor | None:
        return self.actors.get(actor) or self.states.get(actor)

    def is_official(self, actor: str) -> bool:
        """A group of those who act for a state, a party or a body: « les ministres se sont réunis » is a meeting, « les partisans » a rally."""
        known = self.known(actor)
        return known is not None and known.kind == "group" and known.sector not in {None, "CVL"}

    def persons(self, event: Event) -> frozenset[str]:
        return frozenset(actor for actor in self.sides(event) if self.kind(actor) == "person")

    def kind(self, actor: str) -> str | None:
        known = self.known(actor)
        return known.kind if known else None

    def tell(self, sighting: Sighting) -> Told | None:
        """One mention as an event of its own; None where nobody is known and nothing points back."""
        sighting = self.with_hosts(sighting)
        event = self.event(sighting)
        nobody = sighting.scene.table.is_voiced(sighting.trigger) and not event.actors
        if nobody or self.tellers.is_question(sighting) or self.tellers.is_mere_thought(sighting):
            return None
        bare = sighting.spot.is_noun and sighting.spot.carrier is None and event.status == "actual"
        pointing = sighting.spot.is_noun and points_back(sighting.scene, sighting.place)
        if event.mode == "visit" and event.status == "actual":
            self.stays |= {(actor, code) for actor in event.actors for host in event.recipients if (code := self.country(host))}
        present, counted = self.who(sighting, sighting.present, False), self.is_counted(sighting)
        persons, moved = self.persons(event), new_day(sighting) is not None
        one = Told(sighting, event, pointing, self.is_another(sighting), bare, persons, present, counted, self.ground(event), moved)
        placed = self.last_talk is None or any(map(self.country, self.sides(event)))
        if sighting.trigger.type == "CONSULT" and len(self.sides(event)) > 1 and placed:
            self.members.update(dict.fromkeys(bodies_met(sighting), self.nations(event)))
            doers = [party for party in sighting.actors if party.span.start < sighting.span.start]
            self.last_doers = self.who(sighting, doers, False)[0]
            self.last_talk = one
            self.talks.append(one)
        return one

    def with_hosts(self, sighting: Sighting) -> Sighting:
        """In a state that somebody visits, people in office of no named state whom he meets are of that one ("In Mali, he met with the mayor")."""
        where = place_of(sighting, self.places) if sighting.trigger.type == "CONSULT" and self.stays else None
        code = self.places[where.place].country if where is not None and where.place else None
        known = [(party, actor) for party in sighting.actors for actor in self.of_party(sighting.scene, party, False)]
        if code is None or not any((actor, code) in self.stays for _, actor in known):
            return sighting
        after = {party for party, actor in known if party.span.start > sighting.span.start and party.actor and self.is_in_office(actor)}
        actors = tuple(replace(party, home=code) if party in after and party.home is None else party for party in sighting.actors)
        return replace(sighting, actors=actors)

    def is_in_office(self, actor: str) -> bool:
        known = self.actors.get(actor)
        return known is not None and known.kind == "person" and known.country is None and bool(known.roles)

    def ground(self, event: Event) -> Ground | None:
        """Where it happens, as far as two mentions can be compared by it."""
        place = self.places.get(event.place or "")
        return Ground(place.id, place.country, place.precision == "country") if place else None

    def apart(self, sighting: Sighting) -> Iterator[Sighting]:
        """"met separately with A and B" are two meetings."""

        def actors(party: Party) -> tuple[str, ...]:
            return self.of_party(sighting.scene, party, False)

        def person(party: Party) -> str:
            return " ".join(actors(party)) or str(party.span)

        def state(party: Party) -> str:
            return next((code for actor in actors(party) if (code := self.country(actor))), person(party))

        return held_apart(sighting, person, state)

    def event(self, sighting: Sighting) -> Event:
        alone = sighting.trigger.type in {"CONSULT", "AGREE"} and all(party.collective for party in sighting.parties)
        actors, actor_spans = self.who(sighting, sighting.actors, alone)
        recipients, recipient_spans = self.who(sighting, sighting.recipients, alone)
        if sighting.trigger.type == "CONSULT" and not sighting.parties and self.is_another(sighting) and is_sure(sighting.spot):
            actors = self.sides_before(sighting.scene.number)  # « un précédent entretien » had the same sides
        if sighting.trigger.type == "CONSULT" and not any(map(self.country, (*actors, *recipients))):
            actors += next((tuple(self.state(code, None) for code in self.members[actor]) for actor in actors if actor in self.members), ())
        speaker = self.tellers.voice(sighting) if sighting.scene.table.is_voiced(sighting.trigger) else self.tellers.speaker(sighting)
        if speaker is not None and speaker.speakers and sighting.trigger.type != "CONSULT":
            actors, actor_spans = speaker.speakers, speaker.source
        recipients = tuple(actor for actor in recipients if actor not in actors and not self.is_home_of(actor, actors))
        moved, where = new_day(sighting), place_of(sighting, self.places)
        day = moved or day_of(sighting)
        status = "future" if moved else self.status(sighting, day.value if day else None)
        if day is not None and status == "future" and is_over(day, self.article.published):
            day = None  # « la visite prévue en février »: the tense of the verb has chosen the wrong one
        kind = sighting.trigger.type
        becoming = load_ontology().when_future(kind)
        open_type = kind if status == "hypothetical" and kind == "RETREAT" else becoming
        return Event(
            id="", event_type=open_type if status in {"future", "hypothetical"} else kind,
            mode=self.mode(sighting) if status not in {"future", "hypothetical"} or kind == "CONSULT" else None,
            context=(), cameo=None, trigger=(sighting.span,), actors=actors, recipients=recipients,
            actor_spans=actor_spans, recipient_spans=recipient_spans if recipients else (),
            place=where.place if where else None, place_span=where.span if where else None,
            date=day.value if day else None, date_span=day.span if day else None,
            about=agenda_of(sighting), status=status, told_by=self.tellers.teller(sighting.span),
            rule=sighting.scene.table.rule(sighting.trigger),
            runner_up=sighting.scene.table.rule(sighting.runner_up) if sighting.runner_up else None,
        )  # fmt: skip

    def who(self, sighting: Sighting, parties: Sequence[Party], alone: bool) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """The actors of some parties, with the spans of those that are known. Where a collective party stands `alone` it is everybody."""
        found: dict[str, None] = {}
        spans: dict[Span, None] = {}
        named = [party for party in parties if not party.collective or sighting.scene.is_plural_pronoun(party.span)]
        for party in parties if alone or len(named) < 2 else named:
            actors = self.of_party(sighting.scene, party, alone)
            if party.home is not None and actors and not any(self.country(actor) for actor in actors):
                actors = (*actors, self.state(party.home, None))
            found.update(dict.fromkeys(actors))
            if actors:
                spans[party.span] = None
        return tuple(found), tuple(sorted(spans))

    def of_party(self, scene: Scene, party: Party, alone: bool) -> tuple[str, ...]:
        if party.collective and alone:
            sides = self.pair_before(scene.number) if scene.says_two(party.span) else self.sides_before(scene.number)
            if sides:
                return sides
        if party.voice:
            teller = self.tellers.teller(party.span)
            return self.tellers.by_id[teller].speakers if teller is not None else ()
        if party.place is not None:
            country = self.places[party.place].country
            return (self.state(country, None),) if country else ()
        if party.country is not None:
            return (self.state(party.country, party.span),)
        known = (party.actor,) if party.actor in self.actors else self.answers.get(party.span, ())
        return known or (self.doers_before(scene.number) if scene.is_plural_pronoun(party.span) else ())

    def doers_before(self, sentence: int) -> tuple[str, ...]:
        """Who went to, called or met the others in the last talk: « ils ont aussi vu le roi »; one person is no « ils »."""
        near = self.last_talk is not None and sentence - self.last_talk.sentence <= BACK
        return self.last_doers if near and [self.kind(doer) for doer in self.last_doers] != ["person"] else ()

    def sides_before(self, sentence: int) -> tuple[str, ...]:
        """All sides of the last meeting told, where it is near."""
        if self.last_talk is None or sentence - self.last_talk.sentence > BACK:
            return ()
        return self.sides(self.last_talk.event)

    def pair_before(self, sentence: int) -> tuple[str, ...]:
        """Both sides of the last talk between two that was told; « les deux présidents » are never three, nor a guest and a town."""
        for told in reversed(self.talks):
            sides = self.sides(told.event)
            alike = len(set(map(self.kind, sides))) == 1 or told.event.mode != "visit"
            if sentence - told.sentence <= BACK and alike and 2 in {len(sides), len(self.nations(told.event))}:
                return sides
        return ()

    def sides(self, event: Event) -> tuple[str, ...]:
        return (*event.actors, *event.recipients)

    def nations(self, event: Event) -> tuple[str, ...]:
        """The states among the sides."""
        codes = dict.fromkeys(code for actor in self.sides(event) if (code := self.country(actor)))
        return tuple(code for code in codes if code in self.gazetteer)

    def state(self, code: str, span: Span | None) -> str:
        """A state or a body of states as an actor; a new one where the article names it by an adjective or a place alone."""
        entry = self.gazetteer.country(code)
        if entry.id not in self.actors and entry.id not in self.states:
            name = entry.called(self.article.language)
            self.states[entry.id] = Actor(entry.id, name, entry.kind, entry.country, entry.sector, entry.wikidata, {self.article.language: name})
        if span is not None:
            self.mentions[span] = Mention(span, "organisation" if entry.kind == "organisation" else "country", entry.id)
        return entry.id

    def camp(self, actor: str) -> str | None:
        """The country of an actor; soldiers, rebels and crowds in it are a camp of their own."""
        known = self.actors.get(actor)
        apart = known is not None and known.kind == "group" and known.sector not in OFFICIAL
        return None if apart else self.country(actor)

    def country(self, actor: str) -> str | None:
        known = self.known(actor)
        return known.country if known else None

    def is_home_of(self, actor: str, others: Sequence[str]) -> bool:
        """A state is no host of its own people: « en visite à Lille »."""
        known = self.known(actor)
        return known is not None and known.kind == "country" and any(self.country(other) == known.country for other in others)

    def status(self, sighting: Sighting, day: str | None) -> EventStatus:
        """What the words say, set right by the calendar: a day after publication is to come, one of another year is history."""
        said = self.announced(sighting) or self.awaited(sighting) or status_of(sighting.spot)
        if said in {"actual", "future"} and self.tellers.is_denied(sighting):
            return "negated"
        when, now = first_day(day), first_day(self.article.published)
        if said in {"negated", "hypothetical"} or when is None or now is None:
            return said
        if when > now and day is not None and is_ahead(day, self.article.published) and not self.is_past(sighting):
            return "future"
        if said == "actual" and (now - when).days > LONG_AGO:
            return "historical"
        return said

    def announced(self, sighting: Sighting) -> EventStatus | None:
        """« ont annoncé leur visite », « a confirmé la tenue d'une réunion »."""
        scene, carrier = sighting.scene, sighting.spot.carrier
        announced = carrier is not None and scene.lemmas[carrier] in scene.table.words.announcing and not scene.is_passive(carrier)
        return "future" if announced and sighting.trigger.type == "CONSULT" else None

    def awaited(self, sighting: Sighting) -> EventStatus | None:
        """« est attendue à Lisbonne » tells a visit to come."""
        scene, place = sighting.scene, sighting.place
        plans = not sighting.spot.is_noun and scene.lemmas[place] in scene.table.words.planning
        return "future" if plans and sighting.trigger.type == "CONSULT" and not scene.is_negated(place) else None

    def is_past(self, sighting: Sighting) -> bool:
        """A finite verb in the past tells what has been done, whatever the calendar says."""
        scene, verb = sighting.scene, sighting.spot.verb
        if verb is None:
            return False
        return any(scene.words[p].feat("Tense") in {"Past", "Imp"} for p in (verb, *scene.auxiliaries(verb))) or bool(scene.auxiliaries(verb))

    def mode(self, sighting: Sighting) -> str | None:
        """That of the entry; a word such as « téléphone » or « visioconférence » beside it makes talks a call."""
        if sighting.trigger.type != "CONSULT":
            return sighting.trigger.mode
        scene, spot = sighting.scene, sighting.spot
        near = [scene.low(p) for p in range(max(0, spot.place - 4), min(len(scene.words), spot.last + 6))]
        words = scene.table.words
        return "phone" if set(near) & words.remote and not set(near) & words.present else sighting.trigger.mode

    def is_another(self, sighting: Sighting) -> bool:
        """« un précédent entretien », « un second tour »; « la seconde série », without sides of its own, is one that has been told."""
        scene = sighting.scene
        beside = {scene.low(p) for p in scene.children[sighting.place]} | {scene.lemmas[p] for p in scene.children[sighting.place]}
        return bool(beside & scene.table.words.again) and not self.is_counted(sighting)

    def is_counted(self, sighting: Sighting) -> bool:
        """« la seconde série de discussions », with no side that the article names: the talks that it is about."""
        scene = sighting.scene
        beside = {word for p in scene.children[sighting.place] for word in (scene.low(p), scene.lemmas[p])}
        named = self.who(sighting, [party for party in sighting.parties if not party.collective], False)[0]
        counted = sighting.spot.is_noun and points_back(scene, sighting.place) and bool(beside & scene.table.words.ordinals)
        return counted and sighting.trigger.type == "CONSULT" and not named


def code_events(
    article: Article,
    sightings: Sequence[Sighting],
    answers: Mapping[Span, tuple[str, ...]],
    gazetteer: Gazetteer,
    actors: Iterable[Actor],
    quotations: Sequence[Quotation],
    places: Iterable[Place],
) -> Coded:
    """The events of an article, one for all mentions of each, in the order of the text; PLOVER 2.0.

    `answers` holds the actors of every party that was asked for. Ids of events are empty, `told_by` is an id of `quotations`. Nothing is
    guessed: a side, a day or a place that the text does not tie to the event stays empty, and an event without any known party is left out.
    """
    known = {actor.id: actor for actor in actors}
    coder = Coder(article, gazetteer, answers, known, Tellers(quotations), {place.id: place for place in places})
    return coder.code(sightings)


def asked(sightings: Iterable[Sighting]) -> Iterator[Span]:
    """The spans of all parties whose actor only the whole article tells, each once."""
    seen: set[Span] = set()
    for party in (party for sighting in sightings for party in sighting.asked):
        if party.is_asked and party.span not in seen:
            seen.add(party.span)
            yield party.span


def named(events: Iterable[Event], ids: Sequence[str]) -> tuple[Event, ...]:
    """The events under their lasting ids."""
    return tuple(replace(event, id=ident) for event, ident in zip(events, ids, strict=True))
