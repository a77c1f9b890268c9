"""Who is who in small texts of our own, and the examples of every entry of roles.toml."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pourparler.actors import Cast, Question, Voices, identify
from pourparler.gazetteer import Gazetteer
from pourparler.gazetteer import load as load_gazetteer
from pourparler.intake import key_of
from pourparler.lang import load
from pourparler.model import Actor, Article, Paragraph, Span
from pourparler.parsing import parse

CODES = ("en", "fr")
MARK = re.compile(r"\[|\]")
STATES = Gazetteer.empty()


def article_of(text: str, code: str) -> Article:
    lines = re.finditer(r"[^\n]+", text)
    return Article(key_of(text), "test", text, code, tuple(Paragraph(Span(*line.span()), "body", code) for line in lines))


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The plain text, and the spans between brackets."""
    spans: list[Span] = []
    start = 0
    for number, mark in enumerate(MARK.finditer(marked)):
        place = mark.start() - number
        if mark[0] == "[":
            start = place
        else:
            spans.append(Span(start, place))
    return MARK.sub("", marked), spans


def span_of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


@cache
def cast(text: str, code: str = "fr", people: bool = False) -> Cast:
    article = article_of(text, code)
    return identify(article, parse(article), load(code), load_gazetteer() if people else STATES)


def heard(marked: str, code: str = "fr") -> tuple[Voices, list[list[str]]]:
    """Everybody, and the names of the speakers of each bracketed source."""
    text, sources = unmark(marked)
    voices = cast(text, code).hear([Question((source,)) for source in sources])
    names = {actor.id: actor.name for actor in voices.actors}
    return voices, [[names[speaker] for speaker in answer.speakers] for answer in voices.answers]


def actor(text: str, name: str, code: str = "fr", people: bool = False) -> Actor:
    found = [actor for actor in cast(text, code, people).actors if actor.name == name]
    assert found, f"{name!r} is none of {[actor.name for actor in cast(text, code, people).actors]}"
    return found[0]


# the speakers of a source ----------------------------------------------------------------------------------------------------------------

