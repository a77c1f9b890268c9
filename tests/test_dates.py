"""Expressions of time. No model is needed: every pattern's own example, then what no single pattern can show."""

from __future__ import annotations

import re
import time
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.dates import find_dateline, resolve_dates
from pourparler.dates.calendar import bounds, nearest_weekday, nearest_year, shifted
from pourparler.dates.matching import find
from pourparler.errors import PackError
from pourparler.lang import languages, load
from pourparler.lang.dates import DateTable, Pattern, cut
from pourparler.model import Article, Paragraph, Sentence, Span, Timex, Word

MARK = re.compile(r"\[(DATE|TIME|DURATION|SET) (\S+) (\S+) ([^\]]+)\]")
WITH_DATES = [code for code in languages() if (load(code).folder / "dates.toml").exists()]
PATTERNS = [(code, pattern) for code in WITH_DATES for pattern in load(code).dates.file.pattern]
THURSDAY = datetime(2025, 2, 27)


def article(text: str, language: str = "fr", kind: str = "body") -> Article:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(start, start + len(line)), kind, language))  # type: ignore[arg-type]
        start += len(line) + 1
    return Article("0" * 16, "a", text, language, tuple(paragraphs))


def times(text: str, anchor: datetime | None = THURSDAY, language: str = "fr", sentences: tuple[Sentence, ...] = ()) -> tuple[Timex, ...]:
    return resolve_dates(article(text, language), sentences, load(language), anchor)


def values(text: str, anchor: datetime | None = THURSDAY, language: str = "fr") -> list[tuple[str, str]]:
    return [(timex.span.slice(text), timex.value) for timex in times(text, anchor, language)]


def plain(example: str) -> str:
    return MARK.sub(lambda found: found[4], example)


def marked(example: str) -> list[tuple[str, str, str, str]]:
    return [(kind, value, value if undated == "=" else undated, words) for kind, value, undated, words in MARK.findall(example)]


@pytest.mark.parametrize(("code", "pattern"), PATTERNS, ids=[f"{code}:{pattern.name}" for code, pattern in PATTERNS])
def test_example_of_a_pattern(code: str, pattern: Pattern) -> None:
    text = plain(pattern.example)
    printed = datetime.combine(load(code).dates.file.printed, datetime.min.time())
    found = times(text, printed, code)
    assert [(t.type, t.value, t.undated, t.span.slice(text)) for t in found] == marked(pattern.example)
    assert [(t.type, t.value) for t in times(text, None, code)] == [(kind, undated) for kind, _, undated, _ in marked(pattern.example)]
    if pattern.reads != "nothing":
        assert pattern.name in {candidate.pattern.name for candidate in find(load(code).dates, text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L'AFP a interrogé 2013 électeurs, 1 992 hommes et 12 000 femmes.", []),
        ("La planète Mars attire les sondes ; vers Mars, tout est long.", []),
        ("Il a été reçu ; elle avait été élue avril passé.", ["avril passé"]),
        ("La résolution 1973 du Conseil et l'article 2015 du code.", []),
        ("Le second tour, la seconde fois, une seconde chance.", []),
        ("La hausse est de 2,5 %, la dette de 2018,5 millions.", []),
        ("Le G20, l'A321 et le F-16 du 31e régiment.", []),
        ("Nous étions alors déjà partis.", []),
        ("Il vit à 39 années-lumière de nous.", []),
        ("Le 31 février n'existe pas.", []),
        ("À la veille des élections, au lendemain de la rencontre.", []),
        ("Voir https://exemple.org/2018/02/18/mardi-soir et www.exemple.org/2019.", []),
    ],
)
def test_what_is_no_date(text: str, found: list[str]) -> None:
    assert [words for words, _ in values(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "They may march if the second man falls in march.",
        "Theresa May said that May’s team may win.",
        "The sun set on a 10-2 win; 2013 ballots were lost.",
        "Two million barrels a day, twice a week, how many days?",
        "The fall of the city came as a second spring of nations.",
    ],
)
def test_what_is_no_date_in_english(text: str) -> None:
    assert values(text, language="en") == []


