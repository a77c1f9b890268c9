"""A dossier as an export asks for it: its readings with its title, its question, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pourparler.desk.desk import Desk
from pourparler.export.release import Export
from pourparler.model import Reading


def release(desk: Desk, name: str, readings: Iterable[Reading], **options: Any) -> Export:
    """The export of these readings of the dossier; an option that is given wins over what the dossier says of itself."""
    dossier = desk.show(name).dossier
    refused = tuple((place, message) for place, message, _ in desk.refused(name))
    return Export(readings, **({"title": dossier.title, "question": dossier.question, "refused": refused} | options))
