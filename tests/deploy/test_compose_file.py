"""What can be seen of the composed system without an engine."""

from pathlib import Path
from typing import Any

import pytest
import yaml

CONTAINERS: dict[str, Any] = yaml.safe_load(Path("docker-compose.yml").read_text())["services"]
STARTED = {name: container for name, container in CONTAINERS.items() if "tools" not in container.get("profiles", ())}
ENDING = sorted(name for name, container in STARTED.items() if container["restart"] == "no")
STAYING = sorted(STARTED.keys() - set(ENDING))
OURS = sorted(name for name, container in CONTAINERS.items() if container["image"] == "pengantar")


@pytest.mark.parametrize("name", ENDING)
def test_the_end_of_what_ends_by_itself_is_awaited(name: str):
    """`docker compose up --wait` takes any other end for a failure."""
    conditions = [container.get("depends_on", {}).get(name, {}).get("condition") for container in STARTED.values()]

    assert "service_completed_successfully" in conditions


@pytest.mark.parametrize("name", STAYING)
def test_what_stays_is_started_again_and_looked_after(name: str):
    container = STARTED[name]

    assert container["restart"] == "unless-stopped"
    assert name in OURS or "test" in container["healthcheck"]


@pytest.mark.parametrize("name", ["nats", *OURS])
def test_a_container_may_do_nothing_but_its_work(name: str):
    container = CONTAINERS[name]

    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_our_own_containers_run_as_the_user_of_the_image(name: str):
    """Who is not root; see Dockerfile."""
    assert "user" not in CONTAINERS[name]


@pytest.mark.parametrize("name", sorted(STARTED))
def test_nothing_starts_before_the_settings_have_been_looked_at(name: str):
    assert name == "settings" or "settings" in awaited(name)


def awaited(name: str) -> set[str]:
    """Whose start this container waits for, and whose they do."""
    first = set(CONTAINERS[name].get("depends_on", ()))
    return first.union(*map(awaited, first))
