"""A resident's old KTP went with the flood: they say so, and the clerk decides."""

from simulator.samples import photo
from tests.story.console import Console
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, RtChair


async def test_the_office_goes_on_without_a_document_that_is_not_there(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    yati = await neighbourhood.moves_in("Yati Kurniasih")
    reference = await yati.asks_for_a_ktp()
    await rahmat.approves(yati)

    await yati.phone.hears("Sekarang kirim foto")
    await yati.phone.taps("Tidak punya")
    await yati.phone.hears("Dokumen mana yang tidak ada?")
    await yati.phone.taps("KTP lama")
    await yati.phone.hears("Kenapa *KTP lama* tidak ada?")
    await yati.phone.writes("hanyut waktu banjir")
    await yati.phone.hears("Tanpa *KTP lama* sudah kami catat")
    await yati.phone.sends_album([(photo(name), "image/jpeg") for name in ("kk", "pas_foto_biru")])
    await yati.phone.hears("petugas yang memutuskan")
    await yati.phone.taps("Kirim")
    await yati.phone.hears("kami terima")

    page = await clerk.opens_file(reference, until="/tanpa-dokumen")
    assert "hanyut waktu banjir" in page.text
    assert not page.offers("/terima")
    await clerk.sends(page, "/tanpa-dokumen", reason="datanya ada di KK")
    await the_clerk_receives(clerk, reference)

    question = await rahmat.is_asked_about_documents(yati)
    assert question.says("Tidak punya: KTP lama (hanyut waktu banjir)")
    await rahmat.phone.taps("Semua benar", on=question)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)
    await yati.phone.hears("sudah jadi dan ditandatangani")
