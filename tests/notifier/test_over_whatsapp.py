"""The bridge at work: phones on one side, services on the other, WhatsApp's API and a real message queue between."""

import io
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa
from PIL import Image

from shared.attachments import Attachments
from shared.contracts.intake import HearReply
from shared.contracts.notifier import MessageFailed, SendAgain, WhatsAppReported
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import Choice, Template
from shared.messaging.tables import errands
from shared.testing.samples import OFFICE_CODE
from simulator.faults import Trouble
from simulator.samples import photo
from tests.notifier.town import RAHMAT, SECRET, SITI, TOKEN, Town, a_process, a_town, a_town_to_kill, until
from tests.shared.test_inspection import locked_pdf, pdf, picture
from tests.shared.test_pdf import made, opens_with_a_script

YES_NO = (Choice(key="yes", label="Setujui"), Choice(key="no", label="Tolak"), Choice(key="see", label="Lihat data"))
ASK_CHAIR = Template(name="permintaan_surat_pengantar", parameters=("Siti", "RT 005", "KTP"))


@pytest_asyncio.fixture
async def town(tmp_path: Path, nats_url: str) -> AsyncGenerator[Town]:
    async with a_town(tmp_path, nats_url) as town:
        yield town


async def test_a_chair_is_asked_by_template_and_the_tap_comes_back(town: Town):
    chair = await town.services.introduce("0812-7100-2005")
    await town.services.tell(
        chair, "verification", "Setuju?", choices=YES_NO, question="c1:approve", template=ASK_CHAIR
    )
    rahmat = town.phones.phone(RAHMAT)
    await rahmat.hears("Permintaan surat pengantar", kind="template")
    await rahmat.taps("Setujui")

    reply = await town.services.hears(HearChairReply)
    assert (reply.contact_id, reply.question, reply.choice, reply.kind) == (chair, "c1:approve", "yes", "choice")


async def test_buttons_lists_and_documents_arrive_as_what_they_are(town: Town):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    assert town.house
    letter = await town.house.attachments.put("letters", b"%PDF-1.7 letter", "application/pdf", "Surat.pdf")
    await town.services.tell(contact, "intake", "KTP untuk siapa?", choices=YES_NO, question="a1:who")
    await town.services.tell(contact, "intake", "Nilai?", choices=[Choice(key=k, label=k) for k in "abcde"])
    await town.services.tell(contact, "intake", "Ini suratnya.", document=letter)

    assert (await siti.hears("KTP untuk siapa?")).labels == ["Setujui", "Tolak", "Lihat data"]
    assert (await siti.hears("Nilai?")).labels == list("abcde")
    document = await siti.hears("Ini suratnya.", kind="document")
    assert (document.filename, await document.document_bytes()) == ("Surat.pdf", b"%PDF-1.7 letter")


async def test_a_photo_is_kept_redrawn_and_what_is_too_large_or_unreadable_is_told(town: Town):
    siti = town.phones.phone(SITI)
    await town.knows(SITI)
    await siti.sends_album([(photo("kk"), "image/jpeg"), (picture("PNG"), "image/png")], caption="KK saya")
    await siti.sends_document(bytes(30_000_000), "besar.pdf")
    await siti.sends_document(b"bukan pdf", "surat.pdf")
    await siti.writes("sudah semua")

    told = [await town.services.hears(HearReply) for _ in range(5)]
    assert [(reply.kind, reply.text, reply.trouble) for reply in told] == [
        ("image", "KK saya", None),
        ("image", None, None),
        ("document", None, "too_large"),
        ("document", None, "other_kind"),
        ("text", "sudah semua", None),
    ]
    (page,) = told[0].pages
    kept = Image.open(io.BytesIO(await Attachments(town.services.nats).get(page)))
    assert (page.bucket, page.media_type, kept.format, len(kept.getexif())) == ("inbound", "image/jpeg", "JPEG", 0)


