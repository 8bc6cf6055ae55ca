"""The desk alone: what a handler finds, keeps and says."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

import pytest

from shared.messaging import Desk, Errand, NotLoaded, NotYet, Want, uuid7
from tests.messaging.toys import Bell, Opened, rang

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Oil(Errand):
    """Oil the hinges."""

    name: ClassVar[str] = "oil"
    key_field: ClassVar[str] = "door_id"
    door_id: UUID


def desk_with(*bells: Bell, without: tuple[UUID, ...] = ()) -> Desk:
    desk = Desk(NOW, {Bell: "door_id"})
    desk.lay_out(Bell, [*(bell.door_id for bell in bells), *without], bells)
    return desk


def test_what_is_there_is_found_and_what_is_not_is_none():
    bell, nowhere = Bell(uuid7()), uuid7()
    desk = desk_with(bell, without=(nowhere,))

    assert desk.find(Bell, bell.door_id) is bell
    assert desk.find(Bell, nowhere) is None
    with pytest.raises(NotYet):
        desk.get(Bell, nowhere)


def test_what_was_not_asked_for_is_not_loaded():
    with pytest.raises(NotLoaded):
        desk_with().find(Bell, uuid7())
    with pytest.raises(NotLoaded):
        desk_with().find_all(Bell, "colour", "red")


def test_a_handler_sees_its_own_changes_and_a_failed_one_leaves_none():
    bell = Bell(uuid7())
    desk = desk_with(bell)
    desk.keep(Bell(bell.door_id, colour="red")).say(Opened.because_of(rang(bell.door_id), NOW, times=1))
    assert desk.get(Bell, bell.door_id).colour == "red"

    desk.discard()

    assert desk.get(Bell, bell.door_id) is bell
    assert desk.outgoing == []
    assert desk.changed == {}


def test_what_is_accepted_counts_for_the_next_handler():
    bell = Bell(uuid7())
    desk = desk_with(bell)
    desk.remove(Bell, bell.door_id).say(Opened.because_of(rang(bell.door_id), NOW, times=1))

    desk.accept()

    assert desk.find(Bell, bell.door_id) is None
    assert desk.changed == {(Bell, bell.door_id): None}
    assert [type(said) for said in desk.outgoing] == [Opened]


def test_lists_follow_what_is_kept_and_removed():
    red, blue, new = Bell(uuid7(), colour="red"), Bell(uuid7(), colour="blue"), Bell(uuid7(), colour="red")
    desk = desk_with(red, blue)
    desk.lay_out_list(Want(Bell, "red", by="colour"), [red])

    desk.keep(new, Bell(blue.door_id, colour="red"))
    assert desk.find_all(Bell, "colour", "red") == [red, Bell(blue.door_id, colour="red"), new]
    desk.accept()
    desk.remove(Bell, red.door_id)

    assert desk.find_all(Bell, "colour", "red") == [Bell(blue.door_id, colour="red"), new]


def test_an_errand_is_due_after_a_while_or_at_a_time_and_can_be_called_off():
    one, two, three = (Oil(door_id=uuid7()) for _ in range(3))
    desk = desk_with()

    desk.send_for(one).send_for(two, after=timedelta(hours=1)).send_for(three, at=NOW + timedelta(days=1))
    desk.call_off(Oil, one.key)
    desk.accept()

    assert desk.errands == {
        Oil.place(one.key): None,
        Oil.place(two.key): (two, NOW + timedelta(hours=1)),
        Oil.place(three.key): (three, NOW + timedelta(days=1)),
    }


def test_the_delay_between_tries_grows_to_a_limit():
    oil = Oil(door_id=uuid7())

    assert [oil.delay(tries) for tries in (1, 2, 3, 20)] == [1, 2, 4, 600]
