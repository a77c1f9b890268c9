"""The commands of a dossier as a person types them: exit codes, what goes to which stream, and a run that is killed."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pourparler.cli.app import app
from pourparler.desk import Desk
from pourparler.model import Span
from pourparler.wording import wording

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmark"))
EN = wording("en")
FIRST = "« Les pourparlers avancent », a déclaré Sergueï Lavrov. Marco Rubio l’a rencontré à Genève."
SECOND = "Hakan Fidan a indiqué que les ambassades rouvriraient bientôt, a rapporté l’agence."


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POURPARLER_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("POURPARLER_STORE", str(tmp_path / "store.db"))
    monkeypatch.setenv("POURPARLER_CODER", "anna")
    return tmp_path / "store.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "first.txt").write_text(FIRST)
    (made / "second.txt").write_text(SECOND)
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def talks(folder: Path) -> Path:
    assert run("dossier", "new", "talks", "--title", "Talks").exit_code == 0
    assert run("add", "talks", folder).exit_code == 0
    return folder


def test_a_dossier_is_made_shown_edited_and_dropped(talks: Path) -> None:
    assert [row["name"] for row in rows(run("dossier", "list", "--json"))] == ["talks"]
    assert run("dossier", "edit", "talks", "--question", "Who met whom?").exit_code == 0
    (sheet,) = rows(run("dossier", "show", "talks", "--json"))
    assert (sheet["read"], sheet["undated"]) == (2, 2)
    assert "Who met whom?" in run("dossier", "show", "talks").stdout
    assert run("dossier", "drop", "talks").exit_code == 2
    assert run("dossier", "drop", "talks", "--yes").exit_code == 0
    assert rows(run("dossier", "list", "--json")) == []


def test_what_cannot_be_added_is_named_and_exits_3(talks: Path) -> None:
    (talks / "empty.txt").write_text("")
    result = run("add", "talks", talks, "--json")
    assert result.exit_code == 3 and "empty.txt" in result.stderr
    assert [row["arrival"] for row in rows(result)] == ["refused", "known", "known"]


def test_nothing_usable_is_1_and_nothing_given_is_2(talks: Path, tmp_path: Path) -> None:
    (tmp_path / "void.txt").write_text("")
    assert run("add", "talks", tmp_path / "void.txt").exit_code == 1
    assert run("add", "talks").exit_code == 2


def test_a_basket_is_shown_and_handed_on(talks: Path, tmp_path: Path) -> None:
    (line,) = rows(run("said", "talks", "--by", "Lavrov", "--json"))
    with Desk(os.environ["POURPARLER_STORE"], by="anna") as desk:
        basket = desk.basket("talks")
        basket.note(basket.take("first.txt", str(line["record"])).id, "à vérifier")
        basket.take("second.txt", span=Span(0, 11))
    shown = run("basket", "talks", "--word", tmp_path / "note.docx", "--bibtex", tmp_path / "a.bib")
    assert "« Les pourparlers avancent » (first.txt 0-28)" in shown.stdout and "    à vérifier" in shown.stdout and "2 lines" in shown.stderr
    told = rows(run("basket", "talks", "--json"))
    assert [(row["exact"], row["state"], row["note"]) for row in told] == [(line["exact"], "stands", "à vérifier"), (["Hakan Fidan"], "words", "")]
    assert zipfile.is_zipfile(tmp_path / "note.docx") and (tmp_path / "a.bib").read_text().count("@article") == 2
    assert run("remove", "talks", "second.txt").exit_code == 0
    assert "no longer in the dossier" in run("basket", "talks").stdout


def test_said_and_met_show_the_words(talks: Path) -> None:
    table = run("said", "talks", "--by", "Lavrov")
    assert "« Les pourparlers avancent »" in table.stdout and "1 line" in table.stderr
    (line,) = rows(run("said", "talks", "--by", "Lavrov", "--json"))
    assert line["exact"] == ["« Les pourparlers avancent »"] and line["label"] == "first.txt"
    assert rows(run("said", "talks", "--about", "ambassade", "--json"))[0]["label"] == "second.txt"
    assert run("met", "talks", "--who", "Rubio").exit_code == 0
    assert "--limit" in run("said", "talks", "--limit", "1").stderr


def test_search_says_when_it_finds_nothing(talks: Path) -> None:
    found = run("search", "talks", "pourparler")
    assert found.exit_code == 0 and "pourparlers" in found.stdout
    assert run("search", "talks", "xyzzy").exit_code == 1
    (hit,) = rows(run("search", "talks", "pourparler", "--json"))
    assert hit["label"] == "first.txt"


def test_check_and_verify_take_a_dossier(talks: Path) -> None:
    assert "word for word" in run("check", "talks", "les pourparlers avancent").stdout
    assert run("check", "talks", "nothing of the kind was printed").exit_code == 1
    result = run("verify", "talks")
    assert result.exit_code == 0 and "all stand" in result.stdout


def test_new_tells_what_came_since(talks: Path) -> None:
    assert "first visit" in run("new", "talks", "--keep").stderr
    assert len(rows(run("new", "talks", "--json"))) >= 2
    assert rows(run("new", "talks", "--json")) == []


def test_remove_and_forget(talks: Path, store: Path) -> None:
    assert "removed" in run("remove", "talks", "second.txt").stderr
    assert run("forget", "talks", "first.txt").exit_code == 2
    assert run("forget", "talks", "first.txt", "--yes").exit_code == 0
    assert b"avancent" not in store.read_bytes()


def test_reread_has_nothing_to_do_and_diff_nothing_to_tell(talks: Path) -> None:
    assert run("reread", "talks").stderr.startswith("run 1: 0")
    assert len(rows(run("reread", "talks", "--all", "--json"))) == 2
    assert "0 changes" in run("diff", "talks").stderr


def test_a_pack_goes_to_a_colleague_and_back(talks: Path, tmp_path: Path) -> None:
    pack = tmp_path / "talks.pourparler"
    assert run("pack", "talks", "--output", pack).exit_code == 0
    again = tmp_path / "again.pourparler"
    run("pack", "talks", "--output", again)
    assert pack.read_bytes() == again.read_bytes()
    assert run("unpack", pack, "--as", "copy").exit_code == 0
    assert rows(run("said", "copy", "--json")) == rows(run("said", "talks", "--json"))
    assert "2 known" in run("join", "copy", pack).stderr
    taken = run("unpack", pack, "--as", "copy")
    assert taken.exit_code == 1 and "--as" in taken.stderr and "pourparler join copy" in taken.stderr
    run("correct", "talks", "first.txt", "S1", "set", "speakers", "Hakan Fidan")
    assert "speakers = Hakan Fidan" in run("journal", "talks").stdout
    assert run("pack", "talks", "--output", pack).exit_code == 0
    assert "1 line of their journal" in run("join", "copy", pack).stderr
    assert "of their journal" not in run("join", "copy", pack).stderr


def test_review_correct_supply_undo_and_journal(talks: Path) -> None:
    (line,) = rows(run("said", "talks", "--by", "Lavrov", "--json"))
    task = rows(run("review", "talks", "--json"))[0]
    assert task["kind"] in {"doubt", "audit"} and task["fields"]
    assert run("correct", "talks", "first.txt", "S1", "set").exit_code == 2
    assert run("correct", "talks", "first.txt", str(line["record"]), "set", "speakers", "Hakan Fidan", "--why", "so").exit_code == 0
    assert rows(run("said", "talks", "--by", "Lavrov", "--json")) == []
    assert run("undo", "talks").exit_code == 0
    assert len(rows(run("said", "talks", "--by", "Lavrov", "--json"))) == 1
    assert run("supply", "talks", "second.txt", "content=que les ambassades", "cue=a rapporté").exit_code == 0
    assert run("supply", "talks", "second.txt", "content").exit_code == 2
    assert run("complete", "talks", "first.txt", "1").exit_code == 0
    journal = run("journal", "talks")
    assert [row["action"] for row in rows(run("journal", "talks", "--json"))] == ["set", "undo", "add", "complete"]
    assert "Hakan Fidan" in journal.stdout and "0 without" in journal.stderr
    assert run("journal", "talks", "--detached").stdout == ""


def test_two_coders_are_compared_and_corrections_are_gold(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("agreement", "talks", "anna", "bert").exit_code == 1
    assert run("gold", "talks", "--output", tmp_path / "gold.jsonl").exit_code == 1
    run("correct", "talks", "first.txt", "S1", "accept")
    run("complete", "talks", "first.txt", "1")
    monkeypatch.setenv("POURPARLER_CODER", "bert")
    run("correct", "talks", "first.txt", "S1", "set", "status", "denied")
    (found,) = rows(run("agreement", "talks", "anna", "bert", "--json"))
    assert found["disagreements"][0]["field"] == "status"  # type: ignore[index]
    shown = run("agreement", "talks", "anna", "bert").stdout
    where, words, *values = shown.rsplit("\n\n", 1)[1].splitlines()
    assert where.startswith("first.txt ") and words.strip() in (talks / "first.txt").read_text()
    assert [value.split() for value in values] == [["anna:", "asserted"], ["bert:", "denied"]]
    assert run("gold", "talks", "--output", tmp_path / "gold.jsonl").exit_code == 0
    gold = json.loads((tmp_path / "gold.jsonl").read_text())
    assert gold["quotes"][0]["status"] == "denied"


def test_review_asks_key_by_key(talks: Path) -> None:
    answers = CliRunner().invoke(app, ["review", "talks", "--ask"], input="z\na\nx\ns\nHakan Fidan\nu\nq\n")
    assert answers.exit_code == 0
    assert [row["action"] for row in rows(run("journal", "talks", "--json"))][:3] == ["accept", "reject", "set"]


def test_a_dossier_is_exported_with_and_without_corrections(talks: Path, tmp_path: Path) -> None:
    run("correct", "talks", "first.txt", "S1", "reject")
    assert run("export", "talks", "--to", "csv", "--output", tmp_path / "out").exit_code == 0
    assert "avancent" not in (tmp_path / "out" / "statements.csv").read_text()
    assert run("export", "talks", "--to", "csv", "--output", tmp_path / "raw", "--without-corrections").exit_code == 0
    assert "avancent" in (tmp_path / "raw" / "statements.csv").read_text()


def test_a_store_elsewhere_is_named_before_the_command(talks: Path, tmp_path: Path) -> None:
    assert run("--store", tmp_path / "other.db", "dossier", "new", "else").exit_code == 0
    assert (tmp_path / "other.db").exists()


def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    from interruptions import dumped, stored
    from rereading import NAME, READ
    from rereading import run as run_program

    for number in range(4):
        (folder / f"more{number}.txt").write_text(FIRST.replace("Genève", f"Berne, salle {number}"))
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    for place in (whole, cut):
        run_program(ROOT, place, "dossier", "new", NAME)
    run_program(ROOT, whole, "add", NAME, str(folder))
    killer = READ.replace("; main()", KILLED_AT_THIRD)
    work = subprocess.run([sys.executable, "-c", killer, "add", NAME, str(folder)], env=environment(cut), capture_output=True, check=False)
    assert work.returncode == -signal.SIGKILL and stored(cut) == 2
    run_program(ROOT, cut, "add", NAME, str(folder))
    assert stored(cut) == 6 and dumped(cut) == dumped(whole)


KILLED_AT_THIRD = """
import os, signal
from pourparler.desk import adding
count, put = [0], adding.put_reading
def dying(*given, **named):
    count[0] += 1
    if count[0] == 3: os.kill(os.getpid(), signal.SIGKILL)
    return put(*given, **named)
