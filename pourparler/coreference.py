"""Who a pronoun or a role noun means, among those an article has named; each answer carries the mention that shows it.

The rules are those of press prose, not of language at large: after a quotation « il » is nearly always its speaker, else the subject of the
sentence before, else the last who fits; « le ministre » is the minister named. Where two are left the answer is nobody. The order of
preference follows the centering of Grosz, Joshi and Weinstein (1995): the subject before the object, the nearer sentence before the
farther.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pourparler.model import ActorKind, Span

REACH = 8
"""Sentences that a pronoun looks back over."""
NEAR = 2
"""Sentences over which a person comes before a body."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mention of an actor, as something that a later word can point at. What is not known of it is None and contradicts nothing.

    `quoted` figures stand inside somebody's words. `nouns` are the roles by which the article calls the actor, `offices` those that are
    known of it beforehand, `of` the nouns that its roles are over (« ministre de la Défense »). A `slight` figure may be a mere thing:
    no pronoun and no role means it. A `nested` one only says whose a body is (« le parti du président Valdrin »).
    """

    span: Span
    actor: str
    kind: ActorKind
    sentence: int
    gender: str | None = None
    plural: bool = False
    subject: bool = False
    quoted: bool = False
    countries: frozenset[str] = frozenset()
    sector: str | None = None
    nouns: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    slight: bool = False
    nested: bool = False

    def at(self, span: Span, sentence: int, subject: bool, nested: bool) -> Figure:
        """The same actor, mentioned at another place."""
        return Figure(
            span, self.actor, self.kind, sentence, self.gender, self.plural, subject, self.quoted,
            self.countries, self.sector, self.nouns, self.offices, self.of, self.slight, nested,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """A quotation that has been given its speakers: where its source stands, and the sentence in which its words end."""

    speakers: tuple[str, ...]
    source: Span
    last_sentence: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pronoun or a definite role that asks for its bearer. `nouns` and `kinds` are empty where anybody will do.

    A `ranked` role (« deputy minister ») is nobody's of whom another office is known.
    """

    span: Span
    sentence: int
    gender: str | None = None
    plural: bool = False
    recent: bool = False
    countries: frozenset[str] = frozenset()
    sector: str | None = None
    nouns: frozenset[str] = frozenset()
    kinds: frozenset[ActorKind] = frozenset()
    of: frozenset[str] = frozenset()
    vague: bool = False
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The actors meant, and the mention through which they were found; both empty where nobody can be named for sure."""

    speakers: tuple[str, ...] = ()
    chain: Span | None = None


NOBODY = Answer()


def agrees(pointer: Pointer, figure: Figure) -> bool:
    """Number, gender and kind do not contradict each other; an institution may be spoken of in the plural of its people."""
    if figure.slight or (pointer.kinds and figure.kind not in pointer.kinds):
        return False
    if pointer.gender and figure.gender and pointer.gender != figure.gender:
        return False
    if pointer.plural and not figure.plural:
        return False
    return pointer.plural or not figure.plural


def resolve_pronoun(pointer: Pointer, figures: Sequence[Figure], heard: Sequence[Heard]) -> Answer:
    """Who a pronoun of the third person means.

    A pronoun in the incise of a quotation, or in the sentence after one, means its speaker when both agree; else the subject of its own or
    of the nearest earlier sentence; else the nearest who agrees. People come before institutions, the narrator's text before quoted words.
    """
    before = [figure for figure in figures if figure.span.end <= pointer.span.start and pointer.sentence - figure.sentence <= REACH]
    fitting = [figure for figure in before if agrees(pointer, figure)]
    if pointer.recent:
        return last_named(pointer, fitting)
    people = [figure for figure in fitting if figure.kind == "person"]
    if is_owned(pointer, people, heard):
        return NOBODY
    rules: tuple[Callable[[], Answer], ...] = (
        lambda: subject_of_sentence(pointer, fitting),
        lambda: speaker_again(pointer, figures, fitting, heard),
        lambda: subject_before(pointer, fitting),
        lambda: nearest([figure for figure in people if not figure.quoted]),
        lambda: both_named(before) if pointer.plural else NOBODY,
        lambda: nearest([figure for figure in fitting if not figure.quoted and acts(figure)]),
        lambda: nearest(people),
    )
    return next((answer for rule in rules if (answer := rule()).speakers), NOBODY)


def subject_of_sentence(pointer: Pointer, fitting: Sequence[Figure]) -> Answer:
    """« Les rebelles se retirent, mais ils démentent »: the subject of its own sentence, though no person, where no person stands."""
    there = [figure for figure in fitting if figure.sentence == pointer.sentence and not figure.quoted]
    if any(figure.kind == "person" for figure in there):
        return NOBODY
    return nearest([figure for figure in there if figure.subject])


def subject_before(pointer: Pointer, fitting: Sequence[Figure]) -> Answer:
    """« La délégation a quitté la salle. Elle … »: the one body of its gender that was subject, where no person is near."""
    there = [figure for figure in fitting if figure.sentence == pointer.sentence - 1 and not figure.quoted]
    subjects = [figure for figure in there if figure.subject and not figure.nested]
    sure = {figure.actor for figure in subjects if figure.gender is not None and figure.gender == pointer.gender}
    person = any(figure.kind == "person" and pointer.sentence - figure.sentence <= NEAR for figure in fitting)
    return nearest(subjects) if len(sure) == 1 and not person else NOBODY


def is_owned(pointer: Pointer, people: Sequence[Figure], heard: Sequence[Heard]) -> bool:
    """The nearest person, in the pronoun's own sentence, only says whose a body is: the body or its owner may be meant."""
    near = [figure for figure in people if figure.sentence == pointer.sentence]
    return bool(near) and not heard and all(figure.nested and not figure.subject for figure in near)


