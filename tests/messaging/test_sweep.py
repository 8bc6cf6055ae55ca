"""The inbox forgets what no stream can bring again."""

from datetime import timedelta

import pytest

from shared.messaging.sweep import remove_old
from shared.messaging.tables import inbox
from tests.messaging.kit import Kit
from tests.messaging.toys import rang


async def test_old_rows_of_the_inbox_go_in_portions_and_young_ones_stay(kit: Kit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shared.messaging.sweep.PORTION", 2)
    await kit.brings(*(rang() for _ in range(5)))
    kit.clock.turn(days=20)
    young = rang()
    await kit.brings(young)

    assert await remove_old(kit.ledger, timedelta(days=10)) == 5

    assert [row[0] for row in await kit.rows(inbox)] == [young.id]
