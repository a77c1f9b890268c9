"""Paragraphs to sentences of Universal Dependencies words. The one file, with the integration of spaCy, that imports the parser.

The parser sees a copy of equal length in which odd spaces and typographic apostrophes are made plain, so every offset of the parse is an offset
of the article. Paragraphs are parsed one by one: on a whole text headings would be glued into sentences.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pourparler.dependencies import universal
from pourparler.errors import ParserMissing
from pourparler.lang import Identity, Language, languages
from pourparler.lang import load as load_language
from pourparler.model import Article, Paragraph, Sentence, Span, Word

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

OMISSION = re.compile(r"[\[(]\s?(?:…|\.\.\.)\s?[\])]")
"""« […] »: words left out of a quotation end no sentence."""
OPENER = re.compile(r"[^\W\d_]+'?")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
"""« J. », « G.K. »: a name goes on after them."""
PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})
OPENING = "«“\"„‹—–-(["
CLOSING = " \t»”\"')›]"
DATELINE = re.compile(r"[^\n«“\"!?;:]{2,90}?[\w).]\s[–—-]\s(?=\S)")
"""What opens a despatch before its dash: town, day, agency."""
DAY = re.compile(r"(?:[^\W\d_]+\.?\s+)?\d")
"""A day behind the dash: "From June 30 – July 2" is no dateline."""
CLOSERS = ("»", "”", '"')
VERBAL = ("VERB", "AUX")
LONGEST_NAME = 20
"""Letters of a name of one letter with the word before it."""
LONGEST = 20_000
"""Code points that are parsed at once; a longer paragraph is cut at spaces."""
LONGEST_SENTENCE = 500
"""Words after which a sentence ends whether it has a point or not: text without points is read in pieces, whose cost is bounded."""


def parser_name(language: Language) -> tuple[str, str]:
    """The installed model that will parse the language, and its version; refuses with the command that installs one."""
    for choice in language.identity.parsers:
        version = version_of(choice.package)
        if version is not None:
            return choice.package, version
    wanted = language.identity.parsers[0].package.replace("_", "-")
    raise ParserMissing(f"no parser for {language.identity.english} is installed; try: pip install {wanted}")


@cache
def version_of(package: str) -> str | None:
    """The version of an installed model; looked up on disk once a process. None where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


@cache
def pipeline(code: str) -> Pipeline:
    """The parser of a language, loaded once a process. The model's own name recogniser is left out: it costs more than it knows here."""
    import spacy

    add_sentence_ends()
    language = load_language(code)
    name, _ = parser_name(language)
    nlp = spacy.load(name, exclude=["ner"])
    tokenizer: Any = nlp.tokenizer
    for form in language.identity.elisions:
        for written in (form, form.capitalize()):
            tokenizer.add_special_case(written, [{"ORTH": written}])
    nlp.add_pipe("sentence_ends", before="parser", config={"language": code})
    return nlp


def plain(text: str) -> str:
    """A copy of equal length that the parser reads better; the article keeps its own letters."""
    return OMISSION.sub(lambda match: " " * len(match.group()), text.translate(PLAIN))


def ends_sentence(text: str, start: int, identity: Identity) -> bool:
    """Whether a sentence ends before the word at `start`: a point, marks and spaces at most between, a capital or a mark after."""
    first = text[start : start + 3].lstrip("'")[:1]
    if text[start - 1] not in " \t" or not (first.isupper() or first.isdigit() or text[start] in OPENING):
        return False
    last = start - 1
    while last >= 0 and text[last] in CLOSING:
        last -= 1
    if last < 0 or text[last] not in ".!?…":
        return False
    word = text[max(text.rfind(" ", 0, last), text.rfind("'", 0, last)) + 1 : last + 1].lstrip(OPENING).lower()
    if word in identity.abbreviations:
        return False
    opener = OPENER.match(text, start)
    if not INITIALS.fullmatch(word) or (opener is not None and opener.group().lower() in identity.openers):
        return True
    return " ".join(text[max(0, last - LONGEST_NAME) : last].lower().split(" ")[-2:]) in identity.letter_names


def add_sentence_ends() -> None:
    """Tell the parser where sentences end: its own guess cuts them inside quotations and after initials."""
    from spacy.language import Language as Pipeline

    if Pipeline.has_factory("sentence_ends"):
        return

    @Pipeline.factory("sentence_ends", default_config={"language": ""})
    def make(nlp: Pipeline, name: str, language: str) -> Callable[[Doc], Doc]:
        identity = load_language(language).identity

        def mark(doc: Doc) -> Doc:
            text, length = doc.text, 1
            for token in doc[1:]:
                ends = length >= LONGEST_SENTENCE or ends_sentence(text, token.idx, identity)
                token.is_sent_start = not token.is_space and ends
                length = 1 if token.is_sent_start else length + 1
            return doc

        return mark


