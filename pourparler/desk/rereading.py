"""Reading a dossier again after a change of rules: only what the change can touch, and nothing is parsed unless the parser itself changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pourparler.desk.rules import Rules, decode, parse_stamp, present, reach, snapshot
from pourparler.desk.sealing import seal
from pourparler.desk.standing import put_standing_lines
from pourparler.lang import load as load_language
from pourparler.model import Article, Sentence
from pourparler.parsing import parse_many
from pourparler.reader import Reader, batches
from pourparler.store import Connection, Dossier, Store, next_sequence
from pourparler.store.articles import article_of, languages_by_key, notes_of
from pourparler.store.indexing import articles_with, put_index, take_out
from pourparler.store.readings import (
    Stamps,
    begin_run,
    keys_by_run,
    parse_of,
    parsers_by_key,
    put_parse,
    put_reading,
    rules_of_run,
    stamps_by_run,
    stand_for_run,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change of rules asks for: articles to parse again, to read again, and those it cannot touch."""

    run: int
    parse: tuple[str, ...]
    read: tuple[str, ...]
    untouched: tuple[str, ...]

    @property
    def work(self) -> int:
        """How many articles are read again."""
        return len(self.parse) + len(self.read)


@dataclass(frozen=True, slots=True)
class Reread:
    """One article that was read again; `changed` tells whether its reading says anything new."""

    key: str
    label: str
    parsed: bool
    changed: bool


@dataclass
class Rereading:
    """One work of rereading; it can be cut off at any moment and asked for again."""

    store: Store
    dossier: Dossier
    reader: Reader

    def plan(self, everything: bool = False) -> Plan:
        """The run of the present rules, begun if need be, and what is left to do until every article stands for it."""
        rules = snapshot()
        with self.store.writing() as connection:
            languages = languages_by_key(connection, self.dossier.id)
            stamps = {code: self.reader.made_with(load_language(code)) for code in sorted(set(languages.values()))}
            run = begin_run(connection, self.dossier.id, stamps, present())
            parsers = parsers_by_key(connection, self.dossier.id)
            stale = {key for key, code in languages.items() if parsers.get(key) != parse_stamp(code)}
            touched = set(languages) if everything else self.touched(connection, languages, run, rules, stamps)
        return Plan(
            run=run,
            parse=tuple(sorted(stale)),
            read=tuple(sorted(touched - stale)),
            untouched=tuple(sorted(languages.keys() - touched - stale)),
        )

    def touched(self, connection: Connection, languages: dict[str, str], run: int, rules: Rules, stamps: Stamps) -> set[str]:
        """The articles whose readings stand for other rules that could have read them otherwise."""
        found: set[str] = set()
        before = stamps_by_run(connection, self.dossier.id)
        for old, keys in keys_by_run(connection, self.dossier.id).items():
            if old is None:
                found.update(keys)
            elif old != run:
                change = reach(decode(rules_of_run(connection, self.dossier.id, old)), rules)
                holding = articles_with(connection, self.dossier.id, change.words)
                unstamped = {code for code, stamp in stamps.items() if parser_of(before[old].get(code)) != parser_of(stamp)}
                found.update(key for key in keys if change.covers(languages[key]) or key in holding or languages[key] in unstamped)
        return found

    def run(self, plan: Plan) -> Iterator[Reread]:
        """Each article of the plan, read again and stored; the untouched ones stand for the new rules at once."""
        with self.store.writing() as connection:
            stand_for_run(connection, self.dossier.id, plan.untouched, plan.run)
        for batch in batches(plan.parse):
            yield from self.parse_again(batch, plan.run)
        for key in plan.read:
            with self.store.reading() as connection:
                article = article_of(connection, self.dossier.id, key)
                held = parse_of(connection, self.dossier.id, article)
            if held is None:
                yield from self.parse_again([key], plan.run)
            else:
                yield self.put(article, held[1], plan.run, parsed=False)

    def parse_again(self, keys: Sequence[str], run: int) -> Iterator[Reread]:
        with self.store.reading() as connection:
            wanted = [article_of(connection, self.dossier.id, key) for key in keys]
        for article, sentences in zip(wanted, parse_many(wanted), strict=True):
            yield self.put(article, sentences, run, parsed=True)

    def put(self, article: Article, sentences: tuple[Sentence, ...], run: int, *, parsed: bool) -> Reread:
        reading = self.reader.read_or_note(article, sentences)
        with self.store.writing() as connection:
            added = next_sequence(connection, self.dossier.id)
            if parsed:
                self.put_parse(connection, article, sentences)
            changed = put_reading(connection, self.dossier.id, reading, run, seal(reading))
            if changed:
                noted = reading.with_notes(notes_of(connection, self.dossier.id, article.key))
                put_standing_lines(connection, self.dossier.id, noted, added)
        return Reread(article.key, article.id, parsed, changed)

    def put_parse(self, connection: Connection, article: Article, sentences: tuple[Sentence, ...]) -> None:
        """The new parse in place of the old, and the index that follows from it."""
        old = parse_of(connection, self.dossier.id, article)
        take_out(connection, self.dossier.id, article, old[1] if old else ())
        put_parse(connection, self.dossier.id, article.key, parse_stamp(article.language), sentences)
        put_index(connection, self.dossier.id, article, sentences)


def parser_of(stamp: dict[str, str] | None) -> tuple[str | None, str | None]:
    """What of a stamp besides the rules decides a reading: the version of the program is told by its code."""
    return (stamp or {}).get("parser"), (stamp or {}).get("published")
