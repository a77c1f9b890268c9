"""A web page with an invented article, for the tests of what reads pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from pourparler.intake import Details, Intake, read_page

NOW = datetime(2025, 4, 1, tzinfo=UTC)
FIRST = "La ministre Alma Veyrac a déclaré mardi que les délégués reviendraient à Lisbonne avant la fin du mois de mars."
SAID = "«\u00a0Nous partons demain\u202f», a dit le chef de la délégation, Tomas Lindqvist, avant de quitter la salle où se tenaient les entretiens."
LAST = "Son homologue a promis une réponse écrite, que les deux camps attendent avec la même impatience depuis la rentrée."
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in (FIRST, SAID, LAST))
TITLE = "Une trêve fragile à Lisbonne"


def page(body: str = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>", head: str = "", linked: object = None, start: str = "<html>") -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(linked, ensure_ascii=False)}</script>' if linked is not None else ""
    return f'<!DOCTYPE html>{start}<head><meta charset="utf-8">{head}{script}</head><body>{body}</body></html>'.encode()


def read(data: bytes, **known: str) -> Intake:
    return read_page(data, details=Details(**known), now=NOW)  # type: ignore[arg-type]


def lines(intake: Intake) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.span.slice(intake.article.text)) for paragraph in intake.article.paragraphs]
