"""The first schema: everything as `schema.METADATA` says it. Later revisions spell out what they change."""

from alembic import op

from pourparler.store.schema import INDEXES, METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    connection = op.get_bind()
    METADATA.create_all(connection)
    for statement in INDEXES[connection.dialect.name]:
        connection.exec_driver_sql(statement)
