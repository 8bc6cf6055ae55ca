"""One whole application by mouse: on the phones page and on the console, as a newcomer tries it."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.screens import Screens, screens
from tests.story.town import Town, running

FORM = (
    "Nama: Siti Aminah\nNIK: 1671074508900003\nTempat lahir: Palembang\nAgama: Islam\nStatus kawin: belum kawin\n"
    "Pekerjaan: wiraswasta\nAlamat: Jl. Sapta Marga No. 12\nRT/RW: 005/002"
)
pytestmark = pytest.mark.timeout(300)
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running(Town(tmp_path_factory.mktemp("town"))) as town:
        yield town


async def test_a_ktp_letter_by_mouse(town: Town):
    async with screens("a_ktp_letter_by_mouse") as shown:
        phones = await shown.open("phones", town.phones_url)
        await expect(phones.get_by_role("status")).to_contain_text("langsung")
        siti = phones.get_by_role("region", name="Telepon Siti Aminah")
        rahmat = phones.get_by_role("region", name="Telepon Rahmat Hidayat")

        await siti_asks(siti)
        await tap(rahmat, "Setujui")
        await siti_hands_in(siti)

        clerk = await sign_in(shown, "clerk", town, "petugas", "petugas-demo")
        await the_clerk_receives(clerk)
        await tap(rahmat, "Semua benar")
        await the_clerk_drafts(clerk)

        lurah = await sign_in(shown, "lurah", town, "lurah", "lurah-demo")
        await the_lurah_signs(lurah)
        await siti_gets_her_letter(siti)
        await the_file_shows_its_history(clerk)


async def siti_asks(siti: Locator) -> None:
    await write(siti, "mau bikin ktp")
    await tap(siti, "Saya sendiri")
    await tap(siti, "Rusak / ganti data")
    await expect(siti).to_contain_text("Salin, lengkapi, lalu kirim")
    await write(siti, FORM)
    await expect(siti).to_contain_text("Mohon diperiksa, Ibu Siti Aminah")
    await tap(siti, "Sudah benar")
    await expect(siti).to_contain_text("Permintaan sudah sampai ke Ketua RT 005")


async def siti_hands_in(siti: Locator) -> None:
    await expect(siti).to_contain_text("Surat pengantar sudah jadi")
    for sample in ("Kartu Keluarga", "KTP lama", "Pas foto biru"):
        await siti.get_by_label("Lampirkan").click()
        await siti.locator(".samples").get_by_role("button", name=sample).click()
    await expect(siti).to_contain_text("Kirim ke kelurahan sekarang?")
    for place, file in enumerate(("kartu-keluarga", "ktp-lama", "pas-foto-biru")):
        await expect(siti.get_by_alt_text("Foto: ").nth(place)).to_have_attribute("alt", f"Foto: {file}.jpg")
    await tap(siti, "Kirim")
    await expect(siti).to_contain_text("kami terima. Paling lambat selesai")


async def the_clerk_receives(clerk: Page) -> None:
    await clerk.get_by_role("link", name="Siti Aminah").click()
    for picture in ("Kartu Keluarga", "KTP lama", "Pas foto"):
        await expect(clerk.get_by_alt_text(f"{picture}, lembar 1")).to_be_visible()
    await clerk.get_by_role("button", name="Terima berkas").click()
    await expect(clerk.get_by_text(re.compile(r"agenda \d{4}/\d{4}")).first).to_be_visible()


async def the_clerk_drafts(clerk: Page) -> None:
    draft = clerk.locator("summary", has_text="Buat konsep surat")
    await follow_the_news(clerk, until=draft)
    await draft.click()
    await clerk.get_by_role("button", name="Kirim ke lurah").click()
    await expect(clerk.get_by_text("Menunggu tanda tangan lurah")).to_be_visible()


async def the_lurah_signs(lurah: Page) -> None:
    await expect(lurah.get_by_alt_text(re.compile("Siti Aminah, seperti akan dicetak"))).to_be_visible()
    await lurah.get_by_role("button", name="Setujui dan tanda tangani").click()
    await expect(lurah.get_by_text("Tidak ada surat yang menunggu")).to_be_visible()


async def siti_gets_her_letter(siti: Locator) -> None:
    await expect(siti).to_contain_text("Surat Ibu sudah jadi dan ditandatangani")
    await expect(siti.get_by_role("link", name=re.compile("Surat Pengantar KTP"))).to_be_visible()
    await tap(siti, "Ambil sendiri")
    await siti.locator("summary", has_text="Beri nilai").click()
    await tap(siti, "Sangat baik")
    await expect(siti).to_contain_text("Terima kasih, Ibu Siti.")


async def the_file_shows_its_history(clerk: Page) -> None:
    history = clerk.get_by_label("Riwayat")
    await follow_the_news(clerk, until=history.get_by_text("Layanan dinilai 5 dari 5"))
    for line in ("Siti Aminah memulai permohonan", "Rahmat Hidayat menyatakan dokumen sah"):
        await expect(history).to_contain_text(line)


async def sign_in(shown: Screens, screen: str, town: Town, username: str, password: str) -> Page:
    page = await shown.open(screen, f"{town.console_url}/masuk")
    await page.get_by_label("Nama pengguna").fill(username)
    await page.get_by_label("Sandi", exact=True).fill(password)
    await page.get_by_role("button", name="Masuk").click()
    return page


async def follow_the_news(page: Page, until: Locator) -> None:
    """The page says by itself that something has changed; a click shows what."""
    while not await until.is_visible():
        await page.get_by_text("Berkas ini baru saja berubah").click()
        await page.wait_for_load_state()


async def write(phone: Locator, words: str) -> None:
    await phone.get_by_label("Tulis pesan").fill(words)
    await phone.locator(".write").get_by_role("button", name="Kirim").click()


async def tap(phone: Locator, choice: str) -> None:
    await phone.locator(".choices").get_by_role("button", name=choice, exact=True).last.click()
