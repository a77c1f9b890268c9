"""What happened: events in PLOVER's types, each with its words, parties, day and place.

    sightings = find_sightings(article, sentences, language, gazetteer, mentions, timexes)
    answers = …                                        # the actors of each span of asked(sightings): the caller's business
    coded = code_events(article, sightings, answers, gazetteer, actors, quotations, places)
    coded.events, coded.actors, coded.mentions         # the last two: states that only an adjective or a place names
    coded.notes                                        # talks that are told as begun and as ended

Words are not deeds: what somebody says happened is an event with `told_by`, and « a déclaré » is none.
"""

from __future__ import annotations

from pourparler.events.coding import Coded, asked, code_events, named
from pourparler.events.finding import Sighting, find_sightings

__all__ = ["Coded", "Sighting", "asked", "code_events", "find_sightings", "named"]
