"""The command line: exit codes, what goes to which stream, resuming, and words to the letter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_readings import TALKS, article, at, hostile, talks
from typer.testing import CliRunner, Result

from pourparler import wire
from pourparler.cli import asked_language, batch, dossier, gazetteer
from pourparler.cli.app import COMMANDS, app
from pourparler.cli.inputs import Inputs
from pourparler.export.handles import by_handle
from pourparler.export.shown import cut_in_the_middle, excerpt, visible, words
from pourparler.export.table import plain
from pourparler.model import Article, Quotation, Reading, Span
from pourparler.wording import interface_languages, preferred, wording

DOCS = Path(__file__).parents[1] / "docs"
SAID = "« Nous partons demain », a déclaré Anna Brandt, la ministre."
EN = wording("en")
ELLE, IRENE = at(TALKS, "Elle"), at(TALKS, "Irène Valcourt")
CHAIN = f"Elle [{ELLE.start}-{ELLE.end}] → Irène Valcourt [{IRENE.start}-{IRENE.end}] → Irène Valcourt Q901"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_LANG", "en")
    monkeypatch.setenv("COLUMNS", "140")


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)


def written(folder: Path, *readings: Reading) -> Path:
    path = folder / "readings.jsonl"
    path.write_bytes(b"".join(wire.encode(reading) + b"\n" for reading in readings))
    return path


class FakeReader:
    """Reads nothing; stops before the article `dies_at`, as a killed run does."""

    def __init__(self, dies_at: int | None = None) -> None:
        self.dies_at = dies_at

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for number, each in enumerate(articles):
            if number == self.dies_at:
                raise KeyboardInterrupt
            yield Reading(each, ("quotations",))


def lines_in(path: Path, count: int) -> Path:
    texts = [f"Le ministre a parlé de la paix pour la {number}e fois devant les journalistes réunis à Genève." for number in range(count)]
    path.write_text("".join(json.dumps({"id": f"a{n}", "lang": "fr", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


# reading


def test_read_prints_a_table_and_exits_0(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    result = run("read", tmp_path / "a.txt", "--published", "2025-02-27")
    assert result.exit_code == 0, result.stderr
    assert "« Nous partons demain »" in result.stdout and "Anna Brandt" in result.stdout and "a déclaré" in result.stdout
    assert "published: 2025-02-27" in result.stdout
    assert result.stderr == ""


def test_read_writes_json_html_and_takes_standard_input(tmp_path: Path) -> None:
    result = run("read", "-", "--json", "--html", tmp_path / "new" / "page.html", typed=SAID)
    reading = wire.decode(result.stdout.strip())
    assert reading.article.text == SAID
    assert words(SAID, reading.quotations[0].content) == "« Nous partons demain »"
    assert "Nous partons demain" in (tmp_path / "new" / "page.html").read_text()
    assert not list(tmp_path.rglob("*.part"))


REPORT = "« Nous partons demain », a déclaré le ministre, Paul Brandt, avant de quitter la salle où se tenaient les entretiens de Lisbonne."
PAGE = "<!DOCTYPE html><html><head>{head}</head><body><article><h1>Une trêve</h1>{body}</article></body></html>"
LINES = f"<p>{REPORT}</p><p>{REPORT.replace('demain', 'mardi')}</p>"
TEASER = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a.html": PAGE.format(head="", body=LINES)}, 0),
        ({"a.html": PAGE.format(head=TEASER, body=LINES)}, 3),
        ({"a.html": "<!DOCTYPE html><html><body><div id='didomi-host'><p>Nous et nos partenaires.</p></div></body></html>"}, 1),
        ({"a.html": PAGE.format(head="", body=LINES), "b.pdf": "%PDF-1.7", "c.txt": "La ministre est revenue."}, 3),
    ],
    ids=["a page", "a teaser", "a page of consent", "a mixed folder"],
)
def test_saved_pages_are_read_and_the_exit_code_tells_how_it_went(tmp_path: Path, files: dict[str, str], code: int) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    result = run("read", tmp_path, "--json")
    assert result.exit_code == code, result.stderr
    assert len(result.stdout.splitlines()) == sum(name != "b.pdf" for name in files) * (code != 1)


def test_a_refused_input_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good, empty, gone = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "gone\u202e.txt"
    good.write_text(SAID)
    empty.write_text(" ")
    result = run("read", empty, good, gone, "--json")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    told = result.stderr.splitlines()
    assert told[0].startswith("refused: empty.txt: ") and "gone⟨U+202E⟩.txt" in told[1]
    assert told[2].replace("\u00a0", " ") == "1 article, 2 refused, 0 partial"


def test_nothing_usable_is_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert run("read", tmp_path / "empty.txt").exit_code == 1


@pytest.mark.parametrize(
    "line", ["read", "read x --published 03/04/2025", "read x --language xx", "read x --output y --json", "--lang xx languages", "nothing"]
)
def test_wrong_usage_is_2(line: str) -> None:
    assert run(*line.split()).exit_code == 2


def test_a_given_language_and_day_hold_for_lines_too(tmp_path: Path) -> None:
    inputs = Inputs((str(lines_in(tmp_path / "in.jsonl", 1)),), "fr", "2025-03-01")
    (intake,) = inputs.intakes()
    assert (intake.article.language, intake.article.published, intake.article.published_from) == ("fr", "2025-03-01", "input")


def test_notes_of_the_intake_stand_in_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Le ministre a déclaré hier qu’il partirait pour Genève.".encode("utf-16"))
    (reading,) = Inputs((str(tmp_path / "a.txt"),)).readings(FakeReader())  # type: ignore[arg-type]
    assert "encoding" in {note.kind for note in reading.notes}


# long work


def test_a_killed_run_goes_on_and_ends_with_the_same_file(tmp_path: Path) -> None:
    source, whole, cut = lines_in(tmp_path / "in.jsonl", 7), tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    batch.write(FakeReader(), Inputs((str(source),)), (), whole)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        batch.write(FakeReader(dies_at=3), Inputs((str(source),)), (), cut)  # type: ignore[arg-type]
    assert not cut.exists()
    (unfinished,) = tmp_path.glob(".cut.jsonl.*.part")
    with unfinished.open("ab") as lines:
        lines.write(b'{"article": {"id": "a3", "te')
    second = FakeReader(dies_at=4)
    batch.write(second, Inputs((str(source),)), (), cut)  # type: ignore[arg-type]
    assert cut.read_bytes() == whole.read_bytes()
    assert len(whole.read_bytes().splitlines()) == 7
    assert not list(tmp_path.glob(".*.part"))


def test_other_options_or_inputs_never_continue_an_older_run(tmp_path: Path) -> None:
    source = lines_in(tmp_path / "in.jsonl", 2)
    first = batch.unfinished_path(tmp_path / "out.jsonl", Inputs((str(source),)), (True,))
    assert first != batch.unfinished_path(tmp_path / "out.jsonl", Inputs((str(source),)), (False,))
    lines_in(source, 3)
    assert first != batch.unfinished_path(tmp_path / "out.jsonl", Inputs((str(source),)), (True,))


def test_a_finished_output_is_written_anew(tmp_path: Path) -> None:
    source, out = lines_in(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    out.write_text("old\n")
    batch.write(FakeReader(), Inputs((str(source),)), (), out)  # type: ignore[arg-type]
    assert [wire.decode(line).article.id for line in out.read_bytes().splitlines()] == ["a0", "a1"]


# looking again


def test_why_tells_the_rule_the_chain_and_the_other_reading(tmp_path: Path) -> None:
    path = written(tmp_path, hostile(), talks())
    result = run("why", path, "s2", "--article", "talks.txt")
    assert result.exit_code == 0
    assert CHAIN in result.stdout.replace("\n", "")
    assert "fr.cues.déclarer" in result.stdout and "own:ferrand" in result.stdout
    assert "[193-239] que les experts se reverraient « avant l’été »" in result.stdout
    assert EN("why.rule_example") in result.stdout
    assert "2026-03-03" in run("why", path, "T1", "--article", "talks.txt").stdout


def test_why_names_the_lines_there_are(tmp_path: Path) -> None:
    result = run("why", written(tmp_path, talks()), "S9")
    assert result.exit_code == 2 and "S1, S2, S3, S4, S5, T1" in result.stderr
    assert run("why", written(tmp_path, talks()), "S1", "--article", "other").exit_code == 1


def test_verify_passes_whole_readings_and_names_what_fell(tmp_path: Path) -> None:
    sound = run("verify", written(tmp_path, talks()))
    assert sound.exit_code == 0, sound.stdout
    changed = replace(talks(), article=replace(talks().article, text=TALKS.replace("Luc", "Lou")))
    fallen = run("verify", written(tmp_path, changed))
    assert fallen.exit_code == 1 and "talks.txt" in fallen.stdout
    (tmp_path / "empty.jsonl").write_text("")
    assert run("verify", tmp_path / "empty.jsonl").exit_code == 1


def test_a_line_that_is_no_reading_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"layers": 3}\n')
    result = run("verify", path)
    assert result.exit_code != 0 and "bad.jsonl:1" in str(result.exception)


def test_score_measures_and_shows_the_misses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quotes = [{"content": [[81, 125]], "cue": [[127, 136]], "source": [[143, 180]], "type": "direct"}]
    quotes.append({"content": [[367, 389]], "cue": [], "source": [], "type": "indirect"})
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "talks.txt", "lang": "fr", "text": TALKS, "quotes": quotes}) + "\n")
    result = run("score", gold, written(tmp_path, talks()), "--misses")
    assert result.exit_code == 0
    assert re.search(r"quotations found .*of 2 in gold, 5 found", result.stdout)
    assert re.search(r"a quotation that the gold does not have\n +gold +—\n +reading +“Nous viendrons”", result.stdout)
    assert "not annotated in this gold, and not measured: events, times, actors" in result.stdout
    monkeypatch.setenv("POURPARLER_LANG", "fr")
    french = run("score", gold, written(tmp_path, talks()), "--misses").stdout
    assert "citations trouvées" in french and "une citation que la référence n’a pas" in french
    assert json.loads(run("score", gold, written(tmp_path, talks()), "--json").stdout)["documents"] == 1


def test_check_finds_the_nearest_words_and_shows_the_differences(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Un titre\n\n{SAID} Le chef de l’État a parlé de l’Été.\n")
    found = run("check", tmp_path / "a.txt", "Nous partirons demain")
    assert found.exit_code == 0
    assert "a.txt, paragraph 2" in found.stdout and "Nous partons demain" in found.stdout
    assert "[-partirons-] {+partons+}" in found.stdout
    assert EN("check.verbatim") in run("check", tmp_path / "a.txt", '"Nous  partons demain"').stdout
    assert EN("check.typography") in run("check", tmp_path / "a.txt", "le chef de l'Etat a parle de l'ete").stdout


def test_check_says_when_it_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID)
    absent = run("check", tmp_path / "a.txt", "La récolte de blé sera bonne cette année")
    assert absent.exit_code == 1 and "not in these articles" in absent.stdout
    assert run("check", tmp_path / "a.txt").exit_code == 2
    (line,) = run("check", tmp_path / "a.txt", "nous partons demain", "--json").stdout.splitlines()
    assert json.loads(line)["exact"] == "Nous partons demain" and json.loads(line)["verbatim"] is True


def test_languages_and_doctor() -> None:
    assert "fr  français" in run("languages").stdout
    healthy = run("doctor")
    assert healthy.exit_code == 0, healthy.stdout
    assert "fr_core_news" in healthy.stdout and "sha256" in healthy.stdout
    told = json.loads(run("doctor", "--json").stdout)
    assert {parser["language"] for parser in told["parsers"]} >= {"fr"}


# words for people


def test_the_table_shows_the_articles_words() -> None:
    shown = plain(talks(), EN, 140)
    for record in by_handle(talks()).values():
        if isinstance(record, Quotation):
            assert words(TALKS, record.content) in shown
    assert "Irène Valcourt Q901 (Elle)" in shown
    assert "denied" in shown and "! 0-4 Menu" in shown


@pytest.mark.parametrize("width", [40, 80, 140])
def test_the_table_fits_its_terminal(width: int) -> None:
    assert max(len(line.rstrip()) for line in plain(talks(), wording("fr"), width).splitlines()) <= width


def test_a_layer_not_attempted_is_absent_and_an_empty_one_is_said() -> None:
    shown = plain(Reading(article(TALKS), ("quotations",)), EN)
    assert "none found" in shown and "QUOTATIONS" in shown and "TIMES" not in shown


def test_terminal_controls_are_made_visible() -> None:
    shown = plain(hostile(), EN)
    assert not re.search("[\u202a-\u202e\u200b\u0007\x1b]", shown)
    assert "⟨U+202E⟩" in shown and "␇" in shown


def test_long_words_keep_both_ends() -> None:
    text = "début " + "milieu " * 50 + "fin"
    cut = cut_in_the_middle(text, 60)
    head, tail = cut.split(" … ")
    assert text.startswith(head) and text.endswith(tail) and len(cut) <= 60
    assert excerpt("abc def", (Span(0, 3), Span(4, 7)), 60) == "abc […] def"
    assert visible("a\nb\u0000") == "a⏎b␀"


def test_print_shows_a_reading_as_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "a déclaré" in str(talks())
    assert repr(talks()) == "<Reading of 'talks.txt': 5 quotations, 1 times, 2 actors>"
    assert "srcdoc" in talks()._repr_html_()


@pytest.mark.parametrize(
    ("words", "language"),
    [(["--lang", "fr", "read"], "fr"), (["--lang=en"], "en"), (["read", "x"], None), (["--lang"], None)],
)
def test_the_language_asked_for_is_known_before_the_help_is_written(words: list[str], language: str | None) -> None:
    assert asked_language(words) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "fr_CA", "LANG": "en_US"}, "fr"),
        ({"POURPARLER_LANG": "fr", "LC_ALL": "en"}, "fr"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


def test_catalogues_say_the_same_things() -> None:
    blanks = re.compile(r"(?<!{){(\w+)}(?!})")
    english, *others = (
        {key: set(blanks.findall(text)) for key, text in wording(code).strings.items() if not key.startswith(("message.", "msgspec.", "system."))}
        for code in interface_languages()
    )
    assert all(other == english for other in others)


def test_no_sentence_of_the_catalogue_is_idle() -> None:
    package = Path(batch.__file__).parents[1]
    code = "\n".join(path.read_text() for ending in ("*.py", "*.html") for path in package.rglob(ending))
    tables = {key.partition(".")[0] for key in EN.strings}
    built = {table for table in tables if any(way in code for way in (f'f"{table}.{{', f"f'{table}.{{", f'"{table}." ~'))}
    texts = {f"{command.__name__}.{part}" for command in COMMANDS for part in ("help", "short", "example")}
    for group, commands in (("dossier", dossier.COMMANDS), ("gazetteer", gazetteer.COMMANDS)):
        texts |= {f"{group}_{name}.{part}" for name, _ in commands for part in ("help", "short", "example")} | {f"{group}.help", f"{group}.short"}
    idle = [key for key in EN.strings if key not in texts and f'"{key}"' not in code and f"'{key}'" not in code]
    assert [key for key in idle if key.partition(".")[0] not in built | {"plural", "typer"}] == []


def test_messages_are_said_in_french() -> None:
    french = wording("fr")
    assert french.message("the quotation opened by « is closed by ”") == "la citation ouverte par « est fermée par ”"
    assert french.message("never heard") == "never heard"


@pytest.mark.parametrize("key", [key.removeprefix("message.") for key in wording("fr").strings if key.startswith("message.")])
def test_a_translated_message_is_one_that_the_program_says(key: str) -> None:
    package = Path(batch.__file__).parents[1]
    code = "\n".join(path.read_text() for path in package.rglob("*.py"))
    assert all(piece in code for piece in re.split(r"\*|'", key))


# documentation


def commands_and_options() -> Iterator[tuple[str, list[str]]]:
    import typer

    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        yield name, [option for parameter in command.params for option in parameter.opts if option.startswith("--")]


def test_every_command_and_option_is_documented() -> None:
    sections = dict(re.findall(r"^## `?pourparler (\w+).*?$(.*?)(?=^## |\Z)", (DOCS / "commands.md").read_text(), re.M | re.S))
    for name, options in commands_and_options():
        assert name in sections, f"docs/commands.md has no section on {name}"
        missing = [option for option in options if f"`{option}" not in sections[name] and option not in sections[name]]
        assert not missing, f"docs/commands.md says nothing of {name} {missing}"


@pytest.mark.parametrize("command", [command.__name__ for command in COMMANDS])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0 and f"pourparler {command}" in " ".join(result.stdout.split()).partition("Example: ")[2]


def test_the_version_is_told() -> None:
    from pourparler import __version__

    assert run("--version").stdout.strip() == f"pourparler {__version__}"
