"""Where no certificate is accepted, the lurah signs by hand; and a letter with a mistake is replaced by another."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from simulator.samples import photo
from tests.story.console import Console, Page, Upload
from tests.story.everyday import text_of, the_clerk_drafts_the_letter, the_documents_are_received, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.town import Town, running

SHIPPED = Path("config")
KTP = "title: Surat Pengantar KTP\n"
NUMBER = re.compile(r"470/(\d{4})/BKS/[IVX]+/20\d\d")
REASON = "Alamat salah tulis."


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town whose lurah signs letters for a KTP by hand."""
    config = shutil.copytree(SHIPPED, tmp_path / "config") / "kelurahan.yaml"
    config.write_text(config.read_text().replace(KTP, f"{KTP}      signed: in_ink\n"))
    with running(Town(tmp_path / "data"), CONFIG=str(config)) as town:
        yield town


async def test_a_letter_is_signed_by_hand_and_one_with_a_mistake_is_replaced(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    nurul = await neighbourhood.moves_in("Nurul Fadhilah")
    reference = await the_documents_are_received(nurul, rahmat, clerk)
    await rahmat.vouches_for_documents(nurul)
    await the_clerk_drafts_the_letter(clerk, reference)

    await the_lurah_approves(lurah, reference)
    first = await the_clerk_prints_it(clerk, reference)
    await anybody_reads(clerk, first, "Belum ditandatangani")
    await the_clerk_attaches_the_scan(clerk, reference)
    await nurul_gets_the_scan_and_will_fetch_the_paper(nurul)
    await anybody_reads(clerk, first, "Surat ini asli")

    await the_lurah_makes_it_void(lurah, reference)
    await nurul.phone.hears("kami batalkan (alamat salah tulis), jadi jangan dipakai lagi; penggantinya kami kirim")
    await anybody_reads(clerk, first, "Surat ini sudah diganti")
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)
    second = await the_clerk_prints_it(clerk, reference)
    await the_clerk_marks_it_as_signed(clerk, reference)
    await nurul_gets_a_copy_of_the_new_one(nurul)

    assert running_number(second) == running_number(first) + 1
    await the_register_knows_both(clerk, first, second)


async def the_clerk_prints_it(clerk: Console, reference: str) -> str:
    """What the print says; it has no signature yet."""
    page = await clerk.opens_file(reference, until="/tanda-tangan-basah")
    pdf = (await clerk.downloads(the_letter_on(page))).content
    text = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range()
    assert "Ditandatangani" not in text
    return text


async def anybody_reads(clerk: Console, print_: str, verdict: str) -> None:
    code = re.search(r"/cek/([0-9A-Z-]+)", print_)
    assert code
    async with Console(clerk.url) as stranger:
        assert verdict in (await stranger.opens(f"/cek/{code.group(1)}")).text


async def the_clerk_attaches_the_scan(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/tanda-tangan-basah")
    broken = await clerk.sends(page, "/tanda-tangan-basah", Upload("scan", "surat.pdf", b"%PDF half"))
    assert broken.status == 422
    assert "PDF ini rusak" in broken.text

    signed = await clerk.sends(broken, "/tanda-tangan-basah", Upload("scan", "surat.jpg", photo("surat_kehilangan")))

    assert "mencatat surat" in signed.text


async def nurul_gets_the_scan_and_will_fetch_the_paper(nurul: Resident) -> None:
    letter = await nurul.phone.hears("ditandatangani basah; ini salinannya")
    assert (await text_of(letter)).strip() == "", "a scan is a picture"
    await nurul.phone.taps("Ambil sendiri", on=letter)
    await nurul.phone.hears("Bagaimana layanan kami?")


async def the_lurah_makes_it_void(lurah: Console, reference: str) -> None:
    file = await lurah.opens_file(reference)
    address = re.search(r'href="(/register/nomor/[0-9a-f-]+)"', file.html)
    assert address
    number = await lurah.opens(address.group(1))
    refused = await lurah.sends(number, "/batal", reason=REASON)
    assert "Pilih apakah akan dibuat surat pengganti." in refused.text

    void = await lurah.sends(refused, "/batal", reason=REASON, replaced="yes")

    assert REASON in void.text


async def the_clerk_marks_it_as_signed(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/tanda-tangan-basah")
    await clerk.sends(page, "/tanda-tangan-basah")


async def nurul_gets_a_copy_of_the_new_one(nurul: Resident) -> None:
    copy = await nurul.phone.hears("ditandatangani basah; ini salinannya")
    assert "Ini salinan, bukan naskah asli." in " ".join((await text_of(copy)).split())


async def the_register_knows_both(clerk: Console, *prints: str) -> None:
    book = await clerk.opens("/register?key=470")
    for print_ in prints:
        found = NUMBER.search(print_)
        assert found and found.group() in book.text
    assert REASON in book.text
    sheet = (await clerk.downloads("/register.csv?key=470")).text
    assert sheet.count("Nurul Fadhilah") == 2


def the_letter_on(page: Page) -> str:
    """The address of the office's own letter."""
    card = re.search(r'id="surat">.*?href="(/surat/[0-9a-f-]+\.pdf)"', page.html, re.DOTALL)
    assert card
    return card.group(1)


def running_number(print_: str) -> int:
    found = NUMBER.search(print_)
    assert found
    return int(found.group(1))
