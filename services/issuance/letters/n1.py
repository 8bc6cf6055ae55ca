"""What Model N1 says, line by line as the annex of Kepdirjen Bimas Islam 473/2020 orders it."""

from collections.abc import Sequence

from services.issuance.letters.models import OF_A_PARENT, ModelN1
from shared.contracts.details import UNKNOWN
from shared.contracts.vocabulary import Person
from shared.indonesian import long_date, sex_in_words

_LABELS = (
    "Nama lengkap dan alias",
    "Nomor Induk Kependudukan (NIK)",
    "Tempat dan tanggal lahir",
    "Kewarganegaraan",
    "Agama",
    "Pekerjaan",
    "Alamat",
)


def words_of_n1(letter: ModelN1) -> dict[str, Sequence[tuple[str, str, str]] | Sequence[tuple[str, str]]]:
    """The numbered lines about the applicant, and those about both parents."""
    return {
        "lines": _lines(letter),
        "father": _parent(letter, "father"),
        "mother": _parent(letter, "mother"),
    }


def _lines(letter: ModelN1) -> Sequence[tuple[str, str, str]]:
    person, office = letter.applicant, letter.office
    men, women = _status(person, letter.details.get("marriage_number", ""))
    where = f"{person.address}, {person.rt}, Kelurahan {office.name}, Kecamatan {office.kecamatan}, {office.city}"
    return (
        ("1.", "Nama", person.name),
        ("2.", "Nomor Induk Kependudukan (NIK)", person.nik),
        ("3.", "Jenis kelamin", sex_in_words(person.sex).capitalize()),
        ("4.", "Tempat dan tanggal lahir", f"{person.birth_place}, {long_date(person.birth_date)}"),
        ("5.", "Kewarganegaraan", person.nationality),
        ("6.", "Agama", person.religion),
        ("7.", "Pekerjaan", person.occupation),
        ("8.", "Alamat", where),
        ("9.", "Status perkawinan", ""),
        ("", "a. Laki-laki: jejaka, duda, atau beristri ke-", men),
        ("", "b. Perempuan: perawan, janda", women),
        ("10.", "Nama istri/suami terdahulu", letter.details.get("former_name", UNKNOWN)),
    )


def _status(person: Person, number: str) -> tuple[str, str]:
    """The marital status as the form has it, in the line for men or in that for women."""
    status = person.marital_status.casefold()
    is_man = person.sex == "male"
    if status.startswith("belum"):
        told = "Jejaka" if is_man else "Perawan"
    elif status.startswith("cerai"):
        told = "Duda" if is_man else "Janda"
    elif is_man and number.isdecimal():
        told = f"Beristri ke-{number}"
    else:
        told = person.marital_status
    return (told, UNKNOWN) if is_man else (UNKNOWN, told)


def _parent(letter: ModelN1, parent: str) -> Sequence[tuple[str, str]]:
    told = (letter.details.get(f"{parent}_{field}", UNKNOWN) for field in OF_A_PARENT)
    return tuple(zip(_LABELS, told, strict=True))
