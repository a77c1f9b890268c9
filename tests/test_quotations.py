"""Who is reported to say what, as marked-up sentences: one construction each, all written for this test.

`[source …] [cue …] [content …]`; a role in several pieces is marked piece by piece. A line with no mark-up at all must give no quotation.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import article, unmark

from pourparler.dates import resolve_dates
from pourparler.lang import load
from pourparler.model import Quotation
from pourparler.parsing import parse
from pourparler.quotations import find_quotations

FRENCH = [
    "[source La ministre] [cue a déclaré] [content que la réunion aurait lieu mardi].",
    "[content « Nous reprendrons lundi »], [cue a annoncé] [source la cheffe de la délégation].",
    "[content « Rien n’est signé »], [cue a]-t-[source il] [cue ajouté] devant la presse.",
    "[content « La trêve tiendra], [cue assure] [source le général Orel][content , car chacun y gagne. »]",
    "[content « La porte reste ouverte »], [cue a répondu] [source le négociateur]. [content « Elle ne le restera pas. »]",
    "[cue Selon] [source le ministère], [content deux convois ont passé la frontière].",
    "[content Les discussions reprendront jeudi], [cue selon] [source un diplomate nordique].",
    "[cue Pour] [source Alma Orel], [content « l’heure est à la prudence »].",
    "[content Cinq écoles ont été touchées], [cue a affirmé] [source l’Organisation] lundi.",
    "[source Le porte-parole] [cue a indiqué] [content que la salle serait fermée et que la presse attendrait dehors].",
    "[source Moscou] [cue a dit] [content vouloir poursuivre le dialogue].",
    "[source Anton Orel] : [content « Nous ne céderons pas. »]",
    "[source Elle] a quitté la salle [cue en rappelant] [content que le mandat expirait en mars].",
    "[source Le président] [cue a précisé] [content qu' »on ne peut rien garantir. »]",
    "[source L’élue] [cue a demandé] [content si l’accord serait soumis au vote].",
    "[source Le Kremlin] [cue n’a pas dit] [content que la rencontre était annulée].",
    "[source Ana Lindt] [cue a démenti] [content avoir proposé un échange].",
    "[source Le délégué] [cue s’est dit] [content « déçu »].",
    "[source Le communiqué de la présidence] [cue évoque] [content « des échanges francs »].",
    "[source Les deux ministres] [cue ont exprimé] [content leur crainte de voir la trêve échouer].",
    "La mission revient à [source la cheffe des observateurs pour la Syrie], qui [cue considère] [content que la trêve tient].",
    "Le texte avait été bloqué par [source Valdrin], qui [cue estimait] [content que la somme était trop forte].",
    "[source Il] [cue a également assuré] lors d’un entretien [content que les convois poursuivraient leur route].",
    "Le 3 avril, [source Anton Orel, attaché de presse du gouvernement], [cue annonce] [content que le pont rouvrira].",
    "Interrogé lundi à Vienne, [source Anton Orel], battu au premier tour, [cue a affirmé] [content qu’il ne reviendrait pas].",
    "« [source Orbis] » [cue a affirmé] [content que la lettre était fausse].",
    "[cue Selon] [source le ministre des transports, Anton Orel], [content les trains rouleront lundi].",
    "[cue Pour] [source Anton Orel, le directeur du port], [content le quai a perdu tout crédit].",
    "[cue Selon] [source Orbis], [content Ana Lindt, ancienne ministre, sera candidate].",
    "[cue De] [source source diplomatique], [content deux convois ont quitté la ville].",
    "[source Le maire] [cue a ordonné] lundi, par décret, [content le gel des loyers].",
    "[source Les éditeurs] [cue ont exprimé], à mots couverts, [content leur colère].",
    "Il a quitté un parti que [source ses amis] [cue jugent] [content « trop sage »].",
    "[content Un navire a été saisi], [cue a affirmé] [source le procureur de Vienne, Anton Orel].",
    "[source Il] [cue avait d’ailleurs annoncé] [content vouloir partir].",
    "[content La ligue], [cue selon] [source la mairie], [content vend du vin].",
    "[source La gardienne] [cue a qualifié] [content ses rivales] [cue de] [content « bande de lâches »] avant de partir.",
    "[source La juge] [cue estime] même [content que la loi est nulle].",
    "[source Anton Orel] [cue reconnaît] tout de même [content qu’il faut attendre].",
    "[source Le député Orel] [cue a affirmé] lors de la marche [content que le Royaume-Uni « aurait déjà été libéré » si M. Orel avait été nommé].",
    "[source Plusieurs élus] [cue accusent] le Front du Nord, un groupe lié au port, [content d’être responsable des vols].",
    "[source La ligue] [cue appelle] donc dans son communiqué [content à une solution rapide].",
    "[source Le parti] [cue a fait part] lundi [content de son étonnement].",
    "[source L’animatrice] [cue a demandé] [content pourquoi].",
    "[source La ligue] [cue confirme] [content ces déclarations] et a ouvert une enquête.",
    "[source Orel] est arrivé à Vienne et [cue évoque] [content un « crime ignoble »].",
    "[source Le maire], lors de la séance du 3 mars, [cue a accusé] l’État [content de cacher les chiffres].",
    "[source Alain Dorel] a vendu le prêt du port [cue affirmant] [content qu’il le fallait].",
    "[source L’adjoint au maire de la ville, Anton Orel], [cue affirme] [content que la fête aura lieu].",
    "[source La garde] [cue annonce] [content que le chauffeur, un homme de trente ans, a été tué].",
    "[source Le maire] [cue a proposé] le 15 mars [content le gel des loyers].",
    "[cue Selon] [source certains experts], [content la digue est un danger].",
    "Il est pour le moins troublant de remarquer que la ligue est interdite.",
    "Pour la première participation de la paire aux Jeux, la foule est venue.",
    "Ces mesures font écho aux annonces du port.",
    "[source L’imam, Karim Dorel], est [content « effaré par ce crime odieux »].",
    "[cue Pour] [source le député Karim Dorel, soutien du maire], [content le « candidat s’est trompé de combat »].",
    "La porte est « grande ouverte aux quatre vents ».",
    "La petite équipe est venue en fin d’après-midi, à Vienne.",
    "Hier, [cue selon] [source Météo Nord], [content « la tempête quitte le pays »].",
    "« Vent d’est » est maintenant le nom de la tempête.",
    "L’équipe, « très triste », a proposé son aide à la ville.",
    "En janvier, on déplore des chutes d’arbres.",
    "La Ligue du Nord, selon son sigle LN, tient la ville.",
    "Les voitures circulent, selon le jour, sur une ou deux voies.",
    "Les élus seront appelés à voter le budget.",
    "On notera que le musée est fermé.",
    "Il est à noter que les deux villes se ressemblent.",
    "Il quitte la chaîne pour laquelle il travaillait depuis dix ans.",
    "Les policiers les ont entendus rire.",
    "Cent pays ont reconnu le Kosovo.",
    "Les combats les ont opposés à la garde.",
    "Ils ont fondé un groupe : « Les stylos bleus ».",
    "Le coureur finit en 19\"78 et bat son rival de 3\"10.",
    "Le parti a publié les listes autorisées à concourir.",
    "La séance est ouverte. Le « Pont des otages » paraît en mars.",
    "La réunion dite « de la dernière chance » s’ouvre mardi.",
    "Le ministre a rencontré son homologue à Vienne.",
    "L’acteur, qui participait à la réunion, a été écarté par le capitaine Jan Orel.",
    "C’est aussi [cue l’avis] d’[source Ana Lindt, la maire] : [content « Rien ne presse. »]",
    "Il lui [cue est reproché] [content d’avoir vendu le port].",
    "Ému, [source Orel] a salué le maire, [cue confiant] [content que la nuit serait longue].",
    "[source Le délégué] [cue a annoncé] [content sa volonté de renforcer la garde].",
    "[content Je le « prouverai »], [cue a]-t-[source il] [cue conclu].",
    "[content « Rien n’est fini, nous attendons encore. »]\n[cue —] [source Anton Orel]",
    "[source Ana Lindt] [cue expliquait] alors [content que « les juges verront six points dans ce décret »].",
    "[content La Norvège], [cue affirme] [source Orel], [content « ment à ses voisins depuis dix ans »].",
    "[content « La loi suffit » et le ministre doit « agir »], [cue a précisé] [source le Conseil d’État].",
    "La mesure a poussé [source le maire], Paul Orel, à démissionner, [cue affirmant] [content que le port serait vendu].",
    "[content Le plan] [cue avait été annoncé] par [source le président Orel] lors de sa campagne.",
    "[content « Il fait froid »], [cue a déclaré] [source Ana Lindt, porte-parole de la ville].",
    "Le texte a été lu par le ministre, [source Paul Orel], lequel l’[cue a qualifié d’][content « utile »].",
    "Le préfet vient de faire sa part du chemin.",
    "Après l’orage, l’eau reprendrait « dans la nuit ».",
    "La « petite grève », comme on l’appelle à Vienne, a tenu trois jours.",
    "Le maire a transmis une liste de plusieurs enfants « déportés ».",
    "[source Le maire] [cue dément] [content la nouvelle d’une vente].",
    "[source Anton Orel], lui, [cue espère] [content parler à Paul Valdrin avant le vote].",
    "La séance portait sur la justice ( « La loi suffit-elle à tous les hommes de la ville ? » ).",
    "Le risque était fort, ce qui veut dire que des avalanches sont possibles.",
    "[content « Il s’agit de donner un cap à la ville »], [cue a]-t-[source il] [cue d’abord affirmé], avant de partir.",
    "[cue Selon] [source les médias], [content l’homme, après s’être retranché dans le cinéma, a été tué].",
    "Riyad : [source Moscou et Washington] [cue conviennent] [content de rouvrir la digue].",
]
ENGLISH = [
    "[source The minister] [cue said] [content that talks would resume on Monday].",
    "[source The envoy] [cue said] [content the talks would resume].",
    "[content “We will not yield,”] [source the general] [cue said].",
    "[content “We will wait,”] [cue said] [source Anna Orel, the chief negotiator].",
    "[cue According to] [source the ministry], [content two convoys crossed the border].",
    "[source The spokesman] [cue promised] [content to publish the letter].",
    "The minister met her counterpart in Vienna.",
]


def read(sentence: str, language: str) -> tuple[str, tuple[Quotation, ...], dict[str, list[str]]]:
    text, spans = unmark(sentence)
    example = article(text, language)
    sentences = parse(example)
    times = [timex.span for timex in resolve_dates(example, sentences, load(language), None)]
    quotations, _ = find_quotations(example, sentences, load(language), times)
    return text, quotations, {role: [span.slice(text) for span in found] for role, found in spans.items()}


@pytest.mark.parametrize("sentence", FRENCH)
def test_french(sentence: str) -> None:
    check(sentence, "fr")


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english(sentence: str) -> None:
    check(sentence, "en")


def check(sentence: str, language: str) -> None:
    text, quotations, wanted = read(sentence, language)
    if not wanted:
        assert [[s.slice(text) for s in q.content] for q in quotations] == []
        return
    assert len(quotations) == 1, [(q.rule, [s.slice(text) for s in q.content]) for q in quotations]
    only = quotations[0]
    found = {"source": only.source, "cue": only.cue, "content": only.content}
    for role in ("content", "source") + (("cue",) if "cue" in wanted else ()):
        assert [span.slice(text) for span in found[role]] == wanted.get(role, []), role


PIECES = st.lists(
    st.sampled_from(
        [
            "Le ministre a dit que ",
            "« Nous partons",
            " »",
            ", a-t-il ajouté",
            ". ",
            "\n",
            "selon Paris",
            " : ",
            "“",
            "”",
            "l’accord",
            " 🕊 ",
            "e\u0301",
            "Elle nie ",
            "« »",
            ", dénonçant ",
        ]
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_whatever_the_text_every_span_lies_in_it_and_holds_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    example = article(text, "fr")
    quotations, notes = find_quotations(example, parse(example), load("fr"))
    for quotation in quotations:
        spans = [*quotation.content, *quotation.cue, *quotation.source]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert any(letter.isalnum() for span in quotation.content for letter in span.slice(text))
        assert sorted(quotation.content) == list(quotation.content)
    assert all(0 <= note.span.start <= note.span.end <= len(text) for note in notes)
    assert len({quotation.id for quotation in quotations}) == len(quotations)


def test_who_is_called_otherwise_says_nothing() -> None:
    assert read("L'artiste Ernest Doubek, dit Nesto Doubek, est né à Riga.", "fr")[1] == ()
    assert read("Karel Ostrec, dit Karl Ostrec, s'est éteint lundi.", "fr")[1] == ()


def test_marks_that_a_source_would_cut_are_its_own() -> None:
    text, (quotation,), _ = read("Le fondateur des « Citrons » a réclamé « l'annulation des taxes ».", "fr")
    assert [span.slice(text) for span in quotation.source] == ["Le fondateur des « Citrons »"]


def test_what_is_announced_does_not_announce_the_name_before_it() -> None:
    assert read("Le groupe autoproclamé « Nord uni » a annoncé la mort de son chef.", "fr")[1] == ()


def test_the_gerund_behind_a_clause_is_the_speakers_own_saying() -> None:
    text, (said, accused), _ = read(
        "Devant la garde, le président Paul Orel a jugé que le dialogue avec Washington avançait, tout en accusant certains élus de le saboter.", "fr"
    )
    assert [span.slice(text) for span in said.content] == ["que le dialogue avec Washington avançait"]
    assert [span.slice(text) for span in accused.cue] == ["en accusant"]
    assert accused.source == said.source and said.source[0].slice(text) == "le président Paul Orel"


def test_according_to_her_in_the_midst_of_a_demand_speaks_of_the_quality_alone() -> None:
    sentence = "La ligue a exigé la restitution de six biens immobiliers saisis, selon elle, de façon illégale entre 2016 et 2018."
    text, quotations, _ = read(sentence, "fr")
    by_source = {quotation.source[0].slice(text): [span.slice(text) for span in quotation.content] for quotation in quotations}
    assert by_source["elle"] == ["saisis", "de façon illégale entre 2016 et 2018"]
    assert "La ligue" in by_source


def test_a_sentence_ends_behind_a_name_of_one_letter() -> None:
    text, (first, second), _ = read("« C’est fini », a-t-il fait savoir sur X. Anton Orel espère que la digue tiendra.", "fr")
    assert [span.slice(text) for span in first.content] == ["« C’est fini »"]
    assert [span.slice(text) for span in second.source] == ["Anton Orel"]
