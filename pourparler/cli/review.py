"""`pourparler review`: what to look at next, and the look itself, key by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import AsJson, Blind, DossierName, open_desk, print_json
from pourparler.cli.speaking import console, say, spoken, tell
from pourparler.errors import CorrectionRefused
from pourparler.export.shown import visible

if TYPE_CHECKING:
    from pourparler.desk import Desk
    from pourparler.desk.reviewing import Task
    from pourparler.model import Event, Quotation, Reading


LABEL = 22
"""Columns of the names of fields."""


def review(
    dossier: DossierName,
    limit: Annotated[int, typer.Option(min=1, help=say("review.limit"))] = 20,
    ask: Annotated[bool, typer.Option("--ask", help=say("review.ask"))] = False,
    blind: Blind = False,
    json: AsJson = False,
) -> None:
    with open_desk(blind=blind) as desk:
        tasks = desk.review(dossier, limit)
        for number, task in enumerate(tasks, start=1):
            reading = desk.read_article(dossier, task.article)
            if json:
                print_json(asdict(task) | shown(reading, task))
                continue
            show(reading, task, number, len(tasks))
            if ask and not judge(desk, dossier, reading, task):
                break
        tell(spoken().count("tasks", len(tasks)))


def record_of(reading: Reading, name: str) -> Quotation | Event | None:
    records: list[Quotation | Event] = [*reading.quotations, *reading.events]
    return next((record for record in records if record.id == name), None)


def shown(reading: Reading, task: Task) -> dict[str, object]:
    from pourparler.desk.correcting import described

    record = record_of(reading, task.record)
    fields = described(reading, record) if record else {}
    return {"label": reading.article.id, "fields": fields, "rule": record.rule if record else None, "runner_up": record.runner_up if record else None}


def show(reading: Reading, task: Task, number: int, total: int) -> None:
    """The record with what the rules made of it, and why it stands here."""
    out, facts = console(), shown(reading, task)
    out.print(f"{number}/{total}  {visible(reading.article.id)}  {task.record}  {say(f'task.{task.kind}')}", style="bold", soft_wrap=True)
    if task.correction is not None and task.correction.anchor is not None:
        out.print(f"  « {visible(task.correction.anchor.exact)} » {task.reason or ''}", soft_wrap=True)
    fields = facts["fields"]
    assert isinstance(fields, dict)
    for name, value in fields.items():
        if value not in (None, [], ""):
            words = " … ".join(map(str, value)) if isinstance(value, list) else str(value)
            label, told = say(f"field.{name}"), named(record_of(reading, task.record), name, words)
            out.print(f"  {label:<{LABEL}} {visible(told)}", soft_wrap=True)
    out.print(f"  {say('why.rule'):<{LABEL}} {facts['rule'] or '—'} · {say('why.runner_up')}: {facts['runner_up'] or '—'}", soft_wrap=True)


def named(record: Quotation | Event | None, field: str, value: str) -> str:
    """A value of a field in the words of the interface, where it has words for it."""
    from pourparler.model import Event

    key = f"event_status.{value}" if field == "status" and isinstance(record, Event) else f"{field}.{value}"
    return say(key) if spoken().has(key) else value


def judge(desk: Desk, dossier: str, reading: Reading, task: Task) -> bool:
    """One answer of a person; False where they leave."""
    while True:
        key = typer.prompt(say("review.keys"), default="n", show_default=False).strip().lower()[:1]
        if key == "q":
            return False
        if key == "n":
            return True
        deed = deeds(desk, dossier, reading.article.key, task).get(key)
        if deed is None:
            continue
        try:
            tell(say("correct.done", seq=deed()))
        except CorrectionRefused as refused:
            tell(str(refused))
            continue
        if key != "u":
            return True


def deeds(desk: Desk, dossier: str, article: str, task: Task) -> dict[str, Callable[[], int]]:
    """What each key does; the number of the line that it writes comes back."""

    def speaker() -> int:
        layer_field = "speakers" if task.record.startswith("q") else "actors"
        return desk.correct(dossier, article, task.record, "set", layer_field, typer.prompt(say("review.speaker"))).seq

    return {
        "a": lambda: desk.correct(dossier, article, task.record, "accept").seq,
        "x": lambda: desk.correct(dossier, article, task.record, "reject").seq,
        "s": speaker,
        "u": lambda: desk.undo(dossier).seq,
    }
