"""`pourparler score`: readings measured against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.readings import stored
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, say
from pourparler.export.shown import visible

if TYPE_CHECKING:
    from pourparler.scoring import GoldDocument, Mistake, Scores


def score(
    gold: Annotated[Path, typer.Argument(help=say("score.gold"), exists=True, dir_okay=False)],
    readings: Annotated[Path, typer.Argument(help=say("score.readings"), exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help=say("score.json"))] = False,
    misses: Annotated[bool, typer.Option("--misses", help=say("score.misses"))] = False,
    undated: Annotated[bool, typer.Option("--undated", help=say("score.undated"))] = False,
) -> None:
    from pourparler.scoring import mistakes, read_gold, without_dates
    from pourparler.scoring import score as scored

    documents: list[GoldDocument] = list(without_dates(read_gold(gold)) if undated else read_gold(gold))
    made = list(stored(readings))
    print_scores(scored(documents, made), as_json)
    if misses:
        for mistake in mistakes(documents, made):
            print_mistake(mistake, as_json)
    raise typer.Exit(ALL_READ if made else NOTHING_USABLE)


def print_scores(scores: Scores, as_json: bool) -> None:
    import msgspec

    typer.echo(msgspec.json.encode(scores) if as_json else "\n".join(scores.lines()))


def print_mistake(mistake: Mistake, as_json: bool) -> None:
    """One difference and, on a second line, the sentence in which it stands."""
    import msgspec

    typer.echo(msgspec.json.encode(mistake) if as_json else f"\n{visible(mistake.line())}\n    {visible(mistake.sentence)}")
