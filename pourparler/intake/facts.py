"""What a page says of itself: title, authors, publisher, address, licence, day of publication, length, and whether it is free to read.

JSON-LD (schema.org) is asked first, then `<meta>`, then `<time>`. Nothing is guessed: not from the address, not from the words. A day to
come, or one that is not understood, is not believed, and a note says so.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pourparler.intake.building import WHOLE, Details
from pourparler.intake.markup import names, visible_text, words_in
from pourparler.intake.paragraphs import same_words
from pourparler.intake.published import UnknownDateError, read_published
from pourparler.model import Note

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_SCRIPT = 2_000_000
"""Code points of JSON-LD that are read at all."""
MOST_OBJECTS = 20_000
LONGEST_VALUE = 2_000
"""Code points of a title, a name or an address."""
TAG = re.compile(r"<[^<>]{1,200}>")
BLANKS = re.compile(r"[ \t\r\n\f]+")
ADDED = re.compile(r"\s+[|–—·:-]{1,2}\s+")
"""What parts a title from the name of its site."""
SPACES = 20
"""Code points by which a line of the page may be longer than the title that its head gives: signs and spaces."""
SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)")

Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """`words` is the length that the page declares (`wordCount`, or its `articleBody` counted), `counted` tells that it was counted. `free` is
    None where the page does not say; `paid` are the selectors of the parts that are not free. `is_article`: the page says that it is one.
    """

    details: Details
    is_article: bool = False
    words: int | None = None
    counted: bool = False
    free: bool | None = None
    paid: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def clean(value: object) -> str | None:
    """A short text as people read it: entities and tags undone, spaces made one; None for anything else."""
    if not isinstance(value, str) or len(value) > LONGEST_VALUE:
        return None
    return BLANKS.sub(" ", TAG.sub("", html.unescape(value))).strip(" ") or None


def as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def objects_in(value: object) -> Iterator[Thing]:
    """The objects of a JSON value, those within an article aside (the entries of a live report); no more than 20,000 values are looked at."""
    waiting = [value]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        seen += 1
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting.extend(() if is_of_type(each, names().articles) else each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def linked_data(tree: HtmlElement) -> Iterator[Thing]:
    """The objects of the page's JSON-LD; scripts that are no JSON, too long or nested too deep are passed over."""
    for script in tree.iter("script"):
        written = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(written) > LONGEST_SCRIPT:
            continue
        try:
            yield from objects_in(json.loads(written, strict=False))
        except (ValueError, RecursionError):
            continue


def is_of_type(thing: Thing, types: list[str]) -> bool:
    return any(isinstance(each, str) and each.rpartition("/")[2] in types for each in as_list(thing.get("@type")))


def address_of(value: object) -> str | None:
    """An http address: a string, or the `@id` or `url` of an object."""
    if isinstance(value, dict):
        return address_of(value.get("@id")) or address_of(value.get("url"))
    if isinstance(value, str) and len(value) <= LONGEST_VALUE and re.fullmatch(r"https?://[^\s<>\"]+", value.strip()):
        return value.strip()
    return None


def names_of(value: object) -> tuple[str, ...]:
    """Names of people or bodies: strings, or the `name` of objects; addresses are no names."""
    given = [clean(each.get("name") if isinstance(each, dict) else each) for each in as_list(value)]
    return tuple(dict.fromkeys(name for name in given if name and address_of(name) is None))


def metas(tree: HtmlElement) -> dict[str, list[str]]:
    """What the `<meta>` elements say, by name, property or itemprop in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        said = clean(element.get("content"))
        for attribute in ("name", "property", "itemprop"):
            if said and element.get(attribute):
                found.setdefault(element.get(attribute).strip().lower(), []).append(said)
    return found


def first_of(said: dict[str, list[str]], wanted: list[str]) -> str | None:
    return next((said[name][0] for name in wanted if name in said), None)


def links(tree: HtmlElement, rel: str) -> Iterator[str]:
    for element in tree.iter("link", "a"):
        if rel in (element.get("rel") or "").lower().split() and (found := address_of(element.get("href"))):
            yield found


def the_article(things: list[Thing], address: str | None, title: str | None) -> Thing:
    """The object that speaks of this page's article: the one of its address or title, or the only one; empty where that cannot be told."""
    known = [thing for thing in things if is_of_type(thing, names().articles)]
    for thing in known:
        own = {address_of(thing.get(key)) for key in ("url", "mainEntityOfPage", "@id")}
        headline = clean(thing.get("headline"))
        if (address and address in own) or (title and headline and same_words(headline, title)):
            return thing
    same_day = {str(thing.get("datePublished")) for thing in known}
    return known[0] if known and (len(known) == 1 or len(same_day) == 1) else {}


