"""What an operator is told when something is in the way, and that nothing is left running."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from services.launcher.demo import Demo
from services.launcher.parts import CannotRun, House, Part, Ports
from services.launcher.supervisor import Supervisor, check_ports
from services.launcher.up import check_data_folder, check_settings, to_scan, welcome


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def a_web_server(port: int, name: str = "web") -> Part:
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    return Part(name, command, port, "WEB_PORT", f"http://127.0.0.1:{port}/")


def a_house(data: Path, demo: Demo | None = None, host: str = "127.0.0.1") -> House:
    return House(data, Path("config/kelurahan.yaml"), host, Ports(), demo)


def listening_on(house: House) -> dict[str, str]:
    """Where each process of ours is told to listen."""
    told: dict[str, str] = {}
    for part in house.parts():
        if "--host" in part.command:
            told[part.name] = part.command[part.command.index("--host") + 1]
        elif part.environment:
            told[part.name] = part.environment["HOST"]
    return told


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_port_that_is_taken_is_named_with_the_setting_that_moves_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CannotRun, match=rf"Port {port} for web .* WEB_PORT"):
            check_ports([a_web_server(port)], "127.0.0.1")


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    with pytest.raises(CannotRun, match=f"data folder {in_the_way}/data cannot be written"):
        check_data_folder(in_the_way / "data")


def test_without_the_simulator_no_secret_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("WHATSAPP_APP_SECRET", raising=False)

    with pytest.raises(CannotRun, match="WHATSAPP_APP_SECRET"):
        check_settings(a_house(tmp_path))


def test_a_demo_keeps_its_secrets_and_another_demo_has_others(tmp_path: Path):
    first = Demo.of(tmp_path / "one")

    assert Demo.of(tmp_path / "one") == first
    assert Demo.of(tmp_path / "two").app_secret != first.app_secret


def test_a_demo_opens_its_pages_to_the_network_and_nothing_else(tmp_path: Path):
    closed, opened = "127.0.0.1", "0.0.0.0"  # noqa: S104 - what an operator asks for
    house = a_house(tmp_path, Demo.of(tmp_path), opened)

    assert listening_on(house) == {
        "intake": opened,
        "verification": closed,
        "issuance": opened,
        "notifier": closed,
        "simulator": opened,
    }
    assert set(listening_on(a_house(tmp_path, Demo.of(tmp_path))).values()) == {closed}


def test_an_operator_who_opens_the_demo_is_told_what_to_type_into_a_phone(tmp_path: Path):
    opened = a_house(tmp_path, Demo.of(tmp_path), "0.0.0.0")  # noqa: S104 - what an operator asks for
    told = str(welcome(opened).renderable)

    assert "0.0.0.0" not in told  # noqa: S104 - compared, not bound
    assert opened.phones_url in told
    assert "Every machine of this network can open both pages" in told
    assert "this network" not in str(welcome(a_house(tmp_path, Demo.of(tmp_path))).renderable)
    assert len(to_scan(opened.phones_url).splitlines()) > 10


def test_a_port_setting_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NATS_PORT", "many")

    with pytest.raises(ValueError, match="NATS_PORT must be a number"):
        Ports.from_environment()


async def test_processes_are_ready_run_and_end_together(tmp_path: Path):
    supervisor = Supervisor(tmp_path)
    parts = [a_web_server(a_free_port(), "first"), a_web_server(a_free_port(), "second")]
    for part in parts:
        await supervisor.start(part)
        await supervisor.ready(part)
    pids = supervisor.pids()

    await supervisor.stop()

    assert len(pids) == 2
    assert not any(is_running(pid) for pid in pids.values())


async def test_a_process_that_cannot_start_is_told_with_its_last_words(tmp_path: Path):
    supervisor = Supervisor(tmp_path)
    words = "import sys; print('the database is from a newer version'); sys.exit(3)"
    part = Part("intake", (sys.executable, "-c", words), a_free_port(), "INTAKE_PORT")
    await supervisor.start(part)

    with pytest.raises(CannotRun, match=r"intake has stopped \(exit code 3\): the database is from a newer version"):
        await supervisor.ready(part)


async def test_the_first_process_to_end_is_named(tmp_path: Path):
    supervisor = Supervisor(tmp_path)
    lasting = a_web_server(a_free_port(), "lasting")
    await supervisor.start(lasting)
    await supervisor.start(Part("short", (sys.executable, "-c", "print('bye')"), 1, "SHORT_PORT"))

    line = await supervisor.first_to_end()

    assert line == "short has stopped (exit code 0): bye"
    await supervisor.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_nothing_is_left_running_when_the_launcher_itself_is_killed(tmp_path: Path):
    script = """
import asyncio, sys
from pathlib import Path
from services.launcher.parts import Part
from services.launcher.supervisor import Supervisor
async def main():
    supervisor = Supervisor(Path(sys.argv[1]))
    await supervisor.start(Part("sleeper", ("sleep", "1000"), 1, "X_PORT"))
    print(*supervisor.pids().values(), flush=True)
    await asyncio.sleep(1000)
asyncio.run(main())
"""
    launcher = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert launcher.stdout
    child = int(launcher.stdout.readline())

    launcher.kill()
    launcher.wait()

    assert eventually(lambda: has_ended(child))


def eventually(holds: Callable[[], bool], within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True
