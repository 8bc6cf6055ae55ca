"""A schedule can be repeated, and leaves no kind of fault out."""

from chaos.faults import ALL, kinds
from chaos.schedule import SHORT, Pace, schedule

ON_FILES = kinds(files=True, restarts=False)


def test_the_same_seed_gives_the_same_schedule_and_another_another():
    first = schedule(1, 40, ON_FILES, Pace())

    assert schedule(1, 40, ON_FILES, Pace()) == first
    assert schedule(2, 40, ON_FILES, Pace()) != first


def test_every_kind_comes_once_before_any_comes_again():
    different = {kind for kind, _ in ON_FILES}

    first = schedule(3, len(different), ON_FILES, SHORT)

    assert {fault.kind for fault in first} == different


def test_every_kind_is_played_on_files_or_on_postgres():
    on_postgres = kinds(files=False, restarts=True)

    assert {kind for kind, _ in ON_FILES + on_postgres} == set(ALL)


def test_a_service_is_stopped_for_longer_than_the_queue_waits_for_it():
    faults = schedule(1, 200, ON_FILES, Pace())

    assert all(fault.seconds > 30 for fault in faults if fault.kind == "stopped")
