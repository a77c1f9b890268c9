"""Quotation marks: which open, which close, and what damage was repaired.

Works on letters alone, in one pass over each paragraph, so a megabyte of marks costs linear time. The text is never altered: a repair is a
reading of it, told in a Note. An apostrophe is never a mark: a single mark counts only where a word begins or ends and its partner is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pourparler.model import Note, Paragraph, Span

CANDIDATE = re.compile(r"[«»“”„‹›‘’'\"<>`´,]")
"""Every letter that can be a mark or half of one."""
Side = Literal["open", "close", "either"]
OPENERS = {"«": "»", "“": "”", "„": "“", "‹": "›", "‘": "’"}
CLOSERS = {"»": "«", "”": "“", "›": "‹"}
DOUBLED: dict[str, tuple[str, Side]] = {"<<": ("«", "open"), ">>": ("»", "close")}
"""Guillemets typed as two signs."""
TWICE = ("''", "``")
"""A straight mark typed as two."""
SPECIAL = "„"
STRAIGHT = '"'
SINGLE = "'’‘"
SPACES = " \t\u00a0\u202f\u2009"
LONGEST_SINGLE = 300
"""A single mark looks no farther for its partner than this many code points."""
LONGEST_SPEECH = 1500
"""The same where the mark stands at the head of a paragraph or after a colon."""
SINGLE_CLOSER = re.compile(r"(?<=[^\s'’])['’](?![\w'’])")
FULL = tuple(".,!?…")
"""What stands before the mark that closes speech."""
STRAY = -1
"""The depth of a closing mark that nothing opened."""
DEEPEST = 6
"""Marks open at once that a closing one is compared with."""
TURN = re.compile(r"[\"“«]\s?([A-Z][A-Z.' -]{2,30}):\s")
"""How a paragraph of a transcript opens whose marks are repeated: the name of who takes the floor."""
LONGEST_RUN = 12
"""Paragraphs through which one unclosed quotation is followed."""



@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks, the marks included. `pieces` holds one span a paragraph; `depth` is 0 for the outermost.

    `closed` is False where no closing mark was found: the last piece then ends with its paragraph.
    """

    pieces: tuple[Span, ...]
    depth: int
    closed: bool = True
    repaired: bool = False

    @property
    def span(self) -> Span:
        return Span(self.pieces[0].start, self.pieces[-1].end)


@dataclass(frozen=True, slots=True)
class Mark:
    position: int
    letter: str
    side: Side
    width: int = 1

    @property
    def end(self) -> int:
        return self.position + self.width


def letter_at(text: str, position: int, bounds: Span) -> str:
    """The letter there, a space beyond the paragraph's bounds."""
    return text[position] if bounds.start <= position < bounds.end else " "


def side_by_place(text: str, position: int, bounds: Span, width: int = 1) -> Side:
    """Which way a mark faces, judged by its neighbours alone: « "mot » opens, « mot" » closes."""
    before, after = letter_at(text, position - 1, bounds), letter_at(text, position + width, bounds)
    free_before = before in SPACES or before in "([—–-'’:"
    free_after = after in SPACES or after in ")].,;:!?…—–-"
    if free_before and not free_after:
        return "open"
    if free_after and not free_before:
        return "close"
    return "either"


def single_partner(text: str, position: int, bounds: Span) -> int | None:
    """Where the single mark that opens here closes, None for an apostrophe; speech closes after a point or a comma, if it can."""
    spoken = opens_speech(text, position, bounds)
    end = min(bounds.end, position + (LONGEST_SPEECH if spoken else LONGEST_SINGLE))
    closers = (m.start() for m in SINGLE_CLOSER.finditer(text, position + 2, end) if not letter_at(text, m.start() + 1, bounds).isalnum())
    nearest = next(closers, None)
    if nearest is None or not spoken or text[nearest - 1] in FULL:
        return nearest
    after_point = next((place for place in closers if text[place - 1] in FULL), None)
    return after_point or (nearest if nearest - position <= LONGEST_SINGLE else None)


