"""Clerks and residents write to each other."""

import asyncio
import contextlib
from datetime import timedelta

from nats.js.errors import NotFoundError

from services.issuance.conversation import LONGEST, Conversation, Utterance
from services.issuance.stage import Stage
from shared.contracts.notifier import SendMessage
from shared.messaging import Want, uuid7
from tests.issuance.console.office import Office
from tests.issuance.console.scene import application, photo
from tests.issuance.files import APPLICATION, CONTACT, a_file

HERE = f"/percakapan/{CONTACT}"


async def the_conversation(office: Office) -> Conversation:
    return await office.house.door.run([Want(Conversation, CONTACT)], lambda desk: desk.get(Conversation, CONTACT))


async def the_last_message(office: Office) -> SendMessage:
    """What was sent to this contact, once the message queue has it."""
    js, until = office.house.nats.jetstream(), asyncio.get_running_loop().time() + 10
    while asyncio.get_running_loop().time() < until:
        with contextlib.suppress(NotFoundError):
            stored = await js.get_last_msg("REQUESTS", f"{SendMessage.subject}.1671101001.{CONTACT.hex}")
            return SendMessage.model_validate_json(stored.data or b"")
        await asyncio.sleep(0.02)
    raise AssertionError("nothing was sent")


async def test_a_clerk_writes_from_the_file_and_takes_over(office: Office):
    await office.keep(a_file(Stage.SUBMITTED))
    screen = await office.signed_in("rahma")
    page = f"/berkas/{APPLICATION}"
    said = await screen.send(f"{HERE}/tulis", page=page, text="Pagi, Bu Siti.", about=str(APPLICATION), back=page)
    assert (said.status_code, said.headers["location"]) == (303, f"{page}#percakapan")
    shown = (await screen.get(page)).text
    assert "<p>Pagi, Bu Siti.</p>" in shown
    assert "dijawab petugas" in shown
    back = await screen.send(f"{HERE}/selesai", page=page, about=str(APPLICATION), back=page)
    assert back.headers["location"] == page
    assert (await the_conversation(office)).open_since is None


async def test_the_message_goes_out_signed_and_about_the_file(office: Office):
    await office.keep(a_file())
    screen = await office.signed_in("rahma")
    await screen.send(f"{HERE}/tulis", text="Mohon ditunggu.", about=str(APPLICATION))
    message = await the_last_message(office)
    assert message.text.startswith("Mohon ditunggu.")
    assert (message.about, message.signed_by) == (APPLICATION, "Rahmawati")
    assert message.template
    assert message.template.parameters[0] == "Ibu Siti Aminah"


async def test_who_has_no_file_can_be_answered(office: Office):
    at = office.clock.now - timedelta(hours=1)
    page = await office.house.attachments.put("inbound", photo("KK", "white", (300, 200)), "image/jpeg")
    asked = Utterance(uuid7(), CONTACT, at, "Jam berapa buka?", pages=(page,))
    await office.keep(Conversation(CONTACT, open_since=at, unread=1, last_at=at, name="Udin"), asked)
    screen = await office.signed_in("rahma")
    listed = (await screen.get("/percakapan")).text
    assert "1 percakapan terbuka" in listed
    assert "1 belum dibaca" in listed
    shown = (await screen.get(HERE)).text
    assert "Jam berapa buka?" in shown
    assert "Bebas membalas 23 jam lagi" in shown
    assert (await the_conversation(office)).unread == 0
    assert (await screen.get(f"{HERE}/lampiran/{asked.id}/0")).content[:2] == b"\xff\xd8"
    assert (await screen.get(f"{HERE}/lampiran/{asked.id}/1")).status_code == 404
    assert (await screen.get(f"/percakapan/{application(1)}/lampiran/{asked.id}/0")).status_code == 404
    assert (await screen.send(f"{HERE}/tulis", text="Pukul 07.30.")).headers["location"] == "/percakapan#percakapan"


async def test_what_cannot_be_sent_is_told_and_not_lost(office: Office):
    await office.keep(a_file(contact_id=application(9)), Conversation(CONTACT, open_since=office.clock.now))
    screen = await office.signed_in("rahma")
    empty = await screen.send(f"{HERE}/tulis", text="  ")
    assert empty.status_code == 409
    assert "Tulis pesannya dulu." in empty.text
    wrong = await screen.send(f"{HERE}/tulis", text="Halo Bu", about=str(APPLICATION))
    assert wrong.status_code == 409
    assert "Halo Bu" in wrong.text
    long = await screen.send(f"{HERE}/tulis", text="a" * (LONGEST + 1))
    assert f"paling banyak {LONGEST} huruf" in long.text
    elsewhere = await screen.send(f"{HERE}/tulis", text="Halo", back="https://jahat.example")
    assert elsewhere.status_code == 422
    admin = await office.signed_in("agus")
    assert (await admin.send(f"{HERE}/tulis", text="Halo")).status_code == 409
    assert (await screen.get(f"/percakapan/{application(8)}")).status_code == 404


async def test_nobody_is_written_to_whom_the_office_does_not_know(office: Office):
    clerk = await office.signed_in("rahma")
    stranger = uuid7()
    answer = await clerk.send(f"/percakapan/{stranger}/tulis", text="Halo")
    assert answer.status_code == 404
    assert await office.counter.find(Conversation, stranger) is None
