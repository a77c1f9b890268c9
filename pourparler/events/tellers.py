"""By whom an event is told: the quotation whose cue it is, and those in whose words it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pourparler.events.finding import Sighting
from pourparler.model import Quotation, Span
from pourparler.spans import Spread, spread_of


@dataclass(frozen=True)
class Tellers:
    """The quotations of one article, as its events ask for them."""

    quotations: Sequence[Quotation]

    @cached_property
    def by_id(self) -> dict[str, Quotation]:
        return {quotation.id: quotation for quotation in self.quotations}

    @cached_property
    def words(self) -> tuple[Spread, tuple[int, ...]]:
        """Where the words of the quotations stand, and to which quotation each span belongs."""
        return spread_of([quotation.content for quotation in self.quotations])

    @cached_property
    def cues(self) -> tuple[Spread, tuple[int, ...]]:
        return spread_of([quotation.cue for quotation in self.quotations])

    def speaker(self, sighting: Sighting) -> Quotation | None:
        """The quotation whose cue is the trigger."""
        return next((self.quotations[self.cues[1][number]] for number in self.cues[0].overlapping(sighting.span)), None)

    def voice(self, sighting: Sighting) -> Quotation | None:
        """The quotation of speech in which a duty is told."""
        teller = self.teller(sighting.span)
        voice = self.by_id[teller] if teller is not None else None
        return voice if voice is not None and voice.layer == "speech" else None

    def teller(self, span: Span) -> str | None:
        """The innermost quotation in whose words the trigger stands."""
        around = (self.quotations[self.words[1][number]] for number in self.words[0].covering(span))
        return min(((sum(len(part) for part in q.content), q.id) for q in around), default=(0, None))[1]

    def is_question(self, sighting: Sighting) -> bool:
        """« Pourquoi ? », a-t-il demandé: nothing is asked for but an answer."""
        speaker = self.speaker(sighting)
        if speaker is None or sighting.trigger.type != "REQUEST":
            return False
        said = speaker.content[-1].slice(sighting.scene.text).rstrip(" \u00a0\u202f»”\"")
        return said.endswith("?")

    def is_denied(self, sighting: Sighting) -> bool:
        """« dément avoir rencontré », "denied that they had met": the speaker says that it is not so."""
        teller = self.teller(sighting.span)
        quotation = self.by_id[teller] if teller is not None else None
        denies = quotation is not None and quotation.rule.split(".")[-1] in sighting.scene.table.words.denying
        return denies and quotation is not None and quotation.status == "asserted"

    def is_mere_thought(self, sighting: Sighting) -> bool:
        """What somebody fears or wishes is no event; a meeting wished for is told as one that may come."""
        teller = self.teller(sighting.span)
        thought = teller is not None and self.by_id[teller].layer == "attitude"
        return thought and sighting.trigger.type != "CONSULT"
