"""The certificate is changed on the console; and the office's file, where both have changed something."""

import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pydantic import SecretStr
from structlog.testing import capture_logs

from services.issuance.edition import InForce
from services.issuance.main import plan
from services.issuance.seals import Seals
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import Seal, SealRefused, WrongPassphrase, make_demo_certificate
from shared.messaging.house import running
from shared.testing.samples import OFFICE
from tests.issuance.console.office import STAFF, Clock, Office
from tests.issuance.files import TUESDAY
from tests.issuance.setup.console.desk import Desk

HERE = "/atur/sertifikat"
FROM_ISSUER, OURS = "kunci dari BSrE", "rahasia"
NEW = OFFICE.model_copy(update={"short": "BARU"})


def a_certificate(folder: Path, **times: Any) -> bytes:
    path = folder / "new.p12"
    path.unlink(missing_ok=True)
    make_demo_certificate(path, FROM_ISSUER, NEW, **times)
    return path.read_bytes()


def seals_in(folder: Path, passphrase: str = OURS) -> Seals:
    if not (folder / "given.p12").exists():
        make_demo_certificate(folder / "given.p12", OURS, OFFICE)
    return Seals(folder / "given.p12", SecretStr(passphrase), folder / "data" / "certificate.p12")


def test_an_uploaded_certificate_seals_at_once_and_after_a_restart_and_is_kept_from_others(tmp_path: Path):
    seals = seals_in(tmp_path)
    given = seals.current.fingerprint

    new = seals.replace(a_certificate(tmp_path), FROM_ISSUER)

    kept = tmp_path / "data" / "certificate.p12"
    assert seals.current is new
    assert new.fingerprint != given
    assert kept.stat().st_mode & 0o777 == 0o600
    again = seals_in(tmp_path)
    assert (again.current.fingerprint, again.is_uploaded) == (new.fingerprint, True)
    with pytest.raises(WrongPassphrase):
        Seal.load(kept, FROM_ISSUER)

    assert again.take_back().fingerprint == given
    assert not kept.exists()
    assert not seals_in(tmp_path).is_uploaded


def test_an_uploaded_certificate_that_opens_no_more_is_told_in_the_log_and_the_given_one_counts(tmp_path: Path):
    seals_in(tmp_path).replace(a_certificate(tmp_path), FROM_ISSUER)
    shutil.copy(tmp_path / "new.p12", tmp_path / "data" / "certificate.p12")
    with capture_logs() as logs:
        seals = seals_in(tmp_path)
    assert not seals.is_uploaded
    assert logs[0]["event"] == "uploaded_seal_refused"
    with pytest.raises(SealRefused):
        seals_in(tmp_path, passphrase="another")


@asynccontextmanager
async def an_office_in(folder: Path, nats_url: str, config: str) -> AsyncGenerator[Office]:
    """An office with data and a file of its own."""
    (folder / "kelurahan.yaml").write_text(config)
    if not (folder / "given.p12").exists():
        make_demo_certificate(folder / "given.p12", OURS, OFFICE)
    settings = IssuanceSettings(
        nats_url=nats_url,
        database_url=f"sqlite:///{folder}/issuance.db",
        config=folder / "kelurahan.yaml",
        certificate=folder / "given.p12",
        certificate_passphrase=SecretStr(OURS),
        data_dir=folder / "data",
        port=0,
    )
    clock = Clock(TUESDAY)
    async with running(plan, settings, clock) as house:
        office = Office(house, clock)
        await office.keep(*STAFF)
        yield office


SHIPPED = Path("config/kelurahan.yaml").read_text()


@pytest.fixture
async def own_office(nats_url: str, tmp_path: Path) -> AsyncGenerator[Office]:
    async with an_office_in(tmp_path, nats_url, SHIPPED) as office:
        yield office


async def test_a_certificate_is_checked_and_used_without_a_restart(own_office: Office, tmp_path: Path):
    desk, before = Desk(await own_office.signed_in("agus")), own_office.counter.seals.current
    file = {"certificate": ("kantor.p12", a_certificate(tmp_path))}

    assert (await desk.sends(HERE, HERE, file, passphrase=FROM_ISSUER)).status_code == 303

    page = await desk.reads(HERE)
    assert "diunggah di halaman ini" in page
    assert own_office.counter.seals.current.fingerprint in page
    assert own_office.counter.seals.current.fingerprint != before.fingerprint
    assert "Sertifikat diganti: DEMO Kelurahan BARU" in await desk.reads("/atur")
    assert (await desk.sends(HERE, f"{HERE}/kembali")).status_code == 303
    assert own_office.counter.seals.current.fingerprint == before.fingerprint


