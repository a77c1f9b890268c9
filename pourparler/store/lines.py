"""The lines of a dossier: one for each record, with who takes which part in it, kept so that lists and pages ask no reading.

Lines are made from the readings after the journal has been heard, and made again whenever either changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, delete, func, insert, or_, select, tuple_

from pourparler.gazetteer.folding import fold
from pourparler.identifiers import spans_of
from pourparler.model import Actor, Article, Span
from pourparler.store.indexing import worded
from pourparler.store.schema import FEW, SHOWN_DAY, articles, dossiers, lines, names, parties


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes which part in a record: speaker, addressee, actor or recipient."""

    part: str
    actor: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a list shows it. `day` is the day of the saying or deed where the text gives one; `judged` is what people did to it."""

    article: str
    record: str
    layer: str
    kind: str
    status: str
    attitude: bool
    day: str | None
    published: str | None
    start: int
    end: int
    pieces: str
    paragraph: int
    score: float
    judged: str | None
    parties: tuple[Party, ...] = ()
    added: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of the words that prove the line."""
        return spans_of(self.pieces)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. Names are folded; several `who` must all take part. Days are ISO 8601, `since` and `until` included.
    Of each of `words` one spelling must stand in the line's own words; `within` are the only articles in which that can be.
    """

    layer: str
    who: tuple[str, ...] = ()
    to: str | None = None
    kinds: tuple[str, ...] = ()
    status: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    language: str | None = None
    attitudes: bool = False
    rejected: bool = False
    after_sequence: int | None = None
    words: tuple[frozenset[str], ...] = ()
    within: tuple[str, ...] | None = None
    parts: tuple[str, ...] = ("speaker",)

    @property
    def names(self) -> tuple[str, ...]:
        """All names asked for, in whatever part."""
        return (*self.who, self.to) if self.to else self.who


ONE_BY_ONE = 4
OFTEN = 4000
"""In so many records somebody takes part who is met on every page of a list."""
AROUND = 200
"""Characters before and after the words of a deed among which its list looks for words."""
FIELDS = tuple(column.name for column in lines.columns if column.name not in {"dossier", "added", "words"})


def put_lines(connection: Connection, dossier: int, article: Article, found: Sequence[Line], actors: Iterable[Actor], added: int) -> None:
    """The lines of one article in place of those it had; a line that stood before keeps the sequence at which it came."""
    since = came_at(connection, dossier, article.key)
    for table in (lines, parties, names):
        connection.execute(delete(table).where(table.c.dossier == dossier, table.c.article == article.key))
    for table, rows in rows_of(dossier, article, found, actors, since, added).items():
        if rows:
            connection.execute(insert(table), rows)


def rows_of(
    dossier: int, article: Article, found: Sequence[Line], actors: Iterable[Actor], since: Mapping[str, int], added: int
) -> dict[Table, list[dict[str, object]]]:
    """What the store keeps of the lines of an article, by table; `since` tells at which sequence a known record came."""
    shared = {"dossier": dossier, "article": article.key}
    told = {(line.record, party.part, party.actor): party for line in found for party in line.parties}
    spelled = sorted({(actor.id, key) for actor in actors for key in spellings(actor)})
    return {
        lines: [
            {name: getattr(line, name) for name in FIELDS}
            | {"dossier": dossier, "added": since.get(line.record, added), "words": worded(article.text, words_of(article, line.layer, line.spans))}
            for line in found
        ],
        parties: [
            shared | {"record": record, "part": part, "actor": actor, "name": party.name, "country": party.country}
            for (record, part, actor), party in told.items()
        ],
        names: [shared | {"actor": actor, "key": key} for actor, key in spelled],
    }


def words_of(article: Article, layer: str, spans: Sequence[Span]) -> list[Span]:
    """By which words a line is found: those of a quotation are its own; a deed is told in a word or two, so those around it count, up to AROUND
    characters off in its paragraph.
    """
    if layer == "quotations":
        return list(spans)
    homes = [next((one.span for one in article.paragraphs if one.span.covers(span)), span) for span in spans]
    near = [Span(max(home.start, span.start - AROUND), min(home.end, span.end + AROUND)) for home, span in zip(homes, spans, strict=True)]
    return [between_blanks(article.text, span, home) for span, home in zip(near, homes, strict=True)]


def between_blanks(text: str, span: Span, home: Span) -> Span:
    """The span without the ends of words that it cuts in two; it begins and ends whole where its home does."""
    start = span.start if span.start == home.start else max(span.start, text.find(" ", span.start, span.end))
    end = span.end if span.end == home.end else max(start, text.rfind(" ", start, span.end))
    return Span(start, end)


def came_at(connection: Connection, dossier: int, article: str) -> dict[str, int]:
    """At which sequence each line of an article first stood in the dossier, by record."""
    asked = select(lines.c.record, lines.c.added).where(lines.c.dossier == dossier, lines.c.article == article)
    return {row.record: row.added for row in connection.execute(asked)}


def spellings(actor: Actor) -> set[str]:
    """The names of an actor, folded, and its ids and country, by which a person may ask for it; a blank stands around each."""
    written = {actor.name, *actor.names.values(), actor.id, actor.country or "", actor.wikidata or ""}
    return {f" {fold(name)} " for name in written if fold(name)}


@dataclass(frozen=True, slots=True)
class Called:
    """Names as the actors that bear them, looked up once for all the lists and counts of a page."""

    connection: Connection
    dossier: int

    def actors(self, name: str) -> tuple[str, ...]:
        """The actors some spelling of whose name holds these words whole."""
        known = REMEMBERED.setdefault(self.connection.engine, {})
        sequence = self.connection.execute(select(dossiers.c.sequence).where(dossiers.c.id == self.dossier)).scalar()
        place = (self.dossier, fold(name))
        found = known.get(place)
        if found is None or found[0] != sequence:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            bears = names.c.key.contains(f" {fold(name)} ", autoescape=True)
            asked = select(names.c.actor).where(names.c.dossier == self.dossier, bears).distinct()
            found = known[place] = (sequence, tuple(self.connection.scalars(asked)))
        return found[1]

    def is_rare(self, name: str) -> bool:
        """Whether those of this name take part in so few records that it is quicker to go to each than through all lines by their day."""
        asked = select(parties.c.actor).where(parties.c.dossier == self.dossier, parties.c.actor.in_(self.actors(name))).limit(OFTEN)
        return len(self.connection.execute(asked).all()) < OFTEN


REMEMBERED: WeakKeyDictionary[Engine, dict[tuple[int, str], tuple[int | None, tuple[str, ...]]]] = WeakKeyDictionary()
"""By store: who bears a name, at which sequence of the dossier."""
MOST_REMEMBERED = 200


def takes_part(called: Called, name: str, wanted: Sequence[str]) -> ColumnElement[bool]:
    actors = parties.c.actor.in_(called.actors(name))
    asked = select(parties.c.article, parties.c.record).where(parties.c.dossier == called.dossier, parties.c.part.in_(wanted), actors)
    return tuple_(lines.c.article, lines.c.record).in_(asked)


def withdrawn(dossier: int) -> Select[tuple[str]]:
    """The articles that a later version replaced."""
    return select(articles.c.key).where(articles.c.dossier == dossier, articles.c.withdrawn_by.is_not(None))


def conditions(called: Called, asked: Asked, led: bool) -> list[ColumnElement[bool]]:
    """What a line must be; `led` goes from the names asked for to their lines, and walks through no others."""
    day, dossier = func.coalesce(lines.c.day, lines.c.published), called.dossier
    layer, article = (column.concat("") if led else column for column in (lines.c.layer, lines.c.article))
    found: list[ColumnElement[bool]] = [lines.c.dossier == dossier, layer == asked.layer, lines.c.article.not_in(withdrawn(dossier))]
    found += [takes_part(called, name, asked.parts) for name in asked.who]
    if asked.to:
        found.append(takes_part(called, asked.to, ("addressee", "recipient")))
    if asked.kinds:
        found.append(lines.c.kind.in_(asked.kinds))
    if not asked.attitudes:
        found.append(lines.c.attitude.is_(False))
    if not asked.rejected:
        found.append(or_(lines.c.judged.is_(None), lines.c.judged != "rejected"))
    optional = (
        (asked.status, lambda value: lines.c.status == value),
        (asked.since, lambda value: day >= value),
        (asked.until, lambda value: day <= value + "~"),
        (asked.publisher, lambda value: article.in_(keys(dossier, func.lower(articles.c.publisher).contains(value.lower(), autoescape=True)))),
        (asked.language, lambda value: article.in_(keys(dossier, articles.c.language == value))),
        (asked.after_sequence, lambda value: lines.c.added > value),
        (asked.within, lambda value: (article if asked.names else lines.c.article).in_(value)),
    )
    found += [condition(value) for value, condition in optional if value is not None]
    return found + [holds_one(spelled) for spelled in asked.words]


def keys(dossier: int, wish: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(articles.c.key).where(articles.c.dossier == dossier, wish)


def holds_one(spelled: frozenset[str]) -> ColumnElement[bool]:
    """One of these words stands in the line; they are letters and digits alone. A few are looked for faster one by one."""
    if len(spelled) <= ONE_BY_ONE:
        return or_(*(lines.c.words.contains(f" {word} ") for word in sorted(spelled)))
    return lines.c.words.regexp_match(f" ({'|'.join(sorted(spelled))}) ")


def leads(called: Called, asked: Asked) -> bool:
    """Whether a page of the list is found sooner by its names or articles than by the days."""
    return asked.within is not None or any(called.is_rare(name) for name in asked.names)


def find_lines(connection: Connection, dossier: int, asked: Asked, most: int | None = None, after: int = 0) -> list[Line]:
    """The lines asked for, in the order of the days (of the saying or deed, else of publication), the undated last."""
    called, shown = Called(connection, dossier), SHOWN_DAY.label("shown")  # asked for, so that own lines are merged with those of everybody
    columns = [lines.c[name] for name in FIELDS] + [lines.c.added]
    query = select(*columns, shown).where(*conditions(called, asked, leads(called, asked))).order_by(shown, lines.c.article, lines.c.start)
    rows = list(connection.execute(query.limit(most).offset(after)))
    told = parties_of(connection, dossier, [(row.article, row.record) for row in rows])
    fields = [column.name for column in columns]
    return [Line(**dict(zip(fields, row, strict=False)), parties=tuple(told.get((row.article, row.record), ()))) for row in rows]


def count_lines(connection: Connection, dossier: int, asked: Asked) -> int:
    wanted = conditions(Called(connection, dossier), asked, bool(asked.names) or asked.within is not None)
    return int(connection.execute(select(func.count()).select_from(lines).where(*wanted)).scalar() or 0)


def parties_of(connection: Connection, dossier: int, records: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Party]]:
    """Who takes part in these records, given as (article, record)."""
    found: dict[tuple[str, str], list[Party]] = {}
    wanted = sorted(set(records))
    for first in range(0, len(wanted), FEW):
        some = wanted[first : first + FEW]
        within = parties.c.article.in_(sorted({article for article, _ in some}))  # the key begins with the article
        asked = select(parties).where(parties.c.dossier == dossier, within, parties.c.record.in_([record for _, record in some]))
        for row in connection.execute(asked):
            found.setdefault((row.article, row.record), []).append(Party(row.part, row.actor, row.name, row.country))
    return {record: sorted(party, key=lambda one: (one.part, one.name)) for record, party in found.items()}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line as the review ranks it: how sure the rule is of it, and in how many records the most frequent of those who speak or act in it
    takes part; 0 where nobody does.
    """

    article: str
    record: str
    start: int
    score: float
    heard: int


