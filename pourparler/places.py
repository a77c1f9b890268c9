"""Towns, regions, countries and venues that an article names as places.

A state that acts is no place (« Moscou négocie »), one behind a preposition of place is (« à Moscou »); a name can be both. A town of the atlas has
its point; a name of several towns is decided by the state that the text ties to it or by the states that the article names, else it has no point.
Regions and venues have the state that the tables or the text say, and no point; what is only a country stays one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pourparler.gazetteer import Entry, Gazetteer
from pourparler.gazetteer.atlas import WORLD_KNOWN, Atlas, Town, dwarfs, load_atlas, meant, state_of
from pourparler.gazetteer.entries import NONSTATE_CODES
from pourparler.lang import Language
from pourparler.model import Article, Mention, Place, Precision, Sentence, Span, Timex, Word
from pourparler.trees import lowered

NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})
LARGE = 30_000
"""People of a town that is seen behind just any preposition."""
WORD = re.compile(r"\w+")
PRECISION: dict[str, Precision] = {"capital": "town", "seat": "venue", "name": "country", "acronym": "country", "weak": "country"}
"""What a spelling of a state means where it is a place."""


@dataclass(frozen=True)
class Places:
    """The places of an article, each once, and where they are mentioned."""

    places: tuple[Place, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place where it stands; a `loose` one, behind just any preposition, counts only if it can be located. `capital` is the state whose capital
    bears this name."""

    place: Place
    span: Span
    loose: bool = False
    capital: str | None = None


def find_places(
    article: Article, sentences: Sequence[Sentence], language: Language, gazetteer: Gazetteer, mentions: Iterable[Mention], timexes: Iterable[Timex]
) -> Places:
    """The names behind prepositions of place, in the order of the text. `mentions` of people and bodies, and times, are no places.

    Spans are code points of the article. The id of a town with a point is `geonames:` and its number there; of others `place:` and the code of
    a country or the name.
    """
    mentions = tuple(mentions)
    people = [mention.span for mention in mentions if mention.kind in {"person", "organisation", "group", "role"}]
    taken = sorted([*people, *(timex.span for timex in timexes)])
    low = frozenset(word.form for sentence in sentences for word in sentence.words if word.form[:1].islower())
    reader = PlaceReader(article, language, gazetteer, tuple(taken), load_atlas(), low)
    found = [each for sentence in sentences for each in reader.read(sentence)]
    states = {*states_of(mentions, gazetteer), *adjectives_in(sentences, language, gazetteer)}
    states |= {each.place.country for each in found if each.place.country}
    told = {each.place.id: each for each in sorted(found, key=lambda each: each.place.country is not None)}
    places = {ident: locate(each.place, states, reader.atlas, each.capital) for ident, each in told.items()}
    kept = [each for each in found if not each.loose or is_located(places[each.place.id])]
    ordered: dict[str, Place] = {}
    for place in (places[each.place.id] for each in kept):
        ordered.setdefault(place.id, place)  # « New York » and « New York City » are one town
    return Places(tuple(ordered.values()), tuple(Mention(each.span, "place", place=places[each.place.id].id) for each in kept))


def is_located(place: Place) -> bool:
    return place.latitude is not None or (place.precision != "town" and place.country is not None)


def states_of(mentions: Iterable[Mention], gazetteer: Gazetteer) -> Iterator[str]:
    """The states that are named, and those of the people and bodies that the gazetteer knows."""
    for ident in {mention.actor for mention in mentions if mention.actor in gazetteer}:
        country = gazetteer.entry(ident or "").country
        if country and country not in NONSTATE_CODES:
            yield country


def adjectives_in(sentences: Sequence[Sentence], language: Language, gazetteer: Gazetteer) -> Iterator[str]:
    """The states that adjectives name without doubt."""
    for form in {word.form for sentence in sentences for word in sentence.words if word.upos == "ADJ"}:
        states = gazetteer.demonym(form, language.code)
        if len(states) == 1:
            yield states[0].id


