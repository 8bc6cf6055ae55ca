"""What Alembic runs, for every service alike; `migrations.py` tells it the connection and the tables."""

from typing import Any

from alembic import context

from shared.migrating.migrations import compare_type, render_item

attributes: dict[str, Any] = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["tables"],
    compare_type=compare_type,
    render_item=render_item,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
