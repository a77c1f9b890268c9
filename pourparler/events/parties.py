"""Who stands in a stretch of a sentence: the names, roles and pronouns that can be a side of an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pourparler.events.scene import Scene
from pourparler.gazetteer import Gazetteer
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.lang.roles import Form
from pourparler.model import Mention, Span

BEARING = frozenset({"person", "group", "organisation", "state", "party", "medium", "company"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "SYM"})
ENDS = frozenset({"NOUN", "PROPN"})
LOOK_AHEAD = 7
GATHERED = frozenset({"group", "organisation"})


@dataclass(frozen=True, slots=True)
class Party:
    """One side as the text gives it. `actor` is its id, `country` a code where only a nation is named, `place` the id of the place that is
    visited; a party with none of them is asked for.

    A `collective` party stands for all sides of the meeting told before (« les deux présidents », « ils »); `inner` ones are what something
    belongs to (« la décision du ministre »). A `voice` is whoever speaks the words around (« nous »);
    `home` is the state that the text ties to a name ("Kishida of Japan").
    """

    span: Span
    actor: str | None = None
    country: str | None = None
    place: str | None = None
    collective: bool = False
    inner: bool = False
    voice: bool = False
    home: str | None = None

    @property
    def is_asked(self) -> bool:
        return self.actor is None and self.country is None and self.place is None and not self.voice


@dataclass(frozen=True)
class PartyReader:
    """Reads the parties of one sentence."""

    scene: Scene
    gazetteer: Gazetteer

    def between(self, first: int, end: int) -> list[Party]:
        """The parties from one word to another, exclusive, in the order of the text; an inner one counts only where no other stands."""
        found: list[Party] = []
        place, below = first, False
        end = min(end, len(self.scene.words))
        while place < end:
            if self.says_again(place):
                place = self.past_brackets(place)
                continue
            stop, parties = self.at(place, end) if place > first else self.opening(place, end)
            belongs = self.is_complement(place, first)
            owns = any(self.scene.low(after) in self.scene.language.roles.words.genitives for after in (stop, *map(self.behind, parties)))
            if not belongs or not found:
                found += [replace(party, inner=True) for party in parties] if owns or below else parties
            below = not self.parts(place) and (below or (not parties and self.scene.upos(place) == "NOUN"))
            place = stop
        outer = [party for party in found if not party.inner]
        return outer or found

    def behind(self, party: Party) -> int:
        """The word behind a party; the name of whom a role leads to may stand past the role ("President Ostrec's aide")."""
        return max(self.scene.within(party.span), default=-2) + 1

    def listed(self, first: int, least: int) -> list[Party]:
        """The parties of the list that begins at a word and holds at least another."""
        return self.between(first, max(phrase_stop(self.scene, first), least + 1))

    def opening(self, place: int, end: int) -> tuple[int, list[Party]]:
        """The first words of a stretch: a state behind a preposition of the frame is a party, whatever it is elsewhere (« apologized to Brazil »)."""
        ground = self.scene.placed[place]
        if ground is None or self.scene.named[place] is not None or not ground.place:
            return self.at(place, end)
        stop = max(self.scene.within(ground.span)) + 1
        return stop, [] if self.is_heading(ground, stop) else [Party(ground.span, place=ground.place)]

    def parts(self, place: int) -> bool:
        """A comma, a colon, a conjunction or a verb begins another member."""
        return self.scene.low(place) in {",", ":"} or self.scene.upos(place) in {"CCONJ", "VERB", "AUX"}

    def at(self, place: int, end: int) -> tuple[int, list[Party]]:
        """The parties that begin at a word, and where to read on."""
        mention = self.scene.named[place]
        if mention is not None and self.is_modifier(mention, place):
            return self.at(place + 1, end)
        if mention is not None and not self.is_adjective(mention, place):
            stop = max(max(self.scene.within(mention.span)) + 1, place + 1)
            if self.is_apposed(mention, stop) or self.is_heading(mention, stop):
                return stop, []
            home, after = self.homes(self.complement(place, stop), end) if mention.kind == "group" else ([], stop)
            return (max(after, stop), home) if home else (stop, list(self.of_mention(mention, place, stop)))
        if self.is_voice(place):
            return place + 1, [Party(self.scene.words[place].span, voice=True)]
        if self.is_pronoun(place):
            plural = self.scene.low(place) in self.scene.table.words.plural_pronouns
            return place + 1, [Party(self.scene.words[place].span, collective=plural)]
        ground = self.scene.placed[place]
        if ground is not None and self.scene.upos(place - 1) not in {"ADP", "VERB"} and ground.place:
            return max(self.scene.within(ground.span)) + 1, [Party(ground.span, place=ground.place)]
        if self.points(place, end):
            return place + 2, [Party(self.scene.span(place, place + 2))]
        form = self.role(place)
        if form is not None and form.noun.kind in BEARING and self.scene.low(place + 1) != "-":
            stop = self.phrase_end(place, end)
            home, after = self.homes(stop, end) if form.number == "plural" else ([], stop)
            return (after, home) if home else (stop, list(self.of_role(place, stop, form)))
        return place + 1, []

    def is_adjective(self, mention: Mention, place: int) -> bool:
        """"Latvian and Norwegian counterparts": an adjective of a row before the noun of a role says of which state, and is nobody."""
        alone = mention.kind == "group" and mention.span == self.scene.words[place].span and self.scene.upos(place) == "ADJ"
        return alone and self.role(place + 1) is not None and self.is_between_nations(place - 1)

    def is_modifier(self, mention: Mention, place: int) -> bool:
        """"industry representatives": a noun of the tables before the noun of a role says of what kind, and is nobody."""
        alone = mention.kind == "group" and mention.span == self.scene.words[place].span and self.scene.relation(place) == "compound"
        return alone and self.scene.head(place) == place + 1 and self.role(place + 1) is not None and not self.scene.words[place].form[:1].isupper()

    def is_apposed(self, mention: Mention, stop: int) -> bool:
        """"NATO allies Latvia and Norway": the members are named, the body is not meant."""
        after = self.scene.named[stop] if stop < len(self.scene.words) else None
        return mention.kind == "group" and after is not None and after.kind == "country"

    def is_heading(self, mention: Mention, stop: int) -> bool:
        """« Istanbul : Russes et Ukrainiens attendus »: the name before the colon of a title says where or about whom."""
        return mention.span.start == self.scene.words[0].span.start and self.scene.low(stop) == ":"

    def home_after(self, stop: int) -> str | None:
        """The state in an of-phrase right behind a name."""
        words = self.scene.language.roles.words
        if self.scene.low(stop) not in words.of:
            return None
        step = stop + 1
        while self.scene.low(step) in words.articles:
            step += 1
        known = self.gazetteer.longest(self.forms, step, self.scene.language.code) if step < len(self.forms) else None
        states = [entry.id for entry in known[1] if entry.kind == "country"] if known else []
        return states[0] if len(states) == 1 else None

    def complement(self, place: int, stop: int) -> int:
        """Where « de … » begins inside a phrase, else where the phrase ends."""
        of = self.scene.language.roles.words.of
        return next((p for p in range(place + 1, stop) if self.scene.low(p) in of or is_origin(self.scene, p)), stop)

    def homes(self, place: int, end: int) -> tuple[list[Party], int]:
        """« des délégués de la Lettonie et de l'Estonie », "officials from Latvia and Norway": the states from which people come."""
        scene, found = self.scene, list[Party]()
        words = scene.language.roles.words
        step = place
        while step < end and (scene.low(step) in words.of or (scene.low(step) in {",", *words.joiners} if found else is_origin(scene, step))):
            step += 1
            while step < end and (scene.low(step) in words.articles or scene.low(step) in words.joiners or self.is_of(step)):
                step += 1
            known = self.gazetteer.longest(self.forms, step, scene.language.code) if step < end else None
            states = [entry for entry in known[1] if entry.kind == "country"] if known else []
            if known is None or len(states) != 1:
                break
            found.append(Party(scene.span(step, known[0]), country=states[0].id))
            place = step = self.past_brackets(known[0])
        return (found, place) if len(found) > 1 else ([], place)

    def is_of(self, place: int) -> bool:
        """« de », or a body of each state before it: "officials from the governments of Latvia and Norway"."""
        of = self.scene.language.roles.words.of
        form = self.role(place) if self.scene.low(place + 1) in of else None
        return self.scene.low(place) in of or (form is not None and form.noun.kind in GATHERED)

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form.replace("’", "'") for word in self.scene.words)

    def says_again(self, place: int) -> bool:
        """« la République populaire de Chine (RPC) »: brackets with another name of what stands before them."""
        before, inside = (self.scene.named[p] if 0 < p < len(self.scene.words) else None for p in (place - 1, place + 1))
        return self.past_brackets(place) > place and before is not None and inside is not None and before.actor == inside.actor

    def past_brackets(self, place: int) -> int:
        """Past « (RDC) » after a name."""
        return place + 3 if self.scene.low(place) == "(" and self.scene.low(place + 2) == ")" else place

    def of_mention(self, mention: Mention, place: int, stop: int) -> Iterator[Party]:
        if mention.kind == "role" and mention.chain is not None:
            yield Party(mention.chain, mention.actor, home=self.home_after(stop))
            return
        first = self.noun_start(place) if mention.kind == "group" else place
        nations = self.nations(first, stop) if mention.kind in GATHERED else []
        if len(nations) > 1:
            yield from (Party(mention.span, country=code) for code in nations)
        else:
            home = self.home_after(stop) if mention.kind == "person" else None
            collective = mention.kind in GATHERED and self.is_collective(place, stop)
            yield Party(mention.span, mention.actor, home=home, collective=collective)

    def of_role(self, place: int, stop: int, form: Form) -> Iterator[Party]:
        first = self.noun_start(place)
        span = self.scene.span(first, stop)
        nations = self.nations(first, stop) if form.number == "plural" else []
        if len(nations) > 1:
            yield from (Party(span, country=code) for code in nations)
        else:
            yield Party(span, collective=self.is_collective(first, stop))

    def noun_start(self, place: int) -> int:
        """Back over the determiner and the adjectives before a noun."""
        while place > 0 and (self.scene.upos(place - 1) in {"DET", "ADJ", "NUM"} or self.is_between_nations(place - 1)):
            place -= 1
        return place

    def is_between_nations(self, place: int) -> bool:
        """"Latvian and Norwegian counterparts": the conjunction between two adjectives of nations."""
        sides = (self.scene.words[p].form for p in (place - 1, place + 1) if 0 <= p < len(self.scene.words))
        return self.scene.low(place) in self.scene.language.roles.words.joiners and all(
            nations_of(form, self.gazetteer, self.scene.language.code) for form in sides
        )

    def is_collective(self, first: int, stop: int) -> bool:
        """« les deux présidents », "the leaders": a plural of the list with nothing that tells which."""
        places = range(first, stop)
        lemmas = {self.scene.lemmas[p] for p in places if self.scene.upos(p) in ENDS}
        known = self.scene.table.words.collective
        plain = all(self.scene.upos(p) in {"DET", "NUM", "NOUN", "PROPN"} or self.scene.lemmas[p] in known for p in places)
        plural = any(self.scene.words[p].feat("Number") == "Plur" for p in places)
        pointing = any(self.scene.low(p) in self.scene.table.words.pointing for p in (*places, first - 1))
        return plain and plural and pointing and bool(lemmas) and lemmas <= known

    def nations(self, first: int, stop: int) -> list[str]:
        """The countries that adjectives between two words name, a conjunct after them included."""
        codes: list[str] = []
        place = first
        while place < len(self.scene.words) and (place < stop or self.goes_on(place)):
            codes += nations_of(self.scene.words[place].form, self.gazetteer, self.scene.language.code) if self.scene.upos(place) != "PUNCT" else ()
            place += 1
        return list(dict.fromkeys(codes))

    def goes_on(self, place: int) -> bool:
        """« et américains » after « russes »."""
        joiners = self.scene.language.roles.words.joiners
        known = nations_of(self.scene.words[place].form, self.gazetteer, self.scene.language.code)
        if self.scene.low(place) in joiners:
            after = self.scene.words[place + 1].form if place + 1 < len(self.scene.words) else ""
            return bool(after) and after[0].islower() and bool(nations_of(after, self.gazetteer, self.scene.language.code))
        return self.scene.low(place - 1) in joiners and bool(known)

    def role(self, place: int) -> Form | None:
        if place >= len(self.scene.words) or self.scene.upos(place) not in ENDS:
            return None
        return self.scene.language.roles.form_at(self.scene.text, self.scene.words[place].span.start, self.scene.words[place].form)

    def is_voice(self, place: int) -> bool:
        """« je », "we": whoever speaks."""
        pronoun = self.scene.language.roles.pronouns.get(self.scene.low(place))
        return pronoun is not None and pronoun.person == 1 and self.scene.upos(place) == "PRON" and not pronoun.possessive

    def is_pronoun(self, place: int) -> bool:
        """A personal pronoun of the third person, or one that points; a possessive is none."""
        pronoun = self.scene.language.roles.pronouns.get(self.scene.low(place))
        if pronoun is None or self.scene.upos(place) != "PRON" or self.scene.relation(place).startswith(("nmod:poss", "expl")):
            return False
        if self.scene.low(place - 1) == "," == self.scene.low(place + 1) and self.scene.named[place - 2] is not None:
            return False  # « Macron, lui, refuse »: he is named
        return pronoun.person == 3 and not (pronoun.relative or pronoun.indefinite or pronoun.possessive)

    def points(self, place: int, end: int) -> bool:
        """« ce dernier », "the latter": a pronoun of two words."""
        return place + 1 < end and f"{self.scene.low(place)} {self.scene.low(place + 1)}" in self.scene.language.roles.pronouns

    def is_complement(self, place: int, first: int) -> bool:
        """The word stands behind « de »: it says to whom the noun before belongs. In « de la France, des Pays-Bas et de l'Union » all are alike."""
        words, before = self.scene.language.roles.words, place - 1
        while before > first and self.scene.upos(before) in {"DET", "NUM"} and self.scene.low(before) not in words.of:
            before -= 1
        listed = self.scene.low(before - 1) in words.joiners or self.scene.low(before - 1) == ","
        return before >= first and self.scene.low(before) in words.of and not listed

    def phrase_end(self, place: int, end: int) -> int:
        """Past the noun, its adjectives and its of-phrases."""
        of = self.scene.language.roles.words.of
        stop = place + 1
        while stop < end and (self.scene.upos(stop) in NOMINAL or self.scene.low(stop) in of) and self.scene.named[stop] is None:
            stop += 1
        while stop > place + 1 and (self.scene.low(stop - 1) in of or self.scene.upos(stop - 1) == "DET"):
            stop -= 1
        return stop


