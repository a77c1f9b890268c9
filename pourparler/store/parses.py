"""A parse in columns: small on disk, and the same sentences come back.

Forms are slices of the text and are not stored; lemmas and tags are numbered; places are told as steps from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from pourparler.model import Sentence, Span, Word
from pourparler.store.blobs import squeeze, unsqueeze


class Columns(msgspec.Struct, array_like=True, frozen=True):
    """`lengths` counts the words of each sentence, `gaps` and `sizes` are code points, `heads` are positions in the sentence, -1 for the root."""

    lengths: list[int]
    gaps: list[int]
    sizes: list[int]
    lemma_names: list[str]
    lemmas: list[int]
    tag_names: list[tuple[str, str, str]]
    tags: list[int]
    heads: list[int]


def numbered(values: Iterable[object]) -> tuple[list[object], list[int]]:
    """Each value once, in the order of its first use, and the numbers by which they stand."""
    known: dict[object, int] = {}
    numbers = [known.setdefault(value, len(known)) for value in values]
    return list(known), numbers


def pack_parse(sentences: Sequence[Sentence]) -> bytes:
    words = [word for sentence in sentences for word in sentence.words]
    ends = [0, *(word.span.end for word in words)]
    lemma_names, lemmas = numbered(word.lemma for word in words)
    tag_names, tags = numbered((word.upos, word.feats, word.deprel) for word in words)
    columns = (
        [len(sentence.words) for sentence in sentences],
        [word.span.start - end for word, end in zip(words, ends, strict=False)],
        [len(word.span) for word in words],
        lemma_names,
        lemmas,
        tag_names,
        tags,
        [word.head for word in words],
    )
    return squeeze(msgspec.msgpack.encode(columns))


def unpack_parse(data: bytes, text: str) -> tuple[Sentence, ...]:
    """The sentences that were packed; `text` is the article's."""
    columns = msgspec.msgpack.decode(unsqueeze(data), type=Columns)
    words = []
    end = 0
    for gap, size, lemma, tag, head in zip(columns.gaps, columns.sizes, columns.lemmas, columns.tags, columns.heads, strict=True):
        span = Span(end + gap, end + gap + size)
        end = span.end
        upos, feats, deprel = columns.tag_names[tag]
        words.append(Word(span, span.slice(text), columns.lemma_names[lemma], upos, feats, head, deprel))
    return tuple(sentences(words, columns.lengths))


def sentences(words: Sequence[Word], lengths: Sequence[int]) -> Iterable[Sentence]:
    ends = [0]
    for length in lengths:
        ends.append(ends[-1] + length)
    for first, last in pairwise(ends):
        mine = tuple(words[first:last])
        yield Sentence(Span(mine[0].span.start, mine[-1].span.end), mine)
