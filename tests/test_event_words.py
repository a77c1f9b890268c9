"""Events are named in words of everyday language where people read; codes stay in the data."""

from __future__ import annotations

import pytest

from pourparler.export.shown import deed
from pourparler.ontology import load as load_ontology
from pourparler.wording import wording


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_event_has_a_word_of_everyday_language(language: str) -> None:
    say, types = wording(language), load_ontology().types.values()
    assert [kind.name for kind in types if not say.has(f"event_type.{kind.name}")] == []
    assert [mode for kind in types for mode in kind.modes if not say.has(f"event_mode.{mode}")] == []
    assert deed("CONSULT", "visit", say) == f"{say('event_type.CONSULT')} · {say('event_mode.visit')}"
    assert deed("NEVER", "heard", say) == "NEVER · heard" and deed("AID", None, say) == say("event_type.AID")
