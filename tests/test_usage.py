"""The words of the library that reads the command line: in the interface's language, each provoked as a person would."""

from __future__ import annotations

import ast
import errno
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pourparler import errors
from pourparler.export.placing import whole, write_whole
from pourparler.wording import CATALOGUES, flatten, interface_languages, wording

ROOT = Path(__file__).parents[1]
MARKS = "Usage: |Try|Options:|Arguments:|Commands:|COMMAND|ARGS|Error|Show this|Install|required|default|No such|Missing|Invalid|Input|Got|Did"
ENGLISH = re.compile(rf"\b({MARKS})\b")


def run(folder: Path, *words: str, language: str = "fr") -> tuple[int, str, str]:
    environment = os.environ | {"POURPARLER_LANG": language, "POURPARLER_STORE": str(folder / "none.db"), "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pourparler", *words]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment, timeout=60)
    return done.returncode, *(told.replace("\u00a0", " ") for told in (done.stdout, done.stderr))  # type: ignore[return-value]


@pytest.mark.parametrize("command", [(), ("read",), ("score",), ("said",), ("dossier",), ("gazetteer", "update")])
def test_a_page_of_help_is_french_throughout(tmp_path: Path, command: tuple[str, ...]) -> None:
    code, page, told = run(tmp_path, *command, "--help")
    assert (code, told) == (0, "") and page.startswith("Usage : ") and "Affiche cette page." in page
    assert not ENGLISH.search(page), ENGLISH.search(page)
    assert "<" not in page and "list[" not in page, "a type of Python is no word for a person"


def test_an_option_with_few_values_names_them(tmp_path: Path) -> None:
    assert "--texts none|quoted|whole" in run(tmp_path, "export", "--help")[1]


FAULTS = {
    ("reed",): "il n’y a pas de commande reed ; peut-être voulez-vous dire ",
    ("xyzzy",): "il n’y a pas de commande xyzzy",
    ("read", "--jsonll", "x"): "il n’y a pas d’option --jsonll ; peut-être voulez-vous dire --jsonl",
    ("read", "--html"): "--html demande une valeur",
    ("why",): "il manque FICHIER|DOSSIER",
    ("why", "a", "b", "c"): "des mots de trop : c",
    ("rehydrate", ".", "--from", "x"): "il manque l’option --output RÉPERTOIRE",
    ("said", "talks", "--limit", "abc"): "--limit N : il faut un nombre entier",
    ("said", "talks", "--limit", "0"): "--limit N : il faut 1 ou plus",
    ("said", "talks", "--since", "hier"): "n’est pas un jour",
    ("score", "gone.jsonl", "gone.jsonl"): "gone.jsonl n’existe pas",
    ("score", ".", "."): ". est un répertoire, il faut un fichier",
    ("rehydrate", "gone", "--from", "x", "--output", "y"): "gone n’existe pas",
}


@pytest.mark.parametrize("words", FAULTS, ids=" ".join)
def test_a_fault_of_usage_is_told_in_french(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, page, told = run(tmp_path, *words)
    assert (code, page) == (2, "")
    assert FAULTS[words] in told
    assert told.startswith("Usage : ") or words == ("read", "--html"), "where a value is missing, the library does not say of which command"
    assert not ENGLISH.search(told), ENGLISH.search(told)


def test_without_any_word_the_page_of_help_is_shown(tmp_path: Path) -> None:
    code, page, told = run(tmp_path)
    assert code == 2 and "Commandes" in page + told and not ENGLISH.search(page + told)


def test_english_stays_english(tmp_path: Path) -> None:
    code, _, told = run(tmp_path, "said", "talks", "--limit", "abc", language="en")
    assert code == 2 and "Error: --limit N: a whole number is wanted" in told and "Help: " in told


def test_both_catalogues_know_the_same_words_of_the_library() -> None:
    known = [{key for key in wording(code).strings if key.startswith("typer.")} for code in interface_languages()]
    assert known[0] and all(keys == known[0] for keys in known)


# what the program says on purpose

PEOPLES_OWN = {"PackError"}
"""Faults of a table of rules or facts, which whoever writes one sees."""


def told_in_code() -> dict[str, str]:
    """Every message that code gives to a fault or a note, as the words around what varies, with its place."""
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type)} - PEOPLES_OWN | {"Note", "Unplaced", "UnknownDateError"}
    found = {}
    for path in sorted((ROOT / "pourparler").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in kinds:
                for message in filter(None, map(as_example, call.args)):
                    found[message] = f"{path.name}:{call.lineno}"
    return found


def as_example(node: ast.expr) -> str | None:
    """A message with examples in its blanks; None for what is none, or only puts others together."""
    if isinstance(node, ast.Constant):
        parts: list[str] = [node.value] if isinstance(node.value, str) else []
    elif isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "'7'" if part.conversion == ord("r") else "7" for part in node.values]  # type: ignore[attr-defined]
    else:
        parts = []
    made = "".join(parts)
    return made if " " in made and len(re.findall(r"[a-z]{2,}", made)) > 1 else None


