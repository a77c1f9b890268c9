"""Towns, regions, countries and venues that an article names as places.

A state that acts is no place (« Moscou négocie »), one behind a preposition of place is (« à Moscou »). Nothing is located: a place has a name, a
precision and, where the gazetteer or the text itself says it, a country. What is only a country stays one; no point is ever given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pourparler.gazetteer import Entry, Gazetteer
from pourparler.lang import Language
from pourparler.model import Article, Mention, Place, Precision, Sentence, Span, Timex, Word
from pourparler.trees import lowered

NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})
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
    place: Place
    span: Span


def find_places(
    article: Article, sentences: Sequence[Sentence], language: Language, gazetteer: Gazetteer, mentions: Iterable[Mention], timexes: Iterable[Timex]
) -> Places:
    """The names behind prepositions of place, in the order of the text. `mentions` of people and bodies, and times, are no places.

    Spans are code points of the article. Ids are of our own: `place:` and the code of a country or the name.
    """
    people = [mention.span for mention in mentions if mention.kind in {"person", "organisation", "group", "role"}]
    taken = sorted([*people, *(timex.span for timex in timexes)])
    reader = PlaceReader(article, language, gazetteer, tuple(taken))
    found = [each for sentence in sentences for each in reader.read(sentence)]
    places: dict[str, Place] = {}
    for each in found:
        known = places.get(each.place.id)
        places[each.place.id] = each.place if known is None or (known.country is None and each.place.country) else known
    return Places(tuple(places.values()), tuple(Mention(each.span, "place", place=each.place.id) for each in found))


@dataclass(frozen=True)
class PlaceReader:
    """Reads the places of one article."""

    article: Article
    language: Language
    gazetteer: Gazetteer
    taken: tuple[Span, ...]

    def read(self, sentence: Sentence) -> Iterator[Found]:
        words, place = sentence.words, 0
        forms = tuple(word.form.replace("’", "'") for word in words)
        while place < len(words):
            stop = place + 1
            if self.low(words, place) in self.language.roles.words.locative:
                for found, end in self.list_from(words, forms, self.after_articles(words, place + 1)):
                    yield found
                    stop = end
            place = stop

    def list_from(self, words: Sequence[Word], forms: Sequence[str], first: int) -> Iterator[tuple[Found, int]]:
        """A place and those joined to it: « à Rome et à Berlin », "Nigeria, Equatorial Guinea, and Mauritania"."""
        place: int | None = first
        while place is not None:
            read = self.at(words, forms, place)
            if read is None:
                return
            found, end = read
            outer = self.in_country(words, forms, end)
            if outer is not None and found.place.precision != "country":
                found, end = Found(located(found.place, outer[0]), found.span), outer[1]
            yield found, end
            place = self.next_member(words, end)

    def at(self, words: Sequence[Word], forms: Sequence[str], place: int) -> tuple[Found, int] | None:
        """The place that begins at a word, and where it ends."""
        if self.low(words, place) in self.language.roles.words.place_nouns and self.low(words, place + 1) in self.language.roles.words.of:
            return self.part_of_state(words, forms, place)
        if place >= len(words) or not forms[place][:1].isupper() or any(span.overlaps(words[place].span) for span in self.taken):
            return None
        known = self.gazetteer.longest(forms, place, self.language.code)
        if known is not None:
            states = [entry for entry in known[1] if entry.kind == "country"]
            bodies = [entry for entry in known[1] if entry.kind != "country"]
            if len(states) == 1 and not self.grows(words, known[0]):
                return self.of_state(states[0], words, forms, place, known[0]), known[0]
            if bodies and not states:
                return None
        return self.of_name(words, forms, place)

    def part_of_state(self, words: Sequence[Word], forms: Sequence[str], place: int) -> tuple[Found, int] | None:
        """« le nord de la Syrie » is a region of Syria."""
        inner = self.at(words, forms, self.after_articles(words, place + 2))
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
        return Found(self.named(span, entry.id, precision), span)

    def of_name(self, words: Sequence[Word], forms: Sequence[str], place: int) -> tuple[Found, int] | None:
        """A run of capitals of which no table knows anything but that it is no person and no body."""
        end = place
        while end < len(words) and forms[end][:1].isupper() and words[end].upos in NAMING and not self.is_taken(words[end]):
            end += 1
            if end + 1 < len(words) and forms[end] == "-" and forms[end + 1][:1].isupper():
                end += 1
        if end == place or words[place].upos != "PROPN" or len(forms[place]) < 3:
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
        return any(span.overlaps(word.span) for span in self.taken)

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
            return None
        joiners, comma = self.language.roles.words.joiners, self.low(words, known[0]) == ","
        joined = self.low(words, known[0] + comma) in joiners
        return None if joined else (states[0].id, known[0])

    def next_member(self, words: Sequence[Word], end: int) -> int | None:
        """Where the next of a list of places begins."""
        joiners, step = self.language.roles.words.joiners, end
        while self.low(words, step) == "," or self.low(words, step) in joiners:
            step += 1
        if step == end:
            return None
        if self.low(words, step) in self.language.roles.words.locative:
            step += 1
        return self.after_articles(words, step)

    def after_articles(self, words: Sequence[Word], place: int) -> int:
        articles = self.language.roles.words.articles
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
