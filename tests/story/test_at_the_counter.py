"""Somebody comes to the counter: a clerk opens the file, scans the papers, and tells who has no WhatsApp."""

import re

import httpx
import pypdfium2

from simulator.samples import photo
from tests.story.console import Console, Page, Upload
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair

NOT_YET = {"religion": "", "consent": ""}


async def test_who_has_no_whatsapp_is_told_by_whoever_opened_the_file(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    maimunah = await neighbourhood.moves_in("Maimunah Nasution")

    file = await the_clerk_opens_a_file(clerk, maimunah)
    reference = reference_on(file)
    await rahmat.approves(maimunah)
    await the_clerk_tells(clerk, reference, "Ibu Maimunah Nasution, surat pengantar RT sudah jadi. Mohon bawa ke loket")
    await the_clerk_scans(clerk, reference)
    await the_clerk_tells(clerk, reference, f"berkas {reference} sudah lengkap. Paling lambat selesai")

    await the_clerk_receives(clerk, reference)
    await rahmat.vouches_for_documents(maimunah)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)

    told = await the_clerk_tells(clerk, reference, "sudah jadi. Silakan diambil di loket")
    assert "Rahmawati memberi tahu pemohon, lewat telepon" in told.text
    assert await the_clerk_prints_the_file(clerk, told) == 1 + len(("kk", "old_ktp", "photo", "rt letter", "letter"))
    handed = await clerk.sends(told, "/serahkan", to="Maimunah Nasution")
    assert "Surat cetak diserahkan kepada Maimunah Nasution" in handed.text


async def test_what_was_returned_is_brought_again(neighbourhood: Neighbourhood, hasan: RtChair, clerk: Console):
    saodah = await neighbourhood.moves_in("Saodah Pasaribu", rt="018/005")
    reference = reference_on(await the_clerk_opens_a_file(clerk, saodah))
    await hasan.approves(saodah)
    await the_clerk_scans(clerk, reference)

    page = await clerk.opens_file(reference, until="/kembalikan")
    returned = await clerk.sends(page, "/kembalikan", document="kk", **{"reason.kk": "bagian bawah terpotong"})
    assert "ada yang perlu dibawa lagi ke loket: Kartu Keluarga (bagian bawah terpotong)" in returned.text
    again = await clerk.sends(returned, "/unggah", Upload("paper.kk", "kk.jpg", photo("kk")))

    assert "Dokumen dibawa lagi. Hitungan lanjut." in again.text
    await the_clerk_receives(clerk, reference)
    await hasan.vouches_for_documents(saodah)


async def test_who_has_whatsapp_reads_the_news_there(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    rosmala = await neighbourhood.moves_in("Rosmala Dewi Harahap")
    file = await the_clerk_opens_a_file(clerk, rosmala, phone=rosmala.number, on_whatsapp="yes")
    reference = reference_on(file)

    await rosmala.phone.hears(f"sudah dibuka di loket oleh Rahmawati. Nomor permohonan: {reference}")
    await the_clerk_scans(clerk, reference)
    await rosmala.asks_where_it_stands("menunggu jawaban Ketua RT 005")
    await rahmat.approves(rosmala)
    await rosmala.phone.hears("Surat pengantar sudah jadi")
    await rosmala.phone.hears(f"Berkas {reference} kami terima. Paling lambat selesai")

    await the_clerk_receives(clerk, reference)
    await rahmat.vouches_for_documents(rosmala)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)
    await rosmala.phone.hears("Surat Ibu sudah jadi")
    await rosmala.phone.taps("Ambil sendiri")
    page = await clerk.opens_file(reference, until="/serahkan")
    assert "Beri tahu pemohon" not in page.text


async def test_a_paper_cover_letter_that_was_brought_asks_no_chair(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console
):
    asnah = await neighbourhood.moves_in("Asnah Lubis")
    paper = {"letter": "paper", "letter_number": "09/RT.05/XI/2026", "letter_dated": ""}
    form = await clerk.opens("/berkas/baru?service=ktp&reason=changed")
    refused = await clerk.sends(form, "/berkas/baru", **typed_about(asnah) | paper)
    assert "Tulis tanggal suratnya, paling lambat hari ini." in refused.text

    file = await clerk.sends(refused, "/berkas/baru", **typed_about(asnah) | paper | {"letter_dated": "2026-01-05"})
    reference = reference_on(file)
    assert "09/RT.05/XI/2026" in file.text
    await the_clerk_scans(clerk, reference, "cover_letter")

    await the_clerk_receives(clerk, reference)
    await rahmat.vouches_for_documents(asnah)


