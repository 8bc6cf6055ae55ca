"""What runs on one machine: the message queue, the four services and, in the demo, WhatsApp's stand-in."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from services.launcher.demo import Demo
from shared.messaging.server import server_binary, server_config
from simulator.address import EVERYWHERE, is_open, reached_at


class CannotRun(Exception):
    """Why it cannot run, in one line for the operator."""


LOOPBACK = "127.0.0.1"
OPEN_IN_THE_DEMO = ("issuance", "simulator", "intake")
SERVICES = ("intake", "verification", "issuance", "notifier")


@dataclass(frozen=True)
class Part:
    """One process. `ready_at` is asked until it answers 200; without it, an open `port` will do."""

    name: str
    command: tuple[str, ...]
    port: int
    port_setting: str
    ready_at: str | None = None
    environment: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Ports:
    """Where everything listens; every one can be moved by the environment variable of its name."""

    issuance: int = 8000
    simulator: int = 8001
    notifier: int = 8002
    intake: int = 8003
    verification: int = 8004
    nats: int = 4222

    @classmethod
    def from_environment(cls) -> "Ports":
        """Raises ValueError when a variable is not a port number."""
        set_here = {}
        for name in cls.__dataclass_fields__:
            if value := os.environ.get(f"{name.upper()}_PORT"):
                if not value.isdigit() or not 0 < int(value) < 65536:
                    raise ValueError(f"{name.upper()}_PORT must be a number from 1 to 65535, not {value!r}.")
                set_here[name] = int(value)
        return cls(**set_here)


def office_code(config: Path) -> str:
    """The code of the office that the file is about; issuance checks and explains the rest of the file."""
    try:
        return str(yaml.safe_load(config.read_text())["office"]["code"])
    except OSError as why:
        raise CannotRun(f"The configuration {config} cannot be read ({why.strerror}).") from None
    except (yaml.YAMLError, KeyError, TypeError):
        raise CannotRun(f"The configuration {config} does not say `office: code:`.") from None


@dataclass(frozen=True)
class House:
    """What is needed to describe every part."""

    data: Path
    config: Path
    host: str
    ports: Ports
    demo: Demo | None

    def parts(self) -> Iterator[Part]:
        """In the order in which they are started; they are stopped the other way round."""
        yield self._message_queue()
        yield from (self._service(name) for name in SERVICES)
        if self.demo:
            yield self._simulator(self.demo)

    @property
    def nats_url(self) -> str:
        return os.environ.get("NATS_URL", f"nats://127.0.0.1:{self.ports.nats}")

    @property
    def console_url(self) -> str:
        return f"http://{self._shown_host}:{self.ports.issuance}"

    @property
    def pages_url(self) -> str:
        """Where the pages are to which links in the chat lead."""
        return f"http://{self._shown_host}:{self.ports.intake}"

    @property
    def phones_url(self) -> str:
        return f"http://{self._shown_host}:{self.ports.simulator}"

    def environment(self) -> dict[str, str]:
        """What every service is given; what is set outside stays."""
        given = {
            "NATS_URL": self.nats_url,
            "DATA_DIR": str(self.data),
            "HOST": self.host,
            "CONFIG": str(self.config),
            "OFFICE": office_code(self.config),
            "PUBLIC_URL": self.console_url,
            "LOG_FORMAT": "json",
        }
        given |= {f"{name.upper()}_PORT": str(getattr(self.ports, name)) for name in SERVICES}
        if self.demo:
            given |= self.demo.environment(self._api_url) | {"PUBLIC_INTAKE_URL": self.pages_url}
            return {**os.environ, **given}
        return {**given, **os.environ}

    @property
    def is_open(self) -> bool:
        """Whether other machines of the network are let in."""
        return is_open(self.host)

    def listens_on(self, name: str) -> str:
        """In the demo only what people look at, console, phones and the pages of links, may be open to the network."""
        return self.host if name in OPEN_IN_THE_DEMO or not self.demo else LOOPBACK

    def _knocked_at(self, name: str) -> str:
        """Where it is asked from this machine whether a part is ready."""
        host = self.listens_on(name)
        return LOOPBACK if host in EVERYWHERE else host

    @property
    def _shown_host(self) -> str:
        return reached_at(self.host)

    @property
    def _api_url(self) -> str:
        return f"http://{self._knocked_at('simulator')}:{self.ports.simulator}/v26.0"

    def _message_queue(self) -> Part:
        config = self.data / "nats" / "nats-server.conf"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(server_config(self.data / "nats" / "jetstream", self.ports.nats))
        return Part("nats-server", (server_binary(), "-c", str(config)), self.ports.nats, "NATS_PORT")

    def _service(self, name: str) -> Part:
        port: int = getattr(self.ports, name)
        return Part(
            name,
            (sys.executable, "-m", f"services.{name}"),
            port,
            f"{name.upper()}_PORT",
            f"http://{self._knocked_at(name)}:{port}/health/ready",
            {**self.environment(), "HOST": self.listens_on(name)},
        )

    def _simulator(self, demo: Demo) -> Part:
        port = self.ports.simulator
        webhook = f"http://127.0.0.1:{self.ports.notifier}/whatsapp/webhook"
        arguments = ("--port", str(port), "--host", self.host, "--data", str(self.data), "--webhook", webhook)
        files = ("--templates", str(self.config.parent / "templates.yaml"))
        phones = ("--phones", str(self.config.parent / "phones.yaml"))
        return Part(
            "simulator",
            (sys.executable, "-m", "simulator", *arguments, *files, *phones),
            port,
            "SIMULATOR_PORT",
            f"http://{self._knocked_at('simulator')}:{port}/health/ready",
            {**os.environ, "LOG_FORMAT": "json", **demo.environment(self._api_url)},
        )
