"""Alembic, for every service alike: one environment, and migrations in each service's own folder."""
