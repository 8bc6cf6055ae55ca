"""Two people want to marry: for a Muslim the office fills in Model N1, for others it writes to the civil registry."""

import re
from typing import Any

from simulator.phone_client import Bubble
from tests.story.console import Console
from tests.story.counter import begins, fills_in, says_it_is_right, sends, the_office_makes_the_letter
from tests.story.everyday import text_of, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair

FATHER = "Nama: Ahmad Yani (alm)\nNIK: -\nTempat, tanggal lahir: Palembang, 1958\nAgama: Islam\nAlamat: -"
MOTHER = "Maimuna\n1671 0741 0160 0000\nPalembang, 1-1-1960\nislam\nibu rumah tangga\nsama"


async def test_a_muslim_gets_model_n1(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console):
    laila = await neighbourhood.moves_in("Laila Nurfitri")

    summary = await laila_tells_about_her_parents(laila)
    reference = await says_it_is_right(laila, summary)
    await rahmat.approves(laila)
    letter = await laila.phone.hears("pas foto latar biru")
    assert "Pernikahan dengan Budi Santoso" in " ".join((await text_of(letter)).split())
    laila.phone.forgets_what_was_heard()
    await sends(laila, "1. Kartu Keluarga, 2. KTP, 3. pas foto latar biru", "kk", "ktp", "pas_foto_biru")
    await the_clerk_receives(clerk, reference)
    await rahmat.vouches_for_documents(laila)
    await the_clerk_puts_her_mothers_name_right(clerk, reference)
    await the_lurah_approves(lurah, reference)

    n1 = await laila.phone.hears("sudah jadi dan ditandatangani")
    text = " ".join((await text_of(n1)).split())
    assert re.search(r"Model N1 .* PENGANTAR NIKAH Nomor: 474\.2/\d{4}/BKS/", text)
    assert "b. Perempuan: perawan, janda : Perawan" in text
    assert "seorang pria: Nama lengkap dan alias : Ahmad Yani (alm.) Nomor Induk Kependudukan (NIK) : -" in text
    assert "Tempat dan tanggal lahir : Palembang, 1958 Kewarganegaraan : WNI" in text
    assert "seorang wanita: Nama lengkap dan alias : Maimunah Nomor Induk Kependudukan (NIK) : 1671074101600000" in text


async def laila_tells_about_her_parents(laila: Resident) -> Bubble:
    await begins(laila, "assalamualaikum, saya mau nikah", "Pengantar nikah")
    await fills_in(laila, Status="belum kawin")
    await laila.phone.hears("Nama lengkap calon istri atau calon suaminya siapa?")
    await laila.phone.writes("budi santoso")
    await laila.phone.hears("Tolong isi data ayah.")
    await laila.phone.writes(FATHER)
    await laila.phone.hears("Tolong isi data ibu.")
    await laila.phone.writes(MOTHER)
    summary = await laila.phone.hears("Mohon diperiksa")
    assert summary.says("Ayah: Ahmad Yani (alm.), NIK -, Palembang, 1958, WNI, Islam, Pekerjaan -, Alamat -")
    return summary


async def the_clerk_puts_her_mothers_name_right(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/konsep")
    assert "1671 •••• •••• 0000" in page.text

    wrong: dict[str, Any] = {"detail.mother_nik": "16710"}
    refused = await clerk.sends(page, "/konsep", **wrong)
    assert refused.status == 422
    assert "NIK ibu: NIK terdiri dari 16 angka." in refused.text
    right: dict[str, Any] = {"detail.mother_name": "Maimunah"}
    drafted = await clerk.sends(page, "/konsep", **right)

    assert "diperbaiki: Nama lengkap dan alias ibu" in drafted.text


async def test_whoever_is_no_muslim_gets_a_letter_to_the_civil_registry(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    markus = await neighbourhood.moves_in("Markus Hutagalung", woman=False)

    await begins(markus, "mau menikah", "Pengantar nikah")
    await fills_in(markus, Status="cerai mati", Agama="kristen")
    await markus.phone.hears("Tolong isi data calon pasangan.")
    await markus.phone.writes("Ruth Simanjuntak\nMedan, 2 Februari 1992\nKristen\nguru\njl melati no 3")
    await markus.phone.hears("Nama istri atau suami terdahulu siapa?")
    await markus.phone.writes("Ester Sihombing")
    reference = await says_it_is_right(markus, await markus.phone.hears("Pasangan terdahulu: Ester Sihombing"))
    await rahmat.approves(markus)
    await sends(markus, "pas foto latar biru", "kk", "ktp", "pas_foto_biru")
    letter = await the_office_makes_the_letter(reference, markus, rahmat, clerk, lurah)

    text = " ".join((await text_of(letter)).split())
    assert "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang" in text
    assert (
        "hendak melangsungkan perkawinan dengan: Nama : Ruth Simanjuntak Tempat, tanggal lahir : Medan, 2 Feb" in text
    )
