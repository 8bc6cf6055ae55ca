"""The certificate that seals the letters."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.commands.doctor.certificate import look
from services.issuance.catalogue import read_config
from services.issuance.signing import make_demo_certificate
from tests.commands.doctor.scene import CONFIG, TOLD, Scene, the_one_wrong, wrong

PASSPHRASE = TOLD["CERTIFICATE_PASSPHRASE"]


@pytest.fixture
def file(told: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the settings say that it is."""
    file = tmp_path / "office.p12"
    told.setenv("CERTIFICATE", str(file))
    return file


def make(file: Path, passphrase: str = PASSPHRASE, *, days_left: int = 365, mode: int = 0o600) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    starts_at = datetime.now(UTC) - timedelta(days=300)
    lasts = timedelta(days=300 + days_left)
    make_demo_certificate(file, passphrase, read_config(CONFIG).office, at=starts_at, lasts=lasts)
    file.chmod(mode)


def write(file: Path, text: str) -> None:
    file.write_text(text)


async def test_a_certificate_that_counts_is_well(scene: Scene, file: Path):
    make(file)

    assert await wrong(look, scene.around()) == []


async def test_one_that_ends_soon_is_a_warning(scene: Scene, file: Path):
    make(file, days_left=20)

    assert (await the_one_wrong(look, scene.around())).startswith(
        "warning: The certificate of the settings counts until"
    )


async def test_one_that_has_expired_is_an_error(scene: Scene, file: Path):
    make(file, days_left=-1)

    said = await the_one_wrong(look, scene.around())

    assert said == "error: The certificate of the settings has expired, or does not count yet."


async def test_a_wrong_pass_phrase_is_an_error(scene: Scene, file: Path):
    make(file, "another")

    said = await the_one_wrong(look, scene.around())

    assert said == "error: The certificate of the settings does not open with the pass phrase."


async def test_what_is_no_certificate_is_an_error(scene: Scene, file: Path):
    write(file, "no certificate")

    said = await the_one_wrong(look, scene.around())

    assert said == "error: The certificate of the settings is not there, cannot be read, or is no PKCS#12 file."


async def test_one_that_others_can_read_is_a_warning(scene: Scene, file: Path):
    make(file, mode=0o644)

    assert await the_one_wrong(look, scene.around()) == f"warning: {file} can be read by others on this machine."


async def test_the_one_uploaded_on_the_console_is_looked_at_too(scene: Scene, file: Path, tmp_path: Path):
    make(file)
    make(tmp_path / "issuance" / "certificate.p12", days_left=3)

    said = await the_one_wrong(look, scene.around())

    assert said.startswith("warning: The certificate uploaded on the console counts until")


async def test_a_demo_makes_its_own_at_the_first_start(scene: Scene, file: Path, told: pytest.MonkeyPatch):
    told.setenv("DEMO", "true")

    assert await wrong(look, scene.around()) == []
