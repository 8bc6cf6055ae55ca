"""The admin changes the office while people wait: they are told, and nobody has to begin again."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from shared.calendar import OfficeCalendar
from shared.testing.samples import CATALOGUE
from simulator.phone_client import Bubble
from tests.story.console import Console
from tests.story.counter import begins, fills_in, sends, the_office_makes_the_letter
from tests.story.everyday import text_of, the_documents_are_received
from tests.story.people import Neighbourhood, RtChair, reference_in
from tests.story.town import Town

WHY = "Banjir di sekitar kantor"
A_STATEMENT = {
    "name": "Surat keterangan tidak mampu",
    "short": "tidak mampu",
    "also": "sktm, kurang mampu",
    "cover_letter": "none",
    "working_days": "2",
    "documents.0.name": "Kartu Keluarga",
    "documents.0.hint": "Seluruh halaman masuk dalam foto",
    "title": "Surat Keterangan Tidak Mampu",
    "form": "statement",
    "purpose": "keringanan biaya sekolah",
    "classification": "460",
    "signed": "electronically",
    "why": "Diminta banyak warga",
}


@pytest.fixture
async def admin(town: Town) -> AsyncIterator[Console]:
    async with town.console() as console:
        await console.signs_in("admin", "admin-demo")
        yield console


async def test_the_office_closes_and_whoever_waits_is_told_why_and_until_when(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, admin: Console
):
    salma = await neighbourhood.moves_in("Salma Hutabarat")
    reference = await the_documents_are_received(salma, rahmat, clerk)
    day = the_second_day()

    asked = await admin.sends(await admin.opens("/atur/libur"), "/libur/tutup", first=f"{day}", why=WHY)
    assert reference in asked.text
    closed = await admin.sends(asked, "/libur/tutup/ya")
    assert "Tersimpan dan langsung berlaku." in closed.text

    try:
        told = await salma.phone.hears("kelurahan tutup di luar jadwal (banjir di sekitar kantor)")
        assert told.says(f"berkas *{reference}* mundur")
        assert told.says("Paling lambat selesai")
        assert f"Kantor tutup ({WHY})" in (await clerk.opens_file(reference)).text
    finally:
        await admin.sends(await admin.opens("/atur/libur"), "/libur/buka", day=f"{day}")


def the_second_day() -> date:
    """The working day after the one that counts as the first for what comes in now."""
    calendar = OfficeCalendar(CATALOGUE.calendar, CATALOGUE.office.time_zone)
    day = calendar.day_one(datetime.now(UTC)) + timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


async def test_another_chair_takes_over_what_waits(neighbourhood: Neighbourhood, hasan: RtChair, admin: Console):
    budi = await neighbourhood.moves_in("Budi Hartono", rt="018/005", woman=False)
    yusniar = await neighbourhood.moves_in("Yusniar Siregar", rt="018/005")
    await budi.asks_for_a_ktp()
    await hasan.is_asked_for_a_letter(budi)
    page = await admin.opens("/atur/rt/5/18")

    saved = await admin.sends(
        page, "/atur/rt/5/18/simpan", name="Yusniar Siregar", honorific="Ibu", phone=yusniar.number
    )

    try:
        assert "Ibu Yusniar Siregar" in saved.text
        new_chair = RtChair(yusniar.name, yusniar.number, yusniar.phone)
        await new_chair.approves(budi)
        await budi.phone.hears("Sekarang kirim foto")
    finally:
        page = await admin.opens("/atur/rt/5/18")
        await admin.sends(page, "/atur/rt/5/18/simpan", name=hasan.name, honorific="Bapak", phone=hasan.number)


async def test_a_service_that_was_not_there_a_minute_ago(
    neighbourhood: Neighbourhood, hasan: RtChair, clerk: Console, lurah: Console, admin: Console
):
    wati = await neighbourhood.moves_in("Wati Lestari", rt="018/005")
    page = await admin.opens("/atur/layanan/baru")
    added = await admin.sends(page, "/atur/layanan/baru", **A_STATEMENT)
    assert "Tersimpan dan langsung berlaku." in added.text

    try:
        await begins(wati, "bu saya perlu sktm", "Tidak mampu")
        await fills_in(wati)
        await wati.phone.taps("Sudah benar", on=await wati.phone.hears("Setelah ini kami minta foto dokumennya."))
        opening = await wati.phone.hears("Seluruh halaman masuk dalam foto")
        wati.phone.forgets_what_was_heard()
        await sends(wati, "Sekarang kirim", "kk")
        letter = await the_office_makes_the_letter(reference_in(opening), wati, hasan, clerk, lurah)
        text = " ".join((await text_of(letter)).split())
        assert "SURAT KETERANGAN TIDAK MAMPU Nomor: 460/0001/BKS/" in text
        assert "Keringanan biaya sekolah" in text
        await a_school_asks_whether_it_is_genuine(neighbourhood, letter)
    finally:
        page = await admin.opens("/atur/layanan/tidak_mampu")
        await admin.sends(page, "/atur/layanan/tidak_mampu/hapus", why="Hanya untuk dicoba")


async def a_school_asks_whether_it_is_genuine(neighbourhood: Neighbourhood, letter: Bubble) -> None:
    """By sending the PDF to the office's number, as it is and with one character changed."""
    school = await neighbourhood.moves_in("Tata Usaha SD Negeri 12")
    pdf = await letter.document_bytes()
    await school.phone.sends_document(pdf, "surat.pdf", "application/pdf")
    told = await school.phone.hears("asli* dan isinya *tidak diubah")
    assert told.says("Nomor: 460/0001/BKS/")
    await school.phone.sends_document(pdf.replace(b"%PDF-1.7", b"%PDF-1.6"), "surat.pdf", "application/pdf")
    await school.phone.hears("isi berkas ini tidak sama")


async def test_a_new_clerk_gets_an_account_and_is_shut_out_again(town: Town, admin: Console):
    account = {"name": "Fitriani", "username": "fitriani", "role": "clerk", "password": "sandi untuk cerita"}
    refused = await admin.sends(await admin.opens("/atur/akun"), "/atur/akun", **(account | {"password": "pendek"}))
    assert "Sandi paling sedikit 10" in refused.text
    await admin.sends(refused, "/atur/akun", **account)

    async with town.console() as fitriani:
        await fitriani.signs_in(account["username"], account["password"])
        page = await admin.opens("/atur/akun/fitriani")
        await admin.sends(page, "/atur/akun/fitriani", role="clerk", active="tidak")
        assert "Masuk" in (await fitriani.opens("/")).text
        assert (await fitriani.opens("/")).address.endswith("/masuk")
