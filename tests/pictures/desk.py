"""What a clerk and a lurah see."""

import re

from playwright.async_api import Page, ViewportSize

from tests.pictures.camera import Camera
from tests.pictures.people import Office
from tests.story.console import Page as PageOfText
from tests.story.everyday import the_lurah_approves
from tests.story.people import Resident

WIDE, HIGH = 1360, 860
#: High enough for the longest of the forms on a file.
TALL = ViewportSize(width=WIDE, height=1600)
LOW = ViewportSize(width=WIDE, height=600)


async def signed_in(camera: Camera, office: Office, username: str, width: int = WIDE, height: int = HIGH) -> Page:
    """A screen with one of the demo's accounts signed in."""
    page = await camera.screen(office.clerk.url, width, height)
    await page.get_by_label("Nama pengguna").fill(username)
    await page.get_by_label("Sandi", exact=True).fill(f"{username}-demo")
    await page.get_by_role("button", name="Masuk").click()
    await page.get_by_role("status").get_by_text("langsung").wait_for()
    return page


class Clerk:
    """The clerk's screen, on which one file after the other is opened."""

    def __init__(self, camera: Camera, office: Office, page: Page) -> None:
        self._camera, self._office, self._page = camera, office, page

    async def queue(self) -> None:
        await self._page.goto("/")
        await self._camera.take("queue", self._page, whole=True)

    async def somebody_at_the_counter(self, resident: Resident) -> str:
        """A file is opened for them, and their chair is asked; the number of the file."""
        await self._page.set_viewport_size(TALL)
        await self._page.goto("/berkas/baru?service=ktp&reason=changed")
        form = self._page.locator("form[action='/berkas/baru']")
        for label, answer in {
            "Nama lengkap": resident.name,
            "NIK": resident.nik,
            "Tempat lahir": "Palembang",
            "Pekerjaan": "Pedagang",
            "Alamat": resident.address,
            "Nomor telepon": "0711-812345",
        }.items():
            await form.get_by_label(label, exact=True).fill(answer)
        for label, answer in {"Agama": "Islam", "Status kawin": "Kawin", "RT/RW": resident.rt}.items():
            await form.get_by_label(label).select_option(answer)
        await form.get_by_label("Pemohon sudah mendengarnya dan setuju").check()
        await self._camera.take("counter", self._page.locator("main"), margin=0)
        await form.get_by_role("button", name="Buka berkas").click()
        await self._page.get_by_text("membuka permohonan di loket").wait_for()
        await self._page.set_viewport_size(ViewportSize(width=WIDE, height=HIGH))
        return reference_on(await self._page.inner_text("main"))

    async def news_to_tell(self, reference: str) -> None:
        """What is told by hand to somebody who has no WhatsApp."""
        await self._open(reference, until="/beri-tahu")
        await self._camera.take("tell", self._page.locator(".tell"), margin=0)

    async def file(self, reference: str) -> None:
        await self._open(reference, until="/konsep")
        await self._camera.take("file", self._page)

    async def deed(self, name: str, reference: str, deed: str, answers: dict[str, str]) -> None:
        """What a deed asks for; `answers` are filled in, by label."""
        await self._page.set_viewport_size(TALL)
        await self._open(reference)
        await self._page.locator("summary", has_text=deed).click()
        for label, answer in answers.items():
            await self._answer(label, answer)
        await self._page.mouse.move(0, 0)
        await self._camera.take(name, self._page.get_by_label("Tindakan"), margin=0)
        await self._page.set_viewport_size(ViewportSize(width=WIDE, height=HIGH))

    async def doubted(self, reference: str) -> None:
        """The chair's word under the document, and what the clerk may do about it."""
        await self._open(reference)
        await self._page.locator("#old_ktp").scroll_into_view_if_needed()
        await self._page.locator("#old_ktp .word").first.scroll_into_view_if_needed()
        await self._camera.take("doubted", self._page)

    async def conversation(self, name: str) -> None:
        await self._page.set_viewport_size(LOW)
        await self._page.goto("/percakapan")
        await self._page.get_by_role("link", name=name).click()
        await self._page.get_by_label("Tulis pesan").fill("Boleh, Bu. Bawa KTP Ibu dan nomor berkasnya.")
        await self._camera.take("conversation", self._page)

    async def paper_letter_in_the_register(self) -> None:
        await self._page.goto("/register?key=470")
        await self._page.locator("summary", has_text="Catat surat yang dibuat di kertas").click()
        await self._answer("Atas nama", "Nurul Fadhilah")
        await self._answer("Perihal", "Surat Pengantar KTP")
        await self._camera.take("on-paper", self._page.locator("details.act[open]"))
        await self._page.get_by_role("button", name="Catat nomor ini").click()
        await self._page.get_by_text("Nurul Fadhilah").wait_for()

    async def register(self) -> None:
        await self._page.goto("/register?key=470")
        await self._camera.take("register", self._page, whole=True)

    async def _answer(self, label: str, answer: str) -> None:
        field = self._page.locator("details.act[open]").get_by_label(label, exact=True)
        if await field.get_attribute("type") == "checkbox":
            await field.check()
        elif await field.evaluate("field => field.tagName") == "SELECT":
            await field.select_option(answer)
        else:
            await field.fill(answer)

    async def _open(self, reference: str, until: str = "") -> None:
        file = await self._office.clerk.opens_file(reference, until=until)
        await self._page.goto(file.address)


def reference_on(page: str) -> str:
    """The number of the file that the page is about. Raises AssertionError."""
    found = re.search(r"BKS-\w+", page)
    assert found, page
    return found.group()


async def the_lurah_signs(camera: Camera, office: Office, laila: str, siti: str) -> None:
    """Two letters wait; one more has its number already and is signed by hand."""
    page = await signed_in(camera, office, "lurah")
    file = await office.lurah.opens_file(laila)
    await page.goto(file.address.replace("/berkas/", "/tanda-tangan/"))
    await page.get_by_alt_text(re.compile("seperti akan dicetak")).wait_for()
    await camera.take("signing", page)
    for reference in (siti, laila):
        await the_lurah_approves(office.lurah, reference)


async def a_number_is_made_void(camera: Camera, office: Office, number: str) -> None:
    """How it is asked for; and then it is done."""
    page = await signed_in(camera, office, "lurah")
    await page.goto(number)
    await page.locator("summary", has_text="Batalkan nomor ini").click()
    await page.get_by_label("Apa alasannya?").fill("Nama ayah salah tulis.")
    await page.get_by_label("Ya, berkas kembali ke petugas").check()
    await camera.take("void", page.locator("main"), margin=0)
    await page.get_by_role("button", name="Batalkan nomor").click()
    await page.locator(".tag.late").wait_for()


async def number_of(office: Office, reference: str) -> str:
    """The page of the letter's number, once the letter is out."""
    file = await office.clerk.opens_file(reference, until="/serahkan")
    return _link(file, "/register/nomor/")


async def address_to_check(office: Office, number: str) -> str:
    """Where anybody can check the letter with this number."""
    return _link(await office.clerk.opens(number), "/cek/")


def _link(page: PageOfText, beginning: str) -> str:
    found = re.search(rf'href="({beginning}[^"]+)"', page.html)
    assert found, page.address
    return found.group(1)
