"""From what the rules found to the quotations of an article: one record for each saying, all its pieces together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pourparler.lang import Language
from pourparler.model import Article, Note, Quotation, QuotationKind, Sentence, Span, Word, hull
from pourparler.quotations.attribution import attribute
from pourparler.quotations.beside import noun_before
from pourparler.quotations.found import Found
from pourparler.quotations.headlines import headline_speech, led_by_marks, vouched
from pourparler.quotations.incises import LONGEST_MARKS, SPACES
from pourparler.quotations.marks import Marked, find_marked
from pourparler.quotations.moods import mood
from pourparler.quotations.nesting import nest
from pourparler.quotations.scene import QUOTE_LETTERS, Scene
from pourparler.quotations.setting import setting_of, without_lead
from pourparler.quotations.settling import overlap, settle
from pourparler.quotations.signatures import signed, turn
from pourparler.quotations.sources import Source, phrase
from pourparler.quotations.speaking import can_speak_at
from pourparler.quotations.speech import Page, introduce
from pourparler.quotations.status import status_of
from pourparler.quotations.sureness import sureness
from pourparler.quotations.within import inner_speech
from pourparler.spans import Spread

FULL = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "AUX", "X", "INTJ")
"""Words that say something of their own: one of them outside the marks makes a quotation mixed."""
MOST_LOOSE = 4
FLOATING = 7
"""Words that marks must hold to be somebody's speech where nothing introduces them."""


def covered_by(span: Span, founds: Sequence[Found]) -> Found | None:
    """The attribution whose content holds most of a span."""
    return next((f for f in founds if overlap((span,), f.content) * 2 > len(span) and not any(span.covers(c) for c in f.cue_spans)), None)


def touching(spans: Sequence[Span], sentences: Sequence[Span]) -> list[list[int]]:
    """For each sentence the numbers of the spans that overlap it, in one sweep over both."""
    order = sorted(range(len(spans)), key=lambda n: spans[n].start)
    found: list[list[int]] = []
    active: list[int] = []
    coming = 0
    for sentence in sentences:
        while coming < len(order) and spans[order[coming]].start < sentence.end:
            active.append(order[coming])
            coming += 1
        active = [n for n in active if spans[n].end > sentence.start]
        found.append(sorted(active))
    return found


def in_headline(article: Article, sentence: Sentence) -> bool:
    return any(p.kind == "title" and p.span.covers(sentence.span) for p in article.paragraphs[:3])


def set_stage(
    article: Article, sentences: Sequence[Sentence], language: Language, marked: Sequence[Marked], times: Sequence[Span] = ()
) -> Page:
    """The scenes of an article, each with the marks that touch it."""
    spans = [sentence.span for sentence in sentences]
    near = touching([m.span for m in marked], spans)
    hours = touching(times, spans)
    scenes = [
        Scene(article.text, sentence, language, tuple(marked[n] for n in around), tuple(times[n] for n in within), in_headline(article, sentence))
        for sentence, around, within in zip(sentences, near, hours, strict=True)
    ]
    return Page(article.text, tuple(scenes), article.paragraphs)


def direct_speech(page: Page, marked: Sequence[Marked], founds: list[Found]) -> list[Found]:
    """Attach what stands between marks and no clause has taken; what resumes after an incise joins the piece before it."""
    out: list[Found] = []
    held = Spread.of(hull(found.content) for found in founds)
    of_scene = numbers_by_scene(founds)
    for one in marked:
        if one.depth != 0 or not any(letter.isalnum() for letter in one.span.slice(page.text)):
            continue
        holder = covered_by(one.span, [founds[number] for number in held.overlapping(one.span)])
        if holder is not None and holder.by != "preposition":
            continue
        found = turn(page, one) or vouched(page, introduce(page, one)) or led_by_marks(page, one) or signed(page, one)
        if holder is not None:
            if found is not None and found.by in ("after", "inside"):
                out.append(replace(found, content=split_pieces(found.content, one)))
            continue
        if found is not None and out and is_second_half(out[-1], found):
            out[-1] = replace(out[-1], content=(*out[-1].content, *one.pieces))
        elif found is not None:
            pieces = split_pieces(found.content, one)
            if out and joins_next(page, out[-1], found):
                pieces = (*out.pop().content, *pieces)
            out.append(replace(found, content=pieces))
        elif out and (resumes(page, out[-1], one) or goes_on(page, out[-1], one)):
            out[-1] = replace(out[-1], content=(*out[-1].content, *one.pieces))
        elif not joined_to_incise(page, founds, of_scene, one) and is_speech(page, one):
            out.append(beside(page, alone := floating(page, one), [founds[number] for number in of_scene[id(alone.scene)]]))
        elif (number := page.scene_at(one.span.start)) is not None and (felt := mood(page.scenes[number], one)) is not None:
            out.append(felt)
    return out


