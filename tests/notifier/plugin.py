"""Options of the tests of the bridge to WhatsApp: material that is not part of the project, tried when it is there."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("whatsapp")
    group.addoption("--webhooks", metavar="DIR", help="a folder of webhook payloads to run through, besides our own")
    group.addoption("--meta-schema", metavar="DIR", help="a folder with Meta's messages.patched.schema.json")
