"""One parsed sentence as a tree: the questions that quotations and events both ask of it. Words are meant by their position in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pourparler.model import Sentence, Word


def lowered(form: str) -> str:
    """A word in lower case with straight apostrophes, as the tables of the languages write it."""
    return form.lower().replace("’", "'")


@dataclass(frozen=True)
class SentenceTree:
    text: str
    sentence: Sentence

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return self.sentence.words

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words as the tables write them."""
        return tuple(lowered(word.form) for word in self.words)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The relations without their subtypes: « nsubj:pass » is « nsubj »."""
        return tuple(word.deprel.split(":", 1)[0] for word in self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.words]
        for place, word in enumerate(self.words):
            if word.head >= 0:
                below[word.head].append(place)
        return tuple(tuple(places) for places in below)

    def subtree(self, root: int, without: Sequence[str] = ()) -> set[int]:
        """The word and all below it, less the branches whose relation is in `without`."""
        found, waiting = {root}, [root]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in found and not self.words[child].deprel.startswith(tuple(without)):
                    found.add(child)
                    waiting.append(child)
        return found

    def child(self, head: int, *relations: str) -> int | None:
        """The first child in one of these relations, subtypes included."""
        return next((c for c in self.children[head] if self.relations[c] in relations or self.words[c].deprel in relations), None)

    def those(self, head: int, *relations: str) -> list[int]:
        """All its children in one of these relations, subtypes included."""
        return [c for c in self.children[head] if self.relations[c] in relations or self.words[c].deprel in relations]

    def above(self, place: int) -> Iterator[int]:
        """The heads of a word up to the root."""
        seen = {place}
        head = self.words[place].head
        while head >= 0 and head not in seen:
            yield head
            seen.add(head)
            head = self.words[head].head
