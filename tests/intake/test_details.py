"""What a service asks for beside the particulars: how it is asked, read, shown and put right."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.request import Counter, request
from services.intake.dialogue.wish import Wish
from services.intake.understanding.block import BlockForm
from services.intake.understanding.detail import Reader
from shared.contracts.details import Answer, Block, DataField
from shared.dialogue import Misunderstood, Played
from shared.testing.chat import chat
from shared.testing.samples import DIRECTORY, OFFICE_CODE
from shared.testing.services import ALL_FOUR, NIKAH, PARENT, SITU

TODAY = date(2026, 11, 25)
READER = Reader(TODAY, "Jl. Sapta Marga No. 12, RT 005/RW 002")
FATHER = Block(key="father", name="ayah", fields=PARENT)
FORM = """Nama: Siti Aminah
                NIK: 1671074508900000
                Tempat lahir: Palembang
                Agama: Islam
                Status kawin: {status}
                Pekerjaan: Wiraswasta
                Alamat: Jl. Sapta Marga No. 12
                RT/RW: 005/002"""


def talk(conversation: str, religion: str = "Islam", status: str = "Belum kawin") -> Played[Wish | None]:
    """A request at an office with all four services; `{form}` is Siti's, filled in."""
    counter = Counter(KnownCatalogue(OFFICE_CODE, ALL_FOUR), KnownDirectory(OFFICE_CODE, DIRECTORY), TODAY)
    form = FORM.replace("{status}", status).replace("Islam", religion)
    return chat(request(counter, {}), conversation.replace("{form}", form), manners=MANNERS)


def told(played: Played[Wish | None]) -> dict[str, str]:
    assert played.result
    return dict(played.result.details)


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("text", "  warung sederhana ", "Warung sederhana"),
        ("name", "AHMAD YANI", "Ahmad Yani"),
        ("name", "alm. ahmad yani alias mamat", "Ahmad Yani Alias Mamat (alm.)"),
        ("name", "Maimunah (almarhumah)", "Maimunah (almh.)"),
        ("nik", "1671 0745 0890 0000", "1671074508900000"),
        ("birth", "palembang, 17-8-1960", "Palembang, 17 Agustus 1960"),
        ("birth", "lahir di Lubuk Linggau tgl 1 januari 1958", "Lubuk Linggau, 1 Januari 1958"),
        ("birth", "Palembang tahun 1951", "Palembang, 1951"),
        ("date", "1 jan 2020", "2020-01-01"),
        ("address", "jl melati no 3", "Jl. Melati No. 3"),
        ("address", "sama dengan saya", "Jl. Sapta Marga No. 12, RT 005/RW 002"),
        ("religion", "muslim", "Islam"),
        ("occupation", "irt", "Mengurus rumah tangga"),
        ("phone", "0812-7100-2005", "+6281271002005"),
        ("number", "yang ke 2", "2"),
        ("choice", "warung makan", "food"),
    ],
)
def test_each_kind_is_understood_as_people_write_it_and_kept_in_one_way(kind: Any, said: str, kept: str):
    field = DataField(key="it", label="Itu", kind=kind, options=SITU.blocks[0].fields[1].options)

    assert READER.read(field, said) == kept
    assert field.takes(kept)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", "apa maksudnya?"),
        ("text", "ya"),
        ("name", "tidak tahu"),
        ("nik", "12345"),
        ("birth", "Palembang"),
        ("birth", "17-8-1960"),
        ("birth", "Palembang, 17-8-2060"),
        ("date", "kemarin"),
        ("date", "31-2-2020"),
        ("address", "5"),
        ("religion", "sama"),
        ("phone", "12"),
        ("number", "dua atau 3 atau 4"),
        ("choice", "makan dagang"),
        ("text", "x" * 201),
        ("text", "warung 东方"),
    ],
)
def test_what_cannot_be_is_refused(kind: Any, said: str):
    field = DataField(key="it", label="Itu", kind=kind, options=SITU.blocks[0].fields[1].options)

    assert isinstance(READER.read(field, said), Misunderstood)


