"""What English does otherwise than French: bare clauses, incises with their subject first, marks of several kinds, signed words.

Sentences written for this test; the mark-up is that of test_quotations.py, a line break in a sentence is ⏎.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked import article, unmark

from pourparler.dates import resolve_dates
from pourparler.lang import load
from pourparler.model import Quotation
from pourparler.parsing import parse
from pourparler.quotations import find_quotations

SENTENCES = [
    # a clause without that
    "[source Valdrin] [cue said] [content the talks would resume on Monday and last a week].",
    "[source She] [cue told] reporters [content she was ready to sign].",
    "[source The envoy] [cue added] [content it was “worrying” that nobody had answered].",
    "[source The general] [cue said] [content he would “rather wait”] but then the convoy left.",
    "[source The minister] [cue suggested] [content waiting until the spring].",
    "[source The poll] [cue showed] [content Valdrin leading by ten points].",
    "[source The envoy] [cue told] reporters on Monday [content the talks had failed].",
    "The guards found the men [content who] [source officials] [cue say] [content were armed].",
    "[source The mayor] [cue said] [content his group was concerned the road would close].",
    # who speaks
    "[source The 24-year-old] [cue said] [content he would leave].",
    "[source Orel] was questioned and [cue admitted] [content that he was there].",
    "At the summit, [source Valdrin] [cue said] [content the talks had failed].",
    "[source A survey by the Orel Institute] [cue found] [content that most villagers were tired].",
    "The delegation left, with [source officials] [cue saying] [content the road was closed].",
    "[source The minister] was quoted as [cue saying] [content that the talks had failed].",
    # incises
    "[content The talks would resume on Monday], [source the ministry] [cue said].",
    "[content The court], [source the minister] [cue said], [content would rule on Monday].",
    "[content The bridge was safe], [cue said] [source Anna Orel, a spokeswoman for the ministry].",
    "[content “We are late,”] [source Orel] [cue told] reporters on the bridge.",
    "[content “Are we late?”] [source he] [cue asked].",
    "[content “If you look back,”] [source Orel] [cue said], [content “I could have written it.”]",
    "[content “We are close,”] [cue said] [source Orel], who leads the talks. [content “But we are tired.”]",
    "In Ostrec, [source Valdrin] [cue said], [content “We were late.”]",
    "[cue Said] [source Orel]: [content “I do not see it.”]",
    "[content “You should go,”] [source Orel] [cue told] the director, after he admitted under her questions he had not paid.",
    "[content The war is over], or so [source the minister] [cue says].",
    "It was, as [source Orel] [cue put it], [content “a slap in the face.”]",
    "[content Orvania], [source the official] [cue insisted], [content had not come up at all].",
    "[content The guests], [source he] [cue said], [content “listened with patience” to the plan].",
    "[content She hoped], [source she] [cue wrote] on the wall, [content that both camps would be patient].",
    "[content “We worked quietly,”] [source Anna Orel, the new envoy], is quoted as [cue saying] in the paper.",
    # marks
    "[source He] [cue said]: [content 'We did not come to lose.⏎We want our own laws.']",
    "[content ''It is too early,''] [cue said] [source the envoy].",
    "[content 'No deal,'] [source she] [cue said] of the workers' plan.",
    "[content “The plan is dead.”] [cue ―] [source Marta Orel]",
    "[source Orel] [cue added]:⏎[content “We have seen this film before.”]",
    "\"[source OREL][cue :] [content We are late.]",
    "[content Both camps “saw a road in trouble,”] [cue said] [source Anna Orel]. [content “In that sense, it was easy.”]",
    "[content “Sir, will you promise to leave the town?”] [source she] [cue asked].",
    "On the question of prisoners, [source the envoy] [cue was blunt:] [content “There is no list.”]",
    # participles, passives, nouns
    "[source Orel] laid out her terms, [cue saying] [content the panel should meet in May].",
    "[source Orel] left the town in July [cue saying] [content that progress had been made].",
    "[content The plan] [cue was rejected] by [source the government].",
    "[source Valdrin]'s [cue claim] [content that the town was empty] angered the mayor.",
    "[source Many] will watch the vote, [cue hopeful] [content that the truce will hold].",
    # what is said ends where somebody else speaks
    "[source Orvania] [cue demanded] [content that the army leave four towns], a claim that the minister rejects.",
    "[source The paper] [cue accused] the mayor [content of carelessness].",
    "[source The envoy] [cue thanked] the hosts [content for their devotion to keeping the road open].",
    "[source The minister] [cue reiterated] [content the importance of patience to reach the goals of the plan].",
    "[source The minister] [cue highlighted] [content the series of steps her office is taking to open the road].",
    "The risk grew when [source the judges] [cue announced] [content that sponsors would be asked, and that the police would be told].",
    "[source The envoy] [cue claimed] [content that both camps had met, but that it was by chance].",
    "[content Nothing is lost], [cue said] [source Marta Orel, a Kenyan expert in international law].",
    "[content Nothing is lost], [cue said] [source Marta Orel, a spokeswoman], in a statement.",
    "Her denial did not please [source the president], who [cue commented] at the rally: [content “That was really bad.”]",
    # what is called what
    "[source Orel] [cue called] [content her vote in favour of the war] [content a mistake].",
    "[source The villagers] [cue regard] [content the accord] [cue as] [content “a defeat”].",
    # phrases before and after
    "[cue According to] [source Orel], [content the army has lost men because many disagreed with its plans].",
    "[content The rich would pay less], [cue according to] [source the left-leaning Orel Foundation].",
    "[cue According to] [source its readout], [content the talks will resume in May].",
    "[cue According to] [source an official in the ministry] who sat at the table, [content the talks have failed].",
    "[content The talks have failed], [cue according to] [source two people] who were in the room.",
    "[content “We are late,”] [source Orel] [cue said], listing her demands, including, “the end of the tax.”",
    # nothing is said
    "Asked if he would resign, the minister said no.",
    "The pilot is being hailed as a hero.",
    "Asked about the meeting, the minister left the room.",
    "The villagers called to report the fire.",
    "The villagers called the police to report the fire.",
    "The day is part of the mayor's long commitment to helping schools.",
    "The storm will bring up to ten inches of rain.",
    "He found himself facing a crowd.",
    "The mayor criticised the minister.",
    "She came, as she said she would.",
    "I believe that the war is over.",
    "You may say that the war is over.",
    "The general was telling the truth when he spoke.",
    "The toll, expected to rise, stood at ten.",
    "Asked whether the mayor would rule out new talks, the minister left.",
    "The workers' plan was late, and the boys' own plan was later.",
]


SAYINGS = {
    "The ministry denied that the war had been raised and voiced regret that no time was left.": [
        "that the war had been raised", "regret that no time was left",
    ],
    "The ministry said that Orvania had raised concerns about access to banks and that both sides had drawn up a list.": [
        "that Orvania had raised concerns about access to banks and that both sides had drawn up a list", "about access to banks",
    ],
    "Orel cautioned against hoping for quick results: “One day is not enough.”": [
        "against hoping for quick results", "“One day is not enough.”",
    ],
}  # fmt: skip


@pytest.mark.parametrize("sentence", SAYINGS)
def test_each_saying_of_a_sentence_has_its_own_words(sentence: str) -> None:
    example = article(sentence, "en")
    found, _ = find_quotations(example, parse(example), load("en"))
    assert [span.slice(sentence) for quotation in found for span in quotation.content] == SAYINGS[sentence]
    assert all(quotation.source for quotation in found)


HEADLINES = [
    "[source Orel][cue :] [content Talks will resume on Monday]",
    "[content Talks to resume within days][cue :] [source minister]",
    "[content Talks to resume within days] [cue -] [source minister]",
    "[content Bridge to be closed], [cue says] [source minister]",
    "Bridge [content 'closed'], [cue says] [source minister]",
    "[source Orel][cue :] [content 'This is the end']",
    # a place and a subject say nothing
    "Syria: the war goes on",
    "Border row: 'Hundreds' held",
    "Analysis: why the truce failed",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_is_read(headline: str) -> None:
    title, wanted = unmark(headline)
    text = f"{title}\nMinister Anna Orel said the talks were open. Syria said so as well."
    plain = article(text, "en")
    paragraphs = (replace(plain.paragraphs[0], kind="title"), *plain.paragraphs[1:])
    example = replace(plain, paragraphs=paragraphs)
    found, _ = find_quotations(example, parse(example), load("en"))
    roles = tuple([span.slice(text) for span in wanted.get(role, [])] for role in ("source", "cue", "content"))
    assert [parts(one, text) for one in found if one.content[0].start < len(title)] == ([roles] if wanted else [])


def parts(quotation: Quotation, text: str) -> tuple[list[str], list[str], list[str]]:
    return tuple([span.slice(text) for span in spans] for spans in (quotation.source, quotation.cue, quotation.content))  # type: ignore[return-value]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_construction_is_read(sentence: str) -> None:
    text, wanted = unmark(sentence.replace("⏎", "\n"))
    example = article(text, "en")
    sentences = parse(example)
    times = [timex.span for timex in resolve_dates(example, sentences, load("en"), None)]
    found, _ = find_quotations(example, sentences, load("en"), times)
    roles = tuple([span.slice(text) for span in wanted.get(role, [])] for role in ("source", "cue", "content"))
    assert [parts(quotation, text) for quotation in found] == ([roles] if wanted else [])
