"""Clauses without a complementiser: "said the talks had failed", "polls show Valdrin leading", "three men who officials say were armed"."""

from __future__ import annotations

from pourparler.quotations.cueing import Hit
from pourparler.quotations.scene import Scene
from pourparler.quotations.speaking import can_speak_at


def bare_clause(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """The verb of a clause without a complementiser and the first of its words behind the cue; None where the cue has no such clause."""
    if hit.cue.kind == "noun":
        return None
    for root in [c for c in scene.those(hit.place, "ccomp", "xcomp") if c > hit.last]:
        start = without_time(scene, min((p for p in scene.subtree(root) if p > hit.last), default=root), root)
        if stands_bare(scene, root, start, hit) and scene.forms[start] not in scene.language.syntax.questions:
            return root, start
    return None


def stands_bare(scene: Scene, root: int, start: int, hit: Hit) -> bool:
    """Whether a clause has a finite verb and a subject; or a subject and a participle; or is a gerund right behind its cue."""
    if opens_aside(scene, root, start, hit) or is_himself(scene, root) or is_incise(scene, root, start) or is_about(scene, start, hit):
        return False
    carriers = (root, *scene.those(root, "aux", "cop"))
    subject = any(scene.has_subject(p) for p in carriers)
    if any(scene.words[p].feat("VerbForm") == "Fin" for p in carriers) or is_mistaken_past(scene, root):
        whole = scene.words[root].upos != "AUX" or len(scene.subtree(root)) > 2  # not "as she said she would"
        return scene.words[root].deprel == "ccomp" and subject and whole
    gerund = scene.is_participle(root) and not scene.those(root, "mark", "case")
    return gerund and (scene.has_subject(root) or (start == root and root == hit.last + 1))


def is_mistaken_past(scene: Scene, root: int) -> bool:
    """"said sailors nearby helped": a past tense that the parser took for a participle, with a subject before it and no auxiliary."""
    word = scene.words[root]
    past = word.feat("VerbForm") == "Part" and not scene.is_participle(root)
    return past and not scene.those(root, "aux", "aux:pass", "cop") and any(c < root for c in scene.those(root, "nsubj"))


def opens_aside(scene: Scene, root: int, start: int, hit: Hit) -> bool:
    """"…," Lindt told Vorn, after he admitted that …: behind a comma a conjunction leads to an aside, whatever the tree makes of it."""
    return start - 1 > hit.last and scene.forms[start - 1] == "," and scene.words[start].upos == "SCONJ" and scene.words[start].head != root


def is_about(scene: Scene, start: int, hit: Hit) -> bool:
    """"highlighted the steps his office is taking": right behind a thing that is the object the clause says which."""
    things = [c for c in scene.those(hit.place, "obj") if c > hit.last and scene.words[c].upos == "NOUN" and not can_speak_at(scene, c)]
    return "object" in hit.cue.frames and any(max(scene.subtree(c, ("ccomp", "acl:relcl"))) == start - 1 for c in things)


def is_incise(scene: Scene, root: int, start: int) -> bool:
    """"She hoped, he wrote, that …": between commas who reports it, and behind them the clause."""
    clauses = [min(scene.subtree(c)) for c in scene.those(root, "ccomp") if c > root and scene.lemmas[root] in scene.language.cues.by_head]
    accepted = scene.language.syntax.complementisers
    return scene.forms[start - 1] == "," and any(scene.forms[p - 1] == "," and scene.forms[p] in accepted for p in clauses)


def is_himself(scene: Scene, root: int) -> bool:
    """"found himself facing a crowd": nothing is said."""
    return any(scene.forms[c] in scene.language.syntax.reflexives for c in scene.those(root, "nsubj"))


def without_time(scene: Scene, start: int, root: int) -> int:
    """Past a day that belongs to the cue: "told reporters on Monday the talks had failed"; a day that is the subject stays."""
    place = start
    while place < root and (scene.is_time(place) or (scene.words[place].upos == "ADP" and scene.is_time(place + 1))):
        place += 1
    loose = place > start and scene.words[place - 1].deprel.startswith(("obl", "nmod", "flat", "nummod", "case")) and scene.forms[place] != ","
    return place if loose and scene.words[place].deprel != "case" and scene.words[place - 1].head in (root, *scene.above(root), start - 1) else start


def drawn_out(scene: Scene, root: int, hit: Hit) -> int | None:
    """The relative pronoun before the cue that is a part of the clause behind it: "the men who officials say were armed"."""
    first = min(hit.words)
    own = [c for c in scene.those(root, "nsubj", "obj", "nsubj:pass") if c < first and scene.forms[c] in scene.language.syntax.relatives]
    return own[0] if own else None


__all__ = ["bare_clause", "drawn_out"]
