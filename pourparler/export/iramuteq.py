"""Corpora for IRaMuTeQ (and Iramuteq-like readers: rainette, quanteda): one text a statement, starred variables before it.

    **** *id_q_aa3dacedf994 *article_f01c23c3398d47b1 *speaker_paul_brandt *country_nor *type_direct *month_2025_02
    « Nous avançons »

The grammar: a line of variables begins with `**** ` and holds `*name_value` parted by single spaces; a name is of the letters a to z, a value
of a to z, 0 to 9 and `_`; the text stands on the one line that follows; an empty line parts the texts. What is not known is `na`; several
speakers are one value, parted by `__`. Asterisks, which only variables may hold, control characters and line ends become spaces in the text:
it is there for counting words. `id` leads back to the row of `statements`, which has the words to the letter.

A corpus is of one language, so each language has its file; with whole texts there is another file with one text an article.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from pourparler.errors import ExportRefused
from pourparler.export.placing import whole
from pourparler.export.release import Export, Written
from pourparler.export.rows import Row, Value

UNKNOWN = "na"
NOT_IN_A_VALUE = re.compile(r"[^a-z0-9]+")
NOT_IN_A_TEXT = re.compile(r"[*\s\x00-\x1f\x7f-\x9f]+")
BETWEEN = "__"
STATEMENT = {
    "id": "id",
    "article": "article_key",
    "speaker": "speakers",
    "country": "speaker_countries",
    "sector": "speaker_sectors",
    "type": "kind",
    "status": "status",
    "publisher": "publisher",
    "date": "published",
}
ARTICLE = {"article": "article_key", "publisher": "publisher", "date": "published"}
"""The variables of a text with the columns they are taken from."""


def folded(value: str) -> str:
    """`Irène Valcourt` as `irene_valcourt`; letters that are not Latin have no place in a value."""
    plain = unicodedata.normalize("NFKD", value).casefold()
    return NOT_IN_A_VALUE.sub("_", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip("_")


def modality(value: Value) -> str:
    """The value of a variable."""
    items = value if isinstance(value, tuple) else (value,)
    return BETWEEN.join(filter(None, (folded(str(item or "")) for item in items))) or UNKNOWN


def starred(row: Row, variables: dict[str, str]) -> str:
    day = str(row["published"] or "").partition("T")[0]
    shown = row | {"published": day}
    if not modality(row.get("speakers")).strip(UNKNOWN):
        shown = shown | {"speakers": row.get("speaker_ids")}
    found = [f"*{name}_{modality(shown[column])}" for name, column in variables.items()]
    return " ".join(["****", *found, f"*month_{modality(day[:7])}"])


def cleaned(words: Value) -> str:
    """The words as one line that no reader takes for variables."""
    pieces = [piece for piece in words if isinstance(piece, str)] if isinstance(words, tuple) else [str(words or "")]
    return NOT_IN_A_TEXT.sub(" ", " ".join(pieces)).strip()


def write(export: Export, folder: Path) -> Written:
    """`statements.fr.iramuteq.txt` and so on, and `articles.fr.iramuteq.txt` where whole texts go out; memory stays flat.

    Refused is an export without texts. Texts that are withheld, or hold no word, are counted as left out.
    """
    if export.texts == "none":
        raise ExportRefused("IRaMuTeQ counts words: ask for quoted or whole texts")
    written, corpora = Written(), dict[Path, TextIO]()
    kinds = {"statements": (STATEMENT, "words")} | ({"articles": (ARTICLE, "text")} if export.texts == "whole" else {})
    with ExitStack() as open_files:
        for table, row in export.rows():
            if table not in kinds:
                continue
            variables, words = kinds[table]
            text = cleaned(row[words])
            if not text:
                written.left_out += 1
                continue
            path = folder / f"{table}.{folded(str(row['language']))}.iramuteq.txt"
            if path not in corpora:
                unfinished = open_files.enter_context(whole(path))
                corpora[path] = open_files.enter_context(unfinished.open("w", encoding="utf-8", newline="\n"))
            corpora[path].write(f"{starred(row, variables)}\n{text}\n\n")
            written.rows[table] += 1
    written.files += sorted(corpora)
    return written
