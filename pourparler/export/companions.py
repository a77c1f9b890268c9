"""What goes with every export: the codebook in each language, the error card, how to cite."""

from __future__ import annotations

from pathlib import Path

from pourparler.export import citation, codebook, errorcard
from pourparler.export.placing import write_whole
from pourparler.export.release import Export, Written, survey
from pourparler.wording import interface_languages


def write(export: Export, folder: Path) -> Written:
    """`CODEBOOK.fr.md`, `CODEBOOK.en.md`, `ERRORS.json`, `ERRORS.fr.md`, `ERRORS.en.md` and `CITATION.cff`."""
    facts = survey(export)
    pages = {"ERRORS.json": errorcard.as_json(export, facts), "CITATION.cff": citation.page(export.title, facts)}
    for code in interface_languages():
        pages[f"CODEBOOK.{code}.md"] = codebook.page(export, code)
        pages[f"ERRORS.{code}.md"] = errorcard.page(export, facts, code)
    return Written(files=[write_whole(folder / name, text) for name, text in pages.items()])
