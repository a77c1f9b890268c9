"""Whether the verb near an expression looks back or ahead: a weekday told in the past is the one before, in the future the one to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from pourparler.lang.dates import DateTable
from pourparler.model import Sentence, Span, Word

Tense = Literal["past", "present", "future"]
VERBS = {"VERB", "AUX"}


def tense_at(sentences: Sequence[Sentence], starts: Sequence[int], span: Span, table: DateTable) -> Tense | None:
    """The tense of the verb that governs the expression; None without a parse or a finite verb, and where it hangs on a noun (« le vote de
    mardi »). `starts` are the sentences' starts."""
    place = bisect_right(starts, span.start) - 1
    if place < 0 or not sentences[place].span.overlaps(span):
        return None
    words = sentences[place].words
    inside = [at for at, word in enumerate(words) if word.span.overlaps(span)]
    if not inside or hangs_on_noun(words, inside, table):
        return None
    return tense_above(words, governing_verbs(words, inside[0]), table)


def hangs_on_noun(words: Sequence[Word], inside: Sequence[int], table: DateTable) -> bool:
    """Whether a preposition such as « de » ties the expression to a noun."""
    before = words[inside[0] - 1] if inside[0] > 0 else None
    if before is None or before.form.lower() not in table.file.noun_prepositions:
        return False
    heads = {words[at].head for at in inside} - set(inside)
    return any(at >= 0 and words[at].upos not in VERBS for at in heads)


def governing_verbs(words: Sequence[Word], start: int) -> list[int]:
    """The verbs above a word, the nearest first; a broken tree cannot make it turn in circles."""
    found: list[int] = []
    at = start
    for _ in words:
        at = words[at].head
        if at < 0:
            break
        if words[at].upos in VERBS:
            found.append(at)
    return found


def tense_above(words: Sequence[Word], verbs: Sequence[int], table: DateTable) -> Tense | None:
    """The tense of the nearest finite verb; what is an infinitive under a verb of intent lies ahead (« a promis de voter mardi »)."""
    infinitive = False
    for verb in verbs:
        if infinitive and words[verb].lemma.lower() in table.file.future_words:
            return "future"
        tense = tense_of(words, verb, table)
        if tense:
            return tense
        infinitive = words[verb].feat("VerbForm") == "Inf" or is_passive_infinitive(words, verb)
    return None


def is_passive_infinitive(words: Sequence[Word], verb: int) -> bool:
    """« être reçu », "be received"."""
    return any(word.head == verb and word.deprel == "aux:pass" and word.feat("VerbForm") == "Inf" for word in words)


def tense_of(words: Sequence[Word], verb: int, table: DateTable) -> Tense | None:
    """Future if the verb or its auxiliary is, else past if one of them is; an infinitive has none of its own."""
    group = [*(word for word in words if word.head == verb and word.upos == "AUX")]
    group += [] if is_passive_infinitive(words, verb) else [words[verb]]  # « devrait être reçu mardi »: the participle is of no time
    if any(word.form.lower() in table.file.future_auxiliaries or word.feat("Tense") == "Fut" for word in group):
        return "future"
    tenses = {word.feat("Tense") for word in group}
    if "Cnd" in {word.feat("Mood") for word in group} and "Past" not in tenses:
        return "future"  # « a dit que les pourparlers reprendraient jeudi »: what was still to come
    if tenses & {"Past", "Imp"}:
        return "past"
    return "present" if any(word.feat("Tense") == "Pres" and word.feat("VerbForm") == "Fin" for word in group) else None