@pytest.mark.parametrize("said", ["-", "—", " - ", "tidak ada", "tdk tahu", "lupa", "sudah meninggal", "."])
def test_what_is_optional_may_be_a_dash_in_many_words(said: str):
    assert READER.read(replace_kind("nik", optional=True), said) == "-"
    assert isinstance(READER.read(replace_kind("nik", optional=False), said), Misunderstood)


def replace_kind(kind: Any, **changes: Any) -> DataField:
    return DataField(key="it", label="Itu", kind=kind, **changes)


def test_of_the_dead_the_name_is_asked_for_all_the_same():
    assert isinstance(READER.read(replace_kind("name", optional=True), "sudah meninggal"), Misunderstood)


AHMAD = {
    "father_name": "Ahmad Yani",
    "father_nik": "1671070101600000",
    "father_birth": "Palembang, 1 Januari 1960",
    "father_nationality": "WNI",
    "father_religion": "Islam",
    "father_occupation": "Pedagang",
    "father_address": "Jl. Melati No. 3",
}


@pytest.mark.parametrize(
    "said",
    [
        "Nama lengkap dan alias: Ahmad Yani\nNIK: 1671070101600000\nTempat, tanggal lahir: Palembang, 1-1-1960\n"
        "Kewarganegaraan: WNI\nAgama: Islam\nPekerjaan: pedagang\nAlamat: jl melati no 3",
        "nama ahmad yani\nnik 1671070101600000\nttl palembang 1/1/60\nagama islam\nkerja dagang\nalamat jl melati no 3",
        "Ahmad Yani\n1671070101600000\nPalembang, 1 januari 1960\nWNI\nIslam\nPedagang\nJl. Melati No. 3",
        "Ahmad Yani, 1671070101600000, Palembang, 1-1-1960, WNI, Islam, pedagang, jl melati no 3",
        "jl melati no 3 / 1671070101600000 / palembang 1-1-1960 / islam / ahmad yani / WNI / pedagang",
        "Nama ayah: Ahmad Yani\nNIK ayah: 1671070101600000\nTempat tanggal lahir ayah: Palembang 1-1-1960\n"
        "Agama ayah: Islam\nPekerjaan ayah: pedagang\nAlamat ayah: jl melati no 3",
    ],
    ids=["copied", "everyday words", "in order", "in one line", "in any order", "with the block's name"],
)
def test_a_block_is_read_in_whatever_way_it_is_filled_in(said: str):
    filled = BlockForm(FATHER, PARENT, READER).read(said)

    assert filled.understood == AHMAD
    assert filled.troubles == {}


def test_what_is_left_empty_is_a_dash_or_what_it_usually_is_but_what_is_wrong_is_asked_again():
    filled = BlockForm(FATHER, PARENT, READER).read("Nama: Ahmad Yani\nNIK: 1671\nPekerjaan:\nKewarganegaraan: WNA")

    assert filled.understood["father_nationality"] == "WNA"
    assert filled.understood["father_occupation"] == "-"
    assert "16 angka" in filled.troubles["father_nik"]
    assert "father_nik" not in filled.understood


def test_a_dash_instead_of_a_whole_block_is_a_dash_for_everything():
    filled = BlockForm(FATHER, PARENT, READER).read("tidak tahu")

    assert set(filled.understood.values()) == {"-"}


def test_nothing_is_made_of_a_question():
    filled = BlockForm(SITU.blocks[0], SITU.blocks[0].fields, READER).read("maksudnya gimana?")

    assert (filled.understood, filled.troubles) == ({}, {})


