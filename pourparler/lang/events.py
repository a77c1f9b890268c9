"""The words in which a language tells events, with who takes which part.

Entries of `events.toml`:

    [[verb]]
    words   = "rencontrer"
    type    = "CONSULT"
    frame   = "meeting"
    needs   = ["object"]
    example = "[actor Le ministre] [trigger a rencontré] [actor l'ambassadeur]."

    [[noun]]
    words   = "entretien"
    type    = "CONSULT"
    frame   = "talks"
    example = "L'[trigger entretien] entre [actor la ministre] et [actor l'ambassadeur] a duré une heure."

`words` are lemmas; of several the first is the verb or noun, and the others stand after it in that order (« porter plainte »). A frame says
where the parties stand:

    subject, object   of the verb; a passive is turned round by the program
    whom, guest       the object where it is somebody, not what belongs to somebody; a guest is no state
    carrier           the subject of the light verb that carries a noun (« tenir une réunion »)
    content           whom a complement is about (« exige que Riga parte »); only where no other recipient is told
    during            the subject of the verb during which a noun happens (« lors d'une réunion »), where nobody else is told
    voice             whoever is told to say the words around (« Riga doit partir », a-t-il dit); nothing is an event where nobody is
    owner             a possessive, a genitive, an adjective of nation, a country before the noun
    place             the country in which the place named lies
    any other name    a slot of `[slots]`: the noun phrase behind one of these prepositions

An entry holds where one of `needs` is filled, none of `lacks` follows (a complement of that form, or a preposition of that slot below
the verb) and one of `near` stands within four words; an empty list asks for nothing. An
adjective said of a subject stands among the verbs (« s'est montré favorable »). In `needs`, `clause` and `infinitive` mean a complement of that form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from pourparler.errors import PackError
from pourparler.lang.tables import Strict, read_toml
from pourparler.ontology import load as load_ontology

BUILT_IN = frozenset({"subject", "object", "whom", "guest", "carrier", "content", "during", "owner", "place", "voice"})
FORMS = frozenset({"clause", "infinitive"})


class Frame(Strict, frozen=True):
    """Where the two sides of an event stand; the first slot that is filled comes first."""

    actors: list[str]
    recipients: list[str] = []


class Trigger(Strict, frozen=True):
    """One entry. `reflexive` holds only with se (« se réunir »); what is told `abroad` has sides of two states and is told actively, and
    no stand taken ("joined the king in asking").
    """

    words: str
    type: str
    frame: str
    example: str
    mode: str | None = None
    reflexive: bool = False
    abroad: bool = False
    needs: list[str] = []
    near: list[str] = []
    lacks: list[str] = []
    kind: ClassVar[str] = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.words.split())


class Verb(Trigger, frozen=True):
    kind: ClassVar[str] = "verb"


class Noun(Trigger, frozen=True):
    kind: ClassVar[str] = "noun"


class EventWords(Strict, frozen=True):
    """Closed classes, lemmas of verbs and nouns unless said otherwise, all in lower case.

    `light` verbs carry a noun and share their subject with it; `phases` (begin, end, take place) carry it as their subject. `planning`,
    `wishing` and `refusing` govern what is planned, only possible, or not done; `cancelling` undo a noun. `planned`, `possible` and `undone`
    stand beside a noun; `undoing`, `prospect` and `preparing` are nouns of which it is the complement (« l'annulation du sommet »);
    `announcing` verbs make a meeting that is their object one to come. `ahead` are prepositions (forms) before what is still to come.
    `future`, `reported` and `possible_auxiliaries` are auxiliaries (forms). `pointing` are determiners (forms) of what has been named before,
    `none` those of what there is not, `again` words beside a noun that make it another one. `collective` nouns stand for all sides of a
    meeting (« les deux présidents »). `remote` words (forms) make a talk a call, `present` ones a meeting in person; `discussing` verbs have
    the agenda as their object. `settings` are words (forms) before a noun during which the main verb happens (« lors de »), `past` ones before
    what is over when it does (« après »). A noun below one of `margins` is only where something else happens (« en marge du sommet »).
    `attending` verbs say who was at a talk, `including` ones have it as their subject; `apart` are words (forms) that make one sentence tell
    several talks (« séparément »), `by_state` ones one with each state (« bilatéraux »). `ordinals` count talks (« second »); `beginning` and
    `ending` verbs say at which stage they are. `since` and `until` are words (forms) before a day from or up to which something lasts,
    `neither` those (forms) that deny each member of a list; `idle` are phrases (forms) whose noun tells no event of its own (« à l'invitation
    »); beside `contests` teams meet, not states. Verbs that are `open_if_denied` leave possible what they do not exclude; `moving` ones put a
    meeting off to the day behind `moved_to` (forms); of `denying` ones the speaker says that what they govern is not so. `pair` are words
    (forms) that say that two are meant.
    """

    light: frozenset[str]
    phases: frozenset[str]
    planning: frozenset[str]
    wishing: frozenset[str]
    refusing: frozenset[str]
    cancelling: frozenset[str]
    planned: frozenset[str]
    possible: frozenset[str]
    undone: frozenset[str]
    undoing: frozenset[str]
    prospect: frozenset[str]
    preparing: frozenset[str]
    announcing: frozenset[str]
    ahead: frozenset[str]
    future: frozenset[str]
    reported: frozenset[str]
    possible_auxiliaries: frozenset[str]
    possible_moods: frozenset[str]
    pointing: frozenset[str]
    none: frozenset[str]
    again: frozenset[str]
    collective: frozenset[str]
    plural_pronouns: frozenset[str]
    remote: frozenset[str]
    present: frozenset[str]
    discussing: frozenset[str]
    settings: frozenset[str]
    past: frozenset[str]
    margins: frozenset[str]
    about: frozenset[str]
    ordinals: frozenset[str]
    beginning: frozenset[str]
    ending: frozenset[str]
    attending: frozenset[str]
    including: frozenset[str]
    apart: frozenset[str]
    by_state: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    neither: frozenset[str]
    idle: frozenset[str]
    contests: frozenset[str]
    open_if_denied: frozenset[str]
    moving: frozenset[str]
    moved_to: frozenset[str]
    denying: frozenset[str]
    pair: frozenset[str]


class EventFile(Strict, frozen=True):
    words: EventWords
    slots: dict[str, frozenset[str]]
    frames: dict[str, Frame]
    verb: list[Verb]
    noun: list[Noun]


@dataclass(frozen=True)
class EventTable:
    """The triggers of one language by the first of their words, the longest and most demanding first."""

    language: str
    file: EventFile
    verbs: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, tuple[Trigger, ...]]

    @classmethod
    def load(cls, folder: Path, language: str) -> EventTable:
        """The pack's `events.toml`; refuses doubles, unknown types, modes, frames and slots, and examples without a marked trigger."""
        file = read_toml(folder / "events.toml", EventFile)
        faults = [*faulty_frames(file), *(fault for trigger in (*file.verb, *file.noun) for fault in faults_of(trigger, file))]
        names = [name_of(trigger) for trigger in (*file.verb, *file.noun)]
        faults += [f"{name} stands twice" for name in sorted(set(names)) if names.count(name) > 1]
        if faults:
            raise PackError(f"{language}/events: {faults[0]}")
        return cls(language, file, by_first(file.verb), by_first(file.noun))

    @property
    def words(self) -> EventWords:
        return self.file.words

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """All prepositions of the slots; in an entry of several words they stand right behind the word before."""
        return frozenset(form for slot in self.file.slots.values() for form in slot)

    @cached_property
    def meeting(self) -> frozenset[str]:
        """Verbs (lemmas) of meeting whose object is somebody."""
        return frozenset(first for first, group in self.verbs.items() if any(t.type == "CONSULT" and "whom" in t.needs for t in group))

    def frame(self, trigger: Trigger) -> Frame:
        return self.file.frames[trigger.frame]

    def is_voiced(self, trigger: Trigger) -> bool:
        """Whoever says the words does what they tell: « Riga doit partir » is his demand."""
        return "voice" in self.frame(trigger).actors

    def rule(self, trigger: Trigger) -> str:
        """The name under which a reading cites the entry: `fr.events.verb.rencontrer.CONSULT`."""
        return f"{self.language}.events.{name_of(trigger).replace(' ', '_')}"


def name_of(trigger: Trigger) -> str:
    """Verb or noun, lemma and type, and what else tells entries of one lemma apart."""
    marks = ["self"] if trigger.reflexive else []
    lacking = [f"without-{lack}" for lack in trigger.lacks[:1]]
    return ".".join([trigger.kind, *marks, trigger.words, trigger.type, *trigger.near[:1], *trigger.needs[:1], *lacking])


def by_first(triggers: Sequence[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    table: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        table[trigger.parts[0]].append(trigger)
    return {first: tuple(sorted(group, key=demand)) for first, group in table.items()}


def demand(trigger: Trigger) -> tuple[int, bool, bool, bool, bool]:
    return -len(trigger.parts), not trigger.near, not trigger.lacks, not trigger.needs, not trigger.reflexive


def faulty_frames(file: EventFile) -> Iterator[str]:
    known = BUILT_IN | file.slots.keys()
    for name, frame in file.frames.items():
        yield from (f"frame {name}: there is no slot {slot!r}" for slot in (*frame.actors, *frame.recipients) if slot not in known)


def faults_of(trigger: Trigger, file: EventFile) -> Iterator[str]:
    name = name_of(trigger)
    if not load_ontology().allows(trigger.type, trigger.mode):
        yield f"{name}: PLOVER has no {trigger.type} with mode {trigger.mode}"
    if trigger.frame not in file.frames:
        yield f"{name}: there is no frame {trigger.frame!r}"
    if set(trigger.needs) - BUILT_IN - FORMS - file.slots.keys():
        yield f"{name}: unknown slot in needs"
    if set(trigger.lacks) - FORMS - file.slots.keys():
        yield f"{name}: unknown form or slot in lacks"
    if "[trigger " not in trigger.example:
        yield f"the example of {name} must mark its [trigger …]"