def numbers_by_scene(founds: Sequence[Found]) -> defaultdict[int, list[int]]:
    """Which finds stand in a scene, by its identity; none where no find does."""
    numbers = defaultdict[int, list[int]](list)
    for number, found in enumerate(founds):
        numbers[id(found.scene)].append(number)
    return numbers


def joined_to_incise(page: Page, founds: list[Found], of_scene: Mapping[int, list[int]], marked: Marked) -> bool:
    """Whether marks go on right after the sentence of an incise that cut a sentence partly in marks (« Le plan « meurt », a dit X. « Il … » »).

    The words are added to that saying in `founds`.
    """
    here = page.scene_at(marked.span.start)
    for place in of_scene[id(page.scenes[here - 1])] if here else ():
        before = founds[place]
        follows = before.by == "incise" and before.content[-1].end <= before.cue_spans[0].start < marked.span.start and has_marks(before)
        same = page.paragraph_at(before.start) == page.paragraph_at(marked.span.start)
        if follows and same and opens_next_sentence(page, before, marked):
            founds[place] = replace(before, content=(*before.content, *marked.pieces))
            return True
    return False


def has_marks(found: Found) -> bool:
    return any(one.span.overlaps(span) for one in found.scene.outer for span in found.content)


def joins_next(page: Page, before: Found, found: Found) -> bool:
    """« A », mais « B », a affirmé X: words between marks in one sentence, of which only the last are followed by the incise."""
    between = page.text[before.content[-1].end : found.start]
    if before.by != "floating" or found.by != "after" or not 0 < len(between) < 12 or "." in between or "\n" in between:
        return False
    return bool(between.strip()) or before.start == before.scene.sentence.span.start or not is_over(page.text, before.content[-1].end)


def is_over(text: str, end: int) -> bool:
    """« Rien n'est fini. » « Tout commence », a dit X: the words between marks that end here are a sentence, full stop and all."""
    return text[max(0, end - LONGEST_MARKS) : end].rstrip(QUOTE_LETTERS + SPACES)[-1:] in tuple(".!?")


def is_second_half(before: Found, found: Found) -> bool:
    """« A », a dit X, « B »: what the verb of an incise leads to is the rest of what it followed."""
    return before.by in ("after", "inside") and found.by == "before" and before.scene is found.scene and before.hit == found.hit


def split_pieces(content: tuple[Span, ...], marked: Marked) -> tuple[Span, ...]:
    """A quotation of several paragraphs with repeated marks has one span for each."""
    return marked.pieces if content == (marked.span,) else content


def resumes(page: Page, before: Found, marked: Marked) -> bool:
    """« A », a dit X. « B. »: the same speaker goes on right after the sentence of the incise, in the same paragraph."""
    end = max(before.content[-1].end, *(s.end for s in before.cue_spans), before.source.span.end if before.source else 0)
    if before.by not in ("after", "inside") or page.paragraph_at(before.start) != page.paragraph_at(marked.span.start):
        return False
    between = page.text[end : marked.span.start]
    if opens_next_sentence(page, before, marked) or goes_on_after_comma(page, before, marked):
        return True
    if between.strip()[-1:] not in tuple(".,;:!?…–—-") and not any(is_finite_verb(w) for w in words_within(page, marked)):
        return False
    return len(between) < 80 and between.count(".") + between.count(",") <= 2 and "«" not in between and "\n" not in between


def opens_next_sentence(page: Page, before: Found, marked: Marked) -> bool:
    """Whether the marks open the sentence right after the one that holds the incise, however long that one is."""
    incise = page.scene_at(before.cue_spans[-1].start) if before.cue_spans else None
    here = page.scene_at(marked.span.start)
    return incise is not None and here == incise + 1 and page.scenes[here].sentence.span.start == marked.span.start


def goes_on_after_comma(page: Page, before: Found, marked: Marked) -> bool:
    """« A », a dit X lors d'une réunion, à Paris, « B »: the same sentence comes back to the words after a comma or a dash."""
    place = page.letter_before(marked.span.start, before.start)
    number = page.scene_at(marked.span.start)
    same = page.scene_at(before.cue_spans[-1].start) == number if before.cue_spans else False
    if not same or number is None or place is None or page.text[place] not in ",–—-":
        return False
    last = page.scenes[number].place_before(place)
    return last is None or not page.scenes[number].is_participle(last)  # "…, including, “B”"


