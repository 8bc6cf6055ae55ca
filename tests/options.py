"""Options of the tests: material about WhatsApp that is not part of the project, tried when it is there."""

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("whatsapp")
    group.addoption("--webhooks", metavar="DIR", help="a folder of webhook payloads to run through, besides our own")
    group.addoption("--meta-schema", metavar="DIR", help="a folder with Meta's messages.patched.schema.json")


def pytest_configure(config: pytest.Config) -> None:
    """The simulator's tests find the schema by the environment."""
    if folder := config.getoption("--meta-schema"):
        os.environ["META_SCHEMA"] = str(Path(folder).resolve() / "messages.patched.schema.json")