FRENCH = [
    ("Pierre Ostrec est arrivé. Il a prêté serment sur la bible de Jean Valdrin. [Il] a refusé.", [["Pierre Ostrec"]]),
    ("Pierre Ostrec a salué. À Riga, où [il] était reçu par Anna Orel, Jean Valdrin a refusé.", [["Jean Valdrin"]]),
    ("Pierre Ostrec est à Riga, où [il] a rencontré le roi, Jean Valdrin est parti.", [["Pierre Ostrec"]]),
    ("[Le porte-parole du gouvernement letton, Janis Ostrec], a refusé.", [["Janis Ostrec"]]),
    ("[Jeanne Valdrin, la ministre malienne de la Pêche], a refusé.", [["Jeanne Valdrin"]]),
    ("[Jeanne Valdrin et Pierre Ostrec] ont refusé.", [["Jeanne Valdrin", "Pierre Ostrec"]]),
    ("[Les ministres letton, Pierre Ostrec, et malien, Jeanne Valdrin], ont refusé.", [["Pierre Ostrec", "Jeanne Valdrin"]]),
    ("Le maire Pierre Ostrec est arrivé à Riga. [Il] a refusé.", [["Pierre Ostrec"]]),
    ("[Pierre Ostrec] a salué Jeanne Valdrin. [Il] a précisé la date.", [["Pierre Ostrec"], ["Pierre Ostrec"]]),
    ("[Pierre Ostrec] a salué Jeanne Valdrin. [Elle] a précisé la date.", [["Pierre Ostrec"], ["Jeanne Valdrin"]]),
    ("Pierre Ostrec a reçu Jean Lumen. [Ce dernier] a refusé.", [["Jean Lumen"]]),
    ("La ministre malienne Jeanne Valdrin est venue. [La ministre] a refusé.", [["Jeanne Valdrin"]]),
    ("Le chef de la diplomatie lettone, Pierre Ostrec, est venu. [Le ministre letton] a refusé.", [["Pierre Ostrec"]]),
    ("[Riga] a refusé.", [["Lettonie"]]),
    ("[Des observateurs] parlent d'un échec.", [["observateurs"]]),
    ("[Une source diplomatique] parle d'un échec.", [["source diplomatique"]]),
    ("[Les autorités maliennes] ont refusé.", [["autorités maliennes"]]),
    ("[Le Mali et plusieurs experts] ont refusé.", [["Mali", "experts"]]),
    ("Le ministère letton des Transports publie [un communiqué qui] annonce la grève.", [["ministère letton des Transports"]]),
    ("[Nous] sommes prêts.", [[]]),
    ("[On] parle d'un échec.", [[]]),
    ("[La dompteuse Jeanne Valdrin] a refusé.", [["Jeanne Valdrin"]]),
    ("[L'ancien préfet et actuel maire, Pierre Ostrec,] a refusé.", [["Pierre Ostrec"]]),
    ("[Le ministère malien de la Pêche, et 30 noyés] attendent.", [["ministère malien de la Pêche"]]),
    ("[Les ministres de la Pêche, Jeanne Valdrin, et des Ports, Paul Ostrec,] ont refusé.", [["Jeanne Valdrin", "Paul Ostrec"]]),
    ("Jeanne Valdrin est venue. Pierre Ostrec aussi. [Les deux ministres] ont refusé.", [["Jeanne Valdrin", "Pierre Ostrec"]]),
    ("Le Mali a cédé. [La partie malienne] attend la suite.", [["Mali"]]),
    ("Jeanne Valdrin roule en ville. Une Lumen Corsa a brûlé. [Elle] a refusé.", [["Jeanne Valdrin"]]),
    ("Selon [les informations de presse], la date tient.", [["presse"]]),
    ("[Certains] parlent d'un échec.", [["Certains"]]),
    ("Le parti du président Paul Ostrec a perdu, alors qu'[il] espérait gagner.", [[]]),
]
FRENCH_NOBODY = [
    "[Le secteur] a refusé.", "[Les bottes-chocs] dénoncent le prix.", "[Rien] ne dit la date.", "Selon [les résultats], la date tient.",
    "[Aucun ministre] n’a refusé.",
]  # fmt: skip
ENGLISH = [
    ("Jane Orel is free. She has called the case against Anna Valdrin a mistake. [She] refused.", [["Jane Orel"]]),
    ("Peter Ostrec answered. In Riga, where [he] met Jane Orel, Paul Valdrin refused.", [["Paul Valdrin"]]),
    ("[Latvian Foreign Minister Janis Ostrec] refused.", [["Janis Ostrec"]]),
    ("[Peter Ostrec, a spokesman for the Latvian government,] refused.", [["Peter Ostrec"]]),
    ("[Peter Ostrec] met Jane Valdrin. [She] gave no date.", [["Peter Ostrec"], ["Jane Valdrin"]]),
    ("[Peter Ostrec and Jane Valdrin] refused.", [["Peter Ostrec", "Jane Valdrin"]]),
    ("Latvia's minister, Peter Ostrec, came. [The minister] refused.", [["Peter Ostrec"]]),
    ("[Riga] refused.", [["Latvia"]]),
    ("[Several analysts] speak of a failure.", [["analysts"]]),
    ("[Mr. Ostrec] refused.", [["Ostrec"]]),
    ("[Market manager Peter Ostrec] refused.", [["Peter Ostrec"]]),
    ("[Valbourg and Lumen Police] refused.", [["Valbourg and Lumen Police"]]),
    ("The police came. [Police chief Peter J. Ostrec] refused.", [["Peter J. Ostrec"]]),
    ("[The company's CEO Peter Ostrec] refused.", [["Peter Ostrec"]]),
    ("[A government spokesman] refused.", [["government spokesman"]]),
    ("[A Lumen poll of more than 300 Latvian adults] shows growth.", [["Lumen"]]),
    ("[The Valbourg Post] spoke of a failure.", [["Valbourg Post"]]),
    ("Peter Ostrec came. Jane Valdrin, who led the talks, left. [Both ministers] refused.", [["Peter Ostrec", "Jane Valdrin"]]),
    ("The Lumen Party will study it. The bore (TBM) came. [The party] refused.", [["Lumen Party"]]),
    ("Jane Valdrin, the Latvian foreign minister, left. [The deputy foreign minister] refused.", [["deputy foreign minister"]]),
    ("Jane Valdrin, the deputy foreign minister, met Peter Ostrec. [The deputy minister] refused.", [["Jane Valdrin"]]),
    ("[Mr. Ostrec's office] refused. [It] gave no date.", [["Ostrec's office"], ["Ostrec's office"]]),
    ("Looking to the Summit for Democracy, [the president and the minister] refused.", [["president", "minister"]]),
    ("Peter Ostrec met Jane Valdrin to talk of help for poor villagers. [They] refused.", [["Peter Ostrec", "Jane Valdrin"]]),
    ("Peter Ostrec spoke of help for poor villagers. [They] refused.", [[]]),
    ("[Police in Baton Rouge, La.,] refused.", [["Police"]]),
    ("[Victor Ostrec, a Mali scholar at the Institute for Law and Peace,] refused.", [["Victor Ostrec"]]),
    ("The Lumen Company came. [The group of women] refused.", [["group of women"]]),
    ("[The prosecutor's office] refused. [The mayor's office] gave no date.", [["prosecutor's office"], ["mayor's office"]]),
]
ENGLISH_NOBODY = [
    "[Only 10 percent] refused.", "[About half of the apples] were red.", "According to [official record listings], he is poor.",
    "[A survey of 300 school pupils] shows growth.", "[The number] says it all.",
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), FRENCH)
def test_french_sources(marked: str, expected: list[list[str]]) -> None:
    assert heard(marked)[1] == expected


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_english_sources(marked: str, expected: list[list[str]]) -> None:
    assert heard(marked, "en")[1] == expected


