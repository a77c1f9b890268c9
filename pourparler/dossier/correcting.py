"""A reading as people left it: the finds of the rules with every correction laid over them, in the order of the journal.

    corrected(reading, corrections).reading        what stands
    corrected(reading, corrections).detached       what holds on to nothing, to be reviewed first

The reading itself is never changed: without corrections, or with all of them undone, the same reading comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from pourparler.dossier.anchors import Record, locate
from pourparler.dossier.attaching import SINGULAR, Attached, Detached, Hold, attach, records_of
from pourparler.dossier.mending import assembled
from pourparler.dossier.values import FIELDS, REQUIRED, SPAN, SPANS, Cast, anchored, described, kind_of, plain, read_value
from pourparler.errors import CorrectionRefused
from pourparler.model import Action, AnchorLayer, Correction, Event, Quotation, Reading, Span
from pourparler.ontology import load as load_ontology

PERSON = "person"
"""The rule of a record that a person added."""
PROOFS: dict[str, dict[str, object]] = {
    "date": {"date_span": None},
    "place": {"place_span": None},
    "actors": {"actor_spans": ()},
    "recipients": {"recipient_spans": ()},
}
"""Words that proved the former value and do not prove the new one."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that a person took out, with all that was said about it."""

    id: str
    record: Record
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """A stretch of the article that holds no further record: of one layer, or of any where `layer` is None."""

    span: Span
    layer: str | None
    correction: Correction


@dataclass(frozen=True, slots=True)
class Corrected:
    """What stands, and what became of every correction.

    `history` gives the live corrections of a record by its id, `judged` what they come to: accepted, corrected, added or rejected.
    `rejected_only` is the same reading with the rejected quotations and events alone, for lists that show them.
    """

    reading: Reading
    history: dict[str, tuple[Correction, ...]]
    rejected: tuple[Rejected, ...]
    detached: tuple[Detached, ...]
    complete: tuple[Complete, ...]
    judged: dict[str, str]
    rejected_only: Reading


@dataclass(slots=True)
class Draft:
    """A record while corrections are laid over it."""

    id: str
    layer: str
    record: Record | None
    history: list[Correction] = field(default_factory=list)
    is_rejected: bool = False

    @property
    def judged(self) -> str | None:
        actions = {correction.action for correction in self.history}
        if self.is_rejected:
            return "rejected"
        named = {"add": "added", "set": "corrected", "accept": "accepted"}
        return next((word for action, word in named.items() if action in actions), None)


def changed(record: Record, name: str, value: Any) -> Record:
    """The record with one field of another value. What proved the former value goes; a mode that its type does not have is refused."""
    if isinstance(record, Event):
        if name == "mode" and not load_ontology().allows(record.event_type, value):
            raise CorrectionRefused(f"{record.event_type} has no mode {value!r}")
        if name == "event_type" and not load_ontology().allows(value, record.mode):
            record = replace(record, mode=None)
        if name in PROOFS and getattr(record, name) != value:
            record = replace(record, **PROOFS[name])  # type: ignore[arg-type]
    return replace(record, **{name: value})


