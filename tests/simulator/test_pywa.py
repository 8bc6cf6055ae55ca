"""An independent client, pywa, writes to the stand-in and hears from it by a webhook server of its own."""

from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from pywa_async import errors, handlers
from pywa_async.client import WhatsApp
from pywa_async.types.callback import Button, CallbackButton, CallbackSelection, Section, SectionList, SectionRow
from pywa_async.types.message import Message
from pywa_async.types.message_status import MessageStatus

from simulator.faults import Trouble
from simulator.phone_client import PersonsPhone, Phones
from tests.simulator.stage import NUMBER_ID, RAHMAT, SECRET, SITI, TOKEN, VERIFY, WABA_ID, serving, simulator, until

LETTER = b"%PDF-1.7 letter"
PHOTO = b"\xff\xd8\xff photo"
Heard = TypeVar("Heard")


@dataclass
class Listener:
    """Everything that pywa took out of the webhooks that it found to be signed by Meta."""

    heard: list[Any] = field(default_factory=list[Any])

    async def note(self, _: Any, update: Any) -> None:
        self.heard.append(update)

    def of(self, kind: type[Heard]) -> list[Heard]:
        return [update for update in self.heard if isinstance(update, kind)]

    async def hears(self, kind: type[Heard], wanted: Callable[[Heard], bool] = lambda _: True) -> Heard:
        """The first update of this kind that is wanted. Raises AssertionError when it does not come."""
        await until(lambda: any(map(wanted, self.of(kind))))
        return next(update for update in self.of(kind) if wanted(update))


@dataclass(frozen=True)
class Scene:
    url: str
    listener: Listener
    client: WhatsApp


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Generator[Scene]:
    """pywa's webhook server and the stand-in, which know each other's addresses."""
    app, listener = FastAPI(), Listener()
    client = WhatsApp(
        phone_id=NUMBER_ID,
        token=TOKEN,
        session=httpx.AsyncClient(verify=False),  # noqa: S501 - loading certificates takes long, and it speaks http
        server=app,
        webhook_endpoint="/pywa",
        verify_token=VERIFY,
        app_secret=SECRET,
        waba_id=WABA_ID,
    )
    for kind in (
        handlers.MessageHandler,
        handlers.CallbackButtonHandler,
        handlers.CallbackSelectionHandler,
        handlers.MessageStatusHandler,
    ):
        client.add_handlers(kind(listener.note))
    data = tmp_path_factory.mktemp("pywa")
    with serving(app) as address, simulator(data, f"{address}/pywa") as url:
        yield Scene(url, listener, client)


@pytest_asyncio.fixture
async def phones(scene: Scene) -> AsyncGenerator[Phones]:
    async with Phones(scene.url, patience=5) as phones:
        await phones.reset()
        await phones.quiet()
        scene.listener.heard.clear()
        yield phones


@pytest_asyncio.fixture
async def pywa(scene: Scene, phones: Phones) -> AsyncGenerator[WhatsApp]:
    """A client in the loop of this test; the server keeps the one that it was made with."""
    async with httpx.AsyncClient(verify=False) as session:  # noqa: S501 - as above
        client = WhatsApp(phone_id=NUMBER_ID, token=TOKEN, session=session, waba_id=WABA_ID)
        session.base_url = f"{scene.url}/v26.0"
        yield client


@pytest_asyncio.fixture
async def siti(phones: Phones, scene: Scene) -> PersonsPhone:
    """A resident whose window is open, which the office has heard of."""
    siti = phones.phone(SITI)
    await siti.writes("halo")
    await scene.listener.hears(Message)
    scene.listener.heard.clear()
    return siti


async def test_a_text_goes_out_and_its_statuses_come_back(scene: Scene, pywa: WhatsApp, siti: PersonsPhone):
    sent = await pywa.send_message(SITI, "Selamat pagi", tracker="m-1")
    await siti.hears("selamat pagi")

    read = await scene.listener.hears(MessageStatus, lambda status: status.status == "read")
    assert [status.status.value for status in scene.listener.of(MessageStatus)] == ["sent", "delivered", "read"]
    assert (read.id, read.tracker, read.from_user.wa_id) == (sent.id, "m-1", SITI)
    assert read.pricing is not None
    assert (read.pricing.model, read.pricing.category.value) == ("PMP", "service")


async def test_a_button_is_tapped(scene: Scene, pywa: WhatsApp, siti: PersonsPhone):
    buttons = [Button("Saya sendiri", callback_data="self"), Button("Orang lain", callback_data="other")]
    sent = await pywa.send_message(SITI, "Untuk siapa?", header="KTP", footer="Gratis", buttons=buttons)
    asked = await siti.hears("untuk siapa")
    await siti.taps("Orang lain")

    tapped = await scene.listener.hears(CallbackButton)
    assert (asked.labels, asked.message.header) == (["Saya sendiri", "Orang lain"], "KTP")
    assert (tapped.data, tapped.title) == ("other", "Orang lain")
    assert tapped.reply_to_message is not None
    assert tapped.reply_to_message.id == sent.id


