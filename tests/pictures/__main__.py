"""Makes the pictures in `docs/pictures` again: `make pictures`.

It starts the demo, lets invented people go through their errands, and looks at the screens of the office meanwhile.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.pictures import hour
from tests.pictures.camera import Camera, a_camera
from tests.pictures.desk import Clerk, a_number_is_made_void, address_to_check, number_of, signed_in, the_lurah_signs
from tests.pictures.people import Office
from tests.pictures.setup import Admin, anybody_checks
from tests.story.everyday import the_clerk_drafts_the_letter
from tests.story.people import Neighbourhood
from tests.story.town import Town, running

FOLDER = Path("docs/pictures")
ZONE = "time_zone: Asia/Jakarta"
IN_INK = "title: Surat Keterangan Usaha\n"


def main() -> None:
    """All of them, in a few minutes."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        folder = Path(name)
        with running(Town(folder / "data"), CONFIG=str(office_file(folder))) as town:
            asyncio.run(album(town))


def office_file(folder: Path) -> Path:
    """The demo's, in which one kind of letter is signed by hand, and where it is nine in the morning."""
    config = shutil.copytree("config", folder / "config") / "kelurahan.yaml"
    text = config.read_text().replace(IN_INK, f"{IN_INK}      signed: in_ink\n")
    config.write_text(text.replace(ZONE, f"time_zone: {hour.ZONE}"))
    return config


async def album(town: Town) -> None:
    async with a_camera(FOLDER) as camera, an_office(town) as office:
        await camera.take("sign-in", await camera.screen(town.console_url, 1000, 800))
        admin = await Admin.at(camera, office)
        await admin.paper_book("470", 122)
        await a_day(camera, office, town)
        await admin.closing()
        await admin.importing()
        await admin.invitation("2/6")
        await admin.deputy()
        await admin.certificate()
        await admin.overview()


async def a_day(camera: Camera, office: Office, town: Town) -> None:
    """What happens at the office from the morning on."""
    ratih, laila = await office.ratih_has_a_shop(), await office.laila_wants_to_marry()
    rina, sumarni = await office.rina_is_doubted(), await office.sumarni_has_handed_in()
    karyadi, siti = await office.karyadi_brings_paper(), await office.siti_is_vouched_for()
    await office.tini_sends_it_once_more()
    await office.yusuf_waits_for_his_chair()
    await office.sumarni_asks_a_person()

    clerk = Clerk(camera, office, await signed_in(camera, office, "petugas"))
    maimunah = await office.neighbourhood.moves_in("Maimunah Nasution", rt="018/005")
    visit = await clerk.somebody_at_the_counter(maimunah)
    await office.hasan.approves(maimunah)
    await clerk.news_to_tell(visit)
    await clerk.deed("scan", visit, "Unggah dokumen di loket", {})
    await clerk.queue()
    await clerk.file(siti)
    await clerk.doubted(rina)
    await clerk.deed(
        "return",
        sumarni,
        "Kembalikan",
        {"Kartu Keluarga": "", "Apa yang salah dengan Kartu Keluarga": "ada bagian yang terpotong"},
    )
    await clerk.deed(
        "paper-letter",
        karyadi,
        "Catat surat pengantar kertas",
        {"Nomor surat pengantar": "07/RT.06/XI/2026", "Tanggal surat": hour.today().isoformat()},
    )
    await clerk.deed("ink", ratih, "Catat tanda tangan basah", {})
    await clerk.deed("draft", siti, "Buat konsep surat", {})
    await clerk.conversation("Sumarni")
    await the_clerk_drafts_the_letter(office.clerk, siti)
    await the_lurah_signs(camera, office, laila, siti)
    await two_phones(camera, town)
    numbers = [await number_of(office, reference) for reference in (siti, laila)]
    await a_number_is_made_void(camera, office, numbers[1])
    await anybody_checks(camera, office.clerk.url, *[await address_to_check(office, number) for number in numbers])
    await clerk.paper_letter_in_the_register()
    await clerk.register()


async def two_phones(camera: Camera, town: Town) -> None:
    """The resident's and the chair's, once the letter is there."""
    page = await camera.screen(town.phones_url, 1240, 900)
    siti, rahmat = (page.get_by_role("region", name=f"Telepon {name}") for name in ("Siti Aminah", "Rahmat Hidayat"))
    await siti.get_by_text("Perlu surat cetak?").wait_for()
    await camera.take_beside("phones", siti, rahmat)


@asynccontextmanager
async def an_office(town: Town) -> AsyncGenerator[Office]:
    async with town.phones() as phones, town.console() as clerk, town.console() as lurah:
        await clerk.signs_in("petugas", "petugas-demo")
        await lurah.signs_in("lurah", "lurah-demo")
        neighbourhood = Neighbourhood(phones, town.residents)
        rahmat = await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")
        hasan = await neighbourhood.chair("Hasan Basri", "0812-7100-5018")
        yield Office(phones, neighbourhood, rahmat, hasan, clerk, lurah)


if __name__ == "__main__":
    main()