class Correcting:
    """The work on one reading."""

    def __init__(self, reading: Reading, attached: Attached) -> None:
        self.article = reading.article
        self.cast = Cast(reading.actors, reading.places)
        self.drafts = {
            name: Draft(name, layer, record)
            for layer in SINGULAR
            for name, record in records_of(reading, layer)
            if name not in attached.absorbed
        }
        self.refused: list[Detached] = []
        self.complete: list[Complete] = []

    def lay(self, hold: Hold) -> None:
        """One correction over the records it holds on to; one whose value is refused is detached with the reason."""
        correction = hold.correction
        if correction.action == "complete":
            self.complete.append(Complete(hold.span, correction.field, correction))
        try:
            for name in hold.records:
                self.lay_over(name, correction)
        except CorrectionRefused as refusal:
            self.refused.append(Detached(correction, str(refusal)))

    def lay_over(self, name: str, correction: Correction) -> None:
        layer = correction.anchor.layer if correction.anchor else ""
        draft = self.drafts.get(name) or Draft(name, layer, None)
        if correction.action == "add":
            draft.record = self.added(draft, correction)
        elif draft.record is None:
            raise CorrectionRefused("the record that was added for it was refused")
        elif correction.action == "set":
            draft.record = self.set(draft.record, layer, correction.field or "", correction.after, correction)
        if correction.action in {"accept", "reject", "set", "add"}:
            draft.is_rejected = correction.action == "reject"
        draft.history.append(correction)
        self.drafts[name] = draft

    def set(self, record: Record, layer: str, name: str, after: object, correction: Correction) -> Record:
        version = correction.anchor.article if correction.anchor else ""
        value, cast = read_value(layer, name, after, version, self.article, self.cast)
        made = changed(record, name, value)
        self.cast = cast
        return made

    def added(self, draft: Draft, correction: Correction) -> Record:
        """The record that a person made, or the find that it stands for with what the person said of it."""
        given = fields_given(draft.layer, correction.after)
        record = draft.record or blank(draft.layer, draft.id)
        order = sorted(given, key=lambda name: (name.endswith(("_span", "_spans")), name == "mode"))
        before = self.cast
        try:
            for name in order:
                record = self.set(record, draft.layer, name, given[name], correction)
        except CorrectionRefused:
            self.cast = before
            raise
        assert isinstance(record, Quotation | Event)
        return replace(record, rule=PERSON, score=1.0, runner_up=None)


def fields_given(layer: str, after: object) -> Mapping[str, object]:
    """The fields of an added record; refuses what is no object, and one that lacks what it must say."""
    given = plain(after)
    if layer not in FIELDS:
        raise CorrectionRefused(f"a record of {layer} cannot be added")
    if not isinstance(given, dict):
        raise CorrectionRefused(f"an added record is an object with {' and '.join(REQUIRED[layer])}, not {given!r:.80}")
    missing = [name for name in REQUIRED[layer] if name not in given]
    if missing:
        raise CorrectionRefused(f"an added record of {layer} must say its {' and '.join(missing)}")
    for name in given:
        kind_of(layer, name)
    return given


def blank(layer: str, name: str) -> Record:
    """A record of which nothing is said yet."""
    if layer == "quotations":
        return Quotation(name, "indirect", "speech", (), (), ())
    return Event(name, "", None, (), None, (), (), ())


def laid(reading: Reading, attached: Attached, holds: Iterable[Hold]) -> Correcting:
    """The work with some of the holds laid over the reading, in the order given."""
    work = Correcting(reading, attached)
    for hold in holds:
        work.lay(hold)
    return work


def by_weight(hold: Hold, adjudicator: str | None) -> bool:
    """Whether the word of whoever settles disagreements comes last."""
    return hold.correction.by == adjudicator and hold.correction.action in {"accept", "reject", "set"}


def corrected(reading: Reading, corrections: Iterable[Correction], versions: Iterable[str] = (), adjudicator: str | None = None) -> Corrected:
    """The reading with the corrections of its article, and of earlier versions of it, laid over it.

    `reading` is as the rules made it, `versions` the keys of earlier versions besides the one that the article replaces. Undone corrections do
    nothing, an undo that is undone itself does nothing either, and of two values the later one stands, or that of `adjudicator` where he gave
    one. Each live correction is found again:
    in `history`, in `complete`, among the `detached` with its reason, or as a rejection that found nothing left to reject. Raises nothing for
    a correction that cannot be: it is detached.
    """
    said = list(corrections)
    if not said:
        return unheard(reading)
    attached = attach(reading, said, versions)
    work = laid(reading, attached, sorted(attached.held, key=lambda hold: by_weight(hold, adjudicator)))
    drafts = [draft for draft in work.drafts.values() if draft.record is not None]
    standing = {draft.id: draft.record for draft in drafts if not draft.is_rejected and draft.record}
    rejected = {draft.id: draft.record for draft in drafts if draft.is_rejected and draft.record}
    layers = {draft.id: draft.layer for draft in drafts}
    detached = sorted((*attached.detached, *work.refused), key=lambda one: one.correction.seq)
    return Corrected(
        reading=assembled(reading, standing, layers, work.cast, attached.absorbed),
        history={draft.id: tuple(draft.history) for draft in drafts if draft.history},
        rejected=tuple(Rejected(draft.id, draft.record, tuple(draft.history)) for draft in drafts if draft.is_rejected and draft.record),
        detached=tuple(detached),
        complete=tuple(work.complete),
        judged={draft.id: draft.judged for draft in drafts if draft.judged},
        rejected_only=replace(assembled(reading, rejected, layers, work.cast, attached.absorbed), mentions=(), timexes=(), notes=()),
    )


