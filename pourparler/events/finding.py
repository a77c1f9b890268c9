"""Where an article tells of an event: triggers, their parties, and whether they may be one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pourparler.events.frames import SlotReader, Spot
from pourparler.events.parties import Party, PartyReader
from pourparler.events.presence import is_roll_call, list_behind
from pourparler.events.scene import Scene, stands_in_setting
from pourparler.gazetteer import Gazetteer
from pourparler.lang import Language
from pourparler.lang.events import FORMS, Trigger
from pourparler.model import Article, Mention, Sentence, Span, Timex
from pourparler.spans import Spread

LONGEST = 6
"""Words of a trigger."""
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
NEAR = 4
OBJECTS = frozenset({"object", "whom", "guest"})
QUOTING = frozenset("«“\"‹„")
CLOSE = 8
"""Words after a verb within which a name that it gives may stand."""
BEARERS = frozenset({"person", "role", "group"})


@dataclass(frozen=True)
class Sighting:
    """One place where an event is told. `actors` and `recipients` hold parties of which some are still to be asked for."""

    spot: Spot
    trigger: Trigger
    span: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    runner_up: Trigger | None = None
    instead: Sighting | None = None
    """What the words tell where nobody is reported to say them, if the first entry is a duty told by a speaker."""
    under: int | None = None
    """The duty, told by a speaker, in which this is what is demanded."""
    present: tuple[Party, ...] = ()
    """Of a talk told before: all whom the sentence names as being there (« participaient à la réunion … »)."""

    @property
    def scene(self) -> Scene:
        return self.spot.scene

    @property
    def place(self) -> int:
        return self.spot.place

    @property
    def parties(self) -> tuple[Party, ...]:
        return (*self.actors, *self.recipients)

    @property
    def asked(self) -> tuple[Party, ...]:
        return (*self.parties, *self.present, *(self.instead.asked if self.instead else ()))


def find_sightings(
    article: Article, sentences: Sequence[Sentence], language: Language, gazetteer: Gazetteer, mentions: Iterable[Mention], timexes: Iterable[Timex]
) -> tuple[Sighting, ...]:
    """Every trigger of the article whose entry holds, in the order of the text; `mentions` are those of actors and of places.

    Spans are code points of the article. Parties without an actor, a country or a place are for the caller to ask for.
    """
    scenes = list(set_scenes(article, sentences, language, list(mentions), list(timexes)))
    finders = (Finder(scene, gazetteer, list_behind(scenes[number:])) for number, scene in enumerate(scenes))
    return tuple(sighting for finder in finders for sighting in finder.sightings())


def set_scenes(
    article: Article, sentences: Sequence[Sentence], language: Language, mentions: list[Mention], timexes: list[Timex]
) -> Iterator[Scene]:
    """The sentences in the article's own language, with what stands in each."""
    starts = [sentence.span.start for sentence in sentences]
    actors: list[list[Mention]] = [[] for _ in sentences]
    places: list[list[Mention]] = [[] for _ in sentences]
    times: list[list[Timex]] = [[] for _ in sentences]
    for mention in mentions:
        (places if mention.kind == "place" else actors)[max(0, bisect_right(starts, mention.span.start) - 1)].append(mention)
    for timex in timexes:
        times[max(0, bisect_right(starts, timex.span.start) - 1)].append(timex)
    own = Spread.of(paragraph.span for paragraph in article.paragraphs if paragraph.language == language.code)
    for number, sentence in enumerate(sentences):
        if own.covers(sentence.span):
            yield Scene(article.text, sentence, number, language, tuple(actors[number]), tuple(times[number]), tuple(places[number]))


