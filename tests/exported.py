"""Readings for the tests of exports, and strict readers of what was written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from made_readings import article, at, hostile, talks

from pourparler.export import exporter
from pourparler.export.delimited import unguarded
from pourparler.export.release import Export, Written
from pourparler.model import Actor, Event, Place, Quotation, Reading, Span, Timex

MEETING = """Les ministres d’Alba et de Corvie se sont rencontrés mardi à Vevey ; ils ont parlé de la mer.
=HYPERLINK("http://example.org";"ici"), a écrit le porte-parole; +33 puis -1 et @tous.
"""
ALBA = Actor("ALB", "Alba; la grande", "country", "ALB", "GOV", names={"fr": "Alba", "en": "Alba"})
CORVIE = Actor("org:corvie", "Corvie", "country")
VEVEY = Place("place:vevey", "Vevey", "CHE", 46.46, -6.84, "town")


def meeting() -> Reading:
    """A meeting with two sides, a place and a day; a statement that a spreadsheet would calculate, and an attitude."""
    text = MEETING
    day = Timex("t1", at(text, "mardi"), "DATE", "2026-03-03", "XXXX-WXX-2", "2026-03-03", "2026-03-03")
    event = Event(
        "e1",
        "CONSULT",
        "visit",
        ("diplomatic",),
        None,
        (at(text, "se sont rencontrés"), at(text, "ont parlé")),
        ("ALB", "org:corvie"),
        (),
        (at(text, "Alba"), at(text, "Corvie")),
        place="place:vevey",
        place_span=at(text, "Vevey"),
        date="2026-03-03",
        date_span=day.span,
        about=(at(text, "la mer"),),
        rule="fr.events.verb.rencontrer.CONSULT",
        score=0.5,
    )
    formula = at(text, '=HYPERLINK("http://example.org";"ici")')
    said = Quotation("q1", "direct", "speech", (formula, at(text, "-1")), (at(text, "a écrit"),), (at(text, "le porte-parole"),), said_on="t1")
    held = Quotation("q2", "indirect", "attitude", (at(text, "@tous"),), (), ())
    facts = article(text, "meeting.txt", published="2026-03-04", publisher="+Boréale", licence="CC BY 4.0")
    layers = ("mentions", "timexes", "quotations", "events", "actors", "places")
    made = {"language": "fr", "pourparler": "0.1.0", "rules": "000000000000"}
    return Reading(facts, layers, (), (day,), (said, held), (event,), (ALBA, CORVIE), (VEVEY,), made_with=made)


def silent() -> Reading:
    """An article in which nothing was looked for."""
    return Reading(article("Rien.", "silent.txt"), ())


def restricted(licence: str = "restricted: Europresse") -> Reading:
    reading = talks()
    return replace(reading, article=replace(reading.article, id="kept.txt", licence=licence))


def all_readings() -> list[Reading]:
    return [talks(), meeting(), silent(), hostile()]


def written_as(name: str, folder: Path, readings: list[Reading] | None = None, **options: object) -> Written:
    return exporter(name)(Export(readings if readings is not None else all_readings(), **options), folder)  # type: ignore[arg-type]


def csv_rows(path: Path, raw: bool = False) -> list[dict[str, str]]:
    """The rows of a CSV file, each cell as it was before it was guarded."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{name: cell if raw else unguarded(cell) for name, cell in row.items()} for row in csv.DictReader(lines, strict=True)]


def spans(cell: str) -> list[Span]:
    return [Span(*map(int, place.split("-"))) for place in cell.split("; ") if place]


def taken_apart(cell: str) -> list[str]:
    """The items of a list."""
    return [re.sub(r"\\(.)", r"\1", item) for item in re.split(r"(?<!\\)(?:\\\\)*; ", cell)] if cell else []


STARRED = re.compile(r"\*\*\*\* \*[a-z]+_[a-z0-9_]+(?: \*[a-z]+_[a-z0-9_]+)*")


def corpus(text: str) -> Iterator[tuple[dict[str, str], str]]:
    """The texts of an IRaMuTeQ corpus with their variables; anything that is not its grammar is an AssertionError."""
    blocks = text.split("\n\n")
    assert blocks.pop() == ""
    for block in blocks:
        head, body = block.split("\n")
        assert STARRED.fullmatch(head), head
        assert body.strip() == body != "" and "*" not in body and all(letter >= " " and letter != "\x7f" for letter in body)
        pairs = [token[1:].split("_", 1) for token in head.split()[1:]]
        variables = dict(pairs)
        assert len(variables) == len(pairs)
        yield variables, body
