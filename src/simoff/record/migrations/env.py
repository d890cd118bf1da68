"""Alembic's entry: the connection is handed over by ``simoff.record.schema``; nothing is read from a file."""

from __future__ import annotations

from alembic import context

from simoff.record.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
