"""Clerk and lurah at the console, who try again when it does not answer; and the residents' stories."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from bench.application.people import Resident, applies
from simulator.phone_client import PersonsPhone
from tests.story.console import Console, Page

GLANCE = 0.5  # seconds between two looks at the tasks
TRIES_AGAIN_AFTER = 1.0  # seconds
RETURNED_BECAUSE = "bagian bawah terpotong"
NOT_DELIVERED = "ada pesan yang tidak sampai"
_FILE = re.compile(r'href="(/berkas/[0-9a-f-]{36})"')
_HOUSE_NUMBER = re.compile(r"sapta marga no\.? (\d+)", re.IGNORECASE)


class Closed(Exception):
    """The console does not answer now, or not to somebody who has not signed in."""


@dataclass(frozen=True)
class Account:
    """Somebody who signs in at the console."""

    username: str
    password: str


CLERK, LURAH = Account("petugas", "petugas-demo"), Account("lurah", "lurah-demo")


async def works(url: str, who: Account, does: Callable[[Console], Awaitable[None]]) -> None:
    """Sign in and do what is to be done, again and again until cancelled, whatever happens to the console."""
    while True:
        try:
            async with Console(url) as console:
                await console.signs_in(who.username, who.password)
                while True:
                    await does(console)
                    await asyncio.sleep(GLANCE)
        except (httpx.HTTPError, AssertionError, Closed):
            await asyncio.sleep(TRIES_AGAIN_AFTER)


async def does_what_waits(clerk: Console) -> None:
    """A round of the clerk through the queue: what waits for a clerk, and what the residents have not been told."""
    tasks = (await _open(clerk, "/?mine=true")).html
    everything = (await _open(clerk, "/")).html
    untold = "".join(row for row in everything.split("<tr") if NOT_DELIVERED in row)
    for path in dict.fromkeys(_FILE.findall(tasks + untold)):
        await _deals_with(clerk, await _open(clerk, path))


async def _deals_with(clerk: Console, page: Page) -> None:
    if page.offers("/pesan"):
        await clerk.sends(page, "/pesan", what="again")
    elif page.offers("/terima") and is_blurred_on(page) and RETURNED_BECAUSE not in page.html:
        await clerk.sends(page, "/kembalikan", document="kk", **{"reason.kk": RETURNED_BECAUSE})
    elif page.offers("/terima"):
        await clerk.sends(page, "/terima")
    elif page.offers("/konsep"):
        await clerk.sends(page, "/konsep")
    elif page.offers("/serahkan"):
        await clerk.sends(page, "/serahkan", to="Pemohon", has_shown_ktp="ya")


async def signs(lurah: Console) -> None:
    """The lurah approves what is there to be signed."""
    page = await _open(lurah, "/tanda-tangan")
    while page.offers("/setujui"):
        await lurah.sends(page, "/setujui")
        page = await _open(lurah, "/tanda-tangan")


async def _open(console: Console, path: str) -> Page:
    page = await console.opens(path)
    if page.status != 200 or "/masuk" in page.address:
        raise Closed(page.status)
    return page


def is_blurred(resident: Resident) -> bool:
    """Every fourth sends a photo that the clerk returns."""
    return resident.number % 4 == 1


def changes_their_mind(resident: Resident) -> bool:
    """Every fifth withdraws while the chair is still thinking."""
    return resident.number % 5 == 4


def is_blurred_on(page: Page) -> bool:
    """Whose file it is can be told by the house number."""
    number = _HOUSE_NUMBER.search(page.text)
    return number is not None and is_blurred(Resident(int(number[1]) - 1))


async def has_a_story(resident: Resident, phone: PersonsPhone) -> None:
    """From the first word to the end, whichever it is."""
    if changes_their_mind(resident):
        await withdraws(resident, phone)
    else:
        await applies(resident, phone, is_blurred=is_blurred(resident))


async def withdraws(resident: Resident, phone: PersonsPhone) -> None:
    await phone.writes("mau bikin ktp")
    await phone.hears("untuk siapa")
    await phone.taps("Saya sendiri")
    await phone.hears("Kenapa perlu KTP?")
    await phone.taps("Rusak / ganti data")
    await phone.hears("Salin, lengkapi, lalu kirim")
    await phone.writes(resident.particulars)
    await phone.hears("Mohon diperiksa")
    await phone.taps("Sudah benar")
    await phone.hears("Nomor permohonan")
    await phone.writes("BATAL")
    await phone.hears("Batalkan permohonan")
    await phone.taps("Ya, batalkan")
    await phone.hears("sudah dibatalkan, data dan fotonya kami hapus")
