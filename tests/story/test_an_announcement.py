"""The lurah announces something to an RT: who agreed there is told, nobody else, and nobody longer than they want."""

import asyncio
import time

from tests.story.console import Console, Page
from tests.story.people import Neighbourhood, Resident

POSYANDU = "Posyandu balita Kamis pukul 08.00 di balai RW 002. Bawa buku KIA."
ROAD = "Sabtu pagi Jalan Sapta Marga ditutup untuk kerja bakti."


async def test_who_agreed_in_the_rt_is_told_and_can_end_it_by_a_tap(neighbourhood: Neighbourhood, lurah: Console):
    kartini = await agrees(await neighbourhood.moves_in("Kartini Lestari"))
    budi = await agrees(await neighbourhood.moves_in("Bagus Prakoso", rt="018/005", woman=False))
    rohana = await neighbourhood.moves_in("Rohana Kudus")
    await kartini.phone.closes_window()

    await announces(lurah, POSYANDU, "2/5", until="RT 005/RW 002 (1 nomor)")
    told = await kartini.phone.hears(POSYANDU)
    await the_page(lurah, "1 sampai")
    assert (told.template, told.labels) == ("pengumuman", ["Berhenti pengumuman"])
    await kartini.phone.taps("Berhenti pengumuman")
    await kartini.phone.hears("pengumuman tidak kami kirim lagi")

    await announces(lurah, ROAD, "/", until="seluruh kelurahan (1 nomor)")
    await budi.phone.hears(ROAD)
    await rohana.phone.writes("info")
    assert not (await rohana.phone.hears(ROAD)).says("Posyandu")
    for resident, announcement in ((budi, POSYANDU), (kartini, ROAD)):
        assert not [said for said in await resident.phone.chat() if said.says(announcement)]


async def agrees(resident: Resident) -> Resident:
    """By INFO, without an application that would tell where they live."""
    await resident.phone.writes("info")
    await resident.phone.hears("Mau tahu tentang apa?")
    await resident.phone.taps("Terima pengumuman")
    await resident.phone.hears("RT dan RW berapa?")
    await resident.phone.writes(resident.rt)
    await resident.phone.hears(f"pengumuman kelurahan untuk warga RT {resident.rt[:3]}")
    return resident


async def announces(lurah: Console, text: str, audience: str, until: str) -> None:
    """Written once so many have agreed, looked at, and sent."""
    page = await the_page(lurah, until)
    checked = await lurah.sends(page, "/periksa", text=text, audience=audience)
    assert "1 nomor yang setuju" in checked.text
    await lurah.sends(checked, "/pengumuman")
    assert text in (await the_page(lurah, "dikirim ke 1")).text


async def the_page(console: Console, words: str) -> Page:
    """The page of announcements, once this can be read on it. Raises AssertionError."""
    deadline = time.monotonic() + 30
    while words not in (page := await console.opens("/pengumuman")).text:
        assert time.monotonic() < deadline, page.text
        await asyncio.sleep(0.1)
    return page
