"""PLOVER 2.0: what kinds of events there are, with their modes, contexts and sectors (Open Event Data Alliance).

    ontology = load()
    ontology.types["CONSULT"].modes          # {"visit": …, "phone": …}
    ontology.when_future("CONSULT")          # "AGREE": a meeting that is still to come is an undertaking

The codes are PLOVER's, the sentences ours. Nothing is read before `load`.
"""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path

import msgspec

from pourparler.errors import PackError

TABLE = Path(__file__).with_name("plover.toml")
MEETINGS = ("CONSULT", "AGREE")
"""What a list of who met whom holds unless other types are asked for."""


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of event. `quad` is its class, 1 to 4; `future_of` names the types that become this one while they are still to come."""

    name: str
    quad: int
    says: str
    needs_recipient: bool = False
    modes: dict[str, str] = {}
    future_of: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`plover.toml` as it is written."""

    quad: dict[str, str]
    type: list[EventType]
    contexts: dict[str, str]
    sectors: dict[str, str]


class Ontology:
    """All of PLOVER that a record uses; look-up only."""

    def __init__(self, table: Table) -> None:
        self.types = {kind.name: kind for kind in table.type}
        self.contexts = table.contexts
        self.sectors = table.sectors
        self.quads = {int(code): name for code, name in table.quad.items()}

    def quad(self, event_type: str) -> str:
        """« verbal cooperation » and so on, of a type that there is."""
        return self.quads[self.types[event_type].quad]

    def allows(self, event_type: str, mode: str | None) -> bool:
        """Whether the type exists and has this mode; None is always allowed."""
        kind = self.types.get(event_type)
        return kind is not None and (mode is None or mode in kind.modes)

    def when_future(self, event_type: str) -> str:
        """The type under which an event is recorded while it is only planned; its own where PLOVER keeps it."""
        return self.becoming.get(event_type, event_type)

    @cached_property
    def becoming(self) -> dict[str, str]:
        return {earlier: kind.name for kind in self.types.values() for earlier in kind.future_of}


@cache
def load() -> Ontology:
    """The shipped table, read once; a fault names the file."""
    try:
        return Ontology(msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), Table))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise PackError(f"ontology/{TABLE.name}: {fault}") from fault


__all__ = ["EventType", "Ontology", "load"]
