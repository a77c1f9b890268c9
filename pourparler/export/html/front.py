"""The front of a dossier's page: what it holds, who met whom and who said what day by day, what is missing, the list of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from pourparler.dates.calendar import gaps
from pourparler.export.evidence import Proof
from pourparler.export.html.gathering import Entry, Overview
from pourparler.export.html.tags import element, verbatim
from pourparler.export.release import Export
from pourparler.export.shown import cut_in_the_middle, readable, visible
from pourparler.model import Actor, Article
from pourparler.wording import Wording

WIDTH = 320
"""Characters of a line's words that the front shows; the link leads to all of them."""
LISTED = 12
"""Names, publishers and stretches of days that are listed; the others are counted."""


def front(export: Export, found: Overview, say: Wording) -> str:
    met, said = (record("met", say("web.met"), found.lines(False), say), record("said", say("page.summary"), found.lines(True), say))
    return masthead(export, found, say) + places(say) + met + said + coverage(export, found, say) + articles(found, say)


def masthead(export: Export, found: Overview, say: Wording) -> str:
    """Title, question, what there is, and how much of the articles' words is in the file."""
    said = sum(entry.proof.is_said for entry in found.entries)
    counts = [say.count("articles", len(found.articles)), say.count("quotations", said), say.count("meetings", len(found.entries) - said)]
    counts += [f"{min(found.days)} – {max(found.days)}"] if found.days else []
    parts = [element("h1", verbatim(visible(export.title)), id="top")]
    parts += [element("p", verbatim(visible(export.question)), "question")] if export.question else []
    parts += [element("p", " · ".join(counts))]
    parts += [element("p", say(f"single.{export.texts}"), "level")] if export.texts != "whole" else []
    parts += [element("p", say("single.withheld", articles=say.count("articles", found.withheld)), "level")] if found.withheld else []
    return element("header", "".join(parts), "masthead")


def places(say: Wording) -> str:
    named = {"met": "web.met", "said": "page.summary", "coverage": "web.coverage", "listed": "page.contents"}
    links = " ".join(element("a", say(key), href=f"#{place}") for place, key in named.items())
    return element("nav", links, "places", aria_label=say("page.contents"))


def record(name: str, title: str, entries: Sequence[Entry], say: Wording) -> str:
    """One list, day by day."""
    heading = element("h2", f"{title} {element('small', say.count('lines', len(entries)))}")
    days = [day_of_lines(day, list(some), say) for day, some in groupby(entries, key=lambda entry: entry.proof.day)]
    return element("section", heading + ("".join(days) or element("p", say("web.no_line"), "empty")), "record", id=name)


def day_of_lines(day: str | None, entries: Sequence[Entry], say: Wording) -> str:
    lines = "".join(line(entry, say) for entry in entries)
    return element("section", element("h3", day or say("web.undated")) + element("ol", lines, "lines"), "day")


def line(entry: Entry, say: Wording) -> str:
    """A line whose words are a link to their place; from there the label of an event leads back here."""
    proof, prefix = entry.proof, entry.prefix
    shown = cut_in_the_middle(proof.words, WIDTH) if proof.words is not None else None
    told = "".join(element("b", verbatim(piece)) if mine else verbatim(piece) for piece, mine in entry.around) or words_of(shown, say)
    link = element("a", told, "words", href=f"#{prefix}{proof.handle}", lang=entry.article.language)
    origin = element("small", verbatim(visible(entry.article.publisher or entry.article.id)))
    return element("li", about(proof) + link + origin, f"line {proof.style}", id=f"{prefix}line-{proof.handle}")


def about(proof: Proof) -> str:
    return element("span", verbatim(proof.who), "who") + element("span", verbatim(" · ".join(proof.facts)), "kind")


def words_of(shown: str | None, say: Wording) -> str:
    return verbatim(shown) if shown is not None else element("i", say("proof.withheld"))


def coverage(export: Export, found: Overview, say: Wording) -> str:
    """What there is and what is missing; what was refused only where somebody kept account of it."""
    facts = [article for _, article, _, _ in found.articles]
    figures = {"partial": sum(article.completeness == "partial" for article in facts), "undated": sum(not article.published for article in facts)}
    if export.refused is not None:
        figures["refused"] = len(export.refused)
    told = "".join(element("div", element("dt", say(f"sheet.{key}")) + element("dd", say.number(number))) for key, number in figures.items())
    columns = [
        column(say("sheet.languages"), [language(code, number, say) for code, number in counted(article.language for article in facts)], say),
        column(say("sheet.publishers"), [publisher(name, number, say) for name, number in counted(article.publisher for article in facts)], say),
        column(say("web.holes"), [stretch(*hole) for hole in gaps(found.days)], say),
        column(say("web.silent"), [actor_line(*each, say) for each in found.silent], say),
        column(say("web.most_heard"), [actor_line(*each, say) for each in found.most_quoted], say),
    ]
    parts = element("h2", say("web.coverage")) + element("dl", told, "figures") + element("div", "".join(columns), "columns")
    return element("section", parts + refusals(export, say), "coverage", id="coverage")


def counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    return sorted(Counter(value or "" for value in values).items(), key=lambda pair: (-pair[1], pair[0]))


def column(title: str, items: Sequence[str], say: Wording) -> str:
    rest = len(items) - LISTED
    shown = element("ul", "".join(element("li", item) for item in items[:LISTED])) if items else element("p", say("web.none"), "empty")
    more = element("p", say("single.more", n=say.number(rest)), "empty") if rest > 0 else ""
    return element("div", element("h3", title) + shown + more)


def language(code: str, number: int, say: Wording) -> str:
    return f"{say(f'language.{code}') if say.has(f'language.{code}') else verbatim(visible(code))} {say.number(number)}"


def publisher(name: str, number: int, say: Wording) -> str:
    return f"{verbatim(visible(name)) if name else say('sheet.unknown')} {say.number(number)}"


def stretch(first: date, last: date) -> str:
    return f"{first} – {last}" if last != first else str(first)


def actor_line(actor: Actor, number: int, say: Wording) -> str:
    country = f" {element('small', verbatim(visible(actor.country)))}" if actor.country else ""
    return f"{verbatim(visible(actor.name))}{country} {say.number(number)}"


def refusals(export: Export, say: Wording) -> str:
    if not export.refused:
        return ""
    items = "".join(element("li", f"{verbatim(visible(place))}: {verbatim(visible(say.message(message)))}") for place, message in export.refused)
    return element("details", element("summary", say.count("refused", len(export.refused))) + element("ul", items))


def articles(found: Overview, say: Wording) -> str:
    items = "".join(article_line(*each, say) for each in found.articles)
    return element("section", element("h2", say("page.contents")) + element("ol", items), "listed", id="listed")


def article_line(prefix: str, article: Article, said: int, met: int, say: Wording) -> str:
    title = element("a", verbatim(visible(article.title or article.id)), href=f"#{prefix}top", lang=article.language)
    facts = [article.publisher, readable(article.published) or say("published.unknown"), say.count("quotations", said), say.count("meetings", met)]
    return element("li", title + " " + element("small", " · ".join(verbatim(visible(fact)) for fact in facts if fact)))

