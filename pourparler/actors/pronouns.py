"""Pronouns as they are written, which a parser may cut into several words (« celui-ci », « ce dernier »)."""

from __future__ import annotations

from pourparler.actors.text import Text
from pourparler.lang.roles import Pronoun, RoleTable

LONGEST = 3
"""Words of a pronoun."""


def pronoun_at(text: Text, roles: RoleTable, place: int, stop: int) -> tuple[Pronoun, int] | None:
    """The longest pronoun that begins at this word and ends before `stop`, with the place after it."""
    for end in range(min(place + LONGEST, stop), place, -1):
        found = roles.pronouns.get(text.slice(place, end).casefold().replace("’", "'"))
        if found is not None:
            return found, end
    return None
