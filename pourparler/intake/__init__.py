"""Whatever comes in → Article: texts, pages, exports of a press archive, Word documents, zip archives, JSON Lines, folders.

Nothing is altered and nothing is lost: an input becomes an `Intake`, its article with notes of what was odd, or an `InputRefused` that
names it. `articles_from` yields the one or the other and goes on.
"""

from pourparler.intake.building import LIMIT, Details, Intake, key_of
from pourparler.intake.docx import read_docx
from pourparler.intake.files import articles_from, read_file, read_folder, refuse_a_name
from pourparler.intake.jsonl import read_jsonl, read_records
from pourparler.intake.page import read_page
from pourparler.intake.text import read_bytes, read_text

__all__ = [
    "LIMIT",
    "Details",
    "Intake",
    "articles_from",
    "key_of",
    "read_bytes",
    "read_docx",
    "read_file",
    "read_folder",
    "read_jsonl",
    "read_page",
    "read_records",
    "read_text",
    "refuse_a_name",
]