async def test_a_row_of_a_list_is_chosen(scene: Scene, pywa: WhatsApp, siti: PersonsPhone):
    rows = [SectionRow("Hilang", callback_data="lost", description="perlu surat polisi")]
    sections = SectionList("Pilih alasan", sections=[Section("Alasan", rows=rows)])
    await pywa.send_message(SITI, "Kenapa perlu KTP?", buttons=sections)
    await siti.hears("kenapa perlu")
    await siti.taps("Hilang")

    chosen = await scene.listener.hears(CallbackSelection)
    assert (chosen.data, chosen.title, chosen.description) == ("lost", "Hilang", "perlu surat polisi")


async def test_a_document_is_uploaded_and_sent(pywa: WhatsApp, siti: PersonsPhone):
    media = await pywa.upload_media(LETTER, mime_type="application/pdf", filename="Surat.pdf")
    assert media is not None
    await pywa.send_document(SITI, media.id, filename="Surat.pdf", caption="Sudah jadi")

    heard = await siti.hears("sudah jadi")
    assert (await heard.document_bytes(), heard.filename) == (LETTER, "Surat.pdf")


async def test_a_photo_of_a_person_is_downloaded(scene: Scene, pywa: WhatsApp, siti: PersonsPhone, tmp_path: Path):
    await siti.sends_photo(PHOTO, caption="KK saya")

    message = await scene.listener.hears(Message)
    assert message.image is not None
    assert (message.image.mime_type, message.caption) == ("image/jpeg", "KK saya")
    link = await pywa.get_media_url(message.image.id)
    assert await pywa.get_media_bytes(link.url) == PHOTO
    assert (await pywa.download_media(url=link.url, path=tmp_path, filename="kk.jpg")).read_bytes() == PHOTO


async def test_a_message_is_marked_as_read(scene: Scene, pywa: WhatsApp, siti: PersonsPhone):
    said = await siti.writes("sudah dibaca?")
    message = await scene.listener.hears(Message)
    assert (message.id, message.text) == (said.id, "sudah dibaca?")

    assert (await pywa.mark_message_as_read(message.id)).success
    assert (await pywa.indicate_typing(message.id)).success
    assert (await siti.chat())[-1].state == "read"


async def test_an_answer_by_quote_is_one(scene: Scene, pywa: WhatsApp, siti: PersonsPhone):
    said = await siti.writes("di mana?")
    await pywa.send_message(SITI, "Di kelurahan", reply_to_message_id=said.id)
    answer = await siti.hears("di kelurahan")
    assert answer.message.quote == said.id

    await siti.writes("baik", answering=answer)
    reply = await scene.listener.hears(Message, lambda message: message.text == "baik")
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.id == answer.id


async def test_who_hides_the_phone_is_heard_and_answered_by_user_id(scene: Scene, pywa: WhatsApp, siti: PersonsPhone):
    await siti.hides_number()
    await siti.writes("siapa saya?")
    message = await scene.listener.hears(Message)
    assert (message.from_user.wa_id, message.from_user.username) == (None, "sitiaminah")
    assert message.from_user.bsuid is not None

    await pywa.send_message(message.from_user.bsuid, "Ibu Siti")
    await siti.hears("ibu siti")


async def test_a_refusal_has_its_own_class(pywa: WhatsApp, siti: PersonsPhone, phones: Phones):
    with pytest.raises(errors.ReEngagementMessage):
        await pywa.send_message(RAHMAT, "Apa kabar, Pak?")
    with pytest.raises(errors.MediaUploadError):
        await pywa.send_document(SITI, "404404404404404", filename="a.pdf")
    async with phones.trouble(Trouble.RATE_LIMITED, times=1):
        with pytest.raises(errors.RateLimitHit):
            await pywa.send_message(SITI, "x")


async def test_a_webhook_that_meta_did_not_sign_is_not_heard(scene: Scene, siti: PersonsPhone, phones: Phones):
    async with phones.trouble(Trouble.BAD_SIGNATURE, times=1):
        await siti.writes("asli")
        await phones.quiet()

    assert [message.text for message in scene.listener.of(Message)] == ["asli"]


async def test_the_number_and_the_templates_are_told(pywa: WhatsApp):
    number = await pywa.get_business_phone_number()
    templates = list(await pywa.get_templates())

    assert (number.verified_name, number.quality_rating) == ("Kelurahan Bukit Sangkal", "GREEN")
    assert {template.status.value for template in templates} == {"APPROVED"}
