"""What chairs of RT and RW and neighbours are asked."""

import re
from datetime import timedelta
from hashlib import sha256

from shared.contracts.issuance import ApplicationWithdrawn
from shared.contracts.verification import AskChairAgain, InviteChair, UnbindChair, post_id
from shared.contracts.vocabulary import Rt
from shared.messaging import uuid7
from shared.testing.samples import OFFICE_CODE, SITI
from tests.docs.conversations.chat import Chat
from tests.docs.conversations.people import JOKO, SRI, Street
from tests.verification.cases import APPLICATION, DEWI, RAHMAT, a_receipt, a_request, an_issued_letter

POST = "RT 005/RW 002"
BUDI = SITI.model_copy(update={"name": "Budi Santoso", "rt": Rt(rt=6, rw=2)})
CODE = "7K4M-Q2X9"


def asked(title: str, **other: bool) -> Street:
    return Street(title).meanwhile("Siti Aminah meminta surat pengantar.", a_request(**other))


def with_documents(title: str) -> Street:
    street = asked(title).taps(RAHMAT, "Setujui").meanwhile("Surat pengantar bernomor.", an_issued_letter())
    return street.meanwhile("Petugas menerima dokumennya.", a_receipt())


def answers_again() -> Chat:
    """What a late tap is told, at one stage after the other."""
    street = asked("Menjawab lagi yang sudah dijawab")
    question = street.place.sent_to(RAHMAT)[0]
    street.taps(RAHMAT, "Setujui").taps(RAHMAT, "Setujui", question)
    street.meanwhile("Surat pengantar bernomor.", an_issued_letter()).meanwhile("Dokumen diterima.", a_receipt())
    documents = street.place.sent_to(RAHMAT)[-1]
    street.taps(RAHMAT, "Setujui", question).taps(RAHMAT, "Semua benar")
    return street.taps(RAHMAT, "Semua benar", documents).chat


def approves() -> Chat:
    street = asked("Ketua RT menyetujui").taps(RAHMAT, "Lihat data").taps(RAHMAT, "Setujui")
    asked_once = street.place.sent_to(RAHMAT)[0]
    street.meanwhile("Surat pengantar bernomor.", an_issued_letter())
    return street.taps(RAHMAT, "Tolak", asked_once).chat


def declines() -> Chat:
    street = asked("Ketua RT menolak").taps(RAHMAT, "Tolak").taps(RAHMAT, "Data salah")
    return street.answers(RAHMAT, "x").answers(RAHMAT, "alamatnya sudah pindah").writes(RAHMAT, "tugas", "TUGAS").chat


def gives_another_reason() -> Chat:
    street = asked("Ketua RT menolak dengan alasan lain, dan tidak dipahami").taps(RAHMAT, "Tolak")
    street.taps(RAHMAT, "Alasan lain").answers(RAHMAT, "x").answers(RAHMAT, "y").taps(RAHMAT, "Hubungi petugas")
    return street.chat


def does_not_know() -> Chat:
    return asked("Bukan warga RT ini").taps(RAHMAT, "Tolak").taps(RAHMAT, "Bukan warga RT ini").chat


def vouches() -> Chat:
    street = with_documents("Ketua RT memeriksa dokumen")
    return street.taps(RAHMAT, "Lihat dokumen").taps(RAHMAT, "Semua benar").chat


def doubts() -> Chat:
    street = with_documents("Ketua RT meragukan dokumen").taps(RAHMAT, "Ada yang salah").taps(RAHMAT, "Pas foto")
    street.answers(RAHMAT, "bukan orangnya").taps(RAHMAT, "Sudah semua")
    remark = AskChairAgain(
        office=OFFICE_CODE, at=street.place.now, application_id=APPLICATION, remark="Nama di KTP berbeda."
    )
    return street.meanwhile("Petugas bertanya lagi.", remark).taps(RAHMAT, "Semua benar").chat


def tasks() -> Chat:
    street = Street("TUGAS").writes(RAHMAT, "tugas", "TUGAS").writes(SRI, "tugas", "TUGAS")
    street.meanwhile("Siti Aminah meminta surat pengantar.", a_request())
    street.writes(RAHMAT, "setuju").writes(RAHMAT, "makasih ya")
    street.meanwhile("Budi Santoso mengirim dokumen.", a_receipt(application_id=uuid7(), applicant=BUDI))
    return street.writes(RAHMAT, "tugas", "TUGAS").taps(RAHMAT, "Budi Santoso").taps(RAHMAT, "Semua benar").chat


