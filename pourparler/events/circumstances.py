"""When and where: the day and the place that the text ties to an event, never one that only stands near.

A time or a place belongs to the verb or the event under which it hangs; since trees err, what follows a trigger with no verb between counts as
well. What belongs to somebody else's verb in the same sentence is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pourparler.events.finding import Sighting
from pourparler.events.scene import Scene, stands_in_setting
from pourparler.model import Mention, Place, Span, Timex

DAY = re.compile(r"(?:[0-9]{4}|XXXX)(?:-(?:[0-9X]{2}|W[0-9X]{2}|S[PU]|FA|WI|Q[1-4])(?:-(?:[0-9X]{2}|WE|[1-7]))?)?(?:T.*)?")
CLOSE = 9
DASHES = frozenset("-–—")
"""Words after a trigger within which its time or place may stand without the tree's word for it."""


def day_of(sighting: Sighting) -> Timex | None:
    """The nearest time of the sentence that belongs to the event; a duration, a repetition or a mere « autrefois » is none."""
    times = [timex for timex in sighting.scene.timexes if timex.type in {"DATE", "TIME"} and DAY.fullmatch(timex.value)]
    owned = [timex for timex in times if belongs(sighting, timex.span) and not is_bound(sighting, timex)]
    best = min(owned, key=lambda timex: (not is_own(sighting, timex.span), precision(timex.value), distance(sighting.span, timex.span)), default=None)
    return beginning(sighting.scene, best, times) if best else None


def new_day(sighting: Sighting) -> Timex | None:
    """The day to which a meeting is put off: « a reporté sa visite au 10 mars », "the call was moved to Friday"."""
    scene, carrier, words = sighting.scene, sighting.spot.carrier, sighting.scene.table.words
    if carrier is None or not sighting.spot.is_noun or scene.lemmas[carrier] not in words.moving or scene.is_negated(carrier):
        return None
    last = max(sighting.spot.last, carrier)
    for timex in scene.timexes:
        inside = scene.within(timex.span)
        moved = bool(inside) and last < inside[0] <= last + CLOSE and scene.low(inside[0] - 1) in words.moved_to
        if moved and timex.type == "DATE" and DAY.fullmatch(timex.value):
            return timex
    return None


def is_bound(sighting: Sighting, timex: Timex) -> bool:
    """"by Friday": up to then, not then; "since Monday" is the day of what lasts from then on, and of no deed told beside it."""
    scene, words = sighting.scene, sighting.scene.table.words
    inside = scene.within(timex.span)
    before = next((p for p in range(inside[0] - 1, -1, -1) if scene.upos(p) != "DET"), -1) if inside else -1
    return scene.low(before) in words.until or (scene.low(before) in words.since and not is_own(sighting, timex.span))


def beginning(scene: Scene, last: Timex, times: Sequence[Timex]) -> Timex:
    """« du 3 au 5 juin », "from June 26 to July 5": the first of two days that are joined by a word or a dash."""
    inside = scene.within(last.span)
    before = next((timex for timex in times if scene.within(timex.span)[-1:] == [inside[0] - 2]), None) if inside else None
    word = inside[0] - 1 if inside else -1
    joined = before is not None and (scene.low(word) in DASHES or scene.upos(word) in {"ADP", "PUNCT", "SYM", "PART"}) and scene.low(word) != ","
    return before if before is not None and joined and precision(before.value) == precision(last.value) else last


def is_own(sighting: Sighting, span: Span) -> bool:
    """The words hang under the trigger itself, or follow it: they go before those that it only shares."""
    inside = sighting.scene.within(span)
    return host_above(sighting.scene, inside, sighting) in {sighting.place, sighting.spot.carrier} or follows(sighting, inside)


def precision(value: str) -> int:
    """Days before months before years."""
    return -min(len(value), 10)


def place_of(sighting: Sighting, places: Mapping[str, Place]) -> Mention | None:
    """The nearest place that belongs to the event, a town before the country around it."""
    homes = {party.span for party in sighting.parties if party.country is not None}
    told = [mention for mention in sighting.scene.places if mention.place and mention.span not in homes and not is_home(sighting.scene, mention)]
    owned = [mention for mention in told if belongs(sighting, mention.span) and not is_of_party(sighting, mention.span)]
    return min(owned, key=lambda mention: (is_wide(places[mention.place or ""]), distance(sighting.span, mention.span)), default=None)


def is_of_party(sighting: Sighting, span: Span) -> bool:
    """« l'ambassadeur de Riga en Chine a accusé »: the place says who the party is, not where it acts."""
    scene = sighting.scene
    inside = scene.within(span)
    if not inside:
        return False
    top = top_of(scene, inside)
    above = scene.head(top)
    named = {place for party in sighting.parties if party.span != span for place in scene.within(party.span)}
    verb = sighting.spot.verb
    subject = above >= 0 and verb is not None and scene.relation(above).startswith("nsubj") and scene.head(above) == verb and top < verb
    return (above in named or subject) and scene.upos(above) == "NOUN" and top < sighting.place  # behind the trigger, trees err


def is_home(scene: Scene, place: Mention) -> bool:
    """"officials from Chad": where people come from is no place of the meeting."""
    before = (scene.within(place.span) or [0])[0] - 1
    while scene.low(before) in scene.language.roles.words.definite:
        before -= 1
    return scene.low(before) in scene.language.roles.words.origin and scene.upos(before - 1) in {"NOUN", "PROPN"}


def is_wide(place: Place) -> bool:
    return place.precision == "country"


def distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def belongs(sighting: Sighting, span: Span) -> bool:
    """Whether the words hang under the trigger, its carrier or the verb in whose setting the noun stands, or follow it closely."""
    scene = sighting.scene
    inside = scene.within(span)
    if not inside or sighting.place in inside:
        return bool(inside)
    mine = hosts_of(sighting)
    host = host_above(scene, inside, sighting)
    if is_of_topic(scene, sighting, inside, mine):
        return False
    if host is not None and host not in mine and scene.upos(host) == "NOUN":
        return host < sighting.place and follows(sighting, inside)
    if host in mine:
        return not parted(scene, sighting, inside, mine)
    return follows(sighting, inside) and (host is None or not scene.is_verb(host) or host < sighting.place)


def is_of_topic(scene: Scene, sighting: Sighting, inside: Sequence[int], mine: set[int]) -> bool:
    """"spoke about the situation in Syria": the words stand within what is talked about, and hang under none of the event's own."""
    top = top_of(scene, inside)
    before = range(sighting.spot.last + 1, inside[0])
    return scene.head(top) not in mine and any(scene.opens_topic(place) for place in before)


def hosts_of(sighting: Sighting) -> set[int]:
    """The words under which the circumstances of an event may hang: its own, its carrier's, the verb during which it happens."""
    scene, place = sighting.scene, sighting.place
    found = {place} if sighting.spot.is_noun else {*range(place, sighting.spot.last + 1)}  # « a participé à une réunion mardi »
    if sighting.spot.carrier is not None:
        found.add(sighting.spot.carrier)
    head = scene.head(place)
    if sighting.spot.is_noun:
        found.update(told_in_relative(scene, place))
    if sighting.spot.is_noun and head >= 0 and scene.is_verb(head) and (stands_in_setting(scene, place) or scene.relation(place).startswith("nsubj")):
        found.add(head)
    if not sighting.spot.is_noun and head >= 0 and scene.is_verb(head) and shares_time(scene, place):
        found.add(head)
    if head >= 0 and sighting.trigger.type == "CONSULT" and is_talk(scene, head) and scene.relation(place).partition(":")[0] in {"obl", "advcl"}:
        found.add(head)  # « s'est rendu lundi à Lisbonne pour rencontrer … »
    return found


def told_in_relative(scene: Scene, noun: int) -> Iterator[int]:
    """« la réunion de l'Alliance qui se tient mardi à Riga »: the verb of taking place in a relative clause of the noun, or of a name behind it."""
    words = scene.table.words
    for verb in range(noun + 1, min(noun + 1 + CLOSE, len(scene.words))):
        above = list(scene.above(verb)) if scene.relation(verb).startswith("acl:relcl") and scene.lemmas[verb] in words.phases else []
        if noun in above and not any(scene.is_verb(p) or is_other_event(scene, p) for p in above if p > noun):
            yield verb


def is_talk(scene: Scene, verb: int) -> bool:
    return scene.is_verb(verb) and any(trigger.type == "CONSULT" for trigger in scene.table.verbs.get(scene.lemmas[verb], ()))


def shares_time(scene: Scene, verb: int) -> bool:
    """An infinitive below another verb, a gerund, a second verb of the same subject: what dates the one dates the other."""
    relation = scene.relation(verb).partition(":")[0]
    if relation == "xcomp":
        return scene.is_infinitive(verb)
    participle = scene.words[verb].feat("VerbForm") == "Part" and scene.words[verb].feat("Tense") == "Pres"
    subject = any(scene.relation(c).startswith(("nsubj", "expl:subj")) for c in scene.children[verb])
    return (relation == "advcl" and participle) or (relation == "conj" and not subject)


def top_of(scene: Scene, inside: Sequence[int]) -> int:
    """The word by which a phrase hangs in its sentence."""
    return next((place for place in inside if scene.head(place) not in inside), inside[0])


def host_above(scene: Scene, inside: Sequence[int], sighting: Sighting) -> int | None:
    """The first verb, or the trigger itself, above the words."""
    top = top_of(scene, inside)
    for step in scene.above(top):
        if step in {sighting.place, sighting.spot.carrier} or scene.is_verb(step) or is_other_event(scene, step):
            return step
    return None


def parted(scene: Scene, sighting: Sighting, inside: Sequence[int], mine: set[int]) -> bool:
    """Another verb than those of the event stands between a trigger and what follows it; the tree has leapt over it."""
    first = max(sighting.place, sighting.spot.carrier or 0)
    between = range(first + 1, inside[0]) if inside[0] > first else range(0)
    if sighting.spot.is_noun and any(is_other_event(scene, p) for p in between):
        return True
    apart = {"conj", "acl", "advcl", "ccomp", "parataxis"}
    return any(scene.is_verb(p) and scene.relation(p).partition(":")[0] in apart for p in between if p not in mine)


def follows(sighting: Sighting, inside: Sequence[int]) -> bool:
    """The words come soon after the trigger, in the same stretch of clause."""
    scene, first = sighting.scene, max(sighting.spot.last, sighting.spot.carrier if sighting.spot.carrier is not None else 0)
    gap = range(first + 1, inside[0])
    if inside[0] <= first or len(gap) > CLOSE:
        return False
    return not any(
        scene.upos(p) in {"VERB", "AUX", "SCONJ"} or scene.low(p) in {";", ":"} or is_other_event(scene, p) for p in gap if scene.named[p] is None
    )


def is_other_event(scene: Scene, place: int) -> bool:
    """A noun of the tables: « après un entretien le 18 février » dates the talk, not what stands before it."""
    return scene.upos(place) == "NOUN" and scene.lemmas[place] in scene.table.nouns
