"""KELUHAN: a resident complains, a clerk answers, and it is not settled until the resident says so."""

import asyncio
import re
import time

from tests.story.console import Console, Page
from tests.story.people import Neighbourhood


async def test_a_complaint_is_answered_reopened_and_settled_by_the_lurah(
    neighbourhood: Neighbourhood, clerk: Console, lurah: Console
):
    ratna = await neighbourhood.moves_in("Ratna Komala")
    await ratna.phone.writes("keluhan")
    await ratna.phone.hears("Keluhannya tentang apa?")
    await ratna.phone.taps("Pelayanan petugas")
    await ratna.phone.hears("Ceritakan apa yang terjadi")
    await ratna.phone.writes("Loket tutup padahal masih jam kerja")
    await ratna.phone.hears("Kirim ke kelurahan?")
    await ratna.phone.taps("Kirim")
    told = await ratna.phone.hears("kami catat dengan nomor")
    reference = re.search(r"BKS-K\w{4}", told.text)
    assert reference, told.text

    page = await its_page(clerk, reference[0], "Loket tutup padahal masih jam kerja")
    await clerk.sends(page, "/jawab", text="Maaf, Bu. Loket sudah dibuka lagi.")
    answer = await ratna.phone.hears("Loket sudah dibuka lagi.")
    assert answer.says("Rahmawati")
    await ratna.phone.taps("Belum selesai")
    await ratna.phone.hears("Apa yang belum beres?")
    await ratna.phone.writes("Tadi siang masih tutup juga")
    await ratna.phone.hears("diteruskan ke lurah")

    page = await its_page(lurah, reference[0], "Tadi siang masih tutup juga")
    assert not (await its_page(clerk, reference[0], "Tadi siang masih tutup juga")).offers("/jawab")
    await lurah.sends(page, "/jawab", text="Mulai besok selalu ada dua petugas.")
    await ratna.phone.hears("Mulai besok selalu ada dua petugas.")
    await ratna.phone.taps("Sudah selesai")
    await ratna.phone.hears("Keluhan ini kami tutup")
    await its_page(clerk, reference[0], "selesai")


async def its_page(console: Console, reference: str, words: str) -> Page:
    """The page of this complaint, once this can be read on it. Raises AssertionError."""
    deadline = time.monotonic() + 30
    while True:
        listed = await console.opens("/pengaduan")
        link = re.search(rf'href="(/pengaduan/[0-9a-f-]{{36}})"><b>{reference}', listed.html)
        page = await console.opens(link[1]) if link else listed
        if link and words in page.text:
            return page
        assert time.monotonic() < deadline, page.text
        await asyncio.sleep(0.1)
