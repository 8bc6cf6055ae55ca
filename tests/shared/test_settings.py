"""Settings come from the environment, and a service's own go first."""

from pathlib import Path
from typing import ClassVar

import pytest
from pydantic import ValidationError

from shared.settings import ServiceSettings


class HallSettings(ServiceSettings):
    service: ClassVar[str] = "hall"
    port: int = 8099


def test_a_setting_of_the_service_alone_goes_before_that_of_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOST", "10.0.0.1")
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("HALL_PORT", "2")

    settings = HallSettings()

    assert (settings.host, settings.port) == ("10.0.0.1", 2)


def test_each_service_has_its_own_database(monkeypatch: pytest.MonkeyPatch):
    assert HallSettings(data_dir=Path("there")).database == "sqlite:///there/hall.db"

    monkeypatch.setenv("DATABASE_URL", "postgresql://office@db/{service}")
    assert HallSettings().database == "postgresql://office@db/hall"

    monkeypatch.setenv("HALL_DATABASE_URL", "sqlite:////srv/hall.db")
    assert HallSettings().database == "sqlite:////srv/hall.db"


def test_a_wrong_setting_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NATS_REPLICAS", "99")

    with pytest.raises(ValidationError):
        HallSettings()


def test_an_empty_variable_is_none_at_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOST", "")
    monkeypatch.setenv("HALL_PORT", "")

    settings = HallSettings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8099)
