"""Intake of JSON Lines, files, folders and standard input: bad input is named, and the rest goes on."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from pourparler import __version__, wire
from pourparler.errors import InputRefused
from pourparler.intake import Details, Intake, articles_from, read_file, read_jsonl, read_records

HOSTILE = Path(__file__).parent / "hostile"
NOW = datetime(2025, 3, 1, tzinfo=UTC)
BODY = "La ministre Alma Veyrac a déclaré mardi que les délégués reviendraient à Lisbonne avant la fin du mois de mars."


def outcomes(found: Iterator[Intake | InputRefused]) -> list[str]:
    return [each.article.id if isinstance(each, Intake) else f"{type(each).__name__} {each.place}" for each in found]


def test_bad_records_are_named_by_line_and_the_rest_goes_on() -> None:
    found = list(read_jsonl(HOSTILE / "records.jsonl", now=NOW))
    assert outcomes(iter(found)) == [
        "good",
        *(f"MalformedRecord records.jsonl:{number}" for number in (2, 3, 4, 5, 6, 7, 8)),
        "EmptyInput records.jsonl:9",
        "MalformedRecord records.jsonl:10",
        "7",
        "future",
        "odd day",
        "UnsupportedLanguage records.jsonl:15",
        "MalformedRecord records.jsonl:16",
        "records.jsonl:17",
        "BinaryInput records.jsonl:18",
        "dernière",
    ]
    undated = [each for each in found if isinstance(each, Intake) and each.article.id in {"7", "future", "odd day"}]
    assert [(each.article.published, [note.kind for note in each.notes]) for each in undated] == [(None, ["published"])] * 3


def test_a_record_gives_what_it_knows() -> None:
    line = (
        '{"id": "a", "lang": "fr", "text": "La ministre est revenue.", "title": "Retour", "published": "2025-02-27",'
        ' "publisher": "La Gazette", "url": "https://example.org/a", "licence": "CC0", "authors": ["Lena Marsh"]}'
    )
    (found,) = read_records(BytesIO(line.encode()), "x", now=NOW)
    assert isinstance(found, Intake)
    article = found.article
    assert (article.id, article.title, article.published, article.publisher) == ("a", "Retour", "2025-02-27", "La Gazette")
    assert (article.url, article.licence, article.authors, article.language) == ("https://example.org/a", "CC0", ("Lena Marsh",), "fr")


def test_unknown_keys_change_nothing() -> None:
    plain = b'{"text": "La ministre est revenue."}'
    more = b'{"z": [1], "text": "La ministre est revenue.", "b": {}}'
    first, second = next(read_records(BytesIO(plain), "x")), next(read_records(BytesIO(more), "x"))
    assert isinstance(first, Intake) and isinstance(second, Intake)
    assert (first.article, first.notes) == (second.article, second.notes)


def test_an_intake_hands_over_the_bytes_it_was_read_from(tmp_path: Path) -> None:
    line = b'{"id": "x", "text": "La ministre est revenue."}\r\n'
    originals = {
        "a.txt": (BODY.encode("cp1252"), "text/plain", "text"),
        "b.md": (b"\xef\xbb\xbf# Retour\r\n\r\n" + BODY.encode(), "text/markdown", "text"),
        "c.jsonl": (line, "application/json", "jsonl"),
    }
    for name, (data, media_type, tool) in originals.items():
        (tmp_path / name).write_bytes(data)
        (found,) = articles_from(tmp_path / name)
        assert isinstance(found, Intake)
        assert (found.original, found.media_type, found.tool) == (data, media_type, f"pourparler {tool} {__version__}")
        assert found.digest == hashlib.sha256(data).hexdigest()


def test_a_line_longer_than_any_text_is_refused_and_the_next_is_read() -> None:
    long = b'{"text": "' + b"mot " * 400_000 + b'"}\n'
    found = outcomes(read_records(BytesIO(long + b'{"id": "b", "text": "La ministre est revenue."}'), "x", limit=1000))
    assert found == ["InputRefused x:1", "b"]


def test_no_line_is_refused() -> None:
    assert outcomes(read_records(BytesIO(b"\n \n"), "x")) == ["EmptyInput x"]


def test_a_folder_is_read_in_order_with_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.MD").write_text(f"# Retour\n\n{BODY}", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"id": "x", "text": "La ministre est revenue."}\n', encoding="utf-8")
    (tmp_path / "README.md").write_text("Ce que ce dossier contient.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "metadata.csv").write_text(
        "file,language,title,published,publisher,url,licence,extra\n"
        'b.txt,fr,"Retour, enfin",2025-02-27,La Gazette,https://example.org/b,CC0,z\n'
        "deep/er/a.MD,,,2025-02-28T10:00:00,,,,\n"
        "gone.txt,fr,,,,,,\n"
        "b.txt,fr,Autre,,,,,\n"
        "short.txt\n"
        ",fr,,,,,,\n",
        encoding="utf-8-sig",
    )
    found = list(articles_from(tmp_path, now=NOW))
    assert outcomes(iter(found)) == [
        "MalformedRecord metadata.csv:5",
        "MalformedRecord metadata.csv:6",
        "MalformedRecord metadata.csv:7",
        "b.txt",
        "x",
        "deep/er/a.MD",
        "MalformedRecord metadata.csv:4",
    ]
    first = found[3]
    assert isinstance(first, Intake)
    assert (first.article.title, first.article.published, first.article.licence) == ("Retour, enfin", "2025-02-27", "CC0")
    last = found[5]
    assert isinstance(last, Intake)
    assert (last.article.title, last.article.published) == ("Retour", "2025-02-28T10:00:00")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"name,title\nb.txt,x\n", "column 'file'"),
        (b"", "column 'file'"),
        (b'file\n"b\0.txt"\n', "NUL"),
        (b"\xff\xfe\x41", "UTF-16"),
        (b"\x89PNG", "image"),
    ],
)
def test_metadata_that_is_none_is_refused_and_the_texts_are_read(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "metadata.csv").write_bytes(data)
    refused, read = articles_from(tmp_path)
    assert isinstance(refused, InputRefused) and isinstance(read, Intake)
    assert str(refused).startswith("metadata.csv") and says in str(refused)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_with_any_separator_and_its_faults_are_named(tmp_path: Path, separator: str) -> None:
    rows = [["file", "published", "authors"], ["a.txt", "2025-02-27", "Lena Marsh"], ["b.txt", "27/02/2025", ""], ["c.txt", "2031-01-01", ""]]
    (tmp_path / "metadata.csv").write_text("\r\n".join(separator.join(row) for row in rows), encoding="cp1252")
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(BODY, encoding="utf-8")
    found = list(articles_from(tmp_path, now=NOW))
    assert outcomes(iter(found)) == ["MalformedRecord metadata.csv:3", "MalformedRecord metadata.csv:4", "a.txt", "b.txt", "c.txt", "d.txt"]
    read = [each for each in found if isinstance(each, Intake)]
    assert [each.article.published for each in read] == ["2025-02-27", None, None, None]
    assert read[0].article.authors == ("Lena Marsh",)
    assert [[note.kind for note in each.notes] for each in read] == [[], [], [], ["metadata"]]


def test_what_a_person_says_comes_before_the_table_and_the_line(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("file,published,publisher\na.txt,2025-02-27,La Gazette\n")
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "published": 7, "publisher": "Revue", "text": "La ministre est revenue."}\n')
    found = list(articles_from(tmp_path, details=Details(published="2025-02-20"), now=NOW))
    articles = [each.article for each in found if isinstance(each, Intake)]
    assert [(each.published, each.publisher) for each in articles] == [("2025-02-20", "La Gazette"), ("2025-02-20", "Revue")]


def test_a_file_that_holds_several_articles_is_not_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "La ministre est revenue."}\n' * 2)
    with pytest.raises(InputRefused, match="2 articles"):
        read_file(tmp_path / "a.jsonl")


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    assert outcomes(articles_from(tmp_path)) == [f"EmptyInput {tmp_path.name}"]


def test_what_is_no_file_is_refused_by_name_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(tmp_path / "s.txt"))
        found = list(articles_from(tmp_path))
    assert outcomes(iter(found)) == [
        "InputRefused " + name for name in ("device.txt", "folder.txt", "loop.txt", "nowhere.txt", "pipe.txt", "s.txt", "up")
    ]


def test_a_file_that_may_not_be_read_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed.txt").write_text(BODY, encoding="utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pourparler.intake.opening.os.open", refuse)
    (found,) = articles_from(tmp_path)
    assert str(found) == "closed.txt: cannot be opened: Permission denied"


@pytest.mark.parametrize("name", ["gone.txt", "gone", "gone.jsonl", "with\0nul.txt", "x" * 5000])
def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path, name: str) -> None:
    assert outcomes(articles_from(tmp_path / name)) == [f"InputRefused {name}"]


def test_a_name_that_is_no_unicode_can_still_be_written(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(BODY, encoding="utf-8")
    (found,) = articles_from(path)
    assert isinstance(found, Intake)
    assert found.article.id == "caf\ufffd.txt"
    assert wire.encode(found.article)


def test_folders_above_a_file_named_from_the_root_stay_out_of_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "a.txt").write_text(BODY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert outcomes(articles_from(tmp_path / "talks" / "a.txt")) == ["a.txt"]
    assert outcomes(articles_from(Path("talks/a.txt"))) == ["talks/a.txt"]
    with pytest.raises(InputRefused, match=r"^b\.txt: cannot be opened"):
        read_file(tmp_path / "b.txt")


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as hole:
        hole.truncate(10**12)
    (found,) = articles_from(tmp_path / "large.txt")
    assert isinstance(found, InputRefused)
    assert "larger than" in str(found)


@pytest.mark.parametrize(("data", "expected"), [(BODY.encode(), "stdin"), (b"", "EmptyInput stdin"), (b"\0\0", "BinaryInput stdin")])
def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: str) -> None:
    class Stdin:
        buffer = BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert outcomes(articles_from("-")) == [expected]


def test_importing_the_intake_loads_no_language_model() -> None:
    heavy = ["py3langid", "numpy", "spacy", "lxml", "trafilatura", "docx"]
    code = f"import sys, pourparler.intake; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


SAID_SO = "« Nous avançons », a déclaré mardi le ministre, Paul Brandt."
MAIL = f"Received: from a by b\nFrom: a@example.org\nSubject: Un accord\nContent-Type: text/plain; charset=utf-8\n\n{SAID_SO}"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("corpus.csv", f'title,text\n"Un accord","{SAID_SO} Elle viendra."\n', "it is a table"),
        ("corpus.tsv", f"title\ttext\nUn accord\t{SAID_SO}\n", "it is a table"),
        ("a.eml", f"From: a@example.org\nTo: b@example.org\n\n{SAID_SO}", "it is a mail"),
        ("saved.txt", MAIL, "it is a mail"),
        ("box.txt", f"From a@example.org Tue Feb 25 10:00:00 2025\nFrom: a@example.org\n\n{SAID_SO}", "it is a mail"),
    ],
)
def test_a_table_or_a_mail_is_named_and_never_read_as_a_text(tmp_path: Path, name: str, content: str, told: str) -> None:
    """Their quotation marks and headers would be quoted: words that nobody said."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    for given in (tmp_path / name, tmp_path):
        (refused,) = articles_from(given)
        assert isinstance(refused, InputRefused) and told in refused.message and refused.place == name


def test_a_text_that_begins_with_words_and_colons_is_no_mail(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Paris: une journée\nDate: mardi\n\n{SAID_SO}", encoding="utf-8")
    (intake,) = articles_from(tmp_path)
    assert isinstance(intake, Intake)
