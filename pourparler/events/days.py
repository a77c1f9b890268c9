"""The day of a meeting whose own sentence is silent, where the words before leave no doubt of it.

Two cases and no other. Calls or meetings that have been told together with their day, and are now told one by one (« a eu mardi plusieurs
entretiens … Il a parlé séparément à … »), have that day. Whatever happens after an arrival, or after another meeting, of the very day on which
the article is printed has happened on that day. The words of the day are those of the mention before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pourparler.events.apart import is_apart
from pourparler.events.meetings import Told
from pourparler.events.presence import points_back
from pourparler.events.scene import Scene

SOON = 2
"""Sentences between what is told together and what is told one by one."""
STAY = 12
"""Sentences behind an arrival that can still be about it."""
DAY = len("2025-06-02")


def with_days(told: Iterable[Told], printed: str | None) -> list[Told]:
    """The mentions, those of talks with the day that the last dated talk before gives them; `printed` is the day of the article."""
    found: list[Told] = []
    dated: Told | None = None
    for mention in told:
        if dated is not None and is_silent(mention) and (is_one_of(dated, mention) or (is_of(dated, printed) and comes_after(dated, mention))):
            day = dated.event
            found.append(replace(mention, event=replace(mention.event, date=day.date, date_span=day.date_span)))
            continue
        found.append(mention)
        if mention.is_talk and mention.event.date is not None:
            dated = mention if len(mention.event.date) >= DAY and mention.event.status == "actual" else None
    return found


def is_silent(told: Told) -> bool:
    """A talk that is told as done and as nothing else, without a day: no « avait rencontré », no mere noun."""
    sighting, event = told.sighting, told.event
    plain = told.is_talk and event.date is None and event.status == "actual" and event.mode != "visit" and not told.another
    return plain and sighting.spot.verb is not None and not is_before_past(sighting.scene, sighting.spot.verb)


def is_before_past(scene: Scene, verb: int) -> bool:
    """« avait rencontré », "had met"."""
    return any(scene.words[p].feat("Tense") in {"Past", "Imp"} and scene.relation(p) == "aux" for p in scene.auxiliaries(verb))


def is_of(told: Told, printed: str | None) -> bool:
    return printed is not None and (told.event.date or "")[:DAY] == printed[:DAY]


def is_one_of(old: Told, new: Told) -> bool:
    """Several talks of the same people are told one by one: "had calls with leaders today. She spoke separately with …"."""
    spot = old.sighting.spot
    several = spot.is_noun and spot.scene.words[spot.place].feat("Number") == "Plur"
    return several and is_apart(new.sighting) and bool(old.persons & new.persons) and new.sentence - old.sentence <= SOON


def comes_after(old: Told, new: Told) -> bool:
    """Whoever has arrived meets somebody, or the sentence says that it is after the meeting told before."""
    stays = old.event.mode == "visit" and new.sentence - old.sentence <= STAY and is_there(old, new)
    return bool(old.persons & new.persons) and (stays or (new.sentence - old.sentence <= SOON and follows_meeting(new)))


def is_there(old: Told, new: Told) -> bool:
    """Nothing says that it is elsewhere than where the visit goes."""
    hosts = set(old.event.recipients)
    return new.ground is None or old.ground is None or new.ground.country in {old.ground.country, *hosts}


def follows_meeting(told: Told) -> bool:
    """« après cette réunion », "following the meeting": a talk of the same sentence that points back, behind one of `past`."""
    scene = told.sighting.scene
    nouns = (p for p in range(told.sighting.place) if scene.lemmas[p] in scene.table.nouns and scene.upos(p) == "NOUN")
    return any(points_back(scene, p) and any(scene.low(q) in scene.table.words.past for q in range(max(0, p - 3), p)) for p in nouns)
