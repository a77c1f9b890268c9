"""Alembic's door: runs the migrations on the connection that the program hands over."""

from alembic import context

from pourparler.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
