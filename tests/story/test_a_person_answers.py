"""PETUGAS: a resident wants to speak with a person, and a clerk answers on the page of the file."""

import asyncio
import re
import time

from simulator.samples import photo
from tests.story.console import Console, Page
from tests.story.people import Neighbourhood


async def test_clerk_and_resident_write_to_each_other(neighbourhood: Neighbourhood, clerk: Console):
    lestari = await neighbourhood.moves_in("Lestari Wulandari")
    reference = await lestari.asks_for_a_ktp()

    await lestari.phone.writes("petugas")
    await lestari.phone.hears("Silakan tulis pertanyaannya")
    await lestari.phone.writes("Bu, apa boleh adik saya yang ambil?")
    page = await the_page_says(clerk, reference, "Bu, apa boleh adik saya yang ambil?")

    await clerk.sends(page, "/tulis", text="Boleh, Bu. Tolong kirim foto KTP adiknya.")
    answer = await lestari.phone.hears("Boleh, Bu. Tolong kirim foto KTP adiknya.")
    assert answer.says("Rahmawati")

    await lestari.phone.sends_photo(photo("ktp"), caption="ini KTP adik saya")
    page = await the_page_says(clerk, reference, "ini KTP adik saya")
    lampiran = re.search(r'href="(/percakapan/[^"]+/lampiran/[^"]+)"', page.html)
    assert lampiran
    assert (await clerk.downloads(lampiran.group(1))).content.startswith(b"\xff\xd8")

    await lestari.asks_where_it_stands("menunggu jawaban Ketua RT 005")
    await lestari.phone.writes("terima kasih banyak, Bu Rahmawati")
    page = await the_page_says(clerk, reference, "terima kasih banyak, Bu Rahmawati")

    await clerk.sends(page, "/selesai")
    await lestari.phone.hears("percakapan dengan petugas kami tutup dulu")
    await lestari.phone.writes("jadi sudah sampai mana ya")
    await lestari.phone.hears(f"Berkas *{reference}*")


async def test_who_has_no_file_is_answered_too(neighbourhood: Neighbourhood, clerk: Console):
    ujang = await neighbourhood.moves_in("Ujang Suryana", woman=False)
    await ujang.phone.writes("PETUGAS")
    await ujang.phone.hears("Silakan tulis pertanyaannya")
    await ujang.phone.writes("Apa hari Sabtu buka?")

    talks = await clerk.opens("/percakapan")
    link = re.search(r'href="(/percakapan/[0-9a-f-]{36})"[^>]*><b>Ujang Suryana', talks.html)
    assert link, talks.text
    page = await clerk.opens(link.group(1))
    await clerk.sends(page, "/tulis", text="Tidak, Pak. Senin sampai Jumat.")

    await ujang.phone.hears("Tidak, Pak. Senin sampai Jumat.")


async def the_page_says(clerk: Console, reference: str, words: str) -> Page:
    """The page of the file, once this can be read on it. Raises AssertionError."""
    deadline = time.monotonic() + 30
    while words not in (page := await clerk.opens_file(reference)).text:
        assert time.monotonic() < deadline, page.text
        await asyncio.sleep(0.1)
    return page