def test_without_anchor_value_is_undated() -> None:
    text = "Hier, mardi dernier, le 18 février, ce jeudi matin, en 2014, il y a deux ans, l’an prochain, ce week-end."
    found = times(text, None)
    assert [t.value for t in found] == [t.undated for t in found]
    expected = "PAST_REF XXXX-WXX-2 XXXX-02-18 XXXX-WXX-4TMO 2014 PAST_REF FUTURE_REF XXXX-WXX-WE"
    assert [t.value for t in found] == expected.split()
    assert [t.id for t in found] == ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"]


def test_days_that_a_value_can_hold() -> None:
    text = "Hier, en février 2024, en 2014, cette semaine, mardi soir, récemment, deux ans, chaque jour."
    found = {t.value: (t.earliest, t.latest) for t in times(text)}
    assert found["2025-02-26"] == ("2025-02-26", "2025-02-26")
    assert found["2024-02"] == ("2024-02-01", "2024-02-29")
    assert found["2014"] == ("2014-01-01", "2014-12-31")
    assert found["2025-W09"] == ("2025-02-24", "2025-03-02")
    assert found["2025-02-25TEV"] == ("2025-02-25", "2025-02-25")
    assert {found[value] for value in ("PAST_REF", "P2Y", "P1D")} == {(None, None)}


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-W09-WE", ("2025-03-01", "2025-03-02")),
        ("2025-Q4", ("2025-10-01", "2025-12-31")),
        ("2025-H1", ("2025-01-01", "2025-06-30")),
        ("2025-SU", ("2025-06-01", "2025-09-22")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("18", ("1800-01-01", "1899-12-31")),
        ("1939/1945", ("1939-01-01", "1945-12-31")),
        ("2025-02-27T14:30Z", ("2025-02-27", "2025-02-27")),
        ("XXXX-02-18", None),
        ("XXXX-WXX-4", None),
        ("2025-W60", None),
        ("2025-13", None),
    ],
)
def test_bounds(value: str, days: tuple[str, str] | None) -> None:
    assert bounds(value) == days


def test_weekday_looks_back_unless_told_otherwise() -> None:
    assert values("Prévue lundi, la réunion aura lieu.")[0] == ("lundi", "2025-03-03")
    assert values("La réunion de lundi a eu lieu.")[0] == ("lundi", "2025-02-24")
    assert values("La réunion aura lieu d’ici mardi.")[0] == ("mardi", "2025-03-04")
    thursday = date(2025, 2, 27)
    assert nearest_weekday(thursday, 4, None, "past") == nearest_weekday(thursday, 4, None, "future") == thursday
    assert nearest_weekday(thursday, 4, -1, None) == date(2025, 2, 20)
    assert nearest_weekday(thursday, 4, 1, None) == date(2025, 3, 6)
    assert nearest_weekday(thursday, 5, None, "present") == date(2025, 2, 28)
    assert nearest_weekday(thursday, 3, None, "present") == date(2025, 2, 26)


def test_year_of_a_month() -> None:
    assert nearest_year(date(2025, 1, 10), 12, 20, None, None) == 2024
    assert nearest_year(date(2024, 12, 29), 1, None, None, "past") == 2024
    assert nearest_year(date(2024, 12, 29), 1, None, None, "future") == 2025
    assert nearest_year(date(2025, 3, 1), 2, 29, None, None) == 2024
    assert nearest_year(date(2025, 3, 1), 3, 20, -1, None) == 2024


def sentence(*words: tuple[str, str, str, int, str]) -> Sentence:
    """Words as (form, lemma, upos, head, feats), one space between."""
    made, start = [], 0
    for form, lemma, upos, head, feats in words:
        made.append(Word(Span(start, start + len(form)), form, lemma, upos, feats, head, "root" if head < 0 else "dep"))
        start += len(form) + 1
    return Sentence(Span(0, start - 1), tuple(made))


