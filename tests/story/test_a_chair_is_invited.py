"""A chair without a number in the directory comes to WhatsApp by a code, and leaves it again."""

import asyncio
import re
import time
from collections.abc import AsyncIterator

import pytest

from tests.story.console import Console, Page
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.town import Town

BY_CODE = "Terhubung lewat kode undangan"


@pytest.fixture
async def admin(town: Town) -> AsyncIterator[Console]:
    async with town.console() as console:
        await console.signs_in("admin", "admin-demo")
        yield console


async def test_a_chair_comes_by_a_code_and_goes_at_their_own_word(neighbourhood: Neighbourhood, admin: Console):
    yuliana = await neighbourhood.moves_in("Yuliana", rt="006/002")
    rukmini = await neighbourhood.moves_in("Rukmini Batubara", rt="006/002")
    zubaidah = await neighbourhood.moves_in("Zubaidah Sinaga", rt="052/010")

    await the_admin_saves(admin, "/atur/rt/10/52", name="Yuliana", honorific="Ibu")
    chair = await the_admin_invites(admin, "/atur/rt/2/6", yuliana)
    try:
        await it_says(admin, "/atur/rt/10/52", BY_CODE)
        for resident in (rukmini, zubaidah):
            await resident.asks_for_a_ktp()
            await chair.approves(resident)
            await resident.phone.hears("Surat pengantar sudah jadi")
    finally:
        await yuliana.phone.writes("berhenti")
        await yuliana.phone.hears("Nomor ini tercatat sebagai Ketua")
        await yuliana.phone.taps("Ya, lepaskan")
        await yuliana.phone.hears("Nomor ini sudah dilepas.")
        await the_admin_saves(admin, "/atur/rt/10/52", name="", honorific="")

    await it_says(admin, "/atur/rt/2/6", "Dilepas ketuanya sendiri")
    masnah = await neighbourhood.moves_in("Masnah Simbolon", rt="006/002")
    await masnah.tells_what_they_need()
    await masnah.phone.taps("Sudah benar")
    await masnah.phone.hears("Ketua RT 006, Yuliana, belum bisa dihubungi lewat WhatsApp")


async def test_the_office_lets_a_chair_go_and_nobody_waits_in_vain(neighbourhood: Neighbourhood, admin: Console):
    suparman = await neighbourhood.moves_in("Suparman", rt="001/001", woman=False)
    lasmini = await neighbourhood.moves_in("Lasmini Panjaitan", rt="001/001")
    chair = await the_admin_invites(admin, "/atur/rt/1/1", suparman)
    await lasmini.asks_for_a_ktp()
    question = await chair.is_asked_for_a_letter(lasmini)

    page = await it_says(admin, "/atur/rt/1/1", BY_CODE)
    await admin.sends(page, "/lepas")

    await suparman.phone.hears("nomor ini dilepas kelurahan dari Ketua RT 001/RW 001")
    await lasmini.phone.hears("Ketua RT 001, Suparman, belum bisa dihubungi lewat WhatsApp")
    await suparman.phone.taps("Setujui", on=question)
    await suparman.phone.hears("dibuat di kertas. Tidak perlu dijawab di sini.")
    await it_says(admin, "/atur/rt/1/1", "Dilepas kelurahan")


async def test_the_rw_chair_steps_in_where_the_rt_chair_has_no_whatsapp(neighbourhood: Neighbourhood, admin: Console):
    rohana = await neighbourhood.moves_in("Rohana Ritonga", rt="005/002")
    nurmala = await neighbourhood.moves_in("Nurmala Sitompul", rt="001/001")
    await the_admin_saves(admin, "/atur/rt/1", name=rohana.name, honorific="Ibu", phone=rohana.number)
    try:
        await it_says(admin, "/atur/rt/1", "Terhubung lewat nomor HP di daftar")
        await nurmala.tells_what_they_need()
        await nurmala.phone.taps("Sudah benar")
        await nurmala.phone.hears("permintaan sudah sampai ke Ketua RW 001, Ibu Rohana Ritonga")

        await RtChair(rohana.name, rohana.number, rohana.phone).approves(nurmala)

        await nurmala.phone.hears("Surat pengantar sudah jadi")
    finally:
        await the_admin_saves(admin, "/atur/rt/1", name="Zainal Abidin", honorific="Bapak", phone="")


async def the_admin_saves(admin: Console, post: str, **typed: str) -> None:
    saved = await admin.sends(await admin.opens(post), "/simpan", **typed)
    assert "Tersimpan dan langsung berlaku." in saved.text


async def the_admin_invites(admin: Console, post: str, resident: Resident) -> RtChair:
    """The code is shown once; the chair sends it from their own phone."""
    page = await admin.sends(await admin.opens(post), "/undang")
    code = re.search(r"UNDANGAN \w{4}-\w{4}", page.text)
    assert code, page.text
    await resident.phone.writes(code.group()[:-1] + ("3" if code.group()[-1] != "3" else "4"))
    await resident.phone.hears("Kode undangan ini tidak berlaku")
    await resident.phone.writes(code.group().lower())
    await resident.phone.hears("Nomor ini sekarang tercatat sebagai Ketua")
    await it_says(admin, post, BY_CODE)
    return RtChair(resident.name, resident.number, resident.phone)


async def it_says(admin: Console, post: str, words: str, within: float = 30) -> Page:
    """What verification has told gets around in a moment."""
    deadline = time.monotonic() + within
    while words not in (page := await admin.opens(post)).text:
        assert time.monotonic() < deadline, page.text
        await asyncio.sleep(0.1)
    return page