def dates_given(article: Thing, said: dict[str, list[str]], tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Each day of publication that the page gives and where it stands, the surest first."""
    if isinstance(article.get("datePublished"), str):
        yield article["datePublished"], "json-ld"
    for name in names().dates:
        yield from ((value, "meta") for value in said.get(name, [])[:1])
    times = [each for each in tree.iter("time") if each.get("datetime")]
    marked = [each for each in times if each.get("itemprop") == "datePublished" or "pubdate" in each.attrib]
    for several in ({each.get("datetime") for each in some} for some in (marked, times)):
        if len(several) == 1:
            yield several.pop(), "page"


def day_of_publication(given: Iterator[tuple[str, str]], now: datetime | None) -> tuple[str | None, str, tuple[Note, ...]]:
    """The first day that can be believed, where it stood, and a note for each before it that cannot."""
    doubts: list[Note] = []
    for value, where in given:
        try:
            return read_published(value, now), where, tuple(doubts)
        except UnknownDateError as why:
            doubts.append(Note(WHOLE, "published", f"{why}; taken as unknown"))
    return None, "", tuple(dict.fromkeys(doubts))


def title_of(tree: HtmlElement, article: Thing, said: dict[str, list[str]]) -> str | None:
    """The title as it stands in the page where the page shows it, else as its head gives it."""
    window = next((words_in_title(each) for each in tree.iter("title")), None)
    named = [each for each in (clean(article.get("headline")), first_of(said, names().titles), window) if each]
    shown = [each for each in (words_in(element) for element in tree.iter("h1")) if each]
    for line in shown:
        if not named or any(contains(name, line) for name in named):
            return line
    return line_of_title(tree, named[0]) if named else None


def line_of_title(tree: HtmlElement, named: str) -> str:
    """The line of the page that says the title, or the title without the name that a site has added to it; else the title as it is."""
    lines = (line.strip(" ") for line in visible_text(tree).split("\n"))
    shown = {title_key(line): line for line in lines if 0 < len(line) <= len(named) + SPACES}
    cuts = [named, *(named[: found.start()] for found in reversed(list(ADDED.finditer(named))))]
    return next((shown[key] for key in map(title_key, cuts) if key in shown), named)


def title_key(line: str) -> str:
    """What two lines share that differ in case, spaces and signs only."""
    return " ".join(re.findall(r"\w+", line.casefold()))


def words_in_title(element: HtmlElement) -> str | None:
    return clean(element.text or "")


def contains(longer: str, line: str) -> bool:
    """Whether a line stands in a title to which a site may have added its name, or the other way round."""
    return same_words(longer, line) or (len(line.split()) > 2 and (line.casefold() in longer.casefold() or longer.casefold() in line.casefold()))


def freedom(article: Thing) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the article is said to be free to read, and the selectors of its parts that are not."""
    parts = [part for part in as_list(article.get("hasPart")) if isinstance(part, dict) and is_no(part.get("isAccessibleForFree"))]
    selectors = [each for part in parts for each in as_list(part.get("cssSelector")) if isinstance(each, str)]
    if is_no(article.get("isAccessibleForFree")) or parts:
        return False, tuple(selectors)
    return (True if "isAccessibleForFree" in article else None), ()


def is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().rpartition("/")[2].lower() == "false")


def length_of(article: Thing) -> tuple[int | None, bool]:
    """The words that the article has by its own account, and whether they were counted in its `articleBody`."""
    given = article.get("wordCount")
    if isinstance(given, int | str) and re.fullmatch(r"\d{1,7}", str(given)) and int(given):
        return int(given), False
    body = article.get("articleBody")
    return (len(TAG.sub(" ", body).split()), True) if isinstance(body, str) and body.strip() else (None, False)


def facts_of(tree: HtmlElement, source: str, now: datetime | None = None) -> Facts:
    """What the page says of itself; `source` is its text with the markup, in which browsers leave the address it was saved from."""
    said = metas(tree)
    things = list(linked_data(tree))
    saved = SAVED_FROM.search(source[:5_000])
    address = next(links(tree, "canonical"), None) or address_of(next(iter(said.get("og:url", [])), None))
    article = the_article(things, address, first_of(said, ["og:title"]))
    published, where, doubts = day_of_publication(dates_given(article, said, tree), now)
    free, paid = freedom(article)
    words, counted = length_of(article)
    details = Details(
        title=title_of(tree, article, said),
        published=published,
        published_from=where or "input",
        publisher=next(iter(names_of(article.get("publisher"))), None) or first_of(said, names().sites),
        url=address or address_of(article.get("url")) or address_of(article.get("mainEntityOfPage")) or (saved.group(1) if saved else None),
        licence=address_of(article.get("license")) or next(links(tree, "license"), None) or first_of(said, names().licences),
        authors=names_of(article.get("author")) or names_of([value for name in names().authors for value in said.get(name, [])]),
    )
    is_article = bool(article) or "article" in said.get("og:type", [])
    return Facts(details, is_article, words, counted, free, paid, doubts)