async def test_what_is_wrong_with_a_document_is_told(town: Town):
    siti = town.phones.phone(SITI)
    await town.knows(SITI)
    for data in (pdf(51), locked_pdf(), made(opens_with_a_script), pdf()[:100], b"PK\x03\x04 surat.docx"):
        await siti.sends_document(data, "surat.pdf")

    told = [(await town.services.hears(HearReply)).trouble for _ in range(5)]
    assert told == ["too_many_pages", "locked", "active", "not_readable", "other_kind"]


async def test_a_person_sees_that_they_were_heard(town: Town):
    siti = town.phones.phone(SITI)
    await town.knows(SITI)

    async def ticks_are_blue() -> bool:
        return (await siti.chat())[0].state == "read"

    await until(ticks_are_blue)


async def test_logs_tell_ids_only(town: Town, capfd: pytest.CaptureFixture[str]):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    async with town.phones.trouble(Trouble.UNDELIVERABLE):
        await town.services.tell(contact, "intake", "Rahasia untuk Siti Aminah")
        await town.services.hears(MessageFailed)
    await siti.sends_document(b"bukan pdf", "NIK 1671074508900000.pdf", caption="Siti Aminah, 1671074508900000")
    await town.services.hears(HearReply)
    logged = "".join(capfd.readouterr())

    assert "message_not_delivered" in logged
    for secret in ("1671074508900000", "Siti Aminah", "Rahasia", SITI, TOKEN, SECRET):
        assert secret not in logged, secret


async def test_someone_who_hides_their_number_is_heard_and_answered(town: Town):
    siti = town.phones.phone(SITI)
    await siti.hides_number()
    contact = await town.knows(SITI)
    await town.services.tell(contact, "intake", "Waalaikumsalam")

    await siti.hears("Waalaikumsalam")


async def test_a_person_who_shows_their_number_later_is_the_same_contact(town: Town):
    first = await town.knows(SITI)
    siti = town.phones.phone(SITI)
    await siti.hides_number()
    second = await town.knows(SITI)

    assert first == second


async def test_a_closed_window_that_only_whatsapp_knows_of_is_met_with_the_template(town: Town):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    await siti.closes_window()
    news = Template(name="kabar_permohonan", parameters=("Ibu Siti", "BKS-7Q4K", "Sudah jadi."))
    await town.services.tell(contact, "intake", "Sudah jadi.", template=news)

    assert (await siti.hears("BKS-7Q4K")).template == "kabar_permohonan"


async def test_a_number_that_cannot_be_reached_is_told_in_indonesian(town: Town):
    contact = await town.knows(SITI)
    await town.phones.set_trouble(Trouble.UNDELIVERABLE)
    request = await town.services.tell(contact, "issuance", "Surat sudah jadi.")

    failure = await town.services.hears(MessageFailed)
    assert (failure.message_id, failure.speaker, failure.outcome) == (request.id, "issuance", "failed")
    assert "tidak bisa menerima" in failure.reason


async def test_a_rate_limit_delays_and_loses_nothing(town: Town):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    async with town.phones.trouble(Trouble.RATE_LIMITED, times=2):
        await town.services.tell(contact, "intake", "satu")
        await town.services.tell(contact, "intake", "dua")
        await _until_heard(town, SITI, "dua")

    said = [bubble.text for bubble in await siti.chat() if bubble.message.from_office]
    assert said == ["satu", "dua"]


@pytest.mark.parametrize("trouble", [Trouble.DUPLICATE, Trouble.REVERSED, Trouble.BATCHED, Trouble.NO_DELIVERED])
async def test_whatsapps_whims_neither_lose_nor_double_anything(town: Town, trouble: Trouble):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    async with town.phones.trouble(trouble):
        await town.services.tell(contact, "intake", "Ketik NIK", question="a1:nik", awaits_text=True)
        await siti.hears("Ketik NIK")
        await siti.writes("1671074508900000")
        await town.phones.quiet()
    await siti.writes("selesai")
    told = await town.services.hears(HearReply)
    await town.services.hears(HearReply, lambda reply: reply.text == "selesai")

    assert (told.question, told.text) == ("a1:nik", "1671074508900000")
    assert [more for more in town.services.told if not isinstance(more, WhatsAppReported)] == []


