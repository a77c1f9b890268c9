"""A note for Word or LibreOffice: who met whom and who said what, day by day, each line with a footnote that leads to its words.

A footnote names publisher, title, day and address, the hash of the article's text and the places of the words in it. Words are to the letter;
characters that hide or reorder words are shown as marks. The parts of the file (Office Open XML) are written here: they take a handful of
elements, and python-docx writes no footnotes.
"""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pourparler.export.evidence import Proof, printing, proofs
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.shown import mark_of, visible
from pourparler.model import Article
from pourparler.wording import Wording, wording

STILL = (1980, 1, 1, 0, 0, 0)
"""The time that every part bears: the same readings give the same bytes."""
PARTS = Path(__file__).with_name("docx.toml")
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HALVES = {code: mark_of(code) for code in range(0xD800, 0xE000)}
"""Surrogates, which no file in UTF-8 can hold."""
ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
"""An address that becomes a link; any other is shown and leads nowhere."""
CODE = re.compile(r"[a-z]{2,3}")
BLANK = re.compile(r"\{([A-Z]+)\}")


def run(text: str, properties: str = "") -> str:
    """A stretch of text on one line. Nothing in it is markup, whatever it looks like."""
    chosen = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{chosen}<w:t xml:space="preserve">{escape(visible(text).translate(HALVES))}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    chosen = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}{content}</w:p>"


def in_language(code: str) -> str:
    """What tells a word processor in which language to check the spelling."""
    return f'<w:lang w:val="{code}"/>' if CODE.fullmatch(code) else ""


def link(address: str) -> str:
    if not ADDRESS.fullmatch(address):
        return run(address)
    code, shown = quoteattr(f' HYPERLINK "{address}" '), run(address, '<w:rStyle w:val="Hyperlink"/>')
    return f"<w:fldSimple w:instr={code}>{shown}</w:fldSimple>"


@dataclass(slots=True)
class Note:
    """A document that grows paragraph by paragraph; `save` writes it whole."""

    title: str
    say: Wording
    body: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)

    def add(self, text: str, style: str = "") -> None:
        self.body.append(paragraph(run(text), style))

    def prove(self, article: Article, proof: Proof, wordless: bool) -> None:
        """A line: who, what is known of it, the words, and the footnote that leads to them."""
        lead = run(proof.who, "<w:b/>") + run(self.say("proof.lead", facts=", ".join(proof.facts)))
        self.put(lead, article, proof.words, proof.places, wordless)

    def quote(self, before: str, article: Article, words: str | None, places: str, wordless: bool) -> None:
        """Words by themselves with their footnote, after a remark."""
        self.put(run(before, "<w:i/>") if before else "", article, words, places, wordless)

    def put(self, lead: str, article: Article, words: str | None, places: str, wordless: bool) -> None:
        quoted = run(self.say("proof.withheld"), "<w:i/>") if words is None else run(words, in_language(article.language))
        self.feet.append(self.foot(article, places, wordless))
        raised = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{len(self.feet)}"/></w:r>'
        self.body.append(paragraph(lead + quoted + raised, "Line"))

    def foot(self, article: Article, places: str, wordless: bool) -> str:
        """Where the words stand: what is known of the printing, and the places in the text of this hash."""
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        told = run(f" {', '.join(printing(article, self.say, wordless))}") + (run(", ") + link(article.url) if article.url else "")
        content = paragraph(mark + told + run(self.say("proof.place", key=article.key, places=places)), "FootnoteText")
        return f'<w:footnote w:id="{len(self.feet) + 1}">{content}</w:footnote>'

    def save(self, path: Path) -> None:
        """Every part in a fixed order, with a fixed time. The file appears when it is whole."""
        with whole(path) as unfinished, zipfile.ZipFile(unfinished, "w") as archive:
            for name, text in self.parts():
                info = zipfile.ZipInfo(name, STILL)
                info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
                archive.writestr(info, text.encode("utf-8"))

    def parts(self) -> Iterator[tuple[str, str]]:
        filled = {"TITLE": escape(visible(self.title).translate(HALVES)), "LANGUAGE": self.say.language}
        filled |= {"BODY": "".join([paragraph(run(self.title), "Title"), *self.body]), "FOOTNOTES": "".join(self.feet)}
        for name, text in tomllib.loads(PARTS.read_text(encoding="utf-8"))["parts"].items():
            yield name, XML + BLANK.sub(lambda found: filled[found.group(1)], text)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its article, kept until all days are known."""

    article: Article
    proof: Proof
    wordless: bool


def write(export: Export, folder: Path) -> Written:
    """`note.docx`. Its lines are held in memory, for they are sorted by day; the articles' texts are not."""
    say, written = wording(export.language), Written()
    note = Note(export.title, say)
    if export.question:
        note.add(export.question)
    note.add(say("proof.intro"))
    for day, entries in groupby(sorted(entries_of(export, say), key=order), key=lambda entry: entry.proof.day):
        note.add(day or say("web.undated"), "Heading1")
        for is_said, some in groupby(entries, key=lambda entry: entry.proof.is_said):
            note.add(say("page.summary" if is_said else "web.met"), "Heading2")
            for entry in some:
                note.prove(entry.article, entry.proof, entry.wordless)
                written.rows["lines"] += 1
    path = folder / "note.docx"
    note.save(path)
    written.files.append(path)
    return written


def entries_of(export: Export, say: Wording) -> Iterator[Entry]:
    for reading in export.readings:
        wordless, article = export.is_wordless(reading.article), replace(reading.article, text="")
        yield from (Entry(article, proof, wordless) for proof in proofs(reading, say, wordless, export.attitudes))


def order(entry: Entry) -> tuple[object, ...]:
    return (*entry.proof.moment, entry.proof.is_said, entry.article.published or "", entry.article.key, entry.proof.spans)
