"""Lines of one person's own: for a question, other lines stand in place of those that the store keeps for everybody.

Every list, count and ranking asks the tables `lines`, `parties` and `names`. While a shadow lies over them, a connection that reads sees views
of these names in which some articles have other rows. Nothing is written: the views are temporary, and the end of the reading takes them away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, literal_column, not_, select, union_all

from pourparler.store.schema import lines, names, parties

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""
SHADOWED = (lines, parties, names)
CLOAKED = "cloaked_articles"


def shadow(connection: Connection, dossier: int, articles: Sequence[str], rows: Rows) -> None:
    """Until this connection ends its transaction, these articles of the dossier have these lines and no others."""
    cloaked = temporary(CLOAKED, Column("article", Text, primary_key=True))
    cloaked.create(connection)
    connection.execute(insert(cloaked), [{"article": key} for key in articles])
    home = connection.dialect.default_schema_name or ""
    for table in SHADOWED:
        own = temporary(f"own_{table.name}", *(Column(column.name, column.type) for column in table.columns))
        own.create(connection)
        if rows.get(table.name):
            connection.execute(insert(own), list(rows[table.name]))
        kept = table.to_metadata(MetaData(), schema=home)
        hidden = (kept.c.dossier == literal_column(str(int(dossier)))) & kept.c.article.in_(select(cloaked.c.article))
        view = union_all(select(kept).where(not_(hidden)), select(own)).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {table.name} AS {view}")


def temporary(name: str, *columns: Column[Any]) -> Table:
    return Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])
