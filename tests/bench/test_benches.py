"""The benches in small form: that they measure what they say, and what of it does not depend on the machine."""

from collections.abc import Sequence

import pytest

from bench import application, kernel, letters, start, webhooks
from bench.figures import Figure, as_json, as_table, short
from bench.machine import Machine


def value(figures: Sequence[Figure], what: str) -> float:
    (found,) = (figure.value for figure in figures if figure.what == what)
    return found


@pytest.mark.timeout(180)
def test_an_application_takes_no_more_messages_than_promised():
    figures = application.measure(rounds=1, applications=1, at_once=1)

    assert 0 < value(figures, "messages to the resident") <= 14
    assert value(figures, "webhooks") > value(figures, "messages from the resident") > 0
    assert value(figures, "CPU, all but the simulator") > value(figures, "- notifier") > 0
    returned = value(figures, "with a document returned: messages to the resident")
    assert returned > value(figures, "messages to the resident")


@pytest.mark.timeout(180)
def test_memory_is_told_before_and_after():
    figures = application.measure_memory(rounds=1, applications=2)

    assert value(figures, "intake after 2 applications") > value(figures, "intake after 0 applications") > 0


def test_the_four_services_in_a_row_carry_every_event_once():
    figures = kernel.measure(rounds=1, events=500)

    assert all(figure.value > 0 for figure in figures)


@pytest.mark.timeout(180)
def test_a_start_is_measured_until_the_first_answer():
    figures = start.measure(rounds=1)

    assert value(figures, "first answer") > value(figures, "ready") > 0


def test_letters_are_set_and_sealed():
    figures = letters.measure(rounds=1, letters=4)

    assert all(figure.value > 0 for figure in figures)


def test_webhooks_are_all_kept():
    figures = webhooks.measure(rounds=1, seconds=0.2)

    assert all(figure.value > 0 for figure in figures)


def test_a_figure_is_the_median_of_its_rounds_and_shows_three_digits():
    figure = Figure("kernel", "events", "events/s", (4217.0, 2362.0, 4254.0), "at least 3,000")

    assert figure.value == 4217.0
    assert [short(number) for number in (4217.4, 13.44, 0.559, 2.0)] == ["4,217", "13.4", "0.56", "2"]
    assert as_json([figure], Machine.here())["figures"][0]["value"] == 4217.0
    assert as_table([figure], Machine.here()).row_count == 1
