"""From the slots of a frame to the parties that fill them. Trees err on attachment, so lists are read along the line of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pourparler.events.naming import bodies_in_name
from pourparler.events.parties import Party, PartyReader, is_seat, nations_of, phrase_stop, unique
from pourparler.events.scene import SUBJECTS, Scene, is_of_prospect, stands_in_setting
from pourparler.events.subjects import SubjectReader
from pourparler.gazetteer import Gazetteer
from pourparler.lang.events import FORMS, Frame

REACH = 14
"""Words after a trigger within which a preposition of its frame may stand."""
CONTENT = {"of": 1, "between": 2, "with": 4, "to": 2}
"""Nouns that may stand between a trigger and a preposition that is its own, times and places not counted."""
JOINED = 5
"""Small words between a list and the same preposition once more."""
FREE = 4
"""The same for any other preposition."""


@dataclass(frozen=True)
class Spot:
    """A trigger in its sentence: its own word, the last of its words, and the verb that carries it where it is a noun."""

    scene: Scene
    place: int
    last: int
    is_noun: bool
    carrier: int | None = None

    @property
    def verb(self) -> int | None:
        """The verb whose subject and object count."""
        return self.carrier if self.is_noun else self.place


@dataclass(frozen=True)
class SlotReader:
    """Fills the slots around one trigger. What is not `transitive` has no passive: « sont descendus »."""

    spot: Spot
    gazetteer: Gazetteer
    transitive: bool = True
    memory: dict[str, tuple[Party, ...]] = field(default_factory=dict)

    @property
    def scene(self) -> Scene:
        return self.spot.scene

    def sides(self, frame: Frame) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Actors and recipients; who fills two slots counts in the first."""
        actors = unique([party for slot in frame.actors for party in self.slot(slot)])
        taken = {party.span for party in actors}
        others = unique([party for slot in frame.recipients if slot != "content" for party in self.slot(slot)])
        if not others and "content" in frame.recipients:
            others = self.slot("content")
        return actors, tuple(party for party in others if party.span not in taken)

    def slot(self, name: str) -> tuple[Party, ...]:
        if name not in self.memory:
            self.memory[name] = unique(list(self.fill(name)))
        return self.memory[name]

    def fill(self, name: str) -> Iterator[Party]:
        verb = self.spot.verb
        if name == "subject":
            yield from self.subject(verb) if verb is not None else ()
        elif name == "carrier":
            yield from (self.carrying(verb) if verb is not None else self.being()) if self.spot.is_noun else ()
        elif name == "content":
            yield from self.content(self.spot.place)
        elif name == "voice":
            return  # the quotations say who it is
        elif name == "during":
            yield from self.of_setting()
        elif name in {"object", "whom", "guest"}:
            told = verb is not None and (name == "object" or not (self.has_event_object(verb) or (name == "guest" and self.has_thing(verb))))
            found = self.object(verb) if told and verb is not None else ()
            yield from (party for party in found if name == "object" or self.is_somebody(party, name == "guest"))
        elif name == "owner":
            yield from self.owner()
        elif name == "place":
            yield from self.ground()
        else:
            yield from self.behind(self.scene.table.file.slots[name], CONTENT.get(name, FREE))

    def carrying(self, verb: int) -> Iterator[Party]:
        """« tenir une réunion », « prévoir une visite »: who does the one takes part in the other; « a été tenue par » has an agent."""
        words, lemma, relation = self.scene.table.words, self.scene.lemmas[verb], self.scene.relation(self.spot.place)
        if lemma not in words.light | words.planning | words.cancelling | words.refusing or lemma in words.phases - words.light:
            return  # « faire échouer les pourparlers » makes nobody a side of them
        if relation == "nsubj" and self.scene.head(self.spot.place) == verb:
            return
        yield from self.agent(verb) if relation == "nsubj:pass" else self.subject(verb)

    def being(self) -> Iterator[Party]:
        """« est en visite à Riga », "are in talks": of whom the noun is said."""
        if self.scene.those(self.spot.place, "cop"):
            yield from self.subjects.of(self.spot.place)

    def of_setting(self) -> Iterator[Party]:
        """« lors d'une rencontre avec May, Macron a dit »: the subject of the verb during which it happens, if no other side is told."""
        verb = self.scene.head(self.spot.place)
        owned = any(self.scene.upos(self.scene.within(party.span)[0]) != "PRON" for party in self.slot("owner"))
        if owned or any(self.slot(name) for name in ("between", "carrier")):
            return
        while verb >= 0 and (not self.scene.is_verb(verb) or self.scene.relation(verb) in {"acl", "amod"}):
            verb = self.scene.head(verb)  # « un discours prononcé à l'issue d'une rencontre »: whoever gives the speech
        setting = stands_in_setting(self.scene, self.spot.place) and self.scene.relation(self.spot.place) != "obj"
        if verb >= 0 and (setting or (is_of_prospect(self.scene, self.spot.place) and self.slot("with"))):
            yield from self.subjects.of(verb)

    def has_event_object(self, verb: int) -> bool:
        """« a accueilli un sommet » is told by its noun."""
        objects = self.scene.those(verb, "obj")
        return any(self.scene.lemmas[child] in self.scene.table.nouns and self.scene.named[child] is None for child in objects)

    def has_thing(self, verb: int) -> bool:
        """« a salué la déclaration du ministre »: the head of the object is neither a name nor a role."""
        child = next((c for c in self.scene.those(verb, "obj") if c > verb and c not in self.scene.timed), None)
        return child is not None and self.scene.named[child] is None and self.scene.upos(child) == "NOUN" and self.reader().role(child) is None

    def is_somebody(self, party: Party, guest: bool) -> bool:
        """The object itself, not what it belongs to; a guest is a person or people, no state."""
        mention = next((m for m in self.scene.mentions if m.span == party.span), None)
        state = party.country is None and mention is not None and mention.kind in {"country", "organisation"}
        return not party.inner and not (guest and state)

    def is_followed_by(self, name: str) -> bool:
        """Whether a complement of the form stands below the trigger, or a preposition of the slot comes soon after it, a time's own left out."""
        if name in FORMS:
            return self.has_form(name)
        scene, first = self.scene, self.spot.last + 1
        near = [p for p in range(first, min(first + REACH, len(scene.words))) if not {p, p + 1, p + 2} & scene.timed]
        return any(scene.preposition(p, scene.table.file.slots[name]) and not self.is_inside(p) for p in near)

    def has_form(self, name: str) -> bool:
        """Whether a complement of the form stands below the trigger."""
        above = [self.spot.place, *self.scene.those(self.spot.place, "obj", "obl")]
        complements = [child for place in above for child in self.scene.those(place, "xcomp", "ccomp", "acl", "advcl")]
        if name == "infinitive":
            return any(c > self.spot.place and self.scene.is_infinitive(c) for c in complements)
        marks = self.scene.language.syntax.complementisers
        return any(self.scene.low(m) in marks for c in complements for m in self.scene.those(c, "mark"))

    def reader(self) -> PartyReader:
        return PartyReader(self.scene, self.gazetteer)

    @property
    def subjects(self) -> SubjectReader:
        return SubjectReader(self.reader(), self.object)

    def subject(self, verb: int) -> Iterator[Party]:
        """Who does it: the subject, the agent of a passive, or the subject of the verb above that shares it."""
        agents = list(self.agent(verb)) if self.scene.is_passive(verb) else []
        if agents or self.is_passive(verb):
            yield from agents
            return
        yield from self.subjects.of(verb)

    def is_passive(self, verb: int) -> bool:
        return self.transitive and self.scene.is_passive(verb)

    def object(self, verb: int) -> Iterator[Party]:
        if self.is_passive(verb):
            yield from self.subjects.of(verb)
            return
        for child in self.scene.those(verb, "obj", "iobj") or self.lost_objects(verb):
            if child in self.scene.timed:
                continue
            if child < verb:
                yield from self.reader().between(child, child + 1) if self.scene.upos(child) == "PRON" else ()
            else:
                found = self.listed(min(self.scene.subtree(child) - set(range(verb + 1))), child)
                yield from found or self.behind_noun(child)
                return
        if self.scene.child(verb, "ccomp") is None:
            yield from self.second_subject(verb) or self.right_after(verb)

    def lost_objects(self, verb: int) -> tuple[int, ...]:
        """"called President-elect Ostrec": a name that the tree takes for a predicate."""
        return tuple(c for c in self.scene.those(verb, "xcomp") if c > verb and self.scene.upos(c) == "PROPN")

    def behind_noun(self, noun: int) -> tuple[Party, ...]:
        """Who stands behind a thing: « la proposition russe », "calls by the rebels"."""
        other = SlotReader(Spot(self.scene, noun, noun, is_noun=True), self.gazetteer)
        found = unique([party for name in ("owner", "by", "from", "of") for party in other.slot(name)])
        return tuple(replace(party, inner=True) for party in found)

    def content(self, verb: int) -> Iterator[Party]:
        """Whom the complement is about: « exige que Riga parte », « refuse de reconnaître l'île »: its subject, or the object of its infinitive."""
        for child in self.scene.those(verb, "ccomp", "xcomp"):
            if child < verb or not self.scene.is_verb(child):
                continue
            if any(self.scene.relation(c) in SUBJECTS for c in self.scene.children[child]):
                yield from self.subjects.of(child)
            elif self.scene.is_infinitive(child):
                other = SlotReader(Spot(self.scene, child, child, is_noun=False), self.gazetteer)
                yield from next((found for name in ("object", "with", "against", "to") if (found := other.slot(name))), ())
            return

    def second_subject(self, verb: int) -> list[Party]:
        """What the tree takes for another subject, behind the verb, is its object."""
        subjects = [c for c in self.scene.children[verb] if self.scene.relation(c) in SUBJECTS]
        behind = [c for c in subjects if c > verb]
        return self.listed(min(self.scene.subtree(behind[0]) - set(range(verb + 1))), behind[0]) if behind and len(subjects) > 1 else []

    def right_after(self, verb: int) -> Iterator[Party]:
        """A mention straight behind the verb, where the tree gives it no object."""
        first = max(verb, 0 if self.spot.is_noun else self.spot.last) + 1
        leading = range(first, min(first + 4, len(self.scene.words)))
        small = {"DET", "ADJ", "ADV", "NUM"}
        step = next((p for p in leading if self.scene.named[p] is not None or self.scene.upos(p) not in small), first)
        mention = self.scene.named[step] if step < len(self.scene.words) else None
        if mention is not None and mention.kind != "pronoun" and self.scene.low(step) not in self.scene.language.roles.words.of:
            yield from self.listed(step, step)

    def listed(self, first: int, least: int) -> list[Party]:
        """The parties of the list that begins at a word and holds at least another."""
        return self.reader().listed(first, least)

    def agent(self, verb: int) -> Iterator[Party]:
        agents = self.scene.language.syntax.agents
        for step in range(verb + 1, min(verb + REACH, len(self.scene.words))):
            if self.scene.low(step) in agents:
                yield from self.listed(step + 1, step + 1)
                return
            if self.scene.is_verb(step) or self.scene.low(step) in {";", ":"}:
                return

    def owner(self) -> Iterator[Party]:
        """« leur rencontre », "Biden's visit", « pourparlers russo-américains », "the U.S.-Mexico dialogue"."""
        place, roles = self.spot.place, self.scene.language.roles
        for child in self.scene.children[place]:
            pronoun = roles.pronouns.get(self.scene.low(child))
            if self.scene.low(child) in roles.words.possessives or (pronoun and pronoun.possessive):
                plural = self.scene.low(child) in self.scene.table.words.plural_pronouns
                yield Party(self.scene.words[child].span, collective=plural)
            elif self.scene.relation(child) in {"nmod:poss", "compound", "flat:name", "nmod"} and child < place:
                within = self.scene.subtree(child) & set(range(place))
                own = self.scene.relation(child) == "nmod:poss"  # "the minister's official state visit": the visit is official, not he
                yield from self.reader().between(min(within), max(within) + 1 if own else place)
        yield from (*self.nations(), *bodies_in_name(self.scene, self.gazetteer, place, self.spot.carrier))

    def nations(self) -> Iterator[Party]:
        """The nations that adjectives beside a noun name."""
        before, after = range(max(0, self.spot.place - 3), self.spot.place), range(self.spot.last + 1, self.spot.last + 4)
        for step in (p for p in (*before, *after) if p < len(self.scene.words)):
            codes = nations_of(self.scene.compound(step), self.gazetteer, self.scene.language.code)
            between = range(self.spot.last + 1, step)
            if any(self.scene.upos(p) == "ADP" and self.scene.low(p) not in self.scene.language.roles.words.of for p in between):
                return  # "an audience with the Latvian king" is no Latvian audience
            beside = self.spot.place in {self.scene.head(step), self.scene.head(self.scene.head(step))} or self.scene.relation(step) == "flat:name"
            if codes and beside and self.scene.named[step] is None:
                yield from (Party(self.scene.words[step].span, country=code) for code in codes)

    def behind(self, prepositions: frozenset[str], most: int) -> Iterator[Party]:
        """The list after the first of these prepositions that follows the trigger in its clause, with few nouns between."""
        start = self.past_aside(self.spot.last + 1)
        for step in range(start, min(start + REACH, len(self.scene.words))):
            size = self.scene.preposition(step, prepositions)
            if size and not self.is_inside(step):
                size += self.scene.low(step + size) == ":"
                found = self.listed(step + size, step + size)
                if found:
                    yield from found
                    yield from self.again(prepositions, phrase_stop(self.scene, step + size))
                    return
            most -= self.scene.upos(step) in {"NOUN", "PROPN"} and step not in self.scene.timed and self.scene.placed[step] is None
            if self.ends_clause(step) or most < 0 or self.scene.opens_topic(step) or self.is_other_talk(step):
                return

    def is_other_talk(self, place: int) -> bool:
        """"the meeting followed a call with the king": the king is on the call."""
        carrier = self.spot.carrier
        past = carrier is not None and self.spot.place < carrier < place
        return past and self.scene.upos(place) == "NOUN" and self.scene.lemmas[place] in self.scene.table.nouns

    def past_aside(self, place: int) -> int:
        """« la rencontre, qui s'annonce difficile, entre A et B »: the word behind a relative clause between commas, or `place` itself."""
        if self.scene.low(place) != "," or not self.scene.is_relative(place + 1):
            return place
        return next((p + 1 for p in range(place + 2, min(place + REACH, len(self.scene.words))) if self.scene.low(p) == ","), place)

    def again(self, prepositions: frozenset[str], place: int) -> Iterator[Party]:
        """« avec A et avec B », "with A as well as with B": the same preposition once more."""
        for step in range(place, min(place + JOINED, len(self.scene.words))):
            size = self.scene.preposition(step, prepositions)
            if size and step > place:
                yield from self.listed(step + size, step + size)
                return
            if self.scene.upos(step) not in {"CCONJ", "ADV", "ADP", "SCONJ"}:
                return

    def is_inside(self, place: int) -> bool:
        """The word stands inside a mention, not at its head (« du président »)."""
        mention = self.scene.named[place]
        return mention is not None and self.scene.within(mention.span)[0] < place

    def ends_clause(self, place: int) -> bool:
        """A finite verb, an infinitive with its mark, a relative or a closing mark ends the clause; a carrier does not."""
        whole = self.scene.head(place) if self.scene.relation(place).startswith("aux") else place  # « ayant eu lieu »
        if whole in self.carriers():
            return False
        if self.scene.low(place) in {";", ":"} or (self.scene.upos(place) == "PRON" and self.scene.is_relative(place)):
            return True
        relation = self.scene.relation(whole)
        told = relation in {"amod", "acl"} or (relation.startswith("acl") and not self.scene.is_finite_group(whole))
        verb = self.scene.upos(place) in {"VERB", "AUX"} and not told
        return verb and self.scene.named[place] is None and place > self.spot.last

    def carriers(self) -> set[int]:
        """The verb that carries the noun, with the infinitive below it: « pourrait être reportée »."""
        carrier = self.spot.carrier
        return set() if carrier is None else {carrier, *self.scene.those(carrier, "xcomp")}

    def ground(self) -> Iterator[Party]:
        """The country where the place behind the trigger lies, as the one who is visited; a seat ("visit to the White House") stands for itself."""
        for step in range(self.spot.last + 1, min(self.spot.last + 1 + REACH, len(self.scene.words))):
            mention = self.scene.placed[step]
            if mention is not None and mention.place:
                yield Party(mention.span, place=mention.place)
            elif self.ends_clause(step):
                return
            elif self.spot.is_noun and step < self.spot.last + 4 and is_seat(self.scene, self.gazetteer, step):
                yield from self.reader().at(step, step + 1)[1]
                return
