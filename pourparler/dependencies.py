"""From a parser's own tree to Universal Dependencies: what the rules read is one scheme, whatever the model was trained on.

One scheme is known beside Universal Dependencies itself: "clearnlp", the labels of the ClearNLP conversion of OntoNotes, in which
prepositions and copulas are heads. The structure is turned here; the labels that differ by name alone stand in the pack (`[labels]` of
`syntax.toml`), and so do the words that are asked for. Each step turns one tree into another: no word is lost, none is its own ancestor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pourparler.lang.syntax import Syntax
from pourparler.model import Word

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "SYM")
VERBAL = ("VERB", "AUX")
OBJECTS = ("pobj", "pcomp")
"""What a preposition governs: a noun phrase, a clause."""
LATER_OBJECTS = ("pcomp", "amod")
PREDICATES = ("attr", "acomp")
AUXILIARY = ("aux", "auxpass")
GOVERNED = ("prep", "agent", "dative")
"""How a preposition that has an object hangs on its head."""


def universal(words: Sequence[Word], syntax: Syntax) -> tuple[Word, ...]:
    """The same words under Universal Dependencies: heads and relations change, nothing else does.

    Words of a parser that gives Universal Dependencies come back as they are.
    """
    if syntax.scheme == "ud":
        return tuple(words)
    tree = Tree(tuple(words), [word.head for word in words], [word.deprel for word in words])
    lower_prepositions(tree)
    lower_copulas(tree, syntax.copulas)
    open_names(tree)
    level_conjuncts(tree)
    mark_infinitives(tree)
    labels = ["root" if head < 0 else syntax.labels.get(label, label) for head, label in zip(tree.heads, tree.relations, strict=True)]
    return tuple(replace(word, head=head, deprel=label) for word, head, label in zip(tree.words, tree.heads, labels, strict=True))


@dataclass(frozen=True)
class Tree:
    """A parse under way: the words as they are, their heads and relations as they become."""

    words: tuple[Word, ...]
    heads: list[int]
    relations: list[str]

    def children(self, head: int) -> list[int]:
        return [place for place, above in enumerate(self.heads) if above == head]

    def lowest_first(self, places: Iterable[int]) -> list[int]:
        """The places, each after everything below it."""
        return sorted(places, key=lambda place: -sum(1 for _ in self.above(place)))

    def above(self, place: int) -> Iterator[int]:
        while self.heads[place] >= 0:
            place = self.heads[place]
            yield place

    def is_nominal(self, place: int) -> bool:
        return place >= 0 and self.words[place].upos in NOMINAL

    def turn(self, lower: int, upper: int, relation: str, below: str) -> None:
        """A head and its child change places: the child stands in the head's place as `relation`, the head and its other children below.
        """
        for child in self.children(lower):
            self.heads[child] = upper
        self.heads[upper], self.relations[upper] = self.heads[lower], relation
        self.heads[lower], self.relations[lower] = upper, below


def lower_prepositions(tree: Tree) -> None:
    """A preposition becomes the `case` of its noun, or the `mark` of its clause; of several in a row (out of, according to) each does."""
    governing = {head for head, relation in zip(tree.heads, tree.relations, strict=True) if relation in OBJECTS and head >= 0}
    governing |= {place for place, relation in enumerate(tree.relations) if relation in GOVERNED}
    for place in tree.lowest_first(governing):
        complement = complement_of(tree, place)
        if complement is None:
            continue
        clausal = is_clausal(tree, complement)
        tree.turn(place, complement, complement_relation(tree, place, clausal), "mark" if clausal else "case")
    for place, relation in enumerate(tree.relations):
        if relation in OBJECTS:
            head, clausal = tree.heads[place], is_clausal(tree, place)
            tree.relations[place] = "case" if clausal and place < head else loose_relation(tree, head, clausal)


def is_clausal(tree: Tree, complement: int) -> bool:
    return tree.relations[complement] == "pcomp" and not tree.is_nominal(complement)


def complement_of(tree: Tree, place: int) -> int | None:
    """The noun that a preposition governs, else the clause or the adjective that follows it ("as fragile")."""
    children = tree.children(place)
    nouns = [child for child in children if tree.relations[child] == "pobj"]
    later = [child for child in children if child > place and tree.relations[child] in LATER_OBJECTS]
    return next(iter(nouns + later), None)


def complement_relation(tree: Tree, preposition: int, clausal: bool) -> str:
    """What the noun or clause becomes of the word that its preposition hung on."""
    relation, head = tree.relations[preposition], tree.heads[preposition]
    if relation == "agent":
        return "advcl" if clausal else "obl:agent"
    if relation == "pcomp" or (relation in GOVERNED and head >= 0 and awaits_object(tree, head)):
        return "pcomp" if clausal else "pobj"
    if relation in GOVERNED:
        return loose_relation(tree, head, clausal)
    return relation


def awaits_object(tree: Tree, place: int) -> bool:
    """A preposition whose object hangs on a second one: « according » before « to »."""
    return tree.relations[place] in GOVERNED and complement_of(tree, place) is None


def loose_relation(tree: Tree, head: int, clausal: bool) -> str:
    if clausal:
        return "acl" if tree.is_nominal(head) else "advcl"
    return "nmod" if tree.is_nominal(head) else "obl"


def lower_copulas(tree: Tree, copulas: frozenset[str]) -> None:
    """A predicate becomes the head of its clause and the copula its `cop`; where something is said to exist, it is the verb's subject."""
    known = [place for place, word in enumerate(tree.words) if word.lemma.lower() in copulas]
    linking = [place for place in known if tree.relations[place] not in AUXILIARY]
    for place in tree.lowest_first(linking):
        predicate = next((child for child in tree.children(place) if tree.relations[child] in PREDICATES), None)
        if predicate is None:
            continue
        if any(tree.relations[child] == "expl" for child in tree.children(place)):
            tree.relations[predicate] = "nsubj"
        else:
            tree.turn(place, predicate, tree.relations[place], "cop")


