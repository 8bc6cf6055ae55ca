"""Complaints at the console; and the office's own, of promises that were broken."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.issuance.complaints.complaint import Complaint, Said
from services.issuance.complaints.overdue import complaint_of, open_complaints
from services.issuance.stage import ENDED, Stage
from shared.messaging import Want, uuid7
from tests.issuance.console.office import Office
from tests.issuance.console.scene import photo
from tests.issuance.files import APPLICATION, CONTACT, THURSDAY_CLOSING, TUESDAY, a_file

COMPLAINT = uuid7()
HERE = f"/pengaduan/{COMPLAINT}"
AFTERWARDS = THURSDAY_CLOSING + timedelta(hours=1)


def a_complaint(**changes: Any) -> Complaint:
    about = Complaint(
        complaint_id=COMPLAINT,
        office="1671101001",
        reference="BKS-K7Q4K",
        kind="complaint",
        made_at=TUESDAY,
        since=TUESDAY,
        contact_id=CONTACT,
        category="money",
        name="Siti Aminah",
        said=(Said(TUESDAY, "Saya diminta uang <di pos>."),),
        due_at=THURSDAY_CLOSING,
    )
    return replace(about, **changes)


async def kept(office: Office, key: UUID = COMPLAINT) -> Complaint:
    """As it is now. Raises `NotYet` when there is none."""
    return await office.house.door.run([Want(Complaint, key)], lambda desk: desk.get(Complaint, key))


async def test_a_clerk_finds_it_takes_it_on_and_answers(office: Office):
    await office.keep(a_complaint(about=APPLICATION), a_file())
    screen = await office.signed_in("rahma")
    listed = (await screen.get("/pengaduan")).text
    assert "BKS-K7Q4K" in listed
    assert "Keluhan: diminta bayar" in listed
    assert "&lt;di pos&gt;" in listed
    assert "BKS-7Q4K Siti Aminah" in (await screen.get(HERE)).text

    await screen.send(f"{HERE}/ambil", page=HERE)
    assert (await kept(office)).owner == "Rahmawati"
    answered = await screen.send(f"{HERE}/jawab", page=HERE, text="Uangnya dikembalikan.")

    assert (answered.status_code, answered.headers["location"]) == (303, HERE)
    page = (await screen.get(HERE)).text
    assert "menunggu kata warga" in page
    assert 'name="text"' not in page


async def test_the_page_of_the_file_leads_to_it(office: Office):
    await office.keep(a_complaint(about=APPLICATION), a_file())
    page = (await (await office.signed_in("rahma")).get(f"/berkas/{APPLICATION}")).text

    assert "Pengaduan tentang berkas ini" in page
    assert f'href="{HERE}"' in page


async def test_an_empty_answer_is_refused_and_nothing_is_lost(office: Office):
    await office.keep(a_complaint())
    screen = await office.signed_in("rahma")

    refused = await screen.send(f"{HERE}/jawab", page=HERE, text="x" * 900)

    assert refused.status_code == 409
    assert "x" * 900 in refused.text
    assert (await kept(office)).stage == "open"


async def test_what_is_passed_on_is_counted_and_answered_by_the_lurah(office: Office):
    await office.keep(a_complaint())
    clerk, lurah = await office.signed_in("rahma"), await office.signed_in("lurah")
    await clerk.send(f"{HERE}/teruskan", page=HERE)

    assert 'name="text"' not in (await clerk.get(HERE)).text
    assert 'data-count="complaints">1<' in (await lurah.get("/pengaduan")).text
    assert 'data-count="complaints">0<' in (await clerk.get("/pengaduan")).text
    await lurah.send(f"{HERE}/jawab", page=HERE, text="Saya urus sendiri.")
    assert (await kept(office)).stage == "answered"


async def test_its_photo_is_shown_and_nothing_else_of_it(office: Office):
    page = await office.house.attachments.put("archive", photo("bukti", "white", (600, 400)), "image/jpeg")
    await office.keep(a_complaint(pages=(page,)))
    screen = await office.signed_in("rahma")

    assert (await screen.get(f"{HERE}/foto/0")).headers["content-type"] == "image/jpeg"
    assert (await screen.get(f"{HERE}/foto/1")).status_code == 404


async def test_nobody_sees_complaints_without_signing_in(office: Office):
    await office.keep(a_complaint())
    for path in ("/pengaduan", HERE, f"{HERE}/foto/0"):
        assert "BKS-K7Q4K" not in (await office.screen().get(path)).text


async def test_what_is_not_there_is_not_found(office: Office):
    screen = await office.signed_in("rahma")
    assert (await screen.get(f"/pengaduan/{uuid7()}")).status_code == 404


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.RECEIVED, Stage.TO_SIGN])
async def test_a_promise_that_was_broken_is_complained_of_once_by_the_office_itself(office: Office, stage: Stage):
    await office.keep(file := a_file(stage))
    office.clock.now = AFTERWARDS

    opened = [await open_complaints(office.house.door, office.house.store, AFTERWARDS) for _ in range(2)]

    assert opened == [1, 0]
    complaint = await kept(office, complaint_of(file))
    assert (complaint.kind, complaint.about, complaint.escalated_at) == ("breach", APPLICATION, AFTERWARDS)


@pytest.mark.parametrize("stage", sorted(ENDED | {Stage.RETURNED}))
async def test_what_has_ended_or_waits_for_the_applicant_breaks_no_promise(office: Office, stage: Stage):
    await office.keep(a_file(stage, due_at=THURSDAY_CLOSING))
    office.clock.now = AFTERWARDS

    assert await open_complaints(office.house.door, office.house.store, AFTERWARDS) == 0


async def test_a_breach_is_written_down_and_closed_without_telling_anybody(office: Office):
    await office.keep(a_complaint(kind="breach", escalated_at=TUESDAY))
    lurah = await office.signed_in("lurah")
    assert "Catat apa yang dilakukan" in (await lurah.get(HERE)).text

    await lurah.send(f"{HERE}/jawab", page=HERE, text="Petugas diganti, selesai hari ini.")

    assert (await kept(office)).stage == "closed"
