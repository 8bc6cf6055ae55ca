"""A family has moved in and needs a KK: the letter of the place they come from belongs to it."""

from tests.story.console import Console
from tests.story.counter import begins, fills_in, says_it_is_right, sends, the_office_makes_the_letter
from tests.story.everyday import text_of
from tests.story.people import Neighbourhood, RtChair


async def test_a_family_card_for_who_moves_in(
    neighbourhood: Neighbourhood, hasan: RtChair, clerk: Console, lurah: Console
):
    maya = await neighbourhood.moves_in("Maya Anggraeni", rt="018/005")

    await begins(maya, "selamat pagi, mau urus kartu keluarga", "KK")
    await maya.phone.hears("Kenapa perlu KK?")
    await maya.phone.taps("Pindah datang")
    await fills_in(maya)
    reference = await says_it_is_right(maya, await maya.phone.hears("Untuk KK (pindah datang)"))
    await hasan.approves(maya)
    await sends(maya, "*1. KK lama, 2. Surat keterangan pindah*", "kk", "surat_kehilangan")
    letter = await the_office_makes_the_letter(reference, maya, hasan, clerk, lurah)

    text = " ".join((await text_of(letter)).split())
    assert "SURAT PENGANTAR KK Nomor: 470/" in text
    assert "Keperluan : Pengurusan Kartu Keluarga (KK) (pindah datang) Dasar : Surat pengantar Ketua RT 018" in text
