"""The codebook of an export, one page a language, drawn from `columns.tsv` alone."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.export.columns import Column, TableName
from pourparler.export.release import Export
from pourparler.wording import Wording, wording

HEADS = ("column", "type", "meaning", "example", "term", "measured")


def cell(text: str) -> str:
    """A cell of a Markdown table."""
    return text.replace("|", "\\|")


def measuring(column: Column, say: Wording) -> str:
    """The figures that measure a column; "not measured" where a rule finds it and nobody counted; a dash where no rule does."""
    if column.measured is None:
        return "–"
    return "; ".join(say(f"figure.{name}") for name in column.measured) or say("codebook.unmeasured")


def meaning(column: Column, say: Wording) -> str:
    values = f" ({', '.join(f'`{value}`' for value in column.choices)})" if column.choices else ""
    return column.meanings[say.language] + values


def line(column: Column, say: Wording) -> str:
    kind = say(f"type.{'words' if column.words else column.type}")
    example = f"`{column.example}`" if column.example else ""
    cells = (f"`{column.name}`", kind, meaning(column, say), example, column.term, measuring(column, say))
    return "| " + " | ".join(cell(part) for part in cells) + " |"


def section(table: TableName, columns: tuple[Column, ...], say: Wording) -> Iterator[str]:
    yield f"\n## {table}\n\n{say(f'tables.{table}')}\n"
    yield "| " + " | ".join(say(f"codebook.{head}") for head in HEADS) + " |"
    yield "|---" * len(HEADS) + "|"
    yield from (line(column, say) for column in columns)


def page(export: Export, language: str) -> str:
    """The columns that this export writes, table by table."""
    say = wording(language)
    lines = [f"# {say('codebook.title')}\n", say("codebook.units"), "", say("codebook.empty"), "", say("codebook.lists"), "", say("codebook.score")]
    for table, columns in export.columns().items():
        lines += section(table, columns, say)
    return "\n".join(lines) + "\n"
