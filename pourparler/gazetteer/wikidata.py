"""Wikidata's answers about who holds an office, read with suspicion: what does not fit is left out by name, the rest stays.

An answer is the JSON of SPARQL 1.1 query results. A day stands only where Wikidata states it to the day; a month or a year stays one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import msgspec

from pourparler.errors import FetchFailed

PERSON = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d{0,11})\Z")
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T00:00:00Z\Z")
UNWANTED = re.compile(r"[\x00-\x1f\x7f<>|\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
LONGEST = 120
PRECISIONS = {"9": 4, "10": 7, "11": 10}
"""How many signs of a day Wikidata's precision leaves."""
Reason = Literal["id", "state", "name", "office", "day"]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    sector: str
    sparql: str
    title: str | None = None


class Holding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sparql: str


class Asking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`wikidata.toml`."""

    endpoint: str
    first_year: int
    question: list[Question]
    holding: Holding

    def query(self, question: Question) -> str:
        return question.sparql.replace("HOLDING", self.holding.sparql).replace("{first_year}", str(self.first_year)).strip()

    def address(self, question: Question, endpoint: str | None = None) -> str:
        base = endpoint or self.endpoint
        return f"{base}{'&' if '?' in base else '?'}{urlencode({'query': self.query(question), 'format': 'json'})}"


class Cell(msgspec.Struct, frozen=True):
    value: str


class Results(msgspec.Struct, frozen=True):
    bindings: list[dict[str, Cell]]


class Answer(msgspec.Struct, frozen=True):
    results: Results


@dataclass(frozen=True, slots=True)
class Office:
    """One office of one person as an answer states it; days as precise as they are known."""

    title: str
    country: str
    since: str
    until: str


@dataclass
class Holder:
    """Somebody with all names and offices of the answers."""

    id: str
    name: str
    fr: str
    en: str
    sector: str
    offices: list[Office] = field(default_factory=list)


@dataclass
class Gathering:
    """The people of all answers, and what was left out: how often for each reason, with the first row of it."""

    states: frozenset[str]
    today: date
    people: dict[str, Holder] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def take(self, question: Question, body: bytes) -> int:
        """The rows of an answer that stand; how many they are. Raises FetchFailed for what is no answer."""
        try:
            rows = msgspec.json.decode(body, type=Answer).results.bindings
        except (msgspec.DecodeError, RecursionError) as fault:
            raise FetchFailed(f"{question.name}: the answer is not the JSON of SPARQL results ({fault}); nothing was changed") from fault
        return sum(self.take_row(question, {name: cell.value for name, cell in row.items()}) for row in rows)

    def take_row(self, question: Question, row: dict[str, str]) -> bool:
        fault = self.fault(question, row)
        if fault is not None:
            self.left_out[fault] += 1
            self.first.setdefault(fault, UNWANTED.sub("·", f"{row.get('person', '')} {row.get('name', '')}")[:LONGEST])
            return False
        ident = row["person"].rpartition("/")[2]
        name, fr, en = (" ".join(row.get(key, "").split()) for key in ("name", "fr", "en"))
        holder = self.people.setdefault(ident, Holder(ident, name, fr, en, question.sector))
        office = Office(question.title or title_of(row["office"]), row["state"], day_of(row, "since") or "", day_of(row, "until") or "")
        if office not in holder.offices:
            holder.offices.append(office)
        return True

    def fault(self, question: Question, row: dict[str, str]) -> Reason | None:
        """Why a row cannot stand: no id, no state of the tables, a name that is none, an office without one, a day that cannot be."""
        if not PERSON.match(row.get("person", "")):
            return "id"
        if row.get("state") not in self.states:
            return "state"
        if not is_name(row.get("name", "")) or any(row.get(key) and not is_name(row[key]) for key in ("fr", "en")):
            return "name"
        if question.title is None and not is_name(row.get("office", "")):
            return "office"
        return None if self.days_stand(row) else "day"

    def days_stand(self, row: dict[str, str]) -> bool:
        since, until = day_of(row, "since"), day_of(row, "until")
        if since is None or until is None:
            return False
        tomorrow = (self.today + timedelta(days=1)).isoformat()
        size = min(len(since), len(until)) if since and until else 0
        return since <= tomorrow and (not size or since[:size] <= until[:size])

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The rows of the table, by id: id, name, fr, en, other, surname, country, sector, wikidata, roles, as_of, source."""
        for ident, holder in sorted(self.people.items(), key=lambda item: int(item[0][1:])):
            offices = sorted(holder.offices, key=lambda office: (office.since, office.until or "9", office.title))
            latest = max(offices, key=lambda office: (not office.until, office.until, office.since))
            fr, en = ("" if name == holder.name else name for name in (holder.fr, holder.en))
            told = " ; ".join(f"{office.title} | {office.country} | {office.since} | {office.until}" for office in offices)
            day = self.today.isoformat()
            yield ident, holder.name, fr, en, "", "", latest.country, holder.sector, ident, told, day, f"wikidata:{day}"


def day_of(row: dict[str, str], name: str) -> str | None:
    """A day, month or year in ISO 8601, as precise as Wikidata states it; empty where it states none, None where it cannot be."""
    if name not in row:
        return ""
    found, size = MOMENT.match(row[name]), PRECISIONS.get(row.get(f"{name}_precision", ""))
    if found is None or size is None:
        return None
    try:
        date(*map(int, found.groups()))
    except ValueError:
        return None
    return row[name][:size]


def is_name(text: str) -> bool:
    """Some letters, nothing that a table or a page could take for something else."""
    return any(map(str.isalpha, text)) and len(text) <= LONGEST and not UNWANTED.search(text) and " ; " not in text


def title_of(office: str) -> str:
    """"Prime Minister of Latvia" without its state, as the tables write titles."""
    title = re.split(r"\s+of\s+(?:the\s+)?(?=[A-ZÀ-Þ])", " ".join(office.split()))[0]
    return title[:1].upper() + title[1:]


def asking(folder: Path = Path(__file__).parent) -> Asking:
    """What is asked, and where."""
    return msgspec.convert(tomllib.loads((folder / "wikidata.toml").read_text(encoding="utf-8")), Asking)
