"""The whole file as one PDF, for the paper folder."""

from io import BytesIO

import httpx
import pypdfium2
import pytest
from PIL import Image

from services.issuance.history import HistoryEntry, What
from services.issuance.stage import Stage
from shared.contracts.vocabulary import Attachment
from tests.issuance.console.office import Office
from tests.issuance.console.scene import a_tuesday, photo
from tests.issuance.files import PAGES, a_file

A4 = (595, 842)  # points


def opened(answer: httpx.Response) -> pypdfium2.PdfDocument:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    return pypdfium2.PdfDocument(BytesIO(answer.content))


def words_on(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


async def test_a_cover_sheet_then_every_page_of_every_document_on_a4(office: Office):
    file = (await a_tuesday(office))["Sumarni"]
    clerk = await office.signed_in("rahma")

    printed = opened(await clerk.get(f"/berkas/{file.application_id}/cetak.pdf"))

    first = words_on(printed[0])
    for words in (
        file.reference,
        "Sumarni",
        "1671 •••• •••• 0000",
        "0412/2026",
        "Kartu Keluarga",
        "1 lembar",
        "Rahmawati",
    ):
        assert words in first
    captions = [words_on(page) for page in printed][1:]
    assert captions == [
        f"{file.reference} · KTP lama",
        *(f"{file.reference} · Kartu Keluarga, lembar {number}" for number in (1, 2, 3)),
        f"{file.reference} · Pas foto",
        f"{file.reference} · Surat Pengantar RT 005 012/RT.005/RW.002/XI/2026",
    ]
    sizes = {tuple(sorted(round(length) for length in page.get_size())) for page in printed}
    assert sizes == {A4}


async def test_the_cover_sheet_says_what_the_resident_does_not_have_and_why_it_goes_on(office: Office):
    await office.keep(a_file(documents={}, lacking={"kk": "hilang waktu banjir"}, waived_because="ada laporan polisi"))
    clerk = await office.signed_in("rahma")

    printed = opened(await clerk.get(f"/berkas/{a_file().application_id}/cetak.pdf"))

    assert "tidak punya: hilang waktu banjir; diterima tanpa: ada laporan polisi" in words_on(printed[0])


async def test_a_picture_lies_or_stands_as_it_was_taken(office: Office):
    """Phones write down how they were held, and leave the picture as it was."""
    turned = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the scene is at the right
    Image.open(BytesIO(photo("KK", "#ffffff", (900, 600)))).save(turned, "JPEG", exif=exif)
    kept = await office.house.attachments.put("archive", turned.getvalue(), "image/jpeg")
    await office.keep(file := a_file(documents={"kk": (kept,)}))
    clerk = await office.signed_in("rahma")

    printed = opened(await clerk.get(f"/berkas/{file.application_id}/cetak.pdf"))

    width, height = printed[1].get_size()
    assert width < height


async def test_what_is_missing_can_be_ticked_by_hand_and_what_is_gone_is_said(office: Office):
    gone: Attachment = PAGES["kk"][0]
    await office.keep(file := a_file(Stage.RETURNED, documents={"kk": (gone,)}))
    clerk = await office.signed_in("rahma")

    printed = opened(await clerk.get(f"/berkas/{file.application_id}/cetak.pdf"))

    assert "Pas foto belum ada" in words_on(printed[0])
    assert "Kartu Keluarga: tidak ada lagi di penyimpanan" in words_on(printed[1])


async def test_who_printed_it_is_recorded(office: Office):
    await office.keep(file := a_file())
    clerk = await office.signed_in("rahma")
    page = await clerk.get(f"/berkas/{file.application_id}")
    assert f"/berkas/{file.application_id}/cetak.pdf" in page.text

    await clerk.get(f"/berkas/{file.application_id}/cetak.pdf")

    lines = await office.counter.read(HistoryEntry)
    assert [line.by for line in lines if line.what is What.FILE_PRINTED] == ["Rahmawati"]


@pytest.mark.parametrize("who", [None, "rahma"])
async def test_nobody_prints_what_is_not_there(office: Office, who: str | None):
    screen = await office.signed_in(who) if who else office.screen()
    answer = await screen.get("/berkas/0193f000-0000-7000-8000-00000000dead/cetak.pdf")
    assert answer.status_code == (404 if who else 303)