def test_tense_of_the_verb_decides() -> None:
    to_come = sentence(("Il", "il", "PRON", 1, ""), ("partira", "partir", "VERB", -1, "Tense=Fut"), ("lundi", "lundi", "NOUN", 1, ""))
    over = sentence(
        ("Il", "il", "PRON", 2, ""),
        ("est", "être", "AUX", 2, "Tense=Pres"),
        ("parti", "partir", "VERB", -1, "Tense=Past"),
        ("lundi", "lundi", "NOUN", 2, ""),
    )
    intended = sentence(
        ("Il", "il", "PRON", 2, ""),
        ("a", "avoir", "AUX", 2, "Tense=Pres"),
        ("promis", "promettre", "VERB", -1, "Tense=Past"),
        ("de", "de", "ADP", 4, ""),
        ("partir", "partir", "VERB", 2, "VerbForm=Inf"),
        ("lundi", "lundi", "NOUN", 4, ""),
    )
    assert times("Il partira lundi", sentences=(to_come,))[0].value == "2025-03-03"
    assert times("Il est parti lundi", sentences=(over,))[0].value == "2025-02-24"
    assert times("Il a promis de partir lundi", sentences=(intended,))[0].value == "2025-03-03"


def test_a_broken_tree_does_not_turn_in_circles() -> None:
    odd = sentence(("lundi", "lundi", "NOUN", 1, ""), ("ira", "aller", "VERB", 0, ""))
    assert times("lundi ira", sentences=(odd,))[0].value == "2025-02-24"


def test_counting_needs_a_date_to_count_from() -> None:
    assert values("La veille, on avait dansé.") == [("La veille", "XXXX-XX-XX")]
    assert values("Née en 2008, élue quatre ans plus tard.") == [("2008", "2008"), ("quatre ans plus tard", "2012")]
    text = "Il l'a dit le 11 février.\nRien de neuf.\nRien non plus.\nLa veille, on avait dansé."
    assert values(text)[1] == ("La veille", "XXXX-XX-XX")


def test_hour_belongs_to_the_day_named_before_it() -> None:
    assert values("Ce mardi 25 février, vers 15 heures, il a cédé.")[1] == ("15 heures", "2025-02-25T15:00")
    assert values("Dans la nuit de mardi à mercredi, vers 2h30 du matin, il a cédé.")[1] == ("2h30 du matin", "2025-02-26T02:30")


def test_furniture_is_not_read_and_no_expression_crosses_a_line() -> None:
    assert resolve_dates(article("Mardi 4 mars", kind="furniture"), (), load("fr"), THURSDAY) == ()
    assert [words for words, _ in values("Reçu mardi\n25 février")] == ["mardi", "25 février"]


def test_paragraph_in_another_language_is_read_in_its_own() -> None:
    text = "Il part lundi.\nHe leaves on Monday."
    mixed = article(text)
    paragraphs = (mixed.paragraphs[0], Paragraph(mixed.paragraphs[1].span, "body", "en"))
    found = resolve_dates(Article("0" * 16, "a", text, "fr", paragraphs), (), load("fr"), None)
    assert [t.span.slice(text) for t in found] == ["lundi", "Monday"]


@pytest.mark.parametrize(
    ("language", "text", "day", "words"),
    [
        ("fr", "24 mai 2018 . – Le président part.", date(2018, 5, 24), "24 mai 2018"),
        ("fr", "Genève, le 3 mars 2025 – Les délégués arrivent.", date(2025, 3, 3), "3 mars 2025"),
        ("fr", "5 juillet 2012, Normandie. - Les délégués arrivent.", date(2012, 7, 5), "5 juillet 2012"),
        ("fr", "PARIS, mardi 4 mars 2025 (AFP) — Les délégués arrivent.", date(2025, 3, 4), "mardi 4 mars 2025"),
        ("fr", "5 juillet 2012, 16 h 38 UTC. – Les délégués arrivent.", date(2012, 7, 5), "5 juillet 2012"),
        ("en", "February 18, 2025 — The envoys came.", date(2025, 2, 18), "February 18, 2025"),
        ("en", "NEW YORK, Feb. 18, 2025 (Agency) — The envoys came.", date(2025, 2, 18), "Feb. 18, 2025"),
    ],
)
def test_dateline(language: str, text: str, day: date, words: str) -> None:
    found = find_dateline(text, load(language))
    assert found is not None
    assert found[0] == day
    assert found[1].slice(text) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "PARIS, 27 février (AFP) — Les délégués arrivent."),
        ("en", "RIYADH, Feb. 18 (Reuters) — The envoys came."),
        ("fr", "Le 3 mars 2025, les délégués – trois en tout – arrivent."),
        ("fr", "Les délégués sont arrivés le 3 mars 2025 – enfin."),
        ("fr", "Le 3 mars 2025, Paul Durand – ministre – est arrivé."),
        ("fr", "En mars 2025 – le mois des giboulées –, rien."),
        ("fr", ""),
    ],
)
def test_no_dateline_and_no_year_made_up(language: str, text: str) -> None:
    assert find_dateline(text, load(language)) is None