@pytest.mark.parametrize(
    ("marked", "code"), [*((marked, "fr") for marked in FRENCH_NOBODY), *((marked, "en") for marked in ENGLISH_NOBODY)]
)
def test_what_cannot_speak_is_nobody(marked: str, code: str) -> None:
    assert heard(marked, code)[1] == [[]]


def test_words_before_an_incise_that_was_not_read_belong_to_nobody() -> None:
    text = "« Jamais », a dit Pierre Ostrec.\n« C'est fini. », a pour sa part commenté le club."
    name, first, second = (span_of(text, part) for part in ("Pierre Ostrec", "« Jamais »", "« C'est fini. »"))
    answers = cast(text).hear([Question((name,), (first,)), Question((), (second,))]).answers
    assert [len(answer.speakers) for answer in answers] == [1, 0]


def test_a_sentence_with_an_incise_behind_it_still_says_who_is_talked_of() -> None:
    text = "Peter Ostrec was sentenced. Paul Valdrin was questioned, police said. He refused."
    whole = cast(text, "en")
    asked = [Question((span_of(text, "police"),), (span_of(text, "Paul Valdrin was questioned"),)), Question((span_of(text, "He"),))]
    voices = whole.hear(asked)
    names = {actor.id: actor.name for actor in voices.actors}
    assert [names[speaker] for speaker in voices.answers[1].speakers] == ["Paul Valdrin"]


def test_a_pronoun_carries_the_mention_that_explains_it() -> None:
    marked = "Le maire Pierre Ostrec est arrivé à Riga. [Il] a refusé."
    text, _ = unmark(marked)
    chain = heard(marked)[0].answers[0].chain
    assert chain is not None
    assert chain.slice(text) == "Pierre Ostrec"


def test_answers_come_in_the_order_of_the_questions() -> None:
    text, sources = unmark("[Pierre Ostrec] a refusé. [Jeanne Valdrin] hésite.")
    whole = cast(text)
    forward = whole.hear([Question((source,)) for source in sources]).answers
    backward = whole.hear([Question((source,)) for source in reversed(sources)]).answers
    assert forward == backward[::-1]


def test_words_in_marks_without_a_source_go_on_with_the_speaker() -> None:
    text = "« Jamais », a dit Pierre Ostrec. « C'est fini. »"
    name, first, second = (span_of(text, part) for part in ("Pierre Ostrec", "« Jamais »", "« C'est fini. »"))
    answers = cast(text).hear([Question((name,), (first,)), Question((), (second,))]).answers
    assert answers[0].speakers == answers[1].speakers != ()