def nations_of(form: str, gazetteer: Gazetteer, language: str) -> tuple[str, ...]:
    """The states, or bodies of states, of an adjective or a compound (« russo-américain », "US-EU"), none where it could be either of two."""
    found = gazetteer.demonym(form, language)
    if found:
        return (found[0].id,) if len(found) == 1 else ()
    sides = gazetteer.sides(form) if "-" in form or "–" in form else ()
    return tuple(entry.id for entry in sides if entry.kind == "country" or entry.country in NONSTATE_CODES)


def phrase_stop(scene: Scene, first: int) -> int:
    """Where a list of noun phrases that begins at a word ends: at a verb, at a preposition other than « de », at what is no list."""
    place = first
    while place < len(scene.words):
        named = scene.named[place]
        if named is not None and (place == first or not is_fused(scene, place)):
            place = max(scene.within(named.span)) + 1
        elif scene.low(place) == "(":
            closing = next((p for p in range(place, min(place + 14, len(scene.words))) if scene.low(p) == ")"), None)
            if closing is None:
                return place
            place = closing + 1
        elif scene.low(place) == "," or scene.upos(place) == "CCONJ" or (scene.low(place) == ";" and scene.low(first - 1) == ":"):
            after = next_member(scene, place)
            if after is None or (scene.low(place) == "," and scene.upos(place + 1) != "CCONJ" and not is_list(scene, after)):
                return place
            place += 1
        elif place in scene.timed or is_fused(scene, place) or not goes_on(scene, place):
            return place
        else:
            place += 1
    return place


