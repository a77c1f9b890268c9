"""The command line. Data goes to stdout, words for people to stderr.

Exit codes: 0 all read, 1 nothing usable or a verification that failed, 2 wrong usage, 3 done with refusals or partial texts.
"""

from __future__ import annotations

import os
import sys

LANGUAGE_OPTION = "--lang"


def asked_language(words: list[str]) -> str | None:
    """The value of --lang among the words of a command line, before typer reads them: the help itself is written in that language."""
    for place, word in enumerate(words):
        if word.startswith(f"{LANGUAGE_OPTION}="):
            return word.partition("=")[2]
        if word == LANGUAGE_OPTION and place + 1 < len(words):
            return words[place + 1]
    return None


def main() -> None:
    """The program `pourparler`."""
    asked = asked_language(sys.argv[1:])
    if asked:
        os.environ["POURPARLER_LANG"] = asked
    from pourparler.cli.app import run

    raise SystemExit(run())
