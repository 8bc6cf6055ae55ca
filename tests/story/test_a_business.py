"""Two women with a shop: in one office the RT's word is enough, in the other the RW signs, too; and services that an
office thinks of itself need no surat pengantar."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.a_fifth_service import DOMICILE
from tests.story.console import Console
from tests.story.counter import begins, fills_in, says_it_is_right, sends, the_office_makes_the_letter
from tests.story.everyday import text_of
from tests.story.people import Neighbourhood, Resident, RtChair, reference_in
from tests.story.town import Town, running

SHIPPED = Path("config")
SITU = "    also: [situ,"
RW = "{ rw: 2, chair: { name: Dewi Sartika, honorific: Ibu }"


async def test_a_shop_gets_its_letter(neighbourhood: Neighbourhood, hasan: RtChair, clerk: Console, lurah: Console):
    ratih = await neighbourhood.moves_in("Ratih Kumalasari", rt="018/005")

    reference = await asks_for_a_situ(ratih)
    await hasan.approves(ratih)
    await sends(ratih, "1. KTP, 2. Pas foto", "ktp", "pas_foto_biru")
    letter = await the_office_makes_the_letter(reference, ratih, hasan, clerk, lurah)

    text = " ".join((await text_of(letter)).split())
    assert "SURAT KETERANGAN USAHA Nomor: 503/" in text
    assert f"Nama usaha : Warung Bu Ratih Jenis usaha : Warung makan Alamat usaha : {ratih.address}" in text


async def asks_for_a_situ(ratih: Resident) -> str:
    await begins(ratih, "mau urus izin usaha", "SITU")
    await fills_in(ratih)
    await ratih.phone.hears("Tolong isi data usaha.")
    await ratih.phone.writes("Nama usaha: Warung Bu Ratih\nJenis usaha: warung makan\nAlamat usaha: sama")
    return await says_it_is_right(ratih, await ratih.phone.hears("Usaha: Warung Bu Ratih, Warung makan"))


@pytest.fixture(scope="module")
def another_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose RW signs for shops, and which has a fifth service."""
    folder = tmp_path_factory.mktemp("another")
    config = shutil.copytree(SHIPPED, folder / "config") / "kelurahan.yaml"
    text = config.read_text().replace(SITU, f"    rw_endorses: yes\n{SITU}")
    text = text.replace(RW, RW.replace("Ibu }", "Ibu, phone: 0812-7100-2000 }"))
    config.write_text(text.replace("\nrts:\n", f"{DOMICILE}\nrts:\n", 1))
    with running(Town(folder / "data"), CONFIG=str(config)) as town:
        yield town


@pytest.fixture
async def others(another_town: Town) -> AsyncIterator[tuple[Neighbourhood, Console, Console]]:
    """The people of that town, its clerk and its lurah."""
    async with another_town.phones() as phones, another_town.console() as clerk, another_town.console() as lurah:
        await clerk.signs_in("petugas", "petugas-demo")
        await lurah.signs_in("lurah", "lurah-demo")
        yield Neighbourhood(phones, another_town.residents), clerk, lurah


async def test_where_the_rw_signs_too(others: tuple[Neighbourhood, Console, Console]):
    neighbourhood, clerk, _ = others
    dewi = await neighbourhood.phones.add("0812-7100-2000", "Dewi Sartika", "Ketua RW 002")
    rahmat = await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")
    ratih = await neighbourhood.moves_in("Ratih Kumalasari")
    reference = await asks_for_a_situ(ratih)

    request = await rahmat.is_asked_for_a_letter(ratih)
    await rahmat.phone.taps("Setujui", on=request)
    await rahmat.phone.hears("kami teruskan ke Bu Dewi, Ketua RW 002")
    await dewi.hears("Sudah disetujui Ketua RT 005")
    await dewi.taps("Setujui")

    letter = await ratih.phone.hears("Sekarang kirim foto")
    text = " ".join((await text_of(letter)).split())
    assert "untuk keperluan: Pengurusan surat izin tempat usaha (SITU) untuk Warung Bu Ratih" in text
    assert "Mengetahui, Ketua RW 002, Diketahui secara elektronik pada" in text
    for chair in (rahmat.phone, dewi):
        await chair.hears("sudah dikirim ke warga dan kelurahan")
    page = await clerk.opens_file(reference)
    assert "diketahui Ketua RW 002, Dewi Sartika" in page.text


async def test_a_service_that_nobody_had_in_mind_and_no_surat_pengantar(
    others: tuple[Neighbourhood, Console, Console],
):
    neighbourhood, clerk, lurah = others
    rahmat = await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")
    wulan = await neighbourhood.moves_in("Wulan Sari")
    await begins(wulan, "perlu surat domisili untuk bank", "Domisili")
    await fills_in(wulan)
    await wulan.phone.hears("Tolong isi data tempat tinggal.")
    await wulan.phone.writes("Tinggal sejak: 1 januari 2020\nStatus rumah: milik sendiri")
    summary = await wulan.phone.hears("Tinggal sejak 1 Januari 2020, Milik sendiri")
    assert summary.says("Setelah ini kami minta foto dokumennya.")
    await wulan.phone.taps("Sudah benar", on=summary)
    opening = await wulan.phone.hears("Sekarang kirim *foto* KTP")
    wulan.phone.forgets_what_was_heard()
    await sends(wulan, "Sekarang kirim", "ktp")

    letter = await the_office_makes_the_letter(reference_in(opening), wulan, rahmat, clerk, lurah)

    text = " ".join((await text_of(letter)).split())
    assert "SURAT KETERANGAN DOMISILI Nomor: 475/0001/BKS/" in text
    assert "Dasar" not in text
