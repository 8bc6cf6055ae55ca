"""`pengantar up` on a machine that can lose its power, and the operator's other commands."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.story.town import Town

COMMAND = (sys.executable, "-m", "services.cli")


class Answer(NamedTuple):
    """What a command has said, and how it has ended."""

    said: str
    code: int


def pengantar(*words: str | Path, **settings: str | Path) -> Answer:
    """Run a command to its end; settings in small letters."""
    ended = subprocess.run(
        [*COMMAND, *map(str, words)],
        check=False,
        env=_environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    return Answer(ended.stdout, ended.returncode)


class Machine:
    """Everything of one town, in its own processes."""

    def __init__(self, town: Town, process: "subprocess.Popen[str]") -> None:
        self.town, self._process = town, process

    def pid_of(self, part: str) -> int:
        """The process of a service, of `simulator` or of `nats-server`."""
        for pid in self._children():
            if part in Path(f"/proc/{pid}/cmdline").read_text():
                return pid
        raise LookupError(part)

    def is_paused(self, part: str) -> None:
        """The part stands still from now on."""
        os.kill(self.pid_of(part), signal.SIGSTOP)

    def loses_power(self) -> None:
        """Everything of the office ends as by a power cut; WhatsApp's stand-in, which is elsewhere, ends in order."""
        self._process.send_signal(signal.SIGSTOP)
        spared = self.pid_of("simulator")
        for pid in self._children():
            os.kill(pid, signal.SIGTERM if pid == spared else signal.SIGKILL)
        self._process.send_signal(signal.SIGCONT)
        self._process.communicate(timeout=60)

    def is_switched_off(self) -> None:
        """Everything ends in order."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.communicate(timeout=60)

    def _children(self) -> list[int]:
        return [
            int(pid) for pid in Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        ]


@contextmanager
def running(town: Town) -> Generator[Machine]:
    """The machine, once everybody can be reached."""
    command = [*COMMAND, "up", "--data", str(town.data)]
    ports = {f"{name}_port": str(port) for name, port in town.ports.items()}
    process = subprocess.Popen(
        command, env=_environment(ports), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    machine = Machine(town, process)
    try:
        _wait_for_the_welcome(process)
        yield machine
    finally:
        machine.is_switched_off()


def _wait_for_the_welcome(process: "subprocess.Popen[str]") -> None:
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C stops everything" in line:
            return
    raise AssertionError(f"The town did not start: {said}")


def _environment(settings: dict[str, str] | dict[str, str | Path]) -> dict[str, str]:
    told = {name.upper(): str(value) for name, value in settings.items()}
    return {**os.environ, "PYTHONUNBUFFERED": "1", **told}
