"""The town is stopped in the middle of two applications and started again: both go on where they stopped."""

from pathlib import Path

from simulator.samples import photo
from tests.story.console import Console
from tests.story.everyday import the_clerk_drafts_the_letter, the_documents_are_received, the_lurah_approves
from tests.story.operator import pengantar
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.town import Town, running


async def test_it_goes_on_where_it_stopped(tmp_path: Path):
    town = Town(tmp_path)
    async with town.phones() as phones, town.console() as clerk, town.console() as lurah:
        with running(town):
            neighbourhood = Neighbourhood(phones)
            rahmat = await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")
            teguh = await neighbourhood.moves_in("Teguh Santosa", woman=False)
            nurul = await neighbourhood.moves_in("Nurul Hasanah")
            reference = await his_letter_waits_for_the_lurah(teguh, rahmat, clerk)
            await she_is_asked_for_photos(nurul, rahmat)
            await lurah.signs_in("lurah", "lurah-demo")

            await the_lurah_approves(lurah, reference)
            await nurul.phone.sends_album([(photo("kk"), "image/jpeg"), (photo("ktp"), "image/jpeg")])

        with running(town):
            await teguh.phone.hears("Surat Bapak sudah jadi")
            await nurul.phone.hears("Kartu Keluarga dan KTP lama sudah kami simpan. Tinggal *pas foto")
            await nurul.phone.sends_photo(photo("pas_foto_biru"))
            await nurul.phone.hears("Kirim ke kelurahan sekarang?")
            await nothing_was_said_twice(teguh, nurul)
            await nothing_was_left_behind(town)


async def his_letter_waits_for_the_lurah(teguh: Resident, rahmat: RtChair, clerk: Console) -> str:
    await clerk.signs_in("petugas", "petugas-demo")
    reference = await the_documents_are_received(teguh, rahmat, clerk)
    await rahmat.vouches_for_documents(teguh)
    await the_clerk_drafts_the_letter(clerk, reference)
    return reference


async def she_is_asked_for_photos(nurul: Resident, rahmat: RtChair) -> None:
    await nurul.asks_for_a_ktp()
    await rahmat.approves(nurul)
    await nurul.phone.hears("Sekarang kirim foto")


async def nothing_was_said_twice(*residents: Resident) -> None:
    for resident in residents:
        told = [bubble.text for bubble in await resident.phone.chat() if bubble.message.from_office]
        assert len(told) == len(set(told)), "\n\n".join(told)


async def nothing_was_left_behind(town: Town) -> None:
    parked = await pengantar(town, "parked", "list")
    assert (parked.code, parked.said) == (0, "Nothing is parked.\n")
