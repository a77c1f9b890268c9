"""What each line of a page is: title, heading, body, or furniture that is kept and not read.

Furniture is believed only where a rule names it (`page.toml`), since a body line taken for a menu is a quotation lost; a heading taken for
body costs next to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from pourparler.intake.lines import Line
from pourparler.lang.page import is_menu_word, mark_on
from pourparler.model import ParagraphKind

LONGEST_HEADING = 90
LONGEST_TITLE = 200
WORDS_IN_HEADING = 12
WORDS_IN_TITLE = 30
BODY_LENGTH = 100
"""Code points from which a line without a full stop is body all the same."""
FEWEST_IN_MENU = 3
MOST_ANNOUNCED = 20
"""Lines that a table of contents or a « Lire aussi » may carry."""

HEADING_MARK = re.compile(r"#{1,6}[ \t]+")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.*\S)\1")
RULE_SIGNS = frozenset("-=_*~#•·|+—–")
STOPS_BODY = re.compile(r"[.!?…:;,»”\"](?:\s*\))?$|[.!?…]['’]$")
STOPS_HEADING = re.compile(r"[.…:;,\-–—]$|[.!?…]\s?[»”\"'’]$")
CREDIT_SIGN = re.compile(r"(?:©|\(c\) ).{0,80}", re.IGNORECASE)
DATELINE = re.compile(r"(?:^(?:\w+\s)?|,\s(?:\w+\s){0,2})(?:\d{1,2}(?:\s?\w{1,3})?\s\w+\s\d{4}\b|\w+\s\d{1,2},\s\d{4}\b)")
"""A day, a month and a year where a dateline has them: at the head of the line or after a place and a comma."""
OPENING_MARKS = '«“"„‘-–—•*·<>+(['


def heading_words(line: str) -> str:
    """A line without its markdown marks of heading or emphasis."""
    inner = line[match.end() :] if (match := HEADING_MARK.match(line)) else line
    whole = EMPHASIS.fullmatch(inner)
    return whole.group(2) if whole else inner


def same_words(line: str, title: str) -> bool:
    """Whether two lines differ in case, spaces and signs only."""
    return re.findall(r"\w+", heading_words(line).casefold()) == re.findall(r"\w+", title.casefold())


def runs_like_body(line: str) -> bool:
    """Whether the line is long, or ends as a sentence or a quotation does."""
    return len(line) >= BODY_LENGTH or STOPS_BODY.search(line) is not None


def could_head(line: str, longest: int, words: int) -> bool:
    """Whether a line is short, opens like a title and does not end like a sentence."""
    return (
        len(line) <= longest
        and len(line.split()) <= words
        and line[0] not in OPENING_MARKS
        and not line[0].islower()
        and any(letter.isalpha() for letter in line)
        and STOPS_HEADING.search(line) is None
        and DATELINE.search(line) is None
    )


def looks_like_heading(line: str) -> bool:
    """« Une solution pacifique », not « — Luca, 32 ans », « Et après ? » or a quotation."""
    return could_head(line, LONGEST_HEADING, WORDS_IN_HEADING) and line[-1] not in '?!"”' and line.count("«") == line.count("»")


def contents_after(lines: Sequence[Line], place: int, often: Counter[str]) -> int:
    """How many lines after a table of contents' heading stand again further down: its entries."""
    entries: set[str] = set()
    for line in islice(lines, place + 1, place + 1 + MOST_ANNOUNCED):
        entry = line.text.casefold()
        if often[entry] < 2 or entry in entries or runs_like_body(line.text):
            break
        entries.add(entry)
    return len(entries)


def links_after(lines: Sequence[Line], place: int) -> int:
    """How many lines without a full stop follow a line such as « Lire aussi »: the titles it announces."""
    count = 0
    for line in islice(lines, place + 1, place + 1 + MOST_ANNOUNCED):
        if not could_head(heading_words(line.text), LONGEST_TITLE, WORDS_IN_TITLE):
            break
        count += 1
    return count


def is_bare_furniture(line: str) -> bool:
    """Whether signs alone tell: a rule of dashes, a © line."""
    signs = set(line)
    ruled = bool(signs & RULE_SIGNS) and signs <= RULE_SIGNS | set(". \t")
    return ruled or CREDIT_SIGN.fullmatch(line) is not None


def menu_runs(lines: Sequence[Line]) -> set[int]:
    """Places of menu words that stand three or more in a row."""
    found: set[int] = set()
    run = 0
    for place, line in enumerate(lines):
        run = run + 1 if is_menu_word(line.text) else 0
        if run >= FEWEST_IN_MENU:
            found.update(range(place + 1 - FEWEST_IN_MENU, place + 1))
    return found


def furniture_among(lines: Sequence[Line]) -> set[int]:
    """The places of lines that are the page's frame."""
    found = menu_runs(lines)
    often = Counter(line.text.casefold() for line in lines if len(line.text) <= LONGEST_TITLE)
    for place, line in enumerate(lines):
        if place in found or is_bare_furniture(line.text):
            found.add(place)
        elif mark := mark_on(line.text):
            found.add(place)
            follow = 0
            if mark.entry.part == "contents":
                follow = contents_after(lines, place, often)
            elif mark.entry.list_follows and mark.announces(line.text):
                follow = links_after(lines, place)
            found.update(range(place + 1, place + 1 + follow))
    return found


def title_place(lines: Sequence[Line], kept: Sequence[int], title: str | None) -> int | None:
    """Which line is the title: the one that repeats the title given, else a first line that looks like one and has text under it."""
    if title is not None:
        return next((place for place in kept[:4] if same_words(lines[place].text, title)), None)
    if len(kept) < 2:
        return None
    first, second = heading_words(lines[kept[0]].text), lines[kept[1]].text
    marked = HEADING_MARK.match(lines[kept[0]].text) is not None
    if not first or not (marked or could_head(first, LONGEST_TITLE, WORDS_IN_TITLE)):
        return None
    longer = runs_like_body(second) or any(runs_like_body(lines[place].text) for place in kept[2:4])
    return kept[0] if marked or longer else None


def heading_test(lines: Sequence[Line], kept: Sequence[int], title: int | None) -> Callable[[int], bool]:
    """Tells whether the n-th kept line is a heading: it looks like one, body follows it, and no list or colon precedes it."""

    def stands_alone(order: int) -> bool:
        if order == 0 or kept[order - 1] == title:
            return True
        before = lines[kept[order - 1]].text
        return not before.endswith(":") and not looks_like_heading(before)

    def is_heading(order: int) -> bool:
        line = lines[kept[order]].text
        if HEADING_MARK.match(line) and heading_words(line):
            return True
        if order + 1 == len(kept) or not looks_like_heading(heading_words(line)):
            return False
        return runs_like_body(lines[kept[order + 1]].text) and stands_alone(order)

    return is_heading


def kinds_of(lines: Sequence[Line], title: str | None = None) -> list[ParagraphKind]:
    """The kind of every line, in order. `title` is the title known from elsewhere: a line that says the same is the title, no other is."""
    furniture = furniture_among(lines)
    kept = [place for place in range(len(lines)) if place not in furniture]
    head = title_place(lines, kept, title)
    is_heading = heading_test(lines, kept, head)
    kinds: list[ParagraphKind] = ["furniture"] * len(lines)
    for order, place in enumerate(kept):
        kinds[place] = "title" if place == head else "heading" if is_heading(order) else "body"
    return kinds
