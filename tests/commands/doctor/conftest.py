"""An operator's environment: nothing of what this machine is told counts in a test."""

from pathlib import Path

import pytest

from services.launcher.parts import Ports
from tests.commands.doctor.scene import TOLD, Scene

NOT_TOLD = (
    "OFFICE",
    "CONFIG",
    "DATABASE_URL",
    "NATS_URL",
    "DATA_DIR",
    "DEMO",
    "COAT_OF_ARMS",
    "WHATSAPP_API_URL",
    "WHATSAPP_WABA_ID",
)


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """The process is told what a deployment needs; `setenv` changes it."""
    for name in (*NOT_TOLD, *(f"{port.upper()}_PORT" for port in Ports.__dataclass_fields__)):
        monkeypatch.delenv(name, raising=False)
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return monkeypatch


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)
