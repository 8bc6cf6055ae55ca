"""What people have sent is deleted once it has been kept long enough; what the office must keep stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.issuance.complaints.complaint import Complaint, Said
from services.issuance.retention import delete_documents
from services.issuance.stage import ENDED, Stage
from shared.messaging import Want, uuid7
from shared.testing.samples import an_attachment
from tests.issuance.console.office import Office
from tests.issuance.files import APPLICATION, CONTACT, PAGES, TUESDAY, a_file

KEPT = timedelta(days=365)
AFTERWARDS = TUESDAY + KEPT + timedelta(days=1)


async def deletes(office: Office, at: object = AFTERWARDS) -> int:
    office.clock.now = AFTERWARDS if at is AFTERWARDS else TUESDAY
    return await delete_documents(office.house.door, office.house.store, office.clock.now, office.counter.office)


@pytest.mark.parametrize("stage", sorted(ENDED))
async def test_the_documents_of_what_has_ended_are_deleted_and_the_rest_of_it_stays(office: Office, stage: Stage):
    await office.keep(file := a_file(stage, documents=PAGES))

    assert [await deletes(office) for _ in range(2)] == [1, 0]
    after = await office.file(file)
    assert after == replace(file, documents={})
    page = await (await office.signed_in("rahma")).get(f"/berkas/{APPLICATION}")
    assert page.status_code == 200
    assert "Foto dan dokumen pemohon dihapus" in page.text


async def test_what_ended_a_short_while_ago_is_kept(office: Office):
    await office.keep(file := a_file(Stage.ISSUED))

    assert await deletes(office, at=TUESDAY) == 0
    assert (await office.file(file)).documents == PAGES


@pytest.mark.parametrize("stage", sorted(set(Stage) - ENDED))
async def test_what_is_not_at_its_end_keeps_its_documents_however_old_it_is(office: Office, stage: Stage):
    await office.keep(file := a_file(stage))

    assert await deletes(office) == 0
    assert (await office.file(file)).documents == file.documents


async def test_a_file_without_documents_can_still_be_printed(office: Office):
    await office.keep(a_file(Stage.HANDED_OVER))
    await deletes(office)

    printed = await (await office.signed_in("rahma")).get(f"/berkas/{APPLICATION}/cetak.pdf")

    assert printed.content.startswith(b"%PDF")


async def test_photos_of_closed_complaints_go_as_well(office: Office):
    complaint = Complaint(
        uuid7(),
        "1671101001",
        "BKS-K7Q4K",
        "complaint",
        TUESDAY,
        TUESDAY,
        contact_id=CONTACT,
        pages=(an_attachment("bukti"),),
        said=(Said(TUESDAY, "Lihat fotonya."),),
        stage="closed",
    )
    await office.keep(complaint)
    await deletes(office)

    key = complaint.complaint_id
    after = await office.house.door.run([Want(Complaint, key)], lambda desk: desk.get(Complaint, key))
    assert after == replace(complaint, pages=())
