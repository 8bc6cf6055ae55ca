"""The particulars of a person, typed by a clerk: by the same rules as in the conversation, told in the same sentences.

intake reads what residents write; what a form has for itself is left out here. `tests/contracts` holds both together.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength
from stdnum.id import nik as numbers

from services.issuance.typed import Typed
from shared.contracts.vocabulary import Person, Rt, Sex
from shared.indonesian import foreign_characters

RELIGIONS = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan")
MARITAL_STATUSES = ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati")
OCCUPATIONS = (
    "Mengurus rumah tangga", "Pelajar/mahasiswa", "PNS", "TNI", "Polri", "Karyawan swasta", "Karyawan honorer",
    "Wiraswasta", "Pedagang", "Buruh harian lepas", "Petani/pekebun", "Nelayan", "Guru", "Dosen", "Sopir", "Pensiunan",
    "Belum/tidak bekerja",
)  # fmt: skip
_WHERE = "NIK ada di baris atas KTP, juga di Kartu Keluarga. Contoh: 1671074508900000."


def a_name(typed: str) -> str:
    name = _one_line(typed)
    if foreign_characters(name):
        raise ValueError("Tulis nama dengan huruf biasa saja, tanpa gambar. Nama lengkapnya siapa?")
    if re.search(r"[^\w\s.,'’`/-]|\d|_", name) or sum(map(str.isalpha, name)) < 2 or len(name) > 120:
        raise ValueError("Tulis nama lengkap seperti di Kartu Keluarga, tanpa angka. Contoh: Siti Aminah.")
    return _capitals(name) if name in (name.lower(), name.upper()) else name


def a_nik(typed: str) -> str:
    """The 16 digits, however they are grouped."""
    found = re.sub(r"\D", "", typed)
    if len(found) < 6:
        raise ValueError(f"NIK terdiri dari 16 angka. {_WHERE}")
    try:
        numbers.validate(found)
    except InvalidLength:
        raise ValueError(f"NIK terdiri dari 16 angka, yang ditulis {len(found)} angka. {_WHERE}") from None
    except (InvalidComponent, InvalidFormat):
        raise ValueError(_slip(found)) from None
    born(found, date.max)
    return found


def a_birth_place(typed: str) -> str:
    place = _one_line(typed)
    if not 2 <= len(place) <= 60 or not re.fullmatch(r"[^\W\d_][\w\s.,'’/-]*", place) or foreign_characters(place):
        raise ValueError("Tulis nama kota atau kabupaten tempat lahir saja. Contoh: Palembang.")
    return _capitals(place)


def a_religion(typed: str) -> str:
    if typed not in RELIGIONS:
        raise ValueError("Pilih satu dari daftar, contoh: Islam.")
    return typed


def a_marital_status(typed: str) -> str:
    if typed not in MARITAL_STATUSES:
        raise ValueError("Pilih satu dari daftar, contoh: Belum kawin.")
    return typed


def an_occupation(typed: str) -> str:
    said = _one_line(typed)
    if not 2 <= len(said) <= 80 or not re.search(r"[^\W\d_]{2}", said) or foreign_characters(said):
        raise ValueError("Tulis pekerjaan dengan singkat. Contoh: wiraswasta, ibu rumah tangga, pelajar.")
    return said[0].upper() + said[1:]


def an_address(typed: str) -> str:
    said = _one_line(typed)
    if not 3 <= len(said) <= 180 or not re.search(r"[^\W\d_]{2}", said) or foreign_characters(said):
        raise ValueError("Tulis nama jalan dan nomor rumah. Contoh: Jl. Sapta Marga No. 12.")
    return said


def an_rt(typed: str) -> Rt:
    """`005/002`, as the list of the form has it."""
    rt, _, rw = typed.partition("/")
    if not (rt.isdecimal() and rw.isdecimal()):
        raise ValueError("Pilih RT dan RW dari daftar.")
    return Rt(rt=int(rt), rw=int(rw))


class TypedPerson(Typed):
    """Birth date and sex are those that the NIK tells."""

    name: Annotated[str, BeforeValidator(a_name)]
    nik: Annotated[str, BeforeValidator(a_nik)]
    birth_place: Annotated[str, BeforeValidator(a_birth_place)]
    religion: Annotated[str, BeforeValidator(a_religion)]
    marital_status: Annotated[str, BeforeValidator(a_marital_status)]
    occupation: Annotated[str, BeforeValidator(an_occupation)]
    address: Annotated[str, BeforeValidator(an_address)]
    rt: Annotated[Rt, BeforeValidator(an_rt)]

    def person(self, today: date) -> Person:
        """The same as letters have it."""
        told = {name: getattr(self, name) for name in TypedPerson.model_fields}
        return Person(**told, birth_date=born(self.nik, today), sex=sex(self.nik))


def born(nik: str, today: date) -> date:
    """The birth date a NIK tells: of the two centuries it may mean, the latest that is not in the future.

    Raises ValueError where there is no such day in either.
    """
    day, month, year = int(nik[6:8]) % 40, int(nik[8:10]), int(nik[10:12])
    for century in (2000, 1900):
        try:
            found = date(century + year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(_slip(nik))


def sex(nik: str) -> Sex:
    return "female" if int(nik[6:8]) > 40 else "male"


def _slip(nik: str) -> str:
    return f"NIK {nik} sepertinya salah tulis: wilayah atau tanggal lahirnya tidak ada. {_WHERE}"


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:")


def _capitals(text: str) -> str:
    """Each word with a capital: `SITI` and `siti` are `Siti`."""
    return re.sub(r"[^\W\d_]+(?:['’`][^\W\d_]+)?", lambda word: word[0][0].upper() + word[0][1:].lower(), text)
