"""Gold, its readings and their figures: what the gate and the pages of figures share.

A gold set is a file of annotated articles. `sets.toml` says what the sets we know are, and which articles of ours repeat another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from pourparler.errors import MalformedRecord
from pourparler.intake import Intake, read_jsonl
from pourparler.lang import load as load_language
from pourparler.model import Reading
from pourparler.parsing import parser_name
from pourparler.reader import Reader
from pourparler.scoring import GoldDocument, Rate, Scores, Share, read_gold, score

HOME = Path(__file__).parent
GOLD = HOME / "gold"
TRAINING = "train"
"""A file with this in its name is material for learning, and measures nothing."""


class Peer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another tool on the same gold by the same rules of counting: F1 of content, content and source, the same of direct and of mixed."""

    name: str
    match: float
    full: float
    direct: float
    mixed: float


class Described(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a set is, in English and in French. `repeats` are articles that print another one again, left out of the count; `unmeasured` are
    figures that its way of annotating does not allow.
    """

    en: str
    fr: str
    licence: str = ""
    remark: str = ""
    headline: bool = False
    repeats: list[str] = []
    unmeasured: list[str] = []
    peers: list[Peer] = []


@cache
def known_sets() -> dict[str, Described]:
    return msgspec.toml.decode((HOME / "sets.toml").read_bytes(), type=dict[str, Described])


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A file of gold. `key` is its name without the ending, after its folder's where that is a language: "fr/press"."""

    key: str
    path: Path

    @property
    def described(self) -> Described:
        """What is known of the set; one that nobody described is called by its key."""
        return known_sets().get(self.key) or Described(en=self.key, fr=self.key)

    def documents(self) -> list[GoldDocument]:
        return [document for document in read_gold(self.path) if document.id not in self.described.repeats]

    def intakes(self) -> list[Intake]:
        """The articles to read; one that is refused has no reading, and counts as one in which nothing was found."""
        return [offer for offer in read_jsonl(self.path) if isinstance(offer, Intake) and offer.article.id not in self.described.repeats]

    def sha256(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def gold_sets(place: Path) -> Iterator[GoldSet]:
    """The sets of a file, of a folder, or of a folder of language folders, by name; files for training are left out."""
    paths = [place] if place.is_file() else sorted([*place.glob("*.jsonl"), *place.glob("*/*.jsonl")])
    for path in paths:
        if place.is_file() or TRAINING not in path.stem:
            home = path.parent.name
            yield GoldSet(f"{home}/{path.stem}" if len(home) == 2 else path.stem, path)


def is_usable(gold: GoldSet) -> bool:
    """Whether the set annotates quotations; a file of another form is none of ours to measure."""
    try:
        return bool(gold.documents())
    except MalformedRecord:
        return False


def readings_of(gold: GoldSet, reader: Reader | None = None) -> list[Reading]:
    """The readings of a set's articles, in order."""
    intakes = gold.intakes()
    made = (reader or Reader()).read_many(intake.article for intake in intakes)
    return [reading.with_notes(intake.notes) for intake, reading in zip(intakes, made, strict=True)]


def parsers_of(documents: Iterable[GoldDocument]) -> str:
    """The parsers that the languages of some documents need, as they are installed: figures belong to them."""
    codes = sorted({document.lang for document in documents if document.lang})
    return ", ".join(" ".join(parser_name(load_language(code))) for code in codes)


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in per cent of `n`: F1 with precision and recall where `n` counts what the gold holds, else a share of what `n` counts."""

    value: float
    n: int
    precision: float | None = None
    recall: float | None = None


class Measured(msgspec.Struct, frozen=True):
    """What was measured on one set, and with what.

    `intervals` are the middle 95 of 100 resamples of the articles, for sets of five articles or more. `mistakes` counts them by layer and
    kind; `missed` the quotations missed by type, with how many of that type the gold holds.
    """

    articles: int
    version: str
    rules: str
    parser: str
    figures: dict[str, Figure]
    intervals: dict[str, tuple[float, float]]
    without_people: dict[str, Figure]
    undated: dict[str, Figure]
    mistakes: dict[str, int]
    missed: dict[str, tuple[int, int]]


def of_rate(rate: Rate) -> Figure:
    return Figure(100 * rate.f1, rate.gold, 100 * rate.precision, 100 * rate.recall)


def of_share(share: Share) -> Figure:
    return Figure(100 * share.part / share.whole if share.whole else 0.0, share.whole)


def rest_of(share: Share) -> Figure:
    """What is left of a share: of the speakers that nobody names, those that were left unknown."""
    return of_share(Share(share.whole - share.part, share.whole))


def quotation_figures(scores: Scores) -> Iterator[tuple[str, Figure]]:
    told = scores.quotations
    yield "quotations.match", of_rate(told.match)
    yield "quotations.full", of_rate(told.full)
    for kind, rates in told.kinds.items():
        yield f"quotations.{kind}", of_rate(rates.full)
    yield "quotations.exact", of_rate(told.exact)
    yield "quotations.source", of_share(told.source)
    yield "quotations.scare left out", rest_of(told.scare)


def speaker_figures(scores: Scores) -> Iterator[tuple[str, Figure]]:
    yield "speakers.right", of_share(scores.speakers.right)
    yield "speakers.left unknown", rest_of(scores.speakers.invented)
    yield "speakers.status", of_share(scores.speakers.status)


def time_figures(scores: Scores) -> Iterator[tuple[str, Figure]]:
    yield "times.extent", of_rate(scores.times.extent)
    yield "times.strict", of_rate(scores.times.strict)
    yield "times.value", of_share(scores.times.value)


def actor_figures(scores: Scores) -> Iterator[tuple[str, Figure]]:
    yield "actors.found", of_share(scores.actors.found)
    yield "actors.country", of_share(scores.actors.country)
    yield "actors.persons known", of_share(scores.actors.known)


def event_figures(scores: Scores) -> Iterator[tuple[str, Figure]]:
    told = scores.events
    yield "events.type", of_rate(told.typed)
    yield "events.trigger", of_rate(told.loose)
    yield "events.countries", of_share(told.countries)
    yield "events.status", of_share(told.status)
    yield "events.date", of_share(told.date)
    yield "events.left undated", rest_of(told.invented)


LAYERS = {
    "quotations": (quotation_figures, speaker_figures),
    "timexes": (time_figures,),
    "actors": (actor_figures,),
    "events": (event_figures,),
}
"""Layers of a reading with the figures that measure them."""


def figures_of(scores: Scores, layers: Iterable[str]) -> dict[str, Figure]:
    """The figures of the layers that were attempted; one with nothing to measure (n is 0) is left out."""
    told = [figure for layer in LAYERS if layer in set(layers) for figures in LAYERS[layer] for figure in figures(scores)]
    return {name: figure for name, figure in told if figure.n}


def measure(gold: GoldSet, readings: Sequence[Reading], documents: Sequence[GoldDocument] | None = None) -> dict[str, Figure]:
    """The figures of readings against a set, or against its `documents` made otherwise. A layer counts when any reading attempted it."""
    layers = {layer for reading in readings for layer in reading.layers}
    figures = figures_of(score(documents or gold.documents(), readings), layers)
    return {name: figure for name, figure in figures.items() if name not in gold.described.unmeasured}
