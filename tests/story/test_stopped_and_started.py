"""The town is stopped in the middle of an application and started again: it goes on where it stopped."""

from pathlib import Path

from simulator.samples import photo
from tests.story.console import Console
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.operator import pengantar
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.town import Town, running


async def test_it_goes_on_where_it_stopped(tmp_path: Path):
    town = Town(tmp_path)
    async with town.phones() as phones, town.console() as clerk, town.console() as lurah:
        neighbourhood = Neighbourhood(phones)
        with running(town):
            rahmat = await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")
            nurul = await neighbourhood.moves_in("Nurul Fadhilah")
            reference = await she_has_just_sent_two_photos(nurul, rahmat)
        with running(town):
            await what_she_sent_is_there(nurul)
            await the_letter_has_just_been_approved(reference, rahmat, nurul, clerk, lurah)
        with running(town):
            await nurul.phone.hears("Surat Ibu sudah jadi")
            await nothing_was_said_twice(nurul)
            await nothing_was_left_behind(town)


async def she_has_just_sent_two_photos(nurul: Resident, rahmat: RtChair) -> str:
    reference = await nurul.asks_for_a_ktp()
    await rahmat.approves(nurul)
    await nurul.phone.hears("Sekarang kirim foto")
    await nurul.phone.sends_album([(photo("kk"), "image/jpeg"), (photo("ktp"), "image/jpeg")])
    return reference


async def what_she_sent_is_there(nurul: Resident) -> None:
    await nurul.phone.hears("Kartu Keluarga dan KTP lama sudah kami simpan. Tinggal *pas foto")
    await nurul.phone.sends_photo(photo("pas_foto_biru"))
    await nurul.phone.hears("Kirim ke kelurahan sekarang?")
    await nurul.phone.taps("Kirim")
    await nurul.phone.hears("kami terima. Paling lambat selesai")


async def the_letter_has_just_been_approved(
    reference: str, rahmat: RtChair, nurul: Resident, clerk: Console, lurah: Console
) -> None:
    await clerk.signs_in("petugas", "petugas-demo")
    await the_clerk_receives(clerk, reference)
    await rahmat.vouches_for_documents(nurul)
    await the_clerk_drafts_the_letter(clerk, reference)
    await lurah.signs_in("lurah", "lurah-demo")
    await the_lurah_approves(lurah, reference)


async def nothing_was_said_twice(nurul: Resident) -> None:
    told = [bubble.text for bubble in await nurul.phone.chat() if bubble.message.from_office]
    assert len(told) == len(set(told)), "\n\n".join(told)


async def nothing_was_left_behind(town: Town) -> None:
    parked = await pengantar(town, "parked", "list")
    assert (parked.code, parked.said) == (0, "Nothing is parked.\n")
