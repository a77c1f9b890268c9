"""How soon a dossier answers: the middle and the worst of many questions, each asked anew.

    python benchmark/asking.py DOSSIER          in the store of POURPARLER_STORE
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from pourparler.desk import Desk
from pourparler.store.lines import Asked

ROUNDS = 7
WORDS = ("pourparlers", "ambassade", "cessez-le-feu", "président élections", '"conseil de sécurité"', "ceasefire", "prime minister", "sanctions Iran")


def questions(desk: Desk, dossier: str) -> dict[str, Callable[[], object]]:
    """Each question by its name."""
    asked: dict[str, Callable[[], object]] = {f"search {words}": lambda words=words: desk.search(dossier, words) for words in WORDS}  # type: ignore[misc]
    asked["said, first page"] = lambda: desk.lines(dossier, Asked("quotations"), most=50)
    asked["said --by"] = lambda: desk.lines(dossier, Asked("quotations", ("Hollande",)), most=50)
    asked["said --about"] = lambda: desk.lines(dossier, Asked("quotations"), "sanctions", most=50)
    asked["met --who --who"] = lambda: desk.lines(dossier, Asked("events", ("Biden", "Zelensky"), kinds=("CONSULT",), parts=("actor", "recipient")))
    asked["check"] = lambda: desk.check(dossier, "the President reaffirmed the commitment of the United States to its allies")
    asked["show"] = lambda: desk.show(dossier)
    return asked


def measured(ask: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        ask()
        times.append(1000 * (perf_counter() - start))
    return times


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier")
    with Desk(create=False) as desk:
        name = parser.parse_args(arguments).dossier
        sheet = desk.show(name)
        print(f"{sheet.read} articles, {sheet.quotations} quotations, {sheet.events} events")
        for question, ask in questions(desk, name).items():
            times = measured(ask)
            print(f"{question:<32} middle {median(times):6.0f} ms   worst {max(times):6.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