def weigh_lines(connection: Connection, dossier: int) -> list[Weighed]:
    """Every line that stands in the dossier, as the review ranks it."""
    often = select(parties.c.actor, func.count().label("often")).where(parties.c.dossier == dossier).group_by(parties.c.actor).subquery()
    doing = parties.c.part.in_(("speaker", "actor"))
    heard = (
        select(parties.c.article, parties.c.record, func.max(often.c.often).label("heard"))
        .join(often, often.c.actor == parties.c.actor)
        .where(parties.c.dossier == dossier, doing)
        .group_by(parties.c.article, parties.c.record)
    )
    known = {(article, record): most for article, record, most in connection.execute(heard)}
    found: list[Weighed] = []
    for layer in ("quotations", "events"):
        columns = (lines.c.article, lines.c.record, lines.c.start, lines.c.score)
        rows = connection.execute(select(*columns).where(*conditions(Called(connection, dossier), Asked(layer), False)))
        found += [Weighed(row[0], row[1], row[2], row[3], known.get((row[0], row[1]), 0)) for row in rows]
    return found


def names_in(connection: Connection, dossier: int) -> list[str]:
    """The names of all who take part in a record of the dossier, each once."""
    return list(connection.scalars(select(parties.c.name).where(parties.c.dossier == dossier).distinct().order_by(parties.c.name)))


def homes_of(connection: Connection, dossier: int, record: str) -> list[tuple[str, str]]:
    """The articles and ids of the records that are called so, or whose id begins so."""
    asked = select(lines.c.article, lines.c.record).where(lines.c.dossier == dossier, lines.c.record.startswith(record, autoescape=True))
    return [(row.article, row.record) for row in connection.execute(asked.limit(5))]


def most_named(connection: Connection, dossier: int, part: str, most: int) -> list[tuple[str, str, str | None, int]]:
    """Who takes this part most often: actor, name, country, and in how many lines."""
    counted = func.count().label("counted")
    asked = (
        select(parties.c.actor, func.min(parties.c.name), func.min(parties.c.country), counted)
        .where(parties.c.dossier == dossier, parties.c.part == part, parties.c.article.not_in(withdrawn(dossier)))
        .group_by(parties.c.actor)
        .order_by(counted.desc(), parties.c.actor)
        .limit(most)
    )
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(asked)]
