"""Networks, PLOVER and POLECAT events, web annotations and references, read back."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from exported import CORVIE, all_readings, meeting, restricted, silent, written_as
from made_readings import at, hostile, talks

from pourparler.export.ploverrecord import day_of
from pourparler.export.polecat import COLUMNS, OURS
from pourparler.model import Actor, Reading

READERS = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}


def acting() -> Reading:
    """A demand from one side to another and from a delegation, a negated meeting, and words with an addressee."""
    reading = meeting()
    event = reading.events[0]
    demand = replace(event, id="e2", event_type="REQUEST", mode=None, actors=("ALB", "group:delegates"), recipients=("org:corvie",), date="2026-03")
    negated = replace(event, id="e3", status="negated", date=None, place=None, place_span=None)
    told = replace(reading.quotations[0], speakers=("ALB",), addressees=("org:corvie",))
    actors = (*reading.actors, Actor("group:delegates", "les délégués", "group"))
    return replace(reading, events=(event, demand, negated), quotations=(told,), actors=actors)


def again() -> Reading:
    """The same in another article."""
    reading = acting()
    return replace(reading, article=replace(reading.article, key="f" * 16, id="again.txt"))


@pytest.mark.parametrize("name", READERS)
def test_a_network_is_read_back_with_its_evidence(tmp_path: Path, name: str) -> None:
    written = written_as(name, tmp_path, [acting(), again(), silent()], language="en")
    assert [path.name for path in written.files] == [f"contacts.{name}", f"acts.{name}"]
    contacts = READERS[name](tmp_path / f"contacts.{name}")
    assert not contacts.is_directed() and contacts.nodes["ALB"]["label"] == "Alba" and contacts.nodes["ALB"]["country"] == "ALB"
    ties = {tie["status"]: tie for _, _, tie in contacts.edges(data=True)}
    assert (ties["actual"]["rows"], ties["actual"]["articles"], ties["actual"]["days"]) == (2, 2, "2026-03-03")
    first = meeting().article.text
    span = f"{at(first, 'se sont').start}-{at(first, 'ont parlé').end}"
    assert ties["actual"]["evidence"] == f"e1 @ {meeting().article.key} {span}; e1 @ {'f' * 16} {span}"
    assert ties["negated"]["rows"] == 2 and {tie["voice"] for tie in ties.values()} == {"article"}
    acts = READERS[name](tmp_path / f"acts.{name}")
    assert acts.is_directed() and {tie["kind"] for _, _, tie in acts.edges(data=True)} == {"REQUEST", "said to"}
    assert {node for node in acts if node.startswith("group:")} == {f"group:delegates @ {meeting().article.key}", f"group:delegates @ {'f' * 16}"}


def test_what_a_side_says_of_a_meeting_is_another_tie_than_the_meeting(tmp_path: Path) -> None:
    reading = meeting()
    told = replace(reading.events[0], id="e9", told_by="q1")
    written_as("graphml", tmp_path, [replace(reading, events=(reading.events[0], told))])
    ties = networkx.read_graphml(tmp_path / "contacts.graphml").edges(data=True)
    assert sorted((tie["voice"], tie["rows"]) for _, _, tie in ties) == [("article", 1), ("quotation", 1)]
    written_as("plover", tmp_path, [replace(reading, events=(told,))])
    assert json.loads((tmp_path / "plover.jsonl").read_text())["comment"].endswith("score 0.5; date 2026-03-03; told by q1")


@pytest.mark.parametrize("name", READERS)
def test_hostile_names_are_text_in_a_network(tmp_path: Path, name: str) -> None:
    reading = meeting()
    evil = replace(CORVIE, name='</node><script>"&\u202e\x00\x07\ufffe]]>', kind="organisation")
    written_as(name, tmp_path, [replace(reading, actors=(reading.actors[0], evil))])
    network = READERS[name](tmp_path / f"contacts.{name}")
    assert network.nodes["org:corvie"]["label"] == '</node><script>"&⟨U+202E⟩␀␇⟨U+FFFE⟩]]>'


def test_plover_records_have_offsets_and_no_date_made_up(tmp_path: Path) -> None:
    written = written_as("plover", tmp_path, [acting()])
    assert (written.rows["events"], written.left_out) == (2, 1)
    first, second = map(json.loads, (tmp_path / "plover.jsonl").read_text().splitlines())
    text = meeting().article.text
    assert text[first["text_info"]["start"] : first["text_info"]["end"]].startswith("se sont rencontrés") and first["event_text"][1] == "ont parlé"
    assert (first["date"], second["date"], first["event"], first["mode"]) == ("2026-03-03", None, ["CONSULT"], ["visit"])
    assert first["event_loc"]["resolved_place"] == first["event_loc"]["extracted_place"] == "Vevey"
    assert [each["code"] for each in first["actor"]] == ["ALB", None] and first["cite_info"]["license"] == "CC BY 4.0"


@pytest.mark.parametrize(
    ("value", "day"),
    [("2025-02-18", "2025-02-18"), ("2025-02-18TMO", "2025-02-18"), ("2025-02", None), ("XXXX-02-18", None), ("2025-W09-1", None), (None, None)],
)
def test_a_day_is_a_day(value: str | None, day: str | None) -> None:
    assert day_of(value) == day


def test_polecat_has_its_columns_and_ours_after_them(tmp_path: Path) -> None:
    written_as("polecat", tmp_path, [acting()])
    with (tmp_path / "polecat.tsv").open(encoding="utf-8", newline="") as lines:
        first, second = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
    assert tuple(first) == COLUMNS + OURS and COLUMNS[:3] == ("Event ID", "Event Date", "Event Type") and COLUMNS[-1] == "Version"
    assert (first["Actor Name"], first["Actor Country"], first["Actor Name Raw"]) == ("Alba; la grande; Corvie", "ALB", "Alba […] Corvie")
    assert (first["Placename"], first["Longitude"], first["Raw Placename"], first["Quad Code"]) == ("Vevey", "-6.84", "Vevey", "1")
    assert (second["Event Date"], second["Recipient Name"], second["Publication Date"]) == ("", "Corvie", "2026-03-04")


def test_annotations_find_their_words(tmp_path: Path) -> None:
    written = written_as("webannotation", tmp_path)
    page = json.loads((tmp_path / "annotations.jsonld").read_text())
    assert page["type"] == "AnnotationPage" and len(page["items"]) == written.rows["annotations"] == 8
    texts = {reading.article.key: reading.article.text for reading in all_readings()}
    for item in page["items"]:
        for target in item["target"]:
            text = texts[item["id"].split(":")[2]]
            place, words = target["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
            assert text[: place["start"]].endswith(words["prefix"]) and text[place["end"] :].startswith(words["suffix"])
            assert target["source"].startswith("urn:pourparler:")  # an address that runs a script is none
    assert json.loads((tmp_path / "annotations.jsonld").read_text().replace("\n", ""))["items"]


def test_an_annotation_points_at_the_page(tmp_path: Path) -> None:
    reading = replace(talks(), article=replace(talks().article, url="https://example.org/a"))
    written_as("webannotation", tmp_path, [reading], texts="none")
    target = json.loads((tmp_path / "annotations.jsonld").read_text())["items"][0]["target"][0]
    assert target["source"] == "https://example.org/a" and [each["type"] for each in target["selector"]] == ["TextPositionSelector"]


def test_references_are_one_a_text_and_escaped(tmp_path: Path) -> None:
    facts = replace(talks().article, title="50 % & {d’accord}\n\\input{x}", authors=("A. Morel", "B & C"), url="https://example.org/}a\n")
    written = written_as("bibtex", tmp_path, [replace(talks(), article=facts), talks(), hostile()])
    page = (tmp_path / "references.bib").read_text()
    assert written.rows["references"] == 2 and page.count("@article{") == 2
    entries = re.findall(r"@article\{(\w+),\n((?:  \w+ += \{.*\},\n)+)\}\n", page)
    assert [key for key, _ in entries] == [talks().article.key, hostile().article.key]
    fields = dict(re.findall(r"  (\w+) += \{(.*)\},\n", entries[0][1]))
    assert fields["title"] == r"50 \% \& \{d’accord\}⏎\textbackslash{}input\{x\}"
    assert (fields["author"], fields["date"]) == (r"{A. Morel} and {B \& C}", "2026-03-03")
    assert "}" not in fields["url"]


@pytest.mark.parametrize("name", ["plover", "polecat", "webannotation", "bibtex", "gexf", "graphml"])
def test_a_restricted_article_keeps_its_words_in_here_too(tmp_path: Path, name: str) -> None:
    kept = replace(meeting(), article=replace(meeting().article, licence="Factiva", title="Les ministres d’Alba"))
    written = written_as(name, tmp_path, [kept, restricted()], texts="whole")
    out = "".join(path.read_text() for path in written.files)
    for words in ("rencontrés", "Les ministres d’Alba", "HYPERLINK", "avons parlé", "Pourparlers à Vevey"):
        assert words not in out
