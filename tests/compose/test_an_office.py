"""A real office: refused until its settings are complete, and then open without anything of the demo's."""

import re
import secrets
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from services.issuance.signing.demo import make_demo_certificate
from shared.contracts.catalogue import Office
from tests.compose.system import CONTAINERS, System, gone_afterwards
from tests.story.console import Console

EXAMPLE = Path(".env.example").read_text()
PASSPHRASE = secrets.token_hex(16)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The office's own folder: its configuration, and a certificate that the containers may read."""
    folder = copytree("config", tmp_path / "config")
    office = Office.model_validate(yaml.safe_load((folder / "kelurahan.yaml").read_text())["office"])
    make_demo_certificate(folder / "certificate.p12", PASSPHRASE, office)
    (folder / "certificate.p12").chmod(0o644)
    return folder


def filled_in(config: Path) -> str:
    """The example as an office fills it in; WhatsApp is its stand-in."""
    settings = re.sub(r"^([A-Z_]+_PASSWORD)=$", lambda name: f"{name[1]}={secrets.token_hex(24)}", EXAMPLE, flags=re.M)
    own = {
        "CONFIG_DIR": str(config),
        "PUBLIC_URL": "http://surat.example.go.id",
        "CERTIFICATE": "/config/certificate.p12",
        "CERTIFICATE_PASSPHRASE": PASSPHRASE,
        "WHATSAPP_API_URL": "http://simulator:8000/v26.0",
        "WHATSAPP_PHONE_NUMBER_ID": "100000000000009",
        **{f"WHATSAPP_{name}": secrets.token_hex(16) for name in ("ACCESS_TOKEN", "APP_SECRET", "VERIFY_TOKEN")},
    }
    for name, value in own.items():
        settings = re.sub(rf"^{name}=.*$", f"{name}={value}", settings, flags=re.M)
    return settings


def test_an_office_that_has_filled_in_nothing_is_told_all_of_it_and_nothing_starts(image: str, tmp_path: Path):
    with gone_afterwards(System.of(tmp_path, EXAMPLE)) as system:
        started = system.compose("up", "--detach")

        assert started.returncode != 0
        said = system.logs("settings")
        assert "PUBLIC_URL is missing." in said
        assert "NATS_NOTIFIER_PASSWORD is missing." in said
        assert system.logs("settings", *CONTAINERS) == said


async def test_an_office_that_has_filled_in_everything_opens(image: str, tmp_path: Path, config: Path):
    with gone_afterwards(System.of(tmp_path, filled_in(config))) as system:
        system.starts()
        wati = ("wati", "--name", "Wati Susanti", "--role", "clerk")
        added = system.does("run", "--rm", "-T", "pengantar", "staff", "add", *wati, said="rahasia-wati-123\n")

        assert "wati can sign in now" in added
        async with Console(f"http://127.0.0.1:{system.ports['issuance']}") as console:
            assert "petugas-demo" not in (await console.opens("/masuk")).text
            assert "Wati Susanti" in (await console.signs_in("wati", "rahasia-wati-123")).text
