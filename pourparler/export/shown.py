"""How words of an article are shown to people: to the letter where they are shown, with what is left out or cannot be seen made visible."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Actor, Article, Quotation, Reading, Span, hull
from pourparler.wording import Wording

GAP = " […] "
ELLIPSIS = " … "
RANGES = ((0x7F, 0x9F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF))
UNSEEN = {0xAD, 0x61C, 0x180E, 0xFEFF} | {code for first, last in RANGES for code in range(first, last + 1)}
"""Control characters, zero-width characters and marks of writing direction: a text can hide or reorder words with them."""


def mark_of(code: int) -> str:
    return f"⟨U+{code:04X}⟩"


VISIBLE = {code: chr(0x2400 + code) for code in range(0x20)} | {code: mark_of(code) for code in UNSEEN} | {0x0A: "⏎", 0x09: " "}


def visible(text: str) -> str:
    """The text on one line, with control characters, zero-width characters and direction overrides as visible marks."""
    return text.translate(VISIBLE)


def cut_in_the_middle(text: str, width: int) -> str:
    """At most about `width` characters: the beginning and the end to the letter, cut between words where there are any."""
    if len(text) <= width:
        return text
    half = max(1, (width - len(ELLIPSIS)) // 2)
    head, tail = text[:half], text[-half:]
    head = head[: head.rfind(" ")] if " " in head[half // 2 :] else head
    tail = tail[tail.find(" ") + 1 :] if " " in tail[: half // 2] else tail
    return head + ELLIPSIS + tail


def words(text: str, spans: Sequence[Span]) -> str:
    """The words of several spans on one line, in their order, with […] for what stands between them."""
    return GAP.join(visible(span.slice(text)) for span in spans)


def excerpt(text: str, spans: Sequence[Span], width: int) -> str:
    """The words of a record for a table: whole when they fit, cut in the middle when not."""
    return cut_in_the_middle(words(text, spans), width)


def passage(article: Article, spans: Sequence[Span], width: int) -> list[tuple[str, bool]]:
    """The words of a record within those around them in its paragraph, in pieces, each with whether it is the record's; `width` characters of
    the paragraph are shown or a few less, cut between words, and what stands further off follows after […].
    """
    text, first = article.text, spans[0]
    home = next((one.span for one in article.paragraphs if one.span.covers(first)), first)
    near = [span for span in spans if home.covers(span) and span.end - first.start <= width] or [first]
    room = max(0, width - (near[-1].end - first.start)) // 2
    start, end = max(home.start, first.start - room), min(home.end, near[-1].end + room)
    start = start if start == home.start else max(text.find(" ", start, first.start) + 1, 0) or first.start
    end = end if end == home.end else max(text.rfind(" ", near[-1].end, end), near[-1].end)
    found = [(ELLIPSIS.lstrip(), False)] if start > home.start else []
    for span in near:
        found += [(text[start : span.start], False), (span.slice(text), True)]
        start = span.end
    found += [(text[start:end], False), (ELLIPSIS.rstrip() if end < home.end else "", False)]
    for span in spans:
        found += [] if span in near else [(GAP, False), (span.slice(text), True)]
    return [piece for piece in found if piece[0]]


def actors_of(reading: Reading, ids: Sequence[str]) -> tuple[Actor, ...]:
    """The actors of these ids; an id the reading does not hold is passed over (`verify` reports it)."""
    known = {actor.id: actor for actor in reading.actors}
    return tuple(known[key] for key in ids if key in known)


def source_words(reading: Reading, quotation: Quotation) -> str | None:
    """The words by which the text points at the speaker without naming them (a pronoun, an office); None where nothing is to add."""
    if not quotation.source:
        return None
    source = words(reading.article.text, quotation.source)
    names = [actor.name for actor in actors_of(reading, quotation.speakers)]
    return None if names and all(shares_a_name(name, source) for name in names) else source


def shares_a_name(name: str, source: str) -> bool:
    """Whether the words say the name or a part of it that is longer than an initial or a particle ("Rubio" for Marco Rubio)."""
    said = source.casefold()
    return any(part in said for part in name.casefold().split() if len(part) > 2)


def is_pronoun(reading: Reading, quotation: Quotation) -> bool:
    spans = set(quotation.source)
    return any(mention.kind == "pronoun" and mention.span in spans for mention in reading.mentions)


def role_of(actor: Actor) -> str:
    """What is known of an actor in one line: the latest office, country, sector."""
    titles = [role.title for role in actor.roles[-1:]]
    return " · ".join(part for part in [*titles, actor.country, actor.sector] if part)


def readable(moment: str | None) -> str:
    """`2025-02-18T19:40:00` as "2025-02-18 19:40": ISO 8601 for people; empty where nothing is known."""
    day, _, hour = (moment or "").partition("T")
    return f"{day} {hour.removesuffix(':00')}" if hour.count(":") == 2 and hour.endswith(":00") else f"{day} {hour}".strip()


def offsets(spans: Sequence[Span]) -> str:
    """`1072-1210`: the hull of the spans, in code points, end exclusive."""
    around = hull(spans)
    return f"{around.start}-{around.end}"


def deed(event_type: str, mode: str | None, say: Wording) -> str:
    """What an event is, in words: « rencontre ou entretien · visite »; the codes themselves where the catalogue has none for them."""
    words = [say(key) if say.has(key) else code for key, code in ((f"event_type.{event_type}", event_type), (f"event_mode.{mode}", mode)) if code]
    return " · ".join(words)