def is_origin(scene: Scene, place: int) -> bool:
    """« des délégués de », "officials from": where the people before come from."""
    return scene.low(place) in scene.table.file.slots["from"] and scene.upos(place - 1) in ENDS


def goes_on(scene: Scene, place: int) -> bool:
    """A noun, what goes with one, « de », or a preposition inside a title."""
    nominal = scene.upos(place) in NOMINAL or scene.low(place) in scene.language.roles.words.of
    return nominal or is_small(scene, place) or is_tie(scene, place)


def is_fused(scene: Scene, place: int) -> bool:
    """« aux soldats »: a preposition other than « de » that has swallowed its article."""
    whole = scene.language.syntax.fused.get(scene.low(place))
    return whole is not None and whole not in scene.language.roles.words.of


def is_tie(scene: Scene, place: int) -> bool:
    """A preposition inside a title or after people: "officials from", "Counselor to the President", "Ambassador to Niger"."""
    if scene.is_relative(place + 1):
        return False  # "talks between Riga and Oslo, from which Bamako was absent"
    if is_origin(scene, place):
        return True
    after = place + 2 if scene.upos(place + 1) == "DET" else place + 1
    titled = scene.words[place - 1].form[:1].isupper() and scene.named[place - 1] is None
    return titled and scene.upos(place) == "ADP" and after < len(scene.words) and scene.words[after].form[:1].isupper() and after not in scene.timed


