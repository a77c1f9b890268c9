"""Whether a page gives its whole article: by what it declares and by its length, never by phrases.

A page that says its article is not free to read, or that it has a good deal more words than could be read, gives a partial text. A page that
holds next to nothing beside a window that asks for consent, or beside its scripts, is no article and is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.errors import EmptyInput, InputRefused
from pourparler.intake.building import WHOLE
from pourparler.intake.facts import Facts
from pourparler.intake.markup import visible_text
from pourparler.model import Note

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ENOUGH = 0.7
"""The share of the declared words from which a text counts as whole: captions and boxes are counted by some sites."""
MISSED = 40
"""Words that must be missing, too, before a short text is partial."""
PAID_WORDS = 60
"""Words in the paid part of a page from which a subscriber has saved it."""
HARDLY_ANY = 25
HARDLY_ANY_BESIDE_CONSENT = 60
SELECTOR = re.compile(r"[\w-]*([.#])([\w-]+)")


def refuse_no_article(tree: HtmlElement, facts: Facts, words: int, of_consent: int) -> None:
    """Raises by name what holds no article. `words` were read, `of_consent` stood in windows that ask for consent."""
    declared = facts.is_article or bool(tree.xpath("//article"))
    if of_consent and (words < HARDLY_ANY or (not declared and words < HARDLY_ANY_BESIDE_CONSENT)):
        raise InputRefused("it is a consent page, not an article: agree to it in your browser and save the page that follows")
    if words:
        return
    if next(tree.iter("script"), None) is not None:
        raise EmptyInput("its text is made by scripts: open it in your browser, wait until it is there, and save the page")
    raise EmptyInput("there is no article in the page")


def words_of_paid_parts(tree: HtmlElement, selectors: tuple[str, ...]) -> int:
    """How many words stand in the page in parts that are not free; only `.class` and `#id` are understood."""
    count = 0
    for selector in selectors:
        if found := SELECTOR.fullmatch(selector.strip()):
            sign, name = found.groups()
            attribute = "class" if sign == "." else "id"
            wanted = [each for each in tree.iter() if isinstance(each.tag, str) and name in (each.get(attribute) or "").split()]
            count += sum(len(visible_text(each).split()) for each in wanted)
    return count


def words_of_article(tree: HtmlElement) -> int:
    """The words of the paragraphs in the page's article element, where it has a single one; 0 elsewhere."""
    articles = tree.xpath("//article")
    if len(articles) != 1:
        return 0
    shown = articles[0].xpath(".//p[not(ancestor::aside or ancestor::figure or ancestor::nav or ancestor::footer or ancestor::form)]")
    return sum(len(visible_text(each).split()) for each in shown)


def note_left_out(tree: HtmlElement, words: int) -> Note | None:
    """What to say where the extractor left out a good part of what the page marks as its article."""
    marked = words_of_article(tree)
    if words < ENOUGH * marked and marked - words >= MISSED:
        return Note(WHOLE, "page", f"{words} words were taken for the article, the page marks {marked} as such; look at the page itself")
    return None


def note_partial(tree: HtmlElement, facts: Facts, words: int) -> Note | None:
    """Why the text is partial, None where nothing says so."""
    short = facts.words is not None and words < ENOUGH * facts.words and facts.words - words >= MISSED
    if short:
        return Note(WHOLE, "partial", f"only the beginning of the article: {words} words could be read, the page says that it has {facts.words}")
    declared = facts.words is not None and not facts.counted
    if facts.free is False and not declared and words_of_paid_parts(tree, facts.paid) < PAID_WORDS:
        return Note(WHOLE, "partial", f"the page says that its article is not free to read; {words} words could be read, perhaps not all of it")
    return None