@dataclass(frozen=True)
class Finder:
    """Finds the sightings of one sentence; `listed` are the sentences of the list that its colon opens."""

    scene: Scene
    gazetteer: Gazetteer
    listed: tuple[Scene, ...] = ()

    def sightings(self) -> Iterator[Sighting]:
        found = [sighting for place in range(len(self.scene.words)) if (sighting := self.at(place))]
        for sighting in found:
            above = [other for other in found if self.carries(other, sighting)]
            duty = next((other.place for other in above if self.scene.table.is_voiced(other.trigger)), None)
            if not above or duty is not None:
                yield replace(sighting, under=duty)

    def at(self, place: int) -> Sighting | None:
        """The first entry that holds at a word."""
        kept: list[Sighting] = []
        for trigger, last, is_noun in self.entries(place):
            spot = Spot(self.scene, place, last, is_noun, self.carrier(place) if is_noun else None)
            present = self.present(trigger, spot)
            frame = self.scene.table.frame(trigger)
            slots = SlotReader(spot, self.gazetteer, bool(OBJECTS & {*frame.actors, *frame.recipients}))
            if self.holds(trigger, spot, slots, bool(present)):
                actors, recipients = slots.sides(frame)
                kept.append(Sighting(spot, trigger, self.span(spot), actors, recipients, present=present))
        if not kept:
            return None
        rival = next((other.trigger for other in kept[1:] if other.trigger.type != kept[0].trigger.type), None)
        plain = next((other for other in kept[1:] if not self.scene.table.is_voiced(other.trigger)), None)
        return replace(kept[0], runner_up=rival, instead=plain if self.scene.table.is_voiced(kept[0].trigger) else None)

    def present(self, trigger: Trigger, spot: Spot) -> tuple[Party, ...]:
        """Everybody in a sentence, and in the list behind it, that says who was at a talk; empty in any other."""
        if trigger.type != "CONSULT" or trigger.mode == "visit" or not is_roll_call(spot):
            return ()
        found = [party for scene in (self.scene, *self.listed) for party in PartyReader(scene, self.gazetteer).between(0, len(scene.words))]
        return tuple(party for party in found if not party.collective)

    def entries(self, place: int) -> Iterator[tuple[Trigger, int, bool]]:
        """The entries whose words stand here, with the last of their words."""
        upos, table = self.scene.upos(place), self.scene.table
        verb = upos in VERBAL and not self.scene.relation(place).startswith(("aux", "cop"))
        if verb or self.is_lost_infinitive(place) or self.is_predicate(place):
            duties = [trigger for aux in self.scene.auxiliaries(place) for trigger in table.verbs.get(self.scene.lemmas[aux], ())]
            yield from ((trigger, place, False) for trigger in duties if table.is_voiced(trigger))
            for trigger in table.verbs.get(self.scene.lemmas[place], ()):
                last = self.last_word(trigger, place)
                if last is not None and self.is_reflexive(place) == trigger.reflexive:
                    yield trigger, last, False
        lemma, low = self.scene.lemmas[place], self.scene.forms[place]
        nouns = (*table.nouns.get(lemma, ()), *(table.nouns.get(low, ()) if low != lemma else ()))
        if nouns and (upos in NOMINAL or self.stands_as_noun(place)) and not self.is_in_name(place) and not self.is_aside_noun(place):
            for trigger in nouns:
                last = self.last_word(trigger, place)
                if last is not None:
                    yield trigger, last, True

    def is_in_name(self, place: int) -> bool:
        """The word is part of somebody's name or role, or inside the name of a body."""
        mention = self.scene.named[place]
        if mention is None:
            return False
        inside = self.scene.within(mention.span)
        return mention.kind in BEARERS or place not in {inside[0], inside[-1]}

    def is_predicate(self, place: int) -> bool:
        """An adjective said of a subject: « est prêt à », « s'est montré favorable »."""
        if self.scene.upos(place) != "ADJ":
            return False
        return self.scene.relation(place) in {"xcomp", "advmod"} or bool(self.scene.those(place, "cop"))

    def is_lost_infinitive(self, place: int) -> bool:
        """An infinitive that the parser has tagged as a noun, below a verb."""
        if self.scene.upos(place) != "NOUN" or self.scene.relation(place) != "xcomp":
            return False
        low, table = self.scene.low(place), self.scene.table
        return low == self.scene.lemmas[place] and low in table.verbs and low not in table.nouns

    def stands_as_noun(self, place: int) -> bool:
        """A word tagged as a verb that has what only a noun has: an article, a possessive or an adjective, in the place of an object."""
        nominal = self.scene.relation(place) in {"obj", "obl", "nsubj", "nmod"} and self.scene.upos(place) == "VERB"
        return nominal and bool(self.scene.those(place, "det", "nmod:poss", "amod", "compound"))

    def is_aside_noun(self, noun: int) -> bool:
        return self.is_margin(noun) or self.is_generic(noun) or self.is_idle(noun)

    def is_idle(self, noun: int) -> bool:
        """« à l'invitation du roi », "at the invitation of": a phrase that tells nothing of its own."""
        around = [range(noun - 1, noun + 1), range(noun - 2, noun + 1), range(noun, noun + 2)]
        return any(" ".join(map(self.scene.low, places)) in self.scene.table.words.idle for places in around)

    def is_generic(self, noun: int) -> bool:
        """« un espoir de dialogue », "hopes of talks": no one meeting is meant."""
        head, words = self.scene.head(noun), self.scene.table.words
        bare = self.scene.low(noun - 1) in self.scene.language.roles.words.of and not self.scene.those(noun, "det")
        return bare and head >= 0 and self.scene.lemmas[head] in words.prospect

    def is_margin(self, noun: int) -> bool:
        """« en marge du sommet », "on the margins of the summit"."""
        near = range(max(0, noun - 6), noun)
        return any(self.scene.lemmas[p] in self.scene.table.words.margins and p in self.scene.above(noun) for p in near)

    def is_reflexive(self, verb: int) -> bool:
        words = self.scene.language.syntax.reflexives
        return any(self.scene.low(c) in words for c in self.scene.children[verb] if verb - 5 < c < verb + 3)

    def last_word(self, trigger: Trigger, place: int) -> int | None:
        """Where the last word of the entry stands; the others follow the first with few words between."""
        at = place
        for word in trigger.parts[1:]:
            reach = at + 2 if word in self.scene.table.prepositions else at + 5
            step = next((p for p in range(at + 1, min(reach, len(self.scene.words))) if word in {self.scene.lemmas[p], self.scene.low(p)}), None)
            if step is None:
                return None
            at = step
        return at

    def carrier(self, noun: int) -> int | None:
        """The verb that carries the noun: a light verb of which it is the object, or one of beginning and ending of which it is the subject."""
        words, head = self.scene.table.words, self.scene.head(noun)
        relation = self.scene.relation(noun).partition(":")[0]
        while relation in {"conj", "flat"} and head >= 0 and not self.scene.is_verb(head):
            relation, head = self.scene.relation(head).partition(":")[0], self.scene.head(head)
        if head < 0 or not self.scene.is_verb(head) or self.scene.lemmas[head] not in words.light:
            head = before if (before := self.light_before(noun)) is not None else head
            relation = "obj" if head == before else relation
        if head < 0 or not self.scene.is_verb(head):
            return None
        lemma = self.scene.lemmas[head]
        close = noun <= head + 5 or head + 1 in self.scene.those(noun, "case")  # "participated in the long and beautiful … summit"
        near = relation == "obl" and head < noun and close and not stands_in_setting(self.scene, noun)
        if lemma in words.light and (relation in {"obj", "iobj", "xcomp"} or self.scene.relation(noun) == "nsubj:pass" or near):
            return head
        if lemma in words.refusing and relation == "nsubj" and self.scene.those(head, "obj"):
            return None  # « l'accord a évité une guerre »: it stands
        governs = words.phases | words.planning | words.wishing | words.refusing | words.cancelling | words.announcing | words.open_if_denied
        return head if lemma in governs and (relation in {"nsubj", "obj"} or near) else None

    def light_before(self, noun: int) -> int | None:
        """The light verb right before the noun's own phrase, where the tree has lost it."""
        step = noun - 1
        while step >= 0 and noun - step < 7 and self.scene.upos(step) in {"DET", "ADJ", "NOUN", "PRON", "NUM", "ADV", "PROPN"}:
            step -= 1
        return step if step >= 0 and self.scene.is_verb(step) and self.scene.lemmas[step] in self.scene.table.words.light else None

    def holds(self, trigger: Trigger, spot: Spot, slots: SlotReader, attended: bool) -> bool:
        near = range(max(0, spot.place - NEAR), min(spot.last + NEAR + 1, len(self.scene.words)))
        if not spot.is_noun and (self.is_hosted(spot.place) if trigger.type == "CONSULT" else self.is_aside(spot.place)):
            return False
        if not spot.is_noun and trigger.type == "AGREE" and self.is_hosted(spot.place):
            return False
        if self.tells_nothing(trigger, spot):
            return False
        if trigger.abroad and not self.is_company(spot.place):
            return False
        if self.scene.table.is_voiced(trigger) and not self.is_duty(spot.place, slots):
            return False
        if trigger.mode == "phone" and not spot.is_noun and self.names_somebody(spot.place):
            return False
        if trigger.near and not any({self.scene.low(p), self.scene.lemmas[p]} & set(trigger.near) for p in near):
            return False
        if trigger.mode == "visit" and not spot.is_noun and self.travels_nobody(slots):
            return False
        if any(slots.is_followed_by(lack) for lack in trigger.lacks):
            return False
        return not trigger.needs or attended or any(slots.has_form(need) if need in FORMS else slots.slot(need) for need in trigger.needs)

    def is_before_its_noun(self, verb: int) -> bool:
        """"seized assets": what was once done to a thing."""
        return self.scene.relation(verb) == "amod" and self.scene.head(verb) > verb

    def is_interviewed(self, verb: int) -> bool:
        """"Asked whether …, the minister said": a question, asked by nobody who is named."""
        bare = not self.scene.auxiliaries(verb) and self.scene.is_passive(verb)
        return bare and self.scene.relation(verb).startswith("advcl") and verb < self.scene.head(verb)

    def tells_nothing(self, trigger: Trigger, spot: Spot) -> bool:
        """Words of an entry that are used for something else: of a name, of sport, of a claim, a question or a delay."""
        if self.says_where(spot) or (trigger.type == "CONSULT" and self.is_contest):
            return True
        if spot.is_noun:
            return False
        claims = trigger.type == "REQUEST" and "ASSAULT" in self.done_to(spot)  # « l'attentat a été revendiqué » asks for nothing
        asks = trigger.type == "REQUEST" and self.is_interviewed(spot.place)
        return claims or asks or self.is_before_its_noun(spot.place) or (trigger.type == "REJECT" and self.moves_meeting(spot))

    @cached_property
    def is_contest(self) -> bool:
        """« l'équipe lettone rencontrera la Norvège en demi-finale »: a sentence of sport that names no person."""
        named = any(mention.kind == "person" for mention in self.scene.mentions)
        return not named and not self.scene.table.words.contests.isdisjoint(self.scene.lemmas)

    def says_where(self, spot: Spot) -> bool:
        """« comme on l'appelle à Riga »: the preposition of the entry stands before a place."""
        scene, after = self.scene, spot.last + 1
        return spot.place < spot.last < len(scene.words) - 1 and scene.low(spot.last) in scene.table.prepositions and scene.placed[after] is not None

    def moves_meeting(self, spot: Spot) -> bool:
        """« a repoussé son voyage à jeudi » puts it off and rejects nothing."""
        return self.scene.lemmas[spot.place] in self.scene.table.words.moving and "CONSULT" in self.done_to(spot)

    def done_to(self, spot: Spot) -> set[str]:
        """What kinds of events a verb has as its object, or as its subject where it is passive: « a repoussé sa visite »."""
        verbs = (spot.place, self.scene.head(spot.place)) if self.scene.relation(spot.place) == "xcomp" else (spot.place,)
        nouns = [c for verb in verbs for c in self.scene.those(verb, "obj", "nsubj:pass", *(("nsubj",) if verb != spot.place else ()))]
        return {trigger.type for c in nouns for trigger in self.scene.table.nouns.get(self.scene.lemmas[c], ())}

    def travels_nobody(self, slots: SlotReader) -> bool:
        """« la confirmation de l'Agence est arrivée au siège »: a thing, whoever it belongs to."""
        told = slots.slot("subject")
        return bool(told) and all(party.inner for party in told)

    def is_duty(self, verb: int, slots: SlotReader) -> bool:
        """Somebody else's, of today, and no mere meeting to come: « Riga doit se retirer », not « nous devons », « il doit voir le roi »."""
        told = [self.scene.lemmas[c] for c in (verb, *self.scene.those(verb, "xcomp"))]
        meets = any(trigger.type == "CONSULT" for lemma in told for trigger in self.scene.table.verbs.get(lemma, ()))
        mood = {self.scene.words[p].feat("Mood") for p in (verb, *self.scene.auxiliaries(verb))}
        past = self.scene.words[verb].feat("Tense") in {"Past", "Imp"} and not self.scene.auxiliaries(verb)
        subject = slots.slot("subject")
        below = {p for c in (verb, *self.scene.those(verb, "xcomp")) for p in self.scene.subtree(c) if p > verb}
        days = [timex for timex in self.scene.timexes if timex.type == "DATE" and len(timex.value) >= len("2025-06-02")]
        dated = any(below.issuperset(self.scene.within(timex.span)) for timex in days)
        voiced = any(party.voice for party in subject)
        return bool(subject) and not voiced and not meets and "Cnd" not in mood and not past and not dated  # « doivent se retrouver jeudi »

    def is_aside(self, verb: int) -> bool:
        """An infinitive of purpose or below a noun tells no deed: « pour aider », « le droit de se défendre »."""
        above, unfinite = self.scene.head(verb), self.scene.is_infinitive(verb)
        if self.scene.relation(verb) == "xcomp" and self.is_unfinite(above) and self.scene.lemmas[above] in self.scene.table.words.phases:
            verb = above  # "a commitment to continue to help"
        return unfinite and self.scene.relation(verb).partition(":")[0] in {"acl", "advcl", "obl", "nmod"}

    def is_unfinite(self, verb: int) -> bool:
        """An infinitive or a gerund with its mark: "to continue", "to continuing"."""
        marked = bool(self.scene.those(verb, "mark")) and self.scene.words[verb].feat("VerbForm") == "Part" and not self.scene.auxiliaries(verb)
        return self.scene.is_verb(verb) and (self.scene.is_infinitive(verb) or marked)

    def is_company(self, verb: int) -> bool:
        """"joined the king at the harbor": who does it stands before; not "was joined by his aides", not "joined the king in asking"."""
        stands = any(self.scene.relation(c) == "nsubj" and c < verb for c in self.scene.children[verb]) and not self.scene.is_passive(verb)
        return stands and all(self.scene.is_infinitive(c) for c in self.scene.those(verb, "advcl", "xcomp", "acl") if c > verb)

    def names_somebody(self, verb: int) -> bool:
        """"called him a liar", « a appelé le roi « petit homme » », « celui qu'il appelle le père »: a predicate beside the object."""
        if any(c < verb and self.scene.words[c].feat("PronType") == "Rel" for c in self.scene.those(verb, "obj")):
            return True
        behind = next((p for p in range(verb + 1, min(verb + CLOSE, len(self.scene.words))) if self.scene.low(p) in QUOTING), None)
        if behind is not None and not any(self.scene.is_verb(p) or self.scene.low(p) == "," for p in range(verb + 1, behind)):
            return True
        objects = self.scene.those(verb, "obj", "iobj")
        return bool(objects) and any(not self.scene.is_infinitive(c) and c > verb for c in self.scene.those(verb, "xcomp"))

    def is_hosted(self, verb: int) -> bool:
        """« un sommet accueilli par la Lettonie » is told by its noun."""
        return self.scene.relation(verb).partition(":")[0] in {"acl", "amod"} and self.scene.is_passive(verb)

    def span(self, spot: Spot) -> Span:
        """The verb with its auxiliaries, or the noun, up to the last word of the entry, six words at most."""
        first = min([spot.place, *(self.scene.auxiliaries(spot.place) if not spot.is_noun else ())])
        last = spot.last
        if last + 1 - first > LONGEST:
            first, last = spot.place, spot.place
        return self.scene.span(first, last + 1)

    def carries(self, above: Sighting, below: Sighting) -> bool:
        """What is asked for, promised, refused or threatened is no event of its own, but a meeting that is agreed on is told as one."""
        if above.place == below.spot.carrier and below.trigger.frame == "pact":
            return True  # « a signé un traité » is told by its verb
        if above is below or above.trigger.type not in {"REQUEST", "THREATEN", "REJECT", "AGREE"}:
            return above.place <= below.place <= above.spot.last and above is not below
        if above.trigger.type == "AGREE" and below.trigger.type == "CONSULT":
            return False
        return below.place > above.place and above.place in self.scene.above(below.place) and not self.leaves(above.place, below.place)

    def leaves(self, above: int, below: int) -> bool:
        """A relative clause or an aside parts the lower from the upper."""
        loose = {"acl:relcl", "parataxis", "conj", "appos"}
        path = [below, *(step for step in self.scene.above(below))]
        return any(self.scene.relation(step) in loose or self.is_finite_clause(step) for step in path[: path.index(above)])

    def is_finite_clause(self, verb: int) -> bool:
        """« alors que les rebelles demandent »: a clause of circumstance with its own subject."""
        own = any(self.scene.relation(c).startswith("nsubj") for c in self.scene.children[verb])
        return self.scene.relation(verb).startswith("advcl") and own and self.scene.is_verb(verb)