async def test_a_lost_answer_is_settled_by_the_status_and_nothing_is_sent_twice(town: Town):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    async with town.phones.trouble(Trouble.ANSWER_LOST, times=1, seconds=0.1):
        await town.services.tell(contact, "intake", "Ketik NIK", question="a1:nik", awaits_text=True)
        await siti.hears("Ketik NIK")
        await town.phones.quiet()
    await _until_no_errand(town, "deliver", "await_evidence")
    town.wait(minutes=30)
    await town.services.tell(contact, "intake", "berikutnya")
    await siti.hears("berikutnya")

    assert [bubble.text for bubble in await siti.chat() if bubble.message.from_office] == ["Ketik NIK", "berikutnya"]
    assert not any(isinstance(told, MessageFailed) for told in town.services.told)


async def test_a_question_that_got_lost_in_doubt_is_asked_again_when_a_clerk_says_so(town: Town):
    siti = town.phones.phone(SITI)
    contact = await town.knows(SITI)
    async with town.phones.trouble(Trouble.SERVER_ERROR, times=1):
        question = await town.services.tell(contact, "intake", "Ketik NIK", question="a1:nik", awaits_text=True)
        await until(lambda: _are_there(town, "await_evidence"))
    town.wait(minutes=3)
    assert (await town.services.hears(MessageFailed)).outcome == "unknown"
    again = SendAgain(office=OFFICE_CODE, at=datetime.now(UTC), contact_id=contact, message_id=question.id, about=None)
    await town.services.say(again)

    await siti.hears("Ketik NIK")


async def test_a_wrong_token_stops_sending_is_shown_and_nothing_is_lost(tmp_path: Path, nats_url: str):
    async with a_town(tmp_path, nats_url, token="expired") as town, httpx.AsyncClient(base_url=town.url) as http:
        contact = await town.knows(SITI)
        await town.services.tell(contact, "intake", "Halo Ibu")
        await until(lambda: _is_shown(http, 503))

        assert (await http.get("/health/whatsapp")).json() == {"sending": False, "code": 190, "trial": False}
        assert town.services.told == []


async def test_killed_between_call_and_answer_it_neither_repeats_nor_forgets(tmp_path: Path, nats_url: str):
    async with a_town_to_kill(tmp_path, nats_url) as town:
        siti = town.phones.phone(SITI)
        async with a_process(town):
            contact = await town.knows(SITI)
            await town.phones.set_trouble(Trouble.ANSWER_LOST, times=1, seconds=60)
            await town.services.tell(contact, "intake", "Ketik NIK", question="a1:nik", awaits_text=True)
            await siti.hears("Ketik NIK")
        await siti.writes("1671074508900000")
        async with a_process(town):
            reply = await town.services.hears(HearReply, lambda reply: reply.text != "halo")
            await town.services.tell(contact, "intake", "berikutnya")
            await siti.hears("berikutnya")

        assert (reply.question, reply.text) == ("a1:nik", "1671074508900000")
        said = [bubble.text for bubble in await siti.chat() if bubble.message.from_office]
        assert said == ["Ketik NIK", "berikutnya"]


async def _until_heard(town: Town, phone: str, text: str) -> None:
    """Time passes until the phone has it."""

    async def has_it() -> bool:
        town.wait(seconds=1)
        return any(bubble.says(text) for bubble in await town.phones.phone(phone).chat())

    await until(has_it)


async def _until_no_errand(town: Town, *names: str) -> None:
    """Nothing of this kind is still to be done."""

    async def is_done() -> bool:
        return not await _are_there(town, *names)

    await until(is_done)


async def _are_there(town: Town, *names: str) -> bool:
    assert town.house
    query = sa.select(errands.c.place).where(errands.c.name.in_(names))
    return bool(await town.house.store.fetch(query))


async def _is_shown(http: httpx.AsyncClient, status: int) -> bool:
    return (await http.get("/health/whatsapp")).status_code == status
