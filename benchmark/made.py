"""How well the made snippets are read, field by field: `python benchmark/made.py [fr] [en] [--misses]`.

A quotation of the gold is matched with the quotation of the reading whose content shares most with it (Dice of code points, at least
0.5). A field is right where it says the same: status, layer and nesting exactly; a day, an occasion, what is talked about and an
insertion where the spans share at least half of their letters; those spoken to where each is an actor of the record and there is no
other. An item is right where all its quotations are found with all these fields, and none beside them; words in marks that nobody says
must not be found at all.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pourparler.intake import Intake, read_jsonl
from pourparler.model import Quotation, Reading, Span
from pourparler.reader import Reader

GOLD = Path(__file__).parent / "gold"
FIELDS = ("found", "status", "layer", "addressee", "occasion", "said_on", "about", "insertion", "inside")
ALIKE = 0.5

Item = dict[str, Any]
Pairs = Sequence[tuple[Item, Quotation | None]]


def spans_of(pairs: Sequence[Sequence[int]] | None) -> list[Span]:
    return [Span(*pair) for pair in pairs or ()]


def dice(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Code points that both cover, doubled, over the code points of both; 1 where both are empty."""
    one, two = ({place for span in spans for place in range(span.start, span.end)} for spans in (first, second))
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 1.0


def pair(item: Item, reading: Reading) -> list[tuple[Item, Quotation | None]]:
    """Each quotation of the gold with the one of the reading that is most like it, each taken once, the likest first."""
    real = [quote for quote in item["quotes"] if quote["type"] != "scare"]
    likenesses = [(dice(spans_of(g["content"]), q.content), i, j) for i, g in enumerate(real) for j, q in enumerate(reading.quotations)]
    ranked = sorted(likenesses, key=lambda likeness: (-likeness[0], likeness[1:]))
    taken: dict[int, int] = {}
    for alike, i, j in ranked:
        if alike >= ALIKE and i not in taken and j not in taken.values():
            taken[i] = j
    return [(gold, reading.quotations[taken[i]] if i in taken else None) for i, gold in enumerate(real)]


def names_all(gold: Sequence[Span], actors: Sequence[str], reading: Reading, outer: Sequence[str]) -> bool:
    """Whether each span is a mention of an actor of the record, and every actor has such a span; `outer` are those who speak around."""
    named = [(mention.span, mention.actor) for mention in reading.mentions if mention.actor in actors]
    bearers = [{actor for at, actor in named if at.overlaps(span)} or {*outer} & {*actors} for span in gold]
    return all(bearers) and {*actors} <= {actor for group in bearers for actor in group}


def judged(item: Item, gold: Item, quotation: Quotation, pairs: Pairs, reading: Reading) -> Iterator[tuple[str, bool]]:
    """Each field with whether it is right."""
    yield "status", gold["status"] == quotation.status
    yield "layer", gold["layer"] == quotation.layer
    around = item["quotes"][gold["inside"]] if gold["inside"] is not None else None
    outer = next((q for g, q in pairs if g is around and q is not None), None)
    yield "inside", quotation.inside == (outer.id if outer is not None else None) if around is None or outer is not None else False
    yield "addressee", names_all(spans_of(gold["addressee"]), quotation.addressees, reading, outer.speakers if outer else ())
    yield "occasion", same([gold["occasion"]] if gold["occasion"] else None, [quotation.occasion] if quotation.occasion else [])
    yield "said_on", same([gold["said_on"]] if gold["said_on"] else None, [t.span for t in reading.timexes if t.id == quotation.said_on])
    yield "about", same(gold["about"], quotation.about)
    notes = [n.span for n in reading.notes if n.kind == "insertion" and any(s.covers(n.span) for s in quotation.content)]
    yield "insertion", same(gold["insertion"], notes)


def same(gold: Sequence[Sequence[int]] | None, found: Sequence[Span]) -> bool:
    return bool(gold) == bool(found) and dice(spans_of(gold), found) >= ALIKE


def score(item: Item, reading: Reading) -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and all, by field, and the fields that went wrong; a field counts where the gold fills it, or where it was filled for
    nothing.
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    pairs = pair(item, reading)
    for gold, quotation in pairs:
        total["found"] += 1
        right["found"] += quotation is not None
        if quotation is None:
            wrong.append(f"not found: {text_of(item, gold)}")
            continue
        for name, good in judged(item, gold, quotation, pairs, reading):
            counts = name in ("status", "layer") or bool(gold[name]) or gold[name] == 0 or not good
            total[name] += counts
            right[name] += counts and good
            if not good:
                wrong.append(f"{name}: {text_of(item, gold)}")
    spare = [q for q in reading.quotations if all(q is not taken for _, taken in pairs)]
    wrong += [f"too much: {' … '.join(span.slice(item['text']) for span in q.content)}" for q in spare]
    return right, total, wrong


def text_of(item: Item, gold: Item) -> str:
    return " … ".join(span.slice(item["text"]) for span in spans_of(gold["content"]))


def measure(code: str, show: bool) -> None:
    path = GOLD / f"made_{code}.jsonl"
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [intake.article for intake in read_jsonl(path) if isinstance(intake, Intake)]
    right, total, good = Counter[str](), Counter[str](), Counter[str]()
    for item, reading in zip(items, Reader().read_many(articles), strict=True):
        one, all_, wrong = score(item, reading)
        right += one
        total += all_
        good["all"] += not wrong
        good["but for what is too much"] += all(line.startswith("too much") for line in wrong)
        if show and wrong:
            print(f"{item['id']}: {item['text']}", *wrong, sep="\n    ")
    print(f"{code}: items all right {good['all']} of {len(items)}; so but for quotations too many {good['but for what is too much']}")
    print("   ", ", ".join(f"{name} {right[name]} of {total[name]}" for name in FIELDS))


def main(arguments: Sequence[str]) -> None:
    codes = [argument for argument in arguments if not argument.startswith("-")] or ["fr", "en"]
    for code in codes:
        measure(code, "--misses" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