def goes_on(page: Page, before: Found, marked: Marked) -> bool:
    """The next paragraph is all between marks and the last one ended with an incise: the same speaker goes on."""
    last, here = page.paragraph_at(before.start), page.paragraph_at(marked.span.start)
    if before.by not in ("after", "inside") or last.end > here.start or page.text[last.end : here.start].strip():
        return False
    return page.text[here.start : marked.span.start].strip() == "" and page.text[marked.span.end : here.end].strip(" .") == ""


def is_speech(page: Page, marked: Marked) -> bool:
    """Whether marks that nothing introduces hold somebody's words: whole sentences, or enough of them with a verb. Else a term or a title."""
    words = [word for word in words_within(page, marked) if any(letter.isalnum() for letter in word.form)]
    before = page.letter_before(marked.span.start, 0)
    if before is not None and page.text[before] == "(":
        return False  # « la question posée ( « La loi suffit-elle à tous ? » ) »
    return len(words) >= FLOATING and any(is_finite_verb(word) for word in words)


def words_within(page: Page, marked: Marked) -> list[Word]:
    first, last = page.scene_at(marked.span.start), page.scene_at(marked.span.end - 1)
    scenes = page.scenes if first is None or last is None else page.scenes[first : last + 1]
    return [word for scene in scenes for word in scene.words if marked.span.covers(word.span)]


def is_finite_verb(word: Word) -> bool:
    return word.upos in ("VERB", "AUX") and word.feat("VerbForm") == "Fin"


def floating(page: Page, marked: Marked) -> Found:
    number = page.scene_at(page.letter_after(marked.span.start, len(page.text)) or 0)
    scene = page.scenes[number if number is not None else 0]
    return Found(marked.pieces, (), subject_before(scene, marked), scene, "floating", f"{scene.language.code}.frames.floating")


def beside(page: Page, found: Found, founds: Sequence[Found]) -> Found:
    """« évoque un « ignoble attentat », « nous devons agir » »: marks right behind the words of a saying, in its sentence, are its source's too.

    `founds` are the sayings of that sentence.
    """
    for before in founds if found.source is None else ():
        gap = page.text[before.content[-1].end : found.start] if before.content[-1].end <= found.start else "."
        if before.scene is found.scene and before.source is not None and len(gap) <= LONGEST_MARKS and gap.strip() == ",":
            return replace(found, source=before.source)
    return found


def subject_before(scene: Scene, marked: Marked) -> Source | None:
    """« le pape « s'associe à la douleur » »: the marks open on a verb whose subject stands right before them."""
    first = next((p for p, w in enumerate(scene.words) if marked.span.covers(w.span) and not scene.is_mark(p)), None)
    if first is None:
        return None
    verb = first
    while verb < len(scene.words) and scene.forms[verb] in scene.language.syntax.clitics:
        verb += 1
    if verb >= len(scene.words) or scene.words[verb].upos not in ("VERB", "AUX"):
        return None
    heads = {verb, scene.words[verb].head}
    subject = next((p for p in range(first - 1, -1, -1) if scene.words[p].deprel.startswith("nsubj") and scene.words[p].head in heads), None)
    if subject is not None and scene.forms[subject] in scene.language.syntax.relatives:
        subject = noun_before(scene, subject)
    if subject is None or scene.words[subject].upos not in ("NOUN", "PROPN"):
        return None
    if not can_speak_at(scene, subject):
        return None
    start, end = phrase(scene, subject)
    return Source(scene.span(start, end), subject, "subject") if first - end <= 3 else None


def kind_of(found: Found, text: str, quoted: Spread) -> QuotationKind:
    """Direct where all stands between marks but small words (« que cette « … » »), indirect where nothing does, mixed else."""
    starts = [start for span in found.content for start, _ in words_in(text, span)]
    loose = [start for start in starts if not quoted.covers(Span(start, start + 1))]
    if len(loose) == len(starts):
        return "indirect"
    full = {word.span.start for word in found.scene.words if word.upos in FULL}
    beyond = [start for start in loose if not found.scene.sentence.span.start <= start < found.scene.sentence.span.end]
    return "mixed" if beyond or len(loose) > MOST_LOOSE or full.intersection(loose) else "direct"


