"""Lines of one person's own: for a question, other lines stand in place of those that the store keeps for everybody.

Every list, count and ranking asks the tables `lines`, `parties` and `names`. While a shadow lies over them, a connection that reads sees views
of these names in which some rows are others. Nothing is written: the views are temporary, and the end of the reading takes them away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, exists, insert, literal_column, select, union_all

from pourparler.store.schema import lines, names, parties

SHADOWED = (lines, parties, names)
Row = tuple[Any, ...]
"""The values of a row in the order of its table."""


@dataclass(slots=True)
class Shadow:
    """By the name of a table, the rows of everybody that are hidden, and those that stand in their place."""

    hidden: dict[str, set[Row]] = field(default_factory=lambda: {table.name: set() for table in SHADOWED})
    shown: dict[str, set[Row]] = field(default_factory=lambda: {table.name: set() for table in SHADOWED})

    def add(self, connection: Connection, dossier: int, article: str, own: Mapping[Table, Sequence[Mapping[str, Any]]]) -> None:
        """What an article's own rows have other than those of everybody."""
        for table, rows in own.items():
            mine = {tuple(row[column.name] for column in table.columns) for row in rows}
            asked = select(table).where(table.c.dossier == dossier, table.c.article == article)
            theirs = {tuple(row) for row in connection.execute(asked)}
            self.hidden[table.name] |= theirs - mine
            self.shown[table.name] |= mine - theirs

    def join(self, other: Shadow) -> None:
        """What another shadow hides and shows, hidden and shown by this one too."""
        for table in SHADOWED:
            self.hidden[table.name] |= other.hidden[table.name]
            self.shown[table.name] |= other.shown[table.name]

    def lay(self, connection: Connection, dossier: int) -> None:
        """Over the tables, until this connection ends its transaction; of other dossiers nothing is seen through it."""
        home = connection.dialect.default_schema_name or ""
        for table in SHADOWED:
            if not self.hidden[table.name] and not self.shown[table.name]:
                continue
            hidden = filled(connection, f"hidden_{table.name}", table, self.hidden[table.name])
            own = filled(connection, f"own_{table.name}", table, self.shown[table.name])
            kept = table.to_metadata(MetaData(), schema=home)
            key = [column.name for column in table.primary_key]
            cloaked = exists().where(*(hidden.c[name] == kept.c[name] for name in key))
            others = select(kept).where(kept.c.dossier == literal_column(str(int(dossier))), ~cloaked)
            view = union_all(others, select(own)).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {table.name} AS {view}")


def filled(connection: Connection, name: str, like: Table, rows: Iterable[Row]) -> Table:
    """A temporary table with the columns of another, and these rows."""
    columns = (Column(column.name, column.type, primary_key=column.primary_key) for column in like.columns)
    made = Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])
    made.create(connection)
    found = [dict(zip(like.columns.keys(), row, strict=True)) for row in rows]
    if found:
        connection.execute(insert(made), found)
    return made
