"""A basket handed on: the note for word processors, and the references of its articles. Words that a licence keeps in stay in here too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pourparler.desk.basket import Taken
from pourparler.export import bibtex
from pourparler.export.docx import Note
from pourparler.export.evidence import Proof, proof_of
from pourparler.export.flat import spans_as_text
from pourparler.export.licences import is_restricted
from pourparler.export.shown import words
from pourparler.wording import Wording


def proof_for(line: Taken, say: Wording, wordless: bool = False) -> Proof | None:
    """The line of a record that stands, its day in front of what else is known; None for any other."""
    if line.reading is None or line.state != "stands":
        return None
    found = proof_of(line.reading, line.kept.record, say, wordless)
    return replace(found, facts=(found.day or say("web.undated"), *found.facts)) if found else None


def write_note(lines: Iterable[Taken], title: str, say: Wording, path: Path) -> None:
    """The note, a line a paragraph with its footnote, the person's own words under it."""
    note = Note(title, say)
    for line in lines:
        add(note, line, say)
        for own in line.kept.note.splitlines():
            if own.strip():
                note.add(own, "OwnNote")
    note.save(path)


def add(note: Note, line: Taken, say: Wording) -> None:
    """A line of the note: as it stands today, or its words with what became of it."""
    places = spans_as_text(line.kept.spans)
    if line.article is None:
        note.add(say("basket.out", key=line.kept.article, places=places))
        return
    wordless = is_restricted(line.article)
    proof = proof_for(line, say, wordless)
    if proof:
        note.prove(line.article, proof, wordless)
    else:
        shown = None if wordless else words(line.article.text, line.kept.spans)
        note.quote(f"{say('basket.gone')} " if line.state == "gone" else "", line.article, shown, places, wordless)


def references(lines: Iterable[Taken]) -> str:
    """The articles of these lines in BibTeX, each once, in their order."""
    articles = {line.article.key: line.article for line in lines if line.article is not None}
    return "".join(bibtex.entry(article, is_restricted(article)) for article in articles.values())
