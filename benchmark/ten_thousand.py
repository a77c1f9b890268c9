"""A dossier of many invented articles, to measure waits on: French and English, over three years, without many parses.

    python benchmark/ten_thousand.py STORE DOSSIER                  ten thousand articles
    python benchmark/ten_thousand.py STORE DOSSIER --articles 500   fewer

Some dozens of articles are put together from `ten_thousand.toml` and really read. Every other article is one of them with other names of the
same length, whole weeks earlier or later: no letter moves, so spans stay, and times are shifted by the same weeks. Its reading is laid over
it and stored by the desk as any other. A sample is read for real at the end and compared.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pourparler import wire
from pourparler.desk import Desk
from pourparler.desk.adding import Adding
from pourparler.identifiers import numbered, place_of
from pourparler.intake import Details, Intake, read_text
from pourparler.model import Article, Reading, Sentence
from pourparler.parsing import parse_many
from pourparler.reader import Reader
from pourparler.store.articles import article_of, labels_by_key
from pourparler.verifying import faults_of

BANK = Path(__file__).with_name("ten_thousand.toml")
LANGUAGES = {"fr": 0.6, "en": 0.4}
TEMPLATES = 24
"""Articles of a language that are really read."""
PARAGRAPHS = (7, 12)
FIRST = date(2023, 1, 2)
WEEKS = 156
COPIED, CHANGED, PARTIAL, UNDATED = 0.04, 0.02, 0.05, 0.03
"""The share of articles that print a text once more, that are a later version, that are partial, that have no day."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WEEK = re.compile(r"(\d{4})-W(\d{2})")
SLOTS = "ABCT"
SAMPLE = 50

Names = Mapping[str, str]
"""What stands in each slot."""


@dataclass(frozen=True, slots=True)
class Template:
    """An article that was read, dated and undated, and what stood in its slots."""

    language: str
    title: str
    names: Names
    article: Article
    sentences: tuple[Sentence, ...]
    dated: Reading
    undated: Reading


@dataclass(frozen=True, slots=True)
class Made:
    """An article to add, with the parse and the reading that are laid over it."""

    intake: Intake
    sentences: tuple[Sentence, ...]
    reading: Reading


class Laid(Reader):
    """A reader that has every reading ready."""

    def __init__(self) -> None:
        super().__init__()
        self.ready: Reading | None = None

    def read_or_note(self, article: Article, sentences: Sequence[Sentence]) -> Reading:
        assert self.ready is not None
        return self.ready


def drawn_names(bank: Mapping[str, Any], draw: random.Random) -> Names:
    return dict(zip(SLOTS, [*draw.sample(bank["surnames"], 3), draw.choice(bank["towns"])], strict=True))


def filled(text: str, names: Names) -> str:
    for slot, name in names.items():
        text = text.replace(f"{{{slot}}}", name)
    return text


def templates(bank: Mapping[str, Any], draw: random.Random, most: int = TEMPLATES) -> dict[str, list[Template]]:
    """Of each language, `most` articles with paragraphs in an order drawn by chance, on all days of the week."""
    return {code: list(of_language(bank, code, draw, most)) for code in LANGUAGES}


def of_language(bank: Mapping[str, Any], code: str, draw: random.Random, most: int) -> Iterator[Template]:
    made = []
    for number in range(most):
        names = drawn_names(bank, draw)
        paragraphs = draw.sample(bank[code]["paragraphs"], draw.randint(*PARAGRAPHS))
        details = Details(None, (FIRST + timedelta(days=number % 7)).isoformat(), language=code)
        intake = read_text(filled("\n\n".join(paragraphs), names), id=f"{code}-{number}", details=details)
        made.append((draw.choice(bank[code]["titles"]), names, intake.article))
    reader = Reader()
    for (title, names, article), sentences in zip(made, parse_many([one[2] for one in made]), strict=True):
        bare = replace(article, published=None, published_from=None)
        yield Template(code, title, names, article, sentences, reader.read_parsed(article, sentences), reader.read_parsed(bare, sentences))


def renamed(before: Names, after: Names) -> list[tuple[str, str]]:
    """Old words and new, as they are written and as they stand in ids and lemmas."""
    pairs = [(before[slot], after[slot]) for slot in SLOTS]
    return pairs + [(old.lower(), new.lower()) for old, new in pairs]