def test_parents_are_asked_for_in_one_message_each():
    played = talk(
        """
        warga:  mau nikah
        kantor: Pengantar nikah ini untuk siapa?
        warga:  saya
        kantor: Tolong isi data Bapak/Ibu
        warga:  {form}
        kantor: Nama lengkap calon istri/suaminya siapa?
        warga:  budi santoso
        kantor: Tolong isi data ayah. Salin, lengkapi, lalu kirim: Nama lengkap dan alias: … Kewarganegaraan: WNI …
                Boleh diisi strip (-). [Satu per satu]
        warga:  Nama: Ahmad Yani (alm), NIK -, Palembang, 1958, WNI, Islam
        kantor: Tolong isi data ibu
        warga:  Maimunah
                1671074101600000
                Palembang, 1-1-1960
                islam
                irt
                sama
        kantor: Mohon diperiksa … Untuk pengantar nikah … Calon pasangan: Budi Santoso …
                Ayah: Ahmad Yani (alm.), NIK -, Palembang, 1958, WNI, Islam, Pekerjaan -, Alamat - …
                Ibu: Maimunah, NIK 1671074101600000, Palembang, 1 Januari 1960, WNI, Islam, Mengurus rumah tangga,
                Jl. Sapta Marga No. 12, RT 005/RW 002 [Sudah benar] [Benar, dan simpan] [Perbaiki]
        warga:  [Sudah benar]
        """
    )
    assert told(played)["father_birth"] == "Palembang, 1958"
    assert played.result
    assert played.result.letter.kind == "model_n1"


def test_who_was_married_before_is_asked_to_whom():
    talk(
        """
        warga:  mau nikah
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: calon
        warga:  budi santoso
        kantor: Nama pasangan terdahulu? [Tidak ada / lupa]
        warga:  [Tidak ada / lupa]
        kantor: Tolong isi data ayah
        """,
        status="Cerai mati",
    )


def test_another_religion_means_another_letter_and_other_questions():
    played = talk(
        """
        warga:  mau nikah
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Tolong isi data calon pasangan. … Nama: … Tempat, tanggal lahir: … Agama: … Alamat:
        warga:  Budi Santoso
                Medan, 1-1-1988
                katolik
                guru
                jl melati no 3
        kantor: Mohon diperiksa … Calon pasangan: Budi Santoso, Medan, 1 Januari 1988, Katolik, Guru, Jl. Melati No. 3
        warga:  Agama: Islam
        kantor: Tolong isi data ayah
        warga:  Ahmad Yani
        kantor: Tolong isi data ibu
        warga:  Maimunah
        kantor: Mohon diperiksa … Calon pasangan: Budi Santoso Ayah: Ahmad Yani
        warga:  Agama: Kristen
        kantor: Mohon diperiksa … Calon pasangan: Budi Santoso, Medan … Kami mintakan
        warga:  ya
        """,
        religion="Kristen",
    )
    assert played.result
    assert played.result.letter.kind == "marriage_introduction"
    assert not any(key.startswith("father") for key in told(played))


def test_a_detail_may_depend_on_the_reason():
    played = talk(
        """
        warga:  ubah kk
        kantor: KK ini untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Data apa yang berubah?
        warga:  pekerjaan, jadi karyawan
        kantor: Mohon diperiksa … Untuk KK (ubah data) Perubahan: Pekerjaan, jadi karyawan
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki? … [Data perubahan]
        warga:  9
        kantor: Kenapa perlu KK?
        warga:  hilang
        kantor: Mohon diperiksa … Untuk KK (hilang) Kami mintakan
        warga:  ya
        """
    )
    assert told(played) == {}


def test_what_is_missing_is_asked_for_one_by_one_and_so_is_what_is_wrong():
    played = talk(
        """
        warga:  mau urus izin usaha
        kantor: SITU ini untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Tolong isi data usaha … Jenis usaha: Makanan dan minuman, Perdagangan, atau Jasa.
        warga:  Nama usaha: Toko Berkah
                Telepon usaha: 123
        kantor: Terima kasih, sudah kami catat. Tinggal yang ini: … Jenis usaha? [Jasa]
        warga:  toko
        kantor: Alamat usaha?
        warga:  jl sapta marga no 12
        kantor: Tulis nomor telepon. Contoh: 0812 3456 7890. [Tidak ada / lupa]
        warga:  0812-7100-2005
        kantor: Mohon diperiksa … Usaha: Toko Berkah, Perdagangan, Jl. Sapta Marga No. 12, Usaha berdiri sejak -,
                Telepon usaha +6281271002005
        warga:  ya
        """
    )
    assert told(played)["business_kind"] == "trade"