def test_every_message_that_a_person_may_see_is_said_in_french() -> None:
    french, told = wording("fr"), told_in_code()
    assert len(told) > 150
    assert {message: place for message, place in told.items() if french.message(message) == message} == {}


def test_a_part_of_a_message_is_said_in_its_language_too() -> None:
    french = wording("fr")
    assert french.message("this is no text but an image") == french.message("this is no text but 7").replace("7", "une image")
    assert "octet 25" in french.message("not a record with a text: JSON is malformed: invalid character (byte 25)")


# what the system refuses

SAID = "« Nous avançons », a déclaré mardi le ministre, Paul Brandt"
LINES = "".join(f'{{"id": "{number}", "lang": "fr", "text": "{SAID} ({number})."}}\n' for number in range(60))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("--help",), ("languages",), ("read", "a.jsonl", "--json")])
def test_a_full_disk_is_one_line_and_no_traceback(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "a.jsonl").write_text(LINES)
    environment = os.environ | {"POURPARLER_LANG": "en", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pourparler", *words]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "the output: no room is left on the disk; make room and run the same command again"
    assert "Traceback" not in done.stderr and "ignored" not in done.stderr


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINES)
    environment = os.environ | {"POURPARLER_LANG": "en", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pourparler", "read", "a.jsonl", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment) as reading:
        assert reading.stdout is not None and reading.stderr is not None
        assert reading.stdout.readline().startswith('{"article"')
        reading.stdout.close()
        told = reading.stderr.read()
    assert (reading.returncode, told) == (141, "")


def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left, other, running = (tmp_path / f".{name}.part" for name in (f"a.csv.{gone.stdout.strip()}", "b.csv.7", f"a.csv.{os.getppid()}"))
    for path in (left, other, running):
        path.write_text("half")
    write_whole(tmp_path / "a.csv", "whole")
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "a.csv", other, running])


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"tables\.xlsx") as told, whole(tmp_path / "tables.xlsx"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert told.value.filename == str(tmp_path / "tables.xlsx") and not [*tmp_path.iterdir()]


def test_french_never_breaks_a_line_before_its_marks() -> None:
    """A no-break space before ; : ? ! » % and after «, and one sort of it; what stands between backticks is code."""
    loose = re.compile("[ \u202f][;:?!»%]|«[ \u202f]")
    shown = {key: re.sub(r"`[^`]*`", "", text) for key, text in wording("fr").strings.items() if not key.startswith("web.")}
    own = {key for key in shown if key in wording("en").strings or key.startswith("message.")} - set(page_of("fr"))
    assert {key: shown[key] for key in own if loose.search(shown[key])} == {}


def page_of(language: str) -> dict[str, str]:
    """The catalogue of the page, which is kept beside."""
    path = CATALOGUES / "web" / f"{language}.toml"
    return dict(flatten(tomllib.loads(path.read_text(encoding="utf-8"))))