def changed(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """All at once: a name may take the place of another that is replaced too."""
    table = dict(pairs)
    return re.sub("|".join(map(re.escape, table)), lambda found: table[found[0]], text)


def later(text: str, weeks: int) -> str:
    """The text with each day and week so many weeks later."""
    step = timedelta(weeks=weeks)
    text = DAY.sub(lambda found: (date.fromisoformat(found[0]) + step).isoformat(), text)
    return WEEK.sub(lambda found: "{}-W{:02}".format(*(date.fromisocalendar(int(found[1]), int(found[2]), 1) + step).isocalendar()), text)


def laid(template: Template, reading: Reading, article: Article, pairs: Sequence[tuple[str, str]], weeks: int) -> Reading:
    """The template's reading on another article: names, days and ids are those of the new one, spans stay."""
    bare = replace(reading, article=replace(article, text="", paragraphs=(), key="", id=""), made_with={})
    record = later(changed(wire.encode(bare).decode(), pairs), weeks)
    new = new_ids(reading, article)
    if new:
        record = re.sub("|".join(new), lambda found: new[found[0]], record)
    return replace(wire.decode(record), article=article, made_with=reading.made_with)


def new_ids(reading: Reading, article: Article) -> dict[str, str]:
    """The id on the new article of each record of the template."""
    found: dict[str, str] = {}
    for layer, records in (("quotation", reading.quotations), ("event", reading.events), ("timex", reading.timexes)):
        old = [one.id for one in records]
        found |= zip(old, numbered(article, layer, [place_of(one) for one in records]), strict=True)
    return found


def laid_parse(sentences: Sequence[Sentence], pairs: Sequence[tuple[str, str]]) -> tuple[Sentence, ...]:
    table = dict(pairs)

    def word(form: str) -> str:
        return table.get(form, form)

    return tuple(replace(one, words=tuple(replace(each, form=word(each.form), lemma=word(each.lemma)) for each in one.words)) for one in sentences)


def make(bank: Mapping[str, Any], template: Template, number: int, draw: random.Random, url: str | None = None) -> Made:
    """One article made of a template."""
    names, weeks = drawn_names(bank, draw), draw.randrange(WEEKS)
    pairs = renamed(template.names, names)
    undated, partial = draw.random() < UNDATED, draw.random() < PARTIAL
    published = None if undated else later(template.article.published or "", weeks)
    publisher = draw.choice(bank[template.language]["publishers"])
    details = Details(
        title=filled(template.title, names),
        published=published,
        publisher=publisher,
        url=url or f"https://press.example/{number}",
        language=template.language,
    )
    intake = read_text(changed(template.article.text, pairs), id=f"made-{number:06}", details=details)
    article = replace(intake.article, completeness="partial" if partial else "whole")
    reading = laid(template, template.undated if undated else template.dated, article, pairs, weeks)
    return Made(replace(intake, article=article), laid_parse(template.sentences, pairs), reading)


def printed_again(made: Made, number: int, bank: Mapping[str, Any], draw: random.Random) -> Made:
    """The same text, printed by another publisher."""
    publisher = draw.choice(bank[made.intake.article.language]["publishers"])
    article = replace(made.intake.article, id=f"made-{number:06}", publisher=publisher, url=f"https://press.example/{number}")
    return replace(made, intake=replace(made.intake, article=article))


def offers(bank: Mapping[str, Any], known: Mapping[str, Sequence[Template]], most: int, draw: random.Random) -> Iterator[Made]:
    kept: list[tuple[Made, Template]] = []
    for number in range(most):
        chance = draw.random()
        if kept and chance < COPIED:
            yield printed_again(draw.choice(kept)[0], number, bank, draw)
            continue
        if kept and chance < COPIED + CHANGED:
            before, template = draw.choice(kept)
            yield make(bank, template, number, draw, before.intake.article.url)
            continue
        template = draw.choice(known[draw.choices([*LANGUAGES], [*LANGUAGES.values()])[0]])
        made = make(bank, template, number, draw)
        kept = [*kept[-199:], (made, template)]
        yield made


def fill(desk: Desk, dossier: str, made: Iterator[Made], most: int) -> Counter[str]:
    """Adds them as the desk adds; how many were what."""
    reader, counts, start = Laid(), Counter[str](), time.monotonic()
    adding = Adding(desk.store, desk.show(dossier).dossier, reader)
    for number, one in enumerate(made, start=1):
        reader.ready = one.reading
        counts[adding.put(one.intake, {one.intake.article.key: one.sentences}).arrival] += 1
        if number % 250 == 0 or number == most:
            print(f"{number} of {most}, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return counts


def compared(desk: Desk, dossier: str, most: int, draw: random.Random) -> tuple[int, int, int]:
    """Of a sample, read for real from its text: how many, how many laid readings have a fault, how many differ from the real one."""
    with desk.reading(dossier) as (connection, opened):
        keys = sorted(labels_by_key(connection, opened.id))
        articles = [article_of(connection, opened.id, key) for key in draw.sample(keys, min(most, len(keys)))]
    stored = [desk.read_article(dossier, article.key) for article in articles]
    faulty = sum(next(iter(faults_of(reading)), None) is not None for reading in stored)
    real = list(Reader().read_many(articles))
    return len(stored), faulty, sum(digest(one) != digest(two) for one, two in zip(stored, real, strict=True))


def digest(reading: Reading) -> str:
    return hashlib.sha256(wire.encode(replace(reading, made_with={}, notes=()))).hexdigest()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("dossier")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    bank, draw = tomllib.loads(BANK.read_text(encoding="utf-8")), random.Random(asked.seed)
    with Desk(asked.store) as desk:
        desk.new(asked.dossier)
        counts = fill(desk, asked.dossier, offers(bank, templates(bank, draw), asked.articles, draw), asked.articles)
        print(", ".join(f"{number} {arrival}" for arrival, number in sorted(counts.items())))
        sampled, faulty, different = compared(desk, asked.dossier, SAMPLE, draw)
    print(f"of {sampled} read for real: {faulty} with a span that does not slice, {different} read otherwise")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
