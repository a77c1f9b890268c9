"""Lists by words: a line keeps the words by which it is found, so that no text is read to answer; on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select, text
from stores import OFFERS, fill, intake, words

from pourparler.desk import Desk, asking
from pourparler.model import Span
from pourparler.store.indexing import WORD, indexed_words, worded
from pourparler.store.lines import Asked, words_of
from pourparler.store.opening import HEAD
from pourparler.store.schema import lines

FAR = "Les délégations ont parlé des prisonniers. " + "Rien d’autre n’a filtré de la salle, disent les témoins. " * 6
LONG = f"{FAR}Marco Rubio a rencontré Sergueï Lavrov à Genève au sujet des ambassades. Le blé reste à part.\n\nLes ports sont fermés."
QUERIES = ("parler", "pourparler", "trêve rapide", "genève", "lavrov", "ambassades", "keep talking", "talks", "vertebrume", "élus", "rapide talk")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    fill(desk, "talks", [*OFFERS, intake(LONG, "long", published="2025-02-19")])
    return desk


def test_a_quotation_is_found_by_its_own_words_alone(filled: Desk) -> None:
    assert words(filled, Asked("quotations"), "pourparlers") == ["« Les pourparlers avancent »"]
    assert words(filled, Asked("quotations"), "lavrov réunion") == []


def test_a_meeting_is_found_by_the_words_around_it_in_its_paragraph(filled: Desk) -> None:
    met = Asked("events", kinds=("CONSULT",))
    (line,) = filled.lines("talks", met, "ambassade blé")
    assert filled.article("talks", line.article).id == "long"
    assert filled.lines("talks", met, "ports") == []  # the paragraph after it
    assert filled.lines("talks", met, "prisonniers blé") == []  # too far before it


def test_no_word_is_cut_at_the_edge_of_those_around() -> None:
    article = intake(LONG, "long").article
    for word in WORD.finditer(LONG):
        own = Span(word.start(), word.end())
        (span,) = words_of(article, "events", [own])
        assert span.covers(own)
        assert set(indexed_words(span.slice(LONG))) <= set(indexed_words(LONG))


@pytest.mark.parametrize("most_articles", [0, 400])
@pytest.mark.parametrize("one_by_one", [0, 4])
@pytest.mark.parametrize("query", QUERIES)
def test_however_the_words_are_looked_for_the_lines_are_those_that_hold_them(
    filled: Desk, monkeypatch: pytest.MonkeyPatch, query: str, one_by_one: int, most_articles: int
) -> None:
    monkeypatch.setattr(asking, "FEW", most_articles)
    monkeypatch.setattr("pourparler.store.lines.ONE_BY_ONE", one_by_one)
    for layer in ("quotations", "events"):
        every = filled.lines("talks", Asked(layer))
        with filled.reading("talks") as (connection, dossier):
            known = {row.record: row.words for row in connection.execute(select(lines.c.record, lines.c.words))}
            wanted = [asking.spellings(connection, dossier.id, group) for group in asking.groups_of(connection, dossier.id, query)]
        held = [one.record for one in every if all(spelled & set(known[one.record].split()) for spelled in wanted)]
        assert [one.record for one in filled.lines("talks", Asked(layer), query)] == held
        assert [one.record for one in filled.lines("talks", Asked(layer), query, 1, 1)] == held[1:2]


def test_a_query_without_a_word_finds_nothing(filled: Desk) -> None:
    assert filled.lines("talks", Asked("quotations"), "?!") == []


def test_a_store_of_an_earlier_version_gets_the_words_of_its_lines(filled: Desk, place: str) -> None:
    asked = select(lines.c.article, lines.c.record, lines.c.words)
    with filled.store.writing() as connection:
        before = sorted(connection.execute(asked))
        connection.execute(text("ALTER TABLE lines DROP COLUMN words"))
        connection.execute(text("DROP INDEX parties_by_actor"))
        connection.execute(text("CREATE INDEX parties_by_actor ON parties (dossier, actor, part)"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    filled.close()
    with Desk(place) as later:
        with later.store.reading() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
            assert sorted(connection.execute(asked)) == before
            (index,) = (one for one in inspect(connection).get_indexes("parties") if one["name"] == "parties_by_actor")
            assert index["column_names"] == ["dossier", "actor", "part", "article", "record"]
        assert words(later, Asked("quotations"), "pourparlers") == ["« Les pourparlers avancent »"]


def test_words_are_kept_once_each_between_blanks() -> None:
    assert worded("L’État dit : l’État. Oui !", [Span(0, 19), Span(21, 26)]) == " etat dit oui "