def acts(figure: Figure) -> bool:
    """A person, or a body that is the subject of its sentence: one that is only mentioned is too weak a candidate."""
    return figure.kind == "person" or figure.subject


def last_named(pointer: Pointer, fitting: Sequence[Figure]) -> Answer:
    """« Ce dernier » is the last who was named, a person before anything else in the same sentence."""
    plain = [figure for figure in fitting if not figure.quoted]
    people = [figure for figure in plain if figure.kind == "person"]
    chosen = (people or plain)[-1:]
    return Answer((chosen[0].actor,), chosen[0].span) if chosen else NOBODY


def speaker_again(pointer: Pointer, figures: Sequence[Figure], fitting: Sequence[Figure], heard: Sequence[Heard]) -> Answer:
    """The speaker of the quotation just before, unless a new subject has come between."""
    if not heard or pointer.sentence - heard[-1].last_sentence > 2:
        return NOBODY
    last = heard[-1]
    known = [figure for figure in figures if figure.actor in last.speakers]
    if not known or (len(last.speakers) > 1 and not pointer.plural):
        return NOBODY
    if len(last.speakers) == 1 and not any(agrees(pointer, figure) for figure in known):
        return NOBODY
    after = [
        figure
        for figure in fitting
        if figure.span.start > last.source.end and figure.actor not in last.speakers and figure.kind == "person"
    ]
    institution = all(figure.kind != "person" for figure in known)
    far = pointer.sentence - last.last_sentence > 1
    strangers = [figure for figure in after if institution or (not figure.quoted and (far or figure.subject))]
    return NOBODY if strangers else Answer(last.speakers, last.source)


def nearest(fitting: Sequence[Figure]) -> Answer:
    """Sentence by sentence backwards: its subject, the first one where it has several, else the one person who is there."""
    for _, group in groupby(reversed(fitting), key=lambda figure: figure.sentence):
        everybody = list(group)[::-1]
        there = [figure for figure in everybody if not figure.nested] or everybody
        subjects = [figure for figure in there if figure.subject]
        chosen = subjects[0] if subjects else there[-1]
        return Answer((chosen.actor,), chosen.span)
    return NOBODY


def both_named(before: Sequence[Figure]) -> Answer:
    """« Ils » after a sentence that names exactly two people."""
    for _, group in groupby(reversed(before), key=lambda figure: figure.sentence):
        there = [figure for figure in group if figure.kind == "person" and not figure.quoted]
        actors = tuple(dict.fromkeys(figure.actor for figure in reversed(there)))
        if len(actors) == 2:
            return Answer(actors, there[-1].span)
        if actors:
            return NOBODY
    return NOBODY


