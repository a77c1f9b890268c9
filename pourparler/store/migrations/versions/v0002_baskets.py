"""What each person put aside from a dossier. A store made anew has these tables already: the first schema is that of the program."""

from alembic import op

from pourparler.store.schema import basket_lines, baskets

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for table in (baskets, basket_lines):
        table.create(op.get_bind(), checkfirst=True)
