"""`pourparler languages`: what can be read, and by which parser."""

from __future__ import annotations

from pourparler.cli.speaking import console, say
from pourparler.errors import ParserMissing


def languages() -> None:
    from pourparler import lang
    from pourparler.parsing import parser_name

    out = console()
    for code in lang.languages():
        pack = lang.load(code)
        try:
            name, version = parser_name(pack)
            parser = say("languages.parser", name=name, version=version)
        except ParserMissing:
            parser = say("languages.none", package=pack.identity.parsers[0].package.replace("_", "-"))
        out.print(f"{code}  {pack.identity.name:<10} {parser} · {say('languages.rules', digest=pack.digest)}", soft_wrap=True)
