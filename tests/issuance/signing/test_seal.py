import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from services.issuance.letters import render
from services.issuance.signing import (
    NoPrivateKey,
    NotForSigning,
    Seal,
    Sealed,
    SealOutOfDate,
    SealRefused,
    SealUnreadable,
    WeakKey,
    WrongPassphrase,
    make_demo_certificate,
    verify,
)
from shared.testing.samples import OFFICE
from tests.issuance.letters.examples import INTRODUCTION
from tests.issuance.letters.page import Page

SECRET = "kata sandi segel"
LETTER = render(INTRODUCTION)


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seal") / "demo.p12"
    make_demo_certificate(path, SECRET, OFFICE)
    return path


@pytest.fixture(scope="module")
def seal(demo_file: Path) -> Seal:
    return Seal.load(demo_file, SECRET)


@pytest.fixture(scope="module")
def sealed_letter(seal: Seal) -> bytes:
    return seal.seal(LETTER, reason="Surat Pengantar KTP 470/0123/BKS/XI/2026")


def test_a_sealed_letter_is_intact_and_tells_who_sealed_it_when(seal: Seal):
    before = datetime.now(UTC) - timedelta(seconds=1)

    seen = verify(seal.seal(LETTER, reason="Surat Pengantar KTP"))

    assert seen
    assert seen == Sealed(True, "DEMO Kelurahan BKS, bukan sertifikat resmi", seal.fingerprint, seen.at)
    assert seen.at
    assert before <= seen.at <= datetime.now(UTC)


def test_sealing_adds_to_the_letter_and_changes_nothing_in_it(sealed_letter: bytes):
    assert sealed_letter.startswith(LETTER)
    assert Page(sealed_letter).lines == Page(LETTER).lines
    assert Page(sealed_letter).metadata == Page(LETTER).metadata


def test_a_sealed_letter_is_still_pdf_a_2b(sealed_letter: bytes):
    added = sealed_letter[len(LETTER) :]

    assert b"<pdfaid:part>2</pdfaid:part>" in sealed_letter
    assert b"/Version" not in added  # PDF/A-2 is PDF 1.7
    assert b"/Type /Metadata" not in added
    assert b"/F 132" in added  # the widget is printable and locked, and has no size
    assert b"/Rect [ 0 0 0 0 ]" in added


def test_pdf_readers_are_told_why_and_that_nothing_may_be_changed(sealed_letter: bytes):
    added = sealed_letter[len(LETTER) :]

    assert b"/SubFilter /ETSI.CAdES.detached" in added
    assert b"/Reason (Surat Pengantar KTP 470\\0570123\\057BKS\\057XI\\0572026)" in added
    assert b"/TransformMethod /DocMDP" in added
    assert b"/P 1\n" in added


def test_a_changed_letter_is_not_intact(sealed_letter: bytes):
    place = sealed_letter.index(b"stream") + 60
    changed = sealed_letter[:place] + bytes([sealed_letter[place] ^ 1]) + sealed_letter[place + 1 :]

    seen = verify(changed)

    assert seen
    assert not seen.intact


def test_a_letter_with_something_written_behind_the_seal_is_not_intact(sealed_letter: bytes):
    seen = verify(sealed_letter + b"\n% more\n")

    assert seen
    assert not seen.intact


def test_the_name_can_be_imitated_the_fingerprint_cannot(seal: Seal, tmp_path: Path):
    make_demo_certificate(tmp_path / "false.p12", SECRET, OFFICE)

    seen = verify(Seal.load(tmp_path / "false.p12", SECRET).seal(LETTER, reason="x"))

    assert seen
    assert seen.name == seal.name
    assert seen.fingerprint != seal.fingerprint


@pytest.mark.parametrize("pdf", [b"", b"no pdf", LETTER, LETTER[:9000]], ids=["empty", "text", "unsealed", "cut off"])
def test_what_bears_no_seal_has_none(pdf: bytes):
    assert verify(pdf) is None


async def test_letters_are_sealed_and_read_side_by_side(demo_file: Path):
    freshly_read = Seal.load(demo_file, SECRET)

    sealed = await asyncio.gather(*(freshly_read.seal_aside(LETTER, reason=f"Surat {number}") for number in range(16)))
    seen = await asyncio.gather(*(asyncio.to_thread(verify, pdf) for pdf in sealed))

    assert all(each and each.intact for each in seen)
    assert all(f"/Reason (Surat {number})".encode() in pdf for number, pdf in enumerate(sealed))


@pytest.mark.parametrize("kind", ["RSA", "EC"])
def test_a_certificate_with_those_who_vouch_for_it_finds_room(kind: str):
    key = rsa.generate_private_key(65537, 3072) if kind == "RSA" else ec.generate_private_key(ec.SECP384R1())
    chain = [_certificate(key, f"Penerbit {number} " + "x" * 40) for number in range(4)]

    seen = verify(Seal(_certificate(key, "Kelurahan Bukit Sangkal"), key, chain).seal(LETTER, reason="x"))

    assert seen
    assert seen.intact
    assert seen.name == "Kelurahan Bukit Sangkal"


def test_a_demo_certificate_names_itself_and_is_for_its_owner_alone(demo_file: Path, seal: Seal):
    assert seal.name.startswith("DEMO ")
    assert seal.name.endswith("bukan sertifikat resmi")
    assert demo_file.stat().st_mode & 0o077 == 0


