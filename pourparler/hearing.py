"""From sayings to quotations: who speaks, who is spoken to, on which day; and the mentions that prove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pourparler.actors import Answer, Cast, Question, Voices
from pourparler.model import Mention, MentionKind, Quotation, Span, Timex, hull
from pourparler.quotations import Saying


@dataclass(frozen=True)
class Hearing:
    """The quotations with their speakers, the mentions that their chains and listeners add, and who the further spans asked about are."""

    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    parties: dict[Span, tuple[str, ...]]
    voices: Voices


def hear(cast: Cast, sayings: Sequence[Saying], timexes: Sequence[Timex], asked: Iterable[Span] = ()) -> Hearing:
    """Ask the cast of an article for the speakers and listeners of all its sayings at once, and for the bearers of the spans in `asked`.

    A speaker or listener that the article does not let one know is left out, never guessed.
    """
    told = [(saying, span) for saying in sayings for span in (*saying.addressees, *saying.perhaps)]
    parties = tuple(asked)
    sources = [Question(saying.quotation.source, saying.quotation.content) for saying in sayings]
    spoken_to = [Question((span,), saying.quotation.content, speaks=False) for saying, span in told]
    voices = cast.hear([*sources, *spoken_to, *(Question((span,), speaks=False) for span in parties)])
    answers, others = voices.answers[: len(sayings)], voices.answers[len(sayings) :]
    listeners = list(believed(cast, told, others[: len(told)]))
    spoken = [replace(saying.quotation, speakers=answer.speakers) for saying, answer in zip(sayings, answers, strict=True)]
    heard = with_listeners(spoken, sayings, listeners)
    dates = {timex.span: timex.id for timex in timexes if timex.type in ("DATE", "TIME")}
    quotations = tuple(dated_saying(quotation, saying, dates) for quotation, saying in zip(heard, sayings, strict=True))
    chains = [mention for quotation, answer in zip(quotations, answers, strict=True) for mention in chained(quotation, answer)]
    who = {span: answer.speakers for span, answer in zip(parties, others[len(told) :], strict=True)}
    through = [Mention(mention.chain, "role") for _, mention in listeners if mention.chain]
    return Hearing(quotations, (*chains, *(mention for _, mention in listeners), *through), who, voices)


def chained(quotation: Quotation, answer: Answer) -> Iterator[Mention]:
    """The source of a quotation as a mention with the one through which it was resolved, and that one, should nothing else have named it."""
    if answer.chain and quotation.source:
        yield Mention(hull(quotation.source), "pronoun", chain=answer.chain)
        yield Mention(answer.chain, "role", answer.speakers[0] if len(answer.speakers) == 1 else None)


Listener = tuple[Saying, Mention]
"""Somebody spoken to, by the mention that says so."""


def believed(cast: Cast, told: Sequence[tuple[Saying, Span]], answers: Sequence[Answer]) -> Iterator[Listener]:
    """Those spoken to whom the article lets one know. A name that may be a place counts only if the article has it as a person or body."""
    named = {actor.id for actor in cast.actors if actor.kind in ("person", "organisation")}
    for (saying, span), answer in zip(told, answers, strict=True):
        if answer.speakers and (span in saying.addressees or named.issuperset(answer.speakers)):
            kind: MentionKind = "pronoun" if answer.chain else "role"
            yield from ((saying, Mention(span, kind, actor, chain=answer.chain)) for actor in answer.speakers)


def with_listeners(quotations: Sequence[Quotation], sayings: Sequence[Saying], listeners: Sequence[Listener]) -> Iterator[Quotation]:
    """The quotations with those spoken to; « m'a dit » is said to the speaker of the words around. Nobody speaks to himself."""
    by_id = {quotation.id: quotation for quotation in quotations}
    spoken_to = defaultdict[int, list[str]](list)
    for listening, mention in listeners:
        spoken_to[id(listening)] += [mention.actor] if mention.actor else []
    for quotation, saying in zip(quotations, sayings, strict=True):
        told = [*spoken_to[id(saying)]]
        if saying.answers_me and quotation.inside:
            told += by_id[quotation.inside].speakers
        yield replace(quotation, addressees=tuple(dict.fromkeys(actor for actor in told if actor not in quotation.speakers)))


def dated_saying(quotation: Quotation, saying: Saying, dates: Mapping[Span, str]) -> Quotation:
    """The quotation with the first day or hour that stands with its cue; a duration is none."""
    return replace(quotation, said_on=next((dates[span] for span in saying.days if span in dates), None))


__all__ = ["Hearing", "hear"]
