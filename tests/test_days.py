"""The day of a meeting whose own sentence is silent: only where the words before leave no doubt of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked import article

from pourparler.model import Event
from pourparler.reader import Reader

JOURNEY = "On June 2, Norwegian Minister Alan Tarvel traveled to Gabon. In Gabon, Mr. Tarvel met with President Ana Dorfel of Mali."


def talks(text: str, language: str = "en", published: str | None = "2025-06-02") -> list[Event]:
    events = Reader().read(replace(article(text, language), published=published)).events
    return [event for event in events if ".CONSULT" in event.rule]


def test_talks_told_together_with_their_day_have_it_when_they_are_told_one_by_one() -> None:
    text = (
        "The Norwegian minister Alan Tarvel today had two calls with European leaders.\n"
        "Mr. Tarvel spoke individually with: President Ana Dorfel of Latvia; and Prime Minister Otto Brend of Malta."
    )
    assert [event.date for event in talks(text)[-2:]] == ["2025-06-02", "2025-06-02"]
    assert [event.date_span.slice(text) for event in talks(text)[-2:] if event.date_span] == ["today", "today"]


def test_whoever_arrives_on_the_day_of_printing_meets_the_others_on_that_day() -> None:
    assert [event.date for event in talks(JOURNEY)] == ["2025-06-02", "2025-06-02"]
    french = "Le ministre norvégien Alan Tarvel s'est rendu ce 2 juin au Gabon. Au Gabon, Alan Tarvel a rencontré la présidente Ana Dorfel."
    assert [event.date for event in talks(french, "fr")][-1] == "2025-06-02"


def test_what_follows_a_meeting_of_the_day_of_printing_is_of_that_day() -> None:
    text = (
        "Norwegian Minister Alan Tarvel met today with King Otto Brend of Latvia. "
        "Following the meeting, Mr. Tarvel met with President Ana Dorfel of Mali."
    )
    assert [event.date for event in talks(text)] == ["2025-06-02", "2025-06-02"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (JOURNEY, "2025-06-03"),  # the stay may have gone on for a day
        (JOURNEY, None),
        (JOURNEY.replace("met with", "had met with"), "2025-06-02"),
        (JOURNEY.replace("Mr. Tarvel met", "Mr. Brend met"), "2025-06-02"),
        ("Norwegian Minister Alan Tarvel met today with King Otto Brend of Latvia. He also met with President Ana Dorfel of Mali.", "2025-06-02"),
    ],
)
def test_a_day_that_may_be_another_stays_open(text: str, published: str | None) -> None:
    assert talks(text, published=published)[-1].date is None
