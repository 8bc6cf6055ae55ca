"""The message queue itself: where its program is, how it is configured, and how one is run beside a test or a bench."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from pathlib import Path
from typing import Self

READY_WITHIN = 10.0  # seconds


def server_binary() -> str:
    """The nats-server of the virtual environment, else the machine's. Raises FileNotFoundError."""
    bundled = Path(sysconfig.get_path("scripts")) / ("nats-server.exe" if os.name == "nt" else "nats-server")
    if bundled.exists():
        return str(bundled)
    if found := shutil.which("nats-server"):
        return found
    raise FileNotFoundError("nats-server is not installed: run `make up`, or install nats-server 2.14 or newer")


def server_config(store_dir: Path, port: int, host: str = "127.0.0.1") -> str:
    """The configuration of a server on one machine.

    `sync_interval: always` makes it write to disk before it acknowledges; without it a power cut loses what was
    acknowledged in the last two minutes. Listening on this machine alone stands in for accounts.
    """
    return f"""\
server_name: pengantar
listen: "{host}:{port}"
jetstream {{
  store_dir: "{store_dir.as_posix()}"
  sync_interval: always
}}
max_payload: 1MB
lame_duck_grace_period: 1s
lame_duck_duration: 30s
"""


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class NatsServer:
    """A nats-server of our own, for tests and benchmarks: it can be stopped, killed and started again in its place."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self._config = folder / "nats-server.conf"
        self._log = folder / "nats-server.log"
        self._config.write_text(server_config(folder / "jetstream", self.port))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> Self:
        """Start it and wait until it answers. Raises RuntimeError with what it said when it does not."""
        with self._log.open("ab") as log:
            command = [server_binary(), "-c", str(self._config)]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own binary and file
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"nats-server did not start:\n{self._log.read_text()}")
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        """Let it end in order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as probe:
            return bool(probe.recv(4))
        return False

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
        if self._process:
            self._process.wait()
