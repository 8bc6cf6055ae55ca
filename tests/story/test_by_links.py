"""An office that keeps to WhatsApp's policy: a KTP, with neither numbers nor photos in the chat."""

import re
import shutil
from pathlib import Path

import httpx

from simulator.samples import photo
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, reference_in
from tests.story.town import Town, running

SHIPPED = Path(__file__).parents[2] / "config"


async def test_a_ktp_without_numbers_or_photos_in_the_chat(tmp_path: Path):
    town = Town(tmp_path / "data")
    settings = {"CONFIG": str(by_link(tmp_path / "config")), "LOG_LEVEL": "DEBUG"}
    async with town.phones() as phones, town.console() as clerk, town.console() as lurah:
        with running(town, **settings):
            await clerk.signs_in("petugas", "petugas-demo")
            await lurah.signs_in("lurah", "lurah-demo")
            neighbourhood = Neighbourhood(phones)
            rahmat = await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")
            wulan = await neighbourhood.moves_in("Wulan Sari")

            reference, first = await she_asks(wulan)
            await rahmat.approves(wulan)
            second = await she_hands_in(wulan)
            await the_clerk_receives(clerk, reference)
            await rahmat.vouches_for_documents(wulan)
            await the_clerk_drafts_the_letter(clerk, reference)
            await the_lurah_approves(lurah, reference)
            await wulan.phone.hears("Surat Ibu sudah jadi dan ditandatangani")

            chat = "\n".join(bubble.text for bubble in await wulan.phone.chat())
            assert wulan.nik not in chat
            assert_no_log_tells(town, first, second, wulan.nik)


async def she_asks(wulan: Resident) -> tuple[str, str]:
    """The number of her application, and the link by which she told her data."""
    await wulan.phone.writes("mau bikin ktp")
    await wulan.phone.hears("KTP ini untuk siapa?")
    await wulan.phone.taps("Saya sendiri")
    await wulan.phone.hears("Kenapa perlu KTP?")
    await wulan.phone.taps("Rusak / ganti data")
    link = await she_is_sent_a_link(wulan)
    hers = {
        "name": wulan.name,
        "nik": wulan.nik,
        "birth_place": "Palembang",
        "religion": "Islam",
        "marital_status": "Kawin",
        "occupation": "pedagang",
        "address": wulan.address,
        "rt": wulan.rt,
    }
    async with httpx.AsyncClient(follow_redirects=True, timeout=30) as browser:
        told = await browser.post(f"{link}/data", data=hers)
    assert "Sudah kami terima" in told.text
    await wulan.phone.hears("datanya sudah kami terima.\n\nMohon diperiksa")
    await wulan.phone.taps("Sudah benar")
    return reference_in(await wulan.phone.hears("Nomor permohonan")), link


async def she_hands_in(wulan: Resident) -> str:
    """The link by which she did: in one go the first photo, in another the rest."""
    link = await she_is_sent_a_link(wulan)
    photos = {"kk": "kk", "old_ktp": "ktp", "photo": "pas_foto_biru"}
    for key, name in photos.items():
        async with httpx.AsyncClient(follow_redirects=True, timeout=60) as browser:
            sent = {"files": (f"{name}.jpg", photo(name), "image/jpeg")}
            page = await browser.post(f"{link}/{key}/unggah", files=sent)
            assert page.status_code == 200
    async with httpx.AsyncClient(follow_redirects=True, timeout=30) as browser:
        done = await browser.post(f"{link}/selesai", data={"selesai": "ya"})
    assert "Sudah kami terima" in done.text
    await wulan.phone.hears("Kirim ke kelurahan sekarang?")
    await wulan.phone.taps("Kirim")
    await wulan.phone.hears("kami terima. Paling lambat selesai")
    return link


async def she_is_sent_a_link(wulan: Resident) -> str:
    found = re.search(r"http\S+/isi/\S+", (await wulan.phone.hears("Buka tautan ini")).text)
    assert found
    return found[0]


def by_link(folder: Path) -> Path:
    """The office's file, in which everything is asked for by links."""
    shutil.copytree(SHIPPED, folder)
    file = folder / "kelurahan.yaml"
    file.write_text(file.read_text().replace("ask_by: chat", "ask_by: link", 1))
    return file


def assert_no_log_tells(town: Town, *secrets: str) -> None:
    for name, log in town.logs().items():
        assert not [it for it in secrets if it.rsplit("/", 1)[-1] in log], name
