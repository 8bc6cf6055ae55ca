"""Errands: run outside of transactions, settled in them, on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from shared.messaging import Desk, Errand, Hear, Interrupted, NotYet, Want, uuid7
from shared.messaging.errand import Errand as AnyErrand
from tests.messaging.kit import Kit
from tests.messaging.toys import Bell, Paint, Rang, bell_shelf, rang


class Oil(Errand):
    """Oil the hinges."""

    name: ClassVar[str] = "oil"
    key_field: ClassVar[str] = "door_id"
    tries: ClassVar[int] = 3
    first_delay: ClassVar[timedelta] = timedelta(seconds=10)
    door_id: UUID
    drops: int = 1


class Greet(Oil):
    """Say a word, and never twice; one house hears its words one after the other."""

    name: ClassVar[str] = "greet"
    at_most_once: ClassVar[bool] = True
    house: UUID | None = None

    @property
    def lane(self) -> UUID:
        return self.house or self.door_id


def house_with_errands() -> tuple[Hear, list[Any]]:
    """Ears that note what came of each errand."""
    hear, came_of_it = Hear("hall", bell_shelf, says=(Paint,)), list[Any]()

    def note(errand: Oil, result: object, desk: Desk) -> None:
        came_of_it.append((errand.door_id, result))
        desk.keep(Bell(errand.door_id, colour=str(result)))

    def give_up(errand: Oil, why: str, desk: Desk) -> None:
        came_of_it.append((errand.door_id, why))
        desk.keep(Bell(errand.door_id, colour="given up"))

    hear.after(Oil, gave_up=give_up)(note)
    hear.after(Greet)(note)
    return hear, came_of_it


def ignore(_: Oil, __: object, ___: Desk) -> None:
    """Settles anything."""


async def send(kit: Kit, errand: AnyErrand, after: timedelta = timedelta(0)) -> None:
    await kit.door.run((), lambda desk: desk.send_for(errand, after=after))


async def until(runner: Callable[[], Awaitable[None]], is_so: Callable[[], bool]) -> None:
    """Let the runner look again until it is so, at most for some seconds."""
    async with asyncio.timeout(10):
        while not is_so():
            await runner()
            await asyncio.sleep(0)


async def test_a_timer_is_settled_when_its_time_has_come(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        oil = Oil(door_id=uuid7())
        await send(kit, oil, after=timedelta(hours=1))

        await kit.runner.look()
        assert came_of_it == []
        kit.clock.turn(hours=1)
        await kit.runner.look()

        assert came_of_it == [(oil.door_id, None)]
        assert await kit.errands() == []


async def test_what_is_done_outside_is_settled_with_its_result(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:

        async def oil_it(errand: Oil) -> str:
            return f"{errand.drops} drops"

        kit.runner.does(Oil, oil_it)
        oil = Oil(door_id=uuid7(), drops=3)
        await send(kit, oil)

        await until(kit.runner.look, lambda: bool(came_of_it))

        assert (await kit.bells())[oil.door_id].colour == "3 drops"
        assert await kit.errands() == []


async def test_one_that_fails_is_tried_again_later_then_parked_and_given_up(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        tried: list[int] = []

        async def spill(_: Oil) -> None:
            tried.append(1)
            raise OSError("spilt")

        kit.runner.does(Oil, spill)
        oil = Oil(door_id=uuid7())
        await send(kit, oil)

        await until(kit.runner.look, lambda: len(tried) == 1)
        await kit.runner.look()
        (row,) = await kit.errands()
        assert (row.tries, row.next_try - row.due, row.reason) == (1, 10.0, "OSError: spilt")
        for number in (2, 3):
            kit.clock.turn(minutes=1)
            await until(kit.runner.look, lambda number=number: len(tried) == number)
            await kit.runner.look()

        assert came_of_it == [(oil.door_id, "OSError: spilt")]
        assert await kit.errands() == []
        (parked,) = await kit.parked()
        assert (parked.kind, parked.place) == ("errand", Oil.place(oil.door_id))


async def test_a_parked_errand_runs_again_when_it_is_replayed(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        is_broken = [True]

        async def oil_it(_: Oil) -> str:
            if is_broken:
                raise OSError("empty")
            return "oiled"

        kit.runner.does(Oil, oil_it)
        oil = Oil(door_id=uuid7())
        await send(kit, oil)
        while not await kit.parked():
            await kit.runner.look()
            await asyncio.sleep(0)
            kit.clock.turn(minutes=1)
        is_broken.clear()
        came_of_it.clear()

        await kit.wall.replay(Oil.place(oil.door_id))
        await until(kit.runner.look, lambda: bool(came_of_it))

        assert came_of_it == [(oil.door_id, "oiled")]
        assert await kit.parked() == []


async def test_sending_for_it_again_replaces_it_and_calling_it_off_removes_it(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        kept, gone = uuid7(), uuid7()
        await send(kit, Oil(door_id=kept, drops=1), after=timedelta(hours=1))
        await send(kit, Oil(door_id=kept, drops=2), after=timedelta(hours=2))
        await send(kit, Oil(door_id=gone), after=timedelta(hours=1))

        await kit.door.run((), lambda desk: desk.call_off(Oil, gone).call_off(Oil, uuid7()))
        kit.clock.turn(hours=1)
        await kit.runner.look()
        assert came_of_it == []
        kit.clock.turn(hours=1)
        await kit.runner.look()

        assert came_of_it == [(kept, None)]


async def test_the_result_of_one_that_was_replaced_meanwhile_is_not_taken_for_the_new_ones(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        begun, may_end = asyncio.Event(), asyncio.Event()

        async def oil_it(errand: Oil) -> str:
            begun.set()
            await may_end.wait()
            return f"{errand.drops} drops"

        kit.runner.does(Oil, oil_it)
        door = uuid7()
        await send(kit, Oil(door_id=door, drops=1))
        await kit.runner.look()
        await begun.wait()
        await send(kit, Oil(door_id=door, drops=2))
        may_end.set()

        await until(kit.runner.look, lambda: bool(came_of_it))

        assert came_of_it == [(door, "2 drops")]


async def test_errands_of_a_lane_run_one_after_the_other_in_order(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        house, words = uuid7(), [uuid7() for _ in range(4)]
        under_way: set[UUID] = set()

        async def greet(errand: Greet) -> str:
            assert not under_way
            under_way.add(errand.door_id)
            await asyncio.sleep(0)
            under_way.discard(errand.door_id)
            return "hello"

        kit.runner.does(Greet, greet)
        for word in words:
            await send(kit, Greet(door_id=word, house=house))

        await until(kit.runner.look, lambda: len(came_of_it) == 4)

        assert [door for door, _ in came_of_it] == words


async def test_one_that_is_to_be_tried_again_holds_up_its_lane_but_no_other(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        house, first, second, elsewhere = (uuid7() for _ in range(4))
        is_deaf = [True]

        async def greet(errand: Greet) -> str:
            if errand.door_id == first and is_deaf:
                raise OSError("nobody hears")
            return "hello"

        kit.runner.does(Greet, greet)
        for word in (first, second):
            await send(kit, Greet(door_id=word, house=house))
        await send(kit, Greet(door_id=elsewhere))
        await until(kit.runner.look, lambda: bool(came_of_it))
        await kit.runner.look()
        assert came_of_it == [(elsewhere, "hello")]

        is_deaf.clear()
        kit.clock.turn(minutes=1)
        await until(kit.runner.look, lambda: len(came_of_it) == 3)

        assert [door for door, _ in came_of_it[1:]] == [first, second]


async def test_one_for_later_does_not_hold_up_its_lane(database_url: str):
    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        house, later, now = uuid7(), uuid7(), uuid7()
        await send(kit, Greet(door_id=later, house=house), after=timedelta(hours=1))
        await send(kit, Greet(door_id=now, house=house))

        await kit.runner.look()

        assert came_of_it == [(now, None)]


async def test_at_most_once_is_interrupted_when_the_process_died_on_the_way(database_url: str):
    hear, _ = house_with_errands()
    begun = asyncio.Event()

    async def never_ends(_: Oil) -> None:
        begun.set()
        await asyncio.Event().wait()

    greet, oil = Greet(door_id=uuid7()), Oil(door_id=uuid7())
    async with Kit.over(database_url, hear) as kit:
        kit.runner.does(Greet, never_ends)
        kit.runner.does(Oil, never_ends)
        await send(kit, greet)
        await send(kit, oil)
        await kit.runner.look()
        await begun.wait()
        await kit.runner.stop(within=0)

    hear, came_of_it = house_with_errands()
    async with Kit.over(database_url, hear) as kit:

        async def does(_: Oil) -> str:
            return "done"

        kit.runner.does(Greet, does)
        kit.runner.does(Oil, does)
        await until(kit.runner.look, lambda: len(came_of_it) == 2)

        results = dict(came_of_it)
        assert isinstance(results[greet.door_id], Interrupted)
        assert results[oil.door_id] == "done"


async def test_one_whose_settling_fails_keeps_its_result_until_it_is_parked(database_url: str):
    hear = Hear("hall", bell_shelf)
    done: list[int] = []

    @hear.after(Greet)
    def fail(_: Greet, __: object, ___: Desk) -> None:
        raise ValueError("no room for it")

    async def greet(_: Greet) -> str:
        done.append(1)
        return "hello"

    async with Kit.over(database_url, hear) as kit:
        kit.runner.does(Greet, greet)
        errand = Greet(door_id=uuid7())
        await send(kit, errand)
        while not await kit.parked():
            await kit.runner.look()
            await asyncio.sleep(0)
            kit.clock.turn(minutes=1)

        assert done == [1]
        (parked,) = await kit.parked()
        assert (parked.kind, parked.reason) == ("interrupted errand", "ValueError: no room for it")

        results: list[Any] = []
        del hear.settlers[Greet.name]

        @hear.after(Greet)
        def note(_: Greet, result: object, __: Desk) -> None:
            results.append(result)

        await kit.wall.replay(parked.place)
        await until(kit.runner.look, lambda: bool(results))

        assert isinstance(results[0], Interrupted)
        assert done == [1]


async def test_settling_may_wait_for_news(database_url: str):
    hear = Hear("hall", bell_shelf)

    @hear.after(Oil, load=lambda oil: [Want(Bell, oil.door_id)])
    def note(oil: Oil, _: object, desk: Desk) -> None:
        desk.keep(Bell(desk.get(Bell, oil.door_id).door_id, colour="oiled"))

    async with Kit.over(database_url, hear) as kit:
        door = uuid7()
        await send(kit, Oil(door_id=door))
        await kit.runner.look()
        await kit.door.run((), lambda desk: desk.keep(Bell(door)))
        kit.clock.turn(minutes=1)

        await kit.runner.look()

        assert (await kit.bells())[door].colour == "oiled"


async def test_what_the_database_refuses_is_the_fault_of_one_errand(database_url: str):
    hear = Hear("hall", bell_shelf)

    @hear.after(Oil)
    def note(oil: Oil, _: object, desk: Desk) -> None:
        desk.keep(Bell(oil.door_id, colour="invisible" if oil.drops > 1 else "oiled"))

    async with Kit.over(database_url, hear) as kit:
        good, bad = Oil(door_id=uuid7()), Oil(door_id=uuid7(), drops=2)
        await send(kit, good)
        await send(kit, bad)

        await kit.runner.look()

        assert set(await kit.bells()) == {good.door_id}
        while not await kit.parked():
            kit.clock.turn(minutes=1)
            await kit.runner.look()
        assert [row.place for row in await kit.parked()] == [Oil.place(bad.door_id)]


async def test_an_errand_that_nobody_settles_any_more_is_parked(database_url: str):
    hear, _ = house_with_errands()
    async with Kit.over(database_url, hear) as kit:
        oil = Oil(door_id=uuid7())
        await send(kit, oil)
        del hear.settlers[Oil.name]

        await kit.runner.look()

        (parked,) = await kit.parked()
        assert "does not settle oil" in parked.reason


async def test_a_handler_may_send_for_the_errand_it_settles_again(database_url: str):
    hear = Hear("hall", bell_shelf)
    seen: list[int] = []

    @hear.after(Oil)
    def again(oil: Oil, _: object, desk: Desk) -> None:
        seen.append(oil.drops)
        if oil.drops < 3:
            desk.send_for(Oil(door_id=oil.door_id, drops=oil.drops + 1))

    async with Kit.over(database_url, hear) as kit:
        await send(kit, Oil(door_id=uuid7()))
        await until(kit.runner.look, lambda: len(seen) == 3)

        assert seen == [1, 2, 3]
        assert await kit.errands() == []


async def test_a_message_that_sends_for_what_nobody_settles_fails(database_url: str):
    hear = Hear("hall", bell_shelf)

    @hear.on(Rang)
    def oil_it(ring: Rang, desk: Desk) -> None:
        desk.send_for(Oil(door_id=ring.door_id))

    async with Kit.over(database_url, hear) as kit:
        await kit.brings(rang())

        (row,) = await kit.waiting()
        assert "does not settle oil" in row.reason


async def test_an_errand_that_hangs_is_given_up_for_this_time(database_url: str):
    class Nap(Oil):
        name: ClassVar[str] = "nap"
        longest_try: ClassVar[timedelta] = timedelta(seconds=0.01)

    hear = Hear("hall", bell_shelf)
    hear.after(Nap)(ignore)
    async with Kit.over(database_url, hear) as kit:

        async def sleep(_: Nap) -> None:
            await asyncio.Event().wait()

        kit.runner.does(Nap, sleep)
        await send(kit, Nap(door_id=uuid7()))
        async with asyncio.timeout(10):
            while [row.tries for row in await kit.errands()] != [1]:
                await kit.runner.look()

        (row,) = await kit.errands()
        assert row.reason.startswith("TimeoutError")


async def test_not_yet_is_not_for_loads(database_url: str):
    """A `load` may look at what it was given; what it raises fails its own errand alone."""
    hear = Hear("hall", bell_shelf)

    def stumble(_: Oil) -> list[Want]:
        raise NotYet("later")

    hear.after(Oil, load=stumble)(ignore)
    async with Kit.over(database_url, hear) as kit:
        await send(kit, Oil(door_id=uuid7()))

        await kit.runner.look()

        assert len(await kit.errands()) == 1
        assert await kit.parked() == []
