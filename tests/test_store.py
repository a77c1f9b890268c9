"""A dossier on SQLite and on a real PostgreSQL: the same questions, the same answers."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
import zstandard
from sqlalchemy import insert, select, update
from stores import CHANGED, ENGLISH, GENEVA, OFFERS, everything, fill, fresh_database, intake, words

from pourparler import wire
from pourparler.desk import Desk
from pourparler.errors import (
    InputRefused,
    NetworkShare,
    StoreError,
    StoreFull,
    StoreNewer,
    StoreReadOnly,
    StoreUnavailable,
    UnknownName,
)
from pourparler.store import open_store
from pourparler.store.blobs import squeeze, unsqueeze
from pourparler.store.lines import Asked
from pourparler.store.opening import filesystem_of, prepare_file
from pourparler.store.parses import pack_parse, unpack_parse
from pourparler.store.schema import METADATA, articles, originals

# adding


def test_an_article_is_new_known_copied_or_a_version(desk: Desk) -> None:
    assert fill(desk, "talks", OFFERS) == [("geneva", "new"), ("ankara", "new"), ("english", "new")]
    copy = intake(GENEVA, "other-site", published="2025-02-19", publisher="Le Relais", url="https://example.org/relais")
    version = intake(CHANGED, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")
    refusal = InputRefused("it is empty", "nothing.txt")
    assert fill(desk, "talks", [*OFFERS[:1], copy, version, refusal]) == [
        ("geneva", "known"), ("other-site", "copy"), ("geneva", "version"), ("nothing.txt", "refused"),
    ]  # fmt: skip
    sheet = desk.show("talks")
    assert (sheet.read, sheet.prints, sheet.withdrawn, sheet.refused) == (3, 5, 1, 1)
    assert [one.publisher for one in desk.prints("talks", OFFERS[0].article.key)] == ["Le Courrier", "Le Relais"]
    later = desk.article("talks", version.article.key)
    assert (later.version, later.replaces) == (2, OFFERS[0].article.key)
    assert desk.refused("talks")[0][:2] == ("nothing.txt", "it is empty")


def test_two_texts_of_one_address_that_share_few_words_are_two_articles(desk: Desk) -> None:
    fill(desk, "talks", [intake(GENEVA, "a", url="https://example.org/live"), intake(ENGLISH, "b", url="https://example.org/live")])
    assert desk.show("talks").withdrawn == 0


def test_a_copy_within_one_batch_is_a_copy(desk: Desk) -> None:
    copy = intake(GENEVA, "copy", publisher="Le Relais")
    assert fill(desk, "talks", [OFFERS[0], copy]) == [("geneva", "new"), ("copy", "copy")]


def test_a_stored_reading_is_what_reading_gives(desk: Desk) -> None:
    from pourparler.reader import Reader

    fill(desk, "talks", OFFERS)
    fresh = [Reader().read(offer.article).with_notes(offer.notes) for offer in OFFERS]
    fresh.sort(key=lambda one: (one.article.published or "", one.article.key))
    assert everything(desk) == [wire.encode(reading) for reading in fresh]


def test_a_parse_comes_back_whole() -> None:
    from pourparler.parsing import parse

    for offer in OFFERS:
        sentences = parse(offer.article)
        assert unpack_parse(pack_parse(sentences), offer.article.text) == sentences


# questions


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("pourparler", ["geneva"]),
        ("POURPARLERS", ["geneva"]),
        ("ambassade", ["ankara"]),
        ("elu assemblee", ["ankara"]),
        ("« élus »", ["ankara"]),
        ('"treve rapide"', ["geneva"]),
        ('"rapide treve"', []),
        ("talk", ["english"]),
        ("keep", ["english"]),
        ("xyzzy", []),
        ("pourparler xyzzy", []),
        ("'; DROP TABLE articles; --", []),
        ('NEAR(" OR *', []),
        ("", []),
    ],
)
def test_search_finds_words_in_any_form(desk: Desk, query: str, labels: list[str]) -> None:
    fill(desk, "talks", OFFERS)
    assert [hit.article.id for hit in desk.search("talks", query)] == labels


def test_search_places_the_words(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    (hit,) = desk.search("talks", "pourparler")
    assert [word.slice(hit.article.text) for word in hit.words] == ["pourparlers"]


def test_said_is_asked_by_whom_when_and_about_what(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    assert words(desk, Asked("quotations", ("Lavrov",))) == ["« Les pourparlers avancent »"]
    assert words(desk, Asked("quotations", ("RUS",))) == ["« Les pourparlers avancent »"]
    assert len(words(desk, Asked("quotations", ("Rubio",)))) == 2
    assert words(desk, Asked("quotations", since="2025-02-19"))[0].startswith("que les ambassades")
    assert words(desk, Asked("quotations"), "ambassade") == ["que les ambassades rouvriraient bientôt"]
    assert words(desk, Asked("quotations", publisher="gazette")) == ["que les ambassades rouvriraient bientôt"]
    assert words(desk, Asked("quotations", ("Avrov",))) == []


def test_met_asks_that_both_took_part(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    sides = ("actor", "recipient")
    both = desk.lines("talks", Asked("events", ("Lavrov", "Rubio"), kinds=("CONSULT",), parts=sides))
    assert {desk.article("talks", line.article).id for line in both} == {"geneva", "english"}
    assert desk.lines("talks", Asked("events", ("Lavrov", "Fidan"), parts=sides)) == []


def test_counts_pages_and_limits_agree(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    asked = Asked("quotations")
    whole = desk.lines("talks", asked)
    assert desk.count("talks", asked) == len(whole) > 2
    assert [*desk.lines("talks", asked, most=2), *desk.lines("talks", asked, most=99, after=2)] == whole


def test_what_is_new_since_the_last_visit(desk: Desk) -> None:
    fill(desk, "talks", OFFERS[:1])
    visit, said, _, _ = desk.since_last_visit("talks")
    assert visit is None and len(said) == 2
    assert desk.since_last_visit("talks")[1:] == ([], [], [])
    fill(desk, "talks", OFFERS[1:2])
    visit, said, _, _ = desk.since_last_visit("talks", mark=False)
    assert visit is not None and len(said) == 1 and len(desk.since_last_visit("talks")[1]) == 1


def test_a_quotation_is_checked_against_the_dossier(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    assert [(hit.article.id, hit.verbatim) for hit in desk.check("talks", "les pourparlers avancent")] == [("geneva", True)]
    assert desk.check("talks", "nothing of the kind was ever printed here") == []


def test_names_that_are_not_there_are_told(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="talks"):
        desk.show("other")
    with pytest.raises(UnknownName, match="no article"):
        desk.article("talks", "nowhere")
    with pytest.raises(UnknownName, match="already"):
        desk.new("talks")
    with pytest.raises(UnknownName, match="no name"):
        desk.new("../talks")


def test_withdrawn_versions_answer_no_question(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    fill(desk, "talks", [intake(CHANGED, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")])
    assert words(desk, Asked("quotations"), "trêve") == ["« une trêve durable »"]
    assert desk.search("talks", "rapide") == []
    assert len(everything(desk)) == 3


# removing and forgetting


def test_a_removed_article_is_out_and_can_come_back(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    before = everything(desk)
    desk.remove("talks", "geneva")
    assert desk.search("talks", "pourparler") == [] and desk.show("talks").read == 2
    fill(desk, "talks", OFFERS[:1])
    assert everything(desk) == before and len(desk.search("talks", "pourparler")) == 1


def test_removing_a_version_brings_the_one_before_back(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    version = intake(CHANGED, "geneva", published="2025-02-18", publisher="Le Courrier", url="https://example.org/geneva")
    fill(desk, "talks", [version])
    desk.remove("talks", version.article.key)
    assert desk.show("talks").withdrawn == 0 and len(desk.search("talks", "rapide")) == 1


def all_bytes(place: str) -> bytes:
    """Every value of every table, compressed ones laid open, and on SQLite every byte of its files."""
    store = open_store(place)
    found: list[bytes] = []
    with store.reading() as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    found.append(opened(value) if isinstance(value, bytes | memoryview) else str(value).encode())
    store.close()
    if "://" not in place:
        found += [path.read_bytes() for path in Path(place).parent.glob("pourparler.db*")]
    return b"\n".join(found)


def opened(value: bytes | memoryview) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompress(bytes(value))
    except zstandard.ZstdError:
        return bytes(value)


def test_nothing_of_a_forgotten_article_is_left(desk: Desk, place: str) -> None:
    fill(desk, "talks", [*OFFERS, intake(CHANGED, "geneva", publisher="Le Courrier", url="https://example.org/geneva")])
    desk.new("second")
    fill(desk, "second", OFFERS[:1])
    assert b"avancent" in all_bytes(place) and b"vertebrume" in all_bytes(place)
    desk.forget("talks", OFFERS[0].article.key)
    desk.close()
    left = all_bytes(place)
    for word in ("avancent", "les délégations se parlent", "Vertebrume", "vertebrume", "trêve rapide", "trêve durable"):
        assert word.encode() not in left, word
    assert b"ambassades" in left
    with Desk(place) as again:
        assert (again.show("talks").read, again.show("second").read) == (2, 0)


# hard times


def test_two_writers_at_once_lose_nothing(place: str) -> None:
    with Desk(place) as desk:
        desk.new("talks")
    texts = [intake(GENEVA.replace("Genève", f"Ville{number}"), f"a{number}", published="2025-02-18") for number in range(8)]
    faults: list[BaseException] = []

    def write(mine: list[object]) -> None:
        try:
            with Desk(place) as one:
                fill(one, "talks", mine)  # type: ignore[arg-type]
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(texts[number::2] + texts[:2],)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with Desk(place) as desk:
        assert desk.show("talks").read == 8 and desk.verify("talks").holds


def test_a_flipped_letter_is_found_and_placed(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    assert desk.verify("talks").holds and desk.verify("talks").spans > 30
    key = OFFERS[0].article.key
    with desk.store.writing() as connection:
        held = wire.decode_article(unsqueeze(connection.execute(select(articles.c.record).where(articles.c.key == key)).scalar_one()))
        altered = replace(held, text=held.text.replace("avancent", "avancenT"))
        connection.execute(update(articles).where(articles.c.key == key).values(record=squeeze(wire.encode(altered))))
    outcome = desk.verify("talks")
    assert {fault.article for fault in outcome.faults} == {"geneva"}
    assert any("not the hash" in fault.what for fault in outcome.faults)
    place = held.text.index("avancent")
    placed = [fault.span for fault in outcome.faults if fault.span]
    assert placed and all(span.start <= place + 7 < span.end for span in placed)
    assert any(fault.record.startswith("q-") for fault in outcome.faults)


def test_a_flipped_bit_is_found(desk: Desk) -> None:
    fill(desk, "talks", OFFERS)
    key = OFFERS[0].article.key
    with desk.store.writing() as connection:
        record = bytearray(connection.execute(select(articles.c.record).where(articles.c.key == key)).scalar_one())
        record[len(record) // 2] ^= 1
        connection.execute(update(articles).where(articles.c.key == key).values(record=bytes(record)))
    assert [fault.article for fault in desk.verify("talks").faults] == ["geneva"]


def test_a_broken_connection_is_named_and_nothing_is_lost() -> None:
    place = fresh_database()
    with Desk(place) as desk:
        desk.new("talks")
        work = desk.add("talks", OFFERS)
        with pytest.raises(StoreUnavailable, match="run again"), desk.store.writing() as connection:
            with psycopg.connect(place, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
            connection.execute(select(articles)).all()
        assert [added.arrival for added in work] == ["new", "new", "new"]
        assert desk.verify("talks").holds


def test_a_full_disk_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    place = tmp_path / "pourparler.db"
    with Desk(place) as desk:
        desk.new("talks")
        fill(desk, "talks", OFFERS[:1])
        before = everything(desk)
        with desk.store.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        with pytest.raises(StoreFull, match="room"), desk.store.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.execute(insert(originals).values(dossier=1, digest="0", media_type="text/plain", bytes=bytes(10_000_000)))
    with Desk(place) as desk:
        assert everything(desk) == before
        fill(desk, "talks", OFFERS)
        assert desk.show("talks").read == 3


def test_a_store_that_may_only_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk(tmp_path / "pourparler.db") as desk:
        desk.new("talks")
        with pytest.raises(StoreReadOnly, match="only be read"), desk.store.writing() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.execute(insert(articles).values(dossier=1, key="x"))
        monkeypatch.setattr("os.access", lambda *_: False)
        with pytest.raises(StoreReadOnly, match="only be read"):
            fill(desk, "talks", OFFERS)


def test_what_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("This is a text and not a database at all, whatever its name may say about it.")
    with pytest.raises(StoreUnavailable, match="no database"):
        open_store(tmp_path / "text.db")
    with pytest.raises(StoreUnavailable, match="dossier new"):
        open_store(tmp_path / "nowhere.db", create=False)
    with pytest.raises(StoreUnavailable, match="not mysql"):
        open_store("mysql://root@localhost/x")
    with pytest.raises(StoreUnavailable) as fault:
        open_store("postgresql://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(fault.value)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file" / "pourparler.db")


def test_a_later_store_is_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewer, match="update pourparler"):
        open_store(tmp_path / "a.db")


def test_a_network_share_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:50 / /mnt/share rw shared:1 - cifs //server/share rw\n")
    assert filesystem_of(Path("/mnt/share/a.db"), mounts) == "cifs"
    assert filesystem_of(Path("/home/a.db"), mounts) == "ext4"
    monkeypatch.setattr("pourparler.store.opening.filesystem_of", lambda path: "cifs")
    with pytest.raises(NetworkShare, match="cifs"):
        prepare_file(tmp_path / "a.db", create=True)
