"""What is asked of an export, and what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pourparler.export.columns import Column, TableName, Texts, columns_at
from pourparler.export.licences import is_restricted
from pourparler.export.rows import Row, rows
from pourparler.model import Article, Reading


@dataclass(frozen=True, slots=True)
class Export:
    """Readings to be written. They are run through once by every exporter and never held together, so `readings` must be something that can
    be run through again (a list, or an object whose `__iter__` opens its file anew).

    `texts` says how many of the articles' own words go out: "none", the "quoted" words of each row, or "whole" texts too. Articles whose
    licence is restricted keep their words in at any level, unless `licensed`: then whoever asks holds the texts by their own right.
    `attitudes` lets beliefs and wishes that nobody voiced into the statements. `language` is that of labels inside a file.
    `question` is what the dossier is to answer, `refused` what could not be read (place and message), None where nobody kept account of it.
    `surveyed` is what a survey of this very export found, where one was made: then the readings are not gone through once more for it.
    `raw` writes CSV cells unguarded, `bom` begins CSV files with the mark that Excel needs to read UTF-8.
    """

    readings: Iterable[Reading]
    title: str = "pourparler"
    texts: Texts = "quoted"
    attitudes: bool = False
    language: str = "en"
    raw: bool = False
    bom: bool = False
    licensed: bool = False
    surveyed: Survey | None = None
    question: str | None = None
    refused: Sequence[tuple[str, str]] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.readings, Iterator):
            raise TypeError("readings can be run through only once: give a list, or an object that starts anew each time")

    def columns(self) -> dict[TableName, tuple[Column, ...]]:
        """The columns of each table at this level of texts."""
        return columns_at(self.texts)

    def withholds(self, article: Article) -> bool:
        return not self.licensed and is_restricted(article)

    def is_wordless(self, article: Article) -> bool:
        """Whether no word of this article goes out."""
        return self.texts == "none" or self.withholds(article)

    def rows(self) -> Iterator[tuple[TableName, Row]]:
        """Every row of every table, article by article; the words of a withheld article are None."""
        shown = self.columns()
        for reading in self.readings:
            withheld = self.withholds(reading.article)
            for table, row in rows(reading, self.attitudes, withheld):
                hidden = {column.name for column in shown[table] if column.words is not None} if withheld else set()
                yield table, {column.name: None if column.name in hidden else row[column.name] for column in shown[table]}


@dataclass(slots=True)
class Written:
    """The files of one export with the number of rows of each table. `cut` counts cells that a format could not hold whole, `left_out` rows
    that it could not hold at all.
    """

    files: list[Path] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    left_out: int = 0

    @classmethod
    def of(cls, tables: Iterable[str]) -> Written:
        """Nothing written yet: every table has no row."""
        return cls(rows=Counter(dict.fromkeys(tables, 0)))


@dataclass(slots=True)
class Survey:
    """What an export is made of, known before it is written: ids of withheld articles, languages, and every version that made a reading."""

    articles: int = 0
    withheld: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    made_with: set[tuple[str, ...]] = field(default_factory=set)

    def has_rules(self, language: str, digest: str) -> bool:
        """Whether every reading in this language was made with the rules of this digest."""
        mine = [versions for versions in self.made_with if f"language {language}" in versions]
        return bool(mine) and all(f"rules {digest}" in versions for versions in mine)


def survey(export: Export) -> Survey:
    """What the export is made of, from one run through its readings unless it was surveyed before."""
    if export.surveyed is not None:
        return export.surveyed
    found = Survey()
    for reading in export.readings:
        found.articles += 1
        found.languages.add(reading.article.language)
        found.made_with.add(tuple(f"{name} {version}" for name, version in sorted(reading.made_with.items())))
        if export.withholds(reading.article):
            found.withheld.append(reading.article.id)
    return found