def opens_speech(text: str, position: int, bounds: Span) -> bool:
    """Whether a mark stands where speech begins: at the head of the paragraph or after a colon."""
    before = position - 1
    while before >= bounds.start and text[before] in SPACES:
        before -= 1
    return before < bounds.start or text[before] == ":"


def closes_below(text: str, bounds: Span) -> bool:
    """Whether a paragraph below ends with a single mark after a point, and every one between opens with a single mark."""
    place = bounds.end
    for _ in range(LONGEST_RUN):
        end = text.find("\n", place + 1)
        line = text[place : end if end >= 0 else len(text)].strip()
        if line and line[-1] in "'’" and line[-2:-1] in FULL:
            return True
        if (line and line[0] not in "'‘") or end < 0:
            return False
        place = end
    return False


def opens_single(text: str, position: int, bounds: Span) -> bool:
    """Whether a single mark can open here: nothing of a word before it, a word after it."""
    before, after = letter_at(text, position - 1, bounds), letter_at(text, position + 1, bounds)
    return text[position] in "'‘" and (before in SPACES or before in "([«“\"") and (after.isupper() or after.islower())


def is_sign_of_measure(text: str, position: int, bounds: Span) -> bool:
    """Seconds or inches: « 19"78 »."""
    return letter_at(text, position - 1, bounds).isdigit() and letter_at(text, position + 1, bounds).isdigit()


def find_marks(text: str, bounds: Span) -> Iterator[Mark]:
    """All marks of a paragraph in order, with the way each faces."""
    skip_to, partners, last = bounds.start, set[int](), trimmed(text, bounds).end - 1
    for found in CANDIDATE.finditer(text, bounds.start, bounds.end):
        position, letter = found.start(), found.group()
        if letter in OPENERS and letter not in SINGLE:
            yield Mark(position, letter, "open")
        elif letter in CLOSERS:
            yield Mark(position, letter, "close")
        elif text[position : position + 2] in DOUBLED and position + 1 < bounds.end:
            yield Mark(position, *DOUBLED[text[position : position + 2]], 2)
        elif letter == STRAIGHT and not is_sign_of_measure(text, position, bounds):
            yield Mark(position, letter, side_by_place(text, position, bounds))
        elif text[position : position + 2] in TWICE and position + 1 < bounds.end:
            yield Mark(position, STRAIGHT, side_by_place(text, position, bounds, 2), 2)
        elif position in partners:
            partners.discard(position)
            yield Mark(position, "'", "close")
        elif letter in "'‘" and position >= skip_to and opens_single(text, position, bounds):
            partner = single_partner(text, position, bounds)
            if partner is not None:
                partners.add(partner)
                skip_to = partner
                yield Mark(position, "'", "open")
            elif opens_speech(text, position, bounds) and closes_below(text, bounds):
                skip_to = bounds.end
                yield Mark(position, "'", "open")
        elif letter in "'’" and position == last and text[position - 1] in FULL:
            yield Mark(position, "'", "close")


def belongs(opener: str, closer: str) -> bool:
    """Whether the two are a proper pair."""
    return OPENERS.get(opener) == closer or (opener == closer and opener in (STRAIGHT, "'")) or (opener == "„" and closer in "“”")


