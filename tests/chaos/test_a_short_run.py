"""Some applications while services and the message queue die, stand still and are cut off: nothing lost, nothing twice.

`make chaos` plays the same at any length.
"""

from pathlib import Path

import pytest

from chaos.audit import audit
from chaos.faults import kinds
from chaos.report import as_text
from chaos.run import Plan, run
from chaos.schedule import SHORT, schedule


@pytest.mark.timeout(600)
async def test_faults_lose_nothing_and_repeat_nothing(tmp_path: Path):
    faults = schedule(8, 10, kinds(files=True, restarts=False), SHORT)

    evidence = await run(Plan(6, faults, patience=240), tmp_path)

    assert not audit(evidence), as_text(evidence, len(faults))
    assert len(evidence.files) == 6
    assert len(evidence.facts) > 6
