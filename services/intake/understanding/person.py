"""What a resident says about a person, tidied as an office writes it."""

import re

from services.intake.understanding.said import fit
from shared.dialogue import Misunderstood, Option, Unacceptable
from shared.dialogue.understand import plain, which
from shared.particulars import a_birth_place, a_name, an_address, an_occupation, capitals, one_line

RELIGIONS = (
    Option("Islam", "Islam", ("muslim", "moslem")),
    Option("Kristen", "Kristen", ("protestan", "kristen protestan")),
    Option("Katolik", "Katolik", ("katholik", "kristen katolik", "catholic")),
    Option("Hindu", "Hindu"),
    Option("Buddha", "Buddha", ("budha", "budda")),
    Option("Khonghucu", "Khonghucu", ("konghucu", "konghuchu", "kong hu cu")),
    Option("Kepercayaan", "Kepercayaan", ("penghayat", "kepercayaan terhadap tuhan yme", "aliran kepercayaan")),
)
MARITAL_STATUSES = (
    Option(
        "Belum kawin",
        "Belum kawin",
        ("belum", "belum menikah", "belum nikah", "lajang", "single", "jomblo", "bujang", "gadis"),
    ),
    Option(
        "Kawin", "Kawin", ("menikah", "nikah", "sudah kawin", "sudah menikah", "sudah nikah", "bersuami", "beristri")
    ),
    Option("Cerai hidup", "Cerai hidup", ("hidup", "cerai pengadilan", "berpisah")),
    Option(
        "Cerai mati",
        "Cerai mati",
        ("mati", "meninggal", "ditinggal mati", "suami meninggal", "istri meninggal", "cerai meninggal"),
    ),
)
#: Occupations as the population registry names them, and other words people have for them.
_SAID_FOR = {
    "Mengurus rumah tangga": ("irt", "ibu rumah tangga", "rumah tangga"),
    "Pelajar/mahasiswa": ("pelajar", "mahasiswa", "mahasiswi", "siswa", "siswi", "sekolah", "kuliah"),
    "PNS": ("asn", "pegawai negeri", "pegawai negeri sipil"),
    "TNI": ("tentara",),
    "Polri": ("polisi",),
    "Karyawan swasta": ("swasta", "karyawan", "karyawati", "pegawai swasta"),
    "Karyawan honorer": ("honorer",),
    "Wiraswasta": ("wirausaha", "usaha", "usaha sendiri"),
    "Pedagang": ("dagang", "berdagang", "jualan"),
    "Buruh harian lepas": ("buruh", "buruh harian", "kuli"),
    "Petani/pekebun": ("petani", "tani", "pekebun"),
    "Nelayan": (),
    "Guru": (),
    "Dosen": (),
    "Sopir": ("supir", "ojek", "ojol"),
    "Pensiunan": ("pensiun",),
    "Belum/tidak bekerja": ("menganggur", "belum bekerja", "tidak bekerja", "belum kerja", "tidak kerja"),
}
OCCUPATIONS = {plain(word): name for name, words in _SAID_FOR.items() for word in (name, *words)}
_STREETS = {"jl": "Jl.", "jln": "Jl.", "jalan": "Jl.", "gg": "Gg.", "gang": "Gg.", "lr": "Lr.", "lrg": "Lr.",
            "lorong": "Lr.", "no": "No.", "nomor": "No.", "nmr": "No.", "blok": "Blok", "kav": "Kav.", "komp": "Komp.",
            "kompleks": "Komp.", "komplek": "Komp.", "perum": "Perum.", "perumahan": "Perum."}  # fmt: skip
