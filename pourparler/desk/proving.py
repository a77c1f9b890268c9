"""Does a dossier still hold? Texts against their hashes, words against their seals, readings against their texts, bytes against their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pourparler.desk.sealing import broken
from pourparler.errors import MalformedRecord, StoreDamaged
from pourparler.store import Connection
from pourparler.store.articles import labels_by_key, original_digests, original_of
from pourparler.store.readings import reading_of, seals_of
from pourparler.verifying import Fault, Verification, faults_of, placed_spans


def prove(connection: Connection, dossier: int) -> Verification:
    """Every article of a dossier, withdrawn versions too; raises nothing for what it finds broken."""
    outcome = Verification()
    for key, label in labels_by_key(connection, dossier).items():
        outcome.articles += 1
        try:
            outcome.faults += prove_article(connection, dossier, key, label, outcome)
        except (StoreDamaged, MalformedRecord) as fault:
            outcome.faults.append(Fault(label, "article", str(fault)))
    outcome.faults += original_faults(connection, dossier)
    return outcome


def prove_article(connection: Connection, dossier: int, key: str, label: str, outcome: Verification) -> list[Fault]:
    reading = reading_of(connection, dossier, key)
    if reading is None:
        return [Fault(label, "article", "it was never read; reread will read it")]
    faults = list(faults_of(reading))
    if reading.article.key != key:
        faults.append(Fault(label, "article", f"the record is that of {reading.article.key!r}, it lies under {key!r}"))
    outcome.spans += sum(1 for _ in placed_spans(reading))
    return faults + list(broken(seals_of(connection, dossier, key) or b"\x90", reading))


def original_faults(connection: Connection, dossier: int) -> Iterator[Fault]:
    for digest in original_digests(connection, dossier):
        try:
            data = original_of(connection, dossier, digest) or b""
        except StoreDamaged as fault:
            yield Fault(f"original {digest[:16]}", "bytes", str(fault))
            continue
        if hashlib.sha256(data).hexdigest() != digest:
            yield Fault(f"original {digest[:16]}", "bytes", "they no longer have the digest under which they lie")
