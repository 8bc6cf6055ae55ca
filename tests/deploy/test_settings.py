"""The settings of the composed system: what an office must bring, and that nothing is left unexplained."""

import importlib
import re
import runpy
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.launcher.parts import SERVICES
from shared.settings import ServiceSettings

COMPOSE = Path("docker-compose.yml").read_text()
EXAMPLE = Path(".env.example").read_text()
CHECK = runpy.run_path("deploy/container/settings.py")
faults: Callable[[Mapping[str, str]], Iterable[str]] = CHECK["faults"]
OWN: tuple[str, ...] = CHECK["OWN"]
PASSWORDS: tuple[str, ...] = CHECK["PASSWORDS"]

#: What the image says for all containers, or what only matters without containers.
SAID_ELSEWHERE = {"HOST", "PORT", "DATA_DIR", "LOG_FORMAT", "NATS_REPLICAS"}


def an_office(**others: str) -> dict[str, str]:
    own = dict.fromkeys(OWN, "brought by the office")
    return {"DEMO": "false", **own, **dict.fromkeys(PASSWORDS, "0123456789abcdef"), **others}


def the_demo(**others: str) -> dict[str, str]:
    return {"DEMO": "true", **dict.fromkeys((*OWN, *PASSWORDS), "demo"), **others}


def containers() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE)["services"]


def named_in_example() -> list[str]:
    return re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)


def given_to(service: str) -> set[str]:
    return set(containers()[service]["environment"])


def test_the_demo_needs_nothing():
    assert list(faults(the_demo())) == []


def test_an_office_that_brings_everything_may_start():
    assert list(faults(an_office())) == []


@pytest.mark.parametrize("name", [*OWN, *PASSWORDS])
@pytest.mark.parametrize("value", ["", "demo"])
def test_an_office_is_told_what_is_missing(name: str, value: str):
    assert list(faults(an_office(**{name: value}))) == [f"{name} is missing."]


def test_an_office_is_told_everything_at_once():
    assert len(list(faults({"DEMO": "false"}))) == len(OWN) + len(PASSWORDS)


@pytest.mark.parametrize("password", ["short", "with a space and more", "p@ssword/of:an?address", 'with"quotes"in"it"'])
def test_a_password_that_cannot_be_part_of_an_address_is_refused(password: str):
    (fault,) = faults(an_office(NATS_INTAKE_PASSWORD=password))

    assert fault.startswith("NATS_INTAKE_PASSWORD must be 16 or more")
    assert password not in fault


def test_the_demo_does_not_take_what_is_an_offices_own():
    (fault,) = faults(the_demo(WHATSAPP_ACCESS_TOKEN="EAAG…"))

    assert fault.startswith("WHATSAPP_ACCESS_TOKEN is set, but DEMO is not set to false")


def test_demo_is_yes_or_no():
    assert list(faults(an_office(DEMO="maybe"))) == ["DEMO must be true or false, not 'maybe'."]


def test_every_variable_of_the_compose_file_is_in_the_example_and_the_other_way_round():
    passed_on = {
        name
        for container in containers().values()
        for name, value in container.get("environment", {}).items()
        if value is None
    }
    in_compose = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE)) | passed_on
    in_example = named_in_example()

    assert sorted(in_compose) == sorted(in_example)


def test_an_example_nobody_has_filled_in_is_refused_for_each_secret():
    empty = set(re.findall(r"^([A-Z_]+)=$", EXAMPLE, re.MULTILINE))

    assert {*OWN, *PASSWORDS} - empty == {"WHATSAPP_API_URL"}


@pytest.mark.parametrize("name", [*OWN, *PASSWORDS])
def test_what_must_be_given_is_looked_at_before_anything_starts(name: str):
    assert containers()["settings"]["environment"][name] == f"${{{name}-demo}}"


#: By uvicorn, and by `pengantar doctor`, which is asked where the service runs.
READ_BY_OTHERS = {"FORWARDED_ALLOW_IPS", "WHATSAPP_WABA_ID"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_of_a_service_can_be_made(service: str):
    module = importlib.import_module(f"services.{service}.settings")
    (settings,) = (
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, ServiceSettings) and each is not ServiceSettings
    )
    fields = {name.upper() for name in settings.model_fields} - SAID_ELSEWHERE

    assert fields - given_to(service) == set()
    assert given_to(service) - fields - READ_BY_OTHERS == set()
