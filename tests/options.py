"""Options of the tests: material about WhatsApp that is not part of the project, tried when it is there."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

#: Where this run's simulators keep what they are sent, and what Meta's schema has against it.
RECORDED = pytest.StashKey[Path]()
COMPLAINTS = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("whatsapp")
    group.addoption("--webhooks", metavar="DIR", help="a folder of webhook payloads to run through, besides our own")
    group.addoption("--meta-schema", metavar="DIR", help="a folder with Meta's messages.patched.schema.json")


def pytest_configure(config: pytest.Config) -> None:
    """Tests find the schema by the environment; every simulator, in this process or another, keeps what it is sent."""
    is_a_worker = hasattr(config, "workerinput")  # of several side by side: what it sends is looked at with the others'
    if (folder := config.getoption("--meta-schema")) and not is_a_worker:
        os.environ["META_SCHEMA"] = str(Path(folder).resolve() / "messages.patched.schema.json")
        config.stash[RECORDED] = Path(tempfile.mkdtemp(prefix="sent-"))
        os.environ["SIMULATOR_RECORD"] = str(config.stash[RECORDED])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Whatever any test has sent must be what Meta takes."""
    if recorded := session.config.stash.get(RECORDED, None):
        from tests.meta_schema import complaints_about_all  # it takes a while to load, and only this needs it

        found = list(complaints_about_all(Path(os.environ["META_SCHEMA"]), recorded))
        session.config.stash[COMPLAINTS] = found
        shutil.rmtree(recorded, ignore_errors=True)
        if found and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    found = config.stash.get(COMPLAINTS, [])
    if found:
        terminalreporter.section(f"Meta's schema has something against {len(found)} messages that were sent")
        for complaint in found[:20]:
            terminalreporter.line(complaint)
