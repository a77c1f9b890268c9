"""Notes about an article: the newspaper's words inside somebody's, texts that are not whole, texts that a machine translated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from marked import article

from pourparler.intake import Details, read_text
from pourparler.lang import load
from pourparler.model import Article, Note, Quotation, Span
from pourparler.notes.cut import note_cut
from pourparler.notes.insertions import note_insertions
from pourparler.notes.translated import note_translation, signs_of
from pourparler.parsing import parse
from pourparler.reader import Reader

DATA = Path(__file__).parent / "data"
CORPUS = Path(__file__).parents[1].parent / "shared"
FOUNDING = CORPUS / "gold" / "fr" / "seed.jsonl"

INSERTIONS = {
    "« Il {[le juge]} n'a rien lu », dit le témoin.": "brackets",
    "« Nous avons vu le chef {(Aldo Brenn)} partir », dit le témoin.": "a name in parentheses",
    "« Nous avons vu le ministre {(le socialiste Aldo Brenn)} partir », dit le témoin.": "an apposition",
    "« Les prix a {(sic)} monté », dit le témoin.": "sic",
    "« Les prix a {[sic]} monté », dit le témoin.": "sic in brackets",
    "« C'est fini {(rires)} », dit le témoin.": "laughter",
    "« {[L]}es prix ont monté », dit le témoin.": "a changed letter",
    "« Nous avons tout perdu […] et personne n'est venu », dit le témoin.": "an omission",
    "« Nous avons tout perdu (...) et personne n'est venu », dit le témoin.": "an omission in parentheses",
    "« Nous avons tout perdu (et je le répète) en mars », dit le témoin.": "the speaker's own parentheses",
    "« Nous avons tout perdu (trente personnes) en mars », dit le témoin.": "the speaker's own figure",
}

WHOLE = "Le maire a dit que la halle serait vendue avant la fin de l'année, et que le marché s'installerait sur la place neuve."
ENDS = {
    WHOLE: None,
    WHOLE.removesuffix(" neuve.") + " n": "the text stops in the middle of a sentence",
    WHOLE + " […]": "the text stops in the middle of a sentence",
    WHOLE + "\nLire la suite": "the article goes on elsewhere: this text is a part of it",
    "Lire la suite\n" + WHOLE: None,
    "Article réservé aux abonnés\n" + WHOLE: "the article goes on elsewhere: this text is a part of it",
    WHOLE + "\nLe fil du jour": None,
}


def direct(text: str) -> Quotation:
    return Quotation("q1", "direct", "speech", (Span(0, text.index("»") + 1),), (), ())


@pytest.mark.parametrize("sentence", INSERTIONS, ids=INSERTIONS.values())
def test_insertions(sentence: str) -> None:
    wanted = [part.split("}")[0] for part in sentence.split("{")[1:]]
    text = sentence.replace("{", "").replace("}", "")
    assert [note.span.slice(text) for note in note_insertions(text, load("fr"), [direct(text)])] == wanted


def test_nothing_outside_marks_is_an_insertion() -> None:
    text = "Le maire [Aldo Brenn] dit que « la rue [neuve] » sera pavée (sic)."
    mixed = Quotation("q1", "mixed", "speech", (Span(26, 61),), (), ())
    assert [note.span.slice(text) for note in note_insertions(text, load("fr"), [mixed])] == ["[neuve]"]


def intake(text: str) -> Article:
    return read_text(text, details=Details(language="fr")).article


@pytest.mark.parametrize(("text", "message"), ENDS.items())
def test_texts_that_are_not_whole(text: str, message: str | None) -> None:
    notes = list(note_cut(intake(text), load("fr")))
    assert [note.message for note in notes] == ([message] if message else [])
    assert all(note.kind == "partial" and note.span.slice(text).strip() for note in notes)


def translated(text: str) -> list[Note]:
    read = intake(text)
    return list(note_translation(read, parse(read), load("fr")))


def machine_made() -> list[str]:
    _, _, body = (DATA / "translated_fr.txt").read_text(encoding="utf-8").partition("\n")
    return [block.strip() for block in body.split("\n\n")]


def test_most_machine_translations_are_seen() -> None:
    seen = [bool(translated(text)) for text in machine_made()]
    assert len(seen) == 20
    assert sum(seen) >= 16


def test_french_by_hand_shows_no_sign() -> None:
    text = (
        "L'Ukraine et ses alliés attendent. « C'est une décision difficile », a dit le 3 mars le ministre de l'Énergie, qui a annoncé un "
        "renforcement des contrôles et la fermeture de 1 200 bureaux. Il veut le lire. Que onze pays aient voté l'étonne : le onzième hésite."
    )
    read = intake(text)
    table = load("fr").translation
    assert table is not None
    assert list(signs_of(read, parse(read), table, "fr")) == []


def examples() -> list[str]:
    table = load("fr").translation
    assert table is not None
    file = table.file
    return [entry.example for entries in (file.ending, file.calque, file.leftover, file.unelided) for entry in entries]


@pytest.mark.parametrize("example", examples())
def test_each_entry_sees_what_its_example_marks(example: str) -> None:
    start, end = example.index("["), example.index("]") - 1
    text = example.replace("[", "").replace("]", "")
    table, read = load("fr").translation, article(text, "fr")
    assert table is not None
    assert Span(start, end) in {sign.span for sign in signs_of(read, parse(read), table, "fr")}


def test_a_reading_carries_the_notes() -> None:
    text = "« Il [le juge] n'a rien lu », a dit le témoin."
    notes = Reader(people=False).read(article(text, "fr")).notes
    assert [(note.kind, note.span.slice(text)) for note in notes] == [("insertion", "[le juge]")]


@pytest.mark.skipif(not FOUNDING.exists(), reason="the shared gold is not beside")
def test_the_founding_article_was_translated() -> None:
    text = json.loads(FOUNDING.read_text(encoding="utf-8").splitlines()[0])["text"]
    assert len(translated(text)) == 1
