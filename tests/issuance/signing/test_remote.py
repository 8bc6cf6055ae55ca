"""A signing service in all its moods, as the client sees it: real HTTP, and never a letter that is not the draft."""

from collections.abc import Generator
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.issuance.letters import render
from services.issuance.signing import Paper, RemoteSigner, verify
from services.issuance.signing.passphrases import Held
from services.issuance.signing.signer import (
    AnotherDocument,
    NotSigned,
    OutcomeUnknown,
    PassphraseRefused,
    SigningRefused,
)
from tests.issuance.letters.examples import INTRODUCTION
from tests.issuance.signing.service import NIK, PASSPHRASE, PASSWORD, SLOW, USER, Service
from tests.simulator.stage import serving

DRAFT = render(INTRODUCTION)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service.in_folder(tmp_path)


@pytest.fixture
def url(service: Service) -> Generator[str]:
    with serving(service.app) as url:
        yield url


def the_signer(url: str, password: str = PASSWORD, *, timeout: float = 20.0) -> RemoteSigner:
    return RemoteSigner(url + "/", USER, SecretStr(password), timeout=timeout)


def paper(passphrase: str = PASSPHRASE, nik: str = NIK) -> Paper:
    return Paper(DRAFT, "Surat Pengantar KTP", "surat.pdf", Held(nik, SecretStr(passphrase)))


async def test_the_service_gets_the_draft_and_who_signs_and_gives_it_back_signed(url: str, service: Service):
    signer = the_signer(url)

    signed = await signer.sign(paper())

    [asked] = service.asked
    assert (asked.pdf, asked.nik, asked.passphrase, asked.shown) == (DRAFT, NIK, PASSPHRASE, "invisible")
    assert signed.pdf.startswith(DRAFT)
    assert signed.document_id == "0f1e2d3c"
    assert signer.is_genuine(DRAFT, signed.pdf)
    assert verify(signed.pdf)


@pytest.mark.parametrize(
    ("mood", "why", "words"),
    [
        ("times out before signing", OutcomeUnknown, "tidak menjawab"),
        ("times out after signing", OutcomeUnknown, "tidak menjawab"),
        ("breaks down after signing", OutcomeUnknown, "sedang terganggu"),
        ("is down", OutcomeUnknown, "sedang terganggu"),
        ("says no", SigningRefused, "menolak: Sertifikat Anda sudah berakhir."),
        ("refuses the office", SigningRefused, "menolak akun kantor ini"),
        ("sends garbage", AnotherDocument, "bukan surat"),
    ],
)
async def test_what_is_refused_is_told_apart_from_what_nobody_knows(
    url: str, service: Service, mood: str, why: type[NotSigned], words: str
):
    service.moods = [mood]
    with pytest.raises(why, match=words):
        await the_signer(url, timeout=SLOW).sign(paper())


@pytest.mark.parametrize(
    "mood", ["sends a broken PDF", "sends it back unsigned", "signs another document", "writes over it"]
)
async def test_what_is_not_the_draft_with_a_signature_is_not_genuine(url: str, service: Service, mood: str):
    service.moods = [mood]
    signer = the_signer(url)

    signed = await signer.sign(paper())

    assert not signer.is_genuine(DRAFT, signed.pdf)


async def test_a_changed_byte_or_a_word_behind_it_is_not_genuine(url: str):
    signer = the_signer(url)
    pdf = (await signer.sign(paper())).pdf
    signature = pdf.index(b"/Contents <", len(DRAFT))
    room = pdf.index(b">", signature) - 40  # what is left of the place of the signature
    for place in (*range(0, signature, 997), room, *range(room + 41, len(pdf), 97)):
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert not signer.is_genuine(DRAFT, changed), place
    assert not signer.is_genuine(DRAFT, pdf + b"lagi")


async def test_a_wrong_pass_phrase_or_nik_and_an_unknown_office_are_told_in_words(url: str):
    with pytest.raises(PassphraseRefused, match="belum benar"):
        await the_signer(url).sign(paper("melati"))
    with pytest.raises(SigningRefused, match="NIK penanda tangan belum terdaftar"):
        await the_signer(url).sign(paper(nik="1671074508700009"))
    with pytest.raises(SigningRefused, match="akun kantor"):
        await the_signer(url, "salah").sign(paper())


async def test_a_service_that_is_not_there_leaves_the_outcome_unknown():
    with pytest.raises(OutcomeUnknown, match="tidak terjangkau"):
        await the_signer("http://127.0.0.1:9").sign(paper())


def test_what_is_held_for_the_service_does_not_show():
    told = repr(paper()) + repr(Held(NIK, SecretStr(PASSPHRASE)))
    assert NIK not in told
    assert PASSPHRASE not in told