adding.put_reading = dying
main()
"""


def environment(place: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "POURPARLER_STORE": str(place), "POURPARLER_LANG": "en"}


@pytest.mark.parametrize("change", ["cue", "gazetteer"])
def test_reading_again_after_a_change_equals_reading_afresh(change: str, tmp_path: Path) -> None:
    from rereading import measure

    talks = ROOT / "examples" / "talks-2025"
    inputs = [str(talks / name) for name in ("01-riyad-depeche.fr.txt", "04-djeddah-trente-jours.fr.txt", "13-denial-secret-meeting.en.txt")]
    outcome = measure(change, inputs, tmp_path)
    assert outcome.same and 0 < outcome.read < outcome.articles == 3


def test_a_dossier_whose_name_has_a_dot_is_no_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("dossier", "new", "paix.2025").exit_code == 0
    assert run("add", "paix.2025", folder).exit_code == 0
    (line,) = rows(run("said", "paix.2025", "--by", "Lavrov", "--json"))
    why = ("why", "S1", "--article", "first.txt")
    assert run(why[0], "paix.2025", line["record"]).exit_code == 0
    for command in (("why", "paix.2025", "S1", "--article", "first.txt"), ("check", "paix.2025", "Les pourparlers"), ("verify", "paix.2025")):
        assert run(*command).exit_code == 0, command
    assert run("export", "paix.2025", "--to", "jsonl", "--output", tmp_path / "out").exit_code == 0
    (tmp_path / "paix.2025").write_text("« Nous partons demain », a déclaré mardi le ministre des Affaires étrangères, Luc Ferrand.")
    for command in (("why", "paix.2025", "S1"), ("check", "paix.2025", "Nous partons"), ("verify", "paix.2025")):
        both = run(*command)
        assert both.exit_code == 2 and "./paix.2025 is the file, dossier:paix.2025 the dossier" in both.stderr, command
    assert "Luc Ferrand" in run("why", "./paix.2025", "S1").stdout
    assert run("why", "dossier:paix.2025", "S1", "--article", "first.txt").exit_code == 0
    assert run("verify", "dossier:paix.2025").exit_code == 0


def test_a_folder_beside_a_dossier_of_its_name_is_in_nobodys_way(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks").mkdir(exist_ok=True)
    assert run("verify", "talks").exit_code == 0
    assert run("export", "talks", "--to", "csv", "--output", tmp_path / "out").exit_code == 0
    gone = run("verify", "gone.jsonl")
    assert gone.exit_code == 2 and "gone.jsonl is not there" in gone.stderr


def test_what_cannot_be_asked_is_wrong_usage_and_no_empty_answer(talks: Path, tmp_path: Path) -> None:
    assert run("diff", "talks", "7", "9").exit_code == 2 and "there is no run 7; there are: 1" in run("diff", "talks", "7", "9").stderr
    for nothing in ("", "«»", "…"):
        assert run("search", "talks", nothing).exit_code == 2
    for command in (("pack", "talks"), ("gold", "talks"), ("read", talks / "first.txt")):
        asked = run(*command, "--output", tmp_path)
        assert asked.exit_code == 2 and "is a folder, a file is wanted" in asked.stderr, command


@pytest.mark.parametrize("member", ["rules", "articles.jsonl"])
def test_a_damaged_pack_leaves_no_empty_dossier(talks: Path, tmp_path: Path, member: str) -> None:
    pack = tmp_path / "talks.pourparler"
    assert run("pack", "talks", "--output", pack).exit_code == 0
    with zipfile.ZipFile(pack) as archive:
        place = archive.getinfo(member).header_offset
    data = bytearray(pack.read_bytes())
    place += 30 + sum(struct.unpack_from("<HH", data, place + 26))
    data[place + 2] ^= 0xFF
    pack.write_bytes(data)
    refused = run("unpack", pack, "--as", "copy")
    assert refused.exit_code == 1 and "no dossier copy was made" in refused.stderr
    assert [row["name"] for row in rows(run("dossier", "list", "--json"))] == ["talks"]
