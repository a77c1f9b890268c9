"""Where a reported clause ends: its subtree, mended where the tree cut it short, and cut where the journalist's own voice comes back."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.scene import Scene

Stretch = tuple[int, int]
"""The first and the last word, both included."""


def end_of_clause(scene: Scene, root: int, hit: Hit) -> int:
    """The last word of a clause: its subtree, unbroken, in the zone of the cue, and not beyond another cue that shares the cue's subject."""
    tree = scene.subtree(root)
    last = max(tree)
    last = grown(scene, root, last, hit)
    for place in range(root + 1, last + 1):
        if leaves_clause(scene, place, root, hit):
            last = before_gerund(scene, place)
            break
        if scene.zones[place] == scene.zones[hit.place] and (is_other_clause(scene, place, root) or leads_on(scene, place)):
            last = place - 1
            break
    dangling = scene.language.syntax.conjunctions | scene.language.syntax.contrasts
    while last > root and (scene.is_point(last) or scene.forms[last] in dangling) and scene.zones[last] < 0:
        last -= 1
    return last


def with_complements(scene: Scene, hit: Hit, end: int) -> int:
    """« a exprimé sa crainte de quitter l'Union »: complements that follow the noun closely and that the tree hung on the verb."""
    syntax = scene.language.syntax
    while end + 1 < len(scene.words):
        opens = end + 1 + (scene.forms[end + 1] == "," and end + 2 < len(scene.words) and scene.forms[end + 2] in syntax.additions)
        head = scene.words[opens].head
        follows = head > opens and scene.words[head].head == hit.place and scene.words[opens].deprel in ("case", "mark", "cc")
        if scene.words[opens].deprel == "cc" and scene.words[head].upos not in ("NOUN", "PROPN"):
            return end
        led = scene.is_participle(head) and scene.forms[opens] not in syntax.infinitive_markers
        if not follows or scene.forms[opens] in syntax.settings or scene.is_time(head) or led:
            return end
        end = max(opens, end_of_clause(scene, head, hit))
    return end


def before_own_gerund(scene: Scene, start: int, root: int) -> int:
    """« a jugé que le dialogue avançait, tout en accusant … »: the verb of the clause where the tree took the speaker's gerund for it."""
    loose = scene.is_participle(root) and scene.forms[root - 1] in scene.language.syntax.gerunds and scene.after_comma(root)
    finite = [p for p in range(start, root) if scene.words[p].feat("VerbForm") == "Fin" and scene.words[p].upos == "VERB"]
    return finite[-1] if loose and finite else root


def grown(scene: Scene, root: int, last: int, hit: Hit) -> int:
    """The end of a clause that the tree cut short: a verb without its predicate, or words that go on without a point."""
    if scene.words[root].lemma in scene.language.syntax.auxiliaries and last <= root + 1:
        last = max(last, next((p for p in range(len(scene.words) - 1, root, -1) if not scene.is_point(p)), last))
    while last + 1 < len(scene.words) and clings(scene, last + 1, hit):
        last = max(last + 1, max(p for p in scene.subtree(last + 1)))
    return min(last, len(scene.words) - 1)


def clings(scene: Scene, place: int, hit: Hit) -> bool:
    """Whether a word right after the clause belongs to it though the tree hung it elsewhere."""
    if scene.zones[place] != scene.zones[hit.place] or scene.is_point(place) or scene.is_mark(place) or scene.is_time(place):
        return False
    if scene.forms[place] in scene.language.syntax.infinitive_markers and scene.words[place].deprel == "mark":
        return False
    return scene.words[place].upos not in ("CCONJ", "SCONJ", "VERB", "AUX", "ADP", "ADV", "PRON") and scene.forms[place] not in ("-", "–", "—", "(")


def leaves_clause(scene: Scene, place: int, root: int, hit: Hit) -> bool:
    """« …, tout en mettant en garde », « … et a exprimé »: a gerund or a second verb of the speaker's belongs to his sentence again."""
    if scene.zones[place] != scene.zones[hit.place]:
        return False
    if scene.is_participle(place) and place > root + 1 and (scene.after_comma(place) or is_cue_gerund(scene, place)):
        return True
    return is_second_verb(scene, place, root, hit)


def is_cue_gerund(scene: Scene, place: int) -> bool:
    """« … en accusant l'opposition de … »: a gerund that is a cue says what the speaker did with his words."""
    return scene.forms[place - 1] in scene.language.syntax.gerunds and scene.lemmas[place] in scene.language.cues.by_head