def unheard(reading: Reading) -> Corrected:
    """The reading of which nobody said anything: it stands as it is, and nothing of it is rejected."""
    nothing = replace(reading, quotations=(), events=(), mentions=(), timexes=(), notes=())
    return Corrected(reading, history={}, rejected=(), detached=(), complete=(), judged={}, rejected_only=nothing)


def record_in(reading: Reading, layer: str, name: str | None) -> Record | None:
    return next((record for known, record in records_of(reading, layer) if known == name), None) if layer in SINGULAR else None


def prepare(reading: Reading, correction: Correction) -> Correction:
    """The correction as it goes into the journal: words as anchors, actors with their names, `before` as the reading has it.

    `reading` is what the person sees, corrections included. CorrectionRefused says what cannot be: an action, a field, a value, words that the
    article does not have, a record that is not there.
    """
    if correction.action not in get_args(Action):
        raise CorrectionRefused(f"there is no action {correction.action!r}; there are {', '.join(get_args(Action))}")
    if correction.action == "undo":
        if correction.undoes is None:
            raise CorrectionRefused("an undo names the correction that it takes back")
        return correction
    anchor = correction.anchor
    if anchor is None or anchor.article != reading.article.key or locate(anchor, reading.article) is None:
        raise CorrectionRefused("a correction holds on to words of the article as it stands")
    if correction.action == "complete":
        if anchor.layer != "paragraphs" or correction.field not in (None, "quotations", "events"):
            raise CorrectionRefused("a paragraph is complete for quotations, for events, or for both where no field is named")
        return correction
    if correction.action == "add":
        return prepared_addition(reading, correction, anchor.layer)
    record = record_in(reading, anchor.layer, anchor.record)
    if record is None and anchor.layer != "mentions":
        raise CorrectionRefused(f"the reading has no record {anchor.record!r} among its {anchor.layer}")
    return prepared_set(reading, correction, anchor.layer, record) if correction.action == "set" else correction


def prepared_addition(reading: Reading, correction: Correction, layer: AnchorLayer) -> Correction:
    given = fields_given(layer, correction.after)
    draft = Draft("", layer, None)
    Correcting(reading, Attached((), ())).added(draft, correction)
    return replace(correction, after={name: kept_value(reading, layer, name, value) for name, value in given.items()})


def prepared_set(reading: Reading, correction: Correction, layer: AnchorLayer, record: Record | None) -> Correction:
    name = correction.field or ""
    kind_of(layer, name)
    assert record is not None
    Correcting(reading, Attached((), ())).set(record, layer, name, correction.after, correction)
    before = kept_value(reading, layer, name, getattr(record, name))
    return replace(correction, before=before, after=kept_value(reading, layer, name, correction.after))


def kept_value(reading: Reading, layer: AnchorLayer, name: str, value: object) -> object:
    """A value in the form that outlives the reading."""
    kind = kind_of(layer, name)
    if kind in (SPANS, SPAN):
        return anchored(value, layer, reading.article)
    return described(plain(value), kind, reading)