def last_two(seen: Sequence[Figure], sentence: int) -> Answer:
    """The two people, no more and no fewer, whom this and the last two sentences name outside anybody's words."""
    near = [figure for figure in seen if figure.kind == "person" and not figure.quoted and sentence - figure.sentence <= 2]
    actors = tuple(dict.fromkeys(figure.actor for figure in near))
    return Answer(actors, near[-1].span) if len(actors) == 2 else NOBODY


def resolve_role(pointer: Pointer, figures: Sequence[Figure]) -> Answer:
    """Whom a definite role noun means.

    Somebody whom the article calls by that very noun, the nearest of several; else the one who holds the office; else, for a vague noun,
    the one of its line of work; else, for a noun without complement, the one person whose role nobody has told, and who
    has the same line of work or is the only person around. Of the last three kinds
    one must be alone.
    """
    able = [figure for figure in figures if agrees(pointer, figure) and compatible(pointer, figure)]
    same = [figure for figure in able if pointer.nouns & figure.nouns]
    if same:
        return nearest_of(pointer, same)
    holding = [figure for figure in able if pointer.nouns & figure.offices and not figure.nouns]
    if len({figure.actor for figure in holding}) == 1:
        return nearest_of(pointer, holding)
    near = [figure for figure in able if abs(pointer.sentence - figure.sentence) <= REACH]
    before = [figure for figure in near if figure.span.end <= pointer.span.start]
    return by_work(pointer, before) or by_work(pointer, near) or NOBODY


def by_work(pointer: Pointer, figures: Sequence[Figure]) -> Answer | None:
    """The one whose line of work or country a vague noun says, or the one whose role nobody has told; None unless one is alone.

    Institutions are taken from the nearest: « le journal » is the last newspaper; not "the group of women", of which its complement tells more.
    """
    people = "person" in pointer.kinds
    alike = [figure for figure in figures if works_alike(pointer.sector, figure.sector) or (not people and is_open(pointer, figure))]
    if pointer.vague and not pointer.plural and (people or not pointer.of):
        kin = [figure for figure in alike if not figure.nouns and pointer.countries & figure.countries]
        for group in (alike, kin):
            if group and (not people or len({figure.actor for figure in group}) == 1):
                return nearest_of(pointer, group)
    if not people or pointer.of or pointer.countries:
        return None
    untold = [figure for figure in figures if figure in alike or (not figure.nouns and figure.sector is None)]
    untold = [figure for figure in untold if pointer.vague or not (figure.nouns or (pointer.ranked and figure.offices))]
    sure = any(figure.sector is not None and figure in alike for figure in untold)
    rivals = {figure.actor for figure in (untold if sure else figures) if figure.kind == "person"}
    return nearest_of(pointer, untold) if untold and len(rivals) == 1 else None


OF_STATES = frozenset({"IGO", "EUR", "UNO"})
"""PLOVER's codes for bodies of states, which stand here for the line of work that such a body has not."""
POLITICAL = frozenset({"GOV", "LEG", "PTY", "ELI", "OPP"})


def works_alike(one: str | None, other: str | None) -> bool:
    """The same sector, or both in politics."""
    return one == other or (one in POLITICAL and other in POLITICAL)


def is_open(pointer: Pointer, figure: Figure) -> bool:
    """An institution of which no line of work is known; a bare « l'organisation » can be a body of states as well."""
    return figure.sector is None or (pointer.sector is None and not pointer.of and figure.sector in OF_STATES)


def compatible(pointer: Pointer, figure: Figure) -> bool:
    """No country and no domain of one contradicts the other's."""
    if pointer.countries and figure.countries and not pointer.countries & figure.countries:
        return False
    return not pointer.of or not figure.of or bool(pointer.of & figure.of)


def nearest_of(pointer: Pointer, figures: Iterable[Figure]) -> Answer:
    """The nearest before the pointer, else the first after it."""
    ordered = sorted(figures, key=lambda figure: figure.span)
    before = [figure for figure in ordered if figure.span.end <= pointer.span.start]
    chosen = before[-1] if before else next((figure for figure in ordered if figure.span.start >= pointer.span.end), None)
    return Answer((chosen.actor,), chosen.span) if chosen else NOBODY