async def test_a_certificate_that_will_not_do_is_refused_when_it_is_set(own_office: Office, tmp_path: Path):
    desk, before = Desk(await own_office.signed_in("agus")), own_office.counter.seals.current
    good = a_certificate(tmp_path)
    _, certificate, _ = pkcs12.load_key_and_certificates(good, FROM_ISSUER.encode())
    assert certificate is not None
    lock = BestAvailableEncryption(FROM_ISSUER.encode())
    long_ago = datetime.now(UTC) - timedelta(days=400)
    for data, passphrase, field, why in (
        (b"", "", "berkas-sertifikat", "Pilih dulu berkas"),
        (b"no certificate", "", "berkas-sertifikat", "bukan berkas PKCS#12"),
        (os.urandom(200_001), "", "berkas-sertifikat", "terlalu besar"),
        (good, "keliru sekali", "sertifikat-passphrase", "Kata sandi untuk berkas ini salah"),
        (
            pkcs12.serialize_key_and_certificates(b"x", None, certificate, None, lock),
            FROM_ISSUER,
            "berkas-sertifikat",
            "tidak berisi kunci pribadi",
        ),
        (
            a_certificate(tmp_path, at=long_ago, lasts=timedelta(days=365)),
            FROM_ISSUER,
            "berkas-sertifikat",
            "berakhir",
        ),
    ):
        answer = await desk.sends(HERE, HERE, {"certificate": ("kantor.p12", data)}, passphrase=passphrase)
        assert answer.status_code == 422, why
        assert f'id="{field}-salah"' in answer.text
        assert why in answer.text
        if passphrase:
            assert passphrase not in answer.text
    assert own_office.counter.seals.current is before
    assert not (tmp_path / "data" / "issuance").exists()


async def test_thirty_days_before_its_end_the_certificate_is_warned_about(own_office: Office, tmp_path: Path):
    desk = Desk(await own_office.signed_in("agus"))
    assert "berlaku sampai" in await desk.reads("/atur")
    short = a_certificate(tmp_path, lasts=timedelta(days=20))
    own_office.counter.seals.replace(short, FROM_ISSUER)
    for path in ("/atur", HERE):
        assert 'class="tag today"' in await desk.reads(path)
    assert "Siapkan gantinya" in await desk.reads(HERE)


async def test_an_issuer_that_has_ended_is_warned_about(own_office: Office, tmp_path: Path):
    desk = Desk(await own_office.signed_in("agus"))
    key, certificate, _ = pkcs12.load_key_and_certificates(a_certificate(tmp_path), FROM_ISSUER.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    long_ago = datetime.now(UTC) - timedelta(days=400)
    old = a_certificate(tmp_path, at=long_ago, lasts=timedelta(days=365))
    _, ended, _ = pkcs12.load_key_and_certificates(old, FROM_ISSUER.encode())
    assert ended is not None
    lock = BestAvailableEncryption(FROM_ISSUER.encode())
    own_office.counter.seals.replace(
        pkcs12.serialize_key_and_certificates(b"x", key, certificate, [ended], lock), FROM_ISSUER
    )
    assert "sudah berakhir. Pembaca PDF bisa meragukan segel ini" in await desk.reads(HERE)


async def test_a_part_that_file_and_console_have_both_changed_waits_for_the_admin(nats_url: str, tmp_path: Path):
    async with an_office_in(tmp_path, nats_url, SHIPPED) as office:
        desk = Desk(await office.signed_in("agus"))
        assert "Berkas pengaturan berubah" not in await desk.reads("/atur")
        await desk.sends("/atur/kantor", "/atur/kantor", phone="(0711) 111", why="Nomor baru")

    changed = SHIPPED.replace("(0711) 555010", "(0711) 222")
    with capture_logs() as logs:
        async with an_office_in(tmp_path, nats_url, changed) as office:
            desk = Desk(await office.signed_in("agus"))
            assert [log["parts"] for log in logs if log["event"] == "config_set_aside"] == [("office",)]
            assert await phone(office) == "(0711) 111"
            assert "kop surat dan penanda tangan" in await desk.reads("/atur")
            assert (await desk.sends("/atur", "/atur/berkas/office/pakai")).status_code == 303
            assert await phone(office) == "(0711) 222"
            page = await desk.reads("/atur")
            assert "Berkas pengaturan berubah, tetapi" not in page
            assert "Isi berkas tentang kop surat dan penanda tangan dipakai" in page
            missing = await desk.screen.send("/atur/berkas/kepala/pakai", "/atur")
            assert missing.status_code == 404


async def phone(office: Office) -> str:
    in_force = await office.counter.find(InForce, office.counter.office)
    assert in_force is not None
    return in_force.catalogue.office.phone
