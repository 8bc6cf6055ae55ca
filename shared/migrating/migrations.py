"""Migrations: applied, written from the tables, and compared with them."""

import importlib
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext

from shared.messaging.shelf import Id
from shared.messaging.tables import kit_tables

ENVIRONMENT = Path(__file__).parent


def upgrade(db: sa.Connection, tables: sa.MetaData, folder: Path) -> None:
    """Apply what the database has not had yet."""
    command.upgrade(_config(db, tables, folder), "head")


def revision(service: str, message: str) -> Path | None:
    """Write the migration from the newest one to the tables as they are now; None when nothing has changed."""
    if not pending_changes(service):
        return None
    folder = _folder_of(service)
    folder.mkdir(exist_ok=True)
    number = len(list(folder.glob("[0-9]*.py"))) + 1
    with _up_to_date(service) as db:
        config = _config(db, _tables_of(service), folder)
        script: Any = command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
    return Path(script.path)


def pending_changes(service: str) -> list[str]:
    """What the tables of a service have that its migrations do not make, one operation each."""
    both: Any = [kit_tables, _tables_of(service)]  # Alembic takes several, its types say one
    with _up_to_date(service) as db:
        context = MigrationContext.configure(db, opts={"compare_type": compare_type, "target_metadata": both})
        return [str(change) for change in compare_metadata(context, both)]


def compare_type(_: Any, __: Any, ___: Any, inspected: Any, metadata: Any) -> bool | None:
    """SQLite does not know our `Id` by name; for the rest Alembic's own comparison counts."""
    return False if isinstance(metadata, Id) else None


def render_item(kind: str, obj: Any, context: AutogenContext) -> str | Literal[False]:
    """How `Id` is written in a migration."""
    if kind == "type" and isinstance(obj, Id):
        context.imports.add("from shared.messaging import Id\n")
        return "Id()"
    return False


@contextmanager
def _up_to_date(service: str) -> Generator[sa.Connection]:
    """A new database that has had all the migrations of a service."""
    with tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{folder}/new.db")
        try:
            with engine.connect() as db:
                upgrade(db, _tables_of(service), _folder_of(service))
                yield db
        finally:
            engine.dispose()


def _config(db: sa.Connection, tables: sa.MetaData, folder: Path) -> Config:
    config = Config(attributes={"connection": db, "tables": [kit_tables, tables]})
    config.set_main_option("script_location", str(ENVIRONMENT))
    config.set_main_option("version_locations", str(folder))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _tables_of(service: str) -> sa.MetaData:
    return importlib.import_module(f"services.{service}.store").tables


def _folder_of(service: str) -> Path:
    package = importlib.import_module(f"services.{service}").__file__
    return Path(package or "").parent / "migrations"
