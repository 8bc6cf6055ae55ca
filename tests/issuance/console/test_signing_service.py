"""The lurah signs with a pass phrase at a signing service that has its moods; house, console and HTTP are real."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
import sqlalchemy as sa
from pydantic import SecretStr, ValidationError

from services.issuance.console.counter import Counter
from services.issuance.errands import SIGN_AGAIN_AFTER, SignLetter
from services.issuance.file import File
from services.issuance.letter import Letter, Signature
from services.issuance.main import the_service
from services.issuance.register import Entry, Status
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import verify
from services.issuance.signing.additions import is_signed_as_it_was
from services.issuance.staff import Role, Staff
from services.issuance.stage import Stage
from shared.messaging.server import NatsServer
from shared.messaging.tables import errands
from tests.issuance.console.office import Office, Screen, an_office
from tests.issuance.files import APPLICATION, a_file
from tests.issuance.signing.service import NIK, PASSPHRASE, PASSWORD, SLOW, USER, Service
from tests.simulator.stage import serving

HERE = "/tanda-tangan"
APPROVE = f"/berkas/{APPLICATION}/setujui"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service.in_folder(tmp_path)


@pytest.fixture
def url(service: Service) -> Generator[str]:
    with serving(service.app) as url:
        yield url


def settings(url: str) -> dict[str, Any]:
    return {
        "signer_url": url,
        "signer_user": USER,
        "signer_password": SecretStr(PASSWORD),
        "signer_timeout": SLOW,
    }


@pytest_asyncio.fixture
async def office(
    nats_server: NatsServer, nats_url: str, database_url: str, kept: Path, url: str
) -> AsyncGenerator[Office]:
    async with an_office(nats_url, database_url, kept, **settings(url)) as office:
        lurah = await office.counter.find(Staff, "lurah")
        assert lurah
        await office.keep(replace(lurah, nik=NIK), a_file(Stage.DRAFTED))
        yield office


async def the_letter(office: Office, is_so: Callable[[Letter], bool]) -> Letter:
    """The only letter, once it is so."""
    return await until(office.counter, lambda letters: letters[0] if letters and is_so(letters[0]) else None)


async def until(counter: Counter, found: Callable[[list[Letter]], Any]) -> Any:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 20
    while not (result := found(await counter.read(Letter))):
        assert loop.time() < deadline, "no letter became so in time"
        await asyncio.sleep(0.02)
    return result


def is_in(state: Signature) -> Callable[[Letter], bool]:
    return lambda letter: letter.ordered is not None and letter.ordered.state is state


async def approve(office: Office, passphrase: str = PASSPHRASE) -> Screen:
    lurah = await office.signed_in("lurah")
    page = f"{HERE}/{APPLICATION}"
    answer = await lurah.send(APPROVE, page=page, passphrase=passphrase)
    assert (answer.status_code, answer.headers.get("location")) == (303, HERE)
    return lurah


async def sign_again(office: Office, lurah: Screen, passphrase: str = PASSPHRASE) -> int:
    file = await office.file(a_file())
    ticked = f"{file.application_id}@{file.since.isoformat()}"
    return (await lurah.send(f"{HERE}/lagi", page=HERE, letter=ticked, passphrase=passphrase)).status_code


async def a_little_later(office: Office) -> None:
    office.clock.now += SIGN_AGAIN_AFTER
    office.house.look_again()


async def test_an_approved_letter_is_signed_by_the_service_and_only_then_genuine(office: Office, service: Service):
    service.moods = ["times out before signing"]
    await approve(office)
    waiting = await the_letter(office, lambda letter: letter.draft is not None)
    assert waiting.document is None
    assert "Belum ditandatangani" in (await office.screen().get(f"/cek/{waiting.code}")).text

    await the_letter(office, is_in(Signature.UNKNOWN))
    await a_little_later(office)
    letter = await the_letter(office, is_in(Signature.SIGNED))

    assert letter.number == waiting.number
    assert letter.ordered
    assert (letter.ordered.document_id, letter.ordered.draft) == ("0f1e2d3c", None)
    pdf = await office.counter.documents.get(letter.kept_document)
    assert is_signed_as_it_was(service.asked[0].pdf, pdf)
    assert pdf == service.signed[-1]
    assert "Surat ini asli" in (await office.screen().get(f"/cek/{letter.code}")).text
    assert (await office.file(a_file())).stage is Stage.ISSUED
    [entry] = await office.counter.read(Entry)
    assert entry.status is Status.ISSUED


@pytest.mark.parametrize("mood", ["times out before signing", "times out after signing", "breaks down after signing"])
async def test_after_silence_the_same_draft_is_signed_again_under_the_same_number(
    office: Office, service: Service, mood: str
):
    service.moods = [mood]
    await approve(office)
    unknown = await the_letter(office, is_in(Signature.UNKNOWN))
    assert unknown.document is None
    assert (await office.file(a_file())).stage is Stage.APPROVED

    await a_little_later(office)
    letter = await the_letter(office, is_in(Signature.SIGNED))

    first, second = service.asked
    assert first.pdf == second.pdf
    assert letter.number == unknown.number
    assert len(await office.counter.read(Entry)) == 1
    assert letter.kept_document != unknown.draft


async def test_a_service_that_stays_silent_is_left_alone_and_the_lurah_is_asked(office: Office, service: Service):
    service.moods = ["is down"] * 4
    lurah = await approve(office)
    for tries in range(1, 4):
        await until_asked(service, tries)
        await the_letter(office, is_in(Signature.UNKNOWN))
        await nothing_under_way(office)
        await a_little_later(office)
    await until_stage(office, Stage.UNSIGNED)

    page = (await lurah.get(HERE)).text
    assert "1 surat disetujui, belum ditandatangani" in page
    assert "Layanan tanda tangan sedang terganggu." in page
    assert len(service.asked) == 4

    assert await sign_again(office, lurah) == 303
    letter = await the_letter(office, is_in(Signature.SIGNED))
    assert {asked.pdf for asked in service.asked} == {service.asked[0].pdf}
    assert (await office.file(a_file())).letter_number == letter.number


async def test_a_wrong_pass_phrase_is_told_kindly_asked_again_and_costs_no_number(office: Office, service: Service):
    lurah = await approve(office, "melati")
    failed = await the_letter(office, is_in(Signature.FAILED))
    await until_stage(office, Stage.UNSIGNED)

    page = (await lurah.get(HERE)).text
    assert "Kata sandi tanda tangan belum benar." in page
    assert failed.number in page

    assert await sign_again(office, lurah) == 303
    letter = await the_letter(office, is_in(Signature.SIGNED))
    assert letter.number == failed.number
    assert [asked.passphrase for asked in service.asked] == ["melati", PASSPHRASE]


@pytest.mark.parametrize(
    "mood",
    ["sends garbage", "sends a broken PDF", "sends it back unsigned", "signs another document", "writes over it"],
)
async def test_what_is_not_the_approved_letter_is_never_issued(office: Office, service: Service, mood: str):
    service.moods = [mood]
    lurah = await approve(office)
    failed = await the_letter(office, is_in(Signature.FAILED))
    await until_stage(office, Stage.UNSIGNED)

    assert failed.document is None
    assert "Belum ditandatangani" in (await office.screen().get(f"/cek/{failed.code}")).text
    assert (await lurah.get(f"/surat/{failed.letter_id}.pdf")).status_code == 404

    assert await sign_again(office, lurah) == 303
    assert (await the_letter(office, is_in(Signature.SIGNED))).number == failed.number


async def test_a_refusal_is_told_in_the_words_of_the_service_and_the_number_can_be_made_void(
    office: Office, service: Service
):
    service.moods = ["says no"]
    lurah = await approve(office)
    failed = await the_letter(office, is_in(Signature.FAILED))
    await until_stage(office, Stage.UNSIGNED)
    assert "menolak: Sertifikat Anda sudah berakhir." in (await lurah.get(HERE)).text

    number = f"/register/nomor/{failed.letter_id}"
    assert (await lurah.send(f"{number}/batal", page=number, reason="Sertifikat berakhir")).status_code == 303

    file = await office.file(a_file())
    assert (file.stage, file.letter_number) == (Stage.CONFIRMED, None)
    assert "Surat ini batal" in (await office.screen().get(f"/cek/{failed.code}")).text


async def test_several_letters_are_approved_at_once_with_one_pass_phrase_once_each_was_seen(
    office: Office, service: Service
):
    lurah = await office.signed_in("lurah")
    files = [a_file(Stage.DRAFTED), *(another(office, number) for number in (1, 2))]
    await office.keep(*files)
    for file in files[:2]:
        assert (await lurah.get(f"{HERE}/{file.application_id}/surat.svg")).status_code == 200
    page = (await lurah.get(HERE)).text
    assert page.count('name="letter"') == 2

    answer = await lurah.send(f"{HERE}/setujui", page=HERE, letter=[ticked(it) for it in files], passphrase=PASSPHRASE)

    assert answer.status_code == 422
    assert "Lihat dulu suratnya, baru setujui." in answer.text
    signed = await until(office.counter, lambda letters: letters if all_signed(letters, 2) else None)
    assert {letter.application_id for letter in signed} == {it.application_id for it in files[:2]}
    assert {asked.passphrase for asked in service.asked} == {PASSPHRASE}
    assert (await office.file(files[2])).stage is Stage.DRAFTED


async def test_a_wrong_pass_phrase_is_shown_to_the_service_once_however_many_letters_it_was_typed_for(
    office: Office, service: Service
):
    lurah = await office.signed_in("lurah")
    files = [a_file(Stage.DRAFTED), *(another(office, number) for number in (1, 2))]
    await office.keep(*files)
    for file in files:
        await lurah.get(f"{HERE}/{file.application_id}/surat.svg")

    answer = await lurah.send(f"{HERE}/setujui", page=HERE, letter=[ticked(it) for it in files], passphrase="salah")

    assert answer.status_code == 303
    await until(office.counter, lambda letters: sum(map(is_in(Signature.FAILED), letters)) == 3)
    assert len(service.asked) == 1


async def test_without_a_pass_phrase_or_a_nik_nothing_is_approved(office: Office):
    lurah = await office.signed_in("lurah")
    answer = await lurah.send(APPROVE, page=HERE)
    assert answer.status_code == 422
    assert "Ketik kata sandi tanda tangan Anda." in answer.text
    await office.keep(Staff("lurah", "Hj. Nurhayati, S.Sos., M.Si.", Role.LURAH, ""))
    answer = await lurah.send(APPROVE, page=HERE, passphrase=PASSPHRASE)
    assert "belum punya NIK" in answer.text
    assert PASSPHRASE not in answer.text
    assert (await office.file(a_file())).stage is Stage.DRAFTED
    assert await office.counter.read(Entry) == []


async def test_only_who_has_approved_a_letter_signs_it(office: Office):
    await approve(office, "salah")
    await until_stage(office, Stage.UNSIGNED)
    await office.keep(Staff("plh", "Ahmad Fauzi", Role.LURAH, "", nik="1671070101800001"))
    deputy = await office.signed_in("plh")
    assert "Menunggu Hj. Nurhayati" in (await deputy.get(HERE)).text
    file = await office.file(a_file())
    answer = await deputy.send(f"{HERE}/lagi", page=HERE, letter=ticked(file), passphrase=PASSPHRASE)
    assert answer.status_code == 422
    assert "hanya bisa ditandatangani olehnya" in answer.text


async def test_a_pass_phrase_is_written_down_nowhere(
    office: Office, service: Service, capsys: pytest.CaptureFixture[str], database_url: str
):
    service.moods = ["breaks down after signing"]
    await approve(office)
    await the_letter(office, is_in(Signature.UNKNOWN))
    rows = await office.house.store.fetch(sa.select(errands.c.body).where(errands.c.name == SignLetter.name))
    assert rows
    await a_little_later(office)
    await the_letter(office, is_in(Signature.SIGNED))

    folder = Path(database_url.removeprefix("sqlite:///")).parent
    written = b"".join(file.read_bytes() for file in folder.glob("test.db*"))
    assert PASSPHRASE.encode() not in written
    assert not any(NIK.encode() in bytes(row[0]) for row in rows)
    told = capsys.readouterr()
    assert PASSPHRASE not in told.out + told.err
    assert office.counter.passphrases
    assert office.counter.passphrases.of(APPLICATION) is None


async def test_after_a_restart_the_letter_waits_for_the_pass_phrase_under_its_number(
    nats_url: str, database_url: str, kept: Path, service: Service
):
    service.moods = ["times out after signing"]
    lurah = Staff("lurah", "Hj. Nurhayati, S.Sos., M.Si.", Role.LURAH, "", nik=NIK)
    with serving(service.app) as url:
        async with an_office(nats_url, database_url, kept, **settings(url)) as office:
            await office.keep(lurah, a_file(Stage.DRAFTED))
            await approve(office)
            before = await the_letter(office, is_in(Signature.UNKNOWN))
        async with an_office(nats_url, database_url, kept, **settings(url)) as office:
            await office.keep(lurah)
            signed = await signed_after_a_restart(office, before)

    assert signed.number == before.number
    assert service.asked[0].pdf == service.asked[1].pdf
    sealed = verify(service.signed[-1])
    assert sealed
    assert sealed.intact


async def signed_after_a_restart(office: Office, before: Letter) -> Letter:
    await a_little_later(office)
    await until_stage(office, Stage.UNSIGNED)
    [letter] = await office.counter.read(Letter)
    assert letter.ordered
    assert (letter.number, letter.ordered.state) == (before.number, Signature.UNKNOWN)
    lurah = await office.signed_in("lurah")
    assert await sign_again(office, lurah) == 303
    return await the_letter(office, is_in(Signature.SIGNED))


def test_the_account_at_the_service_is_given_whole_or_not_at_all_and_the_demo_has_none(url: str):
    given: dict[str, Any] = {"certificate": Path("x"), "certificate_passphrase": SecretStr("x")}
    with pytest.raises(ValidationError, match="belong together"):
        IssuanceSettings(**given, signer_url=url)
    assert the_service(IssuanceSettings(**given)) is None
    assert the_service(IssuanceSettings(**given, **settings(url), demo=True)) is None
    assert the_service(IssuanceSettings(**given, **settings(url)))


def another(office: Office, number: int) -> File:
    return a_file(
        Stage.DRAFTED,
        application_id=UUID(int=APPLICATION.int + number),
        due_at=office.clock.now + timedelta(days=number),
    )


def ticked(file: File) -> str:
    return f"{file.application_id}@{file.since.isoformat()}"


def all_signed(letters: list[Letter], count: int) -> bool:
    return len(letters) == count and all(map(is_in(Signature.SIGNED), letters))


async def until_stage(office: Office, stage: Stage) -> None:
    async def stands() -> bool:
        return (await office.file(a_file())).stage is stage

    await until_so(stands)


async def until_asked(service: Service, times: int) -> None:
    async def asked() -> bool:
        return len(service.asked) >= times

    await until_so(asked)


async def nothing_under_way(office: Office) -> None:
    """The errand is settled: what there is of it begins later."""

    async def is_idle() -> bool:
        started = sa.select(errands.c.place).where(errands.c.name == SignLetter.name, errands.c.started.is_(True))
        return not await office.house.store.fetch(started)

    await until_so(is_idle)


async def until_so(is_so: Callable[[], Any]) -> None:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 20
    while not await is_so():
        assert loop.time() < deadline, "it did not become so in time"
        await asyncio.sleep(0.02)