_STREET = re.compile(rf"^\W*(?:{'|'.join(_STREETS)}|dusun|kampung|kp)\b", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\bno\.?\s*(?=\d)", re.IGNORECASE)
_BIRTH_WORDS = re.compile(r"^\W*(?:saya\s+)?(?:lahir(?:nya)?|kelahiran)?\s*(?:di\s+)?(?:kota\s+(?=\w))?", re.IGNORECASE)
_DATE_TAIL = re.compile(r"[\s,./-]*(?:tgl|tanggal)?[\s,./-]*\d.*$", re.IGNORECASE)
_NO_LONGER_MARRIED = {"janda", "duda", "cerai", "bercerai"}
_BEFORE_A_NAME = re.compile(
    r"^\W*(?:(?:nama(?:nya)?|saya|adalah|pak|bu|bapak|ibu|ny\.?|tn\.?|sdri?\.?)\s+)+(?:lengkap\s+)?(?=\w)",
    re.IGNORECASE,
)
#: WhatsApp's marks for bold, italic and struck out, and the spaces beside them.
_EMPHASIS = "*_~ "
#: Words that no name holds: whoever writes them is asking or chatting.
_NO_NAME = {"apa", "bagaimana", "gimana", "kenapa", "tidak", "bisa", "mau", "maaf", "halo", "hai", "ya", "iya", "ok",
            "oke", "terima", "kasih", "makasih", "bingung", "susah", "tolong", "saya", "itu", "ini", "yang", "sudah",
            "belum", "nanti", "caranya", "berapa", "kapan", "dimana", "mana", "ktp", "kk", "surat", "rusak", "hilang",
            "ilang", "ganti", "isi", "diisi", "ngerti", "mengerti", "paham", "lupa", "besok", "aja", "saja", "dong",
            "kok", "sih", "pak", "bu", "kak", "min", "lama", "lagi", "begini", "gini", "benar", "salah"}  # fmt: skip


def read_name(text: str) -> str | Misunderstood:
    """A full name. Whoever chats instead is asked for it as for one with digits in it."""
    name = _BEFORE_A_NAME.sub("", one_line(text).strip(_EMPHASIS))
    return fit(a_name, "" if _NO_NAME & set(plain(name).split()) else name)


def might_be_a_name(text: str) -> bool:
    """Whether a line without a label is a name rather than a remark."""
    return len(text.split()) <= 6 and isinstance(read_name(text), str)


def read_birth_place(text: str) -> str | Misunderstood:
    """The place alone: `lahir di palembang, 5-8-1990` is `Palembang`."""
    return fit(a_birth_place, _DATE_TAIL.sub("", _BIRTH_WORDS.sub("", one_line(text))).strip(" ,.-"))


def read_religion(text: str) -> str | Misunderstood:
    return which(text, RELIGIONS) or Misunderstood("Pilih satu dari daftar, contoh: Islam.")


def read_marital_status(text: str) -> str | Misunderstood:
    """One of four. A widow or widower is asked whether by divorce or by death."""
    if status := which(text, MARITAL_STATUSES):
        return status
    if _NO_LONGER_MARRIED & set(plain(text).split()):
        return Unacceptable("Cerai hidup (berpisah), atau cerai mati (pasangan meninggal)?")
    return Misunderstood("Pilih satu dari daftar, contoh: Belum kawin.")


def speaks_of_marriage(text: str) -> bool:
    """Whether a line is about the marital status, clear or not."""
    return bool(which(text, MARITAL_STATUSES) or _NO_LONGER_MARRIED & set(plain(text).split()))


def read_occupation(text: str) -> str | Misunderstood:
    """As the registry names it where that is known, else as it was said."""
    return known_occupation(one_line(text)) or fit(an_occupation, text)


def known_occupation(text: str) -> str | None:
    return OCCUPATIONS.get(re.sub(r"^(?:kerja|pekerjaan|bekerja|sebagai)\s+", "", plain(text)))


def looks_like_an_address(text: str) -> bool:
    return bool(_STREET.match(text))


def read_address(text: str) -> str | Misunderstood:
    """`jl sapta marga no 12` is `Jl. Sapta Marga No. 12`."""
    said = fit(an_address, text)
    if not isinstance(said, str):
        return said
    return " ".join(_address_word(word) for word in _NUMBER_SIGN.sub("no ", said).split())


def _address_word(word: str) -> str:
    known = _STREETS.get(word.lower().rstrip("."))
    shouted = word.isupper() and len(word) > 3
    return known or (capitals(word) if word.islower() or shouted else word)