async def test_a_paper_letter_that_comes_the_next_day_lets_the_chair_be(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console
):
    halimah = await neighbourhood.moves_in("Halimah Tanjung")
    reference = reference_on(await the_clerk_opens_a_file(clerk, halimah))
    question = await rahmat.is_asked_for_a_letter(halimah)

    await the_clerk_scans(clerk, reference, "cover_letter")

    page = await clerk.opens_file(reference, until="/surat-kertas")
    assert "Dokumen lengkap. Hitungan tiga hari dimulai." in page.text
    await rahmat.phone.taps("Setujui", on=question)
    await rahmat.phone.hears("Surat pengantar untuk Halimah Tanjung dibuat di kertas")


async def the_clerk_opens_a_file(clerk: Console, resident: Resident, **more: str) -> Page:
    """First with mistakes: each is named beside its field, and what was typed stays."""
    queue = await clerk.opens("/")
    assert "/berkas/baru" in queue.html
    services = await clerk.opens("/berkas/baru")
    assert "service=ktp&reason=changed" in services.html.replace("&amp;", "&")
    form = await clerk.opens("/berkas/baru?service=ktp&reason=changed")

    refused = await clerk.sends(form, "/berkas/baru", **typed_about(resident) | more | NOT_YET | {"nik": "1671 07"})
    assert refused.status == 422
    for why in (
        "NIK terdiri dari 16 angka, yang ditulis 6 angka.",
        "Pilih satu dari daftar, contoh: Islam.",
        "Bacakan dulu untuk apa datanya dipakai.",
    ):
        assert why in refused.text
    assert f'value="{resident.name}"' in refused.html

    opened = await clerk.sends(refused, "/berkas/baru", **typed_about(resident) | more)
    assert "Rahmawati membuka permohonan di loket" in opened.text
    return opened


def typed_about(resident: Resident) -> dict[str, str]:
    rt, rw = resident.rt.split("/")
    return {
        "name": resident.name,
        "nik": resident.nik,
        "birth_place": "palembang",
        "occupation": "Pedagang",
        "religion": "Islam",
        "marital_status": "Kawin",
        "address": resident.address,
        "rt": f"{rt}/{rw}",
        "letter": "ask",
        "phone": "0711-812345",
        "consent": "yes",
    }


async def the_clerk_scans(clerk: Console, reference: str, *more: str) -> None:
    page = await clerk.opens_file(reference, until="/unggah")
    refused = await clerk.sends(page, "/unggah", Upload("paper.kk", "kk.txt", b"no picture"))
    assert "kk.txt: Harus berupa gambar (JPG, PNG) atau PDF." in refused.text
    page = refused
    for paper in (*more, "kk", "old_ktp", "photo"):
        scan = {"kk": "kk", "old_ktp": "ktp", "photo": "pas_foto_biru"}.get(paper, "surat_kehilangan")
        page = await clerk.sends(page, "/unggah", Upload(f"paper.{paper}", f"{paper}.jpg", photo(scan)))
        assert page.status == 200, page.text
    assert "mengunggah Pas foto di loket" in page.text


async def the_clerk_tells(clerk: Console, reference: str, words: str) -> Page:
    page = await clerk.opens_file(reference, until="/beri-tahu")
    while words not in page.text:
        page = await clerk.opens_file(reference, until="/beri-tahu")
    queue = await clerk.opens(f"/?q={reference}")
    assert "beri tahu pemohon" in queue.text
    return await clerk.sends(page, "/beri-tahu", how="phone")


async def the_clerk_prints_the_file(clerk: Console, file: Page) -> int:
    """How many pages it has."""
    answer = await clerk.downloads(f"{httpx.URL(file.address).path}/cetak.pdf")
    return len(pypdfium2.PdfDocument(answer.content))


def reference_on(page: Page) -> str:
    found = re.search(r"BKS-L\w{4}", page.text)
    assert found, page.text
    return found.group()
