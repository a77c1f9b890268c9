"""`pourparler score`: readings measured against gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.readings import stored
from pourparler.cli.speaking import ALL_READ, NOTHING_USABLE, say, spoken, tell
from pourparler.export.shown import visible

if TYPE_CHECKING:
    from pourparler.model import Reading
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
    if not documents or not made:
        tell(say("score.empty", file=readings if documents else gold))
        raise typer.Exit(NOTHING_USABLE)
    print_scores(scored(documents, made), as_json)
    tell_apart(documents, made)
    if misses:
        print_mistakes(list(mistakes(documents, made)), as_json)
    raise typer.Exit(ALL_READ)


def print_scores(scores: Scores, as_json: bool) -> None:
    import msgspec

    typer.echo(msgspec.json.encode(scores) if as_json else "\n".join(visible(line) for line in scores.lines(spoken())))


def tell_apart(documents: list[GoldDocument], made: list[Reading]) -> None:
    """How many readings are of articles that the gold does not hold: they count neither way, and often an id is written otherwise."""
    known = {document.id for document in documents}
    others = [reading.article.id for reading in made if reading.article.id not in known]
    if others:
        tell(say("score.others", readings=spoken().count("readings", len(others)), first=others[0]))


def print_mistakes(found: list[Mistake], as_json: bool) -> None:
    """Every difference with both sides and the sentence in which it stands, then how many there are of each kind."""
    import msgspec

    for mistake in found:
        typer.echo(msgspec.json.encode(mistake) if as_json else "\n".join(visible(line) for line in lines_of(mistake)))
    if not as_json:
        kinds = Counter(say(f"mistake.{mistake.layer}.{mistake.kind}") for mistake in found)
        typer.echo("\n" + spoken().count("differences", len(found)))
        for kind, number in kinds.most_common():
            typer.echo(f"{number:>5}  {kind}")


def lines_of(mistake: Mistake) -> Iterator[str]:
    """One difference as a person reads it."""
    yield ""
    yield f"{mistake.article} {mistake.start}-{mistake.end} · {say(f'mistake.{mistake.layer}.{mistake.kind}')}"
    if mistake.words and mistake.words not in (mistake.gold, mistake.found):
        yield f"    {say('score.words'):<12} {mistake.words}"
    yield f"    {say('score.in_gold'):<12} {mistake.gold or '—'}"
    yield f"    {say('score.in_reading'):<12} {mistake.found or '—'}" + (f"  [{mistake.rule}]" if mistake.rule else "")
    yield f"    {say('score.sentence'):<12} {mistake.sentence}"
