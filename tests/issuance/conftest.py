"""What the tests of issuance may ask for."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from services.issuance.store import tables
from shared.database import create_tables
from tests.issuance.files import EDITION, IN_FORCE
from tests.issuance.office import AnOffice, open_office


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with issuance's tables, made once and copied for every test."""
    path = tmp_path_factory.mktemp("issuance") / "empty.db"
    asyncio.run(create_tables(f"sqlite:///{path}", tables))
    return path


@pytest_asyncio.fixture
async def new_office(empty_database: Path, tmp_path: Path) -> AsyncGenerator[AnOffice]:
    """An office that has never been open."""
    async with open_office(Path(shutil.copy(empty_database, tmp_path / "issuance.db"))) as office:
        yield office


@pytest_asyncio.fixture
async def office(new_office: AnOffice) -> AnOffice:
    """An office with its catalogue and directory in force, and nothing to do yet."""
    await new_office.has(EDITION, IN_FORCE)
    return new_office