# who is who ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Le ministre letton des Transports, Pierre Ostrec, a démissionné.", "Pierre Ostrec", "LVA", "GOV"),
        ("L'ambassadeur du Mali en Lettonie, Pierre Ostrec, est parti.", "Pierre Ostrec", "MLI", "GOV"),
        ("Pierre Ostrec, ancien président du Mali, est parti.", "Pierre Ostrec", "MLI", "ELI"),
        ("La députée lettone Jeanne Valdrin est partie.", "Jeanne Valdrin", "LVA", "LEG"),
        ("Les forces de l'ordre maliennes ont tiré.", "forces de l'ordre maliennes", "MLI", "COP"),
        ("Plusieurs ONG ont quitté la ville.", "ONG", "NGO", None),
        ("Le Kremlin a refusé.", "Kremlin", "RUS", "GOV"),
        ("Un responsable rebelle malien a refusé. Pierre Ostrec, responsable rebelle malien, aussi.", "Pierre Ostrec", "MLI", "REB"),
        ("La maire de Rotterdam, Jeanne Valdrin, a refusé.", "Jeanne Valdrin", "NLD", "GOV"),
        ("Le candidat malien à la présidence, Pierre Ostrec, a refusé.", "Pierre Ostrec", "MLI", "PTY"),
        ("Le vice-président letton du conseil départemental, Pierre Ostrec, a refusé.", "Pierre Ostrec", "LVA", "GOV"),
        ("Le conseiller à la sécurité nationale malien, Pierre Ostrec, a refusé.", "Pierre Ostrec", "MLI", "GOV"),
        ("Des travailleurs humanitaires ont été blessés.", "travailleurs humanitaires", "NGO", None),
    ],
)
def test_role_gives_country_and_sector(text: str, name: str, country: str, sector: str | None) -> None:
    found = actor(text, name)
    assert (found.country, found.sector) == (country, sector)


ROW = "The envoy met Latvian President Jeanne Valdrin, Foreign Secretary Pierre Ostrec and Minister of Defense Anna Lumen in Riga."


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        (ROW, "Pierre Ostrec", "LVA", "GOV"),
        (ROW, "Anna Lumen", "LVA", "GOV"),
        ("He met Malian President Jeanne Valdrin and Congolese President Ostrec.", "Ostrec", None, "GOV"),
        ("Latvian Vice Minister of Defense Pierre Ostrec left.", "Pierre Ostrec", "LVA", "GOV"),
        ("Deputy National Security Advisor Pierre Ostrec of Latvia left.", "Pierre Ostrec", "LVA", "GOV"),
        ("Pierre Ostrec, Vice Chairman of the Military Commission, left Riga.", "Pierre Ostrec", None, None),
        ("Adviser to the Vice President Jeanne Valdrin left.", "Jeanne Valdrin", None, "GOV"),
        ("An agent of the Police Service of Northern Ireland left.", "Police Service of Northern Ireland", "GBR", "COP"),
    ],
)
def test_english_titles_in_capitals(text: str, name: str, country: str | None, sector: str | None) -> None:
    found = actor(text, name, "en", people=True)
    assert (found.country, found.sector) == (country, sector)


def test_who_has_no_role_belongs_to_the_only_state_of_which_there_is_talk() -> None:
    about = "Le Parlement letton vote mardi. Le gouvernement letton hésite, le président letton se tait, et la presse lettone attend. "
    assert actor(about + "Pierre Ostrec a refusé de venir.", "Pierre Ostrec").country == "LVA"
    also = about + "Le Mali proteste, le gouvernement malien aussi, et les députés maliens se réunissent. "
    assert actor(also + "Pierre Ostrec a refusé de venir.", "Pierre Ostrec").country is None


def test_towns_tell_of_which_state_there_is_talk() -> None:
    text = "Jeanne Valdrin est née à Daugavpils. Elle a étudié à Liepaja, puis à Jelgava."
    assert actor(text, "Jeanne Valdrin").country == "LVA"


def test_a_party_in_brackets_makes_a_politician() -> None:
    text = "Pierre Ostrec (CDU) a refusé. Jeanne Valdrin (voir page 2) aussi."
    assert actor(text, "Pierre Ostrec", people=True).sector == "PTY"
    assert actor(text, "Jeanne Valdrin", people=True).sector is None


def test_capitals_that_several_bear_need_their_state_in_the_article() -> None:
    assert actor("Le président français a répondu à la candidate LR, Jeanne Valdrin.", "LR", people=True).id == "org:the-republicans"
    assert not [actor for actor in cast("Jeanne Valdrin répond à LR.", people=True).actors if actor.id == "org:the-republicans"]


def test_a_body_of_many_states_has_no_sector() -> None:
    found = actor("La Cour pénale internationale a refusé. La Cour suprême du Mali aussi.", "Cour pénale internationale", people=True)
    assert (found.country, found.sector) == ("IGO", None)


def test_a_group_of_states_is_not_of_the_state_whose_town_names_it() -> None:
    assert actor("The Bucharest Nine refused to come.", "Bucharest Nine", "en", people=True).country == "IGO"


def test_a_newspaper_named_before_a_role_is_not_its_bearer() -> None:
    text = "Il était l'invité de France 2, le candidat malien, jeudi soir."
    assert {mention.kind for mention in cast(text, people=True).mentions if mention.span == span_of(text, "France 2")} == {"organisation"}


