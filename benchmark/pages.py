"""From what was measured to the pages: `docs/measured.md` whole, and the blocks between `<!-- figures -->` marks of the other pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
from measuring import Described, Figure, Measured, known_sets

from pourparler.export import errorcard
from pourparler.lang import languages
from pourparler.wording import wording

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
WORST = 12
"""Kinds of mistakes shown for a set."""

NAMES = {name.removeprefix("figure."): text for name, text in wording("en").strings.items() if name.startswith("figure.")}
"""What each figure is called; the error cards of exports say the same."""
MISTAKES = {name.removeprefix("mistake.").replace(".", " "): text for name, text in wording("en").strings.items() if name.startswith("mistake.")}

Kept = Mapping[str, Measured]
Plain = Callable[[float], str]


def in_english(value: float) -> str:
    return f"{value:.1f}"


def in_french(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def published(kept: Kept) -> Iterator[tuple[str, Described, Measured]]:
    """What was measured of the sets that are described, in the order of their descriptions."""
    return ((key, described, kept[key]) for key, described in known_sets().items() if key in kept)


def with_interval(measured: Measured, name: str, plain: Plain) -> str:
    """« 74,1 (70,2–77,9) »."""
    value = plain(measured.figures[name].value)
    if name not in measured.intervals:
        return value
    low, high = measured.intervals[name]
    return f"{value} ({plain(low)}–{plain(high)})"


def of_figures(measured: Measured, name: str, plain: Plain) -> str:
    figure = measured.figures.get(name)
    return plain(figure.value) if figure else "–"


def best_peer(described: Described, plain: Plain) -> str:
    """The tool that finds most quotations with the right source; people do not compete."""
    tools = [peer for peer in described.peers if not peer.name.startswith("people")]
    best = max(tools, key=lambda peer: peer.full, default=None)
    return f"{plain(best.full)} ({best.name.partition(',')[0]})" if best else "–"


def headline(kept: Kept, heads: tuple[str, ...], plain: Plain, name_of: Callable[[Described], str]) -> str:
    """The table of the README pages, one row a set."""
    rows = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for _, described, measured in published(kept):
        if described.headline:
            cells = [
                name_of(described),
                str(measured.figures["quotations.match"].n),
                with_interval(measured, "quotations.match", plain),
                with_interval(measured, "quotations.full", plain),
                best_peer(described, plain),
                of_figures(measured, "speakers.right", plain),
                of_figures(measured, "times.strict", plain),
            ]
            rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def english_block(kept: Kept) -> str:
    heads = ("measured on", "n", "found", "with the right source", "best other tool, with the right source", "speaker right", "times right")
    table = headline(kept, heads, in_english, lambda described: described.en)
    return (
        f"{table}\n\nn is the number of quotations in the gold. Quotations and times are F1, "
        "with the middle 95 % of resampled articles in brackets; speakers are the share of those found. "
        "– : not annotated, or no other tool was measured."
    )


def french_block(kept: Kept) -> str:
    heads = (
        "mesuré sur",
        "n",
        "trouvées",
        "avec la bonne source",
        "meilleur autre outil, avec la bonne source",
        "locuteur juste",
        "temps justes",
    )
    table = headline(kept, heads, in_french, lambda described: described.fr)
    return (
        f"{table}\n\nn est le nombre de citations de la référence. Citations et temps : F1, et entre parenthèses les 95 % du "
        "milieu quand on rééchantillonne les articles ; locuteurs : part de celles trouvées. – : non annoté, ou aucun autre outil mesuré."
    )


def row(name: str, figure: Figure) -> str:
    shown = [in_english(part) if part is not None else "" for part in (figure.precision, figure.recall)]
    return f"| {NAMES[name]} | {in_english(figure.value)} | {shown[0]} | {shown[1]} | {figure.n} |"


def section(described: Described, measured: Measured) -> Iterator[str]:
    """One set: what it is, its figures, what changes without the table of people or the dates, the peers."""
    yield f"## {described.en[0].upper()}{described.en[1:]}\n"
    licence = f" Licence of the texts: {described.licence}." if described.licence else ""
    articles = "1 text" if measured.articles == 1 else f"{measured.articles} texts"
    yield f"{articles}. {described.remark}{licence} Parser: {measured.parser}. Rules: {measured.rules}.\n"
    yield "| | % | precision | recall | n |\n|---|---|---|---|---|"
    yield from (row(name, measured.figures[name]) for name in NAMES if name in measured.figures)
    yield ""
    for name, (low, high) in sorted(measured.intervals.items(), reverse=True):
        yield f"95 % of resamples of the articles, {NAMES[name]}: {in_english(low)} to {in_english(high)}."
    yield from otherwise(measured)
    if described.peers:
        yield "\nOther tools on the same articles, F1:\n\n| | found | with the right source | direct | mixed |\n|---|---|---|---|---|"
        names = ("quotations.match", "quotations.full", "quotations.direct", "quotations.mixed")
        yield "| **pourparler** | " + " | ".join(of_figures(measured, name, in_english) for name in names) + " |"
        for peer in described.peers:
            yield f"| {peer.name} | " + " | ".join(in_english(value) for value in (peer.match, peer.full, peer.direct, peer.mixed)) + " |"
    yield ""


def otherwise(measured: Measured) -> Iterator[str]:
    speakers = measured.without_people.get("speakers.right")
    if speakers:
        yield f"Without the table of people, speaker right: {in_english(speakers.value)} (n = {speakers.n})."
    times = measured.undated.get("times.strict")
    if times:
        yield f"Without dates of publication, times found to the letter with the right value: {in_english(times.value)} (n = {times.n})."


HEAD = """# What was measured

