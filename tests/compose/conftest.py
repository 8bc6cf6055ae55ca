"""The tests of the composed system need a Docker engine and minutes: `make compose-test` runs them."""

import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.compose.system import IMAGE, NoEngine, System, docker, gone_afterwards
from tests.story.conftest import clerk, hasan, lurah, neighbourhood, phones, rahmat
from tests.story.town import Town

__all__ = ["clerk", "hasan", "lurah", "neighbourhood", "phones", "rahmat"]

HERE = Path(__file__).parent
FIGURES = pytest.StashKey[list[str]]()


@pytest.hookimpl(tryfirst=True)  # before those that are not meant are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.compose)
            item.add_marker(pytest.mark.timeout(900))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With a failure, what the containers have said: they are gone afterwards."""
    report = yield
    system = getattr(item, "funcargs", {}).get("system")
    if report.failed and isinstance(system, System):
        report.sections.append(("containers", system.compose("logs", "--no-color", "--timestamps").stdout))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if figures := config.stash.get(FIGURES, []):
        terminalreporter.section("figures")
        for line in figures:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The image that all the services share, built from what is here now."""
    try:
        System.of(tmp_path_factory.mktemp("build")).does("build")
    except NoEngine as why:
        pytest.fail(f"The tests of the composed system need a Docker engine: {why}.", pytrace=False)
    return IMAGE


@pytest.fixture(scope="session")
def system(image: str, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[System]:
    """The demo, from nothing: no settings but free ports, and no volume."""
    with gone_afterwards(System.of(tmp_path_factory.mktemp("composed"))) as system:
        begun = time.monotonic()
        system.starts()
        ready = time.monotonic() - begun
        yield system
        size = int(docker("image", "inspect", "--format", "{{.Size}}", image)) / 1e6
        memory = ", ".join(f"{name} {used}" for name, used in system.memory().items())
        pytestconfig.stash[FIGURES] = [
            f"From nothing to ready, images there: {ready:.1f} s",
            f"Image: {size:.0f} MB",
            f"Memory of the containers after the tests: {memory}",
        ]


@pytest.fixture(scope="session")
def town(system: System, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The same town as in the other stories; its services are in containers."""
    return Town(tmp_path_factory.mktemp("nothing-kept-here"), dict(system.ports))
