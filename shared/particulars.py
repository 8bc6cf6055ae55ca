"""The particulars of a person as an office writes them, with the sentence for what will not do.

What people say in a conversation is read by intake, what a clerk types by issuance; both end here, so that the same is
refused in the same words.
"""

import re
from datetime import date

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength
from stdnum.id import nik as numbers

from shared.contracts.vocabulary import Sex
from shared.indonesian import foreign_characters

RELIGIONS = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan")
MARITAL_STATUSES = ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati")
#: As the population registry names them.
OCCUPATIONS = (
    "Mengurus rumah tangga", "Pelajar/mahasiswa", "PNS", "TNI", "Polri", "Karyawan swasta", "Karyawan honorer",
    "Wiraswasta", "Pedagang", "Buruh harian lepas", "Petani/pekebun", "Nelayan", "Guru", "Dosen", "Sopir", "Pensiunan",
    "Belum/tidak bekerja",
)  # fmt: skip
WOMEN = 40  # is added to the day of birth in a woman's NIK
_WHERE = "NIK ada di baris atas KTP, juga di Kartu Keluarga. Contoh: 1671074508900000."


class Unfit(ValueError):
    """It is not what was asked for. The sentence says what to write."""


class Impossible(Unfit):
    """It is what was asked for, and it cannot be so."""


def a_name(text: str) -> str:
    """A full name: letters, and the marks that names hold. Raises `Unfit`."""
    name = one_line(text)
    if foreign_characters(name):
        raise Impossible("Tulis nama dengan huruf biasa saja, tanpa gambar. Nama lengkapnya siapa?")
    if re.search(r"[^\w\s.,'’`/-]|\d|_", name) or sum(map(str.isalpha, name)) < 2 or len(name) > 120:
        raise Unfit("Tulis nama lengkap seperti di Kartu Keluarga, tanpa angka. Contoh: Siti Aminah.")
    return capitals(name) if name in (name.lower(), name.upper()) else name


def a_nik(text: str, today: date) -> str:
    """The 16 digits, however they are grouped. Raises `Unfit`.

    Six digits of region, the birth date as DDMMYY with the day + 40 for women, four digits of serial.
    """
    found = re.sub(r"\D", "", text)
    if len(found) < 6:
        raise Unfit(f"NIK terdiri dari 16 angka. {_WHERE}")
    slip = f"NIK {found} sepertinya salah tulis: wilayah atau tanggal lahirnya tidak ada. {_WHERE}"
    try:
        numbers.validate(found)
        born(found, today)
    except InvalidLength:
        raise Impossible(f"NIK terdiri dari 16 angka, yang ditulis {len(found)} angka. {_WHERE}") from None
    except (InvalidComponent, InvalidFormat):
        raise Impossible(slip) from None
    return found


def born(nik: str, today: date) -> date:
    """The birth date a NIK tells: of the two centuries it may mean, the latest that is not in the future.

    Raises InvalidComponent where there is no such day in either.
    """
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    for century in (2000, 1900):
        try:
            found = date(century + year, month, day - WOMEN if day > WOMEN else day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise InvalidComponent


def sex(nik: str) -> Sex:
    return "female" if int(nik[6:8]) > WOMEN else "male"


def a_birth_place(text: str) -> str:
    """A city or regency. Raises `Unfit`."""
    place = one_line(text)
    if not 2 <= len(place) <= 60 or not re.fullmatch(r"[^\W\d_][\w\s.,'’/-]*", place) or foreign_characters(place):
        raise Unfit("Tulis nama kota atau kabupaten tempat lahir saja. Contoh: Palembang.")
    return capitals(place)


def an_occupation(text: str) -> str:
    """In a few words. Raises `Unfit`."""
    said = one_line(text)
    if not 2 <= len(said) <= 80 or not _has_a_word(said):
        raise Unfit("Tulis pekerjaan dengan singkat. Contoh: wiraswasta, ibu rumah tangga, pelajar.")
    return said[0].upper() + said[1:]


def an_address(text: str) -> str:
    """Street and house. Raises `Unfit`."""
    said = one_line(text)
    if not 3 <= len(said) <= 180 or not _has_a_word(said):
        raise Unfit("Tulis nama jalan dan nomor rumah. Contoh: Jl. Sapta Marga No. 12.")
    return said


def one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:")


def capitals(text: str) -> str:
    """Each word with a capital: `SITI` and `siti` are `Siti`."""
    return re.sub(r"[^\W\d_]+(?:['’`][^\W\d_]+)?", lambda word: word[0][0].upper() + word[0][1:].lower(), text)


def _has_a_word(said: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", said)) and not foreign_characters(said)
