"""What a page is asked for: the filters of a list, as they stand in its address, and the fields of a form."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from starlette.datastructures import QueryParams
from starlette.requests import Request

from pourparler.desk.desk import SIDES
from pourparler.ontology import MEETINGS
from pourparler.store.lines import Asked

LONGEST = 200
"""Characters of a filter that are looked at."""
ALL = "ALL"


async def form_of(request: Request, most: int = 10) -> dict[str, str]:
    """The fields of a form, at most so many, none of them a file."""
    async with request.form(max_files=0, max_fields=most) as form:
        return {name: str(value) for name, value in form.items()}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the two lists are asked for; an empty string asks for nothing. `unread` names the fields whose value could not be understood."""

    by: str = ""
    to: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    status: str = ""
    publisher: str = ""
    language: str = ""
    attitudes: str = ""
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, parameters: QueryParams) -> Filters:
        given = {name: parameters.get(name, "").strip()[:LONGEST] for name in cls.names()}
        wrong = tuple(name for name in ("since", "until") if given[name] and not is_day(given[name]))
        return cls(**(given | dict.fromkeys(wrong, "")), unread=wrong)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(each.name for each in fields(cls) if each.name != "unread")

    def values(self) -> dict[str, str]:
        """The fields by name, for an address."""
        return {name: value for name, value in asdict(self).items() if name != "unread"}

    @property
    def anything(self) -> bool:
        return any(self.values().values())

    def shared(self, layer: str) -> Asked:
        who = tuple(name.strip() for name in self.by.split("+") if name.strip())
        return Asked(
            layer, who, self.to or None, (self.kind,) if self.kind else (), self.status or None, self.since or None, self.until or None,
            self.publisher or None, self.language or None, bool(self.attitudes),
        )  # fmt: skip

    def said(self) -> Asked:
        return self.shared("quotations")

    def met(self) -> Asked:
        """Meetings and agreements, unless another kind of event or all of them are asked for."""
        asked = replace(self.shared("events"), parts=SIDES)
        kinds = () if self.kind == ALL else asked.kinds or MEETINGS
        return replace(asked, kinds=kinds)


def is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
