"""Word documents and zip archives: read within limits, refused by name, and a refusal is final."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_europresse import USUAL, export

from pourparler.errors import EmptyInput, InputRefused
from pourparler.intake import Intake, articles_from, read_docx
from pourparler.intake.archives import open_archive

NOW = datetime(2025, 4, 1, tzinfo=UTC)
BODY = "La ministre Alma Veyrac a déclaré mardi que les délégués reviendraient à Lisbonne avant la fin du mois de mars."
SAID = "«\u00a0Nous partons demain\u202f», a dit le chef de la délégation, Tomas Lindqvist, avant de quitter la salle."
TITLE = "Une trêve fragile"


def made(change: Callable[[docx.document.Document], None] = lambda _: None) -> bytes:
    """A document with a title, a heading and two paragraphs, changed as asked."""
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(BODY)
    document.add_heading("Deux camps", level=2)
    document.add_paragraph(SAID)
    document.core_properties.title, document.core_properties.author = "", "Lena Marsh; Jonas Ekholm"
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(intake: Intake) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.span.slice(intake.article.text)) for paragraph in intake.article.paragraphs]


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with members changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, change(member.filename, old.read(member)))
    return stream.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


# --- Word documents ---------------------------------------------------------------------------------------------------------------------


def test_a_document_is_read_by_its_styles() -> None:
    intake = read_docx(made(), id="a.docx", now=NOW)
    assert lines(intake) == [("title", TITLE), ("body", BODY), ("heading", "Deux camps"), ("body", SAID)]
    article = intake.article
    assert (article.title, article.authors, article.published, article.publisher) == (TITLE, ("Lena Marsh", "Jonas Ekholm"), None, None)
    assert (intake.media_type.rpartition(".")[2], intake.tool.split()[0]) == ("document", "python-docx")
    assert intake.notes == ()


def test_tables_and_line_breaks_are_read_in_their_place() -> None:
    def change(document: docx.document.Document) -> None:
        document.add_table(1, 2).cell(0, 1).text = "Une cellule"
        document.add_paragraph("Le ministre a dit\nqu’il partirait.")

    assert [line for _, line in lines(read_docx(made(change)))][-2:] == ["Une cellule", "Le ministre a dit\nqu’il partirait."]


def test_tracked_changes_are_read_as_accepted_and_noted() -> None:
    def change(name: str, data: bytes) -> bytes:
        words = data.decode().replace(f"<w:r><w:t>{BODY}</w:t></w:r>", CHANGED) if name == "word/document.xml" else None
        return data if words is None else words.encode()

    intake = read_docx(repacked(made(), change))
    assert lines(intake)[1] == ("body", "La ministre a dit non, puis oui, mardi soir.")
    assert [note.kind for note in intake.notes] == ["document"]


CHANGED = (
    "<w:r><w:t xml:space='preserve'>La ministre a dit </w:t></w:r><w:del w:id='1'><w:r><w:delText>peut-être</w:delText></w:r></w:del>"
    "<w:ins w:id='2'><w:r><w:t>non, puis oui</w:t></w:r></w:ins><w:smartTag><w:r><w:t>, mardi soir.</w:t></w:r></w:smartTag>"
)


def test_a_document_without_styles_is_read_by_how_it_looks() -> None:
    document = docx.Document()
    for line in (TITLE, BODY, "Deux camps", SAID):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    assert [kind for kind, _ in lines(read_docx(stream.getvalue()))] == ["title", "body", "heading", "body"]


def entity(name: str, data: bytes) -> bytes:
    return data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1) if name == "word/document.xml" else data


def wide(name: str, data: bytes) -> bytes:
    """The document in UTF-16 without its mark, where its declarations do not stand letter by letter."""
    return data.decode().replace("UTF-8", "UTF-16").encode("utf-16-le") if name == "word/document.xml" else data


def bomb(name: str, data: bytes) -> bytes:
    return data.replace(b"<w:body>", b"<w:body>" + b" " * 50_000_000) if name == "word/document.xml" else data


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "an entity": (lambda: repacked(made(), entity), "declares a document type"),
    "an entity in UTF-16": (lambda: repacked(made(), lambda name, data: wide(name, entity(name, data))), "declares a document type"),
    "a bomb": (lambda: repacked(made(), bomb), "as bombs do"),
    "no words": (lambda: repacked(made(), lambda _, data: re.sub(rb"<w:t[ >].*?</w:t>", b"", data)), "no words"),
    "cut off": (lambda: made()[:-200], "cannot be opened"),
    "broken markup": (lambda: repacked(made(), lambda name, data: data[:-20] if "document" in name else data), "damaged"),
    "parts missing": (lambda: packed({"word/document.xml": b"<x/>"}), "damaged"),
}


@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD.keys())
def test_a_bad_document_is_refused_by_name(tmp_path: Path, data: Callable[[], bytes], says: str) -> None:
    (tmp_path / "a.docx").write_bytes(data())
    (found,) = articles_from(tmp_path / "a.docx")
    assert isinstance(found, InputRefused) and found.place == "a.docx"
    assert says in found.message


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=20))
def test_a_document_damaged_anywhere_is_read_or_refused(place: int, junk: bytes) -> None:
    whole = WHOLE
    try:
        assert read_docx(whole[:place] + junk + whole[place + len(junk) :]).article.text
    except InputRefused as refused:
        assert refused.message


WHOLE = made()


# --- archives ---------------------------------------------------------------------------------------------------------------------------

PAGE = f"<!DOCTYPE html><html><body><article><p>{BODY}</p><p>{SAID}</p></article></body></html>".encode()
LINE = b'{"id": "x", "text": "La ministre est revenue."}\n'


def outcomes(path: Path) -> list[str]:
    found = articles_from(path, now=NOW)
    return [each.article.id if isinstance(each, Intake) else f"{type(each).__name__} {each.place}" for each in found]


@pytest.mark.parametrize("top", ["", "corpus/"])
def test_an_archive_is_read_as_a_folder_with_its_metadata(tmp_path: Path, top: str) -> None:
    table = b"file;published;publisher\nb/a.txt;2025-02-27;La Gazette\ngone.txt;;\n"
    members = {
        "metadata.csv": table,
        "b/a.txt": BODY.encode(),
        "c.html": PAGE,
        "d.docx": made(),
        "e.jsonl": LINE,
        "f.html": export(USUAL),
        "g.png": b"\x89PNG",
    }
    (tmp_path / "z.zip").write_bytes(packed({top + name: data for name, data in members.items()}))
    found = list(articles_from(tmp_path / "z.zip", now=NOW))
    assert outcomes(tmp_path / "z.zip") == [
        f"z.zip/{top}b/a.txt", f"z.zip/{top}c.html", f"z.zip/{top}d.docx", "x", "news·20250227·LGZ·0042",
        f"MalformedRecord z.zip/{top}metadata.csv:3",
    ]  # fmt: skip
    first = found[0]
    assert isinstance(first, Intake)
    assert (first.article.published, first.article.publisher, first.original) == ("2025-02-27", "La Gazette", BODY.encode())


def test_a_bad_member_is_refused_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    members = {"../out.txt": BODY.encode(), "/root.txt": BODY.encode(), "C:\\x.txt": BODY.encode(), "a.zip": packed({"b.txt": b"x"}), "b.txt": b""}
    (tmp_path / "z.zip").write_bytes(packed({**members, "c.pdf": b"%PDF-1.7", "d.txt": BODY.encode(), "__MACOSX/d.txt": b"x", ".x.txt": b"x"}))
    assert sorted(outcomes(tmp_path / "z.zip")) == sorted([
        "InputRefused z.zip/../out.txt", "InputRefused z.zip/root.txt", "InputRefused z.zip/C:/x.txt", "InputRefused z.zip/a.zip",
        "EmptyInput z.zip/b.txt", "BinaryInput z.zip/c.pdf", "z.zip/d.txt",
    ])  # fmt: skip


def test_a_locked_member_is_refused_by_name(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": BODY.encode(), "b.txt": BODY.encode()}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "z.zip").write_bytes(bytes(data))
    assert outcomes(tmp_path / "z.zip") == ["InputRefused z.zip/a.txt", "z.zip/b.txt"]


def many(count: int) -> bytes:
    return packed({f"{number}.txt": b"x" for number in range(count)})


def lying() -> bytes:
    """A bomb whose table says that it is small: what is read ends where the table says, and its bytes do not add up."""
    data = packed({"a.txt": b"mot " * 5_000_000})
    real = (20_000_000).to_bytes(4, "little")
    return data.replace(real, (900_000).to_bytes(4, "little"))


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a member that swells": (lambda: packed({"a.txt": b"a" * 50_000_000}), "as bombs do"),
    "more than it says": (lying, "cannot be unpacked"),
    "too many members": (lambda: many(20_001), "members"),
    "cut off": (lambda: many(10)[:-30], "cannot be opened"),
    "nothing to read": (lambda: packed({"a.png": b"x"}), "nothing to read"),
    "empty": (lambda: packed({}), "empty zip"),
}


@pytest.mark.parametrize(("data", "says"), BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize("name", ["z.zip", "z.txt", "z.html"])
def test_an_archive_built_like_a_bomb_is_refused_whatever_its_name(tmp_path: Path, name: str, data: Callable[[], bytes], says: str) -> None:
    (tmp_path / name).write_bytes(data())
    start = time.process_time()
    (found,) = articles_from(tmp_path / name)
    assert isinstance(found, InputRefused) and says in found.message
    assert found.place.startswith(name)
    assert time.process_time() - start < 10


def test_the_sum_of_all_members_is_limited() -> None:
    from pourparler.intake.archives import Limits

    with pytest.raises(InputRefused, match="more than 1,000 bytes"):
        open_archive(io.BytesIO(packed({f"{n}.txt": b"x" * 300 for n in range(5)})), "z.zip", Limits(total=1_000))


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "OpenDocument"),
        ({"xl/workbook.xml": b"<x/>"}, "Excel"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, members: dict[str, bytes], says: str) -> None:
    (tmp_path / "a.zip").write_bytes(packed(members))
    (found,) = articles_from(tmp_path / "a.zip")
    assert isinstance(found, InputRefused) and says in found.message


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_an_archive_damaged_anywhere_is_read_or_refused(place: int, junk: bytes) -> None:
    from pourparler.intake.sorts import Asked, read_stream

    whole = packed({"a.txt": BODY.encode(), "b.txt": SAID.encode()})
    for each in read_stream(io.BytesIO(whole[:place] + junk + whole[place + len(junk) :]), "z.zip", Asked()):
        assert each.place.startswith("z.zip") if isinstance(each, InputRefused) else each.article.text


def test_an_empty_document_is_empty() -> None:
    with pytest.raises(EmptyInput):
        stream = io.BytesIO()
        docx.Document().save(stream)
        read_docx(stream.getvalue())