def test_a_wrong_pass_phrase_is_told_apart_from_a_wrong_file(demo_file: Path, tmp_path: Path):
    (tmp_path / "letter.p12").write_bytes(LETTER)

    with pytest.raises(WrongPassphrase, match="Kata sandi"):
        Seal.load(demo_file, "salah")
    with pytest.raises(WrongPassphrase, match="Kata sandi"):
        Seal.load(demo_file, "kata\0sandi")
    with pytest.raises(SealUnreadable, match="bukan berkas PKCS#12"):
        Seal.load(tmp_path / "letter.p12", SECRET)
    with pytest.raises(SealUnreadable, match="tidak bisa dibaca"):
        Seal.load(tmp_path / "none.p12", SECRET)


def test_a_file_without_a_key_that_can_sign_is_refused(tmp_path: Path):
    key = rsa.generate_private_key(65537, 2048)
    unsuitable = ed25519.Ed25519PrivateKey.generate()
    secret = BestAvailableEncryption(SECRET.encode())
    certificates = pkcs12.serialize_key_and_certificates(None, None, _certificate(key, "Kelurahan"), None, secret)
    other = pkcs12.serialize_key_and_certificates(None, unsuitable, None, None, secret)

    for content in (certificates, other):
        (tmp_path / "seal.p12").write_bytes(content)
        with pytest.raises(NoPrivateKey, match="Minta berkas yang lengkap"):
            Seal.load(tmp_path / "seal.p12", SECRET)


@pytest.mark.parametrize("place", range(0, 100, 9))
def test_a_damaged_file_is_refused_in_words(demo_file: Path, tmp_path: Path, place: int):
    damaged = bytearray(demo_file.read_bytes())
    damaged[place] = 9
    (tmp_path / "seal.p12").write_bytes(damaged)
    with pytest.raises(SealRefused, match="erkas segel"):
        Seal.load(tmp_path / "seal.p12", SECRET)


def test_a_certificate_for_something_else_than_signing_is_refused(tmp_path: Path):
    key = rsa.generate_private_key(65537, 2048)
    for_encryption = _certificate(key, "Kelurahan", _usage("key_encipherment"))
    secret = BestAvailableEncryption(SECRET.encode())
    content = pkcs12.serialize_key_and_certificates(None, key, for_encryption, None, secret)
    (tmp_path / "seal.p12").write_bytes(content)
    with pytest.raises(NotForSigning, match="bukan untuk tanda tangan"):
        Seal.load(tmp_path / "seal.p12", SECRET)


def test_a_certificate_counts_between_its_first_and_its_last_moment(tmp_path: Path):
    starts = datetime(2026, 1, 1, tzinfo=UTC)
    make_demo_certificate(tmp_path / "seal.p12", SECRET, OFFICE, at=starts, lasts=timedelta(days=365))

    with pytest.raises(SealOutOfDate, match="baru berlaku mulai 1 Januari 2026"):
        Seal.load(tmp_path / "seal.p12", SECRET, at=starts - timedelta(days=1))
    with pytest.raises(SealOutOfDate, match="berakhir 1 Januari 2027"):
        Seal.load(tmp_path / "seal.p12", SECRET, at=starts + timedelta(days=366))
    assert Seal.load(tmp_path / "seal.p12", SECRET, at=starts + timedelta(days=1)).expires_at == datetime(
        2027, 1, 1, tzinfo=UTC
    )


def test_a_seal_that_has_expired_since_it_was_loaded_is_not_used(tmp_path: Path):
    starts = datetime(2020, 1, 1, tzinfo=UTC)
    make_demo_certificate(tmp_path / "seal.p12", SECRET, OFFICE, at=starts, lasts=timedelta(days=365))
    seal = Seal.load(tmp_path / "seal.p12", SECRET, at=starts + timedelta(days=1))

    with pytest.raises(SealRefused, match="berakhir 31 Desember 2020"):
        seal.seal(LETTER, reason="x")


@pytest.mark.parametrize("whose", ["its own", "its issuer's"])
def test_a_key_that_others_can_find_is_refused(tmp_path: Path, whose: str):
    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that it is weak is the point
    strong = rsa.generate_private_key(65537, 2048)
    key, issuer = (weak, strong) if whose == "its own" else (strong, weak)
    chain = [_certificate(issuer, "Penerbit")]
    secret = BestAvailableEncryption(SECRET.encode())
    content = pkcs12.serialize_key_and_certificates(b"x", key, _certificate(key, "Kelurahan"), chain, secret)
    (tmp_path / "seal.p12").write_bytes(content)
    with pytest.raises(WeakKey, match=r"Kunci RSA 1024 bit dari “(Kelurahan|Penerbit)” .* terlalu pendek"):
        Seal.load(tmp_path / "seal.p12", SECRET)


def test_an_issuer_that_has_ended_is_told(tmp_path: Path):
    key = rsa.generate_private_key(65537, 2048)
    chain = [_certificate(key, "Penerbit Lama", ended=True), _certificate(key, "Penerbit Induk")]
    secret = BestAvailableEncryption(SECRET.encode())
    content = pkcs12.serialize_key_and_certificates(b"x", key, _certificate(key, "Kelurahan"), chain, secret)
    (tmp_path / "seal.p12").write_bytes(content)
    assert Seal.load(tmp_path / "seal.p12", SECRET).ended_issuers(datetime.now(UTC)) == ("Penerbit Lama",)


def _usage(allowed: str) -> x509.KeyUsage:
    nothing = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**{**nothing, allowed: True})


def _certificate(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    name: str,
    usage: x509.KeyUsage | None = None,
    *,
    ended: bool = False,
) -> x509.Certificate:
    holder = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(issuer_name=holder, subject_name=holder, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=-1 if ended else 1))
    )
    return (made.add_extension(usage, critical=True) if usage else made).sign(key, hashes.SHA256())
