"""The composed system, as an operator runs it: `docker compose` with an env file, from nothing to gone."""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx

from shared.messaging.server import free_port

SERVICES = ("intake", "verification", "issuance", "notifier", "simulator")
CONTAINERS = ("nats", "postgres", *SERVICES)
PUBLISHED = ("issuance", "notifier", "simulator", "intake")
IMAGE = "pengantar"
PLUGIN = ["docker", "compose"]
PATIENCE = 180.0  # seconds: seven containers may share their processors with others


class NoEngine(Exception):
    """There is no Docker to try it with; what was tried."""


def run(*command: str, env: Mapping[str, str] | None = None, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, env=env, input=said, capture_output=True, text=True, check=False)


def docker(*command: str) -> str:
    """What the command says. Raises AssertionError with its complaint."""
    done = run("docker", *command)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def compose_command() -> list[str]:
    """Compose as a plugin of docker, else the older program, which knows no `--wait`. Raises `NoEngine`."""
    try:
        engine = run("docker", "version")
    except FileNotFoundError:
        raise NoEngine("there is no program `docker`") from None
    if engine.returncode != 0:
        raise NoEngine(engine.stderr.strip().splitlines()[-1])
    return PLUGIN if run(*PLUGIN, "version").returncode == 0 else ["docker-compose"]


@dataclass(frozen=True)
class System:
    """One project of Compose. What its env file says is all that it is told; ports are free ones of this machine."""

    name: str
    env_file: Path
    ports: Mapping[str, int]

    @classmethod
    def of(cls, folder: Path, settings: str = "") -> Self:
        """A new one, with a project name of its own; `settings` are lines for the env file."""
        ports = {service: free_port() for service in PUBLISHED}
        lines = [settings, *(f"{service.upper()}_PORT={port}" for service, port in ports.items())]
        env_file = folder / "settings.env"
        env_file.write_text("\n".join(lines) + "\n")
        return cls(f"pengantar-{uuid4().hex[:8]}", env_file, ports)

    def compose(self, *arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
        known = set(re.findall(r"^([A-Z_]+)=", Path(".env.example").read_text(), re.MULTILINE))
        environment = {name: value for name, value in os.environ.items() if name not in known}
        project = ("--project-name", self.name, "--env-file", str(self.env_file), "--profile", "demo")
        return run(*compose_command(), *project, *arguments, env=environment, said=said)

    def does(self, *arguments: str, said: str = "") -> str:
        """What Compose says; `said` is typed in. Raises AssertionError with its complaint."""
        done = self.compose(*arguments, said=said)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def starts(self) -> None:
        """Up, and ready. Raises AssertionError with the last lines of the logs."""
        self.does("up", "--wait" if compose_command() == PLUGIN else "--detach")
        self.is_ready()

    def ends(self) -> None:
        """Down: the containers are gone, the volumes stay."""
        self.does("down")

    def is_ready(self) -> None:
        """Wait until every service says so."""
        self._until(lambda: all(map(self._answers, SERVICES)), "Not every service is ready.")

    def is_healthy(self, *names: str) -> None:
        """Wait until Docker, too, has seen that these containers are well, or all of them."""
        looked_at = names or CONTAINERS
        self._until(lambda: all(self.state(name).get("Health", {}).get("Status") == "healthy" for name in looked_at))

    def loses(self, name: str) -> None:
        """Kill the container as a power cut would, and wait until it has been started again by itself."""
        container, pid = self.container(name), self.state(name)["Pid"]
        restarts = int(docker("inspect", "--format", "{{.RestartCount}}", container))
        killing = ("--pid", "host", "--user", "root", "--network", "none", "--entrypoint", "sh")
        docker("run", "--rm", *killing, IMAGE, "-c", f"kill -9 {pid}")
        count = ("inspect", "--format", "{{.RestartCount}} {{.State.Running}}", container)
        self._until(lambda: docker(*count) == f"{restarts + 1} true", f"{name} was not started again.")

    def container(self, name: str) -> str:
        """The id of a service's container, running or not."""
        project, service = f"com.docker.compose.project={self.name}", f"com.docker.compose.service={name}"
        return docker("ps", "--all", "--quiet", "--filter", f"label={project}", "--filter", f"label={service}")

    def state(self, name: str) -> dict[str, Any]:
        """What the engine knows of its process."""
        return json.loads(docker("inspect", "--format", "{{json .State}}", self.container(name)))

    def logs(self, *names: str) -> str:
        """What these have said, if they were ever started."""
        containers = filter(None, map(self.container, names))
        said = (run("docker", "logs", container) for container in containers)
        return "".join(each.stdout + each.stderr for each in said)

    def memory(self) -> dict[str, str]:
        """What each container uses now, as Docker prints it."""
        line = "{{.MemUsage}}"
        names = {name: self.container(name) for name in CONTAINERS}
        return {
            name: docker("stats", "--no-stream", "--format", line, each).split(" /")[0] for name, each in names.items()
        }

    def _answers(self, service: str) -> bool:
        if port := self.ports.get(service):
            try:
                return httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=3).is_success
            except httpx.HTTPError:
                return False
        probe = ("python", "-I", "deploy/container/ready.py")
        return run("docker", "exec", self.container(service), *probe).returncode == 0

    def _until(self, look: Callable[[], bool], why: str = "Not every container is healthy.") -> None:
        deadline = time.monotonic() + PATIENCE
        while not look():
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"{why}\n{self.compose('ps').stdout}\n{self.compose('logs', '--tail', '15').stdout}"
                )
            time.sleep(0.3)


@contextmanager
def gone_afterwards(system: System) -> Generator[System]:
    """Leave neither containers nor volumes behind."""
    try:
        yield system
    finally:
        system.compose("down", "--volumes", "--timeout", "20")
