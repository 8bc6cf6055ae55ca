"""Logs tell what happened to which id, never to whom."""

import json
import logging
from collections.abc import Generator
from typing import Any

import pytest
import structlog

from shared.logging import configure

NIK, PHONE, NAME = "1671074508900000", "+62 812-3456-7890", "Siti Aminah"


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Generator[Any]:
    """Everything logged, as JSON objects; the way of logging is put back afterwards."""
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    structlog.reset_defaults()
    root.handlers[:] = before


def test_ids_stay_and_numbers_of_people_go(written: Any):
    ids = {"id": "0193f000-0000-7000-8000-000000000001", "key": "01940000000070008000000000000001"}

    configure("hall", "json")

    structlog.get_logger().info("letter_issued", nik=NIK, phone=PHONE, words=[f"telp {PHONE}", NIK], **ids)

    (event,) = written()
    assert (event["nik"], event["phone"], event["words"]) == ("***", "***", ["telp ***", "***"])
    assert {name: event[name] for name in ids} == ids
    assert (event["event"], event["service"], event["level"]) == ("letter_issued", "hall", "info")


@pytest.mark.parametrize("number", ["1671 0745 0890 0000", "1671.0745.0890.0000", "081234567890", "6281234567890"])
def test_numbers_are_known_in_the_ways_people_write_them(written: Any, number: str):
    configure("hall", "json")

    structlog.get_logger().info(f"about {number}.")

    (event,) = written()
    assert event["event"] == "about ***."


def test_an_error_is_told_by_its_type_and_place_not_by_its_words(written: Any):
    configure("hall", "json")

    def fail() -> None:
        raise ValueError(f"{NAME} has no {NIK}")

    try:
        fail()
    except ValueError:
        structlog.get_logger().exception("went_wrong")
        logging.getLogger("a.library").exception("went wrong for %s", PHONE)

    own, librarys = written()
    assert own["error"] == librarys["error"] == "ValueError"
    assert own["where"][-1].endswith("fail")
    for text in (str(own), str(librarys)):
        assert NAME not in text
        assert NIK not in text
        assert PHONE not in text
