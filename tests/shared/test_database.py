"""Migrations: written from the tables, and applied to both databases."""

import sys
import types
from collections.abc import Generator
from pathlib import Path

import pytest
import sqlalchemy as sa

from shared import database
from shared.messaging import Id
from shared.migrating.migrations import pending_changes, revision


@pytest.fixture
def service(tmp_path: Path) -> Generator[sa.MetaData]:
    """A service named `cellar` with one table and no migrations yet."""
    tables = sa.MetaData()
    sa.Table("jars", tables, sa.Column("jar_id", Id, primary_key=True), sa.Column("label", sa.Text, index=True))
    (tmp_path / "cellar").mkdir()
    package, store = types.ModuleType("services.cellar"), types.ModuleType("services.cellar.store")
    package.__file__, store.__dict__["tables"] = str(tmp_path / "cellar" / "__init__.py"), tables
    sys.modules |= {"services.cellar": package, "services.cellar.store": store}
    yield tables
    del sys.modules["services.cellar"], sys.modules["services.cellar.store"]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'cellar.db'}"
    return request.getfixturevalue("empty_postgres")


def test_the_first_migration_makes_the_kits_tables_and_the_services(service: sa.MetaData):
    assert database.has_pending_changes("cellar")

    path = revision("cellar", "What the cellar keeps")

    assert path
    assert path.name == "0001_what_the_cellar_keeps.py"
    text = path.read_text()
    assert "from shared.messaging import Id" in text
    for table in ("inbox", "outbox", "waiting", "parked", "errands", "jars"):
        assert f'"{table}"' in text or f"'{table}'" in text
    assert not database.has_pending_changes("cellar")
    assert revision("cellar", "Nothing") is None


async def test_migrations_are_applied_one_after_the_other(service: sa.MetaData, url: str, tmp_path: Path):
    folder = tmp_path / "cellar" / "migrations"
    revision("cellar", "What the cellar keeps")
    await database.migrate(url, service, folder)
    sa.Table("shelves", service, sa.Column("shelf_id", Id, primary_key=True))
    assert pending_changes("cellar")
    revision("cellar", "Shelves too")
    with pytest.raises(database.OutOfDate):
        await database.check(url, folder)

    await database.migrate(url, service, folder)

    await database.check(url, folder)
    store = database.open_store(url)
    assert await store.fetch(sa.select(service.tables["shelves"])) == []
    await store.close()


async def test_a_database_of_a_newer_version_is_left_alone(service: sa.MetaData, url: str, tmp_path: Path):
    folder = tmp_path / "cellar" / "migrations"
    written = revision("cellar", "What the cellar keeps")
    await database.migrate(url, service, folder)
    assert written
    written.unlink()

    with pytest.raises(database.OutOfDate, match="newer"):
        await database.migrate(url, service, folder)


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="sqlite:///"):
        database.open_store("mysql://db/hall")
