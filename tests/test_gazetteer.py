"""The gazetteer: names in two languages, what they are worth, a user's own names, and a build that refuses bad tables."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pourparler.errors import MalformedRecord, PackError
from pourparler.gazetteer import Entry, Gazetteer, load, tables
from pourparler.gazetteer.build import build
from pourparler.gazetteer.checks import check
from pourparler.gazetteer.facts import clean

FOLDER = tables.FOLDER
CODES = frozenset(cells["code"] for cells in tables.read_rows(FOLDER / "countries.tsv"))


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return load()


def ids(entries: tuple[Entry, ...]) -> set[str]:
    return {entry.id for entry in entries}


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Russie", "RUS", "GOV"),
        ("Russia", "RUS", "GOV"),
        ("Côte d’Ivoire", "CIV", "GOV"),
        ("Corée du Nord", "PRK", "GOV"),
        ("Democratic People's Republic of Korea", "PRK", "GOV"),
        ("U.S.", "USA", "GOV"),
        ("Union européenne", "EUR", None),
        ("Nations unies", "UNO", None),
        ("OTAN", "IGO", None),
        ("Otan", "IGO", None),
        ("NATO", "IGO", None),
        ("Aiea", "IGO", None),
        ("CPI", "IGO", "JUD"),
        ("Hezbollah", "LBN", "REB"),
        ("FSB", "RUS", "SPY"),
        ("Bundestag", "DEU", "LEG"),
        ("Médecins sans frontières", "NGO", None),
        ("État islamique", "IMG", "REB"),
        ("Vladimir Poutine", "RUS", "GOV"),
        ("Vladimir Putin", "RUS", "GOV"),
        ("Dmitri Peskov", "RUS", "GOV"),
        ("Dmitry Peskov", "RUS", "GOV"),
        ("Benyamin Netanyahou", "ISR", "GOV"),
        ("Kim Jong Un", "PRK", "GOV"),
        ("Ursula Von Der Leyen", "EUR", None),
        ("Antonio Guterres", "UNO", None),
        ("Mark Rutte", "IGO", None),
        ("Ban Ki-moon", "UNO", None),
    ],
)
def test_a_name_gives_its_actor(known: Gazetteer, name: str, country: str, sector: str | None) -> None:
    found = known.find(name)
    assert [(entry.country, entry.sector) for entry in found] == [(country, sector)]


@pytest.mark.parametrize("word", ["us", "Us", "un", "Un", "who", "Who", "chine", "otan", "Afd", "Let", "malaise", "Vladimir", "XI", "l'a"])
def test_a_word_is_no_name(known: Gazetteer, word: str) -> None:
    assert known.find(word, "en" if word.lower() in {"us", "who"} else "fr") == ()
    assert known.find_surname(word) == ()


def test_a_name_of_another_language_is_left_out_when_asked(known: Gazetteer) -> None:
    assert known.find("UN", "fr") == ()
    assert ids(known.find("UN", "en")) == {"UNO"}
    assert ids(known.find("Poutine")) == set()


def test_every_spelling_of_the_hand_made_table_is_found(known: Gazetteer) -> None:
    rows = list(tables.read_rows(FOLDER / "people_by_hand.tsv"))
    missed = [
        (cells["id"], name)
        for cells in rows
        for column in ("name", "fr", "other")
        for name in cells[column].split("|")
        if name and cells["id"] not in ids(known.find(name))
    ]
    assert missed == []
    assert len({cells["id"] for cells in rows}) >= 200


@pytest.mark.parametrize(("name", "expected"), [("Congo", {"COD", "COG"}), ("Bruxelles", {"BEL", "EUR"}), ("congolaises", {"COD", "COG"})])
def test_an_ambiguous_name_gives_every_candidate(known: Gazetteer, name: str, expected: set[str]) -> None:
    assert ids(known.find(name)) == expected


@pytest.mark.parametrize(
    ("form", "country", "strength"),
    [
        ("Moscou", "RUS", "capital"),
        ("Moscow", "RUS", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Washington", "USA", "capital"),
        ("Maison-Blanche", "USA", "seat"),
        ("Maison Blanche", "USA", "seat"),
        ("White House", "USA", "seat"),
        ("Elysée", "FRA", "seat"),
        ("Quai d'Orsay", "FRA", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("Ankara", "TUR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Russes", "RUS", "inhabitant"),
        ("russe", "RUS", "adjective"),
        ("Polish", "POL", "adjective"),
        ("Poles", "POL", "inhabitant"),
        ("nord-coréennes", "PRK", "adjective"),
        ("grecque", "GRC", "adjective"),
        ("Fédération de Russie", "RUS", "name"),
    ],
)
def test_what_a_name_of_a_state_is_worth(known: Gazetteer, form: str, country: str, strength: str) -> None:
    assert [(entry.id, entry.strength(form)) for entry in known.find(form)] == [(country, strength)]


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        ("russo-ukrainiens", ["RUS", "UKR"]),
        ("américano-chinoises", ["USA", "CHN"]),
        ("Russian-Ukrainian", ["RUS", "UKR"]),
        ("US-Russia", ["USA", "RUS"]),
        ("Sino-American", ["CHN", "USA"]),
        ("demi-finale", []),
        ("franco", []),
    ],
)
def test_a_compound_names_its_sides(known: Gazetteer, word: str, countries: list[str]) -> None:
    assert [entry.id for entry in known.sides(word)] == countries


@pytest.mark.parametrize(
    ("words", "start", "end", "expected"),
    [
        ("le Quai d' Orsay a fait savoir", 1, 4, "FRA"),
        ("la Maison - Blanche se tait", 1, 4, "USA"),
        ("la Corée du Sud et la Corée du Nord", 6, 9, "PRK"),
        ("le Conseil de sécurité de l' ONU", 1, 7, "org:united-nations-security-council"),
        ("President Vladimir Putin 's aide", 1, 3, "Q7747"),
        ("Xi Jinping , Moscou", 0, 2, "Q15031"),
        ("Moscou - et", 0, 1, "RUS"),
    ],
)
def test_the_longest_name_wins(known: Gazetteer, words: str, start: int, end: int, expected: str) -> None:
    found = known.longest(words.split(), start)
    assert found is not None
    assert (found[0], ids(found[1])) == (end, {expected})


@pytest.mark.parametrize(("words", "start"), [("le ministre parle", 1), ("- Moscou", 0), ("russe", 0), ("maison blanche", 0)])
def test_no_name_begins_here(known: Gazetteer, words: str, start: int) -> None:
    assert known.longest(words.split(), start) is None


def test_a_last_name_alone_is_kept_for_those_it_can_mean(known: Gazetteer) -> None:
    assert {entry.called("en") for entry in known.find_surname("Lavrov")} == {"Sergey Lavrov"}
    assert known.find_surname("Poutine") == known.find_surname("Putin") != ()
    assert len(known.find_surname("Khamenei")) == 1
    assert known.find_surname("Michel") == known.find_surname("Li") == known.find_surname("poutine") == ()


def test_the_language_of_the_article_chooses_the_name(known: Gazetteer) -> None:
    putin = known.entry("Q7747")
    assert (putin.called("fr"), putin.called("en"), putin.wikidata) == ("Vladimir Poutine", "Vladimir Putin", "Q7747")
    assert (known.country("USA").called("fr"), known.country("USA").called("en")) == ("États-Unis", "United States")


def test_offices_have_days(known: Gazetteer) -> None:
    tusk = known.find("Donald Tusk")[0]
    assert {role.country for role in tusk.roles_on("2017-05-02")} == {"EUR"}
    assert {role.country for role in tusk.roles_on("2024-05-02")} == {"POL"}
    assert tusk.country == "POL"


def test_gazetteers_without_people_and_without_names(known: Gazetteer) -> None:
    without, empty = load(people=False), Gazetteer.empty()
    assert without.find("Vladimir Poutine") == () != without.find("OTAN")
    assert empty.find("OTAN") == () != empty.find("Russie")
    assert {entry.kind for entry in empty} == {"country", "organisation"}
    with pytest.raises(KeyError):
        known.country("IGO")


def test_a_users_names_are_added_and_merged(known: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_text(
        "name\tactor\tkind\tcountry\tsector\n# mine\nle maître des lieux\tQ7747\nSergueï Lavroff\tSergueï Lavrov\n"
        "cellule Aurore\t\torganisation\tFRA\tGOV\nAurore\tcellule Aurore\torganisation\tFRA\tGOV\n",
        encoding="utf-8",
    )
    mine = known.with_aliases(file)
    assert ids(mine.find("le maître des lieux")) == {"Q7747"}
    assert mine.find("Sergueï Lavroff")[0].country == "RUS"
    assert ids(mine.find("cellule Aurore")) == ids(mine.find("Aurore")) == {"own:cellule-aurore"}
    assert mine.longest(["la", "cellule", "Aurore"], 1) == (3, mine.find("Aurore"))
    assert mine.find("Aurore")[0].sector == "GOV"
    assert known.find("Aurore") == ()


def test_a_users_file_makes_one_of_two(known: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_text("name\tactor\nJean-Yves Le Drian\tSergueï Lavrov\n", encoding="utf-8")
    mine = known.with_aliases(file)
    assert ids(known.find("Jean-Yves Le Drian")) == {"Q559040"}
    assert ids(mine.find("Jean-Yves Le Drian")) == ids(mine.find_surname("Le Drian")) == ids(known.find("Sergueï Lavrov")) == {"Q58217"}
    assert "Q559040" not in mine
    assert len(mine.entry("Q58217").roles) == len(known.entry("Q58217").roles) + len(known.entry("Q559040").roles)
    assert mine.entry("Q58217").country == "RUS"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Aurore\tcellule\n", "header"),
        ("name\tactor\n\tQ7747\n", "needs a name"),
        ("name\tactor\tkind\nAurore\t\tplanet\n", "planet"),
        ("name\tactor\nKin\tCongo\n", "several"),
    ],
)
def test_a_bad_file_of_names_is_refused(known: Gazetteer, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "aliases.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedRecord, match=message):
        known.with_aliases(file)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("people*.tsv")) + sorted(FOLDER.glob("organisations*.tsv")), ids=lambda path: path.stem)
def test_every_row_of_a_shipped_table_is_sound(path: Path) -> None:
    check(path.stem, tables.read_rows(path), CODES, one_row_an_id=path.stem != "people_by_hand")


def test_every_source_is_explained() -> None:
    explained = {cells["code"] for cells in tables.read_rows(FOLDER / "sources.tsv")}
    built = [path for path in FOLDER.glob("*.tsv") if path.stem in {"people", "people_bysa", "organisations", "organisations_bysa"}]
    used = {code for path in built for cells in tables.read_rows(path) for code in cells["source"].split("; ")}
    assert len(built) == 4
    assert used == explained


def test_every_table_names_its_licence_and_share_alike_stays_apart() -> None:
    for path in [*FOLDER.glob("*.tsv"), *tables.LANGUAGES.glob("*/countries.tsv")]:
        assert path.read_text(encoding="utf-8").startswith("# "), path
    licences = {cells["code"]: cells["licence"] for cells in tables.read_rows(FOLDER / "sources.tsv")}
    for path in FOLDER.glob("*.tsv"):
        if path.stem in {"people", "organisations"}:
            assert not any("SA" in licences[code] for cells in tables.read_rows(path) for code in cells["source"].split("; "))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_state_has_its_words(language: str) -> None:
    rows = {cells["code"]: cells for cells in tables.read_rows(tables.LANGUAGES / language / "countries.tsv")}
    assert set(rows) == CODES
    assert all(cells["name"] for cells in rows.values())


def test_the_tables_stay_small_and_the_import_reads_none() -> None:
    sizes = {path.stem: path.stat().st_size for path in FOLDER.glob("*.tsv")}
    assert sizes.pop("towns") < 2_500_000 and sum(sizes.values()) < 2_000_000
    script = "import pourparler.gazetteer as g, sys; sys.exit(g.load.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


FACTS = {
    "people": "qid\tname\taliases_en\tcountry_iso3\trole\trole_class\tsince\tuntil\tas_of\tlicence\tsource",
    "people_bysa": "qid\tname\tcountry_iso3\trole\trole_class\tsince\tuntil\tas_of\tlicence\tsource",
    "organisations": "qid\tname\tname_fr\taliases_en\taliases_fr\tcountry_iso3\ttype\tcode\tas_of\tlicence\tsource",
    "organisations_bysa": "qid\tname\tname_fr\taliases_en\taliases_fr\tcountry_iso3\ttype\tcode\tas_of\tlicence\tsource",
}
OFFICE = "Minister of Foreign Affairs\tforeign\t2012-05-16\t2014-01\t2022"
PERSON = f"Q1\tSheikh Ada Lovett\tAda B. Lovett\tFRA\t{OFFICE}\tCC0-1.0\to/tables@1:html/a.csv"
SHARED = "Q2\tBo Lindt\tCHE\tPresident\thead_of_state\t2020\t\t2022\tCC-BY-SA-4.0\to/shared@1:a.json"
PARTY = "\tParty of the Blue Hills\t\tPBH\t\tCHE\tparty\t\t2022\tCC0-1.0\to/parties@1:html/b.csv"
BODY = "Q3\tUnion of Quiet Rivers\tUnion des rivières calmes\tUQR\t\t\tigo\t\t2022\tCC-BY-SA-4.0\to/shared@1:b.yaml"


def folder_of_facts(tmp_path: Path, **more: str) -> tuple[Path, Path]:
    rows = {"people": PERSON, "people_bysa": SHARED, "organisations": PARTY, "organisations_bysa": BODY}
    facts, folder = tmp_path / "facts", tmp_path / "tables"
    facts.mkdir()
    folder.mkdir()
    for name, row in rows.items():
        (facts / f"{name}.tsv").write_text("\n".join([FACTS[name], row, *([more[name]] if name in more else [])]) + "\n", encoding="utf-8")
    for name in ("countries", "people_by_hand", "organisations_by_hand"):
        shutil.copy(FOLDER / f"{name}.tsv", folder)
    return facts, folder


def test_a_build_makes_tables_from_facts(tmp_path: Path) -> None:
    facts, folder = folder_of_facts(tmp_path)
    assert build(facts, folder) == {"people": 1, "organisations": 1, "people_bysa": 1, "organisations_bysa": 1}
    (person,) = tables.read_rows(folder / "people.tsv")
    assert (person["id"], person["name"], person["other"], person["source"]) == ("Q1", "Ada Lovett", "Ada B. Lovett", "tables")
    assert person["roles"] == "Minister of Foreign Affairs | FRA | 2012-05-16 | 2014-01"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    build(facts, folder)
    assert first == {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (PERSON.replace("Q1", "Q1x"), "no Wikidata id"),
        (PERSON.replace("Q1", "Q9").replace("2012-05-16", "2012-99"), "no date"),
        (PERSON.replace("Q1", "Q9").replace("2012-05-16", "2015-05-16"), "before it begins"),
    ],
)
def test_a_build_refuses_bad_facts_and_writes_nothing(tmp_path: Path, row: str, message: str) -> None:
    facts, folder = folder_of_facts(tmp_path, people=row)
    with pytest.raises(PackError, match=message):
        build(facts, folder)
    assert not (folder / "people.tsv").exists()


SOUND = {"id": "Q5", "name": "Ada Lovett", "country": "FRA", "sector": "GOV", "wikidata": "Q5", "roles": "", "source": "tables"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"country": "XXX"}, "no country 'XXX'"),
        ({"sector": "XXX"}, "no sector 'XXX'"),
        ({"source": ""}, "no source"),
        ({"wikidata": ""}, "own Wikidata id"),
        ({"name": "Ada Lovett||Ada"}, "empty name"),
        ({"roles": "King | ZZZ | 2001 | "}, "no country 'ZZZ'"),
        ({"roles": "King | FRA | 2001 | 2005 ; King | FRA | 2003 | "}, "held twice"),
    ],
)
def test_a_faulty_row_is_named(change: dict[str, str], message: str) -> None:
    check("people", [SOUND], CODES)
    with pytest.raises(PackError, match=message):
        check("people", [SOUND | change], CODES)


def test_doubles_are_refused() -> None:
    with pytest.raises(PackError, match="2 rows with this id"):
        check("people", [SOUND, SOUND], CODES)
    with pytest.raises(PackError, match="borne by"):
        check("people", [SOUND, SOUND | {"id": "person:ada"}], CODES)


def test_a_table_with_a_torn_row_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "torn.tsv"
    file.write_text("# licence\nid\tname\nQ1\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"torn\.tsv"):
        list(tables.read_rows(file))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Sheikh Hamad al-Rahim", "Hamad al-Rahim"),
        ("Chargé d'Affaires Ann Lowe", "Ann Lowe"),
        ('Ibra "Bu" Solim', "Ibra Solim"),
        ("John Reed, Baron Reed of Dale", "John Reed"),
        ("M. ANNE TALL", ""),
        ("for Foreign Affairs Luca Bianchi", ""),
        ("Павленко, Владимир", ""),
        ("Francis", ""),
    ],
)
def test_a_label_becomes_a_name_or_nothing(label: str, name: str) -> None:
    assert clean(label) == name


def test_the_aliases_of_the_documentation_do_what_it_says(tmp_path: Path) -> None:
    table = re.search(r"```tsv\n(.*?)```", (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    (tmp_path / "names.tsv").write_text(table[1], encoding="utf-8")
    known = load()
    own = known.with_aliases(tmp_path / "names.tsv")
    (lavrov,) = own.find("Sergueï Lavroff")
    assert (lavrov.id, lavrov.roles) == (known.find("Sergueï Lavrov")[0].id, known.find("Sergueï Lavrov")[0].roles)
    assert not known.find("Sergueï Lavroff") and not known.find("la Cellule de crise")
    (cell,) = own.find("Cellule du quai")
    assert (cell, cell.kind, cell.country, cell.sector) == (own.find("la Cellule de crise")[0], "organisation", "FRA", "GOV")
    (fidan,) = own.find("Hakan Fidan")
    assert fidan.id.startswith("own:") and fidan.roles == known.find("Hakan Fidan")[0].roles and known.find("Hakan Fidan")[0].id not in own