def open_names(tree: Tree) -> None:
    """Proper nouns side by side are one `flat:name` under the first of them."""
    for last in range(len(tree.words) - 1, 0, -1):
        first = last
        while first > 0 and is_name_part(tree, first - 1, last):
            first -= 1
        if first == last or tree.words[last].upos != "PROPN":
            continue
        tree.turn(last, first, tree.relations[last], "flat:name")
        for part in range(first + 1, last):
            tree.relations[part] = "flat:name"


def is_name_part(tree: Tree, place: int, last: int) -> bool:
    return tree.relations[place] == "compound" and tree.heads[place] == last and tree.words[place].upos == "PROPN"


def level_conjuncts(tree: Tree) -> None:
    """All conjuncts hang on the first one, and a conjunction on the conjunct that it introduces."""
    for place in range(len(tree.words)):
        head = tree.heads[place]
        while tree.relations[place] == "conj" and head >= 0 and tree.relations[head] == "conj" and tree.heads[head] >= 0:
            head = tree.heads[head]
        tree.heads[place] = head
    for place, relation in enumerate(tree.relations):
        if relation == "cc":
            tree.heads[place] = next_conjunct(tree, place)


def next_conjunct(tree: Tree, conjunction: int) -> int:
    head = tree.heads[conjunction]
    first = tree.heads[head] if head >= 0 and tree.relations[head] == "conj" else head
    return next((place for place in tree.children(first) if place > conjunction and tree.relations[place] == "conj"), head)


def mark_infinitives(tree: Tree) -> None:
    """The particle before an infinitive is its `mark`, not an auxiliary."""
    for place, relation in enumerate(tree.relations):
        if relation in AUXILIARY and tree.words[place].upos == "PART":
            tree.relations[place] = "mark"


__all__ = ["universal"]
