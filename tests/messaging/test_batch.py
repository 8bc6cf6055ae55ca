"""What one batch does, whole or not at all, on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from shared.messaging import Desk, Hear, NotYet, Want, uuid7
from shared.messaging.store import Away
from shared.messaging.tables import inbox
from tests.messaging.kit import Kit
from tests.messaging.toys import Bell, Opened, Paint, Rang, bell_shelf, hall, its_bell, rang, said


async def test_state_inbox_and_outbox_are_written_together(kit: Kit):
    ring = rang(number=7)

    await kit.brings(ring)

    assert (await kit.bells())[ring.door_id].heard == (7,)
    (saying,) = await kit.said()
    assert Opened.model_validate_json(saying.body).times == 1
    assert [row[0] for row in await kit.rows(inbox)] == [ring.id]


async def test_what_is_said_names_its_cause_and_the_thread_it_belongs_to(kit: Kit):
    first, thread = rang(), uuid7()

    await kit.brings(first)
    await kit.answering.answer([kit.arrival(rang())._replace(thread=thread)])

    begins, goes_on = await kit.said()
    assert begins.cause == begins.thread == first.id
    assert goes_on.thread == thread
    assert goes_on.cause != thread


async def test_a_message_that_comes_again_changes_nothing(kit: Kit):
    ring = rang()

    await kit.brings(ring, ring)
    await kit.brings(ring)

    assert (await kit.bells())[ring.door_id].heard == (0,)
    assert len(await kit.said()) == 1


async def test_handlers_of_one_batch_see_what_the_earlier_ones_did(kit: Kit):
    door = uuid7()

    await kit.brings(*(rang(door, number) for number in range(5)))

    assert (await kit.bells())[door].heard == (0, 1, 2, 3, 4)


async def test_one_that_fails_leaves_nothing_and_the_others_commit(kit: Kit):
    good, bad, after = rang(), rang(trouble="always"), rang()

    await kit.brings(good, bad, after)

    assert set(await kit.bells()) == {good.door_id, after.door_id}
    assert [(row.key, row.tries) for row in await kit.waiting()] == [(bad.door_id, 1)]
    assert len(await kit.said()) == 2


async def test_what_follows_a_failing_message_waits_behind_it_without_a_try(kit: Kit):
    door = uuid7()

    await kit.brings(rang(door, 1, trouble="always"), rang(door, 2))
    await kit.brings(rang(door, 3))

    assert [row.tries for row in await kit.waiting()] == [1, 0, 0]
    assert await kit.bells() == {}


async def test_after_enough_tries_it_is_parked_and_its_line_goes_on_in_order(kit: Kit):
    door = uuid7()
    await kit.brings(rang(door, 1, trouble="always"), rang(door, 2), rang(door, 3))

    for _ in range(2):
        kit.clock.turn(minutes=1)
        await kit.call_those_waiting()

    (parked,) = await kit.parked()
    assert parked.reason == "ValueError: the bell is broken"
    assert (await kit.bells())[door].heard == (2, 3)
    assert await kit.waiting() == []


async def test_nobody_is_called_before_their_time(kit: Kit):
    await kit.brings(rang(trouble="always"))

    kit.clock.turn(seconds=9)
    await kit.call_those_waiting()

    assert [row.tries for row in await kit.waiting()] == [1]


async def test_not_yet_is_no_failure_and_ends_with_the_news_it_waited_for(kit: Kit):
    door = uuid7()
    await kit.brings(said(Paint, door, colour="red"))
    for _ in range(20):
        kit.clock.turn(minutes=1)
        await kit.call_those_waiting()
    (row,) = await kit.waiting()
    assert (row.tries, row.looks) == (0, 21)

    await kit.brings(rang(door))
    await kit.call_those_waiting()

    assert (await kit.bells())[door].colour == "red"
    assert await kit.waiting() == []


async def test_not_yet_has_an_end_too(kit: Kit):
    await kit.brings(said(Paint, uuid7(), colour="red"))

    for _ in range(2):
        kit.clock.turn(hours=1, seconds=1)
        await kit.call_those_waiting()

    (parked,) = await kit.parked()
    assert parked.reason.startswith("NotYet")


async def test_a_body_that_cannot_be_read_is_parked_without_quoting_it(kit: Kit):
    good = rang()
    nonsense = kit.arrival(b'{"office": "1671074508900003"}', subject=good.wire_subject)

    await kit.answering.answer([nonsense, kit.arrival(good)])

    (parked,) = await kit.parked()
    assert parked.place == nonsense.place
    assert "door_id: Field required" in parked.reason
    assert "1671074508900003" not in parked.reason
    assert good.door_id in await kit.bells()


async def test_what_nobody_listens_to_is_parked(kit: Kit):
    await kit.answering.answer([kit.arrival(b"{}", subject="fact.street.unheard.v1.1671101001.nokey")])

    (parked,) = await kit.parked()
    assert "does not hear" in parked.reason


async def test_what_the_database_refuses_is_the_fault_of_one_message(kit: Kit):
    good, bad, after = rang(), rang(trouble="database"), rang()

    await kit.brings(good, bad, after)

    assert set(await kit.bells()) == {good.door_id, after.door_id}
    (row,) = await kit.waiting()
    assert (row.key, row.tries) == (bad.door_id, 1)


async def test_a_service_may_say_only_what_it_lists(database_url: str):
    hear = hall()
    hear.says = ()
    async with Kit.over(database_url, hear) as kit:
        await kit.brings(rang())

        (row,) = await kit.waiting()
        assert "may not say Opened" in row.reason


async def test_a_message_too_long_for_the_queue_is_its_handlers_fault(database_url: str):
    hear = Hear("hall", bell_shelf, says=(Paint,))

    @hear.on(Rang)
    def talk(ring: Rang, desk: Desk) -> None:
        desk.say(Paint.because_of(ring, desk.now, colour="x" * 1_000_000))

    async with Kit.over(database_url, hear) as kit:
        await kit.brings(rang())

        (row,) = await kit.waiting()
        assert "too long" in row.reason


async def test_a_database_that_is_away_is_waited_for(kit: Kit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shared.messaging.answering.PAUSE", 0.01)
    attempts: list[int] = []
    run = kit.store.run

    async def away_at_first(work: Any) -> Any:
        attempts.append(1)
        if len(attempts) < 3:
            raise Away("gone for a moment")
        return await run(work)

    monkeypatch.setattr(kit.store, "run", away_at_first)
    holds: list[int] = []

    async def hold() -> None:
        holds.append(1)

    ring = rang()
    await kit.answering.answer([kit.arrival(ring)], hold)

    assert ring.door_id in await kit.bells()
    assert len(holds) == 2
    assert await kit.waiting() == []


async def test_what_was_committed_unheard_of_is_still_said(kit: Kit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shared.messaging.answering.PAUSE", 0.01)
    run = kit.store.run
    failures = [True]

    async def commits_and_loses_the_line(work: Any) -> Any:
        result = await run(work)
        if failures:
            failures.pop()
            raise Away("the connection broke during commit")
        return result

    monkeypatch.setattr(kit.store, "run", commits_and_loses_the_line)
    offered: list[Any] = []
    monkeypatch.setattr(kit.relay, "offer", offered.extend)

    await kit.brings(rang())

    assert len(await kit.said()) == 1
    assert [saying.id for saying in offered] == [saying.id for saying in await kit.said()]


async def test_not_loaded_on_a_fresh_desk_is_a_mistake_in_the_code(database_url: str):
    hear = Hear("hall", bell_shelf)

    @hear.on(Rang)
    def look(ring: Rang, desk: Desk) -> None:
        desk.find(Bell, ring.door_id)

    async with Kit.over(database_url, hear) as kit:
        await kit.brings(rang())

        (row,) = await kit.waiting()
        assert (row.tries, row.looks) == (1, 0)


async def test_what_an_earlier_message_of_the_batch_changed_is_loaded_again_at_once(database_url: str):
    """The second look-up depends on the first, and the first message turns it to another object."""
    hear = Hear("hall", bell_shelf)
    neighbour, other = uuid7(), uuid7()

    def its_bell_and_the_one_it_names(ring: Rang) -> Any:
        bell = yield Want(Bell, ring.door_id)
        if bell:
            yield Want(Bell, neighbour if bell.colour == "plain" else other)

    @hear.on(Rang, load=its_bell_and_the_one_it_names)
    def pass_it_on(ring: Rang, desk: Desk) -> None:
        bell = desk.get(Bell, ring.door_id)
        named = desk.get(Bell, neighbour if bell.colour == "plain" else other)
        desk.keep(replace(named, heard=(*named.heard, ring.number)), replace(bell, colour="red"))

    async with Kit.over(database_url, hear) as kit:
        door = uuid7()
        await kit.door.run((), lambda desk: desk.keep(Bell(door), Bell(neighbour), Bell(other)))

        await kit.brings(rang(door, 1), rang(door, 2), rang(door, 3))

        bells = await kit.bells()
        assert (bells[neighbour].heard, bells[other].heard) == ((1,), (2, 3))
        assert await kit.waiting() == []


async def test_a_load_that_stumbles_fails_its_own_message_alone(database_url: str):
    hear = hall()
    del hear.listeners[Paint.subject]

    def stumble(_: Paint) -> list[Want]:
        raise KeyError("no such colour")

    @hear.on(Paint, load=stumble)
    def paint(_: Paint, __: Desk) -> None:
        raise AssertionError("it was loaded after all")

    async with Kit.over(database_url, hear) as kit:
        good = rang()
        await kit.answering.answer([kit.arrival(said(Paint, uuid7(), colour="red")), kit.arrival(good)])

        (row,) = await kit.waiting()
        assert row.reason == "KeyError: 'no such colour'"
        assert good.door_id in await kit.bells()


async def test_a_waiting_message_that_can_no_longer_be_read_is_parked_and_its_line_goes_on(kit: Kit):
    door = uuid7()
    await kit.brings(said(Paint, door, colour="red"))
    listener = kit.hear.listeners.pop(Paint.subject)
    kit.clock.turn(minutes=1)

    await kit.call_those_waiting()
    kit.hear.listeners[Paint.subject] = listener

    assert [row.subject for row in await kit.parked()] == [said(Paint, door, colour="red").wire_subject]
    assert await kit.waiting() == []


async def test_lists_are_found_by_column_also_as_the_batch_changes_them(database_url: str):
    hear = Hear("hall", bell_shelf)
    found: list[list[Bell]] = []

    @hear.on(Rang, load=lambda ring: [Want(Bell, ring.door_id), Want(Bell, "red", by="colour")])
    def count_the_red(ring: Rang, desk: Desk) -> None:
        found.append(desk.find_all(Bell, "colour", "red"))
        desk.keep(Bell(ring.door_id, colour="red"))

    async with Kit.over(database_url, hear) as kit:
        doors = [uuid7() for _ in range(3)]
        await kit.door.run((), lambda desk: desk.keep(Bell(doors[0], colour="red"), Bell(doors[1])))

        await kit.brings(rang(doors[1]), rang(doors[2]))

        assert [[bell.door_id for bell in bells] for bells in found] == [[doors[0]], doors[:2]]


async def test_an_object_that_is_removed_is_gone(kit: Kit):
    door = uuid7()
    await kit.brings(rang(door))

    await kit.door.run(its_bell(rang(door)), lambda desk: desk.remove(Bell, door))

    assert await kit.bells() == {}


async def test_the_door_commits_all_of_a_change_or_nothing(kit: Kit):
    door = uuid7()

    def break_it(desk: Desk) -> None:
        desk.keep(Bell(door)).say(Opened.because_of(rang(door), desk.now, times=1))
        raise PermissionError("not today")

    with pytest.raises(PermissionError):
        await kit.door.run((), break_it)
    assert await kit.door.run([Want(Bell, door)], lambda desk: desk.find(Bell, door)) is None
    with pytest.raises(NotYet):
        await kit.door.run([Want(Bell, door)], lambda desk: desk.get(Bell, door))

    assert await kit.said() == []