@dataclass(slots=True)
class Pairing:
    """The marks still open while a paragraph is read, and what has been paired so far."""

    text: str
    bounds: Span
    stack: list[tuple[Mark, bool]]
    found: list[Marked]
    notes: list[Note]

    def open(self, mark: Mark, repaired: bool = False) -> None:
        if repaired:
            self.note(mark, "quotation-mark", "a closing mark stands where a quotation opens; read as its opening")
        self.stack.append((mark, repaired))

    def close(self, mark: Mark) -> None:
        opener, repaired = self.stack.pop()
        proper = belongs(opener.letter, mark.letter)
        if not proper:
            self.note(mark, "quotation-mark", f"the quotation opened by {opener.letter} is closed by {mark.letter}")
        span = Span(opener.position, mark.end)
        self.found.append(Marked((span,), len(self.stack), True, repaired or not proper))

    def note(self, mark: Mark, kind: str, message: str) -> None:
        self.notes.append(Note(Span(mark.position, mark.position + 1), kind, message))

    def faces_a_word(self, mark: Mark) -> bool:
        """A closer that stands as an opener would: « qu' »on ne peut »."""
        return side_by_place(self.text, mark.position, self.bounds) == "open"

    def take(self, mark: Mark, closers_ahead: int) -> None:
        """Decide one mark: open, close, or a stray one that is told and left."""
        letters = [opener.letter for opener, _ in self.stack[-DEEPEST:]]
        if self.opens(mark, letters):
            self.open(mark)
        elif self.stack:
            self.close_nearest(mark, letters)
        elif self.faces_a_word(mark) and closers_ahead:
            self.open(mark, repaired=True)
        else:
            self.found.append(Marked((Span(mark.position, mark.end),), STRAY, True, True))

    def opens(self, mark: Mark, letters: Sequence[str]) -> bool:
        """Whether a mark opens, in view of what is open: a second straight mark closes the first, and “ closes „."""
        if mark.letter == STRAIGHT and STRAIGHT in letters:
            return False
        if mark.side == "open":
            return not any(letter in SPECIAL and mark.letter == OPENERS[letter] for letter in letters)
        return mark.side == "either" and not self.stack

    def close_nearest(self, mark: Mark, letters: Sequence[str]) -> None:
        """Close the innermost mark that this one can close; marks left open inside it were never closed."""
        depth = next((d for d in range(len(letters) - 1, -1, -1) if belongs(letters[d], mark.letter)), len(letters) - 1)
        for _ in range(len(letters) - 1 - depth):
            self.stack.pop()
        self.close(mark)


def pair_paragraph(text: str, bounds: Span) -> Pairing:
    """Pair the marks of one paragraph. Stray closers are kept with depth -1, unclosed openers stay on the stack."""
    pairing = Pairing(text, bounds, [], [], [])
    marks = list(find_marks(text, bounds))
    closers = sum(mark.side != "open" for mark in marks)
    for mark in marks:
        closers -= mark.side != "open"
        pairing.take(mark, closers)
    return pairing


def trimmed(text: str, bounds: Span) -> Span:
    """The paragraph without the spaces at its ends."""
    words = bounds.slice(text)
    start = bounds.start + len(words) - len(words.lstrip())
    return Span(start, max(start, bounds.start + len(words.rstrip())))


def first_mark(text: str, bounds: Span) -> str:
    start = trimmed(text, bounds).start
    letter = letter_at(text, start, bounds)
    return "'" if letter in SINGLE else letter


def stray_closer(pairing: Pairing, opener: str = STRAIGHT) -> Marked | None:
    """The first closing mark of the paragraph that nothing in it opened; single where the opener is single."""
    strays = [marked for marked in pairing.found if marked.depth == STRAY]
    return next((marked for marked in strays if (marked.span.slice(pairing.text) in SINGLE) == (opener in SINGLE)), None)


def continues(opener: Mark, pairing: Pairing) -> bool:
    """Whether a paragraph goes on with what an earlier one left open: it repeats a mark at its start, or closes what it did not open."""
    start = first_mark(pairing.text, pairing.bounds)
    if TURN.match(pairing.text, trimmed(pairing.text, pairing.bounds).start):
        return False
    if start in (opener.letter, OPENERS.get(opener.letter, "")) and start != " ":
        return True
    return stray_closer(pairing, opener.letter) is not None


def continuation(opener: Mark, pairing: Pairing) -> tuple[Span, bool, bool]:
    """The stretch of a later paragraph that still belongs to the quotation; whether it closes there; whether it must go on."""
    bounds = trimmed(pairing.text, pairing.bounds)
    stray = stray_closer(pairing, opener.letter)
    repeats = first_mark(pairing.text, pairing.bounds) in (opener.letter, OPENERS.get(opener.letter, ""))
    if stray is not None and not (repeats and stray.span.start == bounds.start):
        return Span(bounds.start, stray.span.end), True, False
    leading = next((m for m in pairing.found if m.depth == 0 and m.span.start == bounds.start), None)
    if repeats and leading is not None:
        return leading.span, True, False
    last = [m for m in pairing.found if m.depth >= 0]
    if repeats and stray is not None and last:
        return Span(bounds.start, last[-1].span.end), True, False
    closes = pairing.text[bounds.end - 1 : bounds.end] == OPENERS.get(opener.letter)
    return bounds, closes, not closes