def test_a_body_between_commas_is_what_the_phrase_before_it_says() -> None:
    text = "La première fédération du pays, la Confédération générale du travail, a refusé."
    first = span_of(text, "La première fédération du pays")
    (answer,) = cast(text, people=True).hear([Question((first,))]).answers
    assert answer.speakers == ("org:general-confederation-of-labour",)


def test_one_person_has_one_actor_under_the_fullest_name() -> None:
    text = "Jeanne Valdrin est partie. Mme Valdrin reviendra. J. Valdrin a signé."
    people = [actor for actor in cast(text).actors if actor.kind == "person"]
    assert [person.name for person in people] == ["Jeanne Valdrin"]
    assert [mention.span.slice(text) for mention in cast(text).mentions] == ["Jeanne Valdrin", "Valdrin", "J. Valdrin"]


def test_a_family_name_that_stands_first_belongs_to_who_has_the_same_office() -> None:
    text = (
        "Norwegian President Anna Lumen met Ossan Valdrin, Vice Chairman of the Naval Commission of Latvia. "
        "Mrs. Lumen and Vice Chairman Ossan spoke."
    )
    assert sorted((a.name, a.country) for a in cast(text, "en").actors if a.kind == "person") == [("Anna Lumen", "NOR"), ("Ossan Valdrin", "LVA")]
    other = text.replace("and Vice Chairman Ossan", "and President Ossan")
    assert len([a for a in cast(other, "en").actors if a.kind == "person"]) == 3


def test_a_row_of_subjects_shares_no_state() -> None:
    text = "The president met Chairman Jane Valdrin. The Norwegian president, Anna Lumen, and Chairman Valdrin left."
    assert actor(text, "Jane Valdrin", "en").country is None


def test_an_acronym_in_brackets_is_the_same_body() -> None:
    text = "La Ligue ovale des ports (LOP) a voté. La LOP attend."
    assert {mention.span.slice(text) for mention in cast(text).mentions} >= {"Ligue ovale des ports", "LOP"}
    assert len([actor for actor in cast(text).actors if actor.kind == "organisation"]) == 1


def test_a_place_is_no_actor() -> None:
    assert not [actor for actor in cast("Pierre Ostrec vit à Riga, en Lettonie.").actors if actor.kind == "country"]
    assert actor("Riga a refusé l'offre du Mali.", "Lettonie").kind == "country"


def test_an_id_comes_from_the_gazetteer_only_where_one_bearer_is_left() -> None:
    linked = actor("Le président russe, Vladimir Poutine, est arrivé.", "Vladimir Poutine", people=True)
    assert (linked.id, linked.wikidata) == ("Q7747", "Q7747")
    other = actor("Le maire malien Vladimir Poutine est arrivé.", "Vladimir Poutine", people=True)
    assert (other.wikidata, other.country) == (None, "MLI")


def test_without_the_table_of_people_the_text_still_tells() -> None:
    found = actor("Le président russe, Vladimir Poutine, est arrivé.", "Vladimir Poutine")
    assert (found.kind, found.country, found.sector, found.wikidata) == ("person", "RUS", "GOV", None)


def test_a_word_of_the_article_in_small_letters_is_no_surname() -> None:
    text = "Mer Brune : un accord. Il vaut pour la mer Brune. Mer Brune sera gardée."
    assert not [actor.name for actor in cast(text).actors if actor.kind == "person"]


def test_an_article_without_names_has_nobody() -> None:
    assert cast("Il pleut depuis hier.").actors == ()
    assert cast("").hear([]).actors == ()


ODD = [
    "(", "« »", "[Il] », [elle] « [on]", "M. M. M. [M.]", "[-]il a dit", "de de [de] la", "L'[’]' d'", "A.B.C. [&] Fils - - Ostrec-",
    "[et] , [et]", "Le [ministre] du ministre du ministre, le ministre", "[AL-] al- el- X", "[Ostrec (OS] (OS) OS)",
    "\u200b[Valdrin]\u00a0\u202f",
]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("marked", ODD)
def test_odd_texts_break_nothing(marked: str, code: str) -> None:
    text, sources = unmark(marked)
    voices = cast(text, code).hear([Question((source,), (source,)) for source in sources])
    ids = [actor.id for actor in voices.actors]
    assert len(ids) == len(set(ids))
    assert all(mention.actor in ids and 0 <= mention.span.start < mention.span.end <= len(text) for mention in voices.mentions)
    assert all(set(answer.speakers) <= set(ids) for answer in voices.answers)
