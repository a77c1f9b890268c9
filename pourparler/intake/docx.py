"""Word documents (.docx): headings and paragraphs in order, tracked deletions left out, title and authors from the properties.

python-docx opens the package and knows its styles; the words are taken from every paragraph of the body, those in tables, in content controls
and in tracked insertions too, which its own `Paragraph.text` leaves out. The day on which a file was made is not a day of publication.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pourparler.errors import EmptyInput, InputRefused
from pourparler.installed import version
from pourparler.intake.archives import Limits, open_archive
from pourparler.intake.building import LIMIT, WHOLE, Details, Intake, build, refuse_unreadable
from pourparler.intake.layout import Block, laid_out
from pourparler.intake.paragraphs import kinds_of
from pourparler.model import Note, ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = "word/document.xml"
LIMITS = Limits(members=5_000, total=200_000_000, ratio=200)
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {f"{NAMESPACE}tab": "\t", f"{NAMESPACE}br": "\n", f"{NAMESPACE}cr": "\n", f"{NAMESPACE}noBreakHyphen": "\u2011"}
ASIDE = frozenset({f"{NAMESPACE}{name}" for name in ("del", "moveFrom", "txbxContent", "instrText")})
"""What is not part of a paragraph's words: deletions, what was moved away, text boxes (read as paragraphs of their own), codes of fields."""


def refuse_unsafe(archive: zipfile.ZipFile) -> None:
    """Raises by name where a part of the document declares a document type or entities, which Word never does."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            try:
                data = archive.read(member)
            except Exception as fault:  # damaged members raise errors of many kinds
                raise InputRefused(f"the document is damaged: {member.filename} cannot be unpacked") from fault
            if DECLARATION.search(data.replace(b"\0", b"")):  # in UTF-16, too
                raise InputRefused("a part of the document declares a document type or entities, which Word never writes: not read")


def is_docx(archive: zipfile.ZipFile) -> bool:
    return BODY in archive.namelist()


def words_of(paragraph: _Element) -> str:
    """The words of a paragraph, tabs and line breaks included, what was deleted or stands in a box aside."""
    pieces: list[str] = []
    waiting: list[Any] = [*reversed(paragraph)]
    while waiting:
        element = waiting.pop()
        if element.tag in ASIDE or not isinstance(element.tag, str) or element.tag.endswith("}Fallback"):
            continue
        if element.tag == f"{NAMESPACE}t":
            pieces.append(element.text or "")
        pieces.append(SPACES.get(element.tag, ""))
        waiting.extend(reversed(element))
    return "".join(pieces)


def kind_of(style: str) -> ParagraphKind | None:
    """What a style says of its paragraph, by Word's own names, which are the same in every language."""
    name = style.lower()
    return "title" if name == "title" else "heading" if name.startswith("heading") else None


def blocks_of(document: Any) -> Iterator[tuple[str, ParagraphKind | None]]:
    """Every paragraph of the body that holds words, in order, with what its style says; a text box comes after the paragraph it hangs on."""
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(f"{NAMESPACE}p"):
        if any(each.tag.endswith("}Fallback") for each in element.iterancestors()):
            continue
        text = words_of(element).strip(" \n\t")
        if text:
            style = Paragraph(element, document).style
            yield text, kind_of(style.name or "") if style is not None else None


def open_document(data: bytes) -> Any:
    """The document, its package checked first; refuses by name what is no Word document, or is not safe to open."""
    import docx

    with open_archive(io.BytesIO(data), "", LIMITS) as archive:
        if not is_docx(archive):
            raise InputRefused("it is no Word document")
        refuse_unsafe(archive)
    try:
        return docx.Document(io.BytesIO(data))
    except Exception as fault:  # a package that is not whole raises errors of many kinds
        raise InputRefused("the document is damaged: Word's own program may repair it") from fault


def details_of(document: Any, title: str | None) -> Details:
    """What the document's properties say; its dates are those of the file and are left aside."""
    known = document.core_properties
    authors = tuple(name for name in (each.strip() for each in (known.author or "").split(";")) if name and name != "python-docx")
    return Details(title=title or (known.title or "").strip() or None, authors=authors)


def notes_on(document: Any) -> Iterator[Note]:
    body = document.element.body
    changes = sum(1 for _ in body.iter(f"{NAMESPACE}ins", f"{NAMESPACE}del", f"{NAMESPACE}moveFrom"))
    if changes:
        yield Note(WHOLE, "document", f"{changes} tracked changes, read as if they were accepted")
    if next(body.iter(f"{NAMESPACE}footnoteReference", f"{NAMESPACE}endnoteReference"), None) is not None:
        yield Note(WHOLE, "document", "its footnotes are not read")


def read_docx(
    data: bytes,
    *,
    id: str = "document",  # noqa: A002
    details: Details | None = None,
    limit: int = LIMIT,
    now: datetime | None = None,
) -> Intake:
    """The article of a Word document: its paragraphs apart by an empty line; headings as its styles mark them, or as they look.

    Raises InputRefused by name: an archive built like a bomb, one that declares entities, one that is damaged or locked; EmptyInput for a
    document without words.
    """
    document = open_document(data)
    found = list(blocks_of(document))
    if not found:
        raise EmptyInput("there are no words in the document")
    text, lines = laid_out([Block(words, kind or "body") for words, kind in found])
    refuse_unreadable(text, limit)
    title = next((words for words, kind in found if kind == "title"), None)
    known = (details or Details()).over(details_of(document, title))
    looks = kinds_of(lines, title)
    styled = any(kind == "heading" for _, kind in found)
    kinds = [kind or (look if look == "furniture" or not styled else "body") for (_, kind), look in zip(found, looks, strict=True)]
    intake = build(text, lines, kinds, id, known, now)
    tool = f"python-docx {version('python-docx')}"
    return replace(intake, notes=(*notes_on(document), *intake.notes), original=data, media_type=MEDIA_TYPE, tool=tool)
