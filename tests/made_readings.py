"""Readings made by hand for the tests of the faces: no parser, no rule."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pourparler.model import Actor, Article, Mention, Note, Paragraph, Quotation, QuotationKind, Reading, Role, Span, Timex

TALKS = """Menu
Pourparlers à Vevey : Alba et Corvie se reparlent
VEVEY, 3 mars (Boréale) - « Nous avons parlé, et c’est déjà beaucoup », a déclaré mardi la ministre d’Alba, Irène Valcourt. \
Elle a ajouté que les experts se reverraient « avant l’été ».

« Mon collègue m’a dit : “Nous viendrons”, et je le crois », a raconté le porte-parole Luc Ferrand.

La délégation corvienne dément toute concession.
"""

HOSTILE = (
    'Titre <script>alert(1)</script>\n"><img src=x onerror=alert(2)> a dit </style> que \u202eruof\u202c & &amp; \u200bfin\u0007.\r\nFin\u00a0: ’ok’.'
)


def at(text: str, words: str) -> Span:
    """The first place of these words."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(text: str, name: str = "talks.txt", **facts: object) -> Article:
    """An article with a body paragraph a line."""
    paragraphs, start = [], 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        if words:
            paragraphs.append(Paragraph(Span(start, start + len(words)), "body", "fr"))
        start += len(line)
    key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return Article(key, name, text, "fr", tuple(paragraphs), **facts)  # type: ignore[arg-type]


def quotation(
    text: str,
    id: str,  # noqa: A002
    kind: QuotationKind,
    content: Sequence[str],
    cue: str,
    source: str,
    *speakers: str,
    **more: object,
) -> Quotation:
    spans = tuple(at(text, words) for words in content)
    found = (at(text, cue),) if cue else ()
    named = (at(text, source),) if source else ()
    return Quotation(id, kind, "speech", spans, found, named, speakers, rule="fr.cues.déclarer", **more)  # type: ignore[arg-type]


VALCOURT = Actor("Q901", "Irène Valcourt", "person", "ALB", "GOV", "Q901", roles=(Role("ministre"),))
FERRAND = Actor("own:ferrand", "Luc Ferrand", "person")


def talks() -> Reading:
    """Five quotations: direct, mixed by a pronoun, one inside another, a denial without a known speaker; times, a note, furniture."""
    text = TALKS
    minister, spokesman = "la ministre d’Alba, Irène Valcourt", "le porte-parole Luc Ferrand"
    outer, later = ["« Mon collègue m’a dit : “Nous viendrons”, et je le crois »"], ["que les experts se reverraient « avant l’été »"]
    said = (
        quotation(text, "q1", "direct", ["« Nous avons parlé, et c’est déjà beaucoup »"], "a déclaré", minister, "Q901"),
        quotation(text, "q2", "mixed", later, "a ajouté", "Elle", "Q901", runner_up="own:ferrand"),
        quotation(text, "q3", "direct", outer, "a raconté", spokesman, "own:ferrand"),
        quotation(text, "q4", "direct", ["“Nous viendrons”"], "a dit", "Mon collègue", inside="q3"),
        quotation(text, "q5", "indirect", ["toute concession"], "dément", "La délégation corvienne", status="denied", stance="denying"),
    )
    pronoun = Mention(at(text, "Elle"), "pronoun", "Q901", chain=at(text, "Irène Valcourt"))
    mentions = (pronoun, Mention(at(text, "Irène Valcourt"), "person", "Q901"), Mention(at(text, "Luc Ferrand"), "person", "own:ferrand"))
    day = Timex("t1", at(text, "mardi"), "DATE", "2026-03-03", "XXXX-WXX-2", "2026-03-03", "2026-03-03")
    note = Note(at(text, "Menu"), "furniture", "part of the page around the article: kept, not read")
    facts = article(text, title="Pourparlers à Vevey : Alba et Corvie se reparlent", publisher="Agence Boréale", published="2026-03-03")
    layers = ("mentions", "timexes", "quotations", "actors", "notes")
    return Reading(facts, layers, mentions, (day,), said, actors=(VALCOURT, FERRAND), notes=(note,), made_with={"pourparler": "0.1.0"})


def hostile() -> Reading:
    """Markup, overrides of direction and control characters in every field that a page shows."""
    text = HOSTILE
    said = (quotation(text, "q1", "indirect", ["que \u202eruof\u202c & &amp; \u200bfin\u0007"], "a dit", "onerror=alert(2)>", 'x"><b>'),)
    actor = Actor('x"><b>', "</b><script>alert(3)</script>\u202e", "person", wikidata='Q1" onclick="alert(4)')
    note = Note(at(text, "Titre"), "<i>", "<img src=x onerror=alert(5)>")
    named = {"title": "</title><script>alert(6)</script>", "publisher": "\u202e<b>", "authors": ("<s>",)}
    facts = article(text, "hostile.txt", url="javascript:alert(7)", licence="<u>", **named)
    return Reading(facts, ("quotations", "timexes", "actors"), quotations=said, actors=(actor,), notes=(note,), made_with={"<a>": "<p>"})