def follow(start: int, opener: Mark, pairings: Sequence[Pairing]) -> tuple[list[Span], bool, set[int]]:
    """Follow an unclosed quotation from its paragraph: its pieces, whether it closes, and the later paragraphs that it takes.

    Unopened middle paragraphs are taken only where a later one closes the quotation.
    """
    first = pairings[start]
    pieces = [Span(opener.position, trimmed(first.text, first.bounds).end)]
    taken: set[int] = set()
    waiting: list[tuple[int, Span]] = []
    for index in range(start + 1, min(len(pairings), start + LONGEST_RUN)):
        pairing = pairings[index]
        if not continues(opener, pairing):
            if pairing.found or pairing.stack:
                break
            waiting.append((index, trimmed(pairing.text, pairing.bounds)))
            continue
        piece, closes, goes_on = continuation(opener, pairing)
        pieces += [span for _, span in waiting] + [piece]
        taken |= {place for place, _ in waiting} | {index}
        waiting = []
        if closes:
            return pieces, True, taken
        if not goes_on:
            break
    return pieces, False, taken


def find_marked(text: str, paragraphs: Iterable[Paragraph]) -> tuple[tuple[Marked, ...], tuple[Note, ...]]:
    """Everything between quotation marks in the order of the text, with Notes of what was damaged.

    Spans include the marks. Furniture is left out. An unclosed quotation is followed through the paragraphs that go on with it, else it ends
    with its own paragraph and a Note says so.
    """
    pairings = [pair_paragraph(text, p.span) for p in paragraphs if p.kind != "furniture"]
    found: list[Marked] = []
    notes = [note for pairing in pairings for note in pairing.notes]
    absorbed: dict[int, list[Span]] = {}
    for index, pairing in enumerate(pairings):
        inside = absorbed.get(index, [])
        found += [m for m in pairing.found if m.depth >= 0 and not any(span.covers(m.span) for span in inside)]
        for opener, repaired in pairing.stack[:1]:
            closed_over = (marked.span for marked in pairing.found if marked.depth == 0)
            if any(span.start <= opener.position < span.end for span in (*inside, *closed_over)):
                continue
            pieces, closed, taken = follow(index, opener, pairings)
            for place, piece in zip(sorted(taken), pieces[1:], strict=True):
                absorbed.setdefault(place, []).append(piece)
            if not closed:
                notes.append(Note(Span(opener.position, opener.position + 1), "quotation-mark", "this quotation is opened and never closed"))
            found.append(Marked(tuple(pieces), 0, closed, repaired or not closed))
        stray = stray_closer(pairing)
        if stray is not None and not inside:
            notes.append(Note(stray.span, "quotation-mark", "a closing mark without an opening one"))
            mended = reopened(pairing, stray)
            found += [mended] if mended else []
    return tuple(sorted(found, key=lambda marked: (marked.span.start, -marked.span.end))), tuple(sorted(notes, key=lambda n: n.span))


def reopened(pairing: Pairing, stray: Marked) -> Marked | None:
    """« Elle a ajouté : Nous partons. » »: a closing mark alone, of which the colon before it shows where the words begin."""
    colon = pairing.text.rfind(":", pairing.bounds.start, stray.span.start)
    start = colon + 1
    while 0 < start < stray.span.start and pairing.text[start] in SPACES:
        start += 1
    words = Span(start, max(start, stray.span.end))
    crossed = any(other.depth != STRAY and other.span.overlaps(words) for other in pairing.found)
    crossed = crossed or any(opener.position >= start for opener, _ in pairing.stack)
    return Marked((words,), 0, True, True) if colon >= 0 and start < stray.span.start and not crossed else None


__all__ = ["TURN", "Marked", "find_marked"]
