"""Which language a text and each of its paragraphs is in (py3langid, loaded when first needed).

A short text proves little: it is refused only where the evidence against every shipped pack is strong, and a short paragraph inherits the
language of its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pourparler.errors import UnsupportedLanguage
from pourparler.lang import languages as shipped

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LETTER = re.compile(r"[^\W\d_]")
SAMPLE = 250
"""Code points of a paragraph that are looked at."""
ENOUGH_LETTERS = 60
"""Letters from which a paragraph has a language of its own."""
FEW_LETTERS = 10
"""Letters under which nothing is refused."""
SURE, LIKELY, POSSIBLE, HARDLY = 0.8, 0.5, 0.1, 0.02
"""Probabilities: of a paragraph that is foreign, of one that has a say in the article's language, of a text refused, of the pack then."""
SHARE_OF_ARTICLE = 0.25
"""A pack's share of the letters from which the article counts as written in its language."""


@cache
def languages() -> tuple[str, ...]:
    """The packs, looked up once a process and not once an article."""
    return shipped()


@cache
def identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    loaded: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    return loaded


def letters_in(text: str) -> int:
    return len(LETTER.findall(text, 0, SAMPLE))


def ranked(text: str) -> dict[str, float]:
    """Every language the identifier knows with its probability, the likeliest first."""
    return dict(identifier().rank(text[:SAMPLE]))  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1024)
def likeliest_of_sample(sample: str) -> tuple[str, float]:
    code, probability = identifier().classify(sample)  # type: ignore[no-untyped-call]
    return code, probability


def likeliest(text: str) -> tuple[str, float]:
    """The language a text is most probably in, with the probability; asked twice of a paragraph, worked out once."""
    return likeliest_of_sample(text[:SAMPLE])


def refusal(code: str) -> UnsupportedLanguage:
    there = ", ".join(languages())
    return UnsupportedLanguage(f"the text is in {code!r}, for which there is no language pack; there are packs for: {there}")


def likeliest_pack(text: str) -> str:
    """The shipped pack that fits a short text best; refuses where another language is far likelier than any of them."""
    found = ranked(text)
    packs = languages()
    pack = max(packs, key=lambda code: found.get(code, 0.0))
    best = next(iter(found))
    against = best not in packs and found[best] >= POSSIBLE and found.get(pack, 0.0) < HARDLY
    if against and letters_in(text) >= FEW_LETTERS:
        raise refusal(best)
    return pack


def language_of(parts: Iterable[str]) -> str:
    """The code of the pack in which most of the parts are written.

    Raises UnsupportedLanguage, with the code of what was seen, where less than a quarter of the letters is in the language of a pack.
    """
    kept = list(parts)
    letters: Counter[str] = Counter()
    for part in kept:
        count = letters_in(part)
        best, probability = likeliest(part) if count >= ENOUGH_LETTERS else ("", 0.0)
        if probability >= LIKELY:
            letters[best] += count
    if not letters:
        return likeliest_pack("\n".join(kept)[:SAMPLE])
    pack = max(languages(), key=lambda code: letters[code])
    if letters[pack] < SHARE_OF_ARTICLE * letters.total():
        raise refusal(letters.most_common(1)[0][0])
    return pack


def language_of_paragraph(text: str, article: str) -> str:
    """The paragraph's own language where it surely is not the article's, else the article's."""
    if letters_in(text) < ENOUGH_LETTERS:
        return article
    best, probability = likeliest(text)
    return best if probability >= SURE else article


def pack_named(given: str) -> str:
    """The pack for a language as people write its code: "fr", "FR", "fr-CA"; refuses one that is not shipped."""
    code = given.strip().lower().replace("_", "-").split("-")[0]
    if code not in languages():
        raise UnsupportedLanguage(f"there is no language pack for {given!r}; there are packs for: {', '.join(languages())}")
    return code
