"""Who speaks: the sources of an article's quotations turned into actors, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from pourparler.actors.figures import KINDS
from pourparler.actors.groups import POINTING
from pourparler.actors.phrases import Phrase
from pourparler.actors.stage import Stage
from pourparler.actors.units import SourceReader, Unit
from pourparler.coreference import NOBODY, Answer, Figure, Heard, Pointer, last_two, resolve_pronoun
from pourparler.lang.roles import Pronoun
from pourparler.model import Span, hull
from pourparler.spans import Spread

MARKS = frozenset("«»“”\"'‘’‹›„‚")
INCISE = 4
"""Words after a quotation in which the pronoun of an incise stands."""


@dataclass(frozen=True, slots=True)
class Question:
    """One quotation as far as its speakers are asked for: the spans of its source, and of its words.

    `speaks` is False where the source is asked for as somebody spoken to: no later pronoun leans on such an answer.
    """

    source: tuple[Span, ...]
    content: tuple[Span, ...] = ()
    speaks: bool = True

    @property
    def start(self) -> int:
        return min((span.start for span in (*self.source, *self.content)), default=0)

    @property
    def end(self) -> int:
        return max((span.end for span in (*self.source, *self.content)), default=0)


@dataclass
class Listener:
    """Answers the questions of one article one after the other; what was answered helps the next."""

    stage: Stage
    quoted: tuple[Span, ...] = ()
    heard: list[Heard] = field(default_factory=list)
    documents: dict[str, Answer] = field(default_factory=dict)
    said: dict[tuple[Span, ...], tuple[str, ...]] = field(default_factory=dict)
    sources: dict[tuple[Span, ...], tuple[Span, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.stage.sheet
        self.text = self.sheet.text
        self.covered = Spread.of(self.quoted)
        self.apart = Spread.of(span for span in self.quoted if self.is_apart(span))
        self.reader = SourceReader.of(self.sheet)

    def is_apart(self, content: Span) -> bool:
        """Whether words are set apart from the narrator's: not a sentence of his own to which an incise is only added ("Orel left, police said")."""
        place = self.text.within(content).start
        return self.text.article.text[content.start] in MARKS or not self.text.opens(place)

    def answer(self, question: Question) -> Answer:
        """The speakers of one quotation, and where the last pronoun or role of its source was explained.

        A part of the source that means nobody is left out beside one that does.
        """
        answer = self.of_source(question) if question.source else self.going_on(question)
        nested = any(self.quoted[number] not in question.content for span in question.source for number in self.covered.covering(span))
        if question.speaks:
            self.said[question.content] = answer.speakers
            self.sources[question.content] = question.source
        if answer.speakers and not nested and question.speaks:
            self.heard.append(Heard(answer.speakers, hull(question.source or question.content), self.sentence(question.end - 1)))
        return answer

    def of_source(self, question: Question) -> Answer:
        answers = list(self.parts(question))
        speakers = tuple(dict.fromkeys(speaker for answer in answers for speaker in answer.speakers))
        return Answer(speakers, next((answer.chain for answer in answers if answer.chain), None))

    def parts(self, question: Question) -> Iterator[Answer]:
        for span in question.source:
            words = self.text.within(span)
            yield from (self.of_unit(unit, words, question) for unit in self.reader.units(words))

    def going_on(self, question: Question) -> Answer:
        """Words in marks that name no source go on with the quotation just before them, in the same or the next sentence."""
        text = self.text.article.text
        marked = bool(question.content) and text[question.content[0].start] in MARKS
        if not marked or not self.heard or self.sentence(question.content[0].start) - self.heard[-1].last_sentence > 1:
            return NOBODY
        last = self.heard[-1]
        new = "\n" in text[last.source.end : question.content[0].start]
        return NOBODY if new and self.has_unread_incise(question.content[-1].end) else Answer(last.speakers, last.source)

    def has_unread_incise(self, end: int) -> bool:
        """A comma and words without a pronoun follow: somebody is named there whom nobody could read."""
        after = self.text.within(Span(end, end + 1)).start
        comma = next((step for step in range(after, after + 2) if self.text.low(step) == ","), None)
        personal = {form for form, pronoun in self.sheet.roles.pronouns.items() if not pronoun.possessive}
        return comma is not None and not any(self.text.low(step) in personal for step in range(comma + 1, comma + 1 + INCISE))

    def sentence(self, offset: int) -> int:
        """The number of the sentence that an offset stands in."""
        return self.text.sentence[min(self.text.within(Span(offset, offset + 1)).start, len(self.text) - 1)]

    def of_unit(self, unit: Unit, words: range, question: Question) -> Answer:
        if unit.pronoun is not None:
            return self.of_pronoun(unit.place, unit.pronoun, question)
        if unit.name is not None:
            return Answer((self.stage.name_actor(unit.name),))
        if unit.phrase is not None:
            return self.of_role(unit.phrase, words, question)
        return self.of_noun(unit, words)

    def of_pronoun(self, place: int, pronoun: Pronoun, question: Question) -> Answer:
        """Who a pronoun means; first and second persons, « on » and an impersonal « il » mean nobody."""
        if pronoun.relative:
            return self.antecedent(place, question)
        if pronoun.person != 3 or pronoun.indefinite or self.is_impersonal(place):
            return NOBODY
        if (subject := self.behind(place)) is not None:
            return self.of_place(subject, question)
        himself = () if question.speaks else self.said.get(question.content, ())
        heard = [told for told in self.heard if not {*told.speakers} & {*himself}] if himself else self.heard
        pointer = self.pointer(place, pronoun, question)
        last = heard[-1].speakers if heard else ()
        seen = self.stage.seen(self.apart, pointer.sentence, last)
        if not question.speaks:
            own = self.sources.get(question.content, ())
            seen = [figure for figure in seen if figure.actor not in himself and not any(figure.span.overlaps(span) for span in own)]
        seen = [figure for figure in seen if not self.is_beside_pronoun(figure, pointer)]
        answer = resolve_pronoun(pointer, seen, heard)
        return replace(answer, speakers=tuple(self.stage.settled(speaker) for speaker in answer.speakers))

    def is_beside_pronoun(self, figure: Figure, pointer: Pointer) -> bool:
        """« Il a pris la bible de Paul Ostrec. Il a juré »: the next pronoun goes on with the first, not with whom its sentence mentions."""
        mentioned = figure.kind == "person" and not figure.subject and figure.sentence < pointer.sentence
        return mentioned and figure.sentence in self.going_on_in

    @cached_property
    def going_on_in(self) -> frozenset[int]:
        """The sentences whose main verb has a pronoun of the third person, and one alone, as its subject."""
        text, pronouns = self.text, self.sheet.roles.pronouns
        found = set()
        for place in range(len(text)):
            head = text.heads[place]
            main = head >= 0 and text.deprel(head) == "root" and text.deprel(place).startswith(("nsubj", "expl:subj"))
            pronoun = pronouns.get(text.low(place)) if main else None
            if pronoun is not None and pronoun.person == 3 and not (pronoun.relative or pronoun.indefinite) and not self.is_impersonal(place):
                found.add(text.sentence[place])
        return frozenset(found)

    def behind(self, place: int) -> int | None:
        """« À Riga, où il était reçu, Paul Ostrec a refusé »: the name right behind the clause, where the sentence has named nobody before."""
        text, where = self.text, self.sheet.roles.words.where
        if text.low(place - 1) not in where or text.low(place - 2) != ",":
            return None
        same, number = text.around(place), text.sentence[place]
        named = [figure.span.start for figure in self.stage.standing(number, number) if figure.kind == "person"]
        if any(start < text.starts[place] for start in named):
            return None
        behind = next((p + 1 for p in range(place + 1, same.stop - 1) if text.low(p) == ","), None)
        return behind if behind is not None and text.starts[behind] in named else None

    def pointer(self, place: int, pronoun: Pronoun, question: Question) -> Pointer:
        """The pronoun as a question; an incise looks back from the beginning of the words that it cuts."""
        span = self.text.words[place].span
        start = min([span.start, *(part.start for part in question.content)])
        return Pointer(
            Span(start, span.end),
            self.sentence(start),
            pronoun.gender,
            pronoun.number == "plural",
            pronoun.recent,
            kinds=frozenset(pronoun.kinds),
        )

    def is_impersonal(self, place: int) -> bool:
        """« il faut », « il s'agit »."""
        verb = self.text.heads[place]
        return verb >= 0 and self.text.words[verb].lemma in self.sheet.roles.words.impersonal

    def antecedent(self, place: int, question: Question) -> Answer:
        """The noun to which a relative clause belongs."""
        verb = self.text.heads[place]
        noun = self.text.heads[verb] if verb >= 0 else -1
        return self.of_place(noun if 0 <= noun < place else place - 1, question)

    def of_place(self, place: int, question: Question) -> Answer:
        words = range(place, place + 1)
        units = self.reader.units(words) if place >= 0 else ()
        return self.of_unit(units[0], words, question) if units else NOBODY

    def of_role(self, phrase: Phrase, words: range, question: Question) -> Answer:
        """Whom a role phrase means: the name it describes, its own group, somebody named before, or the phrase itself; « aucun groupe » is nobody."""
        if any(self.text.low(place) in self.sheet.roles.words.none for place in range(phrase.first - 1, phrase.head)):
            return NOBODY
        bearer = self.sheet.bearers.get(phrase.head)
        if bearer is not None and bearer in self.stage.of_name:
            return Answer((self.stage.of_name[bearer],), bearer.span)
        if phrase.noun.kind in {"document", "part"}:
            return self.author(phrase, words, question)
        if phrase.noun.kind == "thing":
            return NOBODY
        state = self.stage.state_of(phrase)
        if state is not None:
            return Answer((state,))
        both = self.both(phrase)
        if both.speakers:
            return both
        own = self.stage.of_phrase.get(phrase.head)
        if own is not None and not self.points_back(phrase):
            return Answer((own,))
        found = self.speaking_body(phrase) if self.points_back(phrase) else NOBODY
        known = phrase.noun.kind == "person" or not self.is_owned(phrase)
        if not found.speakers and phrase.reference != "indefinite" and known and not self.is_somebody(phrase):
            found = self.stage.known_role(phrase)
        return found if found.speakers else Answer((own or self.stage.add_phrase(phrase),))

    def is_somebody(self, phrase: Phrase) -> bool:
        """A bare role in small letters in the midst of a sentence points at nobody known ("analyst have warned")."""
        words = self.sheet.roles.words
        return phrase.reference == "bare" and not words.adjectives_follow and self.text.words[phrase.head].form[:1].islower()

    def both(self, phrase: Phrase) -> Answer:
        """« les deux hommes », "both ministers": the two people of the last sentences."""
        opening = {self.text.low(place) for place in range(phrase.first, phrase.head)}
        people = (phrase.noun.kind == "person" or phrase.noun.anyone) and not phrase.countries
        if not people or not opening & self.sheet.roles.words.both or phrase.reference == "possessive":
            return NOBODY
        number = self.text.sentence[phrase.head]
        seen = [figure for figure in self.stage.seen(self.apart, number, ()) if figure.span.end <= phrase.span.start]
        return last_two(seen, number)

    def points_back(self, phrase: Phrase) -> bool:
        """« le journal », « l'organisation »: one body that must have been named."""
        noun = phrase.noun
        pointing = noun.kind in POINTING or (noun.kind == "organisation" and noun.names and not noun.local)
        told = (phrase.names and phrase.head in self.stage.of_phrase) or self.is_owned(phrase)
        return pointing and phrase.number == "singular" and not told

    def is_owned(self, phrase: Phrase) -> bool:
        """"The prosecutor's office", "Mr. Ostrec's company": whose body it is tells it from any other; a state may own the one that was named."""
        genitives = self.sheet.roles.words.genitives
        place = next((place for place in range(phrase.first + 1, phrase.head) if self.text.low(place) in genitives), None)
        owner = self.sheet.ending.get(place) if place is not None else None
        return place is not None and not (owner is not None and any(fact.kind == "country" for fact in owner.facts))

    def speaking_body(self, phrase: Phrase) -> Answer:
        """« le journal » after a quotation of a newspaper is that newspaper."""
        if not self.heard or len(self.heard[-1].speakers) > 1 or phrase.reference != "definite" or phrase.countries or phrase.names:
            return NOBODY
        last = self.heard[-1]
        actor = self.stage.players[last.speakers[0]].actor
        fits = actor.kind in KINDS[phrase.noun.kind] and actor.sector in {None, phrase.sector}
        return Answer(last.speakers, last.source) if fits else NOBODY

    def author(self, phrase: Phrase, words: range, question: Question) -> Answer:
        """Who stands behind a document, or the whole to which a part belongs.

        It is the complement, the possessor, who publishes it, or who was behind the last document of its kind.
        """
        inner = self.maker(phrase) or self.inner_actor(phrase.head + 1, words.stop)
        answer = Answer((inner,)) if inner else NOBODY
        if inner is None and phrase.owner is not None:
            pronoun = self.sheet.roles.pronouns.get(self.text.low(phrase.owner))
            answer = self.of_pronoun(phrase.owner, pronoun, question) if pronoun else NOBODY
        elif inner is None and phrase.reference == "indefinite" and not phrase.noun.vague:
            answer = self.publisher(phrase.core, question)
        elif inner is None and not phrase.noun.vague:
            answer = self.documents.get(phrase.noun.lemma) or self.documents.get("") or NOBODY
        if answer.speakers:
            self.documents[phrase.noun.lemma] = self.documents[""] = answer
        return answer

    def publisher(self, place: int, question: Question) -> Answer:
        """« le ministère publie un communiqué qui … »: who does what is done with the document."""
        verb = self.text.heads[place]
        before = (step for step in self.text.children(verb) if step < place) if verb >= 0 else iter(())
        subject = next((step for step in before if self.text.deprel(step).startswith("nsubj")), None)
        return self.of_place(subject, question) if subject is not None else NOBODY

    def maker(self, phrase: Phrase) -> str | None:
        """"A Lumen poll": the name before the document; a state there may be what it is about, unless it owns it."""
        genitives = self.sheet.roles.words.genitives
        place = next((step for step in range(phrase.first - 1, phrase.head) if self.text.low(step) in genitives), phrase.first)
        owner = self.sheet.ending.get(place)
        before = owner or next((name for name in phrase.owners if name.end <= phrase.head), None)
        if before is None:
            return None
        owns = self.text.low(before.end) in genitives
        return self.stage.name_actor(before) if owns or not any(fact.kind == "country" for fact in before.facts) else None

    def inner_actor(self, start: int, stop: int) -> str | None:
        """The first name or institution between two places; "a poll of 400 Latvian adults" does not tell whose poll it is."""
        for place in range(start, stop):
            counted = self.text.heads[place] if self.text.upos(place) == "NUM" else -1
            if counted > place and self.text.words[counted].feat("Number") == "Plur":
                return None
            if place in self.reader.names:
                return self.stage.name_actor(self.reader.names[place])
            phrase = self.reader.phrases.get(place)
            if phrase is not None and phrase.head in self.stage.of_phrase:
                return self.stage.of_phrase[phrase.head]
            if phrase is not None and phrase.noun.kind == "group" and self.text.low(phrase.first - 1) in self.sheet.roles.words.of:
                return self.stage.add_phrase(phrase)
        return None

    def is_people(self, unit: Unit) -> bool:
        """« Une collaboratrice », « les parents »: by its ending, or as the plural subject of a verb."""
        word = self.text.words[unit.place]
        return self.sheet.is_agent(unit.place) or (word.feat("Number") == "Plur" and self.text.deprel(unit.place).startswith("nsubj"))

    def of_noun(self, unit: Unit, words: range) -> Answer:
        """A noun that no table knows: the body it belongs to, else itself under its own words if it can be somebody, else nobody.

        « Les parents d'Ana Lindt » are not she.
        """
        inner = self.inner_actor(unit.end, words.stop)
        belongs = inner is not None and self.text.low(unit.end) in self.sheet.roles.words.of
        if inner is not None and belongs and (self.stage.players[inner].actor.kind != "person" or not self.is_people(unit)):
            return Answer((inner,))
        known = self.stage.by_last_name(self.text.words[unit.place].form)
        if known is not None:
            return Answer((known,))
        some = self.text.low(unit.place) in self.sheet.roles.words.some_people and len(words) == 1
        if not some and not self.sheet.is_agent(unit.place):
            return NOBODY
        end = unit.end
        while (
            end < words.stop
            and self.text.upos(end) in {"ADJ", "NOUN", "ADP", "PROPN"}
            and self.text.low(end) not in self.sheet.roles.words.joiners
        ):
            end += 1
        while end > unit.end and self.text.upos(end - 1) == "ADP":
            end -= 1
        return Answer((self.stage.add_noun(unit.place, end),))
