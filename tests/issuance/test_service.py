"""Issuance as a process lives: a real queue, a database made by its migrations, letters printed and sealed."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa
from nats.aio.subscription import Subscription
from nats.js.errors import NotFoundError
from pydantic import SecretStr

from services.issuance import actions, deeds, store
from services.issuance.archive import Archive
from services.issuance.errands import Stored, SweepOrphans
from services.issuance.file import File
from services.issuance.main import plan
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import verify
from services.issuance.stage import Stage
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested
from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    CataloguePublished,
    DirectoryPublished,
    LetterIssued,
)
from shared.contracts.verification import CoverLetterApproved, DocumentsConfirmed
from shared.contracts.vocabulary import Attachment
from shared.database import has_pending_changes
from shared.messaging import Desk, Message, uuid7
from shared.messaging.house import House, running
from shared.testing.broker import connected
from shared.testing.samples import RT_5, SITI
from tests.issuance.files import APPLICATION, CONTACT, NURHAYATI, RAHMA, THURSDAY_CLOSING, a_file, told

M = TypeVar("M", bound=Message)
SHIPPED = Path(__file__).parents[2] / "config" / "kelurahan.yaml"
BEGINNING = {
    "contact_id": CONTACT,
    "reference": "BKS-7Q4K",
    "service": "ktp",
    "reason": "first",
    "catalogue_version": 1,
    "applicant": SITI,
}


def settings_in(folder: Path, nats_url: str, **other: Any) -> IssuanceSettings:
    words: dict[str, Any] = {
        "nats_url": nats_url,
        "port": 0,
        "database_url": f"sqlite:///{folder}/issuance.db",
        "config": SHIPPED,
        "certificate": folder / "seal.p12",
        "certificate_passphrase": SecretStr("a pass phrase for tests"),
        "demo": True,
        "public_url": "https://kelurahan.example",
    }
    return IssuanceSettings(**words | other)


class Others:
    """What the other services hear."""

    def __init__(self, house: House[IssuanceSettings], ears: dict[type[Message], Subscription]) -> None:
        self.house, self._ears = house, ears

    async def say(self, contract: type[Message], **words: Any) -> None:
        await self.house.publish(told(contract, **words).model_copy(update={"id": uuid7()}))

    async def hear(self, kind: type[M]) -> M:
        return kind.model_validate_json((await self._ears[kind].next_msg(timeout=30)).data)

    async def until(self, stage: Stage) -> None:
        async with asyncio.timeout(30):
            query = sa.select(store.files.c.stage)
            while await self.house.store.fetch(query) != [(stage.value,)]:  # noqa: ASYNC110 - a database tells nobody
                await asyncio.sleep(0.02)

    async def at_the_desk(self, deed: Callable[[Desk], Any]) -> None:
        await self.house.door.run(deeds.the_file(APPLICATION), deed)


@asynccontextmanager
async def open_house(settings: IssuanceSettings) -> AsyncGenerator[Others]:
    kinds = (CataloguePublished, DirectoryPublished, LetterIssued, ApplicationReceived, ApplicationRefused)
    async with connected(settings.nats_url) as nc:
        ears: dict[type[Message], Subscription] = {kind: await nc.subscribe(f"{kind.subject}.>") for kind in kinds}
        await nc.flush()
        async with running(plan, settings) as house:
            yield Others(house, ears)


async def test_an_application_goes_from_the_chair_to_the_sealed_letter(nats_url: str, tmp_path: Path):
    async with open_house(settings_in(tmp_path, nats_url)) as others:
        house = others.house
        assert (await others.hear(CataloguePublished)).catalogue.office.name == "Bukit Sangkal"
        assert len((await others.hear(DirectoryPublished)).directory.rts) == 5

        await others.say(CoverLetterRequested, **BEGINNING)
        await others.say(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat")
        cover_letter = await others.hear(LetterIssued)
        assert cover_letter.number.startswith("001/RT.005/RW.002/")
        assert_sealed(await house.attachments.get(cover_letter.document))

        pages = {key: (await house.attachments.put("inbound", key.encode(), "image/jpeg"),) for key in ("kk", "photo")}
        number = {"number": cover_letter.number, "dated": cover_letter.dated}
        await others.say(
            ApplicationSubmitted, **BEGINNING, cover_letter=number, documents=pages, due_at=THURSDAY_CLOSING
        )
        await others.until(Stage.SUBMITTED)
        await others.at_the_desk(lambda desk: deeds.receive(desk, APPLICATION, RAHMA))
        received = await others.hear(ApplicationReceived)
        [kk] = received.documents["kk"]
        assert kk.bucket == "archive"
        assert await house.attachments.get(kk) == b"kk"

        await others.say(DocumentsConfirmed, confirmed_by="Rahmat Hidayat")
        await others.until(Stage.CONFIRMED)
        await others.at_the_desk(lambda desk: actions.draft(desk.get(File, APPLICATION), RAHMA, desk.now).onto(desk))
        await others.at_the_desk(lambda desk: deeds.approve(desk, APPLICATION, NURHAYATI))
        letter = await others.hear(LetterIssued)

    assert letter.kind == "ktp_introduction"
    assert letter.number.startswith("470/0001/BKS/")
    assert letter.document.filename == f"Surat Pengantar KTP No. {letter.number.replace('/', '-')}.pdf"


async def test_a_name_that_no_letter_can_carry_ends_in_a_sentence_instead_of_a_letter(nats_url: str, tmp_path: Path):
    applicant = SITI.model_copy(update={"name": "Сити Аминах"})
    async with open_house(settings_in(tmp_path, nats_url)) as others:
        await others.say(CoverLetterRequested, **{**BEGINNING, "applicant": applicant})
        await others.say(CoverLetterApproved, rt=RT_5, applicant=applicant, approved_by="Rahmat Hidayat")
        refused = await others.hear(ApplicationRefused)
    assert "huruf Latin" in refused.reason


async def test_a_second_start_keeps_what_is_in_force_and_the_seal(nats_url: str, tmp_path: Path):
    settings = settings_in(tmp_path, nats_url)
    async with open_house(settings) as others:
        await others.hear(CataloguePublished)
    seal = settings.certificate.read_bytes()
    async with open_house(settings) as others, httpx.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{others.house.port}/health/ready")
        assert answer.status_code == 200
    assert settings.certificate.read_bytes() == seal


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"config": Path("nowhere.yaml")}, "cannot be read"),
        ({"office": "1671101002"}, "is about 1671101001"),
        ({"demo": False}, "tidak bisa dibaca"),
        ({"coat_of_arms": SHIPPED}, "bukan gambar"),
    ],
)
async def test_what_makes_it_impossible_to_start_is_said_in_words(
    nats_url: str, tmp_path: Path, other: dict[str, Any], why: str
):
    with pytest.raises(ValueError, match=why):
        async with running(plan, settings_in(tmp_path, nats_url, **other)):
            pass


async def test_bytes_that_nobody_names_are_removed_at_the_second_sweep(
    nats_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("services.issuance.archive.PORTION", 1)
    async with open_house(settings_in(tmp_path, nats_url)) as others:
        house = others.house
        archive = Archive(house.attachments, house.nats.jetstream(), house.store)
        assert await archive.sweep(SweepOrphans(office_id=uuid7())) == ()
        named, other = [await house.attachments.put("archive", words, "image/jpeg") for words in (b"one", b"other")]
        orphan = await house.attachments.put("letters", b"orphan", "application/pdf")
        await others.at_the_desk(lambda desk: desk.keep(a_file_with(named), a_file_with(other, uuid7())))

        suspects = await archive.sweep(SweepOrphans(office_id=uuid7()))
        assert suspects == (Stored("letters", orphan.name),)
        assert await house.attachments.get(orphan) == b"orphan"

        assert await archive.sweep(SweepOrphans(office_id=uuid7(), suspects=suspects)) == ()
        assert await stored(house, "letters") == []
        assert await stored(house, "archive") == sorted([named.name, other.name])


def assert_sealed(pdf: bytes) -> None:
    seal = verify(pdf)
    assert seal is not None
    assert seal.intact


def a_file_with(page: Attachment, application_id: UUID = APPLICATION) -> File:
    return a_file(Stage.RECEIVED, documents={"kk": (page,)}, application_id=application_id)


async def stored(house: House[IssuanceSettings], bucket: Literal["archive", "letters"]) -> list[str]:
    objects = await house.nats.jetstream().object_store(bucket)
    try:
        return sorted(each.name for each in await objects.list(ignore_deletes=True))
    except NotFoundError:
        return []


def test_the_migrations_make_the_tables_as_they_are():
    assert not has_pending_changes("issuance")
