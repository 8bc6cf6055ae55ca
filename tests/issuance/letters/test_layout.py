"""Where things stand on the sheet; positions in millimetres."""

from itertools import product

import pypdfium2
import pytest
import segno

from services.issuance.letters import Letter, RtLetter, TooLong, render
from services.issuance.letters.models import PARENTS
from shared.contracts.vocabulary import Person
from tests.issuance.letters.examples import ENDORSED, EVERY_KIND, MODEL_N1, RT_LETTER
from tests.issuance.letters.page import Box, Page

LEFT, RIGHT, BOTTOM = 30, 210 - 20, 297 - 25
#: Paper becomes 0, ink 255.
INK = [255] * 128 + [0] * 128
KINDS = pytest.mark.parametrize("letter", EVERY_KIND.values(), ids=EVERY_KIND.keys())
OFFICIAL = {key: letter for key, letter in EVERY_KIND.items() if key not in ("n1", "rt-and-rw")}
#: Model N1 has its own order, and the check stands elsewhere where two have signed.
MOST_KINDS = pytest.mark.parametrize("letter", OFFICIAL.values(), ids=OFFICIAL.keys())

NAMES = (
    "Siti Aminah",
    "I Gusti Ayu Agung Made Dwijayanti Kusumaningrat Saraswati",
    "Raden Mas Tumenggung Prof. Dr. Ir. H. Muhammad Abdurrahman Al-Ghifari Kusumadiningrat Notonegoro, S.T., M.Eng.",
    "Ny. Hj. R.A. Kartini Wulandari binti K.H. Abdul Wahid Hasyim",
    "Nguyễn Đặng Ṣāliḥ Łucja Çağrı Ñandú Øystein ʼAisyah",
    "De Rozari-Van Der Heijden-Pattiradjawane-Sahetapy-Manuputty",
    "Lie",
    "W" * 120,
    "Mempertanggungjawabkannyalah " * 4,
    "A. B. C. D. E. F. G. H. I. J. K. L. M. N. O. P. Q. R. S. T. U. V. W. X. Y. Z. " + "a. " * 13,
)
ADDRESSES = (
    "Jl. Sapta Marga No. 12",
    "Perumahan Griya Sapta Marga Indah Permai Blok C-12\nNo. 7B, Lorong Melati Ujung\nGang Masjid Al-Ikhlas\n"
    "Dusun III, belakang SD Negeri 142\n(rumah pagar hijau)",
    "Jl. R.E. Martadinata/Lr. Sei Buah/Komp. PT. Pusri/Blok AA-19/No. 1245/RT lama 44/samping bengkel las",
    "M" * 200,
    "No. 1\n" * 33,
    "W W " * 50,
    "Jalan " + "Kapten-" * 27,
    "Rumah susun blok 1234567890 " * 7,
    "Jl. Ñ" + "ữ" * 190,
    "i" * 200,
)


@KINDS
def test_a_letter_stands_within_the_margins_of_official_letters(letter: Letter):
    page = Page(render(letter))

    assert (page.width, page.height) == pytest.approx((210, 297), abs=0.2)
    assert_within_margins(page)


@MOST_KINDS
def test_the_letterhead_and_the_title_stand_in_the_middle_and_in_order(letter: Letter):
    page = Page(render(letter))
    title_of_it = "Surat Pengantar" if isinstance(letter, RtLetter) else letter.wording.title
    head, title, number = page.where(page.lines[0]), page.where(title_of_it.upper()), page.where("Nomor: ")

    assert head.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert head.top == pytest.approx(16, abs=1.5)
    assert head.bottom < title.top < title.bottom < number.top
    assert title.top == pytest.approx(44, abs=4)


@MOST_KINDS
def test_labels_colons_and_values_stand_in_columns(letter: Letter):
    page = Page(render(letter))
    labels = [page.where(label).left for label in ("Nama", "NIK", "Pekerjaan", "Alamat")]
    values = [page.where(value).left for value in ("Siti Aminah", "1671074508900000", "Wiraswasta", "Jl. Sapta Marga")]

    assert labels == pytest.approx([LEFT + 8] * 4, abs=0.8)
    assert values == pytest.approx([85.5] * 4, abs=0.8)


@MOST_KINDS
def test_the_name_of_who_answers_stands_right_and_the_check_left_of_it(letter: Letter):
    page = Page(render(letter))
    place, check = page.where("Palembang, 2"), page.where("Cek keaslian surat ini:")

    assert place.left == pytest.approx(RIGHT - 76, abs=0.5)
    assert check.left == pytest.approx(LEFT, abs=0.5)
    assert page.where("pengantar.example/cek/").right < place.left


@MOST_KINDS
def test_the_printed_qr_code_is_that_of_the_check_page(letter: Letter):
    assert letter.issue
    page = Page(render(letter))

    expected = segno.make_qr(letter.issue.check_url, error="m", mask=3).matrix

    assert modules_above(page.where("Cek keaslian surat ini:"), page, len(expected)) == [list(row) for row in expected]
    assert letter.issue.check_url == f"https://pengantar.example/cek/{letter.issue.code}"


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("letter", [RT_LETTER, EVERY_KIND["ktp"]], ids=["rt", "ktp"])
def test_no_name_or_address_breaks_the_page(letter: Letter, name: str):
    for address in ADDRESSES:
        applicant = letter.applicant.model_copy(update={"name": name.strip(), "address": address.strip()})
        page = Page(render(letter.model_copy(update={"applicant": applicant})))

        assert_within_margins(page)
        assert_nothing_is_cut(page, applicant)