def pieces(paragraph: Paragraph, text: str) -> Iterator[Span]:
    """The paragraph, or its parts of bearable length, cut at spaces; a dateline (« PARIS, 3 mars (Agence) – ») is a part of its own."""
    start, end = paragraph.span.start, paragraph.span.end
    lead = DATELINE.match(text, start, end)
    dated = lead is not None and any(letter.isdigit() or letter == "(" for letter in lead.group())
    if lead is not None and dated and not DAY.match(text, lead.end(), end):
        yield Span(start, lead.end())
        start = lead.end()
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def by_ending(token: Token, form: str, language: Language) -> str:
    """The features of a verb as its ending says: a conditional, no imperfect (« reprendraient »); a participle, no infinitive (« accusant »)."""
    feats, words = str(token.morph), language.setting.words
    if "VerbForm=Inf" in feats and form.endswith(language.syntax.participle_endings or "\0"):
        return "Tense=Pres|VerbForm=Part"
    if "Tense=Imp" not in feats or not form.endswith(words.possible_endings) or token.lemma_.endswith(words.deceptive_lemmas):
        return feats
    return feats.replace("Mood=Ind", "Mood=Cnd").replace("Tense=Imp", "Tense=Pres")


def corrected(token: Token, form: str, language: Language) -> tuple[str, str, str]:
    """Lemma, tag and features of a word, mended where the language's table knows the parser to err on a verb."""
    table = language.lemmas
    known = table.of(plain(form), token.pos_)
    if known is None and token.pos_ not in VERBAL and stands_as_verb(token):
        known = table.verb(plain(form))
    if known is None:
        return token.lemma_, token.pos_, by_ending(token, form.lower(), language)
    if token.pos_ in VERBAL:
        surer = "Mood=Cnd" in known.feats or not str(token.morph)
        return known.lemma, token.pos_, known.feats if surer else by_ending(token, form.lower(), language)
    return known.lemma, "VERB", known.feats or str(token.morph)


def stands_as_verb(token: Token) -> bool:
    """Whether a word that the parser took for a noun has what only a verb has: a subject, or its place right after a quotation."""
    relations = {child.dep_.split(":")[0] for child in token.children}
    if "det" in relations or "case" in relations:
        return False
    if "nsubj" in relations or ("ccomp" in relations and token.pos_ != "PROPN"):
        return True
    before = token.nbor(-1).text if token.i else ""
    if before == "," and token.i > 1:
        before = token.nbor(-2).text
    return before in CLOSERS and token.text.islower()


def words_of(sentence: SpacySpan, offset: int, text: str, language: Language) -> tuple[Word, ...]:
    """The words of a parsed sentence without its spaces; heads are counted in the sentence."""
    tokens = [token for token in sentence if not token.is_space]
    place = {token.i: index for index, token in enumerate(tokens)}
    words = []
    for token in tokens:
        span = Span(offset + token.idx, offset + token.idx + len(token))
        head = -1 if token.head.i == token.i else place.get(token.head.i, -1)
        form = span.slice(text)
        words.append(Word(span, form, *corrected(token, form, language), head, "root" if head < 0 else token.dep_))
    return universal(words, language.syntax)


def sentences_of(doc: Doc, offset: int, text: str, language: Language) -> Iterator[Sentence]:
    for part in doc.sents:
        words = words_of(part, offset, text, language)
        if words:
            yield Sentence(Span(words[0].span.start, words[-1].span.end), words)


def parse_many(articles: Sequence[Article]) -> list[tuple[Sentence, ...]]:
    """The sentences of each article in order, all paragraphs of a language in one go.

    Furniture is not parsed, nor is a paragraph in a language without a pack. Offsets are each article's. Raises ParserMissing when a language
    has a pack but no model is installed.
    """
    known = languages()
    parts = [
        (number, part, paragraph.language)
        for number, article in enumerate(articles)
        for paragraph in article.paragraphs
        if paragraph.kind != "furniture" and paragraph.language in known
        for part in pieces(paragraph, article.text)
    ]
    found: list[list[Sentence]] = [[] for _ in articles]
    for code in sorted({language for _, _, language in parts}):
        mine = [(number, span) for number, span, language in parts if language == code]
        docs = pipeline(code).pipe(plain(span.slice(articles[number].text)) for number, span in mine)
        for (number, span), doc in zip(mine, docs, strict=True):
            found[number].extend(sentences_of(doc, span.start, articles[number].text, load_language(code)))
    return [tuple(sorted(sentences, key=lambda sentence: sentence.span)) for sentences in found]


def parse(article: Article) -> tuple[Sentence, ...]:
    """The sentences of one article; see `parse_many`."""
    return parse_many([article])[0]
