"""One letter of each kind, approved; tests change what they are about."""

from datetime import UTC, date, datetime

from services.issuance.letters import Introduction, Issue, Letter, ModelN1, Printed, RtLetter
from services.issuance.letters.models import OF_A_PARENT
from shared.contracts.verification import Endorsement
from shared.contracts.vocabulary import CoverLetter
from shared.testing.samples import KTP, OFFICE, SITI
from shared.testing.services import KK, NIKAH, SITU

RT_ISSUE = Issue(
    number="012/RT.005/RW.002/XI/2026",
    dated=date(2026, 11, 24),
    code="7K4MQ2XD9AHT3WNPC5RA",
    public_url="https://pengantar.example",
    approved_by="Rahmat Hidayat",
    approved_at=datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
)
RT_LETTER = RtLetter(
    office=OFFICE,
    applicant=SITI,
    purpose="pengurusan Kartu Tanda Penduduk (KTP) elektronik (rusak / ganti data)",
    issue=RT_ISSUE,
)
ISSUE = Issue(
    number="470/0123/BKS/XI/2026",
    dated=date(2026, 11, 27),
    code="D1ACRYQ5ZZ03HM7V2T9K",
    public_url="https://pengantar.example",
    approved_by="Nurhayati",
    approved_at=datetime(2026, 11, 27, 3, 12, tzinfo=UTC),
)
COVER_LETTER = CoverLetter(number=RT_ISSUE.number, dated=RT_ISSUE.dated)
INTRODUCTION = Introduction(
    office=OFFICE,
    applicant=SITI,
    wording=KTP.letter,
    reason="Rusak / ganti data",
    cover_letter=COVER_LETTER,
    issue=ISSUE,
)
KK_INTRODUCTION = INTRODUCTION.model_copy(
    update={
        "wording": KK.letter,
        "reason": "Ubah data",
        "printed": (
            Printed(leads_in="Perubahan yang diminta:", rows=(("Data yang berubah", "Pekerjaan, menjadi karyawan"),)),
        ),
    }
)
MARRIAGE = INTRODUCTION.model_copy(
    update={
        "wording": NIKAH.letter,
        "purpose": "pencatatan perkawinan dengan Budi Santoso",
        "reason": None,
        "printed": (
            Printed(
                leads_in="Yang bersangkutan hendak melangsungkan perkawinan dengan:",
                rows=(
                    ("Nama", "Budi Santoso"),
                    ("Tempat, tanggal lahir", "Medan, 1 Januari 1988"),
                    ("Agama", "Katolik"),
                    ("Pekerjaan", "Guru"),
                    ("Alamat", "Jl. Melati No. 3"),
                ),
            ),
        ),
    }
)
STATEMENT = INTRODUCTION.model_copy(
    update={
        "wording": SITU.letter,
        "purpose": "pengurusan surat izin tempat usaha (SITU) untuk Warung Sederhana",
        "reason": None,
        "printed": (
            Printed(
                leads_in="Yang bersangkutan benar memiliki usaha:",
                rows=(
                    ("Nama usaha", "Warung Sederhana"),
                    ("Jenis usaha", "Makanan dan minuman"),
                    ("Alamat usaha", "Jl. Sapta Marga No. 12"),
                ),
            ),
        ),
    }
)
_PARENT = ("1671070101600000", "Palembang, 1 Januari 1960", "WNI", "Islam", "Pedagang", "Jl. Melati No. 3")
_FATHER = dict(zip((f"father_{field}" for field in OF_A_PARENT), ("Ahmad Yani (alm.)", *_PARENT), strict=True))
_MOTHER = dict(zip((f"mother_{field}" for field in OF_A_PARENT), ("Maimunah", "-", *_PARENT[1:]), strict=True))
DETAILS = _FATHER | _MOTHER
MODEL_N1 = ModelN1(
    office=OFFICE,
    applicant=SITI,
    wording=NIKAH.other_letters[0],
    details=DETAILS,
    issue=ISSUE.model_copy(update={"number": "474.2/0007/BKS/XI/2026"}),
)
ENDORSED = RT_LETTER.model_copy(
    update={"endorsement": Endorsement(rw=2, by="Dewi Sartika", at=datetime(2026, 11, 24, 9, 5, tzinfo=UTC))}
)
#: One of every page.
EVERY_KIND: dict[str, Letter] = {
    "rt": RT_LETTER,
    "rt-and-rw": ENDORSED,
    "ktp": INTRODUCTION,
    "kk": KK_INTRODUCTION,
    "marriage": MARRIAGE,
    "statement": STATEMENT,
    "n1": MODEL_N1,
}
