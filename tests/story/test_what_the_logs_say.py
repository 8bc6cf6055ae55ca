"""Nobody can be recognised in the logs, nor on the outside of a message. Runs last, over what all stories have left."""

import json
import re
from collections.abc import Iterable

from simulator.faults import Trouble
from simulator.phone_client import Phones
from simulator.samples import photo
from tests.story.console import Console
from tests.story.door import Door
from tests.story.everyday import the_clerk_receives
from tests.story.operator import pengantar
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.town import Town
from tests.story.wiretap import wiretap

#: Who and what is in `config/phones.yaml` and in the stories of Siti and the chairs.
OTHERS = ("Siti", "Aminah", "Rahmat", "Hidayat", "Hasan", "Basri", "Sapta Marga", "1671074508900003", "81271001001")
#: WhatsApp's ids of messages carry the phone.
WHATSAPP_ID = "wamid"


async def test_nobody_is_recognised_in_logs_subjects_or_headers(
    town: Town, phones: Phones, neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console
):
    halimah = await neighbourhood.moves_in("Halimah Tusadiyah")

    async with wiretap(town.nats_url) as outside:
        await broken_webhooks_come_about(halimah, Door(town))
        reference = await she_applies_in_every_way(halimah, rahmat, phones)
        await the_office_looks_her_up(halimah, reference, clerk)

    assert traces(halimah.form.splitlines(), town.residents)
    assert any(reading.startswith("fact.issuance.application_refused.v1.") for reading in outside)
    assert traces(outside, town.residents) == []
    for name, log in town.logs().items():
        assert traces(log.splitlines(), town.residents) == [], name


async def test_services_write_one_json_object_a_line(town: Town):
    logs = town.logs()
    for name in ("intake", "verification", "issuance", "notifier"):
        events = [json.loads(line) for line in logs[name].splitlines()]
        assert "house_open" in {event["event"] for event in events}
        assert {event["service"] for event in events} == {name}


async def test_nothing_is_parked_but_what_nobody_can_read(town: Town):
    """All stories have been told, and nothing in them has failed."""
    parked = await pengantar(town, "parked", "list")

    assert all(place.startswith("notifier/WEBHOOKS:") for place in re.findall(r"^\S+", parked.said, re.MULTILINE))
    assert "Error:" not in parked.said


async def broken_webhooks_come_about(person: Resident, door: Door) -> None:
    """Signed as by WhatsApp, and of shapes that WhatsApp has never had, with everything about her in them."""
    sender = "62" + person.number.replace("-", "")[1:]
    text = {"body": [person.name, person.nik]}
    message = {"from": sender, "id": f"{WHATSAPP_ID}.{sender}", "timestamp": "soon", "type": "text", "text": text}
    contact = {"wa_id": sender, "profile": {"name": person.name}}
    for value in (
        {"messages": [message], "contacts": [contact]},
        {"messages": [{"from": sender, "text": text}]},
        {"messages": {"0": person.form}, "contacts": person.name},
        {"statuses": [{"id": message["id"], "status": "sent", "recipient_id": [sender], "timestamp": person.nik}]},
        {"errors": [{"code": 131000, "title": person.name, "error_data": {"details": sender}}]},
        {person.name: person.nik},
    ):
        entry = {"id": person.nik, "changes": [{"field": "messages", "value": value}]}
        assert await door.knock(json.dumps({"entry": [entry]}).encode()) == 200
    assert await door.knock(person.form.encode()) == 400


async def she_applies_in_every_way(halimah: Resident, rahmat: RtChair, phones: Phones) -> str:
    """With refusals of WhatsApp, files under her name, and a number that is hidden in the end."""
    phone = halimah.phone
    await phones.set_trouble(Trouble.RATE_LIMITED, phone=phone.number, times=1)
    await phones.set_trouble(Trouble.ANSWER_LOST, phone=phone.number, times=1, seconds=0.1)
    reference = await halimah.asks_for_a_ktp()
    await rahmat.approves(halimah)
    await phone.hears("Sekarang kirim foto")
    await phone.sends_document(b"no PDF at all", f"KTP {halimah.name} {halimah.nik}.pdf")
    await phone.hears("tidak bisa kami buka")
    await phone.sends_photo(photo("kk"), caption=f"kk {halimah.name}, NIK {halimah.nik}")
    await phone.hears("Kartu Keluarga sudah kami simpan")
    await phone.hides_number()
    await phone.sends_album([(photo("ktp"), "image/jpeg"), (photo("pas_foto_biru"), "image/jpeg")])
    await phone.hears("Kirim ke kelurahan sekarang?")
    await phone.taps("Kirim")
    await phone.hears("kami terima. Paling lambat selesai")
    await phone.writes("PETUGAS")
    await phone.hears("Silakan tulis pertanyaannya")
    await phone.writes(f"saya {halimah.name}, {halimah.number}, {halimah.nik}, tinggal di {halimah.address}")
    return reference


async def the_office_looks_her_up(halimah: Resident, reference: str, clerk: Console) -> None:
    await clerk.opens(f"/?q={halimah.name}")
    await clerk.opens(f"/cek/{halimah.nik}")
    await clerk.opens(f"/berkas/{halimah.name}")
    async with Console(clerk.url) as stranger:
        door = await stranger.opens("/masuk")
        assert (await stranger.sends(door, "/masuk", username=halimah.nik, password=halimah.name)).status == 401
    page = await the_clerk_receives(clerk, reference)
    await clerk.sends(page, "/nik")
    await clerk.sends(page, "/tulis", text=f"Ibu {halimah.name}, sudah kami terima.")
    await halimah.phone.hears("sudah kami terima.")
    page = await clerk.opens_file(reference, until="/tolak")
    await clerk.sends(page, "/tolak", reason=f"{halimah.name} sudah pindah")
    await halimah.phone.hears("tidak bisa kami lanjutkan")


def traces(lines: Iterable[str], residents: Iterable[Resident]) -> list[str]:
    """The lines by which somebody could be recognised."""
    words = {*OTHERS, WHATSAPP_ID, "Cendana Raya"}
    for resident in residents:
        words |= {*resident.name.split(), resident.nik, resident.number, resident.number.replace("-", "")[1:]}
    somebody = re.compile("|".join(rf"\b{re.escape(word)}|(?<=\d){word}" for word in sorted(words)), re.IGNORECASE)
    return [line for line in lines if somebody.search(line)]
