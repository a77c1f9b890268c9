"""Lists and counts without a walk over every line. A store made anew has these indexes already: the first schema is that of the program."""

from alembic import op
from sqlalchemy.schema import CreateIndex

from pourparler.store.schema import ARTICLES_STANDING, ARTICLES_WITHDRAWN, LINES_AS_LISTED, PARTIES_BY_PART

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for index in (ARTICLES_STANDING, ARTICLES_WITHDRAWN, LINES_AS_LISTED, PARTIES_BY_PART):
        op.execute(CreateIndex(index, if_not_exists=True))
