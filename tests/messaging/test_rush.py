"""When so much comes from outside that what can wait should."""

import contextlib
from pathlib import Path

from shared import database
from shared.messaging import uuid7
from shared.messaging.house import running
from shared.messaging.rush import AT_ONCE, HIGHEST, USUAL, Rush
from tests.messaging.eventually import eventually
from tests.messaging.street import Cellar
from tests.messaging.toys import HallSettings, plan, rang, tables


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_as_much_as_usual_is_no_rush():
    watch = Watch()
    rush = Rush(watch)

    for _ in range(100):
        rush.came(int(USUAL / 10))
        watch.seconds += 0.1

        assert not rush.is_on


def test_more_than_usual_is_a_rush_until_a_moment_after_its_end():
    watch = Watch()
    rush = Rush(watch)

    rush.came(int(AT_ONCE) + 1)
    assert rush.is_on
    rush.came(10_000)
    watch.seconds += (HIGHEST - AT_ONCE) / USUAL

    assert not rush.is_on


async def test_nobody_rests_when_there_is_no_rush():
    await Rush().rest(worked=1e9)


async def test_in_a_rush_everything_is_heard_all_the_same_in_order(nats_url: str, tmp_path: Path):
    settings = HallSettings(nats_url=nats_url, data_dir=tmp_path)
    await database.create_tables(settings.database, tables)
    door, numbers = uuid7(), tuple(range(100))
    async with running(plan(), settings) as house, contextlib.aclosing(Cellar(settings.database)) as cellar:
        house.rush.came(10_000)

        await house.publish(*(rang(door, number) for number in numbers))

        async def heard() -> tuple[int, ...] | None:
            bell = (await cellar.bells()).get(door)
            return bell.heard if bell and len(bell.heard) == len(numbers) else None

        assert await eventually(heard) == numbers