def is_second_verb(scene: Scene, place: int, root: int, hit: Hit) -> bool:
    """A cue after « et » or « mais », without a subject of its own, in the shape of the first cue and not of the clause."""
    if scene.own_subject(place) or scene.words[place].upos not in ("VERB", "AUX"):
        return False
    bare = scene.words[place].feat("VerbForm") == "Part" and not scene.auxiliaries(place) and not scene.is_participle(place)
    if not bare and not scene.is_finite(place):
        return False
    first = min([place, *scene.those(place, "aux")])
    while first > 0 and scene.forms[first - 1] in scene.language.syntax.clitics:
        first -= 1
    if first == 0 or scene.forms[first - 1] not in scene.language.syntax.conjunctions:
        return False
    if scene.lemmas[place] not in scene.language.cues.by_head and scene.forms[max(0, first - 2)] != ",":
        return False
    if bare:
        return (scene.shape(hit.place)[2] and not scene.shape(root)[2]) or acts_on(scene, place, root, hit)
    return scene.shape(place) == scene.shape(hit.place) and (scene.shape(root) != scene.shape(hit.place) or scene.zones[root] >= 0)


def acts_on(scene: Scene, place: int, root: int, hit: Hit) -> bool:
    """"denied that it had been raised and voiced regret": with an object of its own no second passive, but a past tense of the speaker's."""
    says = any(len(cue.words) == 1 for cue in scene.language.cues.by_head.get(scene.lemmas[place], ()))
    plain = scene.language.syntax.subject_first and says and not scene.shape(hit.place)[2]
    return plain and bool(scene.those(root, "aux:pass")) and bool(scene.those(place, "obj", "ccomp"))


def before_gerund(scene: Scene, place: int) -> int:
    """The last word before a verb and the small words that lead to it (tout en, y, a)."""
    last = place - 1
    while last > 0 and (scene.words[last].upos in ("AUX", "ADV", "CCONJ") or scene.forms[last] in scene.language.syntax.clitics):
        last -= 1
    return last


def is_other_clause(scene: Scene, place: int, root: int) -> bool:
    """« …, mais la rencontre a été reportée », « …, alors que la guerre dure »: after a comma the journalist's own voice comes back."""
    syntax = scene.language.syntax
    if scene.forms[place] in syntax.conjunctions and (scene.forms[place - 1] == "," or scene.forms[place] in syntax.contrasts):
        verb = scene.words[place].head
        after = scene.forms[place + 1] if place + 1 < len(scene.words) else ""
        return verb > place and scene.own_subject(verb) and scene.is_finite(verb) and after not in syntax.complementisers
    if is_comment(scene, place):
        return True
    opens = place + (scene.words[place].upos == "ADV" and place + 1 < len(scene.words))
    if scene.words[opens].upos == "SCONJ" and scene.forms[opens] in syntax.contrasts and scene.forms[place - 1] == ",":
        return True
    contrast = scene.forms[place - 1] in syntax.contrasts - syntax.conjunctions  # "…, but that it was late" goes on
    return is_joined(scene, place) and place >= 2 and scene.forms[place - 2] == "," and contrast


def is_comment(scene: Scene, place: int) -> bool:
    """"…, a claim that the envoy refused to discuss": an apposed noun of saying with a relative clause is the narrator's, on what was said."""
    if place == 0 or scene.forms[place - 1] != "," or scene.words[place].feat("Definite") != "Ind":
        return False
    noun = scene.words[place].head
    kinds = {cue.kind for cue in scene.language.cues.by_head.get(scene.lemmas[noun], ())} if noun > place else set()
    return "noun" in kinds and any(form in scene.language.syntax.relatives for form in scene.forms[noun + 1 : noun + 2])


def leads_on(scene: Scene, place: int) -> bool:
    """« a précisé que …  : « … » »: what stands between marks after the colon is a saying of its own."""
    return scene.forms[place] == ":" and place + 1 < len(scene.words) and scene.zones[place + 1] >= 0


def is_joined(scene: Scene, place: int, hit: Hit | None = None) -> bool:
    """« alors que », « ainsi que »: a conjunction of two words introduces nothing said; « il affirme aussi que » has none."""
    syntax = scene.language.syntax
    joined = place > 0 and scene.forms[place] in syntax.complementisers and scene.forms[place - 1] in syntax.joined
    if not joined or hit is None:
        return joined
    quoted = place - 2 == hit.last and place + 1 < len(scene.words) and scene.is_mark(place + 1)  # « expliquait alors que « … » »
    return not quoted and not (is_adverb_of(scene, place - 1, hit) and scene.words[place].deprel == "mark")


def is_adverb_of(scene: Scene, place: int, hit: Hit) -> bool:
    """Whether a word right behind a cue is an adverb of its own: « estime même que », « reconnaît tout de même que »."""
    head = scene.words[place].head if scene.words[place].deprel == "fixed" else place
    return scene.words[head].deprel.startswith("advmod") and scene.words[head].head == hit.place and head == hit.last + 1


def holds_marks(scene: Scene, stretch: Stretch) -> bool:
    return any(scene.zones[p] >= 0 for p in range(stretch[0], stretch[1] + 1))


def stretch_of(scene: Scene, root: int) -> Stretch:
    """A word's unbroken subtree around it, without the points at its ends."""
    tree = scene.subtree(root, ("acl:relcl", "parataxis"))
    first = last = root
    while first - 1 in tree:
        first -= 1
    while last + 1 in tree:
        last += 1
    return scene.trim(first, last)