@pytest.mark.parametrize(("name", "address"), list(zip(NAMES, ADDRESSES, strict=True)), ids=range(len(NAMES)))
def test_no_name_or_address_of_a_family_breaks_model_n1(name: str, address: str):
    person = MODEL_N1.applicant.model_copy(update={"name": name.strip(), "address": address.strip()})
    told = {"name": name.strip(), "address": " ".join(address.split())[:180]}
    details = {f"{parent}_{field}": text for parent in PARENTS for field, text in told.items()}
    page = Page(render(MODEL_N1.model_copy(update={"applicant": person, "details": {**MODEL_N1.details, **details}})))

    assert_within_margins(page)
    assert_nothing_is_cut(page, person)
    assert "".join(page.text.split()).count("".join(name.split())) == 3


def test_a_family_of_whom_too_much_is_told_is_left_to_the_clerk():
    details = dict.fromkeys(MODEL_N1.details, "W" * 200)
    with pytest.raises(TooLong):
        render(MODEL_N1.model_copy(update={"details": details}))


def test_the_lines_of_model_n1_stand_in_columns():
    page = Page(render(MODEL_N1))
    numbers = [page.where(number).left for number in ("1. Nama", "8. Alamat", "9. Status", "10. Nama")]
    values = [page.where(value).left for value in ("Siti Aminah", "Perawan", "Ahmad Yani (alm.)", "Maimunah")]

    assert numbers == pytest.approx([LEFT] * 4, abs=0.8)
    assert values == pytest.approx([112.5] * 4, abs=0.8)
    assert page.where("Model N1").right == pytest.approx(RIGHT, abs=0.8)


def test_the_rw_stands_beside_the_rt_and_the_check_below_both():
    page = Page(render(ENDORSED))
    rt, rw = page.where("Ketua RT 005/RW 002,"), page.where("Ketua RW 002,")
    name, check = page.where("Dewi Sartika"), page.where("Cek keaslian surat ini:")

    assert rw.top == pytest.approx(rt.top, abs=0.8)
    assert (rw.left, rt.left) == pytest.approx((LEFT, RIGHT - 76), abs=0.8)
    assert check.top > name.bottom
    assert page.where("7K4M-Q2XD-9AHT-3WNP-C5RA").left > LEFT + 26


@KINDS
def test_a_letter_in_which_everything_is_as_long_as_can_be_still_has_one_page(letter: Letter):
    widest = {"name": 120, "birth_place": 60, "religion": 40, "marital_status": 40, "occupation": 80, "address": 200}
    applicant = letter.applicant.model_copy(update={field: "W" * length for field, length in widest.items()})

    page = Page(render(letter.model_copy(update={"applicant": applicant})))

    assert_within_margins(page)
    assert page.text.replace(" ", "").count("W") >= sum(widest.values())


@KINDS
@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_the_sheet_is_what_the_office_prints_on(letter: Letter, paper: str, size: tuple[int, int]):
    office = letter.office.model_copy(update={"paper": paper})

    [sheet] = pypdfium2.PdfDocument(render(letter.model_copy(update={"office": office})))

    assert [side * 25.4 / 72 for side in sheet.get_size()] == pytest.approx(size, abs=0.5)


def test_a_long_public_address_does_not_run_into_the_signature():
    host = "https://layanan-surat-elektronik.kelurahan-bukit-sangkal.kecamatan-kalidoni.palembang.go.id"
    issue = RT_LETTER.issue and RT_LETTER.issue.model_copy(update={"public_url": host, "approved_by": "W" * 60})
    page = Page(render(RT_LETTER.model_copy(update={"issue": issue})))

    assert page.where("7K4M-Q2XD-9AHT-3WNP-C5RA").right < page.where("Palembang, 24").left
    assert host.removeprefix("https://") in page.text.replace(" ", "")
    assert_within_margins(page)


def assert_within_margins(page: Page) -> None:
    assert page.ink.left >= LEFT - 0.3
    assert page.ink.top >= 14
    assert page.ink.right <= RIGHT + 0.3
    assert page.ink.bottom <= BOTTOM + 1  # the last line stands on the margin, its descenders hang below


def assert_nothing_is_cut(page: Page, person: Person) -> None:
    """Lines may be broken anywhere, so spaces are not compared; line ends of an address have become commas."""
    on_paper = "".join(page.text.split())

    assert "".join(person.name.split()) in on_paper
    assert "".join(", ".join(person.address.splitlines()).split()) in on_paper


def modules_above(words: Box, page: Page, count: int) -> list[list[int]]:
    """The black (1) and white (0) modules of the QR code that stands above the words, at the left margin."""
    area = page.picture(Box(LEFT, words.top - 29, LEFT + 27, words.top - 1)).point(INK)
    bounds = area.getbbox()
    assert bounds, "nothing is printed where the QR code belongs"
    code = area.crop(bounds)
    centres = [(index + 0.5) / count for index in range(count)]
    lit = {
        (row, column): code.getpixel((int(column * code.width), int(row * code.height)))
        for row, column in product(centres, centres)
    }
    return [[int(lit[row, column] == 255) for column in centres] for row in centres]
