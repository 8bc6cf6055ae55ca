"""What is measured can be measured: every bench in its smallest form. How fast it went is not asked here."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from bench import application, kernel, letters, start
from bench.figures import Figure, as_json, as_table
from bench.machine import Machine

SMALLEST: dict[str, Callable[[], list[Figure]]] = {
    "kernel": lambda: kernel.measure(rounds=1, events=300),
    "application": lambda: application.measure(rounds=1, applications=1, at_once=1),
    "start": lambda: start.measure(rounds=1),
    "letters": lambda: letters.measure(rounds=1, letters=2),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("bench", SMALLEST)
def test_it_runs_and_finds_something_of_everything(bench: str):
    figures = SMALLEST[bench]()

    assert {figure.bench for figure in figures} == {bench}
    assert all(len(figure.rounds) == 1 for figure in figures)


def test_figures_are_told_as_medians_with_their_machine():
    figures = [Figure("kernel", "events", "events/s", (3100.0, 2900.0, 4200.0), "at least 3,000")]
    paper = StringIO()

    Console(width=200, file=paper).print(as_table(figures, Machine.here()))

    assert "3,100" in paper.getvalue()
    assert as_json(figures, Machine.here())["figures"][0]["value"] == 3100.0
