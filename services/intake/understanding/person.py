"""What a resident says about a person, tidied as an office writes it."""

import re

from shared.dialogue import Misunderstood, Option, Unacceptable
from shared.dialogue.understand import plain, which
from shared.indonesian import foreign_characters

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
    r"^\W*(?:(?:nama(?:nya)?|saya|adalah|pak|bu|bapak|ibu)\s+)+(?:lengkap\s+)?(?=\w)", re.IGNORECASE
)
#: Words that no name holds: whoever writes them is asking or chatting.
_NO_NAME = {"apa", "bagaimana", "gimana", "kenapa", "tidak", "bisa", "mau", "maaf", "halo", "hai", "ya", "iya", "ok",
            "oke", "terima", "kasih", "makasih", "bingung", "susah", "tolong", "saya", "itu", "ini", "yang", "sudah",
            "belum", "nanti", "caranya", "berapa", "kapan", "dimana", "ktp", "kk", "surat"}  # fmt: skip


def read_name(text: str) -> str | Misunderstood:
    """A full name: letters, and the marks that names hold."""
    name = _BEFORE_A_NAME.sub("", _one_line(text))
    if foreign_characters(name):
        return Unacceptable("Tulis nama dengan huruf biasa saja, tanpa gambar. Nama lengkapnya siapa?")
    letters = sum(map(str.isalpha, name))
    is_chat = bool(_NO_NAME & set(plain(name).split()))
    if is_chat or re.search(r"[^\w\s.,'’`/-]|\d|_", name) or letters < 2 or len(name) > 120:
        return Misunderstood("Tulis nama lengkap seperti di Kartu Keluarga, tanpa angka. Contoh: Siti Aminah.")
    return _capitals(name) if name in (name.lower(), name.upper()) else name


def might_be_a_name(text: str) -> bool:
    """Whether a line without a label is a name rather than a remark."""
    return len(text.split()) <= 6 and isinstance(read_name(text), str)


def read_birth_place(text: str) -> str | Misunderstood:
    """The place alone: `lahir di palembang, 5-8-1990` is `Palembang`."""
    place = _DATE_TAIL.sub("", _BIRTH_WORDS.sub("", _one_line(text))).strip(" ,.-")
    if not 2 <= len(place) <= 60 or not re.fullmatch(r"[^\W\d_][\w\s.,'’/-]*", place) or foreign_characters(place):
        return Misunderstood("Tulis nama kota atau kabupaten tempat lahir saja. Contoh: Palembang.")
    return _capitals(place)


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
    said = _one_line(text)
    if known := known_occupation(said):
        return known
    if not 2 <= len(said) <= 80 or not re.search(r"[^\W\d_]{2}", said) or foreign_characters(said):
        return Misunderstood("Tulis pekerjaan dengan singkat. Contoh: wiraswasta, ibu rumah tangga, pelajar.")
    return said[0].upper() + said[1:]


def known_occupation(text: str) -> str | None:
    return OCCUPATIONS.get(re.sub(r"^(?:kerja|pekerjaan|bekerja|sebagai)\s+", "", plain(text)))


def looks_like_an_address(text: str) -> bool:
    return bool(_STREET.match(text))


def read_address(text: str) -> str | Misunderstood:
    """`jl sapta marga no 12` is `Jl. Sapta Marga No. 12`."""
    said = _one_line(text)
    if not 3 <= len(said) <= 180 or not re.search(r"[^\W\d_]{2}", said) or foreign_characters(said):
        return Misunderstood("Tulis nama jalan dan nomor rumah. Contoh: Jl. Sapta Marga No. 12.")
    return " ".join(_address_word(word) for word in _NUMBER_SIGN.sub("no ", said).split())


def _address_word(word: str) -> str:
    known = _STREETS.get(word.lower().rstrip("."))
    shouted = word.isupper() and len(word) > 3
    return known or (_capitals(word) if word.islower() or shouted else word)


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:")


def _capitals(text: str) -> str:
    """Each word with a capital: `SITI` and `siti` are `Siti`."""
    return re.sub(r"[^\W\d_]+(?:['’`][^\W\d_]+)?", lambda word: word[0][0].upper() + word[0][1:].lower(), text)
