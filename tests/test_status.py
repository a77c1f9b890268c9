"""How sure a saying is: asserted, denied, unverified, hypothetical; every entry of the tables by its example, then each construction."""

from __future__ import annotations

import pytest
from marked import article, unmark

from pourparler.dates import resolve_dates
from pourparler.lang import load
from pourparler.lang.setting import StatusClue
from pourparler.model import Quotation
from pourparler.parsing import parse
from pourparler.quotations import find_quotations

CODES = ("fr", "en")

FRENCH = {
    "denied": [
        "Le maire n'a pas dit [content que la rue serait fermée].",
        "La ministre n'a jamais déclaré [content que la loi serait retirée].",
        "Personne n'a affirmé [content que le barrage était sûr].",
        "Ni le préfet ni le procureur n'ont confirmé [content que l'enquête était close].",
        "Aucun témoin n'a déclaré [content que la porte était ouverte].",
        "Le porte-parole n'a pas souhaité dire [content si le ministre viendrait].",
        "Le ministère n'a pas été en mesure de préciser [content si les vols reprendraient].",
    ],
    "asserted": [
        "Le maire a dit [content que la rue ne serait pas fermée].",
        "L'avocat dément [content que son client ait fui].",
        "Le maire n'a évoqué [content qu'une solution provisoire].",
        "Le chef du parti affirme [content ne pas être candidat].",
        "Si la maire a annoncé [content que le parc ouvrirait], les travaux n'ont pas commencé.",
        "Selon le ministère, [content la taxe pourrait être relevée].",
        "La ministre a dit [content que les écoles rouvriraient lundi].",
        "Le syndicat souhaiterait [content que la prime soit versée].",
        "Le préfet a dû admettre [content que la digue avait cédé].",
        "Il préparait son départ, a dit [content que tout allait bien].",
    ],
    "unverified": [
        "Le trésorier aurait déclaré [content que la caisse était vide].",
        "« [content Je pars] », se serait écrié le directeur.",
        "Selon la radio, [content les deux chefs se seraient parlé].",
        "Selon un voisin, [content il s'agirait d'un accident].",
        "Le journal révèle [content que le préfet aurait caché la lettre].",
    ],
    "hypothetical": [
        "Si le juge dit [content que la vente est nulle], la ferme sera rendue.",
        "La banque devrait annoncer [content que le taux baisse].",
        "Le maire va déclarer [content que la foire est reportée].",
        "La cheffe du parti pourrait répondre [content que rien n'est décidé].",
    ],
}
ENGLISH = {
    "denied": [
        "The mayor did not say [content that the road would close].",
        "The minister never said [content that the law would be dropped].",
        "Nobody said [content that the dam was safe].",
        "The spokesman would not say [content whether the minister would come].",
    ],
    "asserted": [
        "The mayor said [content that the road would not close].",
        "The lawyer denied [content that her client had fled].",
    ],
    "unverified": [
        "The treasurer reportedly said [content that the safe was empty].",
        "According to unconfirmed reports, [content the ship has left the harbour].",
    ],
    "hypothetical": [
        "If the judge says [content that the sale is void], the farm will be given back.",
        "The bank is expected to announce [content that rates will fall].",
        "Should the judge say [content that the sale is void], the farm will be given back.",
    ],
}


def said(sentence: str, code: str) -> list[tuple[str, Quotation]]:
    """The quotations whose content is the marked one, or the nearest to it."""
    text, spans = unmark(sentence)
    example, language = article(text, code), load(code)
    sentences = parse(example)
    times = [timex.span for timex in resolve_dates(example, sentences, language, None)]
    wanted = spans["content"][0]
    found, _ = find_quotations(example, sentences, language, times)
    return [(text, quotation) for quotation in found if any(span.overlaps(wanted) for span in quotation.content)]


def cases(table: dict[str, list[str]], code: str) -> list[object]:
    return [pytest.param(code, status, sentence, id=sentence) for status, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("code", "status", "sentence"), [*cases(FRENCH, "fr"), *cases(ENGLISH, "en")])
def test_each_construction(code: str, status: str, sentence: str) -> None:
    found = said(sentence, code)
    assert found, "no quotation"
    assert found[0][1].status == status


@pytest.mark.parametrize(("code", "clue"), [pytest.param(c, e, id=f"{c}:{e.place}:{e.words}") for c in CODES for e in load(c).setting.file.status])
def test_each_entry_does_what_its_example_shows(code: str, clue: StatusClue) -> None:
    found = said(clue.example, code)
    assert found, "no quotation"
    assert found[0][1].status == clue.means
