"""From the words of a source to the speaker, step by step, and the example with which a rule stands in its table."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.errors import PourparlerError
from pourparler.model import Mention, Quotation, Reading, Span


def steps_from(reading: Reading, quotation: Quotation) -> Iterator[Span]:
    """The source's mention, then each mention through which it was resolved; a chain that bites its tail ends there."""
    mentions = {mention.span: mention for mention in reading.mentions}
    mention = mention_in(reading, quotation)
    passed: set[Span] = set()
    while mention and mention.span not in passed:
        passed.add(mention.span)
        yield mention.span
        mention = mentions.get(mention.chain) if mention.chain else None


def mention_in(reading: Reading, quotation: Quotation) -> Mention | None:
    """The mention that names the source: of a speaker where one of them is known, the longest of them."""
    inside = [mention for mention in reading.mentions if any(span.covers(mention.span) for span in quotation.source)]
    named = [mention for mention in inside if mention.actor in quotation.speakers] or inside
    return max(named, key=lambda mention: len(mention.span), default=None)


def example_of(rule: str) -> str | None:
    """The example that stands with the rule in its pack, None for a rule that is no entry of a table."""
    from pourparler.lang import load

    code, _, entry = rule.partition(".cues.")
    if not entry:
        return None
    try:
        table = load(code).cues
    except PourparlerError:
        return None
    return next((cue.example for cue in table.cues if table.rule(cue) == rule), None)
