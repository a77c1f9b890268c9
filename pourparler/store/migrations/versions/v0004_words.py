"""Each line keeps its own words, so that a list by a word reads no text; and a name leads straight to its lines. A store made anew has both."""

from alembic import op
from sqlalchemy import Connection, bindparam, inspect, select, update
from sqlalchemy.schema import CreateColumn, CreateIndex, DropIndex

from pourparler.identifiers import spans_of
from pourparler.store.articles import article_of
from pourparler.store.indexing import worded
from pourparler.store.lines import words_of
from pourparler.store.schema import PARTIES_BY_ACTOR, articles, lines

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    connection = op.get_bind()
    if "words" in {column["name"] for column in inspect(connection).get_columns("lines")}:
        return
    op.execute(f"ALTER TABLE lines ADD COLUMN {CreateColumn(lines.c.words).compile(dialect=connection.dialect)}")
    op.execute(DropIndex(PARTIES_BY_ACTOR, if_exists=True))
    op.execute(CreateIndex(PARTIES_BY_ACTOR))
    for dossier, key in connection.execute(select(articles.c.dossier, articles.c.key)).all():
        keep_words(connection, dossier, key)


def keep_words(connection: Connection, dossier: int, key: str) -> None:
    """The words of each line of an article."""
    mine = (lines.c.dossier == dossier, lines.c.article == key)
    rows = connection.execute(select(lines.c.record, lines.c.layer, lines.c.pieces).where(*mine)).all()
    if rows:
        article = article_of(connection, dossier, key)
        found = {row.record: words_of(article, row.layer, spans_of(row.pieces)) for row in rows}
        given = [{"one_record": record, "own": worded(article.text, spans)} for record, spans in found.items()]
        connection.execute(update(lines).where(*mine, lines.c.record == bindparam("one_record")).values(words=bindparam("own")), given)