def words_in(text: str, span: Span) -> Iterable[tuple[int, str]]:
    start = span.start
    for position in range(span.start, span.end + 1):
        if position == span.end or not text[position].isalnum():
            if position > start:
                yield start, text[start:position]
            start = position + 1


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation, and what in its setting points out of it: the phrases of those spoken to, the time expressions of the day when it was said.

    `perhaps` are names that were spoken to unless they are places, `answers_me` a pronoun for whoever speaks around these words. Who knows the
    actors and the times of the article makes ids of them.
    """

    quotation: Quotation
    addressees: tuple[Span, ...] = ()
    perhaps: tuple[Span, ...] = ()
    answers_me: Span | None = None
    days: tuple[Span, ...] = ()


def record(found: Found, number: int, text: str, quoted: Spread) -> Saying:
    found = without_lead(found)
    setting = setting_of(found)
    quotation = Quotation(
        id=f"q{number}",
        kind=kind_of(found, text, quoted),
        layer=found.cue.layer if found.cue else "speech",
        content=found.content,
        cue=found.cue_spans,
        source=(uncut(found.source.span, found.scene),) if found.source else (),
        occasion=setting.occasion,
        status=status_of(found),
        stance=found.cue.stance if found.cue else "neutral",
        about=setting.about,
        rule=found.rule,
        score=sureness(found.by),
        runner_up=found.runner_up,
    )
    return Saying(quotation, setting.addressees, setting.perhaps, setting.answers_me, setting.days)


def uncut(source: Span, scene: Scene) -> Span:
    """The source with the closing mark right behind it, where the marks open inside: « le fondateur des « Citrons » »."""
    opened = (m.span for m in scene.outer if m.closed and source.start <= m.span.start < source.end < m.span.end)
    return next((Span(source.start, span.end) for span in opened if not scene.text[source.end : span.end].strip(QUOTE_LETTERS + SPACES)), source)


def holds_words(found: Found, text: str) -> bool:
    return any(letter.isalnum() for span in found.content for letter in span.slice(text))


def with_tails(founds: Sequence[Found]) -> list[Found]:
    """« …. C'est important », saluant … »: what follows a quotation of several sentences is said by its speaker, where it has no subject."""
    return [replace(found, source=owner.source) if (owner := owner_of_tail(found, founds)) is not None else found for found in founds]


def owner_of_tail(found: Found, founds: Sequence[Found]) -> Found | None:
    """The saying whose last sentence is the first half of this one's."""
    scene, hit = found.scene, found.hit
    if hit is None or scene.zones[hit.place] >= 0 or not scene.is_participle(hit.place) or scene.zones[0] < 0:
        return None
    opened = scene.outer[scene.zones[0]]
    if opened.span.start >= scene.sentence.span.start:
        return None
    return next((f for f in founds if f.scene is not scene and f.source and overlap(opened.pieces, f.content) * 2 > len(opened.span)), None)


def find_sayings(
    article: Article, sentences: Sequence[Sentence], language: Language, times: Sequence[Span] = ()
) -> tuple[tuple[Saying, ...], tuple[Note, ...]]:
    """All quotations of an article in the order of the text with their settings, without speakers, with Notes of damaged marks.

    Offsets are the article's; `times` are its time expressions. Nothing is invented: an empty `source` or `cue` means that the text expresses
    none, and so does an empty setting.
    """
    marked, notes = find_marked(article.text, article.paragraphs)
    page = set_stage(article, sentences, language, marked, times)
    governed = [found for number in range(len(page.scenes)) for found in (*attribute(page, number), *headline_speech(page, number))]
    surer = settle(governed)
    spoken = direct_speech(page, marked, surer)
    found = with_tails([*surer, *spoken, *inner_speech(page, marked)])
    founds = settle(one for one in found if holds_words(one, article.text))
    quoted = Spread.of(one.span for one in marked if one.depth == 0)
    sayings = [record(found, n, article.text, quoted) for n, found in enumerate(founds, start=1)]
    nested = nest([saying.quotation for saying in sayings])
    return tuple(replace(saying, quotation=inner) for saying, inner in zip(sayings, nested, strict=True)), notes


def find_quotations(
    article: Article, sentences: Sequence[Sentence], language: Language, times: Sequence[Span] = ()
) -> tuple[tuple[Quotation, ...], tuple[Note, ...]]:
    """The quotations of `find_sayings` alone."""
    sayings, notes = find_sayings(article, sentences, language, times)
    return tuple(saying.quotation for saying in sayings), notes


__all__ = ["Saying", "Scene", "find_quotations", "find_sayings"]
