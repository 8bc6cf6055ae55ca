"""What only some services ask for: shown on the file, put right in the draft, and in the letter the lurah looks at."""

import re
from typing import Any

from services.issuance.file import File
from services.issuance.stage import Stage
from shared.testing.samples import SITI
from shared.testing.services import KK, NIKAH, SITU
from tests.issuance.console.office import Office
from tests.issuance.files import APPLICATION, a_file
from tests.issuance.letters.examples import DETAILS

PAGE = f"/berkas/{APPLICATION}"
BUSINESS = {
    "business_name": "Warung Sederhana",
    "business_kind": "food",
    "business_address": "Jl. Sapta Marga No. 12",
    "business_since": "2020-01-05",
    "business_phone": "+6281271002005",
}


def a_marriage(stage: Stage = Stage.CONFIRMED, **changes: Any) -> File:
    """Siti wants to marry Budi."""
    return a_file(
        stage, **{"service": NIKAH, "reason": None, "details": {"spouse_name": "Budi Santoso", **DETAILS}, **changes}
    )


def a_business(stage: Stage = Stage.CONFIRMED, **changes: Any) -> File:
    return a_file(stage, **{"service": SITU, "reason": None, "details": BUSINESS, **changes})


async def read(office: Office, path: str = PAGE) -> str:
    return (await (await office.signed_in("rahma")).get(path)).text


def facts(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


async def test_the_file_shows_what_was_told_block_by_block(office: Office):
    await office.keep(a_business())

    text = facts(await read(office))

    assert "Data usaha Nama usaha Warung Sederhana Jenis usaha Makanan dan minuman Alamat usaha Jl. Sapta Marga" in text
    assert "Usaha berdiri sejak 5 Januari 2020 Telepon usaha +6281271002005" in text


async def test_niks_of_parents_are_masked_until_somebody_asks_and_that_is_recorded(office: Office):
    await office.keep(a_marriage(Stage.SUBMITTED))
    screen = await office.signed_in("rahma")

    page = (await screen.get(PAGE)).text
    shown = (await screen.send(f"{PAGE}/nik", page=PAGE)).text

    assert "1671 •••• •••• 0000" in facts(page)
    assert "1671070101600000" not in page
    assert "1671 0701 0160 0000" in facts(shown)


async def test_what_depends_on_a_reason_is_only_shown_with_it(office: Office):
    told = {"change_what": "Pekerjaan"}
    await office.keep(a_file(service=KK, reason="lost", details=told))
    assert "Data perubahan" not in await read(office)

    await office.keep(a_file(service=KK, reason="changed", details=told))
    assert "Data perubahan Data yang berubah Pekerjaan" in facts(await read(office))


async def test_details_are_put_right_in_the_draft(office: Office):
    await office.keep(a_business())
    screen = await office.signed_in("rahma")
    typed = {
        "detail.business_name": "  Warung  Bu Siti ",
        "detail.business_kind": "trade",
        "detail.business_phone": "0812-7100-5018",
        "detail.business_since": "",
    }

    assert (await screen.send(f"{PAGE}/konsep", page=PAGE, **typed)).status_code == 303

    file = await office.file(a_file())
    assert file.details == {
        **BUSINESS,
        "business_name": "Warung Bu Siti",
        "business_kind": "trade",
        "business_phone": "+6281271005018",
        "business_since": "-",
    }
    assert "diperbaiki: Nama usaha, Jenis usaha, Usaha berdiri sejak, Telepon usaha" in await read(office)


async def test_what_cannot_be_is_told_with_its_field_and_nothing_typed_is_lost(office: Office):
    await office.keep(a_marriage())
    screen = await office.signed_in("rahma")
    typed = {"detail.father_nik": "1671", "detail.mother_name": "Aisyah", "occupation": "Guru"}

    answer = await screen.send(f"{PAGE}/konsep", page=PAGE, **typed)

    assert answer.status_code == 422
    assert "NIK ayah: NIK terdiri dari 16 angka." in answer.text
    assert 'name="detail.father_nik" type="text" value="1671" maxlength="200" aria-invalid="true"' in answer.text
    assert 'value="Aisyah"' in answer.text
    assert 'value="Guru"' in answer.text
    assert (await office.file(a_file())).stage is Stage.CONFIRMED


async def test_what_must_be_told_cannot_be_left_empty_and_no_other_script_is_printed(office: Office):
    await office.keep(a_business())
    screen = await office.signed_in("rahma")
    for typed, said in (
        ({"detail.business_name": " "}, "Nama usaha: isi, paling panjang 200 huruf."),
        ({"detail.business_name": "東方"}, "Nama usaha: isi, paling panjang 200 huruf."),
        ({"detail.business_kind": "circus"}, "Jenis usaha: pilih satu dari daftar."),
        ({"detail.business_since": "kemarin"}, "Usaha berdiri sejak: pilih tanggalnya."),
        ({"detail.business_phone": "12"}, "Telepon usaha: tulis nomor yang bisa ditelepon."),
    ):
        answer = await screen.send(f"{PAGE}/konsep", page=PAGE, **typed)
        assert answer.status_code == 422
        assert said in answer.text


async def test_a_religion_put_right_asks_for_what_the_other_letter_needs(office: Office):
    await office.keep(a_marriage())
    screen = await office.signed_in("rahma")

    answer = await screen.send(f"{PAGE}/konsep", page=PAGE, religion="Kristen")

    assert answer.status_code == 422
    assert "Tempat, tanggal lahir calon pasangan: isi" in answer.text
    assert "detail.father_name" not in answer.text
    told = {"birth": "Medan, 1 Januari 1988", "religion": "Kristen", "occupation": "Guru", "address": "Jl. Melati 3"}
    typed = {f"detail.spouse_{name}": value for name, value in told.items()}
    assert (await screen.send(f"{PAGE}/konsep", page=PAGE, religion="Kristen", **typed)).status_code == 303
    file = await office.file(a_file())
    assert file.letter.kind == "marriage_introduction"
    assert set(file.details) == {"spouse_name", *(f"spouse_{name}" for name in told)}


async def test_the_lurah_sees_the_very_letter(office: Office):
    await office.keep(a_marriage(Stage.DRAFTED, drafted_by="Rahmawati"))
    screen = await office.signed_in("lurah")

    page = (await screen.get(f"/tanda-tangan/{APPLICATION}")).text
    svg = (await screen.get(f"/tanda-tangan/{APPLICATION}/surat.svg")).text

    assert "Pengantar Nikah" in page
    assert "474.2/0001/BKS/XI/2026" in page
    assert "<svg" in svg


async def test_a_letter_without_a_cover_letter_names_none(office: Office):
    await office.keep(
        a_file(Stage.DRAFTED, cover_letter=None, cover_letter_by=None, drafted_by="Rahmawati", applicant=SITI)
    )
    screen = await office.signed_in("lurah")

    assert "Surat pengantar RT" not in (await screen.get(f"/tanda-tangan/{APPLICATION}")).text
    assert "Surat RT" not in await read(office)
