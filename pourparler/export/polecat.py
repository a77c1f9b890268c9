"""Events in the columns of POLECAT's weekly files, tab-separated, for scripts that read those; our evidence stands in columns after theirs.

What we do not have (intensity, COW numbers, titles, Wikipedia names, GeoNames ids) is empty. As in the PLOVER records, denied, imagined and
long past events are left out and counted, and a day that the text does not give is empty.
"""

from __future__ import annotations

from pathlib import Path

import pourparler
from pourparler.export.flat import spans_as_text
from pourparler.export.placing import whole
from pourparler.export.ploverrecord import TAKEN, day_of
from pourparler.export.release import Export, Written
from pourparler.export.rows import happening
from pourparler.export.shown import actors_of, visible, words
from pourparler.model import Actor, Event, Reading
from pourparler.ontology import load

SIDE = (
    "{side} Name",
    "{side} Country",
    "{side} COW",
    "Primary {side} Sector",
    "{side} Sectors",
    "{side} Title",
    "{side} Name Raw",
    "Wikipedia {side} ID",
)
EVENT = ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts")
PLACE = ("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type")
STORY = ("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version")
COLUMNS = (*EVENT, *(name.format(side=side) for side in ("Actor", "Recipient") for name in SIDE), *PLACE, *STORY)
OURS = ("Status", "Told By", "Article Key", "Trigger", "Trigger Spans", "Rule", "Score")
"""Columns of evidence after POLECAT's own."""


def joined(items: list[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, items)))


def side(name: str, actors: tuple[Actor, ...], raw: str) -> dict[str, str]:
    sectors = [actor.sector or "" for actor in actors]
    return {
        f"{name} Name": joined([actor.name for actor in actors]),
        f"{name} Country": joined([actor.country or "" for actor in actors]),
        f"Primary {name} Sector": next(filter(None, sectors), ""),
        f"{name} Sectors": joined(sectors),
        f"{name} Name Raw": raw,
    }


def row(reading: Reading, event: Event, wordless: bool) -> dict[str, str]:
    text, kind = "" if wordless else reading.article.text, load().types.get(event.event_type)
    found = {name: "" if value is None else str(value) for name, value in happening(reading, event).items()}
    place = words(text, [event.place_span]) if event.place_span else ""
    return {
        "Event ID": f"{reading.article.key}:{event.id}",
        "Event Date": day_of(event.date) or "",
        "Event Type": event.event_type,
        "Event Mode": event.mode or "",
        "Quad Code": str(kind.quad) if kind else "",
        "Contexts": joined(list(event.context)),
        **side("Actor", actors_of(reading, event.actors), "" if wordless else words(text, event.actor_spans)),
        **side("Recipient", actors_of(reading, event.recipients), "" if wordless else words(text, event.recipient_spans)),
        "Placename": found["placename"],
        "Country": found["country"],
        "Latitude": found["latitude"],
        "Longitude": found["longitude"],
        "Raw Placename": place,
        "Source": reading.article.publisher or "",
        "Publication Date": (reading.article.published or "").partition("T")[0],
        "Language": reading.article.language,
        "Version": f"pourparler {pourparler.__version__}",
        "Status": event.status,
        "Told By": event.told_by or "",
        "Article Key": reading.article.key,
        "Trigger": "" if wordless else words(text, event.trigger),
        "Trigger Spans": spans_as_text(event.trigger),
        "Rule": event.rule,
        "Score": str(event.score),
    }


def write(export: Export, folder: Path) -> Written:
    """`polecat.tsv`, without quoting: tabs, line ends and control characters in a cell are shown as marks. Memory stays flat."""
    path, written = folder / "polecat.tsv", Written()
    heads = COLUMNS + OURS
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as lines:
        lines.write("\t".join(heads) + "\n")
        for reading in export.readings:
            wordless = export.is_wordless(reading.article)
            for event in reading.events:
                if event.status in TAKEN:
                    cells = row(reading, event, wordless)
                    lines.write("\t".join(visible(cells.get(head, "")) for head in heads) + "\n")
                    written.rows["events"] += 1
                else:
                    written.left_out += 1
    written.files.append(path)
    return written
