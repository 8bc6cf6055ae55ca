"""What the tests of intake may ask for."""

import pytest

from shared.testing.desk import Room
from tests.intake.phone import Phone, intake


@pytest.fixture
def room() -> Room:
    return intake()


@pytest.fixture
def phone(room: Room) -> Phone:
    return Phone(room)