def test_one_by_one_for_whom_the_block_is_too_much():
    talk(
        """
        warga:  mau urus izin usaha
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Tolong isi data usaha [Satu per satu]
        warga:  apa ini?
        kantor: Salin daftar di atas
        warga:  [Satu per satu]
        kantor: Nama usaha? Contoh: Warung Sederhana.
        warga:  warung bu siti
        kantor: Jenis usaha? [Makanan dan minuman] [Perdagangan] [Jasa]
        warga:  [Makanan dan minuman]
        kantor: Alamat usaha?
        warga:  sama
        kantor: Usaha berdiri sejak? [Tidak ada / lupa]
        warga:  1 januari 2020
        kantor: Telepon usaha? [Tidak ada / lupa]
        warga:  -
        kantor: Mohon diperiksa … Usaha berdiri sejak 1 Januari 2020
        """
    )


PARENTS_TOLD = """
        warga:  mau nikah
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: calon
        warga:  budi santoso
        kantor: Tolong isi data ayah
        warga:  Ahmad Yani
        kantor: Tolong isi data ibu
        warga:  Maimunah
        kantor: Mohon diperiksa
"""


def test_one_field_of_a_block_is_put_right_by_choosing():
    played = talk(
        PARENTS_TOLD
        + """
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki? … [Nama] … [Data ayah]
        warga:  data ayah
        kantor: Apa yang salah di data ayah? [Nama lengkap dan alias] [NIK] [Semuanya]
        warga:  [NIK]
        kantor: NIK ayah? [Tidak ada / lupa]
        warga:  1671070101600000
        kantor: Mohon diperiksa … Ayah: Ahmad Yani, NIK 1671070101600000
        warga:  ya
        """
    )
    assert told(played)["father_nik"] == "1671070101600000"
    assert told(played)["mother_nik"] == "-"


def test_a_whole_block_is_put_right_by_filling_it_in_again():
    talk(
        PARENTS_TOLD
        + """
        warga:  perbaiki
        kantor: Apa yang perlu diperbaiki?
        warga:  12
        kantor: Apa yang salah di data ibu?
        warga:  semuanya
        kantor: Tolong isi data ibu
        warga:  Nama: Aisyah
        kantor: Mohon diperiksa … Ayah: Ahmad Yani … Ibu: Aisyah
        """
    )


def test_a_detail_is_put_right_by_writing_it_with_the_blocks_name():
    talk(
        PARENTS_TOLD
        + """
        warga:  NIK ayah: 1671070101600000
                Pekerjaan ibu: irt
                Alamat: jl melati no 3
        kantor: Mohon diperiksa … Jl. Melati No. 3, RT 005 … NIK 1671070101600000 … Ibu: … Mengurus rumah tangga
        warga:  NIK ayah: 12
        kantor: NIK terdiri dari 16 angka … [Tidak ada / lupa]
        warga:  1671070101600001
        kantor: Mohon diperiksa … NIK 1671070101600001
        warga:  ya
        """
    )


def test_a_field_may_depend_on_another_of_its_block():
    kind = DataField(
        key="kind",
        label="Jenis",
        kind="choice",
        options=(Answer(key="rent", label="Sewa"), Answer(key="own", label="Milik")),
    )
    owner = DataField(key="owner", label="Pemilik", kind="name", when={"home_kind": ("rent",)})
    block = Block(key="home", name="rumah", fields=(kind, owner))
    service = NIKAH.model_copy(update={"blocks": (block,)})
    catalogue = ALL_FOUR.model_copy(update={"services": (service,)})
    counter = Counter(KnownCatalogue(OFFICE_CODE, catalogue), KnownDirectory(OFFICE_CODE, DIRECTORY), TODAY)

    played = chat(
        request(counter, {}),
        """
        warga:  nikah
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Jenis rumah? [Sewa] [Milik]
        warga:  [Sewa]
        kantor: Pemilik rumah?
        warga:  pak hasan
        kantor: Mohon diperiksa … Rumah: Sewa, Hasan
        warga:  ya
        """.replace("{form}", FORM.replace("{status}", "Kawin")),
        manners=MANNERS,
    )
    assert told(played) == {"home_kind": "rent", "home_owner": "Hasan"}


def test_a_wish_knows_the_letter_it_ends_in():
    played = talk(PARENTS_TOLD + "        warga:  ya\n")
    assert played.result
    assert replace(played.result, details={}).letter.title == "Pengantar Nikah"
