"""The audit proves something: where a service lacks what keeps it from losing or repeating, the damage is found."""

from pathlib import Path

import pytest

from chaos import faults
from chaos.audit import audit
from chaos.faults import Fault
from chaos.report import as_text
from chaos.run import Plan, run
from chaos.town import Town


async def dies_by_itself(town: Town, fault: Fault) -> None:
    """It is started again once that has happened."""
    await town.process_of(fault.of).process.wait()
    await town.begin(fault.of)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("without", "service", "found"),
    [
        ("inbox", "verification", "verification has not heard it"),
        ("outbox", "verification", "resident 0: "),
        ("settling", "notifier", "2 times on the phone"),
    ],
)
async def test_the_damage_is_found(
    without: str, service: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("WITHOUT", without)
    monkeypatch.setenv("DAMAGED", service)
    monkeypatch.setitem(faults.ALL, "dies", dies_by_itself)
    plan = Plan(1, [Fault("dies", service, 0)], patience=30, entry="tests.chaos.damaged")

    evidence = await run(plan, tmp_path)

    assert any(found in finding.what for finding in audit(evidence)), as_text(evidence, 1)
