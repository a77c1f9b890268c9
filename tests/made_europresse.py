"""Makes exports in the markup of the press archive Europresse, with its irregularities; every text, name and newspaper is invented.

The markup was learnt from the code of public converters, not from an export. An irregularity is an option of `article`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

BODY = (
    "La ministre Alma Veyrac a déclaré mardi que les délégués reviendraient à Lisbonne avant la fin du mois de mars.",
    "« Rien n’est sûr », a ajouté le chef de la délégation, Tomas Lindqvist, qui doit encore voir son homologue.",
)


@dataclass(frozen=True)
class Made:
    """One article of an export; an empty string leaves its element out."""

    publication: str = "La Gazette, no. 43018"
    header: str = "Monde, jeudi 27 février 2025 134 mots, p. 11"
    title: str = "Une trêve fragile"
    subtitle: str = ""
    authors: str = "Lena Marsh"
    authors_class: str = "docAuthors"
    body: Sequence[str] = BODY
    text_class: str = "docOcurrContainer"
    number: str = "news·20250227·LGZ·0042"
    number_in_footer: bool = False
    section_date: str = ""
    highlighted: str = ""
    breaks: bool = False
    tweet: bool = False
    closed: bool = True


def paragraphs(made: Made) -> str:
    lines = [escape(line, quote=False) for line in made.body]
    if made.highlighted:
        lines = [line.replace(made.highlighted, f"<mark>{made.highlighted[:3]}</mark>{made.highlighted[3:]}") for line in lines]
    return "<br><br>".join(lines) if made.breaks else "\n\t\t".join(f"<p>{line}</p>" for line in lines)


def authors(made: Made) -> str:
    tag = "div" if made.authors_class == "docAuthors" else "p"
    return f'<{tag} class="{made.authors_class}">{escape(made.authors)}</{tag}>' if made.authors else ""


def heading(made: Made) -> str:
    name = f'<div class="rdp__DocPublicationName"><span class="DocPublicationName"> {made.publication}\r\n <span></span></span></div>'
    header = f'<div class="rdp__DocHeader"><span class="DocHeader">{made.header}</span></div>'
    section = f'<div><span class="DocTitreSousSection">Rubrique</span><span>{made.section_date}</span></div>'
    subtitle = f'<p class="sm-margin-TopNews rdp__subtitle">{escape(made.subtitle)}</p>' if made.subtitle else ""
    title = f'<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{escape(made.title)}</p>{subtitle}</div>'
    parts = [name if made.publication else "", header if made.header else "", section if made.section_date else "", title if made.title else ""]
    return f"<header>{''.join(parts)}{authors(made)}</header>"


def article(made: Made) -> str:
    own = "" if made.number_in_footer else f'<div class="publiC-lblNodoc">{made.number}</div>'
    below = f"<p>Numéro de document : {made.number}</p>" if made.number_in_footer else ""
    legal = '<div class="Doc-LegalInfo"><small>© 2025 La Gazette. Tous droits réservés.</small></div>'
    text = '<div class="twitter"><a href="#"></a></div>' if made.tweet else f'<div class="{made.text_class}">{paragraphs(made)}</div>'
    outer = text if made.text_class != "docOcurrContainer" else f'<div class="DocText clearfix">{text}</div>'
    aside = "<aside>Note(s) : repris d’une autre édition.</aside>"
    end = "</article>" if made.closed else ""
    return f"<article>{heading(made)}<section>{outer}{aside}</section><footer>{legal}{own if made.number else ''}{below}</footer>{end}\n"


def export(*articles: Made) -> bytes:
    inner = "".join(map(article, articles))
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Europresse</title></head><body>\n{inner}</body></html>'.encode()


USUAL = Made()
IRREGULAR: dict[str, Made] = {
    "a byline in a paragraph": replace(USUAL, authors_class="sm-margin-bottomNews"),
    "the text in its outer element": replace(USUAL, text_class="DocText clearfix"),
    "the number in the footer": replace(USUAL, number_in_footer=True),
    "the day in a section": replace(USUAL, header="", section_date="jeudi 27 février 2025", number="web·20250227·LGZ·x1"),
    "the day in the number alone": replace(USUAL, header=""),
    "an English day": replace(USUAL, header="World, Thursday, February 27, 2025, p. 3"),
    "a first of the month": replace(USUAL, header="samedi 1er mars 2025", number="news·20250301·LGZ·0042"),
    "search words marked": replace(USUAL, highlighted="Lisbonne"),
    "breaks for paragraphs": replace(USUAL, breaks=True),
    "no end tag": replace(USUAL, closed=False),
    "an issue otherwise numbered": replace(USUAL, publication="La Gazette, Vol. 14, no 4"),
    "an abbreviated issue": replace(USUAL, publication="La Gazette n° 812"),
}