def is_small(scene: Scene, place: int) -> bool:
    """A genitive, a hyphen, a pronoun at the head of the phrase."""
    return scene.low(place) in scene.language.roles.words.genitives or scene.low(place) in {"-", "/", '"', "«", "»"} or scene.upos(place) == "PRON"


def next_member(scene: Scene, place: int) -> int | None:
    """Where another member begins after a comma or a conjunction: a mention or a role before any verb."""
    for step in range(place + 1, min(place + 1 + LOOK_AHEAD, len(scene.words))):
        if scene.named[step] is not None:
            return step
        role = scene.language.roles.form_at(scene.text, scene.words[step].span.start, scene.words[step].form)
        if role is not None and scene.upos(step) in ENDS:
            return step
        listing = scene.upos(step) in {"DET", "ADJ", "NUM", "CCONJ", "PROPN", "NOUN", "ADV"} or scene.low(step) in scene.language.roles.words.of
        if step in scene.timed or not listing:
            return None
    return None


def is_list(scene: Scene, member: int) -> bool:
    """Whether after this member another comma or a conjunction with a further one follows: « A, B et C », not « A, ministre de B »."""
    step = member
    while step < len(scene.words) and step - member < 2 * LOOK_AHEAD:
        named = scene.named[step]
        if named is None and (scene.low(step) == "," or scene.upos(step) == "CCONJ"):
            return next_member(scene, step) is not None
        if named is None and (scene.upos(step) in {"VERB", "AUX", "SCONJ"} or step in scene.timed):
            return False
        step = max(scene.within(named.span)) + 1 if named is not None else step + 1
    return False


def is_seat(scene: Scene, gazetteer: Gazetteer, place: int) -> bool:
    """A house that stands for a government begins at this word: "a visit to the White House"."""
    mention = scene.named[place]
    if mention is None or scene.within(mention.span)[0] != place:
        return False
    name = mention.span.slice(scene.text)
    return any(entry.strength(name) == "seat" for entry in gazetteer.find(name, scene.language.code))


def unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(parties))
