"""`python -m simulator`: it starts, it says what is wrong, it ends when it is told."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from simulator.cli import main
from tests.simulator.stage import ROOT

OPEN = "0.0.0.0"  # noqa: S104 - what an operator asks for
SECRETS = {
    "WHATSAPP_PHONE_NUMBER_ID": "1",
    "WHATSAPP_ACCESS_TOKEN": "a",
    "WHATSAPP_APP_SECRET": "b",
    "WHATSAPP_VERIFY_TOKEN": "c",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def started(*arguments: str) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "simulator", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | SECRETS, text=True, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            return httpx.get(f"{url}/health/ready").raise_for_status().close()
        except httpx.HTTPError:
            assert time.monotonic() < deadline, "it did not become ready"
            time.sleep(0.05)


def test_it_serves_and_ends_cleanly_though_a_page_is_open(tmp_path: Path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with started("--port", str(port), "--data", str(tmp_path), "--phones", "config/phones.yaml") as process:
        wait_until_ready(url)
        assert httpx.get(f"{url}/health/live").status_code == 200
        with httpx.stream("GET", f"{url}/events") as news:
            assert next(news.iter_lines()) == "event: hello"
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert (tmp_path / "simulator" / "simulator.sqlite").exists()


def test_an_open_one_says_what_to_type_into_a_phone_and_answers_there(tmp_path: Path):
    port = free_port()
    command = [sys.executable, "-m", "simulator", "--port", str(port), "--data", str(tmp_path), "--host", OPEN]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | SECRETS, text=True, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline().strip()
            url = said.removeprefix("Phones: ")
            wait_until_ready(url)

            assert OPEN not in said
            assert httpx.get(url).status_code == 200
        finally:
            process.kill()


@pytest.fixture
def refusal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the simulator says when it cannot start with these arguments and variables."""

    def start(*arguments: str, **variables: str) -> str:
        for name in SECRETS:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["simulator", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return str(ended.value)

    return start


def test_a_missing_secret_is_named(tmp_path: Path, refusal: Callable[..., str]):
    said = refusal("--data", str(tmp_path))
    assert said == "The simulator cannot start: Settings, WHATSAPP_PHONE_NUMBER_ID: Field required."


def test_a_file_that_is_not_there_is_named(tmp_path: Path, refusal: Callable[..., str]):
    said = refusal("--data", str(tmp_path), "--templates", str(tmp_path / "none.yaml"), **SECRETS)
    assert said.startswith("The simulator cannot start: ")
    assert "none.yaml" in said


@pytest.mark.parametrize("wrong", ["- {name: x}", "[", "- {phone: bukan nomor, name: Siti}", "- {phone: 0812}"])
def test_a_file_that_is_wrong_is_told(tmp_path: Path, refusal: Callable[..., str], wrong: str):
    file = tmp_path / "wrong.yaml"
    file.write_text(wrong)
    option = "--phones" if "phone" in wrong else "--templates"

    assert refusal("--data", str(tmp_path), option, str(file), **SECRETS).startswith("The simulator cannot start: ")


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path, refusal: Callable[..., str]):
    (tmp_path / "data").write_text("")
    assert "The simulator cannot start: " in refusal("--data", str(tmp_path / "data"), **SECRETS)
