"""The order of work on one article: layers, ids, anchors, and what happens when a rule stumbles."""

from __future__ import annotations

import pytest

import pourparler
from pourparler import Reader
from pourparler.intake import Details, read_text
from pourparler.model import Article
from pourparler.verifying import verify
from pourparler.wire import decode, encode

TEXT = """Vienne : la trêve prolongée
VIENNE, 3 mars 2025 (Agence Boréale) – Le ministre norvégien Aksel Orel a déclaré lundi que « la trêve tient ».
Il a ajouté que les pourparlers reprendraient jeudi à Oslo. « Nous irons jusqu’au bout », a-t-il promis.
"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read_text(TEXT, id="vienne", details=Details()).article


def test_a_reading_says_who_said_what_and_when(article: Article) -> None:
    reading = Reader().read(article)
    names = {actor.id: actor.name for actor in reading.actors}
    said = [(names.get((*q.speakers, "")[0]), q.content[0].slice(TEXT)) for q in reading.quotations]
    assert ("Aksel Orel", "que « la trêve tient »") in said
    assert ("Aksel Orel", "« Nous irons jusqu’au bout »") in said
    assert reading.article.published == "2025-03-03"
    assert reading.article.published_from == "dateline"
    values = {timex.span.slice(TEXT): timex.value for timex in reading.timexes}
    assert values["jeudi"] == "2025-03-06"


def test_ignoring_the_day_of_publication_leaves_times_open(article: Article) -> None:
    reading = Reader(ignore_published=True).read(article)
    values = {timex.span.slice(TEXT): timex.value for timex in reading.timexes}
    assert values["jeudi"] == "XXXX-WXX-4"
    assert all(timex.value == timex.undated for timex in reading.timexes)


def test_the_same_article_gives_the_same_bytes_and_verifies(article: Article) -> None:
    first, second = Reader().read(article), Reader().read(article)
    assert encode(first) == encode(second)
    assert decode(encode(first)) == first
    assert verify([first]).holds


def test_order_and_number_hold_over_many(article: Article) -> None:
    others = [read_text(f"Le ministre a dit que la salle {n} est fermée.", id=str(n), details=Details(language="fr")).article for n in range(60)]
    readings = list(Reader().read_many(iter([article, *others])))
    assert [reading.article.id for reading in readings] == ["vienne", *map(str, range(60))]


def test_a_rule_that_stumbles_stops_one_article_and_says_so(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    whole = reader.read_parsed

    def stumble(one: Article, sentences: object) -> pourparler.Reading:
        if one.id == "vienne":
            raise IndexError("no such word")
        return whole(one, sentences)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read_parsed", stumble)
    other = read_text("Le maire a dit que la salle est fermée.", id="other", details=Details(language="fr")).article
    broken, sound = reader.read_many([article, other])
    assert broken.layers == ()
    assert "IndexError" in broken.notes[0].message
    assert sound.quotations


def test_one_text_is_read_in_one_call() -> None:
    reading = pourparler.read("« Nous avançons », a déclaré la ministre Ana Lindt.", published="2025-02-27", language="fr")
    assert [q.kind for q in reading.quotations] == ["direct"]
    assert "Ana Lindt" in str(reading)


def test_one_town_under_two_names_is_one_place() -> None:
    reading = pourparler.read("They met with New York Governor Ana Dorfel in New York City to discuss migrants in New York.", language="en")
    found = verify([reading])
    assert found.holds, list(found.lines())
    assert len({place.id for place in reading.places}) == len(reading.places) == 1


SPEAKERS = [
    ("Une collaboratrice d'Ana Lindt confirme que la lettre est vraie.", "collaboratrice d'Ana Lindt"),
    ("« La lettre est restée sans réponse », écrivent les parents d'Ana Lindt.", "parents d'Ana Lindt"),
    (
        "Une porte-parole du département d'État avait averti : « Rien n'est prêt. » Le président Vladimir Poutine a jugé que le dialogue avançait. "
        "Son porte-parole tempère : « Il ne faut rien attendre. »",
        "porte-parole",
    ),
    ("La délégation était menée par Anton Lebrac, le bras droit de Victor Semène. « C'est un pas immense », s'est-il réjoui.", "Anton Lebrac"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_who_is_named_beside_the_speaker_does_not_speak(text: str, speaker: str) -> None:
    reading = Reader().read(read_text(text, details=Details(language="fr")).article)
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[one] for one in reading.quotations[-1].speakers] == [speaker]