def locate(place: Place, states: Iterable[str], atlas: Atlas, capital: str | None = None) -> Place:
    """The place with its point where it is one town of the atlas alone; with its state at least where that is sure.

    The name of a `capital` means it where no other town so called can be meant.
    """
    if place.precision != "town":
        return place
    towns = atlas.towns(place.name)
    named = {place.country} if place.country else set(states)
    kept = tuple(town for town in towns if town.country == place.country) if place.country else towns
    town = meant(kept, named) or (kept[0] if kept and is_capital(kept, capital) else None)
    if town is None:
        return replace(place, country=place.country or (state_of(kept, named) if kept else capital))
    return Place(f"geonames:{town.id}", place.name, town.country, town.latitude, town.longitude, "town")


def is_capital(towns: Sequence[Town], capital: str | None) -> bool:
    """The largest of them lies in that state and dwarfs the others elsewhere: « Paris » is not the one in Texas."""
    return towns[0].country == capital and all(dwarfs(towns[0], other) for other in towns[1:] if other.country != capital)


@dataclass(frozen=True)
class PlaceReader:
    """Reads the places of one article."""

    article: Article
    language: Language
    gazetteer: Gazetteer
    taken: tuple[Span, ...]
    atlas: Atlas
    low_words: frozenset[str]

    def read(self, sentence: Sentence) -> Iterator[Found]:
        words, place = sentence.words, 0
        forms = tuple(word.form.replace("’", "'") for word in words)
        while place < len(words):
            stop = place + 1
            for found, end in self.behind(words, forms, place):
                yield found
                stop = end
            place = stop

    def behind(self, words: Sequence[Word], forms: Sequence[str], place: int) -> Iterator[tuple[Found, int]]:
        """The places that a preposition brings in; behind one that is not of place (« l'université de Caen ») only towns and regions, no states."""
        listed = self.language.roles.words
        if place and words[place].form[:1].isupper() and words[place - 1].upos != "PUNCT":
            return  # "the Bureau of Near Eastern Affairs": a part of a name
        if self.low(words, place) in listed.locative:
            yield from self.list_from(words, forms, place + 1)
        elif words[place].upos == "ADP" and self.low(words, place) not in listed.by:
            yield from self.beside(words, forms, place)

    def beside(self, words: Sequence[Word], forms: Sequence[str], place: int) -> Iterator[tuple[Found, int]]:
        """A region, or a town of some size that has no article of its preposition's: « ministre de la Justice » is over no town."""
        start, after = place + 1, self.after_articles(words, place + 1)
        read = self.of_atlas(words, forms, start) or self.of_atlas(words, forms, after)
        if read is None or self.gazetteer.longest(forms, after, self.language.code) is not None:
            return
        found, end = read
        article = self.low(words, place) in self.language.roles.words.fused or words[start].span.start < found.span.start
        if found.place.precision != "town" or (not article and self.is_large(found.place.name)):
            yield replace(found, loose=True), end

    def is_large(self, name: str) -> bool:
        return any(town.population >= LARGE for town in self.atlas.towns(name))

    def list_from(self, words: Sequence[Word], forms: Sequence[str], first: int) -> Iterator[tuple[Found, int]]:
        """A place and those joined to it: « à Rome et à Berlin », "Nigeria, Equatorial Guinea, and Mauritania"."""
        start: int | None = first
        while start is not None:
            place = self.after_articles(words, start)
            bare = place == start and self.low(words, first - 1) not in self.language.roles.words.loose
            named = place > start and (place >= len(words) or self.gazetteer.longest(forms, place, self.language.code) is None)
            read = (self.of_atlas(words, forms, start) if named else None) or self.at(words, forms, place, bare)
            if read is None:
                return
            found, end = read
            outer = self.in_country(words, forms, end)
            if outer is not None and found.place.precision != "country":
                found, end = replace(found, place=located(found.place, outer[0])), outer[1]
            yield found, end
            start = self.next_member(words, end)

    def at(self, words: Sequence[Word], forms: Sequence[str], place: int, bare: bool) -> tuple[Found, int] | None:
        """The place that begins at a word, and where it ends; a name that no table knows is one only where it stands `bare` after « à », « vers »."""
        if place >= len(words) or self.is_taken(words[place]):
            return None
        if self.low(words, place) in self.language.roles.words.place_nouns and self.low(words, place + 1) in self.language.roles.words.of:
            return self.part_of_state(words, forms, place)
        known = self.gazetteer.longest(forms, place, self.language.code) if forms[place][:1].isupper() else None
        states = [entry for entry in known[1] if entry.kind == "country"] if known else []
        if known and len(states) == 1 and not self.grows(words, known[0]):
            return (self.of_state(states[0], words, forms, place, known[0]), known[0]) if not self.modifies(words, known[0] - 1) else None
        if known and not states:
            return None
        return self.of_atlas(words, forms, place) or (self.of_name(words, forms, place) if bare else None)

    def modifies(self, words: Sequence[Word], place: int) -> bool:
        """"to U.S. officials": the state belongs to the noun after it."""
        return words[place].deprel in {"compound", "amod"} and words[place].head > place

    def of_atlas(self, words: Sequence[Word], forms: Sequence[str], place: int) -> tuple[Found, int] | None:
        """A region, a venue or a town of the atlas, the longest."""
        if place >= len(words) or self.is_taken(words[place]):
            return None
        area = self.atlas.area_at(forms, place, self.language.code)
        town = self.atlas.town_at(forms, place)
        if area is not None and (town is None or area[0] >= town[0]) and not self.grows(words, area[0]):
            span = Span(words[place].span.start, words[area[0] - 1].span.end)
            return Found(self.named(span, area[1].country, area[1].precision), span), area[0]
        if town is None or self.grows(words, town[0]) or not self.may_be_town(words[place], town[1], town[0] - place):
            return None
        span = Span(words[place].span.start, words[town[0] - 1].span.end)
        return Found(self.named(span, None, "town"), span), town[0]

    def may_be_town(self, word: Word, towns: Sequence[Town], length: int) -> bool:
        """A small town whose name is one word must not be a word that the article writes in lower case, nor anything but a name to the parser."""
        if word.form.lower() in self.language.roles.words.never_names:
            return False
        if length > 1 or towns[0].population >= WORLD_KNOWN:
            return True
        return word.upos == "PROPN" and word.form.lower() not in self.low_words

    def part_of_state(self, words: Sequence[Word], forms: Sequence[str], place: int) -> tuple[Found, int] | None:
        """« le nord de la Syrie » is a region of Syria."""
        inner = self.at(words, forms, self.after_articles(words, place + 2), False)
        if inner is None or inner[0].place.precision != "country":
            return None
        span = Span(words[place].span.start, inner[0].span.end)
        return Found(self.named(span, inner[0].place.country, "region"), span), inner[1]

    def of_state(self, entry: Entry, words: Sequence[Word], forms: Sequence[str], place: int, end: int) -> Found:
        strength = entry.strength(" ".join(forms[place:end])) or "name"
        span = Span(words[place].span.start, words[end - 1].span.end)
        precision = PRECISION.get(strength, "region")
        if precision == "country":
            return Found(Place(f"place:{entry.id}", entry.called(self.language.code), entry.id, precision=precision), span)
        if precision == "town":
            return Found(self.named(span, None, precision), span, capital=entry.id)
        return Found(self.named(span, entry.id, precision), span)

    def of_name(self, words: Sequence[Word], forms: Sequence[str], place: int) -> tuple[Found, int] | None:
        """A run of capitals of which no table knows anything but that it is no person and no body."""
        end = place
        while end < len(words) and forms[end][:1].isupper() and words[end].upos in NAMING and not self.is_taken(words[end]):
            end += 1
            if end + 1 < len(words) and forms[end] == "-" and forms[end + 1][:1].isupper():
                end += 1
        roles = self.language.roles
        named = words[place].upos == "PROPN" and self.low(words, place) not in roles.words.never_names and forms[place] not in roles.titles
        if end == place or not named or len(forms[place]) < 3:
            return None
        span = Span(words[place].span.start, words[end - 1].span.end)
        return Found(self.named(span, None, "town"), span), end

    def named(self, span: Span, country: str | None, precision: Precision) -> Place:
        name = " ".join(span.slice(self.article.text).split())
        return Place(place_id(name), name, country, precision=precision)

    def grows(self, words: Sequence[Word], end: int) -> bool:
        """A capital right after: « Guinée équatoriale » is known, "Washington Post" is no town."""
        return end < len(words) and words[end].form[:1].isupper() and words[end].upos == "PROPN" and not self.is_taken(words[end])

    def is_taken(self, word: Word) -> bool:
        """A person, a body or a time is named here; a longer phrase that only holds the word (« l'ambassade de France à Riga ») takes nothing."""
        start, end = word.span.start, word.span.end
        near = self.taken[bisect_left(self.taken, start - 1, key=lambda span: span.start) :]
        return any(span.end > start for span in takewhile(lambda span: span.start < end, near))

    def in_country(self, words: Sequence[Word], forms: Sequence[str], end: int) -> tuple[str, int] | None:
        """« Davos, Switzerland », « Kazan (Russie) », « Addis Abeba, en Éthiopie »: the country that follows a town."""
        if self.low(words, end) not in {",", "("}:
            return None
        step = end + 1
        if self.low(words, step) in self.language.roles.words.locative:
            step = self.after_articles(words, step + 1)
        known = self.gazetteer.longest(forms, step, self.language.code) if step < len(words) and forms[step][:1].isupper() else None
        states = [entry for entry in known[1] if entry.kind == "country"] if known else []
        if known is None or len(states) != 1 or states[0].strength(" ".join(forms[step : known[0]])) != "name":
            return self.in_area(words, forms, step)
        joiners, comma = self.language.roles.words.joiners, self.low(words, known[0]) == ","
        joined = self.low(words, known[0] + comma) in joiners
        return None if joined else (states[0].id, known[0])

    def in_area(self, words: Sequence[Word], forms: Sequence[str], step: int) -> tuple[str, int] | None:
        """« Guéret (Creuse) », "Springfield, Ohio": the state of the region that follows a town."""
        area = self.atlas.area_at(forms, step, self.language.code) if step < len(words) else None
        return (area[1].country, area[0]) if area is not None and area[1].country else None

    def next_member(self, words: Sequence[Word], end: int) -> int | None:
        """Where the next of a list of places begins."""
        joiners, step = self.language.roles.words.joiners, end
        while self.low(words, step) == "," or self.low(words, step) in joiners:
            step += 1
        if step == end:
            return None
        if self.low(words, step) in self.language.roles.words.locative:
            step += 1
        return step

    def after_articles(self, words: Sequence[Word], place: int) -> int:
        articles = self.language.roles.words.definite
        while self.low(words, place) in articles or self.low(words, place) == "'":
            place += 1
        return place

    def low(self, words: Sequence[Word], place: int) -> str:
        return lowered(words[place].form) if 0 <= place < len(words) else ""


def located(place: Place, country: str) -> Place:
    """The town in the country that the text gives; one that the gazetteer knows elsewhere stays where it is."""
    return place if place.country else Place(place.id, place.name, country, precision=place.precision)


def place_id(name: str) -> str:
    """« Saint-Malo » gives place:saint-malo: letters and digits of any script, the rest hyphens."""
    plain = "".join(char for char in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(char))
    return f"place:{'-'.join(re.findall(WORD, plain))}"


__all__ = ["Places", "find_places"]