Written by `python benchmark/figures.py`; no figure is typed by hand. Every figure is in per cent. Where precision and recall stand
beside it, it is their F1 and n is what the gold holds; else it is a share of n.

A quotation is found when its words and those of the gold agree by half or more (Dice), each taken once. The source is right when both
express none, or when they share a word that means something and the found one is not much longer. The speaker is right when all are the
gold's and no other is named.

**Read these figures as the upper end.** They are of development sets: the mistakes made on them were read while the rules were written.
No sentence of theirs is in the rules. Our sample articles are invented, and easier than the press. The other tools were not tuned on any
of these articles, but for Citron, which was trained on the other part of PolNeAR.
"""


def measured_page(kept: Kept) -> str:
    lines = [HEAD]
    for _, described, measured in published(kept):
        lines += section(described, measured)
    return "\n".join(lines).rstrip() + "\n"


def mistakes_block(kept: Kept) -> str:
    """For each set that heads the pages: what was missed by type, then the commonest kinds of mistakes."""
    lines: list[str] = []
    for _, described, measured in published(kept):
        if not described.headline:
            continue
        asked = measured.figures["quotations.match"].n
        lines += [f"### {described.en[0].upper()}{described.en[1:]}\n", f"{asked} quotations in the gold.\n"]
        missed = ", ".join(f"{part} of {whole} {kind}" for kind, (part, whole) in measured.missed.items() if whole)
        lines += [f"Missed: {missed}.\n", "| what went wrong | times |\n|---|---|"]
        commonest = sorted(measured.mistakes.items(), key=lambda item: (-item[1], item[0]))
        lines += [f"| {MISTAKES.get(kind, kind)} | {number} |" for kind, number in commonest if number][:WORST]
        lines.append("")
    return "\n".join(lines).rstrip()


def with_block(page: str, block: str) -> str:
    """The page with its block filled anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{block}\n{found[2]}", page)


BLOCKS: dict[str, Callable[[Kept], str]] = {"README.md": english_block, "README.fr.md": french_block, "docs/fails.md": mistakes_block}


def for_card(key: str, described: Described, measured: Measured) -> errorcard.Set:
    """What the error cards of exports say of a set; its key names its language."""
    (language,) = (part for part in re.split("[/_]", key) if part in languages())
    figures = {
        name: errorcard.Figure(figure.value, figure.n, figure.precision, figure.recall, measured.intervals.get(name))
        for name, figure in sorted(measured.figures.items())
    }
    named = {"en": described.en, "fr": described.fr}
    return errorcard.Set(key, named, language, measured.articles, measured.version, measured.rules, measured.parser, figures)


def card_figures(kept: Kept) -> str:
    """`pourparler/export/measured.json`: the figures that are shipped with the package."""
    sets = [for_card(*each) for each in published(kept)]
    return msgspec.json.format(msgspec.json.encode(sets)).decode() + "\n"


def pages_of(kept: Kept) -> Iterator[tuple[Path, str]]:
    """Every page that holds figures, with the text it must have, and the figures that go into the package."""
    yield errorcard.FILE, card_figures(kept)
    yield ROOT / "docs" / "measured.md", measured_page(kept)
    for name, block in BLOCKS.items():
        yield ROOT / name, with_block((ROOT / name).read_text(encoding="utf-8"), block(kept))


def write_pages(kept: Kept) -> None:
    for path, text in pages_of(kept):
        path.write_text(text, encoding="utf-8")
