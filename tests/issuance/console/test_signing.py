"""The lurah's desk, from the very page to the paper that anyone can check."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from services.issuance.edition import InForce
from services.issuance.letter import Letter
from services.issuance.register import Register
from services.issuance.staff import Role, Staff
from services.issuance.stage import Stage
from services.issuance.store import letters
from shared.contracts.catalogue import Deputy
from shared.messaging import Want
from tests.issuance.console.office import Office
from tests.issuance.console.scene import application
from tests.issuance.files import APPLICATION, a_file

HERE = "/tanda-tangan"


async def the_letter(office: Office) -> Letter:
    """The letter of the file, once its PDF is made."""
    counter_deadline = asyncio.get_running_loop().time() + 20
    while asyncio.get_running_loop().time() < counter_deadline:
        rows = await office.house.store.fetch(letters.select())
        found = [office.house.plan.hear.shelves[Letter].from_row(row) for row in rows]
        if found and found[0].document:
            return found[0]
        await asyncio.sleep(0.05)
    raise AssertionError("no letter was made")


async def test_the_lurah_sees_the_very_page_and_what_it_rests_on(office: Office):
    await office.keep(a_file(Stage.DRAFTED, drafted_by="Rahmawati"), Register("470", {2026: 123}))
    screen = await office.signed_in("lurah")
    page = (await screen.get(HERE)).text
    assert "1 surat menunggu" in page
    assert "470/0124/BKS/XI/2026" in page
    assert "012/RT.005/RW.002/XI/2026" in page
    assert f"/berkas/{APPLICATION}/setujui" in page
    picture = await screen.get(f"{HERE}/{APPLICATION}/surat.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in picture.headers["content-security-policy"]
    assert picture.text.startswith("<svg")
    assert "Hj. Nurhayati, S.Sos., M.Si. melihat dokumen" in (await screen.get(f"/berkas/{APPLICATION}")).text


async def test_a_clerk_looks_on_and_cannot_sign(office: Office):
    await office.keep(a_file(Stage.DRAFTED))
    page = (await (await office.signed_in("rahma")).get(HERE)).text
    assert "Hanya lurah yang bisa menyetujui" in page
    assert "/setujui" not in page


async def test_an_approved_letter_is_printed_and_anyone_can_check_it(office: Office):
    await office.keep(a_file(Stage.DRAFTED))
    lurah = await office.signed_in("lurah")
    answer = await lurah.send(f"/berkas/{APPLICATION}/setujui", page=f"{HERE}/{APPLICATION}")
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    letter = await the_letter(office)
    pdf = await lurah.get(f"/surat/{letter.letter_id}.pdf")
    assert pdf.content.startswith(b"%PDF")
    checked = await office.screen().get(f"/cek/{letter.code}")
    assert "Surat ini asli" in checked.text
    assert letter.number in checked.text
    assert "tidak ada surat yang menunggu" in (await lurah.get(HERE)).text.lower()


async def test_a_draft_goes_back_with_a_reason(office: Office):
    await office.keep(a_file(Stage.DRAFTED))
    lurah = await office.signed_in("lurah")
    address = f"/berkas/{APPLICATION}/kembalikan-konsep"
    assert (await lurah.send(address, page=HERE, reason="  ")).status_code == 422
    assert (await lurah.send(address, page=HERE, reason="alamat salah tulis")).status_code == 303
    page = (await (await office.signed_in("rahma")).get("/")).text
    assert "Perbaiki konsep: alamat salah tulis" in page


async def test_the_nearest_deadline_is_signed_first(office: Office):
    later = a_file(Stage.DRAFTED)
    sooner = replace(later, application_id=application(1), due_at=office.clock.now + timedelta(hours=2))
    await office.keep(later, sooner)
    page = (await (await office.signed_in("lurah")).get(HERE)).text
    assert page.index(f"{HERE}/{sooner.application_id}") < page.index(f"{HERE}/{later.application_id}")
    assert (await (await office.signed_in("lurah")).get(f"{HERE}/{application(2)}")).status_code == 404


async def test_a_deputy_before_their_days_is_told_why_nothing_is_approved(office: Office):
    coming = Deputy(
        account="sekre",
        name="Ahmad Fauzi, S.IP.",
        nip="19800101 200501 1 001",
        acts="plh",
        first=date(2026, 12, 1),
        last=date(2026, 12, 4),
    )
    await office.keep(a_file(Stage.DRAFTED), Staff("sekre", "Ahmad Fauzi", Role.LURAH, ""))
    await with_deputy(office, coming)
    screen = await office.signed_in("sekre")
    answer = await screen.send(f"/berkas/{APPLICATION}/setujui", page=f"{HERE}/{APPLICATION}")
    assert answer.status_code == 409
    assert "Tugas Anda menandatangani surat baru mulai 1 Desember 2026." in answer.text
    assert (await office.file(a_file())).stage is Stage.DRAFTED


async def with_deputy(office: Office, deputy: Deputy) -> None:
    in_force = await office.counter.in_force()
    named = in_force.catalogue.office.model_copy(update={"deputies": (deputy,)})
    catalogue = in_force.catalogue.model_copy(update={"office": named})
    await office.house.door.run(
        [Want(InForce, office.counter.office)],
        lambda desk: desk.keep(replace(desk.get(InForce, office.counter.office), catalogue=catalogue)),
    )


async def test_who_is_not_on_whatsapp_is_not_promised_a_message(office: Office):
    await office.keep(a_file(Stage.DRAFTED, opened_by="Rahmawati", on_whatsapp=False))
    page = (await (await office.signed_in("lurah")).get(HERE)).text
    assert "petugas memberi tahu" in page
    assert "diberi tahu lewat WhatsApp" not in page
