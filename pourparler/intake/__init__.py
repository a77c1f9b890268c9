"""Whatever comes in → Article: texts, markdown, standard input, JSON Lines, folders.

Nothing is altered and nothing is lost: an input becomes an `Intake`, its article with notes of what was odd, or an `InputRefused` that
names it. `articles_from` yields the one or the other and goes on.
"""

from pourparler.intake.files import articles_from, read_file, read_folder
from pourparler.intake.jsonl import read_jsonl, read_records
from pourparler.intake.text import LIMIT, Details, Intake, key_of, read_bytes, read_text

__all__ = [
    "LIMIT",
    "Details",
    "Intake",
    "articles_from",
    "key_of",
    "read_bytes",
    "read_file",
    "read_folder",
    "read_jsonl",
    "read_records",
    "read_text",
]
