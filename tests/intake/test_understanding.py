"""What residents write about a person, and what the office makes of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.dialogue.particulars import FIELDS
from services.intake.understanding import nik, person
from services.intake.understanding.form import Form
from services.intake.understanding.neighbourhood import read_rt, without_rt
from services.intake.understanding.pages import Paper, sort
from shared.contracts.vocabulary import Person, Rt
from shared.dialogue import Misunderstood, Page
from shared.particulars import born, sex
from shared.testing.samples import DIRECTORY, SITI, an_attachment

TODAY = date(2026, 11, 25)
FORM = Form(DIRECTORY, TODAY)
LABELS = {field.key: field.label for field in FIELDS}


@pytest.mark.parametrize(
    "said",
    [
        "1671074508900000",
        "1671 0745 0890 0000",
        "1671.0745.0890.0000",
        "1671-0745-0890-0000",
        "NIK saya 1671074508900000 ya",
        "no ktp: 167107 450890 0000",
    ],
)
def test_a_nik_however_its_digits_are_grouped(said: str):
    assert nik.read_nik(said, TODAY) == "1671074508900000"


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("12345", "16 angka"),
        ("167107450890000", "yang ditulis 15 angka"),
        ("16710745089000001", "yang ditulis 17 angka"),
        ("1671073202900000", "tanggal lahirnya tidak ada"),
        ("1671070013900000", "tanggal lahirnya tidak ada"),
        ("0071074508900000", "wilayah"),
        ("tidak tahu", "16 angka"),
        ("", "16 angka"),
    ],
)
def test_a_wrong_nik_is_told_what_is_wrong_with_it(said: str, because: str):
    misunderstood = nik.read_nik(said, TODAY)
    assert isinstance(misunderstood, Misunderstood)
    assert because in misunderstood.hint


def test_a_nik_tells_birth_date_and_sex():
    assert born("1671074508900000", TODAY) == date(1990, 8, 5)
    assert sex("1671074508900000") == "female"
    assert sex("1671070508900000") == "male"


def test_nobody_is_born_in_the_future():
    assert born("1671072611260000", TODAY) == date(1926, 11, 26)
    assert born("1671072511260000", TODAY) == TODAY


@given(st.dates(date(1927, 1, 1), TODAY), st.booleans(), st.integers(0, 9999))
def test_every_birth_date_is_read_back(day: date, is_woman: bool, serial: int):
    number = f"167107{day.day + 40 * is_woman:02}{day:%m%y}{serial:04}"
    assert nik.read_nik(number, TODAY) == number
    assert born(number, TODAY) == day
    assert sex(number) == ("female" if is_woman else "male")


@pytest.mark.parametrize(
    "said",
    [
        "005/002",
        "rt 5 rw 2",
        "RT05 RW02",
        "RT 005/RW 002",
        "rt.005/rw.002",
        "RT:5 RW:2",
        "5/2",
        "rt 5",
        "RT05",
        "5",
        "rw 2 rt 5",
        "rt/rw 005/002",
        "RT 5 dan RW 2",
        "rt005/002",
        "RT lima RW dua",
    ],
)
def test_an_rt_in_the_ways_people_write_it(said: str):
    assert read_rt(said, DIRECTORY) == Rt(rt=5, rw=2)


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("099/002", "tidak ada di kelurahan ini"),
        ("rt 5 rw 9", "yang ada RT 005/RW 002"),
        ("rt 77", "tidak ada"),
        ("dekat masjid", "dengan angka"),
        ("", "dengan angka"),
    ],
)
def test_an_rt_that_does_not_exist_is_told_so(said: str, because: str):
    misunderstood = read_rt(said, DIRECTORY)
    assert isinstance(misunderstood, Misunderstood)
    assert because in misunderstood.hint


def test_an_address_keeps_its_rt_apart():
    assert without_rt("jl mawar 3 rt 5 rw 2") == "jl mawar 3"
    assert without_rt("jl mawar 3, RT 005/002") == "jl mawar 3"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("siti aminah", "Siti Aminah"),
        ("SITI AMINAH", "Siti Aminah"),
        ("nama saya Budi Santoso", "Budi Santoso"),
        ("M. Yusuf, S.Pd.", "M. Yusuf, S.Pd."),
        ("nur'aini", "Nur'aini"),
        ("pak rahmat", "Rahmat"),
        ("Ny. Siti Aminah", "Siti Aminah"),
        ("_Siti Aminah_", "Siti Aminah"),
        ("Nyoman Tantri", "Nyoman Tantri"),
    ],
)
def test_a_name(said: str, name: str):
    assert person.read_name(said) == name


@pytest.mark.parametrize(
    "said", ["", "a", "123", "budi 2", "apa maksudnya", "😀😀", "李四", "@budi", "rusak pak", "isi di mana"]
)
def test_no_name(said: str):
    assert isinstance(person.read_name(said), Misunderstood)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("lahir palembang", "Palembang"),
        ("lahir di kota palembang", "Palembang"),
        ("Palembang, 5 Agustus 1990", "Palembang"),
        ("ogan komering ilir", "Ogan Komering Ilir"),
        ("PALEMBANG", "Palembang"),
        ("palembang tgl 5-8-1990", "Palembang"),
    ],
)
def test_a_birth_place(said: str, place: str):
    assert person.read_birth_place(said) == place


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("belum nikah", "Belum kawin"),
        ("lajang", "Belum kawin"),
        ("sudah menikah", "Kawin"),
        ("nikah", "Kawin"),
        ("cerai hidup", "Cerai hidup"),
        ("janda ditinggal mati", "Cerai mati"),
        ("blm kawin", "Belum kawin"),
    ],
)
def test_a_marital_status(said: str, status: str):
    assert person.read_marital_status(said) == status


def test_a_widow_is_asked_which_kind():
    misunderstood = person.read_marital_status("janda")
    assert isinstance(misunderstood, Misunderstood)
    assert "Cerai hidup" in misunderstood.hint


@pytest.mark.parametrize(
    ("said", "religion"),
    [
        ("islam", "Islam"),
        ("muslim", "Islam"),
        ("kristen protestan", "Kristen"),
        ("kristen katolik", "Katolik"),
        ("katholik", "Katolik"),
        ("budha", "Buddha"),
        ("kong hu cu", "Khonghucu"),
    ],
)
def test_a_religion(said: str, religion: str):
    assert person.read_religion(said) == religion


@pytest.mark.parametrize(
    ("said", "occupation"),
    [("irt", "Mengurus rumah tangga"), ("swasta", "Karyawan swasta"), ("tukang las", "Tukang las")],
)
def test_an_occupation(said: str, occupation: str):
    assert person.read_occupation(said) == occupation


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("jl sapta marga no 12", "Jl. Sapta Marga No. 12"),
        ("JALAN SAPTA MARGA NO.12", "Jl. Sapta Marga No. 12"),
        ("Lrg. Mawar III no12", "Lr. Mawar III No. 12"),
    ],
)
def test_an_address(said: str, address: str):
    assert person.read_address(said) == address


WHOLE = {
    "name": "Siti Aminah",
    "nik": SITI.nik,
    "birth_place": "Palembang",
    "religion": "Islam",
    "marital_status": "Belum kawin",
    "occupation": "Wiraswasta",
    "address": "Jl. Sapta Marga No. 12",
    "rt": Rt(rt=5, rw=2),
}


@pytest.mark.parametrize(
    "said",
    [
        """Nama: Siti Aminah / NIK 1671 0745 0890 0000 / lahir palembang / islam / belum kawin / wiraswasta /
        jl sapta marga no 12 / rt 5 rw 2""",
        "siti aminah, 1671074508900000, palembang, islam, belum kawin, wiraswasta, jl sapta marga no 12, rt 5 rw 2",
        "RT/RW: 005/002\nAlamat: jl sapta marga no 12\nPekerjaan: wiraswasta\nStatus kawin: belum kawin\nAgama: islam\n"
        "Tempat/tgl lahir: Palembang, 05-08-1990\nNIK: 1671074508900000\nNama lengkap: Siti Aminah",
        "Nama: Siti Aminah NIK: 1671074508900000 Tempat lahir: Palembang Agama: Islam Status kawin: belum kawin "
        "Pekerjaan: wiraswasta Alamat: jl sapta marga no 12 RT/RW: 5/2",
        "*Nama* : Siti Aminah\n*NIK* : 1671074508900000\nTTL: palembang 5 agustus 1990\nAgama = islam\n"
        "status belum kawin\nkerja wiraswasta\nalamat jl sapta marga no 12 rt 5 rw 2",
    ],
)
def test_a_whole_form_in_any_shape(said: str):
    filled = FORM.read(said)
    assert filled.understood == WHOLE
    assert not filled.troubles


def test_empty_lines_of_the_form_are_left_to_be_asked():
    filled = FORM.read("Nama: Siti Aminah\nNIK: \nTempat lahir: -\nAgama:\nRT/RW: 005/002")
    assert set(filled.understood) == {"name", "rt"}
    assert not filled.troubles


def test_what_is_wrong_in_a_form_is_told_when_it_is_asked_for():
    filled = FORM.read("Nama: Siti Aminah\nNIK: 123\nRT/RW: 099/002")
    assert "16 angka" in filled.troubles["nik"]
    assert "tidak ada" in filled.troubles["rt"]


@pytest.mark.parametrize(("born", "because"), [("6-8-1990", "berbeda"), ("5 Agustus 2090", "belum terjadi")])
def test_a_birth_date_that_cannot_be_is_asked_about(born: str, because: str):
    filled = FORM.read(f"NIK: 1671074508900000\nTempat lahir: Palembang, {born}")
    assert "nik" not in filled.understood
    assert because in filled.troubles["nik"]


@given(st.permutations(sorted(LABELS)), st.sets(st.sampled_from(sorted(LABELS))))
def test_a_form_may_be_in_any_order_and_partly_filled(order: list[str], left_out: set[str]):
    lines = {key: f"{LABELS[key]}: {'005/002' if key == 'rt' else WHOLE[key]}" for key in order}
    filled = FORM.read("\n".join(lines[key] if key not in left_out else f"{LABELS[key]}:" for key in order))
    assert filled.understood == {key: value for key, value in WHOLE.items() if key not in left_out}


@given(st.text())
def test_any_text_at_all_makes_at_most_a_person_that_a_letter_can_name(said: str):
    understood = FORM.read(said).understood
    Person.model_validate({**WHOLE, **understood, "birth_date": TODAY, "sex": "male"})


PAPERS = [
    Paper("kk", "Kartu Keluarga", "Kartu Keluarga"),
    Paper("old_ktp", "KTP lama", "KTP lama"),
    Paper("photo", "Pas foto", "pas foto latar biru"),
]


def pages(*captions: str | None) -> list[Page]:
    return [Page(an_attachment(f"page{number}"), caption) for number, caption in enumerate(captions)]


def test_photos_follow_the_order_of_what_is_missing():
    assert list(sort(pages(None, None), PAPERS, PAPERS).placed) == ["kk", "old_ktp"]


@pytest.mark.parametrize(
    ("caption", "key"),
    [
        ("kk", "kk"),
        ("ini kartu keluarga", "kk"),
        ("foto KK nya", "kk"),
        ("ktp", "old_ktp"),
        ("pasfoto", "photo"),
        ("pas foto saya", "photo"),
    ],
)
def test_a_caption_tells_which_photo_it_is(caption: str, key: str):
    assert list(sort(pages(caption), PAPERS, PAPERS).placed) == [key]


def test_photos_without_a_caption_take_what_captions_left():
    found = sort(pages(None, "pas foto", None), PAPERS, PAPERS)
    assert {key: page.attachment.name for key, (page,) in found.placed.items()} == {
        "photo": "page1",
        "kk": "page0",
        "old_ktp": "page2",
    }


def test_several_photos_of_the_only_document_missing_are_its_pages():
    assert len(sort(pages(None, None), PAPERS[:1], PAPERS).placed["kk"]) == 2


def test_more_photos_than_documents_could_be_of_anything():
    found = sort(pages(None, None, None, None), PAPERS, PAPERS)
    assert not found.placed
    assert len(found.unsorted) == 4


@given(st.lists(st.sampled_from([None, "kk", "ktp", "pas foto", "hmm"]), max_size=8), st.integers(0, 3))
def test_no_photo_is_lost(captions: list[str | None], given_already: int):
    album = pages(*captions)
    found = sort(album, PAPERS[given_already:], PAPERS)
    kept = [page for sheets in found.placed.values() for page in sheets] + list(found.unsorted)
    assert sorted(page.attachment.name for page in kept) == [page.attachment.name for page in album]
