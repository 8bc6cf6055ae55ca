"""What an admin sees, and whoever checks a letter."""

from datetime import timedelta

from playwright.async_api import Page

from tests.pictures import hour
from tests.pictures.camera import Camera
from tests.pictures.desk import signed_in
from tests.pictures.people import Office

#: A list with two mistakes in it.
A_LIST = """rt,rw,nama,sapaan,hp
005,002,Rahmat Hidayat,Bapak,0812-7100-2005
006,002,Yuliana,Ibu,0812-7100-2006
007,002,Sri Wahyuni,Ibu,081
abc,002,M. Saleh,Bapak,
"""


class Admin:
    """The admin's screen."""

    def __init__(self, camera: Camera, page: Page) -> None:
        self._camera, self._page = camera, page

    @classmethod
    async def at(cls, camera: Camera, office: Office) -> "Admin":
        return cls(camera, await signed_in(camera, office, "admin", width=1240, height=820))

    async def paper_book(self, key: str, last: int) -> None:
        """Where the paper book of a register ends."""
        await self._page.goto(f"/register?key={key}")
        await self._page.locator("summary", has_text="Nomor terakhir di buku kertas").click()
        await self._page.get_by_label("Nomor urut terakhir di buku kertas").fill(str(last))
        await self._camera.take("paper-book", self._page.locator("details.act[open]"), margin=8)
        await self._page.get_by_role("button", name="Simpan nomor terakhir").click()
        await self._page.get_by_text("ada di buku kertas").wait_for()

    async def overview(self) -> None:
        await self._page.goto("/atur")
        await self._camera.take("setup", self._page)

    async def closing(self) -> None:
        """Which files move when the office closes the day after tomorrow; and then it does."""
        await self._page.goto("/atur/libur")
        form = self._page.locator("form[action='/atur/libur/tutup']").first
        await form.get_by_label("Tanggal", exact=True).fill(hour.a_working_day_ahead().isoformat())
        await form.get_by_label("Alasan").fill("Banjir di sekitar kantor")
        await form.get_by_role("button", name="Lihat berkas yang mundur").click()
        yes = self._page.get_by_role("button", name="Ya, tutup kantor")
        await yes.wait_for()
        await self._camera.take("closing", self._page.locator("main"))
        await yes.click()
        await self._page.get_by_text("Tersimpan dan langsung berlaku.").wait_for()

    async def account(self, name: str, username: str, role: str) -> None:
        await self._page.goto("/atur/akun")
        form = self._page.locator("form[action='/atur/akun']")
        await form.get_by_label("Nama", exact=True).fill(name)
        await form.get_by_label("Peran").select_option(role)
        await form.get_by_label("Nama pengguna").fill(username)
        await form.get_by_label("Sandi").fill(f"{username}-boleh-masuk")
        await form.get_by_role("button", name="Tambah akun").click()
        await self._page.get_by_text("Tersimpan dan langsung berlaku.").wait_for()

    async def deputy(self) -> None:
        """Somebody signs for the lurah for some days, with an account of their own."""
        await self.account("Drs. Zainal Arifin", "zainal", "lurah")
        await self._page.goto("/atur/penanda-tangan")
        form = self._page.locator("form[action='/atur/penanda-tangan/tugas']")
        await form.get_by_label("Akun").select_option("zainal")
        await form.get_by_label("Sebagai").select_option("plh")
        today = hour.today()
        for label, answer in {
            "Nama, dengan gelar": "Drs. Zainal Arifin",
            "NIP": "19750612 200003 1 002",
            "Mulai tanggal": today.isoformat(),
            "Sampai tanggal": (today + timedelta(days=6)).isoformat(),
            "Alasan perubahan": "Surat perintah 800/112/BKS/2026",
        }.items():
            await form.get_by_label(label, exact=True).fill(answer)
        await self._camera.take("deputy", self._page.locator("section", has=form))

    async def certificate(self) -> None:
        await self._page.goto("/atur/sertifikat")
        await self._camera.take("certificate", self._page.locator("main"))

    async def invitation(self, post: str) -> None:
        """The code by which a chair comes to WhatsApp; `post` is where the chair stands in the set-up: `2/6`."""
        await self._page.goto(f"/atur/rt/{post}")
        await self._page.get_by_role("button", name="Buat kode undangan").click()
        await self._page.get_by_text("hanya tampil sekali ini").wait_for()
        await self._camera.take("invitation", self._page.locator("#whatsapp"))

    async def importing(self) -> None:
        """A list with mistakes: each is explained, and nothing is changed."""
        await self._page.goto("/atur/rt/impor")
        await self._page.get_by_label("atau tempel isinya di sini").fill(A_LIST)
        await self._page.get_by_role("button", name="Periksa daftar").click()
        checked = self._page.get_by_label("Hasil pemeriksaan")
        await checked.wait_for()
        await self._camera.take("importing", checked)


async def anybody_checks(camera: Camera, address: str, *letters: str) -> None:
    """Each letter on a phone of its own."""
    phones: list[Page] = []
    for letter in letters:
        phones.append(await camera.screen(address, 390, 697))
        await phones[-1].goto(letter)
    await camera.take_beside("check", *phones)