def the_rw_signs_too() -> Chat:
    street = asked("Ketua RW ikut mengetahui", rw_endorses=True).taps(RAHMAT, "Setujui")
    opening = street.place.sent_to(RAHMAT)[0]
    street.taps(RAHMAT, "Tolak", opening).taps(DEWI, "Setujui")
    return street.meanwhile("Surat pengantar bernomor.", an_issued_letter()).chat


def silence() -> Chat:
    return asked("Ketua diam").after("Tiga hari kemudian.", timedelta(days=3)).chat


def too_late() -> Chat:
    street = asked("Terlambat menjawab")
    gone = ApplicationWithdrawn(office=OFFICE_CODE, at=street.place.now, application_id=APPLICATION)
    return street.meanwhile("Warga membatalkan.", gone).taps(RAHMAT, "Setujui").chat


def comes_and_goes() -> Chat:
    street = Street("UNDANGAN dan BERHENTI")
    street.writes(RAHMAT, "undangan 7K4M-Q2X3", "UNDANGAN")
    invitation = InviteChair(
        office=OFFICE_CODE,
        at=street.place.now,
        post_id=post_id(OFFICE_CODE, POST),
        post=POST,
        chair_name="Rahmat Hidayat",
        code_hash=sha256(CODE.replace("-", "").encode()).hexdigest(),
        expires_at=street.place.now + timedelta(days=14),
    )
    street.meanwhile("Kelurahan memberi kode undangan.", invitation).writes(RAHMAT, f"undangan {CODE}", "UNDANGAN")
    street.writes(RAHMAT, "berhenti", "BERHENTI").taps(RAHMAT, "Tidak jadi")
    street.writes(RAHMAT, "berhenti", "BERHENTI").taps(RAHMAT, "Ya, lepaskan").writes(SRI, "berhenti", "BERHENTI")
    return street.chat


def is_let_go() -> Chat:
    street = asked("Kelurahan melepas nomor")
    question = street.place.sent_to(RAHMAT)[-1]
    gone = UnbindChair(office=OFFICE_CODE, at=street.place.now, post_id=post_id(OFFICE_CODE, POST), post=POST)
    return street.meanwhile("Kelurahan melepas nomornya.", gone).taps(RAHMAT, "Setujui", question).chat


def neighbours_agree() -> Chat:
    street = with_documents("Tetangga ditanya").taps(RAHMAT, "Lihat dokumen").taps(RAHMAT, "Tanya tetangga")
    code = _code(street)
    for who in (SRI, JOKO):
        street.writes(who, code, "TETANGGA").taps(who, "Benar")
    street.writes(SRI, code, "TETANGGA")
    return street.taps(RAHMAT, "Semua benar").chat


def a_neighbour_says_no() -> Chat:
    street = with_documents("Tetangga menjawab tidak").taps(RAHMAT, "Lihat dokumen").taps(RAHMAT, "Tanya tetangga")
    code = _code(street)
    street.writes(DEWI, code, "TETANGGA").writes(SRI, "TETANGGA 7K4M-Q3X9", "TETANGGA").writes(SRI, code, "TETANGGA")
    return (
        street.answers(SRI, "siapa yang tanya ya?")
        .taps(SRI, "Tidak")
        .answers(SRI, "sudah pindah tahun lalu")
        .writes(JOKO, code, "TETANGGA")
        .chat
    )


def nobody_answers() -> Chat:
    street = with_documents("Tetangga tidak menjawab").taps(RAHMAT, "Lihat dokumen").taps(RAHMAT, "Tanya tetangga")
    return street.after("Waktunya habis.", timedelta(days=3)).chat


def _code(street: Street) -> str:
    """What the chair forwards."""
    found = [
        match[0] for said in street.place.sent_to(RAHMAT) if (match := re.search(r"TETANGGA \w{4}-\w{4}", said.text))
    ]
    return found[-1]


CHAIRS = (
    *(approves, declines, gives_another_reason, does_not_know, vouches, doubts, tasks, the_rw_signs_too, silence),
    *(answers_again, too_late, comes_and_goes, is_let_go),
)
NEIGHBOURS = (neighbours_agree, a_neighbour_says_no, nobody_answers)