def test_dateline_is_no_day_of_the_story() -> None:
    assert values("24 mai 2018. – La veille, on dansait.", None)[1] == ("La veille", "XXXX-XX-XX")


def test_days_are_counted_on_what_is_known() -> None:
    assert shifted("XXXX-06-30", 1) == "XXXX-07-01"
    assert shifted("XXXX-12-31", 1) == "XXXX-01-01"
    assert shifted("XXXX-02-28", 1) == "XXXX-XX-XX"
    assert shifted("XXXX-WXX-1TEV", -1) == "XXXX-WXX-7"
    assert shifted("9999-12-31", 1) == "XXXX-XX-XX"


@pytest.mark.parametrize("unit", ["1", "le ", "12 ", "un peu plus de ", "« ", "mardi ", "2016-", "10 000 ", "de 12 à "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Four times the text may take eight times as long, on a busy machine; a quadratic way would take sixteen."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        taken = []
        for _ in range(2):
            begun = time.process_time()
            times(text)
            taken.append(time.process_time() - begun)
        return min(taken)

    short = max(seconds(16_000), 0.02)
    assert seconds(64_000) < 8 * short


@cache
def words_of_the_tables() -> tuple[str, ...]:
    file = load("fr").dates.file
    return tuple(sorted({word for group in file.words.values() for word in group}))


FRAGMENTS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["\n", "\u00a0", "’", "-", ",", "le", "de", "à", "ce", "il y a", "12", "2016", "1er", "14h30", "9999", "31", "0"]),
    st.builds(lambda at: words_of_the_tables()[at % len(words_of_the_tables())], st.integers(0, 10_000)),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(FRAGMENTS, st.sampled_from([" ", "", " "])), max_size=14), st.dates(), st.booleans())
def test_spans_lie_in_the_text_and_never_overlap(pieces: list[tuple[str, str]], printed: date, with_anchor: bool) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    anchor = datetime(printed.year, printed.month, printed.day) if with_anchor else None
    found = times(text, anchor)
    end = 0
    for timex in found:
        words = timex.span.slice(text)
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert words.strip() == words != ""
        assert "\n" not in words
        assert timex.value
        assert anchor or timex.value == timex.undated
        assert (timex.earliest or "") <= (timex.latest or "")
        end = timex.span.end
    assert times(text, anchor) == found


def test_cut_leaves_nothing_out() -> None:
    text = "L’été 2017 (14h30), e\u0301te\u0301 «12» _x٣"
    tokens = cut(text)
    assert "".join(text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)) == "".join(text.split())
    assert "été" in tokens.keys


def test_loader_refuses_what_is_wrong(tmp_path: Path) -> None:
    head = "printed = 2025-02-27\nnumber_joiners = []\nfunction_words = []\n[words.weekday]\nlundi = 1\n"
    entry = '[[pattern]]\nname = "lundi"\nform = ["{%s}"]\nreads = "weekday"\nexample = "%s"\n'
    good = entry % ("weekday", "Le [DATE 2025-02-24 XXXX-WXX-1 lundi].")
    for body, complaint in [
        (good + good, "stands twice"),
        (entry % ("semaine", "Le [DATE 2025-02-24 XXXX-WXX-1 lundi]."), "classes that are not there"),
        (entry % ("weekday", "Le lundi."), "must mark"),
        (good + 'weekday = "lundi"\n', "unknown field"),
    ]:
        (tmp_path / "dates.toml").write_text(head + body, encoding="utf-8")
        with pytest.raises(PackError, match=complaint):
            DateTable.load(tmp_path, "xx")
