"""To whom, on what occasion, when and about what something was said: every entry of the tables by its example, then sentences of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import article, unmark

from pourparler.dates import resolve_dates
from pourparler.errors import PackError
from pourparler.lang import load
from pourparler.lang.setting import SettingTable
from pourparler.model import Span
from pourparler.parsing import parse
from pourparler.quotations import Saying, find_sayings
from pourparler.reader import Reader

CODES = ("fr", "en")

FRENCH = [
    "« Rien n'est perdu », a lancé à [addressee ses joueurs] l'entraîneur Aldo Brenn.",
    "La directrice leur avait répondu. Le gérant [addressee lui] a dit que la salle était prise.",
    "La préfète a appelé [addressee les habitants] à quitter la vallée.",
    "Le général a prévenu [addressee les députés] que la ville tomberait.",
    "Une source policière a confié à [addressee Reuters] que l'enquête avançait.",
    "Devant [addressee la presse], le maire a promis que la rue serait pavée.",
    "« La digue tiendra », a assuré le maire [occasion lors d'une réunion publique].",
    "[occasion Dans une lettre à ses électeurs], la sénatrice écrit que la loi est mauvaise.",
    "[occasion En marge du sommet], le roi a déclaré [time mardi] que la frontière resterait fermée.",
    "Le chanteur a annoncé [occasion sur Instagram] que la tournée était annulée.",
    "Le ministre a reconnu [occasion devant le Parlement] que la réforme coûterait cher.",
    "Le ministère a indiqué [time mardi] que les écoles rouvriraient jeudi.",
    "[time Hier soir], la maire a annoncé que le pont était fermé.",
    "« C'est fini », a dit [time lundi] le gardien.",
    "Interrogé par la presse sur [about la panne], l'exploitant a répondu que les câbles étaient vieux.",
    "Quant à [about la piscine], la maire a dit que les travaux avançaient.",
    "Sur [about le dossier des loyers], « rien ne changera », promet la maire.",
    "La ministre a dit que la réunion de mardi avait échoué.",
    "Le maire, qui a assisté à la cérémonie, a dit que la halle serait vendue.",
    "Le ministre a déclaré à Lisbonne que l'accord était proche.",
    "Les syndicats ont appelé à la grève générale.",
    "Nous nous félicitons que la paix revienne, a dit la ministre.",
    "Le négociateur a, quant à lui, affirmé que l'accord était mort.",
]
ENGLISH = [
    "The envoy told [addressee the deputies] that the road was closed.",
    "“We will wait,” the general told [addressee her soldiers].",
    "The mayor said to [addressee reporters] that the bridge was closed.",
    "The firm said [occasion in a statement] that the dam would hold.",
    "[occasion During a debate], the senator said that the budget was wrong.",
    "The airline said [time on Monday] that flights would resume on Wednesday.",
    "Asked about [about the missing letters], the clerk said that nothing was lost.",
    "The chancellor said that the debate about tolls was closed.",
]


def read(sentence: str, code: str) -> tuple[str, tuple[Saying, ...], dict[str, list[Span]]]:
    text, spans = unmark(sentence)
    example, language = article(text, code), load(code)
    sentences = parse(example)
    times = [timex.span for timex in resolve_dates(example, sentences, language, None)]
    return text, find_sayings(example, sentences, language, times)[0], spans


def seen(saying: Saying, text: str) -> dict[str, list[str]]:
    quotation = saying.quotation
    spans = {
        "addressee": saying.addressees,
        "occasion": (quotation.occasion,) if quotation.occasion else (),
        "time": saying.days,
        "about": quotation.about,
    }
    return {role: [span.slice(text) for span in found] for role, found in spans.items() if found}


@pytest.mark.parametrize(("code", "sentence"), [(c, s) for c, table in (("fr", FRENCH), ("en", ENGLISH)) for s in table])
def test_the_setting_of_a_saying(code: str, sentence: str) -> None:
    text, sayings, spans = read(sentence, code)
    assert sayings, "no quotation"
    wanted = {role: [span.slice(text).removeprefix("on ") for span in found] for role, found in spans.items()}
    assert seen(sayings[-1], text) == wanted


def entries() -> list[object]:
    found = [(code, entry) for code in CODES for entry in load(code).setting.file.circumstance]
    return [pytest.param(code, entry.role, entry.example, id=f"{code}:{entry.role}:{entry.words}") for code, entry in found]


@pytest.mark.parametrize(("code", "role", "example"), entries())
def test_each_entry_does_what_its_example_shows(code: str, role: str, example: str) -> None:
    text, sayings, spans = read(example, code)
    wanted = [span.slice(text) for span in spans[role]]
    held = [saying for saying in sayings if any(span.overlaps(spans["content"][0]) for span in saying.quotation.content)]
    assert wanted in [seen(saying, text).get(role) for saying in held]


def test_a_reading_names_those_spoken_to_and_the_day() -> None:
    text = "La ministre Clara Sorel est arrivée. Le maire lui a dit mardi que la rue serait fermée."
    reading = Reader(people=False).read(article(text, "fr"))
    only = reading.quotations[0]
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[actor] for actor in only.addressees] == ["Clara Sorel"]
    assert [timex.span.slice(text) for timex in reading.timexes if timex.id == only.said_on] == ["mardi"]
    assert not set(only.addressees) & set(only.speakers)


def test_what_is_said_to_me_is_said_to_the_speaker_around() -> None:
    text = "« Un médecin m'a dit : “Vous marcherez” », raconte Clara Sorel."
    outer, inner = Reader(people=False).read(article(text, "fr")).quotations
    assert inner.inside == outer.id
    assert inner.addressees == outer.speakers


def test_an_entry_that_stands_twice_is_refused(tmp_path: Path) -> None:
    source = load("fr").folder / "setting.toml"
    last = '\n[[circumstance]]\nwords = "lors de"\nrole = "occasion"\nexample = "[occasion Lors d\'un bal], il a dit [content que oui]."\n'
    (tmp_path / "setting.toml").write_text(source.read_text(encoding="utf-8") + last, encoding="utf-8")
    with pytest.raises(PackError, match="stands twice"):
        SettingTable.load(tmp_path, "fr")
