"""Which role phrase belongs to which name.

« le ministre malien, Jeanne Valdrin », « Valdrin, porte-parole du parti », « le quotidien Le Fanal ».
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pourparler.actors.names import Name
from pourparler.actors.phrases import Phrase
from pourparler.actors.text import CLAUSAL, Text
from pourparler.lang.roles import RoleTable

BEARING = frozenset({"person", "organisation", "medium", "party", "company", "group"})


def describe(text: Text, roles: RoleTable, names: Sequence[Name], phrases: Sequence[Phrase]) -> dict[Name, tuple[Phrase, ...]]:
    """The phrases that say who a name is. In « Valdrin, maire d'Ostrec, ancien préfet » both speak of Valdrin."""
    starts = {name.first: name for name in names}
    ends = {name.end: name for name in names}
    found: dict[Name, list[Phrase]] = defaultdict(list)
    outer: dict[int, Phrase] = {}
    persons = Counter(phrase.end for phrase in phrases if phrase.noun.kind == "person")
    whole = {end for end, count in persons.items() if count > 1}
    for phrase in phrases:
        over = outer.setdefault(phrase.end, phrase)
        after = name_after(text, roles, phrase, starts) if over is phrase or not serves(text, roles, over, phrase) else None
        if after is not None and over is phrase and phrase.end in whole and name_before(text, roles, phrase, ends) is not None:
            after = None  # « Valdrin, le conseiller du président Ostrec »: Ostrec is the president
        if after is not None:
            found[after].append(phrase)
    taken = {phrase for group in found.values() for phrase in group}
    whose = {inner: name for name, group in found.items() for phrase in group for inner in phrase.names}
    for phrase in phrases:
        before = None if phrase in taken else name_before(text, roles, phrase, ends)
        if before is not None:
            bearer = whose.get(before, before)
            found[bearer].append(phrase)
            whose.update(dict.fromkeys(phrase.names, bearer))
    return {name: tuple(group) for name, group in found.items()}


def name_after(text: Text, roles: RoleTable, phrase: Phrase, starts: dict[int, Name]) -> Name | None:
    """« le président russe Vladimir Ostrec », « le ministre, M. Ostrec », « le journal Le Fanal », « le parquet national (PN) »."""
    if phrase.noun.kind not in BEARING or phrase.number == "plural":
        return None
    place = phrase.end
    person = phrase.noun.kind == "person"
    if text.low(place) == "," if person else text.low(place) == "(" and text.low(place + 2) == ")":
        place += 1
    if place < len(text) and text.words[place].form in roles.titles:
        place += 1
    if not person and place not in starts and text.low(place) in roles.words.articles:
        place += 1
    name = starts.get(place) or (None if person else set_off(text, roles, phrase, starts))
    return name if name is not None and can_bear(text, roles, phrase, name) else None


def serves(text: Text, roles: RoleTable, outer: Phrase, inner: Phrase) -> bool:
    """"Adviser to the Vice President Ostrec": Ostrec is the adviser. « le porte-parole du président Ostrec »: the president."""
    before = inner.first - 1
    people = outer.noun.kind == inner.noun.kind == "person" and inner.reference == "definite"
    return people and text.upos(before) == "ADP" and text.low(before) not in roles.words.of | roles.words.fused


def set_off(text: Text, roles: RoleTable, phrase: Phrase, starts: dict[int, Name]) -> Name | None:
    """« la première banque du pays, la Banque Lumen, a … »: a body named between commas, right after the phrase that says what it is."""
    article = phrase.end + 1
    if phrase.reference != "definite" or text.low(phrase.end) != "," or text.low(article) not in roles.words.definite:
        return None
    name = starts.get(article + 1)
    body = name is not None and (name.body or any(fact.kind == "organisation" for fact in name.facts))
    return name if name is not None and body and text.low(name.end) in {",", "("} else None


def can_bear(text: Text, roles: RoleTable, phrase: Phrase, name: Name) -> bool:
    """The name after a phrase is its bearer: no state, no subject of a new clause, not the person whose government it
    is, not the body or region that the role is over (« le porte-parole du syndicat Lumen »), and not the owner of a body (« le parti du
    président Valdrin »)."""
    if not text.together(phrase.head, name.first) or (any(fact.kind == "country" for fact in name.facts) and not name.titled):
        return False
    governs = phrase.noun.kind in {"organisation", "group"} and phrase.noun.sector in {"GOV", "MIL"}
    opening = phrase.reference == "bare" and text.opens(phrase.first)  # « Maire de Riga, Ostrec a refusé »
    new_clause = text.low(phrase.end) == "," and not opening and text.upos(name.end) in CLAUSAL and text.deprel(name.first).startswith("nsubj")
    which = len(name.parts) == 1 and not roles.is_given(name.form.casefold())
    last = roles.form_at(text.article.text, text.starts[phrase.end - 1], text.words[phrase.end - 1].form)
    body = last is not None and last.noun.kind in {*BEARING, "part"} - {"person"} and phrase.noun.kind == "person"
    other = which and name.first == phrase.end > phrase.core + 1 and (body or text.low(phrase.end - 1) in roles.words.place_nouns)
    owner = last is not None and last.noun.kind == "person" != phrase.noun.kind and phrase.end > phrase.core + 1
    return not (governs or new_clause or other or owner)


def name_before(text: Text, roles: RoleTable, phrase: Phrase, ends: dict[int, Name]) -> Name | None:
    """« Jeanne Ostrec, ministre malienne », « Ostrec (député) », « Ostrec, l'un des conseillers du maire »."""
    opening = phrase.first - 1
    while text.low(opening) in roles.words.one_of:
        opening -= 1
    among = any(text.low(place) in roles.words.ones for place in range(opening + 1, phrase.head))
    if phrase.noun.kind not in BEARING or phrase.reference == "possessive" or (phrase.number == "plural" and not among):
        return None
    while opening > 0 and text.upos(opening) == "ADV":
        opening -= 1
    name = ends.get(before_age(text, opening)) if text.low(opening) in {",", "("} else None
    if name is None or not text.together(name.first, phrase.head) or any(fact.kind == "country" for fact in name.facts):
        return None
    if phrase.noun.kind == "person" and any(fact.kind == "organisation" and fact.strength == "name" for fact in name.facts):
        return None
    return name if closes(text, phrase) else None


def before_age(text: Text, comma: int) -> int:
    """« Ostrec, 73 ans, maire », "Ostrec, 73, a mayor": the comma before the age, or the one given where no age stands between two."""
    number = next((place for place in (comma - 1, comma - 2) if text.upos(place) == "NUM" and text.low(place - 1) == ","), None)
    return comma if number is None else number - 1


def closes(text: Text, phrase: Phrase) -> bool:
    """What follows lets it be an aside: before a verb it would be a subject of its own, unless it has no article or stands in brackets."""
    aside = phrase.reference == "bare" or text.low(phrase.first - 1) == "("
    place = phrase.end
    if text.upos(place) == "CCONJ":  # "Looking to the summit, the president and the minister said": two subjects, no aside
        while place < len(text) and text.together(phrase.head, place) and text.low(place) != "," and text.upos(place) not in CLAUSAL:
            place += 1
    return aside or not text.together(phrase.head, place) or text.upos(place) not in CLAUSAL
