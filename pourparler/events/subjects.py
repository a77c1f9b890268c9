"""Who does what a verb tells: its subject, or whoever the tree and the words before it put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pourparler.events.parties import Party, PartyReader, phrase_stop
from pourparler.events.scene import SHARING, SUBJECTS, Scene, is_praised_deed


@dataclass(frozen=True)
class SubjectReader:
    """Reads the subjects of one sentence; `objects` reads the object of a verb."""

    reader: PartyReader
    objects: Callable[[int], Iterator[Party]]

    @property
    def scene(self) -> Scene:
        return self.reader.scene

    def of(self, verb: int) -> Iterator[Party]:
        """The words of the grammatical subject; a relative pronoun stands for the noun before it, a participle for the one that it follows."""
        subject = next((c for c in self.scene.children[verb] if self.scene.relation(c) in SUBJECTS), None)
        if subject is not None and not self.scene.is_relative(subject):
            yield from self.of_phrase(subject, verb)
            return
        head = self.scene.head(verb)
        relation = self.scene.relation(verb).partition(":")[0]
        lost = self.scene.lost_person(verb) if subject is None else None
        if lost is not None:
            yield Party(self.scene.words[lost].span)
            return
        if head < 0 or (subject is None and relation in {"root", "ccomp", "parataxis"} and not self.scene.is_infinitive(verb)):
            yield from self.left_of(verb)
            return
        if relation in {"acl", "amod"} and not self.scene.is_verb(head):
            if subject is not None or not self.scene.is_infinitive(verb):
                yield from self.reader.between(self.antecedent(head, verb), max(head + 1, min(verb, phrase_stop(self.scene, head))))
            else:
                yield from self.invited(head, verb) or self.above_noun(head)
        elif subject is None and (relation in SHARING or (relation == "advmod" and self.scene.upos(verb) == "ADJ")):
            yield from self.shared(verb, head, relation)

    def antecedent(self, noun: int, verb: int) -> int:
        """Where the antecedent of a relative clause begins: with a plural verb, « la Lettonie, l'Estonie et l'Islande, qui » are all meant."""
        first = self.phrase_start(noun)
        plural = any(self.scene.words[p].feat("Number") == "Plur" for p in (verb, *self.scene.auxiliaries(verb)))
        listed = plural and self.scene.words[noun].feat("Number") != "Plur" and bool(self.scene.those(noun, "conj"))
        while listed and self.scene.upos(first) == "PUNCT":
            first += 1
        return self.list_start(first, joined=True) if listed else first

    def left_of(self, verb: int) -> Iterator[Party]:
        """A mention or a pronoun straight before the verb group and behind no preposition, where the tree gives no subject."""
        step = min([verb, *self.scene.auxiliaries(verb)]) - 1
        small = self.scene.language.syntax.clitics | self.scene.language.syntax.reflexives
        step -= self.closes_apposition(step)
        while step >= 0 and self.scene.named[step] is None and (self.scene.low(step) in small or self.scene.upos(step) == "ADV"):
            step -= 1
        mention = self.scene.named[step] if step >= 0 else None
        first = self.scene.within(mention.span)[0] if mention is not None else step
        before = first - 1
        while before >= 0 and self.scene.upos(before) == "DET":
            before -= 1
        if step >= 0 and self.scene.upos(before) != "ADP" and self.scene.low(first) not in self.scene.language.roles.words.of:
            yield from self.reader.between(self.list_start(first), step + 1)

    def closes_apposition(self, place: int) -> bool:
        """« le ministre letton, Aivars Ostrec, est attendu »: the comma behind the second of two mentions of one actor."""
        name = self.scene.named[place - 1] if self.scene.low(place) == "," and place > 0 else None
        first = self.scene.within(name.span)[0] if name is not None else 0
        before = self.scene.named[first - 2] if first > 1 and self.scene.low(first - 1) == "," else None
        return name is not None and before is not None and before.actor == name.actor

    def shared(self, verb: int, head: int, relation: str) -> Iterator[Party]:
        """« a prévu de rencontrer », « a appelé Paris à recevoir », "thanked the king for hosting": the object above, else the subject."""
        governed = relation in {"xcomp", "ccomp"} and self.scene.is_infinitive(verb)
        if (governed or is_praised_deed(self.scene, verb)) and self.scene.child(head, "obj", "iobj") is not None:
            found = list(self.objects(head))
            if found:
                yield from found
                return
        if relation == "ccomp" and not self.scene.is_infinitive(verb):
            return
        yield from self.of(head)

    def invited(self, noun: int, verb: int) -> list[Party]:
        """"an invitation for the king to visit": who stands between the noun and its infinitive, behind « à », « pour », "to" or "for"."""
        slots = self.scene.table.file.slots
        opening = slots.get("for", frozenset()) | slots.get("to", frozenset())
        behind = [c for c in self.scene.those(noun, "nmod") if noun < c < verb and self.scene.low(min(self.scene.subtree(c))) in opening]
        return self.reader.between(min(self.scene.subtree(behind[-1])) + 1, verb) if behind else []

    def above_noun(self, noun: int) -> Iterator[Party]:
        """« la volonté du ministre de rencontrer »: who owns the noun, else the subject of its verb."""
        verb = self.scene.head(noun)
        if verb >= 0 and self.scene.is_verb(verb):
            yield from self.of(verb)

    def phrase_start(self, place: int) -> int:
        return min(p for p in self.scene.subtree(place) if p <= place and not any(self.scene.is_verb(q) for q in range(p, place)))

    def of_phrase(self, subject: int, verb: int) -> list[Party]:
        """The subject's own words up to the verb, before a relative clause."""
        first = min(self.scene.subtree(subject))
        if subject > verb:
            return self.reader.listed(first if first > verb else subject, subject)
        first = self.list_start(first)
        end = min(verb, next((p for p in range(subject + 1, verb) if self.scene.is_relative(p) and self.scene.upos(p) == "PRON"), verb))
        return self.reader.between(first, end)

    def list_start(self, first: int, joined: bool = False) -> int:
        """« A, B et C ont »: back over members that the tree has left out of the subject; `joined` where « et » stands behind already."""
        joiners = self.scene.language.roles.words.joiners
        while True:
            step = first - 1
            while step >= 0 and self.scene.upos(step) == "DET":
                step -= 1
            joined = joined or self.scene.low(step) in joiners
            listed = self.scene.low(step) in joiners or (joined and self.scene.low(step) == ",")
            mention = self.scene.named[step - 1] if step > 0 and listed else None
            if mention is None:
                return first
            first = self.scene.within(mention.span)[0]
