"""Neighbours confirm where an applicant lives, as the RT chair or the clerk wants it; the applicant never hears it."""

import re

from simulator.phone_client import Bubble
from tests.story.console import Console
from tests.story.everyday import the_documents_are_received
from tests.story.people import Neighbourhood, Resident, RtChair


async def test_the_chair_asks_and_two_neighbours_answer(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    lina = await neighbourhood.moves_in("Lina Manurung")
    sri = await neighbourhood.moves_in("Sri Wahyuni")
    budi = await neighbourhood.moves_in("Bonar Siahaan", woman=False)
    reference = await the_documents_are_received(lina, rahmat, clerk)

    await rahmat.phone.taps("Lihat dokumen", on=await rahmat.is_asked_about_documents(lina))
    await rahmat.phone.taps("Tanya tetangga", on=await rahmat.is_asked_about_documents(lina))
    code = code_in(await rahmat.phone.hears("mohon bantu jawab satu pertanyaan"))
    await answers(sri, code, "Benar", about=lina)
    await answers(budi, code, "Benar", about=lina)
    await rahmat.phone.hears("Jawaban tetangga: 2 benar, 0 tidak, 0 tidak tahu.")
    await rahmat.vouches_for_documents(lina)

    page = await clerk.opens_file(reference, until="/konsep")
    assert "Jawaban tetangga" in page.text
    assert "Sri Wahyuni" in page.text
    assert not [said for said in await lina.phone.chat() if "tetangga" in said.text.lower()]


async def test_the_clerk_asks_and_a_neighbour_says_no(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    mira = await neighbourhood.moves_in("Mira Hutagalung")
    yanti = await neighbourhood.moves_in("Yanti Sitompul")
    reference = await the_documents_are_received(mira, rahmat, clerk)
    await rahmat.is_asked_about_documents(mira)

    page = await clerk.opens_file(reference, until="/tanya-tetangga")
    await clerk.sends(page, "/tanya-tetangga", remark="alamat di KTP lain dengan di KK")
    code = code_in(await rahmat.phone.hears("mohon bantu jawab satu pertanyaan"))
    await answers(yanti, code, "Tidak", about=mira)
    await yanti.phone.writes("sudah pindah tahun lalu")
    again = await rahmat.phone.hears("Catatan: sudah pindah tahun lalu")
    await rahmat.phone.taps("Semua benar", on=again)
    await rahmat.phone.hears("Mengapa dokumennya tetap benar?")
    await rahmat.phone.writes("dia merantau, keluarganya masih di sini")

    page = await clerk.opens_file(reference, until="/konsep")
    assert "sudah pindah tahun lalu" in page.text
    assert "walau tetangga belum cukup membenarkan: dia merantau, keluarganya masih di sini" in page.text


def code_in(said: Bubble) -> str:
    found = re.search(r"TETANGGA \w{4}-\w{4}", said.text)
    assert found, said
    return found.group()


async def answers(neighbour: Resident, code: str, answer: str, *, about: Resident) -> None:
    """The neighbour sends the code, is told who asks about whom, and taps."""
    await neighbour.phone.writes(code)
    asked = await neighbour.phone.hears("bertanya: apakah benar")
    assert asked.says(f"{about.name} tinggal di {about.address}")
    await neighbour.phone.taps(answer, on=asked)
    await neighbour.phone.hears("Terima kasih")
