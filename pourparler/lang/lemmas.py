"""`lemmas.tsv`: forms of cue verbs that a parser lemmatises or tags wrongly, with the lemma and the features they have as verbs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pourparler.errors import PackError
from pourparler.lang.tables import read_tsv

ANY = "*"
UNSURE = "_"
VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Inflected:
    """A form as a verb: its lemma, and its features in the manner of Universal Dependencies ("Mood=Ind|Tense=Pres|VerbForm=Fin").

    `feats` is empty where the form may be several things (« dit »: the parser knows better which).
    """

    lemma: str
    feats: str


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """Corrections by form and tag. A row with `*` holds whatever the tag: such a form can be nothing but the verb."""

    rows: dict[tuple[str, str], Inflected]

    @classmethod
    def load(cls, path: Path) -> LemmaTable:
        """The table of a pack, empty where the pack has none; refuses a form that stands twice under one tag."""
        rows: dict[tuple[str, str], Inflected] = {}
        for row in read_tsv(path) if path.exists() else ():
            key = (row["form"], row["upos"])
            if key in rows:
                raise PackError(f"{path.parent.name}/{path.name}: {row['form']!r} stands twice under {row['upos']!r}")
            rows[key] = Inflected(row["lemma"], "" if row["feats"] == UNSURE else row["feats"])
        return cls(rows)

    def of(self, form: str, upos: str) -> Inflected | None:
        """What the form is where the parser tagged it so; None where the parser is to be believed.

        A word with a capital that is no verb to the parser may be a name (« Vante »): a row for any tag does not reach it.
        """
        low = form.lower()
        exact = self.rows.get((low, upos))
        if exact is not None or (upos not in VERBAL and form[:1].isupper()):
            return exact
        return self.rows.get((low, ANY))

    def verb(self, form: str) -> Inflected | None:
        """What the form is as a verb, whatever the parser says; for places where only a verb can stand (« », souffle un diplomate »)."""
        low = form.lower()
        return self.rows.get((low, "VERB")) or self.rows.get((low, ANY))
