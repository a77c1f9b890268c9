"""`pourparler agreement`: how far two coders agree, and on what they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.desks import WIDEST_WORDS, AsJson, DossierName, open_desk, print_json
from pourparler.cli.speaking import NOTHING_USABLE, console, say, spoken, tell
from pourparler.export.shown import cut_in_the_middle, visible

if TYPE_CHECKING:
    from pourparler.dossier.agreement import Agreement


def agreement(
    dossier: DossierName,
    first: Annotated[str, typer.Argument(metavar="CODER", help=say("agreement.first"))],
    second: Annotated[str, typer.Argument(metavar="CODER", help=say("agreement.second"))],
    json: AsJson = False,
) -> None:
    with open_desk() as desk:
        found = desk.agreement(dossier, first, second)
        coders = sorted({one.by for one in desk.journal(dossier)})
    if not found.fields:
        tell(say("agreement.none", coders=", ".join(coders) or "—"))
        raise typer.Exit(NOTHING_USABLE)
    if json:
        print_json(asdict(found))
        return
    for line in lines_of(found):
        console().print(visible(line), soft_wrap=True)


def lines_of(found: Agreement) -> Iterator[str]:
    """Each field with its figures, then each record on which the two differ, with its place, its words and what each of them says."""
    from pourparler.dossier.agreement import RECORD

    for name, field in found.fields.items():
        layer, _, asked = name.partition(".")
        kappa = "—" if field.kappa is None else f"{field.kappa:.2f}".replace(".", say("plural.decimal"))
        called = f"{say(f'scored.{layer}')} · {asked_of(asked)}"
        yield f"{called:<40} {say('agreement.line', n=field.n, share=f'{100 * field.observed:.0f} %', kappa=kappa)}"
    for one in found.disagreements:
        yield ""
        yield f"{one.label} {one.start}-{one.end} {one.record} · {asked_of(one.field)}"
        yield f"    {cut_in_the_middle(one.words, WIDEST_WORDS)}"
        for coder, value in zip((found.first, found.second), one.said, strict=True):
            yield f"    {coder}: {verdicts(value) if one.field == RECORD else value or '—'}"


def asked_of(field: str) -> str:
    return say(f"field.{field}") if spoken().has(f"field.{field}") else say("agreement.record")


def verdicts(value: str) -> str:
    return say("judged.accepted" if value == str(True) else "judged.rejected")
